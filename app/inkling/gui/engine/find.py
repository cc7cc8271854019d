"""Searching and reading, over the library."""

# ruff: noqa: ARG002 - errands share one shape; not each of them has progress to tell or needs to be called off

from __future__ import annotations

from importlib import import_module

from inkling.errors import ExtractError, LibraryError
from inkling.gui.engine.opened import Opened
from inkling.gui.errands import Ask, HomeRows, ReadAsk, Tell
from inkling.present.examples import fragment, is_memorable
from inkling.present.found import found_rows, recent_row
from inkling.present.lines import line_boxes
from inkling.present.rows import FoundRows, Mark, PageRow, ReadRow
from inkling.present.text import flowing, plain, readable
from inkling.progress import Cancel
from inkling.records import (
    DocumentId,
    Filter,
    Locator,
    LocatorKind,
    Result,
    Results,
    SearchRequest,
    StoredDocument,
    Strength,
)
from inkling.records.said import said

_ANYTHING = "inkling"
_AROUND = 30_000  # characters before and after a hit: more than anybody scrolls, less than the window would feel
_SPANS_ON_PAGE = 6
_RECENT = 8
_EXAMPLES = 3
_LOOKED_AT = 30  # documents that changed last, of which examples are made: of each folder at most one
_BEGINNING = 4_000  # characters in which an example is looked for
_NO_SENTENCES = frozenset({"csv", "tsv", "code", "json", "xlsx", "xls", "ods", "spreadsheet", "log", "archive"})
_WIDEST_PAGE = 1600
_MOST_OF_PAGE = 0.6  # a passage that is more of its page is not marked: marking everything marks nothing


