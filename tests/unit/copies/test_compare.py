"""The word-level difference: applying it to A gives B, for any two texts."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from copies_samples import edited, prose, words
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.copies.compare import difference, words_of_b
from inkling.copies.tokens import Tokeniser
from inkling.records import ChangeKind, Verdict

TEXTS = st.lists(st.sampled_from(["alpha", "Beta", "gamma", "中", "文", "7", ".", "delta,", "\n\n"]), max_size=60).map(
    " ".join
)


def folded(parts: list[str]) -> list[str]:
    return [unicodedata.normalize("NFKD", part).casefold() for part in parts]


def tokens_of(text: str) -> list[str]:
    tokens = Tokeniser().cut(text)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_applying_the_difference_to_a_gives_b(a: str, b: str) -> None:
    assert folded(words_of_b(difference(a, b), a, b)) == folded(tokens_of(b))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_stretches_cover_both_texts_once(a: str, b: str) -> None:
    found = difference(a, b)
    for text, spans in (
        (a, sorted((c.a_start, c.a_end) for c in found.stretches if c.a_end > c.a_start)),
        (b, sorted((c.b_start, c.b_end) for c in found.stretches if c.b_end > c.b_start)),
    ):
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
        covered = " ".join(text[start:end] for start, end in spans)
        assert folded(tokens_of(covered)) == folded(tokens_of(text))


@given(TEXTS)
def test_a_text_differs_in_nothing_from_itself(a: str) -> None:
    assert difference(a, a).changes == ()


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_shares_are_shares_and_the_shorter_has_the_larger(a: str, b: str) -> None:
    found = difference(a, b)
    assert 0 <= found.share_longer <= found.share_shorter <= 1
    assert found.words_same <= min(found.words_a, found.words_b)


def test_kinds_and_spans_of_changes() -> None:
    a = "The old house stands on the hill above the village and the sea."
    b = "The new house stands on the hill above the small village and the sea"
    found = difference(a, b)
    told = [(c.kind, a[c.a_start : c.a_end], b[c.b_start : c.b_end]) for c in found.changes]
    assert told == [
        (ChangeKind.REPLACED, "old", "new"),
        (ChangeKind.INSERTED, "", "small"),
        (ChangeKind.DELETED, ".", ""),
    ]


def test_case_and_line_breaks_are_no_difference() -> None:
    assert difference("One two\nTHREE", "one  two three").verdict is Verdict.IDENTICAL


def test_a_moved_paragraph_is_told_as_moved_and_counts_as_the_same() -> None:
    parts = prose(600, 1).split("\n\n")
    other = [*parts[1:8], parts[0], *parts[8:]]
    found = difference("\n\n".join(parts), "\n\n".join(other))
    assert [change.kind for change in found.changes] == [ChangeKind.MOVED]
    assert found.share_longer == 1.0


def test_chinese_is_compared_by_character() -> None:
    found = difference("我们在北京的公司工作了很多年", "我们在上海的公司工作了很多年")
    assert [change.kind for change in found.changes] == [ChangeKind.REPLACED]
    assert found.words_same == 12


@pytest.mark.parametrize("share", [0.001, 0.05])
def test_documents_of_a_megabyte_are_compared_in_seconds(share: float) -> None:
    text = " ".join(words(150_000, 1))
    assert len(text) > 900_000
    other = edited(text, share, 2)
    started = time.process_time()
    found = difference(text, other)
    assert time.process_time() - started < 10
    assert found.share_longer == pytest.approx(1 - share, abs=0.02)


def test_texts_with_nothing_in_common_are_different() -> None:
    found = difference(prose(300, 1), prose(300, 2))
    assert found.verdict is Verdict.DIFFERENT
    assert found.share_longer < 0.05


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "one two"), ("one two", ""), ("...", "one")])
def test_empty_texts_equal_nothing(a: str, b: str) -> None:
    assert difference(a, b).verdict is Verdict.DIFFERENT
