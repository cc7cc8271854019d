"""Where words stand in a passage: as they are written there, in order."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from inkling import standing, words
from inkling.standing import places

TEXTS = st.text(max_size=60) | st.text(alphabet="ab- .'’_+#机器学がﾊﾞé\u0301\u00ad\u200bＡ\n१İß9", max_size=40)


@given(TEXTS, st.lists(st.sampled_from(["a", "ab", "机器", "が", "é", "cafe"])))
def test_places_lie_in_order_inside_the_text(text: str, wanted: list[str]) -> None:
    found = places(text, "en", frozenset(wanted))
    assert found == sorted(found)
    assert all(0 <= start < end <= len(text) for start, end in found)


def test_places_point_at_the_words_as_they_are_written() -> None:
    text = "The Café's ＲＵＮＮＩＮＧ 机器\n学习 e-mail, ﬁnal C++ don’t"
    wanted = {
        "run": "ＲＵＮＮＩＮＧ",
        "final": "ﬁnal",
        "器学": "器\n学",
        "email": "e-mail",
        "c++": "C++",
        "cafe": "Café's",
    }
    for term, written in wanted.items():
        assert [text[start:end] for start, end in places(text, "en", frozenset([term]))] == [written]
    assert places(text, "en", frozenset(["zebra"])) == []


_PLAIN_WORDS = st.text(alphabet="adegilnsty", min_size=1, max_size=7)


@given(_PLAIN_WORDS)
@example("dying")
@example("aed")
def test_every_word_is_found_by_its_own_stem(word: str) -> None:
    for stem in words.ranking_terms(word, "en"):
        assert places(f"({word}, other", "en", frozenset([stem])) == [(1, 1 + len(word))]


_ENDINGS = st.sampled_from(
    ["s", "ies", "ing", "edly", "ational", "enci", "izer", "entli", "ization", "fulness", "ousli", "biliti", "ogi", "y"]
)


@given(st.lists(st.builds(str.__add__, _PLAIN_WORDS, _ENDINGS), min_size=1, max_size=3), st.sampled_from("-'.&@_"))
@example(["e", "mail"], "-")
@example(["rock'n", "roll"], "-")
def test_every_compound_is_found_by_the_stems_of_the_whole_and_of_its_parts(parts: list[str], joiner: str) -> None:
    compound = joiner.join(parts)
    for stem in words.ranking_terms(compound, "en"):
        found = places(f"zebra ({compound}) other", "en", frozenset([stem]))
        assert [start for start, _ in found] == [7]


def test_what_was_sought_can_be_forgotten() -> None:
    before = places("two houses", "en", frozenset(["hous"]))
    standing.forget()
    assert places("two houses", "en", frozenset(["hous"])) == before == [(4, 10)]
