"""The text or the real page of a result, and the way from hit to hit, however far apart they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from inkling.gui.errands import ReadAsk
from inkling.gui.find.pageview import Drawn, PageView, drawn
from inkling.gui.find.reader import Reader
from inkling.gui.pieces import label
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.gui.words import place_text
from inkling.present.rows import HitRow, ReadRow, SnippetRow, Spot
from inkling.progress import Cancel

_SETTLE_MS = 80  # running down the list with the arrow key reads only where it stops
_RESIZED_MS = 250
_BLURRED = 1.1  # a page that is shown so much wider than it was drawn is drawn anew


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A picture that was asked for: what comes for anything else is not shown."""

    hit: HitRow
    page: int
    width: int


class Reading(QStackedWidget):
    """Shows one result at its best hit. A better answer changes the marks, and the place only while it is untouched."""

    changed = Signal()  # another hit, page or document
    read = Signal(object)  # the `ReadRow` that is on the screen now

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._hit: HitRow | None = None
        self._row: ReadRow | None = None
        self._search = 0
        self._at = 0  # the number of the hit that the person is at
        self._is_moved = False  # the person has gone to another hit
        self._pages_wanted = True
        self._wanted: _Wanted | None = None
        self._page = 0
        self._undrawn = -1  # the document whose pages cannot be drawn
        self.reader, self.sheet = Reader(shell.theme, airy=True), PageView(shell.theme)
        self.reader.document().setDocumentMargin(shell.theme.px(8))  # the text begins where the title does
        self._state = label("", "secondary", wrap=True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = QWidget()
        middle = QHBoxLayout(empty)
        pad = shell.theme.px(24)
        middle.setContentsMargins(pad, pad, pad, pad)
        middle.addWidget(self._state)
        for widget in (empty, self.reader, self.sheet):
            self.addWidget(widget)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self._resized = QTimer(self, singleShot=True, interval=_RESIZED_MS)
        self._resized.timeout.connect(self._draw_sharp)

    @property
    def page(self) -> int:
        """The page on which the person is, 0 where there are none."""
        if self.shows_page:
            return self._page
        return self._spot.page if self._spot else 0

    @property
    def shows_page(self) -> bool:
        """Whether a picture of a page is shown."""
        return self.currentWidget() is self.sheet

    @property
    def has_pages(self) -> bool:
        """Whether one can change between text and page."""
        return self._first_page() > 0

    @property
    def hits(self) -> int:
        """How many hits the document has."""
        return len(self._spots)

    @property
    def told(self) -> str:
        """Where the person is: the place, and which hit of how many."""
        if self._row is None:
            return ""
        place = place_text(self._spot.place) if self._spot else ""
        if self.shows_page and self._hit is not None and self._hit.kind != "image":
            place = say("page {page}", page=self._page)
        if not self._spots:
            return place or say("no marked hit")
        if not place:
            return say("hit {at} of {of}", at=self._at + 1, of=self.hits)
        return say("{place}, hit {at} of {of}", place=place, at=self._at + 1, of=self.hits)

    def show_hit(self, hit: HitRow | None, search: int) -> None:
        """Show a result of a search; the same one again with other marks keeps its place where one may be reading."""
        before, self._hit = self._hit, hit
        is_other = hit is None or before is None or before.document != hit.document
        if is_other or search != self._search:
            self._is_moved = False
        self._search = search
        if is_other:
            self._row, self._wanted, self._at = None, None, 0
            self.sheet.show_page(None)
            if self.currentIndex() == 0:
                self.say_state("")
            self.changed.emit()
        if hit is None:
            self._settle.stop()
        elif is_other or before is None or _passages(before) != _passages(hit):
            self._settle.start()

    def say_state(self, text: str) -> None:
        """Show a sentence instead of a document."""
        self._state.setText(text)
        self.setCurrentIndex(0)

    def step(self, by: int) -> None:
        """Go to the next or a former hit, around the end."""
        if self._spots:
            self._is_moved = True
            self._at = (self._at + by) % self.hits
            self._go()

    def toggle_page(self) -> None:
        """Change between the text and the picture of the page."""
        if self.has_pages:
            self._pages_wanted = not self._pages_wanted
            self._go()

    def turn(self, by: int) -> None:
        """Turn so many windows full."""
        bar = (self.sheet if self.shows_page else self.reader).verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page anew when the width has settled."""
        super().resizeEvent(event)
        self._resized.start()

    @property
    def _spots(self) -> tuple[Spot, ...]:
        return self._row.spots if self._row else ()

    @property
    def _spot(self) -> Spot | None:
        return self._spots[self._at] if self._spots else None

    def _first_page(self) -> int:
        """Return the page of the hit, else that of the best passage; 0 where there is none that can be drawn."""
        if self._hit is None or self._hit.document == self._undrawn:
            return 0
        if self._spot is not None:
            return self._spot.page
        return self._hit.snippets[0].page if self._hit.snippets else 0

    # ------------------------------------------------------------------------------------------------------- the text

    def _ask(self, around: int | None = None) -> None:
        hit = self._hit
        if hit is None:
            return
        ask = ReadAsk(hit.document, hit.path, hit.snippets, around)
        errand = partial(self._shell.errands.read, ask)
        came, failed = partial(self._take, hit, around), partial(self._fail, hit)
        self._shell.bridge.ask("preview", self, errand, done=came, failed=failed)

    def _take(self, hit: HitRow, around: int | None, row: ReadRow) -> None:
        if self._hit is None or _passages(self._hit) != _passages(hit):
            return
        before, self._row = self._spot, row
        stays = self._is_moved and around is None and before is not None
        self._at = _nearest(row.spots, before.start) if stays and before else row.at
        is_other_text = self.reader.read(row)
        is_there = before is not None and self._spot is not None and before.start == self._spot.start
        self.read.emit(row)
        self._go(keep=is_there and not is_other_text)

    def _fail(self, hit: HitRow, why: str) -> None:
        if self._hit is hit:
            self.say_state(why or say("The text of this document cannot be shown."))

    def _go(self, *, keep: bool = False) -> None:
        """Be at the hit, in the text or on its page; `keep` leaves the text where it is scrolled."""
        page = self._first_page()
        if self._pages_wanted and page > 0:
            if page == self._page and self.shows_page and self._wanted is not None and self._is_drawn(self._wanted):
                self.sheet.go(self._on_page())
            else:
                self._ask_page(page)
        else:
            self._wanted = None
            self._go_in_text(keep=keep)
            self.setCurrentWidget(self.reader)
        self.changed.emit()

    def _go_in_text(self, *, keep: bool = False) -> None:
        row = self._row
        if row is None:
            return
        inside = self._at - row.first
        if 0 <= inside < len(row.hits):
            self.reader.go(inside, scroll=not keep)
        elif row.spots:
            self._ask(row.spots[self._at].start)

    # ------------------------------------------------------------------------------------------------------- the page

    def _ask_page(self, page: int) -> None:
        hit = self._hit
        if hit is None:
            return
        width = max(200, round(self.sheet.wide_in(self.width()) * self.devicePixelRatioF()))
        wanted = self._wanted = _Wanted(hit, page, width)
        ask, errands = ReadAsk(hit.document, hit.path, hit.snippets), self._shell.errands

        def errand(cancel: Cancel, _tell: object) -> Drawn | None:
            row = errands.page(ask, page, width, cancel)
            return drawn(row) if row is not None else None

        came, failed = partial(self._show_page, wanted), partial(self._show_text, wanted)
        self._shell.bridge.ask("page", self, errand, done=came, failed=failed)

    def _show_page(self, wanted: _Wanted, found: Drawn | None) -> None:
        if wanted is not self._wanted:  # another document, another page, or text is wanted by now
            return
        if found is None:
            self._show_text(wanted)
            return
        is_redrawn = self.shows_page and self._page == wanted.page and self.sheet.hits == len(found.row.hits)
        self._page = wanted.page
        self.sheet.show_page(found, keep=is_redrawn)
        self.setCurrentWidget(self.sheet)
        if not is_redrawn or self.sheet.at != self._on_page():
            self.sheet.go(self._on_page())
        self.changed.emit()

    def _show_text(self, wanted: _Wanted, _why: str = "") -> None:
        """Show the text where the page cannot be drawn."""
        if wanted is self._wanted:
            self._undrawn = wanted.hit.document
            self._go()

    def _on_page(self) -> int:
        """Return which hit of its page the hit is."""
        return sum(spot.page == self._page for spot in self._spots[: self._at])

    def _is_drawn(self, wanted: _Wanted) -> bool:
        return self._hit is not None and _passages(wanted.hit) == _passages(self._hit)

    def _draw_sharp(self) -> None:
        if self.shows_page and self._wanted is not None:
            wide = self.sheet.wide_in(self.width()) * self.devicePixelRatioF()
            if wide > _BLURRED * self._wanted.width:
                self._ask_page(self._page)


def _passages(hit: HitRow) -> tuple[int, tuple[SnippetRow, ...]]:
    """Return what of a result is read: another answer may have found or marked other passages."""
    return hit.document, hit.snippets


def _nearest(spots: tuple[Spot, ...], start: int) -> int:
    return min(range(len(spots)), key=lambda at: abs(spots[at].start - start), default=0)
