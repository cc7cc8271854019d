"""The map of topics: what the pointer finds, what stands out, what leaves it as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import make_topics

from inkling.gui.theme import Theme, contrast
from inkling.gui.topics.mapview import MapView
from inkling.gui.topics.raster import Field, View
from inkling.gui.topics.scene import Scene
from inkling.present.drawing import DrawnDot, DrawnName, MapDrawing, svg_of
from inkling.present.rows import PointRow, TopicsRows
from inkling.records import DocumentId, TopicId

KEY = Qt.Key
SVG = "{http://www.w3.org/2000/svg}"
Opened = Callable[..., MapView]


def point(x: float, y: float, topic: int = 0, sure: float = 1.0) -> PointRow:
    return PointRow(DocumentId(1), x, y, TopicId(topic), topic, "a.txt", sure)


def rows_of(*points: PointRow) -> TopicsRows:
    return TopicsRows(b"", len(points), (), points, (), (), 1.0)


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Opened:
    def opening(rows: TopicsRows) -> MapView:
        view = MapView(theme)
        qtbot.addWidget(view)
        view.resize(500, 500)
        view.show()
        view.show_rows(rows)
        qtbot.waitUntil(lambda: view._scene.is_laid)
        return view

    return opening


def point_to(view: MapView, row: PointRow) -> QPoint:
    x, y = view._view.to_screen(row.x, row.y, view.width(), view.height())
    place, held, none = QPointF(x, y), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    view.mouseMoveEvent(QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), held, held, none))
    return place.toPoint()


def test_the_map_finds_zooms_and_catches(qtbot: QtBot, opened: Opened) -> None:
    rows = make_topics(300)
    view = opened(rows)
    place = point_to(view, rows.points[0])
    assert view._hover >= 0
    with qtbot.waitSignal(view.topic_chosen):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    before = view._view.scale
    qtbot.keyClick(view, KEY.Key_Plus)
    assert view._view.scale > before
    qtbot.keyClick(view, KEY.Key_0)
    assert view._view.scale == pytest.approx(before)
    with qtbot.waitSignal(view.caught) as caught:
        view.lasso_mode = True
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
        for corner in (QPoint(499, 1), QPoint(499, 499), QPoint(1, 499)):
            qtbot.mouseMove(view, corner)
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(1, 499))
    assert len(caught.args[0]) == len(rows.points)


def test_a_point_that_is_gone_is_not_marked(qtbot: QtBot, opened: Opened) -> None:
    """Painting it would end the program."""
    many = make_topics(300)
    view = opened(many)
    view.show_rows(rows_of(*many.points[-2:]))
    point_to(view, many.points[-1])
    assert view._hover == 1
    view._scene.show_rows(rows_of(many.points[0]))  # and the pointer has not moved
    view.grab()
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton)
    view.show_rows(many)
    assert view._hover == -1


def test_nothing_is_marked_once_the_pointer_has_left(opened: Opened) -> None:
    rows = make_topics(300)
    view = opened(rows)
    unmarked = view.grab().toImage()
    point_to(view, rows.points[0])
    assert view.grab().toImage() != unmarked
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.grab().toImage() == unmarked


def test_the_map_stays_where_it_was_moved_to_while_topics_are_shaped(qtbot: QtBot, opened: Opened) -> None:
    rows = make_topics(300)
    view = opened(rows)
    view.zoom(2.0)
    here = view._view
    view.show_rows(rows, keep_view=True)
    assert view._view == here
    view.show_rows(rows)
    assert view._view != here


def drawn(theme: Theme, points: tuple[PointRow, ...], bright: frozenset[int] = frozenset(), ratio: float = 1) -> QImage:
    scene = Scene(theme)
    scene.show_rows(rows_of(*points))
    scene.bright = bright
    return scene.picture(View(0.0, 0.0, 300.0), QSize(200, 200), ratio)()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("topic", range(12))
def test_a_dot_stands_out_against_its_ground(qapp: QApplication, dark: bool, topic: int) -> None:
    theme = Theme(dark=dark)
    picture = drawn(theme, (point(0.0, 0.0, topic),))
    assert contrast(picture.pixelColor(100, 100).name(), theme.tokens.surface) >= 3


def test_the_chosen_topic_has_another_shape_and_the_others_no_colour(qapp: QApplication) -> None:
    theme = Theme(dark=False)
    two = (point(-0.1, 0.0, 0), point(0.1, 0.0, 1))
    usual, picture = drawn(theme, two), drawn(theme, two, frozenset({1}))
    assert usual.pixelColor(70, 100).name() == theme.topic_color(0).name()
    assert picture.pixelColor(70, 100).name() == theme.color("disabled").name()
    assert picture.pixelColor(130, 100).name() == theme.topic_color(1).name()
    ground = theme.color("surface").name()
    assert usual.pixelColor(135, 100).name() == ground, "beyond the circle"
    assert picture.pixelColor(135, 100).name() != ground, "a tip of the diamond"
    assert picture.pixelColor(133, 97).lightness() > usual.pixelColor(133, 97).lightness(), "one of its sides"


def test_a_file_that_is_less_sure_is_small_and_grey(qapp: QApplication) -> None:
    theme = Theme(dark=False)
    scene = Scene(theme)
    scene.show_rows(rows_of(point(0.0, 0.0, 1, 0.4)))
    scene.least = 0.5
    picture = scene.picture(View(0.0, 0.0, 300.0), QSize(200, 200), 1.0)()
    assert picture.pixelColor(100, 100).name() == theme.color("disabled").name()
    assert picture.pixelColor(104, 100).name() == theme.tokens.surface.lower()


def test_a_dot_is_cut_by_the_edge_and_does_not_come_back_at_the_other(qapp: QApplication) -> None:
    theme = Theme(dark=False)
    picture = drawn(theme, (point(-0.33, 0.0),))
    ground = theme.color("surface").name()
    assert picture.pixelColor(1, 100).name() != ground
    assert {picture.pixelColor(x, y).name() for x in range(150, 200) for y in range(80, 120)} == {ground}


def test_the_outline_is_that_of_the_core(qapp: QApplication) -> None:
    near = tuple(point(0.01 * x, 0.01 * y) for x in (-2, -1, 1, 2) for y in (-2, -1, 1, 2))
    field = Field((*near, point(0.9, 0.9)))
    outline = field.hull(frozenset({0}))
    assert max(x for x, _ in outline) == pytest.approx(0.02)
    assert field.hull(frozenset({0})) is outline, "worked out once"
    assert Field(near[:2]).hull(frozenset({0})) == []


def test_a_picture_of_the_map_is_sharp(opened: Opened) -> None:
    view = opened(make_topics(100))
    picture = view.picture()()
    assert (picture.width(), picture.height()) == (1000, 1000)
    enlarged = view._scene.picture(view._view, view.size(), 1.0)().scaled(1000, 1000)
    assert picture != enlarged


def test_a_drawing_of_the_map_holds_circles_and_words(opened: Opened) -> None:
    rows = make_topics(100)
    view = opened(rows)
    view.bring_out(frozenset({2}))
    top = ElementTree.fromstring(svg_of(view.drawing()()))  # our own
    counts = Counter(element.tag.removeprefix(SVG) for element in top.iter())
    of_topic = sum(point.topic == 2 for point in rows.points)
    assert counts["polygon"] == of_topic
    assert counts["circle"] == len(rows.points) - of_topic
    assert counts["image"] == 0
    assert {text.text for text in top.iter(f"{SVG}text")} <= {topic.name for topic in rows.topics}


def test_a_drawing_takes_any_name() -> None:
    name = DrawnName('<b> & "c"', 1, 2, 3, 4, "#123456", is_bold=True, is_faint=True)
    drawing = MapDrawing(10, 10, "#ffffff", "#000000", 'A "font"', 13, (DrawnDot(1, 1, 2, "#1", "#2"),), (name,))
    top = ElementTree.fromstring(svg_of(drawing))  # our own
    assert [text.text for text in top.iter(f"{SVG}text")] == 2 * ['<b> & "c"'], "the ground, and the letters on it"
