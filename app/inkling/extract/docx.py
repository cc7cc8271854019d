"""Word documents: paragraphs, headings, lists, tables, notes, headers and comments, from the parts of the ZIP."""

from __future__ import annotations

import re
from contextlib import suppress

from inkling.errors import ExtractError
from inkling.extract.base import Builder, Source
from inkling.extract.containers import Zip
from inkling.extract.office import main_part, read_properties
from inkling.extract.xmlparts import Element, attribute, events, local, tree
from inkling.records.said import said

_WHAT = said("The Word document")
_HEADING_NAME = re.compile(r"(?:heading|überschrift|titre|título|标题|titolo|kop|rubrik)\s*(\d)", re.IGNORECASE)
_EXTRA_PARTS = ("footnotes", "endnotes", "comments")
_SIGNS = {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(source: Source, into: Builder) -> None:
    """Add the body, then notes and comments, then headers and footers once each."""
    parts = Zip(source.data, into, _WHAT)
    read_properties(parts, into)
    main = main_part(parts, "word/document.xml")
    folder = main.rpartition("/")[0]
    body = _Body(into, _heading_levels(parts, folder))
    body.read(parts, main)
    for name in _EXTRA_PARTS:
        if f"{folder}/{name}.xml" in parts:
            body.read(parts, f"{folder}/{name}.xml")
    seen: set[str] = set()
    for name in sorted(n for n in parts.names() if re.fullmatch(rf"{folder}/(?:header|footer)\d*\.xml", n)):
        body.read(parts, name, once=seen)


def _heading_levels(parts: Zip, folder: str) -> dict[str, int]:
    """Return the heading level of each paragraph style that has one."""
    levels = {f"Heading{n}": n for n in range(1, 10)} | {"Title": 1}
    if f"{folder}/styles.xml" not in parts:
        return levels
    with suppress(ExtractError):  # a document without its styles is still a document
        for style in tree(parts.read(f"{folder}/styles.xml"), _WHAT).iter("{*}style"):
            identifier = attribute(style, "styleId")
            name = next((attribute(n, "val") for n in style.iter("{*}name")), "")
            outline = next((attribute(o, "val") for o in style.iter("{*}outlineLvl")), "")
            named = _HEADING_NAME.match(name)
            if named:
                levels[identifier] = int(named[1])
            elif outline.isdigit() and int(outline) < 9:
                levels[identifier] = int(outline) + 1
    return levels


class _Body:
    def __init__(self, into: Builder, levels: dict[str, int]) -> None:
        self._into = into
        self._levels = levels
        self._line: list[str] = []
        self._level = 0
        self._is_item = False
        self._cells = 0  # depth of table cells
        self._skip = 0  # depth inside what a reader of the page does not see

    def read(self, parts: Zip, name: str, once: set[str] | None = None) -> None:
        """Add one part; with `once`, only paragraphs that were not there before."""
        self._once = once
        for is_start, element in events(parts.stream(name), _WHAT):
            if is_start:
                self._start(element)
            else:
                self._end(element)

    def _start(self, element: Element) -> None:
        tag = local(element)
        if tag in ("Fallback", "del", "moveFrom", "instrText"):
            self._skip += 1
        elif tag == "tr":
            self._row_starts()
        elif tag == "tc":
            self._cells += 1

    def _row_starts(self) -> None:
        self._into.fresh_line()

    def _end(self, element: Element) -> None:
        tag = local(element)
        if tag in ("Fallback", "del", "moveFrom", "instrText"):
            self._skip -= 1
        elif self._skip:
            return
        elif tag in _SIGNS:
            self._line.append(_SIGNS[tag])
        elif tag == "t":
            self._line.append(element.text or "")
        elif tag == "tab" and local(element.getparent()) == "r":
            self._line.append("\t")
        elif tag in ("pStyle", "outlineLvl", "numPr"):
            self._style(tag, attribute(element, "val"))
        else:
            self._end_block(tag)

    def _style(self, tag: str, value: str) -> None:
        if tag == "pStyle":
            self._level = self._levels.get(value, 0)
        elif tag == "numPr":
            self._is_item = True
        elif value.isdigit() and int(value) < 9:
            self._level = self._level or int(value) + 1

    def _end_block(self, tag: str) -> None:
        if tag == "p":
            self._paragraph()
        elif tag == "tc":
            self._cells -= 1
            self._into.add("\t")
        elif tag == "tr":
            self._into.add("\n")
        elif tag == "tbl":
            self._into.gap()

    def _paragraph(self) -> None:
        text = "".join(self._line).strip()
        level, is_item = self._level, self._is_item
        self._line.clear()
        self._level, self._is_item = 0, False
        if not text or self._is_repeated(text):
            return
        if self._cells:
            self._into.add(text.replace("\n", " ") + " ")
        elif level:
            self._into.heading(text, level)
        elif is_item:
            self._into.line("- " + text)
        else:
            self._into.paragraph(text)

    def _is_repeated(self, text: str) -> bool:
        if self._once is None:
            return False
        known = text in self._once
        self._once.add(text)
        return known
