"""Which passages stand in several texts, and which texts are put together from them? By the hashes of lines alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from inkling.copies.fingerprints import Fingerprints

_QUOTED_IN = 4  # texts; a line in so many is quoted from somewhere
_QUOTED = 0.2  # of the lines of the text with fewer: from there on quotations explain what two texts share
_PAIRS_AT_ONCE = 20_000  # of texts with 100 lines: 60 MB


def common_lines(found: Fingerprints, least: int) -> npt.NDArray[np.uint32]:
    """Return the hashes of lines that stand in at least so many different texts, sorted."""
    names, counts = np.unique(found.lines, return_counts=True)
    common: npt.NDArray[np.uint32] = names[counts >= least]
    return common


def stand_in(values: npt.NDArray[np.uint32], among: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Return which values are among sorted ones; `numpy.isin` sorts these again for the few lines of each text."""
    if not len(among):
        return np.zeros(len(values), np.bool_)
    found: npt.NDArray[np.bool_] = among[np.minimum(np.searchsorted(among, values), len(among) - 1)] == values
    return found


def quote_each_other(found: Fingerprints, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which pairs have a good part of their lines in common with each other and with further texts.

    Such texts are put together from the same passages; neither was written from the other.
    """
    counts = np.diff(found.line_ends, prepend=0)
    rows = np.repeat(np.arange(len(found)), counts)
    often = stand_in(found.lines, common_lines(found, _QUOTED_IN))
    rows, keys = rows[often], (rows[often].astype(np.uint64) << np.uint64(32)) | found.lines[often]
    ends = np.searchsorted(rows, np.arange(len(found)), side="right")
    sizes = np.diff(ends, prepend=0)
    quoting = np.zeros(len(pairs), np.bool_)
    for first in range(0, len(pairs), _PAIRS_AT_ONCE):
        part = pairs[first : first + _PAIRS_AT_ONCE]
        a, b = np.where(sizes[part[:, :1]] <= sizes[part[:, 1:]], part, part[:, ::-1]).T
        nth = np.arange(int(sizes[a].sum())) - np.repeat(np.cumsum(sizes[a]) - sizes[a], sizes[a])
        mine = keys[np.repeat(ends[a] - sizes[a], sizes[a]) + nth] & np.uint64(0xFFFFFFFF)
        wanted = (np.repeat(b, sizes[a]).astype(np.uint64) << np.uint64(32)) | mine
        place = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        both = np.bincount(np.repeat(np.arange(len(part)), sizes[a])[keys[place] == wanted], minlength=len(part))
        quoting[first : first + _PAIRS_AT_ONCE] = both >= _QUOTED * np.maximum(1, np.minimum(counts[a], counts[b]))
    return quoting
