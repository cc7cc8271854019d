"""The window by keyboard, over a library made of nothing: what each page shows and emits, and that nothing moves."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go
from tests.gui.fake_library import FakeLibrary, many_hits

from inkling.gui.desktop import Desktop
from inkling.gui.errands import HomeRows, Tell
from inkling.gui.find.model import spoken
from inkling.gui.find.page import FindPage
from inkling.gui.find.threshold import Threshold, is_shown
from inkling.gui.firststart import FirstStart
from inkling.gui.note import Note
from inkling.gui.palette import Keys, Palette
from inkling.gui.preferences import Preferences
from inkling.gui.rail import PAGES
from inkling.gui.statusbar import status_text
from inkling.gui.theme import DARK
from inkling.gui.window import Window
from inkling.present.copyrows import CopiesRows
from inkling.present.narrowing import read
from inkling.present.rows import FoundRows, StatusRow
from inkling.progress import Cancel
from inkling.records import DocumentId

Opening = Callable[..., tuple[Window, Desktop]]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    qtbot.keyClick(target, key, modifier)


def type_query(qtbot: QtBot, window: Window, text: str) -> None:
    press(qtbot, KEY.Key_L, CTRL)
    line = window.find_page.box.line
    qtbot.waitUntil(line.hasFocus)
    line.clear()
    qtbot.keyClicks(line, text)


def shown(window: Window) -> list[str]:
    return [hit.title for hit in window.find_page.results.list.rows.hits]


def test_searching_while_typing(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    type_query(qtbot, window, "deposit type:pdf")
    qtbot.waitUntil(lambda: len(shown(window)) == 4)
    assert window.find_page.facets.threshold.accessibleDescription() == ""
    texts = [label.text() for label in window.find_page.box._stages.values()]
    qtbot.waitUntil(lambda: all(label.text().startswith("✓") for label in window.find_page.box._stages.values()))
    assert len(texts) == 3
    chips = [b for b in window.find_page.box.findChildren(QAbstractButton) if b.text() == "type:pdf"]
    qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.find_page.query == "deposit")


def test_arrows_enter_and_space_work_on_results(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, desktop = open_window(library)
    opened: list[tuple[bytes, int]] = []
    in_folder: list[bytes] = []
    desktop.shell.wishes.open_file.disconnect()
    desktop.shell.wishes.show_file.disconnect()
    desktop.shell.wishes.open_file.connect(lambda path, page: opened.append((path, page)))
    desktop.shell.wishes.show_file.connect(in_folder.append)
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: bool(shown(window)))
    press(qtbot, KEY.Key_Down)
    rows = window.find_page.results.list
    qtbot.waitUntil(rows.hasFocus)
    assert rows.currentIndex().row() == 0
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return, SHIFT)
    assert opened == [(library.hits[1].path, 0)]
    assert in_folder == [library.hits[1].path]
    press(qtbot, KEY.Key_Up)
    press(qtbot, KEY.Key_Up)
    qtbot.waitUntil(window.find_page.box.line.hasFocus)
    press(qtbot, KEY.Key_Escape)
    qtbot.waitUntil(lambda: window.find_page.query == "")


def test_plus_and_minus_ask_for_more_and_less(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: bool(shown(window)))
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Plus)
    assert window.find_page.query.endswith('like:"/home/ana/Home/Letters/2023/Lease termination letter.pdf"')
    window.find_page.results.list.setFocus()
    window.find_page.results.list.select(0)
    press(qtbot, KEY.Key_Minus)
    assert '-like:"' in window.find_page.query


def test_any_file_can_be_an_example(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    page = window.find_page
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: bool(shown(window)))
    names = (*(name.encode() for name in ("会议：三月.docx", "「合同」  2.pdf", 'the "old" one.pdf')), b"caf\xe9.txt")
    for path in names:
        page.search("deposit")
        page.acts.find_more(replace(library.hits[0], path=path))
        assert [os.fsencode(like) for like in read(page.query).like] == [path]


def test_identical_files_are_named_and_can_be_shown(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, desktop = open_window(library)
    found: list[bytes] = []
    desktop.shell.wishes.show_file.disconnect()
    desktop.shell.wishes.show_file.connect(found.append)
    hit = replace(library.hits[0], others=(b"/home/ana/R&D/lease.pdf",))
    menu = QMenu(window)
    window.find_page.acts.add_identical(menu, hit)
    (same,) = menu.findChildren(QMenu)
    (action,) = same.actions()
    assert same.title() == "Identical files"
    assert action.text() == "/home/ana/R&&D/lease.pdf"
    action.trigger()
    assert found == [b"/home/ana/R&D/lease.pdf"]
    assert "1 identical file elsewhere" in spoken(hit)
    assert "identical" not in spoken(library.hits[0])
    menu.deleteLater()


def test_a_better_order_waits_while_a_row_is_selected(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    results = window.find_page.results
    hits = library.hits[:3]
    results.show_found(FoundRows("q", "words", hits), 1)
    results.list.select(1)
    results.show_found(FoundRows("q", "refined", hits[::-1]), 1)
    assert results.is_waiting
    assert results.list.rows.hits == hits
    results.take_waiting()
    assert results.list.rows.hits == hits[::-1]
    assert results.list.hit() == hits[1]
    results.show_found(FoundRows("q2", "words", hits), 2)
    assert results.list.hit() is None
    results.show_found(FoundRows("q2", "refined", hits[::-1]), 2)
    assert not results.is_waiting


def test_details_come_without_moving(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    results, hits = window.find_page.results, library.hits
    results.show_found(FoundRows("q", "words", hits), 1)
    results.list.select(2)
    better = tuple(replace(hit, rerank=0.9) for hit in hits)
    results.show_found(FoundRows("q", "refined", better), 1)
    assert not results.is_waiting
    assert results.list.currentIndex().row() == 2
    assert results.list.hit() == better[2]


def test_the_line_hides_and_never_hides_exact_words(qtbot: QtBot, theme: object, library: FakeLibrary) -> None:
    line = Threshold(theme, "likely")  # type: ignore[arg-type]
    qtbot.addWidget(line)
    line.show_found(FoundRows("deposit", "refined", library.hits))
    line.take_focus()
    view = line.view
    for key, at in (
        (KEY.Key_Right, "strong"),
        (KEY.Key_Right, "strong"),
        (KEY.Key_Left, "likely"),
        (KEY.Key_Left, "weak"),
    ):
        qtbot.keyClick(view, key)
        assert line.at == at
    assert [is_shown(hit, "strong") for hit in library.hits] == [True, True, False, False, False, False]
    assert is_shown(replace(library.hits[5], exact=True), "strong")
    line.set_at("likely")
    assert "4 shown" in view.accessibleDescription()
    assert "2 hidden below Likely" in view.accessibleDescription()


def test_a_list_that_is_cut_says_so(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    above = {"all": 5000, "weak": 900, "likely": 431, "strong": 2}
    library.found = {"above": above}
    window, _ = open_window(library)
    page = window.find_page
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: "The best 4 shown, there are more" in page.facets.threshold.view.accessibleDescription())
    assert "4,569 hidden below Likely" in page.facets.threshold.view.accessibleDescription()
    pdf = facet(qtbot, page, "PDF", is_on=False)
    assert pdf.accessibleName() == "PDF, at least 2 results"
    page.facets.threshold.set_at("strong")
    assert "\n".join(("2 shown", "4,998 hidden below Strong")) == page.facets.threshold.view.accessibleDescription()
    library.found = {"is_complete": False}
    page.search("deposits")
    qtbot.waitUntil(lambda: "The best 2 shown" in page.facets.threshold.view.accessibleDescription())


def test_nothing_found_says_what_to_try(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    type_query(qtbot, window, "zzz type:pdf")
    page = window.find_page
    qtbot.waitUntil(page.nothing.isVisible)
    buttons = {button.text(): button for button in page.nothing.findChildren(QAbstractButton)}
    assert "Search without type:pdf" in buttons
    qtbot.mouseClick(buttons["Search without type:pdf"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.query == "zzz")


def test_trouble_appears_where_it_belongs(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    qtbot.waitUntil(lambda: "status" in library.calls)
    library.fails = "The library is locked. Close the other Inkling."
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(window.find_page._trouble.isVisible)
    assert window.find_page._trouble.text() == library.fails


def facet(qtbot: QtBot, page: FindPage, name: str, *, is_on: bool) -> QAbstractButton:
    """Wait for a line of the side bar, which comes a little later than the results, and return it."""

    def found() -> list[QAbstractButton]:
        lines = page.facets.findChildren(QAbstractButton, "facet")
        return [b for b in lines if b.accessibleName().partition(",")[0] == name and b.isChecked() == is_on]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_facets_narrow_and_widen(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    type_query(qtbot, window, "deposit")
    page = window.find_page
    qtbot.waitUntil(lambda: bool(shown(window)))

    facet(qtbot, page, "PDF", is_on=False).click()
    qtbot.waitUntil(lambda: page.query == "deposit type:pdf" and page._found.query == page.query)
    facet(qtbot, page, "PDF", is_on=True).click()
    qtbot.waitUntil(lambda: page.query == "deposit")


def test_a_facet_replaces_what_it_narrows(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    letter = replace(library.hits[2].traits[0], kind="doc")
    library.hits = (*library.hits, replace(library.hits[2], document=DocumentId(77), kind="doc", traits=(letter,)))
    window, _ = open_window(library)
    page = window.find_page

    def ask(query: str) -> None:
        page.search(query)
        qtbot.waitUntil(lambda: page._found.query == query and not page.is_searching)

    ask('deposit in:"/home/ana/Home"')
    facet(qtbot, page, "Letters › 2023", is_on=False).click()
    qtbot.waitUntil(lambda: page.query == 'deposit in:"/home/ana/Home/Letters/2023"')
    ask("deposit type:docx")
    facet(qtbot, page, "DOCX", is_on=True)
    facet(qtbot, page, "DOC", is_on=False).click()
    qtbot.waitUntil(lambda: page.query == "deposit type:=doc")
    ask("deposit type:docx")
    facet(qtbot, page, "DOCX", is_on=True).click()
    qtbot.waitUntil(lambda: page.query == "deposit")


def test_the_reader_goes_from_hit_to_hit(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    type_query(qtbot, window, "deposit")
    preview = window.find_page.preview
    qtbot.waitUntil(lambda: preview.hit is not None and "euros" in preview.reader.toPlainText())
    qtbot.waitUntil(lambda: preview.reading.shows_page)
    preview.toggle_page()
    assert not preview.reading.shows_page
    qtbot.waitUntil(lambda: preview._count.text() == "page 1, hit 1 of 2")
    press(qtbot, KEY.Key_F3)
    assert preview._count.text() == "page 1, hit 2 of 2"
    press(qtbot, KEY.Key_F3, SHIFT)
    assert preview._count.text() == "page 1, hit 1 of 2"


def test_the_reader_goes_from_hit_to_hit_on_pages(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    type_query(qtbot, window, "deposit")
    preview = window.find_page.preview
    qtbot.waitUntil(lambda: preview._count.text() == "page 1, hit 1 of 2")
    press(qtbot, KEY.Key_F3)
    assert preview._count.text() == "page 1, hit 2 of 2"
    press(qtbot, KEY.Key_F3)
    assert preview._count.text() == "page 1, hit 1 of 2"
    press(qtbot, KEY.Key_F3, SHIFT)
    assert preview._count.text() == "page 1, hit 2 of 2"


def test_a_topic_in_the_side_bar_narrows_and_widens(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    type_query(qtbot, window, "deposit")
    page = window.find_page
    qtbot.waitUntil(lambda: len(shown(window)) > 2)

    facet(qtbot, page, "Rent", is_on=False).click()
    qtbot.waitUntil(lambda: len(shown(window)) == 2)
    facet(qtbot, page, "Rent", is_on=True).click()
    qtbot.waitUntil(lambda: len(shown(window)) > 2)


def test_after_a_crash_the_note_is_offered(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    library.crash = "Fatal Python error: Segmentation fault, card.py line 12 in paint"
    open_window(library)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Note))
    note = QApplication.activeModalWidget()
    assert isinstance(note, Note)
    assert "card.py line 12" in note.text.toPlainText()
    note.close()
    let_go()


def test_models_are_chosen_among_those_installed(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, desktop = open_window(library)
    sheet = Preferences(desktop.shell, window)
    sheet.open()
    box = sheet.inputs["model"]
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(lambda: box.count() == 2)
    box.activated.emit(1)
    qtbot.waitUntil(lambda: library.settings is not None and library.settings.model == "gte-multilingual")
    sheet.close()


def test_marks_stay_in_place_beyond_the_first_plane(qtbot: QtBot, theme: object) -> None:
    from inkling.gui.find.reader import Reader
    from inkling.present.rows import Mark, ReadRow
    from inkling.records import DocumentId

    reader = Reader(theme)  # type: ignore[arg-type]
    qtbot.addWidget(reader)
    text = "𝄞𝄞 the deposit"
    at = text.index("deposit")
    mark = Mark(at, at + 7, "meaning")
    reader.read(ReadRow(DocumentId(1), b"", "", "", text, 0, (mark,), (mark,)))
    reader.go(0)
    assert [selection.cursor.selectedText() for selection in reader.extraSelections()] == ["deposit"]
    assert len(reader._boxes()) == 1  # and a line around it


def test_copies_by_keyboard(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    press(qtbot, KEY.Key_2, CTRL)
    page = window.pages.copies_page
    qtbot.waitUntil(page.working.begin_button.isEnabled)
    qtbot.waitUntil(page.working.begin_button.hasFocus)
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(page.groups.hasFocus)
    qtbot.waitUntil(lambda: "change 1 of 2" in page.diff._count.text())
    press(qtbot, KEY.Key_F8)
    assert "change 2 of 2" in page.diff._count.text()
    press(qtbot, KEY.Key_F7)
    assert "change 1 of 2" in page.diff._count.text()
    assert not page.plan.act.isEnabled()
    page.plan.rule.setFocus()
    press(qtbot, KEY.Key_Down)
    page.plan.rule.activated.emit(page.plan.rule.currentIndex())
    qtbot.waitUntil(page.plan.act.isEnabled)
    assert page.plan.act.text() == "Move 7 files to trash"
    assert library.trashed == ()
    page.plan.act.setFocus()
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(lambda: len(library.trashed) == 7)
    qtbot.waitUntil(page.plan.undo.isVisible)
    assert page.plan.rule.currentIndex() == 0
    page.plan.undo.setFocus()
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(lambda: library.trashed == ())
    qtbot.waitUntil(lambda: not page.plan.undo.isVisible())


def test_topics_by_keyboard(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    press(qtbot, KEY.Key_3, CTRL)
    page = window.pages.topics_page
    qtbot.waitUntil(page.working.begin_button.hasFocus)
    qtbot.waitUntil(page.working.begin_button.isEnabled)
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(page.tree.hasFocus)
    press(qtbot, KEY.Key_Home)
    press(qtbot, KEY.Key_Down)
    assert page.tree.topics()
    names = [label.text() for label in page.details.findChildren(QWidget) if hasattr(label, "text")]
    assert page.tree.topics()[0].name in names
    page.sure.setFocus()
    for _ in range(7):
        press(qtbot, KEY.Key_PageUp)
    last = page.tree.topLevelItem(page.tree.topLevelItemCount() - 1)
    assert last is not None
    assert last.text(0) == "Unsorted"
    page.tree.setFocus()
    page.tree.choose(2)
    page.tree.edit_name()
    editor = page.tree.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Fruit")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: "rename_topic" in library.calls)
    qtbot.waitUntil(lambda: [topic.name for topic in page.tree.topics()] == ["Fruit"])


def test_searching_within_a_topic_is_a_chip(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, desktop = open_window(library)
    desktop.shell.wishes.search_within.emit("Rent", (library.hits[0].document, library.hits[2].document))
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: len(shown(window)) == 2)
    chip = next(b for b in window.find_page.box.findChildren(QAbstractButton) if b.text() == "topic: Rent")
    chip.click()
    qtbot.waitUntil(lambda: len(shown(window)) == 4)


def test_topics_that_were_found_before_are_shown_at_once(
    qtbot: QtBot, open_window: Opening, library: FakeLibrary
) -> None:
    library.has_kept_topics = True
    window, _ = open_window(library)
    window.show_page("topics")
    page = window.pages.topics_page
    qtbot.waitUntil(lambda: page.tree.topLevelItemCount() > 0)
    assert "topics" not in library.calls


def test_copies_that_were_found_before_are_shown_at_once(
    qtbot: QtBot, open_window: Opening, library: FakeLibrary
) -> None:
    library.has_kept_copies = True
    window, _ = open_window(library)
    window.show_page("copies")
    page = window.pages.copies_page
    qtbot.waitUntil(lambda: page.groups.isVisible() and page.groups.rows.rowCount() > 0)
    assert "copies" not in library.calls
    qtbot.waitUntil(lambda: not page.since.isVisible())


@pytest.mark.parametrize("name", ["copies", "topics"])
def test_a_page_says_that_files_have_changed_and_shows_the_newer_when_one_comes_back(
    qtbot: QtBot, open_window: Opening, library: FakeLibrary, name: str
) -> None:
    library.has_kept_copies = library.has_kept_topics = True
    window, desktop = open_window(library)
    window.show_page(name)
    page = getattr(window.pages, f"{name}_page")
    qtbot.waitUntil(lambda: page._rows is not None and not page.since.isVisible())
    library.generation += 1
    desktop.shell.wishes.changed.emit()
    qtbot.waitUntil(page.since.isVisible)
    shown_before = page._rows
    library.kept_generation = library.generation  # they are found again behind the window
    desktop.shell.wishes.changed.emit()
    qtbot.waitUntil(lambda: library.calls[-1] == "status")
    assert page._rows is shown_before, "nothing moves under the eyes of who reads it"
    window.show_page("find")
    window.show_page(name)
    qtbot.waitUntil(lambda: page._rows is not shown_before)
    assert not page.since.isVisible()
    assert name not in library.calls


def test_a_look_that_is_stopped_leaves_what_was_shown(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    library.has_kept_copies = True
    window, _ = open_window(library)
    window.show_page("copies")
    page = window.pages.copies_page
    qtbot.waitUntil(lambda: page._rows is not None)
    library.delay_s = 5.0
    page.begin()
    qtbot.waitUntil(page.working.isVisible)
    page.working.stopped.emit()
    qtbot.waitUntil(page.groups.isVisible)


def test_first_start_asks_one_question(qtbot: QtBot, open_window: Opening) -> None:
    library = FakeLibrary(folders=0)
    window, _ = open_window(library)
    qtbot.waitUntil(lambda: window._sheet is not None and bool(window._sheet._ticks))
    sheet = window._sheet
    assert sheet is not None
    assert [tick.isChecked() for tick, _ in sheet._ticks] == [True, False, False]
    sheet._start.setFocus()
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(lambda: library.folder_count == 1)
    qtbot.waitUntil(lambda: sheet._bars[0][1].text() == "1,204")
    qtbot.waitUntil(sheet._try.isVisible)
    sheet._try.click()
    qtbot.waitUntil(lambda: window.find_page.query == "what did the landlord say about the deposit")


def test_first_start_looks_for_an_example_again_when_more_was_read(
    qtbot: QtBot, open_window: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = FakeLibrary(folders=0)
    window, _ = open_window(library)
    qtbot.waitUntil(lambda: window._sheet is not None)
    sheet = FirstStart(window._shell, window)
    sheet.turn(filling=True)
    library.folder_count = 1
    looks = iter([HomeRows(), HomeRows(examples=("scratch on the worktop",))])
    monkeypatch.setattr(library, "home", lambda _cancel, _tell: next(looks))
    for searchable in (40, 60, 80, 200):
        sheet.show_status(StatusRow(files=200, searchable=searchable))
        qtbot.wait(60)
    assert sheet._try.text() == "Try: scratch on the worktop"
    assert next(looks, None) is None, "one look at 40 files, one at 80"
    sheet.deleteLater()


def test_what_could_run_is_a_question(qtbot: QtBot, open_window: Opening, library: FakeLibrary, tmp_path: Path) -> None:
    _, desktop = open_window(library)
    trap = tmp_path / "invoice.pdf.desktop"
    trap.write_text("[Desktop Entry]\nExec=touch marker\n")
    desktop.shell.wishes.open_file.emit(str(trap).encode(), 0)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert "a launcher" in box.informativeText()
    assert box.defaultButton() is not None
    assert box.defaultButton().text() == "Show in folder"
    box.reject()
    let_go()


def test_settings_work_at_once(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, desktop = open_window(library)
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: bool(shown(window)))
    press(qtbot, Qt.Key.Key_Comma, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Preferences))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, Preferences)
    box = sheet.inputs["appearance"]
    assert isinstance(box, QComboBox)
    box.activated.emit(2)
    qtbot.waitUntil(lambda: desktop.shell.settings.appearance == "dark")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not sheet)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, Preferences)
    language = sheet.inputs["language"]
    assert isinstance(language, QComboBox)
    language.activated.emit(2)
    qtbot.waitUntil(lambda: library.settings is not None and library.settings.language == "zh_CN")
    qtbot.waitUntil(lambda: window.rail._buttons["find"].text() == "查找")
    assert QApplication.palette().window().color().name().upper() == DARK.window
    qtbot.waitUntil(lambda: len(shown(window)) == 4)
    assert window.find_page.query == "deposit"
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Preferences))
    QApplication.activeModalWidget().close()


def test_another_language_leaves_the_person_where_they_are(
    qtbot: QtBot, open_window: Opening, library: FakeLibrary
) -> None:
    window, desktop = open_window(library)
    window.find_page.search_within("Rent", tuple(hit.document for hit in library.hits[:3]))
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: len(shown(window)) == 3)
    window.find_page.facets.threshold.set_at("all")
    window.find_page.results.list.select(1)
    chosen = window.find_page.results.list.hit()
    assert chosen is not None
    window.show_settings()
    before = window._settings
    assert before is not None
    before.inputs["ocr"].setFocus()
    before._scroll.verticalScrollBar().setValue(120)
    place = before.place()
    desktop.shell.wishes.settings.emit(replace(desktop.shell.settings, language="zh_CN"))
    qtbot.waitUntil(lambda: window._settings not in (None, before))
    qtbot.waitUntil(lambda: len(shown(window)) == 3)
    assert window._settings is not None
    assert window._settings.windowTitle() == "设置"
    assert window._settings.place() == place
    assert place[1] == "ocr"
    assert window.find_page.scope[0] == "Rent"
    assert window.find_page.facets.threshold.at == "all"
    hit = window.find_page.results.list.hit()
    assert hit is not None
    assert hit.document == chosen.document
    window._settings.close()


def test_what_a_page_looks_for_is_looked_for_again_in_another_language(
    qtbot: QtBot, open_window: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = FakeLibrary()
    window, desktop = open_window(library)
    looks: list[Cancel] = []
    found = library.copies

    def copies(folder: bytes, cancel: Cancel, tell: Tell) -> CopiesRows:
        looks.append(cancel)
        if len(looks) == 1:
            assert cancel.wait(30), "the page is gone and its look goes on"
        return found(folder, cancel, tell)

    monkeypatch.setattr(library, "copies", copies)
    window.show_page("copies")
    window.pages.copies_page.begin()
    qtbot.waitUntil(lambda: len(looks) == 1)
    desktop.shell.wishes.settings.emit(replace(desktop.shell.settings, language="zh_CN"))
    qtbot.waitUntil(lambda: len(looks) == 2)
    qtbot.waitUntil(lambda: window.pages.copies_page._rows is not None)
    assert looks[0].is_cancelled


def test_the_palette_and_the_keys(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    palette = Palette(window.find_page._shell.theme, window.commands, window)
    palette.show()
    qtbot.keyClicks(palette.line, "to cop")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.line, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.page == "copies")
    press(qtbot, KEY.Key_F1)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Keys))
    QApplication.activeModalWidget().close()
    let_go()


def test_every_command_has_a_key_or_stands_in_the_palette(open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    known: set[str] = set()
    for page in PAGES:
        window.show_page(page)
        able = [action for action in window.commands if action.isEnabled()]
        keys = [key.toString() for action in able for key in action.shortcuts()]
        assert len(keys) == len(set(keys)), f"two commands have the same key on the page {page}"
        known |= set(keys)
    assert {
        "Ctrl+L",
        "/",
        "F3",
        "Shift+F3",
        "F7",
        "F8",
        "F5",
        "Ctrl+K",
        "Ctrl+T",
        "Ctrl+B",
        "Ctrl+P",
        "Ctrl+S",
    } <= known


def test_everything_that_takes_the_keyboard_has_a_name(
    qtbot: QtBot, open_window: Opening, library: FakeLibrary
) -> None:
    window, _ = open_window(library)
    type_query(qtbot, window, "deposit")
    qtbot.waitUntil(lambda: bool(shown(window)))
    window.pages.copies_page.begin()
    window.pages.topics_page.begin()
    window.show_page("library")
    qtbot.waitUntil(lambda: window.pages.library_page._shown is not None)
    qtbot.waitUntil(lambda: window.pages.topics_page._rows is not None)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and type(widget).__name__ not in ("QScrollArea", "Home", "QWidget", "QComboBoxListView", "QListView")
    ]
    assert nameless == []


def test_a_hundred_thousand_results(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    rows = window.find_page.results.list
    library.hits = many_hits(100_000)
    rows.rows.show(library.hits)
    rows.scrollToBottom()
    rows.select(99_999)
    assert rows.hit() is not None
    assert rows.sizeHintForRow(0) == rows.sizeHintForRow(99_999)


def test_closing_asks_nothing_and_leaves_nothing(qtbot: QtBot, open_window: Opening) -> None:
    library = FakeLibrary(delay_s=0.3)
    window, desktop = open_window(library)
    window.find_page.search("deposit")
    window.close()
    assert not window.isVisible()
    desktop.close()
    assert library.is_closed


def test_the_state_is_said_in_words(speech: object) -> None:
    assert status_text(StatusRow()) == "No folders yet"
    assert status_text(StatusRow(folders=1)) == "No files yet"
    told = status_text(StatusRow(1204, 1150, 100, 12, 1000, 860, folders=1, seconds_left=125.0))
    assert told == "1,204 files  •  1,150 searchable  •  12 being read  •  by meaning 86 %  •  about 2 minutes"
    assert "paused: on battery" in status_text(StatusRow(5, 5, state="paused", why_paused="on battery"))
