"""The page "Copies": tiers at the left, groups in the middle, the difference at the right, the plan below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from inkling.gui.bridge import Task
from inkling.gui.copies.apart import NotCopies
from inkling.gui.copies.diff import DiffView
from inkling.gui.copies.groups import LINE, GroupList, Line
from inkling.gui.copies.plan import PlanBar
from inkling.gui.copies.side import Side
from inkling.gui.panes import Panes
from inkling.gui.pieces import announce, line
from inkling.gui.saving import ask_where
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.gui.working import Working
from inkling.present.copyrows import CopiesRows, GroupRow, PlanRow
from inkling.present.rows import StatusRow


class CopiesPage(QWidget):
    """What is double?"""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._rows: CopiesRows | None = None
        self._task: Task[CopiesRows] | None = None
        self._wanted: int | None = None
        self.groups = GroupList(shell.theme)
        self.diff = DiffView(shell.theme)
        self.plan = PlanBar(shell)
        self.side = Side(
            shell.theme,
            (
                ("refresh", say("Look again"), self.begin),
                ("export", say("Export…"), self.export),
                ("eye", say("Said to be no copies…"), self.show_apart),
            ),
        )
        self.since = self.side.since
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
        """Know whether there is anything to compare, and in which state the library is."""
        self.since.tell(status.generation)
        self.working.allow(begin=status.searchable > 0)

    def show_document(self, document: int) -> None:
        """Show the group that holds a document, after looking for copies if need be."""
        self._wanted = document
        if self._rows is None:
            self.begin()
        else:
            self._show_wanted()

    def begin(self) -> None:
        """Look for copies."""
        if self.working.is_busy:
            return
        self.plan.hide()  # it is for groups that are not shown any more
        self._body.setCurrentWidget(self.working)
        self.working.work(say("Comparing files…"))
        self._task = self._shell.bridge.ask(
            "long",
            self,
            partial(self._shell.errands.copies, b""),
            done=self._found,
            failed=self._fail,
            cancelled=self._rest,
            told=self.working.progress,
        )

    def dry_run(self) -> None:
        """List what would go to the trash, where something is planned."""
        self.plan.dry_run()

    def undo(self) -> None:
        """Bring back what went to the trash last."""
        if not self.working.is_busy:
            self.plan.take_back()

    def not_a_copy(self) -> None:
        """Remember that the chosen file is no copy of its reference, where that can be said."""
        chosen = self.groups.line()
        if chosen is None or not chosen.can_be_told_apart:
            self._shell.wishes.say.emit(say("Choose a file that is compared with its reference first."))
            return
        self._tell_apart(chosen)

    def show_apart(self) -> None:
        """List the files that were said to be no copies, to be taken back."""
        sheet = NotCopies(self._shell, self)
        sheet.taken_back.connect(self.begin)
        sheet.open()

    def export(self) -> None:
        """Write the groups to a file."""
        if self._rows is not None and self._rows.groups:
            ask_where(self, ("csv", "json"), partial(self._export_to, self._rows.groups))

    def _export_to(self, groups: tuple[GroupRow, ...], path: str) -> None:
        wishes = self._shell.wishes
        self._shell.bridge.ask(
            "work",
            self,
            partial(self._shell.errands.export_copies, path, groups),
            done=lambda _none: wishes.say.emit(say("Exported.")),
            failed=wishes.say.emit,
        )

    def _connect(self) -> None:
        self.working.begun.connect(self.begin)
        self.working.stopped.connect(lambda: self._shell.bridge.call_off(self._task) if self._task else None)
        self.groups.selectionModel().currentChanged.connect(lambda _new, _old: self._compare())
        self.groups.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.groups.customContextMenuRequested.connect(self._menu)
        self.groups.activated.connect(lambda index: self._open(index.data(LINE)))
        self.side.tier_chosen.connect(lambda _tier: self._show_groups())
        self.plan.planned.connect(self._mark)
        self.plan.carried_out.connect(self.begin)

    def _lay_out(self) -> None:
        px = self._shell.theme.px
        splitter = Panes(self.groups, self._padded(self.diff))
        splitter.setSizes([px(460), px(500)])
        self.groups.setMinimumWidth(px(300))
        self._results = QWidget()
        across = QHBoxLayout(self._results)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.side)
        across.addWidget(line(vertical=True))
        across.addWidget(splitter, 1)
        self._body = QStackedWidget()
        self._body.addWidget(self.working)
        self._body.addWidget(self._results)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._body, 1)
        outer.addWidget(self.plan)  # also where no copies are left: what went to the trash can come back
        self.plan.hide()

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
        self._plan_for_shown()

    def _fail(self, why: str) -> None:
        self.working.fail(why)
        self.plan.show_groups((), can_undo=self._can_undo)

    def _show_kept(self, rows: CopiesRows | None) -> None:
        if rows is None or self.working.is_busy:
            return
        if rows.groups and self.since.is_newer(rows.generation):
            self._found(rows)
        elif self._rows is None:
            self.plan.show_groups((), can_undo=rows.can_undo)

    def _found(self, rows: CopiesRows) -> None:
        self._rows = rows
        if rows.groups:
            self._body.setCurrentWidget(self._results)
        self.working.rest()  # out of sight by now: nothing of it need be drawn
        self.since.found(rows.generation)
        self.side.show_tiers(rows)
        self._show_groups()
        if not rows.groups:
            self._wanted = None
            self.working.nothing(
                say("No copies found"), say("%n file(s) were compared; each says something of its own.", n=rows.files)
            )
            self._body.setCurrentWidget(self.working)
            announce(self, say("No copies found"))
            return
        announce(self, say("%n group(s) of copies", n=len(rows.groups)))
        if self._wanted is not None:
            self._show_wanted()
        if self.isVisible():
            self.groups.setFocus()

    def _show_groups(self) -> None:
        self.groups.rows.show(self._shown_groups())
        self._plan_for_shown()
        self.groups.select(self.groups.rows.first_other())

    def _plan_for_shown(self) -> None:
        self.plan.show_groups(self._shown_groups(), can_undo=self._can_undo)

    @property
    def _can_undo(self) -> bool:
        return self._rows is not None and self._rows.can_undo

    def _shown_groups(self) -> tuple[GroupRow, ...]:
        groups, tier = self._rows.groups if self._rows else (), self.side.tier
        return tuple(group for group in groups if not tier or group.tier == tier)

    def _mark(self, plan: PlanRow | None) -> None:
        self.groups.rows.mark(plan.paths() if plan is not None else None)

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted or 0, None
        if self.groups.rows.row_of(wanted) < 0 and self.side.tier:
            self.side.choose("")
        row_ = self.groups.rows.row_of(wanted)
        if row_ >= 0:
            self.groups.select(row_)
        else:
            self._shell.wishes.say.emit(say("This file has no copies."))

    def _compare(self) -> None:
        chosen = self.groups.line()
        if chosen is None or chosen.member is None:
            self.diff.clear_texts()
            return
        reference, other = chosen.group.members[0], chosen.member
        if other.is_reference:
            other = chosen.group.members[min(1, len(chosen.group.members) - 1)]
        errand = partial(self._shell.errands.compare, reference, other)
        self._shell.bridge.ask("compare", self, errand, done=self.diff.show_diff, failed=self.diff.fail)

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
        if chosen.can_be_told_apart:
            menu.addSeparator()
            menu.addAction(say("This is not a copy"), lambda: self._tell_apart(chosen))
        menu.popup(self.groups.viewport().mapToGlobal(at))

    def _tell_apart(self, chosen: Line) -> None:
        if chosen.member is None:
            return
        self._shell.bridge.ask(
            "work",
            self,
            partial(self._shell.errands.not_a_copy, chosen.group.members[0], chosen.member),
            done=lambda _none: self.begin(),
            failed=self._shell.wishes.say.emit,
        )
