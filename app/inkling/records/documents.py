"""The nouns of reading: a document, the places in it, its passages, and why something could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class LocatorKind(Enum):
    """What kind of place in a document a span is."""

    PAGE = "page"
    SLIDE = "slide"
    SHEET = "sheet"
    CHAPTER = "chapter"
    PART = "part"
    MEMBER = "member"
    HEADING = "heading"
    LINE = "line"  # read off a picture by text recognition


@dataclass(frozen=True, slots=True)
class Locator:
    """A named place in a document: `text[start:end]` is page 3, sheet "Costs", or stands under a heading.

    Kinds nest by containment (a heading lies inside a chapter, a page inside an archive member). `number` counts
    from 1 where places are counted (page, slide), else 0. `level` is a heading's depth, from 1. `box` is where a line
    stands on its page or picture: left, top, right, bottom as shares from 0 to 1.
    """

    kind: LocatorKind
    label: str
    start: int
    end: int
    number: int = 0
    level: int = 0
    box: tuple[float, float, float, float] | None = None


class ProblemKind(Enum):
    """Why a file, or a part of it, is not searchable."""

    NO_TEXT = "no_text"  # a scan or a picture: there is an image and no text
    LOCKED = "locked"  # encrypted, or no permission
    DAMAGED = "damaged"  # the parser says that it is broken
    TOO_LARGE = "too_large"  # a limit of size, count, depth or ratio was met
    TOO_SLOW = "too_slow"  # the deadline passed
    CRASHED = "crashed"  # the parser died twice on it
    UNSUPPORTED = "unsupported"  # no parser for this kind of file
    VANISHED = "vanished"  # gone or replaced while it was read
    UNREADABLE = "unreadable"  # the operating system would not give it


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one file (or a part of one) is not searchable, and what to do about it."""

    path: bytes
    kind: ProblemKind
    reason: str
    next_step: str = ""
    where: str = ""  # the part of the file, such as "page 3" or "invoice.pdf inside"


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says: one canonical text and the places in it.

    `kind` is the family name shown to people and used by `type:` ("pdf", "docx", "markdown", "mail", ...).
    `created` and `modified` are ISO 8601 strings from inside the document, empty where it does not say.
    `people` holds (role, name or address) pairs such as ("from", "ana@example.org").
    """

    text: str
    kind: str
    title: str = ""
    authors: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    language: str = ""
    people: tuple[tuple[str, str], ...] = ()
    locators: tuple[Locator, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that is found as a whole: `document.text[start:end] == text`.

    `heading` is the path of headings above it, joined by " › ". `place` is what people see ("page 3").
    """

    start: int
    end: int
    text: str
    heading: str = ""
    place: str = ""
