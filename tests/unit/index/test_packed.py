"""Packed numbers come back as they were, whatever they are; small ones take one byte."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inkling.index import packed
from inkling.index.postings import coded, decoded

_NUMBERS = st.lists(st.one_of(st.integers(0, 300), st.integers(0, 2**62)), max_size=40)


@given(_NUMBERS)
@example([127, 128, 16383, 16384])
def test_numbers_come_back_as_they_were(numbers: list[int]) -> None:
    data, sizes = packed.packed_with_sizes(np.array(numbers, np.int64))
    assert packed.unpack(data).tolist() == numbers
    assert sizes.tolist() == [max(1, -(-number.bit_length() // 7)) for number in numbers]
    assert len(data) == sum(sizes)


@given(st.lists(st.integers(-(2**60), 2**60), max_size=40))
def test_numbers_that_rise_and_fall_come_back(numbers: list[int]) -> None:
    assert packed.stretch(packed.squeeze(np.array(numbers, np.int64))).tolist() == numbers


def test_negative_numbers_are_refused() -> None:
    with pytest.raises(AssertionError):
        packed.pack(np.array([3, -1]))


def test_other_bytes_are_no_squeezed_numbers() -> None:
    with pytest.raises(ValueError, match="not squeezed"):
        packed.stretch(np.arange(9, dtype=np.uint8))


@given(st.lists(st.sets(st.integers(0, 5000), min_size=1, max_size=60), min_size=1, max_size=6), st.data())
def test_postings_come_back_term_by_term(terms: list[set[int]], data: st.DataObject) -> None:
    """Rare terms and frequent ones, which are deflated, side by side."""
    holders = np.array([len(rows) for rows in terms], np.int64)
    rows = np.concatenate([np.array(sorted(one), np.int64) for one in terms])
    weights = np.array(data.draw(st.lists(st.integers(2, 65535), min_size=len(rows), max_size=len(rows))), np.uint16)
    made, sizes = coded(holders, rows, weights)
    ends, at = np.cumsum(sizes), 0
    for term, one in enumerate(terms):
        piece = np.frombuffer(made, np.uint8)[ends[term] - sizes[term] : ends[term]]
        found, counts = decoded(piece, len(one))
        assert found.tolist() == sorted(one)
        assert (2 * counts).tolist() == weights[at : at + len(one)].tolist()
        at += len(one)
    assert ends[-1] == len(made)
