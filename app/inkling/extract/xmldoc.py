"""XML of any kind (DocBook, JATS, TEI, OPML, feeds, SVG): its text, a line per element, titles as headings."""

from __future__ import annotations

import re
from html.entities import html5
from io import BytesIO

from inkling.extract.base import Builder, Source
from inkling.extract.decode import decode
from inkling.extract.html import read_markup
from inkling.extract.xmlparts import Element, events, local, text_at_end, text_before

_DECLARATION = re.compile(r"<\?xml[^>]{0,500}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,1000}(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_NAMED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)([A-Za-z]\w{0,31});")
_INLINE_NAMES = (
    "a abbrev abbr acronym b bold citation code command email emphasis em ext-link firstterm foreign function hi i "
    "inline italic link literal monospace mono named-content nobr phrase quote ref sc span strong sub subscript sup "
    "superscript surname given-names tspan ulink userinput varname xref year productname filename option"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_SECTIONS_NAMES = "section sect1 sect2 sect3 sect4 sect5 sec chapter part appendix article book div"
_SECTIONS = frozenset(_SECTIONS_NAMES.split())
_TITLES = frozenset(("title", "head", "article-title"))
_SPOKEN = ("text", "title", "alt", "description")  # attributes that hold words for people (OPML, pictures)


def read(source: Source, into: Builder) -> None:
    """Add the text; markup that is not sound is read as far as it can be mended."""
    text = decode(source.data, source.charset, markup=True)
    text = _NAMED.sub(_character, _DOCTYPE.sub("", _DECLARATION.sub("", text)))
    walk = _Walk(into)
    # A root of our own: exports of parts of a document have several.
    for is_start, element in events(BytesIO(f"<all>{text}</all>".encode("utf-8", "replace")), "The XML", recover=True):
        (walk.start if is_start else walk.end)(element)
    walk.flush()


def _character(entity: re.Match[str]) -> str:
    return html5.get(entity[1] + ";", "")


class _Walk:
    """Gathers text in the order of the document: what precedes an element is known once the element starts."""

    def __init__(self, into: Builder) -> None:
        self._into = into
        self._line: list[str] = []
        self._depth = 0  # of sections

    def start(self, element: Element) -> None:
        name = local(element)
        self._take(text_before(element))
        if name not in _INLINE:
            self.flush()
        if name in _SECTIONS:
            self._depth += 1
        for attribute in _SPOKEN:
            if element.get(attribute):
                self._into.line(element.get(attribute))

    def end(self, element: Element) -> None:
        name = local(element)
        self._take(text_at_end(element))
        if name in _TITLES:
            self._title()
        elif name not in _INLINE:
            self.flush()
            if name in ("p", "para", "item", "entry"):
                self._into.gap()
        if name in _SECTIONS:
            self._depth -= 1

    def _title(self) -> None:
        title = "".join(self._line).strip()
        self._line.clear()
        self._into.title = self._into.title or title
        self._into.heading(title, max(1, self._depth))

    def _take(self, text: str) -> None:
        if text:
            self._line.append(text)

    def flush(self) -> None:
        """End the line that was gathered."""
        text = " ".join("".join(self._line).split())
        self._line.clear()
        if not text:
            return
        if "</" in text or "&lt;" in text:  # feeds carry HTML as text
            read_markup(text, self._into.child("html", ""))
        else:
            self._into.line(text)
