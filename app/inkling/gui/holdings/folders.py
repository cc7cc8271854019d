"""The folders of the library as rows, and the sheet on which their rules are changed with a live preview."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from inkling.gui.errands import RulesPreview
from inkling.gui.pieces import Bar, Elided, button, card, clear, icon_button, label, line, row
from inkling.gui.shell import Shell
from inkling.gui.strings import listed, number, say, together
from inkling.gui.words import DOT
from inkling.present.rows import FolderRow

_TYPING_PAUSE_MS = 300


class Folders(QWidget):
    """The card of folders."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._shown: tuple[FolderRow, ...] | None = None
        frame, inside = card(shell.theme, 20)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(shell.theme.px(8))
        add = button(say("Add a folder…"), shell.wishes.add_folder.emit, tip="Ctrl+O")
        inside.addLayout(row(label(say("Folders"), "heading"), None, add))
        inside.addLayout(self._lines)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_folders(self, folders: tuple[FolderRow, ...]) -> None:
        """Show the folders and how far each is."""
        if folders == self._shown:
            return
        self._shown = folders
        clear(self._lines)
        if not folders:
            self._lines.addWidget(label(say("No folder yet. Add one, and its files become findable."), "secondary"))
        for number_, folder in enumerate(folders):
            if number_:
                self._lines.addWidget(line())
            self._lines.addWidget(self._row(folder))

    def _row(self, folder: FolderRow) -> QWidget:
        theme, px = self._shell.theme, self._shell.theme.px
        made = QFrame()
        name = Elided(folder.display)
        files = max(1, folder.files)
        bar = Bar(theme, say("Coverage"), width=96)
        bar.show_parts(
            (folder.with_meaning / files, "strong"), (max(0, folder.searchable - folder.with_meaning) / files, "likely")
        )
        told = [say("%n file(s)", n=folder.files), say("{count} by words", count=number(folder.searchable))]
        told.append(say("{count} by meaning", count=number(folder.with_meaning)))
        told.append(
            {"unavailable": say("not connected now"), "paused": say("paused")}.get(folder.state, say("watched"))
        )
        if folder.include or folder.exclude:
            told.append(say("with rules"))
        texts = QVBoxLayout()
        texts.setSpacing(px(2))
        texts.addWidget(name)
        texts.addWidget(label(DOT.join(told), "caption", wrap=True))
        inside = QHBoxLayout(made)
        inside.setContentsMargins(0, px(4), 0, px(4))
        inside.setSpacing(px(12))
        inside.addLayout(texts, 1)
        inside.addWidget(bar)
        inside.addWidget(button(say("Rules…"), lambda: self._rules(folder)))
        inside.addWidget(icon_button(theme, "trash", say("Forget this folder"), lambda: self._forget(folder)))
        return made

    def _rules(self, folder: FolderRow) -> None:
        sheet = RulesSheet(self._shell, folder, self)
        sheet.accepted.connect(self.changed)
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


class RulesSheet(QDialog):
    """Which files of a folder are read: patterns, and what they catch, while they are typed."""

    def __init__(self, shell: Shell, folder: FolderRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._folder = shell, folder
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        px = shell.theme.px
        self.setWindowTitle(say("Rules"))
        self.resize(px(560), px(560))
        self.include, self.exclude = (
            QPlainTextEdit("\n".join(folder.include)),
            QPlainTextEdit("\n".join(folder.exclude)),
        )
        for box, name in ((self.include, say("Read only")), (self.exclude, say("Leave out"))):
            box.setAccessibleName(name)
            box.setTabChangesFocus(True)
            box.setFixedHeight(px(84))
            box.textChanged.connect(self._wait)
        self.include.setPlaceholderText("*.pdf\nletters/")
        self.exclude.setPlaceholderText("*.tmp\nold/")
        self._preview = label("", "secondary", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(8))
        layout.addWidget(label(folder.display, "heading", wrap=True))
        layout.addWidget(label(say("One pattern a line, written as in .gitignore."), "secondary", wrap=True))
        layout.addWidget(label(say("Read only (empty: everything)"), "section"))
        layout.addWidget(self.include)
        layout.addWidget(label(say("Leave out"), "section"))
        layout.addWidget(self.exclude)
        layout.addWidget(self._preview)
        layout.addStretch(1)
        layout.addLayout(
            row(None, button(say("Cancel"), self.reject), button(say("Use these rules"), self._use, "primary"))
        )
        self._ask()

    def _wait(self) -> None:
        self._pause.start()

    def _patterns(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        def lines(box: QPlainTextEdit) -> tuple[str, ...]:
            return tuple(text.strip() for text in box.toPlainText().splitlines() if text.strip())

        return lines(self.include), lines(self.exclude)

    def _ask(self) -> None:
        include, exclude = self._patterns()
        errand = partial(self._shell.errands.preview_rules, self._folder.path, include, exclude)
        self._shell.bridge.ask("look", self, errand, done=self._show, told=self._show, failed=self._preview.setText)

    def _show(self, preview: RulesPreview) -> None:
        told = together(say("%n file(s) would be read", n=preview.read), say("%n left out", n=preview.left_out))
        if preview.examples_left:
            told += "\n" + say("Left out, for example: {names}", names=listed(*preview.examples_left[:4]))
        self._preview.setText(told)

    def _use(self) -> None:
        include, exclude = self._patterns()
        errands, folder = self._shell.errands, self._folder.id
        self._shell.bridge.ask(
            "work",
            self,
            lambda _cancel, _tell: errands.set_rules(folder, include, exclude),
            done=lambda _none: self.accept(),
            failed=self._preview.setText,
        )
