"""The points of the map as arrays: drawn into one picture, found under the pointer, caught by the lasso.

The only module of the window that uses NumPy: a picture of 10,000 soft dots takes a few milliseconds this way, where
painting them one by one takes a tenth of a second. Nothing outside sees an array.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inkling.present.rows import PointRow

_SOFT = 0.9  # how opaque the middle of one dot is; where dots meet they add up


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the map is on the screen: the point in the middle, and how many pixels one unit takes."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 300.0

    def to_screen(self, x: float, y: float, width: int, height: int) -> tuple[float, float]:
        """Return the pixel of a place on the map."""
        return (x - self.x) * self.scale + width / 2, (y - self.y) * self.scale + height / 2

    def zoomed(self, factor: float, at: tuple[float, float], width: int, height: int) -> View:
        """Return the view zoomed so that the place under the pointer stays under it."""
        scale = min(40_000.0, max(60.0, self.scale * factor))
        dx, dy = at[0] - width / 2, at[1] - height / 2
        return View(self.x + dx / self.scale - dx / scale, self.y + dy / self.scale - dy / scale, scale)

    def moved(self, dx: float, dy: float) -> View:
        """Return the view after the map was dragged by some pixels."""
        return View(self.x - dx / self.scale, self.y - dy / self.scale, self.scale)


class Field:
    """All points of one map."""

    def __init__(self, points: Sequence[PointRow], colours: Sequence[tuple[int, int, int]]) -> None:
        count = len(points)
        self._x = np.fromiter((point.x for point in points), np.float64, count)
        self._y = np.fromiter((point.y for point in points), np.float64, count)
        self._topic = np.fromiter((point.topic for point in points), np.int64, count)
        self._sure = np.fromiter((point.membership for point in points), np.float64, count)
        ordinals = np.fromiter((point.colour % max(1, len(colours)) for point in points), np.int64, count)
        palette = np.array(colours or [(128, 128, 128)], np.float64)
        self._rgb: NDArray[np.float64] = palette[ordinals] if count else np.zeros((0, 3))

    def __len__(self) -> int:
        return len(self._x)

    def fit(self, width: int, height: int) -> View:
        """Return the view that shows every point."""
        if not len(self):
            return View()
        low_x, high_x, low_y, high_y = self._x.min(), self._x.max(), self._y.min(), self._y.max()
        spread = max(1e-6, float(max((high_x - low_x) / max(1, width), (high_y - low_y) / max(1, height))))
        return View(float(low_x + high_x) / 2, float(low_y + high_y) / 2, 0.86 / spread)

    def render(
        self,
        view: View,
        size: tuple[int, int],
        *,
        radius: float,
        topics: frozenset[int] = frozenset(),
        least: float = 0.0,
        grey: tuple[int, int, int] = (128, 128, 128),
    ) -> bytes:
        """Draw every visible point as a soft dot.

        Args:
            view: what is on the screen.
            size: width and height in pixels.
            radius: of a dot, in pixels.
            topics: the ones to bring out, empty for all; the others turn faint.
            least: members less sure than this turn grey.
            grey: the colour of those.

        Returns:
            Premultiplied RGBA, row by row.
        """
        width, height = size
        if not len(self) or width <= 0 or height <= 0:
            return bytes(4 * max(0, width) * max(0, height))
        left = (self._x - view.x) * view.scale + width / 2
        top = (self._y - view.y) * view.scale + height / 2
        reach = int(np.ceil(radius)) + 1
        seen = (left > -reach) & (left < width + reach) & (top > -reach) & (top < height + reach)
        rgb = np.where((self._sure < least)[:, None], np.array(grey, np.float64), self._rgb)
        weight = np.where(self._sure < least, 0.35, 1.0)
        if topics:
            weight *= np.where(np.isin(self._topic, np.fromiter(topics, np.int64)), 1.0, 0.4)
        return _splat(left[seen], top[seen], rgb[seen], weight[seen], (width, height), radius)

    def nearest(self, view: View, size: tuple[int, int], at: tuple[float, float], reach: float) -> int:
        """Return the number of the point under the pointer, or -1."""
        if not len(self):
            return -1
        left = (self._x - view.x) * view.scale + size[0] / 2 - at[0]
        top = (self._y - view.y) * view.scale + size[1] / 2 - at[1]
        distance = left * left + top * top
        best = int(distance.argmin())
        return best if distance[best] <= reach * reach else -1

    def inside(self, view: View, size: tuple[int, int], outline: Sequence[tuple[float, float]]) -> tuple[int, ...]:
        """Return the numbers of the points within an outline drawn on the screen."""
        left = (self._x - view.x) * view.scale + size[0] / 2
        top = (self._y - view.y) * view.scale + size[1] / 2
        caught = np.zeros(len(self), np.bool_)
        for (x0, y0), (x1, y1) in zip(outline, [*outline[1:], *outline[:1]], strict=True):
            crosses = (y0 > top) != (y1 > top)
            if y0 != y1:
                caught ^= crosses & (left < (x1 - x0) * (top - y0) / (y1 - y0) + x0)
        return tuple(int(number) for number in np.flatnonzero(caught))

    def covered(
        self, view: View, size: tuple[int, int], boxes: Sequence[tuple[float, float, float, float]]
    ) -> list[int]:
        """Return how many points lie under each box (left, top, right, bottom, on the screen)."""
        if not boxes:
            return []
        left = (self._x - view.x) * view.scale + size[0] / 2
        top = (self._y - view.y) * view.scale + size[1] / 2
        edges = np.array(boxes, np.float64).reshape(-1, 4)
        (first, above), (last, below) = edges[:, :2].min(axis=0), edges[:, 2:].max(axis=0)
        near = (left >= first) & (left <= last) & (top >= above) & (top <= below)  # the boxes lie close together
        left, top = left[near], top[near]
        inside = (left >= edges[:, :1]) & (left <= edges[:, 2:3]) & (top >= edges[:, 1:2]) & (top <= edges[:, 3:])
        return [int(number) for number in inside.sum(axis=1)]

    def hull(self, topics: frozenset[int]) -> list[tuple[float, float]]:
        """Return the outline around the sure members of topics, on the map, in order; empty for fewer than three."""
        wanted = np.isin(self._topic, np.fromiter(topics, np.int64)) if topics else np.zeros(len(self), np.bool_)
        if wanted.sum() < 3:
            return []
        x, y = self._x[wanted], self._y[wanted]
        # A stray member would stretch the outline over its neighbours: keep what lies near the middle.
        away = np.hypot(x - np.median(x), y - np.median(y))
        near = away <= 3 * max(1e-9, float(np.median(away)))
        return _convex(sorted(set(zip(x[near].tolist(), y[near].tolist(), strict=True))))


def _splat(  # noqa: PLR0917  # five arrays that belong together
    left: NDArray[np.float64],
    top: NDArray[np.float64],
    rgb: NDArray[np.float64],
    weight: NDArray[np.float64],
    size: tuple[int, int],
    radius: float,
) -> bytes:
    """Add dots up; the colour of a pixel is the mean of its dots, and it grows opaque with their number."""
    width, height = size
    reach = int(np.ceil(radius))
    steps = np.arange(-reach, reach + 1)
    columns = np.floor(left)[:, None] + steps[None, :]
    rows = np.floor(top)[:, None] + steps[None, :]
    across = (columns + 0.5 - left[:, None]) ** 2
    down = (rows + 0.5 - top[:, None]) ** 2
    distance = np.sqrt(down[:, :, None] + across[:, None, :])
    strength = np.clip(radius + 0.5 - distance, 0.0, 1.0) * (_SOFT * weight)[:, None, None]
    place = rows[:, :, None] * width + columns[:, None, :]
    fits = (
        (rows >= 0)[:, :, None]
        & (rows < height)[:, :, None]
        & (columns >= 0)[:, None, :]
        & (columns < width)[:, None, :]
    )
    fits &= strength > 0
    cells = place[fits].astype(np.int64)
    amount = strength[fits]
    total = np.bincount(cells, amount, width * height)
    owner = np.broadcast_to(np.arange(len(left))[:, None, None], fits.shape)[fits]
    opaque = 1 - np.exp(-1.6 * total)
    picture = np.empty((width * height, 4), np.uint8)
    divisor = np.maximum(total, 1e-9)
    for channel in range(3):
        mean = np.bincount(cells, amount * rgb[owner, channel], width * height) / divisor
        picture[:, channel] = mean * opaque
    picture[:, 3] = 255 * opaque
    return picture.tobytes()


def _convex(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    def half(ordered: list[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for point in ordered:
            while len(kept) >= 2 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return half(points) + half(points[::-1]) if len(points) >= 3 else []


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
