"""Panes never lie over each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inkling.gui.panes import Panes


@pytest.fixture
def panes(qtbot: QtBot) -> Iterator[Panes]:
    window, one, other = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(window)
    one.setMinimumSize(300, 50)
    other.setMinimumSize(240, 50)
    made = Panes(one, other)
    made.setParent(window)
    made.resize(900, 400)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


@pytest.mark.parametrize(("wide", "way"), [(900, "Horizontal"), (560, "Horizontal"), (500, "Vertical")])
def test_they_stand_beside_each_other_where_there_is_room(panes: Panes, wide: int, way: str) -> None:
    panes.resize(wide, 400)
    assert panes.orientation() == Qt.Orientation[way]
    one, other = panes.widget(0), panes.widget(1)
    assert one is not None
    assert other is not None
    assert not one.geometry().intersects(other.geometry())
    assert panes.rect().contains(one.geometry() | other.geometry())


def test_they_turn_back(panes: Panes) -> None:
    panes.resize(500, 400)
    heights = panes.sizes()
    assert abs(heights[0] - heights[1]) <= 1
    panes.resize(900, 400)
    assert panes.orientation() == Qt.Orientation.Horizontal


def test_what_a_hand_has_moved_stays(panes: Panes) -> None:
    panes.resize(500, 400)
    panes.moveSplitter(100, 1)
    panes.resize(510, 400)
    assert panes.sizes()[0] == 100
