"""How do the jail and its workers talk? Requests are one datagram of JSON; replies are frames of checked lengths.

A reply comes from a process that may have been taken over by the document that it read. So nothing in it is trusted:
every length, number and name is checked, and no format is used that can do anything but describe data.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inkling.records import Document, Locator, LocatorKind, Problem, ProblemKind
from inkling.records.said import packed, unpacked

_HEADER = struct.Struct("<4sIIQ")
HEADER_BYTES = _HEADER.size
_MAGIC = b"INK1"
_MAX_META = 64 * 1024 * 1024
_MAX_BODY = 4 * 20_000_000 + 1024
_KINDS = {kind.value: kind for kind in LocatorKind}
_PROBLEMS = {kind.value: kind for kind in ProblemKind}
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXTS = ("kind", "title", "created", "modified", "language")


class BadFrame(Exception):
    """A reply that a sound worker would not send."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker says about one request. `body` is text in UTF-8 or a picture."""

    job: int
    meta: Mapping[str, object]
    body: bytes


def request(job: int, operation: str, name: str, **details: object) -> bytes:
    """Return the datagram of a request; the file goes along as a descriptor."""
    return json.dumps({"job": job, "op": operation, "name": name, **details}).encode()


def header(job: int, meta: Mapping[str, object], body_bytes: int) -> bytes:
    """Return the start of a reply: lengths and what describes the body."""
    described = json.dumps(meta, separators=(",", ":")).encode()
    return _HEADER.pack(_MAGIC, job, len(described), body_bytes) + described


def lengths(data: bytes | bytearray) -> tuple[int, int, int]:
    """Return job, length of the description and length of the body, from the first HEADER_BYTES of a reply.

    Raises:
        BadFrame: a length beyond its limit, or no reply at all.
    """
    magic, job, meta, body = _HEADER.unpack_from(data)
    if magic != _MAGIC or meta > _MAX_META or body > _MAX_BODY:
        raise BadFrame
    return job, meta, body


def reply(job: int, meta: bytes, body: bytes) -> Reply:
    """Return a reply from its parts.

    Raises:
        BadFrame: the description is not what it should be.
    """
    try:
        described = json.loads(meta)
    except (ValueError, RecursionError) as error:
        raise BadFrame from error
    if not isinstance(described, dict):
        raise BadFrame
    return Reply(job, described, body)


def meta_from_document(document: Document, ends: Sequence[int]) -> dict[str, object]:
    """Return what describes a document beside its text; `ends` are those of its passages."""
    return {
        "ends": ends,
        "kind": document.kind,
        "title": document.title,
        "authors": document.authors,
        "created": document.created,
        "modified": document.modified,
        "language": document.language,
        "people": document.people,
        "locators": [(p.kind.value, p.label, p.start, p.end, p.number, p.level, p.box) for p in document.locators],
        "problems": [row_from_problem(p.kind.value, p.reason, p.next_step, p.where) for p in document.problems],
    }


def document_from_reply(answer: Reply, path: bytes) -> Document:
    """Return the document that a reply describes.

    Raises:
        BadFrame: something in it is not what a document may hold.
    """
    meta = answer.meta
    try:
        text = answer.body.decode()
    except UnicodeDecodeError as error:
        raise BadFrame from error
    kind, title, created, modified, language = (_text(meta.get(name)) for name in _TEXTS)
    return Document(
        text=text,
        kind=kind,
        title=title,
        authors=tuple(_text(author) for author in _items(meta.get("authors"))),
        created=created,
        modified=modified,
        language=language,
        people=tuple((_text(role), _text(name)) for role, name in _rows(meta.get("people"), 2)),
        locators=tuple(_locator(row, len(text)) for row in _rows(meta.get("locators"), 7)),
        problems=tuple(problem_from_row(row, path) for row in _rows(meta.get("problems"), 4)),
    )


def ends_from_reply(answer: Reply, length: int) -> tuple[int, ...]:
    """Return where the passages of a text of that length end.

    Raises:
        BadFrame: they don't cover the text without gap and overlap.
    """
    ends = tuple(number_of(end) for end in _items(answer.meta.get("ends")))
    is_rising = all(one < following for one, following in pairwise((0, *ends)))
    if not is_rising or ends[-1:] not in ((), (length,)):
        raise BadFrame
    return ends


def row_from_problem(kind: str, reason: str, next_step: str, where: str) -> tuple[str, str, str, str]:
    """Return what describes a problem, its sentences with what they were made of."""
    return kind, packed(reason), packed(next_step), packed(where)


def problem_from_row(row: object, path: bytes) -> Problem:
    """Return the problem that a reply describes; raise BadFrame when it is none."""
    (checked,) = _rows([row], 4)
    kind, *sentences = (_text(part) for part in checked)
    if kind not in _PROBLEMS:
        raise BadFrame
    reason, next_step, where = (unpacked(sentence) for sentence in sentences)
    return Problem(path, _PROBLEMS[kind], reason, next_step, where)


def _locator(row: list[object], length: int) -> Locator:
    kind, label = _text(row[0]), _text(row[1])
    start, end, number, level = (number_of(part) for part in row[2:6])
    if kind not in _KINDS or not start <= end <= length:
        raise BadFrame
    return Locator(_KINDS[kind], label, start, end, number, level, None if row[6] is None else _box(row[6]))


def _box(value: object) -> tuple[float, float, float, float]:
    edges = [float(edge) for edge in _items(value) if type(edge) in (int, float) and 0 <= edge <= 1]  # type: ignore[arg-type, operator]  # its type is looked at first
    if len(edges) != 4 or len(_items(value)) != 4:
        raise BadFrame
    left, top, right, bottom = edges
    return left, top, right, bottom


def number_of(value: object) -> int:
    """Return a value that must be a whole number from 0 on; raise BadFrame when it is not."""
    if type(value) is not int or not 0 <= value < 2**53:
        raise BadFrame
    return value


def _text(value: object) -> str:
    # JSON can carry lone surrogates as escapes; SQLite could not store them.
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise BadFrame
    return value


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise BadFrame
    return value


def _rows(value: object, width: int) -> list[list[object]]:
    rows = _items(value)
    for row in rows:
        if not isinstance(row, list) or len(row) != width:
            raise BadFrame
    return rows  # type: ignore[return-value]  # checked row by row above
