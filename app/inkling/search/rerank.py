"""Which of the best passages really answer? A closer look at each pair of query and passage.

Built in is late interaction with the model that is there anyway: each token of the query looks for its best token in
the passage, weighted by how rare its word is in the library (measured: +1 to +5 points beside the fused score). A
model card of kind `reranker`, a cross-encoder, fits the same protocol.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inkling.index.base import Floats
from inkling.progress import Cancel
from inkling.search.retrieve import Wanted
from inkling.search.view import Encoder

PASSAGES = 50
_THREADS = 2
_LITTLE = 0.1  # what a token of a function word counts


@dataclass(frozen=True, slots=True)
class Look:
    """What a closer look at one passage brought.

    Attributes:
        score: larger is better; comparable among the passages of one query only.
        shares: (start, end, share) of the stretches of the passage that carried the score, where known.
    """

    score: float
    shares: tuple[tuple[int, int, float], ...] = ()


class Reranker(Protocol):
    """Scores pairs of a query and a passage. Any thread may use it."""

    def look(self, want: Wanted, texts: Sequence[str], cancel: Cancel | None) -> Iterator[Look]:
        """Yield a look at each passage, in order.

        Raises:
            Cancelled: the flag was raised.
        """
        ...


class LateInteraction:
    """The built-in reranker: the mean over query tokens of their best cosine with a token of the passage."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def look(self, want: Wanted, texts: Sequence[str], cancel: Cancel | None = None) -> Iterator[Look]:
        """Yield a look at each passage, in order."""
        query = self._encoder.query_tokens(want.text)
        weights = _weights(want, query.starts)
        if not len(query.vectors):
            yield from (Look(0.0) for _ in texts)
            return
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="rerank") as pool:
            waiting = [pool.submit(self._one, query.vectors, weights, text, cancel) for text in texts]
            try:
                for future in waiting:
                    yield future.result()
            finally:
                for future in waiting:
                    future.cancel()

    def _one(self, query: Floats, weights: Floats, text: str, cancel: Cancel | None) -> Look:
        if cancel:
            cancel.check()
        tokens = self._encoder.tokens(text)
        if not len(tokens.vectors):
            return Look(0.0)
        cosines = query @ tokens.vectors.T
        best = cosines.argmax(axis=1)
        gains = weights * np.maximum(cosines[np.arange(len(query)), best], 0)
        score = float(gains.sum())
        shares = np.zeros(len(tokens.vectors))
        np.add.at(shares, best, gains / max(score, 1e-9))
        kept = np.flatnonzero(shares > 0)
        return Look(score, tuple((int(tokens.starts[k]), int(tokens.ends[k]), float(shares[k])) for k in kept))


class CrossEncoder:
    """A reranker made of a function from pairs to numbers: what a card of kind `reranker` loads."""

    def __init__(self, score: Callable[[Sequence[tuple[str, str]]], Sequence[float]]) -> None:
        self._score = score

    def look(self, want: Wanted, texts: Sequence[str], cancel: Cancel | None = None) -> Iterator[Look]:
        """Yield a look at each passage, in order."""
        for text in texts:
            if cancel:
                cancel.check()
            yield Look(float(self._score([(want.text, text)])[0]))


def looks_within(
    reranker: Reranker, want: Wanted, texts: Sequence[str], budget_s: float, cancel: Cancel | None
) -> list[Look]:
    """Return looks at as many passages, from the first on, as the time allows.

    Raises:
        Cancelled: the flag was raised.
    """
    until = monotonic() + budget_s
    made = []
    for look in reranker.look(want, texts, cancel):
        made.append(look)
        if monotonic() > until:
            break
    return made


def refine(fused: Floats, looks: Floats, weight: float) -> Floats:
    """Return the fused scores of the passages looked at, moved by what the closer look says; both as z-scores.

    The passages keep, as a group, the place that they had: the mean and spread of their scores stay.
    """
    if len(looks) < 2:
        return fused
    mean, spread = float(fused.mean()), max(float(fused.std()), 1e-6)
    closer = (looks - looks.mean()) / max(float(looks.std()), 1e-6)
    moved: Floats = (mean + spread * ((fused - mean) / spread + weight * closer) / (1 + weight)).astype(np.float32)
    return moved


def _weights(want: Wanted, starts: NDArray[np.int32]) -> Floats:
    """Return for each token of the query how much its word tells; together 1."""
    telling = dict(zip((term.forms[0] for term in want.terms), want.telling.tolist(), strict=True))
    made = np.zeros(len(starts), np.float32)
    usual = float(want.telling.mean()) if len(want.telling) else 1.0
    for place, start in enumerate(starts.tolist()):
        word = next((word for word in want.words if word.start <= start < word.end), None)
        if word is None:
            made[place] = _LITTLE * usual
        else:
            made[place] = max((telling.get(term, 0.0) for term in word.ranking), default=usual) or usual
    total = float(made.sum())
    return made / total if total > 0 else np.full(len(made), 1 / max(len(made), 1), np.float32)


def above(title: str, heading: str, text: str) -> str:
    """Return what stands above a passage and is read with it, as the model read it when it was embedded."""
    parts = [part for part in dict.fromkeys((title, *heading.split(" › "))) if part and part not in text[:400]]
    return " › ".join(parts) + "\n" if parts else ""
