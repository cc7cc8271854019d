"""Copies and topics that were found once stay true while files change, and what a person did meanwhile stands."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from inkling.errors import Cancelled
from inkling.library import Library, renewing
from inkling.library.renewing import Renewal
from inkling.progress import Cancel, ignore_progress
from inkling.records import Changes

GARDEN = "The bed by the wall wants lime and the leaves of the plum are taken off before the frost comes in. "
MONEY = "The bank moved the loan to a new account and wants each rate paid by the third of the month from now on. "


def _write(folder: Path, name: str, words: str, more: str = "") -> None:
    (folder / name).write_text(f"{words * 4}\n{name.partition('.')[0]} stands here on purpose. {more}\n")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    made = tmp_path / "tree"
    made.mkdir()
    for number in range(6):
        _write(made, f"garden {number}.txt", GARDEN, f"Plants of row {number} grow {'well ' * number}")
        _write(made, f"money {number}.txt", MONEY, f"Account {number} holds {'much ' * number}")
    return made


@pytest.fixture
def library(tmp_path: Path, tree: Path):
    with Library.open(tmp_path / "data") as opened:
        opened.keeper.add_folder(os.fsencode(tree))
        yield opened


def _sync(library: Library) -> None:
    library.keeper.sync(Cancel(), meaning=False)


def _renewal(library: Library, tell: Callable[[Changes], None] = lambda _changes: None) -> Renewal:
    return Renewal(library._catalog, lambda: library.copies, lambda: library.topics, tell)


def _names(library: Library) -> set[str]:
    found = library.copies.kept()
    assert found is not None
    return {Path(os.fsdecode(f.path)).name for g in found.groups for m in g.members for f in m.files if g.spare_bytes}


def test_what_was_found_is_found_again_after_files_changed(library: Library, tree: Path) -> None:
    _sync(library)
    heard: list[Changes] = []
    renew = _renewal(library, heard.append)
    renew(Cancel(), ignore_progress)
    assert library.copies.kept() is not None, "few files are compared unasked"
    assert library.topics.kept() is None, "nobody asked for topics"
    library.topics.find()
    library.topics.find(os.fsencode(tree))
    (tree / "twin.txt").write_bytes((tree / "garden 3.txt").read_bytes())
    (tree / "money 5.txt").unlink()
    _sync(library)
    assert "twin.txt" not in _names(library)
    heard.clear()
    renew._not_before_s = 0.0
    renew(Cancel(), ignore_progress)
    assert "twin.txt" in _names(library)
    assert heard == [Changes(copies=True), Changes(topics=True), Changes(topics=True)]
    for folder in (None, os.fsencode(tree)):
        kept = library.topics.kept(folder)
        assert kept is not None
        held = {os.path.basename(member.path) for topic in kept.at(0) for member in topic.members}
        assert b"money 5.txt" not in held
        assert kept.generation == library._catalog.generation()
        assert kept.files == 12


def test_it_rests_after_work_and_does_nothing_when_nothing_changed(
    library: Library, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(renewing.time, "monotonic", lambda: clock[0])
    _sync(library)
    heard: list[Changes] = []

    def tell(changes: Changes) -> None:
        heard.append(changes)
        clock[0] += 3.0  # so long it took

    renew = _renewal(library, tell)
    renew(Cancel(), ignore_progress)
    renew(Cancel(), ignore_progress)
    assert heard == [Changes(copies=True)]
    _write(tree, "new.txt", GARDEN)
    _sync(library)
    clock[0] += 59.0
    renew(Cancel(), ignore_progress)
    assert len(heard) == 1, "a twentieth of the time, no more"
    clock[0] += 2.0
    renew(Cancel(), ignore_progress)
    assert heard == [Changes(copies=True)] * 2


def test_a_large_library_is_compared_unasked_only_after_somebody_asked_once(
    library: Library, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "_QUICK", 3)
    _sync(library)
    renew = _renewal(library)
    renew(Cancel(), ignore_progress)
    assert library.copies.kept() is None
    library.copies.find()
    (tree / "twin.txt").write_bytes((tree / "garden 3.txt").read_bytes())
    _sync(library)
    renew._not_before_s = 0.0
    renew(Cancel(), ignore_progress)
    assert "twin.txt" in _names(library)


def test_topics_of_very_many_files_wait_for_the_person(
    library: Library, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "_LARGEST", 11)
    _sync(library)
    before = library.topics.find().generation
    _write(tree, "new.txt", GARDEN)
    _sync(library)
    _renewal(library)(Cancel(), ignore_progress)
    kept = library.topics.kept()
    assert kept is not None
    assert kept.generation == before != library._catalog.generation()


def test_called_off_it_changes_nothing_and_is_made_up_for(library: Library, tree: Path) -> None:
    _sync(library)
    library.copies.find()
    before = library.topics.find().generation
    _write(tree, "new.txt", GARDEN)
    _sync(library)
    renew, cancel = _renewal(library), Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        renew(cancel, ignore_progress)
    kept = library.topics.kept()
    assert kept is not None
    assert kept.generation == before
    renew._not_before_s = 0.0
    renew(Cancel(), ignore_progress)
    kept = library.topics.kept()
    assert kept is not None
    assert kept.generation == library._catalog.generation()


def test_a_person_who_renames_meanwhile_has_the_last_word(library: Library, tree: Path) -> None:
    _sync(library)
    topic = library.topics.find().at(0)[0]
    _write(tree, "new.txt", GARDEN)
    _sync(library)
    said = threading.Event()

    def rename(_progress: object) -> None:
        if not said.is_set():
            said.set()
            library.topics.rename(topic.id, "What I call it")

    assert library.topics.renew(None, Cancel(), rename) is False
    kept = library.topics.kept()
    assert kept is not None
    assert "What I call it" in {topic.name for topic in kept.topics}
    assert library.topics.renew(None, Cancel(), ignore_progress) is True
    kept = library.topics.kept()
    assert kept is not None
    assert "What I call it" in {topic.name for topic in kept.topics}


def test_a_damaged_memory_of_topics_does_not_keep_the_rest_from_being_renewed(library: Library, tree: Path) -> None:
    _sync(library)
    library.topics.find(os.fsencode(tree))
    library._catalog.keep("topics:", b"no JSON")
    _write(tree, "new.txt", GARDEN)
    _sync(library)
    _renewal(library)(Cancel(), ignore_progress)
    kept = library.topics.kept(os.fsencode(tree))
    assert kept is not None
    assert kept.generation == library._catalog.generation()


def test_the_follower_renews_by_itself(library: Library, tree: Path) -> None:
    _sync(library)
    library.copies.find()
    found = threading.Event()
    library.subscribe(lambda changes: found.set() if changes.copies else None)
    library.keeper.follow()
    (tree / "twin.txt").write_bytes((tree / "garden 3.txt").read_bytes())
    assert found.wait(20)
    assert "twin.txt" in _names(library)


def test_a_look_that_waits_for_another_can_be_called_off(library: Library) -> None:
    _sync(library)
    cancel, under_way = Cancel(), threading.Event()

    def slow(_progress: object) -> None:
        under_way.set()
        assert cancel._event.wait(10)

    other = threading.Thread(target=lambda: library.copies.find((), None, slow))
    other.start()
    assert under_way.wait(10)
    threading.Timer(0.1, cancel.cancel).start()
    with pytest.raises(Cancelled):
        library.copies.overlaps((), cancel)
    other.join()
    assert library.copies.kept() is not None


def test_a_look_at_which_nothing_changed_leaves_what_was_found_up_to_date(library: Library, tree: Path) -> None:
    library.keeper.sync(Cancel())
    found = library.copies.kept()
    assert found is not None
    assert found.generation == library.generation
    library.keeper.sync(Cancel())
    library.keeper.follow()
    library.keeper.scan()
    assert library.keeper.settle(20)
    os.utime(tree / "garden 1.txt")  # touched, not changed
    library.keeper.scan()
    assert library.keeper.settle(20)
    assert found.generation == library.generation
