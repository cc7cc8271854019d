"""What the page of the library is told, over a real library in a scratch folder; no window is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inkling.files.rules import Reason
from inkling.gui.engine import Engine
from inkling.gui.errands import RulesPreview
from inkling.present.rows import LEFT_OUT, WAITING
from inkling.progress import Cancel
from inkling.records import Rules


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("a.txt", "b.txt", ".hidden.txt"):
        (folder / name).write_text("x")
    return folder


def heard(_told: object) -> None:
    pass


def test_each_folder_is_taken_for_itself(engine: Engine, papers: Path, tmp_path: Path) -> None:
    told = engine.add_folders((bytes(tmp_path / "nothing"), bytes(papers)), Cancel(), heard)
    assert len(told) == 1
    assert "nothing" in told[0]
    assert [folder.path for folder in engine.folders(Cancel(), heard)] == [bytes(papers)]


def test_a_preview_keeps_what_the_folder_is_set_to(engine: Engine, papers: Path) -> None:
    library = engine._opened.library
    folder = library.keeper.add_folder(bytes(papers), Rules(hidden=True))
    found = engine.preview_rules(bytes(papers), (), ("b.txt",), Cancel(), heard)
    assert found == RulesPreview(2, 1, (str(papers / ".hidden.txt"), str(papers / "a.txt")), ("b.txt",))
    engine.set_rules(folder.id, (), ("b.txt",))
    assert library.keeper.folders()[0].rules == Rules(exclude=("b.txt",), hidden=True)


def test_a_preview_of_a_folder_that_is_gone_says_so(engine: Engine, tmp_path: Path) -> None:
    found = engine.preview_rules(bytes(tmp_path / "unplugged"), (), (), Cancel(), heard)
    assert found.trouble
    assert found.read == 0


def test_what_waits_and_what_is_left_out_is_listed(engine: Engine, papers: Path) -> None:
    library = engine._opened.library
    library.keeper.add_folder(bytes(papers))
    rows = engine.problems(LEFT_OUT + Reason.HIDDEN.value, Cancel(), heard)
    assert [row.name for row in rows] == [".hidden.txt"]
    assert engine.problems(WAITING, Cancel(), heard) == ()


def test_a_pause_of_the_person_holds_also_when_there_is_nothing_to_read(engine: Engine) -> None:
    engine.set_paused(paused=True)
    status = engine.status(Cancel(), heard)
    assert status.is_held
    assert not status.why_paused
    engine.set_paused(paused=False)
    assert not engine.status(Cancel(), heard).is_held


def test_nobody_says_that_a_folder_is_watched_before_it_is_followed(engine: Engine, papers: Path) -> None:
    engine._opened.library.keeper.add_folder(bytes(papers))
    assert engine.folders(Cancel(), heard)[0].care == ""
    engine.follow()
    assert engine._opened.library.keeper.settle(20)
    assert engine.folders(Cancel(), heard)[0].care == "watched"


def test_another_model_is_used_from_the_next_start_on(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    library = engine._opened.library
    card = library.models()[0]
    other = replace(card, name="another-model")
    monkeypatch.setattr(type(library), "models", staticmethod(lambda: [card, other]))
    assert library.encoder() is not None
    library.change_settings(model="another-model")
    rows = {row.name: (row.is_used, row.is_next) for row in engine.models(Cancel(), heard)}
    assert rows == {card.name: (True, False), "another-model": (False, True)}


def test_the_check_looks_at_the_library_and_at_the_system(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    library = engine._opened.library
    monkeypatch.setattr(type(library), "doctor", staticmethod(lambda _data: []))
    told: list[object] = []
    sentences = engine.check(Cancel(), told.append)
    assert "whole" in sentences[0]
    assert told == [sentences]
