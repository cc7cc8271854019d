"""What does every family of file types get, and what does it give? Bytes with hints in, one canonical text out.

A family module has `read(source, into)`: it adds text to the `Builder` and opens places (pages, sheets, headings)
while it does so. Offsets are therefore exact by construction: a place starts where the text was when it was opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from inkling.errors import ExtractError
from inkling.records import Document, Locator, LocatorKind, Problem, ProblemKind
from inkling.records.said import said

_MIB = 1024 * 1024
_TITLE_CHARS = 500  # longer "titles" are whole paragraphs in a wrong field
_LABEL_CHARS = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost. A file that wants more ends with a Problem, never with our memory."""

    input_bytes: int = 256 * _MIB
    output_chars: int = 20_000_000
    member_bytes: int = 200 * _MIB
    unpacked_bytes: int = 512 * _MIB
    ratio: int = 200  # real spreadsheets reach 60; counted from `ratio_from` bytes on
    ratio_from: int = 8 * _MIB
    members: int = 10_000
    depth: int = 4
    xml_depth: int = 100
    pages: int = 20_000
    locators: int = 200_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file, or of a file inside a file.

    `name` is a hint only: its extension helps where the bytes do not say what they are. `charset` is what a mail or
    web header declared. `depth` counts the containers around it.
    """

    name: str
    data: bytes
    charset: str = ""
    media_type: str = ""
    depth: int = 0
    ocr: bool = False

    @property
    def extension(self) -> str:
        """The last extension of the name, small and without its dot."""
        stem, dot, extension = self.name.rpartition(".")
        return extension.lower() if dot and stem else ""


class Reader(Protocol):
    """One family of file types."""

    def read(self, source: Source, into: Builder) -> None:
        """Add what the source says; raise ExtractError when it can't be had."""


class OutputFull(Exception):
    """The text has reached its limit; what was read until here is kept."""


# Everything that is neither text nor white space: C0 and C1 controls, noncharacters, surrogates, soft hyphens, BOMs.
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_REMOVED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u2060-\u2064\ufeff\ufff9-\ufffb\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASCII_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1c\x1d\x1e") + b"\x7f"
_ASCII_LINE_ENDS = bytes.maketrans(b"\r\x0b\x0c\x1c\x1d\x1e", b"\n\n\n\n\n\n")
_STRANGE_SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2007": " ", "\t": " ", "\n": " "})


def clean(text: str) -> str:
    r"""Return the text as it is kept: lines end with \n, and nothing in it is invisible to a reader and a search."""
    if text.isascii():
        data = text.encode()
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
        return data.translate(_ASCII_LINE_ENDS, _ASCII_CONTROLS).decode()
    text = _REMOVED.sub("", _LINE_END.sub("\n", text))
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


def one_line(text: str, limit: int = _TITLE_CHARS) -> str:
    """Return a title, name or label: one line, single blanks, not too long."""
    if len(text) > 50 * limit:
        text = text[: 50 * limit]
    return " ".join(clean(text).translate(_STRANGE_SPACES).split())[:limit]


@dataclass(slots=True)
class _Open:
    kind: LocatorKind
    label: str
    start: int
    number: int
    level: int


@dataclass(slots=True)
class _Sink:
    """The canonical text and its places while they grow; shared by a file and the files inside it."""

    limits: Limits
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    tail: str = "\n\n"  # the last two characters, to know how many line ends are missing
    places: list[Locator] = field(default_factory=list)
    headings: list[_Open] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    members: int = 0
    unpacked: int = 0

    def add(self, text: str) -> None:
        """Append cleaned text, up to the limit."""
        room = self.limits.output_chars - self.length
        if len(text) > room:
            text = text[:room]
        if text:
            self.pieces.append(text)
            self.length += len(text)
            self.tail = text[-2:] if len(text) > 1 else self.tail[-1] + text
        if room <= len(text):
            raise OutputFull

    def close(self, place: _Open) -> None:
        """Record a place that ends here."""
        self.mark(Locator(place.kind, place.label, place.start, self.length, place.number, place.level))

    def mark(self, place: Locator) -> None:
        """Record a place, up to the limit."""
        if len(self.places) < self.limits.locators:
            self.places.append(place)


