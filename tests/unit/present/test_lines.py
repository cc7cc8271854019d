"""Where recognised words stand on their picture: the part of the line that was meant, and nothing of other places."""

from __future__ import annotations

import pytest

from inkling.present.lines import line_boxes
from inkling.records import Locator, LocatorKind

PAGE = Locator(LocatorKind.PAGE, "page 1", 0, 30, 1)
FIRST = Locator(LocatorKind.LINE, "", 0, 10, box=(0.1, 0.2, 0.5, 0.3))
SECOND = Locator(LocatorKind.LINE, "", 11, 21, box=(0.1, 0.4, 0.9, 0.5))
PLACES = (PAGE, FIRST, SECOND)


def test_a_whole_line() -> None:
    assert line_boxes(PLACES, 0, 10) == [pytest.approx((0.1, 0.2, 0.5, 0.3))]


def test_a_part_of_a_line_has_its_part_of_the_box() -> None:
    assert line_boxes(PLACES, 5, 10) == [pytest.approx((0.28, 0.2, 0.5, 0.3))]
    assert line_boxes(PLACES, 11, 16) == [pytest.approx((0.1, 0.4, 0.54, 0.5))]


def test_what_runs_on_has_a_box_in_each_line() -> None:
    assert line_boxes(PLACES, 8, 13) == [
        pytest.approx((0.40, 0.2, 0.5, 0.3)),
        pytest.approx((0.1, 0.4, 0.30, 0.5)),
    ]


def test_nothing_beyond_the_lines() -> None:
    assert line_boxes(PLACES, 10, 11) == []
    assert line_boxes(PLACES, 22, 30) == []
    assert line_boxes((PAGE,), 0, 30) == []
