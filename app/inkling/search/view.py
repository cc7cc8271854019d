"""What can be searched at this moment? One snapshot, what is newer (the tail), and what of it is still there.

A `View` never changes; a search holds one from beginning to end. `Views` makes the next one when the catalog has
changed: it reads only what is new, beside the searches unless that is next to nothing. If the snapshot is damaged or
missing, everything is tail and nothing is lost.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inkling import log, words
from inkling.catalog.catalog import Catalog
from inkling.errors import InklingError
from inkling.index.base import Floats, Ids, IndexDamaged, LexicalIndex, Selection, VectorIndex, positions
from inkling.index.makeshift import MakeshiftIndex
from inkling.index.snapshot import Snapshot, SnapshotStore
from inkling.records import Filter
from inkling.search.tail import Tail

_SAMPLE = 1_000  # vectors that stand for the library when a score's usual size is asked for
_LANGUAGE_SHARE = 0.02  # a language of fewer passages gets no stems of its own in queries
# A larger library is taken in beside the searches, and while it is being read not anew for each of them.
_LARGE, _REST, _LONGEST_REST_S = 10_000, 20.0, 2.0
_LITTLE, _PATIENCE_S = 256, 0.25  # so few passages and vectors are worth waiting for, and so long
_EMPTY_S, _STEP_S = 3.0, 0.02  # the first view that holds something is waited for; beside busy processors it takes long
_MAKESHIFT = 10_000  # so many passages take a second to read; beyond, the catalog's own words stand in for a snapshot


class TokenVectors(Protocol):
    """A unit vector for each token of a text, and the characters that it covers."""

    @property
    def vectors(self) -> Floats: ...  # noqa: D102
    @property
    def starts(self) -> NDArray[np.int32]: ...  # noqa: D102
    @property
    def ends(self) -> NDArray[np.int32]: ...  # noqa: D102


class Encoder(Protocol):
    """What searching needs of a model; `neural.Encoder` is one."""

    @property
    def digest(self) -> str:
        """The name of the model's vectors in the catalog."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return unit vectors, float32 (n, dim)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """Return unit vectors, float32 (n, dim)."""
        ...

    def tokens(self, text: str) -> TokenVectors:
        """Return the vectors of a passage's tokens."""
        ...

    def query_tokens(self, text: str) -> TokenVectors:
        """Return the vectors of a query's tokens."""
        ...

    def speaks(self, language: str) -> bool:
        """Tell whether the model was made for a language."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """What one search looks at.

    Attributes:
        generation: the catalog's generation that it shows.
        lexical: the lexical indexes, the main one first; all score with the same statistics.
        vectors: the vector indexes; a passage is in at most one.
        ids: the passages that are there, int64 (n,), ascending.
        documents: the document of each, int64 (n,).
        whole: whether the indexes hold nothing that is gone, so that no selection is needed.
        languages: the languages of the library and their share of the passages, the largest first.
        sample: vectors of random passages, float32 (m, dim).
        is_makeshift: whether the catalog stands in for a snapshot, by words only.
    """

    generation: int
    lexical: tuple[LexicalIndex, ...]
    vectors: tuple[VectorIndex, ...]
    ids: Ids
    documents: Ids
    whole: bool
    languages: tuple[tuple[str, float], ...]
    sample: Floats
    is_makeshift: bool = False
    _standing: dict[int, Selection] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_large(self) -> bool:
        """Whether looking at all of it would keep a search waiting."""
        return len(self.ids) > _LARGE

    def standing(self, index: LexicalIndex | VectorIndex) -> Selection | None:
        """Return which passages of one of its indexes are there, None for all of them."""
        if self.whole:
            return None
        found = self._standing.get(id(index))
        if found is None:
            found = self._standing[id(index)] = index.select(self.ids)
        return found

    def documents_of(self, ids: Ids) -> Ids:
        """Return the document of each passage, -1 for those that are gone."""
        at, here = positions(self.ids, ids)
        return np.where(here, self.documents[at], -1) if len(self.ids) else np.full(len(ids), -1, np.int64)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that a query's words get stems of."""
        return tuple(code for code, share in self.languages if share >= _LANGUAGE_SHARE and code) or ("en",)


