"""The real write path with a toy for a parser, in the shape in which the storms use their mirror."""

import contextlib
import threading
from dataclasses import dataclass
from hashlib import blake2b

from inkling.catalog import Catalog
from inkling.files.walk import walk
from inkling.ingest import Pace, Sync
from inkling.records import Document, Problem, ProblemKind, Rules


@dataclass(frozen=True)
class Toy:
    """What a file says, as is."""

    document: Document | None
    problem: Problem | None
    digest: bytes
    ends: tuple[int, ...] = ()  # nobody cut it


class ToyExtractor:
    def extract_many(self, paths, cancel):
        for path in paths:
            cancel.check()
            yield path, self._extract(path)

    def _extract(self, path):
        try:
            with open(path, "rb") as file:
                data = file.read()
        except FileNotFoundError:
            return Toy(None, Problem(path, ProblemKind.VANISHED, "It is gone."), b"")
        return Toy(Document(data.decode(), "text"), None, digest(data))


def digest(data):
    return blake2b(data, digest_size=16).digest()


class Pipeline:
    def __init__(self, catalog, data):
        self.catalog, self.looks, self.roots = catalog, [], []
        self.changed = threading.Condition()
        self.sync = Sync(catalog, ToyExtractor(), Pace(data, disk=lambda _folder: False), version=1)

    @classmethod
    @contextlib.contextmanager
    def open(cls, data):
        data.mkdir(mode=0o700)
        with Catalog.open(data, write=True, terms=lambda text, _language: text.lower().split()) as catalog:
            yield cls(catalog, data)

    def add(self, path):
        self.roots.append(self.catalog.add_folder(path, Rules()))

    def folders(self):
        return self.catalog.folders()

    def sync_folder(self, folder, dirty, cancel):
        self.sync.words(cancel, dirty=None if dirty is None else {folder.id: dirty})
        self.looks.append((folder.path, dirty))

    def rest(self, cancel):
        return False

    def lost(self):
        """Paths whose text in the catalog is not what the file says now, and paths that only one side has."""
        truth = {}
        for folder in self.roots:
            for stamp in walk(folder.path, folder.rules):
                with contextlib.suppress(FileNotFoundError), open(stamp.path, "rb") as file:
                    truth[stamp.path] = file.read().decode()
        kept = {}
        for document in self.catalog.documents():
            text = self.catalog.text(document.id)
            kept.update({file.path: text for file in document.files})
        return {path for path in truth.keys() | kept.keys() if truth.get(path) != kept.get(path)}
