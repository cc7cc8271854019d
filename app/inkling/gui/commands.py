"""Everything that can be done, by name and by key: one list, from which shortcuts, palette and help are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Commands:
    """The actions of a window, in the order in which they were added."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._actions: list[QAction] = []

    def add(self, text: str, keys: str | tuple[str, ...], run: Callable[[], object]) -> QAction:
        """Add an action; its keys work everywhere in the window."""
        made = QAction(text, self._window)
        wanted = (keys,) if isinstance(keys, str) else keys
        made.setShortcuts([QKeySequence(key) for key in wanted if key])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.triggered.connect(lambda _checked=False: run())
        self._window.addAction(made)
        self._actions.append(made)
        return made

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions)

    def clear(self) -> None:
        """Take all actions away, as before the language changes."""
        for action in self._actions:
            self._window.removeAction(action)
            action.deleteLater()
        self._actions.clear()
