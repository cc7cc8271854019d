"""When nothing changes: reading by meaning, then pictures one by one, each with its state and its pauses."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "ingest"))
from ingest_samples import HashModel, PictureReader, terms  # the path must be known first

from inkling.catalog import Catalog
from inkling.errors import Cancelled, ModelError, UsageError
from inkling.extract import ocr
from inkling.library.keeper import Keeper
from inkling.library.work import Means
from inkling.progress import Cancel
from inkling.records import Changes
from inkling.settings import Settings

OLD = 1_600_000_000


class StrictJail(PictureReader):
    """Reads pictures only when it may: every content once, after all that can be read without, never while paused."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[bytes] = set()
        self.states: list[str] = []
        self.rests = 0
        self.keeper: Keeper | None = None

    def extract(self, path: bytes, *, ocr: bool, cancel: Cancel):
        assert self.keeper is not None
        self.states.append(self.keeper.status().state)
        assert not self.keeper.pace.is_paused
        assert self.keeper.status().pending == 0, "words come first"
        found = super().extract(path, ocr=ocr, cancel=cancel)
        assert found.digest not in self.seen, "looked at twice"
        self.seen.add(found.digest)
        return found

    def rest(self) -> None:
        self.rests += 1


@dataclasses.dataclass
class House:
    """A keeper and all that it works with."""

    keeper: Keeper
    catalog: Catalog
    jail: StrictJail
    model: HashModel
    settings: Settings
    heard: list[Changes]
    snapshots: list[int]
    tree: Path

    def rest(self) -> bool:
        return self.keeper.rest(Cancel())


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    tree = tmp_path / "tree"
    tree.mkdir()
    for name, text in {
        "letter.txt": "plain words", "photo.png": "scan 1", "same.png": "scan 1", "pages.pdf": "scan of pages 2"
    }.items():  # fmt: skip
        (tree / name).write_text(text)
        os.utime(tree / name, (OLD, OLD))
    jail, model, heard, snapshots = StrictJail(), HashModel(), [], []
    with Catalog.open(tmp_path / "data", write=True, terms=terms) as catalog:
        made = House(None, catalog, jail, model, Settings(ocr=True, pause_on_battery=False), heard, snapshots, tree)
        means = Means(
            data=tmp_path / "data",
            catalog=catalog,
            settings=lambda: made.settings,
            jail=lambda: jail,
            encoder=lambda: made.model,
            why_no_meaning=lambda: "it is away",
            refresh=lambda _report: snapshots.append(1) or True,
            renew=lambda _cancel, _report: None,
            tell=heard.append,
            purge=lambda: None,
        )
        made.keeper = jail.keeper = Keeper(means)
        made.keeper.pace.disk = lambda _folder: False
        made.keeper.add_folder(os.fsencode(tree))
        made.keeper._work.words(Cancel(), lambda _progress: None)
        heard.clear()
        yield made
        made.keeper.close()


def test_meaning_comes_first_and_pictures_one_at_a_time(house: House) -> None:
    while house.model.texts == []:
        assert house.rest() in (True, False)
    assert house.jail.recognised <= 1
    rests = 0
    while house.rest():
        rests += 1
        assert rests < 20
    assert house.jail.recognised == 2  # two contents, three files
    coverage = house.keeper.status()
    assert coverage.searchable == coverage.with_meaning == coverage.files == 4
    assert coverage.problems == {}
    assert house.jail.states == ["reading", "reading"]
    assert coverage.state == "idle"
    assert house.rest() is False


def test_what_pictures_said_is_told_and_read_by_meaning(house: House) -> None:
    while house.rest():
        pass
    assert any(changes.documents and changes.snapshot for changes in house.heard)
    assert any(changes.meanings for changes in house.heard)
    assert sum("picture" in text for text in house.model.texts) >= 1
    assert len(house.catalog.match("picture")) == 2
    assert house.snapshots


def test_the_jail_is_kept_between_single_pictures(house: House) -> None:
    rests = house.jail.rests
    while house.rest():
        pass
    assert house.jail.rests == rests  # a worker with models in it takes seconds to start


@pytest.mark.parametrize("why", ["setting", "extra"])
def test_nobody_looks_at_pictures_unasked(house: House, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if why == "setting":
        house.settings = Settings(ocr=False, pause_on_battery=False)
    else:
        monkeypatch.setattr(ocr, "is_installed", lambda: False)
    while house.rest():
        pass
    assert house.jail.recognised == 0
    assert house.keeper.status().problems == {"no_text": 3}
    assert all("picture" in problem.reason for problem in house.keeper.problems("no_text"))


def test_a_pause_is_kept_and_said(house: House) -> None:
    house.keeper.pause()
    assert house.rest() is False
    status = house.keeper.status()
    assert (status.state, status.why_paused) == ("paused", "paused by you")
    assert (house.model.texts, house.jail.recognised) == ([], 0)
    house.keeper.resume()
    assert house.keeper.status().state == "idle"
    while house.rest():
        pass
    assert house.jail.recognised == 2


def test_battery_and_a_full_disk_hold_pictures_up(house: House) -> None:
    house.keeper.pace.pause_on_battery, house.keeper.pace.battery = True, lambda: True
    assert house.rest() is False
    assert house.keeper.status().why_paused == "on battery"
    house.keeper.pace.battery, house.keeper.pace.disk = lambda: False, lambda _folder: True
    assert house.rest() is False
    assert house.keeper.status().why_paused == "the disk is nearly full"
    assert house.jail.recognised == 0


def test_without_a_model_pictures_are_read_all_the_same(house: House) -> None:
    house.model = None
    while house.rest():
        pass
    assert house.jail.recognised == 2
    assert house.keeper.status().with_meaning == 0
    with pytest.raises(ModelError, match="it is away"):
        house.keeper.sync(Cancel())
    assert house.keeper.status().state == "idle"


def test_calling_off_leaves_the_state_idle_and_the_picture_for_later(house: House) -> None:
    while house.jail.recognised == 0:
        if not house.keeper.status().passages_with_meaning:
            house.keeper._work.meanings(Cancel(), lambda _progress: None)
        cancel = Cancel()
        cancel.cancel()
        with pytest.raises(Cancelled):
            house.keeper.rest(cancel)
        assert house.keeper.status().state == "idle"
        assert house.jail.recognised == 0
        assert house.rest() is True
    assert house.jail.recognised == 1


def test_asking_for_pictures_without_the_extra_is_said_before_anything_is_done(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(UsageError, match=r"inkling\[ocr\]"):
        house.keeper.sync(Cancel(), ocr=True)
    assert (house.model.texts, house.heard) == ([], [])


def test_a_sync_that_is_told_so_reads_pictures_last(house: House) -> None:
    told = house.keeper.sync(Cancel(), ocr=True)
    assert (told.pictures, house.jail.recognised) == (2, 2)
    assert house.keeper.status().with_meaning == 4
