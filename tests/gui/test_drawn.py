"""What is drawn by hand is whole: cards say that they go on, bars have no notches, pages are not blurred."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QTextLayout
from PySide6.QtWidgets import QApplication, QFrame, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import _white_png

from inkling.gui.errands import HomeRows
from inkling.gui.find.card import CardDelegate
from inkling.gui.find.home import Home
from inkling.gui.find.pageview import PageView, drawn
from inkling.gui.find.reader import Reader
from inkling.gui.pieces import Bar
from inkling.gui.strings import Speech
from inkling.gui.stylesheet import stylesheet
from inkling.gui.theme import LIGHT, Theme, Tokens
from inkling.gui.topics.mapview import MapView
from inkling.gui.words import facet_label
from inkling.present.rows import Mark, PageRow, PointRow, ReadRow, SnippetRow, TopicsRows
from inkling.records import DocumentId, TopicId

LONG = SnippetRow("The tenant pays a deposit of 1,850 euros before the keys are handed over. " * 4)
WIDE = 420


def laid_out(text: str, most: int) -> QTextLayout:
    snippet = replace(LONG, text=text)
    return CardDelegate(Theme(dark=False))._laid("1", 0, snippet, WIDE, most).layout


@pytest.mark.parametrize("most", [2, 3])
def test_a_passage_that_goes_on_ends_with_an_ellipsis(qapp: QApplication, most: int) -> None:
    layout = laid_out(LONG.text, most)
    assert layout.lineCount() == most
    assert layout.text().endswith("…")
    assert layout.lineAt(most - 1).naturalTextWidth() <= WIDE
    assert LONG.text.startswith(layout.text()[: layout.lineAt(most - 1).textStart()])


def test_a_short_passage_is_shown_as_it_is(qapp: QApplication) -> None:
    layout = laid_out("The keys were handed over.", 2)
    assert (layout.lineCount(), layout.text()) == (1, "The keys were handed over.")


def test_letters_that_qt_counts_twice_are_not_cut_in_the_middle(qapp: QApplication) -> None:
    text = "\U0001f511 keys " * 60
    shown = laid_out(text, 2).text()
    assert shown.endswith("…")
    assert text.startswith(shown[:-1].rstrip())


def test_marks_on_a_card_stand_on_their_words_beyond_the_first_plane(qapp: QApplication) -> None:
    text = "\U0001f511 the keys"
    at = text.index("keys")
    snippet = SnippetRow(text, (Mark(at, at + 4, "words"),))
    laid = CardDelegate(Theme(dark=False))._laid("1", 0, snippet, WIDE, 2)
    (mark,) = laid.marks
    assert text.encode("utf-16-le")[2 * mark.start : 2 * mark.end].decode("utf-16-le") == "keys"


def picture_of(bar: Bar) -> QImage:
    bar.resize(100, bar.height())
    return bar.grab().toImage()


def test_the_parts_of_a_bar_stand_apart_by_a_straight_gap(qtbot: QtBot) -> None:
    theme = Theme(dark=False)
    bar = Bar(theme, "files", height=10)
    qtbot.addWidget(bar)
    bar.show_parts((0.5, "strong"), (0.5, "warning"))
    image = picture_of(bar)
    ratio = image.devicePixelRatio()
    rows = [[image.pixelColor(round(x * ratio), round(y * ratio)).name() for x in range(10, 90)] for y in (1, 5, 8)]
    assert rows[0] == rows[1] == rows[2]
    names = [theme.color(name).name() for name in ("strong", "line", "warning")]
    assert list(dict.fromkeys(rows[0])) == names
    assert rows[0].count(names[1]) == 2


def test_a_part_that_is_next_to_nothing_is_seen(qtbot: QtBot) -> None:
    theme = Theme(dark=False)
    bar = Bar(theme, "files", height=10)
    qtbot.addWidget(bar)
    bar.show_parts((0.9999, "strong"), (0.0001, "warning"))
    image = picture_of(bar)
    row = [image.pixelColor(x, image.height() // 2).name() for x in range(image.width())]
    assert theme.color("warning").name() in row
    bar.show_parts((0.0001, "strong"))
    assert theme.color("strong").name() in {
        picture_of(bar).pixelColor(x, image.height() // 2).name() for x in range(image.width())
    }


def test_a_page_is_shown_as_wide_as_it_is_asked_for(qtbot: QtBot) -> None:
    view = PageView(Theme(dark=False))
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.show_page(drawn(PageRow(1, b"")))
    sheet = view.widget()
    assert sheet.width() == view.wide
    assert sheet.x() == view.viewport().width() - view.wide  # as much room at the left as the scroll bar has


def test_marks_on_a_page_are_those_of_the_text(qtbot: QtBot) -> None:
    view = PageView(Theme(dark=True))
    qtbot.addWidget(view)
    view.resize(424, 700)
    view.show()
    boxes = ((0.1, 0.1, 0.5, 0.2), (0.1, 0.4, 0.5, 0.5))
    view.show_page(drawn(PageRow(1, _white_png(400, 600), boxes, (0, 1), ("meaning", "words"))))
    view.go(1)
    image = view.grab().toImage()
    sheet, ratio = view.widget(), image.devicePixelRatio()

    def colour(left: float, top: float) -> str:
        at = sheet.mapTo(view, QPoint(round(left * sheet.width()), round(top * sheet.height())))
        return image.pixelColor(round(at.x() * ratio), round(at.y() * ratio)).name()

    paper = colour(0.8, 0.15)
    assert colour(0.3, 0.15) not in (paper, LIGHT.words.lower()), "meaning has a ground"
    assert colour(0.3, 0.45) == paper, "words have none"
    assert colour(0.3, 0.5) == LIGHT.words.lower(), "but a line below them"


def boxes(reader: Reader) -> list[tuple[int, int]]:
    """Return the places in the text at which the boxes on the screen begin and end."""
    return [
        (reader.cursorForPosition(box.topLeft().toPoint()).position(), reader.cursorForPosition(end).position())
        for box in reader._boxes()
        for end in (QPoint(round(box.right()), round(box.center().y())),)
    ]


def test_a_hit_over_several_lines_has_a_line_around_each(qtbot: QtBot) -> None:
    reader = Reader(Theme(dark=False))
    qtbot.addWidget(reader)
    reader.resize(200, 300)
    reader.show()
    text = "A deposit is returned within thirty days.\nThe rest follows."
    hits = (Mark(0, len(text), "meaning"), Mark(2, 9, "words"))
    reader.read(ReadRow(DocumentId(1), b"", "", "text", text, 0, hits, hits))
    reader.go(0)
    assert len(reader._boxes()) > 2
    assert all(reader.viewport().rect().toRectF().contains(box) for box in reader._boxes())
    reader.go(1)
    assert boxes(reader) == [(2, 9)]


def test_words_in_the_text_have_a_line_below_them_as_on_cards(qtbot: QtBot) -> None:
    theme = Theme(dark=False)
    reader = Reader(theme)
    qtbot.addWidget(reader)
    reader.resize(300, 100)
    reader.show()
    reader.read(ReadRow(DocumentId(1), b"", "", "text", "the deposit", 0, (Mark(4, 11, "words"),), ()))
    (box,) = reader._boxes((4, 11))
    image = reader.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    below = image.pixelColor(round(box.center().x() * ratio), round((box.bottom() - 1) * ratio)).name()
    assert below == theme.color("words").name()


def test_text_for_reading_has_room_between_its_lines(qtbot: QtBot) -> None:
    reader = Reader(Theme(dark=False), airy=True)
    qtbot.addWidget(reader)
    reader.resize(200, 300)
    reader.show()
    text = "A deposit is returned within thirty days after the keys. " * 40 + "\nThe end."
    hits = (Mark(0, 60, "here"), Mark(len(text) - 4, len(text), "here"))
    reader.read(ReadRow(DocumentId(1), b"", "", "text", text, 0, (), hits))
    reader.go(0)
    tops = [box.top() for box in reader._boxes()]
    assert len(tops) > 2
    assert {round(b - a) for a, b in pairwise(tops)} == {22}
    reader.go(1)
    (last,) = reader._boxes()
    assert reader.viewport().rect().toRectF().contains(last), "the end is reached"


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_corners_are_no_rounder_than_a_handle_is_large(scale: float) -> None:
    """Qt draws no corners at all otherwise."""
    sheet = stylesheet(dict.fromkeys(Tokens.__slots__, "#000000"), lambda size: round(size * scale))
    (rule,) = re.findall(r"QSlider::handle:horizontal \{ (.*?) \}", sheet, re.DOTALL)
    wide, over, corner = (int(re.findall(rf"{name}: -?(\d+)px", rule)[0]) for name in ("width", "margin", "radius"))
    groove = round(4 * scale)
    assert corner <= min(wide + 4, groove + 2 * over) / 2


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_a_tick_is_as_large_with_the_keyboard_as_without(scale: float) -> None:
    """A larger one is cut at its edges."""
    sheet = stylesheet(dict.fromkeys(Tokens.__slots__, "#000000"), lambda size: round(size * scale))
    rules = re.findall(r"QCheckBox::indicator(?::focus)? \{ (.*?) \}", sheet, re.DOTALL)
    usual, focused = (
        int(re.findall(r"width: (\d+)px", rule)[0]) + 2 * int(re.findall(r"border: (\d)px", rule)[0]) for rule in rules
    )
    assert usual == focused


def test_the_map_moves_without_choosing_what_lies_below(qtbot: QtBot) -> None:
    view = MapView(Theme(dark=False))
    qtbot.addWidget(view)
    view.resize(300, 300)
    point = PointRow(DocumentId(1), 0.0, 0.0, TopicId(7), 0, "a.txt", 1.0)
    view.show_rows(TopicsRows(b"", 1, (), (point,), (), (), 1.0))
    chosen: list[int] = []
    view.topic_chosen.connect(chosen.append)
    middle = view.rect().center()
    for away, expected in ((0, [7]), (2, [7, 7]), (40, [7, 7])):
        move(view, middle, Qt.MouseButton.NoButton)
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
        move(view, middle + QPoint(away, 0), Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(away, 0))
        assert chosen == expected


def move(view: MapView, to: QPoint, held: Qt.MouseButton) -> None:
    place, none = QPointF(to), Qt.KeyboardModifier.NoModifier
    view.mouseMoveEvent(QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), held, held, none))


def test_languages_are_named_in_the_language_of_the_window(speech: Speech) -> None:
    assert [facet_label("language", code) for code in ("en", "de", "zh")] == ["English", "German", "Chinese"]
    speech.speak("zh_CN")
    assert [facet_label("language", code) for code in ("en", "de", "zh")] == ["英语", "德语", "中文"]
    assert facet_label("language", "pl") == "polski"


def test_cards_of_an_empty_box_stay_while_others_come_and_go(qtbot: QtBot) -> None:
    home = Home(Theme(dark=False))
    qtbot.addWidget(home)

    def shown() -> list[str]:
        inside = home.widget()
        cards = [card for card in inside.findChildren(QFrame, "card") if not card.isHidden()]
        return [button.accessibleName() for card in cards for button in card.findChildren(QPushButton)]

    home.show_rows(HomeRows(history=("deposit",)), has_folders=True)
    tips = home._cards["tips"]
    home.show_rows(HomeRows(examples=("the keys",), history=("deposit",)), has_folders=True)
    assert home._cards["tips"] is tips
    assert sorted(shown()) == ["deposit", "the keys"]
    column = [home._column.itemAt(at).widget() for at in range(home._column.count() - 1)]
    assert [card.findChildren(QPushButton)[0].accessibleName() for card in column[:2]] == ["the keys", "deposit"]
    assert column[2] is tips
    home.show_rows(HomeRows(), has_folders=True)
    assert shown() == []
