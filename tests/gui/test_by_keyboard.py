"""What the keyboard reaches is seen, and what it writes is never nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go
from tests.gui.fake_library import FakeLibrary

from inkling.gui.commands import Command, Commands
from inkling.gui.copies.groups import GroupList
from inkling.gui.desktop import Desktop
from inkling.gui.palette import Palette
from inkling.gui.theme import Theme
from inkling.gui.topics.tree import TopicTree
from inkling.gui.window import Window
from inkling.present.copyrows import GroupRow
from inkling.present.rows import TopicRow
from inkling.records import TopicId

Opening = Callable[..., tuple[Window, Desktop]]
THEME = Theme(dark=False)


@pytest.fixture
def tree(qtbot: QtBot) -> TopicTree:
    made = TopicTree(THEME)
    qtbot.addWidget(made)
    names = enumerate(("Garden", "Rent"))
    made.show_topics(tuple(TopicRow(TopicId(at), name, 0, None, 3, at, (), ()) for at, name in names), 0.0)
    made.show()
    qtbot.waitExposed(made)
    return made


def rename(qtbot: QtBot, tree: TopicTree, name: str) -> list[tuple[int, str]]:
    told: list[tuple[int, str]] = []
    tree.renamed.connect(lambda topic, text: told.append((topic, text)))
    tree.choose(1)
    tree.edit_name()
    editor = tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText(name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tree.findChild(QLineEdit) is None)
    return told


def test_a_topic_is_renamed(qtbot: QtBot, tree: TopicTree) -> None:
    assert rename(qtbot, tree, " Home ") == [(1, "Home")]


@pytest.mark.parametrize("nothing", ["", "   ", " Rent"])
def test_a_topic_is_never_without_a_name(qtbot: QtBot, tree: TopicTree, nothing: str) -> None:
    assert rename(qtbot, tree, nothing) == []
    assert [item.text(0) for item in tree._all()] == ["Garden", "Rent"]


def test_the_keyboard_stands_on_a_topic_that_is_not_chosen(qtbot: QtBot, tree: TopicTree) -> None:
    tree.clearSelection()
    tree.setFocus()
    qtbot.waitUntil(tree.hasFocus)
    assert tree.currentIndex().row() == 0
    assert tree.topics() == ()
    assert is_ringed(tree)


def is_ringed(view: QWidget) -> bool:
    """Whether something in the colour of the keyboard is drawn where it stands."""
    image, accent = view.grab().toImage(), THEME.color("accent").name()
    return any(
        image.pixelColor(x, y).name() == accent for x in range(0, image.width(), 2) for y in range(image.height())
    )


def test_a_heading_shows_that_the_keyboard_stands_on_it(qtbot: QtBot, qapp: QApplication) -> None:
    groups = GroupList(THEME)
    qtbot.addWidget(groups)
    groups.rows.show((GroupRow("1", "near_copy", "edited", "Lease", ()),))
    groups.show()
    groups.setFocus()
    qtbot.waitUntil(groups.hasFocus)
    groups.setCurrentIndex(groups.rows.index(0))
    assert is_ringed(groups)


def test_the_palette_is_as_long_as_what_it_shows(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window)
    for number in range(30):
        commands.add(Command(f"Command {number}", "", window.show))
    palette = Palette(THEME, commands, window)
    palette.show()
    line = THEME.px(30)
    assert palette.list.height() == 12 * line
    palette.line.setText("command 3")
    assert palette.list.height() == 3 * line
    assert not palette._none.isVisible()
    palette.line.setText("nothing of this kind")
    assert palette._none.isVisible()
    assert not palette.list.isVisible()
    palette.close()


class OneClick(QProxyStyle):
    """A desktop where one click activates, such as KDE."""

    def styleHint(self, hint: QStyle.StyleHint, *rest: object) -> int:
        if hint == QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick:
            return 1
        return super().styleHint(hint, *rest)  # type: ignore[arg-type]


def test_a_click_runs_a_command_once_where_one_click_activates(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    runs: list[int] = []
    commands = Commands(window)
    commands.add(Command("Count", "", lambda: runs.append(1)))
    palette = Palette(THEME, commands, window)
    style = OneClick()
    palette.list.setStyle(style)
    palette.show()
    where = palette.list.visualItemRect(palette.list.item(0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert runs == [1]


def test_only_what_works_on_the_page_is_offered(open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)

    def told() -> set[str]:
        palette = Palette(window._shell.theme, window.commands, window)
        texts = {action.text() for action in palette._actions}
        palette.deleteLater()
        return texts

    assert "Save this search" in told()
    assert "Next change" not in told()
    window.show_page("library")
    assert "Save this search" not in told()
    assert {"Check the library", "Add a folder…", "Pause or resume reading"} <= told()
    window.show_page("copies")
    assert "Next change" in told()


def test_return_does_not_forget_a_folder(qtbot: QtBot, open_window: Opening, library: FakeLibrary) -> None:
    window, _ = open_window(library)
    window.show_page("library")
    page = window.pages.library_page
    qtbot.waitUntil(lambda: page._shown is not None)
    folder = page._shown.folders[0]
    page.folders._forget(replace(folder, display="<b>Home</b>"))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.close()
    let_go()
