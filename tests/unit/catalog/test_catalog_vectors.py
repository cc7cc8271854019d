"""Vectors: one per wording, kept through moves and edits, in the right order, never read when broken."""

from __future__ import annotations

import sqlite3

import numpy as np
from catalog_samples import MODEL, embed_all, reading, stamp, terms, vector

from inkling.catalog import Catalog, packing
from inkling.catalog.connections import FILE_NAME


def test_packing_keeps_direction_and_length():
    rows = np.stack([vector(str(n), 384) for n in range(50)])
    back = packing.rows_from_bytes([packing.bytes_from_row(row) for row in rows])
    assert back.dtype == np.float32
    assert np.allclose(np.linalg.norm(back, axis=1), 1, atol=1e-6)
    assert (back * rows).sum(axis=1).min() > 0.9997
    assert packing.rows_from_bytes([]).shape == (0, 0)
    assert np.isfinite(packing.rows_from_bytes([packing.bytes_from_row(np.zeros(4, np.float32))])).all()


def test_equal_wordings_are_embedded_once(catalog, fill):
    fill(a="same line\nother\n", b="same line\nthird\n")
    assert catalog.count_missing(MODEL) == 3
    assert embed_all(catalog) == 3
    assert catalog.count_missing(MODEL) == 0
    ids, rows = catalog.vectors(MODEL, [p[0] for p in catalog.iter_passages()])
    assert len(ids) == 4
    assert (rows[0] == rows[2]).all()


def test_edit_embeds_only_what_changed(catalog, fill):
    folder = fill(a="one\ntwo\nthree\n")
    embed_all(catalog)
    catalog.store([reading(folder, b"/d/a", "one\nTWO\nthree\n")])
    assert [p.text for p in catalog.missing_vectors(MODEL, 10)] == ["TWO\n"]


def test_vectors_outlive_a_deletion_until_tidied(catalog, fill):
    folder = fill(a="one\n")
    embed_all(catalog)
    catalog.delete([b"/d/a"])
    catalog.store([reading(folder, b"/d/elsewhere", "one\n")])
    assert catalog.missing_vectors(MODEL, 10) == []
    assert catalog.coverage().with_meaning == 1
    catalog.delete([b"/d/elsewhere"])
    catalog.tidy()
    catalog.store([reading(folder, b"/d/elsewhere", "one\n")])
    assert len(catalog.missing_vectors(MODEL, 10)) == 1


def test_missing_prefers_recent_then_small_then_newest(catalog):
    folder = catalog.add_folder(b"/d").id
    day = 86_400 * 10**9
    texts = {"old": ("x\n", 1), "new": ("y\n", 400), "newer": ("z\n", 401), "big": ("b\n" * 1 + "c\n" * 9, 402)}
    for name, (text, at) in texts.items():
        path = b"/d/" + name.encode()
        catalog.store([reading(folder, path, text, stamp=stamp(path, mtime_ns=at * day))])
    assert [p.text for p in catalog.missing_vectors(MODEL, 10)] == ["z\n", "y\n", "b\n", "c\n", "x\n"]
    assert len(catalog.missing_vectors(MODEL, 2)) == 2


def test_iteration_finds_late_vectors(catalog, fill):
    fill(a="one\n", b="two\n", c="three\n")
    one, two, three = (p[0] for p in catalog.iter_passages())
    catalog.put_vectors(MODEL, [(two, vector("two")), (999, vector("gone"))])
    mark, upto = catalog.vector_high_water(), catalog.high_water()
    assert [list(ids) for ids, _ in catalog.iter_vectors(MODEL)] == [[two]]
    catalog.put_vectors(MODEL, [(one, vector("one"))])
    assert list(catalog.late_vectors(MODEL, upto, mark)[0]) == [one]
    catalog.put_vectors(MODEL, [(three, vector("three"))])
    assert [list(ids) for ids, _ in catalog.iter_vectors(MODEL, two)] == [[three]]
    ids, rows = catalog.vectors(MODEL, [three, 999, one])
    assert list(ids) == [three, one]
    assert np.allclose(rows[1], vector("one"), atol=0.02)


def test_another_model_starts_anew_and_the_old_one_can_go(catalog, fill):
    fill(a="one\n")
    embed_all(catalog)
    catalog.use_model("model-two")
    assert catalog.coverage().with_meaning == 0
    assert len(catalog.missing_vectors("model-two", 5)) == 1
    catalog.use_model(MODEL)
    assert catalog.coverage().with_meaning == 1
    assert catalog.forget_other_models("model-two") == 1
    assert catalog.vectors(MODEL, [1])[0].size == 0


def test_broken_vector_is_never_read_and_mended_by_check(data):
    with Catalog.open(data, write=True, terms=terms) as catalog:
        folder = catalog.add_folder(b"/d").id
        catalog.store([reading(folder, b"/d/a", "one\ntwo\n")])
        embed_all(catalog)
    raw = sqlite3.connect(data / FILE_NAME)
    good = raw.execute("SELECT data FROM vector WHERE id = 1").fetchone()[0]
    raw.execute("UPDATE vector SET data = ? WHERE id = 1", (bytes([good[0] ^ 1]) + good[1:],))
    raw.commit()
    raw.close()
    with Catalog.open(data, write=True, terms=terms) as catalog:
        assert catalog.vectors(MODEL, [1, 2])[0].tolist() == [2]
        verdict = catalog.check(repair=True)
        assert len(verdict.problems) == len(verdict.repaired) == 1
        assert catalog.check().problems == ()
        assert catalog.coverage().with_meaning == 0
        assert embed_all(catalog) == 1
