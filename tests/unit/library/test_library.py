"""The facade on a small real library: folders, forgetting, following, trying again, telling."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from inkling.errors import LibraryAbsent, LibraryBusy, UsageError
from inkling.library import Library
from inkling.progress import Cancel
from inkling.records import Changes, Rules, SearchRequest, Strength


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "tides.txt").write_text("The Moon pulls the sea, and the harbour falls dry twice a day.")
    (folder / "bread.md").write_text("# Bread\n\nFold the dough four times and leave it in the cold overnight.")
    return folder


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as library:
        library.keeper.add_folder(os.fsencode(folder))
        library.keeper.sync(Cancel())
        yield library


def found(library: Library, text: str) -> list[str]:
    results = library.searcher.search(SearchRequest(text, threshold=Strength.NONE)).results
    return [result.files[0].display.rsplit("/", 1)[-1] for result in results]


def test_reading_needs_a_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryAbsent, match="inkling add FOLDER"):
        Library.open(tmp_path / "none", write=False)


def test_one_writer_and_any_reader(library: Library) -> None:
    with pytest.raises(LibraryBusy):
        Library.open(library.data)
    with Library.open_best(library.data) as reader:
        assert not reader.is_writer
        assert found(reader, "harbour")[0] == "tides.txt"


def test_closing_ends_what_goes_on_beside_the_searches(library: Library) -> None:
    assert found(library, "harbour")[0] == "tides.txt"
    ended = []
    library.searcher.close, end = lambda: (ended.append(library._catalog.generation()), end()), library.searcher.close
    library.close()
    library.searcher.close = end
    assert ended, "the searcher must end before the catalog it reads"


def test_our_own_folder_is_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="keeps its own files"):
        library.keeper.add_folder(os.fsencode(library.data))


def test_changes_are_told_until_the_listener_ends(library: Library, folder: Path) -> None:
    heard: list[Changes] = []
    end = library.subscribe(heard.append)
    (folder / "tea.txt").write_text("Let the water cool before you pour it on green tea.")
    library.keeper.sync(Cancel())
    assert any(changes.documents for changes in heard)
    assert any(changes.meanings for changes in heard)
    end()
    heard.clear()
    library.keeper.set_rules(library.keeper.folders()[0].id, Rules(exclude=("*.md",)))
    assert heard == []


def test_forgetting_leaves_a_file_out_from_now_on(library: Library, folder: Path) -> None:
    assert library.keeper.forget(os.fsencode(folder / "bread.md")) == 1
    library.keeper.sync(Cancel())
    assert found(library, "dough") in ([], ["tides.txt"])
    assert (folder / "bread.md").exists()


def test_a_name_with_signs_of_patterns_is_forgotten_alone(library: Library, folder: Path) -> None:
    for name in ("notes [1].txt", "notes 1.txt"):
        (folder / name).write_text(f"The gardener wrote {name} about roses.")
    library.keeper.sync(Cancel())
    library.keeper.forget(os.fsencode(folder / "notes [1].txt"))
    library.keeper.sync(Cancel())
    assert "notes 1.txt" in found(library, "gardener roses")
    assert "notes [1].txt" not in found(library, "gardener roses")


def test_trying_again_reads_a_file_that_failed(library: Library, folder: Path) -> None:
    path = folder / "broken.pdf"
    path.write_bytes(b"%PDF-1.4 nothing of a PDF")
    library.keeper.sync(Cancel())
    assert [problem.path for problem in library.keeper.problems()] == [os.fsencode(path)]
    assert library.keeper.sync(Cancel()).read == 0
    library.keeper.try_again([os.fsencode(path)])
    assert library.keeper.sync(Cancel()).read == 1


def test_recent_lists_the_newest_first(library: Library, folder: Path) -> None:
    os.utime(folder / "bread.md", (1_000_000_000, 1_000_000_000))
    library.keeper.sync(Cancel())
    names = [document.files[0].display.rsplit("/", 1)[-1] for document in library.reader.recent(5)]
    assert names == ["tides.txt", "bread.md"]


def test_following_finds_an_edit_by_its_new_words_and_its_meaning(library: Library, folder: Path) -> None:
    library.keeper.follow()
    assert library.keeper.settle(30)
    (folder / "tides.txt").write_text("A lighthouse keeper counts the ships that pass at night.")
    library.keeper.scan()
    assert library.keeper.settle(30)
    assert found(library, "lighthouse ships")[0] == "tides.txt"
    library.keeper.close()
    coverage = library.keeper.status()
    assert coverage.files == coverage.searchable == 2


def test_settings_are_kept(library: Library) -> None:
    library.change_settings(threads=2, threshold="weak")
    assert library.keeper.pace.threads == 2
    data = library.data
    library.close()
    with Library.open(data) as again:
        assert again.settings.threshold == "weak"


def test_a_damaged_index_is_mended_from_the_catalog(library: Library) -> None:
    arrays = sorted(library.data.glob("index-*/*.npy"))
    data = bytearray(arrays[0].read_bytes())
    data[-1] ^= 1
    arrays[0].write_bytes(bytes(data))
    told = library.check()
    assert told.problems == ()
    assert "built anew" in told.repaired[0]
    assert library.check().repaired == ()
