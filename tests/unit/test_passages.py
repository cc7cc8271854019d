"""Passages: spans that cover, walls that hold, ends in good places, headings that travel."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.passages import count_tokens, cut, wording
from inkling.records import Document, Locator, LocatorKind

WALLS = [kind for kind in LocatorKind if kind not in (LocatorKind.HEADING, LocatorKind.LINE)]
pieces = st.sampled_from(
    [
        *(
            "Word ",
            "a. ",
            "Dr. Smith said. ",
            "\n",
            "\n\n",
            "- item\n",
            "1. ",
            "| a | b |\n",
            "中文。",
            "字",
            "ü",
            "e\u0301",
        ),
        *(" ", "\u3000", "```\ncode = 1\n```\n", "x" * 90, "https://example.org/a?b=c ", "!?… ", "\udcff", "🙂", "\t"),
        "# H\n",
    ]
)


@st.composite
def documents(draw):
    text = "".join(draw(st.lists(pieces, max_size=300)))
    places = []
    for _ in range(draw(st.integers(0, 6))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        kind = draw(st.sampled_from(list(LocatorKind)))
        places.append(Locator(kind, "l", start, end, number=draw(st.integers(0, 3)), level=draw(st.integers(0, 3))))
    return Document(text, "text", locators=tuple(places), language=draw(st.sampled_from(["", "en", "zh"])))


@settings(max_examples=300, deadline=None)
@given(documents(), st.integers(1, 60))
def test_spans_cover_the_text_in_order_and_never_cross_a_wall(document, size):
    passages = cut(document, size)
    if not document.text.strip():
        assert passages == []
        return
    assert "".join(p.text for p in passages) == document.text
    at = 0
    for passage in passages:
        assert passage.start == at < passage.end
        assert passage.text == document.text[passage.start : passage.end]
        at = passage.end
    for place in document.locators:
        if place.kind in WALLS:
            for wall in (place.start, place.end):
                for passage in passages:
                    if passage.start < wall < passage.end:  # only a blank side may hang over
                        sides = document.text[passage.start : wall], document.text[wall : passage.end]
                        assert not all(side.strip() for side in sides)


@settings(max_examples=100, deadline=None)
@given(documents())
def test_no_passage_is_much_longer_than_asked(document):
    for passage in cut(document, 40):
        assert count_tokens(passage.text.strip(), document.language) <= 40 * 1.6 + 100  # one long "word" may hang over


def test_sentences_end_passages():
    sentences = [
        f"This is sentence number {n} and it says something about Dr. Smith, e.g. that he is No. {n}. "
        for n in range(60)
    ]
    passages = cut(Document("".join(sentences), "text"), 50)
    assert len(passages) > 10
    assert all(passage.text.rstrip()[-1] == "." and passage.text.startswith("This") for passage in passages)


def test_chinese_sentences_end_passages():
    passages = cut(
        Document("今天天气很好，我们去公园散步。他说：“明天会下雨吗？”没有人知道！" * 20, "text", language="zh"), 60
    )
    assert len(passages) > 8
    assert all(passage.text[-1] in "。！”" and passage.text[0] in "今他没" for passage in passages)
    assert max(len(passage.text) for passage in passages) <= 75


def test_rows_items_and_paragraphs_stay_whole():
    rows = "".join(f"| row {n} | value {n * 7} | a remark, with a comma |\n" for n in range(100))
    items = "".join(f"- item {n} which is long enough to matter, more or less\n" for n in range(100))
    for text, first in ((rows, "|"), (items, "-")):
        assert all(p.text[0] == first and p.text[-1] == "\n" for p in cut(Document(text, "text"), 60))
    blocks = "".join(f"Paragraph {n}. " + "It goes on. " * 12 + "\n\n" for n in range(30))
    assert all(p.text.startswith("Paragraph") and p.text.endswith("\n\n") for p in cut(Document(blocks, "text"), 60))


def test_headings_begin_passages_and_travel():
    section = "Some words stand here and say a little about things. " * 6 + "\n"
    text, places = "", []
    for n in range(4):
        start = len(text)
        text += f"Chapter {n}\n{section}"
        inner = len(text)
        text += f"Detail {n}\n{section * 4}"
        places.append(Locator(LocatorKind.HEADING, f"Chapter {n}", start, len(text), level=1))
        places.append(Locator(LocatorKind.HEADING, f"Detail {n}", inner, len(text), level=2))
    passages = cut(Document(text, "text", locators=tuple(places)), 80)
    starts = {passage.start for passage in passages}
    assert {place.start for place in places} <= starts
    assert {p.heading for p in passages} >= {"Chapter 0", "Chapter 2 › Detail 2"}
    assert all(p.heading.startswith("Chapter") for p in passages)


def test_places_are_named():
    text = "one two\nthree four\n"
    places = (
        Locator(LocatorKind.MEMBER, "in.zip", 0, len(text)),
        Locator(LocatorKind.PAGE, "iv", 0, 8, number=4),
        Locator(LocatorKind.SHEET, "Costs", 8, len(text), number=1),
    )
    first, second = cut(Document(text, "pdf", locators=places))
    assert (first.place, second.place) == ("in.zip › page 4", "in.zip › sheet Costs")
    (only,) = cut(Document("a", "text", locators=(Locator(LocatorKind.PART, "", 0, 1, number=2),)))
    assert only.place == "part 2"
    (unnumbered,) = cut(Document("a", "text", locators=(Locator(LocatorKind.CHAPTER, "", 0, 1),)))
    assert unnumbered.place == "chapter"


def test_many_pages_are_cut_quickly():
    import time

    page = "A line of the page.\n"
    count = 20_000
    places = tuple(
        Locator(LocatorKind.PAGE, "", n * len(page), (n + 1) * len(page), number=n + 1) for n in range(count)
    )
    begin = time.perf_counter()
    passages = cut(Document(page * count, "pdf", locators=places))
    assert time.perf_counter() - begin < 3
    assert len(passages) == count
    assert passages[-1].place == f"page {count}"


@pytest.mark.parametrize("text", ["", " \n\t ", "\u3000\n"])
def test_blank_text_has_no_passage(text):
    assert cut(Document(text, "text")) == []


def test_wording_puts_title_and_headings_first_once():
    assert wording("A › B", " B\ntext ", "Title") == "Title › A\nB\ntext"
    assert wording("", "text") == "text"
    assert wording("Title › B", "text", "Title") == "Title › B\ntext"


def test_tokens_of_classes():
    assert count_tokens("") == 0
    assert count_tokens("中文字") == 3
    assert 220 < count_tokens("Every good boy deserves favour. " * 40) < 320
    assert count_tokens("Donaudampfschiff", "de") > count_tokens("Donaudampfschiff")
