"""E-mail (single messages, mailboxes, saved web pages): who, when, what about, the text, and the attachments.

The plain version of a message is preferred to its HTML; each attachment is a part of its own, read by its own family.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from email import errors, message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from inkling.errors import ExtractError
from inkling.extract.base import Builder, Source, damaged, one_line
from inkling.extract.decode import decode
from inkling.extract.dispatch import read_inside
from inkling.extract.html import read_markup
from inkling.records import LocatorKind, ProblemKind
from inkling.records.said import said

if TYPE_CHECKING:
    from email.message import Message

    Part = Message[str, str]

_WHAT = said("The message")
_PEOPLE = ("from", "sender", "reply-to", "to", "cc", "bcc")
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_BOUNDARY = re.compile(rb"(?:\A|\n)From [^\n]{1,200}\d\d:\d\d[^\n]{0,60}\n")
_DECLARED = re.compile(rb"boundary\s*=\s*(?:\"([^\"\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_BETWEEN = re.compile(rb"\n--([^\n]{1,250})")
_MAX_PARTS = 1_000
_ERRORS = (errors.MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError)


def read(source: Source, into: Builder) -> None:
    """Add one message, or each message of a mailbox."""
    data = source.data.replace(b"\r\n", b"\n")
    starts = [found.start() + (data[found.start() : found.start() + 1] == b"\n") for found in _BOUNDARY.finditer(data)]
    if len(starts) < 2:
        _read_message(data[data.index(b"\n") + 1 :] if starts == [0] else data, source, into)
        return
    _read_mailbox(data, starts, source, into)


def _read_mailbox(data: bytes, starts: list[int], source: Source, into: Builder) -> None:
    if source.depth > into.limits.depth:
        raise ExtractError("too_large", said("It lies more than {depth} containers deep.", depth=into.limits.depth))
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        if number > into.limits.members:
            into.problem(
                ProblemKind.TOO_LARGE,
                said("Only the first {members} messages were read.", members=f"{into.limits.members:,}"),
            )
            return
        child = into.child("mail", f"message {number}")
        message = data[data.index(b"\n", start) + 1 : end].replace(b"\n>From ", b"\nFrom ")
        try:
            with into.place(LocatorKind.PART, f"message {number}", number):
                _read_message(message, Source(source.name, message, depth=source.depth + 1, ocr=source.ocr), child)
        except ExtractError as error:
            into.problem(
                ProblemKind(error.kind), error.reason, error.next_step, said("message {number}", number=number)
            )
        into.people.extend(child.people[:20])
        into.gap()


def _read_message(data: bytes, source: Source, into: Builder) -> None:
    bounded = _bounded(data, into.limits.members)
    try:
        message = message_from_bytes(bounded, policy=policy.compat32)
    except _ERRORS as error:
        raise damaged(_WHAT) from error
    _describe(message, into)
    shown = [f"{name}: {_header(message, name)}" for name in _SHOWN if _values(message, name)]
    into.heading(into.title, 1)
    for line in shown:
        into.line(one_line(line, 2000))
    into.gap()
    _add_body(message, source, into, is_cut=len(bounded) < len(data))


def _describe(message: Part, into: Builder) -> None:
    into.title = one_line(_header(message, "Subject"))
    for role in _PEOPLE:
        values = [_readable(value) for value in _values(message, role)]
        for name, address in getaddresses(values[:50])[:500]:
            into.people.extend((role, text) for text in (name.strip("'\" "), address) if text)
    into.authors = [name for role, name in into.people if role == "from"][:1]
    date = _header(message, "Date")
    if date:
        try:
            into.created = parsedate_to_datetime(date).astimezone(datetime.UTC).isoformat()
        except (ValueError, TypeError, OverflowError, IndexError):  # people's clocks and programs write anything
            into.created = ""


def _values(message: Part, name: str) -> list[str]:
    return [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]


def _header(message: Part, name: str) -> str:
    """Return the first header of a name."""
    return next((_readable(value) for value in _values(message, name)), "")


def _readable(raw: str) -> str:
    """Return a header with its encoded words decoded, whatever is wrong with it."""
    if not raw.isascii():  # bytes outside ASCII come as surrogates
        raw = decode(raw.encode("utf-8", "surrogateescape"))
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (*_ERRORS, UnicodeError):
        return " ".join(raw.split())


def _bounded(data: bytes, limit: int) -> bytes:
    """Return a message up to so many boundaries: the library makes all parts at once, a kilobyte and more for each."""
    if data.count(b"\n--") <= limit:
        return data
    declared = {quoted or plain for quoted, plain in _DECLARED.findall(data)}
    seen = 0
    for found in _BETWEEN.finditer(data):
        line = found[1].rstrip()
        seen += line in declared or line.removesuffix(b"--") in declared
        if seen > limit:
            return data[: found.start()]
    return data


def _add_body(message: Part, source: Source, into: Builder, *, is_cut: bool) -> None:
    """Add the parts: of alternatives only the best, of the rest all."""
    parts = list(_parts(message, 0))
    if len(parts) > _MAX_PARTS or is_cut:
        into.problem(
            ProblemKind.TOO_LARGE,
            said("Only the first {max_parts} parts of the message were read.", max_parts=f"{_MAX_PARTS:,}"),
        )
    number = 0
    for part in parts[:_MAX_PARTS]:
        name = _file_name(part)
        kind = part.get_content_type()
        data = _payload(part)
        if not data.strip():
            continue
        charset = str(part.get_param("charset") or "") if isinstance(part.get_param("charset"), str) else ""
        if not name and kind == "text/html":
            read_markup(decode(data, charset, markup=True), into.child("html", ""))
        elif not name and kind.startswith("text/"):
            into.paragraph(_unflowed(decode(data, charset)))
        else:
            number += 1
            label = name or f"part {number}"
            into.count_member(len(data))
            inner = Source(label, data, charset, kind, source.depth + 1, source.ocr)
            read_inside(inner, LocatorKind.PART, into, number)
        into.gap()


def _parts(message: Part, depth: int) -> Iterator[Part]:
    """Yield the leaves of a message in order; of alternatives, the plain text or else the last."""
    kind = message.get_content_type()
    payload = _inner(message)
    if payload is None:
        yield message
        return
    if depth > 50 or not payload:
        return
    if kind == "multipart/alternative":
        payload = [_best(payload)]
    if kind == "message/rfc822":
        yield message
        return
    for part in payload[: _MAX_PARTS + 1]:
        yield from _parts(part, depth + 1)


def _inner(message: Part) -> list[Part] | None:
    """Return the parts of a message that has some."""
    payload = message.get_payload()
    return cast("list[Part]", payload) if isinstance(payload, list) else None


def _best(alternatives: list[Part]) -> Part:
    for part in alternatives:
        text = part.get_content_type() == "text/plain" and _payload(part)
        if text and len(text.strip()) > 20:
            return part
    return alternatives[-1]


def _payload(part: Part) -> bytes:
    """Return the bytes of a leaf, decoded from its transfer encoding as far as it is sound."""
    if part.get_content_type() == "message/rfc822":
        inner = _inner(part)
        if inner:
            try:
                return bytes(inner[0].as_bytes())
            except (*_ERRORS, UnicodeError):
                return b""
    try:
        payload = part.get_payload(decode=True)
    except (*_ERRORS, UnicodeError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Part) -> str:
    try:
        name = part.get_filename() or ""
        if not name and part.get_content_disposition() == "attachment":
            name = "attachment"
        return one_line(str(make_header(decode_header(name))), 200)
    except (*_ERRORS, UnicodeError):
        return "attachment"


def _unflowed(text: str) -> str:
    """Return text with the soft line ends of format=flowed joined."""
    return re.sub(r"(?<=\S) \n(?=[^\s>])", " ", text.replace("\r\n", "\n"))
