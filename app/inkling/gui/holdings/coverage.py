"""What of the files can be found: one sentence, one bar, and a line for every part that opens its list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inkling.gui.pieces import Bar, Button, clear, label
from inkling.gui.strings import in_words, number, say
from inkling.gui.theme import Theme
from inkling.gui.words import DOT, duration_text, problem_name
from inkling.present.rows import StatusRow


class Coverage(QFrame):
    """The first card of the page."""

    asked = Signal(str)  # the kind of problem whose list is wanted

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: StatusRow | None = None
        self.setObjectName("card")
        self._sentence = label("", "heading", wrap=True)
        self._more = label("", "secondary", wrap=True)
        self._bar = Bar(theme, say("Coverage"), height=10)
        self._legend = QVBoxLayout()
        self._legend.setSpacing(theme.px(2))
        layout = QVBoxLayout(self)
        pad = theme.px(20)
        layout.setContentsMargins(pad, pad, pad, theme.px(12))
        layout.setSpacing(theme.px(10))
        for widget in (self._sentence, self._bar, self._more):
            layout.addWidget(widget)
        layout.addLayout(self._legend)

    def show_status(self, status: StatusRow) -> None:
        """Show how far the library is."""
        if status == self._shown:
            return
        self._shown = status
        files = max(1, status.files)
        by_words = max(0, status.searchable - status.with_meaning)
        troubled = sum(count for _, count in status.problems)
        self._sentence.setText(
            say("%n of {files} file(s) can be found", n=status.searchable, files=number(status.files))
            if status.files
            else say("Nothing is covered yet")
        )
        self._bar.show_parts(
            (status.with_meaning / files, "strong"),
            (by_words / files, "likely"),
            (status.pending / files, "disabled"),
            (troubled / files, "warning"),
        )
        self._more.setText(self._outlook(status))
        self._more.setVisible(bool(self._more.text()))
        clear(self._legend)
        self._line("strong", say("By words and by meaning"), status.with_meaning, "")
        self._line("likely", say("By words so far"), by_words, "")
        self._line("disabled", say("Waiting to be read"), status.pending, "")
        for kind, count in status.problems:
            self._line("warning", problem_name(kind), count, kind)
        left_out = sum(count for _, count in status.skipped)
        self._line("line", say("Left out by rules"), left_out, "")

    def _outlook(self, status: StatusRow) -> str:
        parts = []
        if status.is_working and status.rate_per_s:
            parts.append(say("{rate} passages per second", rate=number(status.rate_per_s)))
        if status.is_working and status.seconds_left:
            parts.append(say("{time} left", time=duration_text(status.seconds_left)))
        if status.state == "paused":
            parts.append(say("paused: {why}", why=in_words(status.why_paused)) if status.why_paused else say("paused"))
        return DOT.join(parts)

    def _line(self, colour: str, name: str, count: int, kind: str) -> None:
        if not count:
            return
        px = self._theme.px
        made: QWidget = Button() if kind else QWidget()
        made.setObjectName("entry")
        made.setAccessibleName(f"{name}, {count}")
        dot = QFrame()
        wide = px(10)
        dot.setFixedSize(wide, wide)
        dot.setStyleSheet(f"background: {self._theme.color(colour).name()}; border-radius: {wide // 2}px;")
        inside = QHBoxLayout(made)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(10))
        words, told = label(name), label(number(count), "secondary")
        inside.addWidget(dot)
        inside.addWidget(words)
        if isinstance(made, Button):
            inside.addWidget(label(say("Show list"), "more"))
            made.clicked.connect(lambda _on=False, wanted=kind: self.asked.emit(wanted))
        inside.addStretch(1)
        inside.addWidget(told)
        for inner in made.findChildren(QFrame):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.setMinimumHeight(px(28))
        self._legend.addWidget(made)
