"""Where recognised lines stand comes back from the catalog as it was, beside places that stand nowhere."""

from __future__ import annotations

from inkling.catalog import packing
from inkling.records import Locator, LocatorKind


def test_boxes_come_back() -> None:
    places = (
        Locator(LocatorKind.PAGE, "page 1", 0, 30, 1),
        Locator(LocatorKind.LINE, "", 0, 10, box=(0.0, 0.25, 1.0, 0.5)),
        Locator(LocatorKind.HEADING, "One", 0, 30, 0, 2),
    )
    assert packing.locators_from_bytes(packing.bytes_from_locators(places)) == places
