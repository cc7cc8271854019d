"""What a person sees when the library does not answer, and that a window which was away knows the time again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import FakeLibrary

from inkling.errors import UsageError
from inkling.gui import app
from inkling.gui.desktop import Desktop
from inkling.gui.holdings.problems import Problems
from inkling.gui.opener import Opener
from inkling.gui.window import Window

Opening = Callable[..., tuple[Window, Desktop]]
TOO_NEW = "This library was written by a later Inkling. Update Inkling."


def test_a_window_that_was_away_knows_the_time_again(open_window: Opening) -> None:
    window, _ = open_window(FakeLibrary())
    assert window._clock.isActive()
    window.close()
    assert not window._clock.isActive()
    window.come_up("")
    assert window._clock.isActive()


def test_a_library_that_does_not_open_says_why_over_the_page(qtbot: QtBot, open_window: Opening) -> None:
    library = FakeLibrary()
    library.fails = TOO_NEW
    window, _ = open_window(library)
    qtbot.waitUntil(window.trouble.isVisible)
    assert window.trouble._text.text() == TOO_NEW
    assert not window.pages.isVisible()
    assert "No folders" not in window.statusbar._text.text()
    assert window._clock.interval() >= 3000, "nothing changes twice a second here"
    library.fails = ""
    before = library.calls.count("follow")
    window.trouble.begin_button.click()
    qtbot.waitUntil(window.pages.isVisible)
    qtbot.waitUntil(lambda: library.calls.count("follow") > before)


def test_trouble_that_comes_later_leaves_the_page(qtbot: QtBot, open_window: Opening) -> None:
    library = FakeLibrary()
    window, _ = open_window(library)
    qtbot.waitUntil(lambda: "1,204" in window.statusbar._text._full)
    library.fails = TOO_NEW
    window._ask_status()
    qtbot.waitUntil(lambda: window.statusbar._text._full == TOO_NEW)
    assert window.pages.isVisible()


def test_settings_that_cannot_be_read_are_told_in_a_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.informativeText()))
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "settings.toml").write_text("threads = [", encoding="utf-8")
    with pytest.raises(UsageError):
        app._run(data, "", [], Opener(None), hidden=False)
    assert "settings.toml cannot be read" in told[0]


def test_sheets_that_were_closed_are_gone(qtbot: QtBot, open_window: Opening) -> None:
    window, _ = open_window(FakeLibrary())
    window.add_folder()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChildren(QFileDialog) == [])


def test_what_cannot_be_searched_is_said_at_the_foot_and_opens_its_list(qtbot: QtBot, open_window: Opening) -> None:
    window, _ = open_window(FakeLibrary())
    qtbot.waitUntil(lambda: window.statusbar.missing.text() == "42 not searchable")
    window.statusbar.missing.click()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, Problems)
    qtbot.waitUntil(lambda: sheet.rows.rowCount() == 11)
    sheet.close()
