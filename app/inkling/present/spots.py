"""Where in a document do its hits stand? One set of them, for its text and for pictures of pages. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from inkling.present.rows import Mark, SnippetRow, Spot
from inkling.present.text import message_start
from inkling.records import Locator, LocatorKind

_HEADER = re.compile(r"^(From|To|Cc|Date|Subject): (.+)$", re.MULTILINE)


def spots(snippets: Iterable[SnippetRow], places: Iterable[Locator]) -> tuple[Spot, ...]:
    """Return the stretches that stand out, in the order of the text; marks that touch are one, a bare passage is whole.

    Args:
        snippets: the passages that were found.
        places: the places of the document, of which pages tell where a passage over two of them has its hit.
    """
    found: list[Spot] = []
    for mark, snippet in sorted(_marks(snippets), key=lambda pair: (pair[0].start, pair[0].end)):
        last = found[-1] if found else None
        if last is not None and mark.start <= last.end + 1:
            marks = last.marks if mark in last.marks else (*last.marks, mark)
            found[-1] = replace(last, end=max(last.end, mark.end), marks=marks)
        else:
            found.append(Spot(mark.start, mark.end, snippet.page, snippet.place, (mark,)))
    pages = [place for place in places if place.kind is LocatorKind.PAGE]
    return tuple(_on_page(spot, pages) for spot in found)


def best_spot(found: tuple[Spot, ...], snippets: tuple[SnippetRow, ...]) -> int:
    """Return which hit to begin with: the first of the best passage."""
    start, end = (snippets[0].start, snippets[0].end) if snippets else (0, 0)
    return next((at for at, spot in enumerate(found) if start <= spot.start < end), 0)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a message: its parts, each with its English name, and where the message itself begins."""

    facts: tuple[tuple[str, str], ...] = ()
    end: int = 0


def head_of(text: str, found: tuple[Spot, ...], title: str) -> Head:
    """Return what stands above a message; nothing where all that was found stands there, as that is to be seen."""
    end = message_start(text, ())
    if found and all(spot.end <= end for spot in found):
        return Head()
    facts = tuple((name, told.strip()) for name, told in _HEADER.findall(text[:end]))
    return Head(tuple(fact for fact in facts if fact != ("Subject", title)), end)


def _marks(snippets: Iterable[SnippetRow]) -> Iterable[tuple[Mark, SnippetRow]]:
    for snippet in snippets:
        for mark in snippet.full_marks or (Mark(0, snippet.end - snippet.start, "here"),):
            yield Mark(snippet.start + mark.start, snippet.start + mark.end, mark.kind), snippet


def _on_page(spot: Spot, pages: list[Locator]) -> Spot:
    if not spot.place.startswith("page"):
        return spot
    here = next((page for page in pages if page.start <= spot.start < page.end), None)
    return replace(spot, page=here.number, place=f"page {here.number}") if here is not None else spot
