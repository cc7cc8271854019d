"""Old Word documents (.doc, Word 97 to 2003): the text in its order, from the piece table."""

from __future__ import annotations

import re
import struct

from inkling.extract.base import Builder, Source, damaged, locked
from inkling.extract.ole import Ole
from inkling.records.said import said

_WHAT = said("The Word document")
_MAGIC = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14([^\x13\x15]*)\x15|\x13[^\x13\x14\x15]*\x15")


def read(source: Source, into: Builder) -> None:
    """Add body, footnotes, headers and comments."""
    ole = Ole(source.data, _WHAT)
    main = ole.read("WordDocument")
    if len(main) < 0x1AA or struct.unpack_from("<H", main)[0] != _MAGIC:
        raise damaged(_WHAT)
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    if flags & _ENCRYPTED:
        raise locked(_WHAT)
    ole.describe(into)
    name = "1Table" if flags & _SECOND_TABLE else "0Table"
    if not ole.has(name):
        raise damaged(_WHAT)
    try:
        text = _text(main, ole.read(name))
    except (struct.error, IndexError) as error:
        raise damaged(_WHAT) from error
    for block in _readable(text).split("\n"):
        into.paragraph(block) if "\t" not in block else into.line(block)


def _text(main: bytes, table: bytes) -> str:
    """Put the pieces together; each is in UTF-16 or in the Windows code page."""
    start, size = struct.unpack_from("<II", main, 0x01A2)
    clx = table[start : start + size]
    position = 0
    while position < len(clx) and clx[position] == 1:  # formatting runs come before the pieces
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    if position >= len(clx) or clx[position] != 2:
        raise struct.error
    length = struct.unpack_from("<I", clx, position + 1)[0]
    pieces = clx[position + 5 : position + 5 + length]
    count = (len(pieces) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces)
    found = []
    for index in range(count):
        where = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * index + 2)[0]
        characters = max(0, ends[index + 1] - ends[index])
        offset = where & 0x3FFFFFFF
        if where & 0x40000000:
            found.append(main[offset // 2 : offset // 2 + characters].decode("cp1252", "replace"))
        else:
            found.append(main[offset : offset + 2 * characters].decode("utf-16-le", "replace"))
    return "".join(found)


def _readable(text: str) -> str:
    """Return text without field codes, with cells apart by tabs and lines where there were any."""
    for _ in range(3):  # fields lie in fields
        text = _FIELD.sub(lambda field: field[1] or "", text)
    text = text.replace("\x07\x07", "\n").replace("\x07", "\t").replace("\x0b", "\n").replace("\x0c", "\n")
    return text.replace("\r", "\n").replace("\x1e", "-").replace("\x1f", "")
