"""Outlook messages (.msg): who, when, what about, the text, and the attachments."""

from __future__ import annotations

import datetime
import re
import struct
from collections.abc import Iterator

from inkling.extract.base import Builder, Source, damaged, one_line
from inkling.extract.decode import decode
from inkling.extract.dispatch import read_inside
from inkling.extract.html import read_markup
from inkling.extract.ole import Ole
from inkling.records import LocatorKind
from inkling.records.said import said

_WHAT = said("The message")
# Property numbers of MAPI.
_SUBJECT, _SENDER, _SENDER_ADDRESS, _SMTP, _BODY, _HTML = 0x0037, 0x0C1A, 0x0C1F, 0x5D01, 0x1000, 0x1013
_NAME, _ADDRESS, _SMTP_ADDRESS, _RECIPIENT_KIND = 0x3001, 0x3003, 0x39FE, 0x0C15
_LONG_NAME, _SHORT_NAME, _DATA, _DATA_OBJECT = 0x3707, 0x3704, 0x3701, 0x3701
_SENT, _RECEIVED = 0x0039, 0x0E06
_ROLES = {1: "to", 2: "cc", 3: "bcc"}
_MAX_DEPTH = 4
_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)


def read(source: Source, into: Builder) -> None:
    """Add the message."""
    _Message(Ole(source.data, _WHAT), "", into, source).read(0)


class _Message:
    """One message: the whole file, or one that is attached inside it below `prefix`."""

    def __init__(self, ole: Ole, prefix: str, into: Builder, source: Source) -> None:
        self._ole = ole
        self._prefix = prefix
        self._into = into
        self._source = source
        self._paths = ["/".join(path) for path in ole.paths()]

    def read(self, depth: int) -> None:
        """Add headers, text and attachments."""
        into = self._into
        into.title = one_line(self._text(self._prefix, _SUBJECT))
        sender = self._text(self._prefix, _SENDER)
        address = self._text(self._prefix, _SMTP) or self._text(self._prefix, _SENDER_ADDRESS)
        into.people.extend(("from", text) for text in (sender, address) if text and not text.startswith("/"))
        into.authors = [sender or address] if sender or address else []
        into.created = self._time(_SENT) or self._time(_RECEIVED)
        into.people.extend(self._recipients())
        into.heading(into.title, 1)
        for role in ("from", "to", "cc"):
            names = ", ".join(name for r, name in into.people if r == role)
            if names:
                into.line(f"{role.capitalize()}: {names}")
        if into.created:
            into.line(f"Date: {into.created}")
        into.gap()
        self._add_body()
        self._add_attachments(depth)

    def _add_body(self) -> None:
        body = self._text(self._prefix, _BODY)
        html = self._stream(self._prefix, _HTML, "0102")
        if body.strip():
            self._into.paragraph(body)
        elif html:
            read_markup(decode(html, markup=True), self._into.child("html", ""))
        elif self._text(self._prefix, _HTML).strip():
            read_markup(self._text(self._prefix, _HTML), self._into.child("html", ""))
        if not self._into.length:
            raise damaged(_WHAT)

    def _recipients(self) -> Iterator[tuple[str, str]]:
        for folder in self._folders("__recip_version1.0_"):
            kind = self._fixed(folder, 8).get(_RECIPIENT_KIND, 1)
            role = _ROLES.get(kind & 0xF, "to")
            name = self._text(folder, _NAME)
            address = self._text(folder, _SMTP_ADDRESS) or self._text(folder, _ADDRESS)
            yield from ((role, text) for text in (name, address) if text and not text.startswith("/"))

    def _add_attachments(self, depth: int) -> None:
        for number, folder in enumerate(self._folders("__attach_version1.0_"), 1):
            name = self._text(folder, _LONG_NAME) or self._text(folder, _SHORT_NAME) or self._text(folder, _NAME)
            label = one_line(name, 200) or f"attachment {number}"
            inner = f"{folder}__substg1.0_3701000D/"
            self._into.count_member()
            if any(path.startswith(inner) for path in self._paths):
                if depth < _MAX_DEPTH:
                    with self._into.place(LocatorKind.PART, label, number):
                        child = self._into.child("msg", label)
                        _Message(self._ole, inner, child, self._source).read(depth + 1)
                continue
            data = self._stream(folder, _DATA, "0102")
            if data:
                source = Source(label, data, depth=self._source.depth + 1, ocr=self._source.ocr)
                read_inside(source, LocatorKind.PART, self._into, number)

    def _folders(self, start: str) -> list[str]:
        pattern = re.compile(re.escape(self._prefix + start) + r"[^/]+/")
        return sorted({found[0] for path in self._paths if (found := pattern.match(path))})

    def _stream(self, folder: str, number: int, kind: str) -> bytes:
        path = f"{folder}__substg1.0_{number:04X}{kind}"
        return self._ole.read(path) if path in self._paths else b""

    def _text(self, folder: str, number: int) -> str:
        wide = self._stream(folder, number, "001F")
        if wide:
            return wide.decode("utf-16-le", "replace").strip("\0")
        return decode(self._stream(folder, number, "001E")).strip("\0")

    def _fixed(self, folder: str, header: int) -> dict[int, int]:
        """Return the numbers among the properties of a storage."""
        path = f"{folder}__properties_version1.0"
        if path not in self._paths:
            return {}
        data = self._ole.read(path)[header:]
        rows = (struct.unpack_from("<HHIq", data, start) for start in range(0, len(data) - 15, 16))
        return {number: value for _kind, number, _flags, value in rows}

    def _time(self, number: int) -> str:
        value = self._fixed(self._prefix, 24 if self._prefix else 32).get(number, 0)
        try:
            return (
                (_EPOCH + datetime.timedelta(microseconds=value // 10)).isoformat(timespec="seconds") if value else ""
            )
        except OverflowError:
            return ""
