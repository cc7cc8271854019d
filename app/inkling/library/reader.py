"""What does a document of the library look like? Its text, its places, and pictures of its pages, for previews."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from inkling.catalog import Catalog
from inkling.errors import ExtractError
from inkling.extract.jail import Jail
from inkling.paths import display
from inkling.records import DocumentId, Locator, StoredDocument, StoredPassage
from inkling.records.said import together

Box = tuple[float, float, float, float]


class Reader:
    """Documents as they were read. All methods may be called from any thread; pages are drawn inside the jail."""

    def __init__(self, catalog: Catalog, jail: Callable[[], Jail]) -> None:
        self._catalog = catalog
        self._jail = jail

    def document(self, id: DocumentId) -> StoredDocument | None:
        """Return a document, or None when it is gone."""
        return self._catalog.document(id)

    def document_of(self, path: bytes) -> StoredDocument | None:
        """Return the document that a file of the library holds, or None when it was not read."""
        return self._catalog.document_of(path)

    def recent(self, limit: int) -> list[StoredDocument]:
        """Return the documents whose files changed last, the newest first."""
        return self._catalog.recent(limit)

    def text(self, id: DocumentId, start: int = 0, end: int | None = None) -> str:
        """Return the text of a document, or a stretch of it."""
        return self._catalog.text(id, start, end)

    def text_of_file(self, path: bytes) -> str:
        """Return what a file says, whether it is in the library or not.

        Raises:
            ExtractError: it has no text that can be had; the message says why and what to do.
        """
        extracted = self._jail().extract(path)
        if extracted.document is None:
            problem = extracted.problem
            told = together(f"{display(path)}:", problem.reason, problem.next_step) if problem else display(path)
            raise ExtractError(problem.kind.value if problem else "", told)
        return extracted.document.text

    def locators(self, id: DocumentId) -> tuple[Locator, ...]:
        """Return the places in a document: pages, slides, sheets, headings."""
        return self._catalog.locators(id)

    def passages(self, id: DocumentId) -> list[StoredPassage]:
        """Return the passages of a document in order."""
        return self._catalog.passages_of(id)

    def page_image(self, path: bytes, page: int, width_px: int) -> bytes:
        """Return a page of a PDF as a PNG.

        Raises:
            ExtractError: it can't be drawn; the message says why.
        """
        return self._jail().page_image(path, page, width_px)

    def picture(self, path: bytes, width_px: int) -> bytes:
        """Return a picture file as a PNG of at most that width.

        Raises:
            ExtractError: it can't be drawn; the message says why.
        """
        return self._jail().picture(path, width_px)

    def page_boxes(self, path: bytes, page: int, spans: Sequence[tuple[int, int]]) -> list[list[Box]]:
        """Return where stretches of a page's text stand on it, as fractions of the page; they count in the page."""
        return self._jail().page_boxes(path, page, spans)
