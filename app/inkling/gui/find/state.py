"""What a person has made of the page "Find", for a page that takes the place of another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inkling.present.rows import FoundRows
from inkling.records import DocumentId

if TYPE_CHECKING:
    from inkling.gui.find.page import FindPage


@dataclass(frozen=True, slots=True)
class FindState:
    """The query, the documents in which it is asked, the strength line, the selected result."""

    query: str
    scope: tuple[str, tuple[DocumentId, ...]]
    threshold: str
    document: DocumentId | None

    @classmethod
    def of(cls, page: FindPage) -> FindState:
        """Return what is on the screen now."""
        hit = page.results.list.hit()
        return cls(page.query, page.scope, page.facets.threshold.at, hit.document if hit else None)

    def restore(self, page: FindPage) -> None:
        """Show it on another page; the selected result is selected again as soon as it comes."""
        page.facets.threshold.set_at(self.threshold)
        if self.document is not None:
            page.results.took.connect(_Again(page, self.query, self.document).look)
        if self.scope[1]:
            page.search_within(*self.scope)
        if self.query:
            page.search(self.query)


class _Again(QObject):
    """Selects a result when it comes, unless something else was asked meanwhile."""

    def __init__(self, page: FindPage, query: str, document: DocumentId) -> None:
        super().__init__(page)
        self._page, self._query, self._document = page, query, document

    def look(self, found: FoundRows) -> None:
        at = next((at for at, hit in enumerate(found.hits) if hit.document == self._document), None)
        if self._page.query == self._query and at is not None:
            self._page.results.list.select(at)
        if self._page.query != self._query or at is not None:
            self.deleteLater()
