"""Org: the text as written, with its headlines as places and its keywords as title and author."""

from __future__ import annotations

import re

from inkling.extract.base import Builder, Source, clean
from inkling.extract.decode import decode

_HEADLINE = re.compile(
    r"^(\*{1,9})[ \t]+(?:(?:TODO|DONE|NEXT|WAITING)[ \t]+)?(.*?)(?:[ \t]+:[\w@:]+:)?[ \t]*$", re.MULTILINE
)
_KEYWORD = re.compile(r"^#\+(title|author|date|language):[ \t]*(.*)$", re.MULTILINE | re.IGNORECASE)


def read(source: Source, into: Builder) -> None:
    """Add the text with its headlines."""
    text = clean(decode(source.data, source.charset))
    for name, value in _KEYWORD.findall(text):
        match name.lower():
            case "title":
                into.title = value
            case "author":
                into.authors.append(value)
            case "date":
                into.created = value
            case "language":
                into.language = value
    done = 0
    for headline in _HEADLINE.finditer(text):
        into.add_clean(text[done : headline.start()])
        done = headline.start()
        into.mark_heading(headline[2], len(headline[1]))
    into.add_clean(text[done:])
