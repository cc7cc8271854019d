"""What of the files can be found: one sentence, one bar, and a line for every part that opens its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from inkling.gui.holdings.kept import KeptRows
from inkling.gui.pieces import Bar, Button, label
from inkling.gui.strings import in_words, listed, number, say
from inkling.gui.theme import Theme
from inkling.gui.words import DOT, duration_text, language_name, left_out_name, problem_name
from inkling.present.rows import LEFT_OUT, WAITING, StatusRow


@dataclass(frozen=True, slots=True)
class _Part:
    """What a line stands for: its colour, its name, the list that it opens, and what the way to it is called."""

    colour: str
    name: str
    kind: str = ""
    more: str = ""


class Coverage(QFrame):
    """The first card of the page."""

    asked = Signal(str)  # whose list is wanted, as `errands.problems` takes it

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: StatusRow | None = None
        self.setObjectName("card")
        self._sentence = label("", "heading", wrap=True)
        self._more = label("", "secondary", wrap=True)
        self._bar = Bar(theme, say("Coverage"), height=10)
        legend = QVBoxLayout()
        legend.setSpacing(theme.px(2))
        self.lines: KeptRows[_Part, _Line] = KeptRows(legend, self._line)
        layout = QVBoxLayout(self)
        pad = theme.px(20)
        layout.setContentsMargins(pad, pad, pad, theme.px(12))
        layout.setSpacing(theme.px(10))
        for widget in (self._sentence, self._bar, self._more):
            layout.addWidget(widget)
        layout.addLayout(legend)

    def show_status(self, status: StatusRow) -> None:
        """Show how far the library is."""
        if status == self._shown:
            return
        self._shown = status
        files = max(1, status.files)
        by_words = max(0, status.searchable - status.with_meaning)
        troubled = sum(count for _, count in status.problems)
        self._sentence.setText(
            say("{found} of %n file(s) can be found", n=status.files, found=number(status.searchable))
            if status.files
            else say("Nothing is covered yet")
        )
        self._bar.show_parts(
            (status.with_meaning / files, "strong"),
            (by_words / files, "likely"),
            (status.pending / files, "disabled"),
            (troubled / files, "warning"),
        )
        self._more.setText("\n".join(filter(None, (_outlook(status), unspoken_text(status.unspoken)))))
        self._more.setVisible(bool(self._more.text()))
        parts = {part: count for part, count in _parts(status) if count}
        for line, count in zip(self.lines.of(list(parts)), parts.values(), strict=True):
            line.count(count)

    def _line(self, part: _Part) -> _Line:
        made = _Line(self._theme, part)
        if part.kind:
            made.clicked.connect(lambda _on=False: self.asked.emit(part.kind))
        return made


class _Line(Button):
    """A part of the bar: its colour, its name, the way to its list, its number."""

    def __init__(self, theme: Theme, part: _Part) -> None:
        super().__init__()
        px = theme.px
        self._name = part.name
        self.setObjectName("entry")
        dot = QFrame()
        wide = px(10)
        dot.setFixedSize(wide, wide)
        dot.setStyleSheet(f"background: {theme.color(part.colour).name()}; border-radius: {wide // 2}px;")
        self.told = label("", "secondary")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(10))
        for widget in (dot, label(part.name), label(part.more, "more")):
            inside.addWidget(widget)
        inside.addStretch(1)
        inside.addWidget(self.told)
        for inner in self.findChildren(QFrame):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if not part.kind:  # nothing to open: no stop for the keyboard, and nothing that answers the pointer
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(px(28))

    def count(self, count: int) -> None:
        """Show another number."""
        self.told.setText(number(count))
        self.setAccessibleName(f"{self._name}, {number(count)}")


def unspoken_text(languages: tuple[str, ...]) -> str:
    """Say which files words alone find, because the model was not made for their language; empty for none."""
    names = listed(*map(language_name, languages))
    return (
        say("Files in {languages} are found by words alone: the model was not made for them.", languages=names)
        if names
        else ""
    )


def _parts(status: StatusRow) -> Iterator[tuple[_Part, int]]:
    by_both = say("By words and by meaning")
    if status.unspoken:
        by_both = say("By words, and by meaning where the model knows the language")
    by_words, show = max(0, status.searchable - status.with_meaning), say("Show list")
    yield _Part("strong", by_both), status.with_meaning
    yield _Part("likely", say("By words so far")), by_words
    yield _Part("disabled", say("Waiting to be read"), WAITING, show), status.pending
    for kind, count in status.problems:
        yield _Part("warning", problem_name(kind), kind, show), count
    for reason, count in status.skipped:
        left = say("Left out: {reason}", reason=left_out_name(reason))
        yield _Part("line", left, LEFT_OUT + reason, say("Show examples")), count


def _outlook(status: StatusRow) -> str:
    parts = []
    if status.is_working and status.rate_per_s:
        parts.append(say("{rate} passages per second", rate=number(status.rate_per_s)))
    if status.is_working and status.seconds_left:
        parts.append(say("{time} left", time=duration_text(status.seconds_left)))
    if status.state == "paused":
        parts.append(say("paused: {why}", why=in_words(status.why_paused)) if status.why_paused else say("paused"))
    return DOT.join(parts)
