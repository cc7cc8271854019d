"""The groups of copies as a flat list: a heading for each group, its reference, and the others compared with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inkling.gui import icons
from inkling.gui.pieces import TextLine, draw_share, size_text
from inkling.gui.strings import number, say, together
from inkling.gui.theme import BODY, CAPTION, Theme
from inkling.gui.words import DOT, crumbs_text, date_text, verdict_name
from inkling.present.copyrows import CopyRow, GroupRow

Index = QModelIndex | QPersistentModelIndex
LINE, FATE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
GOES, STAYS = "goes", "stays"  # what the plan that is in force does with a file
_NOWHERE = QModelIndex()
_NARROW = 380  # below this a line has no room for words beside its name
_RIGHT = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a group's heading where `member` is None."""

    group: GroupRow
    member: CopyRow | None

    @property
    def can_be_told_apart(self) -> bool:
        """Whether the person can say that it is no copy of its reference: what is the same byte for byte is one."""
        reference = self.group.members[0]
        return (
            self.member is not None
            and self.group.tier != "identical_bytes"
            and 0 not in (reference.document, self.member.document)
            and self.member.document != reference.document
        )


class GroupModel(QAbstractListModel):
    """Finished lines, one after the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._going: frozenset[bytes] | None = None

    def mark(self, going: frozenset[bytes] | None) -> None:
        """Tell what a plan takes away; all other files stay. None without a plan."""
        if going != self._going:
            self._going = going
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def show(self, groups: tuple[GroupRow, ...]) -> None:
        """Show other groups."""
        self.beginResetModel()
        self._lines = tuple(
            line for group in groups for line in (Line(group, None), *(Line(group, member) for member in group.members))
        )
        self.endResetModel()

    def first_other(self) -> int:
        """Return the first line that can be compared, or -1."""
        return self._find(lambda line: line.member is not None and not line.member.is_reference)

    def row_of(self, document: int) -> int:
        """Return the first line of a document, or -1."""
        return self._find(lambda line: line.member is not None and line.member.document == document)

    def _find(self, fits: Callable[[Line], bool]) -> int:
        return next((row for row, line in enumerate(self._lines) if fits(line)), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # a QVariant
        """Return a line, or what a screen reader says of it."""
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.member.name if line.member else line.group.title
        if role == FATE:
            return self._fate(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line, self._fate(line))
        return None

    def _fate(self, line: Line) -> str:
        if line.member is None or self._going is None:
            return ""
        return GOES if line.member.path in self._going else STAYS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are read, not chosen."""
        line = index.data(LINE)
        if isinstance(line, Line) and line.member is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def spoken(line: Line, fate: str = "") -> str:
    """Say a line in one breath; first of all whether the file goes, where that is planned."""
    if line.member is None:
        return together(say("%n file(s)", n=len(line.group.members)), verdict_name(line.group.verdict))
    member = line.member
    told = [member.name, fate_name(fate), say("reference") if member.is_reference else verdict_name(member.verdict)]
    if not member.is_reference and not is_same(member):
        longer, shorter = percent(member.of_longer), percent(member.of_shorter)
        told.append(say("{longer} of the longer, {shorter} of the shorter", longer=longer, shorter=shorter))
    told.append(crumbs_text(member.crumbs))
    return ", ".join(part for part in told if part)


def fate_name(fate: str) -> str:
    """Name what a plan does with a file."""
    return {GOES: say("goes to the trash"), STAYS: say("stays")}.get(fate, "")


def percent(share: float) -> str:
    """Say a share, never more than it is: 99.9 % is not all."""
    return say("{share}%", share=number(int(100 * share)))


def is_same(member: CopyRow) -> bool:
    """Whether a file says all that the reference says, and nothing else."""
    return member.of_longer >= 1.0 and member.of_shorter >= 1.0


