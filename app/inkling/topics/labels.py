"""How well do found topics agree with topics that people gave? For `inkling evaluate` on labelled documents."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from inkling.topics import clusters, space
from inkling.topics.numeric import Floats, Ints
from inkling.topics.space import Source

Figures = dict[str, float]
Table = npt.NDArray[np.float64]


def evaluate_labels(
    texts: Sequence[str],
    labels: Sequence[str],
    vectors: Floats | None = None,
    k: int | None = None,
    *,
    speaks: Callable[[str], bool] = lambda _language: True,
    languages: Sequence[str] = (),
) -> dict[str, Figures]:
    """Group labelled texts and compare.

    Args:
        texts: the documents.
        labels: the topic that a person gave to each.
        vectors: their meanings (float32, n x d, length 1), or None.
        k: the number of topics for "given"; as many as there are labels when None.
        speaks: whether the model speaks a language.
        languages: of each text, where known.

    Returns:
        `{"given": {...}, "found": {...}}` with `topics`, `v` (V-measure), `ari` and `purity`.
    """
    sources = [
        Source.of(
            at,
            "",
            text,
            language=languages[at] if languages else "",
            vector=None if vectors is None else vectors[at],
        )
        for at, text in enumerate(texts)
    ]
    order = space.canonical_order(sources)
    ordered = [sources[at] for at in order]
    truth = np.unique([labels[at] for at in order], return_inverse=True)[1].astype(np.int64)
    laid = space.build(ordered, speaks)
    chosen = np.arange(len(ordered), dtype=np.int64)
    chosen = chosen[:: max(1, -(-len(chosen) // clusters.TREE_SIZE))]
    figures = {}
    for name, count in (("given", k or len(set(labels))), ("found", None)):
        found = clusters.partition(laid.rows, chosen, count, judge=laid.judge)
        figures[name] = agreement(truth, found.labels)
    return figures


def agreement(truth: Ints, found: Ints) -> Figures:
    """Return `topics`, V-measure, adjusted Rand index and purity of two partitions of the same things."""
    table = np.zeros((int(truth.max(initial=-1)) + 1, int(found.max(initial=-1)) + 1), dtype=np.float64)
    np.add.at(table, (truth, found), 1)
    return {
        "topics": float(len(set(found.tolist()))),
        "v": round(_v_measure(table), 4),
        "ari": round(_adjusted_rand(table), 4),
        "purity": round(float(table.max(axis=0).sum() / max(1.0, table.sum())), 4),
    }


def _v_measure(table: Table) -> float:
    rows, columns = _entropy(table.sum(axis=1)), _entropy(table.sum(axis=0))
    both = _entropy(table.ravel())
    shared = max(0.0, rows + columns - both)
    homogeneity = shared / rows if rows > 0 else 1.0
    completeness = shared / columns if columns > 0 else 1.0
    total = homogeneity + completeness
    return 2 * homogeneity * completeness / total if total > 0 else 0.0


def _entropy(counts: Table) -> float:
    total = float(counts.sum())
    return -sum(c / total * math.log(c / total) for c in counts.tolist() if c > 0) if total else 0.0


def _adjusted_rand(table: Table) -> float:
    def pairs(counts: Table) -> float:
        return float((counts * (counts - 1)).sum() / 2)

    total = float(table.sum())
    if total < 2:
        return 1.0
    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / (total * (total - 1) / 2)
    largest = (rows + columns) / 2
    return (both - expected) / (largest - expected) if largest != expected else 1.0
