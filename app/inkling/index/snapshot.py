"""Which index is current, and is it whole? Snapshots on disk: written once, verified before use, swapped by one word.

    <data>/index-000042/   packed arrays, the graph, MANIFEST.json (written last: length and BLAKE2b of each file)
    <data>/CURRENT         "000042 <BLAKE2b of that manifest>", replaced atomically: that is the commit

A part is verified before anything native or memory-mapped reads it, so a flipped bit, a cut, a zeroed page or a file
of an older snapshot is noticed and never loaded. Words are verified first and vectors when first asked for: the first
results need not wait for them. The previous snapshot stays until the new one has been opened. Everything here can be
thrown away: the catalog holds what it was made from.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inkling import storage
from inkling.errors import StorageError
from inkling.index import packed
from inkling.index.base import IndexDamaged, VectorIndex
from inkling.index.bm25 import Bm25Index
from inkling.index.compact import Compact
from inkling.index.flat import CompactFlatIndex
from inkling.index.hnsw import HnswIndex
from inkling.index.postings import STORED, Postings
from inkling.progress import Cancel, Report, ignore_progress
from inkling.records.said import said

FORMAT = 2
FLAT_LIMIT = 150_000  # measured: up to it every row is looked at within 15 ms; above, a graph is worth its memory
_TINY = 512  # bytes; an empty array cannot be mapped
_CURRENT, _MANIFEST, _GRAPH = "CURRENT", "MANIFEST.json", "graph.hnsw"
_FOLDER = re.compile(r"index-(\d{6})(\.new)?")
_VECTORS = ("vector_ids", "codes", "scales")


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot was made from.

    Attributes:
        high_water: the highest passage id in it; later passages are the tail.
        vector_high_water: the catalog's `vector_high_water`; later vectors are the tail.
        model: the digest of the model that made the vectors, "" without any.
        words: the version of the rules for words.
        generation: the catalog's generation when it was read.
        languages: the languages of the documents with their numbers of passages, the most frequent first.
    """

    high_water: int
    vector_high_water: int
    model: str
    words: int
    generation: int
    languages: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a snapshot holds: the lexical arrays, the document of each passage (int64), and the vectors if any."""

    postings: Postings
    documents: NDArray[np.int64]
    vectors: Compact | None


class Snapshot:
    """One opened snapshot; immutable. Any number of threads may read it."""

    def __init__(self, number: int, folder: Path, about: About, files: dict[str, Any]) -> None:
        self.number, self.about = number, about
        self._folder, self._files = folder, files
        self._lock = threading.Lock()
        self._vectors: VectorIndex | None = None
        self._verify([f"{name}.npy" for name in (*STORED, "documents")])
        try:
            self.words = Bm25Index(Postings.from_stored({name: self._array(name) for name in STORED}))
            self.documents: NDArray[np.int64] = packed.stretch(self._array("documents"))
        except ValueError as error:
            raise IndexDamaged(f"the arrays do not belong together: {error}") from error
        if len(self.documents) != len(self.words.ids):
            raise IndexDamaged("the arrays do not belong together: not a document for each passage")

    @property
    def has_vectors(self) -> bool:
        """Whether there are vectors at all."""
        return "codes.npy" in self._files

    def vectors(self) -> VectorIndex:
        """Return the vector index; the first call verifies and loads it.

        Raises:
            IndexDamaged: its bytes are not those that were written.
        """
        with self._lock:
            if self._vectors is None:
                self._vectors = self._load_vectors()
            return self._vectors

    def check(self) -> None:
        """Compare every byte with what was written, without loading anything.

        Raises:
            IndexDamaged: they differ.
        """
        self._verify(sorted(self._files))

    def _load_vectors(self) -> VectorIndex:
        has_graph = _GRAPH in self._files
        self._verify([f"{name}.npy" for name in _VECTORS] + [_GRAPH] * has_graph)
        rows = Compact(*(self._array(name) for name in _VECTORS))
        if has_graph:
            return HnswIndex.load(rows, self._folder / _GRAPH)
        return CompactFlatIndex(rows)

    def _verify(self, names: list[str]) -> None:
        """Compare length and checksum of these files with the manifest, two files at a time (hashing frees the GIL)."""
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self._verify_one, names))

    def _verify_one(self, name: str) -> None:
        known, path = self._files.get(name), self._folder / name
        if known is None or not path.is_file() or path.stat().st_size != known["bytes"]:
            raise IndexDamaged(f"{name} is missing or has another length")
        if storage.checksum(path) != known["blake2b"]:
            raise IndexDamaged(f"{name} is not what was written")

    def _array(self, name: str) -> NDArray[Any]:
        path = self._folder / f"{name}.npy"
        try:
            array = np.load(path, allow_pickle=False, mmap_mode="r" if path.stat().st_size > _TINY else None)
        except (ValueError, OSError) as error:
            raise IndexDamaged(f"{name} cannot be read") from error
        made: NDArray[Any] = array.view(np.ndarray)  # np.memmap's own indexing is slow
        return made


class SnapshotStore:
    """The snapshots of one library. One thread writes; any thread may open."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def current(self) -> int | None:
        """Return the number of the current snapshot, None when there is none."""
        named = self._read_current()
        return named[0] if named else None

    def open(self) -> Snapshot | None:
        """Open the current snapshot, or None when there is none yet, or only one of an earlier Inkling.

        Raises:
            IndexDamaged: there is one and it is not what was written; it has to be built anew.
        """
        if not (self._data / _CURRENT).exists():
            return None
        named = self._read_current()
        if named is None:
            raise IndexDamaged("CURRENT cannot be understood")
        number, digest = named
        folder = self._folder(number)
        try:
            manifest = (folder / _MANIFEST).read_bytes()
        except OSError as error:
            raise IndexDamaged("the manifest is missing") from error
        if _digest(manifest) != digest:
            raise IndexDamaged("the manifest is not what was written")
        read = json.loads(manifest)
        if read["format"] < FORMAT:
            return None
        if read["format"] > FORMAT:
            raise IndexDamaged(f"format {read['format']} is not ours")
        about = dict(read["about"])
        about["languages"] = tuple((code, count) for code, count in about["languages"])
        return Snapshot(number, folder, About(**about), read["files"])

    def write(
        self, content: Content, about: About, cancel: Cancel | None = None, report: Report = ignore_progress
    ) -> int:
        """Write a snapshot, make it the current one and return its number. The one before it stays until `prune`.

        Raises:
            StorageError: the disk is full or broken; the current snapshot is the one it was.
            Cancelled: the flag was raised; the current snapshot is the one it was.
        """
        number = max(self._numbers(), default=0) + 1
        folder, scratch = self._folder(number), self._folder(number, ".new")
        storage.remove(scratch)
        storage.make_private(scratch)
        try:
            files = self._write_files(scratch, content, cancel, report)
            manifest = json.dumps({"format": FORMAT, "about": asdict(about), "files": files}, indent=1).encode()
            storage.write(scratch / _MANIFEST, manifest)
            storage.flush_folder(scratch)
            scratch.rename(folder)
        except OSError as error:
            raise StorageError(said("The index could not be written ({strerror}).", strerror=error.strerror)) from error
        finally:
            storage.remove(scratch)
        storage.flush_folder(self._data)
        storage.write(self._data / _CURRENT, f"{number:06d} {_digest(manifest)}\n".encode())
        return number

    def prune(self) -> None:
        """Remove all snapshots but the current one; call it once that one has been opened."""
        current = self.current()
        for folder in self._data.glob("index-*"):
            found = _FOLDER.fullmatch(folder.name)
            if found and (current is None or int(found[1]) < current or found[2]):
                storage.remove(folder)

    def discard(self) -> None:
        """Remove every snapshot: search goes on from the catalog until a new one is built."""
        (self._data / _CURRENT).unlink(missing_ok=True)
        for folder in self._data.glob("index-*"):
            if _FOLDER.fullmatch(folder.name):
                storage.remove(folder)

    def _write_files(
        self, folder: Path, content: Content, cancel: Cancel | None, report: Report
    ) -> dict[str, dict[str, object]]:
        arrays: dict[str, NDArray[Any]] = {**content.postings.stored(), "documents": packed.squeeze(content.documents)}
        names = []
        if content.vectors is not None and len(content.vectors):
            arrays |= dict(
                zip(_VECTORS, (content.vectors.ids, content.vectors.codes, content.vectors.scales), strict=True)
            )
            if len(content.vectors) > FLAT_LIMIT:
                HnswIndex.build(content.vectors, cancel, report).save(folder / _GRAPH)
                names.append(_GRAPH)
        for name, array in arrays.items():
            if cancel:
                cancel.check()
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
            names.append(f"{name}.npy")
        for name in names:
            storage.flush(folder / name)
        return {
            name: {"bytes": (folder / name).stat().st_size, "blake2b": storage.checksum(folder / name)}
            for name in names
        }

    def _read_current(self) -> tuple[int, str] | None:
        try:
            text = (self._data / _CURRENT).read_bytes()
        except OSError:
            return None
        found = re.fullmatch(rb"(\d{6}) ([0-9a-f]{64})\n", text)
        return (int(found[1]), found[2].decode()) if found else None

    def _folder(self, number: int, suffix: str = "") -> Path:
        return self._data / f"index-{number:06d}{suffix}"

    def _numbers(self) -> list[int]:
        return [int(found[1]) for path in self._data.glob("index-*") if (found := _FOLDER.fullmatch(path.name))]


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=32).hexdigest()
