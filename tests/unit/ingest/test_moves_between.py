"""What moves from one folder of the library to another keeps its vectors, whichever of the two is looked at first."""

from __future__ import annotations

import os

import pytest
from ingest_samples import HashModel, sync_of, terms

from inkling.catalog import Catalog

OLD = 1_600_000_000


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def places(tmp_path):
    """Two folders; some files in the first."""
    (tmp_path / "a" / "papers").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    for n in range(5):
        path = tmp_path / "a" / "papers" / f"f{n}.txt"
        path.write_text(f"content number {n}. " * 30)
        os.utime(path, (OLD, OLD))
    return tmp_path / "a", tmp_path / "b"


@pytest.fixture
def catalog(data):
    with Catalog.open(data, write=True, terms=terms) as opened:
        yield opened


def vectors(catalog):
    with catalog._connections.reading() as connection:
        return connection.execute("SELECT count(*) FROM vector").fetchone()[0]


def bytes_of(data):
    return b"".join(path.read_bytes() for path in data.iterdir())


@pytest.mark.parametrize("is_target_first", [True, False])
@pytest.mark.parametrize("is_hinted", [True, False])
@pytest.mark.parametrize("pieces", [1, 5])
def test_a_move_between_folders_embeds_nothing(catalog, data, places, *, is_target_first, is_hinted, pieces):
    folders = [catalog.add_folder(os.fsencode(place)) for place in places]
    sync, model = sync_of(catalog, data), HashModel()
    sync.words()
    assert sync.meaning(model) == 5
    if pieces == 1:
        (places[0] / "papers").rename(places[1] / "papers")
    else:
        (places[1] / "papers").mkdir()
        for path in sorted((places[0] / "papers").iterdir()):
            path.rename(places[1] / "papers" / path.name)
    for folder in reversed(folders) if is_target_first else folders:
        inner = os.path.join(folder.path, b"papers")
        dirty = {folder.id: frozenset({inner, folder.path})} if is_hinted else None
        sync.words(dirty=dirty, only={folder.id})
        sync.wipe_when_due()
        sync.meaning(model)
    assert len(model.texts) == 5
    assert catalog.coverage().with_meaning == catalog.coverage().searchable == 5
    assert {path for path in catalog.known() if path.startswith(folders[0].path + b"/")} == set()
    assert catalog.check(full=True).problems == ()


def test_what_does_not_come_back_is_wiped_in_time(catalog, data, places, monkeypatch):
    first, _ = (catalog.add_folder(os.fsencode(place)) for place in places)
    sync, model = sync_of(catalog, data), HashModel()
    sync.words()
    sync.meaning(model)
    (places[0] / "papers" / "f3.txt").unlink()
    sync.words(only={first.id})
    sync.wipe_when_due()
    assert vectors(catalog) == 5
    assert not catalog.match("3")  # what is gone is not found, from the first moment
    monkeypatch.setattr("inkling.ingest.sync._GRACE_S", 0.0)
    sync.wipe_when_due()
    assert vectors(catalog) == 4
    assert b"f3.txt" not in bytes_of(data)


def test_a_library_without_rest_is_wiped_all_the_same(catalog, data, places, monkeypatch):
    first, _ = (catalog.add_folder(os.fsencode(place)) for place in places)
    sync, model = sync_of(catalog, data), HashModel()
    sync.words()
    sync.meaning(model)
    monkeypatch.setattr("inkling.ingest.sync._LONGEST_GRACE_S", 0.0)
    (places[0] / "papers" / "f3.txt").unlink()
    sync.words(only={first.id})
    sync.wipe_when_due()
    assert vectors(catalog) == 4


def test_a_look_at_everything_waits_for_nothing(catalog, data, places):
    for place in places:
        catalog.add_folder(os.fsencode(place))
    sync, model = sync_of(catalog, data), HashModel()
    sync.words()
    sync.meaning(model)
    (places[0] / "papers" / "f3.txt").unlink()
    sync.words()
    assert vectors(catalog) == 4


def test_the_end_wipes_what_still_waits(catalog, data, places):
    first, _ = (catalog.add_folder(os.fsencode(place)) for place in places)
    sync, model = sync_of(catalog, data), HashModel()
    sync.words()
    sync.meaning(model)
    (places[0] / "papers" / "f3.txt").unlink()
    sync.words(only={first.id})
    sync.wipe()
    assert vectors(catalog) == 4
