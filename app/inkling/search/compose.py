"""What does the person get to see? Ranked passages become documents with their best passages, counted and explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from inkling.catalog.catalog import Catalog
from inkling.index.base import Floats
from inkling.records import (
    DocumentId,
    FoundPassage,
    PassageId,
    Result,
    SearchRequest,
    SearchState,
    StoredDocument,
    StoredPassage,
    Strength,
)
from inkling.search import why
from inkling.search.rerank import Look
from inkling.search.retrieve import Candidates, Wanted
from inkling.search.strength import Judged, level

Folding = Callable[[Sequence[DocumentId]], Mapping[DocumentId, str]]
"""Names the group of near-copies that a document belongs to; documents without one are left out."""

_EXPLAINED = 10  # results whose words are marked while a later stage is still to come


@dataclass(frozen=True, slots=True)
class Ranked:
    """Everything that is known when a stage has ended; arrays follow `found`.

    Attributes:
        found: the candidates and what the voices said.
        order: float32, the score that ranks them.
        judged: how strong each is.
        phrase: whether each holds the quoted phrases, and so is never hidden.
        looks: the closer looks, by place among the candidates.
        has_meaning: whether the meaning has spoken.
    """

    found: Candidates
    order: Floats
    judged: Judged
    want: Wanted
    phrase: bool = False
    looks: Mapping[int, Look] = field(default_factory=dict)
    has_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Results, how many documents stand at each strength, and how many each threshold shows."""

    results: tuple[Result, ...]
    shown: int
    hidden: int
    counts: dict[str, int]
    above: dict[str, int]
    state: SearchState


@dataclass(frozen=True, slots=True)
class _Group:
    """A document's candidates, best first, with the strength of the best of them."""

    document: DocumentId
    places: tuple[int, ...]
    strength: Strength
    is_exact: bool
    folded: tuple[DocumentId, ...] = ()


def compose(
    catalog: Catalog, ranked: Ranked, request: SearchRequest, folding: Folding | None, *, is_final: bool
) -> Counted:
    """Group by document, fold near-copies, apply the threshold, and fetch what is shown."""
    groups = _groups(ranked)
    if folding:
        groups = _folded(groups, folding([group.document for group in groups]))
    shown = _above(groups, request.threshold)
    kept = shown[: request.limit]
    wanted_documents = [id for group in kept for id in (group.document, *group.folded)]
    documents = {document.id: document for document in catalog.documents(wanted_documents)}
    wanted = [place for group in kept for place in group.places[: request.passages]]
    ids = [PassageId(int(ranked.found.ids[place])) for place in wanted]
    passages = {int(passage.id): passage for passage in catalog.passages(ids)}
    results = []
    for number, group in enumerate(kept):
        is_marked = is_final or number < _EXPLAINED
        made = _result(ranked, group, documents, passages, request, is_marked=is_marked)
        if made:
            results.append(made)
    counts = Counter(group.strength.value for group in groups)
    hidden = sum(group.strength is not Strength.NONE for group in groups) - sum(
        group.strength is not Strength.NONE for group in shown
    )
    above = {strength.value: len(_above(groups, strength)) for strength in Strength}
    return Counted(tuple(results), len(shown), hidden, dict(counts), above, _state(groups, shown))


def _above(groups: Sequence[_Group], threshold: Strength) -> list[_Group]:
    return [group for group in groups if group.is_exact or group.strength.rank >= threshold.rank]


def _state(groups: Sequence[_Group], shown: Sequence[_Group]) -> SearchState:
    """Weak results are no answer: while they are hidden they are counted, but alone they mean that nothing matches."""
    if shown:
        return SearchState.FOUND
    if any(group.strength.rank >= Strength.LIKELY.rank for group in groups):
        return SearchState.HIDDEN
    return SearchState.NOTHING


def by_document(found: Candidates, order: Floats) -> dict[int, list[int]]:
    """Return the places of each document's candidates, the best document and the best candidate first."""
    made: dict[int, list[int]] = {}
    for place in np.lexsort((found.ids, -order)).tolist():
        document = int(found.documents[place])
        if document >= 0:  # else it is gone
            made.setdefault(document, []).append(place)
    return made


def _groups(ranked: Ranked) -> list[_Group]:
    """Return the documents, best first."""
    certainty, is_exact = ranked.judged.certainty.tolist(), ranked.judged.is_exact.tolist()
    made = []
    for document, places in by_document(ranked.found, ranked.order).items():
        exact = ranked.phrase or any(is_exact[place] for place in places)
        strength = level(max(certainty[place] for place in places))
        if exact and strength.rank < Strength.WEAK.rank:
            strength = Strength.WEAK
        made.append(_Group(DocumentId(document), tuple(places), strength, exact))
    return made


def _folded(groups: Sequence[_Group], names: Mapping[DocumentId, str]) -> list[_Group]:
    """Put near-copies under the best of them; one that is better on a passage of its own was ranked before."""
    made: dict[str, _Group] = {}
    for group in groups:
        name = names.get(group.document, f"alone {group.document}")
        first = made.get(name)
        made[name] = (
            group
            if first is None
            else _Group(first.document, first.places, first.strength, first.is_exact, (*first.folded, group.document))
        )
    return list(made.values())


def _result(
    ranked: Ranked,
    group: _Group,
    documents: Mapping[DocumentId, StoredDocument],
    passages: Mapping[int, StoredPassage],
    request: SearchRequest,
    *,
    is_marked: bool,
) -> Result | None:
    document = documents.get(group.document)
    if document is None:  # deleted since the search began
        return None
    stored = [(place, passages.get(int(ranked.found.ids[place]))) for place in group.places[: request.passages]]
    found = tuple(_passage(ranked, place, p, document.language, is_marked=is_marked) for place, p in stored if p)
    if not found:
        return None
    best = found[0]
    return Result(
        document=document.id,
        kind=document.kind,
        title=document.title,
        files=document.files,
        strength=group.strength,
        certainty=max(float(ranked.judged.certainty[place]) for place in group.places),
        rerank=best.rerank,
        meaning=best.meaning,
        words=best.words,
        is_exact=group.is_exact,
        passages=found,
        folded=group.folded,
        versions=tuple(documents[id] for id in group.folded if id in documents),
        language=document.language,
        dated_ns=document.dated_ns,
    )


def _passage(ranked: Ranked, place: int, stored: StoredPassage, language: str, *, is_marked: bool) -> FoundPassage:
    look, found = ranked.looks.get(place), ranked.found
    spans = why.literal_spans(stored.text, language, ranked.want) if is_marked and found.present[place].any() else []
    if look and is_marked:
        spans = why.meaning_spans(stored.text, look.shares) + spans
    cosine = float(found.cosines[place])
    meaning = None if not ranked.has_meaning or np.isnan(cosine) else cosine
    bm25 = float(found.words[place]) or None
    rerank = look.score if look else None
    strength = ranked.judged.level(place)
    present = found.present[place]
    return FoundPassage(
        id=stored.id,
        document=stored.document,
        start=stored.start,
        end=stored.end,
        text=stored.text,
        heading=stored.heading,
        place=stored.place,
        strength=strength,
        certainty=float(ranked.judged.certainty[place]),
        rerank=rerank,
        meaning=meaning,
        words=bm25,
        is_exact=bool(ranked.judged.is_exact[place]) or ranked.phrase,
        spans=tuple(spans),
        explain=why.explain(strength, rerank, meaning, bm25, here=int(present.sum()), of=len(present)),
    )
