"""Guards for tests of the window: no timer, dialog or thread outlives its test, no exception in a slot is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import FakeLibrary

from inkling.gui.bridge import Bridge
from inkling.gui.desktop import Desktop
from inkling.gui.opener import Opener
from inkling.gui.shell import Shell, Wishes
from inkling.gui.strings import Speech
from inkling.gui.theme import Theme
from inkling.gui.window import Window
from inkling.settings import Settings


def let_go() -> None:
    """Carry out what was put off with deleteLater."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def no_leaked_window(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window open or a timer running."""
    yield
    let_go()
    left = [w for w in qapp.topLevelWidgets() if w.isVisible() and shiboken6.isValid(w)]
    timers = [timer for timer in qapp.findChildren(QTimer) if timer.isActive()]
    for widget in left:
        widget.close()
    assert not left, f"windows left open: {left}"
    assert not timers, f"timers left running: {timers}"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at its usual size."""
    made = Theme.of("light")
    made.apply(qapp)
    return made


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    """A bridge whose threads end with the test."""
    made = Bridge()
    yield made
    assert made.close(), "a thread of the bridge did not end"
    let_go()


@pytest.fixture
def library() -> FakeLibrary:
    """A library made of nothing that refuses to be called on this thread."""
    return FakeLibrary()


@pytest.fixture
def shell(theme: Theme, bridge: Bridge, library: FakeLibrary) -> Shell:
    """What pages are given."""
    return Shell(theme, bridge, library, Opener(None), Settings(), Wishes())


@pytest.fixture
def speech(qapp: QApplication) -> Iterator[Speech]:
    """English, whatever the machine speaks; English again afterwards."""
    made = Speech()
    made.speak("en")
    yield made
    made.speak("en")


@pytest.fixture
def owner() -> Iterator[QObject]:
    """Somebody who asks."""
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, speech: Speech
) -> Iterator[Callable[..., tuple[Window, Desktop]]]:
    """Open a whole desktop over a library; it is closed with the test."""
    opened: list[Desktop] = []

    def opening(library: object, *, hidden: bool = False, **settings: object) -> tuple[Window, Desktop]:
        chosen = Settings(**{"language": "en", "appearance": "light", **settings})  # type: ignore[arg-type]
        (tmp_path / "data").mkdir(exist_ok=True, mode=0o700)
        data, opener = tmp_path / "data", Opener(None)
        desktop = Desktop(qapp, data, chosen, opener, library, hidden=hidden)  # type: ignore[arg-type]
        opened.append(desktop)
        desktop.show("")
        if not desktop.window.isVisible():
            return desktop.window, desktop
        desktop.window.resize(1280, 800)
        desktop.window.activateWindow()
        with qtbot.waitActive(desktop.window):
            pass
        return desktop.window, desktop

    yield opening
    for desktop in opened:
        for widget in qapp.topLevelWidgets():
            if widget is not desktop.window and widget.isVisible():
                widget.close()
        desktop.quit()
        desktop.close()
        desktop.deleteLater()
        let_go()
