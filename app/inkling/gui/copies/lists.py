"""Lists of files in a sheet of their own: what would go to the trash, and what was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from inkling.gui.copies.table import FileTable
from inkling.gui.pieces import button, card, label, row, size_text
from inkling.gui.strings import in_words, say
from inkling.gui.theme import Theme
from inkling.present.copyrows import PlanRow, RefusedRow

_MOST_NOTES = 5


class Sheet(QDialog):
    """A heading, a sentence, a table, and what stands below it; it closes with Escape and is gone then."""

    def __init__(self, theme: Theme, title: str, sentence: str, table: FileTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        px = theme.px
        self.table = table
        self.below = QVBoxLayout()
        self.below.setSpacing(px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(label(title, "heading"))
        self.sentence = label(sentence, wrap=True)
        if sentence:
            layout.addWidget(self.sentence)
        frame, inside = card(theme, 6)
        inside.addWidget(table)
        layout.addWidget(frame, 1)
        layout.addLayout(self.below)
        self.close_button = button(say("Close"), self.close)
        self.buttons = row(None, self.close_button)
        layout.addLayout(self.buttons)
        self.resize(px(880), 0)  # as tall as what is in it


class DryRun(Sheet):
    """What would go to the trash, and what stays instead of each file."""

    def __init__(self, theme: Theme, plan: PlanRow, sentence: str, parent: QWidget) -> None:
        what = say("These files would go to the trash")
        columns = (say("File"), 0), (say("Folder"), 180), (say("Size"), 80), (say("This stays instead"), 0)
        table = FileTable(theme, what, *columns, paths=(1, 3))
        table.fill(*((file.name, file.folder, size_text(file.size), file.kept) for file in plan.going))
        super().__init__(theme, what, sentence, table, parent)
        for note in plan.notes[:_MOST_NOTES]:
            self.below.addWidget(label(in_words(note), "secondary", wrap=True))
        if more := len(plan.notes[_MOST_NOTES:]):
            self.below.addWidget(label(say("%n more note(s) like this.", n=more), "secondary"))


class Refused(Sheet):
    """What was not moved, each file with the reason."""

    def __init__(self, theme: Theme, heading: str, refused: tuple[RefusedRow, ...], parent: QWidget) -> None:
        table = FileTable(theme, heading, (say("File"), 270), (say("What happened"), 0), paths=(0,))
        table.fill(*((file.shown, in_words(file.why)) for file in refused))
        super().__init__(theme, heading, "", table, parent)
