"""Where do the names stand on the map? Near the middle of their topic, beside its dots and never over another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextLayout

from inkling.gui.theme import BODY, Theme
from inkling.gui.topics.raster import Field, View
from inkling.gui.topics.room import Room

_HALO = 4  # room around a name, in which its ground shines
_AROUND = [(x, y) for x in (-2, 0, 2) for y in (-2, 0, 2) if x or y]
_EDGE = 10  # how far a name stays away from the edge of the map
_FAINT = 0.66  # how opaque the names of other topics are beside that of the chosen one; they can still be read
_LINE = 3  # how thick the line in the topic's colour is that stands below its name


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a topic, its place on the map and the colour of its dots."""

    topic: int
    text: str
    x: float
    y: float
    colour: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """A name as it is drawn: its text, which may be shortened, the ground around its letters, and the letters."""

    text: str
    ground: QImage
    letters: QImage


@dataclass(frozen=True, slots=True)
class Placed:
    """A name where it stands on the screen."""

    name: Name
    box: QRectF
    pictures: Pictures
    is_bold: bool
    is_faint: bool

    @property
    def letters(self) -> QPointF:
        """Where its letters begin: the left upper corner of their line."""
        return self.box.topLeft() + QPointF(_HALO, _HALO / 2)

    @property
    def bar(self) -> QRectF:
        """The line below the letters."""
        top = self.box.bottom() - _HALO / 2 - _LINE
        return QRectF(self.box.left() + _HALO, top, self.box.width() - 2 * _HALO, _LINE)

    def paint(self, painter: QPainter) -> None:
        """Paint it, its letters faintly where others are meant; what lies below never shines through."""
        painter.drawImage(self.box.topLeft(), self.pictures.ground)
        painter.setOpacity(_FAINT if self.is_faint else 1.0)
        painter.drawImage(self.box.topLeft(), self.pictures.letters)
        painter.setOpacity(1.0)


class Labels:
    """Draws each name once and places all of them anew when the view changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made: dict[tuple[str, int, bool, float], Pictures] = {}
        self.placed: tuple[Placed, ...] = ()

    def place(
        self, names: Sequence[Name], field: Field, view: View, size: QSize, *, bright: frozenset[int], ratio: float
    ) -> None:
        """Find a place for each name, the most important first; one that finds no room waits for a closer view."""
        found: list[Placed] = []
        shape = (size.width(), size.height())
        room = Room(field, view, shape, _EDGE)
        for name in sorted(names, key=lambda one: one.topic not in bright):
            across, down = view.to_screen(name.x, name.y, *shape)
            if not room.holds(across, down):
                continue
            chosen = name.topic in bright
            made = self._pictures(name, bold=chosen, ratio=ratio)
            wanted = made.letters.deviceIndependentSize()
            box = room.take(across, down, (wanted.width(), wanted.height()))
            if box is not None:
                area = QRectF(QPointF(*box[:2]), QPointF(*box[2:]))
                found.append(Placed(name, area, made, chosen, bool(bright) and not chosen))
        self.placed = tuple(found)

    def _pictures(self, name: Name, *, bold: bool, ratio: float) -> Pictures:
        """Draw a name once, its ground around its letters: drawing that for every frame would cost more than dots."""
        key = (name.text, name.colour, bold, ratio)
        if key in self._made:
            return self._made[key]
        font = self._theme.font(BODY, bold=bold)
        shown = QFontMetricsF(font).elidedText(name.text, Qt.TextElideMode.ElideRight, self._theme.px(180))
        layout = QTextLayout(shown, font)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        wide, tall = ceil(line.naturalTextWidth()), ceil(line.height())
        start, size = QPointF(_HALO, _HALO / 2), QSize(wide + 2 * _HALO, tall + _HALO + _LINE)
        ground, painter = _begun(size, ratio)
        painter.setPen(self._theme.color("surface"))
        for x, y in _AROUND:
            layout.draw(painter, start + QPointF(x, y))
        painter.end()
        letters, painter = _begun(size, ratio)
        painter.setPen(self._theme.color("text"))
        layout.draw(painter, start)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.topic_color(name.colour))
        painter.drawRoundedRect(QRectF(start.x(), start.y() + tall, wide, _LINE), _LINE / 2, _LINE / 2)
        painter.end()
        made = self._made[key] = Pictures(shown, ground, letters)
        return made


def _begun(size: QSize, ratio: float) -> tuple[QImage, QPainter]:
    """Return an empty picture and a painter on it."""
    form = QImage.Format.Format_ARGB32_Premultiplied
    made = QImage(ceil(size.width() * ratio), ceil(size.height() * ratio), form)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return made, painter


def names_of(
    labels: Sequence[tuple[int, float, float, int]], texts: Mapping[int, str], colours: Mapping[int, int]
) -> tuple[Name, ...]:
    """Return the names that the map shows, of the largest topics first."""
    ordered = sorted(labels, key=lambda label: -label[3])
    return tuple(
        Name(topic, texts[topic], x, y, colours.get(topic, 0)) for topic, x, y, _files in ordered if texts.get(topic)
    )
