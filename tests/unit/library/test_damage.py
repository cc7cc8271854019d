"""A damaged index from end to end: noticed, searched around, built anew by whoever follows the library."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inkling.index.base import IndexDamaged
from inkling.index.snapshot import SnapshotStore
from inkling.library import Library
from inkling.progress import Cancel
from inkling.records import Changes, Results, SearchRequest, SearchStage, Strength

Spoil = Callable[[Path, Path], None]
_PAGE = 4096


def _flip(file: Path, _older: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _cut(file: Path, _older: Path) -> None:
    os.truncate(file, file.stat().st_size - 1)


def _zero(file: Path, _older: Path) -> None:
    data = file.read_bytes()
    here = max(0, len(data) - _PAGE)
    file.write_bytes(data[:here] + bytes(len(data) - here))


def _swap(file: Path, older: Path) -> None:
    shutil.copyfile(older, file)


def _lose(file: Path, _older: Path) -> None:
    file.unlink()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of some files with its index, and beside it an older index of the same library."""
    place = tmp_path_factory.mktemp("kept")
    folder = place / "papers"
    folder.mkdir()
    for number in range(40):
        (folder / f"note{number}.txt").write_text(
            f"Note {number} speaks of harbour {number * 7} and its {number} boats."
        )
    with Library.open(place / "data") as library:
        library.keeper.add_folder(os.fsencode(folder))
        library.keeper.sync(Cancel())
        _renew(library)
        shutil.copytree(_index(place / "data"), place / "older")
        (folder / "tides.txt").write_text("The Moon pulls the sea, and the harbour falls dry twice a day.")
        library.keeper.sync(Cancel())
        _renew(library)
    return place


def _renew(library: Library) -> None:
    """Build the index of a small library, which for a while would search what is new without one."""
    (library.data / "CURRENT").unlink()
    library.keeper.sync(Cancel())


@pytest.fixture
def data(kept: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(kept / "data", tmp_path / "data", ignore=shutil.ignore_patterns("lock", "*.sock"))
    return tmp_path / "data"


def _index(data: Path) -> Path:
    return max(data.glob("index-*"))


def _search(library: Library) -> Results:
    return library.searcher.search(SearchRequest("moon sea harbour dry", threshold=Strength.NONE, rerank=False))


def _first(found: Results) -> str:
    return found.results[0].files[0].display.rsplit("/", 1)[-1]


def _names(data: Path) -> list[str]:
    return sorted(path.name for path in _index(data).iterdir())


@pytest.mark.parametrize("spoil", [_flip, _cut, _zero, _swap, _lose])
def test_every_damage_of_every_file_is_noticed_and_searched_around(data: Path, kept: Path, spoil: Spoil) -> None:
    _open_whole(data)
    with Library.open(data, write=False) as reader:
        for name in _names(data):
            file = _index(data) / name
            before = file.read_bytes()
            spoil(file, kept / "older" / name)
            if file.exists() and file.read_bytes() == before:
                continue  # nothing to spoil: zeros already, or the same in both
            with pytest.raises(IndexDamaged):
                _open_whole(data)
            reader.searcher.reopen()
            found = _search(reader)
            assert _first(found) == "tides.txt", name
            assert found.stage is SearchStage.MEANING, name
            assert reader.searcher.is_damaged, name
            file.write_bytes(before)
        reader.searcher.reopen()
        assert _first(_search(reader)) == "tides.txt"
        assert not reader.searcher.is_damaged


def _open_whole(data: Path) -> None:
    snapshot = SnapshotStore(data).open()
    assert snapshot is not None
    snapshot.check()


@pytest.mark.parametrize("spoil", [_flip, _cut, _zero, _swap, _lose])
def test_whoever_follows_builds_the_index_anew(data: Path, kept: Path, spoil: Spoil) -> None:
    file = max(_index(data).glob("*.npy"), key=lambda path: path.stat().st_size)
    spoil(file, kept / "older" / file.name)
    with Library.open(data) as library:
        mended = threading.Event()

        def heard(changes: Changes) -> None:
            if changes.snapshot and _is_whole(data):
                mended.set()

        library.subscribe(heard)
        library.keeper.follow()
        assert library.keeper.settle(30)
        assert _first(_search(library)) == "tides.txt"
        assert mended.wait(30)
        assert _first(_search(library)) == "tides.txt"
        assert not library.searcher.is_damaged


def test_a_reader_asks_the_running_one_to_mend(data: Path) -> None:
    with Library.open(data) as running:
        running.keeper.follow()
        assert running.keeper.settle(30)
        mended = threading.Event()
        running.subscribe(lambda changes: mended.set() if changes.snapshot and _is_whole(data) else None)
        _flip(_index(data) / "MANIFEST.json", data)
        with Library.open(data, write=False) as reader:
            assert _first(_search(reader)) == "tides.txt"
            assert mended.wait(30)
            assert _first(_search(reader)) == "tides.txt"
            assert not reader.searcher.is_damaged


def test_the_next_sync_mends_where_nobody_follows(data: Path) -> None:
    _cut(_index(data) / "MANIFEST.json", data)
    with Library.open(data) as library:
        assert _first(_search(library)) == "tides.txt"
        assert library.searcher.is_damaged
        library.keeper.sync(Cancel())
        assert not library.searcher.is_damaged
        _open_whole(data)


def _is_whole(data: Path) -> bool:
    try:
        _open_whole(data)
    except IndexDamaged:
        return False
    return True
