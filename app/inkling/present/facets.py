"""What do the results have in common? A row for each type, folder, date, language and topic that narrows the search.

A row counts what its click keeps: with what the query's own filter means by that part, of the files and dates that the
query lets through already. Versions that stand under one result keep it as well.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from inkling.paths import display
from inkling.present.narrowing import asked, read
from inkling.present.rows import FacetRow, FoundRows, HitRow, Traits
from inkling.present.text import at_home, folder_name
from inkling.records import Filter
from inkling.search.fields import only_kind
from inkling.search.writing import field_text

_Key = TypeVar("_Key", str, bytes)
_LINES = 12
_TOPIC = "topic:"


def facet_rows(
    hits: Sequence[HitRow], found: FoundRows, home: str = "", topic: str = "", *, has_more: bool = False
) -> tuple[FacetRow, ...]:
    """Return what the shown results have in common, the most frequent first in each group.

    Args:
        hits: the results that are shown.
        found: the answer that they are of.
        home: the person's home folder.
        topic: the topic that the search is narrowed to, where it is.
        has_more: whether there are more results than those, which a narrower search may find.
    """
    query = read(found.query)
    ticked = frozenset(filter_ for part, filter_ in asked(query) if filter_ != Filter())
    rows = [*_types(hits, ticked), *_folders(hits, found.roots, home, ticked), *_dates(hits, ticked)]
    rows += [*_languages(hits, ticked), *_topics(hits, topic)]
    return tuple(replace(row, is_least=True) for row in rows) if has_more else tuple(rows)


def topic_part(topic: str) -> str:
    """Return how a topic is told apart from parts of a query: it narrows the search to its documents."""
    return f"{_TOPIC}{topic}"


def topic_of(part: str) -> str:
    """Return the topic that such a part names; nothing where it is a part of a query."""
    return part.removeprefix(_TOPIC) if part.startswith(_TOPIC) else ""


def _types(hits: Sequence[HitRow], ticked: frozenset[Filter]) -> Iterator[FacetRow]:
    for kind, count in _most(_count(hits, lambda traits: (traits.kind,))):
        part = f"type:{only_kind(kind)}"
        yield FacetRow("type", kind, count, part, is_on=read(part).filter in ticked)


def _folders(hits: Sequence[HitRow], roots: Sequence[str], home: str, ticked: frozenset[Filter]) -> Iterator[FacetRow]:
    """Count the results below each folder that holds one, and below those that the query names."""
    here = {folder for hit in hits for traits in hit.traits for folder in traits.folders}
    here |= {folder for filter_ in ticked for folder in filter_.folders}
    below = _count(hits, lambda traits: here & {up for at in traits.folders for up in _upwards(at)})
    names = {folder: folder_name(display(folder), roots, home) for folder, _ in _most(below)}
    for folder, count in _most(below):
        part = field_text("in", os.fsdecode(folder))
        is_alone = list(names.values()).count(names[folder]) == 1
        name = names[folder] if is_alone else at_home(display(folder), home)
        yield FacetRow("folder", name, count, part, is_on=read(part).filter in ticked)


def _upwards(folder: bytes) -> Iterator[bytes]:
    """Yield a folder and those that it lies in."""
    while folder.strip(b"/"):
        yield folder
        folder = folder.rpartition(b"/")[0]
    yield b"/"


def _dates(hits: Sequence[HitRow], ticked: frozenset[Filter]) -> Iterator[FacetRow]:
    """Yield years, the latest first; where all results are of one year, its months as well."""
    zone = datetime.now(UTC).astimezone().tzinfo
    moments = [datetime.fromtimestamp(when // 10**9, zone) for hit in hits for when in _dates_of(hit)]
    years = _counted(hits, {f"{when:%Y}" for when in moments}, ticked)
    months = _counted(hits, {f"{when:%Y-%m}" for when in moments}, ticked) if len(years) == 1 else []
    if not any(month.is_on for month in months):  # the year could not narrow that any more
        yield from years
    yield from months


def _counted(hits: Sequence[HitRow], stretches: Iterable[str], ticked: frozenset[Filter]) -> list[FacetRow]:
    rows = []
    for stretch in sorted(stretches, reverse=True)[:_LINES]:
        part = f"on:{stretch}"
        filter_ = read(part).filter
        count = sum(any(map(filter_.lets_pass, _dates_of(hit))) for hit in hits)
        if count and filter_ != Filter():
            rows.append(FacetRow("date", stretch, count, part, is_on=filter_ in ticked))
    return rows


def _languages(hits: Sequence[HitRow], ticked: frozenset[Filter]) -> Iterator[FacetRow]:
    """Yield languages, each with its kinds: those of English are en-GB and en-US."""
    for language, count in _most(_count(hits, lambda traits: (traits.language.partition("-")[0],))):
        part = f"lang:{language}"
        if (filter_ := read(part).filter) != Filter():
            yield FacetRow("language", language, count, part, is_on=filter_ in ticked)


def _topics(hits: Sequence[HitRow], narrowed_to: str) -> Iterator[FacetRow]:
    for topic, count in _most(_count(hits, lambda traits: (traits.topic,))):
        yield FacetRow("topic", topic, count, topic_part(topic), is_on=topic == narrowed_to)


def _dates_of(hit: HitRow) -> Iterator[int]:
    return (when for traits in hit.traits for when in traits.dates)


def _count(hits: Sequence[HitRow], of: Callable[[Traits], Iterable[_Key]]) -> Counter[_Key]:
    """Count the results that have a value themselves or in a version."""
    return Counter(value for hit in hits for value in {value for traits in hit.traits for value in of(traits) if value})


def _most(counts: Counter[_Key]) -> list[tuple[_Key, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_LINES]
