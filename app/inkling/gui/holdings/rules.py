"""The sheet on which the rules of a folder are changed, with a live preview of what they catch."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from inkling.gui.bridge import Task
from inkling.gui.errands import RulesPreview
from inkling.gui.pieces import button, label, row
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, listed, say, together
from inkling.present.rows import FolderRow

_TYPING_PAUSE_MS = 300


class RulesSheet(QDialog):
    """Which files of a folder are read: patterns, and what they catch, while they are typed."""

    def __init__(self, shell: Shell, folder: FolderRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._folder = shell, folder
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        px = shell.theme.px
        self.setWindowTitle(say("Rules"))
        self.resize(px(560), px(480))
        self.include, self.exclude = (
            QPlainTextEdit("\n".join(folder.include)),
            QPlainTextEdit("\n".join(folder.exclude)),
        )
        for box, name in ((self.include, say("Read only these")), (self.exclude, say("Leave out"))):
            box.setAccessibleName(name)
            box.setTabChangesFocus(True)
            box.setFixedHeight(px(84))
            box.textChanged.connect(self._wait)
        self.include.setPlaceholderText("*.pdf\nletters/")
        self.exclude.setPlaceholderText("*.tmp\nold/")
        self._preview = label("", "secondary", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(10))
        layout.addWidget(label(folder.display, "heading", wrap=True))
        layout.addWidget(label(say("One pattern a line, written as in .gitignore."), "secondary", wrap=True))
        layout.addWidget(label(say("Read only these (empty: everything)"), "section"))
        layout.addWidget(self.include)
        layout.addWidget(label(say("Leave out"), "section"))
        layout.addWidget(self.exclude)
        layout.addWidget(self._preview)
        layout.addStretch(1)
        layout.addLayout(
            row(None, button(say("Cancel"), self.reject), button(say("Use these rules"), self._use, "primary"))
        )
        self._looking: Task[RulesPreview] | None = None
        self._ask()

    def done(self, result: int) -> None:
        """Look no further into the folder when the sheet goes."""
        self._pause.stop()
        if self._looking is not None:
            self._shell.bridge.call_off(self._looking)
        super().done(result)

    def _wait(self) -> None:
        self._pause.start()

    def _patterns(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        def lines(box: QPlainTextEdit) -> tuple[str, ...]:
            return tuple(text.strip() for text in box.toPlainText().splitlines() if text.strip())

        return lines(self.include), lines(self.exclude)

    def _ask(self) -> None:
        include, exclude = self._patterns()
        errand = partial(self._shell.errands.preview_rules, self._folder.path, include, exclude)
        self._looking = self._shell.bridge.ask(
            "look", self, errand, done=self._show, told=self._show, failed=self._preview.setText
        )

    def _show(self, preview: RulesPreview) -> None:
        if preview.trouble:
            self._preview.setText(in_words(preview.trouble))
            return
        read = say("%n file(s) would be read", n=preview.read)
        if not preview.is_complete:
            read = say("at least %n file(s) would be read", n=preview.read)
        told = together(read, say("%n left out", n=preview.left_out))
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
