"""The files that cannot be found by their text: what happened to each, and the next step."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableView, QVBoxLayout, QWidget

from inkling.gui.pieces import button, label, row
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, say
from inkling.gui.words import crumbs_text, problem_name
from inkling.present.rows import ProblemRow

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ProblemModel(QAbstractTableModel):
    """File, what happened, what to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ProblemRow, ...] = ()

    def show(self, rows: tuple[ProblemRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def problem(self, row_: int) -> ProblemRow | None:
        """Return one of them."""
        return self._rows[row_] if 0 <= row_ < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of problems."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # a QVariant
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (say("File"), say("What happened"), say("What to do"))[section] if 0 <= section < 3 else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # a QVariant
        """Return a cell."""
        problem = self.problem(index.row()) if index.isValid() else None
        if problem is None:
            return None
        cells = (problem.name, in_words(problem.reason), in_words(problem.next_step))
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{crumbs_text(problem.crumbs)}\n{cells[index.column()]}"
        return None


class Problems(QDialog):
    """The list, with "try again" and "show in folder"."""

    def __init__(self, shell: Shell, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        px = shell.theme.px
        self.setWindowTitle(problem_name(kind))
        self.resize(px(860), px(480))
        self.rows = ProblemModel(self)
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.setAccessibleName(problem_name(kind))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, px(220))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._told = label(say("Reading the list…"), "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(label(problem_name(kind), "heading"))
        layout.addWidget(self._told)
        layout.addWidget(self.table, 1)
        layout.addLayout(
            row(
                button(say("Show in folder"), self._show),
                None,
                button(say("Try again"), self._again, "primary"),
                button(say("Close"), self.close),
            )
        )
        shell.bridge.ask(
            "look", self, partial(shell.errands.problems, kind), done=self._fill, failed=self._told.setText
        )

    def _fill(self, rows: tuple[ProblemRow, ...]) -> None:
        self.rows.show(rows)
        self._told.setText(say("%n file(s)", n=len(rows)))
        self.table.resizeRowsToContents()
        if rows:
            self.table.selectRow(0)

    def _chosen(self) -> tuple[ProblemRow, ...]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return tuple(problem for row_ in sorted(rows) if (problem := self.rows.problem(row_)) is not None)

    def _show(self) -> None:
        for problem in self._chosen()[:1]:
            self._shell.wishes.show_file.emit(problem.path)

    def _told_again(self) -> None:
        self._shell.wishes.say.emit(say("They are read again."))
        self._shell.wishes.changed.emit()

    def _again(self) -> None:
        paths = tuple(problem.path for problem in self._chosen())
        self._shell.bridge.ask(
            "work",
            self,
            partial(self._shell.errands.try_again, paths),
            done=lambda _none: self._told_again(),
            failed=self._told.setText,
        )
