"""How do words get into FTS5 and out of it? As terms joined by blanks, collected for a transaction, many at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from inkling.catalog import packing

Terms = Callable[[str, str], list[str]]
WordRow = tuple[int, str, str]

_MOST_GOING = 4_000_000  # characters of words that are to be taken out and wait for it
_MOST_AT_ONCE = 300_000  # characters of words in one statement
# FTS5 takes many rows with one step of one statement: at each step Python's lock is given away, and beside a busy
# thread it takes so long to come back that two thousand rows took 8 s, row by row, and .1 s so.
_ROW = "json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(?)"


def joined(terms: Terms, text: str, language: str) -> str:
    """Return a text's terms as FTS5 takes them: joined by blanks."""
    made = " ".join(terms(text, language))
    return made if made.isascii() else made.encode("utf-8", "replace").decode()


class Words:
    """The words of documents on their way into FTS5 and out of it, for one transaction.

    FTS5 writes all it has collected whenever a statement before it could fail half-way (an upsert, a cascade). So words
    wait here until the other rows are written: a first sync spends a third less in SQLite.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._gone: list[WordRow] = []
        self._new: dict[int, WordRow] = {}
        self._going = 0  # characters

    def add(self, rows: Iterable[WordRow]) -> None:
        """Take words in that `flush` will write."""
        self._new.update((row[0], row) for row in rows)

    def take_out(self, connection: sqlite3.Connection, rows: Iterable[WordRow]) -> None:
        """Take the words of passages out, made anew from their texts: FTS5 has to be told them."""
        for row in rows:
            if self._new.pop(row[0], None) is None:  # else they never got there
                self._gone.append(row)
                self._going += len(row[1])
            if self._going > _MOST_GOING:  # a large folder is forgotten
                self.flush(connection)

    def flush(self, connection: sqlite3.Connection) -> None:
        """Write what waits; the last step of a transaction."""
        gone, new, self._gone, self._new, self._going = self._gone, list(self._new.values()), [], {}, 0
        for rows in _stretches(gone):
            connection.execute(f"INSERT INTO words (words, rowid, body, title) SELECT 'delete', {_ROW}", (rows,))
        for rows in _stretches(new):
            connection.execute(f"INSERT INTO words (rowid, body, title) SELECT {_ROW}", (rows,))


def _stretches(rows: Iterable[WordRow]) -> Iterator[str]:
    """Yield rows as JSON, some million characters at a time."""
    some: list[WordRow] = []
    characters = 0
    for row in rows:
        some.append(row)
        characters += len(row[1]) + len(row[2])
        if characters > _MOST_AT_ONCE:
            yield json.dumps(some, ensure_ascii=False)
            some, characters = [], 0
    if some:
        yield json.dumps(some, ensure_ascii=False)


def titles_of(terms: Terms, language: str, title: str, names: str, headings: Iterable[str]) -> list[str]:
    """Return the words of the title column: title, heading and file names, the same for passages under one heading."""
    known: dict[str, str] = {}
    base = joined(terms, packing.storable(f"{title}\n{names}"), language)
    for heading in headings:
        if heading not in known:
            own = joined(terms, packing.storable(heading), language) if heading and heading != title else ""
            known[heading] = f"{base} {own}" if own else base
    return [known[heading] for heading in headings]
