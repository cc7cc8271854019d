"""Lists of files in a sheet of their own: what would go to the trash, and what was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inkling.gui.pieces import button, label, row, size_text
from inkling.gui.strings import in_words, say
from inkling.gui.theme import Theme
from inkling.present.copyrows import PlanRow, RefusedRow

_MOST_SHOWN = 12  # lines before a table scrolls
_MOST_NOTES = 5


class FileTable(QTableWidget):
    """Lines of words under headings, to be read and copied. As tall as its lines, up to a dozen.

    Args:
        columns: for each column its heading and its width where it has one of its own; the others share the rest.
    """

    def __init__(self, theme: Theme, what: str, *columns: tuple[str, int]) -> None:
        super().__init__(0, len(columns))
        self._theme = theme
        self.setAccessibleName(what)
        self.setHorizontalHeaderLabels([name for name, _ in columns])
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for at, (_, width) in enumerate(columns):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(at, mode)
            if width:
                header.resizeSection(at, theme.px(width))

    def fill(self, *lines: tuple[str, ...]) -> None:
        """Show lines; what does not fit is shortened, and whole in its tip."""
        tall = self._theme.px(30)
        self.verticalHeader().setDefaultSectionSize(tall)
        self.setRowCount(len(lines))
        for at, cells in enumerate(lines):
            for column, text in enumerate(cells):
                made = QTableWidgetItem(text)
                made.setToolTip(text)
                self.setItem(at, column, made)
        shown = min(_MOST_SHOWN, max(1, len(lines)))
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + shown * tall + 2)
        if lines:
            self.selectRow(0)


def framed(table: FileTable) -> QFrame:
    """Put a table into a card: a line around it, and corners that it does not cover."""
    made = QFrame()
    made.setObjectName("card")
    inside = QVBoxLayout(made)
    inside.setContentsMargins(6, 6, 6, 6)
    inside.addWidget(table)
    return made


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
        layout.addWidget(framed(table), 1)
        layout.addLayout(self.below)
        self.close_button = button(say("Close"), self.close)
        self.buttons = row(None, self.close_button)
        layout.addLayout(self.buttons)
        self.resize(px(820), 0)  # as tall as what is in it


class DryRun(Sheet):
    """What would go to the trash, and what stays instead of each file."""

    def __init__(self, theme: Theme, plan: PlanRow, sentence: str, parent: QWidget) -> None:
        what = say("These files would go to the trash")
        columns = (say("File"), 0), (say("Folder"), 0), (say("Size"), 84), (say("This stays instead"), 0)
        table = FileTable(theme, what, *columns)
        table.fill(*((file.name, file.folder, size_text(file.size), file.kept) for file in plan.going))
        super().__init__(theme, what, sentence, table, parent)
        for note in plan.notes[:_MOST_NOTES]:
            self.below.addWidget(label(in_words(note), "secondary", wrap=True))
        if more := len(plan.notes[_MOST_NOTES:]):
            self.below.addWidget(label(say("%n more note(s) like this.", n=more), "secondary"))


class Refused(Sheet):
    """What was not moved, each file with the reason."""

    def __init__(self, theme: Theme, heading: str, refused: tuple[RefusedRow, ...], parent: QWidget) -> None:
        table = FileTable(theme, heading, (say("File"), 0), (say("What happened"), 0))
        table.fill(*((file.shown, in_words(file.why)) for file in refused))
        super().__init__(theme, heading, "", table, parent)