class FindPart:
    """The part of the errands that finds."""

    _opened: Opened

    def load(self) -> None:
        """Load what a search and the map would have to wait for."""
        library = self._opened.library
        encoder = library.encoder()
        if encoder is not None:
            encoder.encode_queries([_ANYTHING])
        library.searcher.search(SearchRequest(_ANYTHING, limit=1, rerank=False))
        import_module("inkling.gui.topics.page")

    def follow(self) -> None:
        """Keep the library fresh from now on."""
        self._opened.follow()

    def search(self, ask: Ask, cancel: Cancel, tell: Tell) -> FoundRows:
        """Search stage by stage; each stage is told as soon as it is ready."""
        library = self._opened.library
        request = SearchRequest(ask.text, filter=Filter(documents=ask.within), threshold=Strength.NONE, limit=ask.limit)
        seen: dict[DocumentId, StoredDocument | None] = {}

        def known(result: Result) -> StoredDocument | None:
            if result.document not in seen:
                seen[result.document] = library.reader.document(result.document)
            return seen[result.document]

        def on_stage(results: Results) -> None:
            cancel.check()
            tell(found_rows(results, self._opened.home, known, self._opened.known_topics))

        final = library.searcher.search(request, on_stage, cancel)
        return found_rows(final, self._opened.home, known, self._opened.topics())

    def read(self, ask: ReadAsk, cancel: Cancel, tell: Tell) -> ReadRow:
        """Return the text around the first hit, with every hit in it marked."""
        reader = self._opened.library.reader
        document = reader.document(ask.document)
        if document is None:
            raise LibraryError(said("This file is not in the library any more."))
        middle = min((snippet.start for snippet in ask.snippets), default=0)
        offset = max(0, middle - _AROUND)
        text = reader.text(ask.document, offset, middle + _AROUND)
        hits, marks = [], []
        for snippet in sorted(ask.snippets, key=lambda snippet: snippet.start):
            start, end = snippet.start - offset, snippet.end - offset
            if 0 <= start < len(text):
                found = [Mark(start + m.start, min(start + m.end, len(text)), m.kind) for m in snippet.full_marks]
                marks += found
                hits += _merged(found) or [Mark(start, min(end, len(text)), "here")]
        cancel.check()
        path = ask.path or document.files[0].path
        shown = flowing(readable(text)) if document.kind == "pdf" else readable(text)
        return ReadRow(
            document.id, path, plain(document.title), document.kind, shown, offset, tuple(marks), tuple(hits)
        )

    def page(self, ask: ReadAsk, page: int, width: int, cancel: Cancel) -> PageRow | None:
        """Return the picture of a page, or the picture that the document is; None where it can't be drawn."""
        reader = self._opened.library.reader
        document = reader.document(ask.document)
        places = reader.locators(ask.document)
        is_picture = document is not None and document.kind == "image"
        here = next((p for p in places if p.kind is LocatorKind.PAGE and p.number == page), None)
        if is_picture:
            here = Locator(LocatorKind.PAGE, "", 0, max((place.end for place in places), default=0), 1)
        boxes: list[tuple[float, float, float, float]] = []
        hits: list[int] = []
        try:
            wide = min(width, _WIDEST_PAGE)
            png = reader.picture(ask.path, wide) if is_picture else reader.page_image(ask.path, page, wide)
            cancel.check()
            for start, end in _joined(_spans_on(ask, here))[:_SPANS_ON_PAGE]:
                found = line_boxes(places, start, end)
                if not found and here is not None and not is_picture:
                    found = reader.page_boxes(ask.path, page, start - here.start, end - here.start)
                if found:
                    hits.append(len(boxes))
                    boxes += found
                cancel.check()
        except ExtractError:
            return None
        return PageRow(page, png, tuple(boxes), tuple(hits))

    def home(self, cancel: Cancel, tell: Tell) -> HomeRows:
        """Return the files changed last, searches made of the library's own words, saved and former searches."""
        library, kept = self._opened.library, self._opened.searches()
        history = tuple(kept["history"]) if library.settings.keep_history else ()
        recent = library.reader.recent(_LOOKED_AT)
        cancel.check()
        rows = tuple(recent_row(document, self._opened.home) for document in recent[:_RECENT] if document.files)
        return HomeRows(rows, self._examples(recent), tuple(kept["saved"]), history)

    def _examples(self, recent: list[StoredDocument]) -> tuple[str, ...]:
        """Make searches of what the files say, so that trying one always finds something of the person's own.

        Where nobody would remember a sentence of them, as of manuals, their titles have to do.
        """
        reader = self._opened.library.reader
        found: dict[str, str] = {}
        titles: dict[str, str] = {}
        for document in recent:
            folder = document.files[0].display.rpartition("/")[0] if document.files else ""
            if folder in found or document.kind in _NO_SENTENCES:
                continue
            remembered = fragment(readable(reader.text(document.id, 0, _BEGINNING)))
            if remembered:
                found[folder] = remembered
            elif is_memorable(document.title):
                titles.setdefault(folder, document.title)
            if len(found) == _EXAMPLES:
                break
        others = [title for folder, title in titles.items() if folder not in found]
        return (*found.values(), *others)[:_EXAMPLES]

    def save_search(self, text: str) -> None:
        """Keep a search, or let it go when it is kept already."""
        self._opened.note_search(text, "saved")

    def remember_search(self, text: str) -> None:
        """Add a search to the history, where the person lets us."""
        if self._opened.library.settings.keep_history:
            self._opened.note_search(text, "history")


def _merged(marks: list[Mark]) -> list[Mark]:
    """Join marks that touch: a stop on the way from hit to hit for each stretch that stands out."""
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if joined and mark.start <= joined[-1].end + 1:
            joined[-1] = Mark(joined[-1].start, max(joined[-1].end, mark.end), "here")
        else:
            joined.append(Mark(mark.start, mark.end, "here"))
    return joined


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    marks = _merged([Mark(start, end, "here") for start, end in spans])
    return [(mark.start, mark.end) for mark in marks]


def _spans_on(ask: ReadAsk, here: Locator | None) -> list[tuple[int, int]]:
    """Return what to mark on a page, as spans of the text: what carried the meaning, else what matches, else all."""
    if here is None:
        return []
    spans = []
    for snippet in ask.snippets:
        if here.start <= snippet.start < here.end:
            marked = [m for m in snippet.full_marks if m.kind == "meaning"] or list(snippet.full_marks)
            inside = [(snippet.start + m.start, snippet.start + m.end) for m in marked]
            if inside or snippet.end - snippet.start <= _MOST_OF_PAGE * (here.end - here.start):
                spans += inside or [(snippet.start, snippet.end)]
    return [(start, min(end, here.end)) for start, end in spans if start < here.end]
