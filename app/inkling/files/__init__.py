"""Which files are there, which of them are read, and did they change?"""
