"""What would go to the trash, in a sentence; a dry run that lists it; the act itself; and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from inkling.gui.bridge import Errand, Task
from inkling.gui.copies.lists import DryRun, Refused
from inkling.gui.pieces import Choice, announce, button, label, line, size_text
from inkling.gui.shell import Shell
from inkling.gui.strings import number, say, together
from inkling.present.copyrows import GroupRow, MovedRow, PlanRow
from inkling.progress import Progress

_RULES = ("none", "newest", "oldest", "reference", "shortest_path", "folder_order")


class PlanBar(QWidget):
    """The default rule does nothing. A plan is for the rule and the groups of this moment, or there is none."""

    planned = Signal(object)  # the PlanRow that is in force, or None
    carried_out = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._groups: tuple[GroupRow, ...] = ()
        self._plan: PlanRow | None = None
        self._asked: Task[PlanRow] | None = None
        self._turn = 0  # of the question that an answer must be to
        self._is_moving = False
        self._folder = b""
        self.rule = Choice(shell.theme, say("Which file of each group stays"))
        for name in (
            say("Keep everything"),
            say("Keep the newest"),
            say("Keep the oldest"),
            say("Keep the reference"),
            say("Keep the shortest path"),
            say("Keep what is in a folder…"),
        ):
            self.rule.addItem(name)
        self._sentence = label(wrap=True)
        self.dry = button(say("Dry run"), self.dry_run)
        self.act = button(say("Move to trash"), self._carry_out, "primary")
        self.undo = button(say("Undo"), self.take_back)
        self.undo.hide()
        self._lay_out()
        self.rule.activated.connect(self._choose)
        self._show_plan(None)

    def show_groups(self, groups: tuple[GroupRow, ...], *, can_undo: bool) -> None:
        """Plan over these groups from now on; without any there may still be something to take back."""
        self._groups = groups
        self.undo.setVisible(can_undo)
        for part in (self.rule, self.dry, self.act):
            part.setVisible(bool(groups))
        self.setVisible(bool(groups) or can_undo)
        self._ask()

    def dry_run(self) -> None:
        """List what would go, where something would."""
        if self._plan is not None:
            DryRun(self._shell.theme, self._plan, self._told(self._plan), self).open()

    def take_back(self) -> None:
        """Bring back what went to the trash last, where something did."""
        if self.undo.isVisibleTo(self):
            self._move(self._shell.errands.undo_trash, say("Bringing files back…"), self._back)

    def _choose(self, number_: int) -> None:
        self.rule.setCurrentIndex(number_)
        if _RULES[number_] != "folder_order":
            self._ask()
            return
        self._folder = b""
        self._ask()  # whatever was planned is not what is asked for now
        dialog = QFileDialog(self, say("Keep what is in this folder"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._choose_folder)
        dialog.rejected.connect(lambda: self._choose(0))
        dialog.open()

    def _choose_folder(self, path: str) -> None:
        self._folder = path.encode("utf-8", "surrogateescape")
        self._ask()

    def _ask(self) -> None:
        if self._is_moving:
            return  # the groups come once more when that is over
        self._turn += 1
        if self._asked is not None:
            self._shell.bridge.call_off(self._asked)
            self._asked = None
        self._show_plan(None)
        rule = _RULES[self.rule.currentIndex()]
        if rule == "none" or not self._groups or (rule == "folder_order" and not self._folder):
            return
        self._sentence.setText(say("Looking what would go…"))
        self._asked = self._shell.bridge.ask(
            "plan",
            self,
            partial(self._shell.errands.plan, rule, self._groups, self._folder),
            done=partial(self._take_plan, self._turn),
            failed=partial(self._take_trouble, self._turn),
        )

    def _take_plan(self, turn: int, plan: PlanRow) -> None:
        if turn == self._turn:
            self._show_plan(plan)

    def _take_trouble(self, turn: int, why: str) -> None:
        if turn == self._turn:
            self._fail(why)

    def _show_plan(self, plan: PlanRow | None) -> None:
        self._plan = plan
        count = len(plan.going) if plan else 0
        self.dry.setEnabled(plan is not None and bool(plan.going or plan.notes))
        self.act.setEnabled(count > 0)
        self.act.setText(say("Move %n file(s) to trash", n=count) if count else say("Move to trash"))
        if plan is not None:
            self._sentence.setText(self._told(plan))
            announce(self, self._told(plan))
        elif self._groups:
            self._sentence.setText(say("Nothing is selected. Choose what to keep, and see what would go."))
        else:
            self._sentence.setText(say("What went to the trash last can come back."))
        self.planned.emit(plan)

    @staticmethod
    def _told(plan: PlanRow) -> str:
        """Say a plan in numbers that add up to the files of the groups."""
        if not plan.going:
            return say("Nothing would go to the trash by this rule.")
        gone = say("%n file(s) to the trash", n=len(plan.going))
        return together(gone, size_text(plan.size), say("%n stay(s)", n=plan.staying))

    def _carry_out(self) -> None:
        if self._plan is not None:
            self._move(partial(self._shell.errands.trash, self._plan), say("Moving files to the trash…"), self._gone)

    def _move(self, errand: Errand[MovedRow], what: str, done: Callable[[MovedRow], None]) -> None:
        """Move files, once: until that is over nothing else can be begun here."""
        if self._is_moving:
            return
        self._turn += 1
        self._show_plan(None)
        self._set_moving(is_moving=True)
        self._sentence.setText(what)
        self._shell.bridge.ask(
            "long",
            self,
            errand,
            done=done,
            failed=self._fail,
            cancelled=partial(self._fail, say("It was called off.")),
            told=partial(self._tell, what),
        )

    def _set_moving(self, *, is_moving: bool) -> None:
        self._is_moving = is_moving
        self.rule.setEnabled(not is_moving)
        self.undo.setEnabled(not is_moving)

    def _tell(self, what: str, progress: object) -> None:
        if isinstance(progress, Progress) and progress.total > 1:
            far = say("{done} of {total}", done=number(progress.done), total=number(progress.total))
            self._sentence.setText(together(what, far))

    def _gone(self, moved: MovedRow) -> None:
        self._shell.wishes.say.emit(say("%n file(s) are in the trash now.", n=moved.files))
        self.rule.setCurrentIndex(0)
        self._end(moved, say("These files stayed where they are"))

    def _back(self, moved: MovedRow) -> None:
        self._shell.wishes.say.emit(say("%n file(s) came back.", n=moved.files))
        self._end(moved, say("These files are still in the trash"))

    def _end(self, moved: MovedRow, heading: str) -> None:
        self._set_moving(is_moving=False)
        self._ask()
        if moved.refused:
            Refused(self._shell.theme, heading, moved.refused, self).open()
        self.carried_out.emit()

    def _fail(self, why: str) -> None:
        self._set_moving(is_moving=False)
        self._sentence.setText(why or say("That did not work"))

    def _lay_out(self) -> None:
        px = self._shell.theme.px
        across = QHBoxLayout()
        across.setContentsMargins(px(16), px(10), px(16), px(10))
        across.setSpacing(px(12))
        for widget, stretch in ((self.rule, 0), (self._sentence, 1), (self.undo, 0), (self.dry, 0), (self.act, 0)):
            across.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(line())
        layout.addLayout(across)
