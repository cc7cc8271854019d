"""An empty box: what is offered stays under the hand while files are read, and a saved search can be let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import FakeLibrary
from tests.gui.test_window import CTRL, KEY, press, type_query

from inkling.gui.desktop import Desktop
from inkling.gui.errands import HomeRows
from inkling.gui.find.home import Home
from inkling.gui.theme import Theme
from inkling.gui.window import Window

Opening = Callable[..., tuple[Window, Desktop]]


@pytest.fixture
def home(qtbot: QtBot, library: FakeLibrary) -> Home:
    made = Home(Theme(dark=False))
    qtbot.addWidget(made)
    made.show_rows(HomeRows(library.hits), has_folders=True)
    made.show()
    return made


def recent(home: Home, title: str) -> QPushButton | None:
    return next((b for b in home.findChildren(QPushButton) if b.accessibleName().startswith(title)), None)


def test_recent_files_stay_while_the_keyboard_is_on_them(qtbot: QtBot, home: Home, library: FakeLibrary) -> None:
    line = recent(home, "Handover protocol")
    assert line is not None
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    newer = HomeRows((replace(library.hits[0], title="Newest"), *library.hits[1:]))
    home.show_rows(newer, has_folders=True)
    assert line.hasFocus()
    assert recent(home, "Newest") is None
    line.clearFocus()
    home.show_rows(newer, has_folders=True)
    assert recent(home, "Newest") is not None


def test_what_changes_all_the_time_is_asked_for_now_and_then(qtbot: QtBot, home: Home) -> None:
    asked: list[bool] = []
    home.wants_rows.connect(lambda: asked.append(True))
    for _ in range(5):
        home.grow()
    assert asked == [True]
    home._rest.timeout.emit()
    assert asked == [True], "the clock still runs"
    home._rest.stop()
    home._catch_up()
    assert asked == [True, True]


def test_saving_says_what_happened(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, desktop = open_window(library)
    told: list[str] = []
    desktop.shell.wishes.say.connect(told.append)
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: window.find_page.query == "deposit")
    press(qtbot, KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: told == ["The search is saved."])
    press(qtbot, KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: told[1:] == ["The search is not saved any more."])
    library.fails = "The disk is full."
    press(qtbot, KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: told[2:] == ["The disk is full."])


def test_a_saved_search_can_be_let_go(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    library.saved.append("deposit")
    window, _ = open_window(library)
    name = "Do not save this search any more"

    def offs() -> list[QAbstractButton]:
        return [b for b in window.find_page.home.findChildren(QAbstractButton) if b.accessibleName() == name]

    qtbot.waitUntil(lambda: len(offs()) == 1)
    offs()[0].click()
    qtbot.waitUntil(lambda: library.saved == [] and not offs())
