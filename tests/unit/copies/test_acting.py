"""To the trash and back: real files in a home of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from inkling.copies import acting, trash
from inkling.copies.journal import Journal
from inkling.errors import StorageError, UsageError
from inkling.progress import Cancel, ignore_progress
from inkling.records import FileId, FolderId, Plan, PlannedRemoval, StoredFile, Tier


def stored(path: Path) -> StoredFile:
    found = path.stat()
    facts = (found.st_size, found.st_mtime_ns, found.st_dev, found.st_ino)
    return StoredFile(FileId(1), FolderId(1), os.fsencode(path), str(path), *facts)


def removal(path: Path, kept: Path) -> PlannedRemoval:
    digests = [acting.digest_of(os.fsencode(one)) for one in (path, kept)]
    return PlannedRemoval(
        stored(path), digests[0], stored(kept), digests[1], "g", Tier.IDENTICAL_BYTES, "the same bytes"
    )


def two_files(home: Path, name: str = "copy.txt") -> tuple[Path, Path]:
    folder = home / "documents"
    folder.mkdir(exist_ok=True)
    kept, copy = folder / "kept.txt", folder / name
    kept.write_text("the same words")
    copy.write_text("the same words")
    return kept, copy


def carried_out(home: Path, *removals: PlannedRemoval) -> list[acting.Removal]:
    plan = Plan(removals, tuple(one.kept for one in removals), 0)
    return acting.carry_out(plan, Journal(home / "data"), Cancel(), ignore_progress)


@pytest.mark.parametrize(
    "name", ["copy.txt", "with blank & 100 % ü 文.txt", "no suffix", os.fsdecode(b"broken \xff name")]
)
def test_a_file_goes_to_the_trash_and_comes_back_as_it_was(home: Path, name: str) -> None:
    kept, copy = two_files(home, name)
    before = copy.stat()
    (entry,) = carried_out(home, removal(copy, kept))
    assert entry.failure == ""
    assert not copy.exists()
    assert Path(os.fsdecode(entry.trashed_as)).read_text() == "the same words"
    (undone,) = acting.undo([entry], Journal(home / "data"), Cancel(), ignore_progress)
    assert undone.undone
    assert (copy.stat().st_ino, copy.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not list((home / "xdg_data_home" / "Trash" / "info").iterdir())
    assert [item.undone for item in Journal(home / "data").entries()] == [True]


def test_the_journal_alone_is_enough_to_undo_after_a_crash(home: Path) -> None:
    kept, copy = two_files(home)

    def put_and_die(path: bytes) -> bytes:
        trash.put(path)
        raise KeyboardInterrupt

    journal = Journal(home / "data")
    with pytest.raises(KeyboardInterrupt):
        acting.carry_out(Plan((removal(copy, kept),), (), 0), journal, Cancel(), ignore_progress, put_and_die)
    assert not copy.exists()
    (entry,) = Journal(home / "data").entries()
    assert entry.failure == acting.NOT_FINISHED
    (undone,) = acting.undo([entry], journal, Cancel(), ignore_progress)
    assert undone.undone
    assert copy.read_text() == "the same words"


def test_a_changed_file_stays(home: Path) -> None:
    kept, copy = two_files(home)
    planned = removal(copy, kept)
    copy.write_text("other words now")
    (entry,) = carried_out(home, planned)
    assert "changed" in entry.failure
    assert copy.exists()


@pytest.mark.parametrize("happens", ["gone", "changed"])
def test_nothing_goes_when_its_twin_is_gone_or_changed(home: Path, happens: str) -> None:
    kept, copy = two_files(home)
    planned = removal(copy, kept)
    if happens == "gone":
        kept.unlink()
    else:
        kept.write_text("other")
    (entry,) = carried_out(home, planned)
    assert "gone or changed" in entry.failure
    assert copy.exists()


def test_the_file_that_stays_is_never_removed_under_another_name(home: Path) -> None:
    kept, copy = two_files(home)
    copy.unlink()
    copy.symlink_to(kept)
    planned = PlannedRemoval(
        stored(copy), acting.digest_of(os.fsencode(kept)), stored(kept), acting.digest_of(os.fsencode(kept)),
        "g", Tier.IDENTICAL_BYTES, "",
    )  # fmt: skip
    (entry,) = carried_out(home, planned)
    assert entry.failure
    assert kept.exists()
    assert copy.is_symlink()


def test_undo_never_writes_over_another_file(home: Path) -> None:
    kept, copy = two_files(home)
    (entry,) = carried_out(home, removal(copy, kept))
    copy.write_text("somebody else")
    (undone,) = acting.undo([entry], Journal(home / "data"), Cancel(), ignore_progress)
    assert not undone.undone
    assert "Another file" in undone.failure
    assert copy.read_text() == "somebody else"
    (kept_entry,) = Journal(home / "data").entries()
    assert acting.can_come_back(kept_entry), "whoever moves the other file away can undo again"
    with pytest.raises(UsageError):
        trash.restore(entry.trashed_as, entry.path)


def test_undo_makes_the_folder_again(home: Path) -> None:
    kept, _ = two_files(home)
    folder = home / "other"
    folder.mkdir()
    copy = folder / "copy.txt"
    copy.write_text("the same words")
    (entry,) = carried_out(home, removal(copy, kept))
    folder.rmdir()
    acting.undo([entry], Journal(home / "data"), Cancel(), ignore_progress)
    assert copy.read_text() == "the same words"


def test_an_emptied_trash_is_told(home: Path) -> None:
    kept, copy = two_files(home)
    (entry,) = carried_out(home, removal(copy, kept))
    Path(os.fsdecode(entry.trashed_as)).unlink()
    (undone,) = acting.undo([entry], Journal(home / "data"), Cancel(), ignore_progress)
    assert undone.failure == "The file is no longer in the trash."
    (told,) = Journal(home / "data").entries()
    assert acting.was_moved(told)
    assert not acting.can_come_back(told)


def test_two_files_of_one_name_come_back_to_their_own_folders(home: Path) -> None:
    kept, _ = two_files(home)
    copies = []
    for name in ("a", "b"):
        (home / name).mkdir()
        copies.append(home / name / "same.txt")
        copies[-1].write_text("the same words")
    entries = carried_out(home, *(removal(copy, kept) for copy in copies))
    assert len({entry.trashed_as for entry in entries}) == 2
    acting.undo(entries, Journal(home / "data"), Cancel(), ignore_progress)
    assert all(copy.exists() for copy in copies)


def test_relative_paths_in_the_trash_start_from_its_volume(home: Path) -> None:
    folder = home / "xdg_data_home" / "Trash"
    for part in ("files", "info"):
        (folder / part).mkdir(parents=True)
    (folder / "files" / "x").write_text("x")
    (folder / "info" / "x.trashinfo").write_text("[Trash Info]\nPath=sub/x%20y\nDeletionDate=2024-01-01T00:00:00\n")
    (folder / "info" / "damaged.trashinfo").write_bytes(b"\xff\xfe")
    path = os.fsencode(home / "xdg_data_home" / "sub" / "x y")
    assert [item.file for item in trash.find(path)] == [os.fsencode(folder / "files" / "x")]


def test_a_trash_that_fails_leaves_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, copy = two_files(home)

    def refuse(_path: str) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("send2trash.send2trash", refuse)
    (entry,) = carried_out(home, removal(copy, kept))
    assert "left in place" in entry.failure
    assert copy.exists()


def test_cancel_stops_before_the_next_file_and_is_in_the_journal(home: Path) -> None:
    kept, copy = two_files(home)
    cancel = Cancel()
    other = home / "documents" / "other.txt"
    other.write_text("the same words")
    plan = Plan((removal(copy, kept), removal(other, kept)), (), 0)
    journal = Journal(home / "data")
    done = acting.carry_out(plan, journal, cancel, lambda _: cancel.cancel())
    assert [bool(entry.failure) for entry in done] == [False, True]
    assert other.exists()
    assert [entry.failure for entry in journal.entries()] == [entry.failure for entry in done]


def test_nothing_is_touched_when_the_journal_cannot_be_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, copy = two_files(home)

    def full(_path: Path, _data: bytes) -> None:
        raise StorageError("disk full")

    monkeypatch.setattr("inkling.storage.write", full)
    with pytest.raises(StorageError):
        carried_out(home, removal(copy, kept))
    assert copy.exists()


def test_damaged_lines_of_the_journal_are_left_out(home: Path) -> None:
    kept, copy = two_files(home)
    carried_out(home, removal(copy, kept))
    path = home / "data" / "removals.jsonl"
    path.write_bytes(b"{half a line\n\xff\n" + path.read_bytes())
    assert len(Journal(home / "data").entries()) == 1
