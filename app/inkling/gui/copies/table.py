"""A table of files: as many lines as there are, of which only those on the screen cost anything."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from inkling.gui.pieces import plain_tip
from inkling.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_SHOWN = 12  # lines before the table scrolls


class CellModel(QAbstractTableModel):
    """Words in cells."""

    def __init__(self, names: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._lines: tuple[tuple[str, ...], ...] = ()

    def show(self, lines: tuple[tuple[str, ...], ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # a QVariant
        """Name the columns."""
        is_name = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._names[section] if is_name and 0 <= section < len(self._names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # a QVariant
        """Return a cell; its tip says it whole."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self._lines[index.row()][index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text


class _PathEnd(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class FileTable(QTableView):
    """Lines of words under headings. As tall as its lines, up to a dozen.

    Args:
        columns: for each column its heading and its width where it has one of its own; the others share the rest.
        paths: the columns that are shortened at the left, as the end of a path tells most.
    """

    def __init__(self, theme: Theme, what: str, *columns: tuple[str, int], paths: tuple[int, ...] = ()) -> None:
        super().__init__()
        self._tall = theme.px(30)
        self.rows = CellModel(tuple(name for name, _ in columns), self)
        self.setModel(self.rows)
        self.setAccessibleName(what)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        for at in paths:
            self.setItemDelegateForColumn(at, _PathEnd(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._tall)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for at, (_, width) in enumerate(columns):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
            if width:
                header.resizeSection(at, theme.px(width))

    def fill(self, *lines: tuple[str, ...]) -> None:
        """Show lines; what does not fit is shortened."""
        self.rows.show(lines)
        shown = min(_MOST_SHOWN, max(1, len(lines)))
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + shown * self._tall + 2)
        if lines:
            self.selectRow(0)
