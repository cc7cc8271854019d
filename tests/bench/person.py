"""A person at the window of a library that is being read: types, looks, turns pages, and waits as people do.

`Person.next` is called by a timer on the interface thread; each step is a few keys, then a pause or something to wait
for. `doing` names the step, so that a late beat of the window says what was asked of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from inkling.gui.window import Window

QUERIES = ("permission denied", "how do I rotate keys", "bucket policy", "restore a snapshot", '"access key" role')
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
        yield self._press("goes to the box", Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        page.take_focus()
        for letter in query:
            self.doing = f"types {query!r}"
            QTest.keyClicks(page.box.line, letter)
            yield _after(_KEY_S)
        self.searches += 1
        self.doing = f"waits for {query!r}"
        yield lambda: page.query == query and not page.is_searching
        yield _after(_LOOK_S)

    def _read(self) -> Iterator[Until]:
        page = self._window.find_page
        for key, times, doing in (
            (Qt.Key.Key_Down, 5, "goes down the results"),
            (Qt.Key.Key_F3, 2, "goes from hit to hit"),
            (Qt.Key.Key_PageDown, 3, "turns a page of results"),
        ):
            for _ in range(times):
                target = page.results.list if page.results.list.isVisible() else page.box.line
                yield self._press(doing, key, on=target)

    def _turn_pages(self) -> Iterator[Until]:
        control = Qt.KeyboardModifier.ControlModifier
        for key, name in (
            (Qt.Key.Key_2, "opens Copies"),
            (Qt.Key.Key_3, "opens Topics"),
            (Qt.Key.Key_4, "opens Library"),
        ):
            yield self._press(name, key, control)
            yield _after(2 * _LOOK_S)
        for name, show in (
            ("opens the palette", self._window.show_palette),
            ("opens the settings", self._window.show_settings),
            ("opens the keys", self._window.show_keys),
        ):
            self.doing = name
            show()
            yield _after(2 * _LOOK_S)
            self.doing = name.replace("opens", "closes")
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, QDialog) and widget.isVisible():
                    widget.close()
            yield _after(_LOOK_S)

    def _find_copies(self) -> Iterator[Until]:
        yield self._press("opens Copies", Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        page = self._window.pages.copies_page
        page.begin()
        self.doing = "waits for copies"
        yield lambda: not page.working.is_busy
        yield _after(_LOOK_S)
        for _ in range(8):
            yield self._press("goes from copy to copy", Qt.Key.Key_Down, on=page.groups)
            yield self._press("goes from change to change", Qt.Key.Key_F8)

    def _find_topics(self) -> Iterator[Until]:
        yield self._press("opens Topics", Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        page = self._window.pages.topics_page
        page.begin()
        self.doing = "waits for topics"
        yield lambda: not page.working.is_busy
        yield _after(_LOOK_S)
        for _ in range(6):
            yield self._press("goes from topic to topic", Qt.Key.Key_Down, on=page.tree)
        for _ in range(4):
            self.doing = "looks at the map more closely"
            page.map.zoom(1.4)
            yield _after(_LOOK_S)

    def _press(
        self,
        doing: str,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: object = None,
    ) -> Until:
        self.doing = doing
        QTest.keyClick(on or self._window, key, modifier)  # type: ignore[call-overload]
        return _after(_LOOK_S)


def _after(seconds: float) -> Until:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end
