"""What can be done in the window, in the order of the palette. A page's own rows name the page that they work on."""

# ruff: noqa: PLW0108 - a page is made when it is first wanted, not when its command is

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
    yield from _of_a_result(window)
    yield from _of_copies(window)
    yield from _of_topics(window)
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


def _of_a_result(window: Window) -> Iterator[Command]:
    """Yield what works on the result that is meant; the list itself has keys that would write in the box."""
    acts, page = window.find_page.acts, window.find_page
    yield Command(say("Open the result"), "", acts.open, "find")
    yield Command(say("Show in folder"), "", acts.show_in_folder, "find")
    yield Command(say("Quick look"), "", page.quick_look, "find")
    yield Command(say("More like this"), "", acts.find_more, "find")
    yield Command(say("Less like this"), "", acts.find_less, "find")
    yield Command(say("Its copies"), "", acts.show_copies, "find")
    yield Command(say("Copy path"), "Ctrl+Shift+C", acts.copy_path, "find")
    yield Command(say("Copy passage with its source"), "", acts.copy_passage, "find")
    yield Command(say("Show what waits: a better order, or new files"), "F5", page.results.take_waiting, "find")


def _of_copies(window: Window) -> Iterator[Command]:
    """Yield what works on the page Copies, which comes late."""
    pages = window.pages
    yield Command(say("Next change"), "F8", lambda: pages.copies_page.step(1), "copies")
    yield Command(say("Previous change"), "F7", lambda: pages.copies_page.step(-1), "copies")
    yield Command(say("Find copies, or look again"), "F5", lambda: pages.copies_page.begin(), "copies")
    yield Command(say("Dry run"), "Ctrl+Shift+D", lambda: pages.copies_page.dry_run(), "copies")
    yield Command(say("Undo the last move to the trash"), "", lambda: pages.copies_page.undo(), "copies")
    yield Command(say("This is not a copy"), "", lambda: pages.copies_page.not_a_copy(), "copies")
    yield Command(say("Said to be no copies…"), "", lambda: pages.copies_page.show_apart(), "copies")
    yield Command(say("Export the copies…"), "Ctrl+E", lambda: pages.copies_page.export(), "copies")


def _of_topics(window: Window) -> Iterator[Command]:
    """Yield what works on the page Topics, which comes late."""
    pages = window.pages
    yield Command(say("Find topics, or look again"), "F5", lambda: pages.topics_page.begin(), "topics")
    yield Command(say("Rename the topic"), "F2", lambda: pages.topics_page.rename(), "topics")
    yield Command(say("Merge the chosen topics"), "Ctrl+M", lambda: pages.topics_page.shaping.merge(), "topics")
    yield Command(say("Split the topic"), "", lambda: pages.topics_page.shaping.split(), "topics")
    yield Command(say("Pin or unpin the topic"), "", lambda: pages.topics_page.shaping.pin(), "topics")
    yield Command(say("Ask for a topic…"), "Ctrl+N", lambda: pages.topics_page.shaping.ask_for_topics(), "topics")
    yield Command(say("Export the topics…"), "Ctrl+E", lambda: pages.topics_page.export(), "topics")


def _of_library(window: Window) -> Iterator[Command]:
    yield Command(say("Add a folder…"), "Ctrl+O", window.add_folder)
    yield Command(say("Pause or resume reading"), "Ctrl+Shift+P", window.statusbar.toggle)
    yield Command(say("Check the library"), "", window.check_library)
    yield Command(say("Show what cannot be searched"), "", lambda: window.pages.library_page.show_list(""), "library")
