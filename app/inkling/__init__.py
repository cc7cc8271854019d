"""Inkling finds the documents on a person's own computer by what they mean, offline.

Importing the package imports nothing heavy; it only sees to it that no library of ours talks to the network.
"""

from inkling import offline as _offline

__version__ = "0.1.0"

_offline.silence_libraries()
