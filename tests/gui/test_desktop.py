"""The program around its window: the tray where there is one, the entry that starts it at login, one window only."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go
from tests.gui.fake_library import FakeLibrary

from inkling import paths
from inkling.gui import desktop as desktop_module
from inkling.gui import login, pages
from inkling.gui.desktop import Desktop
from inkling.gui.rail import PAGES
from inkling.gui.window import Window

Opening = Callable[..., tuple[Window, Desktop]]
ROOT = Path(__file__).resolve().parents[2]


class Tray(QObject):
    """A tray as a desktop would offer it; the machine of the tests has none."""

    activated = Signal(object)
    made: ClassVar[list[Tray]] = []
    is_there: ClassVar[bool] = True

    def __init__(self, _icon: object, parent: QObject) -> None:
        super().__init__(parent)
        self.is_shown, self.tip = False, ""
        self.menu = QMenu()
        self.made.append(self)

    @staticmethod
    def isSystemTrayAvailable() -> bool:
        return Tray.is_there

    def setToolTip(self, tip: str) -> None:
        self.tip = tip

    def setContextMenu(self, menu: QMenu) -> None:
        self.menu = menu

    def show(self) -> None:
        self.is_shown = True

    def hide(self) -> None:
        self.is_shown = False


def words_of_the_entry(entry: Path) -> list[str]:
    """Read the command of an entry as desktops do: the value's backslashes, then quotes, then percent signs."""
    line = next(line for line in entry.read_text().splitlines() if line.startswith("Exec="))
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', value)
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in quoted]


