"""Texts that are put together from the same passages: found by their lines, and few of their pairs are read."""

from __future__ import annotations

import random

import numpy as np
from copies_samples import edited, prose
from hypothesis import given
from hypothesis import strategies as st

from inkling.copies.candidates import Sieve, candidates
from inkling.copies.fingerprints import Fingerprints, fingerprint
from inkling.copies.judged import rows_by_content
from inkling.copies.quoting import common_lines, quote_each_other, stand_in
from inkling.copies.tokens import Tokeniser
from inkling.progress import Cancel

_VALUES = st.lists(st.integers(0, 30), max_size=20)


def sketched(texts: list[str]) -> Fingerprints:
    tokeniser = Tokeniser()
    return Fingerprints(
        [number.to_bytes(16, "big") for number in range(len(texts))], [fingerprint(text, tokeniser) for text in texts]
    )


def put_together(count: int, own: int) -> list[str]:
    """Texts of seven of ten passages, with words of their own."""
    passages, random_ = [prose(60, seed) for seed in range(10)], random.Random(1)
    return ["\n\n".join([*random_.sample(passages, 7), prose(own, 100 + number)]) for number in range(count)]


@given(_VALUES, _VALUES)
def test_values_are_found_among_sorted_ones(values: list[int], among: list[int]) -> None:
    left, right = np.array(values, np.uint32), np.unique(np.array(among, np.uint32))
    assert stand_in(left, right).tolist() == [value in among for value in values]


def test_lines_of_many_texts_are_common() -> None:
    found = sketched([prose(60, 1) + "\n" + prose(60, seed) for seed in range(2, 6)])
    assert len(common_lines(found, 4)) == 1
    assert len(common_lines(found, 5)) == 0


def test_texts_of_the_same_passages_quote_each_other_and_a_revision_alone_does_not() -> None:
    found = sketched([*put_together(8, 60), prose(300, 50), prose(240, 50)])
    assert quote_each_other(found, np.array([[0, 1], [8, 9]])).tolist() == [True, False]
    assert quote_each_other(found, np.zeros((0, 2), np.int64)).tolist() == []


def test_few_pairs_of_texts_that_quote_each_other_are_read_and_all_of_their_copies() -> None:
    texts = put_together(12, 150)
    copies = [text + "\n\n" + prose(20, 200 + number) for number, text in enumerate(texts)]
    found = sketched([*texts, *copies])
    proposed = candidates(found, rows_by_content(found), Sieve(), Cancel())
    every = candidates(found, rows_by_content(found), Sieve(doubtful=0.0), Cancel())
    pairs = set(map(tuple, proposed.pairs.tolist()))
    assert {(number, number + 12) for number in range(12)} <= pairs
    assert len(pairs) < 0.6 * len(every.pairs)
    assert proposed.only_copies.all()


def test_what_is_read_of_large_families_does_not_depend_on_the_order_of_texts_of_one_length() -> None:
    texts = [edited(prose(300, 1), 0.1, number) for number in range(40)]
    kept = []
    for ordered in (texts, texts[::-1]):
        found = sketched(ordered)
        pairs = candidates(found, rows_by_content(found), Sieve(doubtful=0.7), Cancel()).pairs.tolist()
        kept.append({frozenset((ordered[a], ordered[b])) for a, b in pairs})
    assert kept[0] == kept[1]


def test_two_texts_with_the_same_passages_may_be_written_from_each_other_if_nobody_else_has_them() -> None:
    found = sketched(put_together(2, 100))
    proposed = candidates(found, rows_by_content(found), Sieve(), Cancel())
    assert proposed.pairs.tolist() == [[0, 1]]
    assert not proposed.only_copies.any()


def test_what_can_be_no_copy_is_not_read_when_further_texts_have_the_same_passages() -> None:
    only_weak = Sieve(jaccard=0.9, contained=0.9, part=0.9)
    found = sketched(put_together(8, 150))
    assert candidates(found, rows_by_content(found), only_weak, Cancel()).pairs.tolist() == []
    found = sketched(put_together(2, 150))
    assert candidates(found, rows_by_content(found), only_weak, Cancel()).pairs.tolist() == [[0, 1]]
