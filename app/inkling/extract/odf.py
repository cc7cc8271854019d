"""OpenDocument (text, sheets, presentations), zipped or flat: headings, lists, tables, notes, slides."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import IO

from inkling.errors import ExtractError
from inkling.extract.base import Builder, Source, locked
from inkling.extract.containers import Zip
from inkling.extract.xmlparts import Element, attribute, events, local, text_at_end, text_before, tree
from inkling.records import LocatorKind
from inkling.records.said import said

_WHAT = said("The document")
_MAX_REPEAT = 100  # a cell or row that is repeated more often fills a sheet's empty rest
_MIXED = frozenset(("p", "h", "span", "a", "ruby-base", "meta"))
_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}
_SKIPPED_NAMES = (
    "tracked-changes sequence-decls styles automatic-styles master-styles font-face-decls binary-data forms scripts"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())


def read(source: Source, into: Builder) -> None:
    """Add the content."""
    if source.data[:2] != b"PK":
        _Content(into).read(BytesIO(source.data))
        return
    parts = Zip(source.data, into, _WHAT)
    if "META-INF/manifest.xml" in parts and b"encryption-data" in parts.read("META-INF/manifest.xml"):
        raise locked(_WHAT)
    if "meta.xml" in parts:
        with suppress(ExtractError):
            describe(tree(parts.read("meta.xml"), _WHAT), into)
    _Content(into).read(parts.stream("content.xml"))


def describe(meta: Element, into: Builder) -> None:
    """Take title, author, dates and language."""
    for field in meta.iter():
        text = (field.text or "").strip()
        match local(field):
            case "title":
                into.title = text
            case "creator" | "initial-creator":
                into.authors.append(text)
            case "creation-date":
                into.created = text
            case "date":
                into.modified = text
            case "language":
                into.language = text


class _Content:
    """Text in ODF is mixed: what stands before an element is known when the element starts."""

    def __init__(self, into: Builder) -> None:
        self._into = into
        self._stack: list[list[str]] = [[]]
        self._row: list[str] = []
        self._place: object = None
        self._number = 0
        self._skip = 0
        self._items = 0
        self._tables = 0
        self._notes: list[str] = []
        self._repeat = 1

    def read(self, stream: IO[bytes]) -> None:
        """Add one part."""
        for is_start, element in events(stream, _WHAT):
            (self._start if is_start else self._end)(element)

    def _before(self, element: Element) -> None:
        """Take the text that stands before an element, where text counts."""
        parent = element.getparent()
        if parent is not None and local(parent) in _MIXED:
            self._stack[-1].append(text_before(element))

    def _start(self, element: Element) -> None:
        tag = local(element)
        if tag in _SKIPPED:
            self._skip += 1
        if self._skip:
            return
        self._before(element)
        if tag in ("p", "h"):
            self._stack.append([])
        elif tag == "list-item":
            self._items += 1
        elif tag == "table" and "table:" in _qualified(element):
            self._tables += 1
            self._open_sheet(element)
        elif tag == "page" and "drawing" in str(element.tag):
            self._number += 1
            self._enter(LocatorKind.SLIDE, f"slide {self._number}")
        elif tag == "note":
            self._stack.append([])

    def _open_sheet(self, element: Element) -> None:
        parent = element.getparent()
        if self._tables == 1 and parent is not None and local(parent) == "spreadsheet":
            self._number += 1
            name = attribute(element, "name")
            self._enter(LocatorKind.SHEET, name)
            self._into.heading(name, 1)

    def _enter(self, kind: LocatorKind, label: str) -> None:
        place = self._into.place(kind, label, self._number)
        place.__enter__()
        self._place = place

    def _leave(self) -> None:
        if self._place is not None:
            self._place.__exit__(None, None, None)  # type: ignore[attr-defined]  # the context that _enter opened
            self._place = None
            self._into.gap()

    def _end(self, element: Element) -> None:
        tag = local(element)
        if self._skip:
            self._skip -= tag in _SKIPPED
            return
        if tag in _MIXED:
            self._stack[-1].append(text_at_end(element))
        if tag in ("p", "h"):
            self._paragraph(tag, element)
        elif tag in _SIGNS:
            count = attribute(element, "c")
            self._stack[-1].append(_SIGNS[tag] * (min(int(count), 100) if count.isdigit() else 1))
        elif tag == "list-item":
            self._items -= 1
        elif tag == "note":
            self._notes.append("".join(self._stack.pop()).strip())
        else:
            self._end_block(tag, element)

    def _end_block(self, tag: str, element: Element) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self._cell(element)
        elif tag == "table-row":
            line = "\t".join(self._row).rstrip()
            self._row.clear()
            if line.strip():
                self._into.line(line)
        elif tag == "table":
            self._tables -= 1
            self._into.gap()
            if self._tables == 0 and local(element.getparent()) == "spreadsheet":
                self._leave()
        elif tag in ("page", "body"):
            self._leave()

    def _paragraph(self, tag: str, element: Element) -> None:
        text = "".join(self._stack.pop()).strip()
        if len(self._stack) > 1:  # inside a note: part of it
            self._stack[-1].append(text + " ")
        elif self._tables:
            self._stack[0].append(text + " ")
        elif text and tag == "h":
            level = attribute(element, "outline-level")
            self._into.heading(text, int(level) if level.isdigit() else 1)
        elif text and self._items:
            self._into.line("- " + text)
        else:
            self._into.paragraph(text)
        if len(self._stack) == 1 and not self._tables:
            for note in self._notes:
                self._into.paragraph(note)
            self._notes.clear()

    def _cell(self, element: Element) -> None:
        text = " ".join("".join(self._stack[0]).split())
        self._stack[0].clear()
        count = attribute(element, "number-columns-repeated")
        repeat = int(count) if count.isdigit() else 1
        self._row.extend([text] * (repeat if repeat <= _MAX_REPEAT else 1))


def _qualified(element: Element) -> str:
    return str(element.tag).replace("urn:oasis:names:tc:opendocument:xmlns:table:1.0}", "table:")