@pytest.fixture(autouse=True)
def with_a_tray(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(desktop_module, "QSystemTrayIcon", Tray)
    monkeypatch.setattr(Tray, "made", [])
    monkeypatch.setattr(Tray, "is_there", True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_closing_leaves_it_in_the_tray_and_a_click_brings_it_back(open_window: Opening) -> None:
    window, desktop = open_window(FakeLibrary(), tray=True)
    (tray,) = Tray.made
    assert tray.is_shown
    assert tray.tip == "Inkling"
    window.close()
    assert not window.isVisible()
    tray.activated.emit(None)
    assert window.isVisible()
    assert desktop._tray is tray


def test_the_menu_of_the_tray(qtbot: QtBot, open_window: Opening) -> None:
    library = FakeLibrary()
    window, _ = open_window(library, tray=True)
    actions = {action.text(): action for action in Tray.made[0].menu.actions()}
    assert set(actions) == {"Show Inkling", "Pause or resume reading", "", "Quit"}
    window.hide()
    actions["Show Inkling"].trigger()
    assert window.isVisible()
    actions["Pause or resume reading"].trigger()
    qtbot.waitUntil(lambda: "set_paused" in library.calls)
    actions["Quit"].trigger()
    assert not window.isVisible()


def test_the_tray_comes_and_goes_with_its_setting(open_window: Opening) -> None:
    _, desktop = open_window(FakeLibrary(), tray=False)
    assert Tray.made == []
    settings = desktop.shell.settings
    desktop.shell.wishes.settings.emit(replace(settings, tray=True))
    (tray,) = Tray.made
    assert tray.is_shown
    desktop.shell.wishes.settings.emit(replace(settings, tray=False))
    assert not tray.is_shown
    assert desktop._tray is None


def test_without_a_tray_nothing_is_hidden(open_window: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tray, "is_there", False)
    window, desktop = open_window(FakeLibrary(), hidden=True, tray=True)
    assert desktop._tray is None
    assert window.isVisible(), "there is no tray to wait in"


def test_a_hidden_start_waits_in_the_tray(open_window: Opening) -> None:
    library = FakeLibrary()
    window, desktop = open_window(library, hidden=True, tray=True)
    assert not window.isVisible()
    desktop.shell.bridge.close()
    assert "follow" in library.calls
    assert "load" not in library.calls, "nobody waits for a search"


def test_a_start_at_login_waits_in_the_tray_whatever_closing_does(open_window: Opening) -> None:
    window, desktop = open_window(FakeLibrary(), hidden=True, tray=False)
    assert not window.isVisible()
    (tray,) = Tray.made
    assert tray.is_shown
    tray.activated.emit(None)
    assert window.isVisible()
    assert desktop._tray is tray


def test_asking_for_the_menu_of_the_tray_leaves_the_window_away(open_window: Opening) -> None:
    window, _ = open_window(FakeLibrary(), tray=True)
    window.show_page("library")
    window.hide()
    Tray.made[0].activated.emit(desktop_module._MENU_ASKED)
    assert not window.isVisible()
    Tray.made[0].activated.emit(None)
    assert window.isVisible()
    assert window.page == "library", "coming back leaves the page"


def test_the_tray_speaks_the_language_that_was_chosen(open_window: Opening) -> None:
    _, desktop = open_window(FakeLibrary(), tray=True)
    desktop.shell.wishes.settings.emit(replace(desktop.shell.settings, language="zh_CN"))
    let_go()
    assert "退出" in {action.text() for action in Tray.made[-1].menu.actions()}
    assert [tray.is_shown for tray in Tray.made] == [False, True]


def test_the_desktops_own_scheme_does_not_touch_a_fixed_appearance(qtbot: QtBot, open_window: Opening) -> None:
    window, desktop = open_window(FakeLibrary(), appearance="light")
    rail = window.rail
    desktop._app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    let_go()
    assert window.rail is rail


def test_choices_that_cannot_be_kept_are_told(qtbot: QtBot, open_window: Opening) -> None:
    library = FakeLibrary()
    _, desktop = open_window(library)
    library.fails = "The disk is full."
    with qtbot.waitSignal(desktop.shell.wishes.say, check_params_cb=lambda text: "disk is full" in text):
        desktop.shell.wishes.settings.emit(replace(desktop.shell.settings, ocr=False))


def test_the_strength_line_follows_its_setting_at_once(open_window: Opening) -> None:
    window, desktop = open_window(FakeLibrary())
    desktop.shell.wishes.settings.emit(replace(desktop.shell.settings, threshold="strong"))
    assert window.find_page.facets.threshold.at == "strong"


def test_the_entry_for_login_is_written_and_removed(qtbot: QtBot, open_window: Opening, tmp_path: Path) -> None:
    _, desktop = open_window(FakeLibrary())
    entry = tmp_path / "config" / "autostart" / "inkling.desktop"
    settings = desktop.shell.settings
    desktop.shell.wishes.settings.emit(replace(settings, start_at_login=True))
    qtbot.waitUntil(entry.exists)
    assert "Type=Application\n" in entry.read_text()
    words = words_of_the_entry(entry)
    assert Path(words[0]).is_absolute()
    assert words[-2:] == ["gui", "--hidden"]
    assert words[words.index("--data") + 1] == str(tmp_path / "data")
    desktop.shell.wishes.settings.emit(replace(settings, start_at_login=False))
    qtbot.waitUntil(lambda: not entry.exists())


def test_the_entry_runs_what_it_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKLING_DATA", str(tmp_path))
    login.set_login_start(paths.data_folder(), wanted=True)
    words = words_of_the_entry(login.entry_path())
    assert "--data" not in words, "the usual library needs no name"
    told = subprocess.run([*words[:-1], "--help"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "--hidden" in told.stdout


def test_an_odd_folder_is_quoted_in_the_entry(tmp_path: Path) -> None:
    odd = tmp_path / 'a "b" $c 100% `d` e\\f'
    login.set_login_start(odd, wanted=True)
    assert str(odd) in words_of_the_entry(login.entry_path())


def test_an_entry_that_cannot_be_written_is_told(qtbot: QtBot, open_window: Opening, tmp_path: Path) -> None:
    _, desktop = open_window(FakeLibrary())
    (tmp_path / "config").write_text("in the way")
    with qtbot.waitSignal(desktop.shell.wishes.say) as told:
        desktop.shell.wishes.settings.emit(replace(desktop.shell.settings, start_at_login=True))
    assert "config" in told.args[0]


FIRST = """
import sys
from inkling.gui.desktop import Desktop
came_up = Desktop.come_up
def told(self, search):
    came_up(self, search)
    print("came up:", search, self.window.isVisible(), self.window.find_page.query, flush=True)
    self.quit()
Desktop.come_up = told
shown = Desktop.show
def ready(self, search):
    shown(self, search)
    print("ready", flush=True)
Desktop.show = ready
from pathlib import Path
from inkling.gui.app import run
sys.exit(run(Path(sys.argv[1])))
"""


@pytest.mark.slow
def test_a_second_start_brings_the_first_window_up_with_its_search(tmp_path: Path) -> None:
    """Two real programs, as a person starts them."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "app"), "QT_QPA_PLATFORM": "offscreen"}
    data = str(tmp_path / "data")
    with subprocess.Popen(
        [sys.executable, "-c", FIRST, data], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "ready\n", first.communicate()[1]
        began = time.monotonic()
        second = subprocess.run(
            [sys.executable, "-m", "inkling", "--data", data, "gui", "--search", "the deposit"],
            env=environment, check=False, timeout=60, capture_output=True, text=True,
        )  # fmt: skip
        assert second.returncode == 0, second.stderr
        assert time.monotonic() - began < 30
        assert first.stdout.readline() == "came up: the deposit True the deposit\n"
        first.communicate(timeout=60)
        assert first.returncode == 0


def test_the_other_pages_are_made_once_the_window_rests(
    qtbot: QtBot, open_window: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_EACH_MS", 1)
    window, _ = open_window(FakeLibrary())
    assert set(window.pages._names.values()) == {"find"}
    qtbot.waitUntil(lambda: set(window.pages._names.values()) == set(PAGES))
    qtbot.waitUntil(lambda: not window.pages._making.isActive())
    assert window.page == "find"


def test_what_is_pressed_goes_before_the_work_of_others(
    qtbot: QtBot, open_window: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, desktop = open_window(FakeLibrary())
    courtesy, held = desktop.shell.bridge._courtesy, []
    monkeypatch.setattr(courtesy, "window_works", lambda: held.append(window.find_page.box.line.text()))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert held[0] == "", "held up before the window did anything"
    qtbot.waitUntil(courtesy._window_rests.is_set)
