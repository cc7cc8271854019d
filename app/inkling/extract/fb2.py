"""FictionBook: the bodies section by section, with titles as headings, and who wrote it."""

from __future__ import annotations

from io import BytesIO

from inkling.extract.base import Builder, Source
from inkling.extract.xmlparts import Element, events, local, text_at_end, text_before
from inkling.records.said import said

_WHAT = said("The book")
_BLOCKS = frozenset(["p", "v", "subtitle", "text-author", "td", "th"])
_FIELDS = frozenset(["book-title", "lang", "date", "author", "first-name", "middle-name", "last-name", "nickname"])


def read(source: Source, into: Builder) -> None:
    """Add the text of all bodies."""
    book = _Book(into)
    for is_start, element in events(BytesIO(source.data), _WHAT, strict=False, recover=True):
        (book.start if is_start else book.end)(element)


class _Book:
    def __init__(self, into: Builder) -> None:
        self._into = into
        self._path: list[str] = []
        self._line: list[str] = []
        self._title: list[str] = []
        self._name: list[str] = []
        self._depth = 0

    def start(self, element: Element) -> None:
        name = local(element)
        self._line.append(text_before(element))
        if name in _BLOCKS or name in _FIELDS:
            self._line.clear()
        self._path.append(name)
        self._depth += name == "section"

    def end(self, element: Element) -> None:
        name = local(element)
        self._line.append(text_at_end(element))
        self._path.pop()
        if "title-info" in self._path and name in _FIELDS:
            self._describe(name, element)
        elif name == "title" and "body" in self._path:
            self._into.heading(" ".join(self._title), max(1, self._depth))
            self._title.clear()
        elif name in _BLOCKS:
            self._block(name)
        self._depth -= name == "section"
        if name in ("stanza", "poem", "table", "cite"):
            self._into.gap()

    def _block(self, name: str) -> None:
        text = " ".join("".join(self._line).split())
        self._line.clear()
        if "title" in self._path:
            self._title.append(text)
        elif "body" not in self._path and "annotation" not in self._path:
            return
        elif name in ("v", "td", "th"):
            self._into.line(text)
        else:
            self._into.paragraph(text)

    def _describe(self, name: str, element: Element) -> None:
        text = " ".join("".join(self._line).split())
        self._line.clear()
        if name == "book-title":
            self._into.title = text
        elif name == "lang":
            self._into.language = text
        elif name == "date":
            self._into.created = element.get("value") or text
        elif name == "author":
            self._into.authors.append(" ".join(self._name))
            self._name.clear()
        elif "author" in self._path:
            self._name.append(text)