class Builder:
    """Makes one document: its text, the places in it, and what it says about itself."""

    def __init__(self, kind: str, *, limits: Limits = LIMITS, sink: _Sink | None = None, where: str = "") -> None:
        self.kind = kind
        self.title = ""
        self.authors: list[str] = []
        self.created = ""
        self.modified = ""
        self.language = ""
        self.people: list[tuple[str, str]] = []
        self._sink = sink or _Sink(limits)
        self._where = where

    @property
    def limits(self) -> Limits:
        """What this document may cost."""
        return self._sink.limits

    @property
    def length(self) -> int:
        """How many characters the text has so far."""
        return self._sink.length

    def add(self, text: str) -> None:
        """Append text as it is, without any separator."""
        self._sink.add(clean(text))

    def add_clean(self, text: str) -> None:
        """Append text that went through `clean` already."""
        self._sink.add(text)

    def paragraph(self, text: str) -> None:
        """Append a block of text that stands apart from what is around it."""
        text = clean(text).strip()
        if text:
            self.gap()
            self._sink.add(text + "\n")

    def line(self, text: str) -> None:
        """Append one line."""
        self.fresh_line()
        self._sink.add(clean(text).rstrip() + "\n")

    def fresh_line(self) -> None:
        """See to it that what follows starts a line."""
        if self._sink.tail[-1] != "\n":
            self._sink.add("\n")

    def gap(self) -> None:
        """See to it that an empty line comes before what follows."""
        self.fresh_line()
        if self._sink.length and self._sink.tail != "\n\n":
            self._sink.add("\n")

    def heading(self, text: str, level: int) -> None:
        """Append a heading; its place lasts until the next heading of its level or above."""
        text = one_line(text)
        if text:
            self.gap()
            self.mark_heading(text, level)
            self._sink.add(text + "\n")

    def mark_heading(self, label: str, level: int) -> None:
        """Open a heading's place here, where the text itself is added by the caller."""
        level = max(1, min(level, 9))
        headings = self._sink.headings
        while headings and headings[-1].level >= level:
            self._sink.close(headings.pop())
        headings.append(_Open(LocatorKind.HEADING, one_line(label, _LABEL_CHARS), self._sink.length, 0, level))

    @contextmanager
    def place(self, kind: LocatorKind, label: str, number: int = 0) -> Iterator[None]:
        """Everything that is added inside lies in this place."""
        opened = _Open(kind, one_line(label, _LABEL_CHARS), self._sink.length, number, 0)
        outer, self._sink.headings = self._sink.headings, []
        try:
            yield
        finally:
            self._close_headings()
            self._sink.headings = outer
            self._sink.close(opened)

    def span(self, kind: LocatorKind, label: str, start: int, end: int, *, level: int = 0) -> None:
        """Record a place over text that is there already."""
        self._sink.mark(Locator(kind, one_line(label, _LABEL_CHARS), start, end, 0, level))

    def line_of_picture(self, start: int, end: int, box: tuple[float, float, float, float]) -> None:
        """Record where a line that was recognised in a picture stands on it."""
        self._sink.mark(Locator(LocatorKind.LINE, "", start, end, box=box))

    def _close_headings(self) -> None:
        while self._sink.headings:
            self._sink.close(self._sink.headings.pop())

    def child(self, kind: str, where: str) -> Builder:
        """Return a builder for a file inside this one: same text, its own title and people."""
        return Builder(kind, sink=self._sink, where=f"{self._where} › {where}" if self._where else where)

    def problem(self, kind: ProblemKind, reason: str, next_step: str = "", where: str = "") -> None:
        """Note that a part of this document is not searchable."""
        full = " › ".join(part for part in (self._where, where) if part)
        if len(self._sink.problems) < 1000:  # a list that nobody reads to the end
            step = next_step or next_step_for(kind.value)
            self._sink.problems.append(Problem(b"", kind, reason, step, one_line(full, _LABEL_CHARS)))

    def count_member(self, unpacked: int = 0) -> None:
        """Account for one more file inside this one.

        Raises:
            ExtractError: too many, or too much once unpacked.
        """
        self._sink.members += 1
        if self._sink.members > self.limits.members:
            raise ExtractError(
                "too_large", said("It holds more than {members} files.", members=f"{self.limits.members:,}"), UNPACK
            )
        self.count_bytes(unpacked)

    def count_bytes(self, unpacked: int) -> None:
        """Account for bytes that were unpacked."""
        self._sink.unpacked += unpacked
        if self._sink.unpacked > self.limits.unpacked_bytes:
            megabytes = self.limits.unpacked_bytes // _MIB
            raise ExtractError(
                "too_large", said("It unpacks to more than {megabytes} MB.", megabytes=megabytes), UNPACK
            )

    def finish(self) -> Document:
        """Return the document."""
        self._close_headings()
        # Outer places before inner ones; empty ones (a blank page) before what starts at the same character.
        places = sorted(self._sink.places, key=lambda p: (p.start, p.end > p.start, -p.end))
        return Document(
            text="".join(self._sink.pieces),
            kind=self.kind,
            title=one_line(self.title),
            authors=tuple(dict.fromkeys(name for a in self.authors if (name := one_line(a)))),
            created=one_line(self.created, 40),
            modified=one_line(self.modified, 40),
            language=one_line(self.language, 35).lower(),
            people=tuple(dict.fromkeys((role, name) for role, p in self.people if (name := one_line(p)))),
            locators=tuple(places),
            problems=tuple(self._sink.problems),
        )


def next_step_for(kind: str) -> str:
    """Return what a person can do about a kind of problem, where the reader knows nothing better."""
    return _NEXT_STEPS.get(kind, said("Nothing needs to be done."))


_NEXT_STEPS = {
    "damaged": said("Open it in its own program; if that can, save it again there."),
    "too_large": said("Split it into smaller files if you need the rest."),
    "locked": said("Save a copy without a password in one of your folders to make it searchable."),
    "crashed": said("Open it in its own program; if that can, save it again there, perhaps in another format."),
}
UNPACK = said("If you need it searchable, unpack it into one of your folders.")


def damaged(what: str) -> ExtractError:
    """Return the error of a file whose own format is broken."""
    return ExtractError(
        ProblemKind.DAMAGED.value,
        said("{what} is damaged or incomplete.", what=what),
        _NEXT_STEPS["damaged"],
    )


def locked(what: str) -> ExtractError:
    """Return the error of a file that asks for a password."""
    return ExtractError(
        ProblemKind.LOCKED.value,
        said("{what} is protected by a password.", what=what),
        _NEXT_STEPS["locked"],
    )
