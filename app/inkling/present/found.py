"""From results of a search to rows."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from inkling.paths import display
from inkling.present.rows import ChipRow, FoundRows, HitRow, Mark, SnippetRow, Traits
from inkling.present.text import crumbs, file_name, folder_name, histogram, message_start, moved_back, plain, snippet
from inkling.records import (
    DocumentId,
    Filter,
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
_STOPS = {"all": Strength.NONE, "weak": Strength.WEAK, "likely": Strength.LIKELY, "strong": Strength.STRONG}


def found_rows(
    results: Results, home: str, topics: Mapping[DocumentId, str] | None = None, roots: tuple[str, ...] = ()
) -> FoundRows:
    """Return an answer as rows.

    Args:
        results: what the search found, weak ones too.
        home: the person's home folder, shown as `~`.
        topics: the topic of each document, where topics were found.
        roots: the paths of the library's folders, which folders are named by.
    """
    asked, known = results.query.filter, topics or {}
    return FoundRows(
        query=results.query.text,
        stage=_STAGES[results.stage],
        hits=tuple(hit_row(r, home, asked, known) for r in results.results),
        hidden=results.hidden,
        strengths=histogram(tuple(result.certainty for result in results.results)),
        chips=chip_rows(results, home, roots),
        nothing=results.state is SearchState.NOTHING,
        notes=results.notes,
        seconds=results.seconds,
        state=results.state.value,
        above={stop: results.above.get(strength.value, 0) for stop, strength in _STOPS.items()},
        is_complete=results.is_complete,
        roots=roots,
    )


def hit_row(result: Result, home: str, asked: Filter, topics: Mapping[DocumentId, str]) -> HitRow:
    """Return one result as a row; `asked` is what the query lets through."""
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
        others=tuple(file.path for file in (*result.files[1:], *result.elsewhere)),
        traits=(
            _traits(result, result.document, asked, topics),
            *(_traits(version, version.id, asked, topics) for version in result.versions),
        ),
    )


def _traits(
    found: Result | StoredDocument, document: DocumentId, asked: Filter, topics: Mapping[DocumentId, str]
) -> Traits:
    dates = {file.mtime_ns for file in found.files} | {found.dated_ns}
    return Traits(
        kind=found.kind,
        folders=tuple(dict.fromkeys(file.path.rpartition(b"/")[0] or b"/" for file in found.files)),
        dates=tuple(sorted(when for when in dates if when is not None and asked.lets_pass(when))),
        language=found.language,
        topic=topics.get(document, ""),
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


def chip_rows(results: Results, home: str = "", roots: Sequence[str] = ()) -> tuple[ChipRow, ...]:
    """Return the parts of the query that can be taken away; plain words are no chips."""
    plainly = (PartKind.WORDS, PartKind.UNKNOWN)
    return tuple(
        ChipRow(_shown(results.query, part, home, roots), part.kind.value, results.query.without(part))
        for part in results.query.parts
        if part.kind not in plainly or part.excluded
    )


def _shown(query: Query, part: QueryPart, home: str, roots: Sequence[str]) -> str:
    """Say an example by its file's name and a folder by its place in the library, instead of the whole path."""
    if part.kind is PartKind.LIKE:
        return f"{'-' * part.excluded}like: {file_name(display(os.fsencode(part.value)))}"
    if part.field == "in" and part.value.startswith("/"):
        return f"{'-' * part.excluded}in: {folder_name(display(os.fsencode(part.value.rstrip('/'))), roots, home)}"
    return query.text[part.start : part.end]


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
