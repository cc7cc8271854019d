"""From how many passages on is a graph worth its memory? The flat index beside hnswlib, with and without filters.

    PYTHONPATH=app python tests/bench/vectors.py [--rows N ...] [--graph]

Vectors are made up: a few dozen directions carry most of what differs, as with real passages. For each size it prints
the time of a query, and with `--graph` what building takes, and for selections of every size what share of the exact
hundred nearest is found and how long that takes. Prints one JSON object for each size.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time

import numpy as np

from inkling.index.base import VectorIndex
from inkling.index.compact import Compact
from inkling.index.flat import CompactFlatIndex
from inkling.index.hnsw import HnswIndex

_DIM, _DIRECTIONS, _NEAREST = 384, 64, 100
_SHARES = (1.0, 0.5, 0.1, 0.01, 0.0001)


def main() -> int:
    """Measure each size."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--rows", type=int, nargs="+", default=[50_000, 100_000, 150_000, 200_000])
    given.add_argument("--queries", type=int, default=50)
    given.add_argument("--graph", action="store_true")
    options = given.parse_args()
    random = np.random.default_rng(0)
    basis = _unit(random.normal(size=(_DIRECTIONS, _DIM)))
    for count in options.rows:
        rows = _vectors(random, basis, count)
        queries = _points(random, basis, options.queries)
        exact = CompactFlatIndex(rows)
        told: dict[str, object] = {"rows": count, "flat": _times(exact, queries, None)}
        if options.graph:
            began = time.perf_counter()
            graph = HnswIndex.build(rows)
            told["build (s)"] = round(time.perf_counter() - began, 1)
            told["graph"] = [_beside(exact, graph, queries, random, share) for share in _SHARES]
        told["memory at most (MB)"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
        print(json.dumps(told), flush=True)
    return 0


def _beside(
    exact: VectorIndex, graph: VectorIndex, queries: np.ndarray, random: np.random.Generator, share: float
) -> dict[str, object]:
    """Return what a filter that leaves this share of the rows does to the graph."""
    allowed = None
    if share < 1:
        allowed = np.sort(random.choice(exact.ids, max(1, int(share * len(exact.ids))), replace=False))
    found = []
    for query in queries:
        wanted, got = (
            index.search(query, _NEAREST, None if allowed is None else index.select(allowed))
            for index in (exact, graph)
        )
        assert len(got) == len(wanted), (len(got), len(wanted))
        assert allowed is None or np.isin(got.ids, allowed).all()
        found.append(len(set(got.ids.tolist()) & set(wanted.ids.tolist())) / max(len(wanted), 1))
    times = {"flat": _times(exact, queries, allowed), "graph": _times(graph, queries, allowed)}
    return {"left by the filter": share, "recall": round(float(np.mean(found)), 4), **times}


def _times(index: VectorIndex, queries: np.ndarray, allowed: np.ndarray | None) -> dict[str, float]:
    """Return the milliseconds of a query, with making the selection."""
    taken = []
    for query in queries:
        began = time.perf_counter()
        index.search(query, _NEAREST, None if allowed is None else index.select(allowed))
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return {"median": round(taken[len(taken) // 2], 1), "p95": round(taken[int(len(taken) * 0.95)], 1)}


def _vectors(random: np.random.Generator, basis: np.ndarray, count: int) -> Compact:
    parts = []
    for start in range(0, count, 8192):
        size = min(8192, count - start)
        parts.append(Compact.of(np.arange(start, start + size, dtype=np.int64), _points(random, basis, size)))
    return Compact(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("ids", "codes", "scales")))


def _points(random: np.random.Generator, basis: np.ndarray, count: int) -> np.ndarray:
    spread = (1 + np.arange(_DIRECTIONS)) ** -0.5
    points = (random.normal(size=(count, _DIRECTIONS)) * spread) @ basis
    return _unit(points + random.normal(scale=0.02, size=points.shape))


def _unit(rows: np.ndarray) -> np.ndarray:
    made = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(made, np.float32)


if __name__ == "__main__":
    sys.exit(main())
