"""What answers this query? The searcher: words at once, meaning when it is there, then a closer look at the best.

Every stage is a whole answer and replaces the one before. A search can be cancelled between any two steps, and holds
one view of the library from beginning to end. All methods may be called from any thread and block.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic

import numpy as np

from inkling.catalog.catalog import Catalog
from inkling.index.base import Floats, Ids
from inkling.index.snapshot import SnapshotStore
from inkling.progress import Cancel
from inkling.records import Filter, PassageId, Query, Results, SearchRequest, SearchStage, SearchState
from inkling.records.said import said
from inkling.search import example, fuse, learn, narrow, retrieve, strength
from inkling.search.compose import Counted, Folding, Ranked, by_document, compose
from inkling.search.query import parse
from inkling.search.rerank import PASSAGES, LateInteraction, Look, Reranker, above, looks_within, refine
from inkling.search.retrieve import Candidates, Wanted
from inkling.search.strength import Calibration, Judged
from inkling.search.view import Encoder, View, Views
from inkling.search.whereabouts import placed
from inkling.search.writing import field_text

OnStage = Callable[[Results], None]
_KEPT = "search strength"
_OFTEN = 0.1  # of the passages, from which on a language is worth a word
_UNLIKE = 0.5  # what nearness to an unwanted example takes off, beside 1 for nearness to a wanted one


@dataclass(frozen=True, slots=True)
class _Question:
    """One search: what is asked, of what, and what is known before any voice speaks."""

    request: SearchRequest
    query: Query
    view: View
    want: Wanted
    allowed: Ids | None
    example: example.Example | None
    notes: tuple[str, ...]
    started: float


class Searcher:
    """Searches one library.

    Args:
        catalog: the library.
        store: its snapshots; None to search the catalog alone.
        encoder: the model; None to search by words alone.
        reranker: what takes the closer look; by default late interaction with the encoder.
        folding: names groups of near-copies; None to fold nothing.
        on_damage: is told once when the snapshot is found damaged, on the thread that searches.
        now: the clock, for "last month".
    """

    def __init__(
        self,
        catalog: Catalog,
        store: SnapshotStore | None = None,
        encoder: Encoder | None = None,
        reranker: Reranker | None = None,
        *,
        folding: Folding | None = None,
        on_damage: Callable[[], None] = lambda: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
    ) -> None:
        self._catalog, self._encoder, self._folding, self._now = catalog, encoder, folding, now
        self._reranker = reranker or (LateInteraction(encoder) if encoder else None)
        self._views = Views(catalog, store, encoder.digest if encoder else "", self.calibration)
        self._lock, self._learning = threading.Lock(), threading.Lock()
        self._calibration: Calibration | None = None
        self._newest: Cancel | None = None
        self._on_damage, self._has_told = on_damage, False

    @property
    def is_damaged(self) -> bool:
        """Whether the snapshot was found damaged, so that it should be built anew."""
        return self._views.is_damaged

    def reopen(self) -> None:
        """Take the newest snapshot from now on; for after a rebuild."""
        self._views.reopen()

    def freshen(self) -> None:
        """Take in what was written since the last search, so that the next one need not."""
        self._views.freshen()

    def close(self) -> None:
        """End what still goes on beside the searches; it may go on answering, of what it knows."""
        self._views.close()

    def unspoken(self, *, as_seen: bool = False) -> tuple[str, ...]:
        """Return the languages of a good part of the library that the model was not made for: there, words find.

        With `as_seen` nothing is taken in for it: of a library that no search has looked at yet none is known.
        """
        encoder, view = self._encoder, self._views.last if as_seen else self._current()
        languages = view.languages if view is not None else ()
        often = [code for code, share in languages if share >= _OFTEN]  # a table is easily taken for some language
        return tuple(code for code in often if encoder is not None and not encoder.speaks(code))

    def parse(self, text: str) -> Query:
        """Return what a query asks for, without searching; for chips while typing."""
        return parse(text, self._now())

    def search_newest(self, request: SearchRequest, on_stage: OnStage | None = None) -> Results:
        """Search, and cancel the search that was begun this way before.

        Raises:
            Cancelled: a newer search was begun.
        """
        cancel = Cancel()
        with self._lock:
            older, self._newest = self._newest, cancel
        if older:
            older.cancel()
        return self.search(request, on_stage, cancel)

    def search(self, request: SearchRequest, on_stage: OnStage | None = None, cancel: Cancel | None = None) -> Results:
        """Return what answers a request; `on_stage` gets every stage but the last as soon as it is there.

        Raises:
            Cancelled: the flag was raised.
        """
        question = self._question(request)
        if isinstance(question, Results):
            return question
        with self._catalog.courtesy.asking():
            return self._answer(question, on_stage, cancel or Cancel())

    def _answer(self, question: _Question, on_stage: OnStage | None, cancel: Cancel) -> Results:
        request = question.request
        ranked, stage = self._by_words(question), SearchStage.WORDS
        if self._speaks(question):
            if on_stage:
                on_stage(self._results(question, ranked, stage, is_final=False))
            cancel.check()
            ranked, trusted, stage = *self._by_meaning(question), SearchStage.MEANING
            if (
                request.rerank
                and trusted.late_weight > 0
                and self._reranker
                and len(ranked.order)
                and question.example is None
            ):
                if on_stage:
                    on_stage(self._results(question, ranked, stage, is_final=False))
                cancel.check()
                ranked, stage = self._closer(question, ranked, trusted, cancel), SearchStage.RERANKED
        cancel.check()
        return self._results(question, ranked, stage, is_final=True)

    def rankings(self, text: str) -> dict[str, list[int]]:
        """Return the documents in the order of the words, the meaning, both, and after the closer look; to measure."""
        question = self._question(SearchRequest(text, budget_s=60))
        if isinstance(question, Results):
            return {}
        ranked = self._by_words(question)
        made = {"words": list(by_document(ranked.found, ranked.order))}
        if self._speaks(question):
            ranked, trusted = self._by_meaning(question)
            by_cosine = ranked.found
            nearest = retrieve.by_meaning(question.view, self._query_vectors(question)[0], question.allowed).ids
            kept = np.isin(by_cosine.ids, nearest) & ~np.isnan(by_cosine.cosines)
            alone = np.where(kept, by_cosine.cosines, np.float32(-9))
            meant = by_document(by_cosine, alone)
            made["meaning"] = [document for document, places in meant.items() if alone[places[0]] > -9]
            made["hybrid"] = list(by_document(ranked.found, ranked.order))
            closer = self._closer(question, ranked, trusted, Cancel()) if trusted.late_weight > 0 else ranked
            made["reranked"] = list(by_document(closer.found, closer.order))
        return made

    def similar(self, path: str, request: SearchRequest) -> Results:
        """Return what is like a file or a folder."""
        return self.search(replace(request, text=f"{field_text('like', path)} {request.text}".strip()))

    def calibration(self, view: View | None = None) -> Calibration:
        """Return what scores mean in this library; learned once and again when the library has changed much."""
        view = view or self._current()
        with self._learning:
            known = self._known_calibration()
            if view.is_makeshift:  # nothing to learn from
                return known or Calibration()
            if known is None or not known.fits(len(view.ids), self._learned_with):
                made = learn.learn(self._catalog, view, self._encoder, self._reranker)
                known = self._calibration = replace(made, model=self._learned_with)
            return known

    def _known_calibration(self) -> Calibration | None:
        if self._calibration is None:
            kept = self._catalog.kept(_KEPT)
            self._calibration = Calibration.from_bytes(kept) if kept else None
        return self._calibration

    def _calibration_for(self, view: View) -> Calibration:
        """Return what a search goes by: in a large library what was learned before, until it is learned anew beside."""
        known = self._known_calibration()
        if known is not None and view.is_large and known.fits(known.passages, self._learned_with):
            return known
        return self.calibration(view)

    @property
    def _learned_with(self) -> str:
        model = self._encoder.digest if self._encoder else ""
        if self._encoder and self._reranker and self._reranker.digest:
            model += f"+{self._reranker.digest}"
        return model

    def keep_calibration(self) -> None:
        """Keep what was learned with the catalog; for the process that may write."""
        self._catalog.keep(_KEPT, self.calibration().to_bytes())

    # ------------------------------------------------------------------------------------------------------ steps

    def _question(self, request: SearchRequest) -> _Question | Results:
        """Return the question, or the answer where there is nothing to ask."""
        started = monotonic()
        query, view = parse(request.text, self._now()), self._current()
        asks = bool(query.words.strip() or query.like or query.unlike or request.like)
        if not len(view.ids):
            return Results(query, SearchStage.WORDS, SearchState.NO_DOCUMENTS, notes=query.notes)
        if not asks and query.filter == Filter() == request.filter and not query.folder_names + query.not_folder_names:
            return Results(query, SearchStage.WORDS, SearchState.NO_QUERY, notes=query.notes)
        like = example.read(self._catalog, query, request.like, self._encoder)
        notes = query.notes + (like.notes if like else ())
        beside = request.filter
        if like:
            beside = replace(beside, not_documents=beside.not_documents + like.documents)
        if view.is_makeshift:
            notes = (*notes, said("Only by words for now: searching by meaning is being prepared."))
        allowed, more = narrow.allowed(self._catalog, view, query, beside)
        want = retrieve.wanted(query.words, view)
        if like and not want.terms:
            want = example.telling_words(like, view)
        return _Question(request, query, view, want, allowed, like, (*notes, *more), started)

    def _current(self) -> View:
        """Return what is searched now, and tell of damage that is found on the way."""
        view = self._views.current()
        if not self._views.is_damaged:
            self._has_told = False
        elif not self._has_told:
            self._has_told = True
            self._on_damage()
        return view

    def _speaks(self, question: _Question) -> bool:
        if not question.view.vectors or self._encoder is None:
            return False
        if question.example is not None:
            return question.example.vectors is not None
        return bool(question.want.text.strip())

    def _by_words(self, question: _Question) -> Ranked:
        view, want = question.view, question.want
        ids = retrieve.by_words(view, want.terms, question.allowed).ids
        ids = np.concatenate((ids, _picked(question)))
        found = retrieve.candidates(view, want, ids, None)
        return self._ranked(question, found, fuse.fuse(found, _ALL_WORDS, None), _ALL_WORDS, has_meaning=False)

    def _by_meaning(self, question: _Question) -> tuple[Ranked, fuse.Trust]:
        """Return the fused ranking, and how far the model is to be trusted."""
        view, want, encoder = question.view, question.want, self._encoder
        assert encoder is not None
        queries = self._query_vectors(question)
        parts = [retrieve.by_words(view, want.terms, question.allowed).ids]
        parts += [retrieve.by_meaning(view, vector, question.allowed).ids for vector in queries]
        found = retrieve.candidates(view, want, np.concatenate((*parts, _picked(question))), queries)
        trusted = fuse.trust(want.text, view, encoder, self._reranker)
        usual = fuse.usual_cosine(view, queries)
        fused = fuse.fuse(found, trusted, usual)
        if usual and question.example is None and trusted.meaning > 0:
            fused = fuse.with_agreed(fused, found, view, usual)
        if question.example and question.example.unwanted is not None:
            away = retrieve.candidates(view, want, found.ids, question.example.unwanted)
            fused = fused - _UNLIKE * fuse.fuse(away, trusted, fuse.usual_cosine(view, question.example.unwanted))
        return self._ranked(question, found, fused, trusted, has_meaning=True), trusted

    def _query_vectors(self, question: _Question) -> Floats:
        if question.example is not None and question.example.vectors is not None:
            return question.example.vectors
        assert self._encoder is not None
        return self._encoder.encode_queries([question.want.text])

    def _ranked(
        self, question: _Question, found: Candidates, order: Floats, trusted: fuse.Trust, *, has_meaning: bool
    ) -> Ranked:
        judged = self._judged(question, found, trusted, None, has_meaning=has_meaning)
        return Ranked(found, order, judged, question.want, _is_picking(question), {}, has_meaning)

    def _judged(
        self, question: _Question, found: Candidates, trusted: fuse.Trust, looks: Floats | None, *, has_meaning: bool
    ) -> Judged:
        calibration = self._calibration_for(question.view)
        return strength.judge(found, question.want, trusted.meaning, calibration, has_meaning=has_meaning, looks=looks)

    def _closer(self, question: _Question, ranked: Ranked, trusted: fuse.Trust, cancel: Cancel) -> Ranked:
        """Return the ranking after a closer look at the best passages."""
        assert self._reranker is not None
        found = ranked.found
        places = np.lexsort((found.ids, -ranked.order))[:PASSAGES]
        stored = {int(p.id): p for p in self._catalog.passages([PassageId(int(id)) for id in found.ids[places]])}
        places = np.array([place for place in places if int(found.ids[place]) in stored], np.intp)
        passages = [stored[int(found.ids[place])] for place in places]
        titles = self._catalog.titles([int(passage.document) for passage in passages])
        heads = [above(titles.get(int(p.document), ""), p.heading, p.text) for p in passages]
        texts = [head + passage.text for head, passage in zip(heads, passages, strict=True)]
        made = looks_within(self._reranker, question.want, texts, question.request.budget_s, cancel)
        places, order = places[: len(made)], ranked.order.copy()
        order[places] = refine(order[places], np.array([look.score for look in made], np.float32), trusted.late_weight)
        looks = {int(place): _moved(look, len(head)) for place, look, head in zip(places, made, heads, strict=False)}
        scores = np.full(len(order), np.nan, np.float32)
        scores[places] = [look.score for look in made]
        judged = self._judged(question, found, trusted, scores, has_meaning=True)
        return replace(ranked, order=order, judged=judged, looks=looks)

    def _results(self, question: _Question, ranked: Ranked, stage: SearchStage, *, is_final: bool) -> Results:
        request = question.request
        counted: Counted = compose(self._catalog, ranked, request, self._folding, is_final=is_final)
        return Results(
            query=question.query,
            stage=stage,
            state=counted.state,
            results=tuple(placed(result, question.query, request.filter) for result in counted.results),
            shown=counted.shown,
            hidden=counted.hidden,
            threshold=request.threshold,
            counts=counted.counts,
            above=counted.above,
            is_complete=_is_complete(question, ranked),
            notes=question.notes,
            seconds=monotonic() - question.started,
            is_final=is_final,
        )


_ALL_WORDS = fuse.Trust(words_weight=1.0, late_weight=0.0, meaning=0.0)


def _is_picking(question: _Question) -> bool:
    """Tell whether a phrase, a prefix or a filter alone says what is an answer, whatever the ranking thinks."""
    picked = question.query.phrases + question.query.prefixes
    return bool(picked) or (not question.want.terms and question.allowed is not None and question.example is None)


def _is_complete(question: _Question, ranked: Ranked) -> bool:
    """Tell whether all was looked at that is surely an answer: what the query picks, or what holds all of its words."""
    if _is_picking(question):
        return question.allowed is None or len(question.allowed) <= retrieve.BY_WORDS
    scores = ranked.found.words
    if np.count_nonzero(scores > 0) < retrieve.BY_WORDS:
        return True
    last = np.argsort(-scores, kind="stable")[retrieve.BY_WORDS - 1]
    return not ranked.judged.is_exact[last]


def _picked(question: _Question) -> Ids:
    """Return passages that are an answer even where no ranked word stands; the newest, where they are very many."""
    if question.allowed is None or not _is_picking(question):
        return np.zeros(0, np.int64)
    return question.allowed[-retrieve.BY_WORDS :]


def _moved(look: Look, by: int) -> Look:
    """Return a look whose stretches count from the passage, without what lies above it."""
    return Look(look.score, tuple((start - by, end - by, share) for start, end, share in look.shares if start >= by))
