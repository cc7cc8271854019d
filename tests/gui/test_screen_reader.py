"""What a screen reader hears: each thing that takes the keyboard has a name and a role, in both languages, and news."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go
from tests.gui.fake_library import FakeLibrary
from tests.gui.test_translated import english_in

from inkling.errors import InklingError
from inkling.gui.copies.apart import NotCopies
from inkling.gui.copies.lists import DryRun
from inkling.gui.desktop import Desktop
from inkling.gui.find.quicklook import QuickLook
from inkling.gui.firststart import FirstStart
from inkling.gui.holdings.problems import Problems
from inkling.gui.note import Note
from inkling.gui.palette import Keys, Palette
from inkling.gui.preferences import Preferences
from inkling.gui.window import Window
from inkling.present.copyrows import GoingRow, PlanRow
from inkling.records.said import said

Opening = Callable[..., tuple[Window, Desktop]]
ROLE = QAccessible.Role
ONE_THING = (ROLE.List, ROLE.Table, ROLE.Tree)  # what is inside is told row by row, by the models' tests
DRAWN = {"PageView", "_Histogram", "MapView", "Details", "QScrollArea", "Home"}  # Qt gives no role to what is painted


def focusable(inner: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield everything on the screen that takes the keyboard, as a screen reader walks it."""
    state = inner.state()
    if state.focusable and not state.invisible:
        yield inner
    if inner.role() in ONE_THING:
        return
    for number in range(inner.childCount()):
        child = inner.child(number)
        if child is not None and child.isValid():
            yield from focusable(child)


def silent(top: QWidget) -> list[str]:
    """Return what a screen reader could only call by its class, or not at all."""
    found = QAccessible.queryAccessibleInterface(top)
    assert found is not None
    wrong = []
    for inner in focusable(found):
        kind = type(inner.object()).__name__
        is_drawn = inner.role() in (ROLE.Client, ROLE.NoRole)
        if not inner.text(QAccessible.Text.Name).strip() or (is_drawn and kind not in DRAWN):
            wrong.append(f"{kind} {inner.role().name}")
    return wrong


def names(top: QWidget) -> list[str]:
    found = QAccessible.queryAccessibleInterface(top)
    assert found is not None
    return [inner.text(QAccessible.Text.Name) for inner in focusable(found)]


def fill(qtbot: QtBot, window: Window) -> None:
    """Bring something onto every page."""
    window.search("deposit type:pdf")
    qtbot.waitUntil(lambda: bool(window.find_page.results.list.rows.hits))
    window.pages.copies_page.begin()
    window.pages.topics_page.begin()
    window.show_page("library")
    qtbot.waitUntil(lambda: window.pages.library_page._shown is not None)
    qtbot.waitUntil(lambda: window.pages.topics_page._rows is not None)
    qtbot.waitUntil(lambda: window.pages.copies_page._rows is not None)


def test_the_walk_finds_what_is_nameless(qtbot: QtBot) -> None:
    """The control."""
    from PySide6.QtWidgets import QLineEdit

    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    assert silent(line) == ["QLineEdit EditableText"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_page(qtbot: QtBot, open_window: Opening, language: str) -> None:
    window, _ = open_window(FakeLibrary(), language=language)
    fill(qtbot, window)
    for page, least in (("find", 20), ("copies", 12), ("topics", 10), ("library", 10)):
        window.show_page(page)
        let_go()
        assert silent(window) == [], page
        heard = names(window)
        assert len(heard) >= least, f"{page}: the walk does not reach its widgets"
        if language == "zh_CN":
            ours = [name for name in heard if english_in(name)]
            assert [name for name in ours if not known_name(name)] == [], page


def known_name(name: str) -> bool:
    """Whether a name is made of the person's own words, or of names that are the same in every language."""
    own = ("type:", "DOCX", "Home", "Letters", "Contracts", "Money", "Rent", "English", "Plum cake", "/home/ana/")
    return any(part in name for part in own)


DIALOGS: dict[str, Callable[[Window], QDialog]] = {
    "settings": lambda w: Preferences(w._shell, w),
    "keys": lambda w: Keys(w._shell.theme, w.commands, w),
    "palette": lambda w: Palette(w._shell.theme, w.commands, w),
    "note": lambda w: Note(w._shell.theme, "What happened", "somewhere", w),
    "first start": lambda w: FirstStart(w._shell, w),
    "problems": lambda w: Problems(w._shell, "locked", w),
    "no copies": lambda w: NotCopies(w._shell, w),
    "dry run": lambda w: DryRun(w._shell.theme, PlanRow((GoingRow(b"a", "a", "~", 1, "b"),), 1, 1), "1 file", w),
    "quick look": lambda w: QuickLook(w._shell, w.find_page.results.list.rows.hits[0], w),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog(qtbot: QtBot, open_window: Opening, name: str) -> None:
    window, _ = open_window(FakeLibrary())
    window.search("deposit")
    qtbot.waitUntil(lambda: bool(window.find_page.results.list.rows.hits))
    dialog = DIALOGS[name](window)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.wait(50)
    assert silent(dialog) == []
    assert names(dialog) or name == "keys", "the walk does not reach its widgets"
    dialog.close()
    let_go()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was announced."""
    told: list[str] = []
    for module in ("statusbar", "find.page", "copies.page", "topics.page"):
        loaded = importlib.import_module(f"inkling.gui.{module}")
        monkeypatch.setattr(loaded, "announce", lambda _widget, text: told.append(text))
    return told


def test_results_are_announced(qtbot: QtBot, open_window: Opening, heard: list[str]) -> None:
    window, _ = open_window(FakeLibrary())
    window.search("deposit")
    qtbot.waitUntil(lambda: any("shown" in told for told in heard))
    window.search("zzz")
    qtbot.waitUntil(lambda: "Nothing here matches" in heard)
    window.pages.copies_page.begin()
    qtbot.waitUntil(lambda: "5 groups of copies" in heard)
    window.pages.topics_page.begin()
    qtbot.waitUntil(lambda: any(told.endswith("topics") for told in heard))


def test_trouble_is_announced(qtbot: QtBot, open_window: Opening, heard: list[str]) -> None:
    library = FakeLibrary()
    window, _ = open_window(library, language="zh_CN")

    def fail(*_given: object) -> None:
        raise InklingError(said("There is nothing to search in it."))

    library.search = fail  # type: ignore[method-assign, assignment]
    window.search("deposit")
    qtbot.waitUntil(lambda: "其中没有可查找的内容。" in heard)


def test_tab_goes_as_one_reads(qtbot: QtBot, open_window: Opening) -> None:
    """From the box over what narrows the search to the list and on to the reader, and every stop can be left."""
    window, _ = open_window(FakeLibrary())
    window.search("deposit type:pdf")
    page = window.find_page
    qtbot.waitUntil(lambda: bool(page.results.list.rows.hits) and len(page.facets.stops) > 1)
    page.take_focus()
    parts: list[QWidget] = [page.box, page.facets, page.results, page.preview]
    stops: list[int] = []
    for _ in range(60):
        now = QApplication.focusWidget()
        assert now is not None
        at = next((number for number, part in enumerate(parts) if part is now or part.isAncestorOf(now)), -1)
        if stops and at == 0 and stops[-1] == -1:
            break
        stops.append(at)
        window.focusNextChild()
    inside = [at for at in stops if at >= 0]
    assert inside == sorted(inside), f"the order of the parts: {stops}"
    assert set(inside) == {0, 1, 2, 3}
    assert stops.count(-1) >= 3, "the rail and the status bar are reached as well"
