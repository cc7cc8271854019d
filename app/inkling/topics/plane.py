"""Where does each file stand on the map? Rows of a space in, places in [-1, 1] out, the same every time.

A sample is laid out by t-SNE (exact, in NumPy, begun from the two strongest directions, without random numbers); every
other file is placed among its five nearest in the sample. Files that have a place keep it and later ones are placed
among them, so that the map is still the map that the person knows.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from inkling.progress import Cancel
from inkling.topics import numeric
from inkling.topics.numeric import Floats, Ints

_LANDMARKS = 800  # t-SNE is quadratic: 2 s for so many
_PERPLEXITY = 25
_ROUNDS = 300
_EARLY = 80  # rounds in which attraction is exaggerated, so that groups come together
_NEIGHBOURS = 5
_BLOCK = 4_096


def place(
    rows: Floats, chosen: Ints, known: npt.NDArray[np.bool_], places: Floats, cancel: Cancel | None = None
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return x and y of each row.

    Args:
        rows: unit rows in canonical order.
        chosen: a sample of them that hardly changes with the files.
        known: which rows have a place already.
        places: those places (n x 2).
        cancel: stops it.
    """
    cancel = cancel or Cancel()
    found = np.zeros((len(rows), 2), dtype=np.float32)
    if known.mean() >= 0.5 if len(rows) else False:
        found[known] = places[known]
        landmarks = np.flatnonzero(known)
        landmarks = landmarks[:: -(-len(landmarks) // (4 * _LANDMARKS))]
    else:
        known = np.zeros(len(rows), dtype=bool)
        landmarks = chosen[:: max(1, -(-len(chosen) // _LANDMARKS))]
        found[landmarks] = _spread(rows[landmarks], cancel)
        known[landmarks] = True
    others = np.flatnonzero(~known)
    found[others] = _among(rows, others, landmarks, found[landmarks], cancel)
    return tuple(round(float(x), 4) for x in found[:, 0]), tuple(round(float(y), 4) for y in found[:, 1])


def _among(rows: Floats, others: Ints, landmarks: Ints, places: Floats, cancel: Cancel) -> Floats:
    """Place rows at the mean of their nearest landmarks, the nearer the heavier."""
    found = np.zeros((len(others), 2), dtype=np.float32)
    if not len(landmarks):
        return found
    near = min(_NEIGHBOURS, len(landmarks))
    for start in range(0, len(others), _BLOCK):
        cancel.check()
        block = rows[others[start : start + _BLOCK]] @ rows[landmarks].T
        best = numeric.top(block, near)
        nearness = np.take_along_axis(block, best, axis=1)
        weights = np.exp(10 * (nearness - nearness[:, :1]))
        weights /= weights.sum(axis=1, keepdims=True)
        found[start : start + _BLOCK] = (places[best] * weights[:, :, None]).sum(axis=1)
    return found


def _spread(rows: Floats, cancel: Cancel) -> Floats:
    """Return the landmarks' places in [-1, 1]."""
    count = len(rows)
    if count == 0:
        return np.zeros((0, 2), dtype=np.float32)
    start = _two_directions(rows)
    if count < 4:
        return _scaled(start)
    closeness = _closeness(rows, min(_PERPLEXITY, (count - 1) / 3))
    places = (start / max(float(start[:, 0].std()), 1e-9) * 1e-2).astype(np.float32)
    moves, gains = np.zeros_like(places), np.ones_like(places)
    rate = max(count / 12 / 4, 20.0)
    for turn in range(_ROUNDS):
        if turn % 20 == 0:
            cancel.check()
        slope = _slope(places, closeness * np.float32(12 if turn < _EARLY else 1))
        gains = np.maximum(np.where(slope * moves < 0, gains + 0.2, gains * 0.8), 0.01).astype(np.float32)
        moves = ((0.5 if turn < _EARLY else 0.8) * moves - rate * gains * slope).astype(np.float32)
        places = places + moves
    return _scaled(places)


def _closeness(rows: Floats, perplexity: float) -> Floats:
    """Return how close each pair is (joint probabilities): each row's widths fit the wished number of neighbours."""
    distances = np.maximum(2 - 2 * (rows @ rows.T), 0).astype(np.float32)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.min(axis=1, keepdims=True)
    low, high = np.zeros((len(rows), 1), np.float32), np.full((len(rows), 1), 1e4, np.float32)
    wanted = np.log(perplexity)
    for _ in range(30):
        sharpness = np.where(high > 9e3, np.maximum(low * 2, 1), (low + high) / 2).astype(np.float32)
        shares = np.exp(-sharpness * (distances - nearest))
        shares /= shares.sum(axis=1, keepdims=True)
        entropy = -(shares * np.log(np.maximum(shares, 1e-12))).sum(axis=1, keepdims=True)
        low, high = np.where(entropy > wanted, sharpness, low), np.where(entropy > wanted, high, sharpness)
    joint: Floats = np.maximum((shares + shares.T) / (2 * len(rows)), 1e-12).astype(np.float32)
    return joint


def _slope(places: Floats, closeness: Floats) -> Floats:
    squares = (places * places).sum(axis=1)
    bonds = 1 / (1 + np.maximum(squares[:, None] + squares[None, :] - 2 * (places @ places.T), 0))
    np.fill_diagonal(bonds, 0)
    pulls = (closeness - bonds / bonds.sum()) * bonds
    slope: Floats = (4 * (pulls.sum(axis=1)[:, None] * places - pulls @ places)).astype(np.float32)
    return slope


def _two_directions(rows: Floats) -> Floats:
    centred = rows - rows.mean(axis=0)
    strongest = numeric.directions(centred, 2)
    places = np.zeros((len(rows), 2), dtype=np.float32)
    places[:, : strongest.shape[1]] = centred @ strongest
    return places


def _scaled(places: Floats) -> Floats:
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2
    scaled: Floats = (places / max(float(np.abs(places).max()), 1e-9)).astype(np.float32)
    return scaled
