"""How are documents kept? Rows, text blocks, passages and words of one document, written and removed together.

Functions here work on the connection they are given, inside the caller's transaction. Removing recomputes a document's
words, because an FTS5 table that keeps no text (SQLite before 3.43) must be told what to take out.
"""

# ruff: noqa: S608  # only our own column names and question marks are put into SQL, never a value
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, groupby
from operator import itemgetter

from inkling.catalog import packing
from inkling.catalog.reading import Reading
from inkling.catalog.terms import Terms, WordRow, Words, joined, titles_of
from inkling.paths import display
from inkling.records import DocumentId, Locator, PassageId, StoredPassage

Outline = dict[tuple[str, str], int]  # heading and place of passages, and where in the document's list they stand

_SHIFT = 20  # a document has at most 2**20 blocks: 68 thousand million characters
_NAMES = 8  # a document under more names than this (an empty licence file) is found by the first ones


def digest_of(text: str) -> bytes:
    """Return the BLAKE2b-128 of a text, by which texts and wordings are known."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass(slots=True)
class Prepared:
    """A reading with everything slow already done, so that the writer is held for writing only.

    Packing the text is left to `pack`: only what is really written has to be packed.
    """

    reading: Reading
    blocks: list[bytes]
    bodies: list[str]
    text_digest: bytes
    locators: bytes
    outline: Outline

    @classmethod
    def from_reading(cls, reading: Reading, terms: Terms) -> Prepared:
        """Make the words; needs no connection, so any thread may do it."""
        document = reading.document
        if document is None:
            return cls(reading, [], [], b"", b"", {})
        text = document.text
        bodies = [joined(terms, passage.text, document.language) for passage in reading.passages]
        locators = packing.bytes_from_locators(document.locators)
        outline: Outline = {}
        for passage in reading.passages:
            outline.setdefault((packing.storable(passage.heading), packing.storable(passage.place)), len(outline))
        return cls(reading, [], bodies, digest_of(text), locators, outline)

    def pack(self) -> None:
        """Compress the text; needs no connection either, and does nothing the second time."""
        if self.reading.document is not None and not self.blocks:
            self.blocks = packing.blocks_from_text(self.reading.document.text)


def insert(connection: sqlite3.Connection, news: Sequence[tuple[Prepared, str]], words: Words) -> list[DocumentId]:
    """Write documents that are not there yet, each with its file names; their passages get the next ids."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'document'").fetchone()
    id, first = int(found[0]) if found else 0, high_water(connection) + 1
    rows, blocks, passages = [], list[tuple[object, ...]](), list[tuple[object, ...]]()
    for prepared, names in news:
        id += 1
        rows.append(_row(id, first, prepared, names))
        blocks += [((id << _SHIFT) + n, data) for n, data in enumerate(prepared.blocks)]
        passages += _passage_rows(id, first, prepared)
        words.add(_word_rows(first, prepared, names, words.terms))
        first += len(prepared.reading.passages)
    columns = (
        "id, digest, kind, title, authors, people, created, modified, dated_ns, language, length, text_digest, first,"
        " passages, names, locators, outline, read_version, cut_version"
    )
    packing.insert(connection, f"document ({columns})", rows)
    packing.insert(connection, "block", blocks)
    packing.insert(connection, "passage", passages)
    return [DocumentId(n) for n in range(id - len(news) + 1, id + 1)]


def _row(id: int, first: int, prepared: Prepared, names: str) -> tuple[object, ...]:
    reading, document = prepared.reading, prepared.reading.document
    assert document is not None
    return (
        id,
        reading.digest,
        document.kind,
        packing.storable(document.title),
        json.dumps(document.authors, ensure_ascii=True),
        json.dumps(document.people, ensure_ascii=True),
        packing.storable(document.created),
        packing.storable(document.modified),
        packing.ns_from_iso(document.modified or document.created),
        document.language,
        len(document.text),
        prepared.text_digest,
        first,
        len(reading.passages),
        names,
        prepared.locators,
        packing.bytes_from_outline(list(prepared.outline), prepared.locators),
        reading.read_version,
        reading.cut_version,
    )


def _passage_rows(id: int, first: int, prepared: Prepared) -> Iterator[tuple[object, ...]]:
    reading, outline = prepared.reading, prepared.outline
    for n, (p, wording) in enumerate(zip(reading.passages, reading.wordings, strict=True)):
        at = outline[packing.storable(p.heading), packing.storable(p.place)]
        yield first + n, id, p.start, p.end - p.start, packing.number_from_digest(wording), at


def _word_rows(first: int, prepared: Prepared, names: str, terms: Terms) -> Iterator[WordRow]:
    document = prepared.reading.document
    assert document is not None
    headings = [passage.heading for passage in prepared.reading.passages]
    titles = titles_of(terms, document.language, document.title, names, headings)
    return zip(range(first, first + len(titles)), prepared.bodies, titles, strict=True)


