"""The line at the foot: how far the library is, in words; a short message now and then; pause and resume."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from inkling.gui import icons
from inkling.gui.pieces import Bar, Elided, announce, button, icon_button, plain_tip
from inkling.gui.strings import in_words, number, say
from inkling.gui.theme import Theme
from inkling.gui.words import DOT, duration_text
from inkling.present.rows import StatusRow

_MESSAGE_MS = 6000


class StatusBar(QFrame):
    """Never lies about the state, and never shouts."""

    paused = Signal(bool)
    wants_list = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._status = StatusRow()
        self.setObjectName("statusbar")
        self._text = Elided("", "caption")
        self._message = Elided("", "caption")
        self.missing = button("", self.wants_list.emit, "foot", tip=say("Show what cannot be searched"))
        self._bar = Bar(theme, say("Searchable by meaning"), width=120, height=5)
        self._pause = icon_button(theme, "pause", say("Pause reading"), self.toggle)
        self._hush = QTimer(self, singleShot=True, interval=_MESSAGE_MS)
        self._hush.timeout.connect(lambda: self._message.say(""))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, theme.px(8), 0)
        layout.setSpacing(theme.px(12))
        layout.addWidget(self._text, 3)
        layout.addWidget(self._message, 2)
        layout.addWidget(self.missing)
        layout.addWidget(self._bar)
        layout.addWidget(self._pause)
        self.setFixedHeight(theme.px(30))
        self.show_status(self._status)

    def show_status(self, status: StatusRow) -> None:
        """Show how far the library is."""
        self._status = status
        self._text.say(status_text(status))
        missing = sum(count for _, count in status.problems)
        self.missing.setText(say("%n not searchable", n=missing))
        self.missing.setVisible(missing > 0)
        working = status.is_working and status.files > 0
        self._bar.setVisible(working)
        self._bar.show_parts((status.meaning_share, "accent"))
        paused = status.is_held
        self._pause.setVisible(working or paused)
        name = say("Resume reading") if paused else say("Pause reading")
        self._pause.setIcon(icons.icon("play" if paused else "pause", self._theme.tokens.secondary, self._theme.px(16)))
        self._pause.setToolTip(plain_tip(name))
        self._pause.setAccessibleName(name)

    def show_trouble(self, why: str) -> None:
        """Say why nothing is known of the library now."""
        self._text.say(why)
        self.missing.hide()
        self._bar.hide()
        self._pause.hide()

    def say(self, message: str) -> None:
        """Show a short sentence for a while, and tell it to screen readers."""
        self._message.say(message)
        self._hush.start()
        announce(self, message)

    def toggle(self) -> None:
        """Pause, or go on."""
        self.paused.emit(not self._status.is_held)


def status_text(status: StatusRow) -> str:
    """Say the state in one line: files, searchable ones, what is being read, how far by meaning."""
    if not status.files and not status.pending:
        return say("No files yet") if status.folders else say("No folders yet")
    parts = [say("%n file(s)", n=status.files), say("%n searchable", n=status.searchable)]
    if status.pending:
        parts.append(say("%n being read", n=status.pending))
    if status.passages and status.passages_with_meaning < status.passages:
        parts.append(say("by meaning {share} %", share=number(int(100 * status.meaning_share))))
        if status.seconds_left:
            parts.append(duration_text(status.seconds_left))
    if status.state == "paused" or status.is_held:
        parts.append(say("paused: {why}", why=in_words(status.why_paused)) if status.why_paused else say("paused"))
    return DOT.join(parts)
