"""Copies as the window asks for them, over a real library, real files and a real trash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inkling.errors import InklingError
from inkling.gui.engine import Engine
from inkling.library import Library
from inkling.present.copyrows import CopiesRows
from inkling.progress import Cancel, ignore_progress

LETTER = "The deposit is returned within thirty days after the keys were handed over to the landlord in May. " * 4
TELL = ignore_progress


@pytest.fixture
def folder(trash_home: Path) -> Path:
    """Two letters that are the same, a version of them, and two pictures without text."""
    made = trash_home / "files"
    (made / "keep" / "deep").mkdir(parents=True)
    (made / "letter.txt").write_text(LETTER)
    (made / "keep" / "letter.txt").write_text(LETTER)
    (made / "keep" / "deep" / "letter.txt").write_text(LETTER)
    (made / "letter two.txt").write_text(LETTER.replace("thirty", "sixty", 1))
    for name in ("a.png", "b.png"):
        (made / name).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return made


@pytest.fixture
def engine(folder: Path, tmp_path: Path) -> Iterator[Engine]:
    """The errands over a library that follows the files."""
    with Library.open(tmp_path / "data") as library:
        library.keeper.add_folder(str(folder).encode())
        library.keeper.sync(Cancel(), meaning=False)
    made = Engine(tmp_path / "data")
    made.follow()
    yield made
    made.close()


def look(engine: Engine) -> CopiesRows:
    return engine.copies(b"", Cancel(), TELL)  # type: ignore[arg-type]  # nobody watches


def names(rows: CopiesRows, folder: Path) -> list[list[str]]:
    return [
        sorted(str(Path(file.path.decode()).relative_to(folder)) for file in group.members) for group in rows.groups
    ]


@pytest.mark.parametrize("has_heard", [False, True])
def test_what_is_moved_is_gone_from_the_list_at_once_and_back_at_once(
    engine: Engine, folder: Path, *, has_heard: bool
) -> None:
    before = look(engine)
    plan = engine.plan("newest", before.groups, b"", Cancel(), TELL)  # type: ignore[arg-type]
    assert plan.going
    moved = engine.trash(plan, Cancel(), TELL)  # type: ignore[arg-type]
    assert (moved.files, moved.refused) == (len(plan.going), ())
    after = look(engine)
    assert after.can_undo
    assert not plan.paths() & {file.path for group in after.groups for file in group.members}
    if has_heard:  # the library has forgotten the files by then
        assert engine._opened.library.keeper.settle(20)
    back = engine.undo_trash(Cancel(), TELL)  # type: ignore[arg-type]
    assert (back.files, back.refused) == (len(plan.going), ())
    assert names(look(engine), folder) == names(before, folder)


def test_a_folder_to_keep_is_meant_however_it_is_written(engine: Engine, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder / "keep")
    rows = look(engine)
    same = tuple(group for group in rows.groups if group.tier == "identical_bytes")
    plan = engine.plan("folder_order", same, str(tmp_path / "link").encode(), Cancel(), TELL)  # type: ignore[arg-type]
    assert [Path(path.decode()).relative_to(folder).as_posix() for path in plan.paths()] == ["letter.txt"]
    assert plan.staying == sum(len(group.members) for group in same) - 1


def test_what_has_no_text_says_so_when_it_is_compared(engine: Engine) -> None:
    group = next(group for group in look(engine).groups if group.members[0].kind == "png")
    with pytest.raises(InklingError, match="has no text"):
        engine.compare(*group.members[:2], Cancel(), TELL)  # type: ignore[arg-type]


def test_compared_files_are_named_with_their_folders(engine: Engine) -> None:
    group = next(group for group in look(engine).groups if len(group.members) == 3)
    row = engine.compare(group.members[0], group.members[2], Cancel(), TELL)  # type: ignore[arg-type]
    assert (row.left_name, row.right_name) == ("files › letter.txt", "deep › letter.txt")
    assert row.changes == ()
    assert not row.is_cut


def test_no_copies_are_listed_and_taken_back(engine: Engine) -> None:
    near = next(group for group in look(engine).groups if group.tier == "near_copy")
    other = next(file for file in near.members if file.document != near.members[0].document)
    engine.not_a_copy(near.members[0], other, Cancel(), TELL)  # type: ignore[arg-type]
    assert "near_copy" not in {group.tier for group in look(engine).groups}
    pairs = engine.not_copies(Cancel(), TELL)  # type: ignore[arg-type]
    assert len(pairs) == 1
    assert all(name.startswith("~/files") for name in (pairs[0].first, pairs[0].second))
    engine.take_back(pairs, Cancel(), TELL)  # type: ignore[arg-type]
    assert "near_copy" in {group.tier for group in look(engine).groups}


def test_a_plan_and_an_export_are_of_the_groups_that_are_shown(engine: Engine, folder: Path, tmp_path: Path) -> None:
    shown = look(engine)
    (folder / "letter three.txt").write_text(LETTER)
    engine._opened.library.keeper.scan()
    assert engine._opened.library.keeper.settle(20)
    assert len(look(engine).groups[0].members) == len(shown.groups[0].members) + 1
    plan = engine.plan("newest", shown.groups, b"", Cancel(), TELL)  # type: ignore[arg-type]
    assert not any(path.endswith(b"letter three.txt") for path in plan.paths())
    engine.export_copies(str(tmp_path / "out.csv"), shown.groups, Cancel(), TELL)  # type: ignore[arg-type]
    engine.export_copies(str(tmp_path / "out.json"), shown.groups, Cancel(), TELL)  # type: ignore[arg-type]
    told = (tmp_path / "out.csv").read_text()
    assert told.startswith("group,")
    assert "letter three" not in told
    assert (tmp_path / "out.json").read_text().startswith("[")
