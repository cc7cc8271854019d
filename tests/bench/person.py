"""A person at the window of a library that is being read: types, looks, turns pages, and waits as people do.

`Person.next` is called by a timer on the interface thread; each step is a key, sent to the window as the system does,
then a pause or something to wait for. `doing` names the step, so that a late beat says what was asked of the window.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from inkling.gui.window import Window

if TYPE_CHECKING:
    from inkling.gui.copies.page import CopiesPage
    from inkling.gui.topics.page import TopicsPage

QUERIES = ("permission denied", "how do I rotate keys", "bucket policy", "restore a snapshot", '"access key" role')
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEY_S, _LOOK_S, _PATIENCE_S = 0.09, 0.35, 90.0
Until = Callable[[], bool]


class Person:
    """Goes on with what people do for as long as it is asked to."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._steps = self._days()
        self._until: Until = lambda: True
        self._patience = 0.0
        self.doing = "nothing yet"
        self.searches = 0

    def next(self) -> None:
        """Take the next step if what the last one waits for is there, or is waited for in vain."""
        if self._until() or time.monotonic() > self._patience:
            self._until = next(self._steps)
            self._patience = time.monotonic() + _PATIENCE_S

    def _days(self) -> Iterator[Until]:
        round_ = 0
        while True:
            yield from self._close()  # the sheet of the first start, too
            yield from self._search(QUERIES[round_ % len(QUERIES)])
            yield from self._read()
            if round_ % 2:
                yield from self._turn_pages()
            if round_ == 1:
                yield from self._find_copies()
            if round_ == 3:
                yield from self._find_topics()
            round_ += 1

    def _search(self, query: str) -> Iterator[Until]:
        page = self._window.find_page
        yield self._press("goes to the box", Qt.Key.Key_L, _CONTROL)
        for letter in query:
            self.doing = f"types {query!r}"
            QTest.keyClick(self._window.windowHandle(), letter)
            yield _after(_KEY_S)
        self.searches += 1
        self.doing = f"waits for {query!r}"
        yield lambda: page.query == query and not page.is_searching
        yield _after(_LOOK_S)

    def _read(self) -> Iterator[Until]:
        for key, times, doing in (
            (Qt.Key.Key_Down, 5, "goes down the results"),
            (Qt.Key.Key_F3, 2, "goes from hit to hit"),
            (Qt.Key.Key_PageDown, 3, "turns a page of results"),
            (Qt.Key.Key_Space, 1, "looks at a result quickly"),
        ):
            for _ in range(times):
                yield self._press(doing, key)
        yield from self._close()

    def _turn_pages(self) -> Iterator[Until]:
        for key, name in (
            (Qt.Key.Key_2, "opens Copies"),
            (Qt.Key.Key_3, "opens Topics"),
            (Qt.Key.Key_4, "opens Library"),
        ):
            yield self._press(name, key, _CONTROL)
            yield _after(_LOOK_S)
        for key, modifier, name in (
            (Qt.Key.Key_K, _CONTROL, "opens the palette"),
            (Qt.Key.Key_Comma, _CONTROL, "opens the settings"),
            (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "opens the keys"),
        ):
            yield self._press(name, key, modifier)
            yield _after(_LOOK_S)
            yield from self._close()

    def _close(self) -> Iterator[Until]:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                self.doing = f"closes {widget.windowTitle() or 'the palette'}"
                QTest.keyClick(widget.windowHandle(), Qt.Key.Key_Escape)
                self._window.activateWindow()  # as the desktop does
                yield _after(_LOOK_S)

    def _find_copies(self) -> Iterator[Until]:
        yield from self._look_for("Copies", Qt.Key.Key_2, lambda: self._window.pages.copies_page)
        for _ in range(8):
            yield self._press("goes from copy to copy", Qt.Key.Key_Down)
            yield self._press("goes from change to change", Qt.Key.Key_F8)

    def _find_topics(self) -> Iterator[Until]:
        yield from self._look_for("Topics", Qt.Key.Key_3, lambda: self._window.pages.topics_page)
        for _ in range(6):
            yield self._press("goes from topic to topic", Qt.Key.Key_Down)
        for _ in range(4):
            self.doing = "looks at the map more closely"
            self._window.pages.topics_page.map.zoom(1.4)
            yield _after(_LOOK_S)

    def _look_for(self, name: str, key: Qt.Key, page: Callable[[], CopiesPage | TopicsPage]) -> Iterator[Until]:
        yield self._press(f"opens {name}", key, _CONTROL)
        page().begin()
        self.doing = f"waits for {name}"
        yield lambda: not page().working.is_busy
        yield _after(_LOOK_S)

    def _press(self, doing: str, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Until:
        self.doing = doing
        QTest.keyClick(self._window.windowHandle(), key, modifier)
        return _after(_LOOK_S)


def _after(seconds: float) -> Until:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end
