"""The list of results: what keys and pointer do there, and when a better order may replace the one on the screen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QVBoxLayout, QWidget

from inkling.gui.find.card import DENSITIES, CardDelegate
from inkling.gui.find.model import HIT, ResultModel
from inkling.gui.pieces import button
from inkling.gui.strings import say
from inkling.gui.theme import Theme
from inkling.present.rows import FoundRows, HitRow


class ResultList(QListView):
    """Shows results and says what the person wants with one of them."""

    opened = Signal(object)
    shown_in_folder = Signal(object)
    looked_at = Signal(object)
    left_upwards = Signal()
    more_like = Signal(object)
    less_like = Signal(object)
    asked_menu = Signal(object, QPoint)
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = ResultModel(self)
        self.cards = CardDelegate(theme, self)
        self.setObjectName("cards")
        self.setModel(self.rows)
        self.setItemDelegate(self.cards)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(theme.px(36))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(say("Results"))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(HIT)))
        self.customContextMenuRequested.connect(self._menu)

    def hit(self) -> HitRow | None:
        """Return the selected result."""
        found = self.currentIndex().data(HIT) if self.currentIndex().isValid() else None
        return found if isinstance(found, HitRow) else None

    def show_hits(self, hits: tuple[HitRow, ...]) -> None:
        """Show rows; the selected document stays selected where it is among them."""
        before = self.hit()
        self.rows.show(hits)
        if before is not None and (row := self.rows.row_of(before.document)) >= 0:
            self.select(row)

    def select(self, row: int) -> None:
        """Select a result and bring it into view."""
        index = self.rows.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def next_density(self) -> str:
        """Show more or less of each result, in turn."""
        at = DENSITIES.index(self.cards.density)
        self.cards.density = DENSITIES[(at + 1) % len(DENSITIES)]
        self.cards.forget()
        self.scheduleDelayedItemsLayout()
        return self.cards.density

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell the reader which result is meant."""
        super().currentChanged(current, previous)
        self.chosen.emit(current.data(HIT) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the selected result."""
        hit, key = self.hit(), event.key()
        if key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif hit is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.shown_in_folder if shifted else self.opened).emit(hit)
        elif key == Qt.Key.Key_Space:
            self.looked_at.emit(hit)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.more_like.emit(hit)
        elif key == Qt.Key.Key_Minus:
            self.less_like.emit(hit)
        else:
            super().keyPressEvent(event)

    def _menu(self, at: QPoint) -> None:
        hit = self.indexAt(at).data(HIT)
        if isinstance(hit, HitRow):
            self.asked_menu.emit(hit, self.viewport().mapToGlobal(at))


class Results(QWidget):
    """The list, and the rule that nothing moves under the hand: a new order waits and says that it is ready."""

    took = Signal(object)  # the answer that is on the screen now

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.list = ResultList(theme)
        self._waiting: FoundRows | None = None
        self._pill: QPushButton = button(say("A better order is ready. Show it"), self.take_waiting, "primary")
        self._pill.setParent(self.list)
        self._pill.hide()
        self._watch = QTimer(self)
        self._watch.setInterval(400)
        self._watch.timeout.connect(self._take_when_free)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    @property
    def is_waiting(self) -> bool:
        """Whether a better order is ready and not shown."""
        return self._waiting is not None

    def show_found(self, found: FoundRows, *, new_query: bool) -> None:
        """Show an answer now, or keep it ready while a hand is on the list."""
        if new_query:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())
        if new_query or not self._moves(found) or not self._hand_is_on():
            self._take(found)
            if new_query:
                self.list.scrollToTop()
            return
        self._waiting = found
        self._place_pill()
        self._pill.show()
        self._watch.start()

    def take_waiting(self) -> None:
        """Show the order that waits."""
        if self._waiting is not None:
            self._take(self._waiting)

    def _take(self, found: FoundRows) -> None:
        self._waiting = None
        self._pill.hide()
        self._watch.stop()
        self.list.show_hits(found.hits)
        self.took.emit(found)

    def _take_when_free(self) -> None:
        if not self._hand_is_on():
            self.take_waiting()

    def _moves(self, found: FoundRows) -> bool:
        shown = [hit.document for hit in self.list.rows.hits]
        return bool(shown) and [hit.document for hit in found.hits[: len(shown)]] != shown

    def _hand_is_on(self) -> bool:
        return self.list.viewport().underMouse() or self.list.hit() is not None

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        below = self.list.height() - self._pill.height() - 12  # at the foot: the first result is the one being read
        self._pill.move((self.list.width() - self._pill.width()) // 2, below)
        self._pill.raise_()
