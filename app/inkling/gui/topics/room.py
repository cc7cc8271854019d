"""Where is room for a name on the map? Near the middle of its topic, where no other name stands and few dots lie."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inkling.gui.topics.raster import Field, View

_CROWD = 3_000  # points above which every place covers some: names stay in the middle then
_TRIED = (0, 0.5, 1, 1.5, 2)
_ROWS = {0: (*_TRIED, 2.5, 3), 0.5: _TRIED, 1: _TRIED, 1.5: (0, 0.5, 1), 2: (0, 1)}  # heights, so many widths to a side
_PLACES = {(right * x, down * y) for x, tried in _ROWS.items() for y in tried for right in (-1, 1) for down in (-1, 1)}
_STEPS = np.array(sorted(_PLACES, key=lambda step: (abs(step[0]) + abs(step[1]), step)))
_FAR = np.abs(_STEPS).sum(axis=1)
_APART = np.array((0.55, 0.9))  # of its width and of its height a name moves with one step
_COVERED = 2.0  # what covering a dot costs, in heights of a name away from the middle
_ROUND = 8  # how far from the middle of a dot a name stays: its colour reaches half as far

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Room:
    """The room that is left on the map, as names take their places one by one."""

    def __init__(self, field: Field, view: View, size: tuple[int, int], edge: int) -> None:
        left, top = field.on_screen(view, size)
        seen = (left >= 0) & (left <= size[0]) & (top >= 0) & (top <= size[1])
        self._dots: NDArray[np.float64] = np.stack((left[seen], top[seen]), axis=1)[: _CROWD + 1]
        self._is_crowd = len(field) > _CROWD
        self._frame = np.array((edge, edge, size[0] - edge, size[1] - edge), np.float64)
        self._taken: NDArray[np.float64] = np.empty((0, 4))

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a place is on the map, away from its edge."""
        left, top, right, bottom = self._frame.tolist()
        return bool(left <= x <= right and top <= y <= bottom)

    def take(self, x: float, y: float, size: tuple[float, float]) -> Box | None:
        """Take the best place for a name of this size around a point; None where every place is taken."""
        extent = np.array(size)
        corners = np.array((x, y)) - extent / 2 + _STEPS * extent * _APART
        # None is cut by the edge; one that is wider than the map begins at the left.
        corners = np.maximum(self._frame[:2], np.minimum(corners, self._frame[2:] - extent))
        boxes = np.concatenate((corners, corners + extent), axis=1)
        free = np.flatnonzero(~self._meets(boxes, self._taken))
        if not len(free):
            return None
        best = free[0] if self._is_crowd else free[(_COVERED * self._covered(boxes[free]) + _FAR[free]).argmin()]
        self._taken = np.concatenate((self._taken, boxes[best][None, :]))
        left, top, right, bottom = boxes[best].tolist()
        return left, top, right, bottom

    def _covered(self, boxes: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return how many dots each box comes near."""
        x, y = self._dots[:, 0], self._dots[:, 1]
        reach = boxes + np.array((-_ROUND, -_ROUND, _ROUND, _ROUND))
        (first, above), (last, below) = reach[:, :2].min(axis=0), reach[:, 2:].max(axis=0)
        near = (x >= first) & (x <= last) & (y >= above) & (y <= below)  # the boxes lie close together
        x, y = x[near], y[near]
        inside = (x >= reach[:, :1]) & (x <= reach[:, 2:3]) & (y >= reach[:, 1:2]) & (y <= reach[:, 3:])
        covered: NDArray[np.int64] = inside.sum(axis=1)
        return covered

    @staticmethod
    def _meets(boxes: NDArray[np.float64], taken: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which boxes overlap any that is taken."""
        one, other = boxes[:, None, :], taken[None, :, :]
        across = (one[..., 0] < other[..., 2]) & (other[..., 0] < one[..., 2])
        down = (one[..., 1] < other[..., 3]) & (other[..., 1] < one[..., 3])
        return np.asarray((across & down).any(axis=1), np.bool_)
