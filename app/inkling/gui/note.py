"""A note of the local log, to read and to copy: what went wrong and where, and nothing of the person's documents."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from inkling.gui.pieces import button, label, row
from inkling.gui.strings import say
from inkling.gui.theme import Theme


class Note(QDialog):
    """Shows a note; nothing is sent anywhere."""

    def __init__(self, theme: Theme, title: str, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme.px
        self.setWindowTitle(title)
        self.resize(px(680), px(420))
        told = say(
            "This note says where in the program it happened. Nothing of your documents is in it, and Inkling sends it "
            "nowhere. Copy it into a report if you want the mistake mended."
        )
        self.text = QPlainTextEdit(note or say("Nothing was noted."))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(10))
        layout.addWidget(label(title, "heading", wrap=True))
        layout.addWidget(label(told, "secondary", wrap=True))
        layout.addWidget(self.text, 1)
        copy = button(say("Copy the note"), lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        layout.addLayout(row(copy, None, button(say("Close"), self.close, "primary")))
