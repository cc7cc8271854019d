"""What rules leave out has its list, and folders are watched as the settings say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from inkling.files.rules import Reason
from inkling.library import Library
from inkling.progress import Cancel
from inkling.records import Rules


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def test_what_rules_leave_out_is_listed_by_reason(library: Library, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name in ("read.txt", "left.tmp", ".hidden.txt"):
        (papers / name).write_text("x")
    (papers / "link.txt").symlink_to(papers / "read.txt")
    library.keeper.add_folder(os.fsencode(papers), Rules(exclude=("*.tmp",)))
    *_, last = library.keeper.left_out(Cancel())
    assert {(Path(os.fsdecode(one.path)).name, one.reason) for one in last} == {
        ("left.tmp", Reason.EXCLUDED.value),
        (".hidden.txt", Reason.HIDDEN.value),
        ("link.txt", Reason.LINK.value),
    }


def test_watching_is_switched_at_once(library: Library, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    library.keeper.add_folder(os.fsencode(papers))
    library.keeper.follow()
    assert library.keeper.settle(20)
    assert library.keeper.following()[0].is_watched
    library.keeper.pause()
    library.change_settings(watch=False)
    library.keeper.resume()
    assert library.keeper.settle(20)
    (folder,) = library.keeper.following()
    assert "switched off" in folder.why_not_watched
