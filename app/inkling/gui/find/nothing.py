"""No result: what was understood, what is hidden, what is not read yet, and what to try, each with one click."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inkling.gui.pieces import Button, button, card, clear, label
from inkling.gui.strings import in_words, quoted, say
from inkling.gui.theme import Theme
from inkling.present.rows import FoundRows, StatusRow


class Nothing(QWidget):
    """The page's state when nothing is above the line. `told` is its heading."""

    asked = Signal(str)
    lowered = Signal(str)
    wants_folder = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.told = ""
        px = theme.px
        outer = QHBoxLayout(self)
        outer.setContentsMargins(px(16), px(12), px(16), px(16))
        frame, self._inside = card(theme, 24)
        self._inside.setSpacing(px(24))
        frame.setMaximumWidth(px(720))
        column = QVBoxLayout()
        column.addWidget(frame)
        column.addStretch(1)
        outer.addLayout(column)
        self._pending = label("", "secondary", wrap=True)
        self._unread = label("", "secondary", wrap=True)

    def show_found(self, found: FoundRows, status: StatusRow) -> None:
        """Say why there is nothing, and what can be done."""
        clear(self._inside)
        self._pending, self._unread = label("", "secondary", wrap=True), label("", "secondary", wrap=True)
        if found.state == "no_documents":
            self._invite()
        elif found.state == "no_query":
            self._say(say("Say what to look for"), say("Write words or a question, or finish the condition."))
        else:
            self._explain(found)
        self._group(*(label(in_words(note), "secondary", wrap=True) for note in found.notes))
        self._group(*(self._without(chip.label, chip.without) for chip in found.chips if chip.without))
        if found.state != "no_query":
            self._group(self._pending, self._unread)
        self.show_status(status)

    def show_status(self, status: StatusRow) -> None:
        """Know how much of the library may hold it and cannot be searched yet, or at all."""
        unread = sum(count for _, count in status.problems)
        pending = say("%n file(s) are still being read; they may hold it.", n=status.pending)
        for line, count, told in (
            (self._pending, status.pending, pending),
            (self._unread, unread, say("%n file(s) could not be read and cannot be searched.", n=unread)),
        ):
            line.setText(told)
            line.setVisible(bool(count) and line.parent() is not None)

    def _invite(self) -> None:
        self._say(say("There is nothing to search yet"), say("Add a folder; what is read can be found at once."))
        self._group(button(say("Add a folder…"), self.wants_folder.emit, "primary"))

    def _explain(self, found: FoundRows) -> None:
        hidden = len(found.hits)
        searched = say("Searched for {query}", query=quoted(found.query))
        if hidden and not found.nothing:
            why = say("%n weaker result(s) are hidden by the line.", n=hidden)
            self._say(say("Nothing here matches"), searched, why)
            self._group(button(say("Show weaker results"), lambda: self.lowered.emit("all"), "primary"))
            return
        why = say("No passage is close to this in its words or its meaning.")
        self._say(
            say("Nothing here matches"), searched, why, say("Try other words, a whole question, or fewer conditions.")
        )
        if hidden:
            nearest = say("Show the nearest ones all the same")
            self._group(button(nearest, lambda: self.lowered.emit("all"), "link"))

    def _say(self, heading: str, *sentences: str) -> None:
        self.told = heading
        self._group(label(heading, "heading"), *(label(sentence, "secondary", wrap=True) for sentence in sentences))

    def _without(self, part: str, query: str) -> Button:
        return button(say("Search without {part}", part=part), lambda: self.asked.emit(query), "link")

    def _group(self, *widgets: QWidget) -> None:
        """Add what belongs together: close to each other, and apart from the rest."""
        if not widgets:
            return
        inner = QVBoxLayout()
        inner.setSpacing(self._theme.px(12))
        for widget in widgets:
            is_button = isinstance(widget, Button)
            inner.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if is_button else Qt.AlignmentFlag(0))
        self._inside.addLayout(inner)
