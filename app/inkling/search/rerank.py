"""Which of the best passages really answer? A closer look at each pair of query and passage.

Built in is late interaction with the model that is there anyway: each token of the query looks for its best token in
the passage, weighted by how rare its word is in the library (measured: +1 to +5 points beside the fused score). A
model of kind `reranker` in the models' folder, a cross-encoder, takes its place.
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
# Multiplications up to which numpy's library works on the thread that calls: beyond, it wakes threads of its own, which
# spin beside ours (8 ms of processor time a passage on a busy machine instead of 1).
_QUIET = 1 << 18
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

    @property
    def digest(self) -> str:
        """What its scores go by: where it changes, what they mean has to be learned anew."""
        ...

    def speaks(self, language: str) -> bool:
        """Tell whether it was made for a language."""
        ...

    def look(self, want: Wanted, texts: Sequence[str], cancel: Cancel | None) -> Iterator[Look]:
        """Yield a look at each passage, in order.

        Raises:
            Cancelled: the flag was raised.
        """
        ...


class LateInteraction:
    """The built-in reranker: the mean over query tokens of their best cosine with a token of the passage."""

    digest = ""  # the encoder's own says it all

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def speaks(self, language: str) -> bool:
        """Tell whether the model was made for a language."""
        return self._encoder.speaks(language)

    def look(self, want: Wanted, texts: Sequence[str], cancel: Cancel | None = None) -> Iterator[Look]:
        """Yield a look at each passage, in order."""
        query = self._encoder.query_tokens(want.text)
        weights = _weights(want, query.starts)
        if not len(query.vectors):
            yield from (Look(0.0) for _ in texts)
            return
        yield from _side_by_side(lambda text: self._one(query.vectors, weights, text), texts, cancel)

    def _one(self, query: Floats, weights: Floats, text: str) -> Look:
        tokens = self._encoder.tokens(text)
        if not len(tokens.vectors):
            return Look(0.0)
        cosines = _cosines(query, tokens.vectors)
        best = cosines.argmax(axis=1)
        gains = weights * np.maximum(cosines[np.arange(len(query)), best], 0)
        score = float(gains.sum())
        shares = np.zeros(len(tokens.vectors))
        np.add.at(shares, best, gains / max(score, 1e-9))
        kept = np.flatnonzero(shares > 0)
        return Look(score, tuple((int(tokens.starts[k]), int(tokens.ends[k]), float(shares[k])) for k in kept))


def _cosines(query: Floats, tokens: Floats) -> Floats:
    """Return the cosine of every token of a query with every token of a passage."""
    step = max(1, _QUIET // max(query.size, 1))
    blocks = [query @ tokens[at : at + step].T for at in range(0, len(tokens), step)]
    return np.concatenate(blocks, axis=1)


class Pairs(Protocol):
    """What a loaded cross-encoder can do; `neural.PairScorer` is one."""

    @property
    def digest(self) -> str:
        """The name of the model and its rules."""
        ...

    def speaks(self, language: str) -> bool:
        """Tell whether the model was made for a language."""
        ...

    def score(self, query: str, passage: str) -> float:
        """Return how well a passage answers a query, from 0 to 1."""
        ...


class CrossEncoder:
    """A reranker that reads query and passage together: a model of kind `reranker`."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    @property
    def digest(self) -> str:
        """The name of the model and its rules."""
        return self._pairs.digest

    def speaks(self, language: str) -> bool:
        """Tell whether the model was made for a language."""
        return self._pairs.speaks(language)

    def look(self, want: Wanted, texts: Sequence[str], cancel: Cancel | None = None) -> Iterator[Look]:
        """Yield a look at each passage, in order; which words carried the score such a model can't say."""
        yield from _side_by_side(lambda text: Look(self._pairs.score(want.text, text)), texts, cancel)


def _side_by_side(one: Callable[[str], Look], texts: Sequence[str], cancel: Cancel | None) -> Iterator[Look]:
    """Yield a look at each text in order, looking at several at a time."""

    def checked(text: str) -> Look:
        if cancel:
            cancel.check()
        return one(text)

    with ThreadPoolExecutor(_THREADS, thread_name_prefix="rerank") as pool:
        waiting = [pool.submit(checked, text) for text in texts]
        try:
            for future in waiting:
                yield future.result()
        finally:
            for future in waiting:
                future.cancel()


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
    """Return the fused scores of the passages looked at, moved by what the closer look says of each beside the others.

    The passages keep, as a group, the place that they had: the mean of their scores stays. What the voices before said
    keeps its size, so that a passage which they agreed on is not overtaken by one that only looks better (measured:
    judged by their spread, the best pages of manuals lost their place).

    Args:
        fused: what the voices before say, in standard deviations of meaning.
        looks: what the closer look says.
        weight: how many of those a look is worth that is one deviation above the usual look.
    """
    if len(looks) < 2:
        return fused
    closer = (looks - looks.mean()) / max(float(looks.std()), 1e-6)
    moved: Floats = (fused + weight * closer).astype(np.float32)
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
