"""A sync makes the catalog true, reads as little as it can, and can be stopped anywhere."""

from __future__ import annotations

import os
import shutil
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingest_samples import HashModel, PlainReader, calm, said, sync_of, terms

from inkling import passages
from inkling.catalog import Catalog
from inkling.errors import Cancelled, StorageError
from inkling.ingest import Sync
from inkling.progress import Cancel
from inkling.records import FolderState, ProblemKind, Rules

OLD = 1_600_000_000


def put(path, text, age=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (OLD - age, OLD - age))


@pytest.fixture
def tree(tmp_path):
    folder = tmp_path / "tree"
    for n in range(10):
        put(folder / f"f{n}.txt", f"content number {n}. " * 30)
    return folder


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def catalog(data):
    with Catalog.open(data, write=True, terms=terms) as opened:
        yield opened


@pytest.fixture
def filled(catalog, tree):
    catalog.add_folder(os.fsencode(tree))
    return catalog


def settle(catalog):
    """Let the files look as if they had been seen long after their last change."""
    with catalog._connections.writing() as connection:
        connection.execute("UPDATE file SET checked_ns = checked_ns + 10000000000")


def test_first_sync_reads_all_and_the_second_nothing(filled, data):
    reader = PlainReader()
    sync = sync_of(filled, data, reader)
    told = []
    outcome = sync.words(report=told.append)
    assert (outcome.read, outcome.has_changed) == (10, True)
    assert len(filled.match("number")) == filled.coverage().passages
    assert {p.stage for p in told} == {"scan", "words"}
    assert (told[-1].done, told[-1].total) == (10, 10)
    settle(filled)
    second = sync.words()
    assert (second.read, second.same, second.has_changed) == (0, 10, False)
    assert len(reader.read) == 10
    assert filled.folders()[0].scanned_at_ns > 0


def test_files_wait_while_somebody_asks_but_not_for_ever(filled, data):
    began, asked = time.monotonic(), 0.25
    with filled.courtesy.asking():
        sync_of(filled, data, PlainReader()).words()
        assert time.monotonic() - began > asked, "ten files did not wait"
    assert filled.coverage().searchable == 10


def test_touching_costs_nothing_and_editing_embeds_what_changed(filled, data, tree):
    reader, model = PlainReader(), HashModel()
    sync = sync_of(filled, data, reader)
    sync.words()
    sync.meaning(model)
    model.texts.clear()
    reader.read.clear()
    for path in tree.iterdir():
        os.utime(path)
    assert sync.words().read == 0
    assert reader.read == []
    long = "".join(f"Sentence {n} is here and it is long enough to matter.\n\n" for n in range(200))
    put(tree / "f0.txt", long)
    sync.words()
    count = sync.meaning(model)
    model.texts.clear()
    put(tree / "f0.txt", long.replace("Sentence 199 is", "Sentence 199 was"), age=5)
    sync.words()
    assert 1 <= sync.meaning(model) <= 2 < count
    assert filled.coverage().with_meaning == 10


def test_moves_copies_and_renamed_folders_cost_nothing(filled, data, tree):
    reader, model = PlainReader(), HashModel()
    sync = sync_of(filled, data, reader)
    sync.words()
    sync.meaning(model)
    reader.read.clear()
    (tree / "sub").mkdir()
    (tree / "f0.txt").rename(tree / "sub" / "g.txt")
    shutil.copy(tree / "f1.txt", tree / "copy.txt")
    outcome = sync.words()
    assert (outcome.moved, outcome.gone) == (1, 0)
    (tree / "sub").rename(tree / "other")
    assert sync.words().moved == 1
    assert reader.read == []
    assert sync.meaning(model) == 0
    assert filled.document_of(os.fsencode(tree / "other" / "g.txt")) is not None
    assert len(filled.document_of(os.fsencode(tree / "copy.txt")).files) == 2


def test_deleted_files_are_forgotten(filled, data, tree):
    sync = sync_of(filled, data)
    sync.words()
    (tree / "f3.txt").unlink()
    assert sync.words().gone == 1
    assert filled.coverage().files == 9
    assert b"f3.txt" not in b"".join(path.read_bytes() for path in data.iterdir())


