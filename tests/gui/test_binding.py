"""The binding to Qt keeps count of what it hands out: 6.12.0 under Python 3.11 does not, and aborts after a while.

There each call of a method without a result loses a reference to None, each signal with True one to True; a window
lives for some ten thousand calls. Python 3.12 and later never free these, so only older ones notice.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 200


class Emitter(QObject):
    told = Signal(bool)
    said = Signal(object)


def lost(act: Callable[[], object], watched: object) -> int:
    before = sys.getrefcount(watched)
    for _ in range(CALLS):
        act()
    return before - sys.getrefcount(watched)


@pytest.mark.parametrize("watched", [None, True, False], ids=["None", "True", "False"])
def test_no_reference_is_lost(qtbot: QtBot, watched: object) -> None:
    widget, emitter = QWidget(), Emitter()
    qtbot.addWidget(widget)
    emitter.told.connect(lambda _value: None)
    emitter.said.connect(lambda _value: None)
    acts: list[Callable[[], object]] = [
        widget.update,
        lambda: widget.property("nothing"),
        lambda: emitter.told.emit(bool(watched)),
        lambda: emitter.said.emit(watched),
    ]
    assert [lost(act, watched) for act in acts if lost(act, watched) > CALLS // 2] == []
