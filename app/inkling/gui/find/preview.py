"""The selected result: its names, the text around the hit or the real page, the hits in turn, and why it is here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from inkling.gui.find.reading import Reading
from inkling.gui.pieces import Elided, column, icon_button, label, line, plain_tip, row
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, number, say
from inkling.gui.theme import Theme
from inkling.gui.words import DOT, band_name, crumbs_text, header_name, other_name, why_text
from inkling.present.rows import HitRow

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Facts(QWidget):
    """What stands above a message: from whom, to whom, when."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.px(4), 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnStretch(1, 1)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.hide()

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these, each with the name that it has in the person's language."""
        self.setVisible(bool(facts))
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, (name, told) in enumerate(facts):
            self._grid.addWidget(label(header_name(name), "caption"), at, 0)
            self._grid.addWidget(Elided(told, "caption"), at, 1)


class Preview(QFrame):
    """The pane at the right of the results."""

    opened = Signal(object, int)  # a result, and the page that is shown
    shown_in_folder = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._hit: HitRow | None = None
        self.setObjectName("card")
        self.setAccessibleName(say("Preview"))
        self._title = Elided("", "heading")
        self._place = Elided("", "caption")
        self._count = Elided("", "caption")
        self._facts = _Facts(shell.theme)
        self._numbers = label("", "caption", wrap=True)
        self._why = label("", "caption", wrap=True)
        self.reading = Reading(shell)
        self.reading.changed.connect(self._tell)
        self.reading.read.connect(lambda found: self._facts.show_facts(found.facts))
        self.reader, self.sheet = self.reading.reader, self.reading.sheet
        self._lay_out()
        self.show_hit(None)

    @property
    def hit(self) -> HitRow | None:
        """The result that is shown."""
        return self._hit

    def show_hit(self, hit: HitRow | None, search: int = 0) -> None:
        """Show a result of a search, or nothing."""
        is_other = hit is None or self._hit is None or hit.document != self._hit.document
        self._hit = hit
        for part in (self._head, self._foot, *self._lines):
            part.setVisible(hit is not None)
        if is_other:
            self._facts.show_facts(())
        self.reading.show_hit(hit, search)
        if hit is None:
            self._title.say("")
            self._place.say("")
            self.reading.say_state("")
            return
        self._title.say(hit.title)
        self._place.say(crumbs_text(tuple(filter(None, (*hit.crumbs, other_name(hit))))))
        self._tell_numbers(hit)

    def step(self, by: int) -> None:
        """Go to the next or a former hit."""
        self.reading.step(by)

    def toggle_page(self) -> None:
        """Change between the text and the picture of the page."""
        self.reading.toggle_page()

    def turn(self, by: int) -> None:
        """Turn so many windows full."""
        self.reading.turn(by)

    def open(self) -> None:
        """Wish the file opened, at the page that is shown."""
        if self._hit is not None:
            self.opened.emit(self._hit, self.reading.page)

    def show_in_folder(self) -> None:
        """Wish the file shown where it lies."""
        if self._hit is not None:
            self.shown_in_folder.emit(self._hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Return, where no button has the keyboard; with Shift show the file where it lies."""
        if event.key() not in _RETURN or self._hit is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.show_in_folder()
        else:
            self.open()

    def _lay_out(self) -> None:
        theme, px = self._shell.theme, self._shell.theme.px
        self._previous = icon_button(theme, "previous", say("Previous hit"), lambda: self.step(-1), "Shift+F3")
        self._next = icon_button(theme, "next", say("Next hit"), lambda: self.step(1), "F3")
        self._as_page = icon_button(theme, "page", say("Page or text"), self.toggle_page, "Ctrl+G")
        opened = icon_button(theme, "open", say("Open"), self.open, "Return")
        folder = icon_button(theme, "folder", say("Show in folder"), self.show_in_folder, "Shift+Return")
        tools = row(self._previous, self._next, self._count, self._as_page, opened, folder, spacing=px(2))
        tools.setStretch(2, 1)
        beside = px(16) - px(4) - 1  # so that the drawings on the buttons stand under the text
        tools.setContentsMargins(beside, 0, beside, 0)
        names = column(self._title, self._place, self._facts, spacing=px(2))
        names.setContentsMargins(px(16), 0, px(16), 0)
        self._head, self._lines = QWidget(), (line(), line())
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, px(12), 0, px(8))
        head.setSpacing(px(4))
        head.addLayout(names)
        head.addLayout(tools)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(px(16), px(8), px(16), px(12))
        foot.setSpacing(px(2))
        foot.addWidget(self._why)
        foot.addWidget(self._numbers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._lines[0])
        layout.addWidget(self.reading, 1)
        layout.addWidget(self._lines[1])
        layout.addWidget(self._foot)

    def _tell(self) -> None:
        """Say where the person is among the hits."""
        self._count.say(self.reading.told)
        self._as_page.setVisible(self.reading.has_pages)
        for step in (self._previous, self._next):
            step.setEnabled(self.reading.hits > 1)

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
        self._why.setToolTip(plain_tip(in_words(hit.why)))
        self._why.setVisible(bool(why))
