"""Where do the names stand on the map? Near the middle of their topic, beside its dots and never over another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from inkling.gui.theme import BODY, Theme
from inkling.gui.topics.raster import Field, View

_HALO = 4
_LINE = 3  # how thick the line in the topic's colour is that stands below its name
_CROWD = 3_000  # points above which every place covers some: names stay in the middle then
_ROWS = {
    0: (0, 0.5, 1, 1.5, 2),
    1: (0, 0.5, 1, 1.5, 2),
    2: (0, 1),
}  # which heights are tried so many half widths to a side
_PLACES = {(right * x, down * y) for x, tried in _ROWS.items() for y in tried for right in (-1, 1) for down in (-1, 1)}
_STEPS = sorted(_PLACES, key=lambda step: (abs(step[0]) + abs(step[1]), step))
_COVERED = 1.6  # what covering a dot costs, in heights of a name away from the middle
_ROUND = 4  # how far from the middle of a dot its colour reaches


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a topic, its place on the map and the colour of its dots."""

    topic: int
    text: str
    x: float
    y: float
    colour: int


class Labels:
    """Draws each name once and places all of them anew when the view changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made: dict[tuple[str, int, bool, bool, float], QPixmap] = {}
        self.placed: tuple[tuple[QPointF, QPixmap], ...] = ()

    def place(
        self, names: Sequence[Name], field: Field, view: View, size: QSize, *, bright: frozenset[int], ratio: float
    ) -> None:
        """Find a place for each name, the most important first; one that finds no room waits for a closer view."""
        found: list[tuple[QPointF, QPixmap]] = []
        taken: list[QRectF] = []
        frame = QRectF(0, 0, size.width(), size.height()).adjusted(2, 2, -2, -2)
        for name in sorted(names, key=lambda one: one.topic not in bright):
            chosen = name.topic in bright
            made = self._picture(name, bold=chosen, faint=bool(bright) and not chosen, ratio=ratio)
            across, down = view.to_screen(name.x, name.y, size.width(), size.height())
            if not frame.contains(QPointF(across, down)):
                continue
            box = _best(_candidates(across, down, made.deviceIndependentSize(), frame), taken, field, view, size)
            if box is not None:
                taken.append(box)
                found.append((box.topLeft(), made))
        self.placed = tuple(found)

    def _picture(self, name: Name, *, bold: bool, faint: bool, ratio: float) -> QPixmap:
        """Draw a name with a halo once; drawing the halo anew for every frame would cost more than all dots."""
        key = (name.text, name.colour, bold, faint, ratio)
        if key in self._made:
            return self._made[key]
        font = self._theme.font(BODY, bold=bold)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(name.text, Qt.TextElideMode.ElideRight, self._theme.px(180))
        wide = metrics.horizontalAdvance(shown)
        made = QPixmap(ceil((wide + 2 * _HALO) * ratio), ceil((metrics.height() + _HALO + _LINE) * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        path = QPainterPath()
        path.addText(QPointF(_HALO, _HALO / 2 + metrics.ascent()), font, shown)
        bar = QRectF(_HALO, _HALO / 2 + metrics.height(), wide, _LINE)
        halo, line = self._theme.color("surface"), self._theme.topic_color(name.colour)
        halo.setAlpha(225)
        line.setAlpha(110 if faint else 255)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(
            path, QPen(halo, _HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.fillPath(path, self._theme.color("secondary" if faint else "text"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line)
        painter.drawRoundedRect(bar, _LINE / 2, _LINE / 2)
        painter.end()
        self._made[key] = made
        return made


def names_of(
    labels: Sequence[tuple[int, float, float, int]], texts: Mapping[int, str], colours: Mapping[int, int]
) -> tuple[Name, ...]:
    """Return the names that the map shows, of the largest topics first."""
    ordered = sorted(labels, key=lambda label: -label[3])
    return tuple(
        Name(topic, texts[topic], x, y, colours.get(topic, 0)) for topic, x, y, _files in ordered if texts.get(topic)
    )


def _candidates(across: float, down: float, size: QSizeF, frame: QRectF) -> list[QRectF]:
    """Return the places that come into question, the nearest first, none of them cut by the edge."""
    width, height = size.width(), size.height()
    boxes = []
    for right, below in _STEPS:
        left = across - width / 2 + right * width * 0.55
        top = down - height / 2 + below * height * 0.9
        left = max(frame.left(), min(left, frame.right() - width))
        top = max(frame.top(), min(top, frame.bottom() - height))
        boxes.append(QRectF(left, top, width, height))
    return boxes


def _best(boxes: list[QRectF], taken: list[QRectF], field: Field, view: View, size: QSize) -> QRectF | None:
    """Return the free place that is near the middle and covers few dots."""
    free = [(step, box) for step, box in enumerate(boxes) if not any(box.intersects(other) for other in taken)]
    if not free or len(field) > _CROWD:
        return free[0][1] if free else None
    dotted = (box.adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND) for _step, box in free)
    edges = [(box.left(), box.top(), box.right(), box.bottom()) for box in dotted]
    covered = field.covered(view, (size.width(), size.height()), edges)
    costs = [
        _COVERED * dots + abs(_STEPS[step][0]) + abs(_STEPS[step][1])
        for (step, _), dots in zip(free, covered, strict=True)
    ]
    return free[costs.index(min(costs))][1]
