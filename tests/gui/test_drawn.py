"""What is drawn by hand is whole: cards say that they go on, bars have no notches, pages are not blurred."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inkling.gui.find.card import CardDelegate
from inkling.gui.find.pageview import PageView
from inkling.gui.pieces import Bar
from inkling.gui.strings import Speech
from inkling.gui.theme import Theme
from inkling.gui.words import facet_label
from inkling.present.rows import PageRow, SnippetRow

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


def picture_of(bar: Bar) -> QImage:
    bar.resize(100, bar.height())
    return bar.grab().toImage()


def test_the_parts_of_a_bar_meet(qtbot: QtBot) -> None:
    theme = Theme(dark=False)
    bar = Bar(theme, "files", height=10)
    qtbot.addWidget(bar)
    bar.show_parts((0.5, "strong"), (0.5, "warning"))
    image = picture_of(bar)
    ratio = image.devicePixelRatio()
    colours = {image.pixelColor(round(x * ratio), round(1 * ratio)).name() for x in range(10, 90)}
    assert colours == {theme.color("strong").name(), theme.color("warning").name()}


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
    view.show_page(PageRow(1, b""))
    sheet = view.widget()
    assert sheet.width() == view.wide
    assert sheet.x() == view.viewport().width() - view.wide  # as much room at the left as the scroll bar has


def test_languages_are_named_in_the_language_of_the_window(speech: Speech) -> None:
    assert [facet_label("language", code) for code in ("en", "de", "zh")] == ["English", "German", "Chinese"]
    speech.speak("zh_CN")
    assert [facet_label("language", code) for code in ("en", "de", "zh")] == ["英语", "德语", "中文"]
    assert facet_label("language", "pl") == "polski"
