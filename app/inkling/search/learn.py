"""How is the strength learned from a library? Made-up queries with known outcome, put to the library itself.

Known items are titles and first sentences, whose passage is known. Nonsense is made of telling words drawn from
passages all over the library: it looks like the library and means nothing. A second of work, kept with the catalog.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from inkling import words
from inkling.catalog.catalog import Catalog
from inkling.index.base import Floats
from inkling.records import PassageId, StoredPassage
from inkling.search import retrieve, strength
from inkling.search.rerank import Reranker, above
from inkling.search.strength import Calibration, Probe
from inkling.search.view import Encoder, View

_PASSAGES, _NONSENSE_WORDS = 80, 4
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|(?<=[。！？\n])")
# Questions that hardly any library answers, and how much nearer than to them its own questions are to its passages
# (measured on four sets of many topics).
_EVERYDAY = (
    "how to change a flat tire",
    "best recipe for tomato soup",
    "cheap flights to the seaside",
    "the football match was cancelled because of rain",
    "chords of a song for beginners",
    "my cat does not eat in the morning",
    "used bicycle for sale",
    "who painted this portrait",
    "opening hours of the swimming pool",
    "knitting pattern for a scarf",
    "the history of an old bridge",
    "how do I fold a paper plane",
    "price of a used phone",
    "wedding dance lessons",
    "the train to the airport is late",
    "watering plants during the holidays",
)
_TOPIC_MEAN, _TOPIC_SPREAD = 0.13, 1.8
_NEAREST = 2  # passages that each everyday question looks at
_QUARTERS, _SPREADS = 1.35, (0.2, 0.25)  # from quarters to a standard deviation; what it may be beside the middle
_LONGEST = 200  # characters of a first sentence that are taken as a query


def learn(catalog: Catalog, view: View, encoder: Encoder | None, reranker: Reranker | None = None) -> Calibration:
    """Return what scores mean in this library; always the same for the same library."""
    random = np.random.default_rng(len(view.ids))
    model = encoder.digest if encoder else ""
    chosen = random.choice(view.ids, min(_PASSAGES, len(view.ids)), replace=False)
    passages = catalog.passages([PassageId(int(id)) for id in np.sort(chosen)])
    known = [(passage, _question(passage)) for passage in passages]
    known = [(passage, question) for passage, question in known if words.terms(question)]
    if not known:
        return Calibration(passages=len(view.ids), model=model)
    nonsense = _nonsense(passages, random)
    queries = [question for _, question in known] + nonsense
    vectors = encoder.encode_queries(queries) if encoder and len(view.sample) else None
    mean, deviation = 0.1, 0.1
    if vectors is not None and encoder is not None:
        mean, deviation = _usual(
            vectors[: len(known)] @ view.sample.T, encoder.encode_queries(_EVERYDAY) @ view.sample.T
        )
    usual = Calibration(mean=mean, deviation=deviation)
    probes = []
    for place, query in enumerate(queries):
        vector = vectors[place : place + 1] if vectors is not None else None
        item = int(known[place][0].id) if place < len(known) else None
        probe = _probe(view, query, vector, item, usual)
        if probe:
            probes.append(probe)
    made = strength.calibrate(mean, deviation, probes, len(view.ids), model)
    if encoder is None or reranker is None or vectors is None:
        return made
    usual_look, look_deviation = _usual_look(catalog, view, encoder, reranker)
    return replace(made, usual_look=usual_look, look_deviation=look_deviation)


def _usual_look(catalog: Catalog, view: View, encoder: Encoder, reranker: Reranker) -> tuple[float, float]:
    """Return what a closer look usually gives when nothing answers: everyday questions, and the passages nearest them.

    The middle and the quarters, so that a library that does answer a few of these questions is none the stricter.
    """
    scores = []
    for question, vector in zip(_EVERYDAY, encoder.encode_queries(_EVERYDAY), strict=True):
        nearest = retrieve.by_meaning(view, vector, None, _NEAREST).ids
        passages = catalog.passages([PassageId(int(id)) for id in nearest])
        titles = catalog.titles([int(passage.document) for passage in passages])
        texts = [above(titles.get(int(p.document), ""), p.heading, p.text) + p.text for p in passages]
        scores += [look.score for look in reranker.look(retrieve.wanted(question, view), texts, None)]
    if not scores:
        return strength.USUAL_LOOK
    low, middle, high = np.quantile(scores, (0.25, 0.5, 0.75)).tolist()
    spread = float(np.clip((high - low) / _QUARTERS, _SPREADS[0] * abs(middle), _SPREADS[1] * abs(middle)))
    return middle, max(spread, 1e-6)


def _usual(own: Floats, everyday: Floats) -> tuple[float, float]:
    """Return mean and deviation of a random pair's cosine; a library of one topic must not make its own topic usual."""
    mean = min(float(own.mean()), float(everyday.mean()) + _TOPIC_MEAN)
    return mean, max(min(float(own.std()), _TOPIC_SPREAD * float(everyday.std())), 0.02)


def _question(passage: StoredPassage) -> str:
    return next((part.strip() for part in _SENTENCE_END.split(passage.text) if words.terms(part)), "")[:_LONGEST]


def _nonsense(passages: list[StoredPassage], random: np.random.Generator) -> list[str]:
    """Return queries of words that come from different passages: each exists, no two belong together."""
    pool = [_longest_words(passage.text) for passage in passages]
    pool = [found for found in pool if found]
    if len(pool) < _NONSENSE_WORDS:
        return []
    made = []
    for _ in range(_PASSAGES):
        places = random.choice(len(pool), _NONSENSE_WORDS, replace=False)
        drawn = [pool[place][int(random.integers(len(pool[place])))] for place in places]
        made.append(("" if words.is_run(drawn[0]) else " ").join(drawn))
    return made


def _longest_words(text: str) -> list[str]:
    """Return words of a passage that mean something: not the little ones, and of a run two characters at a time."""
    found = []
    for word in words.query_words(text[:1000], ["en"]):
        piece = text[word.start : word.end]
        if words.is_run(piece):
            found += [piece[at : at + 2] for at in range(0, len(piece) - 1, 2)]
        elif len(piece) > 3 and not word.little:
            found.append(piece)
    return found


def _probe(view: View, query: str, vector: Floats | None, item: int | None, usual: Calibration) -> Probe | None:
    """Return the best log-odds that a query gets, of its own passage if it has one."""
    want = retrieve.wanted(query, view)
    ids = retrieve.by_words(view, want.terms, None, 50).ids
    if vector is not None:
        ids = np.concatenate((ids, retrieve.by_meaning(view, vector[0], None, 50).ids))
    if item is not None:
        ids = np.array([item], np.int64)
    if not len(ids):
        return Probe(False, -9.0, -9.0)
    found = retrieve.candidates(view, want, ids, vector)
    both, by_words = strength.log_odds(found, want, usual)
    return Probe(item is not None, float(both.max()), float(by_words.max()))
