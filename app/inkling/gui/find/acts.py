"""What can be done with a result: one place for the keys of the list, its menu, and the commands of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from inkling.gui.shell import Shell
from inkling.gui.strings import quoted, say
from inkling.gui.words import place_text
from inkling.paths import display
from inkling.present.rows import HitRow


class Acts(QObject):
    """Acts on the result that is given, or on the one that is meant where none is.

    Args:
        meant: gives the selected result, else the one that is being read, if any.
    """

    likened = Signal(object, bool)  # a result as an example, and whether to look away from it
    opening = Signal()  # the search led to a file: it is worth remembering

    def __init__(self, shell: Shell, meant: Callable[[], HitRow | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._meant, self._over = shell, meant, parent

    def open(self, hit: HitRow | None = None, page: int | None = None) -> None:
        """Open the file, at the page that is shown, else at the one of its best passage."""
        if hit := hit or self._meant():
            best = hit.snippets[0].page if hit.snippets else 0
            self.opening.emit()
            self._shell.wishes.open_file.emit(hit.path, best if page is None else page)

    def show_in_folder(self, hit: HitRow | None = None) -> None:
        """Show the file where it lies."""
        if hit := hit or self._meant():
            self._shell.wishes.show_file.emit(hit.path)

    def show_copies(self, hit: HitRow | None = None) -> None:
        """Show the copies of the file."""
        if hit := hit or self._meant():
            self._shell.wishes.copies_of.emit(hit.document)

    def find_more(self, hit: HitRow | None = None) -> None:
        """Search for more like it."""
        if hit := hit or self._meant():
            self.likened.emit(hit, False)

    def find_less(self, hit: HitRow | None = None) -> None:
        """Search for less like it."""
        if hit := hit or self._meant():
            self.likened.emit(hit, True)

    def copy_path(self, hit: HitRow | None = None) -> None:
        """Put the path into the clipboard."""
        if hit := hit or self._meant():
            QGuiApplication.clipboard().setText(hit.path.decode("utf-8", "replace"))
            self._shell.wishes.say.emit(say("The path was copied."))

    def copy_passage(self, hit: HitRow | None = None) -> None:
        """Put the best passage and where it stands into the clipboard."""
        if (hit := hit or self._meant()) and hit.snippets:
            QGuiApplication.clipboard().setText(cited(hit))
            self._shell.wishes.say.emit(say("The passage was copied with its source."))

    def add_identical(self, menu: QMenu, hit: HitRow) -> None:
        """Offer to show the files of the same bytes that lie elsewhere, where there are any."""
        if hit.others:
            same = menu.addMenu(say("Identical files"))
            for path in hit.others:
                same.addAction(display(path).replace("&", "&&"), partial(self._shell.wishes.show_file.emit, path))

    def show_menu(self, hit: HitRow, at: QPoint) -> None:
        """Offer all of it at a place on the screen."""
        menu = QMenu(self._over)
        menu.addAction(say("Open"), lambda: self.open(hit))
        menu.addAction(say("Show in folder"), lambda: self.show_in_folder(hit))
        self.add_identical(menu, hit)
        menu.addSeparator()
        menu.addAction(say("More like this"), lambda: self.find_more(hit))
        menu.addAction(say("Less like this"), lambda: self.find_less(hit))
        menu.addAction(say("Its copies"), lambda: self.show_copies(hit))
        menu.addSeparator()
        menu.addAction(say("Copy path"), lambda: self.copy_path(hit))
        if hit.snippets:
            menu.addAction(say("Copy passage with its source"), lambda: self.copy_passage(hit))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)


def cited(hit: HitRow) -> str:
    """Return the best passage in quotation marks and, below it, the file and the place in it."""
    passage = hit.snippets[0]
    place = f", {place_text(passage.place)}" if passage.place else ""
    return f"{quoted((passage.full or passage.text).strip())}\n— {hit.name}{place}"
