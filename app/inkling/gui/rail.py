"""The slim rail at the left: four pages, and settings and help at its foot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from inkling.gui import icons
from inkling.gui.pieces import with_keys
from inkling.gui.strings import say
from inkling.gui.theme import CAPTION, Theme

PAGES = ("find", "copies", "topics", "library")


class Rail(QFrame):
    """Says which page is wanted."""

    chosen = Signal(str)
    wants_settings = Signal()
    wants_help = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("rail")
        self.setFixedWidth(theme.px(76))
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(6), theme.px(12), theme.px(6), theme.px(12))
        layout.setSpacing(theme.px(4))
        names = {"find": say("Find"), "copies": say("Copies"), "topics": say("Topics"), "library": say("Library")}
        for number, page in enumerate(PAGES, start=1):
            made = self._button(page, names[page], f"Ctrl+{number}")
            made.setCheckable(True)
            made.clicked.connect(lambda _on=False, name=page: self.chosen.emit(name))
            group.addButton(made)
            self._buttons[page] = made
            layout.addWidget(made)
        layout.addStretch(1)
        for page, name, keys, signal in (
            ("settings", say("Settings"), "Ctrl+,", self.wants_settings),
            ("help", say("Keys"), "F1", self.wants_help),
        ):
            made = self._button(page, name, keys)
            made.clicked.connect(lambda _on=False, wish=signal: wish.emit())
            layout.addWidget(made)

    def mark(self, page: str) -> None:
        """Show which page is open."""
        self._buttons[page].setChecked(True)
        for name, made in self._buttons.items():
            colour = self._theme.tokens.accent if name == page else self._theme.tokens.secondary
            made.setIcon(icons.icon(name, colour, self._theme.px(22)))

    def _button(self, picture: str, name: str, keys: str) -> QToolButton:
        theme = self._theme
        made = QToolButton()
        made.setObjectName("rail")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setIcon(icons.icon(picture, theme.tokens.secondary, theme.px(22)))
        made.setIconSize(QSize(theme.px(22), theme.px(22)))
        made.setText(name)
        made.setFont(theme.font(CAPTION))
        made.setFixedSize(theme.px(64), theme.px(56))
        made.setAccessibleName(name)
        made.setToolTip(with_keys(name, keys))
        return made