class _Lines(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._body, self._bold = theme.font(BODY), theme.font(BODY, bold=True)
        self._caption = theme.font(CAPTION)
        self._struck = theme.font(BODY)
        self._struck.setStrikeOut(True)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), self._theme.px(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if line.member is None:
            self._heading(painter, rect, line.group)
            if option.state & QStyle.StateFlag.State_HasFocus:  # it cannot be selected: show where the keyboard is
                painter.setPen(self._theme.color("accent"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.toRectF().adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        else:
            self._ground(painter, rect, option.state)
            area = rect.adjusted(self._theme.px(16), 0, -self._theme.px(16), 0)
            self._member(painter, area, line, str(index.data(FATE)))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        name = "selected" if selected else "hover" if over else "surface"
        painter.fillRect(rect, self._theme.color(name))
        if selected:
            painter.fillRect(
                QRect(rect.left(), rect.top(), self._theme.px(3), rect.height()), self._theme.color("accent")
            )

    def _heading(self, painter: QPainter, rect: QRect, group: GroupRow) -> None:
        theme, px = self._theme, self._theme.px
        painter.fillRect(rect, theme.color("window"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        area = rect.adjusted(px(16), px(7), -px(16), 0)
        told = [say("%n file(s)", n=len(group.members)), verdict_name(group.verdict)]
        if group.spare_bytes:
            told.append(say("frees {size}", size=size_text(group.spare_bytes)))
        self._text(painter, QRect(area.left(), area.top(), area.width(), px(20)), "text", group.title, self._bold)
        below = QRect(area.left(), area.top() + px(20), area.width(), px(18))
        self._text(painter, below, "secondary", DOT.join(told), self._caption, mode=_RIGHT)

    def _member(self, painter: QPainter, area: QRect, line: Line, fate: str) -> None:
        px, member = self._theme.px, line.member
        assert member is not None
        picture = "trash" if fate == GOES else "pin" if member.is_reference else icons.kind_name(member.kind)
        colour = self._theme.color("error" if fate == GOES else "secondary")
        shown = icons.pixmap(picture, colour, px(16), painter.device().devicePixelRatio())
        painter.drawPixmap(area.left(), area.top() + px(9), shown)
        wide = 0
        if not member.is_reference and not is_same(member):
            wide = px(166) if area.width() >= px(_NARROW) else px(96)
        text = area.adjusted(px(26), px(6), -wide - px(12) if wide else 0, 0)
        badge = self._badge(painter, text, say("Reference")) if member.is_reference else 0
        name = QRect(text.left(), text.top(), text.width() - badge, px(20))
        if fate == GOES:
            self._text(painter, name, "secondary", member.name, self._struck)
        else:
            self._text(painter, name, "text", member.name, self._body)
        below = QRect(text.left(), text.top() + px(20), text.width(), px(18))
        facts = [fate_name(fate), crumbs_text(member.crumbs[-1:]), *self._differences(line)]
        self._text(painter, below, "secondary", DOT.join(filter(None, facts)), self._caption, mode=_RIGHT)
        if wide:
            self._shares(painter, QRect(area.right() - wide, area.top() + px(6), wide, px(40)), member)

    def _badge(self, painter: QPainter, area: QRect, text: str) -> int:
        """Draw a quiet word at the right; return how much room it takes."""
        px = self._theme.px
        wide = QFontMetrics(self._caption).horizontalAdvance(text) + px(16)
        box = QRect(area.right() - wide, area.top() + px(1), wide, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(box, px(8), px(8))
        TextLine(self._caption, "secondary", Qt.AlignmentFlag.AlignHCenter, _RIGHT).draw(
            painter, self._theme, box, text
        )
        return wide + px(12)

    def _differences(self, line: Line) -> list[str]:
        """Date and size; for the others as the difference to the reference, which is what one compares."""
        member, reference = line.member, line.group.members[0]
        assert member is not None
        if member.is_reference:
            return [date_text(member.when_ns), size_text(member.size)]
        days = round((member.when_ns - reference.when_ns) / 86_400e9)
        told = [verdict_name(member.verdict)] if member.verdict != line.group.verdict else []
        if days:
            told.append(say("%n day(s) newer", n=days) if days > 0 else say("%n day(s) older", n=-days))
        if member.size != reference.size:
            told.append(("+" if member.size > reference.size else "−") + size_text(abs(member.size - reference.size)))
        return told

    def _shares(self, painter: QPainter, area: QRect, member: CopyRow) -> None:
        px = self._theme.px
        for number_, (name, share) in enumerate(
            ((say("of longer"), member.of_longer), (say("of shorter"), member.of_shorter))
        ):
            top = area.top() + number_ * px(19)
            before = area.width() - px(96)  # what the name has before the bar; none where the list is narrow
            if before > 0:
                name_area = QRect(area.left(), top, before, px(18))
                self._text(painter, name_area, "secondary", name, self._caption)
            bar = QRectF(area.right() - px(94), top + px(7), px(50), px(5))
            draw_share(painter, self._theme, bar, share, self._theme.color("accent"))
            side = QRect(area.right() - px(42), top, px(42), px(18))
            self._text(painter, side, "text", percent(share), self._caption, side=Qt.AlignmentFlag.AlignRight)

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        colour: str,
        text: str,
        font: QFont,
        *,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        TextLine(font, colour, side, mode).draw(painter, self._theme, area, text)


class GroupList(QListView):
    """The list of groups."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("groups")
        self.rows = GroupModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Lines(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("Groups of copies"))

    def line(self) -> Line | None:
        """Return the selected line."""
        found = self.currentIndex().data(LINE) if self.currentIndex().isValid() else None
        return found if isinstance(found, Line) else None

    def select(self, row: int) -> None:
        """Select a line and bring it into view."""
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))
