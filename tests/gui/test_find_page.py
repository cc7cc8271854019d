"""The page "Find" from one query to the next: whose rows are on the screen, and what is said while an answer comes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import FakeLibrary
from tests.gui.test_window import KEY, press, shown, type_query

from inkling.gui.desktop import Desktop
from inkling.gui.errands import Ask, Tell
from inkling.gui.find import pulse
from inkling.gui.find.page import FindPage
from inkling.gui.window import Window
from inkling.present.rows import ChipRow, FoundRows, HitRow, StatusRow
from inkling.progress import Cancel

Opening = Callable[..., tuple[Window, Desktop]]


class Staged(FakeLibrary):
    """Answers stage by stage: after the words it waits until `go` is set, where that is cleared."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, tuple[tuple[HitRow, ...], tuple[HitRow, ...]]] = {}
        self.states: dict[str, str] = {}
        self.go = threading.Event()
        self.go.set()
        self.is_reading = False

    def status(self, cancel: Cancel, tell: Tell) -> StatusRow:
        told = super().status(cancel, tell)
        return told if self.is_reading else replace(told, pending=0, passages_with_meaning=told.passages)

    def search(self, ask: Ask, cancel: Cancel, tell: Tell) -> FoundRows:
        self._called("search", cancel)
        words, meaning = self.answers.get(ask.text, (self.hits, self.hits))
        tell(FoundRows(ask.text, "words", words))
        while not self.go.wait(0.005):
            cancel.check()
        return FoundRows(ask.text, "refined", meaning, nothing=not meaning, state=self.states.get(ask.text, ""))


@pytest.fixture
def staged() -> Staged:
    return Staged()


@pytest.fixture
def page(qtbot: QtBot, open_window: Opening, staged: Staged) -> FindPage:
    """The page with the results of "first" on it, the second of them selected."""
    window, _ = open_window(staged)
    type_query(qtbot, window, "first")
    page = window.find_page
    qtbot.waitUntil(lambda: page.query == "first" and len(shown(window)) == 4 and not page.is_searching)
    qtbot.waitUntil(lambda: page.asking._pulse._is_known)  # the library as it was before anything more is read
    qtbot.mouseMove(page.box.line)  # a pointer left over the list by another test would be a hand on it
    page.results.list.select(1)
    return page


def titles(page: FindPage) -> list[str]:
    return [hit.title for hit in page.results.list.rows.hits]


def ask(qtbot: QtBot, page: FindPage, query: str) -> None:
    """Search, and wait until the answer by words is on the screen."""
    seen: list[object] = []
    page.asking.came.connect(seen.append)
    page.search(query)
    qtbot.waitUntil(lambda: bool(seen))


