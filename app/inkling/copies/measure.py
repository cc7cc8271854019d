"""How much of two texts is the same, and what does that make them? Exact shares from an alignment, then a verdict.

The shares are of words that stand in both texts in the same order (or in moved passages), so they mean what a person
sees in the comparison. Meaning never enters: nothing is a copy because it says something similar.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inkling.copies.align import Blocks, align, moved
from inkling.copies.tokens import Tokens
from inkling.copies.values import is_name_like, is_value, uses_capitals_for_names
from inkling.records import Verdict

_GRAM = 5
_VALUE_GAP = 12  # words; a longer replacement is an edit, whatever stands in it
_SAME_BEFORE_VALUES = 0.45  # of the shorter text; below, the pair is nothing anyway and its gaps are not looked at
_RENAMED_PLACES = 3  # fewer changed numbers or names are an edit of a passage, not a page of something else


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a copy begins. Shares from 0 to 1; texts below `full_words` need up to `short_extra` more.

    `near` is of the longer text, `contained`, `reworked` and `overlap` of the shorter. The `solid` shares are of runs
    of five words: they keep apart pages made from one template, where every sentence has another word. Texts that
    have nothing to do with each other share up to .23 of their words and .04 of their runs (measured on paragraphs
    of one encyclopaedia article and on medical abstracts), lightly reworded ones more than .5 and .15. A reworked
    text that is `reworked_far` times shorter than its source needs more.
    """

    near: float = 0.70
    near_solid_less: float = 0.20
    near_solid_less_long: float = 0.35
    full_words: int = 150
    least_words: int = 8
    short_extra: float = 0.25
    contained: float = 0.90
    contained_solid: float = 0.85
    contained_words: int = 40
    overlap: float = 0.30
    overlap_solid: float = 0.12
    overlap_words: int = 40
    reworked: float = 0.55
    reworked_solid: float = 0.10
    reworked_words: int = 80
    reworked_far: int = 8
    values: float = 0.90
    own_near: float = 0.50
    own_sure: float = 0.85
    own_contained: float = 0.80
    own_words: int = 20

    def near_for(self, words: int) -> float:
        """Return the share that a text of so many words needs."""
        if words >= self.full_words:
            return self.near
        lack = math.log(self.full_words / max(words, self.least_words)) / math.log(self.full_words / self.least_words)
        return min(1.0, self.near + self.short_extra * lack)

    def solid_for(self, words: int) -> float:
        """Return the share of runs that a text of so many words needs; long texts may be edited more evenly."""
        lengthy = min(1.0, max(0.0, math.log(max(words, 1) / 300) / math.log(1000 / 300)))
        less = self.near_solid_less + lengthy * (self.near_solid_less_long - self.near_solid_less)
        return self.near_for(words) - less


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A text ready to be measured. `common` marks tokens of passages that stand in many files."""

    text: str
    tokens: Tokens
    common: npt.NDArray[np.bool_] | None = None

    def word(self, index: int) -> str:
        """Return a token as it is written."""
        return self.text[self.tokens.starts[index] : self.tokens.ends[index]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What two texts have in common, in words; the `own` numbers leave out what stands in many files.

    `renamed` tells that the shorter one differs in numbers and names only: it is of another thing, not a part.
    `is_sibling` tells that most places where words were replaced hold numbers or names: both are of one template.
    """

    words_a: int
    words_b: int
    same: int
    solid: float
    own_longer: int
    own_shorter: int
    own_same: int
    has_common: bool
    only_values: bool
    renamed: bool = False
    is_sibling: bool = False

    @property
    def share_longer(self) -> float:
        """The share of the longer text that is in the shorter."""
        return self.same / max(1, self.words_a, self.words_b)

    @property
    def share_shorter(self) -> float:
        """The share of the shorter text that is in the longer."""
        return min(1.0, self.same / max(1, min(self.words_a, self.words_b)))

    @property
    def solid_longer(self) -> float:
        """The share of the longer text's runs of five words that are in the shorter."""
        return min(1.0, self.solid / max(1, max(self.words_a, self.words_b) - _GRAM + 1))

    @property
    def solid_shorter(self) -> float:
        """The share of the shorter text's runs of five words that are in the longer."""
        return min(1.0, self.solid / max(1, min(self.words_a, self.words_b) - _GRAM + 1))


