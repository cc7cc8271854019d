"""The three jobs by keyboard, from the first start to the result, on a real small library with the real model."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.test_window import CTRL, KEY, press, shown, type_query

from inkling import paths
from inkling.gui.desktop import Desktop
from inkling.gui.engine import Engine
from inkling.gui.window import Window

Opening = Callable[..., tuple[Window, Desktop]]
SAMPLE = Path(paths.__file__).parent / "_sample"
PATIENCE_MS = 60_000

pytestmark = pytest.mark.skipif(not any(paths.MODELS.glob("*/card.toml")), reason="the model is not made yet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a person: the sample, and some letters of which one was copied."""
    made = tmp_path / "Documents"
    for path in sorted(SAMPLE.rglob("*")):
        if path.is_file():
            target = made / path.relative_to(SAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return made


@pytest.fixture
def started(qtbot: QtBot, open_window: Opening, tmp_path: Path, folder: Path) -> tuple[Window, Desktop, Path]:
    """A first start in which the folder was added on the sheet, by keyboard."""
    window, desktop = open_window(Engine(tmp_path / "data"))
    qtbot.waitUntil(lambda: window._sheet is not None, timeout=PATIENCE_MS)
    sheet = window._sheet
    assert sheet is not None
    sheet.add_path(str(folder))
    sheet._start.setFocus()
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(lambda: sheet._bars[1][1].text() not in ("", "0"), timeout=PATIENCE_MS)
    press(qtbot, KEY.Key_Escape)
    qtbot.waitUntil(window.find_page.box.line.isVisible)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window, desktop, folder


def by_meaning_too(window: Window) -> bool:
    status = window.pages._status
    return status.files > 0 and not status.is_working


@pytest.mark.slow
def test_find(qtbot: QtBot, started: tuple[Window, Desktop, Path]) -> None:
    window, desktop, folder = started
    opened: list[bytes] = []
    desktop.shell.wishes.open_file.disconnect()
    desktop.shell.wishes.open_file.connect(lambda path, _page: opened.append(path))
    qtbot.waitUntil(lambda: by_meaning_too(window), timeout=PATIENCE_MS)
    type_query(qtbot, window, "when do I get the deposit back")
    qtbot.waitUntil(lambda: window.find_page._found.stage == "refined", timeout=PATIENCE_MS)
    assert any("lease" in title.lower() or "deposit" in title.lower() for title in shown(window)[:3]), shown(window)
    press(qtbot, KEY.Key_Down)
    preview = window.find_page.preview
    qtbot.waitUntil(lambda: bool(preview.reader.toPlainText()), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "hit 1 of" in preview._count.text(), timeout=PATIENCE_MS)
    press(qtbot, KEY.Key_F3)
    press(qtbot, KEY.Key_Return)
    assert opened
    assert os.fsencode(folder) in opened[0]
    type_query(qtbot, window, '"no such phrase anywhere here"')
    qtbot.waitUntil(window.find_page.nothing.isVisible, timeout=PATIENCE_MS)


@pytest.mark.slow
def test_copies_and_topics(qtbot: QtBot, started: tuple[Window, Desktop, Path]) -> None:
    window, _, folder = started
    press(qtbot, KEY.Key_2, CTRL)
    page = window.pages.copies_page
    qtbot.waitUntil(page.working.begin_button.hasFocus, timeout=PATIENCE_MS)
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(page.groups.hasFocus, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.diff._count.text().startswith("change 1 of"), timeout=PATIENCE_MS)
    press(qtbot, KEY.Key_F8)
    assert sum(path.is_file() for path in folder.rglob("*")) == sum(path.is_file() for path in SAMPLE.rglob("*"))
    press(qtbot, KEY.Key_3, CTRL)
    topics = window.pages.topics_page
    qtbot.waitUntil(topics.working.begin_button.hasFocus, timeout=PATIENCE_MS)
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(topics.tree.hasFocus, timeout=PATIENCE_MS)
    assert topics.tree.topLevelItemCount() >= 2
    press(qtbot, KEY.Key_Home)
    press(qtbot, KEY.Key_Down)
    assert topics.tree.topics()
    press(qtbot, KEY.Key_4, CTRL)
    library = window.pages.library_page
    qtbot.waitUntil(lambda: library._shown is not None, timeout=PATIENCE_MS)
    assert library._shown is not None
    assert library._shown.folders[0].files == sum(path.is_file() for path in SAMPLE.rglob("*"))


@pytest.mark.slow
def test_the_interface_is_not_kept_waiting_while_files_are_read(
    qtbot: QtBot, open_window: Opening, tmp_path: Path
) -> None:
    """The processor time that any one turn of the event loop takes, while 300 files are read and searched.

    Wall time would measure the other programs on the machine, and the turns of other threads of this one.
    """
    folder = tmp_path / "many"
    folder.mkdir()
    text = (SAMPLE / "Home").rglob("*.md")
    body = "\n\n".join(path.read_text(encoding="utf-8") for path in text) or "The deposit is returned. " * 40
    for number in range(300):
        (folder / f"letter {number}.md").write_text(f"# Letter {number}\n\n{body}\n", encoding="utf-8")
    window, _ = open_window(Engine(tmp_path / "data"))
    qtbot.waitUntil(lambda: window._sheet is not None, timeout=PATIENCE_MS)
    assert window._sheet is not None
    window._sheet.reject()
    window.add_folders((os.fsencode(folder),))
    app = QApplication.instance()
    assert app is not None
    longest, until = 0.0, time.monotonic() + 60
    asked = 0
    ticker = QTimer()
    ticker.start(20)
    while time.monotonic() < until and not (window.pages._status.searchable >= 300 and asked > 5):
        before = time.thread_time()
        app.processEvents()
        longest = max(longest, time.thread_time() - before)
        if window.pages._status.searchable and window.find_page._found.stage in ("", "refined"):
            asked += 1
            window.find_page.search(f"deposit {asked}")
        time.sleep(0.002)
    ticker.stop()
    assert window.pages._status.searchable >= 300
    assert longest < 0.05, f"one turn of the event loop took {1000 * longest:.0f} ms"
    window.find_page.search("")
    qtbot.wait(10)
