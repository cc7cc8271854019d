"""No result: what was understood, what is hidden, what is not read yet, and what to try, each with one click."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inkling.gui.pieces import button, card, clear, label
from inkling.gui.strings import in_words, say
from inkling.gui.theme import Theme
from inkling.present.rows import FoundRows, StatusRow


class Nothing(QWidget):
    """The page's state when nothing is above the line."""

    asked = Signal(str)
    lowered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        frame, self._inside = card(theme, 24)
        column = QVBoxLayout()
        column.addWidget(frame)
        column.addStretch(1)
        outer.addLayout(column)

    def show_found(self, found: FoundRows, hidden: int, status: StatusRow) -> None:
        """Say why there is nothing, and what can be done."""
        clear(self._inside)
        add = self._inside.addWidget
        add(label(say("Nothing here matches"), "heading"))
        if hidden and found.nothing:
            add(label(say("No passage is close to this in its words or its meaning."), "secondary", wrap=True))
            nearest = button(say("Show the nearest ones all the same"), lambda: self.lowered.emit("all"), "link")
            add(nearest, 0, Qt.AlignmentFlag.AlignLeft)
        elif hidden:
            add(label(say("%n weaker result(s) are hidden by the line.", n=hidden), wrap=True))
            show = button(say("Show weaker results"), lambda: self.lowered.emit("all"), "primary")
            add(show, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            add(label(say("No passage is close to this in its words or its meaning."), "secondary", wrap=True))
        for note in found.notes:
            add(label(in_words(note), "secondary", wrap=True))
        for chip in found.chips:
            if chip.without:
                without = say("Search without {part}", part=chip.label)
                go = button(without, lambda text=chip.without: self.asked.emit(text), "link")  # type: ignore[misc]
                add(go, 0, Qt.AlignmentFlag.AlignLeft)
        if status.pending:
            add(label(say("%n file(s) are still being read; they may hold it.", n=status.pending), wrap=True))
        unread = sum(count for _, count in status.problems)
        if unread:
            add(label(say("%n file(s) could not be read and cannot be searched.", n=unread), wrap=True))
        add(label(say("Try other words, a whole question, or fewer conditions."), "secondary", wrap=True))
