"""The page of copies: what is planned is what is shown, and what was moved can always come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go
from tests.gui.fake_library import FakeLibrary, _groups

from inkling.gui.copies.apart import NotCopies
from inkling.gui.copies.diff import DiffView, MiniMap
from inkling.gui.copies.groups import FATE, GOES
from inkling.gui.copies.lists import DryRun, Refused
from inkling.gui.copies.page import CopiesPage
from inkling.gui.desktop import Desktop
from inkling.gui.theme import Theme
from inkling.gui.window import Window
from inkling.present.copyrows import ChangeRow, DiffRow, PairRow
from inkling.present.rows import Mark

Opening = Callable[..., tuple[Window, Desktop]]
NEWEST = 1


@pytest.fixture
def page(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> CopiesPage:
    """The page with all groups on it."""
    window, _ = open_window(library)
    window.show_page("copies")
    made = window.pages.copies_page
    qtbot.waitUntil(made.working.begin_button.isEnabled)
    made.begin()
    qtbot.waitUntil(made.groups.isVisible)
    return made


def choose_rule(qtbot: QtBot, page: CopiesPage, number: int = NEWEST) -> None:
    page.plan.rule.setCurrentIndex(number)
    page.plan.rule.activated.emit(number)
    qtbot.waitUntil(page.plan.act.isEnabled)


def marked(page: CopiesPage) -> list[str]:
    rows = page.groups.rows
    return [rows.index(row).data() for row in range(rows.rowCount()) if rows.index(row).data(FATE) == GOES]


Kind = TypeVar("Kind", bound=QDialog)


def sheet(page: CopiesPage, kind: type[Kind]) -> Kind:
    return next(dialog for dialog in page.window().findChildren(kind) if dialog.isVisible())


# ------------------------------------------------------------------------------------------------------------ the plan


def test_the_list_marks_what_would_go(qtbot: QtBot, page: CopiesPage) -> None:
    assert marked(page) == []
    choose_rule(qtbot, page)
    assert len(marked(page)) == 7
    assert "Invoice 2023-118 (1).pdf" in marked(page)
    page.plan._choose(0)
    assert marked(page) == []


def test_an_old_plan_is_never_carried_out(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    choose_rule(qtbot, page)
    library.delay_s = 30.0
    page.plan._choose(2)
    assert not page.plan.act.isEnabled()
    assert marked(page) == []
    page.plan.act.click()
    assert "trash" not in library.calls
    library.delay_s = 0.0
    page.plan._choose(0)


def test_an_answer_that_comes_late_is_dropped(qtbot: QtBot, page: CopiesPage) -> None:
    choose_rule(qtbot, page)
    late = page.plan._plan
    turn = page.plan._turn
    page.plan._choose(0)
    assert late is not None
    page.plan._take_plan(turn, late)
    assert not page.plan.act.isEnabled()


def test_a_plan_that_fails_leaves_no_former_one(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    choose_rule(qtbot, page)
    library.fails = "The disk is gone."
    page.plan._choose(2)
    qtbot.waitUntil(lambda: page.plan._sentence.text() == "The disk is gone.")
    assert not page.plan.act.isEnabled()
    assert marked(page) == []


def test_a_folder_that_is_not_chosen_yet_plans_nothing(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    choose_rule(qtbot, page)
    planned = library.calls.count("plan")
    page.plan._choose(5)
    dialog = sheet(page, QFileDialog)
    assert not page.plan.act.isEnabled()
    assert library.calls.count("plan") == planned
    dialog.fileSelected.emit("/home/ana/Money")
    qtbot.waitUntil(page.plan.act.isEnabled)
    assert library.planned is not None
    assert library.planned[::2] == ("folder_order", b"/home/ana/Money")
    dialog.accept()
    let_go()
    assert not page.window().findChildren(QFileDialog)


def test_the_plan_is_for_the_groups_that_are_shown(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    page.side.choose("near_copy")
    choose_rule(qtbot, page)
    assert library.planned is not None
    assert library.planned[1] == ("c", "d")
    page.begin()
    qtbot.waitUntil(page.groups.isVisible)
    qtbot.waitUntil(page.plan.act.isEnabled)
    assert library.planned[1] == ("c", "d"), "a refresh does not widen it"


def test_a_plan_says_numbers_and_notes(qtbot: QtBot, page: CopiesPage) -> None:
    choose_rule(qtbot, page)
    assert page.plan._sentence.text() == "7 files to the trash, 793 KB, 5 stay"
    page.dry_run()
    shown = sheet(page, DryRun)
    cells = [shown.table.rows.index(0, column).data() for column in range(4)]
    assert cells == ["Invoice 2023-118 (1).pdf", "~/Downloads", "180 KB", "Invoice 2023-118.pdf"]
    assert shown.table.rows.rowCount() == 7
    assert shown.sentence.text() == page.plan._sentence.text()
    assert any("the rule fits" in told.text() for told in shown.findChildren(QLabel))
    shown.close()


# ------------------------------------------------------------------------------------------------- moving and undoing


def test_what_was_moved_can_come_back_when_nothing_is_left(
    qtbot: QtBot, page: CopiesPage, library: FakeLibrary
) -> None:
    library.groups = _groups()[:1]
    page.begin()
    qtbot.waitUntil(lambda: page.groups.rows.rowCount() == 3)
    choose_rule(qtbot, page)
    page.plan.act.click()
    qtbot.waitUntil(lambda: page._rows is not None and not page._rows.groups)
    assert page.plan.undo.isVisible()
    assert not page.plan.act.isVisible()
    page.undo()
    qtbot.waitUntil(page.groups.isVisible)
    assert page.groups.rows.rowCount() == 3
    assert not page.plan.undo.isVisible()


def test_what_was_moved_can_come_back_after_a_restart(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    library.groups = _groups()[:1]
    library.trashed = (library.groups[0].members[1].path,)
    window, _ = open_window(library)
    window.show_page("copies")
    page = window.pages.copies_page
    qtbot.waitUntil(page.plan.undo.isVisible)
    page.undo()
    qtbot.waitUntil(page.groups.isVisible)


def test_two_presses_move_once(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    choose_rule(qtbot, page)
    page.plan.act.click()
    page.plan.act.click()
    page.plan._carry_out()
    assert not page.plan.rule.isEnabled()
    assert "Moving" in page.plan._sentence.text()
    qtbot.waitUntil(page.plan.undo.isVisible)
    assert library.calls.count("trash") == 1
    page.undo()
    page.undo()
    assert "Bringing" in page.plan._sentence.text()
    assert not page.plan.undo.isEnabled()
    qtbot.waitUntil(lambda: library.trashed == ())
    qtbot.waitUntil(lambda: page.groups.isVisible() and page.plan.rule.isEnabled())
    assert library.calls.count("undo_trash") == 1


def test_all_that_was_refused_is_listed_with_its_reason(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    library.refuses = tuple(group.members[1].path for group in _groups()[:2])
    choose_rule(qtbot, page)
    page.plan.act.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.window().findChildren(Refused)))
    shown = sheet(page, Refused)
    assert shown.table.rows.rowCount() == 2
    assert shown.table.rows.index(0, 0).data() == "Invoice 2023-118 (1).pdf"
    assert shown.table.rows.index(1, 1).data() == "It changed since it was compared."
    shown.close()
    qtbot.waitUntil(page.plan.undo.isVisible)
    page.undo()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.window().findChildren(Refused)))
    again = sheet(page, Refused)
    assert "still in the trash" in again.windowTitle()
    again.close()
    qtbot.waitUntil(page.plan.undo.isVisible)


def test_trouble_while_moving_is_said_and_leaves_the_page_usable(
    qtbot: QtBot, page: CopiesPage, library: FakeLibrary
) -> None:
    choose_rule(qtbot, page)
    library.fails = "The journal cannot be written."
    page.plan.act.click()
    qtbot.waitUntil(lambda: page.plan._sentence.text() == "The journal cannot be written.")
    assert page.plan.rule.isEnabled()
    assert not page.plan.act.isEnabled()


# ------------------------------------------------------------------------------------------------------- no copies


def test_not_a_copy_can_be_taken_back(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    page.groups.select(page.groups.rows.row_of(6))
    page.not_a_copy()
    qtbot.waitUntil(lambda: len(library.apart) == 1)
    qtbot.waitUntil(page.groups.isVisible)
    page.show_apart()
    shown = sheet(page, NotCopies)
    qtbot.waitUntil(shown.back_button.isEnabled)
    assert [shown.table.rows.index(0, at).data() for at in range(2)] == ["Contract_v2.docx", "Contract_v3.docx"]
    looked = library.calls.count("copies")
    shown.back_button.click()
    qtbot.waitUntil(lambda: library.apart == [])
    qtbot.waitUntil(lambda: library.calls.count("copies") == looked + 1)
    qtbot.waitUntil(page.groups.isVisible)


def test_what_is_the_same_byte_for_byte_is_never_called_no_copy(page: CopiesPage, library: FakeLibrary) -> None:
    page.groups.select(page.groups.rows.row_of(2))
    page.not_a_copy()
    page.groups.select(page.groups.rows.row_of(5))  # a reference
    page.not_a_copy()
    assert "not_a_copy" not in library.calls


def test_a_wanted_file_is_shown_whatever_tier_is_chosen(page: CopiesPage) -> None:
    page.side.choose("identical_bytes")
    page.show_document(10)
    chosen = page.groups.line()
    assert chosen is not None
    assert chosen.member is not None
    assert chosen.member.document == 10


# ---------------------------------------------------------------------------------------------------------- exporting


def test_the_ending_follows_the_kind(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    page.export()
    dialog = sheet(page, QFileDialog)
    dialog.filterSelected.emit("JSON (*.json)")
    assert dialog.defaultSuffix() == "json"
    dialog.fileSelected.emit("/home/ana/groups.json")
    dialog.reject()
    qtbot.waitUntil(lambda: library.exported is not None)
    assert library.exported == ("/home/ana/groups.json", page._rows.groups if page._rows else ())
    let_go()
    assert not page.window().findChildren(QFileDialog)


# ------------------------------------------------------------------------------------------------------ what changed


def view(qtbot: QtBot, row: DiffRow) -> DiffView:
    made = DiffView(Theme(dark=False))
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.show_diff(row)
    return made


def pointed_at(made: DiffView) -> list[str]:
    return [selection.cursor.selectedText() for selection in made.texts.extraSelections()]


def test_the_change_that_is_meant_has_a_line_around_it(qtbot: QtBot) -> None:
    left = (Mark(0, 3, "deletion"), Mark(9, 12, "deletion"))
    pair = PairRow("one 𝄞and two", "four 𝄞and", left, (Mark(0, 4, "insertion"),))
    made = view(qtbot, DiffRow((pair,), (ChangeRow(0, 0, 0), ChangeRow(0, 9, -1))))
    assert pointed_at(made) == ["one", "four"]
    made.step(1)
    assert pointed_at(made) == ["two"]


def test_paragraphs_stand_at_one_height_in_columns_of_one_width(qtbot: QtBot) -> None:
    pairs = (PairRow("short", "long " * 60), PairRow("second", "second"))
    made = view(qtbot, DiffRow(pairs))
    table = made.texts.document().rootFrame().childFrames()[0]
    places: list[QRect] = []
    for row in range(2):
        for column in range(2):
            cursor = table.cellAt(row, column).firstCursorPosition()
            places.append(made.texts.cursorRect(cursor))
    first, other, second, beside = places
    assert first.top() == other.top()
    assert second.top() == beside.top()
    assert second.top() > first.top() + 3 * first.height()
    assert abs((other.left() - first.left()) - made.texts.viewport().width() / 2) <= 2


def test_only_a_part_is_laid_out_and_the_next_change_brings_the_next_one(qtbot: QtBot) -> None:
    pairs = tuple(PairRow(f"old {n} " * 40, f"new {n} " * 40, (Mark(0, 3, "deletion"),)) for n in range(400))
    made = view(qtbot, DiffRow(pairs, tuple(ChangeRow(n, 0, -1, n / 400) for n in range(400))))
    assert "after this" in made.texts.toPlainText()
    for wanted in (1, 200, 198):
        made.step(wanted)
        assert pointed_at(made) == ["old"]
        assert len(made.texts.toPlainText()) < 20_000
    assert "before this" in made.texts.toPlainText()
    assert made._count.text() == "change 400 of 400"


def test_long_texts_say_that_only_their_beginning_was_compared(qtbot: QtBot) -> None:
    assert "beginning" in view(qtbot, DiffRow((PairRow("a", "a"),), is_cut=True)).texts.toPlainText()


def test_what_cannot_be_compared_says_why(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    library.fails = "a.png has no text that could be compared."
    page.groups.select(page.groups.rows.row_of(6))
    qtbot.waitUntil(lambda: page.diff._names[0]._full == library.fails)


def test_what_went_and_what_came_stand_beside_each_other_on_the_map(qtbot: QtBot, theme: Theme) -> None:
    made = MiniMap(theme)
    qtbot.addWidget(made)
    made.resize(14, 100)
    made.show_parts(((0.5, 0.6, "deletion"), (0.5, 0.6, "insertion")))
    picture = made.grab().toImage()
    colours = [picture.pixelColor(x, 55).name() for x in (4, 10)]
    assert colours == [theme.color("error").name(), theme.color("strong").name()]


def test_a_share_is_never_told_as_more_than_it_is(qtbot: QtBot, page: CopiesPage, library: FakeLibrary) -> None:
    from inkling.gui.copies.groups import Line, spoken

    group = _groups()[2]
    near = replace(group.members[1], of_longer=0.999, of_shorter=1.0)
    assert "99% of the longer, 100% of the shorter" in spoken(Line(group, near))
