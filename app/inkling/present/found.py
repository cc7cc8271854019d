"""From results of a search to rows."""

from __future__ import annotations

import datetime
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from inkling.paths import display
from inkling.present.rows import ChipRow, FacetRow, FoundRows, HitRow, Mark, SnippetRow
from inkling.present.text import crumbs, file_name, histogram, message_start, moved_back, plain, snippet
from inkling.records import (
    DocumentId,
    FoundPassage,
    PartKind,
    Query,
    QueryPart,
    Result,
    Results,
    SearchStage,
    SearchState,
    StoredDocument,
    Strength,
)

_STAGES = {SearchStage.WORDS: "words", SearchStage.MEANING: "meaning", SearchStage.RERANKED: "refined"}
_PAGE = re.compile(r"^page (\d+)\b")
_FACET_LINES = 12

Known = Callable[[Result], StoredDocument | None]


def found_rows(results: Results, home: str, known: Known, topics: Mapping[DocumentId, str] | None = None) -> FoundRows:
    """Return an answer as rows.

    Args:
        results: what the search found, weak ones too.
        home: the person's home folder, shown as `~`.
        known: gives the stored document of a result, for its language.
        topics: the topic of each document, where topics were found.
    """
    return FoundRows(
        query=results.query.text,
        stage=_STAGES[results.stage],
        hits=tuple(hit_row(r, home, known(r), (topics or {}).get(r.document, "")) for r in results.results),
        hidden=results.hidden,
        strengths=histogram(tuple(result.certainty for result in results.results)),
        chips=chip_rows(results),
        nothing=results.state is SearchState.NOTHING,
        notes=results.notes,
        seconds=results.seconds,
    )


def hit_row(result: Result, home: str, document: StoredDocument | None = None, topic: str = "") -> HitRow:
    """Return one result as a row."""
    best = result.files[0] if result.files else None
    shown = best.display if best else ""
    name = file_name(shown)
    snippets = tuple(snippet_row(passage, result.kind) for passage in result.passages)
    return HitRow(
        document=result.document,
        path=best.path if best else b"",
        title=plain(result.title) or name,
        name=name,
        crumbs=crumbs(shown, home),
        kind=result.kind,
        when_ns=best.mtime_ns if best else 0,
        band=result.strength.value,
        strength=result.certainty,
        snippets=snippets,
        more=max(0, len(snippets) - 1),
        copies=tuple(str(document) for document in result.folded),
        exact=result.is_exact,
        rerank=result.rerank,
        meaning=result.meaning,
        words=result.words,
        why=result.passages[0].explain if result.passages else "",
        folder=shown.rpartition("/")[0],
        language=document.language if document else "",
        topic=topic,
    )


def snippet_row(passage: FoundPassage, kind: str = "") -> SnippetRow:
    """Return one passage as a snippet around what stands out in it; a picture counts as its own first page."""
    marks = tuple(Mark(span.start, span.end, span.kind.value) for span in passage.spans)
    said = message_start(passage.text, marks) if kind == "mail" else 0
    shown, moved = snippet(passage.text[said:], moved_back(marks, said), 320)
    return SnippetRow(
        text=shown,
        marks=moved,
        place=passage.place,
        page=page_of(passage.place) or int(kind == "image"),
        start=passage.start,
        end=passage.end,
        heading=passage.heading,
        full=passage.text,
        full_marks=marks,
    )


def page_of(place: str) -> int:
    """Return the number of the page that a place names, or 0."""
    found = _PAGE.match(place)
    return int(found.group(1)) if found else 0


def chip_rows(results: Results) -> tuple[ChipRow, ...]:
    """Return the parts of the query that can be taken away; plain words are no chips."""
    plainly = (PartKind.WORDS, PartKind.UNKNOWN)
    return tuple(
        ChipRow(_shown(results.query, part), part.kind.value, results.query.without(part))
        for part in results.query.parts
        if part.kind not in plainly or part.excluded
    )


def _shown(query: Query, part: QueryPart) -> str:
    """Say an example by its file's name instead of its whole path."""
    if part.kind is PartKind.LIKE:
        return f"{'-' * part.excluded}like: {file_name(display(os.fsencode(part.value)))}"
    return query.text[part.start : part.end]


def facet_rows(hits: Iterable[HitRow], home: str) -> tuple[FacetRow, ...]:
    """Count what the shown results have in common, the most frequent first in each group."""
    kinds: Counter[str] = Counter()
    folders: Counter[str] = Counter()
    months: Counter[tuple[int, int]] = Counter()
    languages: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    for hit in hits:
        kinds[hit.kind] += 1
        folders[hit.folder] += 1
        when = datetime.datetime.fromtimestamp(hit.when_ns / 1e9, datetime.UTC)
        months[(when.year, when.month)] += 1
        languages[hit.language] += 1
        topics[hit.topic] += 1
    del folders[""], languages[""], topics[""]
    rows = [FacetRow("type", kind, count, f"type:{kind}") for kind, count in _most(kinds)]
    rows += [
        FacetRow("folder", " › ".join(crumbs(folder + "/x", home)[-2:]), count, f'in:"{folder}"')
        for folder, count in _most(folders)
    ]
    rows += _dates(months)
    rows += [FacetRow("language", language, count, f"lang:{language}") for language, count in _most(languages)]
    rows += [FacetRow("topic", topic, count, topic_part(topic)) for topic, count in _most(topics)]
    return tuple(rows)


def topic_part(topic: str) -> str:
    """Return how a topic is told apart from parts of a query: it narrows the search to its documents."""
    return f'topic:"{topic}"'


def _dates(months: Counter[tuple[int, int]]) -> list[FacetRow]:
    """Return years, the latest first; where all results are of one year, its months as well."""
    years: Counter[int] = Counter()
    for (year, _month), count in months.items():
        years[year] += count
    rows = [
        FacetRow("date", str(year), years[year], f"after:{year}-01-01 before:{year + 1}-01-01")
        for year in sorted(years, reverse=True)[:_FACET_LINES]
    ]
    if len(years) == 1:
        for (year, month), count in sorted(months.items(), reverse=True):
            following = f"{year}-{month + 1:02}" if month < 12 else f"{year + 1}-01"
            part = f"after:{year}-{month:02}-01 before:{following}-01"
            rows.append(FacetRow("date", f"{year}-{month:02}", count, part))
    return rows


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_FACET_LINES]


def recent_row(document: StoredDocument, home: str) -> HitRow:
    """Return a document that no search found, as one of the files changed last."""
    best = document.files[0]
    name = file_name(best.display)
    return HitRow(
        document=document.id,
        path=best.path,
        title=plain(document.title) or name,
        name=name,
        crumbs=crumbs(best.display, home),
        kind=document.kind,
        when_ns=best.mtime_ns,
        band=Strength.NONE.value,
        strength=0.0,
        snippets=(),
    )
