"""Reading by meaning: everything once, in any number of threads, stopped and continued anywhere."""

from __future__ import annotations

import pytest
from ingest_samples import HashModel, calm, sync_of, terms, vector

from inkling import passages
from inkling.catalog import Catalog
from inkling.errors import Cancelled, StorageError
from inkling.ingest.meaning import Meaning
from inkling.progress import Cancel


@pytest.fixture
def catalog(tmp_path):
    tree = tmp_path / "tree"
    tree.mkdir()
    for n in range(120):
        (tree / f"{n}.txt").write_text("\n\n".join(f"text {n} part {part}. " * 30 for part in range(3)))
    with Catalog.open(tmp_path / "data", write=True, terms=terms) as opened:
        opened.add_folder(str(tree).encode())
        sync_of(opened, tmp_path / "data").words()
        yield opened


def test_every_passage_is_read_once_and_gets_its_own_vector(catalog, tmp_path):
    model, told = HashModel(), []
    count = Meaning(catalog, model, calm(tmp_path)).run(Cancel(), told.append)
    everything = list(catalog.iter_passages())
    assert count == len(everything) == len(model.texts) == len(set(model.texts))
    assert (told[-1].done, told[-1].total, told[-1].stage) == (count, count, "meaning")
    assert told[-1].rate_per_s > 0
    ids, rows = catalog.vectors(model.digest, [row[0] for row in everything])
    assert len(ids) == count
    for row, (_, _, text, heading, title, *_) in zip(rows, everything, strict=True):
        assert row @ vector(passages.wording(heading, text, title)) > 0.999
    assert catalog.coverage().with_meaning == 120
    assert Meaning(catalog, model, calm(tmp_path)).run(Cancel(), told.append) == 0


def test_stopped_and_continued(catalog, tmp_path):
    cancel, model = Cancel(), HashModel()
    with pytest.raises(Cancelled):
        Meaning(catalog, model, calm(tmp_path)).run(cancel, lambda progress: cancel.cancel())
    done = catalog.vector_high_water()
    assert 0 < done < len(model.texts) + 1
    rest = Meaning(catalog, model, calm(tmp_path)).run(Cancel(), lambda progress: None)
    assert done + rest == catalog.coverage().passages


def test_battery_pauses_meaning_and_says_so(catalog, tmp_path):
    times = iter([True])
    told = []
    pace = calm(tmp_path, battery=lambda: next(times, False))
    Meaning(catalog, HashModel(), pace).run(Cancel(), told.append)
    assert told[0].detail == "on battery"
    assert told[-1].done == told[-1].total


def test_full_disk_waits(catalog, tmp_path, monkeypatch):
    real, fails = catalog.put_vectors, [2]

    def put(model, rows):
        if fails[0]:
            fails[0] -= 1
            raise StorageError("full")
        return real(model, rows)

    monkeypatch.setattr(catalog, "put_vectors", put)
    model = HashModel()
    Meaning(catalog, model, calm(tmp_path)).run(Cancel(), lambda progress: None)
    assert catalog.count_missing(model.digest) == 0
    assert len(model.texts) == len(set(model.texts))


def test_another_model_reads_all_again(catalog, tmp_path):
    Meaning(catalog, HashModel("one"), calm(tmp_path)).run(Cancel(), lambda progress: None)
    second = HashModel("two")
    assert Meaning(catalog, second, calm(tmp_path)).run(Cancel(), lambda progress: None) == len(second.texts) > 0
    assert catalog.forget_other_models("two") == len(second.texts)


def test_a_failing_model_is_told(catalog, tmp_path):
    class Broken(HashModel):
        def encode_passages(self, texts, cancel=None):
            raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        Meaning(catalog, Broken(), calm(tmp_path)).run(Cancel(), lambda progress: None)
