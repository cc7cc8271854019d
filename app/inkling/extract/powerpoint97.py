"""Old PowerPoint presentations (.ppt, 97 to 2003): the text of each slide, from the stream of records."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from inkling.extract.base import Builder, Source, damaged
from inkling.extract.ole import Ole
from inkling.records import LocatorKind
from inkling.records.said import said

_WHAT = said("The presentation")
_SLIDE, _NOTES, _MASTER, _LIST = 1006, 1008, 1016, 4080
_PERSIST, _HEADER, _CHARS, _BYTES = 1011, 3999, 4000, 4008
_TITLES = (0, 6)
_MAX_DEPTH = 50


def read(source: Source, into: Builder) -> None:
    """Add the slides: the outline that the file keeps in order, and boxes drawn on the slides."""
    ole = Ole(source.data, _WHAT)
    ole.describe(into)
    slides = _slides(ole.read("PowerPoint Document"))
    if not slides:
        raise damaged(_WHAT)
    for number, texts in enumerate(slides, 1):
        with into.place(LocatorKind.SLIDE, f"slide {number}", number):
            for is_title, text in texts:
                if is_title:
                    into.heading(text, 1)
                else:
                    for line in text.replace("\x0b", "\n").split("\r"):
                        into.line(line)
        into.gap()


def _slides(data: bytes) -> list[list[tuple[bool, str]]]:
    outline: list[list[tuple[bool, str]]] = []
    drawn: list[list[tuple[bool, str]]] = []
    inside = is_title = False
    for path, kind, instance, content in _records(data, (), 0):
        if kind == _LIST:
            inside = instance == 0  # 0 slides, 1 masters, 2 notes
        elif kind == _PERSIST and inside and _LIST in path:
            outline.append([])
        elif kind == _SLIDE:
            drawn.append([])
        elif kind == _HEADER:
            is_title = len(content) >= 4 and struct.unpack_from("<I", content)[0] in _TITLES
        elif kind in (_CHARS, _BYTES):
            text = content.decode("utf-16-le" if kind == _CHARS else "latin-1", "replace").strip()
            if _LIST in path and inside and outline and text:
                outline[-1].append((is_title, text))
            elif _SLIDE in path and drawn and text:
                drawn[-1].append((False, text))
    slides = outline or drawn
    if outline and len(outline) == len(drawn):
        for texts, boxes in zip(slides, drawn, strict=True):
            known = {text for _, text in texts}
            texts.extend(box for box in boxes if box[1] not in known)
    return slides


def _records(data: bytes, path: tuple[int, ...], depth: int) -> Iterator[tuple[tuple[int, ...], int, int, bytes]]:
    """Yield (path of kinds, kind, instance, content) of each record; containers before what they hold."""
    position = 0
    while position + 8 <= len(data):
        version, kind, length = struct.unpack_from("<HHI", data, position)
        content = data[position + 8 : position + 8 + length]
        is_container = version & 0xF == 0xF
        yield path, kind, version >> 4, b"" if is_container else content
        if is_container and depth < _MAX_DEPTH:
            yield from _records(content, (*path, kind), depth + 1)
        position += 8 + length
