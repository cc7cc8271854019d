"""Which documents and files hold which text? The ground on which groups of files stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from inkling.copies.fingerprints import Fingerprints
from inkling.copies.keep import is_below
from inkling.copies.store import KnownFile
from inkling.paths import display
from inkling.records import DocumentId, FileId, ProblemKind, StoredDocument, StoredFile

# A text of which a part is missing must not pass for a whole one.
_CUT_SHORT = (
    ProblemKind.DAMAGED,
    ProblemKind.TOO_LARGE,
    ProblemKind.TOO_SLOW,
    ProblemKind.CRASHED,
    ProblemKind.LOCKED,
    ProblemKind.UNREADABLE,
    ProblemKind.VANISHED,
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Some bytes of the library, and the files that hold them: hard links once, the further names in `links`."""

    document: DocumentId
    digest: bytes
    text_digest: bytes
    length: int
    files: tuple[StoredFile, ...]
    links: tuple[StoredFile, ...]


@dataclass(slots=True)
class Shelf:
    """All holders that take part: `by_text` has those whose text is whole and not empty, by its digest."""

    holders: list[Holder] = field(default_factory=list)
    by_text: dict[bytes, list[Holder]] = field(default_factory=dict)
    empty: list[StoredFile] = field(default_factory=list)

    @classmethod
    def of(cls, documents: Iterable[StoredDocument], partial: set[bytes], folders: Sequence[bytes]) -> Shelf:
        """Sort documents onto the shelf.

        Args:
            documents: any order.
            partial: paths whose text is not whole.
            folders: when given, only files below one of these count.
        """
        shelf = cls()
        by_bytes: dict[bytes, Holder] = {}
        for document in documents:
            files = [
                file for file in document.files if not folders or any(is_below(file.path, place) for place in folders)
            ]
            shelf.empty += [file for file in files if not file.size]
            holder = _holder(document, [file for file in files if file.size])
            if holder is None:
                continue
            known = by_bytes.get(holder.digest)
            by_bytes[holder.digest] = _merged(known, holder) if known else holder
        for digest in sorted(by_bytes):
            holder = by_bytes[digest]
            shelf.holders.append(holder)
            is_whole = not any(file.path in partial for file in holder.files + holder.links)
            if holder.length and holder.text_digest and is_whole:
                shelf.by_text.setdefault(holder.text_digest, []).append(holder)
        shelf.empty.sort(key=lambda file: file.path)
        return shelf


@dataclass(frozen=True, slots=True)
class Texts:
    """The different texts, one row each: fingerprints, and who holds them."""

    found: Fingerprints
    holders: tuple[tuple[Holder, ...], ...]

    @classmethod
    def of(cls, found: Fingerprints, by_text: dict[bytes, list[Holder]]) -> Texts:
        """Join texts that are identical when normalised; the rows are in the order of their digests."""
        same: dict[bytes, list[int]] = {}
        for row, digest in enumerate(found.digests):
            same.setdefault(digest, []).append(row)
        chosen = [min(same[digest], key=lambda row: found.names[row]) for digest in sorted(same)]
        holders = [
            tuple(
                sorted(
                    (holder for row in same[digest] for holder in by_text[found.names[row]]),
                    key=lambda holder: order_of(holder.files[0]),
                )
            )
            for digest in sorted(same)
        ]
        return cls(found.chosen(chosen), tuple(holders))


def without_text(known: Mapping[bytes, KnownFile]) -> Iterator[StoredDocument]:
    """Yield the files whose text could not be had as documents without one (id 0): their bytes may still be equal."""
    for path, file in known.items():
        if file.document is None and file.digest:
            stamp = file.stamp
            facts = (stamp.size, stamp.mtime_ns, stamp.device, stamp.inode)
            stored = StoredFile(FileId(0), file.folder, path, display(path), *facts)
            yield StoredDocument(DocumentId(0), "", "", (), (), "", "", 0, 0, file.digest, b"", (stored,))


def order_of(file: StoredFile) -> tuple[int, int, bytes]:
    """Return where a file stands among equals: the least nested, then the shortest path first."""
    return file.path.count(b"/"), len(file.path), file.path


def is_cut_short(kind: ProblemKind) -> bool:
    """Whether a problem means that a part of the text is missing."""
    return kind in _CUT_SHORT


def _holder(document: StoredDocument, files: list[StoredFile]) -> Holder | None:
    if not files or not document.digest:
        return None
    once, links = _without_links(files)
    return Holder(document.id, document.digest, document.text_digest, document.length, once, links)


def _merged(a: Holder, b: Holder) -> Holder:
    """Join two readings of the same bytes (as text and as Markdown, say); the one with more text speaks for both."""
    main = max(a, b, key=lambda holder: (holder.length, -holder.document))
    once, links = _without_links([*a.files, *b.files, *a.links, *b.links])
    return Holder(main.document, main.digest, main.text_digest, main.length, once, links)


def _without_links(files: Iterable[StoredFile]) -> tuple[tuple[StoredFile, ...], tuple[StoredFile, ...]]:
    once: dict[tuple[int, int] | bytes, StoredFile] = {}
    links, seen = [], set[bytes]()
    for file in sorted(files, key=order_of):
        if file.path in seen:
            continue
        seen.add(file.path)
        key = (file.device, file.inode) if file.inode else file.path
        if key in once:
            links.append(file)
        else:
            once[key] = file
    return tuple(once.values()), tuple(links)
