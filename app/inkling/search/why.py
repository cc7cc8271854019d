"""Why was this passage found? Which of its words carried the meaning, which stand there literally, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from inkling import words
from inkling.index.base import QueryTerm
from inkling.records import Span, SpanKind, Strength
from inkling.records.said import said, together
from inkling.search.retrieve import Wanted
from inkling.standing import places

_SPANS, _LONGEST = 2, 60  # at most two short stretches: a page full of yellow explains nothing
_LEAST = 0.08  # a stretch with a smaller share of the score is chance
_SENTENCES = {
    Strength.STRONG: said("Strong:"),
    Strength.LIKELY: said("Likely:"),
    Strength.WEAK: said("Weak:"),
    Strength.NONE: said("Hardly a match:"),
}


def literal_spans(text: str, language: str, want: Wanted) -> list[Span]:
    """Return the stretches of a passage that hold words of the query; neighbouring characters make one stretch."""
    terms = _marked(want.terms)
    found = places(text, language, terms)
    made: list[tuple[int, int]] = []
    for start, end in found:
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return [Span(start, end, SpanKind.WORDS) for start, end in made]


@lru_cache(maxsize=8)
def _marked(wanted: tuple[QueryTerm, ...]) -> frozenset[str]:
    """Return the terms that are marked: pairs of characters tell, single ones beside them don't."""
    terms = frozenset(form for term in wanted for form in term.forms)
    if any(len(term) > 1 and words.is_run(term) for term in terms):
        return frozenset(term for term in terms if len(term) > 1 or not words.is_run(term))
    return terms


def meaning_spans(text: str, shares: Sequence[tuple[int, int, float]]) -> list[Span]:
    """Return at most two short stretches that carried most of the closer look's score."""
    tokens = _whole_words(text, sorted(share for share in shares if share[0] < share[1]))
    made: list[Span] = []
    for _ in range(_SPANS):
        best = _best_window(tokens)
        if best is None or best.share < _LEAST:
            break
        made.append(best)
        tokens = [token for token in tokens if token[1] <= best.start or token[0] >= best.end]
    return sorted(made, key=lambda span: span.start)


def _whole_words(text: str, shares: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Return the shares with pieces of words grown to the word, and pieces of one word added up."""
    made: list[tuple[int, int, float]] = []
    for start, end, share in shares:
        if not words.is_run(text[start:end]):
            while start > 0 and text[start - 1].isalnum() and not words.is_run(text[start - 1]):
                start -= 1  # noqa: PLW2901
            while end < len(text) and text[end].isalnum() and not words.is_run(text[end]):
                end += 1  # noqa: PLW2901
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]), made[-1][2] + share)
        else:
            made.append((start, end, share))
    return made


def _best_window(tokens: Sequence[tuple[int, int, float]]) -> Span | None:
    """Return the stretch of at most `_LONGEST` characters with the largest share, and no longer than needed."""
    best: Span | None = None
    for first, (start, _, _) in enumerate(tokens):
        total, ends = 0.0, [end for _, end, _ in tokens[first:]]
        for (_, end, share), before in zip(tokens[first:], [start, *ends], strict=False):
            # A word that adds little does not pull the stretch over a gap.
            if end - start > _LONGEST and end != tokens[first][1]:
                break
            if end - before > _LONGEST // 2 and share < _LEAST / 2:
                break
            total += share
            if best is None or total > best.share * 1.05:
                best = Span(start, end, SpanKind.MEANING, total)
    return best


def explain(
    strength: Strength, rerank: float | None, meaning: float | None, bm25: float | None, *, here: int, of: int
) -> str:
    """Return one sentence with the numbers, each under its own name.

    Args:
        strength: the level.
        rerank: the closer look's score.
        meaning: the cosine.
        bm25: the words' score.
        here: how many of the query's words stand in the passage.
        of: how many there are.
    """
    parts: list[str] = [_SENTENCES[strength]]
    if bm25 and of:
        parts.append(said("{here} of {of} words stand here (BM25 {score}).", here=here, of=of, score=f"{bm25:.1f}"))
    else:
        parts.append(said("No word of the query stands here."))
    if meaning is not None:
        parts.append(said("The meaning is {near} near (cosine).", near=f"{meaning:.2f}"))
    if rerank is not None:
        parts.append(said("The closer look gave {score}.", score=f"{rerank:.2f}"))
    return together(*parts)
