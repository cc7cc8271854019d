"""Two sheets over the window: the command palette (Ctrl+K) and the list of keys (F1)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inkling.gui.commands import Commands
from inkling.gui.pieces import label, row
from inkling.gui.strings import say
from inkling.gui.theme import Theme

_ACTION = Qt.ItemDataRole.UserRole
_ROW, _ROWS = 30, 12  # the height of a line, and how many are seen at most, each of them whole


def keys_text(action: QAction) -> str:
    """Say the keys of an action as the platform writes them."""
    return "  ".join(_keys_of(action))


def keycaps(*keys: str) -> list[QLabel]:
    """Return keys as they stand on a keyboard."""
    return [label(key, "key") for key in keys]


def _keys_of(action: QAction) -> list[str]:
    return [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]


class Palette(QDialog):
    """Type a few letters of what you want, Return does it."""

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(say("Commands"))
        self._actions = [action for action in commands if action.isEnabled()]
        self.line = QLineEdit()
        self.line.setPlaceholderText(say("What do you want to do?"))
        self.line.setAccessibleName(say("What do you want to do?"))
        self.list = QListWidget()
        self.list.setObjectName("lines")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(say("Commands"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self._theme = theme
        self._none = label(say("No command has these words."), "secondary")
        self._none.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(4))
        layout.addWidget(self._none)
        self.setFixedWidth(theme.px(480))
        middle = parent.mapToGlobal(parent.rect().center())
        self.move(middle.x() - self.width() // 2, parent.mapToGlobal(parent.rect().topLeft()).y() + theme.px(80))
        self.line.textChanged.connect(lambda _text: self._fill())
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self._fill()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the cursor stays in the line."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := self.list.currentItem()) is not None:
                    self._run(item)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        wanted = self.line.text().casefold().split()
        self.list.clear()
        for action in self._actions:
            if not all(word in action.text().casefold() for word in wanted):
                continue
            item = QListWidgetItem()
            item.setData(_ACTION, action)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.text()} {keys_text(action)}")
            self.list.addItem(item)
            line = QWidget()
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside = QHBoxLayout(line)
            inside.setContentsMargins(self._theme.px(8), 0, self._theme.px(8), 0)
            inside.addWidget(label(action.text()), 1)
            for cap in keycaps(*_keys_of(action)):
                inside.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
            item.setSizeHint(QSize(0, self._theme.px(_ROW)))
            self.list.setItemWidget(item, line)
        self.list.setCurrentRow(0)
        found = self.list.count()
        self.list.setFixedHeight(min(_ROWS, found) * self._theme.px(_ROW))
        self.list.setVisible(found > 0)
        self._none.setVisible(found == 0)
        self.adjustSize()

    def _run(self, item: QListWidgetItem) -> None:
        action = item.data(_ACTION)
        self.close()
        action.trigger()


class Keys(QDialog):
    """All keys on one sheet."""

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(6))
        told = [(_keys_of(action), action.text()) for action in commands if action.shortcuts()]
        told += [
            (["↓"], say("From the box into the results")),
            ([say("Enter")], say("Open the result")),
            ([f"Shift+{say('Enter')}"], say("Show in folder")),
            ([say("Space")], say("Quick look")),
            (["+", "−"], say("More like this, less like this")),
            (["Alt+↑"], say("Earlier searches")),
            (["Esc"], say("One step back")),
        ]
        half = (len(told) + 1) // 2
        for number, (keys, what) in enumerate(told):
            at, side = number % half, 2 * (number // half)
            pressed = row(theme.px(16) if side else 0, *keycaps(*keys), None, spacing=theme.px(4))
            grid.addLayout(pressed, at, side)  # the halves stand apart
            grid.addWidget(label(what), at, side + 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        layout.setSpacing(theme.px(10))
        layout.addWidget(label(say("Keyboard shortcuts"), "heading"))
        layout.addLayout(grid)
