"""The page of the library: it changes under the eyes and stays under the hand, and each number has its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import FakeLibrary

from inkling.gui.desktop import Desktop
from inkling.gui.errands import RulesPreview, Tell
from inkling.gui.holdings.coverage import Coverage
from inkling.gui.holdings.page import LibraryPage
from inkling.gui.holdings.problems import Problems
from inkling.gui.holdings.rules import RulesSheet
from inkling.gui.theme import Theme
from inkling.gui.window import Window
from inkling.present.rows import FolderRow, ProblemRow, StatusRow
from inkling.progress import Cancel
from inkling.records import FolderId

Opening = Callable[..., tuple[Window, Desktop]]
STATUS = StatusRow(10, 7, 5, 1, 70, 50, (("locked", 2),), (("hidden", 3), ("larger than the limit", 1)), folders=1)


@pytest.fixture
def page(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> LibraryPage:
    window, _ = open_window(library)
    window.show_page("library")
    page = window.pages.library_page
    qtbot.waitUntil(lambda: page._shown is not None)
    window._clock.stop()
    page._soon.stop()
    return page


def texts(widget: object) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]  # type: ignore[attr-defined]


def test_what_the_hand_is_on_stays_while_files_are_read(qtbot: QtBot, page: LibraryPage) -> None:
    rows = page._shown
    assert rows is not None
    rules = next(iter(page.folders.lines._rows.values())).rules
    rules.setFocus()
    more = tuple(replace(folder, searchable=folder.searchable + 1) for folder in rows.folders)
    page._show(replace(rows, folders=more, status=replace(rows.status, searchable=1151)))
    assert QApplication.focusWidget() is rules
    assert "971 by words" in " ".join(texts(page.folders))
    with qtbot.waitSignal(rules.clicked):
        qtbot.mousePress(rules, Qt.MouseButton.LeftButton)
        page._show(rows)
        qtbot.mouseRelease(rules, Qt.MouseButton.LeftButton)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, RulesSheet)
    sheet.reject()


def test_a_folder_that_goes_takes_its_row_with_it(page: LibraryPage) -> None:
    rows = page._shown
    assert rows is not None
    page._show(replace(rows, folders=rows.folders[1:]))
    assert list(page.folders.lines._rows) == [rows.folders[1].id]


def test_each_part_of_the_coverage_has_its_line_and_its_list(qtbot: QtBot, theme: Theme, speech: object) -> None:
    coverage = Coverage(theme)
    qtbot.addWidget(coverage)
    coverage.show_status(STATUS)
    names = [part.name for part in coverage.lines._rows]
    assert "Left out: hidden" in names
    assert "Left out: larger than the limit" in names
    line = next(made for part, made in coverage.lines._rows.items() if part.name == "Left out: hidden")
    with qtbot.waitSignal(coverage.asked) as asked:
        line.click()
    assert asked.args == ["left out: hidden"]
    coverage.show_status(replace(STATUS, pending=0, searchable=8))
    assert line in coverage.lines._rows.values(), "the line stays where the person is about to press it"


def test_files_in_a_language_that_no_model_speaks_are_not_said_to_be_found_by_meaning(
    qtbot: QtBot, theme: Theme, speech: object
) -> None:
    coverage = Coverage(theme)
    qtbot.addWidget(coverage)
    coverage.show_status(replace(STATUS, unspoken=("zh",)))
    told = texts(coverage)
    assert "By words and by meaning" not in told
    assert any("Chinese are found by words" in text for text in told)


def test_one_file_of_many_is_said_in_good_english(qtbot: QtBot, theme: Theme, speech: object) -> None:
    coverage = Coverage(theme)
    qtbot.addWidget(coverage)
    coverage.show_status(replace(STATUS, files=5, searchable=1))
    assert "1 of 5 files can be found" in texts(coverage)


def test_the_check_tells_while_files_are_read(qtbot: QtBot, page: LibraryPage, library: FakeLibrary) -> None:
    rows = page._shown
    assert rows is not None
    page.space.check()
    page._show(replace(rows, space=(("catalog", 85_000_000), ("index", 31_500_000), ("log", 12_000))))
    qtbot.waitUntil(lambda: "The catalog is whole." in page.space.told.text())
    assert "Checking" not in page.space.told.text()


def test_the_check_can_be_stopped(qtbot: QtBot, page: LibraryPage, library: FakeLibrary) -> None:
    library.delay_s = 30
    page.space.check()
    assert page.space._button.text() == "Stop"
    qtbot.waitUntil(lambda: "check" in library.calls)
    page.space._button.click()
    qtbot.waitUntil(lambda: page.space.told.text() == "The check was stopped.")
    assert page.space._button.text() == "Check the library"
    library.delay_s = 0


def test_folders_say_how_they_are_kept_fresh(qtbot: QtBot, page: LibraryPage) -> None:
    rows = page._shown
    assert rows is not None
    folder = FolderRow(FolderId(9), b"/net", "/net", "ready", 3, 3, 3)
    page.folders.show_folders((folder,))
    assert not any("watched" in text for text in texts(page.folders)), "nobody follows it"
    page.folders.show_folders((replace(folder, care="watched"),))
    qtbot.waitUntil(lambda: any("watched" in text for text in texts(page.folders)))
    page.folders.show_folders((replace(folder, care="scanned", why_care="No events here."),))
    assert not any("watched" in text for text in texts(page.folders))
    assert "No events here." in texts(page.folders)


def test_reading_is_paused_where_the_folders_are(qtbot: QtBot, page: LibraryPage, library: FakeLibrary) -> None:
    assert page.folders._hold.text() == "Pause reading"
    page.folders._hold.click()
    qtbot.waitUntil(lambda: page.folders._hold.text() == "Resume reading")
    page.folders._hold.click()
    qtbot.waitUntil(lambda: not library.paused)


def test_rules_of_a_folder_that_is_not_there_promise_no_files(
    qtbot: QtBot, page: LibraryPage, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Cancel] = []

    def look(_path: bytes, _in: object, _out: object, cancel: Cancel, _tell: Tell) -> RulesPreview:
        looks.append(cancel)
        return RulesPreview(0, 0, trouble="The disk is not connected.", is_complete=True)

    monkeypatch.setattr(library, "preview_rules", look)
    rows = page._shown
    assert rows is not None
    sheet = RulesSheet(page._shell, rows.folders[0], page.window())
    sheet.open()
    qtbot.waitUntil(lambda: sheet._preview.text() == "The disk is not connected.")
    monkeypatch.setattr(
        library, "preview_rules", lambda *_args: RulesPreview(100_000, 3, trouble="", is_complete=False)
    )
    sheet._ask()
    qtbot.waitUntil(lambda: "at least 100,000 files" in sheet._preview.text())
    sheet.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(sheet))


def test_a_long_list_of_problems_is_there_at_once(
    qtbot: QtBot, page: LibraryPage, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(
        ProblemRow(b"/a/%d" % n, f"{n}.pdf", ("~",), "locked", "It is locked. " * 20, "Unlock it.")
        for n in range(20_000)
    )
    monkeypatch.setattr(library, "problems", lambda *_args: many)
    sheet = Problems(page._shell, "locked", page.window())
    sheet.open()
    qtbot.waitUntil(lambda: sheet.rows.rowCount() == len(many))
    heights = {sheet.table.rowHeight(row) for row in (0, 10_000, 19_999)}
    assert len(heights) == 1
    assert heights.pop() >= 2 * sheet.table.fontMetrics().lineSpacing() + 8
    sheet.close()


def test_trying_again_reads_the_list_anew_and_says_so(qtbot: QtBot, page: LibraryPage, library: FakeLibrary) -> None:
    sheet = Problems(page._shell, "no_text", page.window())
    sheet.open()
    qtbot.waitUntil(lambda: sheet.rows.rowCount() == 11)
    sheet._again.click()
    qtbot.waitUntil(lambda: library.calls.count("problems") == 2)
    qtbot.waitUntil(lambda: sheet._told.text().endswith("They are read again."))
    sheet.close()
