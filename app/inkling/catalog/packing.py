"""How do texts, places and vectors become bytes and come back? Pure functions, each pair its own inverse."""

from __future__ import annotations

import json
import sqlite3
import struct
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from inkling.records import Locator, LocatorKind
from inkling.records.said import packed

# Characters per block: big enough to compress well, small enough that a passage of a book costs one small unpacking.
BLOCK = 65536
# Level 6 is 2.6 times slower than 3 on documentation and saves 6 %.
_LEVEL = 5
_WINDOW = 32768  # as far as deflating looks back
_TAIL = struct.Struct("<fI")
_ROWS = 64
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KINDS = list(LocatorKind)
_NUMBER_OF = {kind: number for number, kind in enumerate(_KINDS)}


def storable(text: str) -> str:
    """Return a text that SQLite takes: lone surrogates and NUL become `�`."""
    if text.isascii():
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}") if "\0" in text else text
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def stored_sentence(sentence: str) -> str:
    """Return a sentence as SQLite takes it, with what it was made of; `said.unpacked` brings it back."""
    return storable(packed(sentence))


def blocks_from_text(text: str) -> list[bytes]:
    """Cut a text into compressed blocks of `BLOCK` characters."""
    starts = range(0, len(text), BLOCK)
    return [zlib.compress(text[at : at + BLOCK].encode("utf-8", "surrogatepass"), _LEVEL) for at in starts]


def text_from_block(data: bytes) -> str:
    """Return the characters of one block."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def bytes_from_locators(locators: Sequence[Locator]) -> bytes:
    """Pack a document's places."""
    if not locators:
        return b""
    rows = [
        [_NUMBER_OF[at.kind], at.label, at.start, at.end, at.number, at.level, *([at.box] if at.box else [])]
        for at in locators
    ]
    said = json.dumps(rows, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(said.encode("utf-8", "surrogatepass"), _LEVEL)


def locators_from_bytes(data: bytes) -> tuple[Locator, ...]:
    """Unpack a document's places."""
    if not data:
        return ()
    said = zlib.decompress(data).decode("utf-8", "surrogatepass")
    return tuple(
        Locator(_KINDS[kind], label, start, end, number, level, tuple(box[0]) if box else None)
        for kind, label, start, end, number, level, *box in json.loads(said)
    )


def bytes_from_outline(outline: Sequence[tuple[str, str]], locators: bytes) -> bytes:
    """Pack the (heading, place) pairs of a document's passages; a single empty pair is no bytes.

    They repeat the names of its packed `locators`, which are a dictionary for them: that saves three quarters.
    """
    if list(outline) in ([], [("", "")]):
        return b""
    deflate = zlib.compressobj(_LEVEL, zdict=_dictionary(locators))
    return deflate.compress("\0".join(part for pair in outline for part in pair).encode()) + deflate.flush()


def outline_from_bytes(data: bytes, locators: bytes) -> list[tuple[str, str]]:
    """Unpack (heading, place) pairs, packed with that dictionary or (by an earlier Inkling) without one."""
    if not data:
        return [("", "")]
    parts = zlib.decompressobj(zdict=_dictionary(locators)).decompress(data).decode().split("\0")  # no text holds NUL
    return list(zip(parts[::2], parts[1::2], strict=True))


def _dictionary(locators: bytes) -> bytes:
    return zlib.decompress(locators)[-_WINDOW:] if locators else b""


def number_from_digest(digest: bytes) -> int:
    """Return the first 64 bits of a digest as SQLite's whole number."""
    return int.from_bytes(digest[:8], "big", signed=True)


def bytes_from_row(row: NDArray[np.float32]) -> bytes:
    """Pack one unit vector: 8 bits per dimension, the scale that makes it a unit again, a checksum."""
    peak = float(np.abs(row).max(initial=0.0))
    whole = np.rint(row * (127.0 / peak)).astype(np.int8) if peak > 0 else np.zeros(len(row), np.int8)
    length = float(np.sqrt(np.square(whole, dtype=np.float64).sum()))
    data = whole.tobytes()
    scale = struct.pack("<f", 1.0 / length if length else 0.0)
    return data + scale + struct.pack("<I", zlib.crc32(data + scale))


def is_sound(data: bytes) -> bool:
    """Whether a packed vector is as it was written."""
    return len(data) > _TAIL.size and zlib.crc32(data[:-4]) == _TAIL.unpack_from(data, len(data) - _TAIL.size)[1]


def rows_from_bytes(packed: Sequence[bytes]) -> NDArray[np.float32]:
    """Unpack sound vectors of one model to float32 rows of length 1."""
    if not packed:
        return np.zeros((0, 0), np.float32)
    size = len(packed[0])
    table = np.frombuffer(b"".join(packed), np.uint8).reshape(len(packed), size)
    whole = table[:, : size - _TAIL.size].view(np.int8).astype(np.float32)
    scale = np.ascontiguousarray(table[:, size - _TAIL.size : size - 4]).view("<f4")
    rows: NDArray[np.float32] = whole * scale
    return rows


def ns_from_iso(text: str) -> int | None:
    """Return nanoseconds since 1970 of an ISO date or time (UTC where it says nothing), None where it is neither."""
    for form in (text, text[:10], f"{text[:7]}-01", f"{text[:4]}-01-01"):
        try:
            moment = datetime.fromisoformat(form)
        except ValueError:
            continue
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        ns = int((moment - _EPOCH).total_seconds()) * 1_000_000_000
        return ns if abs(ns) < 1 << 63 else None  # beyond 2262 it is no date but a mistake
    return None


_T = TypeVar("_T")


def in_chunks(values: Sequence[_T], size: int = 900) -> Iterator[Sequence[_T]]:
    """Yield slices short enough for one SQL list."""
    for at in range(0, len(values), size):
        yield values[at : at + size]


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values, for a list in SQL."""
    return ", ".join("?" * len(values))


def insert(connection: sqlite3.Connection, into: str, rows: Sequence[Sequence[object]], conflict: str = "") -> None:
    """Insert rows, dozens with each statement.

    At each step of a statement Python's lock is given away, and where other threads are busy it takes a while to come
    back: row by row, a storm of changes took five times as long.
    """
    at, size = 0, _ROWS
    while at < len(rows):
        while size > len(rows) - at:
            size //= 2  # so that few different statements come about: they are kept, parsed
        some = rows[at : at + size]
        values = ", ".join([f"({marks(some[0])})"] * size)
        statement = f"INSERT INTO {into} VALUES {values}{conflict}"  # noqa: S608  # marks only; the rest is our own
        connection.execute(statement, list(chain.from_iterable(some)))
        at += size
