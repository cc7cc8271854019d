"""The first minute: the person's own folders at once, and nothing that fails in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import FakeLibrary

from inkling import offline
from inkling.gui.desktop import Desktop
from inkling.gui.engine.suggested import usual_folders
from inkling.gui.errands import SuggestedFolder, Tell
from inkling.gui.firststart import FirstStart
from inkling.gui.window import Window
from inkling.present.rows import StatusRow
from inkling.progress import Cancel

Opening = Callable[..., tuple[Window, Desktop]]


@pytest.fixture
def sheet(qtbot: QtBot, open_window: Opening) -> FirstStart:
    window, _ = open_window(FakeLibrary(folders=0))
    qtbot.waitUntil(lambda: window._sheet is not None and bool(window._sheet._ticks))
    assert window._sheet is not None
    return window._sheet


def test_the_folders_that_the_desktop_names_are_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    for name in (".config", "文档", "Downloads", "Desktop"):
        (tmp_path / name).mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text(
        '# made by xdg-user-dirs\nXDG_DOCUMENTS_DIR="$HOME/文档"\nXDG_DESKTOP_DIR="$HOME/"\n', encoding="utf-8"
    )
    assert list(usual_folders(tmp_path)) == [("DOCUMENTS", tmp_path / "文档"), ("DOWNLOAD", tmp_path / "Downloads")]


def test_the_habit_is_followed_where_the_desktop_names_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    (tmp_path / "Documents").mkdir()
    assert list(usual_folders(tmp_path)) == [("DOCUMENTS", tmp_path / "Documents")]


def test_folders_are_shown_before_they_are_counted(
    qtbot: QtBot, open_window: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = FakeLibrary(folders=0)

    def suggested(cancel: Cancel, tell: Tell) -> tuple[SuggestedFolder, ...]:
        tell((SuggestedFolder(b"/d", "文档", "~/文档", ticked=True),))
        assert cancel.wait(30), "the sheet waits for the count"
        cancel.check()
        return ()

    monkeypatch.setattr(library, "suggested", suggested)
    window, _ = open_window(library)
    qtbot.waitUntil(lambda: window._sheet is not None and bool(window._sheet._ticks))
    sheet = window._sheet
    assert sheet is not None
    assert sheet._start.hasFocus()
    sheet._suggest((SuggestedFolder(b"/d", "文档", "~/文档", 12, 1000, ticked=True),))
    assert len(sheet._ticks) == 1
    assert "12 files" in sheet._facts[b"/d"].text()


def test_a_folder_that_cannot_be_taken_is_told_on_the_sheet(
    qtbot: QtBot, open_window: Opening, sheet: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet._shell.errands, "add_folders", lambda paths, _cancel, _tell: ("That is no folder.",))
    sheet._start.click()
    qtbot.waitUntil(sheet._trouble.isVisible)
    assert sheet._trouble.text() == "That is no folder."
    assert sheet._start.isVisible(), "the question stands again"


def test_a_library_that_takes_nothing_is_told_on_the_sheet(qtbot: QtBot, sheet: FirstStart) -> None:
    sheet._shell.errands.fails = "The disk is full."  # type: ignore[attr-defined]
    sheet._start.click()
    qtbot.waitUntil(lambda: sheet._trouble.text() == "The disk is full.")
    assert sheet._start.isVisible()


def needed(widget: QWidget) -> int:
    return widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()


def test_the_sheet_says_how_long_it_takes_and_is_as_tall_as_its_texts(qtbot: QtBot, sheet: FirstStart) -> None:
    labels = sheet._asking.findChildren(QLabel)
    qtbot.waitUntil(lambda: all(label.height() >= needed(label) for label in labels))
    assert all(label.height() <= needed(label) + 4 for label in labels if label.wordWrap())
    asking = sheet.height()
    sheet.turn(filling=True)
    sheet.show_status(StatusRow(100, 40, 20, 60, 500, 200, seconds_left=200.0, unspoken=("zh",)))
    assert "about 3 minutes left" in sheet._rest.text()
    assert "Chinese" in sheet._rest.text()
    qtbot.waitUntil(lambda: sheet.height() < asking)
    names = [label for label in sheet._waiting.findChildren(QLabel) if label.text() == "Searchable by meaning"]
    assert names[0].width() >= names[0].sizeHint().width()


@pytest.mark.parametrize("is_sealed", [True, False])
def test_the_kernel_is_named_only_where_it_refuses(
    open_window: Opening, monkeypatch: pytest.MonkeyPatch, *, is_sealed: bool
) -> None:
    monkeypatch.setattr(offline, "is_sealed", lambda: is_sealed)
    window, _ = open_window(FakeLibrary())
    sheet = FirstStart(window._shell, window)
    texts = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert ("kernel" in texts) is is_sealed
    sheet.deleteLater()
