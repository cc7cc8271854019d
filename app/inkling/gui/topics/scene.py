"""What the map shows from where one looks: dots and names, painted on the screen, into a picture, or as a drawing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from inkling.gui.theme import BODY, Theme
from inkling.gui.topics.dots import Dots, Inks, Rgb, Wanted, dots_of
from inkling.gui.topics.labels import Labels, Name, names_of
from inkling.gui.topics.raster import Field, View
from inkling.present.drawing import DrawnDot, DrawnName, MapDrawing
from inkling.present.rows import PointRow, TopicsRows

_RADII = ((1500, 4.5), (6000, 3.2))  # up to so many files, dots of this radius
_LEAST_RADIUS = 2.2


class Scene:
    """The points and the names of a report, and which of them are meant."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._inks = Inks(
            tuple(_rgb(theme.topic_color(number)) for number in range(len(theme.topics))),
            _rgb(theme.color("surface")),
            _rgb(theme.color("disabled")),
        )
        self._dots = Dots(self._inks)
        self._labels = Labels(theme)
        self._names: tuple[Name, ...] = ()
        self._image = QImage()
        self.points: tuple[PointRow, ...] = ()
        self.texts: dict[int, str] = {}
        self.field = Field(())
        self.bright: frozenset[int] = frozenset()
        self.least = 0.0

    @property
    def is_laid(self) -> bool:
        """Whether there is a picture to paint."""
        return not self._image.isNull()

    def show_rows(self, rows: TopicsRows) -> None:
        """Take the points and names of a report."""
        self.points, self.field = rows.points, Field(rows.points)
        self.texts = {topic.id: topic.name for topic in rows.topics}
        self._names = names_of(rows.labels, self.texts, {topic.id: topic.colour for topic in rows.topics})

    def lay(self, view: View, size: QSize, ratio: float) -> None:
        """Draw the dots and find places for the names, as one sees them from a view."""
        self._image = self._to_draw(view, size, ratio)(self._dots)
        self._labels.place(self._names, self.field, view, size, bright=self.bright, ratio=ratio)

    def paint_dots(self, painter: QPainter, area: QRect) -> None:
        """Paint the ground and the dots as they were laid last."""
        if not self.is_laid or self._image.deviceIndependentSize() != area.size().toSizeF():
            painter.fillRect(area, self._theme.color("surface"))
        if self.is_laid:
            painter.drawImage(0, 0, self._image)

    def paint_names(self, painter: QPainter) -> None:
        """Paint the names where they were laid last."""
        for placed in self._labels.placed:
            placed.paint(painter)

    def picture(self, view: View, size: QSize, ratio: float) -> Callable[[], QImage]:
        """Return what makes a picture of dots and names, so many pixels a point, on any thread."""
        draw = self._to_draw(view, size, ratio)
        labels = Labels(self._theme)
        labels.place(self._names, self.field, view, size, bright=self.bright, ratio=ratio)
        dots, placed = Dots(self._inks), labels.placed

        def made() -> QImage:
            picture = draw(dots).copy()
            painter = QPainter(picture)
            for name in placed:
                name.paint(painter)
            painter.end()
            return picture

        return made

    def drawing(self, view: View, size: QSize) -> Callable[[], MapDrawing]:
        """Return what makes dots and names as other programs draw them; it may be called on any thread."""
        shape, ascent = (size.width(), size.height()), QFontMetricsF(self._theme.font()).ascent()
        labels = Labels(self._theme)
        labels.place(self._names, self.field, view, size, bright=self.bright, ratio=1.0)
        names = tuple(
            DrawnName(
                placed.pictures.text,
                placed.letters.x(),
                placed.letters.y() + ascent,
                placed.bar.width(),
                placed.bar.y(),
                self._theme.topic_color(placed.name.colour).name(),
                placed.is_bold,
                placed.is_faint,
            )
            for placed in labels.placed
        )
        tokens, font = self._theme.tokens, self._theme.font()
        drawn = partial(
            MapDrawing, *shape, tokens.surface, tokens.text, font.family(), self._theme.px(BODY), names=names
        )
        wanted = Wanted(self.bright, self.least)
        dots = partial(dots_of, self.field, view, shape, wanted, self._inks, self._radius())
        return lambda: drawn(
            dots=tuple(DrawnDot(d.x, d.y, d.radius, _name(d.fill), _name(d.rim), d.is_diamond) for d in dots())
        )

    def _radius(self) -> float:
        return next((radius for most, radius in _RADII if len(self.points) < most), _LEAST_RADIUS)

    def _to_draw(self, view: View, size: QSize, ratio: float) -> Callable[[Dots], QImage]:
        """Return what draws the dots as they are meant now."""
        looked, shape = View(view.x, view.y, view.scale * ratio), size * ratio
        wanted, radius = Wanted(self.bright, self.least), self._radius() * ratio
        return partial(_drawn, self.field, looked, shape, wanted, radius, ratio)


def _drawn(  # noqa: PLR0917  # as `Dots.draw`
    field: Field, view: View, size: QSize, wanted: Wanted, radius: float, ratio: float, dots: Dots
) -> QImage:
    """Return a picture over memory that `dots` keeps: it is to be painted before `dots` draws again."""
    if size.isEmpty():
        return QImage()
    drawn = dots.draw(field, view, (size.width(), size.height()), wanted, radius=radius, ratio=ratio)
    made = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    return made


def _rgb(colour: QColor) -> Rgb:
    return colour.red(), colour.green(), colour.blue()


def _name(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
