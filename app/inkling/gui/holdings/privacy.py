"""Does the program talk to a network? What the kernel refuses, and how a person finds out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from inkling.gui import icons
from inkling.gui.pieces import label, row
from inkling.gui.strings import say
from inkling.gui.theme import Theme


class Privacy(QFrame):
    """The card about the network."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        picture = label()
        picture.setPixmap(icons.pixmap("shield", theme.color("strong"), theme.px(20), self.devicePixelRatioF()))
        self._sentence = label("", wrap=True)
        how = say("See for yourself in a terminal; Inkling asks for one and says what the kernel answers:")
        self._how, self._code = label(how, "secondary", wrap=True), label("inkling doctor", "code", wrap=True)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        pad = theme.px(20)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(pad, pad, pad, pad)
        lines.setSpacing(theme.px(8))
        lines.addLayout(row(label(say("Private"), "heading"), None, picture))
        for widget in (self._sentence, self._how, self._code):
            lines.addWidget(widget)
        lines.addStretch(1)

    def show_seal(self, *, is_sealed: bool) -> None:
        """Say who refuses connections: the kernel, or only Inkling itself."""
        self._sentence.setText(
            say("This program has opened no network connection: the system's kernel refuses it one.")
            if is_sealed
            else say("This program opens no network connection. On this system only Inkling itself enforces it.")
        )
        self._how.setVisible(is_sealed)
        self._code.setVisible(is_sealed)
