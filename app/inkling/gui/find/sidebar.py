"""What stands in the side bar, and what a click in it makes of the search."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inkling.gui.find.facets import Facets
from inkling.gui.shell import Shell
from inkling.present.facets import facet_rows, topic_of
from inkling.present.narrowing import narrowed, widened
from inkling.present.rows import FacetRow, FoundRows, HitRow


class SideBar(QObject):
    """Fills the side bar a little later than the list, and says which search a click asks for."""

    filled = Signal()
    asked = Signal(str)
    scoped = Signal(str, object)  # a topic and its documents; nothing means everywhere

    def __init__(self, shell: Shell, facets: Facets) -> None:
        super().__init__(facets)
        self._shell, self._facets, self._home = shell, facets, str(Path.home())

    def fill(self, found: FoundRows, shown: tuple[HitRow, ...], topic: str) -> None:
        """Let it be worked out what these results have in common; they themselves are on the screen meanwhile."""
        home, has_more = self._home, found.has_more(self._facets.threshold.at, len(shown))
        self._shell.bridge.ask(
            "facets",
            self,
            lambda _cancel, _tell: facet_rows(shown, found, home, topic, has_more=has_more),
            done=self._show,
        )

    def narrow(self, query: str, part: str, *, is_on: bool) -> None:
        """Ask for less, or for more again."""
        if not (topic := topic_of(part)):
            self.asked.emit((narrowed if is_on else widened)(query, part))
        elif is_on:
            errand = partial(self._shell.errands.topic_documents, topic)
            self._shell.bridge.ask("look", self, errand, done=partial(self.scoped.emit, topic))
        else:
            self.scoped.emit("", ())

    def _show(self, facets: tuple[FacetRow, ...]) -> None:
        self._facets.show_facets(facets)
        self.filled.emit()
