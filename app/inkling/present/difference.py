"""From a difference to pairs of paragraphs that stand side by side, with what is the same on both sides folded away.

The texts are cut where both begin a line at the same word, so a pair says the same on both sides but for its marks. A
pair is never long, whatever the texts are: it is to be laid out while somebody waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from inkling.present.copyrows import ChangeRow, DiffRow, PairRow
from inkling.present.rows import Mark
from inkling.present.text import flowing, readable
from inkling.records import Change, ChangeKind, Difference

_LEFT = {ChangeKind.DELETED: "deletion", ChangeKind.REPLACED: "deletion", ChangeKind.MOVED: "moved"}
_RIGHT = {ChangeKind.INSERTED: "insertion", ChangeKind.REPLACED: "insertion", ChangeKind.MOVED: "moved"}
_LONG = 600  # characters; a paragraph that is longer is cut between two words
_WORTH_FOLDING = 240  # characters; less is shown as it is
_BEGINNING = 3_000  # characters of two texts that are the same
_TOLD_APART = 1 / 400  # of the height of a map
_WORDS = re.compile(r"\S+")
_Cut = tuple[int, int]


def diff_row(found: Difference, left: str, right: str, names: tuple[str, str], *, is_cut: bool = False) -> DiffRow:
    """Return a difference as pairs of paragraphs.

    Args:
        found: what changed.
        left: the text of the reference.
        right: the text of the copy.
        names: what the two are called.
        is_cut: whether the texts go on after what was compared.
    """
    left_marks, right_marks = _marks(found.changes, _LEFT, on_left=True), _marks(found.changes, _RIGHT, on_left=False)
    cuts = [(0, 0), *_cuts(found.stretches, left, right), (len(left), len(right))]
    texts = flowing(readable(left)), flowing(readable(right))
    pairs: list[PairRow] = []
    starts: list[_Cut] = []
    taken_left, taken_right = _Taken(left_marks), _Taken(right_marks)
    for (a, b), (a_end, b_end) in pairwise(cuts):
        sides = _pieces(texts[0], a, a_end), _pieces(texts[1], b, b_end)
        for one, other in zip_longest(*sides, fillvalue=None):
            span_a, span_b = one or (a_end, a_end), other or (b_end, b_end)
            starts.append((span_a[0], span_b[0]))
            pairs.append(
                PairRow(
                    texts[0][slice(*span_a)].rstrip("\n"),
                    texts[1][slice(*span_b)].rstrip("\n"),
                    taken_left.inside(*span_a),
                    taken_right.inside(*span_b),
                )
            )
    size = max(1, len(left))
    changes = _changes(found.changes, starts, size)
    folded, moved_to = _folded(pairs)
    return DiffRow(
        pairs=tuple(folded),
        changes=tuple(replace(change, pair=moved_to[change.pair]) for change in changes),
        places=tuple(_places(found.changes, size)),
        left_name=names[0],
        right_name=names[1],
        is_cut=is_cut,
    )


def _marks(changes: Sequence[Change], kinds: dict[ChangeKind, str], *, on_left: bool) -> list[Mark]:
    spans = ((c.a_start, c.a_end, c.kind) if on_left else (c.b_start, c.b_end, c.kind) for c in changes)
    return sorted(
        (Mark(start, end, kinds[kind]) for start, end, kind in spans if kind in kinds and end > start),
        key=lambda mark: mark.start,
    )


def _places(changes: Sequence[Change], size: int) -> Iterator[tuple[float, float, str]]:
    """Yield where on the left text something changed, as shares of it; what came stands where it would be.

    Changes that are nearer to each other than can be told apart are one place.
    """
    spans: dict[str, list[tuple[float, float]]] = {}
    for change in changes:
        kinds = {_LEFT.get(change.kind), _RIGHT.get(change.kind)} - {None}
        for kind in kinds:
            start, end = change.a_start / size, change.a_end / size
            found = spans.setdefault(str(kind), [])
            if found and start - found[-1][1] < _TOLD_APART:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
    for kind, found in spans.items():
        for start, end in found:
            yield start, end, kind


def _cuts(stretches: Sequence[Change], left: str, right: str) -> Iterator[_Cut]:
    """Yield places at which both texts begin a line with the same word, or have gone on for long without one."""
    last = (0, 0)
    for stretch in stretches:
        if stretch.kind is not ChangeKind.SAME:
            continue
        for a, b, begins_line in _same_places(stretch, left, right):
            is_long = max(a - last[0], b - last[1]) >= _LONG
            if (begins_line or is_long) and a > last[0] and b > last[1]:
                last = (a, b)
                yield last


def _same_places(stretch: Change, left: str, right: str) -> Iterator[tuple[int, int, bool]]:
    """Yield pairs of places in a stretch that is the same, and whether both begin a line there."""
    one, other = left[stretch.a_start : stretch.a_end], right[stretch.b_start : stretch.b_end]
    if one == other:  # also where no blanks stand between words, as in Chinese
        places = [match.start() for match in _WORDS.finditer(one)]
        steps = sorted({*places, *range(_LONG, len(one), _LONG)})
        words = [(at, at) for at in steps]
    else:
        ours = [match.start() for match in _WORDS.finditer(one)]
        theirs = [match.start() for match in _WORDS.finditer(other)]
        words = list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else [(0, 0)]
    for a, b in words:
        at_left, at_right = _line_start(left, stretch.a_start + a), _line_start(right, stretch.b_start + b)
        if at_left is not None and at_right is not None:
            yield at_left, at_right, True
        else:
            yield stretch.a_start + a, stretch.b_start + b, False


def _line_start(text: str, at: int) -> int | None:
    """Return where the line begins whose first word stands at a place, None where another word stands before it."""
    start = at
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return start if start == 0 or text[start - 1] in "\n\f\r" else None


def _pieces(text: str, start: int, end: int) -> list[_Cut]:
    """Cut a stretch into pieces that are not long, at the ends of lines or between words where there are any."""
    found: list[_Cut] = []
    while end - start > _LONG:
        near = text.rfind("\n", start + _LONG // 2, start + _LONG)
        near = near if near >= 0 else text.rfind(" ", start + _LONG // 2, start + _LONG)
        at = near + 1 if near >= 0 else start + _LONG
        found.append((start, at))
        start = at
    return [*found, (start, end)] if end > start else found


class _Taken:
    """Hands out marks in the order of the text."""

    def __init__(self, marks: list[Mark]) -> None:
        self._marks, self._at = marks, 0

    def inside(self, start: int, end: int) -> tuple[Mark, ...]:
        """Return the marks between two places, counted from the first; call it from the beginning to the end."""
        found = []
        for at in range(self._at, len(self._marks)):
            mark = self._marks[at]
            if mark.start >= end:
                break
            if mark.end <= end:
                self._at = at + 1
            if mark.end > start:
                found.append(Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind))
        return tuple(found)


def _changes(changes: Sequence[Change], starts: list[_Cut], size: int) -> Iterator[ChangeRow]:
    """Yield for each change the pair that it begins in and its places there, -1 at a side where it is not."""
    at = 0
    for change in changes:
        while at + 1 < len(starts) and _begins(change, starts[at + 1]):
            at += 1
        left = change.a_start - starts[at][0] if change.a_end > change.a_start else -1
        is_here = change.b_end > change.b_start and change.kind is not ChangeKind.MOVED
        yield ChangeRow(at, left, change.b_start - starts[at][1] if is_here else -1, change.a_start / size)


def _begins(change: Change, start: _Cut) -> bool:
    """Whether a change begins at or after a place: by the side on which something stands."""
    if change.a_end > change.a_start:
        return change.a_start >= start[0]
    return change.b_start >= start[1]


def _folded(pairs: list[PairRow]) -> tuple[list[PairRow], list[int]]:
    """Fold what is the same and not beside a change; return also where each pair is now."""
    is_changed = [bool(pair.left_marks or pair.right_marks) for pair in pairs]
    shown = [any(is_changed[max(0, at - 1) : at + 2]) for at in range(len(pairs))]
    if not any(is_changed):
        told = 0
        for at, pair in enumerate(pairs):
            shown[at] = told < _BEGINNING
            told += len(pair.left)
    found: list[PairRow] = []
    now: list[int] = []
    at = 0
    while at < len(pairs):
        end = at
        while end < len(pairs) and shown[end] == shown[at]:
            end += 1
        size = sum(len(pair.left) for pair in pairs[at:end])
        if shown[at] or size < _WORTH_FOLDING:
            now += range(len(found), len(found) + end - at)
            found += pairs[at:end]
        else:
            now += [len(found)] * (end - at)
            found.append(PairRow("", "", skipped=size))
        at = end
    return found, now
