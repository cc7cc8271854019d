"""From paths, passages and numbers to what fits on a line; pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from inkling.present.rows import Mark

_FEW_LINES, _LEAST_FULL = 5, 40  # lines of a text; characters of a line that a page broke
_USUAL, _FULL = 0.9, 0.8  # what nine tenths of the lines are no longer than, and how much of that is a full line
_ENDS = (".", "!", "?", ":", ";", "…")
# The subject and who wrote it to whom and when, as they stand before what a message says.
_ABOVE_MESSAGE = re.compile(r"(?:[^\n]*\n+)?(?:(?:From|To|Cc|Date|Subject): [^\n]*\n+)+\s*")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)  # as Markdown writes headings and lists
_ITEM = re.compile(r"^([ \t]*)[-*+] ", re.MULTILINE)
_FIRST_WIDE = "\u2e80"  # from here on the scripts that write without blanks
_PLACES = " › "
BINS = 24  # bars of the strength histogram: one per 4 points of a hundred is as fine as a hand can point


def crumbs(display: str, home: str = "", *, limit: int = 4) -> tuple[str, ...]:
    """Return the folders above a file as short names, the home folder as `~`, a long middle as `…`."""
    folder = display.rpartition("/")[0]
    if home and (folder == home or folder.startswith(home + "/")):
        parts = ["~", *folder[len(home) :].strip("/").split("/")]
    else:
        parts = folder.strip("/").split("/")
    parts = [part for part in parts if part]
    if len(parts) > limit:
        parts = [parts[0], "…", *parts[-(limit - 2) :]]
    return tuple(parts)


def folder_name(display: str, roots: Sequence[str], home: str = "") -> str:
    """Return a folder by its place in the library, on one line."""
    return _PLACES.join(below(display, roots, home))


def below(folder: str, roots: Sequence[str], home: str = "") -> tuple[str, ...]:
    """Return where a folder lies within the library, as the names from the added folder that holds it downwards.

    An added folder is called by its own name; among several it also leads the names of the folders inside it. A folder
    that is in none of them goes by its last two names, the home folder as `~`.
    """
    holding = max((root for root in roots if f"{folder}/".startswith(f"{root.rstrip('/')}/")), key=len, default="")
    if not holding:
        return crumbs(f"{folder}/", home)[-2:]
    inside = crumbs(f"{folder[len(holding.rstrip('/')) :]}/")
    own = (file_name(holding) or holding,) if len(roots) > 1 or not inside else ()
    return own + inside


def at_home(display: str, home: str) -> str:
    """Return a path with the home folder as `~`."""
    if home and (display == home or display.startswith(home + "/")):
        return "~" + display[len(home) :]
    return display


def plain(text: str) -> str:
    """Return a text of one line without controls and marks that turn the direction of writing."""
    kept = (" " if c.isspace() or unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
    return " ".join("".join(kept).split())


def readable(text: str) -> str:
    """Return a text for reading, as long as before: line breaks stay, other controls and bidi marks become blanks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp") else " " for c in text)


def flowing(text: str) -> str:
    """Return a text whose lines were broken to fit a page, as long as before, with its paragraphs in one line each.

    A line that is about as long as the others and does not end a sentence goes on in the next one. Lists, addresses
    and verse have short lines, and keep them. Chinese and Japanese keep theirs: a blank would stand between words.
    """
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < _FEW_LINES:
        return text
    full = max(_LEAST_FULL, _FULL * lengths[int(_USUAL * (len(lengths) - 1))])
    made = [lines[0]]
    for before, line in pairwise(lines):
        is_full = len(before) >= full and bool(line.strip()) and before[-1:] < _FIRST_WIDE
        goes_on = is_full and not before.rstrip().endswith(_ENDS)
        made.append(" " if goes_on else "\n")
        made.append(line)
    return "".join(made)


def file_name(display: str) -> str:
    """Return the last part of a path."""
    return display.rstrip("/").rpartition("/")[2]


