"""The laws of an alignment: equal tokens, ascending, the longest where it is exact, nearly linear where it is not."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.copies import align as aligning
from inkling.copies.align import align, moved

SEQUENCES = st.lists(st.integers(0, 6), max_size=40)


def as_keys(values: list[int]) -> np.ndarray:
    return np.array(values, np.uint64)


def longest(a: list[int], b: list[int]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        before = 0
        for j, y in enumerate(b):
            before, row[j + 1] = row[j + 1], before + 1 if x == y else max(row[j + 1], row[j])
    return row[-1]


@given(SEQUENCES, SEQUENCES)
def test_the_exact_core_finds_a_longest_common_subsequence(a: list[int], b: list[int]) -> None:
    rows = aligning._common_subsequence(as_keys(a), as_keys(b))
    assert len(rows) == longest(a, b)
    assert all(a[i] == b[j] for i, j, _ in rows)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(rows))


@given(SEQUENCES)
def test_equal_keys_are_grouped_in_the_order_of_the_text(values: list[int]) -> None:
    order, names, first, counts = aligning._grouped(as_keys(values))
    assert order.tolist() == sorted(range(len(values)), key=lambda at: values[at])
    assert names.tolist() == sorted(set(values))
    assert [values.count(name) for name in names.tolist()] == counts.tolist()
    assert all(values[order[start]] == name for start, name in zip(first.tolist(), names.tolist(), strict=True))


@given(SEQUENCES, SEQUENCES)
def test_blocks_are_equal_ascending_and_disjoint(a: list[int], b: list[int]) -> None:
    a_end = b_end = 0
    for i, j, n in align(as_keys(a), as_keys(b)).tolist():
        assert n > 0
        assert i >= a_end
        assert j >= b_end
        assert a[i : i + n] == b[j : j + n]
        a_end, b_end = i + n, j + n
    assert max(a_end, b_end) <= max(len(a), len(b))


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(250, 900))
def test_anchored_alignments_are_sound_too(random_: random.Random, length: int) -> None:
    a = [random_.randrange(length) for _ in range(length)]
    b = list(a)
    for _ in range(20):
        at = random_.randrange(len(b))
        b[at : at + random_.randrange(3)] = [random_.randrange(length) for _ in range(random_.randrange(3))]
    blocks = align(as_keys(a), as_keys(b)).tolist()
    assert all(a[i : i + n] == b[j : j + n] for i, j, n in blocks)
    # Twenty edits of at most two tokens leave at least this much in place.
    assert sum(n for _, _, n in blocks) >= length - 20 * 2 - 20 * 8


def test_equal_sequences_are_one_block() -> None:
    assert align(as_keys([1, 2, 3]), as_keys([1, 2, 3])).tolist() == [[0, 0, 3]]


def test_a_lone_word_between_long_differences_is_an_accident() -> None:
    a = [*range(100, 150), 1, *range(200, 250)]
    b = [*range(300, 350), 1, *range(400, 450)]
    assert align(as_keys(a), as_keys(b)).tolist() == []


def test_a_moved_paragraph_is_found_as_moved() -> None:
    one, two, three = list(range(60)), list(range(100, 120)), list(range(200, 260))
    a, b = as_keys(one + two + three), as_keys(one + three + two)
    blocks = align(a, b)
    assert moved(a, b, blocks).tolist() == [[60, 120, 20]]


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(8)))
def test_moves_never_overlap_blocks_or_each_other(order: list[int]) -> None:
    parts = [list(range(100 * part, 100 * part + 15)) for part in range(8)]
    a = [token for part in parts for token in part]
    b = [token for part in order for token in parts[part]]
    blocks = align(as_keys(a), as_keys(b))
    moves = moved(as_keys(a), as_keys(b), blocks)
    everything = [*blocks.tolist(), *moves.tolist()]
    in_a = sorted(at for i, _, n in everything for at in range(i, i + n))
    in_b = sorted(at for _, j, n in everything for at in range(j, j + n))
    assert in_a == list(range(len(a)))
    assert in_b == list(range(len(b)))


def test_long_repetitive_sequences_take_seconds_not_hours() -> None:
    random_ = random.Random(3)
    a = as_keys([random_.randrange(8) for _ in range(100_000)])
    b = as_keys([random_.randrange(8) for _ in range(100_000)])
    started = time.process_time()
    blocks = align(a, b)
    assert time.process_time() - started < 20  # all pairs would be 10 thousand million cells
    assert len(blocks)