def word_rows(connection: sqlite3.Connection, ids: Iterable[DocumentId], terms: Terms) -> Iterator[WordRow]:
    """Yield what the words table holds of documents, made anew from their texts."""
    for id in ids:
        found = connection.execute("SELECT title, names, language FROM document WHERE id = ?", (id,)).fetchone()
        if found is None:
            continue
        title, names, language = found
        passages = passages_of(connection, id)
        titles = titles_of(terms, language, title, names, [passage.heading for passage in passages])
        yield from ((p.id, joined(terms, p.text, language), words) for p, words in zip(passages, titles, strict=True))


def remove(connection: sqlite3.Connection, ids: Iterable[DocumentId], words: Words) -> None:
    """Take documents out with their texts, passages and words.

    Vectors wait for `forget_wordings`: a move needs them.
    """
    for chunk in packing.in_chunks(sorted(ids)):
        words.take_out(connection, word_rows(connection, chunk, words.terms))
        these = f"document.id IN ({packing.marks(chunk)})"
        connection.execute(
            "DELETE FROM passage WHERE id IN (SELECT p.id FROM document JOIN passage p ON p.id >= document.first"
            f" AND p.id < document.first + document.passages WHERE {these})",
            chunk,
        )
        connection.execute(
            f"DELETE FROM block WHERE id IN (SELECT b.id FROM document JOIN block b ON b.id >= document.id << {_SHIFT}"
            f" AND b.id < (document.id + 1) << {_SHIFT} WHERE {these})",
            chunk,
        )
        connection.execute(f"DELETE FROM document WHERE {these}", chunk)
        connection.execute("UPDATE meta SET value = 1 WHERE name = 'untidy'")


def rename(connection: sqlite3.Connection, names: Mapping[DocumentId, str], words: Words) -> None:
    """Make documents findable by these file names."""
    renamed = []
    for chunk in packing.in_chunks(sorted(names)):
        known = connection.execute(f"SELECT id, names FROM document WHERE id IN ({packing.marks(chunk)})", chunk)
        renamed += [DocumentId(id) for id, old in known.fetchall() if names[DocumentId(id)] != old]
    if not renamed:
        return
    words.take_out(connection, word_rows(connection, renamed, words.terms))
    connection.executemany("UPDATE document SET names = ? WHERE id = ?", [(names[id], id) for id in renamed])
    connection.execute("UPDATE meta SET value = 1 WHERE name = 'untidy'")
    words.add(word_rows(connection, renamed, words.terms))


def names_of(paths: Iterable[bytes]) -> str:
    """Return the file names by which a document is found, one a line, in a fixed order."""
    names = sorted({path.rpartition(b"/")[2] for path in paths})
    return "\n".join(packing.storable(display(name)) for name in names[:_NAMES])


def forget_wordings(connection: sqlite3.Connection) -> int:
    """Remove the vectors of wordings that no passage says any more."""
    return connection.execute(
        "DELETE FROM vector WHERE NOT EXISTS (SELECT 1 FROM passage WHERE passage.wording = vector.wording)"
    ).rowcount


def mark_meaning(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Note for documents whether the model in use has read all their passages."""
    for chunk in packing.in_chunks(sorted(ids)):
        connection.execute(
            f"""UPDATE document SET meaning = coalesce((
                SELECT m.value FROM meta m WHERE m.name = 'model' AND NOT EXISTS (
                    SELECT 1 FROM passage p WHERE p.id >= document.first AND p.id < document.first + document.passages
                    AND NOT EXISTS (SELECT 1 FROM vector v WHERE v.model = m.value AND v.wording = p.wording)
                )), 0) WHERE id IN ({packing.marks(chunk)})""",
            chunk,
        )


# --------------------------------------------------------------------------------------------------------- reading


def high_water(connection: sqlite3.Connection) -> PassageId:
    """Return the highest passage id ever given."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passage'").fetchone()
    return PassageId(int(found[0]) if found else 0)


