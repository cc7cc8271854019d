"""Tokens: where words are, and which are equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling.copies.tokens import Tokeniser


def cut(text: str) -> list[str]:
    tokens = Tokeniser().cut(text)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def keys(text: str) -> list[int]:
    return Tokeniser().cut(text).keys.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pay 1,234.50 on 2024-03-01!", ["Pay", "1,234.50", "on", "2024-03-01", "!"]),
        ("don't  stop", ["don't", "stop"]),
        ("end. Next", ["end", ".", "Next"]),
        ("中文abc", ["中", "文", "abc"]),
        ("東京とパリ", ["東", "京", "と", "パ", "リ"]),
        ("ภาษา", ["ภ", "า", "ษ", "า"]),
        ("", []),
        (" \n\t", []),
        ("docu\u00adment", ["docu\u00adment"]),
    ],
)
def test_words_numbers_signs_and_single_characters_are_tokens(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("ﬁne", "fine"),
        ("é", "e\u0301"),
        ("が", "か\u3099"),
        ("document", "docu\u00adment"),
        ("１２", "12"),
        ("a b", "a\n\n  b"),
    ],
)
def test_forms_of_the_same_word_are_equal(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(("one", "other"), [("a", "à"), ("cat", "act"), ("1.5", "15"), ("ab", "a b")])
def test_other_words_differ(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@given(st.text(max_size=80))
def test_tokens_lie_in_order_inside_the_text_and_repeat_themselves(text: str) -> None:
    tokens = Tokeniser().cut(text)
    ends = [0, *tokens.ends.tolist()]
    assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert all(before <= start for before, start in zip(ends, tokens.starts.tolist(), strict=False))
    assert Tokeniser().cut(text).keys.tolist() == tokens.keys.tolist()


@given(st.text(alphabet="abc 1.,'é中", max_size=40))
def test_a_text_is_cut_the_same_whatever_was_cut_before(text: str) -> None:
    tokeniser = Tokeniser()
    tokeniser.cut("ﬁ ½ ẞ 中 が")
    assert tokeniser.cut(text).keys.tolist() == keys(text)


@pytest.mark.parametrize("text", ["one two, three\n" * 300, "中文" * 2000, "x" * 5000 + " end"])
def test_a_long_text_is_cut_in_slices_without_a_trace(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Tokeniser().cut(text)
    monkeypatch.setattr("inkling.copies.tokens._SLICE", 1000)
    sliced = Tokeniser().cut(text)
    if "x" in text:  # one word longer than a slice is cut somewhere
        assert sliced.ends[-1] == whole.ends[-1]
        return
    assert sliced.keys.tolist() == whole.keys.tolist()
    assert sliced.starts.tolist() == whole.starts.tolist()
    assert sliced.words.tolist() == whole.words.tolist()
