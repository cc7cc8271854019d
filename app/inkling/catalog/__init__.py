"""What do we know? The catalog: one SQLite file, the only precious thing."""

from inkling.catalog.catalog import Catalog
from inkling.catalog.documents import Prepared
from inkling.catalog.reading import Attempt, FileState, Known, Reading, Verdict
from inkling.catalog.texts import PassageText

__all__ = ["Attempt", "Catalog", "FileState", "Known", "PassageText", "Prepared", "Reading", "Verdict"]