def test_edits_are_wiped_in_time_but_not_each(filled, data, tree, monkeypatch):
    sync, wiped = sync_of(filled, data), []
    real = filled.tidy
    monkeypatch.setattr(filled, "tidy", lambda: (wiped.append(1), real()))
    sync.words()
    for n in range(3):
        put(tree / "f1.txt", f"edit number {n}", age=n + 1)
        sync.words()
    assert len(wiped) == 1
    monkeypatch.setattr("inkling.ingest.sync._TIDY_EVERY_S", 0.0)
    sync.words()
    assert len(wiped) == 2
    (tree / "f2.txt").unlink()
    monkeypatch.setattr("inkling.ingest.sync._TIDY_EVERY_S", 600.0)
    sync.words()
    assert len(wiped) == 3


def test_change_in_the_same_breath_is_not_missed(filled, data, tree):
    sync = sync_of(filled, data)
    sync.words()
    before = (tree / "f5.txt").stat()
    (tree / "f5.txt").write_text((tree / "f5.txt").read_text().replace("content", "CHANGED"))
    os.utime(tree / "f5.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    with filled._connections.writing() as connection:  # as if the clock had not moved on
        now = (tree / "f5.txt").stat()
        connection.execute("UPDATE file SET ctime_ns = ? WHERE inode = ?", (now.st_ctime_ns, now.st_ino))
    sync.words()
    assert filled.match("changed")


def test_missing_folder_is_unavailable_and_comes_back(filled, data, tree):
    sync = sync_of(filled, data)
    sync.words()
    tree.rename(tree.with_name("away"))
    outcome = sync.words()
    assert len(outcome.unavailable) == 1
    assert filled.folders()[0].state is FolderState.UNAVAILABLE
    assert filled.coverage().searchable == 10
    tree.with_name("away").rename(tree)
    assert not sync.words().unavailable
    assert filled.folders()[0].state is FolderState.READY


def test_rules_that_exclude_forget(filled, data):
    sync = sync_of(filled, data)
    sync.words()
    filled.set_rules(filled.folders()[0].id, Rules(exclude=("f1.txt", "f2.txt")))
    assert sync.words().gone == 2


def test_partial_look_leaves_the_rest_alone(filled, data, tree):
    put(tree / "a" / "x.txt", "ex")
    put(tree / "b" / "y.txt", "why")
    sync = sync_of(filled, data)
    sync.words()
    (tree / "a" / "x.txt").unlink()
    (tree / "b" / "y.txt").unlink()
    id = filled.folders()[0].id
    assert sync.words(dirty={id: [os.fsencode(tree / "a")]}).gone == 1
    assert filled.document_of(os.fsencode(tree / "b" / "y.txt")) is not None
    assert sync.words(dirty={}).has_changed is False


def test_overlapping_folders_index_a_file_once(filled, data, tree):
    put(tree / "in" / "z.txt", "zed")
    sync = sync_of(filled, data)
    sync.words()
    inner = filled.add_folder(os.fsencode(tree / "in"))
    assert sync.words().has_changed is False
    assert filled.coverage().files == 11
    filled.remove_folder(inner.id)
    assert sync.words().has_changed is False
    assert filled.coverage().files == 11


def test_broken_file_gets_two_tries_and_is_then_set_aside(filled, data, tree):
    once, always = os.fsencode(tree / "f1.txt"), os.fsencode(tree / "f2.txt")
    reader = PlainReader(broken={once: 1, always: 99})
    sync = sync_of(filled, data, reader)
    sync.words()
    settle(filled)
    assert [(p.path, p.kind) for p in filled.problems()] == [(always, ProblemKind.CRASHED)]
    assert reader.read.count(always) == 2
    assert sync.words().read == 0
    assert reader.read.count(always) == 2
    later = Sync(filled, reader, calm(data), version=2)
    assert later.words().read == 10


def test_file_that_kills_us_is_read_alone_and_set_aside(filled, data, tree):
    deadly = os.fsencode(tree / "f4.txt")

    def die(path):
        if path == deadly:
            raise KeyboardInterrupt  # stands for the death of the process: the journal is not cleaned up

    for _ in range(4):
        sync = sync_of(filled, data, PlainReader(before=[die]))
        monkey = filled.end
        filled.end = lambda paths: None
        with pytest.raises(KeyboardInterrupt):
            sync.words()
        filled.end = monkey
    assert sync_of(filled, data, PlainReader(before=[die])).words().read == 1
    assert [p.kind for p in filled.problems()] == [ProblemKind.CRASHED]
    assert filled.coverage().searchable == 9


def test_vanished_file_is_tried_again(filled, data, tree):
    def vanish(path):
        if path.endswith(b"f6.txt"):
            (tree / "f6.txt").rename(tree / "f6.bak")

    sync_of(filled, data, PlainReader(before=[vanish])).words()
    (tree / "f6.bak").rename(tree / "f6.txt")
    sync_of(filled, data).words()
    assert filled.coverage().searchable == 10


def test_empty_file_is_a_problem_with_a_reason(filled, data, tree):
    put(tree / "empty.txt", " \n")
    sync_of(filled, data).words()
    (problem,) = filled.problems()
    assert problem.kind is ProblemKind.NO_TEXT
    assert filled.coverage().problems == {"no_text": 1}


def test_cancel_keeps_what_was_read_and_goes_on_later(filled, data):
    cancel = Cancel()
    count = 0

    def stop(path):
        nonlocal count
        count += 1
        if count == 5:
            cancel.cancel()

    with pytest.raises(Cancelled):
        sync_of(filled, data, PlainReader(before=[stop])).words(cancel)
    coverage = filled.coverage()
    assert coverage.searchable == 5
    assert coverage.pending == 5
    assert filled.bury() == []
    assert sync_of(filled, data).words().read == 5


def test_pause_tells_why_and_resumes(filled, data):
    pace = calm(data)
    pace.pause()
    told = []
    done = threading.Event()

    def report(progress):
        told.append(progress)
        if progress.stage == "paused":
            pace.resume()
        done.set()

    sync_of(filled, data, pace=pace).words(report=report)
    assert told[0].stage == "paused"
    assert told[0].detail == "paused by you"
    assert filled.coverage().searchable == 10


def test_full_disk_waits_and_loses_nothing(filled, data, monkeypatch):
    real, fails = filled.store, [3]

    def store(readings):
        if fails[0]:
            fails[0] -= 1
            raise StorageError("The catalog cannot grow: the disk is full.")
        real(readings)

    monkeypatch.setattr(filled, "store", store)
    told = []
    sync_of(filled, data).words(report=told.append)
    assert [p.detail for p in told if p.stage == "paused"] == ["The catalog cannot grow: the disk is full."] * 3
    assert filled.coverage().searchable == 10


def test_full_disk_ends_when_called_off(filled, data, monkeypatch):
    cancel = Cancel()

    def store(readings):
        cancel.cancel()
        raise StorageError("full")

    monkeypatch.setattr(filled, "store", store)
    with pytest.raises(StorageError):
        sync_of(filled, data).words(cancel)
    assert filled.coverage().pending == 10


def test_other_cutter_cuts_stored_texts_again(filled, data, tree, monkeypatch):
    reader = PlainReader()
    sync_of(filled, data, reader).words()
    settle(filled)
    before = filled.coverage().passages
    monkeypatch.setattr(passages, "VERSION", 99)
    monkeypatch.setattr("inkling.ingest.sync.CUT_VERSION", 99)
    sync_of(filled, data, reader, size=20).words()
    assert filled.coverage().passages > 3 * before
    assert len(reader.read) == 10
    assert filled.check(full=True).problems == ()


names = st.sampled_from(["a.txt", "b.txt", "c.md", "sub/a.txt", "sub/d.txt"])
steps = st.one_of(
    st.tuples(st.just("write"), names, st.integers(0, 3)),
    st.tuples(st.just("append"), names, st.integers(0, 3)),
    st.tuples(st.just("delete"), names, names),
    st.tuples(st.just("rename"), names, names),
    st.tuples(st.just("swap"), names, names),
    st.tuples(st.just("copy"), names, names),
    st.tuples(st.just("touch"), names, names),
    st.tuples(st.just("sync"), names, names),
    st.tuples(st.just("rename folder"), names, names),
)
TEXTS = ["", "alpha beta. " * 40, "gamma delta\n\n" * 60, "ünïcode 中文。" * 50]


def act(tree, step):
    kind, name, other = step
    path = tree / name
    if kind == "write":
        put(path, TEXTS[other], age=other)
    elif kind == "append" and path.exists():
        path.write_text(path.read_text() + TEXTS[other])
    elif kind == "rename folder" and (tree / "sub").exists():
        (tree / "sub").rename(tree / f"sub{len(list(tree.iterdir()))}")
    elif kind in ("delete", "rename", "swap", "copy", "touch") and path.exists():
        target = tree / str(other)
        if kind == "delete":
            path.unlink()
        elif kind == "touch":
            os.utime(path)
        elif kind == "swap" and target.exists() and path != target:
            path.rename(tree / "aside.txt")
            target.rename(path)
            (tree / "aside.txt").rename(target)
        elif kind in ("rename", "copy") and path != target:
            target.parent.mkdir(exist_ok=True)
            path.rename(target) if kind == "rename" else shutil.copy2(path, target)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=25))