def message_start(text: str, marks: tuple[Mark, ...]) -> int:
    """Return where a passage of a mail begins to say something; 0 when what was found stands only above that."""
    above = _ABOVE_MESSAGE.match(text)
    start = above.end() if above else 0
    is_meant = not marks or any(mark.end > start for mark in marks)
    return start if is_meant and start < len(text) else 0


def moved_back(marks: tuple[Mark, ...], by: int) -> tuple[Mark, ...]:
    """Return marks for a text of which so many characters at its beginning are left out."""
    return tuple(Mark(max(0, mark.start - by), mark.end - by, mark.kind) for mark in marks if mark.end > by)


def snippet(text: str, marks: tuple[Mark, ...], width: int = 240) -> tuple[str, tuple[Mark, ...]]:
    """Cut a passage to about `width` characters where most is marked, on one line, with the marks moved along.

    White space of any length becomes one blank, as do bidi controls and the signs before headings; an item of a list
    begins with a dot.
    """
    first = _densest(marks, width * 3 // 4)
    last = min((mark.end for mark in marks if mark.start == first), default=0)
    start = max(0, min(first - width // 4, len(text) - width))
    if start > 0:
        start = _word_start(text, start, first)
    end = min(len(text), max(start + width, min(last, start + 2 * width)))
    drawn = _ITEM.sub(r"\1• ", _HEADING.sub(lambda sign: " " * len(sign.group()), text[start:end]))
    cut = "".join(" " if c.isspace() or unicodedata.category(c) in ("Cc", "Cf") else c for c in drawn)
    moved = tuple(
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind)
        for mark in marks
        if mark.end > start and mark.start < end
    )
    return _framed(*_single_spaced(cut, moved), before=start > 0, after=end < len(text))


def _single_spaced(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """Leave one of several blanks, with the marks moved along."""
    kept: list[str] = []
    places = []
    for character in text:
        places.append(len(kept))
        if character != " " or kept[-1:] != [" "]:
            kept.append(character)
    places.append(len(kept))
    return "".join(kept), tuple(Mark(places[mark.start], places[mark.end], mark.kind) for mark in marks)


def _densest(marks: tuple[Mark, ...], width: int) -> int:
    """Return where the stretch of this width begins that holds most marked characters, the first such one."""

    def marked(start: int) -> int:
        inside = (mark for mark in marks if mark.start >= start and mark.end <= start + width)
        return sum((2 if mark.kind == "meaning" else 1) * (mark.end - mark.start) for mark in inside)

    return max(sorted(mark.start for mark in marks), key=marked, default=0)


def _word_start(text: str, start: int, limit: int) -> int:
    """Move forward to the next word, so that the snippet does not begin in the middle of one."""
    for at in range(start, min(limit, start + 24)):
        if text[at - 1].isspace():
            return at
    return start


def _framed(cut: str, marks: tuple[Mark, ...], *, before: bool, after: bool) -> tuple[str, tuple[Mark, ...]]:
    kept = cut.lstrip()
    lead = "… " if before else ""
    moved = len(lead) - (len(cut) - len(kept))
    shown = lead + kept.rstrip() + (" …" if after else "")
    limit = len(shown)
    fitted = (Mark(max(0, m.start + moved), min(limit, m.end + moved), m.kind) for m in marks)
    return shown, tuple(mark for mark in fitted if mark.end > mark.start)


def histogram(strengths: tuple[float, ...]) -> tuple[int, ...]:
    """Count strengths in equal bins from 0 to 1."""
    bins = [0] * BINS
    for strength in strengths:
        bins[min(BINS - 1, max(0, int(strength * BINS)))] += 1
    return tuple(bins)


def size_parts(size: int) -> tuple[float, str]:
    """Return a size as a short number and its unit: 1536 is (1.5, "KB")."""
    value = float(size)
    for unit in ("B", "KB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return value, unit
        value /= 1024
    return value, "GB"
