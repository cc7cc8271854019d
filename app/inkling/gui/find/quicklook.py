"""The quick look (Space): a result large, over the window, gone with the same key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from inkling.gui.find.preview import Preview
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.present.rows import HitRow


class QuickLook(QDialog):
    """A preview that takes the room of the window."""

    def __init__(self, shell: Shell, hit: HitRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Quick look"))
        self.preview = Preview(shell)
        self.preview.opened.connect(lambda row: shell.wishes.open_file.emit(row.path, 0))
        self.preview.shown_in_folder.connect(lambda row: shell.wishes.show_file.emit(row.path))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.preview)
        self.resize(parent.width() * 3 // 4, parent.height() * 9 // 10)
        self.preview.show_hit(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Space too; go through the hits with F3."""
        if event.key() == Qt.Key.Key_Space:
            self.close()
        elif event.key() == Qt.Key.Key_F3:
            self.preview.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
