"""Names on the map stand apart and beside the dots; Return presses a button; lists read as the language writes them."""

from __future__ import annotations

from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inkling.gui.pieces import Elided, button, icon_button
from inkling.gui.strings import Speech, listed, quoted, together
from inkling.gui.theme import Theme
from inkling.gui.topics.labels import Labels, Name, names_of
from inkling.gui.topics.raster import Field, View
from inkling.present.rows import PointRow
from inkling.records import DocumentId, TopicId

VIEW, SIZE = View(0.0, 0.0, 300.0), QSize(600, 400)


def placed(names: tuple[Name, ...], points: tuple[PointRow, ...], bright: frozenset[int] = frozenset()) -> list[QRectF]:
    labels = Labels(Theme(dark=False))
    labels.place(names, Field(points), VIEW, SIZE, bright=bright, ratio=1.0)
    return [placed.box for placed in labels.placed]


def point(x: float, y: float) -> PointRow:
    return PointRow(DocumentId(1), x, y, TopicId(1), 0, "a.txt", 1.0)


def test_names_never_cover_each_other(qapp: QApplication) -> None:
    names = tuple(Name(number, f"Topic {number}", 0.02 * number, 0.0, number) for number in range(9))
    boxes = placed(names, ())
    assert len(boxes) > 3
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


def test_a_name_stands_beside_the_dots_of_its_topic(qapp: QApplication) -> None:
    crowd = tuple(point(0.01 * step, 0.0) for step in range(-5, 6))
    (box,) = placed((Name(1, "Garden", 0.0, 0.0, 0),), crowd)
    assert not any(box.contains(*VIEW.to_screen(p.x, p.y, SIZE.width(), SIZE.height())) for p in crowd)
    (alone,) = placed((Name(1, "Garden", 0.0, 0.0, 0),), ())
    assert abs(alone.center().y() - SIZE.height() / 2) <= 1


def test_a_name_leaves_no_dot_half_covered(qapp: QApplication) -> None:
    (usual,) = placed((Name(1, "Garden", 0.0, 0.0, 0),), ())
    beside = usual.right() + 2  # the middle of the dot is free, its left half is not
    across = (beside - SIZE.width() / 2) / VIEW.scale
    (moved,) = placed((Name(1, "Garden", 0.0, 0.0, 0),), (point(across, 0.0),))
    assert not moved.adjusted(-4, -4, 4, 4).contains(beside, SIZE.height() / 2)


def test_the_chosen_topic_has_its_name_before_all_others(qapp: QApplication) -> None:
    names = tuple(Name(number, "A long name of a topic", 0.0, 0.0, 0) for number in range(40))
    assert len(placed(names, ())) < len(names)
    (wide,) = placed(names[:1], (), bright=frozenset({0}))
    assert wide in placed(names[::-1], (), bright=frozenset({0}))


def test_only_topics_with_a_name_are_named_the_largest_first() -> None:
    labels = ((1, 0.0, 0.0, 3), (2, 0.1, 0.1, 9), (3, 0.2, 0.2, 5))
    made = names_of(labels, {1: "small", 2: "large", 3: ""}, {1: 4, 2: 5})
    assert [(name.text, name.colour) for name in made] == [("large", 5), ("small", 4)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[int] = []
    run = partial(pressed.append, 1)
    buttons: tuple[QWidget, ...] = (button("Find", run), icon_button(Theme(dark=False), "find", "Find", run))
    for made in buttons:
        qtbot.addWidget(made)
        qtbot.keyClick(made, key)
    assert pressed == [1, 1]


@pytest.mark.parametrize("name", ["<img src='/tmp/x.png'>.txt", "<b>bold</b> & more.md", "a < b.txt", "plain.txt"])
def test_a_tooltip_shows_a_name_as_it_is(qtbot: QtBot, name: str) -> None:
    shown = Elided(name)
    qtbot.addWidget(shown)
    shown.resize(2, 20)
    shown._fit()
    document = QTextDocument()
    is_rich = shown.toolTip().startswith("<p")  # as Qt finds out
    (document.setHtml if is_rich else document.setPlainText)(shown.toolTip())
    assert document.toPlainText() == name
    assert not any(form.isImageFormat() for form in document.allFormats())


def test_an_ampersand_in_a_name_is_no_key(qtbot: QtBot) -> None:
    made = button("in: R&D", lambda: None)
    qtbot.addWidget(made)
    assert made.shortcut().isEmpty()
    assert made.text() == "in: R&&D"


def test_lists_are_written_as_the_language_does(qapp: QApplication) -> None:
    speech = Speech()
    speech.speak("zh_CN")
    chinese = (listed("甲", "", "乙"), together("两个文件", "一共 3 KB"), quoted("押金"))
    speech.speak("en")
    assert chinese == ("甲、乙", "两个文件，一共 3 KB", "“押金”")
    assert (listed("a", "b"), together("a", "b"), quoted("a")) == ("a, b", "a, b", "“a”")
