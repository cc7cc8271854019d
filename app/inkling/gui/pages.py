"""The four pages. Each is made when it is first wanted, or a while after the window is there: it takes a moment."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from inkling.gui.find.page import FindPage
from inkling.gui.rail import PAGES
from inkling.gui.shell import Shell
from inkling.present.rows import StatusRow

if TYPE_CHECKING:
    from inkling.gui.copies.page import CopiesPage
    from inkling.gui.holdings.page import LibraryPage
    from inkling.gui.topics.page import TopicsPage
    from inkling.gui.working import Working

_Page = TypeVar("_Page", bound=QWidget)
_EACH_MS = 500  # between two pages that are made beforehand


class Pages(QStackedWidget):
    """Shows one page at a time and tells all that exist how far the library is."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._status = StatusRow()
        self._names: dict[QWidget, str] = {}
        self._making = QTimer(self, interval=_EACH_MS)
        self._making.timeout.connect(self._make_next)

    @cached_property
    def find_page(self) -> FindPage:
        """Where is it?"""
        return self._added(FindPage(self._shell), "find")

    @cached_property
    def copies_page(self) -> CopiesPage:
        """What is double?"""
        from inkling.gui.copies.page import CopiesPage

        return self._added(CopiesPage(self._shell), "copies")

    @cached_property
    def topics_page(self) -> TopicsPage:
        """What is this folder about?"""
        from inkling.gui.topics.page import TopicsPage

        return self._added(TopicsPage(self._shell), "topics")

    @cached_property
    def library_page(self) -> LibraryPage:
        """What is covered?"""
        from inkling.gui.holdings.page import LibraryPage

        return self._added(LibraryPage(self._shell), "library")

    @property
    def name(self) -> str:
        """The name of the page that is open."""
        return next((name for page, name in self._names.items() if page is self.currentWidget()), "find")

    def open(self, name: str) -> None:
        """Open a page and put the keyboard where it is wanted."""
        assert name in PAGES, f"no such page: {name}"
        page: FindPage | CopiesPage | TopicsPage | LibraryPage = getattr(self, f"{name}_page")
        self.setCurrentWidget(page)
        page.show_status(self._status)
        page.take_focus()

    def make_all(self) -> None:
        """Make the pages that are still to be made, one now and then; what they import is loaded by now."""
        self._making.start()

    def _make_next(self) -> None:
        missing = next((name for name in PAGES if name not in self._names.values()), None)
        if missing is None:
            self._making.stop()
        else:
            self._shell.bridge.alone(partial(getattr, self, f"{missing}_page"))

    def call_off(self) -> tuple[str, ...]:
        """Call off what pages look for, and return the names of those that did."""
        busy = tuple(
            name for name in self._names.values() if name in ("copies", "topics") and self._working(name).is_busy
        )
        for name in busy:
            self._working(name).stopped.emit()
        return busy

    def begin(self, names: tuple[str, ...]) -> None:
        """Let pages look for what they look for."""
        for name in names:
            (self.copies_page if name == "copies" else self.topics_page).begin()

    def _working(self, name: str) -> Working:
        return (self.copies_page if name == "copies" else self.topics_page).working

    def show_status(self, status: StatusRow) -> None:
        """Tell the open page and the one that searches how far the library is; another hears it when it is opened."""
        self._status = status
        for name in {"find", self.name}:
            getattr(self, f"{name}_page").show_status(status)

    def _added(self, page: _Page, name: str) -> _Page:
        self._names[page] = name
        self.addWidget(page)
        return page
