"""How are thousands of dots drawn within a few milliseconds? Each as a copy of one small stamp, by whole pixels.

A stamp holds the pixels of a dot with its darker rim, its edge already mixed with the ground. The edges of all dots
are copied first and their insides afterwards, so that no edge leaves a pale ring upon another dot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inkling.gui.topics.raster import Field, View

Rgb = tuple[int, int, int]
_RIM = 1.0  # how wide the rim of a dot is, in logical pixels
_DARKER = 0.72  # of a dot's colour is left in its rim
_SMALL = 0.72  # how much of its size a dot keeps that is less sure than what is wanted
_WIDER = 1.3  # a diamond that reaches so much farther than a circle looks as large


@dataclass(frozen=True, slots=True)
class Inks:
    """What dots are drawn with: the colours of topics, the ground, and the grey of what is not meant."""

    topics: tuple[Rgb, ...] = ((128, 128, 128),)
    ground: Rgb = (255, 255, 255)
    grey: Rgb = (160, 160, 160)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dots are meant: those of `topics` (empty for all), as far as they are sure enough."""

    topics: frozenset[int] = frozenset()
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of 32 bits a pixel, `stride` bytes a line; it is drawn over when the next one is asked for."""

    data: memoryview
    width: int
    height: int
    stride: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Dots of one shape: their numbers, whether they are diamonds, whether they are grey, and their radius."""

    numbers: NDArray[np.intp]
    is_diamond: bool
    is_grey: bool
    radius: float


class Dots:
    """Draws the points of a field. The memory of the picture is kept: asking the system for it anew takes longer."""

    def __init__(self, inks: Inks) -> None:
        self._inks = inks
        self._cells: NDArray[np.uint32] = np.empty(0, np.uint32)

    def draw(
        self, field: Field, view: View, size: tuple[int, int], wanted: Wanted, *, radius: float, ratio: float
    ) -> Picture:
        """Draw every visible point.

        Args:
            field: the points.
            view: what is on the screen, in pixels of the picture.
            size: width and height of the picture.
            wanted: the dots that are meant; the others are grey.
            radius: of a dot, in pixels of the picture.
            ratio: pixels of the picture in one logical pixel.
        """
        width, height = size
        pad = 2 * (int(np.ceil(radius * _WIDER)) + 1)  # a dot that lies half outside needs no cutting then
        stride = width + 2 * pad
        if len(self._cells) != stride * (height + 2 * pad):
            self._cells = np.empty(stride * (height + 2 * pad), np.uint32)
        self._cells[:] = _packed(np.array([self._inks.ground]))[0]
        left, top = field.on_screen(view, size)
        inside = (left > -pad / 2) & (left < width + pad / 2) & (top > -pad / 2) & (top < height + pad / 2)
        for batch in batches(field, wanted, radius):
            seen = batch.numbers[inside[batch.numbers]]
            places = (np.floor(top[seen]).astype(np.intp) + pad) * stride + np.floor(left[seen]).astype(np.intp) + pad
            colours = (self._inks.grey,) if batch.is_grey else self._inks.topics
            ordinals = np.zeros(len(seen), np.intp) if batch.is_grey else field.colour[seen] % len(colours)
            self._stamp(places, ordinals, stride, colours, batch, ratio)
        begin = 4 * (pad * stride + pad)
        return Picture(self._cells.data.cast("B")[begin:], width, height, 4 * stride)

    def _stamp(  # noqa: PLR0917  # what is copied, whereto, and how it looks
        self,
        places: NDArray[np.intp],
        ordinals: NDArray[np.intp],
        stride: int,
        colours: Sequence[Rgb],
        batch: Batch,
        ratio: float,
    ) -> None:
        rows, columns, opaque, table = _pixels(batch, colours, self._inks.ground, _RIM * ratio)
        steps = rows * stride + columns
        for part in (~opaque, opaque):
            cells = places[:, None] + steps[part][None, :]
            self._cells[cells.ravel()] = table[:, part][ordinals].ravel()


