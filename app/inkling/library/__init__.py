"""What can the shells ask for? `Library` and what hangs on it; the window and the command line know nothing else."""

from inkling.copies.keep import Choice
from inkling.follow import Following
from inkling.library.keeper import Keeper, SyncReport
from inkling.library.library import Library, scratch_library
from inkling.library.reader import Reader
from inkling.topics.export import csv_from as topics_as_csv
from inkling.topics.export import plain as topics_as_plain

__all__ = [
    "Choice",
    "Following",
    "Keeper",
    "Library",
    "Reader",
    "SyncReport",
    "scratch_library",
    "topics_as_csv",
    "topics_as_plain",
]
