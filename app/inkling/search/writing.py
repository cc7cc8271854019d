r"""How is a value written into a query, so that it is read as exactly that? A file may be called anything.

Between plain quotes everything counts as it stands, Chinese quotes and blanks too. A backslash takes its meaning from
what it stands before: `\"` is a quote and `\\` a backslash. `\xff` is a byte that is no UTF-8, or a control character.
"""

from __future__ import annotations

import re

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*\\?)"?', re.DOTALL)
"""A value between plain quotes as it is written; the last quote may still be to come."""

_ESCAPE = re.compile(r'\\(?:x([0-9a-f]{2})|(["\\]))')
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f\udc80-\udcff]')
_BYTE = 0xDC00  # what `os.fsdecode` makes of a byte that is no UTF-8, less the byte


def field_text(field: str, value: str) -> str:
    """Return the part of a query that asks for a value, such as `like:"/home/ana/Old.pdf"`.

    Args:
        field: its name in the query language.
        value: any text; a path as `os.fsdecode` gives it.
    """
    return f'{field}:"{_ESCAPED.sub(_escape, value)}"'


def unescaped(written: str) -> str:
    """Return the value that stands between plain quotes."""
    return _ESCAPE.sub(_unescape, written)


def _escape(found: re.Match[str]) -> str:
    if found[0] in '"\\':
        return f"\\{found[0]}"
    return f"\\x{ord(found[0]) & 0xFF:02x}"


def _unescape(found: re.Match[str]) -> str:
    if found[1] is None:
        return str(found[2])
    code = int(found[1], 16)
    return chr(code if code < 0x80 else _BYTE + code)
