"""The selected result: the text around the hit or the real page, the hits in turn, and why it is here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inkling.gui.errands import ReadAsk
from inkling.gui.find.pageview import PageView
from inkling.gui.find.reader import Reader
from inkling.gui.pieces import Elided, icon_button, label, line, row
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, number, say
from inkling.gui.words import DOT, band_name, crumbs_text, why_text
from inkling.present.rows import HitRow, PageRow, ReadRow

_SETTLE_MS = 80  # running down the list with the arrow key reads only where it stops


class Preview(QFrame):
    """The pane at the right of the results."""

    opened = Signal(object)
    shown_in_folder = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._hit: HitRow | None = None
        self._pages_wanted = True
        self._page = 0
        self.setObjectName("card")
        self.setAccessibleName(say("Preview"))
        theme = shell.theme
        self.reader = Reader(theme)
        self.sheet = PageView(theme)
        self._title = Elided("", "heading")
        self._place = Elided("", "caption")
        self._count = label("", "caption")
        self._state = label("", "secondary", wrap=True)
        self._numbers = label("", "caption", wrap=True)
        self._why = label("", "caption", wrap=True)
        self._stack = QStackedWidget()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self.reader.at_hit.connect(self._tell_hit)
        self._lay_out()
        self.show_hit(None)

    @property
    def hit(self) -> HitRow | None:
        """The result that is shown."""
        return self._hit

    def show_hit(self, hit: HitRow | None) -> None:
        """Show a result, or the invitation to choose one."""
        same = hit is not None and self._hit is not None and hit.document == self._hit.document
        self._hit = hit
        for part in (self._head, self._foot, *self._lines):
            part.setVisible(hit is not None)
        if hit is None:
            self._title.say("")
            self._place.say("")
            self._say_state(say("Choose a result to read it here."))
            return
        self._title.say(hit.title)
        self._place.say(crumbs_text((*hit.crumbs, hit.name)))
        self._tell_numbers(hit)
        if not same:
            self._page = hit.snippets[0].page if hit.snippets else 0
            self._settle.start()

    def show_nothing(self) -> None:
        """Be empty: there is no result that one could choose."""
        self.show_hit(None)
        self._say_state("")

    def step(self, by: int) -> None:
        """Go to the next or a former hit."""
        if self._hit is None:
            return
        if self._stack.currentWidget() is self.sheet:
            self._step_page(by)
        else:
            self.reader.step(by)

    def toggle_page(self) -> None:
        """Change between the text and the picture of the page."""
        self._pages_wanted = not self._pages_wanted
        self._ask()

    def _lay_out(self) -> None:
        theme, px = self._shell.theme, self._shell.theme.px
        self._previous = icon_button(theme, "previous", say("Previous hit"), lambda: self.step(-1), "Shift+F3")
        self._next = icon_button(theme, "next", say("Next hit"), lambda: self.step(1), "F3")
        self._as_page = icon_button(theme, "pdf", say("Page or text"), self.toggle_page, "Ctrl+G")
        opened = icon_button(theme, "open", say("Open"), lambda: self.opened.emit(self._hit), "Return")
        folder = icon_button(
            theme, "folder", say("Show in folder"), lambda: self.shown_in_folder.emit(self._hit), "Shift+Return"
        )
        self._tools = QWidget()
        tools = row(self._previous, self._next, self._count, None, self._as_page, opened, folder, spacing=px(2))
        self._tools.setLayout(tools)
        self._head, self._lines = QWidget(), (line(), line())
        head = QVBoxLayout(self._head)
        head.setContentsMargins(px(12), px(12), px(12), px(8))
        head.setSpacing(px(2))
        head.addWidget(self._title)
        head.addWidget(self._place)
        head.addWidget(self._tools)
        empty = QWidget()
        middle = QHBoxLayout(empty)
        middle.setContentsMargins(px(24), px(24), px(24), px(24))
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(self._state)
        for widget in (empty, self.reader, self.sheet):
            self._stack.addWidget(widget)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(px(12), px(8), px(12), px(12))
        foot.setSpacing(px(2))
        foot.addWidget(self._why)
        foot.addWidget(self._numbers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._lines[0])
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._lines[1])
        layout.addWidget(self._foot)

    def _request(self) -> ReadAsk | None:
        if self._hit is None:
            return None
        return ReadAsk(self._hit.document, self._hit.path, self._hit.snippets)

    def _ask(self) -> None:
        ask = self._request()
        if ask is None:
            return
        bridge, errands = self._shell.bridge, self._shell.errands
        bridge.ask("preview", self, partial(errands.read, ask), done=self._read, failed=self._fail)
        self._as_page.setEnabled(self._page > 0)
        if self._pages_wanted and self._page > 0:
            self._ask_page(self._page)
        else:
            self._stack.setCurrentWidget(self.reader)

    def _ask_page(self, page: int, *, last: bool = False) -> None:
        ask = self._request()
        if ask is None:
            return
        self._page = page
        width = max(200, round(self.sheet.wide * self.devicePixelRatioF()))
        errands = self._shell.errands

        def errand(cancel: object, _tell: object) -> PageRow | None:
            return errands.page(ask, page, width, cancel)  # type: ignore[arg-type]  # the bridge gives a Cancel

        self._shell.bridge.ask(
            "page", self, errand, done=partial(self._show_page, last=last), failed=lambda _why: self._show_page(None)
        )

    def _read(self, found: ReadRow) -> None:
        if self._hit is None or found.document != self._hit.document:
            return
        self.reader.read(found)
        if self._stack.currentWidget() is not self.sheet or not self._page:
            self._stack.setCurrentWidget(self.reader)

    def _show_page(self, page: PageRow | None, *, last: bool = False) -> None:
        if self._hit is None:  # it came after the results had gone
            return
        if page is None:
            self._stack.setCurrentWidget(self.reader)
            return
        self.sheet.show_page(page, last=last)
        self._stack.setCurrentWidget(self.sheet)
        self._tell_page()

    def _pages(self) -> list[int]:
        return sorted({snippet.page for snippet in self._hit.snippets if snippet.page}) if self._hit else []

    def _step_page(self, by: int) -> None:
        """Go to the next mark on this page, or to the next page on which something was found."""
        pages, at = self._pages(), self.sheet.at + by
        if 0 <= at < self.sheet.hits or len(pages) < 2:
            self.sheet.go(at % max(1, self.sheet.hits))
            self._tell_page()
        else:
            here = pages.index(self._page) if self._page in pages else 0
            self._ask_page(pages[(here + by) % len(pages)], last=by < 0)

    def _tell_page(self) -> None:
        """Say on which page and at which of its hits the reader stands."""
        page, hits = number(self._page), self.sheet.hits
        told = say("page {page}", page=page)
        if self._hit is not None and self._hit.kind == "image":
            told = say("hit {at} of {of}", at=self.sheet.at + 1, of=hits) if hits else ""
        elif hits > 1:
            told = say("page {page}, hit {at} of {of}", page=page, at=self.sheet.at + 1, of=hits)
        self._count.setText(told)
        for step in (self._previous, self._next):
            step.setEnabled(hits > 1 or len(self._pages()) > 1)

    def _fail(self, why: str) -> None:
        self._say_state(why or say("The text of this document cannot be shown."))

    def _say_state(self, text: str) -> None:
        self._state.setText(text)
        self._stack.setCurrentIndex(0)

    def _tell_hit(self, at: int, of: int) -> None:
        self._count.setText(say("hit {at} of {of}", at=at, of=of) if of else say("no marked hit"))
        self._previous.setEnabled(of > 1)
        self._next.setEnabled(of > 1)
        if self._stack.currentWidget() is self.sheet and self._page:
            self._tell_page()

    def _tell_numbers(self, hit: HitRow) -> None:
        parts = [f"{band_name(hit.band)} {number(hit.strength, 2)}"] if hit.band else []
        for name, value in (
            (say("rerank"), hit.rerank),
            (say("meaning"), hit.meaning),
            (say("words"), hit.words),
        ):
            if value is not None:
                parts.append(f"{name} {number(value, 2)}")
        self._numbers.setText(DOT.join(parts))
        self._numbers.setToolTip(
            say(
                "Strength: how sure it is that this answers you, from 0 to 1. Rerank: word by word comparison. "
                "Meaning: how close the passage is as a whole. Words: how many of your words stand in it."
            )
        )
        why = why_text(hit.snippets[0]) if hit.snippets else ""
        self._why.setText(why)
        self._why.setToolTip(in_words(hit.why))
        self._why.setVisible(bool(why))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the texts in the header short."""
        super().resizeEvent(event)
        self._title.say(self._hit.title if self._hit else "")