def finish(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    staged.go.set()
    qtbot.waitUntil(lambda: not page.asking.is_searching)


def read_more(page: FindPage, staged: Staged) -> None:
    """Let the library hold more files, and tell."""
    staged.generation += 1
    page._shell.wishes.changed.emit()


def test_rows_of_another_query_never_stay(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    """What the words do not hold and the meaning does: the selection of the query before holds nothing back."""
    staged.answers["second"] = ((), staged.hits[2:4])
    staged.go.clear()
    ask(qtbot, page, "second")
    assert page._body.currentWidget() is not page.nothing, "meaning is still to come"
    assert page.results.list.hit() is None, "the former rows are nobody's any more"
    page.acts.open()
    finish(qtbot, page, staged)
    assert titles(page) == [hit.title for hit in staged.hits[2:4]]
    assert not page.results.is_waiting
    assert page.results.list.hit() is None


def test_another_query_takes_the_list_at_once(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    staged.answers["second"] = (staged.hits[:3][::-1], staged.hits[:3][::-1])
    staged.go.clear()
    ask(qtbot, page, "second")
    assert titles(page) == [hit.title for hit in staged.hits[:3][::-1]]
    assert page.results.list.hit() is None
    finish(qtbot, page, staged)


def test_weaker_results_that_are_shown_are_those_of_the_query(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    staged.answers["second"] = (staged.hits[4:], staged.hits[4:])
    ask(qtbot, page, "second")
    qtbot.waitUntil(page.nothing.isVisible)
    next(b for b in page.nothing.findChildren(QAbstractButton) if b.text() == "Show weaker results").click()
    assert titles(page) == [hit.title for hit in staged.hits[4:]]


def test_what_waits_for_one_query_does_not_come_into_the_next(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    page.results.show_found(FoundRows("first", "refined", staged.hits[:4][::-1]), page.asking.search)
    assert page.results.is_waiting
    staged.answers["second"] = ((), ())
    ask(qtbot, page, "second")
    qtbot.waitUntil(page.nothing.isVisible)
    assert not page.results.is_waiting
    assert not page.results._watch.isActive()
    assert page.preview.hit is None


def test_nothing_is_not_claimed_before_the_last_stage(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    staged.answers["second"] = ((), ())
    staged.go.clear()
    ask(qtbot, page, "second")
    assert not page.nothing.isVisible()
    assert page.results.list.cards.is_dim
    finish(qtbot, page, staged)
    qtbot.waitUntil(page.nothing.isVisible)
    assert not page.facets.isVisible()
    assert not page.preview.isVisible()


def test_the_strength_line_is_obeyed_with_a_result_selected(page: FindPage, staged: Staged) -> None:
    page.facets.threshold.set_at("strong")
    assert titles(page) == [hit.title for hit in staged.hits[:2]]
    page.facets.threshold.set_at("all")
    assert titles(page) == [hit.title for hit in staged.hits]
    assert not page.results.is_waiting
    assert page.results.list.hit() == staged.hits[1]


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("no_query", "Say what to look for"),
        ("no_documents", "There is nothing to search yet"),
        ("nothing", "Nothing here matches"),
    ],
)
def test_nothing_says_why(qtbot: QtBot, page: FindPage, staged: Staged, state: str, heading: str) -> None:
    staged.answers["type:"], staged.states["type:"] = ((), ()), state
    ask(qtbot, page, "type:")
    qtbot.waitUntil(page.nothing.isVisible)
    texts = [line.text() for line in page.nothing.findChildren(QLabel) if line.isVisible()]
    assert texts[0] == heading
    assert page.nothing.told == heading


def test_nothing_follows_the_library(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    staged.answers["second"] = ((), ())
    ask(qtbot, page, "second")
    qtbot.waitUntil(page.nothing.isVisible)
    page.nothing.show_status(StatusRow(pending=3))
    assert page.nothing._pending.text().startswith("3 files are still being read")
    page.nothing.show_status(StatusRow())
    assert not page.nothing._pending.isVisible()
    staged.answers["second"] = ((), staged.hits[:1])
    read_more(page, staged)
    qtbot.waitUntil(lambda: titles(page) == [staged.hits[0].title])


def test_return_searches_again(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    staged.answers["first"] = (staged.hits[3:4], staged.hits[2:4])
    page.take_focus()
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: titles(page) == [hit.title for hit in staged.hits[2:4]])
    assert not page.results.is_waiting


def test_new_files_are_searched_unasked_only_with_a_free_hand(qtbot: QtBot, page: FindPage, staged: Staged) -> None:
    searches = staged.calls.count("search")
    staged.answers["first"] = (staged.hits[2:4], staged.hits[2:4])
    read_more(page, staged)
    qtbot.waitUntil(lambda: page.results._pill.isVisibleTo(page))
    assert page.results._pill.text() == "New files were read. Search again"
    assert staged.calls.count("search") == searches
    page.results.take_waiting()
    qtbot.waitUntil(lambda: titles(page) == [hit.title for hit in staged.hits[2:4]])
    page.results.list.setCurrentIndex(page.results.list.rows.index(-1))
    staged.answers["first"] = (staged.hits[:1], staged.hits[:1])
    read_more(page, staged)
    qtbot.waitUntil(lambda: titles(page) == [staged.hits[0].title])


def test_while_files_are_read_a_search_is_not_repeated_at_every_step(
    qtbot: QtBot, page: FindPage, staged: Staged
) -> None:
    searches, asked = staged.calls.count("search"), staged.calls.count("status")
    staged.is_reading = True
    read_more(page, staged)
    qtbot.waitUntil(lambda: page._status.generation == staged.generation and staged.calls.count("status") > asked)
    assert staged.calls.count("search") == searches
    assert not page.results._pill.isVisibleTo(page)


def test_who_found_nothing_need_not_wait_long_for_what_is_read(
    qtbot: QtBot, page: FindPage, staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "_LEAST_FOR_NOTHING_MS", 1)
    staged.answers["second"] = ((), ())
    page.search("second")
    qtbot.waitUntil(lambda: page._body.currentWidget() is page.nothing)
    staged.is_reading = True
    staged.answers["second"] = (staged.hits[:2], staged.hits[:2])
    read_more(page, staged)
    qtbot.waitUntil(lambda: titles(page) == [hit.title for hit in staged.hits[:2]])


def test_a_list_that_was_scrolled_stays_there(qtbot: QtBot, page: FindPage) -> None:
    from tests.gui.fake_library import many_hits

    rows, hits = page.results.list, many_hits(60)
    rows.show_hits(hits)
    rows.select(0)
    rows.executeDelayedItemsLayout()
    bar = rows.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > rows.height()
    rows.show_hits(tuple(replace(hit, rerank=0.1) for hit in hits))
    assert bar.value() == before
    rows.show_hits((*hits[:30], *hits[31:]))
    assert bar.value() == before
    assert rows.hit() == hits[0]


def test_the_result_that_is_read_stays_under_the_eyes(qtbot: QtBot, page: FindPage) -> None:
    from tests.gui.fake_library import many_hits

    rows, hits = page.results.list, many_hits(60)
    rows.show_hits(hits)
    rows.select(30)
    rows.executeDelayedItemsLayout()
    before = rows.visualRect(rows.currentIndex()).top()
    rows.show_hits(hits[10:])
    assert rows.hit() == hits[30]
    assert rows.visualRect(rows.currentIndex()).top() == before


def test_how_many_are_hidden_is_said(qtbot: QtBot, page: FindPage, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("inkling.gui.find.page.announce", lambda _widget, text: told.append(text))
    page.take_focus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told == ["4 shown, 2 hidden below Likely"])


def test_escape_is_one_step_back(qtbot: QtBot, page: FindPage) -> None:
    page.preview.reader.setFocus()
    qtbot.waitUntil(page.preview.reader.hasFocus)
    press(qtbot, KEY.Key_Escape)
    qtbot.waitUntil(page.results.list.hasFocus)
    press(qtbot, KEY.Key_Escape)
    qtbot.waitUntil(page.box.line.hasFocus)
    assert page.query == "first"
    press(qtbot, KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.query == "")


def test_a_chip_says_what_it_holds_and_is_not_wider_than_it_may_be(qtbot: QtBot, page: FindPage) -> None:
    part = 'in:"R&D ' + "very long " * 20 + '"'
    page.box.show_chips((ChipRow(part, "field", ""), ChipRow('in:"R&D"', "field", "")))
    long, short = page.box.stops[1:]
    assert isinstance(long, QAbstractButton)
    assert isinstance(short, QAbstractButton)
    assert "…" in long.text()
    assert "very long very long very long" in long.toolTip()
    assert short.text() == 'in:"R&&D"', "no letter of it is a mnemonic"
    assert short.sizeHint().height() == 24


def test_a_dragged_file_has_the_address_of_its_bytes(page: FindPage, staged: Staged) -> None:
    rows = page.results.list.rows
    rows.show((replace(staged.hits[0], path=b"/home/ana/caf\xe9 #1.pdf"),))
    data = rows.mimeData([rows.index(0)])
    assert bytes(data.urls()[0].toEncoded().data()) == b"file:///home/ana/caf%E9%20%231.pdf"
