"""Voices, trust, the closer look, strength and reasons, each by itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling import words
from inkling.errors import Cancelled
from inkling.index.base import QueryTerm
from inkling.index.flat import FlatIndex
from inkling.progress import Cancel
from inkling.records import SpanKind, Strength
from inkling.search import fuse, strength, why
from inkling.search.rerank import CrossEncoder, LateInteraction, Look, looks_within, refine
from inkling.search.retrieve import Candidates, Wanted
from inkling.search.strength import Calibration, Probe
from inkling.search.view import View


def _found(cosines: list[float], bm25: list[float], present: list[list[bool]] | None = None) -> Candidates:
    ids = np.arange(1, len(cosines) + 1, dtype=np.int64)
    shown = np.array(present if present is not None else [[score > 0] for score in bm25], np.bool_)
    return Candidates(ids, ids, np.array(bm25, np.float32), shown, np.array(cosines, np.float32))


def _view(*languages: tuple[str, float]) -> View:
    none = np.zeros(0, np.int64)
    return View(1, (), (), none, none, True, languages, np.zeros((0, 0), np.float32), 0)


def _want(text: str) -> Wanted:
    found = words.query_words(text, ["en"])
    terms = tuple(QueryTerm(word.ranking) for word in found)
    return Wanted(text, tuple(found), terms, np.full(len(terms), 5, np.float32))


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("how does this work", [("en", 1.0)], 1.0),
        ("passport", [("en", 1.0)], 1.0),
        ("wie funktioniert das und was ist es", [("de", 1.0)], 0.6),
        ("Steuer 2023", [("de", 1.0)], 0.6),
        ("机器学习", [("zh", 1.0)], 0.0),
        ("机器学习", [("en", 0.7), ("zh", 0.3)], 0.0),
        ("how does this work", [("en", 0.7), ("zh", 0.3)], 1.0),
        ("passport", [("en", 0.4), ("zh", 0.6)], 1.0),
        ("2023", [("zh", 1.0)], 0.0),
    ],
)
def test_trust_follows_the_languages_of_query_and_library(toy, text, languages, expected) -> None:
    assert fuse.trust(text, _view(*languages), toy).meaning == expected


_VOICES = st.lists(st.tuples(st.floats(-1, 1, width=32), st.floats(0, 30, width=32)), min_size=1, max_size=20)


@given(_VOICES, st.randoms())
def test_fusion_does_not_depend_on_the_order(voices: list[tuple[float, float]], random) -> None:
    trusted = fuse.Trust(4.5, 1.2, 1.0)
    shuffled = list(range(len(voices)))
    random.shuffle(shuffled)
    one = fuse.fuse(_found(*map(list, zip(*voices, strict=True))), trusted, (0.1, 0.1))
    two = fuse.fuse(_found(*map(list, zip(*(voices[at] for at in shuffled), strict=True))), trusted, (0.1, 0.1))
    assert np.allclose(one[shuffled], two, atol=1e-4)


@given(_VOICES, st.integers(0, 19), st.floats(0.01, 1))
def test_more_meaning_never_ranks_lower(voices: list[tuple[float, float]], at: int, more: float) -> None:
    at %= len(voices)
    trusted, (cosines, bm25) = fuse.Trust(4.5, 1.2, 1.0), map(list, zip(*voices, strict=True))
    before = fuse.fuse(_found(cosines, bm25), trusted, (0.1, 0.1))
    cosines[at] += more
    after = fuse.fuse(_found(cosines, bm25), trusted, (0.1, 0.1))
    assert after[at] > before[at]
    assert np.array_equal(np.delete(before, at), np.delete(after, at))


def test_a_passage_without_vector_is_judged_as_ordinary() -> None:
    fused = fuse.fuse(_found([float("nan"), 0.1, 0.5], [1, 1, 1]), fuse.Trust(4.5, 1.2, 1.0), (0.1, 0.1))
    assert fused[0] == pytest.approx(fused[1])
    assert fused[2] > fused[0]


def test_what_is_like_the_best_passages_counts_a_little_more() -> None:
    rows = np.array([[1, 0, 0], [0.9, 0.1, 0], [0.8, 0, 0.6], [0, 0, 1]], np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    ids = np.arange(1, 5, dtype=np.int64)
    view = replace(_view(("en", 1.0)), vectors=(FlatIndex(ids, rows),), ids=ids, documents=ids)
    found = _found([0.9, 0.8, 0.3, 0.3], [0, 0, 0, 0])
    fused = np.array([9, 8, 3, 3], np.float32)
    moved = fuse.with_agreed(fused, found, view, (0.1, 0.1))
    assert moved[2] > moved[3]
    assert moved.argsort().tolist()[::-1][:2] == [0, 1]
    assert np.abs(moved - fused).max() < 3.5, "a further question, not the question"
    without = _found([0.9, float("nan"), 0.3, 0.3], [0, 0, 0, 0])
    kept = replace(view, vectors=(FlatIndex(ids[[0, 2, 3]], rows[[0, 2, 3]]),))
    assert fuse.with_agreed(fused, without, kept, (0.1, 0.1))[1] == fused[1], "what has no vector stays where it is"
    nowhere = _found([float("nan")] * 4, [0, 0, 0, 0])
    assert np.array_equal(fuse.with_agreed(fused, nowhere, view, (0.1, 0.1)), fused)


def test_a_closer_look_does_not_undo_what_the_voices_agree_on() -> None:
    looks = np.array([0.1, 0.11, 0.12, 0.1, 0.1], np.float32)
    assert refine(np.array([20, 3, 2, 1, 0], np.float32), looks, 2.2).argmax() == 0
    assert refine(np.array([3.2, 3, 2, 1, 0], np.float32), looks, 2.2).argmax() != 0


def test_a_closer_look_moves_passages_and_keeps_their_place_as_a_group() -> None:
    fused = np.array([3, 2, 1], np.float32)
    moved = refine(fused, np.array([0.1, 0.2, 0.9], np.float32), 2.0)
    assert moved[2] == moved.max()
    assert moved.mean() == pytest.approx(fused.mean(), abs=1e-5)
    assert np.array_equal(refine(fused[:1], np.array([0.5], np.float32), 1.0), fused[:1])


def test_late_interaction_prefers_the_passage_with_the_words_meant(toy) -> None:
    looks = list(LateInteraction(toy).look(_want("kitten milk"), ["a feline drinks milk", "trains at noon", ""]))
    assert looks[0].score > looks[1].score > looks[2].score - 1e-9
    text = "a feline drinks milk"
    best = max(looks[0].shares, key=lambda share: share[2])
    assert text[best[0] : best[1]] in {"feline", "milk"}
    assert sum(share for _, _, share in looks[0].shares) == pytest.approx(1, abs=1e-3)


class _Lengths:
    """A cross-encoder that speaks Chinese and likes what is long."""

    digest = "lengths"

    def speaks(self, language: str) -> bool:
        return language == "zh"

    def score(self, query: str, passage: str) -> float:
        return 1 - 1 / (1 + len(passage))


def test_a_cross_encoder_fits_the_same_protocol() -> None:
    reranker = CrossEncoder(_Lengths())
    assert [look.score for look in reranker.look(_want("a"), ["xxx", "x"])] == [0.75, 0.5]
    assert reranker.digest == "lengths"
    stopped = Cancel()
    stopped.cancel()
    with pytest.raises(Cancelled):
        list(reranker.look(_want("a"), ["x"], stopped))


def test_a_cross_encoder_is_trusted_with_the_languages_that_it_speaks(toy) -> None:
    chinese = _view(("zh", 1.0))
    alone, beside = fuse.trust("机器学习是什么", chinese, toy), fuse.trust("机器学习是什么", chinese, toy, _Lengths())
    assert alone.late_weight == 0
    assert beside.late_weight > 0
    assert (alone.meaning, alone.words_weight) == (beside.meaning, beside.words_weight)
    spoken = fuse.trust("what is machine learning", _view(("en", 1.0)), toy).late_weight
    assert fuse.trust("what is machine learning", _view(("en", 1.0)), toy, _Lengths()).late_weight < spoken


def test_looks_stop_when_the_time_is_over(toy) -> None:
    texts = ["some text"] * 30
    assert len(looks_within(LateInteraction(toy), _want("text"), texts, 0.0, Cancel())) == 1
    assert len(looks_within(LateInteraction(toy), _want("text"), texts, 60.0, Cancel())) == 30


def test_strength_grows_with_evidence() -> None:
    want = _want("alpha beta gamma")
    present = [[True] * 3, [True, True, False], [True, False, False], [False] * 3]
    judged = strength.judge(
        _found([0.6, 0.5, 0.3, 0.0], [9, 6, 3, 0], present), want, 1.0, Calibration(), has_meaning=True
    )
    assert np.all(np.diff(judged.certainty) < 0)
    assert judged.level(0) is Strength.STRONG
    assert judged.level(3) is Strength.NONE
    assert judged.is_exact.tolist() == [True, False, False, False]


def test_all_words_of_a_query_are_at_least_likely() -> None:
    hard = Calibration(likely_with_meaning=9.0, likely_by_words=9.0)
    judged = strength.judge(_found([0.0], [5], [[True, True]]), _want("alpha beta"), 1.0, hard, has_meaning=True)
    assert judged.level(0) is Strength.LIKELY


def test_words_that_stand_in_neighbouring_passages_count_together() -> None:
    hard = Calibration(likely_with_meaning=9.0, likely_by_words=9.0)
    ids, documents = np.array([4, 5, 6, 8, 9]), np.array([1, 1, 2, 3, 3])
    present = np.array([[1, 0], [0, 1], [1, 0], [1, 0], [1, 0]], np.bool_)
    found = Candidates(ids, documents, np.ones(5, np.float32), present, np.zeros(5, np.float32))
    judged = strength.judge(found, _want("alpha beta"), 1.0, hard, has_meaning=True)
    assert [judged.level(place) is Strength.LIKELY for place in range(5)] == [True, True, False, False, False]
    assert not judged.is_exact.any()


def test_calibration_lies_between_nonsense_and_known_items() -> None:
    probes = [Probe(False, 0.0 + n / 50, 0.0) for n in range(50)] + [Probe(True, 5.0, 5.0)] * 50
    made = strength.calibrate(0.1, 0.1, probes, 100, "m")
    assert made.likely_with_meaning == pytest.approx(0.93, abs=0.05)
    assert Calibration.from_bytes(made.to_bytes()) == made
    assert Calibration.from_bytes(b"{}garbage") is None
    assert strength.calibrate(0.1, 0.1, [], 5, "m").passages == 5


def test_literal_spans_join_characters_and_follow_stems() -> None:
    want = Wanted("x", (), tuple(QueryTerm((t,)) for t in ("run", "机器", "器学", "机")), np.ones(4, np.float32))
    text = "He runs. 机器学习 机会"
    assert [text[s.start : s.end] for s in why.literal_spans(text, "en", want)] == ["runs", "机器学"]


@given(st.text(alphabet="ab 机,.", max_size=80), st.data())
def test_meaning_spans_are_at_most_two_short_and_inside(text: str, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 6))
    shares = []
    for _ in range(count if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        shares.append((start, data.draw(st.integers(start + 1, min(start + 5, len(text)))), 1 / count))
    spans = why.meaning_spans(text, shares)
    assert len(spans) <= 2
    assert all(0 <= span.start < span.end <= len(text) and span.kind is SpanKind.MEANING for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_meaning_spans_cover_whole_words() -> None:
    text = "the unforgettable evening was long"
    (span,) = why.meaning_spans(text, [(4, 8, 0.5), (8, 12, 0.3)])
    assert text[span.start : span.end] == "unforgettable"


def test_look_is_a_plain_value() -> None:
    assert Look(1.0).shares == ()


def test_a_closer_look_decides_where_the_model_speaks_the_language() -> None:
    want, looks = _want("alpha beta"), np.array([0.7, 0.3, np.nan], np.float32)
    found = _found([0.4, 0.4, 0.4], [0, 0, 0], [[False, False]] * 3)
    plain = strength.judge(found, want, 1.0, Calibration(), has_meaning=True)
    closer = strength.judge(found, want, 1.0, Calibration(), has_meaning=True, looks=looks)
    assert closer.level(0).rank >= Strength.LIKELY.rank
    assert closer.level(1).rank < Strength.LIKELY.rank
    assert closer.certainty[2] == plain.certainty[2]
    foreign = strength.judge(found, want, 0.6, Calibration(), has_meaning=True, looks=looks)
    assert foreign.certainty[0] == foreign.certainty[1]


def test_a_calibration_of_an_older_form_is_learned_again() -> None:
    assert Calibration.from_bytes(Calibration().to_bytes()) == Calibration()
    assert Calibration.from_bytes(b'{"mean": 0.1}') is None
    assert Calibration.from_bytes(b"[]") is None
