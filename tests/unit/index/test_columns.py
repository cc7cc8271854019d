"""The postings kept unpacked between two queries: counted as they come and go, never more than the bound."""

from __future__ import annotations

from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling.index import bm25
from inkling.index.base import QueryTerm
from inkling.index.bm25 import Bm25Index
from inkling.index.postings import STORED


def test_columns_are_counted_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"word{n}" for n in range(30)]
    index = Bm25Index(bm25.build((n, words[: n + 1], []) for n in range(30)))
    monkeypatch.setattr(bm25, "_REMEMBERED", 60)
    for at in (0, 5, 29, 0, 12, 5, 3, 3, 28):
        whole = index.scores([QueryTerm((words[at],))], index.ids)
        assert (whole > 0).sum() == 30 - at
        assert index._held == sum(len(rows) for rows, _ in index._columns.values())
        assert index._held <= 60 or len(index._columns) == 1
    assert words.index("word28") in {int(index._term(number).decode()[4:]) for number in index._columns}


_VOCABULARY = st.sampled_from(["the", "a", "of", *(f"word{number}" for number in range(40))])
_BODY = st.lists(_VOCABULARY, max_size=30)


_GROUPS = st.lists(st.lists(st.tuples(_BODY, _BODY, st.booleans()), max_size=40), min_size=1, max_size=4)


@given(_GROUPS, st.booleans())
def test_joined_indexes_are_what_one_building_gives(
    groups: list[list[tuple[list[str], list[str], bool]]], has_main: bool
) -> None:
    """Byte for byte, with frequent words (deflated) and rare ones, empty passages, empty indexes, and passages gone."""
    main = Bm25Index(bm25.build([(1, ["the", "word1"], []), (2, ["word2"], ["the"])])) if has_main else None
    numbers = count(10, 3)
    parts = [[(next(numbers), body, above, is_gone) for body, above, is_gone in group] for group in groups]
    left = [one[:3] for part in parts for one in part if not one[3]]
    whole = bm25.build(left, main)
    alive = np.array([one[0] for one in left], np.int64)
    joined = bm25.merged([Bm25Index(bm25.build((one[:3] for one in part), main)) for part in parts], alive, main)
    for name in STORED:
        assert np.array_equal(getattr(joined, name), getattr(whole, name)), name
    assert (joined.others is None) == (whole.others is None) == (main is None)
    if joined.others is not None and whole.others is not None:
        assert np.array_equal(joined.others.idf, whole.others.idf)
        assert joined.others.mean_length == whole.others.mean_length
