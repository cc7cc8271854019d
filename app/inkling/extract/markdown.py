"""Markdown: the text as written, with its headings as places and the front matter's title."""

from __future__ import annotations

import re

from inkling.extract.base import Builder, Source, clean
from inkling.extract.decode import decode

_MARK = re.compile(
    r" {0,3}(?:(?P<fence>`{3,}|~{3,})"
    r"|(?P<hashes>#{1,6})[ \t]+(?P<label>.*?)[ \t]*#*[ \t]*$"
    r"|(?P<rule>={2,}|-{3,})[ \t]*$)"
)
_MARK_STARTS = frozenset("#`~=- ")
_NO_LABEL = re.compile(r"\s*$|\s*[#>*+|-]|\s{4}|\s*\d+[.)]\s")  # lines that an underline does not make a heading
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|author|date|lang)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_INLINE = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|<a [^>]*>|</a>|\{#[^}]*\}")


def read(source: Source, into: Builder) -> None:
    """Add the text with its headings."""
    text = clean(decode(source.data, source.charset))
    start = _read_front_matter(text, into)
    done = 0
    for position, level, marked in _headings(text, start):
        into.add_clean(text[done:position])
        done = position
        label = _INLINE.sub(lambda link: link[1] or "", marked)
        into.mark_heading(label, level)
        into.title = into.title or (label if level == 1 else "")
    into.add_clean(text[done:])


def _headings(text: str, start: int) -> list[tuple[int, int, str]]:
    """Return (position, level, label) of each heading outside fenced blocks."""
    found: list[tuple[int, int, str]] = []
    fence, previous, position = "", "", start
    for line in text[start:].split("\n"):
        if line[:1] in _MARK_STARTS and (mark := _MARK.match(line)):
            if mark["fence"]:
                fence = _fence_after(fence, mark["fence"])
            elif not fence and mark["hashes"]:
                found.append((position, len(mark["hashes"]), mark["label"]))
            elif not fence and mark["rule"] and len(previous) < 300 and not _NO_LABEL.match(previous):
                found.append((position - len(previous) - 1, 1 if mark["rule"][0] == "=" else 2, previous))
        previous = line
        position += len(line) + 1
    return found


def _fence_after(fence: str, mark: str) -> str:
    """Return which fence is open after a mark: a block ends with at least as many of the same sign."""
    if not fence:
        return mark
    return "" if mark[0] == fence[0] and len(mark) >= len(fence) else fence


def _read_front_matter(text: str, into: Builder) -> int:
    """Take title, author, date and language from a YAML block at the top; return where it ends."""
    block = _FRONT_MATTER.match(text)
    if block is None:
        return 0
    for name, value in _FIELD.findall(block[1]):
        match name.lower():
            case "title":
                into.title = value
            case "author":
                into.authors.append(value.strip("[]"))
            case "date":
                into.created = value
            case "lang":
                into.language = value
    return block.end()
