"""The page "Copies": tiers at the left, groups in the middle, the difference at the right, the plan below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inkling.gui.bridge import Task
from inkling.gui.copies.diff import DiffView
from inkling.gui.copies.groups import LINE, GroupList, Line
from inkling.gui.copies.plan import PlanBar
from inkling.gui.panes import Panes
from inkling.gui.pieces import Button, announce, label, line, picture_button, scrolled
from inkling.gui.shell import Shell
from inkling.gui.strings import number, say
from inkling.gui.words import tier_meaning, tier_name
from inkling.gui.working import Since, Working
from inkling.present.rows import CopiesRows, GroupRow, StatusRow
from inkling.records import DocumentId

_TIERS = ("identical_bytes", "identical_text", "near_copy", "same_form", "reworked")


class CopiesPage(QWidget):
    """What is double?"""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._rows: CopiesRows | None = None
        self._tier = ""
        self._task: Task[CopiesRows] | None = None
        self._wanted: int | None = None
        self.groups = GroupList(shell.theme)
        self.diff = DiffView(shell.theme)
        self.plan = PlanBar(shell)
        self._meant = label("", "caption", wrap=True)
        self.since = Since()
        self.working = Working(
            shell.theme,
            "copies",
            say("Find what you have more than once"),
            say(
                "Inkling compares what the files say: identical files, the same text in another format, edited copies. "
                "It only looks. Nothing is moved unless you say so."
            ),
            say("Find copies"),
        )
        self._connect()
        self._lay_out()

    def take_focus(self) -> None:
        """Put the keyboard on the groups, or on the button that begins; show what is known to be found."""
        if self._rows is None:
            self.working.begin_button.setFocus()
        else:
            self.groups.setFocus()
        if self.since.is_behind:
            self._shell.bridge.ask("kept", self, self._shell.errands.kept_copies, done=self._show_kept)

    def step(self, by: int) -> None:
        """Go to the next or a former change."""
        self.diff.step(by)

    def show_status(self, status: StatusRow) -> None:
        """Know how far the library is."""
        self.working.allow(begin=status.searchable > 0)
        self.since.tell(status.generation)

    def show_document(self, document: int) -> None:
        """Show the group that holds a document, after looking for copies if need be."""
        self._wanted = document
        if self._rows is None:
            self.begin()
        else:
            self._show_wanted()

    def begin(self) -> None:
        """Look for copies."""
        self._body.setCurrentWidget(self.working)
        self.working.work(say("Comparing files…"))
        self._task = self._shell.bridge.ask(
            "long",
            self,
            partial(self._shell.errands.copies, b""),
            done=self._found,
            failed=self.working.fail,
            cancelled=self._rest,
            told=self.working.progress,
        )

    def _connect(self) -> None:
        self.working.begun.connect(self.begin)
        self.working.stopped.connect(lambda: self._task.cancel.cancel() if self._task else None)
        self.groups.selectionModel().currentChanged.connect(lambda _new, _old: self._compare())
        self.groups.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.groups.customContextMenuRequested.connect(self._menu)
        self.groups.activated.connect(lambda index: self._open(index.data(LINE)))
        self.plan.carried_out.connect(self.begin)

    def _lay_out(self) -> None:
        px = self._shell.theme.px
        self._tiers = QVBoxLayout()
        self._tiers.setSpacing(px(2))
        side = QWidget()
        side.setFixedWidth(px(236))
        left = QVBoxLayout(side)
        left.setContentsMargins(px(16), px(20), px(8), px(16))
        left.addWidget(label(say("Copies"), "title"))
        left.addSpacing(px(12))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._tiers)
        column.addSpacing(px(12))
        self._meant.setContentsMargins(px(8), 0, px(8), 0)
        column.addWidget(self._meant)
        column.addStretch(1)
        left.addWidget(scrolled(inside), 1)
        self.since.setContentsMargins(px(8), 0, px(8), px(4))
        left.addWidget(self.since)
        for picture, name, run in (
            ("refresh", say("Look again"), self.begin),
            ("export", say("Export…"), self._export),
        ):
            left.addWidget(picture_button(self._shell.theme, picture, name, run), 0, Qt.AlignmentFlag.AlignLeft)
        splitter = Panes(self.groups, self._padded(self.diff))
        splitter.setSizes([px(460), px(500)])
        self.groups.setMinimumWidth(px(300))
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(line(vertical=True))
        across.addWidget(splitter, 1)
        results = QWidget()
        down = QVBoxLayout(results)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(across, 1)
        down.addWidget(line())
        down.addWidget(self.plan)
        self._results = results
        self._body = QStackedWidget()
        self._body.addWidget(self.working)
        self._body.addWidget(results)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)

    def _padded(self, inner: QWidget) -> QWidget:
        px = self._shell.theme.px
        frame = QWidget()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(px(12), px(12), px(12), px(12))
        layout.addWidget(inner)
        return frame

    def _rest(self) -> None:
        self.working.rest()
        if self._rows is not None and self._rows.groups:
            self._body.setCurrentWidget(self._results)

    def _show_kept(self, rows: CopiesRows | None) -> None:
        if rows is not None and rows.groups and self.since.is_newer(rows.generation) and not self.working.is_busy:
            self._found(rows)

    def _found(self, rows: CopiesRows) -> None:
        self._rows = rows
        self.working.rest()
        self.since.found(rows.generation)
        if not rows.groups:
            self.working.nothing(
                say("No copies found"), say("%n file(s) were compared; each says something of its own.", n=rows.files)
            )
            self._body.setCurrentWidget(self.working)
            announce(self, say("No copies found"))
            return
        self._show_tiers(rows)
        announce(self, say("%n group(s) of copies", n=len(rows.groups)))
        self._body.setCurrentWidget(self._results)
        self.plan.show_groups(rows.groups, can_undo=rows.can_undo)
        if self._wanted is not None:
            self._show_wanted()
        if self.isVisible():
            self.groups.setFocus()

    def _show_tiers(self, rows: CopiesRows) -> None:
        while (item := self._tiers.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        group = QButtonGroup(self)
        names = [("", say("All groups"), len(rows.groups))]
        names += [(tier, tier_name(tier), rows.count(tier)) for tier in _TIERS]
        for tier, name, count in names:
            made = Button()
            made.setObjectName("tier")
            made.setCheckable(True)
            made.setChecked(tier == self._tier)
            made.setEnabled(count > 0)
            made.setAccessibleName(f"{name}, {count}")
            inside = QHBoxLayout(made)
            inside.setContentsMargins(self._shell.theme.px(8), 0, self._shell.theme.px(8), 0)
            words, told = label(name), label(number(count), "caption")
            for inner in (words, told):
                inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(words, 1)
            inside.addWidget(told)
            made.clicked.connect(lambda _on=False, wanted=tier: self._choose_tier(wanted))
            group.addButton(made)
            self._tiers.addWidget(made)
        self._choose_tier(self._tier if not self._tier or rows.count(self._tier) else "")

    def _choose_tier(self, tier: str) -> None:
        self._tier = tier
        groups = self._shown_groups()
        self._meant.setText(tier_meaning(tier))
        self.groups.rows.show(groups)
        self.plan.show_groups(groups, can_undo=bool(self._rows and self._rows.can_undo))
        self.groups.select(self.groups.rows.first_other())

    def _shown_groups(self) -> tuple[GroupRow, ...]:
        groups = self._rows.groups if self._rows else ()
        return tuple(group for group in groups if not self._tier or group.tier == self._tier)

    def _show_wanted(self) -> None:
        row_ = self.groups.rows.row_of(self._wanted or 0)
        self._wanted = None
        if row_ >= 0:
            self.groups.select(row_)
        else:
            self._shell.wishes.say.emit(say("This file has no copies."))

    def _compare(self) -> None:
        chosen = self.groups.line()
        if chosen is None or chosen.member is None:
            return
        reference, other = chosen.group.members[0], chosen.member
        if other.is_reference:
            other = chosen.group.members[min(1, len(chosen.group.members) - 1)]
        errand = partial(self._shell.errands.compare, DocumentId(reference.document), DocumentId(other.document))
        self._shell.bridge.ask(
            "compare", self, errand, done=self.diff.show_diff, failed=lambda _why: self.diff.clear_texts()
        )

    def _open(self, chosen: object) -> None:
        if isinstance(chosen, Line) and chosen.member is not None:
            self._shell.wishes.open_file.emit(chosen.member.path, 0)

    def _menu(self, at: QPoint) -> None:
        chosen = self.groups.indexAt(at).data(LINE)
        if not isinstance(chosen, Line) or chosen.member is None:
            return
        member, menu, wishes = chosen.member, QMenu(self), self._shell.wishes
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("Open"), lambda: wishes.open_file.emit(member.path, 0))
        menu.addAction(say("Show in folder"), lambda: wishes.show_file.emit(member.path))
        if not member.is_reference:
            menu.addSeparator()
            menu.addAction(say("This is not a copy"), lambda: self._not_a_copy(chosen.group, member.document))
        menu.popup(self.groups.viewport().mapToGlobal(at))

    def _not_a_copy(self, group: GroupRow, document: DocumentId) -> None:
        errands = self._shell.errands
        self._shell.bridge.ask(
            "work",
            self,
            lambda _cancel, _tell: errands.not_a_copy(group, document),
            done=lambda _none: self.begin(),
            failed=self._shell.wishes.say.emit,
        )

    def _export(self) -> None:
        dialog = QFileDialog(self, say("Export…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)", "JSON (*.json)"])
        dialog.setDefaultSuffix("csv")
        wishes, errands = self._shell.wishes, self._shell.errands
        dialog.fileSelected.connect(
            lambda path: self._shell.bridge.ask(
                "work",
                self,
                partial(errands.export_copies, path),
                done=lambda _none: wishes.say.emit(say("Exported.")),
                failed=wishes.say.emit,
            )
        )
        dialog.open()
