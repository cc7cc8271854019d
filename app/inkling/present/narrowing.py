"""What does a click make of the query's text? Parts are added, replaced and taken out; all else stays as it was typed.

Parts are compared by what they ask for, not by how they are written, so `in:~/Letters/` is `in:"/home/ana/Letters"`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from inkling.records import Filter, Query, QueryPart
from inkling.search.query import parse
from inkling.search.writing import field_text

_ALTERNATIVES = frozenset({"type", "in", "lang"})  # two of these let through what either lets through
_DATES = frozenset({"after", "before", "on"})


def read(text: str) -> Query:
    """Return what a query asks for now."""
    return parse(text, datetime.now(UTC).astimezone())


def narrowed(text: str, part: str) -> str:
    """Return a query that finds what it found and `part` lets through as well.

    What the part makes superfluous is replaced: of alternatives all of its kind, of dates the longer stretch of time.
    """
    wanted, query = read(part), read(text)
    replaced = (old for old, filter_ in asked(query) if _is_replaced(old, filter_, wanted))
    return added(query.without(*replaced), part)


def widened(text: str, part: str) -> str:
    """Return a query without the parts that ask for the same as `part`."""
    query, wanted = read(text), read(part).filter
    return query.without(*(old for old, filter_ in asked(query) if filter_ == wanted != Filter()))


def with_example(text: str, path: bytes, *, away: bool = False) -> str:
    """Return a query for what is like a file as well, or unlike it."""
    part = ("-" if away else "") + field_text("like", os.fsdecode(path))
    return added(text, part)


def added(text: str, part: str) -> str:
    """Return a query with one part more; at its beginning where a quote is still open at the end."""
    made = f"{text} {part}".strip()
    last = read(made).parts[-1]
    return made if made[last.start : last.end] == part else f"{part} {text}"


def asked(query: Query) -> Iterator[tuple[QueryPart, Filter]]:
    """Yield each part of a query with what it alone lets through; everything where it is excluded or no filter."""
    for part in query.parts:
        yield part, read(query.text[part.start : part.end]).filter if part.field else Filter()


def _is_replaced(old: QueryPart, longer: Filter, wanted: Query) -> bool:
    field, shorter = wanted.parts[0].field, wanted.filter
    if field in _ALTERNATIVES:
        return old.field == field and not old.excluded
    if longer == Filter() or not {field, old.field} <= _DATES:
        return False
    ends_later = not longer.before_ns or 0 < shorter.before_ns <= longer.before_ns
    return longer.after_ns <= shorter.after_ns and ends_later
