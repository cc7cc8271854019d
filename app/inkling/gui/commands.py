"""Everything that can be done, by name and by key: one list, from which shortcuts, palette and help are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Command(NamedTuple):
    """Something that can be done: its name, its keys (none is possible), how, and on which page alone it can be."""

    text: str
    keys: str | tuple[str, ...]
    run: Callable[[], object]
    page: str = ""


class Commands:
    """The actions of a window, in the order in which they were added; those of a page work while it is open."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._actions: list[QAction] = []
        self._pages: dict[QAction, str] = {}

    def add(self, command: Command) -> QAction:
        """Add an action; its keys work everywhere in the window, or only while a page is open."""
        made = QAction(command.text, self._window)
        wanted = (command.keys,) if isinstance(command.keys, str) else command.keys
        made.setShortcuts([QKeySequence(key) for key in wanted if key])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.triggered.connect(lambda _checked=False: command.run())
        self._window.addAction(made)
        self._actions.append(made)
        if command.page:
            self._pages[made] = command.page
            made.setEnabled(False)
        return made

    def open(self, page: str) -> None:
        """Let the actions of a page work, and no longer those of the others."""
        for action, where in self._pages.items():
            action.setEnabled(where == page)

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions)

    def clear(self) -> None:
        """Take all actions away, as before the language changes."""
        for action in self._actions:
            self._window.removeAction(action)
            action.deleteLater()
        self._actions.clear()
        self._pages.clear()
