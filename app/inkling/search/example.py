"""What is like this? Search by example: files, a folder, pasted text; several of them, and "but not like that".

A long file is about many things, so it is not averaged away: it asks with up to twelve of its passages and the nearest
of them counts. Its most telling words ask too, for models that don't speak its language.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inkling import words
from inkling.catalog.catalog import Catalog
from inkling.index.base import Floats, Ids, QueryTerm
from inkling.paths import display
from inkling.records import DocumentId, Filter, PassageId, Query
from inkling.records.said import said
from inkling.search.retrieve import Wanted
from inkling.search.view import Encoder, View

_PASSAGES, _TERMS = 12, 24
_PIECE = 800  # characters of pasted text that are read at a time


@dataclass(frozen=True, slots=True)
class Example:
    """What examples ask for.

    Attributes:
        text: their text, for telling words and the language.
        vectors: float32 (m, dim) of what is wanted; None without a model.
        unwanted: float32 (m, dim) of what is not; None without any.
        documents: the examples themselves, which are no answer.
        notes: what to tell the person.
    """

    text: str
    vectors: Floats | None
    unwanted: Floats | None
    documents: tuple[DocumentId, ...]
    notes: tuple[str, ...]


def read(catalog: Catalog, query: Query, pasted: Sequence[str], encoder: Encoder | None) -> Example | None:
    """Return what the examples of a query ask for, None when it has none."""
    if not (query.like or query.unlike or pasted):
        return None
    notes: list[str] = []
    wanted = [ids for path in query.like if len(ids := _passages(catalog, path, notes))]
    unwanted = [ids for path in query.unlike if len(ids := _passages(catalog, path, notes))]
    picked = [_picked(ids) for ids in wanted]
    passages = catalog.passages([PassageId(int(id)) for ids in picked for id in ids])
    pieces = [text[at : at + _PIECE] for text in pasted for at in range(0, len(text), _PIECE)][:_PASSAGES]
    vectors = _vectors(catalog, encoder, picked)
    if encoder and pieces:
        vectors = _stacked([vectors, encoder.encode_passages(pieces)])
    return Example(
        text="\n".join([passage.text for passage in passages] + pieces),
        vectors=vectors,
        unwanted=_vectors(catalog, encoder, [_picked(ids) for ids in unwanted]),
        documents=tuple({passage.document for passage in passages}),
        notes=tuple(notes),
    )


def telling_words(example: Example, view: View, language: str = "") -> Wanted:
    """Return the words of the examples that tell them from the library: frequent in them, rare in it."""
    counts = Counter(words.ranking_terms(example.text, language))
    common = [(term, count) for term, count in counts.most_common(400) if len(term) > 1]
    terms = [QueryTerm((term,)) for term, _ in common]
    if not terms or not view.lexical:
        return Wanted(example.text[:_PIECE], (), (), np.zeros(0, np.float32))
    rarity = view.lexical[0].rarity(terms)
    value = rarity * np.log1p(np.array([count for _, count in common], np.float32))
    best = np.argsort(-value, kind="stable")[:_TERMS]
    return Wanted(example.text[:_PIECE], (), tuple(terms[at] for at in best), rarity[best])


def _passages(catalog: Catalog, path: str, notes: list[str]) -> Ids:
    """Return the passages of a file, or of all files in a folder."""
    whole = os.fsencode(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111  # odd names survive
    document = catalog.document_of(whole)
    if document is not None:
        return np.array([passage.id for passage in catalog.passages_of(document.id)], np.int64)
    found = catalog.passages_where(Filter(folders=(whole,)))
    if not len(found):
        found = catalog.passages_where(Filter(name=(os.path.basename(path),))) if path else found  # noqa: PTH119
    if not len(found):
        shown = display(os.fsencode(path))
        notes.append(said("“{path}” is not in this library, so nothing can be compared with it.", path=shown))
    return found


def _picked(ids: Ids) -> Ids:
    """Return up to twelve passages, evenly from beginning to end."""
    return ids if len(ids) <= _PASSAGES else ids[np.linspace(0, len(ids) - 1, _PASSAGES).astype(int)]


def _vectors(catalog: Catalog, encoder: Encoder | None, picked: Sequence[Ids]) -> Floats | None:
    if encoder is None or not picked:
        return None
    found = catalog.vectors(encoder.digest, np.concatenate(picked))[1]
    return found if len(found) else None


def _stacked(parts: Sequence[Floats | None]) -> Floats | None:
    there = [part for part in parts if part is not None]
    return np.concatenate(there) if there else None