def text_of(connection: sqlite3.Connection, id: int, start: int = 0, end: int | None = None) -> str:
    """Return `text[start:end]` of a document, unpacking only the blocks it touches."""
    first = start // packing.BLOCK
    last = (1 << _SHIFT) - 1 if end is None else max(first, (end - 1) // packing.BLOCK)
    rows = connection.execute(
        "SELECT data FROM block WHERE id BETWEEN ? AND ? ORDER BY id", ((id << _SHIFT) + first, (id << _SHIFT) + last)
    )
    text = "".join(packing.text_from_block(data) for (data,) in rows)
    offset = first * packing.BLOCK
    return text[start - offset : None if end is None else end - offset]


def locators_of(connection: sqlite3.Connection, id: int) -> tuple[Locator, ...]:
    """Return the places in a document."""
    found = connection.execute("SELECT locators FROM document WHERE id = ?", (id,)).fetchone()
    return packing.locators_from_bytes(found[0]) if found else ()


def borders(connection: sqlite3.Connection, ids: Sequence[int], length: int) -> Iterator[tuple[int, str, str]]:
    """Yield for each passage what stands before its beginning, up to `length` characters, and how it begins.

    Each block is unpacked once: a phrase of frequent words asks for thousands of borders.
    """
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT id, document, start FROM passage WHERE id IN ({marks})", ids).fetchall()
    for document, places in groupby(sorted(rows, key=itemgetter(1, 2)), key=itemgetter(1)):
        text, offset = "", 0
        for id, _, start in places:
            low, high = max(0, start - length), start + length
            if high > offset + len(text) or low < offset:
                offset = low // packing.BLOCK * packing.BLOCK
                text = text_of(connection, document, offset, max(high, offset + packing.BLOCK))
            yield id, text[low - offset : start - offset], text[start - offset : high - offset]


_PASSAGE = "p.id, p.document, p.id - d.first, p.start, p.start + p.length, p.outline"


def passages_of(connection: sqlite3.Connection, id: int) -> list[StoredPassage]:
    """Return all passages of a document, in order."""
    text, outline = text_of(connection, id), outline_of(connection, id)
    rows = connection.execute(
        f"SELECT {_PASSAGE} FROM document d JOIN passage p ON p.id >= d.first AND p.id < d.first + d.passages"
        " WHERE d.id = ? ORDER BY 1",
        (id,),
    )
    return [
        StoredPassage(PassageId(i), DocumentId(d), n, start, end, text[start:end], *outline[at])
        for i, d, n, start, end, at in rows
    ]


def passages(connection: sqlite3.Connection, ids: Sequence[PassageId]) -> list[StoredPassage]:
    """Return passages in the order asked for; unknown ones are left out.

    Few statements for all of them: at each row SQLite lets other threads go first.
    """
    found: dict[int, StoredPassage] = {}
    for chunk in packing.in_chunks(sorted(set(ids))):
        rows = connection.execute(
            f"SELECT {_PASSAGE} FROM passage p JOIN document d ON d.id = p.document"
            f" WHERE p.id IN ({packing.marks(chunk)}) ORDER BY p.id",
            chunk,
        ).fetchall()
        outlines = _outlines(connection, sorted({row[1] for row in rows}))
        texts = _stretches(connection, [(d, start, end) for _, d, _, start, end, _ in rows])
        for (i, d, n, start, end, at), text in zip(rows, texts, strict=True):
            found[i] = StoredPassage(PassageId(i), DocumentId(d), n, start, end, text, *outlines[d][at])
    return [found[id] for id in ids if id in found]


def _outlines(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    rows = connection.execute(f"SELECT id, outline, locators FROM document WHERE id IN ({packing.marks(ids)})", ids)
    return {id: packing.outline_from_bytes(outline, locators) for id, outline, locators in rows.fetchall()}


def _stretches(connection: sqlite3.Connection, wanted: Sequence[tuple[int, int, int]]) -> Iterator[str]:
    """Yield `text[start:end]` of documents; a block asked for again and again is unpacked once."""
    spans = [
        range((id << _SHIFT) + start // packing.BLOCK, (id << _SHIFT) + max(start, end - 1) // packing.BLOCK + 1)
        for id, start, end in wanted
    ]
    packed: dict[int, bytes] = {}
    for chunk in packing.in_chunks(sorted(set(chain.from_iterable(spans)))):
        packed.update(connection.execute(f"SELECT id, data FROM block WHERE id IN ({packing.marks(chunk)})", chunk))
    last, text = range(0), ""
    for span, (_, start, end) in zip(spans, wanted, strict=True):
        if span != last:
            last, text = span, "".join(packing.text_from_block(packed[block]) for block in span if block in packed)
        offset = start // packing.BLOCK * packing.BLOCK
        yield text[start - offset : end - offset]


def outline_of(connection: sqlite3.Connection, id: int) -> list[tuple[str, str]]:
    """Return the (heading, place) pairs of a document's passages."""
    found = connection.execute("SELECT outline, locators FROM document WHERE id = ?", (id,)).fetchone()
    return packing.outline_from_bytes(*found) if found else []


def texts_after(
    connection: sqlite3.Connection, after: int, limit: int
) -> Iterator[tuple[PassageId, DocumentId, str, str, str, str, str]]:
    """Yield up to `limit` passages with an id above `after`: id, document, text, heading, title, names, language."""
    rows = connection.execute(
        "SELECT p.id, p.document, p.start, p.start + p.length, p.outline FROM passage p WHERE p.id > ?"
        " ORDER BY p.id LIMIT ?",
        (after, limit),
    ).fetchall()
    current, base, text = 0, 0, ""
    facts: tuple[str, str, str] = ("", "", "")
    outline: list[tuple[str, str]] = []
    for id, document, start, end, at in rows:
        if document != current:
            current, base = document, start
            text = text_of(connection, document, start)
            *said, packed, locators = connection.execute(
                "SELECT title, names, language, outline, locators FROM document WHERE id = ?", (document,)
            ).fetchone()
            facts, outline = (said[0], said[1], said[2]), packing.outline_from_bytes(packed, locators)
        yield PassageId(id), DocumentId(document), text[start - base : end - base], outline[at][0], *facts
