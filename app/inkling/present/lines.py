"""Where does a stretch of text stand on a picture? From lines that were recognised and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterable

from inkling.records import Locator, LocatorKind

Box = tuple[float, float, float, float]
_MORE = 0.5  # characters


def line_boxes(places: Iterable[Locator], start: int, end: int) -> list[Box]:
    """Return a box for each recognised line that `start:end` of the document's text touches, cut to what it touches.

    Recognition says where a line stands, not where its characters do; they are taken to be equally wide, and half a
    character is added on either side, as none of them is.
    """
    found = []
    for place in places:
        if place.kind is not LocatorKind.LINE or place.box is None or place.end <= start or place.start >= end:
            continue
        left, top, right, bottom = place.box
        wide, length = right - left, max(1, place.end - place.start)
        first = max(start - place.start - _MORE, 0) / length
        last = min(end - place.start + _MORE, length) / length
        found.append((left + wide * first, top, left + wide * last, bottom))
    return found
