"""Migrations, damage, self-check, renewed words, full disks, many threads."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from catalog_samples import embed_all, reading, stamp, terms

from inkling.catalog import Catalog, schema
from inkling.catalog.connections import FILE_NAME, Connections
from inkling.errors import LibraryDamaged, LibraryError, LibraryTooNew, StorageError


def raw(data):
    return sqlite3.connect(data / FILE_NAME, isolation_level=None)


def test_later_schema_is_refused_and_left_alone(data):
    Catalog.open(data, write=True, terms=terms).close()
    connection = raw(data)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for write in (True, False):
        with pytest.raises(LibraryTooNew, match="later Inkling"):
            Catalog.open(data, write=write, terms=terms)
    connection = raw(data)
    assert connection.execute("PRAGMA user_version").fetchone() == (99,)
    connection.close()


def test_migrations_run_once_and_whole(data, monkeypatch):
    with Catalog.open(data, write=True, terms=terms) as catalog:
        folder = catalog.add_folder(b"/d").id
        catalog.store([reading(folder, b"/d/a", "kept\n")])
    broken = schema.Migration("broken", ("CREATE TABLE extra (x)", "CREATE TABLE extra (x)"))
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(LibraryError, match="brought up to date"):
        Catalog.open(data, write=False, terms=terms)
    with pytest.raises(sqlite3.OperationalError):
        Catalog.open(data, write=True, terms=terms)
    good = schema.Migration("good", ("CREATE TABLE extra (x)",))
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:-1], good))
    with Catalog.open(data, write=True, terms=terms) as catalog:
        assert len(catalog.match("kept")) == 1


def test_every_connection_is_set_up(data):
    connections = Connections.open(data, write=True)
    wanted = {"foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "busy_timeout": 10000, "temp_store": 2}
    with connections.reading() as reader, connections.alone() as writer:
        for connection in (reader, writer):
            assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
        only = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "auto_vacuum": 2}
        assert {name: writer.execute(f"PRAGMA {name}").fetchone()[0] for name in only} == only
        assert reader.execute("PRAGMA query_only").fetchone()[0] == 1
    connections.close()


def test_a_file_that_is_no_catalog_is_damage(data):
    data.mkdir(mode=0o700)
    (data / FILE_NAME).write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with pytest.raises(LibraryDamaged, match="is damaged"):
        Catalog.open(data, write=True, terms=terms)


def test_check_finds_texts_words_and_relations_that_disagree(data):
    with Catalog.open(data, write=True, terms=terms) as catalog:
        folder = catalog.add_folder(b"/d").id
        catalog.store([reading(folder, b"/d/%d" % n, f"alpha {n}\nbeta {n}\n") for n in range(5)])
        assert catalog.check(full=True).problems == ()
        assert catalog.check().looked_at == 10
    connection = raw(data)
    connection.execute("UPDATE block SET data = (SELECT data FROM block ORDER BY id LIMIT 1)")
    connection.execute("DELETE FROM passage WHERE id = 4")
    connection.close()
    with Catalog.open(data, write=True, terms=terms) as catalog:
        found = " ".join(catalog.check(full=True).problems)
        for part in ("text of document", "words disagree", "miss passages"):
            assert part in found


def test_words_that_disagree_are_made_anew(data):
    with Catalog.open(data, write=True, terms=terms) as catalog:
        folder = catalog.add_folder(b"/d").id
        catalog.store([reading(folder, b"/d/a", "alpha\n")])
    connection = raw(data)
    connection.execute("INSERT INTO words (rowid, body, title) VALUES (77, 'ghost', '')")
    connection.close()
    with Catalog.open(data, write=True, terms=terms) as catalog:
        verdict = catalog.check(full=True, repair=True)
        assert len(verdict.problems) == len(verdict.repaired) == 1
        assert catalog.match("ghost") == []
        assert catalog.check(full=True).problems == ()


def test_other_rules_for_words_renew_them(data):
    with Catalog.open(data, write=True, terms=terms) as catalog:
        folder = catalog.add_folder(b"/d").id
        catalog.store([reading(folder, b"/d/a", "alpha\n")])

    def reversed_terms(text, language):
        return [word[::-1] for word in terms(text, language)]

    with Catalog.open(data, write=True, terms=reversed_terms, words_version=2) as catalog:
        assert len(catalog.match("ahpla")) == 1
        assert catalog.match("alpha") == []
        catalog.delete([b"/d/a"])
        assert catalog.check(full=True).problems == ()


def test_full_disk_is_told_and_loses_nothing(catalog, fill):
    folder = fill(a="kept\n")
    writer = catalog._connections._writer
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages + 1}")
    import random

    noise = "\n".join("".join(random.Random(n).choices("abcdefghij", k=60)) for n in range(2000)) + "\n"
    with pytest.raises(StorageError, match="disk is full"):
        catalog.store([reading(folder, b"/d/big", noise)])
    assert set(catalog.stamps()) == {b"/d/a"}
    writer.execute("PRAGMA max_page_count = 100000")
    catalog.store([reading(folder, b"/d/big", noise)])
    assert catalog.check(full=True).problems == ()


def test_readers_and_writers_in_many_threads(catalog, fill):
    folder = fill(a="seed\n")
    errors = []

    def write(number):
        for n in range(15):
            path = b"/d/%d-%d" % (number, n)
            catalog.store([reading(folder, path, f"word{number} word{n}\n")])
            if n % 3 == 0:
                catalog.delete([path])

    def read():
        for _ in range(40):
            rows = list(catalog.iter_passages())
            errors.extend(row[1] for row in rows if catalog.passages([row[0]]) and not row[2].strip())
            coverage = catalog.coverage()
            if coverage.files != coverage.searchable + coverage.pending + sum(coverage.problems.values()):
                errors.append("sum")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    threads += [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(catalog.stamps()) == 1 + 3 * 10
    assert embed_all(catalog) == 31
    assert catalog.check(full=True).problems == ()


def test_swap_of_two_files_in_one_move(catalog, fill):
    folder = fill(a="alpha\n", b="beta\n")
    catalog.note_moved(folder, [(b"/d/a", stamp(b"/d/b")), (b"/d/b", stamp(b"/d/a"))])
    assert catalog.text(catalog.document_of(b"/d/a").id) == "beta\n"
    assert catalog.check(full=True).problems == ()
