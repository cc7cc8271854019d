"""LaTeX: what is printed, with its sections; formulas stay as they are written."""

from __future__ import annotations

import re

from inkling.extract.base import Builder, Source, clean
from inkling.extract.decode import decode

_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
_LEVELS = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
}
_SECTION = re.compile(
    r"\\(part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\s*(?:\[[^\]\n]*\])?\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_FIELD = re.compile(r"\\(title|author|date)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_SILENT = re.compile(
    r"\\(?:label|ref|eqref|cite\w*|usepackage|documentclass|input|include|bibliography\w*|pagestyle|vspace|hspace|newcommand|"
    r"renewcommand|setlength|includegraphics|begin|end|hypersetup|setcounter|definecolor|index)\*?"
    r"(?:\s*\[[^\]\n]*\])*(?:\s*\{[^{}\n]*\})*"
)
_WRAPPED = re.compile(r"\\[a-zA-Z]+\*?\s*(?:\[[^\]\n]*\])?\{([^{}]*)\}")
_BARE = re.compile(r"\\(?:[a-zA-Z]+\*?[ \t]?|[,;:!>/])")
_ESCAPED = re.compile(r"\\([%&$#_{}])")
_ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307"}
_ACCENTED = re.compile(r"\\([`'^~\"=.])\s*(?:\{\s*\\?([a-zA-Z])\s*\}|\\?([a-zA-Z]))")


def read(source: Source, into: Builder) -> None:
    """Add the printed text with its sections."""
    text = _COMMENT.sub("", clean(decode(source.data, source.charset)))
    for name, value in _FIELD.findall(text):
        if name == "title":
            into.title = _printed(value)
        elif name == "author":
            into.authors.extend(_printed(part) for part in re.split(r"\\and\b", value))
    body = text.find(r"\begin{document}")
    text = text[body:] if body >= 0 else text
    done = 0
    for section in _SECTION.finditer(text):
        into.paragraph(_printed(text[done : section.start()]))
        into.heading(_printed(section[2]), _LEVELS[section[1]])
        done = section.end()
    into.paragraph(_printed(text[done:]))


def _printed(text: str) -> str:
    """Return text without the commands that shape it."""
    from unicodedata import normalize

    def accented(found: re.Match[str]) -> str:
        return normalize("NFC", (found[2] or found[3]) + _ACCENTS[found[1]])

    text = _SILENT.sub("", _ACCENTED.sub(accented, text)).replace("\\\\", "\n").replace(r"\item", "- ")
    for _ in range(5):  # nested commands open from inside
        text, count = _WRAPPED.subn(r"\1", text)
        if not count:
            break
    text = _BARE.sub("", _ESCAPED.sub(r"\1", text)).replace("~", " ")
    return re.sub(r"\n{3,}", "\n\n", text.replace("{", "").replace("}", "")).strip()
