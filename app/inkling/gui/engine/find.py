"""Searching and reading, over the library."""

# ruff: noqa: ARG002 - errands share one shape; not each of them has progress to tell or needs to be called off

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from inkling.errors import ExtractError, LibraryError
from inkling.gui.engine.opened import Opened
from inkling.gui.errands import Ask, HomeRows, ReadAsk, Tell
from inkling.present.examples import fragment, is_memorable
from inkling.present.found import found_rows, recent_row
from inkling.present.lines import line_boxes
from inkling.present.rows import FoundRows, Mark, PageRow, ReadRow, Spot
from inkling.present.spots import Head, best_spot, head_of, spots
from inkling.present.text import flowing, plain, readable
from inkling.progress import Cancel
from inkling.records import (
    Filter,
    Locator,
    LocatorKind,
    Results,
    SearchRequest,
    StoredDocument,
    Strength,
)
from inkling.records.said import said

_ANYTHING = "inkling"
_PAGES = tuple(f"inkling.gui.{name}.page" for name in ("copies", "topics", "holdings"))  # made when first wanted
_AROUND = 30_000  # characters before and after a hit: more than anybody scrolls, less than the window would feel
_CUT = "… "  # where the text goes on beyond what is shown
_MARKS_ON_PAGE = 60  # each takes the jail a moment
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
        for page in _PAGES:
            import_module(page)

    def follow(self) -> None:
        """Keep the library fresh from now on."""
        self._opened.follow()

    def search(self, ask: Ask, cancel: Cancel, tell: Tell) -> FoundRows:
        """Search stage by stage; each stage is told as soon as it is ready."""
        library = self._opened.library
        request = SearchRequest(ask.text, filter=Filter(documents=ask.within), threshold=Strength.NONE, limit=ask.limit)
        opened = self._opened

        def on_stage(results: Results) -> None:
            cancel.check()
            tell(found_rows(results, opened.home, opened.known_topics, opened.roots()))

        final = library.searcher.search(request, on_stage, cancel)
        return found_rows(final, opened.home, opened.topics(), opened.roots())

    def read(self, ask: ReadAsk, cancel: Cancel, tell: Tell) -> ReadRow:
        """Return the text around the best hit or around a wanted one, with every hit in it marked."""
        reader = self._opened.library.reader
        document = reader.document(ask.document)
        if document is None:
            raise LibraryError(said("This file is not in the library any more."))
        places = reader.locators(ask.document)
        found, head = spots(ask.snippets, places), Head()
        if document.kind == "mail" and not any(place.kind is LocatorKind.PART for place in places):  # no mailbox
            head = head_of(reader.text(ask.document, 0, _BEGINNING), found, document.title)
            found = tuple(spot for spot in found if spot.end > head.end)
        at = best_spot(found, ask.snippets)
        if ask.around is not None:
            at = next((at for at, spot in enumerate(found) if spot.start >= ask.around), at)
        middle = found[at].start if found else 0
        offset, end = max(head.end, middle - _AROUND), middle + _AROUND
        text = reader.text(ask.document, offset, end)
        cancel.check()
        shown = flowing(readable(text)) if document.kind == "pdf" else readable(text)
        lead = _CUT if offset > head.end else ""
        stretch = _Stretch(offset, len(text), len(lead))
        inside = [at for at, spot in enumerate(found) if stretch.holds(spot)]
        return ReadRow(
            document.id,
            ask.path or document.files[0].path,
            plain(document.title),
            document.kind,
            lead + shown + (_CUT[::-1] if end < document.length else ""),
            offset - len(lead),
            tuple(stretch.moved(mark) for at in inside for mark in found[at].marks if mark.kind != "here"),
            tuple(stretch.moved(Mark(found[at].start, found[at].end, "here")) for at in inside),
            spots=found,
            first=inside[0] if inside else 0,
            at=at,
            facts=head.facts,
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
        if here is None:
            return None
        found = [spot for spot in spots(ask.snippets, places) if spot.page == page]
        marks = [mark for spot in found for mark in _marked(spot, here)]
        try:
            wide = min(width, _WIDEST_PAGE)
            png = reader.picture(ask.path, wide) if is_picture else reader.page_image(ask.path, page, wide)
            cancel.check()
            lines = [line_boxes(places, mark.start, mark.end) for mark in marks]
            if not is_picture and not any(lines):
                spans = [(mark.start - here.start, mark.end - here.start) for mark in marks[:_MARKS_ON_PAGE]]
                lines = reader.page_boxes(ask.path, page, spans) if spans else []
            cancel.check()
        except ExtractError:
            return None
        drawn = dict(zip(marks, lines, strict=False))
        boxes: list[tuple[tuple[float, float, float, float], str]] = []
        hits: list[int] = []
        for spot in found:
            hits.append(len(boxes))
            boxes += [(box, mark.kind) for mark in _marked(spot, here) for box in drawn.get(mark, ())]
        return PageRow(page, png, tuple(box for box, _ in boxes), tuple(hits), tuple(kind for _, kind in boxes))

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

    def save_search(self, text: str) -> bool:
        """Keep a search, or let it go when it is kept already; return whether it is kept now."""
        return self._opened.note_search(text, "saved")

    def remember_search(self, text: str) -> None:
        """Add a search to the history, where the person lets us."""
        if self._opened.library.settings.keep_history:
            self._opened.note_search(text, "history")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What of a text is shown: so many characters from `offset` on, after a sign that the text was cut."""

    offset: int
    length: int
    lead: int

    def holds(self, spot: Spot) -> bool:
        return self.offset <= spot.start < self.offset + self.length

    def moved(self, mark: Mark) -> Mark:
        """Return a mark of the whole text as a mark of what is shown."""
        start, end = max(mark.start - self.offset, 0), min(mark.end - self.offset, self.length)
        return Mark(start + self.lead, end + self.lead, mark.kind)


def _marked(spot: Spot, here: Locator) -> list[Mark]:
    """Return what of a hit is marked on its page: nothing of a bare passage that is most of it."""
    marks = [Mark(mark.start, min(mark.end, here.end), mark.kind) for mark in spot.marks if mark.start < here.end]
    too_much = _MOST_OF_PAGE * (here.end - here.start)
    return [mark for mark in marks if mark.kind != "here" or mark.end - mark.start <= too_much]
