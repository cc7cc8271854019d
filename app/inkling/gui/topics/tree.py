"""The topics as a list of two levels: colour, name, count and a bar. Complete without the map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from inkling.gui.pieces import draw_share, plain_tip
from inkling.gui.strings import listed, number, say
from inkling.gui.theme import BODY, CAPTION, Theme
from inkling.present.rows import MemberRow, TopicRow
from inkling.records import TopicId

_TOPIC = Qt.ItemDataRole.UserRole + 1
_COUNT = Qt.ItemDataRole.UserRole + 2


class _Lines(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.most = 1

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), self._theme.px(38))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        topic, count = index.data(_TOPIC), index.data(_COUNT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if selected else "hover"))
            painter.drawRoundedRect(rect, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus and not selected:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        colour = theme.topic_color(topic.colour) if isinstance(topic, TopicRow) else theme.color("disabled")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        middle = QPointF(rect.left() + px(12), rect.top() + px(14))
        self._dot(painter, middle, selected=selected, pinned=isinstance(topic, TopicRow) and topic.is_pinned)
        caption = theme.font(CAPTION)
        told = number(count)
        wide = QFontMetrics(caption).horizontalAdvance(told)
        font = theme.font(BODY, bold=selected)
        name = QRect(rect.left() + px(24), rect.top() + px(4), rect.width() - px(24) - wide - px(20), px(20))
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        text = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setFont(caption)
        painter.setPen(theme.color("secondary"))
        right = QRect(rect.right() - wide - px(10), rect.top() + px(4), wide + 2, px(20))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told)
        bar = QRectF(rect.left() + px(24), rect.top() + px(27), rect.width() - px(34), px(3))
        draw_share(painter, theme, bar, count / max(1, self.most), colour)
        painter.restore()

    def _dot(self, painter: QPainter, at: QPointF, *, selected: bool, pinned: bool) -> None:
        """The chosen topic has another shape, not only another colour; a pinned one has a ring."""
        size = self._theme.px(4.5)
        if selected:
            corners = [QPointF(0, -1), QPointF(1, 0), QPointF(0, 1), QPointF(-1, 0)]
            painter.drawPolygon(QPolygonF([at + corner * (size + 1) for corner in corners]))
        else:
            painter.drawEllipse(at, size, size)
        if pinned:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("text"), 1.2))
            painter.drawEllipse(at, size + 2.5, size + 2.5)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        px, rect = self._theme.px, option.rect
        editor.setGeometry(rect.adjusted(px(14), px(3), -px(2), -px(3)))  # its text stands where the name stood

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        editor.setProperty("text", index.data())


class TopicTree(QTreeWidget):
    """Emits the chosen topics; F2 renames in place."""

    chosen = Signal(object)
    renamed = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = _Lines(theme, self)
        self._quiet = False
        self.setItemDelegate(self._lines)
        self.setObjectName("topics")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.px(16))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAccessibleName(say("Topics"))
        self.itemSelectionChanged.connect(self._tell)
        self.itemChanged.connect(self._renamed)

    @property
    def is_unsorted_chosen(self) -> bool:
        """Whether the files are meant that are in no topic surely enough."""
        return any(item.data(0, _TOPIC) is None for item in self.selectedItems())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the keyboard stand somewhere: on the first topic, which is not chosen by that."""
        if not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(self.model().index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        super().focusInEvent(event)

    def allow_changes(self, *, allow: bool) -> None:
        """Let topics be renamed, or not while they are being shaped."""
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed if allow else triggers.NoEditTriggers)

    def show_topics(self, topics: tuple[TopicRow, ...], least: float) -> None:
        """Show topics with their counts; members less sure than `least` stand under "Unsorted".

        What is chosen, where the keyboard stands and what is folded out stays, by the numbers of the topics.
        """
        self._quiet = True
        chosen, current = {topic.id for topic in self.topics()}, self._id_of(self.currentItem())
        was_unsorted = self.is_unsorted_chosen
        open_before = {self._id_of(item) for item in self._all() if item.isExpanded()}
        self.clear()
        parents: dict[TopicId, QTreeWidgetItem] = {}
        self.setRootIsDecorated(any(topic.parent is not None for topic in topics))
        self._lines.most = max((topic.count for topic in topics), default=1)
        for topic in topics:
            above = parents.get(topic.parent) if topic.parent is not None else None
            item = self._item(topic.name, topic)
            if above is not None:
                above.addChild(item)
            else:
                self.addTopLevelItem(item)
            parents[topic.id] = item
            item.setSelected(topic.id in chosen)
        for id_, item in parents.items():
            item.setExpanded(id_ in open_before)
        if current in parents:
            self.setCurrentItem(parents[current], 0, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._count(least)
        if was_unsorted and (unsorted := self._unsorted()) is not None:
            unsorted.setSelected(True)
        self._quiet = False

    def set_least(self, least: float) -> None:
        """Count anew: members less sure than `least` stand under "Unsorted"."""
        self._quiet = True
        was_unsorted = self.is_unsorted_chosen
        self._count(least)
        self._quiet = False
        if was_unsorted:  # its files are others now, or there are none
            self._tell()

    def topics(self) -> tuple[TopicRow, ...]:
        """Return the chosen topics."""
        found = (item.data(0, _TOPIC) for item in self.selectedItems())
        return tuple(topic for topic in found if isinstance(topic, TopicRow))

    def choose(self, topic: int) -> None:
        """Choose a topic as if it had been clicked."""
        for item in self._all():
            if self._id_of(item) == topic:
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return

    def edit_name(self) -> None:
        """Rename the chosen topic in place."""
        chosen = [item for item in self.selectedItems() if item.data(0, _TOPIC) is not None]
        if len(chosen) == 1:
            self.setCurrentItem(chosen[0])
            self.editItem(chosen[0], 0)

    def _item(self, name: str, topic: TopicRow | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name])
        item.setData(0, _TOPIC, topic)
        if topic is not None:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(0, plain_tip(listed(*topic.phrases)))
        return item

    def _count(self, least: float) -> None:
        """Write the counts, and "Unsorted" as the last line where there is anything in it."""
        left = 0
        for item in self._all():
            topic = item.data(0, _TOPIC)
            if isinstance(topic, TopicRow):
                sure = sure_of(topic, least)
                _tell_count(item, topic.name, sure)
                left += 0 if topic.parent is not None else topic.count - sure
        unsorted = self._unsorted()
        if not left and unsorted is not None:
            self.takeTopLevelItem(self.indexOfTopLevelItem(unsorted))
        elif left:
            if unsorted is None:
                unsorted = self._item(say("Unsorted"), None)
                self.addTopLevelItem(unsorted)
            _tell_count(unsorted, unsorted.text(0), left)

    def _unsorted(self) -> QTreeWidgetItem | None:
        last = self.topLevelItem(self.topLevelItemCount() - 1)
        return last if last is not None and last.data(0, _TOPIC) is None else None

    def _id_of(self, item: QTreeWidgetItem | None) -> TopicId | None:
        topic = item.data(0, _TOPIC) if item is not None else None
        return topic.id if isinstance(topic, TopicRow) else None

    def _all(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        for number_ in range(self.topLevelItemCount()):
            item = self.topLevelItem(number_)
            if item is not None:
                below = (item.child(child) for child in range(item.childCount()))
                found += [item, *(child for child in below if child is not None)]
        return found

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.topics())

    def _renamed(self, item: QTreeWidgetItem) -> None:
        topic, name = item.data(0, _TOPIC), item.text(0).strip()
        if self._quiet or not isinstance(topic, TopicRow):
            return
        if name and name != topic.name:
            self.renamed.emit(topic.id, name)
        elif item.text(0) != topic.name:  # a topic is never without a name
            item.setText(0, topic.name)


def sure_of(topic: TopicRow, least: float) -> int:
    """Return how many files of a topic are sure enough; they stand in that order."""
    return bisect_right(topic.members, -least, key=lambda member: -member.membership) if topic.members else topic.count


def unsorted_of(topics: Iterable[TopicRow], least: float) -> tuple[MemberRow, ...]:
    """Return the files that are less sure, the surest first."""
    left = [m for topic in topics if topic.parent is None for m in topic.members[sure_of(topic, least) :]]
    return tuple(sorted(left, key=lambda member: -member.membership))


def _tell_count(item: QTreeWidgetItem, name: str, count: int) -> None:
    item.setData(0, _COUNT, count)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, say("{name}, %n file(s)", n=count, name=name))
