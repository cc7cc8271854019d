"""Is a reply from a worker that was taken over refused, whatever is wrong with it?"""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling.extract import wire
from inkling.records import Document, Locator, LocatorKind, Problem, ProblemKind

DOCUMENT = Document(
    text="one\ntwo 二\n",
    kind="pdf",
    title="T",
    authors=("A",),
    created="2024",
    people=(("from", "a"),),
    locators=(Locator(LocatorKind.PAGE, "page 1", 0, 4, 1),),
    problems=(Problem(b"/x", ProblemKind.NO_TEXT, "r", "n", "page 2"),),
)
ENDS = (4, len(DOCUMENT.text))


def arrived(meta: object, text: str = DOCUMENT.text) -> Document:
    answer = wire.reply(1, json.dumps(meta).encode(), text.encode())
    return wire.document_from_reply(answer, b"/x")


def test_a_document_comes_back_as_it_went() -> None:
    data = wire.header(7, wire.meta_from_document(DOCUMENT, ENDS), len(DOCUMENT.text.encode()))
    job, meta, body = wire.lengths(data)
    assert (job, body) == (7, len(DOCUMENT.text.encode()))
    answer = wire.reply(job, data[wire.HEADER_BYTES : wire.HEADER_BYTES + meta], DOCUMENT.text.encode())
    assert wire.document_from_reply(answer, b"/x") == DOCUMENT
    assert wire.ends_from_reply(answer, len(DOCUMENT.text)) == ENDS


@pytest.mark.parametrize(
    "ends",
    [
        None,
        10,
        "4",
        [10, 4],
        [4],
        [4, 4, 10],
        [0, 10],
        [-1, 10],
        [4, 11],
        [4.0, 10],
        [True, 10],
        [4, None, 10],
        [[4], 10],
    ],
)
def test_passages_that_do_not_cover_the_text_are_refused(ends: object) -> None:
    assert len(DOCUMENT.text) == 10
    meta = {**json.loads(json.dumps(wire.meta_from_document(DOCUMENT, ENDS))), "ends": ends}
    answer = wire.reply(1, json.dumps(meta).encode(), DOCUMENT.text.encode())
    with pytest.raises(wire.BadFrame):
        wire.ends_from_reply(answer, len(DOCUMENT.text))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": 3}, {"title": None}, {"title": "\ud800"}, {"authors": "A"}, {"authors": [1]}, {"people": [["from"]]},
        {"people": [["from", 1]]}, {"locators": [["page", "p", 0, 99, 1, 0]]},
        {"locators": [["page", "p", 3, 2, 1, 0]]},
        {"locators": [["page", "p", -1, 2, 1, 0]]}, {"locators": [["page", "p", 0.0, 2, 1, 0]]},
        {"locators": [["page", "p", True, 2, 1, 0]]}, {"locators": [["room", "p", 0, 2, 1, 0]]}, {"locators": {}},
        {"locators": [["page", "p", 0, 2**60, 1, 0]]}, {"problems": [["odd", "", "", ""]]}, {"problems": [[]]},
    ],
)  # fmt: skip
def test_wrong_descriptions_are_refused(change: dict[str, object]) -> None:
    meta = json.loads(json.dumps(wire.meta_from_document(DOCUMENT, ENDS)))
    assert arrived(meta) == DOCUMENT
    with pytest.raises(wire.BadFrame):
        arrived({**meta, **change})


@pytest.mark.parametrize("meta", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"null"])
def test_what_is_no_description_is_refused(meta: bytes) -> None:
    with pytest.raises(wire.BadFrame):
        wire.reply(1, meta, b"")


def test_text_that_is_not_utf8_is_refused() -> None:
    answer = wire.reply(1, json.dumps(wire.meta_from_document(DOCUMENT, ENDS)).encode(), b"\xff\xfe")
    with pytest.raises(wire.BadFrame):
        wire.document_from_reply(answer, b"/x")


@pytest.mark.parametrize(
    "header",
    [
        struct.pack("<4sIIQ", b"EVIL", 1, 1, 1),
        struct.pack("<4sIIQ", b"INK1", 1, 2**31, 1),
        struct.pack("<4sIIQ", b"INK1", 1, 1, 2**62),
    ],
)
def test_lengths_beyond_the_limits_are_refused(header: bytes) -> None:
    with pytest.raises(wire.BadFrame):
        wire.lengths(header)


@given(st.binary(min_size=wire.HEADER_BYTES, max_size=200))
def test_any_bytes_are_refused_or_understood(data: bytes) -> None:
    try:
        job, meta, body = wire.lengths(data)
        answer = wire.reply(job, data[wire.HEADER_BYTES :][:meta], data[wire.HEADER_BYTES + meta :][:body])
        document = wire.document_from_reply(answer, b"/x")
    except wire.BadFrame:
        return
    assert document.text.encode().decode() == document.text
