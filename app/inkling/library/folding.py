"""Which results are copies of each other? Remembered from the last look for copies, so that a search need not wait."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from inkling.catalog import Catalog
from inkling.records import CopyReport, DocumentId

_KEPT = "copies:families"


class Folding:
    """Names the family of near-copies of documents; called by the searcher from any thread."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._read: bytes | None = b""
        self._families: dict[DocumentId, str] = {}

    def __call__(self, documents: Sequence[DocumentId]) -> Mapping[DocumentId, str]:
        """Return the families of those documents that have one."""
        kept = self._catalog.kept(_KEPT)
        if kept != self._read:
            self._families = {DocumentId(int(id)): name for id, name in json.loads(kept or b"{}").items()}
            self._read = kept
        return {id: self._families[id] for id in documents if id in self._families}

    def purge(self) -> None:
        """Forget the families of documents that the library no longer holds."""
        families = json.loads(self._catalog.kept(_KEPT) or b"{}")
        held = {str(document.id) for document in self._catalog.documents()} if families else set()
        left = {id: name for id, name in families.items() if id in held}
        if left != families:
            self._catalog.keep(_KEPT, json.dumps(left).encode() if left else b"")

    def keep(self, found: CopyReport) -> None:
        """Remember families (the writer does): forms with other values are none, and the widest family wins."""
        if not self._catalog.is_writer:
            return
        families = {
            str(member.document): group.id
            for group in found.groups
            if group.spare_bytes
            for member in group.members
            if member.document
        }
        self._catalog.keep(_KEPT, json.dumps(families).encode())