def measure(a: Prepared, b: Prepared) -> Measured:
    """Compare two texts exactly."""
    blocks = align(a.tokens.keys, b.tokens.keys)
    return measure_aligned(a, b, blocks, moved(a.tokens.keys, b.tokens.keys, blocks))


def measure_aligned(a: Prepared, b: Prepared, blocks: Blocks, moves: Blocks) -> Measured:
    """Count what an alignment found."""
    upto_a, upto_b = _counts(a.tokens.words), _counts(b.tokens.words)
    words_a, words_b = int(upto_a[-1]), int(upto_b[-1])
    every = np.concatenate([blocks, moves])
    same = int((upto_a[every[:, 0] + every[:, 2]] - upto_a[every[:, 0]]).sum())
    may_matter = same >= _SAME_BEFORE_VALUES * min(words_a, words_b)
    gaps = _Gaps.of(a, b, blocks, upto_a, upto_b) if may_matter else None
    runs = _run_lengths(upto_a, blocks, gaps.are_values if gaps else None)
    runs = np.concatenate([runs, upto_a[moves[:, 0] + moves[:, 2]] - upto_a[moves[:, 0]]])
    solid = float(np.maximum(runs - _GRAM + 1, 0).sum())
    own_a, own_b, own_same = words_a, words_b, same
    if a.common is not None or b.common is not None:
        free_a, free_b = _counts(_own(a)), _counts(_own(b))
        own_a, own_b = int(free_a[-1]), int(free_b[-1])
        own_same = int((free_a[every[:, 0] + every[:, 2]] - free_a[every[:, 0]]).sum())
    longer, shorter = (own_a, own_b) if words_a >= words_b else (own_b, own_a)
    only_values = gaps is not None and not len(moves) and gaps.only_values(a)
    has_common = own_a < words_a or own_b < words_b
    renamed = gaps is not None and gaps.renamed(min(words_a, words_b) - same, of_a=words_a <= words_b)
    sibling = gaps is not None and gaps.are_told()
    return Measured(words_a, words_b, same, solid, longer, shorter, own_same, has_common, only_values, renamed, sibling)


def judge(found: Measured, limits: Thresholds) -> tuple[Verdict | None, bool]:
    """Return what the two texts are to each other, and whether they are near copies (alike as a whole)."""
    shorter = min(found.words_a, found.words_b)
    if shorter < limits.least_words:
        return None, False
    if _is_near(found, limits, shorter):
        if found.only_values:
            return Verdict.SAME_FORM, True
        grown = found.share_shorter >= 0.97 and found.share_longer < 0.9
        return (Verdict.CONTAINED if grown else Verdict.EDITED), True
    return _of_part(found, limits, shorter), False


def _of_part(found: Measured, limits: Thresholds, shorter: int) -> Verdict | None:
    """Say what texts are to each other that are not alike as a whole."""
    if _is_contained(found, limits, shorter):
        return Verdict.CONTAINED
    if _is_reworked(found, limits, shorter):
        return Verdict.REWORKED
    is_overlap = found.share_shorter >= limits.overlap and found.solid_shorter >= limits.overlap_solid
    return Verdict.OVERLAP if is_overlap and found.own_same >= limits.overlap_words else None


def _is_near(found: Measured, limits: Thresholds, shorter: int) -> bool:
    if found.share_longer < limits.near_for(shorter) or found.solid_longer < limits.solid_for(shorter):
        return False
    if not found.has_common or found.share_longer >= limits.own_sure or found.own_longer < limits.own_words:
        return True
    return found.own_same >= limits.own_near * found.own_longer


def _is_contained(found: Measured, limits: Thresholds, shorter: int) -> bool:
    if shorter < limits.contained_words or found.share_shorter < limits.contained:
        return False
    if found.solid_shorter < limits.contained_solid or found.renamed:
        return False
    if not found.has_common:
        return True
    return found.own_shorter >= limits.own_words and found.own_same >= limits.own_contained * found.own_shorter


def _is_reworked(found: Measured, limits: Thresholds, shorter: int) -> bool:
    """Whether one text was written from the other; pages of one template were not."""
    if found.own_same < limits.reworked_words or found.is_sibling:
        return False
    # A text many times longer has more of anything: lists of links hold something of every page.
    is_far = max(found.words_a, found.words_b) > limits.reworked_far * shorter
    share, solid = (
        (limits.reworked + 0.1, 3 * limits.reworked_solid)
        if is_far
        else (
            limits.reworked,
            limits.reworked_solid,
        )
    )
    if found.share_shorter < share or found.solid_shorter < solid:
        return False
    return not found.has_common or found.own_same >= share * found.own_shorter


