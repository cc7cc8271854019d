"""How one result is drawn: a card of constant height, with passages whose meaning and words stand out differently."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPaintDevice,
    QPainter,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inkling.gui import icons
from inkling.gui.find.model import HIT
from inkling.gui.find.reader import span, units, x_of
from inkling.gui.pieces import TextLine, draw_share
from inkling.gui.strings import say
from inkling.gui.theme import BODY, CAPTION, PASSAGE, Theme
from inkling.gui.words import DOT, band_name, crumbs_text, date_text, kind_label, other_name, place_text
from inkling.present.rows import HitRow, Mark, SnippetRow

DENSITIES = ("compact", "normal", "roomy")
_BANDS = ("strong", "likely", "weak")
_LINES = {"compact": 0, "normal": 2, "roomy": 5}
_KEPT_LAYOUTS = 400  # a few screens of cards; laying one out costs about 0.2 ms
_PICTURE, _BESIDE = 18, 26  # the picture of the kind, and where title and passages begin at its right
_DIM = 0.45
_KEPT_CARDS = 48  # about three screens; a card is some 250 KB at 1x


_Place = tuple[int, int, int, bool, bool, float]  # document, width, height, selected, under the pointer, pixel ratio


@dataclass(slots=True)
class _Laid:
    layout: QTextLayout
    snippet: SnippetRow
    marks: tuple[Mark, ...]  # as Qt counts


class CardDelegate(QStyledItemDelegate):
    """Paints results. Text layouts and whole cards are kept, colours come from the theme only.

    A card takes about 60 calls of Qt, and each lets other threads take the interpreter: a kept one takes a single call.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.density = "normal"
        self.is_dim = False  # the rows wait for an answer to another query
        self._title = theme.font(PASSAGE, bold=True)
        self._body = theme.font(BODY)
        self._caption = TextLine(theme.font(CAPTION), "secondary")
        self._layouts: OrderedDict[tuple[str, int, int, int], _Laid] = OrderedDict()
        self._cards: OrderedDict[_Place, tuple[HitRow, QPixmap]] = OrderedDict()

    @property
    def line_height(self) -> int:
        """The height of one line of a passage."""
        return self._theme.px(20)

    def forget(self) -> None:
        """Drop what is kept: the rows or their height are others now."""
        self._layouts.clear()
        self._cards.clear()

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for every result."""
        px = self._theme.px
        lines = _LINES[self.density]
        body = lines * self.line_height + px(8) if lines else 0
        footer = px(20) if lines else 0
        return QSize(option.rect.width(), px(12) + px(22) + px(18) + body + footer + px(12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one result."""
        hit = index.data(HIT)
        if not isinstance(hit, HitRow):
            return
        rect: QRect = option.rect
        painter.setOpacity(_DIM if self.is_dim else 1.0)
        painter.drawPixmap(rect.topLeft(), self._card(hit, rect.size(), option.state, painter.device()))

    def _card(self, hit: HitRow, size: QSize, state: QStyle.StateFlag, device: QPaintDevice) -> QPixmap:
        """Return the picture of a card, made anew when the row, its size or its state is another."""
        ratio = device.devicePixelRatio()
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_over = bool(state & QStyle.StateFlag.State_MouseOver)
        place = (hit.document, size.width(), size.height(), is_selected, is_over, ratio)
        kept = self._cards.get(place)
        if kept is not None and (kept[0] is hit or kept[0] == hit):
            self._cards.move_to_end(place)
            return kept[1]
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        self._paint(painter, QRect(QPoint(0, 0), size), hit, "selected" if is_selected else "hover" if is_over else "")
        painter.end()
        self._cards[place] = hit, picture
        if len(self._cards) > _KEPT_CARDS:
            self._cards.popitem(last=False)
        return picture

    def _paint(self, painter: QPainter, rect: QRect, hit: HitRow, state: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state)
        px = self._theme.px
        inner = rect.adjusted(px(16), px(12), -px(16), -px(10))
        self._head(painter, inner, hit)
        inner.setLeft(inner.left() + px(_BESIDE))
        if room := _LINES[self.density]:
            told = _foot(hit)  # where it says nothing, its line is one more of the passage
            self._passages(painter, inner.adjusted(0, px(22) + px(18) + px(6), 0, -px(18)), hit, room + (not told))
            foot = QRect(inner.left(), inner.bottom() - px(14), inner.width(), px(16))
            self._caption.draw(painter, self._theme, foot, told)

    def _ground(self, painter: QPainter, rect: QRect, state: str) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color(state or "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if state == "selected":
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height() - 1), theme.color("accent"))

    def _head(self, painter: QPainter, inner: QRect, hit: HitRow) -> None:
        px = self._theme.px
        right = self._strength(painter, QRect(inner.right() - px(96), inner.top(), px(96), px(22)), hit)
        size = px(_PICTURE)
        ratio = painter.device().devicePixelRatio()
        picture = icons.pixmap(icons.kind_name(hit.kind), self._theme.color("secondary"), size, ratio)
        painter.drawPixmap(QPointF(inner.left(), inner.top() + px(2)), picture)
        left = inner.left() + px(_BESIDE)
        title = QRect(left, inner.top(), inner.right() - right - px(12) - left, px(22))
        TextLine(self._title).draw(painter, self._theme, title, hit.title)
        facts = (crumbs_text(hit.crumbs), other_name(hit), kind_label(hit.kind), date_text(hit.when_ns))
        told = DOT.join(fact for fact in facts if fact)
        place = QRect(left, inner.top() + px(22), inner.right() - left, px(18))
        replace(self._caption, mode=Qt.TextElideMode.ElideMiddle).draw(painter, self._theme, place, told)

    def _strength(self, painter: QPainter, area: QRect, hit: HitRow) -> int:
        """Draw the bar and the name; return the width that they took."""
        name = band_name(hit.band)
        if not name:
            return 0
        theme, px = self._theme, self._theme.px
        metrics = QFontMetrics(self._caption.font)
        width = max(metrics.horizontalAdvance(band_name(band)) for band in _BANDS)  # so that all bars begin together
        text = QRect(area.right() - width, area.top(), width + 1, area.height())
        self._caption.draw(painter, theme, text, name)
        bar = QRectF(text.left() - px(8) - px(44), area.center().y() - px(2), px(44), px(5))
        draw_share(painter, theme, bar, hit.strength, theme.color(hit.band))
        return width + px(8) + px(44)

    def _passages(self, painter: QPainter, area: QRect, hit: HitRow, room: int) -> None:
        top = area.top()
        for ordinal, snippet in enumerate(hit.snippets):
            if room <= 0:
                break
            most = room if self.density == "normal" else min(room, 3)
            laid = self._laid(f"{hit.document}", ordinal, snippet, area.width(), most)
            lines = laid.layout.lineCount()
            self._text(painter, QPointF(area.left(), top), laid)
            top += lines * self.line_height + (self._theme.px(4) if self.density == "roomy" else 0)
            room -= lines

    def _text(self, painter: QPainter, at: QPointF, laid: _Laid) -> None:
        theme = self._theme
        for number in range(laid.layout.lineCount()):
            line = laid.layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            top = at.y() + number * self.line_height
            for mark in laid.marks:
                start, end = max(mark.start, first), min(mark.end, last)
                if start >= end:
                    continue
                x0, x1 = x_of(line, start), x_of(line, end)
                if mark.kind == "meaning":
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(theme.color("meaning"))
                    box = QRectF(at.x() + min(x0, x1) - 1, top, abs(x1 - x0) + 2, self.line_height - 1)
                    painter.drawRoundedRect(box, 3, 3)
            painter.setPen(theme.color("text"))
            line.draw(painter, QPointF(at.x(), top + (self.line_height - line.height()) / 2 - line.y()))
            self._underlines(painter, at, laid, number, top)

    def _underlines(self, painter: QPainter, at: QPointF, laid: _Laid, number: int, top: float) -> None:
        line = laid.layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        painter.setPen(QPen(self._theme.color("words"), 2))
        for mark in laid.marks:
            start, end = max(mark.start, first), min(mark.end, last)
            if mark.kind == "words" and start < end:
                base = top + self.line_height - 3
                x0, x1 = x_of(line, start), x_of(line, end)
                painter.drawLine(QPointF(at.x() + x0, base), QPointF(at.x() + x1, base))

    def _laid(self, key: str, ordinal: int, snippet: SnippetRow, width: int, most: int) -> _Laid:
        """Return a passage in lines, no more than so many, the last one with an ellipsis where it goes on."""
        place = (key, ordinal, width, most)
        found = self._layouts.get(place)
        if found is not None and found.snippet is snippet:
            self._layouts.move_to_end(place)
            return found
        layout = self._lines(snippet.text, width, most + 1)
        if layout.lineCount() > most:
            kept, rest = _parted(snippet.text, layout.lineAt(most - 1).textStart())
            last = QFontMetrics(self._body).elidedText(rest, Qt.TextElideMode.ElideRight, width - 1)
            layout = self._lines(kept + last, width, most)
        places = units(snippet.text)
        marks = tuple(Mark(*span(places, mark), mark.kind) for mark in snippet.marks)
        laid = self._layouts[place] = _Laid(layout, snippet, marks)
        if len(self._layouts) > _KEPT_LAYOUTS:
            self._layouts.popitem(last=False)
        return laid

    def _lines(self, text: str, width: int, most: int) -> QTextLayout:
        layout = QTextLayout(text, self._body)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while layout.lineCount() < most and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return layout


def _foot(hit: HitRow) -> str:
    """Say where the first passage stands and what else there is."""
    parts = [place_text(hit.snippets[0].place)] if hit.snippets else []
    if hit.more:
        parts.append(say("+%n more passage(s)", n=hit.more))
    if hit.others:
        parts.append(say("+%n identical file(s)", n=len(hit.others)))
    if hit.copies:
        parts.append(say("+%n version(s)", n=len(hit.copies)))
    return DOT.join(part for part in parts if part)


def _parted(text: str, at: int) -> tuple[str, str]:
    """Part a text where Qt counts to, which takes a character beyond U+FFFF for two."""
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "surrogatepass")
    return kept, text[len(kept) :]
