"""The list of results: what keys and pointer do there, and when a better order may replace the one on the screen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QVBoxLayout, QWidget

from inkling.gui.find.card import DENSITIES, CardDelegate
from inkling.gui.find.model import HIT, ResultModel
from inkling.gui.pieces import announce, button
from inkling.gui.strings import say
from inkling.gui.theme import Theme
from inkling.present.rows import FoundRows, HitRow

_COPY_PATH = QKeySequence("Ctrl+Shift+C")


class ResultList(QListView):
    """Shows results and says what the person wants with one of them."""

    opened = Signal(object)
    shown_in_folder = Signal(object)
    looked_at = Signal(object)
    left_upwards = Signal()
    more_like = Signal(object)
    less_like = Signal(object)
    copied = Signal(object)
    copied_path = Signal(object)
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
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.hit()))
        self.customContextMenuRequested.connect(self._menu)

    def hit(self) -> HitRow | None:
        """Return the selected result; rows that only wait for an answer are nobody's."""
        index = self.currentIndex()
        found = index.data(HIT) if index.isValid() and not self.cards.is_dim else None
        return found if isinstance(found, HitRow) else None

    def show_hits(self, hits: tuple[HitRow, ...]) -> None:
        """Show rows; the selected document stays selected if it is among them, and the list stays where it is."""
        before, bar = self.hit(), self.verticalScrollBar()
        at, is_seen = bar.value(), self.visualRect(self.currentIndex()).intersects(self.viewport().rect())
        top = self.visualRect(self.currentIndex()).top()
        self.dim(on=False)
        self.rows.show(hits)
        row = self.rows.row_of(before.document) if before is not None else -1
        if row == self.currentIndex().row():
            return
        self.setAutoScroll(False)
        if row >= 0:
            index = self.rows.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.setAutoScroll(True)
        self.executeDelayedItemsLayout()
        moved = self.visualRect(self.currentIndex()).top() + bar.value() - top if is_seen and row >= 0 else at
        bar.setValue(moved)  # what is read stays under the eyes

    def dim(self, *, on: bool) -> None:
        """Say by paleness that these rows belong to another search, while the answer to this one is on its way."""
        if self.cards.is_dim != on:
            self.cards.is_dim = on
            self.viewport().update()

    def select(self, row: int) -> None:
        """Select a result and bring it into view."""
        index = self.rows.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def go_by(self, by: int) -> None:
        """Select the next or a former result."""
        self.select(max(0, min(self.currentIndex().row() + by, len(self.rows.hits) - 1)))

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
        self.chosen.emit(self.hit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the selected result."""
        hit, key = self.hit(), event.key()
        if key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif key == Qt.Key.Key_Escape:
            event.ignore()  # one step back, which is the page's
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
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(hit)
        elif QKeySequence(event.keyCombination()) == _COPY_PATH:
            self.copied_path.emit(hit)
        else:
            super().keyPressEvent(event)

    def _menu(self, at: QPoint) -> None:
        hit = self.indexAt(at).data(HIT)
        if isinstance(hit, HitRow) and not self.cards.is_dim:
            self.asked_menu.emit(hit, self.viewport().mapToGlobal(at))


class Results(QWidget):
    """The list, and the rule that nothing moves under the hand: a new order waits and says that it is ready.

    The rows belong to one search. The answer to another one always takes their place at once.
    """

    took = Signal(object)  # the answer that is on the screen now
    wanted_again = Signal()  # the same search once more

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.list = ResultList(theme)
        self._search = -1
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

    def show_found(self, found: FoundRows, search: int, *, at_once: bool = False) -> None:
        """Show an answer now, or keep it ready while a hand is on the list.

        Args:
            found: the answer, without what is hidden.
            search: the number of the search; the rows of another one never stay.
            at_once: the person asked for just this change.
        """
        if search != self._search:
            self.forget()
            self._search = search
            self._take(found)
            self.list.scrollToTop()
        elif at_once or not self._moves(found) or not self.hand_is_on():
            self._take(found)
        else:
            self._waiting = found
            self._offer(say("A better order is ready. Show it"))

    def offer_again(self) -> None:
        """Offer to search once more, as the hand on the list forbids to do it unasked."""
        if self._waiting is None and not self._pill.isVisibleTo(self.list):
            self._offer(say("New files were read. Search again"))

    def forget(self) -> None:
        """Be empty and owe nothing: what waits belongs to a search that is over."""
        self._search = -1
        self._settle()
        self.list.setCurrentIndex(QModelIndex())
        self.list.show_hits(())

    def take_waiting(self) -> None:
        """Show the order that waits, or search once more where that was offered."""
        if self._waiting is not None:
            self._take(self._waiting)
        elif self._pill.isVisibleTo(self.list):
            self._settle()
            self.wanted_again.emit()

    def hand_is_on(self) -> bool:
        """Whether the person is at the list, so that nothing in it may move."""
        return self.list.viewport().underMouse() or self.list.hit() is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pill in the middle."""
        super().resizeEvent(event)
        self._place_pill()

    def _take(self, found: FoundRows) -> None:
        self._settle()
        self.list.show_hits(found.hits)
        self.took.emit(found)

    def _settle(self) -> None:
        self._waiting = None
        self._pill.hide()
        self._watch.stop()

    def _take_when_free(self) -> None:
        if not self.hand_is_on():
            self.take_waiting()

    def _moves(self, found: FoundRows) -> bool:
        shown = [hit.document for hit in self.list.rows.hits]
        return bool(shown) and [hit.document for hit in found.hits[: len(shown)]] != shown

    def _offer(self, what: str) -> None:
        self._pill.setText(what)
        self._place_pill()
        if not self._pill.isVisibleTo(self.list):
            self._pill.show()
            announce(self._pill, what)
        self._watch.start()

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        below = self.list.height() - self._pill.height() - 12  # at the foot: the first result is the one being read
        self._pill.move((self.list.width() - self._pill.width()) // 2, below)
        self._pill.raise_()
