"""PowerPoint presentations: slides in their order with titles, tables and notes."""

from __future__ import annotations

import re
from contextlib import suppress

from inkling.errors import ExtractError
from inkling.extract.base import Builder, Source, damaged
from inkling.extract.containers import Zip
from inkling.extract.office import main_part, read_properties, relations
from inkling.extract.xmlparts import Element, attribute, events, local, tree
from inkling.records import LocatorKind, ProblemKind
from inkling.records.said import said

_WHAT = said("The presentation")
_TITLES = ("title", "ctrTitle")
_FILLINGS = ("sldNum", "dt", "ftr", "hdr", "sldImg")  # page numbers and the like, on every slide


def read(source: Source, into: Builder) -> None:
    """Add each slide as a place, its notes at its end."""
    parts = Zip(source.data, into, _WHAT)
    read_properties(parts, into)
    for number, name in enumerate(_slides(parts), 1):
        with into.place(LocatorKind.SLIDE, f"slide {number}", number):
            try:
                _Slide(into).read(parts, name)
                for kind, target in relations(parts, name).values():
                    if kind == "notesSlide" and target in parts:
                        _Slide(into, plain=True).read(parts, target)
            except ExtractError as error:
                if error.kind == "too_large":
                    raise
                into.problem(
                    ProblemKind.DAMAGED, said("This slide is damaged."), "", said("slide {slide}", slide=number)
                )
        into.gap()


def _slides(parts: Zip) -> list[str]:
    """Return the parts of the slides in the order in which they are shown."""
    main = main_part(parts, "ppt/presentation.xml")
    ordered: list[str] = []
    with suppress(ExtractError):
        targets = relations(parts, main)
        for slide in tree(parts.read(main), _WHAT).iter("{*}sldId"):
            identifier = next((v for k, v in slide.attrib.items() if k.endswith("}id")), "")
            ordered.append(targets.get(str(identifier), ("", ""))[1])
    ordered = [name for name in ordered if name in parts]
    if ordered:
        return ordered
    found = [(int(m[1]), n) for n in parts.names() if (m := re.fullmatch(r"ppt/slides/slide(\d+)\.xml", n))]
    if not found:
        raise damaged(_WHAT)
    return [name for _, name in sorted(found)]


class _Slide:
    def __init__(self, into: Builder, *, plain: bool = False) -> None:
        self._into = into
        self._plain = plain
        self._line: list[str] = []
        self._cell: list[str] = []
        self._cells = 0
        self._role = ""

    def read(self, parts: Zip, name: str) -> None:
        """Add one part."""
        for is_start, element in events(parts.stream(name), _WHAT):
            if not is_start:
                self._end(element)
            elif local(element) == "tc":
                self._cells += 1
            elif local(element) == "sp":
                self._role = ""

    def _end(self, element: Element) -> None:
        tag = local(element)
        if tag == "t":
            self._line.append(element.text or "")
        elif tag == "br":
            self._line.append("\n")
        elif tag == "ph":
            self._role = attribute(element, "type")
        elif tag == "p":
            self._paragraph()
        elif tag == "tc":
            self._cells -= 1
            self._into.add(" ".join(self._cell) + "\t")
            self._cell.clear()
        elif tag == "tr":
            self._into.add("\n")
        elif tag == "sp":
            self._role = ""

    def _paragraph(self) -> None:
        text = "".join(self._line).strip()
        self._line.clear()
        if not text or self._role in _FILLINGS:
            return
        if self._cells:
            self._cell.append(text)
        elif self._role in _TITLES and not self._plain:
            self._into.heading(text, 1)
            self._role = ""
        else:
            self._into.line(text)