def test_incremental_equals_rebuild(tmp_path_factory, sequence):
    base = tmp_path_factory.mktemp("life")
    tree = base / "tree"
    tree.mkdir()
    with Catalog.open(base / "data", write=True, terms=terms) as catalog:
        catalog.add_folder(os.fsencode(tree))
        sync = sync_of(catalog, base / "data")
        for step in sequence:
            act(tree, step)
            if step[0] == "sync":
                sync.words()
        sync.words()
        with Catalog.open(base / "fresh", write=True, terms=terms) as fresh:
            fresh.add_folder(os.fsencode(tree))
            sync_of(fresh, base / "fresh").words()
            assert said(catalog) == said(fresh)
        assert catalog.check(full=True).problems == ()


def test_a_full_look_at_one_folder_leaves_the_others_alone_and_knows_what_moved_in(catalog, data, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    put(one / "a.txt", "what moves")
    put(two / "b.txt", "what stays")
    first, second = (catalog.add_folder(os.fsencode(folder)) for folder in (one, two))
    reader = PlainReader()
    sync = sync_of(catalog, data, reader)
    sync.words()
    settle(catalog)
    (two / "b.txt").unlink()
    shutil.move(one / "a.txt", two / "a.txt")
    reader.read.clear()
    outcome = sync.words(only={first.id})
    assert (outcome.gone, outcome.read) == (1, 0)
    assert set(catalog.stamps(second.id)) == {os.fsencode(two / "b.txt")}
    put(one / "c.txt", "what stays")  # the other folder's bytes
    sync.words(only={first.id})
    assert reader.read == [], "a copy from another folder is hashed, not read"
    assert sync.words(only={second.id}).gone == 1
    assert set(catalog.stamps()) == {os.fsencode(two / "a.txt"), os.fsencode(one / "c.txt")}


def test_a_look_at_an_inner_folder_takes_its_files_over_unread(catalog, data, tmp_path):
    outer, inner = tmp_path / "outer", tmp_path / "outer" / "inner"
    put(inner / "a.txt", "inside")
    catalog.add_folder(os.fsencode(outer))
    reader = PlainReader()
    sync = sync_of(catalog, data, reader)
    sync.words()
    settle(catalog)
    own = catalog.add_folder(os.fsencode(inner))
    assert sync.words(only={own.id}).read == 0
    assert set(catalog.stamps(own.id)) == {os.fsencode(inner / "a.txt")}
    assert len(reader.read) == 1
