"""The files that cannot be found by their text: what happened to each, and the next step."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableView, QVBoxLayout, QWidget

from inkling.gui.pieces import button, card, label, plain_tip, row
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, say
from inkling.gui.words import DOT, crumbs_text, problem_name
from inkling.present.rows import LEFT_OUT, WAITING, ProblemRow

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ProblemModel(QAbstractTableModel):
    """File, what happened, what to do; of files to which nothing happened yet, file and folder."""

    def __init__(self, parent: QObject | None = None, *, has_reasons: bool = True) -> None:
        super().__init__(parent)
        self._has_reasons = has_reasons
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
            names = (say("File"), say("What happened") if self._has_reasons else say("Folder"), say("What to do"))
            return names[section] if 0 <= section < 3 else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # a QVariant
        """Return a cell."""
        problem = self.problem(index.row()) if index.isValid() else None
        if problem is None:
            return None
        what = in_words(problem.reason) if self._has_reasons else crumbs_text(problem.crumbs)
        cells = (problem.name, what, in_words(problem.next_step))
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{crumbs_text(problem.crumbs)}\n{cells[index.column()]}")
        return None


class Problems(QDialog):
    """The list, with "try again" and "show in folder"; what only waits, or is left out by rules, is not tried."""

    def __init__(self, shell: Shell, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._kind, self._note = shell, kind, ""
        px = shell.theme.px
        self.setWindowTitle(problem_name(kind))
        self.resize(px(860), px(480))
        self._is_of_trouble = kind != WAITING and not kind.startswith(LEFT_OUT)
        self.rows = ProblemModel(self, has_reasons=self._is_of_trouble)
        self.table = self._table(problem_name(kind))
        self._told = label(say("Reading the list…"), "secondary", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(10))
        layout.addWidget(label(problem_name(kind), "heading", wrap=True))
        layout.addWidget(self._told)
        frame, inside = card(shell.theme, 8)
        inside.addWidget(self.table)
        layout.addWidget(frame, 1)
        self._again = button(say("Try again"), self._try_again, "primary")
        self._again.setVisible(self._is_of_trouble)
        layout.addLayout(
            row(button(say("Show in folder"), self._show), None, button(say("Close"), self.close), self._again)
        )
        self._read()

    def done(self, result: int) -> None:
        """Look no further when the list goes."""
        self._shell.bridge.call_off(self._reading)
        super().done(result)

    def _table(self, name: str) -> QTableView:
        px = self._shell.theme.px
        made = QTableView()
        made.setModel(self.rows)
        made.setShowGrid(False)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setTabKeyNavigation(False)
        made.setWordWrap(True)
        made.setAccessibleName(name)
        lines = made.verticalHeader()
        lines.hide()
        # All rows have the height of two lines: measuring the text of each took two seconds for 20,000.
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(2 * made.fontMetrics().lineSpacing() + px(14))
        header = made.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, px(220))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        made.setColumnHidden(2, not self._is_of_trouble)
        return made

    def _read(self) -> None:
        errand = partial(self._shell.errands.problems, self._kind)
        self._reading = self._shell.bridge.ask(
            "look", self, errand, told=self._fill, done=self._fill, failed=self._told.setText
        )

    def _fill(self, rows: tuple[ProblemRow, ...]) -> None:
        chosen = self.table.currentIndex().row()
        self.rows.show(rows)
        count = say("%n example(s)", n=len(rows)) if self._kind.startswith(LEFT_OUT) else say("%n file(s)", n=len(rows))
        self._told.setText(DOT.join(filter(None, (count, self._note))))
        if rows:
            self.table.selectRow(max(0, min(chosen, len(rows) - 1)))

    def _chosen(self) -> tuple[ProblemRow, ...]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return tuple(problem for row_ in sorted(rows) if (problem := self.rows.problem(row_)) is not None)

    def _show(self) -> None:
        for problem in self._chosen()[:1]:
            self._shell.wishes.show_file.emit(problem.path)

    def _told_again(self) -> None:
        self._note = say("They are read again.")
        self._read()
        self._shell.wishes.changed.emit()

    def _try_again(self) -> None:
        paths = tuple(problem.path for problem in self._chosen())
        self._shell.bridge.ask(
            "work",
            self,
            partial(self._shell.errands.try_again, paths),
            done=lambda _none: self._told_again(),
            failed=self._told.setText,
        )
