"""Deleting really forgets: no byte of a forgotten text, name or vector stays in any file of ours."""

from __future__ import annotations

import zlib

from catalog_samples import MODEL, reading, terms, vector

from inkling.catalog import Catalog, packing
from inkling.catalog import terms as term_rows
from inkling.catalog.connections import FILE_NAME
from inkling.catalog.terms import Words

CANARY = "qzxcanaryvogel"


def everything(data):
    return b"".join(path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file())


def plant(catalog):
    folder = catalog.add_folder(b"/d").id
    for n in range(30):
        catalog.store([reading(folder, b"/d/%d" % n, f"ordinary words number {n}\nand more of them {n}\n")])
    text = f"{CANARY} speaks\nwqylonger line of {CANARY}\n"
    catalog.store([reading(folder, f"/d/{CANARY}.txt".encode(), text, title=f"about {CANARY}", heading=f"h {CANARY}")])
    wanted = catalog.missing_vectors(MODEL, 100)
    catalog.put_vectors(MODEL, [(p.id, vector(p.text, 64)) for p in wanted])
    return folder, text


def traces(data, text):
    raw = everything(data)
    lines = text.splitlines(keepends=True)
    compressed = packing.blocks_from_text(text)[0]
    hidden = [packing.bytes_from_row(vector(line, 64))[:64] for line in lines]
    hidden += [compressed[4:40], zlib.compress(text.encode())[4:40], CANARY.encode(), b"wqylonger", b"qzxcan"]
    return [sample for sample in hidden if sample in raw]


def test_the_canary_is_found_before_it_is_forgotten(catalog, data):
    _, text = plant(catalog)
    catalog.checkpoint()
    assert len(traces(data, text)) >= 6


def test_forgotten_file_leaves_no_trace(catalog, data):
    _, text = plant(catalog)
    catalog.delete([f"/d/{CANARY}.txt".encode()])
    catalog.tidy()
    assert traces(data, text) == []
    assert catalog.check(full=True).problems == ()


def test_forgotten_folder_leaves_no_trace(catalog, data):
    folder, text = plant(catalog)
    catalog.remove_folder(folder)
    assert traces(data, text) == []


def test_words_of_a_large_folder_are_taken_out_in_parts(catalog, monkeypatch):
    folder, _ = plant(catalog)
    kept = catalog.add_folder(b"/kept").id
    catalog.store([reading(kept, b"/kept/one", "ordinary words that stay\n")])
    flushed = []
    flush = Words.flush
    monkeypatch.setattr(term_rows, "_MOST_GOING", 100)
    monkeypatch.setattr(Words, "flush", lambda self, c: (flushed.append(len(self._gone)), flush(self, c)))
    catalog.remove_folder(folder)
    assert len(flushed) > 5
    assert len(catalog.match("ordinary")) == 1
    assert catalog.check(full=True).problems == ()


def test_edited_file_leaves_no_trace_of_its_old_text(catalog, data):
    folder, text = plant(catalog)
    catalog.store([reading(folder, f"/d/{CANARY}.txt".encode(), "harmless\n")])
    catalog.note_moved(folder, [(f"/d/{CANARY}.txt".encode(), reading(folder, b"/d/plain", "").stamp)])
    catalog.tidy()
    assert traces(data, text) == []


def test_interrupted_forgetting_is_completed_at_the_next_start(data):
    with Catalog.open(data, write=True, terms=terms) as catalog:
        _, text = plant(catalog)
        catalog.delete([f"/d/{CANARY}.txt".encode()])
        assert traces(data, text) != []
    Catalog.open(data, write=True, terms=terms).close()
    assert traces(data, text) == []


def test_a_reader_in_the_way_only_delays_the_wiping(catalog, data):
    _, text = plant(catalog)
    catalog.checkpoint()
    with catalog._connections.reading() as reader:
        catalog._connections._writer.execute("PRAGMA busy_timeout = 50")
        reader.execute("SELECT count(*) FROM file").fetchone()
        catalog.delete([f"/d/{CANARY}.txt".encode()])
        catalog.tidy()
        assert traces(data, text) != []
    catalog.tidy()
    assert traces(data, text) == []


def test_files_are_for_the_owner_only(catalog, data):
    plant(catalog)
    assert data.stat().st_mode & 0o777 == 0o700
    names = {path.name for path in data.iterdir()}
    assert {FILE_NAME, f"{FILE_NAME}-wal"} <= names
    assert {path.stat().st_mode & 0o777 for path in data.iterdir()} == {0o600}


def test_the_file_shrinks_when_a_folder_is_removed(catalog, data):
    folder = catalog.add_folder(b"/d").id
    catalog.store([reading(folder, b"/d/%d" % n, f"line {n} {n * 7919} {n * 104729}\n" * 300) for n in range(40)])
    catalog.compact()
    before = (data / FILE_NAME).stat().st_size
    catalog.remove_folder(folder)
    assert (data / FILE_NAME).stat().st_size < before / 2
