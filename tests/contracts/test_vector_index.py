"""What every vector index must do: the exact one, the graph, and the graph after a trip through a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.errors import Cancelled, StorageError
from inkling.index import hnsw
from inkling.index.base import IndexDamaged, VectorIndex
from inkling.index.compact import Compact
from inkling.index.flat import CompactFlatIndex, FlatIndex
from inkling.index.hnsw import HnswIndex
from inkling.progress import Cancel

Maker = Callable[[np.ndarray, np.ndarray], VectorIndex]


def _unit(rows: int, dim: int = 16, seed: int = 1) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(rows, dim)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def _flat(ids: np.ndarray, rows: np.ndarray) -> VectorIndex:
    return FlatIndex(ids, rows)


def _compact(ids: np.ndarray, rows: np.ndarray) -> VectorIndex:
    return CompactFlatIndex(Compact.of(ids, rows))


def _graph(ids: np.ndarray, rows: np.ndarray) -> VectorIndex:
    return HnswIndex.build(Compact.of(ids, rows), threads=1)


@pytest.fixture(params=["flat", "compact", "graph", "walk", "loaded"])
def make(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    if request.param in {"walk", "loaded"}:
        monkeypatch.setattr(hnsw, "_FEW", 0)  # small indexes walk the graph too

    def loaded(ids: np.ndarray, rows: np.ndarray) -> VectorIndex:
        compact = Compact.of(ids, rows)
        HnswIndex.build(compact, threads=1).save(tmp_path / "graph")
        return HnswIndex.load(compact, tmp_path / "graph")

    return {"flat": _flat, "compact": _compact, "graph": _graph, "walk": _graph, "loaded": loaded}[request.param]


def test_search_finds_the_nearest_in_order(make: Maker) -> None:
    ids, rows = np.arange(10, 510, dtype=np.int64), _unit(500)
    index = make(ids, rows)
    hits = index.search(rows[7], 20)
    exact = ids[np.argsort(-(rows @ rows[7]), kind="stable")[:20]]
    assert hits.ids[0] == 17
    assert len(set(hits.ids) & set(exact)) >= 19
    assert np.all(np.diff(hits.scores) <= 0)
    assert hits.scores[0] == pytest.approx(1, abs=0.01)
    assert hits.ids.dtype == np.int64
    assert hits.scores.dtype == np.float32


def test_search_returns_what_there_is_when_asked_for_more(make: Maker) -> None:
    ids, rows = np.arange(5, dtype=np.int64), _unit(5)
    assert sorted(make(ids, rows).search(rows[0], 100).ids) == list(range(5))
    assert len(make(ids, rows).search(rows[0], 0)) == 0


def test_search_applies_the_selection_before_the_best_are_chosen(make: Maker) -> None:
    ids, rows = np.arange(0, 1000, 2, dtype=np.int64), _unit(500)
    index = make(ids, rows)
    allowed = np.array([1, 4, 6, 998, 5000], np.int64)
    assert sorted(index.search(rows[0], 50, index.select(allowed)).ids) == [4, 6, 998]
    assert len(index.search(rows[0], 50, index.select(np.zeros(0, np.int64)))) == 0


def test_a_lone_far_passage_is_found_through_a_filter(make: Maker) -> None:
    rows = _unit(500)
    far = int(np.argmin(rows @ rows[0]))
    index = make(np.arange(500, dtype=np.int64), rows)
    assert list(index.search(rows[0], 3, index.select(np.array([far], np.int64))).ids) == [far]


def test_equal_scores_come_in_the_order_of_ids(make: Maker) -> None:
    rows = np.repeat(_unit(1), 8, axis=0)
    hits = make(np.arange(8, dtype=np.int64), rows).search(rows[0], 8)
    assert list(hits.ids) == list(range(8))


def test_vectors_come_back_in_the_order_asked_without_the_missing(make: Maker) -> None:
    ids, rows = np.arange(0, 100, 2, dtype=np.int64), _unit(50)
    found, vectors = make(ids, rows).vectors(np.array([8, 3, 2], np.int64))
    assert list(found) == [8, 2]
    assert np.allclose(vectors, rows[[4, 1]], atol=0.01)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 60), st.integers(1, 80), st.integers(0, 5))
def test_graph_and_exact_search_agree(rows: int, k: int, seed: int) -> None:
    compact = Compact.of(np.arange(rows, dtype=np.int64), _unit(rows, seed=seed))
    query = _unit(1, seed=99)[0]
    flat, graph = FlatIndex(compact.ids, compact.rows()), HnswIndex.build(compact, threads=1)
    one, two = flat.search(query, k), graph.search(query, k)
    assert list(one.ids) == list(two.ids)
    assert np.allclose(one.scores, two.scores, atol=1e-5)


def test_the_same_vectors_give_the_same_graph(tmp_path: Path) -> None:
    compact = Compact.of(np.arange(300, dtype=np.int64), _unit(300))
    for name in ("one", "two"):
        HnswIndex.build(compact, threads=1).save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_graph_of_other_vectors_is_refused(tmp_path: Path) -> None:
    compact = Compact.of(np.arange(30, dtype=np.int64), _unit(30))
    HnswIndex.build(compact, threads=1).save(tmp_path / "graph")
    with pytest.raises(IndexDamaged):
        HnswIndex.load(Compact.of(np.arange(31, dtype=np.int64), _unit(31)), tmp_path / "graph")
    (tmp_path / "cut").write_bytes((tmp_path / "graph").read_bytes()[:-100])
    with pytest.raises(IndexDamaged):
        HnswIndex.load(compact, tmp_path / "cut")


def test_a_full_disk_is_noticed_when_a_graph_is_saved() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    index = HnswIndex.build(Compact.of(np.arange(30, dtype=np.int64), _unit(30)))
    with pytest.raises(StorageError, match="disk full"):
        index.save(Path("/dev/full"))


def test_building_a_graph_can_be_cancelled() -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        HnswIndex.build(Compact.of(np.arange(30, dtype=np.int64), _unit(30)), cancel)
