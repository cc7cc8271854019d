"""Names of things in a library: numbers from the catalog, never reused and never mixed up."""

from __future__ import annotations

from typing import NewType

FolderId = NewType("FolderId", int)
FileId = NewType("FileId", int)
DocumentId = NewType("DocumentId", int)
PassageId = NewType("PassageId", int)
TopicId = NewType("TopicId", int)
