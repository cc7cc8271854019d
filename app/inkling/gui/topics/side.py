"""The left of the page: which folder, its topics, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inkling.gui.pieces import Choice, label, picture_button
from inkling.gui.strings import say
from inkling.gui.theme import Theme
from inkling.gui.topics.tree import TopicTree
from inkling.gui.topics.underway import Underway
from inkling.gui.working import Since
from inkling.present.rows import FolderRow


class Side(QWidget):
    """The choice of the folder is there in every state; the topics only once they are found."""

    folder_chosen = Signal(bytes)
    asked_for_topic = Signal()
    looked_again = Signal()
    exported = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self.folder = Choice(theme, say("Folder"))
        self.folder.addItem(say("The whole library"), b"")
        self.folder.activated.connect(lambda at: self.folder_chosen.emit(bytes(self.folder.itemData(at))))
        self.tree = TopicTree(theme)
        self.since = Since()
        self.underway = Underway(theme)
        self._found = QWidget()
        inside = QVBoxLayout(self._found)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(8))
        inside.addWidget(self.tree, 1)
        inside.addWidget(self.underway)
        inside.addWidget(self.since)
        self._buttons = tuple(
            picture_button(theme, picture, name, signal.emit)
            for picture, name, signal in (
                ("plus", say("Ask for a topic…"), self.asked_for_topic),
                ("refresh", say("Look again"), self.looked_again),
                ("export", say("Export…"), self.exported),
            )
        )
        for pressed in self._buttons:
            inside.addWidget(pressed, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(20), px(8), px(12))
        column.setSpacing(px(8))
        column.addWidget(label(say("Topics"), "title"))
        column.addWidget(self.folder)
        column.addWidget(self._found, 1)
        column.addStretch(0)
        self.setMinimumWidth(px(200))

    def show_folders(self, folders: tuple[FolderRow, ...], chosen: bytes) -> bool:
        """Offer these folders; false when the chosen one is not among them and the whole library is chosen instead."""
        self.folder.clear()
        self.folder.addItem(say("The whole library"), b"")
        for folder in folders:
            self.folder.addItem(folder.display, folder.path)
        return self.choose(chosen)

    def choose(self, folder: bytes) -> bool:
        """Let the choice stand on a folder; false when there is no such folder."""
        at = next((at for at in range(self.folder.count()) if bytes(self.folder.itemData(at)) == folder), -1)
        self.folder.setCurrentIndex(max(0, at))
        return at >= 0

    def show_found(self, *, found: bool) -> None:
        """Show the topics and what can be done with them, or only the choice of the folder."""
        self._found.setVisible(found)

    def allow_changes(self, *, allow: bool) -> None:
        """Let topics be shaped, or not while they are being shaped."""
        self.tree.allow_changes(allow=allow)
        self.folder.setEnabled(allow)
        for pressed in self._buttons:
            pressed.setEnabled(allow)
