"""What do the shells show? Plain rows, ready to draw: titles, crumbs, marked snippets, counts. No toolkit, no words.

Rows hold no sentence that would need translating: dates stay numbers and names of states stay keys; the window and the
command line say them in their own way. The conversions from the engine's records stand here too, and only here.
"""
