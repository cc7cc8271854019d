"""Snapshots: whole or noticed. Every kind of damage to every file is found before anything native reads it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inkling.errors import Cancelled, StorageError
from inkling.index import bm25, snapshot
from inkling.index.base import IndexDamaged, QueryTerm
from inkling.index.compact import Compact
from inkling.index.hnsw import HnswIndex
from inkling.index.postings import Postings
from inkling.index.snapshot import About, Content, SnapshotStore
from inkling.progress import Cancel

_ABOUT = About(40, 40, "model", 1, 7, (("en", 30), ("zh", 10)))


def _content(seed: int = 1, count: int = 40) -> Content:
    random = np.random.default_rng(seed)
    rows = random.normal(size=(count, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    ids = np.arange(1, count + 1, dtype=np.int64)
    texts = [[f"word{random.integers(30)}" for _ in range(8)] for _ in ids]
    postings = bm25.build((int(i), text, [f"title{i}"]) for i, text in zip(ids, texts, strict=True))
    return Content(postings, ids * 10, Compact.of(ids, rows))


@pytest.fixture(params=["flat", "graph"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SnapshotStore:
    if request.param == "graph":
        monkeypatch.setattr(snapshot, "FLAT_LIMIT", 10)
    store = SnapshotStore(tmp_path)
    assert store.open() is None
    store.write(_content(), _ABOUT)
    return store


def _use(store: SnapshotStore) -> None:
    opened = store.open()
    assert opened is not None
    opened.vectors()


def test_a_snapshot_comes_back_as_it_was(store: SnapshotStore) -> None:
    opened, content = store.open(), _content()
    assert opened is not None
    assert opened.about == _ABOUT
    assert list(opened.documents) == list(content.documents)
    query = [QueryTerm(("word3",)), QueryTerm(("title7",))]
    fresh = bm25.Bm25Index(content.postings).search(query, 10)
    assert list(opened.words.search(query, 10).ids) == list(fresh.ids)
    assert content.vectors is not None
    rows = content.vectors.rows()
    assert opened.vectors().search(rows[4], 1).ids[0] == 5
    assert opened.vectors() is opened.vectors()


def test_a_graph_is_built_only_above_the_limit(store: SnapshotStore) -> None:
    opened = store.open()
    assert opened is not None
    assert isinstance(opened.vectors(), HnswIndex) == (snapshot.FLAT_LIMIT == 10)


def test_all_files_are_private(store: SnapshotStore, tmp_path: Path) -> None:
    folder = tmp_path / "index-000001"
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def _files(tmp_path: Path) -> list[Path]:
    return [*sorted((tmp_path / "index-000001").iterdir()), tmp_path / "CURRENT"]


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def _zero(path: Path) -> None:
    data = path.read_bytes()
    half = len(data) // 2
    path.write_bytes(data[:half] + bytes(len(data) - half))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [_flip, _cut, _zero, _empty, _remove])
def test_every_damage_to_every_file_is_noticed(store: SnapshotStore, tmp_path: Path, harm) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(tmp_path / "index-000001", kept)
    current = (tmp_path / "CURRENT").read_bytes()
    for path in _files(tmp_path):
        if harm is _remove and path.name == "CURRENT":
            continue  # then there is no snapshot, which is no damage
        harm(path)
        with pytest.raises(IndexDamaged):
            _use(store)
        path.write_bytes(current if path.name == "CURRENT" else (kept / path.name).read_bytes())
    _use(store)


def test_a_file_of_an_older_snapshot_is_noticed(store: SnapshotStore, tmp_path: Path) -> None:
    store.write(_content(seed=2), _ABOUT)
    for path in sorted((tmp_path / "index-000002").iterdir()):
        good, old = path.read_bytes(), (tmp_path / "index-000001" / path.name).read_bytes()
        if good == old:
            continue
        path.write_bytes(old)
        with pytest.raises(IndexDamaged):
            _use(store)
        path.write_bytes(good)
    _use(store)


def test_the_previous_snapshot_stays_until_pruned(store: SnapshotStore, tmp_path: Path) -> None:
    assert store.write(_content(seed=2), _ABOUT) == 2
    assert store.current() == 2
    assert (tmp_path / "index-000001").exists()
    (tmp_path / "index-000007.new").mkdir()
    store.prune()
    assert [path.name for path in sorted(tmp_path.glob("index-*"))] == ["index-000002"]
    _use(store)


def _with_format(store: SnapshotStore, tmp_path: Path, number: int) -> None:
    manifest = tmp_path / "index-000001" / "MANIFEST.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": number}))
    (tmp_path / "CURRENT").write_text(f"000001 {hashlib.blake2b(manifest.read_bytes(), digest_size=32).hexdigest()}\n")


def test_a_snapshot_of_an_earlier_inkling_is_as_good_as_none(store: SnapshotStore, tmp_path: Path) -> None:
    _with_format(store, tmp_path, snapshot.FORMAT - 1)
    assert store.open() is None
    assert store.write(_content(), _ABOUT) == 2
    store.prune()
    assert [path.name for path in tmp_path.glob("index-*")] == ["index-000002"]
    _use(store)


def test_a_snapshot_of_a_later_inkling_is_not_read(store: SnapshotStore, tmp_path: Path) -> None:
    _with_format(store, tmp_path, snapshot.FORMAT + 1)
    with pytest.raises(IndexDamaged, match="is not ours"):
        store.open()


def test_arrays_that_do_not_belong_together_are_noticed(tmp_path: Path) -> None:
    """Whole files with sound checksums, and yet not one index."""
    good = bm25.build([(1, ["a", "b"], []), (2, ["b"], [])])
    more = bm25.build([(1, ["a"], []), (2, ["a"], []), (3, ["a"], [])])
    mixed = {"ids": more.ids, "holders": more.holders, "data": good.data[1:]}
    for name, array in mixed.items():
        store = SnapshotStore(tmp_path)
        store.write(Content(replace(good, **{name: array}), np.array([1, 2]), None), _ABOUT)
        with pytest.raises(IndexDamaged, match="belong together"):
            store.open()
    store.write(Content(good, np.array([1, 2, 3]), None), _ABOUT)
    with pytest.raises(IndexDamaged, match="belong together"):
        store.open()
    store.write(Content(good, np.array([1, 2]), None), _ABOUT)
    assert store.open() is not None


def test_bytes_that_are_no_vocabulary_are_noticed() -> None:
    stored = bm25.build([(1, ["a"], [])]).stored()
    with pytest.raises(ValueError, match="vocabulary"):
        Postings.from_stored(stored | {"vocabulary": stored["data"]})


def test_a_failed_write_changes_nothing(store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot.np, "save", full)
    with pytest.raises(StorageError, match="No space left"):
        store.write(_content(seed=2), _ABOUT)
    assert store.current() == 1
    assert [path.name for path in tmp_path.glob("index-*")] == ["index-000001"]
    _use(store)


def test_a_cancelled_write_changes_nothing(store: SnapshotStore, tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        store.write(_content(seed=2), _ABOUT, cancel)
    assert store.current() == 1
    assert [path.name for path in tmp_path.glob("index-*")] == ["index-000001"]


def test_a_crash_before_the_swap_leaves_the_old_one(store: SnapshotStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(snapshot.storage, "write", crash)
        with pytest.raises(KeyboardInterrupt):
            store.write(_content(seed=2), _ABOUT)
    _use(store)
    assert store.write(_content(seed=3), _ABOUT) > 1
    _use(store)


def test_discard_leaves_nothing(store: SnapshotStore, tmp_path: Path) -> None:
    store.discard()
    assert store.open() is None
    assert list(tmp_path.iterdir()) == []


def test_an_empty_snapshot_can_be_opened(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path)
    store.write(Content(bm25.build([]), np.zeros(0, np.int64), None), About(0, 0, "", 1, 0))
    opened = store.open()
    assert opened is not None
    assert not opened.has_vectors
    assert len(opened.words.search([QueryTerm(("a",))], 3)) == 0
