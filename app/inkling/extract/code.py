"""Source code: the text as written, with classes and functions as headings."""

from __future__ import annotations

import re

from inkling.extract.base import Builder, Source, clean
from inkling.extract.decode import decode

_DEFINITION = re.compile(
    r"^(?P<indent>[ \t]{0,8})"
    r"(?:(?:export|default|public|private|protected|internal|static|final|abstract|async|pub|override|sealed|unsafe|inline"
    r"|const|extern|virtual)(?:\([\w ]{1,20}\))?[ \t]+){0,5}"
    r"(?P<word>class|def|function|func|fun|fn|interface|struct|impl|trait|enum|module|sub|procedure|namespace|object)"
    r"[ \t]+(?:\([^()\n]{0,80}\)[ \t]*)?(?P<name>[\w$.:<>?!]{1,100})",
    re.MULTILINE,
)


def read(source: Source, into: Builder) -> None:
    """Add the text with its definitions as places."""
    text = clean(decode(source.data, source.charset))
    done = 0
    for found in _DEFINITION.finditer(text):
        into.add_clean(text[done : found.start()])
        done = found.start()
        into.mark_heading(f"{found['word']} {found['name']}", 1 + len(found["indent"].expandtabs(4)) // 2)
    into.add_clean(text[done:])
