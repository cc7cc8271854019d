"""The chosen topic: its files, its words, the folders in which it lives, and what does not belong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from inkling.gui.flow import FlowLayout
from inkling.gui.pieces import Button, button, label
from inkling.gui.strings import listed, number, say
from inkling.gui.theme import Theme
from inkling.gui.topics.lines import Line, Lines
from inkling.present.rows import MemberRow, OddRow, TopicRow, TopicsRows

_WORDS_SHOWN = 12
_WHOLLY = 0.995
_TYPICAL_SHOWN = 3


class Details(QScrollArea):
    """The pane at the right of the map. Its parts are made once and filled anew: making them takes longer."""

    opened = Signal(bytes)
    searched = Signal(str, object)  # the name of what is searched in, and its files
    renamed = Signal()
    merged = Signal()
    split = Signal()
    pinned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ""
        self._members: tuple[MemberRow, ...] = ()
        self.setObjectName("plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("The chosen topic"))
        self._make_parts()
        self._inside = QWidget()
        self._inside.setObjectName("plain")
        self.setWidget(self._inside)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(6))
        for part in (self._heading, self._sentence, self._first, self._others, self._words_title, self._words):
            column.addWidget(part)
        for section in (self._typical, self._folders, self._files, self._odd):
            column.addWidget(section)
        column.addStretch(1)

    def show_folder(self, rows: TopicsRows) -> None:
        """Show what is odd in the folder, when no topic is chosen."""
        told = [say("Choose a topic, or draw around points to see their files.")]
        if rows.copies:
            told.append(say("%n more file(s) are identical to some of these and not counted.", n=rows.copies))
        if rows.by_meaning <= 0:
            told.append(say("All files were compared by their words."))
        elif rows.by_meaning < 1:
            share = number(max(1, int(100 * rows.by_meaning)))
            told.append(say("{share}% of the files were compared by meaning, the others by their words.", share=share))
        self._begin(say("%n file(s)", n=rows.files), "\n\n".join(told))
        self._odd.show_rows(say("What may not belong here"), rows.odd, _odd_line)

    def show_topic(self, topic: TopicRow) -> None:
        """Show one topic."""
        self._begin(topic.name, "", self._search, self._rename, self._pin, self._split)
        self._name, self._members = topic.name, topic.members
        self._search.setText(say("Search in this topic"))
        self._pin.setText(say("Unpin") if topic.is_pinned else say("Pin"))
        self._show_words(topic.phrases[:_WORDS_SHOWN])
        typical = [member for member in topic.members if member.is_central][:_TYPICAL_SHOWN]
        shown = {member.document for member in typical}
        others = [member for member in topic.members if member.document not in shown]
        self._typical.show_rows(say("Most typical"), typical, _file_line)
        title = say("%n other file(s)", n=len(others)) if typical else say("All %n file(s)", n=len(others))
        self._files.show_rows(title, others, _file_line)
        lives_in = say("Lives in %n folder(s)", n=len(topic.folders))
        self._folders.show_rows(lives_in, topic.folders, lambda row: _folder_line(row, topic.count))

    def show_several(self, topics: tuple[TopicRow, ...]) -> None:
        """Offer to make one topic of several."""
        self._begin(say("%n topics chosen", n=len(topics)), listed(*(topic.name for topic in topics)), self._merge)

    def show_files(self, title: str, sentence: str, name: str, members: Sequence[MemberRow]) -> None:
        """Show files that are no topic: those that the lasso caught, those that are unsorted."""
        self._begin(title, sentence, *((self._search,) if members else ()))
        self._name, self._members = name, tuple(members)
        self._search.setText(say("Search in these files"))
        self._files.show_rows(say("All %n file(s)", n=len(members)), self._members, _file_line)

    def allow_changes(self, *, allow: bool) -> None:
        """Let topics be shaped, or not while they are being shaped."""
        for pressed in (self._rename, self._pin, self._split, self._merge):
            pressed.setEnabled(allow)

    def _make_parts(self) -> None:
        theme = self._theme
        self._heading, self._sentence = label("", "heading", wrap=True), label("", "secondary", wrap=True)
        self._search = button(
            say("Search in this topic"), lambda: self.searched.emit(self._name, self._members), "primary"
        )
        self._rename = button(say("Rename"), self.renamed.emit, tip="F2")
        self._pin = button(
            say("Pin"), self.pinned.emit, tip=say("Keep this topic and its name, whatever is found later.")
        )
        self._split = button(say("Split"), self.split.emit, tip=say("Make two topics of this one."))
        self._merge = button(say("Merge into one"), self.merged.emit, "primary")
        self._first = _flow((self._search, self._merge), theme.px(6))
        self._others = _flow((self._rename, self._pin, self._split), theme.px(6))
        self._words_title = label(say("Typical words"), "section")
        self._badges = tuple(label("", "badge") for _ in range(_WORDS_SHOWN))
        self._words = _flow(self._badges, theme.px(6))
        self._typical, self._files = Section(theme, say("Most typical")), Section(theme, say("All files"))
        self._odd = Section(theme, say("What may not belong here"))
        self._folders = Section(theme, say("Folder"), is_tall=False)
        for section in (self._typical, self._files, self._odd, self._folders):
            section.lines.opened.connect(self.opened)
            section.lines.stood_on.connect(lambda place, lines=section.lines: self._bring_into_view(lines, place))

    def _begin(self, title: str, sentence: str, *buttons: Button) -> None:
        """Clear the pane and show a title; what else is shown follows."""
        self._heading.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        for one in (self._search, self._merge, self._rename, self._pin, self._split):
            one.setVisible(one in buttons)
        self._first.setVisible(bool(buttons))
        self._others.setVisible(self._rename in buttons)
        self._show_words(())
        for section in (self._typical, self._folders, self._files, self._odd):
            section.hide()
        self.verticalScrollBar().setValue(0)

    def _show_words(self, words: Sequence[str]) -> None:
        for at, badge in enumerate(self._badges):
            badge.setText(words[at] if at < len(words) else "")
            badge.setVisible(at < len(words))
        self._words_title.setVisible(bool(words))
        self._words.setVisible(bool(words))

    def _bring_into_view(self, lines: Lines, place: QRect) -> None:
        top = lines.mapTo(self._inside, QPoint(0, 0)) + place.topLeft()
        self.ensureVisible(top.x(), top.y() + place.height() // 2, 0, place.height())


class Section(QWidget):
    """A small title and the lines below it; nothing where there are none."""

    def __init__(self, theme: Theme, title: str, *, is_tall: bool = True) -> None:
        super().__init__()
        self._title: QLabel = label(title, "section")
        self.lines = Lines(theme, is_tall=is_tall)
        self.lines.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._title)
        column.addWidget(self.lines)

    def show_rows(self, title: str, rows: Sequence[Any], line_of: Callable[[Any], Line]) -> None:
        """Show rows below a title."""
        self._title.setText(title)
        self.lines.setAccessibleName(title)
        self.lines.show_rows(rows, line_of)
        self.setVisible(bool(rows))


def _flow(widgets: Sequence[QWidget], gap: int) -> QWidget:
    """Lay widgets out side by side, in as many lines as they need."""
    made = QWidget()
    flow = FlowLayout(made, gap)
    for widget in widgets:
        flow.addWidget(widget)
    return made


def _file_line(member: MemberRow) -> Line:
    is_whole = member.membership >= _WHOLLY  # of most files: said of each, it would say nothing
    share = "" if is_whole else say("{share}% typical", share=number(int(100 * member.membership)))
    return Line(member.name, member.folder, share, member.kind, member.path, tip=f"{member.name}\n{member.folder}")


def _odd_line(odd: OddRow) -> Line:
    told = say("Nothing in its folder is much like it.")
    if odd.suggested:
        told = say("The files most like it are in {folder}.", folder=odd.suggested)
    return Line(odd.name, told, kind=odd.kind, path=odd.path, tip=f"{odd.name}\n{odd.folder}\n{told}")


def _folder_line(row: tuple[str, int], of: int) -> Line:
    return Line(row[0], right=number(row[1]), share=row[1] / max(1, of))
