"""The chosen topic: its files, its words, the folders in which it lives, and what does not belong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inkling.gui.flow import FlowLayout
from inkling.gui.pieces import Bar, Button, Elided, button, clear, label, row
from inkling.gui.strings import listed, number, say, together
from inkling.gui.theme import Theme
from inkling.gui.words import crumbs_text
from inkling.present.rows import MemberRow, OddRow, PointRow, TopicRow, TopicsRows

_FILES_SHOWN = 20  # the list of a large topic is for looking; searching in the topic shows all of them


class Details(QScrollArea):
    """The pane at the right of the map."""

    opened = Signal(bytes)
    searched = Signal(object)
    renamed = Signal()
    merged = Signal()
    split = Signal()
    pinned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("The chosen topic"))
        inside = QWidget()
        inside.setObjectName("plain")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        self._column.setSpacing(theme.px(6))
        self.setWidget(inside)

    def show_folder(self, rows: TopicsRows) -> None:
        """Show what is odd in the folder, when no topic is chosen."""
        self._begin(say("%n file(s)", n=rows.files), say("Choose a topic, or draw around points to see their files."))
        if rows.by_meaning < 1:
            share = number(int(100 * rows.by_meaning))
            self._add(
                label(
                    say("{share} % of the files were compared by meaning, the others by their words.", share=share),
                    "caption",
                    wrap=True,
                )
            )
        if rows.odd:
            self._section(say("What may not belong here"))
            for odd in rows.odd[:20]:
                self._add(self._odd(odd))
        self._column.addStretch(1)

    def show_topic(self, topic: TopicRow) -> None:
        """Show one topic."""
        self._begin(topic.name, "")
        self._flow(
            button(say("Search in it"), lambda: self.searched.emit(topic), "primary"),
            button(say("Rename"), self.renamed.emit, tip="F2"),
            button(say("Unpin") if topic.is_pinned else say("Pin"), self.pinned.emit),
            button(say("Split"), self.split.emit),
        )
        if topic.phrases:
            self._section(say("Typical words"))
            self._flow(*(label(phrase, "badge") for phrase in topic.phrases[:12]))
        central = [member for member in topic.members if member.is_central]
        if central:
            self._section(say("Most typical"))
            for member in central[:3]:
                self._add(self._file(member))
        if topic.folders:
            self._section(say("Lives in %n folder(s)", n=len(topic.folders)))
            for name, count in topic.folders[:8]:
                self._add(self._folder(name, count, topic.count))
        self._section(say("All %n file(s)", n=topic.count))
        for member in topic.members[:_FILES_SHOWN]:
            self._add(self._file(member))
        if len(topic.members) > _FILES_SHOWN:
            self._add(label(say("… and %n more", n=len(topic.members) - _FILES_SHOWN), "caption"))
        self._column.addStretch(1)

    def show_several(self, topics: tuple[TopicRow, ...]) -> None:
        """Offer to make one topic of several."""
        self._begin(say("%n topics chosen", n=len(topics)), listed(*(topic.name for topic in topics)))
        self._column.addLayout(row(button(say("Merge into one"), self.merged.emit, "primary"), None))
        self._column.addStretch(1)

    def show_caught(self, points: tuple[PointRow, ...], rows: TopicsRows) -> None:
        """Show the files that the lasso caught."""
        self._begin(say("%n file(s) within the line", n=len(points)), "")
        wanted = {point.document for point in points}
        members = {m.document: m for topic in rows.topics for m in topic.members if m.document in wanted}
        for member in list(members.values())[:_FILES_SHOWN]:
            self._add(self._file(member))
        self._column.addStretch(1)

    def _begin(self, title: str, sentence: str) -> None:
        clear(self._column)
        self._add(label(title, "heading", wrap=True))
        if sentence:
            self._add(label(sentence, "secondary", wrap=True))
        self.verticalScrollBar().setValue(0)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # at once: until its style gives it its height, the lines would stand upon each other

    def _section(self, title: str) -> None:
        self._column.addSpacing(self._theme.px(8))
        self._add(label(title, "section"))

    def _flow(self, *widgets: QWidget) -> None:
        """Lay widgets out side by side, in as many lines as they need."""
        made = QWidget()
        flow = FlowLayout(made, self._theme.px(6))
        for widget in widgets:
            flow.addWidget(widget)
        self._add(made)

    def _file(self, member: MemberRow) -> Button:
        share = (
            say("{share} % typical", share=number(int(100 * member.membership))) if member.membership < 0.995 else ""
        )
        made = self._two_lines(member.name, crumbs_text(member.crumbs), share)
        made.clicked.connect(lambda _on=False, path=member.path: self.opened.emit(path))
        return made

    def _odd(self, odd: OddRow) -> Button:
        told = say("Nothing in its folder is much like it.")
        if odd.suggested:
            told = say("The files most like it are in {folder}.", folder=odd.suggested)
        made = self._two_lines(odd.name, told, "")
        made.setToolTip(told)
        made.clicked.connect(lambda _on=False, path=odd.path: self.opened.emit(path))
        return made

    def _two_lines(self, first: str, second: str, right: str) -> Button:
        px = self._theme.px
        made = Button()
        made.setObjectName("tile")
        made.setAccessibleName(together(first, second, right))
        made.setToolTip(f"{first}\n{second}")
        below = QHBoxLayout()
        below.addWidget(Elided(second, "caption"), 1)
        if right:
            below.addWidget(label(right, "caption"))
        inside = QVBoxLayout(made)
        inside.setContentsMargins(0, px(4), 0, px(4))
        inside.setSpacing(0)
        inside.addWidget(Elided(first, mode=Qt.TextElideMode.ElideMiddle))
        inside.addLayout(below)
        for child in made.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def _folder(self, name: str, count: int, of: int) -> QWidget:
        made = QWidget()
        bar = Bar(self._theme, name, width=60)
        bar.show_parts((count / max(1, of), "accent"))
        made.setLayout(row(Elided(name), bar, label(number(count), "caption"), spacing=self._theme.px(8)))
        made.layout().setStretch(0, 1)  # type: ignore[union-attr]  # the layout was set in the line above
        return made
