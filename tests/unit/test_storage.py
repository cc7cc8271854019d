"""Our own files: written whole, private, and with a reason when they can't be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from inkling import storage
from inkling.errors import LibraryBusy, StorageError


def test_write_replaces_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "CURRENT"
    storage.write(path, b"one")
    storage.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["CURRENT"]


def test_write_that_fails_keeps_the_old_and_leaves_no_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "CURRENT"
    storage.write(path, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="disk is full"):
        storage.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["CURRENT"]


def test_write_into_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no such file or directory"):
        storage.write(tmp_path / "absent" / "CURRENT", b"x")


def test_make_private_closes_an_open_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    storage.make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_checksum_sees_one_bit(tmp_path: Path) -> None:
    path = tmp_path / "vectors"
    path.write_bytes(bytes(5000))
    before = storage.checksum(path)
    path.write_bytes(bytes(4999) + b"\x01")
    assert storage.checksum(path) != before


def test_the_lock_has_one_holder_and_can_be_taken_again(tmp_path: Path) -> None:
    first, second = storage.WriterLock(tmp_path / "lock"), storage.WriterLock(tmp_path / "lock")
    first.acquire()
    with pytest.raises(LibraryBusy):
        second.acquire()
    first.release()
    second.acquire()
    second.release()
