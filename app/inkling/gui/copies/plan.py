"""What would go to the trash, in a sentence; a dry run that lists it; the act itself; and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from inkling.gui.pieces import Choice, button, label, row, size_text
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, say, together
from inkling.present.rows import GroupRow, PlanRow

_RULES = ("none", "newest", "oldest", "reference", "shortest_path", "folder_order")


class PlanBar(QWidget):
    """The default rule does nothing."""

    carried_out = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._groups: tuple[GroupRow, ...] = ()
        self._plan: PlanRow | None = None
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
        self.dry = button(say("Dry run"), self._show_list)
        self.act = button(say("Move to trash"), self._carry_out, "primary")
        self.undo = button(say("Undo"), self._undo)
        layout = QHBoxLayout(self)
        px = shell.theme.px
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        layout.setSpacing(px(12))
        for widget, stretch in ((self.rule, 0), (self._sentence, 1), (self.undo, 0), (self.dry, 0), (self.act, 0)):
            layout.addWidget(widget, stretch)
        self.rule.activated.connect(self._choose)
        self._show_plan(None)
        self.undo.hide()

    def show_groups(self, groups: tuple[GroupRow, ...], *, can_undo: bool) -> None:
        """Plan over these groups from now on."""
        self._groups = groups
        self.undo.setVisible(can_undo)
        self._ask()

    def _choose(self, number: int) -> None:
        self.rule.setCurrentIndex(number)
        if _RULES[number] == "folder_order":
            dialog = QFileDialog(self, say("Keep what is in this folder"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.fileSelected.connect(self._choose_folder)
            dialog.rejected.connect(lambda: self._choose(0))
            dialog.open()
            return
        self._ask()

    def _choose_folder(self, path: str) -> None:
        self._folder = path.encode("utf-8", "surrogateescape")
        self._ask()

    def _ask(self) -> None:
        rule = _RULES[self.rule.currentIndex()]
        if rule == "none" or not self._groups:
            self._show_plan(None)
            return
        errand = partial(self._shell.errands.plan, rule, self._groups, self._folder)
        self._shell.bridge.ask("plan", self, errand, done=self._show_plan, failed=self._sentence.setText)

    def _show_plan(self, plan: PlanRow | None) -> None:
        self._plan = plan
        count = len(plan.paths) if plan else 0
        self.dry.setEnabled(count > 0)
        self.act.setEnabled(count > 0)
        self.act.setText(say("Move %n file(s) to trash", n=count) if count else say("Move to trash"))
        if plan is None:
            self._sentence.setText(say("Nothing is selected. Choose what to keep, and see what would go."))
            return
        gone = say("{size} to the trash", size=size_text(plan.size))
        kept = say("%n stay(s)", n=plan.protected) if plan.protected else ""
        self._sentence.setText(together(say("%n file(s)", n=count), gone, kept))

    def _show_list(self) -> None:
        if self._plan is None:
            return
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(say("Dry run"))
        dialog.resize(self._shell.theme.px(640), self._shell.theme.px(420))
        names = QListWidget()
        names.setObjectName("lines")
        names.addItems(list(self._plan.shown))
        names.setAccessibleName(say("These files would go to the trash"))
        layout = QVBoxLayout(dialog)
        px = self._shell.theme.px
        layout.setContentsMargins(px(24), px(20), px(24), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(label(say("These files would go to the trash"), "heading"))
        layout.addWidget(names)
        layout.addLayout(row(None, button(say("Close"), dialog.close)))
        dialog.open()

    def _carry_out(self) -> None:
        if self._plan is None:
            return
        self.act.setEnabled(False)
        errand = partial(self._shell.errands.trash, self._plan)
        self._shell.bridge.ask("long", self, errand, done=self._gone, failed=self._fail)

    def _gone(self, outcome: tuple[int, tuple[str, ...]]) -> None:
        count, refused = outcome
        self._shell.wishes.say.emit(say("%n file(s) are in the trash now.", n=count))
        for why in refused[:1]:
            self._shell.wishes.say.emit(in_words(why))
        self.rule.setCurrentIndex(0)
        self.carried_out.emit()

    def _undo(self) -> None:
        self._shell.bridge.ask("long", self, self._shell.errands.undo_trash, done=self._back, failed=self._fail)

    def _back(self, count: int) -> None:
        self._shell.wishes.say.emit(say("%n file(s) came back.", n=count))
        self.carried_out.emit()

    def _fail(self, why: str) -> None:
        self._sentence.setText(why or say("That did not work"))
