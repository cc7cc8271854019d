"""A library in memory, of texts with paths, as near-copies see it; and texts made of words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from inkling.errors import LibraryError
from inkling.records import DocumentId, FileId, FileStamp, FolderId, Problem, StoredDocument, StoredFile

_SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu", "cha", "pre", "dor", "fal", "gin", "hem"]


def words(count: int, seed: int) -> list[str]:
    """Words of a language of its own per seed; two seeds share no run of words by accident."""
    random_ = random.Random(seed)
    return ["".join(random_.choices(_SYLLABLES, k=random_.randint(2, 4))) for _ in range(count)]


def prose(count: int, seed: int) -> str:
    """Paragraphs of about 60 words."""
    found = words(count, seed)
    return "\n\n".join(" ".join(found[at : at + 60]) + "." for at in range(0, count, 60))


def edited(text: str, share: float, seed: int) -> str:
    """The text with a share of its words replaced."""
    random_ = random.Random(seed)
    return " ".join(
        "".join(random_.choices(_SYLLABLES, k=3)) if random_.random() < share else word for word in text.split(" ")
    )


@dataclass(frozen=True)
class Known:
    stamp: FileStamp
    folder: FolderId
    document: DocumentId | None
    digest: bytes


@dataclass
class Library:
    """The source that near-copies read. Stricter than the catalog: a text that is not needed may not be asked for."""

    writable: bool = True
    files: dict[bytes, tuple[StoredFile, bytes, str | None]] = field(default_factory=dict)
    held: dict[str, bytes] = field(default_factory=dict)
    trouble: list[Problem] = field(default_factory=list)
    asked: list[DocumentId] = field(default_factory=list)
    turn: int = 0
    ids: dict[bytes, int] = field(default_factory=dict)

    def add(
        self,
        path: str,
        text: str | None,
        *,
        data: bytes | None = None,
        mtime_ns: int = 1,
        inode: int = 0,
        size: int | None = None,
    ) -> None:
        raw = data if data is not None else (text or "").encode("utf-8", "surrogatepass")
        digest = blake2b(raw, digest_size=16).digest()
        where = path.encode()
        self.turn += 1
        number = self.turn
        length = len(raw) if size is None else size
        file = StoredFile(FileId(number), FolderId(1), where, path, length, mtime_ns, 1, inode or number * 1000 + 7)
        self.files[where] = (file, digest, text)
        self.ids.setdefault(digest, number)

    def remove(self, path: str) -> None:
        del self.files[path.encode()]
        self.turn += 1

    def documents(self) -> Iterator[StoredDocument]:
        by_digest: dict[bytes, list[tuple[StoredFile, str]]] = {}
        for file, digest, text in self.files.values():
            if text is not None:
                by_digest.setdefault(digest, []).append((file, text))
        for digest, found in by_digest.items():
            text = found[0][1]
            marks = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            files = tuple(file for file, _ in found)
            id = DocumentId(self.ids[digest])
            yield StoredDocument(id, "text", "", (), (), "", "en", len(text), 1, digest, marks, files)

    def document(self, id: DocumentId) -> StoredDocument | None:
        return next((document for document in self.documents() if document.id == id), None)

    def document_at(self, path: str) -> DocumentId:
        return DocumentId(self.ids[self.files[path.encode()][1]])

    def text(self, document: DocumentId) -> str:
        self.asked.append(document)
        return next(
            (text for _, digest, text in self.files.values() if self.ids[digest] == document and text is not None), ""
        )

    def known(self) -> dict[bytes, Known]:
        return {
            path: Known(
                FileStamp(path, file.size, file.mtime_ns, 0, file.device, file.inode),
                FolderId(1),
                None if text is None else DocumentId(self.ids[digest]),
                digest,
            )
            for path, (file, digest, text) in self.files.items()
        }

    def problems(self) -> list[Problem]:
        return self.trouble

    def generation(self) -> int:
        return self.turn

    def keep(self, name: str, value: bytes) -> None:
        if not self.writable:
            raise LibraryError("read only")
        if value:
            self.held[name] = value
        else:
            self.held.pop(name, None)

    def kept(self, name: str) -> bytes | None:
        return self.held.get(name)
