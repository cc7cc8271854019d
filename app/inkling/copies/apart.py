"""Which files did the person say to be no copies of each other? Told by content, whatever they are called."""

from __future__ import annotations

from inkling.copies.fingerprints import normalised_digest
from inkling.copies.store import Source, Store
from inkling.errors import UsageError
from inkling.records import Apart, DocumentId, StoredDocument
from inkling.records.said import said


def told(catalog: Source, a: DocumentId, b: DocumentId) -> Apart:
    """Return that two documents are no copies.

    Raises:
        UsageError: they are gone, or are the same byte for byte: nobody could tell them apart by their content.
    """
    first, second = catalog.document(a), catalog.document(b)
    if first is None or second is None:
        raise UsageError(said("One of the two files is no longer in the library."))
    if first.digest == second.digest:
        raise UsageError(said("These two files are the same, byte for byte. They stay in the list."))
    return Apart(_paths(first, second), _contents(catalog, first, second))


def listed(catalog: Source, store: Store) -> tuple[Apart, ...]:
    """Return what the person said, the last first; without paths where neither then nor now a file is known by name."""
    kept = store.apart()
    named = [one for one in kept if one.paths]
    documents = {document.digest: document for document in catalog.documents()}
    for one in kept:
        if not one.paths:
            for pair in one.contents:
                first, second = (documents.get(digest) for digest in sorted(pair))
                if first is not None and second is not None:
                    named.append(Apart(_paths(first, second), _contents(catalog, first, second)))
    covered = frozenset[frozenset[bytes]]().union(*(one.contents for one in named))
    nameless = [one for one in kept if not one.paths and not one.contents <= covered]
    return (*reversed(named), *nameless)


def _contents(catalog: Source, first: StoredDocument, second: StoredDocument) -> frozenset[frozenset[bytes]]:
    texts = frozenset(normalised_digest(catalog.text(document.id)) for document in (first, second))
    pairs = (frozenset((first.digest, second.digest)), texts)
    return frozenset(pair for pair in pairs if len(pair) == 2)


def _paths(*documents: StoredDocument) -> tuple[bytes, ...]:
    return tuple(document.files[0].path for document in documents if document.files)
