"""The search box with its chips: what was understood, each part removable, and how far the answer is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from inkling.gui import icons
from inkling.gui.flow import FlowLayout
from inkling.gui.pieces import button, label, plain_tip, with_keys
from inkling.gui.strings import in_words, say
from inkling.gui.theme import Theme
from inkling.gui.words import stage_name
from inkling.present.rows import ChipRow

_TYPING_PAUSE_MS = 60  # shorter than between two keys of most people: results come while typing
_WIDEST_CHIP = 280
_STAGES = ("words", "meaning", "refined")


class QueryLine(QLineEdit):
    """The line itself: arrows go into the results or through former searches."""

    left_downwards = Signal()
    recalled = Signal(int)
    cleared = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Down, recall with Alt+Up, clear with Escape."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and alt:
            self.recalled.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class SearchBox(QWidget):
    """Emits the query while it is typed, and at once on Return."""

    asked = Signal(str)
    settled = Signal(str)  # Return: worth remembering, and worth another look where the answer is known
    unscoped = Signal()  # the chip of the topic was removed

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._history: tuple[str, ...] = ()
        self._recalled = -1
        self.line = QueryLine()
        self.line.setObjectName("query")
        self.line.setPlaceholderText(say("Search by words or by meaning"))
        self.line.setAccessibleName(say("Search"))
        self.line.setToolTip(with_keys(say("Search"), "Ctrl+L"))
        self.line.setClearButtonEnabled(False)
        picture = label()
        picture.setPixmap(icons.pixmap("find", theme.color("secondary"), theme.px(20), self.devicePixelRatioF()))
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(theme.px(14), 0, 0, 0)
        inside.addWidget(picture, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.line.setTextMargins(theme.px(28), 0, 0, 0)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.line.text().strip()))
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.line.returnPressed.connect(self._settle)
        self.line.recalled.connect(self._recall)
        self.line.cleared.connect(lambda: self.ask(""))
        self.stops: list[QWidget] = [self.line]  # what takes the keyboard, as one reads
        self._parts: tuple[ChipRow, ...] = ()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, theme.px(8))
        self._notes = label("", "caption", wrap=True)
        self._state = QWidget()
        self._stages: dict[str, QLabel] = {}
        self._lay_out()

    def ask(self, query: str) -> None:
        """Put a query into the box and search for it now."""
        self._pause.stop()
        self.line.setText(query)
        self.asked.emit(query.strip())

    def remember(self, history: tuple[str, ...]) -> None:
        """Know the former searches, the last one first."""
        self._history = history
        self._recalled = -1

    def show_chips(self, chips: tuple[ChipRow, ...]) -> None:
        """Show the parts of the query; nothing while it is only words."""
        if chips == self._parts:
            return
        self._parts, self.stops = chips, [self.line]
        while (item := self._flow.takeAt(0)) is not None:
            inner = item.widget()
            if inner is not None:
                inner.deleteLater()
        for chip in chips:
            made = button(self._short(chip.label), lambda chip=chip: self._remove(chip), "chip")  # type: ignore[misc]
            made.setIcon(icons.icon("close", self._theme.tokens.secondary, self._theme.px(12)))
            made.setIconSize(QSize(self._theme.px(12), self._theme.px(12)))
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            made.setAccessibleName(say("Remove {part}", part=chip.label))
            made.setToolTip(plain_tip(say("Remove {part}", part=chip.label)))
            self._flow.addWidget(made)
            self.stops.append(made)
            made.show()
        self._chips.setVisible(bool(chips))
        self._flow.invalidate()
        self._chips.updateGeometry()

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Say how the query was understood where that is not plain, such as a misspelt field."""
        self._notes.setText("\n".join(map(in_words, notes)))
        self._notes.setVisible(bool(notes))

    def show_stage(self, stage: str, *, working: bool) -> None:
        """Show how far the answer is: done, under way, or not begun; in words, never by colour alone."""
        reached = _STAGES.index(stage) if stage in _STAGES else -1
        for number, name in enumerate(_STAGES):
            done = number <= reached
            told = stage_name(name)
            shown = f"✓ {told}" if done else f"… {told}" if working and number == reached + 1 else ""
            self._stages[name].setText(shown)
            self._stages[name].setVisible(bool(shown))

    def _lay_out(self) -> None:
        state = QHBoxLayout(self._state)
        state.setContentsMargins(0, 0, 0, 0)
        state.setSpacing(self._theme.px(12))
        for name in _STAGES:
            self._stages[name] = label("", "caption")
            self._stages[name].setVisible(False)
            state.addWidget(self._stages[name])
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._chips, 1)
        below.addStretch(0)
        below.addWidget(self._state, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._state.setFixedHeight(self._theme.px(24))  # as a chip: the results stay where they are when one comes
        self._chips.hide()
        self._notes.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(8))
        layout.addWidget(self.line)
        layout.addLayout(below)
        layout.addWidget(self._notes)

    def _short(self, part: str) -> str:
        """Return what has room on a chip."""
        return self.fontMetrics().elidedText(part, Qt.TextElideMode.ElideMiddle, self._theme.px(_WIDEST_CHIP))

    def _remove(self, chip: ChipRow) -> None:
        if chip.kind == "scope":
            self.unscoped.emit()
        else:
            self.ask(chip.without)

    def _settle(self) -> None:
        self._pause.stop()
        query = self.line.text().strip()
        (self.settled if query else self.asked).emit(query)

    def _recall(self, step: int) -> None:
        at = self._recalled - step
        if -1 <= at < len(self._history):
            self._recalled = at
            self.ask(self._history[at] if at >= 0 else "")
