"""Could two texts be copies at all? A glance of a twentieth of a millisecond, before an alignment of some.

It counts how many words of one text stand in runs of two words that the other has too, each run as often as both have
it. A text that is a near copy is covered well by such runs; pages that share a half of their passages are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inkling.copies.align import shingles
from inkling.copies.measure import Prepared, Thresholds
from inkling.copies.tokens import Keys
from inkling.copies.values import DIGITS

_RUN = 2
_LEAST_WORDS = 100  # a few changes in a shorter text leave too few whole runs
# Words that stand alone between changes are the same too, and are in no run. Measured on mixtures of untouched and
# evenly edited parts of documentation pages and encyclopaedia articles, of 120 to 2,500 words: a near copy is covered
# at most .059 less than it must be alike, a contained text at least as well as it must be (it has to be solid too),
# a reworked one at most .092 less.
_MARGIN, _PART_MARGIN, _REWORKED_MARGIN = 0.07, 0.01, 0.10
_VALUE = np.uint64(0x5851F42D4C957F2D)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """The runs of one text.

    Attributes:
        vocabulary: uint64 (v,), the distinct words, sorted.
        frequencies: int32 (v,), how often each stands in the text.
        names: uint64 (d,), the distinct runs, sorted.
        counts: int32 (d,), how often each stands in the text.
        group: int32 (r,), for each place the run in `names` that begins there.
        nth: int32 (r,), how many equal runs stand before it.
        words: how many words the text has.
    """

    vocabulary: Keys
    frequencies: npt.NDArray[np.int32]
    names: Keys
    counts: npt.NDArray[np.int32]
    group: npt.NDArray[np.int32]
    nth: npt.NDArray[np.int32]
    words: int

    @classmethod
    def of(cls, text: Prepared) -> Sketch:
        """Return the sketch of a text; all numbers count as the same word, as forms differ in them."""
        keys = np.where(_has_digit(text), _VALUE, text.tokens.keys)[text.tokens.words]
        runs = shingles(keys, _RUN)
        order = np.argsort(runs, kind="stable")
        ordered = runs[order]
        begins = np.ones(len(runs), np.bool_)
        begins[1:] = ordered[1:] != ordered[:-1]
        first = np.flatnonzero(begins)
        number = np.cumsum(begins) - 1
        group, nth = np.empty(len(runs), np.int32), np.empty(len(runs), np.int32)
        group[order] = number
        nth[order] = np.arange(len(runs)) - first[number]
        counts = np.diff(np.append(first, len(runs))).astype(np.int32)
        sorted_ = np.sort(keys)
        at = np.flatnonzero(np.concatenate((np.ones(min(1, len(keys)), np.bool_), sorted_[1:] != sorted_[:-1])))
        frequencies = np.diff(np.append(at, len(keys))).astype(np.int32)
        return cls(sorted_[at], frequencies, ordered[first], counts, group, nth, len(keys))

    def words_held_by(self, other: Sketch) -> int:
        """Return how many words both texts have, each as often as both have it."""
        if not len(self.vocabulary) or not len(other.vocabulary):
            return 0
        place = np.minimum(np.searchsorted(other.vocabulary, self.vocabulary), len(other.vocabulary) - 1)
        both = other.vocabulary[place] == self.vocabulary
        return int(np.minimum(self.frequencies, other.frequencies[place])[both].sum())

    def covered_by(self, other: Sketch) -> float:
        """Return the share of words, from 0 to 1, that stand in runs which the other text has too."""
        if not len(self.names) or not len(other.names):
            return 0.0
        place = np.minimum(np.searchsorted(other.names, self.names), len(other.names) - 1)
        allowed = np.where(other.names[place] == self.names, other.counts[place], 0)
        starts = np.flatnonzero(self.nth < allowed[self.group])
        if not len(starts):
            return 0.0
        return float(np.minimum(np.diff(starts), _RUN).sum() + _RUN) / self.words


class Covered(NamedTuple):
    """What a glance sees of two texts: shares of the longer and of the shorter one, from 0 to 1.

    `longer` and `shorter` are covered by runs of the other text; `held_longer` and `held_shorter` are words that the
    other text has too, in whatever order: an alignment never finds more.
    """

    longer: float
    shorter: float
    held_longer: float
    held_shorter: float


def seen(longer: Sketch, shorter: Sketch) -> Covered:
    """Glance at two texts."""
    held = longer.words_held_by(shorter)
    runs = longer.covered_by(shorter), shorter.covered_by(longer)
    return Covered(*runs, held / max(1, longer.words), held / max(1, shorter.words))


def may_be_copies(found: Covered, shorter: int, limits: Thresholds) -> bool:
    """Whether an alignment could find a near copy or a contained text."""
    if shorter < _LEAST_WORDS:
        return True
    near = limits.near_for(shorter)
    if found.longer >= near - _MARGIN and found.held_longer >= near:
        return True
    return found.shorter >= limits.contained - _PART_MARGIN and found.held_shorter >= limits.contained


def may_be_reworked(found: Covered, limits: Thresholds) -> bool:
    """Whether an alignment could find that the shorter text was written from the longer one."""
    return found.shorter >= limits.reworked - _REWORKED_MARGIN and found.held_shorter >= limits.reworked


def is_for(shorter: int) -> bool:
    """Whether a glance says anything of texts of which the shorter has so many words."""
    return shorter >= _LEAST_WORDS


def _has_digit(text: Prepared) -> npt.NDArray[np.bool_]:
    if text.text.isascii():
        codes = np.frombuffer(text.text.encode("ascii"), np.uint8)
        digits = codes - np.uint8(0x30) < 10  # unsigned: what is below "0" wraps round
    else:
        wide = np.frombuffer(text.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        digits = np.zeros(len(wide), np.bool_)
        for zero in DIGITS:
            digits |= wide - np.uint32(zero) < 10
    upto = np.concatenate(([0], np.cumsum(digits, dtype=np.int32)))
    found: npt.NDArray[np.bool_] = upto[text.tokens.ends] > upto[text.tokens.starts]
    return found
