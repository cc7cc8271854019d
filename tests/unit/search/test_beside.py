"""Views are made beside the searches, as one reading would make them; nothing hangs, is lost or is left running."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from inkling import words
from inkling.catalog.catalog import Catalog
from inkling.errors import StorageError
from inkling.index.base import QueryTerm
from inkling.index.snapshot import SnapshotStore
from inkling.ingest import snapshots
from inkling.records import Document, Filter, SearchRequest, SearchState, Strength
from inkling.search import learn, tail, view
from inkling.search.engine import Searcher
from inkling.search.evaluate import _reading
from inkling.search.view import View, Views

_VOCABULARY = [
    f"{stem}{end}" for stem in ("fox", "owl", "bear", "wolf", "hare", "lynx") for end in ("", "a", "er", "o")
]
_LANGUAGES = ("en", "de", "fr")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(tmp_path, write=True, terms=words.terms) as made:
        made.add_folder(b"/judged")
        yield made


class _Writer:
    """Adds, removes and embeds documents of a few words."""

    def __init__(self, catalog: Catalog, toy, seed: int = 0) -> None:
        self._catalog, self._toy, self.random = catalog, toy, random.Random(seed)
        self._folder, self._number = catalog.folders()[0].id, 0

    def add(self, count: int) -> None:
        readings = []
        for _ in range(count):
            self._number += 1
            text = " ".join(self.random.choices(_VOCABULARY, k=self.random.randint(3, 60)))
            document = Document(text, "text", self.random.choice(_VOCABULARY), language=self.random.choice(_LANGUAGES))
            readings.append(_reading(self._folder, b"/judged/%d.text" % self._number, self._number, document))
        self._catalog.store(readings)

    def say(self, text: str) -> None:
        self._number += 1
        document = Document(text, "text", "", language="en")
        self._catalog.store([_reading(self._folder, b"/judged/%d.text" % self._number, self._number, document)])

    def remove(self, count: int) -> None:
        paths = sorted(self._catalog.stamps())
        self._catalog.delete(self.random.sample(paths, min(count, len(paths))))

    def embed(self, count: int) -> None:
        passages = self._catalog.missing_vectors(self._toy.digest, count)
        self._catalog.use_model(self._toy.digest)
        rows = self._toy.encode_passages([passage.text for passage in passages])
        self._catalog.put_vectors(self._toy.digest, list(zip([p.id for p in passages], rows, strict=True)))


def _vectors(made: View) -> dict[int, list[float]]:
    found = [index.vectors(made.ids) for index in made.vectors]
    assert sum(len(ids) for ids, _ in found) == len({int(id) for ids, _ in found for id in ids}), "a passage twice"
    return {int(id): row.tolist() for ids, rows in found for id, row in zip(ids, rows, strict=True)}


def _words(made: View, term: str) -> dict[int, float]:
    hits = [index.search([QueryTerm((term,))], 10_000, made.standing(index)) for index in made.lexical]
    return {int(id): float(score) for hit in hits for id, score in zip(hit.ids, hit.scores, strict=True)}


def _assert_same(grown: View, fresh: View) -> None:
    assert grown.ids.tolist() == fresh.ids.tolist()
    assert grown.documents.tolist() == fresh.documents.tolist()
    assert grown.generation == fresh.generation
    assert grown.languages == fresh.languages
    assert np.array_equal(grown.sample, fresh.sample)
    assert _vectors(grown) == _vectors(fresh)
    known = grown.lexical[0] if grown.lexical else None
    for term in _VOCABULARY:
        one, other = _words(grown, term), _words(fresh, term)
        assert one.keys() == other.keys()
        if known is not None and known.holders(term):  # how rare others are, each index says for itself
            assert one == pytest.approx(other)


@pytest.mark.parametrize("seed", range(12))
def test_a_view_that_grew_is_the_one_that_is_made_anew(
    catalog: Catalog, tmp_path: Path, toy, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Any sequence of writing, forgetting, embedding and building, looked at whenever."""
    monkeypatch.setattr(tail, "_STEP", 7)
    monkeypatch.setattr(tail, "_SMALL", 3)
    writer, store = _Writer(catalog, toy, seed), SnapshotStore(tmp_path)
    deeds = ["add", "add", "add", "remove", "embed", "embed", "look", "look", *(["build"] if seed % 3 else [])]
    views, joined = Views(catalog, store, toy.digest), 0
    for _ in range(25):
        deed = writer.random.choice(deeds)
        if deed == "look":
            views.freshen()
            _assert_same(views.current(), Views(catalog, store, toy.digest).current())
            joined += len(views.current().lexical) > 1
        elif deed == "build":
            snapshots.build(catalog, store, toy.digest)
        else:
            getattr(writer, deed)(writer.random.randint(1, 20))
    views.freshen()
    _assert_same(views.current(), Views(catalog, store, toy.digest).current())
    alive = catalog.passages_where(Filter())
    assert views.current().ids.tolist() == alive.tolist()


