"""Which tokens of A stand in B, in the same order? And which stretches only moved? Pure arrays, any size.

Rare shingles anchor the alignment, an exact longest common subsequence fills the gaps between anchors; where neither
can serve (long, wholly repetitive texts) the gap is cut along its diagonal, so the time stays nearly linear.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from inkling.copies.tokens import Keys, Positions, mix

Blocks = npt.NDArray[np.int64]
"""int64 (r, 3): start in A, start in B, length; ascending in both."""

_EXACT_CELLS = 1_000_000  # 2 to 5 ms as bit vectors; above, anchors come first
_LARGEST_EXACT_CELLS = 16_000_000  # without any anchor: up to 0.1 s for one gap
_PIECE = 2_000
_SMALL = 64  # tokens; array operations cost more than they save in shorter gaps, and most gaps are of a few words
_SURE = 4  # tokens in a row that are no accident
_MOVED, _MOVE_SHINGLE = 8, 5


def align(a: Keys, b: Keys) -> Blocks:
    """Return the blocks of equal tokens, ascending in both texts, without accidental ones."""
    found: list[tuple[int, int, int]] = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        a_lo, a_hi, b_lo, b_hi = todo.pop()
        if a_hi - a_lo <= _SMALL and b_hi - b_lo <= _SMALL:
            found.extend(_in_small(a[a_lo:a_hi].tolist(), b[b_lo:b_hi].tolist(), a_lo, b_lo))
            continue
        head = _common_start(a[a_lo:a_hi], b[b_lo:b_hi])
        if head:
            found.append((a_lo, b_lo, head))
        a_lo, b_lo = a_lo + head, b_lo + head
        tail = _common_start(a[a_lo:a_hi][::-1], b[b_lo:b_hi][::-1])
        a_hi, b_hi = a_hi - tail, b_hi - tail
        if tail:
            found.append((a_hi, b_hi, tail))
        if a_lo == a_hi or b_lo == b_hi:
            continue
        blocks = _between(a[a_lo:a_hi], b[b_lo:b_hi])
        if blocks is None:
            todo.extend(_diagonal(a_lo, a_hi, b_lo, b_hi))
            continue
        found.extend((a_lo + i, b_lo + j, n) for i, j, n in blocks.rows)
        if blocks.anchored:
            todo.extend(_gaps(blocks.rows, a_lo, a_hi, b_lo, b_hi))
    return _slid(without_accidents(_joined(found), len(a), len(b)), a, b)


def _in_small(a: list[int], b: list[int], a_at: int, b_at: int) -> list[tuple[int, int, int]]:
    """Return the equal tokens of a short gap as runs: its common start, its common end, and what is between."""
    head = next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))
    rest = min(len(a), len(b)) - head
    tail = next((at for at in range(rest) if a[-1 - at] != b[-1 - at]), rest)
    found = [(a_at, b_at, head)] if head else []
    if tail:
        found.append((a_at + len(a) - tail, b_at + len(b) - tail, tail))
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if inner_a and inner_b:
        found += [(a_at + head + i, b_at + head + j, n) for i, j, n in _common_subsequence(inner_a, inner_b)]
    return found


def moved(a: Keys, b: Keys, blocks: Blocks) -> Blocks:
    """Return stretches that stand in both texts but in another order: long, disjoint, not in `blocks`; by A."""
    free_a, free_b = _free(len(a), blocks[:, 0], blocks[:, 2]), _free(len(b), blocks[:, 1], blocks[:, 2])
    if free_a.sum() < _MOVED or free_b.sum() < _MOVED:
        return np.zeros((0, 3), np.int64)
    pairs = _anchors(a, b, _MOVE_SHINGLE, free_a, free_b)
    chosen: list[tuple[int, int, int]] = []
    long = [run for run in _runs(pairs, _MOVE_SHINGLE) if run[2] >= _MOVED]
    for run in sorted(long, key=lambda run: (-run[2], run[0])):
        i, j, n = _still_free(run, free_a, free_b)
        if n >= _MOVED:
            free_a[i : i + n] = free_b[j : j + n] = False
            chosen.append((i, j, n))
    return np.array(sorted(chosen), np.int64).reshape(-1, 3)


def _still_free(
    run: tuple[int, int, int], free_a: npt.NDArray[np.bool_], free_b: npt.NDArray[np.bool_]
) -> tuple[int, int, int]:
    """Return the first part of a run of which a longer one has taken nothing."""
    i, j, n = run
    free = np.flatnonzero(free_a[i : i + n] & free_b[j : j + n])
    if not len(free):
        return i, j, 0
    skipped = int(free[0])
    taken = np.flatnonzero(np.diff(free) > 1)
    return i + skipped, j + skipped, int(taken[0]) + 1 if len(taken) else len(free)


def without_accidents(blocks: Blocks, a_length: int, b_length: int) -> Blocks:
    """Leave out short blocks that are lost between much longer differences: a lone "the" proves nothing."""
    while len(blocks):
        a_ends = np.concatenate(([0], blocks[:, 0] + blocks[:, 2]))
        b_ends = np.concatenate(([0], blocks[:, 1] + blocks[:, 2]))
        a_gaps = np.append(blocks[:, 0], a_length) - a_ends
        b_gaps = np.append(blocks[:, 1], b_length) - b_ends
        gaps = np.maximum(a_gaps, b_gaps)
        stays = (blocks[:, 2] >= _SURE) | (2 * blocks[:, 2] >= np.minimum(gaps[:-1], gaps[1:]))
        if stays.all():
            break
        blocks = blocks[stays]
    return blocks


def _slid(blocks: Blocks, a: Keys, b: Keys) -> Blocks:
    """Push what is only in one text as far right as it goes: a new sentence then ends, not begins, with its full stop.

    Where both neighbours of an insertion allow it, `x. [y.] z` is nicer than `x [. y]. z` and says the same.
    """
    if len(blocks) < 2:
        return blocks
    rows = [(i, j, n) for i, j, n in blocks.tolist()]
    for index in range(len(rows) - 1):
        (i, j, n), (next_i, next_j, next_n) = rows[index], rows[index + 1]
        if (next_i == i + n) == (next_j == j + n):
            continue
        text, start, end = (b, j + n, next_j) if next_i == i + n else (a, i + n, next_i)
        steps = min(_common_start(text[start:end], text[end : end + next_n]), next_n - 1)
        rows[index] = (i, j, n + steps)
        rows[index + 1] = (next_i + steps, next_j + steps, next_n - steps)
    return np.array(rows, np.int64)


class _Found:
    """Blocks inside a gap; `anchored` when the rest between them is still to be looked at."""

    __slots__ = ("anchored", "rows")

    def __init__(self, rows: list[tuple[int, int, int]], *, anchored: bool) -> None:
        self.rows = rows
        self.anchored = anchored


def _between(a: Keys, b: Keys) -> _Found | None:
    if len(a) * len(b) > _EXACT_CELLS or min(len(a), len(b)) > 200:
        for size in (_SURE, 1):
            pairs = _anchors(a, b, size, None, None)
            if len(pairs):
                return _Found(_heaviest_chain(_runs(pairs, size), size), anchored=True)
    if len(a) * len(b) <= _LARGEST_EXACT_CELLS:
        return _Found(_common_subsequence(a.tolist(), b.tolist()), anchored=False)
    return None


def _common_start(a: Keys, b: Keys) -> int:
    length = min(len(a), len(b))
    step = 64
    done = 0
    while done < length:  # most gaps differ at once: look at a little first
        upto = min(length, done + step)
        unequal = np.flatnonzero(a[done:upto] != b[done:upto])
        if len(unequal):
            return done + int(unequal[0])
        done, step = upto, step * 8
    return length


def shingles(keys: Keys, size: int) -> Keys:
    """Return a hash for each run of `size` tokens, uint64 (n - size + 1,)."""
    if size == 1:
        return keys
    count = max(0, len(keys) - size + 1)
    total = np.zeros(count, np.uint64)
    for offset in range(size):
        total = total * np.uint64(0x9E3779B97F4A7C15) + keys[offset : offset + count]
    return mix(total)


def _free(length: int, starts: Positions, sizes: Positions) -> npt.NDArray[np.bool_]:
    edges = np.zeros(length + 1, np.int64)
    np.add.at(edges, starts, 1)
    np.add.at(edges, starts + sizes, -1)
    free: npt.NDArray[np.bool_] = np.cumsum(edges[:-1]) == 0
    return free


def _anchors(
    a: Keys,
    b: Keys,
    size: int,
    free_a: npt.NDArray[np.bool_] | None,
    free_b: npt.NDArray[np.bool_] | None,
) -> Positions:
    """Pair the shingles that occur equally often, and seldom, in both: int64 (p, 2), ascending in A."""
    left, right = shingles(a, size), shingles(b, size)
    at_left = np.arange(len(left)) if free_a is None else _open_starts(free_a, size, len(left))
    at_right = np.arange(len(right)) if free_b is None else _open_starts(free_b, size, len(right))
    left, right = left[at_left], right[at_right]
    order_a, names_a, first_a, count_a = _grouped(left)
    order_b, names_b, first_b, count_b = _grouped(right)
    if not len(names_a) or not len(names_b):
        return np.zeros((0, 2), np.int64)
    place = np.minimum(np.searchsorted(names_b, names_a), len(names_b) - 1)
    in_a = np.flatnonzero(names_b[place] == names_a)
    in_b = place[in_a]
    # Repeated ones are paired in their order; more than a few would pair what has nothing to do with each other.
    good = (count_a[in_a] == count_b[in_b]) & (count_a[in_a] <= 3)
    in_a, in_b = in_a[good], in_b[good]
    repeats = count_a[in_a]
    nth = np.arange(int(repeats.sum())) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    rows_a = at_left[order_a[np.repeat(first_a[in_a], repeats) + nth]]
    rows_b = at_right[order_b[np.repeat(first_b[in_b], repeats) + nth]]
    by_a = np.argsort(rows_a, kind="stable")
    return np.stack([rows_a[by_a], rows_b[by_a]], axis=1).astype(np.int64)


def _grouped(keys: Keys) -> tuple[Positions, Keys, Positions, Positions]:
    """Return the order that sorts the keys, the distinct ones, where each begins in that order, and how often it is."""
    order = np.argsort(keys)
    ordered = keys[order]
    begins = np.ones(len(keys), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    first = np.flatnonzero(begins)
    if len(first) < len(keys):
        # Equal keys in the order of the text: a stable sort gives that too, and takes twice as long as both of these.
        order |= np.cumsum(begins) << 32
        order.sort()
        order &= 0xFFFFFFFF
    return order, ordered[first], first, np.diff(np.append(first, len(keys)))


def _open_starts(free: npt.NDArray[np.bool_], size: int, count: int) -> Positions:
    if count <= 0:
        return np.zeros(0, np.int64)
    total = np.concatenate(([0], np.cumsum(free)))
    return np.flatnonzero(total[size : size + count] - total[:count] == size)


def _runs(pairs: Positions, size: int) -> list[tuple[int, int, int]]:
    """Join pairs that follow each other in both texts; lengths are in tokens."""
    if not len(pairs):
        return []
    breaks = np.flatnonzero(np.any(np.diff(pairs, axis=0) != 1, axis=1)) + 1
    first = np.concatenate(([0], breaks))
    count = np.diff(np.append(first, len(pairs)))
    rows = np.column_stack([pairs[first], count + size - 1])
    return [(i, j, n) for i, j, n in rows.tolist()]


def _heaviest_chain(runs: list[tuple[int, int, int]], size: int) -> list[tuple[int, int, int]]:
    """Choose runs that ascend in both texts with the most tokens in all, and trim where they overlap."""
    if all(one[1] + one[2] < other[1] + size for one, other in pairwise(runs)):
        return _trimmed(runs)  # they ascend in both texts already, as in most pairs
    ends = sorted({j + n for _, j, n in runs})
    rank = {end: position + 1 for position, end in enumerate(ends)}
    starts = np.searchsorted(np.array(ends), [j + size - 1 for _, j, _ in runs], side="right").tolist()
    best: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)  # a Fenwick tree of (weight, run)
    before = [-1] * len(runs)
    top = (0, -1)
    for index, (_, j, n) in enumerate(runs):
        weight, position = (0, -1), starts[index]
        while position:
            weight = max(weight, best[position])
            position &= position - 1
        before[index] = weight[1]
        here = (weight[0] + n, index)
        top = max(top, here)
        position = rank[j + n]
        while position <= len(ends):
            best[position] = max(best[position], here)
            position += position & -position
    chain: list[tuple[int, int, int]] = []
    index = top[1]
    while index >= 0:
        chain.append(runs[index])
        index = before[index]
    return _trimmed(chain[::-1])


def _trimmed(chain: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    rows: list[tuple[int, int, int]] = []
    a_end = b_end = 0
    for i, j, n in chain:
        cut = max(0, a_end - i, b_end - j)
        if cut < n:
            rows.append((i + cut, j + cut, n - cut))
            a_end, b_end = i + n, j + n
    return rows


def _gaps(
    rows: list[tuple[int, int, int]], a_lo: int, a_hi: int, b_lo: int, b_hi: int
) -> list[tuple[int, int, int, int]]:
    gaps: list[tuple[int, int, int, int]] = []
    a_at, b_at = a_lo, b_lo
    for i, j, n in [*((a_lo + i, b_lo + j, n) for i, j, n in rows), (a_hi, b_hi, 0)]:
        if i > a_at and j > b_at:
            gaps.append((a_at, i, b_at, j))
        a_at, b_at = i + n, j + n
    return gaps


def _diagonal(a_lo: int, a_hi: int, b_lo: int, b_hi: int) -> list[tuple[int, int, int, int]]:
    pieces = max(a_hi - a_lo, b_hi - b_lo) // _PIECE + 1
    a_cuts = np.linspace(a_lo, a_hi, pieces + 1).astype(int).tolist()
    b_cuts = np.linspace(b_lo, b_hi, pieces + 1).astype(int).tolist()
    return list(zip(a_cuts[:-1], a_cuts[1:], b_cuts[:-1], b_cuts[1:], strict=True))


def _common_subsequence(a: list[int], b: list[int]) -> list[tuple[int, int, int]]:
    """Return an exact longest common subsequence as runs.

    Rows of the length table are kept as the bits of one integer each (Hyyrö 2004): a zero bit says that the length
    grows at this token of A.
    """
    swapped = len(a) > len(b)
    short, long = (b, a) if swapped else (a, b)
    where: dict[int, int] = {}
    both = set(short).intersection(long)
    if not both:
        return []
    # Words that only one of the two has change no row: half of the work in texts that have little in common.
    short_at = [position for position, key in enumerate(short) if key in both]
    long_at = [position for position, key in enumerate(long) if key in both]
    for bit, position in enumerate(short_at):
        where[short[position]] = where.get(short[position], 0) | (1 << bit)
    full = (1 << len(short_at)) - 1
    row, rows = full, []
    for position in long_at:
        hits = row & where[long[position]]
        row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    found: list[tuple[int, int, int]] = []
    i, j = len(short_at), len(long_at)
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
            continue
        j -= 1
        if j and not rows[j - 1] >> (i - 1) & 1:
            continue
        i -= 1
        found.append((long_at[j], short_at[i], 1) if swapped else (short_at[i], long_at[j], 1))
    return found[::-1]


def _joined(found: list[tuple[int, int, int]]) -> Blocks:
    if not found:
        return np.zeros((0, 3), np.int64)
    rows = np.array(sorted(found), np.int64)
    ends = rows[:, :2] + rows[:, 2:]
    first = np.concatenate(([0], np.flatnonzero(np.any(rows[1:, :2] != ends[:-1], axis=1)) + 1))
    sizes = np.add.reduceat(rows[:, 2], first)
    return np.column_stack([rows[first, :2], sizes])
