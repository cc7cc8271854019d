"""The points of the map as arrays: where they are on the screen, found under the pointer, caught by the lasso.

Only this module, `dots` and `room` know of NumPy in the window, and nothing outside them sees an array.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inkling.present.rows import PointRow

_CORE = 2.0  # so many times as far from the middle as half of a topic's files are still belongs to its outline


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

    def __init__(self, points: Sequence[PointRow]) -> None:
        count = len(points)
        self._x = np.fromiter((point.x for point in points), np.float64, count)
        self._y = np.fromiter((point.y for point in points), np.float64, count)
        self.topic = np.fromiter((point.topic for point in points), np.int64, count)
        self.sure = np.fromiter((point.membership for point in points), np.float64, count)
        self.colour = np.fromiter((point.colour for point in points), np.int64, count)
        self._hulls: dict[frozenset[int], list[tuple[float, float]]] = {}

    def __len__(self) -> int:
        return len(self._x)

    def fit(self, width: int, height: int) -> View:
        """Return the view that shows every point."""
        if not len(self):
            return View()
        low_x, high_x, low_y, high_y = self._x.min(), self._x.max(), self._y.min(), self._y.max()
        spread = max(1e-6, float(max((high_x - low_x) / max(1, width), (high_y - low_y) / max(1, height))))
        return View(float(low_x + high_x) / 2, float(low_y + high_y) / 2, 0.86 / spread)

    def on_screen(self, view: View, size: tuple[int, int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return how far each point is from the left and from the top, in pixels."""
        return (self._x - view.x) * view.scale + size[0] / 2, (self._y - view.y) * view.scale + size[1] / 2

    def of_topics(self, topics: frozenset[int]) -> NDArray[np.bool_]:
        """Return which points belong to some topics."""
        return np.isin(self.topic, np.fromiter(topics, np.int64, len(topics)))

    def nearest(self, view: View, size: tuple[int, int], at: tuple[float, float], reach: float) -> int:
        """Return the number of the point under the pointer, or -1."""
        if not len(self):
            return -1
        left, top = self.on_screen(view, size)
        distance = (left - at[0]) ** 2 + (top - at[1]) ** 2
        best = int(distance.argmin())
        return best if distance[best] <= reach * reach else -1

    def inside(self, view: View, size: tuple[int, int], outline: Sequence[tuple[float, float]]) -> tuple[int, ...]:
        """Return the numbers of the points within an outline drawn on the screen."""
        left, top = self.on_screen(view, size)
        caught = np.zeros(len(self), np.bool_)
        for (x0, y0), (x1, y1) in zip(outline, [*outline[1:], *outline[:1]], strict=True):
            crosses = (y0 > top) != (y1 > top)
            if y0 != y1:
                caught ^= crosses & (left < (x1 - x0) * (top - y0) / (y1 - y0) + x0)
        return tuple(int(number) for number in np.flatnonzero(caught))

    def hull(self, topics: frozenset[int]) -> list[tuple[float, float]]:
        """Return the outline around the core of topics, on the map, in order; empty for fewer than three files."""
        if topics not in self._hulls:
            self._hulls[topics] = self._hull(topics)
        return self._hulls[topics]

    def _hull(self, topics: frozenset[int]) -> list[tuple[float, float]]:
        wanted = self.of_topics(topics)
        if wanted.sum() < 3:
            return []
        x, y = self._x[wanted], self._y[wanted]
        # Stray members would stretch the outline over its neighbours: keep what lies near the middle.
        away = np.hypot(x - np.median(x), y - np.median(y))
        near = away <= _CORE * max(1e-9, float(np.median(away)))
        return _convex(sorted(set(zip(x[near].tolist(), y[near].tolist(), strict=True))))


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
