"""The results as Qt sees them: a list model over rows, which keeps what is selected when better answers come."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl

from inkling.gui.strings import say
from inkling.gui.words import band_name, date_text, place_text
from inkling.present.rows import HitRow

Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


class ResultModel(QAbstractListModel):
    """A list of results. It holds finished rows and computes nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[HitRow, ...] = ()

    @property
    def hits(self) -> tuple[HitRow, ...]:
        """The rows as they stand now."""
        return self._hits

    def show(self, hits: tuple[HitRow, ...]) -> None:
        """Show other rows. Where only details changed and the order did not, selection and scroll stay."""
        same_order = [h.document for h in hits] == [h.document for h in self._hits]
        if same_order and hits:
            self._hits = hits
            self.dataChanged.emit(self.index(0), self.index(len(hits) - 1))
            return
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def row_of(self, document: int) -> int:
        """Return where a document stands, or -1."""
        return next((row for row, hit in enumerate(self._hits) if hit.document == document), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of results."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # a QVariant
        """Return a result, or what a screen reader says of it."""
        if not index.isValid() or not 0 <= index.row() < len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let results be selected and dragged out."""
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags)

    def mimeTypes(self) -> list[str]:
        """Offer files."""
        return ["text/uri-list", "text/plain"]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]  # the stub wants a Sequence
        """Give the dragged files as addresses."""
        data = QMimeData()
        hits = [self._hits[index.row()] for index in indexes if index.isValid()]
        data.setUrls([QUrl("file://" + quote_from_bytes(hit.path)) for hit in hits])
        data.setText("\n".join(_text(hit.path) for hit in hits))
        return data


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode()


def spoken(hit: HitRow) -> str:
    """Say a result in one breath, for screen readers."""
    parts = [hit.title, band_name(hit.band), " › ".join(hit.crumbs), date_text(hit.when_ns)]
    if hit.snippets:
        parts += [place_text(hit.snippets[0].place), hit.snippets[0].text]
    if hit.others:
        parts.append(say("%n identical file(s) elsewhere", n=len(hit.others)))
    if hit.copies:
        parts.append(say("%n version(s) folded", n=len(hit.copies)))
    return ", ".join(part for part in parts if part)
