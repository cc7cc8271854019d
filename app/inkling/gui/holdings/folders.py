"""The folders of the library as rows: how far each is, how it is kept fresh, its rules, and forgetting it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from inkling.gui.holdings.kept import KeptRows
from inkling.gui.holdings.rules import RulesSheet
from inkling.gui.pieces import Bar, Elided, button, card, label, line, row
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, number, say
from inkling.gui.words import DOT
from inkling.present.rows import FolderRow, StatusRow
from inkling.records import FolderId


class Folders(QWidget):
    """The card of folders."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._shown: dict[FolderId, FolderRow] = {}
        self._is_held = self._has_unspoken = False
        frame, inside = card(shell.theme, 20)
        lines = QVBoxLayout()
        lines.setSpacing(shell.theme.px(8))
        self.lines: KeptRows[FolderId, _Line] = KeptRows(lines, self._line)
        self._none = label(say("No folder yet. Add one, and its files become findable."), "secondary")
        self._hold = button(say("Pause reading"), self._toggle, tip="Ctrl+Shift+P")
        add = button(say("Add a folder…"), shell.wishes.add_folder.emit, tip="Ctrl+O")
        inside.addLayout(row(label(say("Folders"), "heading"), None, self._hold, add))
        inside.addWidget(self._none)
        inside.addLayout(lines)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_folders(self, folders: tuple[FolderRow, ...]) -> None:
        """Show the folders and how far each is."""
        self._shown = {folder.id: folder for folder in folders}
        self._none.setVisible(not folders)
        self._hold.setVisible(bool(folders))
        for at, shown in enumerate(self.lines.of(list(self._shown))):
            shown.show_folder(folders[at], is_first=at == 0, has_unspoken=self._has_unspoken)

    def show_status(self, status: StatusRow) -> None:
        """Know whether the person paused reading, and whether files are read by meaning that it does not find."""
        self._has_unspoken = bool(status.unspoken)
        self._is_held = status.is_held
        self._hold.setText(say("Resume reading") if status.is_held else say("Pause reading"))

    def _toggle(self) -> None:
        self._shell.wishes.pause.emit(not self._is_held)

    def _line(self, id: FolderId) -> _Line:
        made = _Line(self._shell)
        made.rules.clicked.connect(lambda: self._rules(self._shown[id]))
        made.forget.clicked.connect(lambda: self._forget(self._shown[id]))
        return made

    def _rules(self, folder: FolderRow) -> None:
        sheet = RulesSheet(self._shell, folder, self.window())
        sheet.accepted.connect(self._shell.wishes.changed)
        sheet.open()

    def _forget(self, folder: FolderRow) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(say("Forget this folder"))
        box.setText(say("Forget {folder}?", folder=folder.display))
        box.setInformativeText(
            say("Everything that Inkling read from it is erased from the library. The files stay as they are.")
        )
        yes = box.addButton(say("Forget this folder"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))  # Return erases nothing
        errand = partial(self._shell.errands.forget_folder, folder.id)
        wishes = self._shell.wishes
        yes.clicked.connect(
            lambda: self._shell.bridge.ask(
                "work", self, errand, done=lambda _none: self.changed.emit(), failed=wishes.say.emit
            )
        )
        box.open()


class _Line(QFrame):
    """One folder."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        px = shell.theme.px
        self._above, self._name = line(), Elided()
        self._told, self._why = label("", "caption", wrap=True), label("", "caption", wrap=True)
        self._bar = Bar(shell.theme, say("Coverage"), width=96)
        self.rules = button(say("Rules…"), lambda: None)
        self.forget = button(say("Forget…"), lambda: None, tip=say("Forget this folder"))
        texts = QVBoxLayout()
        texts.setSpacing(px(2))
        for widget in (self._name, self._told, self._why):
            texts.addWidget(widget)
        across = QHBoxLayout()
        across.setContentsMargins(0, px(4), 0, px(4))
        across.setSpacing(px(12))
        across.addLayout(texts, 1)
        for part in (self._bar, self.rules, self.forget):
            across.addWidget(part)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(8))
        inside.addWidget(self._above)
        inside.addLayout(across)

    def show_folder(self, folder: FolderRow, *, is_first: bool, has_unspoken: bool) -> None:
        """Show how far it is."""
        self._above.setVisible(not is_first)
        self._name.say(folder.display)
        for pressed in (self.rules, self.forget):
            pressed.setAccessibleName(f"{pressed.text()} {folder.display}")
        files = max(1, folder.files)
        self._bar.show_parts(
            (folder.with_meaning / files, "strong"), (max(0, folder.searchable - folder.with_meaning) / files, "likely")
        )
        self._told.setText(DOT.join(_facts(folder, has_unspoken=has_unspoken)))
        why = folder.why_care if folder.state == "ready" else ""
        self._why.setText(in_words(why))
        self._why.setVisible(bool(why))


def _facts(folder: FolderRow, *, has_unspoken: bool) -> list[str]:
    told = [say("%n file(s)", n=folder.files), say("{count} by words", count=number(folder.searchable))]
    if not has_unspoken:  # how many of them meaning finds is then not known by folder
        told.append(say("{count} by meaning", count=number(folder.with_meaning)))
    state = {"unavailable": say("not connected now"), "paused": say("paused")}.get(folder.state, "")
    care = {"watched": say("watched"), "scanned": say("looked at now and then")}.get(folder.care, "")
    told.append(state or care)
    if folder.include or folder.exclude:
        told.append(say("with rules"))
    return [fact for fact in told if fact]
