"""A tiny extractor and a tiny model, strict about how they are called; and what a catalog says, to compare two."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from inkling import passages
from inkling.catalog import Catalog
from inkling.ingest import Pace, Sync
from inkling.progress import Cancel
from inkling.records import Document, Problem, ProblemKind


def terms(text: str, language: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@dataclass
class Extracted:
    document: Document | None
    problem: Problem | None
    digest: bytes

    @property
    def ends(self) -> list[int]:
        return passages.ends(self.document) if self.document else []


@dataclass
class PlainReader:
    """Reads text files; `broken` names break down so often before they are read."""

    read: list[bytes] = field(default_factory=list)
    broken: dict[bytes, int] = field(default_factory=dict)
    before: list = field(default_factory=list)

    def extract_many(self, paths: Iterable[bytes], cancel: Cancel) -> Iterator[tuple[bytes, Extracted]]:
        for path in paths:
            cancel.check()
            for act in self.before:
                act(path)
            self.read.append(path)
            yield path, self._one(path)

    def _one(self, path: bytes) -> Extracted:
        if self.broken.get(path, 0) > 0:
            self.broken[path] -= 1
            return Extracted(None, Problem(path, ProblemKind.CRASHED, "it broke"), b"")
        try:
            data = Path(path.decode("utf-8", "surrogateescape")).read_bytes()
        except OSError:
            return Extracted(None, Problem(path, ProblemKind.VANISHED, "gone"), b"")
        digest = hashlib.blake2b(data, digest_size=16).digest()
        return Extracted(Document(data.decode("utf-8", "replace"), "text"), None, digest)


class PictureReader(PlainReader):
    """Finds no text in files that begin with "scan", unless it is told to look at their pictures."""

    recognised: int = 0
    says: str = "what the picture says"

    def extract(self, path: bytes, *, ocr: bool, cancel: Cancel) -> Extracted:
        assert ocr
        cancel.check()
        self.recognised += 1
        plain = PlainReader._one(self, path)
        if plain.document is None or not self.says:
            return Extracted(None, plain.problem or self._nothing(path), plain.digest)
        return Extracted(Document(self.says, "pdf"), None, plain.digest)

    def _one(self, path: bytes) -> Extracted:
        found = PlainReader._one(self, path)
        if found.document is None or not found.document.text.startswith("scan"):
            return found
        if found.document.text.startswith("scan of pages"):  # a document of pages without text, as PDFs are
            return Extracted(Document("", "pdf", problems=(self._nothing(path),)), None, found.digest)
        return Extracted(None, self._nothing(path), found.digest)

    def _nothing(self, path: bytes) -> Problem:
        return Problem(path, ProblemKind.NO_TEXT, "a picture")


class HashModel:
    """A model whose vectors depend on the text alone."""

    def __init__(self, digest: str = "hash-model") -> None:
        self.digest = digest
        self.texts: list[str] = []
        self._lock = threading.Lock()

    def encode_passages(self, texts, cancel=None):
        if cancel:
            cancel.check()
        with self._lock:
            self.texts += texts
        rows = np.stack([vector(text) for text in texts])
        assert rows.dtype == np.float32
        return rows


def vector(text: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
    row = np.random.default_rng(seed).normal(size=8).astype(np.float32)
    return row / np.linalg.norm(row)


def calm(data: Path, **about: object) -> Pace:
    """A pace that nothing on this machine disturbs."""
    options = {"battery": lambda: False, "disk": lambda _folder: False, "poll_s": 0.02, "threads": 2} | about
    return Pace(data, **options)


def sync_of(catalog: Catalog, data: Path, reader: PlainReader | None = None, **about: object) -> Sync:
    return Sync(catalog, reader or PlainReader(), about.pop("pace", calm(data)), version=1, **about)


def said(catalog: Catalog) -> dict[str, object]:
    """Everything that a catalog says, without its own numbers: equal for an old catalog and a fresh one."""
    by_id = {row[0]: row for row in catalog.iter_passages()}
    files = {}
    for document in catalog.documents():
        spans = [(p.start, p.end, p.text, p.heading, p.place) for p in catalog.passages_of(document.id)]
        for file in document.files:
            files[file.path] = (document.digest, document.kind, document.text_digest, document.language, tuple(spans))
    words = {}
    with catalog._connections.reading() as connection:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, words, instance)")
        for term, passage, column, offset in connection.execute("SELECT * FROM temp.seen"):
            words.setdefault((term, column), []).append((by_id[passage][2], by_id[passage][5], offset))
        connection.execute("DROP TABLE temp.seen")
        connection.execute("PRAGMA query_only = ON")
    coverage = catalog.coverage()
    numbers = (coverage.files, coverage.searchable, coverage.pending, coverage.passages, coverage.problems)
    return {
        "files": files,
        "known": {path: (known.state, known.digest, known.stamp) for path, known in catalog.known().items()},
        "words": {key: sorted(where) for key, where in words.items()},
        "problems": [(p.path, p.kind, p.reason) for p in catalog.problems()],
        "numbers": numbers,
    }
