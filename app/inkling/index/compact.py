"""How do many vectors fit into little memory? As int8 with one scale a row; the catalog keeps them the same way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inkling.index.base import Floats, Hits, Ids, best

_BLOCK = 1024  # rows widened at once: 1.5 MB of float32 at 384 dimensions, so it stays in the cache


@dataclass(frozen=True, slots=True)
class Compact:
    """Vectors of passages as int8 codes (n, dim) with float32 scales (n,); `ids` are int64 (n,), ascending."""

    ids: Ids
    codes: NDArray[np.int8]
    scales: Floats

    @classmethod
    def of(cls, ids: Ids, rows: Floats) -> Compact:
        """Compress float32 rows (n, dim)."""
        scales = np.abs(rows).max(axis=1, initial=0.0) / 127.0
        safe = np.where(scales > 0, scales, 1.0)
        return cls(ids, np.rint(rows / safe[:, None]).astype(np.int8), scales.astype(np.float32))

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, chosen: slice | NDArray[np.intp] = slice(None)) -> Floats:
        """Return these rows as float32 (k, dim)."""
        rows = self.codes[chosen].astype(np.float32)
        rows *= self.scales[chosen][:, None]
        return rows

    def search(self, query: Floats, k: int, chosen: NDArray[np.intp] | None = None) -> Hits:
        """Return the best of the `chosen` rows, or of all, by inner product, looking at every one of them."""
        count = len(self) if chosen is None else len(chosen)
        scores = np.empty(count, np.float32)
        wide = np.empty((min(_BLOCK, count), self.codes.shape[1]), np.float32)
        for start in range(0, count, _BLOCK):
            end = min(start + _BLOCK, count)
            block = wide[: end - start]
            block[...] = self.codes[start:end] if chosen is None else self.codes[chosen[start:end]]
            np.dot(block, query, out=scores[start:end])
        if chosen is None:
            return best(self.ids, scores * self.scales, k)
        return best(self.ids[chosen], scores * self.scales[chosen], k)