def _own(text: Prepared) -> npt.NDArray[np.bool_]:
    return text.tokens.words if text.common is None else text.tokens.words & ~text.common


def _counts(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))


def _run_lengths(
    upto: npt.NDArray[np.int64], blocks: Blocks, bridged: npt.NDArray[np.bool_] | None
) -> npt.NDArray[np.int64]:
    """Return the words of each run; a value in the place of another does not break a run."""
    if not len(blocks):
        return np.zeros(0, np.int64)
    begins = np.ones(len(blocks), np.bool_)
    if bridged is not None:
        begins[1:] = ~bridged[1:-1]
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(blocks)) - 1
    lengths: npt.NDArray[np.int64] = upto[blocks[last, 0] + blocks[last, 2]] - upto[blocks[first, 0]]
    return lengths


class _Gaps:
    """What lies between the blocks, gap 0 before the first: how many words changed, and how many are values."""

    def __init__(self, count: int) -> None:
        self.are_values = np.zeros(count, np.bool_)
        self._changed = self._values = self._names = 0
        self._places: dict[tuple[tuple[str, ...], tuple[str, ...]], list[bool]] = {}

    @classmethod
    def of(
        cls, a: Prepared, b: Prepared, blocks: Blocks, upto_a: npt.NDArray[np.int64], upto_b: npt.NDArray[np.int64]
    ) -> _Gaps:
        gaps = cls(len(blocks) + 1)
        a_starts = np.concatenate(([0], blocks[:, 0] + blocks[:, 2]))
        b_starts = np.concatenate(([0], blocks[:, 1] + blocks[:, 2]))
        a_ends, b_ends = np.append(blocks[:, 0], len(a.tokens)), np.append(blocks[:, 1], len(b.tokens))
        in_a, in_b = upto_a[a_ends] - upto_a[a_starts], upto_b[b_ends] - upto_b[b_starts]
        gaps._changed = int(in_a.sum() + in_b.sum())
        small = (in_a > 0) & (in_b > 0) & (in_a <= _VALUE_GAP) & (in_b <= _VALUE_GAP)
        for gap in np.flatnonzero(small).tolist():
            left = _words(a, int(a_starts[gap]), int(a_ends[gap]))
            right = _words(b, int(b_starts[gap]), int(b_ends[gap]))
            gaps._count(gap, left, right)
        return gaps

    def _count(self, gap: int, left: list[str], right: list[str]) -> None:
        both = left + right
        is_told = all(is_value(word) or _may_be_name(word, left, right) for word in both)
        self._places.setdefault((tuple(left), tuple(right)), []).append(is_told)
        if all(map(is_value, both)):
            self.are_values[gap] = len(left) == len(right)
            self._values += len(both)
        elif is_told:
            self._names += len(both)

    def renamed(self, missing: int, *, of_a: bool, share: float = 0.9) -> bool:
        """Whether all but a tenth of the words missing from one text are values or names in the place of others.

        What is replaced by the same again and again is a name, however it is written.
        """
        places = words = 0
        for (left, right), told in self._places.items():
            if told[0] or len(told) > 1:
                places += len(told)
                words += len(told) * len(left if of_a else right)
        return places >= _RENAMED_PLACES and words >= share * missing

    def are_told(self) -> bool:
        """Whether at least half of the places with other words hold values or names, or what is replaced again."""
        told = sum(len(places) for places in self._places.values() if places[0] or len(places) > 1)
        return told >= _RENAMED_PLACES and 2 * told >= sum(map(len, self._places.values()))

    def only_values(self, a: Prepared, share: float = 0.9) -> bool:
        """Whether all but a tenth of the changed words are values, or names in a text where capitals tell names."""
        if not self._changed or self._values + self._names < share * self._changed:
            return False
        if self._values >= share * self._changed:
            return True
        return self._values > 0 or uses_capitals_for_names(_words(a, 0, min(len(a.tokens), 2000)))


def _may_be_name(word: str, left: list[str], right: list[str]) -> bool:
    is_short_han = len(left) <= 4 and len(right) <= 4 and len(word) == 1 and not word.isascii()
    return is_name_like(word) or is_short_han


def _words(text: Prepared, start: int, end: int) -> list[str]:
    return [text.word(index) for index in range(start, end) if text.tokens.words[index]]
