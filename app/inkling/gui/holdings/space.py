"""How much room does the library take, and is it whole? The check tells what it finds, and can be stopped."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inkling.gui.bridge import Task
from inkling.gui.holdings.kept import KeptRows
from inkling.gui.pieces import Elided, announce, button, label, row, size_text
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, say


class Space(QFrame):
    """The card of the space used."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("card")
        self._shell = shell
        self._checking: Task[tuple[str, ...]] | None = None
        self._found: tuple[str, ...] = ()
        parts = QVBoxLayout()
        parts.setSpacing(shell.theme.px(8))
        self._parts: KeptRows[str, _Part] = KeptRows(parts, _Part)
        self._place = Elided("", "caption")
        self._button = button(say("Check the library"), self._press)
        self.told = label("", "secondary", wrap=True)
        self.told.hide()
        pad = shell.theme.px(20)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(pad, pad, pad, pad)
        lines.setSpacing(shell.theme.px(8))
        lines.addWidget(label(say("Space used"), "heading"))
        lines.addLayout(parts)
        lines.addWidget(self._place)
        lines.addLayout(row(self._button, None))
        lines.addWidget(self.told)
        lines.addStretch(1)

    def show_space(self, space: tuple[tuple[str, int], ...], place: str) -> None:
        """Show how much each part takes, and where the library lies."""
        sizes = dict(space)
        for part, size in zip(self._parts.of(list(sizes)), sizes.values(), strict=True):
            part.told.setText(size_text(size))
        self._place.say(place)

    def check(self) -> None:
        """Examine the library, unless that is under way."""
        if self._checking is not None:
            return
        self._button.setText(say("Stop"))
        self._tell(say("Checking…"))
        self._checking = self._shell.bridge.ask(
            "long",
            self,
            self._shell.errands.check,
            told=self._hear,
            done=self._end,
            failed=self._stop,
            cancelled=lambda: self._stop(say("The check was stopped.")),
        )

    def _press(self) -> None:
        if self._checking is None:
            self.check()
        else:
            self._shell.bridge.call_off(self._checking)

    def _hear(self, sentences: object) -> None:
        if isinstance(sentences, tuple):
            self._found = sentences
            self._tell("\n".join((*map(in_words, sentences), say("Checking…"))))

    def _end(self, sentences: tuple[str, ...]) -> None:
        self._found = sentences
        self._stop("")

    def _stop(self, why: str) -> None:
        self._checking = None
        self._button.setText(say("Check the library"))
        self._tell("\n".join(filter(None, (*map(in_words, self._found), why))))
        self._found = ()
        announce(self, self.told.text())

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()


class _Part(QWidget):
    """What takes room, and how much."""

    def __init__(self, name: str) -> None:
        super().__init__()
        names = {
            "catalog": say("Catalog: text, words and meanings"),
            "index": say("For fast search (can be made anew)"),
            "log": say("Local log"),
            "other": say("Other"),
        }
        self.told = label("", "secondary")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label(names.get(name, name)))
        inside.addStretch(1)
        inside.addWidget(self.told)
