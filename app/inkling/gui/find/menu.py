"""What can be done with one result? The menu under the right mouse button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from inkling.gui.shell import Wishes
from inkling.gui.strings import say
from inkling.gui.words import place_text
from inkling.paths import display
from inkling.present.rows import HitRow


def result_menu(
    parent: QWidget, hit: HitRow, wishes: Wishes, open_hit: Callable[[HitRow], None], example: Callable[..., None]
) -> QMenu:
    """Return the menu of a result; it goes away by itself. `example` gets the result, and `away` for less like it."""
    menu = QMenu(parent)
    menu.addAction(say("Open"), lambda: open_hit(hit))
    menu.addAction(say("Show in folder"), lambda: wishes.show_file.emit(hit.path))
    if hit.others:
        _add_identical(menu.addMenu(say("Identical files")), hit, wishes)
    menu.addSeparator()
    menu.addAction(say("More like this"), lambda: example(hit))
    menu.addAction(say("Less like this"), lambda: example(hit, away=True))
    menu.addAction(say("Its copies"), lambda: wishes.copies_of.emit(hit.document))
    menu.addSeparator()
    menu.addAction(say("Copy path"), lambda: _copy(hit.path.decode("utf-8", "replace")))
    if hit.snippets:
        menu.addAction(say("Copy passage with its source"), lambda: _copy(_quoted(hit)))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _add_identical(menu: QMenu, hit: HitRow, wishes: Wishes) -> None:
    for path in hit.others:
        menu.addAction(display(path).replace("&", "&&"), partial(wishes.show_file.emit, path))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _quoted(hit: HitRow) -> str:
    passage = hit.snippets[0]
    place = f", {place_text(passage.place)}" if passage.place else ""
    return f"“{(passage.full or passage.text).strip()}”\n— {hit.name}{place}"
