"""RTF, through striprtf (imported only here)."""

from __future__ import annotations

import re

from inkling.extract.base import Builder, Source, clean, damaged
from inkling.records.said import said

_INFO = re.compile(r"\{\\(title|author|creatim)\s+([^{}]*)\}")
_PICTURE = re.compile(r"\{\\\*?\\?(?:pict|objdata|themedata|colorschememapping|datastore)[^{}]*\}")
_HEX = re.compile(r"[0-9a-fA-F\s]{2000,}")


def read(source: Source, into: Builder) -> None:
    """Add the text."""
    raw = source.data.decode("latin-1")
    raw = _HEX.sub("", _PICTURE.sub("", raw))  # pictures as digits only cost time
    for name, value in _INFO.findall(raw):
        plain = _plain("{\\rtf1\\ansi " + value + "}").strip()
        if name == "title":
            into.title = plain
        elif name == "author":
            into.authors.append(plain)
    try:
        text = _plain(raw)
    except (ValueError, IndexError, KeyError, LookupError, TypeError, UnicodeError) as error:
        raise damaged(said("The RTF document")) from error
    for block in re.split(r"\n{2,}", clean(text).replace("|\n", "\n").replace("|", "\t")):
        into.paragraph(block)


def _plain(rtf: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(rtf, errors="replace"))  # type: ignore[no-untyped-call]  # striprtf has no types
