"""Opening results: through the helper process, after a look at what the file is, and a question where it could run."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from inkling import paths
from inkling.gui.opener import Danger, danger_of
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.present.text import file_name


class Opening(QObject):
    """Carries out "open" and "show in folder"."""

    def __init__(self, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self._shell, self._window = shell, window

    def open(self, path: bytes, page: int) -> None:
        """Open a file in its own program; what could run is shown in its folder unless the person insists."""
        self._shell.bridge.ask(
            "open", self, lambda _cancel, _tell: danger_of(path), done=partial(self._looked, path, page)
        )

    def show(self, path: bytes) -> None:
        """Show a file in the file manager."""
        opener = self._shell.opener
        self._shell.bridge.ask("open", self, lambda _cancel, _tell: opener.show(path), done=self._tell)

    def _looked(self, path: bytes, page: int, danger: Danger) -> None:
        if danger.gone:
            name = file_name(paths.display(path))
            self._shell.wishes.say.emit(say("{name} is not there any more.", name=name))
        elif danger.why:
            self._question(path, page, danger)
        else:
            self._start(path, page, confirmed=False)

    def _question(self, path: bytes, page: int, danger: Danger) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(say("This file could run"))
        box.setText(say("Opening {name} could start a program.", name=file_name(paths.display(path))))
        box.setInformativeText(say("It is {what}. Inkling shows it in its folder instead.", what=_what(danger.why)))
        show = box.addButton(say("Show in folder"), QMessageBox.ButtonRole.AcceptRole)
        start = box.addButton(say("Open it anyway"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(show)
        show.clicked.connect(lambda: self.show(path))
        start.clicked.connect(lambda: self._start(path, page, confirmed=True))
        box.open()

    def _start(self, path: bytes, page: int, *, confirmed: bool) -> None:
        opener = self._shell.opener
        self._shell.bridge.ask(
            "open", self, lambda _cancel, _tell: opener.open(path, page=page, confirmed=confirmed), done=self._tell
        )

    def _tell(self, worked: bool) -> None:  # noqa: FBT001  # the answer of the helper
        if not worked:
            self._shell.wishes.say.emit(say("No program was found that opens this."))


def _what(why: str) -> str:
    return {
        "a program": say("a program"),
        "a Windows program": say("a Windows program"),
        "a script": say("a script"),
        "a Java program": say("a Java program"),
        "a launcher": say("a launcher"),
        "a kind of file that can run": say("a kind of file that can run"),
        "marked as a program": say("marked as a program"),
        "named to mislead": say("named to mislead"),
        "not an ordinary file": say("not an ordinary file"),
    }.get(why, why)
