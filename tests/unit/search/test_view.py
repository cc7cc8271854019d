"""Views: snapshot and tail together answer as a fresh library would, whatever happens to the snapshot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inkling import words
from inkling.catalog.catalog import Catalog
from inkling.index.snapshot import SnapshotStore
from inkling.ingest import snapshots
from inkling.progress import Cancel
from inkling.records import Document, SearchRequest, Strength
from inkling.search import view
from inkling.search.engine import Searcher
from inkling.search.evaluate import _embed, _reading, fill

_ANIMALS = ("fox", "owl", "bear", "wolf", "hare", "lynx", "seal", "crow")
_PLACES = ("harbour", "meadow", "mountain", "library", "station", "castle")
_TEXTS = {
    f"{animal}-{place}.text": f"The {animal} lives near the {place} and sees the {other} every day."
    for animal in _ANIMALS
    for place, other in zip(_PLACES, (*_PLACES[1:], _PLACES[0]), strict=True)
}
_QUESTIONS = ("fox harbour", "owl in the castle", "the wolf sees the station", "a lynx", "crow mountain library")


def _documents(names: list[str]) -> list[tuple[str, Document]]:
    return [(name, Document(_TEXTS[name], "text", "", language="en")) for name in names]


@pytest.fixture
def catalog(tmp_path: Path):
    with Catalog.open(tmp_path, write=True, terms=words.terms) as made:
        yield made


def _answers(searcher: Searcher) -> list[list[tuple[str, float]]]:
    request = [SearchRequest(text, threshold=Strength.NONE, limit=20, rerank=False) for text in _QUESTIONS]
    found = [searcher.search(one) for one in request]
    return [[(r.passages[0].text, round(r.passages[0].words or 0, 3)) for r in one.results] for one in found]


def test_snapshot_answers_as_the_catalog_alone(catalog: Catalog, tmp_path: Path, toy) -> None:
    fill(catalog, _documents(list(_TEXTS)), toy)
    alone = _answers(Searcher(catalog, encoder=toy))
    store = SnapshotStore(tmp_path)
    assert snapshots.is_due(catalog, store, toy.digest)
    snapshots.build(catalog, store, toy.digest)
    assert not snapshots.is_due(catalog, store, toy.digest)
    assert _answers(Searcher(catalog, store, toy)) == alone


def test_a_damaged_snapshot_is_as_good_as_none(catalog: Catalog, tmp_path: Path, toy) -> None:
    fill(catalog, _documents(list(_TEXTS)), toy)
    store = SnapshotStore(tmp_path)
    snapshots.build(catalog, store, toy.digest)
    whole = _answers(Searcher(catalog, store, toy))
    for name in sorted(path.name for path in (tmp_path / "index-000001").iterdir()):
        path = tmp_path / "index-000001" / name
        good = path.read_bytes()
        path.write_bytes(good[:-3] + b"abc")
        searcher = Searcher(catalog, store, toy)
        assert _answers(searcher) == whole
        assert searcher.is_damaged
        assert snapshots.is_due(catalog, store, toy.digest)
        path.write_bytes(good)
    path.write_bytes(b"")
    searcher = Searcher(catalog, store, toy)
    assert searcher.search(SearchRequest("fox")).shown
    snapshots.build(catalog, store, toy.digest)
    searcher.reopen()
    assert _answers(searcher) == whole
    assert not searcher.is_damaged


def test_the_tail_is_searched_and_the_dead_are_not(catalog: Catalog, tmp_path: Path, toy) -> None:
    names = list(_TEXTS)
    ids = {name: id for id, name in fill(catalog, _documents(names[:40]), toy).items()}
    store = SnapshotStore(tmp_path)
    snapshots.build(catalog, store, toy.digest)
    searcher = Searcher(catalog, store, toy)
    assert searcher.search(SearchRequest("fox harbour", threshold=Strength.NONE)).results
    gone = [file.path for name in names[:2] for file in catalog.document(ids[name]).files]
    catalog.delete(gone)
    late = {"late.text": Document("A pelican waits at the lighthouse.", "text", "", language="en")}
    _add(catalog, toy, late)
    found = searcher.search(SearchRequest("pelican lighthouse"))
    assert [r.passages[0].text for r in found.results] == ["A pelican waits at the lighthouse."]
    assert found.results[0].meaning is not None
    everything = searcher.search(SearchRequest("fox harbour meadow", threshold=Strength.NONE, limit=100))
    texts = {p.text for r in everything.results for p in r.passages}
    assert not texts & {_TEXTS[name] for name in names[:2]}


def _add(catalog: Catalog, toy, documents: dict[str, Document]) -> None:
    """Put more documents into the folder that `fill` made."""
    folder = catalog.folders()[0].id
    for number, (name, document) in enumerate(documents.items(), start=1000):
        catalog.store([_reading(folder, b"/judged/" + name.encode(), number, document)])
    _embed(catalog, toy, Cancel(), lambda _: None)


def test_words_of_other_rules_make_a_snapshot_useless(catalog: Catalog, tmp_path: Path, toy, monkeypatch) -> None:
    fill(catalog, _documents(list(_TEXTS)), toy)
    store = SnapshotStore(tmp_path)
    snapshots.build(catalog, store, toy.digest)
    whole = _answers(Searcher(catalog, store, toy))
    monkeypatch.setattr(words, "VERSION", words.VERSION + 1)
    assert snapshots.is_due(catalog, store, toy.digest)
    assert _answers(Searcher(catalog, store, toy)) == whole


def test_a_view_is_kept_while_nothing_changes(catalog: Catalog, toy) -> None:
    fill(catalog, _documents(list(_TEXTS)[:5]), toy)
    searcher = Searcher(catalog, encoder=toy)
    assert searcher._views.current() is searcher._views.current()
    assert np.all(np.diff(searcher._views.current().ids) > 0)


def test_a_large_library_without_a_snapshot_answers_from_the_catalog(
    catalog: Catalog, tmp_path: Path, toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(catalog, _documents(list(_TEXTS)), toy)
    store = SnapshotStore(tmp_path)
    searcher = Searcher(catalog, store, toy)
    monkeypatch.setattr(view, "_MAKESHIFT", 10)
    monkeypatch.setattr(catalog, "iter_passages", lambda *_: pytest.fail("the texts were read"))
    found = searcher.search(SearchRequest("fox harbour"))
    assert found.results[0].passages[0].text == _TEXTS["fox-harbour.text"]
    assert found.notes
    assert searcher.search(SearchRequest('"lives near the castle" -owl')).shown == len(_ANIMALS) - 1
    assert searcher.search(SearchRequest("zebra")).shown == 0
    monkeypatch.undo()
    snapshots.build(catalog, store, toy.digest)
    assert not searcher.search(SearchRequest("fox harbour")).notes
    (tmp_path / f"index-{store.current():06d}" / "documents.npy").write_bytes(b"damaged")
    monkeypatch.setattr(view, "_MAKESHIFT", 10)
    other = Searcher(catalog, store, toy)
    assert other.search(SearchRequest("fox harbour")).notes
    assert other.is_damaged
    snapshots.build(catalog, store, toy.digest)
    assert not other.search(SearchRequest("fox harbour")).notes
    assert not other.is_damaged


def test_a_tail_too_long_to_read_is_answered_by_words_until_the_next_snapshot(
    catalog: Catalog, tmp_path: Path, toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = list(_TEXTS)
    fill(catalog, _documents(names[:3]), toy)
    store = SnapshotStore(tmp_path)
    snapshots.build(catalog, store, toy.digest)
    folder = catalog.folders()[0].id
    later = [_reading(folder, b"/judged/later/%d" % at, 100 + at, d) for at, (_, d) in enumerate(_documents(names[3:]))]
    catalog.store(later)
    monkeypatch.setattr(view, "_MAKESHIFT", 10)
    monkeypatch.setattr(catalog, "iter_passages", lambda *_: pytest.fail("the texts were read"))
    assert Searcher(catalog, store, toy).search(SearchRequest("fox harbour")).notes


def test_a_large_library_that_is_being_read_is_looked_at_now_and_then(
    catalog: Catalog, toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(view, "monotonic", lambda: now[0])
    monkeypatch.setattr(view, "_LARGE", 10)
    searcher = Searcher(catalog, None, toy)
    fill(catalog, _documents(list(_TEXTS)), toy)

    class Slow(view.Views):
        def _made(self, generation: int) -> view.View:
            now[0] += 0.05
            return super()._made(generation)

    searcher._views = Slow(catalog, None, toy.digest)
    before = searcher._views.current()
    catalog.delete([file.path for file in next(iter(catalog.documents())).files])
    assert searcher._views.current() is before
    now[0] += 0.9
    assert searcher._views.current() is before
    now[0] += 0.2
    after = searcher._views.current()
    assert len(after.ids) < len(before.ids)
    catalog.delete([file.path for file in next(iter(catalog.documents())).files])
    searcher.freshen()
    assert len(searcher._views.current().ids) < len(after.ids)
    monkeypatch.setattr(view, "_LARGE", 10_000)
    searcher.freshen()
    catalog.delete([file.path for file in next(iter(catalog.documents())).files])
    small = searcher._views.current()
    assert small.generation == catalog.generation()
