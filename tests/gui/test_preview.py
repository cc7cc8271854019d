"""The preview: whose text, marks and page it shows, and what the keys do in it and in the quick look."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import FakeLibrary
from tests.gui.test_window import KEY, SHIFT, press

from inkling.gui.desktop import Desktop
from inkling.gui.errands import ReadAsk, Tell
from inkling.gui.find.pageview import _TALLEST, drawn
from inkling.gui.find.preview import Preview
from inkling.gui.find.quicklook import QuickLook
from inkling.gui.shell import Shell
from inkling.gui.window import Window
from inkling.present.rows import HitRow, Mark, PageRow, ReadRow, Spot
from inkling.progress import Cancel

Opening = Callable[..., tuple[Window, Desktop]]


class Held(FakeLibrary):
    """A library whose pages wait until `go` is set, and which tells which stretches and pages were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.go.set()
        self.arounds: list[int | None] = []
        self.pages: list[tuple[int, int]] = []
        self.spots: tuple[Spot, ...] = ()
        self.facts: tuple[tuple[str, str], ...] = ()

    def read(self, ask: ReadAsk, cancel: Cancel, tell: Tell) -> ReadRow:
        self.arounds.append(ask.around)
        row = replace(super().read(ask, cancel, tell), facts=self.facts)
        if not self.spots:
            return row
        at = next((at for at, spot in enumerate(self.spots) if spot.start == ask.around), 0)
        text = f"… stretch {at} with the hit …"
        return replace(row, text=text, marks=(), hits=(Mark(2, 9, "here"),), spots=self.spots, first=at, at=at)

    def page(self, ask: ReadAsk, page: int, width: int, cancel: Cancel) -> PageRow | None:
        self.pages.append((ask.document, width))
        while not self.go.wait(0.005):
            cancel.check()
        return super().page(ask, page, width, cancel)


@pytest.fixture
def library() -> Held:
    return Held()


@pytest.fixture
def preview(qtbot: QtBot, shell: Shell) -> Preview:
    made = Preview(shell)
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    return made


def mail(library: FakeLibrary) -> HitRow:
    return library.hits[1]


def grounds(preview: Preview) -> list[str]:
    """What is marked, in the text."""
    text = preview.reader.toPlainText()
    words = [text[start:end] for start, end in preview.reader._words]
    return sorted([*words, *(selection.cursor.selectedText() for selection in preview.reader.extraSelections())])


def show(qtbot: QtBot, preview: Preview, hit: HitRow, search: int = 1) -> None:
    preview.show_hit(hit, search)
    qtbot.waitUntil(lambda: hit.title in preview.reader.toPlainText())


def without_meaning(hit: HitRow) -> HitRow:
    best = hit.snippets[0]
    marks = tuple(mark for mark in best.marks if mark.kind == "words")
    return replace(hit, snippets=(replace(best, marks=marks, full_marks=marks),))


def marking(library: FakeLibrary, hit: HitRow) -> None:
    """Let the library know a result with these marks."""
    library.hits = tuple(hit if other.document == hit.document else other for other in library.hits)


def test_marks_that_come_later_are_shown_without_moving(qtbot: QtBot, preview: Preview, library: Held) -> None:
    full = mail(library)
    marking(library, without_meaning(full))
    show(qtbot, preview, without_meaning(full))
    assert grounds(preview) == ["landlord"]
    bar = preview.reader.verticalScrollBar()
    preview.resize(300, 250)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    scrolled = bar.value()
    marking(library, full)
    preview.show_hit(full, 1)
    qtbot.waitUntil(lambda: grounds(preview) == ["keeps the deposit until", "landlord"])
    assert bar.value() == scrolled


def test_another_query_brings_its_own_marks(qtbot: QtBot, preview: Preview, library: Held) -> None:
    full = mail(library)
    show(qtbot, preview, full)
    preview.step(1)
    marking(library, without_meaning(full))
    preview.show_hit(without_meaning(full), 2)
    qtbot.waitUntil(lambda: grounds(preview) == ["landlord"])
    assert preview.reading.told == "hit 1 of 1"


def test_a_late_page_is_not_shown_under_another_document(qtbot: QtBot, preview: Preview, library: Held) -> None:
    library.go.clear()
    preview.show_hit(library.hits[0], 1)
    qtbot.waitUntil(lambda: bool(library.pages))
    wanted = preview.reading._wanted
    assert wanted is not None
    show(qtbot, preview, mail(library))
    preview.reading._show_page(wanted, drawn(PageRow(1, b"")))
    assert not preview.reading.shows_page
    library.go.set()


def test_text_that_is_wanted_again_stays(qtbot: QtBot, preview: Preview, library: Held) -> None:
    show(qtbot, preview, library.hits[0])
    qtbot.waitUntil(lambda: preview.reading.shows_page)
    preview.toggle_page()
    preview.toggle_page()
    late = preview.reading._wanted
    preview.toggle_page()
    if late is not None:
        preview.reading._show_page(late, drawn(PageRow(1, b"")))
    assert not preview.reading.shows_page


