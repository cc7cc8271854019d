"""The page of topics: which folder's topics are shown and changed, what is chosen, and what leaves the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go
from tests.gui.fake_library import FakeLibrary, make_topics

from inkling.errors import InklingError
from inkling.gui.engine.topics import TopicsPart
from inkling.gui.saving import ask_where
from inkling.gui.shell import Shell
from inkling.gui.strings import Speech
from inkling.gui.theme import Theme
from inkling.gui.topics.details import Details
from inkling.gui.topics.lines import Line, Lines
from inkling.gui.topics.page import TopicsPage
from inkling.gui.topics.saving import FORMS
from inkling.progress import Cancel
from inkling.records import Topic, TopicId, TopicMap, TopicReport

KEY = Qt.Key
ONE, OTHER = b"/home/ana/Documents", b"/home/ana/Desktop"


@pytest.fixture
def page(qtbot: QtBot, shell: Shell, library: FakeLibrary, speech: Speech) -> Iterator[TopicsPage]:
    made = TopicsPage(shell)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.show_status(library_status(library))
    qtbot.waitUntil(lambda: made.folder.count() == 3)
    yield made
    made.close()
    let_go()


def library_status(library: FakeLibrary) -> object:
    from tests.gui.fake_library import on_thread

    return on_thread(lambda: library.status(Cancel(), lambda _value: None))


def choose_folder(page: TopicsPage, folder: bytes) -> None:
    assert page.side.choose(folder)
    page.folder.activated.emit(page.folder.currentIndex())


def look(qtbot: QtBot, page: TopicsPage, folder: bytes = b"") -> None:
    choose_folder(page, folder)
    if page._rows is None:
        qtbot.waitUntil(lambda: "kept_topics" in page._shell.errands.calls)
        page.begin()
    qtbot.waitUntil(lambda: page._shown_rows() is not None and page._rows.folder == folder)


# --------------------------------------------------------------------------------------------------------- the folder


def test_a_folder_can_be_chosen_before_anything_was_sorted(
    qtbot: QtBot, page: TopicsPage, library: FakeLibrary
) -> None:
    assert page.folder.isVisible()
    choose_folder(page, ONE)
    qtbot.waitUntil(lambda: "kept_topics" in library.calls)
    page.working.begun.emit()
    qtbot.waitUntil(page.tree.isVisible)
    assert library.folders_looked_at == [ONE]


def test_one_comes_out_of_a_folder_with_too_few_files(qtbot: QtBot, page: TopicsPage, library: FakeLibrary) -> None:
    library.too_small = {ONE}
    look(qtbot, page)
    choose_folder(page, ONE)
    qtbot.waitUntil(lambda: page._rows is not None and page._rows.folder == ONE)
    assert page.working.isVisible()
    assert page.folder.isVisible()
    assert not page.tree.isVisible()
    choose_folder(page, OTHER)
    qtbot.waitUntil(page.tree.isVisible)
    assert page._rows is not None
    assert page._rows.folder == OTHER


def test_topics_of_a_folder_that_were_found_before_are_shown_at_once(
    qtbot: QtBot, page: TopicsPage, library: FakeLibrary
) -> None:
    library.has_kept_topics = True
    choose_folder(page, ONE)
    qtbot.waitUntil(page.tree.isVisible)
    assert page._rows is not None
    assert page._rows.folder == ONE
    assert library.folders_looked_at == []


def test_after_a_stop_the_choice_says_whose_topics_are_shown(
    qtbot: QtBot, page: TopicsPage, library: FakeLibrary
) -> None:
    look(qtbot, page, ONE)
    library.delay_s = 5.0
    choose_folder(page, OTHER)
    library.delay_s = 0.05
    qtbot.waitUntil(lambda: "topics" in library.calls[-1:] and page.working.is_busy, timeout=10_000)
    page.working.stopped.emit()
    qtbot.waitUntil(page.tree.isVisible)
    assert page.folder.currentData() == ONE
    library.delay_s = 0.0
    page.tree.choose(2)
    page.shaping.pin()
    qtbot.waitUntil(lambda: library.shaped == ("pin_topic", ONE))


def test_a_folder_that_is_forgotten_leaves_no_topics(qtbot: QtBot, page: TopicsPage, library: FakeLibrary) -> None:
    look(qtbot, page, OTHER)
    page._show_folders(())
    assert page.folder.currentText() == "The whole library"
    qtbot.waitUntil(lambda: not page.tree.isVisible())
    assert page._rows is None
    page.begin()
    qtbot.waitUntil(page.tree.isVisible)
    assert library.folders_looked_at[-1] == b""


# --------------------------------------------------------------------------------------------------------- changes


def test_a_change_keeps_what_is_chosen_and_where_the_map_is(qtbot: QtBot, page: TopicsPage) -> None:
    look(qtbot, page)
    page.tree.choose(2)
    page.map.zoom(2.0)
    view = page.map._view
    page.shaping.rename(2, "Fruit")
    qtbot.waitUntil(lambda: page.details._heading.text() == "Fruit")
    assert [topic.id for topic in page.tree.topics()] == [2]
    current = page.tree.currentItem()
    assert current is not None
    assert current.text(0) == "Fruit"
    assert page.map._view == view


def test_a_refused_name_does_not_stay(qtbot: QtBot, page: TopicsPage, library: FakeLibrary) -> None:
    look(qtbot, page)
    page.tree.choose(2)
    name = page.tree.topics()[0].name
    library.fails = "Another topic is called 'Travel plans' already."
    page.tree.edit_name()
    editor = page.tree.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Travel plans")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(page.side.underway.trouble.isVisible)
    assert page.side.underway.trouble.text() == library.fails
    current = page.tree.currentItem()
    assert current is not None
    assert current.text(0) == name
    assert page.details._heading.text() == name
    library.fails = ""
    page.begin()
    qtbot.waitUntil(page.tree.isVisible)
    assert not page.side.underway.isVisible(), "what went wrong is no longer of interest"


def test_a_merge_is_seen_and_can_be_stopped(qtbot: QtBot, page: TopicsPage, library: FakeLibrary) -> None:
    look(qtbot, page)
    for row in (0, 1):
        item = page.tree.topLevelItem(row + 2)
        assert item is not None
        item.setSelected(True)
    assert page.details._merge.isVisible()
    library.delay_s = 5.0
    page.shaping.merge()
    qtbot.waitUntil(page.side.underway.stop.isVisible)
    assert page.tree.isVisible()
    assert not page.details._merge.isEnabled()
    assert not page.folder.isEnabled()
    page.begin()
    page.shaping.rename(2, "Fruit")
    assert page.tree.isVisible(), "one thing at a time"
    qtbot.waitUntil(lambda: library.calls[-1] == "merge_topics")
    page.side.underway.stop.click()
    qtbot.waitUntil(lambda: not page.side.underway.isVisible())
    assert library.shaped == ("", b"")
    assert page.details._merge.isEnabled()
    library.delay_s = 0.0
    page.shaping.merge()
    qtbot.waitUntil(lambda: library.shaped == ("merge_topics", b""))
    qtbot.waitUntil(lambda: [topic.id for topic in page.tree.topics()] == [2])
    assert page.details._heading.text() == page.tree.topics()[0].name


def test_topics_are_asked_for_by_name(qtbot: QtBot, page: TopicsPage, library: FakeLibrary) -> None:
    look(qtbot, page)
    everything = page.map._view
    page.map.zoom(3.0)
    page.shaping.ask_for_topics()
    dialog = page.findChild(QApplication.activeModalWidget().__class__)
    assert dialog is not None
    dialog.setTextValue("Taxes， Travel")  # type: ignore[attr-defined]
    dialog.accept()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: library.shaped == ("seed_topics", b""))
    qtbot.waitUntil(lambda: page.map._view == everything, timeout=2000)  # files may lie elsewhere now


def test_commands_say_what_is_to_be_chosen_first(qtbot: QtBot, page: TopicsPage, library: FakeLibrary) -> None:
    told: list[str] = []
    page._shell.wishes.say.connect(told.append)
    page.rename()
    page.export()
    look(qtbot, page)
    for command in (page.shaping.pin, page.shaping.split, page.rename, page.shaping.merge):
        command()
    assert told == 3 * ["Choose one topic first."] + ["Choose two or more topics first."]
    assert library.shaped == ("", b"")


# --------------------------------------------------------------------------------------------------------- unsorted


def test_unsorted_shows_its_files_and_lets_one_search_in_them(qtbot: QtBot, page: TopicsPage) -> None:
    look(qtbot, page)
    page.sure.setValue(60)
    last = page.tree.topLevelItem(page.tree.topLevelItemCount() - 1)
    assert last is not None
    page.tree.setCurrentItem(last)
    assert page.details._heading.text() == "Unsorted"
    files = page.details._files.lines.rows
    rows = make_topics(600)
    expected = sum(m.membership < 0.6 for topic in rows.topics if topic.parent is None for m in topic.members)
    assert files.rowCount() == expected
    with qtbot.waitSignal(page._shell.wishes.search_within) as searched:
        page.details._search.click()
    assert searched.args[0] == "Unsorted"
    assert len(searched.args[1]) == expected
    page.sure.setValue(30)
    assert files.rowCount() < expected, "the files shown follow the slider"
    page.sure.setValue(0)
    assert page.details._heading.text() != "Unsorted"


def test_what_the_lasso_caught_can_be_searched(qtbot: QtBot, page: TopicsPage) -> None:
    look(qtbot, page)
    page.map.caught.emit(make_topics(600).points[:40])
    assert page.details._files.lines.rows.rowCount() == 40
    with qtbot.waitSignal(page._shell.wishes.search_within) as searched:
        page.details._search.click()
    assert len(searched.args[1]) == 40


def test_the_bar_of_what_is_unsorted_is_no_longer_than_the_list(qtbot: QtBot, page: TopicsPage) -> None:
    look(qtbot, page)
    page.sure.setValue(90)
    last = page.tree.topLevelItem(page.tree.topLevelItemCount() - 1)
    assert last is not None
    place = page.tree.visualItemRect(last)
    picture = page.tree.viewport().grab(place).toImage()
    bar = place.height() * 29 // 38
    assert picture.pixelColor(place.width() - 3, bar) == picture.pixelColor(place.width() - 3, 2)


def test_a_chosen_line_has_one_ground(qtbot: QtBot, page: TopicsPage) -> None:
    """Qt would draw a block of its own before it, where other topics can be folded out."""
    look(qtbot, page)
    assert page.tree.rootIsDecorated()
    page.tree.choose(2)
    current = page.tree.currentItem()
    assert current is not None
    place = page.tree.visualItemRect(current)
    picture = page.tree.viewport().grab().toImage()
    before = picture.pixelColor(4, place.center().y())
    assert before == page._shell.theme.color("window")
    assert picture.pixelColor(place.left() + 4, place.center().y()) == page._shell.theme.color("selected")


def test_it_is_said_how_many_files_are_sure_enough(qtbot: QtBot, page: TopicsPage) -> None:
    look(qtbot, page)
    rows = make_topics(600)
    members = [m for topic in rows.topics if topic.parent is None for m in topic.members]
    page.sure.setValue(50)
    sure = sum(member.membership >= 0.5 for member in members)
    assert page.sure.accessibleDescription() == f"{sure} of {len(members)} files are sure enough"


# -------------------------------------------------------------------------------------------------------- the details


def test_a_topic_lists_all_its_files_once(qtbot: QtBot, theme: Theme, speech: Speech) -> None:
    topic = make_topics(600).topics[0]
    details = Details(theme)
    qtbot.addWidget(details)
    details.show_topic(topic)
    shown = [
        lines.rows.index(row).data()
        for lines in (details._typical.lines, details._files.lines)
        for row in range(lines.rows.rowCount())
    ]
    assert shown == [member.name for member in topic.members if member.is_central] + [
        member.name for member in topic.members if not member.is_central
    ]
    assert details._folders.lines.rows.rowCount() == len(topic.folders)
    assert details._folders._title.text() == f"Lives in {len(topic.folders)} folders"


def test_files_are_gone_through_and_opened_by_keyboard(qtbot: QtBot, theme: Theme, speech: Speech) -> None:
    topic = make_topics(3000).topics[0]
    details = Details(theme)
    qtbot.addWidget(details)
    details.resize(360, 500)
    details.show()
    qtbot.waitActive(details)
    details.show_topic(topic)
    lines = details._files.lines
    lines.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lines.hasFocus)
    for _ in range(30):
        qtbot.keyClick(lines, KEY.Key_Down)
    assert lines.currentIndex().row() == 30
    top = lines.mapTo(details.viewport(), lines.visualRect(lines.currentIndex()).topLeft()).y()
    assert 0 <= top < details.viewport().height()
    with qtbot.waitSignal(details.opened) as opened:
        qtbot.keyClick(lines, KEY.Key_Return)
    member = [member for member in topic.members if not member.is_central][30]
    assert opened.args[0] == member.path
    spoken = lines.rows.index(30).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{member.name}, Letters, {int(100 * member.membership)}% typical"
    interface = QAccessible.queryAccessibleInterface(lines)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == f"{len(topic.members) - 3} other files"


def test_a_name_that_looks_like_html_is_shown_as_it_is(qtbot: QtBot, theme: Theme, speech: Speech) -> None:
    """Qt would load the pictures that it names."""
    lines = Lines(theme)
    qtbot.addWidget(lines)
    lines.show_rows(('<img src="/etc/x">.txt',), Line)
    tip = lines.rows.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_the_wheel_over_files_is_left_to_the_pane(qtbot: QtBot, theme: Theme, speech: Speech) -> None:
    details = Details(theme)
    qtbot.addWidget(details)
    details.resize(360, 500)
    details.show()
    details.show_topic(make_topics(600).topics[0])
    qtbot.waitUntil(lambda: details.verticalScrollBar().maximum() > 0)
    under = details._files.lines.viewport()
    none = Qt.MouseButton.NoButton
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(under.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(under, turn)
    assert not turn.isAccepted()
    assert details._files.lines.verticalScrollBar().maximum() == 0


def test_a_click_opens_a_file_and_not_a_folder(qtbot: QtBot, theme: Theme, speech: Speech) -> None:
    details = Details(theme)
    qtbot.addWidget(details)
    details.resize(360, 2000)
    details.show()
    topic = make_topics(600).topics[0]
    details.show_topic(topic)
    opened: list[bytes] = []
    details.opened.connect(opened.append)

    def click(lines: Lines) -> None:
        qtbot.mouseClick(
            lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.visualRect(lines.rows.index(0)).center()
        )

    click(details._folders.lines)
    click(details._typical.lines)
    assert opened == [next(member.path for member in topic.members if member.is_central)]


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.0, "All files were compared by their words."),
        (0.004, "1% of the files were compared by meaning, the others by their words."),
        (0.92, "92% of the files were compared by meaning, the others by their words."),
        (1.0, ""),
    ],
)
def test_it_is_said_how_files_were_compared(
    qtbot: QtBot, theme: Theme, speech: Speech, share: float, told: str
) -> None:
    from dataclasses import replace

    details = Details(theme)
    qtbot.addWidget(details)
    details.show_folder(replace(make_topics(100), by_meaning=share))
    assert details._sentence.text().partition("\n\n")[2] == told


# -------------------------------------------------------------------------------------------------------- the export


@pytest.mark.parametrize(("form", "suffix"), [("PNG (*.png)", "png"), ("SVG (*.svg)", "svg"), ("CSV (*.csv)", "csv")])
def test_the_ending_follows_the_chosen_form(
    qtbot: QtBot, page: TopicsPage, tmp_path: Path, form: str, suffix: str
) -> None:
    chosen: list[str] = []
    dialog = ask_where(page, FORMS, chosen.append)
    dialog.selectNameFilter(form)
    dialog.filterSelected.emit(form)
    dialog.selectFile(str(tmp_path / "map"))
    dialog.accept()
    assert chosen == [str(tmp_path / f"map.{suffix}")]
    let_go()
    assert page.findChild(QFileDialog) is None


@pytest.mark.parametrize(
    ("name", "begins"), [("a.csv", b""), ("a.json", b""), ("a.png", b"\x89PNG"), ("a.SVG", b"<?xml")]
)
def test_the_form_follows_the_ending(
    qtbot: QtBot, page: TopicsPage, library: FakeLibrary, name: str, begins: bytes
) -> None:
    told: list[str] = []
    page._shell.wishes.say.connect(told.append)
    look(qtbot, page, OTHER)
    page._export_to(f"/nowhere/{name}")
    qtbot.waitUntil(lambda: told == ["Exported."])
    folder, path, data = library.exported_topics
    assert path == f"/nowhere/{name}"
    assert data.startswith(begins)
    assert folder == (b"" if begins else OTHER)
    library.fails = "/nowhere/a cannot be written: No such file or directory. Choose another place."
    page._export_to(f"/nowhere/{name}")
    qtbot.waitUntil(lambda: told[-1] == library.fails)


class Desk:
    """The topics of a library, as far as an export needs them."""

    def kept(self, folder: bytes | None) -> TopicReport | None:
        if folder == b"/none":
            return None
        topic = Topic(TopicId(1), (folder or b"everything").decode(), (), (), ())
        return TopicReport(folder or b"", (topic,), TopicMap(), (), (), 0, 1.0, 7)


class Held:
    def __init__(self) -> None:
        self.library, self.topics = self, Desk()
        self.keeper = self

    def folders(self) -> list[object]:
        return []

    def note_topics(self, report: TopicReport) -> None:
        pass


def test_each_folder_is_exported_with_its_own_topics(tmp_path: Path) -> None:
    part = TopicsPart()
    part._opened = Held()  # type: ignore[assignment]
    how: tuple[Cancel, Callable[[object], None]] = (Cancel(), lambda _value: None)
    for folder in (b"", b"/one", b"/other"):
        part.kept_topics(folder, *how)
    target = tmp_path / "topics.json"
    part.export_topics(b"/one", str(target), *how)
    assert '"/one"' in target.read_text()
    with pytest.raises(InklingError, match="Find them first"):
        part.export_topics(b"/none", str(target), *how)
    with pytest.raises(InklingError, match="cannot be written"):
        part.save_map(str(tmp_path / "no" / "map.png"), b"", *how)
