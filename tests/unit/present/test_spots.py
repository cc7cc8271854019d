"""The hits of a document: one set of them, in order, with their places; what stands above a message."""

from __future__ import annotations

from inkling.present.rows import Mark, SnippetRow, Spot
from inkling.present.spots import best_spot, head_of, spots
from inkling.records import Locator, LocatorKind

PAGES = (Locator(LocatorKind.PAGE, "", 0, 100, 1), Locator(LocatorKind.PAGE, "", 101, 200, 2))
FIRST = SnippetRow(
    "", place="page 1", page=1, start=10, end=60, full_marks=(Mark(0, 5, "words"), Mark(3, 20, "meaning"))
)
OVER = SnippetRow("", place="pages 1–2", start=80, end=160, full_marks=(Mark(40, 45, "words"),))
BARE = SnippetRow("", place="sheet Costs", start=300, end=340)


def test_marks_that_touch_are_one_hit() -> None:
    (spot,) = spots((FIRST,), PAGES)
    assert (spot.start, spot.end, spot.page) == (10, 30, 1)
    assert [mark.kind for mark in spot.marks] == ["words", "meaning"]


def test_hits_are_in_order_each_with_its_place() -> None:
    found = spots((BARE, OVER, FIRST), PAGES)
    assert [(spot.start, spot.page, spot.place) for spot in found] == [
        (10, 1, "page 1"),
        (120, 2, "page 2"),  # a passage over two pages: the hit stands on the second
        (300, 0, "sheet Costs"),
    ]
    assert found[2].marks == (Mark(300, 340, "here"),)


def test_one_begins_with_the_best_passage() -> None:
    assert best_spot(spots((OVER, FIRST), PAGES), (OVER, FIRST)) == 1
    assert best_spot((), ()) == 0


def test_passages_that_overlap_do_not_count_a_word_twice() -> None:
    again = SnippetRow("", place="page 1", page=1, start=5, end=40, full_marks=(Mark(5, 10, "words"),))
    (spot,) = spots((FIRST, again), PAGES)
    assert len(spot.marks) == 2


MAIL = "Re: keys\nFrom: Ana <ana@x.org>\nTo: Ben\nDate: 4 March 2024\nSubject: Re: keys\n\nThe deposit comes back."


def test_what_stands_above_a_message_is_told_apart() -> None:
    body = MAIL.index("The deposit")
    head = head_of(MAIL, (Spot(body + 4, body + 11),), "Re: keys")
    assert head.end == body
    assert head.facts == (("From", "Ana <ana@x.org>"), ("To", "Ben"), ("Date", "4 March 2024")), (
        "the subject is the title"
    )
    assert head_of(MAIL, (), "Keys").facts[-1] == ("Subject", "Re: keys")


def test_what_was_found_only_above_a_message_is_to_be_seen() -> None:
    assert head_of(MAIL, (Spot(0, 8),), "Re: keys").end == 0