def test_hits_that_stand_far_apart_are_fetched(qtbot: QtBot, preview: Preview, library: Held) -> None:
    library.spots = (Spot(10, 14, place="sheet Costs"), Spot(90_000, 90_004, place="sheet Plan"))
    preview.show_hit(mail(library), 1)
    qtbot.waitUntil(lambda: "stretch 0" in preview.reader.toPlainText())
    assert preview.reading.told == "sheet Costs, hit 1 of 2"
    preview.step(1)
    qtbot.waitUntil(lambda: "stretch 1" in preview.reader.toPlainText())
    assert preview.reading.told == "sheet Plan, hit 2 of 2"
    assert library.arounds == [None, 90_000]


def test_a_page_is_drawn_as_wide_as_it_is_shown(qtbot: QtBot, preview: Preview, library: Held) -> None:
    show(qtbot, preview, library.hits[0])
    qtbot.waitUntil(lambda: preview.reading.shows_page)
    ratio = preview.devicePixelRatioF()
    assert library.pages == [(1, round(preview.sheet.wide * ratio))]
    preview.resize(800, 600)
    qtbot.waitUntil(lambda: len(library.pages) == 2)
    assert library.pages[1] == (1, round(preview.sheet.wide * ratio))


def test_a_very_tall_picture_is_made_smaller() -> None:
    from tests.gui.fake_library import _white_png

    image = drawn(PageRow(1, _white_png(40, 30_000))).image
    assert image.height() == _TALLEST


def test_what_stands_above_a_message_is_shown_by_name(qtbot: QtBot, preview: Preview, library: Held) -> None:
    library.facts = (("From", "Ana"), ("Date", "4 March"))
    show(qtbot, preview, mail(library))
    qtbot.waitUntil(preview._facts.isVisible)
    assert [line.text() for line in preview._facts.findChildren(QLabel)] == ["From", "Ana", "Date", "4 March"]
    library.facts = ()
    show(qtbot, preview, library.hits[2])
    qtbot.waitUntil(lambda: not preview._facts.isVisible())


def test_there_is_no_button_for_pages_where_there_are_none(qtbot: QtBot, preview: Preview, library: Held) -> None:
    show(qtbot, preview, mail(library))
    assert not preview._as_page.isVisible()
    show(qtbot, preview, library.hits[0])
    assert preview._as_page.isVisible()


def test_return_presses_the_button_that_has_the_keyboard(qtbot: QtBot, preview: Preview, library: Held) -> None:
    show(qtbot, preview, mail(library))
    opened: list[int] = []
    preview.opened.connect(lambda _hit, page: opened.append(page))
    preview._next.setFocus()
    qtbot.waitUntil(preview._next.hasFocus)
    before = preview.reading._at
    qtbot.keyClick(preview._next, KEY.Key_Return)
    assert preview.reading._at != before
    assert opened == []
    preview.reader.setFocus()
    qtbot.keyClick(preview.reader, KEY.Key_Return)
    assert opened == [0]


def look(qtbot: QtBot) -> QuickLook:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QuickLook))
    made = QApplication.activeModalWidget()
    assert isinstance(made, QuickLook)
    return made


@pytest.mark.parametrize("wide", [800, 1400])
def test_the_quick_look_does_what_its_keys_say(qtbot: QtBot, open_window: Opening, library: Held, wide: int) -> None:
    window, desktop = open_window(library)
    window.resize(wide, 700)
    opened: list[tuple[bytes, int]] = []
    in_folder: list[bytes] = []
    for signal, told in ((desktop.shell.wishes.open_file, opened), (desktop.shell.wishes.show_file, in_folder)):
        signal.disconnect()
        signal.connect(lambda *what, told=told: told.append(what if len(what) > 1 else what[0]))
    window.find_page.search("deposit")
    rows = window.find_page.results.list
    qtbot.waitUntil(lambda: bool(rows.rows.hits) and not window.find_page.is_searching)
    rows.setFocus()
    rows.select(0)
    press(qtbot, KEY.Key_Space)
    made = look(qtbot)
    assert not isinstance(QApplication.focusWidget(), QToolButton)
    qtbot.waitUntil(lambda: made.preview.reading.shows_page)
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return, SHIFT)
    assert (opened, in_folder) == ([(library.hits[0].path, 1)], [library.hits[0].path])
    press(qtbot, KEY.Key_Down)
    assert made.preview.hit == library.hits[1]
    assert rows.hit() == library.hits[1]
    press(qtbot, KEY.Key_Space)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_the_keys_of_the_list_copy(qtbot: QtBot, open_window: Opening, library: Held) -> None:
    window, _ = open_window(library)
    window.find_page.search("deposit")
    rows = window.find_page.results.list
    qtbot.waitUntil(lambda: bool(rows.rows.hits) and not window.find_page.is_searching)
    rows.select(1)
    rows.setFocus()
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(rows, KEY.Key_C, ctrl | SHIFT)
    assert QApplication.clipboard().text() == library.hits[1].path.decode()
    qtbot.keyClick(rows, KEY.Key_C, ctrl)
    assert QApplication.clipboard().text().endswith("\n— Re: keys and deposit.eml")
