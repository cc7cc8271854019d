"""What exactly differs between two texts? Words deleted, inserted, replaced and moved, as spans of both."""

from __future__ import annotations

import numpy as np

from inkling.copies.align import Blocks, align, moved
from inkling.copies.measure import Prepared, Thresholds, judge, measure_aligned
from inkling.copies.tokens import Tokeniser, Tokens
from inkling.records import Change, ChangeKind, Difference, Verdict

Row = tuple[ChangeKind, int, int, int, int]


def difference(a: str, b: str, limits: Thresholds = Thresholds()) -> Difference:  # noqa: B008  # frozen
    """Compare two texts word by word.

    Case, blanks and compatibility forms do not count as differences; signs do, and are not counted as words.
    """
    tokeniser = Tokeniser()
    left, right = Prepared(a, tokeniser.cut(a)), Prepared(b, tokeniser.cut(b))
    blocks = align(left.tokens.keys, right.tokens.keys)
    moves = moved(left.tokens.keys, right.tokens.keys, blocks)
    found = measure_aligned(left, right, blocks, moves)
    rows = _rows(len(left.tokens), len(right.tokens), blocks, moves)
    return Difference(
        tuple(_change(row, left.tokens, right.tokens) for row in rows),
        found.share_longer,
        found.share_shorter,
        found.words_a,
        found.words_b,
        found.same,
        _verdict(rows, found.same, judge(found, limits)[0]),
    )


def words_of_b(difference: Difference, a: str, b: str) -> list[str]:
    """Apply a difference to A and return B's tokens: kept and moved ones are taken from A, the new ones from B.

    The law of a difference: the result equals the tokens of B, but for case and compatibility forms.
    """
    tokeniser = Tokeniser()
    left, right = tokeniser.cut(a), tokeniser.cut(b)
    result: list[str] = []
    for change in sorted(difference.stretches, key=lambda change: (change.b_start, change.b_end)):
        if change.kind in (ChangeKind.SAME, ChangeKind.MOVED):
            result += _slices(a, left, change.a_start, change.a_end)
        else:
            result += _slices(b, right, change.b_start, change.b_end)
    return result


def _slices(text: str, tokens: Tokens, start: int, end: int) -> list[str]:
    first, last = np.searchsorted(tokens.starts, [start, end]).tolist()
    return [text[tokens.starts[index] : tokens.ends[index]] for index in range(first, last)]


def _rows(length_a: int, length_b: int, blocks: Blocks, moves: Blocks) -> list[Row]:
    """Cover all tokens of both texts, in reading order; numbers are token positions."""
    rows: list[Row] = []
    a_at = b_at = 0
    for i, j, n in [*blocks.tolist(), (length_a, length_b, 0)]:
        rows += _gap(a_at, i, b_at, j, moves)
        if n:
            rows.append((ChangeKind.SAME, i, i + n, j, j + n))
        a_at, b_at = i + n, j + n
    return rows


def _gap(a_lo: int, a_hi: int, b_lo: int, b_hi: int, moves: Blocks) -> list[Row]:
    """Describe one gap: moved parts are told where they were in A, and left out of B."""
    gone = [(i, i + n, j, j + n) for i, j, n in moves.tolist() if a_lo <= i and i + n <= a_hi]
    come = sorted((j, j + n) for _, j, n in moves.tolist() if b_lo <= j and j + n <= b_hi)
    deleted = _rest(a_lo, a_hi, [(start, end) for start, end, _, _ in gone])
    inserted = _rest(b_lo, b_hi, come)
    if len(deleted) == len(inserted) == 1 and not gone and not come:
        return [(ChangeKind.REPLACED, *deleted[0], *inserted[0])]
    rows: list[Row] = [(ChangeKind.MOVED, *spans) for spans in gone]
    rows += [(ChangeKind.DELETED, start, end, b_lo, b_lo) for start, end in deleted]
    rows.sort(key=lambda row: row[1])
    return rows + [(ChangeKind.INSERTED, a_hi, a_hi, start, end) for start, end in inserted]


def _rest(low: int, high: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    rest, at = [], low
    for start, end in [*sorted(taken), (high, high)]:
        if start > at:
            rest.append((at, start))
        at = end
    return rest


def _change(row: Row, a: Tokens, b: Tokens) -> Change:
    kind, a_lo, a_hi, b_lo, b_hi = row
    return Change(kind, *_span(a, a_lo, a_hi), *_span(b, b_lo, b_hi))


def _span(tokens: Tokens, low: int, high: int) -> tuple[int, int]:
    if low < high:
        return int(tokens.starts[low]), int(tokens.ends[high - 1])
    at = int(tokens.ends[low - 1]) if low else 0
    return at, at


def _verdict(rows: list[Row], same: int, judged: Verdict | None) -> Verdict:
    if same and all(row[0] is ChangeKind.SAME for row in rows):
        return Verdict.IDENTICAL
    return judged or Verdict.DIFFERENT
