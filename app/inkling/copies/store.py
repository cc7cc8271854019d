"""Where are fingerprints kept? In segments beside the catalog's other small results, renewed as texts come and go."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from inkling.copies import remembered
from inkling.copies.fingerprints import Fingerprint, Fingerprints, fingerprint, joined
from inkling.copies.judged import Memory
from inkling.copies.tokens import Tokeniser
from inkling.errors import LibraryError
from inkling.progress import Cancel, Progress, Report
from inkling.records import Apart, DocumentId, FileStamp, FolderId, Problem, StoredDocument

_SEGMENT = 2000  # texts; 2.5 MB, so renewing one is quick
_LIST, _PART, _MEASURED, _IGNORED = "copies/segments", "copies/segment/", "copies/measured", "copies/ignored"
_REPORT = "copies/report"


class KnownFile(Protocol):
    """What the catalog knows of any file, read or not."""

    @property
    def stamp(self) -> FileStamp:
        """What the last scan saw."""

    @property
    def folder(self) -> FolderId:
        """The folder of the library."""

    @property
    def document(self) -> DocumentId | None:
        """What it says; None when its text could not be had."""

    @property
    def digest(self) -> bytes:
        """BLAKE2b-128 of its bytes, empty when they could not be read."""


class Source(Protocol):
    """What near-copies need of the catalog."""

    def known(self) -> Mapping[bytes, KnownFile]:
        """Return all files by path, also those without text."""

    def documents(self) -> Iterator[StoredDocument]:
        """Yield all documents."""

    def document(self, id: DocumentId) -> StoredDocument | None:
        """Return one document."""

    def text(self, document: DocumentId) -> str:
        """Return a document's text, empty when it is gone."""

    def problems(self) -> Sequence[Problem]:
        """Return what could not be read."""

    def generation(self) -> int:
        """Return a number that grows with every change."""

    def keep(self, name: str, value: bytes) -> None:
        """Keep a result; empty bytes remove it."""

    def kept(self, name: str) -> bytes | None:
        """Return a kept result."""