class Views:
    """Makes views. Any thread may ask; one at a time reads what is new, the others search what there was.

    At most one thread of its own is at work, while there is much to take in; it ends by itself, or with `close`. It
    tells `on_made` of the view that it made.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: SnapshotStore | None,
        model: str,
        on_made: Callable[[View], object] = lambda _: None,
    ) -> None:
        self._catalog, self._store, self._model, self._on_made = catalog, store, model, on_made
        self._lock = threading.Lock()  # of what is open
        self._beside = threading.Lock()  # of the thread
        self._thread: threading.Thread | None = None
        self._trouble: InklingError | None = None
        self._is_closed, self._times_reopened = False, 0
        self._view: View | None = None
        self._snapshot: Snapshot | None = None
        self._tail: Tail | None = None
        self._seen: int | None = None  # the number of the snapshot that was current when one was opened
        self._fresh_until = 0.0
        self.is_damaged = False

    def current(self) -> View:
        """Return a view of what the catalog holds now; of a large library that is being read, of a moment ago."""
        view, generation = self._view, self._catalog.generation()
        if view is None:
            return self._taken_in()
        is_fresh = view.generation == generation or monotonic() < self._fresh_until
        if is_fresh and not self._is_replaced():
            return view
        if self._is_closed:
            return view
        tail = self._tail
        is_little = tail is not None and tail.unread() <= _LITTLE
        if is_little and not view.is_large:
            return self._taken_in()
        self._take_in_beside(_PATIENCE_S if is_little else 0)
        if not len((self._view or view).ids):
            self._wait_for_something()
        return self._view or view

    @property
    def last(self) -> View | None:
        """The view that was taken last, as it is; None before the first."""
        return self._view

    def freshen(self) -> None:
        """Take in what is new, so that no search need; for whoever wrote it, on its own thread.

        When that is so much that it would keep the writer, it is taken in beside.
        """
        self._fresh_until = 0.0
        view, tail, is_replaced = self._view, self._tail, self._is_replaced()
        if view is not None and tail is not None and not is_replaced:
            if view.generation == self._catalog.generation():
                return
            if tail.unread() > _MAKESHIFT:
                self._take_in_beside(0)
                return
        self._taken_in()

    def reopen(self) -> None:
        """Forget what is open, so that the next view takes the newest snapshot."""
        self._times_reopened += 1  # what is being taken in now is called off
        with self._lock:
            self._view, self._snapshot, self._tail, self.is_damaged = None, None, None, False

    def close(self) -> None:
        """End what is being taken in beside the searches; from now on nothing new is taken in."""
        self._is_closed = True
        with self._beside:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _is_replaced(self) -> bool:
        return self._store is not None and self._store.current() != self._seen

    # ------------------------------------------------------------------------------------------------- beside

    def _take_in_beside(self, patience_s: float) -> None:
        """See to it that a thread takes in what is new, and wait for it a moment; say what went wrong the last time."""
        with self._beside:
            if (self._thread is None or not self._thread.is_alive()) and not self._is_closed:
                self._thread = threading.Thread(target=self._run, name="inkling-views", daemon=True)
                self._thread.start()
            thread = self._thread
        if thread is not None:
            thread.join(patience_s)
        trouble, self._trouble = self._trouble, None
        if trouble is not None:
            raise trouble

    def _wait_for_something(self) -> None:
        """Wait for the first view that holds anything: of a library that is being read, an empty one is no answer."""
        until = monotonic() + _EMPTY_S
        while (thread := self._thread) is not None and thread.is_alive() and monotonic() < until:
            thread.join(_STEP_S)
            if self._view is not None and len(self._view.ids):
                return

    def _run(self) -> None:
        times = self._times_reopened
        try:
            made = self._taken_in(lambda: self._is_closed or self._times_reopened != times)
            if made.generation >= 0 and not self._is_closed:
                self._on_made(made)
        except InklingError as error:
            self._trouble = error

    # ------------------------------------------------------------------------------------------------- taking in

    def _taken_in(self, is_called_off: Callable[[], bool] = lambda: False) -> View:
        """Take in all that is new, step by step, and return a view of it; called off, of what was taken in."""
        began = monotonic()
        with self._lock:
            more = True
            while more:
                generation = self._catalog.generation()
                is_new = self._is_replaced() or self._tail is None
                if is_new:
                    self._open()
                if self._is_far_behind(is_new=is_new):
                    self._view, more = self._makeshift(generation), False
                else:
                    assert self._tail is not None
                    more = self._tail.read(is_called_off)
                    self._view = self._made(-1 if more or is_called_off() else generation)
            assert self._view is not None
            if self._view.is_large:
                self._fresh_until = monotonic() + min(_REST * (monotonic() - began), _LONGEST_REST_S)
            return self._view

    def _is_far_behind(self, *, is_new: bool) -> bool:
        """Whether a person would wait for the first view: a large folder is being read, or no snapshot is.

        A view that is there goes on growing beside the searches, but not without a snapshot.
        """
        if self._store is None or self._tail is None:
            return False
        alive = self._catalog.passages_where(Filter())
        if self._snapshot is None:
            return len(alive) > _MAKESHIFT
        is_waited_for = is_new or self._view is None or self._view.is_makeshift
        return is_waited_for and len(alive) - int(np.searchsorted(alive, self._tail.passage, "right")) > _MAKESHIFT

    def _open(self) -> None:
        """Open the current snapshot; a damaged one, or one by other rules, is as good as none."""
        snapshot, self.is_damaged = None, False
        self._catalog.read_ahead()  # a disk takes longer than all the rest of a search by words
        self._seen = self._store.current() if self._store else None
        try:
            snapshot = self._store.open() if self._store else None
            if snapshot and self._model and snapshot.about.model == self._model and snapshot.has_vectors:
                snapshot.vectors()
        except IndexDamaged:
            log.event("a snapshot is damaged and will be built anew")
            snapshot, self.is_damaged = None, True
        if snapshot and snapshot.about.words != words.VERSION:
            snapshot = None
        self._snapshot = snapshot
        self._tail = Tail(self._catalog, snapshot, self._model)

    def _makeshift(self, generation: int) -> View:
        """Return a view that answers by words at once: of a large library without a snapshot."""
        alive = self._catalog.passages_where(Filter())
        ids, documents = self._catalog.passage_documents()
        at, here = positions(ids, alive)
        ids, documents = alive[here], documents[at[here]]
        words_only, nothing = MakeshiftIndex(ids, self._catalog.match), np.zeros((0, 0), np.float32)
        return View(generation, (words_only,), (), ids, documents, True, (), nothing, is_makeshift=True)

    def _made(self, generation: int) -> View:
        """Return a view of what was read, without what is gone."""
        tail, snapshot = self._tail, self._snapshot
        assert tail is not None
        ids, documents = tail.ids, tail.documents
        lexical: list[LexicalIndex] = list(tail.segments)
        main: VectorIndex | None = None
        if snapshot:
            ids = np.concatenate((snapshot.words.ids, ids))
            documents = np.concatenate((snapshot.documents, documents))
            lexical.insert(0, snapshot.words)
            if snapshot.has_vectors and snapshot.about.model == self._model:
                main = snapshot.vectors()
        alive = self._catalog.passages_where(Filter())
        whole = np.array_equal(alive[: len(ids)], ids)
        here = np.ones(len(ids), np.bool_) if whole else positions(alive, ids)[1]
        ids, documents = (ids, documents) if whole else (ids[here], documents[here])
        return View(
            generation=generation,
            lexical=tuple(lexical),
            vectors=(main, *tail.vectors) if main else tuple(tail.vectors),
            ids=ids,
            documents=documents,
            whole=whole,
            languages=self._languages(tail.spoken[here[len(here) - len(tail.ids) :]]),
            sample=_sample([[main] if main else [], tail.vectors], None if whole else ids),
        )

    def _languages(self, spoken: NDArray[np.int16]) -> tuple[tuple[str, float], ...]:
        """Return the languages of the snapshot and of these passages with their shares, the largest first."""
        assert self._tail is not None
        counts = Counter(dict(self._snapshot.about.languages) if self._snapshot else {})
        for place, count in enumerate(np.bincount(spoken).tolist()):
            if count:
                counts[self._tail.languages[place]] += count
        total = max(counts.total(), 1)
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple((code, count / total) for code, count in ordered)


def _sample(groups: Sequence[Sequence[VectorIndex]], alive: Ids | None) -> Floats:
    """Return the vectors of up to `_SAMPLE` passages, always the same ones for the same library.

    Args:
        groups: the snapshot's index, and the later ones, however many these are; those without any are left out.
        alive: the passages that may be drawn, ascending; None for all.
    """
    random = np.random.default_rng(0)
    drawn = []
    for group in groups:
        ids = np.sort(np.concatenate([index.ids for index in group])) if group else np.zeros(0, np.int64)
        drawn.append(ids if alive is None else ids[positions(alive, ids)[1]])
    total, parts = sum(map(len, drawn)), []
    for group, ids in zip(groups, drawn, strict=True):
        if len(ids):
            chosen = np.sort(random.choice(ids, min(len(ids), -(-_SAMPLE * len(ids) // total)), replace=False))
            found = [index.vectors(chosen) for index in group]
            order = np.argsort(np.concatenate([here for here, _ in found]))
            parts.append(np.concatenate([rows for _, rows in found])[order])
    return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)
