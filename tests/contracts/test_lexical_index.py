"""What every lexical index must do: built at once, or as a main part and late-comers that share its statistics."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.index import bm25
from inkling.index.base import LexicalIndex, QueryTerm
from inkling.index.bm25 import K1, TITLE_WEIGHT, B, Bm25Index, build, scoring_library
from inkling.index.makeshift import MakeshiftIndex
from inkling.index.postings import Postings

_TEXTS = {3: "red apple apple", 5: "green apple tree", 9: "red car", 12: "", 20: "a tree is a tree is a tree"}


def _index(texts: dict[int, str] = _TEXTS, titles: dict[int, str] | None = None) -> Bm25Index:
    return Bm25Index(build((i, text.split(), (titles or {}).get(i, "").split()) for i, text in texts.items()))


def _query(text: str) -> list[QueryTerm]:
    return [QueryTerm((word,)) for word in text.split()]


def _makeshift(texts: dict[int, str] = _TEXTS) -> MakeshiftIndex:
    def match(expression: str) -> list[int]:
        forms = [part.strip(' "*') for part in expression.split(" OR ")]
        return sorted(i for i, text in texts.items() if any(w.startswith(f) for f in forms for w in text.split()))

    return MakeshiftIndex(np.array(sorted(texts), np.int64), match)


@pytest.fixture(params=["bm25", "makeshift"])
def index(request: pytest.FixtureRequest) -> LexicalIndex:
    return _index() if request.param == "bm25" else _makeshift()


def test_search_finds_passages_that_hold_a_word_best_first(index: LexicalIndex) -> None:
    hits = index.search(_query("red apple"), 10)
    assert list(hits.ids) == [3, 9, 5] or list(hits.ids) == [3, 5, 9]
    assert np.all(np.diff(hits.scores) <= 0)


def test_unknown_words_find_nothing(index: LexicalIndex) -> None:
    assert len(index.search(_query("zebra"), 10)) == 0
    assert len(index.search([], 10)) == 0
    assert list(index.search(_query("zebra car"), 10).ids) == [9]


def test_k_limits_and_selection_is_applied_before(index: LexicalIndex) -> None:
    assert list(index.search(_query("apple"), 1).ids) == [3]
    assert list(index.search(_query("apple"), 1, index.select(np.array([5, 9], np.int64))).ids) == [5]


def test_forms_of_one_word_count_once(index: LexicalIndex) -> None:
    one = index.search([QueryTerm(("apple", "apples"))], 5)
    assert list(one.scores) == list(index.search(_query("apple"), 5).scores)
    both = index.search([QueryTerm(("red", "green"))], 5)
    assert set(both.ids) == {3, 5, 9}
    assert both.scores.max() <= max(index.search(_query(word), 5).scores.max() for word in ("red", "green"))


def test_weight_scales_a_word(index: LexicalIndex) -> None:
    plain, heavy = (index.search([QueryTerm(("apple",), weight)], 5).scores for weight in (1.0, 2.0))
    assert np.allclose(heavy, 2 * plain)


def test_scores_and_presence_of_given_passages(index: LexicalIndex) -> None:
    ids = np.array([9, 3, 77], np.int64)
    query = _query("red apple zebra")
    found = dict(zip(*(part.tolist() for part in _parts(index.search(query, 9))), strict=True))
    assert index.scores(query, ids).tolist() == pytest.approx([found[9], found[3], 0.0])
    assert index.presence(query, ids).tolist() == [[True, False, False], [True, True, False], [False, False, False]]


def _parts(hits: object) -> tuple[np.ndarray, np.ndarray]:
    return hits.ids, hits.scores  # type: ignore[attr-defined]


def test_rarity_grows_as_holders_get_fewer(index: LexicalIndex) -> None:
    red, car, unknown = index.rarity(_query("red car zebra"))
    assert red < car < unknown


def test_scores_follow_the_formula() -> None:
    index = _index()
    mean = 16 / 5
    idf = math.log(1 + (5 - 2 + 0.5) / 2.5)
    expected = idf * 2 * (K1 + 1) / (2 + K1 * (1 - B + B * 3 / mean))
    assert index.search(_query("apple"), 1).scores[0] == pytest.approx(expected, rel=1e-5)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=8), min_size=1, max_size=12))
def test_the_arrays_are_those_of_bm25s(documents: list[list[str]]) -> None:
    theirs = scoring_library().BM25(k1=K1, b=B, method="atire", idf_method="lucene")
    theirs.index(documents, show_progress=False)
    ours = Bm25Index(build((number, terms, []) for number, terms in enumerate(documents)))
    for word in "abcdefg":
        expected = theirs.get_scores([word]) if word in theirs.vocab_dict else np.zeros(len(documents))
        found = ours.scores([QueryTerm((word,))], np.arange(len(documents), dtype=np.int64))
        assert np.allclose(found, expected, atol=1e-5)


def test_a_word_in_the_title_counts_more() -> None:
    index = _index({1: "one two", 2: "one two"}, {2: "one"})
    assert list(index.search(_query("one"), 2).ids) == [2, 1]
    only_title = _index({1: "x y", 2: "z"}, {1: "needle"}).search(_query("needle"), 5)
    assert list(only_title.ids) == [1]
    assert TITLE_WEIGHT > 1


def test_an_empty_index_answers() -> None:
    index = Bm25Index(build([]))
    assert len(index.search(_query("word"), 5)) == 0
    assert index.scores(_query("word"), np.array([1], np.int64)).tolist() == [0.0]
    assert not index.presence(_query("word"), np.array([1], np.int64)).any()
    assert index.rarity(_query("word"))[0] > 0


_DOCUMENTS = st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "é", "机"]), max_size=6), min_size=2, max_size=12)


@settings(deadline=None)
@given(_DOCUMENTS, st.data())
def test_late_comers_score_as_the_main_index_would(documents: list[list[str]], data: st.DataObject) -> None:
    """A part built with the statistics of the whole gives each of its passages the score that the whole gives."""
    whole = Bm25Index(build((number, text, []) for number, text in enumerate(documents)))
    cut = data.draw(st.integers(1, len(documents) - 1))
    part = Bm25Index(build(((n, text, []) for n, text in enumerate(documents) if n >= cut), whole))
    query, ids = _query("a b é 机"), np.arange(cut, len(documents), dtype=np.int64)
    assert np.allclose(part.scores(query, ids), whole.scores(query, ids), atol=1e-5)


@settings(deadline=None)
@given(_DOCUMENTS, st.integers(1, 12))
def test_counting_in_small_batches_gives_the_same_index(documents: list[list[str]], words: int) -> None:
    entries = [(number, text, text[:2]) for number, text in enumerate(documents)]
    whole = build(entries).stored()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bm25, "_AT_ONCE", words)
        parts = build(entries)
        assert {name: array.tobytes() for name, array in parts.stored().items()} == {
            name: array.tobytes() for name, array in whole.items()
        }
        patched.setattr(bm25, "_REMEMBERED", words)
        index, query = Bm25Index(Postings.from_stored(parts.stored())), _query("a b c d a")
        ids = np.arange(len(documents), dtype=np.int64)
        assert index.scores(query, ids).tolist() == Bm25Index(build(entries)).scores(query, ids).tolist()


@settings(deadline=None)
@given(_DOCUMENTS)
def test_each_hit_holds_a_word_and_each_holder_is_hit(documents: list[list[str]]) -> None:
    index = Bm25Index(build((number, text, []) for number, text in enumerate(documents)))
    hits = index.search(_query("a 机"), 100)
    assert set(hits.ids.tolist()) == {n for n, text in enumerate(documents) if {"a", "机"} & set(text)}
