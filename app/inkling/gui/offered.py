"""What can be done in the window, in the order of the palette. A page's own rows name the page that they work on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inkling.gui.commands import Command
from inkling.gui.rail import PAGES
from inkling.gui.strings import say

if TYPE_CHECKING:
    from inkling.gui.window import Window


def offered(window: Window) -> Iterator[Command]:
    """Yield every command; pages are reached through `window.pages` when a command runs, since they come late."""
    yield Command(say("Search"), ("Ctrl+L", "/"), lambda: window.show_page("find"))
    for number, name in enumerate((say("Find"), say("Copies"), say("Topics"), say("Library"))):
        page = PAGES[number]
        yield Command(
            say("Go to {name}", name=name), f"Ctrl+{number + 1}", lambda page=page: window.show_page(page)  # type: ignore[misc]
        )  # fmt: skip
    yield from _of_find(window)
    yield from _of_copies(window)
    yield from _of_library(window)
    yield Command(say("Settings"), "Ctrl+,", window.show_settings)
    yield Command(say("Show the local log"), "", window.show_log)
    yield Command(say("All commands"), "Ctrl+K", window.show_palette)
    yield Command(say("Keyboard shortcuts"), "F1", window.show_keys)
    yield Command(say("Close the window"), "Ctrl+W", window.close)
    yield Command(say("Quit"), "Ctrl+Q", window.quit)


def _of_find(window: Window) -> Iterator[Command]:
    page = window.find_page
    yield Command(say("Next hit"), "F3", lambda: page.preview.step(1), "find")
    yield Command(say("Previous hit"), "Shift+F3", lambda: page.preview.step(-1), "find")
    yield Command(say("Show page or text"), "Ctrl+G", page.preview.toggle_page, "find")
    yield Command(say("Save this search"), "Ctrl+S", page.save_search, "find")
    yield Command(say("Move the strength line"), "Ctrl+T", page.focus_threshold, "find")
    yield Command(say("Show or hide the filters"), "Ctrl+B", page.toggle_facets, "find")
    yield Command(say("Show or hide the preview"), "Ctrl+P", page.toggle_preview, "find")
    yield Command(say("Change the list density"), "Ctrl+D", page.results.list.next_density, "find")


def _of_copies(window: Window) -> Iterator[Command]:
    yield Command(say("Next change"), "F8", lambda: window.pages.copies_page.step(1), "copies")
    yield Command(say("Previous change"), "F7", lambda: window.pages.copies_page.step(-1), "copies")


def _of_library(window: Window) -> Iterator[Command]:
    yield Command(say("Add a folder…"), "Ctrl+O", window.add_folder)
    yield Command(say("Pause or resume reading"), "Ctrl+Shift+P", window.statusbar.toggle)
    yield Command(say("Check the library"), "", window.check_library)
    yield Command(say("Show what cannot be searched"), "", lambda: window.pages.library_page.show_list(""), "library")