def test_vectors_that_come_while_they_are_read_are_taken_once(
    catalog: Catalog, toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, views, real = _Writer(catalog, toy), Views(catalog, None, toy.digest), catalog.vector_high_water
    writer.add(30)
    writer.embed(5)

    def high_water() -> int:
        found = real()
        writer.embed(3)
        return found

    with monkeypatch.context() as busy:
        busy.setattr(catalog, "vector_high_water", high_water)
        for _ in range(4):
            views.freshen()
            assert _vectors(views.current())
    views.freshen()
    _assert_same(views.current(), Views(catalog, None, toy.digest).current())


class _Slow:
    """A catalog whose texts come only when they may, one after the other, to the thread beside the searches."""

    def __init__(self, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may, self.asked, self.threads, self.given = threading.Event(), threading.Event(), set[str](), 0
        real = catalog.iter_passages

        def slowly(*given):
            for row in real(*given):
                name = threading.current_thread().name
                self.threads.add(name)
                if name == "inkling-views":
                    self.asked.set()
                    assert self.may.wait(20)
                    self.given += 1
                yield row

        monkeypatch.setattr(catalog, "iter_passages", slowly)


@pytest.fixture
def grown(catalog: Catalog, tmp_path: Path, toy, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Searcher, _Writer]]:
    """A library that counts as large, with a snapshot, that was searched and then grew by much."""
    monkeypatch.setattr(view, "_LARGE", 10)
    monkeypatch.setattr(view, "_LITTLE", 3)
    monkeypatch.setattr(view, "_LONGEST_REST_S", 0.0)
    writer = _Writer(catalog, toy)
    writer.add(30)
    writer.embed(30)
    snapshots.build(catalog, SnapshotStore(tmp_path), toy.digest)
    searcher = Searcher(catalog, SnapshotStore(tmp_path), toy)
    assert searcher.search(SearchRequest("fox")).results
    writer.add(20)
    writer.say("A pelican waits at the lighthouse.")
    yield searcher, writer
    searcher.close()


def _finds(searcher: Searcher, text: str) -> bool:
    found = searcher.search(SearchRequest(text, threshold=Strength.NONE, limit=100, rerank=False))
    return any(text in passage.text for result in found.results for passage in result.passages)


def _ended(searcher: Searcher) -> None:
    thread = searcher._views._thread
    assert thread is not None
    thread.join(20)
    assert not thread.is_alive()


def test_a_search_does_not_wait_for_much_that_is_new(grown, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher, _ = grown
    slow = _Slow(catalog, monkeypatch)
    assert not _finds(searcher, "pelican")
    assert slow.asked.wait(20)
    beside = searcher._views._thread
    assert _finds(searcher, "fox")
    assert searcher._views._thread is beside, "one thread at a time"
    assert beside.daemon
    slow.may.set()
    _ended(searcher)
    assert slow.threads == {"inkling-views"}
    assert _finds(searcher, "pelican")


def test_who_saw_an_empty_library_waits_for_what_it_holds_now(
    catalog: Catalog, tmp_path: Path, toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_LITTLE", 3)
    searcher = Searcher(catalog, SnapshotStore(tmp_path), toy)
    assert searcher.search(SearchRequest("pelican")).state is SearchState.NO_DOCUMENTS
    writer = _Writer(catalog, toy)
    writer.add(20)
    writer.say("A pelican waits at the lighthouse.")
    assert _finds(searcher, "pelican")
    searcher.close()


def test_a_small_edit_of_a_large_library_is_found_by_the_next_search(
    grown, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher, writer = grown
    searcher.freshen()
    monkeypatch.setattr(view, "_PATIENCE_S", 20.0)
    slow = _Slow(catalog, monkeypatch)
    slow.may.set()
    writer.say("The heron is late.")
    assert _finds(searcher, "heron")
    assert slow.threads == {"inkling-views"}


def test_whoever_wrote_takes_it_in_before_it_goes_on(grown) -> None:
    searcher, _ = grown
    searcher.freshen()
    assert searcher._views._thread is None
    assert _finds(searcher, "pelican")


def test_so_much_that_the_writer_would_wait_is_taken_in_beside(grown, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher, _ = grown
    monkeypatch.setattr(view, "_MAKESHIFT", 5)
    searcher.freshen()
    _ended(searcher)
    assert _finds(searcher, "pelican")


def test_closing_ends_what_is_taken_in(grown, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher, _ = grown
    slow = _Slow(catalog, monkeypatch)
    assert not _finds(searcher, "pelican")
    assert slow.asked.wait(20)
    thread = searcher._views._thread
    threading.Timer(0.1, slow.may.set).start()
    searcher.close()
    assert not thread.is_alive()
    assert slow.given <= 2, "it read on to the end"
    assert _finds(searcher, "fox")
    assert not _finds(searcher, "pelican")
    assert searcher._views._thread is None
    searcher.close()


def test_reopening_calls_off_what_is_taken_in(grown, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher, _ = grown
    slow = _Slow(catalog, monkeypatch)
    assert not _finds(searcher, "pelican")
    assert slow.asked.wait(20)
    threading.Timer(0.1, slow.may.set).start()
    searcher.reopen()
    assert slow.given <= 2, "it read on to the end"
    assert _finds(searcher, "pelican")
    assert _finds(searcher, "fox")


def test_a_snapshot_swapped_meanwhile_is_taken(
    grown, catalog: Catalog, tmp_path: Path, toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher, writer = grown
    monkeypatch.setattr(tail, "_STEP", 4)
    slow = _Slow(catalog, monkeypatch)
    assert not _finds(searcher, "pelican")
    assert slow.asked.wait(20)
    snapshots.build(catalog, SnapshotStore(tmp_path), toy.digest)
    writer.say("The heron is late.")
    slow.may.set()
    _ended(searcher)
    assert slow.given < 12, "what the new snapshot holds was read from the catalog"
    assert _finds(searcher, "pelican")
    assert _finds(searcher, "heron")
    assert len(searcher._views.current().lexical) == 2


def test_a_snapshot_damaged_meanwhile_is_told_once_and_searched_around(
    grown, catalog: Catalog, tmp_path: Path, toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher, _ = grown
    told: list[str] = []
    monkeypatch.setattr(searcher, "_on_damage", lambda: told.append(threading.current_thread().name))
    snapshots.build(catalog, SnapshotStore(tmp_path), toy.digest)
    (tmp_path / "index-000002" / "documents.npy").write_bytes(b"damaged")
    searcher.search(SearchRequest("fox"))
    _ended(searcher)
    assert searcher.is_damaged
    assert _finds(searcher, "pelican")
    assert _finds(searcher, "fox")
    assert told == [threading.current_thread().name]


def test_what_goes_wrong_beside_is_told_to_the_next_search(
    grown, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher, _ = grown

    real, asked = catalog.iter_passages, count()

    def fails(*given):
        if next(asked):  # the first step succeeds
            raise StorageError("the disk is broken")
        return real(*given)

    monkeypatch.setattr(tail, "_STEP", 4)
    monkeypatch.setattr(view, "_PATIENCE_S", 20.0)
    monkeypatch.setattr(view, "_LITTLE", 1000)
    with monkeypatch.context() as broken:
        broken.setattr(catalog, "iter_passages", fails)
        with pytest.raises(StorageError, match="broken"):
            searcher.search(SearchRequest("fox"))
    assert _finds(searcher, "pelican")


def test_what_scores_mean_is_learned_anew_beside(grown, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher, writer = grown
    searcher.calibration()
    before, real, learned = searcher._calibration.passages, learn.learn, list[str]()

    def learning(*given):
        learned.append(threading.current_thread().name)
        return real(*given)

    monkeypatch.setattr(learn, "learn", learning)
    writer.add(40)
    _finds(searcher, "fox")
    _ended(searcher)
    _finds(searcher, "fox")
    assert learned == ["inkling-views"]
    assert searcher._calibration.passages > 1.2 * before
    monkeypatch.setattr(view, "_LARGE", 1000)
    writer.add(1)
    writer.remove(60)
    searcher.freshen()
    _finds(searcher, "fox")
    assert learned[1:] == [threading.current_thread().name], "a small library learns at once"


def test_many_threads_search_while_everything_changes(grown, toy, tmp_path: Path, catalog: Catalog) -> None:
    searcher, writer = grown
    until, wrong = time.monotonic() + 1.5, list[BaseException]()

    def search() -> None:
        try:
            while time.monotonic() < until:
                assert _finds(searcher, "fox")
        except BaseException as error:  # told below, on the thread of the test
            wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    while time.monotonic() < until:
        writer.add(5)
        writer.remove(4)
        writer.embed(8)
        searcher.freshen()
        snapshots.build(catalog, SnapshotStore(tmp_path), toy.digest)
        searcher.reopen()
    for thread in threads:
        thread.join(20)
    assert not wrong
    searcher.close()
    assert "inkling-views" not in {thread.name for thread in threading.enumerate()}
