"""An empty box: searches to try on one's own files, saved and former searches, and the files changed last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inkling.gui import icons
from inkling.gui.errands import HomeRows
from inkling.gui.pieces import Button, TextLine, button, card, icon_button, label, order_focus, row
from inkling.gui.strings import say, together
from inkling.gui.theme import CAPTION, Theme
from inkling.gui.words import crumbs_text, date_text
from inkling.present.rows import HitRow

_RIGHT = Qt.AlignmentFlag.AlignRight
_FORMER = 6
_SAVED = "star"
_EVERY_MS = 4000  # while files are read they change all the time
_RECENT = 6  # so that everything fits into a window of the usual size


@dataclass(frozen=True, slots=True)
class _Recent:
    """What the card of recent files is known by."""

    hits: tuple[HitRow, ...]


class Home(QScrollArea):
    """The state of the page before anything is asked."""

    asked = Signal(str)
    chosen = Signal(object)
    let_go = Signal(str)  # a saved search
    wants_folder = Signal()
    wants_rows = Signal()  # the library has grown: what is shown may be behind

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_behind = False
        self._rest = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._rest.timeout.connect(self._catch_up)
        self._cards: dict[object, QFrame] = {}  # by what they show, from the top
        self.setObjectName("plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setObjectName("plain")
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(16))
        self._column.addStretch(1)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(24))
        outer.addStretch(1)
        outer.addLayout(self._column, 6)
        outer.addStretch(1)
        self.setWidget(inside)

    def grow(self) -> None:
        """Hear that the library holds more than before; the rows are wanted anew now and then."""
        self._is_behind = True
        self._catch_up()

    def show_rows(self, rows: HomeRows, *, has_folders: bool) -> None:
        """Show what can be done from here.

        A card that is there already stays, so that nothing flickers; that of recent files also while the pointer or
        the keyboard is on it, so that no line moves away from under a hand.
        """
        wanted: dict[object, Callable[[], QFrame]] = {}
        if not has_folders:
            wanted["invite"] = self._invite
        for title, queries, picture in (
            (say("Try one of these on your own files"), rows.examples, "find"),
            (say("Saved searches"), rows.saved, _SAVED),
            (say("Recent searches"), rows.history[:_FORMER], "clock"),
        ):
            if queries:
                wanted[title, queries] = partial(self._searches, title, queries, picture)
        if rows.recent:
            held = next(
                (key for key, frame in self._cards.items() if isinstance(key, _Recent) and _is_held(frame)), None
            )
            self._is_behind = self._is_behind or held is not None
            wanted[held or _Recent(rows.recent)] = partial(self._recent, rows.recent)
        if has_folders:
            wanted["tips"] = self._tips
        for key in self._cards.keys() - wanted.keys():
            gone = self._cards.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, (key, make) in enumerate(wanted.items()):
            if key not in self._cards:
                self._cards[key] = make()
                self._column.insertWidget(place, self._cards[key])
        order_focus(*(stop for key in wanted for stop in self._cards[key].findChildren(QAbstractButton)))

    def _invite(self) -> QFrame:
        frame, inside = card(self._theme, 24)
        inside.addWidget(label(say("Which folders should Inkling search?"), "heading"))
        inside.addWidget(
            label(say("Inkling reads them on this computer. Nothing leaves it, nothing in them is changed."), wrap=True)
        )
        add = button(say("Add a folder…"), self.wants_folder.emit, "primary")
        inside.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _tips(self) -> QFrame:
        frame, inside = card(self._theme)
        inside.addWidget(label(say("Ask as you would ask a person, or be exact"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(24))
        grid.setVerticalSpacing(self._theme.px(4))
        for number, (written, meant) in enumerate(
            (
                (say("what did the landlord say about the deposit"), say("a question, answered by meaning")),
                (say('"thirty days"'), say("exactly these words")),
                (say("deposit -kitchen"), say("without a word")),
                (say("type:pdf  in:Letters  after:2024-03"), say("only such files")),
                (say("like:report.pdf"), say("what resembles a file")),
            )
        ):
            grid.addWidget(label(written), number, 0)
            grid.addWidget(label(meant, "secondary"), number, 1)
        grid.setColumnStretch(1, 1)
        inside.addLayout(grid)
        return frame

    def _searches(self, title: str, queries: tuple[str, ...], picture: str) -> QFrame:
        frame, inside = card(self._theme)
        inside.setSpacing(self._theme.px(2))
        inside.addWidget(label(title, "section"))
        for query in queries:
            made = self._line(picture, query)
            made.clicked.connect(lambda _checked=False, text=query: self.asked.emit(text))
            if picture == _SAVED:
                off = icon_button(
                    self._theme, "close", say("Do not save this search any more"), partial(self.let_go.emit, query)
                )
                inside.addLayout(row(made, off, spacing=self._theme.px(4)))
            else:
                inside.addWidget(made)
        return frame

    def _recent(self, hits: tuple[HitRow, ...]) -> QFrame:
        frame, inside = card(self._theme)
        inside.setSpacing(self._theme.px(2))
        inside.addWidget(label(say("Changed recently"), "section"))
        for hit in hits[:_RECENT]:
            made = self._line(icons.kind_name(hit.kind), hit.title, crumbs_text(hit.crumbs), date_text(hit.when_ns))
            made.clicked.connect(lambda _checked=False, row=hit: self.chosen.emit(row))
            inside.addWidget(made)
        return frame

    def _catch_up(self) -> None:
        if self._is_behind and not self._rest.isActive():
            self._is_behind = False
            self._rest.start()
            self.wants_rows.emit()

    def _line(self, picture: str, text: str, place: str = "", date: str = "") -> Button:
        return _Entry(self._theme, picture, text, place, date)


def _is_held(frame: QFrame) -> bool:
    """Whether the pointer or the keyboard is on a card."""
    focus = frame.window().focusWidget()
    return frame.underMouse() or (focus is not None and frame.isAncestorOf(focus))


class _Entry(Button):
    """A line to press: a picture, a text, where, and when. Drawn as one: of widgets, a page of them takes 30 ms."""

    def __init__(self, theme: Theme, picture: str, text: str, place: str, date: str) -> None:  # as read
        super().__init__()
        self._theme, self._text, self._place, self._date = theme, text, place, date
        self._picture = icons.pixmap(picture, theme.color("secondary"), theme.px(16), self.devicePixelRatioF())
        self.setObjectName("entry")
        self.setAccessibleName(together(text, place, date))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a button, then what stands on it."""
        super().paintEvent(event)
        theme, rest = self._theme, self.rect()
        painter = QPainter(self)
        high = theme.px(16)
        painter.drawPixmap(QRect(rest.left(), (rest.height() - high + 1) // 2, high, high), self._picture)
        rest.setLeft(rest.left() + theme.px(28))
        if self._place or self._date:
            caption = TextLine(theme.font(CAPTION), "secondary", _RIGHT, Qt.TextElideMode.ElideMiddle)
            when, gap = theme.px(88), theme.px(8)
            caption.draw(painter, theme, rest.adjusted(rest.width() - when, 0, 0, 0), self._date)
            rest.setRight(rest.right() - when - gap)
            where = rest.adjusted(rest.width() * 3 // 5 + gap, 0, 0, 0)
            caption.draw(painter, theme, where, self._place)
            rest.setRight(where.left() - gap)
        TextLine(theme.font()).draw(painter, theme, rest, self._text)
        painter.end()