class Store:
    """The kept fingerprints and measurements of one library. A reader of the library uses and never changes them."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def fingerprints(
        self,
        all_names: Collection[bytes],
        needed: Sequence[bytes],
        text_of: Callable[[bytes], str],
        cancel: Cancel,
        report: Report,
    ) -> Fingerprints:
        """Return the fingerprints of the needed texts in that order, making those that are missing.

        Args:
            all_names: the digests of all texts of the library; what is kept of others is forgotten.
            needed: which of them are wanted now.
            text_of: the text of a digest.
            cancel: what is done so far stays kept.
            report: told the texts done.
        """
        parts = self._current(set(all_names))
        have = {name for part in parts.values() for name in part.names}
        missing = [name for name in needed if name not in have]
        for first in range(0, len(missing), _SEGMENT):
            made = _make(missing, first, text_of, cancel, report)
            parts[self._next(parts)] = made
            self._write(parts, changed=[max(parts)])
        self._merge_small(parts)
        everything = joined([parts[key] for key in sorted(parts)])
        parts.clear()
        place = {name: row for row, name in enumerate(everything.names)}
        return everything.chosen([place[name] for name in needed])

    def memory(self) -> Memory:
        """Return the measurements of earlier runs."""
        return Memory.from_bytes(self._source.kept(_MEASURED) or b"")

    def keep_memory(self, memory: Memory) -> None:
        """Keep measurements for later runs."""
        with suppress(LibraryError):  # a reader measures again; nothing is lost
            self._source.keep(_MEASURED, memory.to_bytes())

    def apart(self) -> list[Apart]:
        """Return what the person called no copies, in the order in which it was said."""
        try:
            return [_apart(entry) for entry in json.loads(self._source.kept(_IGNORED) or b"[]")]
        except (ValueError, TypeError, KeyError):
            return []

    def ignored(self) -> set[frozenset[bytes]]:
        """Return the pairs of contents that the person called no copies."""
        return {pair for one in self.apart() for pair in one.contents if len(pair) == 2}

    def keep_apart(self, pairs: Iterable[Apart]) -> None:
        """Keep the pairs that are no copies."""
        rows = [
            {
                "paths": [path.hex() for path in one.paths],
                "contents": sorted(sorted(digest.hex() for digest in pair) for pair in one.contents),
            }
            for one in pairs
        ]
        self._source.keep(_IGNORED, json.dumps(rows).encode() if rows else b"")

    def report(self) -> bytes:
        """Return the last look at the whole library as it was kept, empty where there was none."""
        return self._source.kept(_REPORT) or b""

    def keep_report(self, data: bytes) -> None:
        """Keep a look at the whole library."""
        with suppress(LibraryError):  # a reader shows what it found and leaves nothing
            self._source.keep(_REPORT, data)

    def purge(self) -> None:
        """Leave nothing of texts that the library no longer holds: no fingerprint, no measurement, no pair, no path.

        One segment at a time is looked at, so that a large library needs no more memory than a small one.
        """
        known = self._source.known()
        names, held = set[bytes](), {file.digest for file in known.values()}
        if data := self.report():
            left = remembered.without_forgotten(data, known.keys())
            if left != data:
                self._source.keep(_REPORT, left)
        paths = set(known)
        del known
        for document in self._source.documents():
            names.add(document.text_digest)
        kept: list[int] = []
        for key in self._listed():
            part = Fingerprints.from_bytes(self._source.kept(f"{_PART}{key}") or b"")
            rows = [row for row, name in enumerate(part.names) if name in names] if part else []
            if part and rows:
                kept.append(key)
                held.update(part.digests[row] for row in rows)
            if part is None or len(rows) < len(part):
                self._source.keep(f"{_PART}{key}", part.chosen(rows).to_bytes() if part and rows else b"")
        if kept != self._listed():
            self._source.keep(_LIST, json.dumps(kept).encode() if kept else b"")
        memory = self.memory()
        memory.retain(held)
        if memory.is_changed:
            self._source.keep(_MEASURED, memory.to_bytes())
        apart = self.apart()
        still = [kept_of for one in apart if (kept_of := _held_of(one, held, paths)) is not None]
        if still != apart:
            self.keep_apart(still)

    def _current(self, names: set[bytes]) -> dict[int, Fingerprints]:
        """Load the segments without what is no longer in the library."""
        parts: dict[int, Fingerprints] = {}
        changed = []
        for key in self._listed():
            part = Fingerprints.from_bytes(self._source.kept(f"{_PART}{key}") or b"")
            if part is None:
                changed.append(key)
                continue
            rows = [row for row, name in enumerate(part.names) if name in names]
            if len(rows) < len(part):
                changed.append(key)
                part = part.chosen(rows)
            if rows:
                parts[key] = part
        if changed:
            self._write(parts, changed)
        return parts

    def _listed(self) -> list[int]:
        try:
            return [int(key) for key in json.loads(self._source.kept(_LIST) or b"[]")]
        except (ValueError, TypeError):
            return []

    def _write(self, parts: dict[int, Fingerprints], changed: Sequence[int]) -> None:
        with suppress(LibraryError):  # a reader keeps nothing
            for key in changed:
                self._source.keep(f"{_PART}{key}", parts[key].to_bytes() if key in parts else b"")
            self._source.keep(_LIST, json.dumps(sorted(parts)).encode())

    def _merge_small(self, parts: dict[int, Fingerprints]) -> None:
        small = [key for key in sorted(parts) if len(parts[key]) < _SEGMENT // 2]
        if len(small) < 8:
            return
        merged = joined([parts.pop(key) for key in small])
        rows = range(len(merged))
        new = []
        for first in range(0, len(merged), _SEGMENT):
            new.append(self._next(parts))
            parts[new[-1]] = merged.chosen(rows[first : first + _SEGMENT])
        self._write(parts, [*small, *new])

    @staticmethod
    def _next(parts: dict[int, Fingerprints]) -> int:
        return max(parts, default=0) + 1


def _apart(entry: Any) -> Apart:  # noqa: ANN401  # what JSON holds
    """Read one statement; before they had names, each pair of contents stood for itself."""
    paths, contents = (entry["paths"], entry["contents"]) if isinstance(entry, dict) else ((), [entry])
    pairs = frozenset(frozenset(bytes.fromhex(digest) for digest in pair) for pair in contents)
    return Apart(tuple(bytes.fromhex(path) for path in paths), pairs)


def _held_of(one: Apart, digests: Collection[bytes], paths: Collection[bytes]) -> Apart | None:
    """Return what is left of a statement when only some contents and paths are known."""
    contents = frozenset(pair for pair in one.contents if all(digest in digests for digest in pair))
    names = one.paths if all(path in paths for path in one.paths) else ()
    return Apart(names, contents) if contents else None


def _make(
    missing: Sequence[bytes], first: int, text_of: Callable[[bytes], str], cancel: Cancel, report: Report
) -> Fingerprints:
    tokeniser = Tokeniser()
    names, rows = missing[first : first + _SEGMENT], list[Fingerprint]()
    for name in names:
        if len(rows) % 16 == 0:
            cancel.check()
            report(Progress("fingerprint", first + len(rows), len(missing)))
        rows.append(fingerprint(text_of(name), tokeniser))
    return Fingerprints(names, rows)
