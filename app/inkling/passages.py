"""Which stretches of a document are found as a whole? Pure: a document in, passages with exact character spans out.

The spans of a document follow one another without gap and overlap, in order, and cover its text. A passage never
crosses a page, slide, sheet, chapter, mail part or archive member. Inside these it ends, in this order of preference,
where a heading begins, at a blank line, at the end of a sentence, list item or table row, of a clause, of a word.

Tokens are estimated by classes of characters, because a tokenizer would take longer than all the rest of reading.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from inkling.records import Document, Locator, LocatorKind, Passage

# Grows when documents are cut or their passages are worded differently, so that stored texts are cut again.
VERSION = 1
SIZE = 200

_WALLS = frozenset(LocatorKind) - {LocatorKind.HEADING, LocatorKind.LINE}
_SEPARATOR = " › "

# Tokens per character of each class, fitted to the default model's tokenizer (tests/quality/test_passages.py holds it
# to that): within 10 % on English prose, documentation, code and Chinese. Other languages that share its alphabet fall
# into more pieces, because its vocabulary is English.
_PER_SIGN, _PER_LETTER, _PER_FOREIGN_LETTER, _PER_DIGIT, _PER_OTHER = 1.15, 0.224, 0.33, 0.46, 1.0
_SIGNS, _DIGITS, _BLANKS = (part.encode() for part in (string.punctuation, string.digits, string.whitespace))
_CHARACTERS_PER_TOKEN = 6  # at most: how far ahead one passage may look

# A short word with a point that ends no sentence, and single initials.
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Nr|No|Fig|Eq|Vol|vs|cf|al|e\.g|i\.e|z\.B|d\.h|bzw|ca|etc|[A-Z]))\.$"
)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_SENTENCE = re.compile(
    r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\sa-z])"  # then a blank and no small letter
    r"|[。！？；…]+[”’」』）】》]*\s*"
    r"|\n\s*(?=(?:[-*+•]|\d+[.)])\s)"  # a list item begins
    r"|\n+"
)
_CLAUSE = re.compile(r"[,;:–—]\s+|[，、：]\s*")
_WORD = re.compile(r"\s+")

# How far from the wished length a passage may end, as parts of it, for each kind of end.
_ENDS = ((_PARAGRAPH, 0.55, 1.15), (_SENTENCE, 0.5, 1.1), (_CLAUSE, 0.5, 1.05), (_WORD, 0.5, 1.0))
_HEADING_FROM, _HEADING_TO = 0.4, 1.15
_REST = 1.2  # what is left of a part stays whole up to this much of the size


def cut(document: Document, size: int = SIZE) -> list[Passage]:
    """Cut a document into passages of about `size` tokens; a text of blanks only has none."""
    return cut_at(document, ends(document, size))


def ends(document: Document, size: int = SIZE) -> list[int]:
    """Return where the passages of a document end: the first begins at 0, each other where the one before ended."""
    text = document.text
    if not text.strip():
        return []
    headings = sorted(place.start for place in document.locators if place.kind is LocatorKind.HEADING)
    found: list[int] = []
    for start, end in _parts(text, document.locators):
        inside = headings[bisect_right(headings, start) : bisect_left(headings, end)]
        found += _cuts(text, (start, end), inside, size, document.language)
    return found


def cut_at(document: Document, ends: Sequence[int]) -> list[Passage]:
    """Return the passages of a document that end there."""
    text = document.text
    outline = _Nest.from_locators([place for place in document.locators if place.kind is LocatorKind.HEADING])
    places = _Nest.from_locators([place for place in document.locators if place.kind in _WALLS])
    spans = pairwise((0, *ends))
    return [Passage(start, end, text[start:end], outline.path(start), places.path(start)) for start, end in spans]


def wording(heading: str, text: str, title: str = "") -> str:
    """Return what the model reads of a passage: title and headings first, unless its text begins with them."""
    body = text.strip()
    above = [part for part in (title, *heading.split(_SEPARATOR)) if part]
    opening = body[:400]
    lines = [part for n, part in enumerate(above) if part not in above[:n] and part not in opening]
    return "\n".join((_SEPARATOR.join(lines), body)) if lines else body


def count_tokens(text: str, language: str = "") -> int:
    """Estimate how many tokens a text has."""
    plain = text.encode("ascii", "ignore")
    signs = len(plain) - len(plain.translate(None, _SIGNS))
    digits = len(plain) - len(plain.translate(None, _DIGITS))
    letters = len(plain.translate(None, _BLANKS)) - signs - digits
    per_letter = _PER_LETTER if language[:2] in ("", "en") else _PER_FOREIGN_LETTER
    others = (len(text) - len(plain)) * _PER_OTHER
    return round(signs * _PER_SIGN + letters * per_letter + digits * _PER_DIGIT + others)


# ------------------------------------------------------------------------------------------------------------ parts


def _parts(text: str, locators: Sequence[Locator]) -> list[tuple[int, int]]:
    """Return the stretches between walls; one that is blank goes with its neighbour."""
    marks = {0, len(text)}
    for place in locators:
        if place.kind in _WALLS:
            marks.update((min(place.start, len(text)), min(place.end, len(text))))
    walls = sorted(marks)
    parts: list[tuple[int, int]] = []
    start = 0
    for end in walls[1:]:
        is_blank = not text[start:end].strip() if end - start < 10_000 else text[start:end].isspace()
        if not is_blank:
            parts.append((start, end))
        elif parts:
            parts[-1] = (parts[-1][0], end)
        else:
            continue  # blank beginning: goes with the first part that says something
        start = end
    return parts


@dataclass(frozen=True, slots=True)
class _Nest:
    """Places that lie inside one another, to be asked which of them hold a position."""

    starts: list[int]
    ends: list[int]
    parents: list[int]
    paths: list[str]

    @classmethod
    def from_locators(cls, locators: Sequence[Locator]) -> _Nest:
        ordered = sorted(locators, key=lambda place: (place.start, -place.end))
        nest = cls([place.start for place in ordered], [place.end for place in ordered], [], [])
        stack: list[int] = []
        for at, place in enumerate(ordered):
            # A heading of the same or a higher rank ends the one before, whatever its span says.
            while stack and (nest.ends[stack[-1]] <= place.start or ordered[stack[-1]].level >= place.level > 0):
                stack.pop()
            nest.parents.append(stack[-1] if stack else -1)
            above = nest.paths[stack[-1]] if stack else ""
            nest.paths.append(_SEPARATOR.join(part for part in (above, _name(place)) if part))
            stack.append(at)
        return nest

    def path(self, position: int) -> str:
        """Return the names of the places around a position, the outermost first."""
        at = bisect_right(self.starts, position) - 1
        while at >= 0 and self.ends[at] <= position:
            at = self.parents[at]
        return self.paths[at] if at >= 0 else ""


def _name(place: Locator) -> str:
    if place.kind is LocatorKind.HEADING:
        return place.label
    if place.number and place.kind in (LocatorKind.PAGE, LocatorKind.SLIDE):
        return f"{place.kind.value} {place.number}"
    if place.kind is LocatorKind.SHEET:
        return f"sheet {place.label}"
    return place.label or f"{place.kind.value} {place.number}".removesuffix(" 0")


# ------------------------------------------------------------------------------------------------------------ spans


def _cuts(text: str, part: tuple[int, int], headings: Sequence[int], size: int, language: str) -> list[int]:
    found = []
    (at, end), next_heading = part, 0
    while at < end:
        upto = min(end, at + size * _CHARACTERS_PER_TOKEN)
        window = text[at:upto]
        tokens = max(1, count_tokens(window, language))
        wish = _wish(len(window), tokens, size, is_last=upto == end)
        while next_heading < len(headings) and headings[next_heading] <= at + wish * _HEADING_FROM:
            next_heading += 1
        to = headings[next_heading] - at if next_heading < len(headings) else len(text)
        if to > wish * _HEADING_TO or to > len(window):
            to = len(window) if wish >= len(window) else _end(window, wish)
        at += to
        found.append(at)
    return found


def _wish(length: int, tokens: int, size: int, *, is_last: bool) -> int:
    """Return how many characters the next passage should have; the last two of a part share fairly."""
    if is_last and tokens <= size * _REST:
        return length
    if is_last and tokens < 2 * size:
        return max(1, length // 2)
    return max(1, min(length, length * size // tokens))


def _end(window: str, wish: int) -> int:
    """Return where in the window the passage should end: the last good place before or shortly after the wish."""
    for pattern, least, most in _ENDS:
        low, high = int(wish * least), int(wish * most)
        found = 0
        for match in pattern.finditer(window, low, min(len(window), high + 40)):
            if low < match.end() <= high and not (pattern is _SENTENCE and _is_abbreviation(window, match.start())):
                found = match.end()
        if found:
            return found
    return _between_characters(window, wish)


def _is_abbreviation(window: str, at: int) -> bool:
    return window[at] == "." and _ABBREVIATED.search(window, max(0, at - 6), at + 1) is not None


def _between_characters(window: str, wish: int) -> int:
    """Return a place near the wish that does not part a letter from its accent."""
    to = max(1, wish)
    while to < len(window) and (0x300 <= ord(window[to]) < 0x370 or 0xFE00 <= ord(window[to]) < 0xFE10):
        to += 1
    return to
