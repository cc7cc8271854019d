"""The colours are readable, and every drawing can be drawn."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from inkling.gui import icons
from inkling.gui.stylesheet import _SHEET, stylesheet
from inkling.gui.theme import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, TOPIC_DARK, TOPIC_LIGHT, Theme, Tokens, contrast

ROOT = Path(__file__).resolve().parents[2]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#2F5D8C", "#2F5D8C") == pytest.approx(1.0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_can_be_seen(tokens: Tokens, shape: str, ground: str) -> None:
    assert contrast(getattr(tokens, shape), getattr(tokens, ground)) >= 3.0


RULE = re.compile(r"([^{}]+)\{\{(.*?)\}\}", re.DOTALL)
PART = re.compile(r"(?<![\w-])(color|background|selection-color|selection-background-color): \{(\w+)\}")


def pairs_of_the_sheet() -> set[tuple[str, str]]:
    """Return which text stands on which ground by the stylesheet, what is disabled left out as the standard does."""
    found = set()
    for selector, body in RULE.findall(_SHEET):
        said = dict(PART.findall(body))
        if "disabled" not in selector:
            if "background" in said:
                found.add((said.get("color", "text"), said["background"]))
            if "color" in said and "background" not in said:
                found |= {(said["color"], ground) for ground in ("window", "surface")}
            if "selection-background-color" in said:
                found.add((said["selection-color"], said["selection-background-color"]))
    return found


# Grounds on which nothing is written: hair lines, grooves, handles, and bars that are full.
BARE = {("text", "line"), ("text", "accent"), ("text", "edge")}


def test_every_pair_of_the_stylesheet_is_tested() -> None:
    found = pairs_of_the_sheet()
    assert len(found) > 15
    assert found - set(TEXT_PAIRS) - BARE == set()


def test_every_colour_that_is_painted_is_tested() -> None:
    """What delegates and drawings name in code is among the pairs, or is only a ground or a hair line."""
    painted = set()
    for path in (ROOT / "app" / "inkling" / "gui").rglob("*.py"):
        painted |= set(re.findall(r"""(?:color\(|tokens\.)"?(\w+)"?\)?""", path.read_text(encoding="utf-8")))
    painted &= set(Tokens.__slots__)
    tested = {name for pair in (*TEXT_PAIRS, *SHAPE_PAIRS) for name in pair}
    assert len(painted) > 10
    assert painted - tested - {"line", "disabled"} == set()


@pytest.mark.parametrize("made", [QLineEdit, QPlainTextEdit])
@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_what_stands_in_an_empty_field_can_be_read(
    qtbot: QtBot, qapp: QApplication, appearance: str, made: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    """Qt takes the colour of the text at half strength, which is too pale, unless the sheet says another."""
    theme = Theme.of(appearance)
    theme.apply(qapp)
    field = made()
    qtbot.addWidget(field)
    field.ensurePolished()
    shown = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert shown.alpha() == 255
    assert contrast(shown.name(), theme.tokens.surface) >= 4.5


@pytest.mark.parametrize(("colours", "ground"), [(TOPIC_LIGHT, LIGHT.surface), (TOPIC_DARK, DARK.surface)])
def test_topic_colours_stand_out_and_apart(colours: tuple[str, ...], ground: str) -> None:
    assert len(set(colours)) == 12
    assert min(contrast(colour, ground) for colour in colours) >= 3.0


@pytest.mark.parametrize("name", sorted(icons.DRAWINGS))
def test_drawings_are_drawn(qapp: QApplication, name: str) -> None:
    ElementTree.fromstring(icons._SHELL.format(colour="#000000", inside=icons.DRAWINGS[name]))
    image = icons.pixmap(name, "#2F5D8C", 20, 2.0).toImage()
    inked = [QColor(image.pixelColor(x, y)).alpha() > 60 for x in range(image.width()) for y in range(image.height())]
    assert 20 < sum(inked) < len(inked) * 0.6
    assert icons.pixmap(name, "#2F5D8C", 20, 2.0).deviceIndependentSize().width() == 20


def test_every_kind_has_a_drawing() -> None:
    assert {icons.kind_name(kind) for kind in ("pdf", "mail", "docx", "never heard of")} <= set(icons.DRAWINGS)
    assert set(icons._KINDS.values()) <= set(icons.DRAWINGS)


def test_the_packaged_icon_is_the_program_s() -> None:
    assert (ROOT / "packaging" / "icons" / "inkling.svg").read_text(encoding="utf-8") == icons.APP


def test_sizes_grow_with_the_text(qapp: QApplication) -> None:
    large = Theme(dark=False, scale=1.5)
    assert large.px(12) == 18
    assert large.font().pixelSize() == 20
    assert "font-size: 30px" in stylesheet(dict.fromkeys(Tokens.__slots__, "#000000"), large.px)


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_a_theme_applies_without_a_word_from_qt(qapp: QApplication, appearance: str) -> None:
    Theme.of(appearance).apply(qapp)  # a mistake in the sheet would be a warning, and a warning fails the test
    assert qapp.palette().window().color().name().upper() == (DARK if appearance == "dark" else LIGHT).window
