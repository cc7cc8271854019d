"""Paragraphs side by side, in two columns of one width that scroll as one. Plain text only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from inkling.gui.strings import number, say
from inkling.gui.theme import BODY, Theme
from inkling.present.copyrows import ChangeRow, DiffRow, PairRow
from inkling.present.rows import Mark

_MOST_CHARACTERS = 6_000  # of both sides: what is laid out at once (about 10 ms); the next change brings the next part
_MOST_PAIRS = 40
CELL_PADDING = 8


class Columns(QTextEdit):
    """Shows a part of a difference, around one of its changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = DiffRow(())
        self._part = range(0)
        self._spans: dict[tuple[int, int, int], tuple[int, int]] = {}
        self.setObjectName("columns")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always: so the names above stand over their columns.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(say("Reference and copy, side by side"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color("surface"))
        self.setPalette(palette)

    def show_row(self, row: DiffRow) -> None:
        """Show the beginning of a difference."""
        self._row = row
        self._show_part(0)

    def go_to(self, change: ChangeRow) -> None:
        """Bring a change into view, with a line around it; another part is laid out when it is not in this one."""
        if change.pair not in self._part:
            self._show_part(change.pair)
        spans = [
            self._spans[key]
            for key in ((change.pair, 0, change.left), (change.pair, 1, change.right))
            if key in self._spans
        ]
        self.setExtraSelections([self._pointed_at(*span) for span in spans])
        for start, _ in spans[:1]:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            self.setTextCursor(cursor)
            bar, place = self.verticalScrollBar(), self.cursorRect(cursor)
            bar.setValue(bar.value() + place.center().y() - self.viewport().height() // 3)

    def _show_part(self, first: int) -> None:
        self.setExtraSelections([])
        self._spans.clear()
        self._part = self._around(first)
        document = QTextDocument(self)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._theme.font(BODY))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        self._fill(document)
        self.setDocument(document)  # which deletes the former one

    def _around(self, first: int) -> range:
        """Return the pairs to lay out: a few before, and as many as are soon laid out."""
        pairs = self._row.pairs
        start = max(0, first - 1)
        size, end = 0, start
        while end < len(pairs) and end - start < _MOST_PAIRS and (size < _MOST_CHARACTERS or end <= first):
            size += len(pairs[end].left) + len(pairs[end].right)
            end += 1
        return range(start, end)

    def _fill(self, document: QTextDocument) -> None:
        part, pairs = self._part, self._row.pairs
        before = sum(change.pair < part.start for change in self._row.changes)
        after = sum(change.pair >= part.stop for change in self._row.changes)
        told_before = say("%n change(s) before this: F7", n=before) if before else ""
        told_after = say("%n change(s) after this: F8", n=after) if after else ""
        if not told_after and part.stop < len(pairs):
            told_after = say("The rest is the same.")
        if not told_after and self._row.is_cut:
            told_after = say("Only the beginning of these long texts was compared.")
        heads = [told for told in (told_before,) if told]
        tails = [told for told in (told_after,) if told]
        rows = len(heads) + len(part) + len(tails)
        if not rows:
            return
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        table = cursor.insertTable(rows, 2, self._table_format())
        for at, told in enumerate(heads):
            self._say_across(table, at, told)
        for at, number_ in enumerate(part, start=len(heads)):
            self._put_pair(table, at, number_, pairs[number_])
        for at, told in enumerate(tails, start=len(heads) + len(part)):
            self._say_across(table, at, told)
        cursor.endEditBlock()

    def _put_pair(self, table: QTextTable, at: int, number_: int, pair: PairRow) -> None:
        if pair.skipped:
            self._say_across(table, at, say("{count} characters are the same", count=number(pair.skipped)))
            return
        for side, (text, marks) in enumerate(((pair.left, pair.left_marks), (pair.right, pair.right_marks))):
            self._put_text(table.cellAt(at, side).firstCursorPosition(), (number_, side), text, marks)

    def _put_text(self, cursor: QTextCursor, key: tuple[int, int], text: str, marks: tuple[Mark, ...]) -> None:
        plain, done = QTextCharFormat(), 0
        for mark in marks:
            cursor.insertText(text[done : mark.start], plain)
            marked = QTextCharFormat()
            marked.setBackground(self._theme.color(mark.kind))
            start = cursor.position()
            cursor.insertText(text[mark.start : mark.end], marked)
            self._spans[*key, mark.start] = (start, cursor.position())
            done = mark.end
        cursor.insertText(text[done:], plain)

    def _say_across(self, table: QTextTable, at: int, told: str) -> None:
        """Put a quiet sentence over both columns."""
        table.mergeCells(at, 0, 1, 2)
        cursor = table.cellAt(at, 0).firstCursorPosition()
        middle = QTextBlockFormat()
        middle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor.setBlockFormat(middle)
        quiet = QTextCharFormat()
        quiet.setForeground(self._theme.color("secondary"))
        cursor.insertText(f"⋯ {told} ⋯", quiet)

    def _table_format(self) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        half = QTextLength(QTextLength.Type.PercentageLength, 50)
        made.setColumnWidthConstraints([half, half])
        made.setBorder(0)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        made.setCellSpacing(0)
        made.setCellPadding(self._theme.px(CELL_PADDING))
        return made

    def _pointed_at(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        shape = QTextCharFormat()
        shape.setProperty(QTextFormat.Property.OutlinePen, QPen(self._theme.color("accent"), 1.5))
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, shape
        return made
