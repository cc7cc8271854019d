"""Which passages has the model read? The vector half of the catalog's door, and small results kept beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from inkling.catalog import vectors
from inkling.catalog.connections import Connections
from inkling.records import PassageId, StoredPassage

Rows = tuple[NDArray[np.int64], NDArray[np.float32]]
_CHUNK = 4096


class Meanings:
    """The part of `Catalog` about vectors. Every method may be called from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def use_model(self, model: str) -> None:
        """Make a model (by its digest) the one by which "with meaning" is judged; vectors of others stay."""
        with self._connections.reading() as connection:
            if vectors.is_used(connection, model):
                return
        with self._connections.writing() as connection:
            vectors.use(connection, model)

    def forget_other_models(self, model: str) -> int:
        """Remove the vectors of all other models and return how many they were."""
        with self._connections.writing(quiet=True) as connection:
            return vectors.forget_others(connection, model)

    def missing_vectors(self, model: str, limit: int = 256) -> list[StoredPassage]:
        """Return passages that wait for a vector, the newest and smallest documents first; equal wordings once."""
        with self._connections.reading() as connection:
            return vectors.missing(connection, model, limit)

    def count_missing(self, model: str) -> int:
        """Return how many different wordings wait for a vector."""
        with self._connections.reading() as connection:
            return vectors.count_missing(connection, model)

    def put_vectors(self, model: str, rows: Iterable[tuple[PassageId, NDArray[np.float32]]]) -> int:
        """Keep vectors (float32, length 1) of passages; those that are gone meanwhile are passed over."""
        with self._connections.writing() as connection:
            return vectors.put(connection, model, rows)

    def vectors(self, model: str, ids: Sequence[int] | NDArray[np.int64]) -> Rows:
        """Return (ids int64 (k,), rows float32 (k, dim)) of those passages that have a sound vector, in this order."""
        with self._connections.reading() as connection:
            return vectors.get(connection, model, [int(id) for id in ids])

    def iter_vectors(self, model: str, after: int = 0) -> Iterator[Rows]:
        """Yield vectors in chunks, by passage id, for all passages above `after` that have one."""
        while True:
            with self._connections.reading() as connection:
                rows, last = vectors.chunk_after(connection, model, after, _CHUNK)
            if last == after:
                return
            yield rows
            after = last

    def late_vectors(self, model: str, upto: PassageId, since: int) -> Rows:
        """Return vectors that came after `since` (a `vector_high_water`) for passages with ids up to `upto`.

        Vectors come out of order: a snapshot made at (`upto`, `since`) misses these, and all of `iter_vectors(upto)`.
        """
        with self._connections.reading() as connection:
            return vectors.late(connection, model, upto, since)

    def vector_high_water(self) -> int:
        """Return the highest number ever given to a vector."""
        with self._connections.reading() as connection:
            return vectors.high_water(connection)

    def titles(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the titles of documents, for those that are there."""
        with self._connections.reading() as connection:
            found = {}
            for id in set(ids):
                row = connection.execute("SELECT title FROM document WHERE id = ?", (id,)).fetchone()
                if row:
                    found[id] = str(row[0])
            return found

    # -- small results kept beside

    @property
    def is_writer(self) -> bool:
        """Whether anything can be kept: a catalog opened for reading keeps nothing."""
        return self._connections.is_writer

    def keep(self, name: str, value: bytes) -> None:
        """Keep a small result under a name; empty bytes remove it."""
        with self._connections.writing(quiet=True) as connection:
            if value:
                connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, value))
            else:
                connection.execute("DELETE FROM kept WHERE name = ?", (name,))

    def kept(self, name: str) -> bytes | None:
        """Return what was kept under a name."""
        with self._connections.reading() as connection:
            row = connection.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
            return bytes(row[0]) if row else None

    def kept_names(self, prefix: str) -> list[str]:
        """Return the names under which something is kept that begin like this, sorted."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT name FROM kept WHERE substr(name, 1, ?) = ?", (len(prefix), prefix))
            return sorted(str(name) for (name,) in rows.fetchall())