def batches(field: Field, wanted: Wanted, radius: float) -> tuple[Batch, ...]:
    """Return the dots in the order in which they are drawn: what is not meant below, what is chosen above."""
    unsure = field.sure < wanted.least
    if not wanted.topics:
        small, full = np.flatnonzero(unsure), np.flatnonzero(~unsure)
        return (
            Batch(small, is_diamond=False, is_grey=True, radius=_SMALL * radius),
            Batch(full, is_diamond=False, is_grey=False, radius=radius),
        )
    meant = field.of_topics(wanted.topics)
    wide = _WIDER * radius
    return (
        Batch(np.flatnonzero(unsure & ~meant), is_diamond=False, is_grey=True, radius=_SMALL * radius),
        Batch(np.flatnonzero(~unsure & ~meant), is_diamond=False, is_grey=True, radius=radius),
        Batch(np.flatnonzero(unsure & meant), is_diamond=True, is_grey=True, radius=_SMALL * wide),
        Batch(np.flatnonzero(~unsure & meant), is_diamond=True, is_grey=False, radius=wide),
    )


def darker(colour: Rgb) -> Rgb:
    """Return the colour of a dot's rim."""
    red, green, blue = (round(_DARKER * part) for part in colour)
    return red, green, blue


def _pixels(
    batch: Batch, colours: Sequence[Rgb], ground: Rgb, rim: float
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_], NDArray[np.uint32]]:
    """Return the rows and columns of a stamp, which of its pixels are opaque, and for each colour their values."""
    reach = int(np.ceil(batch.radius))
    steps = np.arange(-reach, reach + 1)
    down, across = np.meshgrid(steps, steps, indexing="ij")
    away = np.abs(down) + np.abs(across) if batch.is_diamond else np.hypot(down, across)
    strength = np.clip(batch.radius + 0.5 - away, 0.0, 1.0)
    rows, columns = np.nonzero(strength)
    covers = strength[rows, columns][:, None]
    in_rim = np.clip(away[rows, columns] - (batch.radius - rim) + 0.5, 0.0, 1.0)[:, None]
    fill = np.array(colours, np.float64)[:, None, :]
    edge = np.array([darker(colour) for colour in colours], np.float64)[:, None, :]
    if batch.is_grey:
        edge = fill
    mixed = covers * (in_rim * edge + (1 - in_rim) * fill) + (1 - covers) * np.array(ground, np.float64)
    return rows - reach, columns - reach, covers[:, 0] >= 1, _packed(mixed)


def _packed(colours: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.uint32]:
    parts = colours.round().astype(np.uint32)
    return (0xFF000000 | parts[..., 0] << 16 | parts[..., 1] << 8 | parts[..., 2]).astype(np.uint32)


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot as other programs draw it: where its middle is, how far it reaches, its shape and colours."""

    x: float
    y: float
    radius: float
    is_diamond: bool
    fill: Rgb
    rim: Rgb


def dots_of(  # noqa: PLR0917  # as `Dots.draw`
    field: Field, view: View, size: tuple[int, int], wanted: Wanted, inks: Inks, radius: float
) -> tuple[Dot, ...]:
    """Return the visible points one by one, in the order in which they are drawn."""
    left, top = field.on_screen(view, size)
    seen = (left >= 0) & (left <= size[0]) & (top >= 0) & (top <= size[1])
    found = []
    for batch in batches(field, wanted, radius):
        for number in batch.numbers[seen[batch.numbers]].tolist():
            fill = inks.grey if batch.is_grey else inks.topics[int(field.colour[number]) % len(inks.topics)]
            rim = fill if batch.is_grey else darker(fill)
            place = (round(float(left[number]), 1), round(float(top[number]), 1))
            found.append(Dot(*place, round(batch.radius, 1), batch.is_diamond, fill, rim))
    return tuple(found)
