"""The quick look (Space): a result large, over the window, gone with the same key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from inkling.gui.find.preview import Preview
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.present.rows import HitRow

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class QuickLook(QDialog):
    """A preview that takes the room of the window. Keys come to it until somebody clicks into the text."""

    moved = Signal(int)  # to the next or a former result

    def __init__(self, shell: Shell, hit: HitRow, parent: QWidget, search: int = 0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Quick look"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Quick look"))
        self.preview = Preview(shell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.preview)
        self.resize(parent.width() * 3 // 4, parent.height() * 9 // 10)
        self.preview.show_hit(hit, search)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Space too, go through hits, results and pages, open."""
        key, shifted = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Space:
            self.close()
        elif key == Qt.Key.Key_F3:
            self.preview.step(-1 if shifted else 1)
        elif key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in _TURNS:
            self.preview.turn(_TURNS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.preview.show_in_folder if shifted else self.preview.open)()
        else:
            super().keyPressEvent(event)
