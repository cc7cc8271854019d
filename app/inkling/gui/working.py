"""The states of a page that needs a while: not begun, under way with progress and a way to stop, failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from inkling.gui import icons
from inkling.gui.pieces import button, card, label
from inkling.gui.strings import number, say
from inkling.gui.theme import Theme
from inkling.gui.words import DOT, duration_text
from inkling.progress import Progress

_STEPS = 10  # fewer are steps of the work, not files: the bar tells them better than numbers


class Since(QLabel):
    """Says that files have changed since something was found, where that is so."""

    def __init__(self) -> None:
        super().__init__(say("Files have changed since this was found."))
        self.setObjectName("caption")
        self.setWordWrap(True)
        self.found_at = self.now = -1
        self._show()

    @property
    def is_behind(self) -> bool:
        """Whether what was found may be no longer true."""
        return self.found_at != self.now

    def found(self, generation: int) -> None:
        """Know of which state of the library the things shown are."""
        self.found_at = generation
        self._show()

    def is_newer(self, generation: int) -> bool:
        """Whether things found then are newer than those shown: where none are, any; else only the present ones."""
        return self.found_at < 0 or (self.is_behind and generation == self.now)

    def tell(self, generation: int) -> None:
        """Know the library's present state."""
        self.now = generation
        self._show()

    def _show(self) -> None:
        self.setVisible(self.is_behind)


class Working(QWidget):
    """A card in the middle of the page: a sentence, a bar, a button."""

    begun = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme, picture: str, heading: str, explanation: str, begin: str) -> None:
        super().__init__()
        self._heading, self._explanation = heading, explanation
        frame, inside = card(theme, 24)
        frame.setMaximumWidth(theme.px(560))
        self._title = label(heading, "heading", wrap=True)
        self._text = label(explanation, wrap=True)
        self._detail = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("Progress"))
        self.begin_button: QPushButton = button(begin, self.begun.emit, "primary")
        self._stop = button(say("Stop"), self.stopped.emit)
        drawn = label()
        drawn.setPixmap(icons.pixmap(picture, theme.color("accent"), theme.px(40), self.devicePixelRatioF()))
        inside.addWidget(drawn)
        for widget in (self._title, self._text, self._bar, self._detail):
            inside.addWidget(widget)
        inside.addSpacing(theme.px(4))
        for pressed in (self.begin_button, self._stop):
            inside.addWidget(pressed, 0, Qt.AlignmentFlag.AlignLeft)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(frame, 8)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        self.rest()

    def allow(self, *, begin: bool) -> None:
        """Let it begin, or not yet; who came here to begin has the keyboard on the button."""
        came = begin and not self.begin_button.isEnabled()
        self.begin_button.setEnabled(begin)
        if came and self.begin_button.isVisible():
            self.begin_button.setFocus()

    def rest(self) -> None:
        """Show the invitation to begin."""
        self._show(self._heading, self._explanation, working=False)

    def work(self, what: str) -> None:
        """Show that work is under way."""
        self._bar.setRange(0, 0)
        self._detail.setText("")
        self._show(what, "", working=True)

    def progress(self, progress: object) -> None:
        """Show how far it is."""
        if not isinstance(progress, Progress):
            return
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        told = number(progress.done)
        if 0 < progress.total < _STEPS:
            told = ""
        elif progress.total:
            told = say("{done} of {total}", done=told, total=number(progress.total))
        if progress.seconds_left:
            told = DOT.join(part for part in (told, duration_text(progress.seconds_left)) if part)
        self._detail.setText(told)

    def fail(self, why: str) -> None:
        """Show what went wrong, and let it be tried again."""
        self._show(
            say("That did not work"), why or say("A mistake in Inkling. The local log says where."), working=False
        )

    def nothing(self, sentence: str, advice: str) -> None:
        """Show that there is nothing to show."""
        self._show(sentence, advice, working=False)

    def _show(self, title: str, text: str, *, working: bool) -> None:
        self.is_busy = working
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._bar.setVisible(working)
        self._detail.setVisible(working)
        self._stop.setVisible(working)
        self.begin_button.setVisible(not working)
