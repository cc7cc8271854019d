"""The catalog as its users see it: folders, files, documents, passages, words, problems."""

from __future__ import annotations

import pytest
from catalog_samples import embed_all, failed, reading, stamp, terms

from inkling.catalog import Catalog, FileState, packing
from inkling.errors import LibraryError, StorageError, UsageError
from inkling.records import FolderState, Locator, LocatorKind, Problem, ProblemKind, Rules


def paths(catalog):
    return {file.path for document in catalog.documents() for file in document.files}


def test_folder_round_trip(catalog):
    rules = Rules(include=("*.md",), exclude=("a", "b"), hidden=True, max_bytes=5)
    folder = catalog.add_folder(b"/d\xff", rules)
    catalog.set_folder_state(folder.id, FolderState.UNAVAILABLE)
    catalog.mark_scanned(folder.id, 77, {"hidden": 3})
    (found,) = catalog.folders()
    assert (found.path, found.rules, found.state, found.scanned_at_ns) == (
        b"/d\xff",
        rules,
        FolderState.UNAVAILABLE,
        77,
    )
    assert catalog.coverage().skipped == {"hidden": 3}
    with pytest.raises(UsageError):
        catalog.add_folder(b"/d\xff")
    catalog.remove_folder(folder.id)
    with pytest.raises(UsageError):
        catalog.remove_folder(folder.id)


def test_inner_folder_takes_over_and_gives_back_its_files(catalog):
    outer = catalog.add_folder(b"/d").id
    catalog.store(
        [reading(outer, b"/d/a", "one"), reading(outer, b"/d/in/b", "two"), reading(outer, b"/d/in/deep/c", "3")]
    )
    deep = catalog.add_folder(b"/d/in/deep").id
    inner = catalog.add_folder(b"/d/in").id
    assert set(catalog.stamps(inner)) == {b"/d/in/b"}
    assert set(catalog.stamps(deep)) == {b"/d/in/deep/c"}
    catalog.remove_folder(inner)
    catalog.remove_folder(deep)
    assert set(catalog.stamps(outer)) == {b"/d/a", b"/d/in/b", b"/d/in/deep/c"}
    catalog.remove_folder(outer)
    assert paths(catalog) == set()


def test_document_round_trip(catalog):
    folder = catalog.add_folder(b"/d").id
    text = "Grüße\n你好 world\n"
    places = (Locator(LocatorKind.PAGE, "3", 0, 6, number=3), Locator(LocatorKind.HEADING, "H", 6, 15, level=2))
    catalog.store(
        [
            reading(
                folder,
                b"/d/\xffa.txt",
                text,
                title="T\0t",
                authors=("Ana",),
                people=(("from", "b@x"),),
                created="2024-05-06",
                locators=places,
                heading="H",
            )
        ]
    )
    document = catalog.document_of(b"/d/\xffa.txt")
    assert (document.title, document.authors, document.people) == ("T�t", ("Ana",), (("from", "b@x"),))
    assert (document.kind, document.created, document.language, document.length) == (
        "text",
        "2024-05-06",
        "en",
        len(text),
    )
    assert catalog.text(document.id) == text
    assert catalog.locators(document.id) == places
    first, second = catalog.passages_of(document.id)
    assert (first.text, second.text, second.ordinal, second.heading) == ("Grüße\n", "你好 world\n", 1, "H")
    assert catalog.passages([second.id, 999, first.id]) == [second, first]
    assert list(catalog.iter_passages()) == [
        (p.id, document.id, p.text, "H", "T�t", "�a.txt", "en") for p in (first, second)
    ]
    assert next(catalog.iter_passages(first.id))[2] == "你好 world\n"
    assert catalog.document(document.id) == document
    assert list(catalog.documents([document.id, 99])) == [document]
    assert list(catalog.documents(folder=folder)) == [document]
    assert catalog.titles([document.id]) == {document.id: "T�t"}


def test_long_text_is_read_in_parts(catalog):
    folder = catalog.add_folder(b"/d").id
    text = "".join(f"Zeile {n} 界\n" for n in range(20_000))
    catalog.store([reading(folder, b"/d/long", text)])
    document = catalog.document_of(b"/d/long")
    assert catalog.text(document.id) == text
    for start, end in ((0, 1), (65_535, 65_537), (131_072, 140_000), (len(text) - 1, len(text))):
        assert catalog.text(document.id, start, end) == text[start:end]
    assert "".join(row[2] for row in catalog.iter_passages()) == text


def test_lone_surrogates_survive(catalog, fill):
    fill(a="bad \udcff text\n")
    document = catalog.document_of(b"/d/a")
    assert catalog.text(document.id) == "bad \udcff text\n"
    assert len(catalog.match("text")) == 1


def test_equal_bytes_share_one_document(catalog, fill):
    folder = fill(a="same\n", b="same\n")
    (document,) = catalog.documents()
    assert [file.path for file in document.files] == [b"/d/a", b"/d/b"]
    assert len(catalog.match("title: b")) == 1
    catalog.delete([b"/d/a"])
    assert len(catalog.match("same")) == 1
    assert catalog.match("title: a") == []
    catalog.delete([b"/d/b"])
    assert catalog.match("same") == []
    assert list(catalog.documents()) == []
    assert catalog.stamps(folder) == {}


def test_edit_replaces_words_and_keeps_ids_unique(catalog, fill):
    folder = fill(a="old words\n")
    old = catalog.match("old")
    catalog.store([reading(folder, b"/d/a", "new words\n")])
    assert catalog.match("old") == []
    (new,) = catalog.match("new")
    assert new > old[0]
    catalog.delete([b"/d/a"])
    assert catalog.high_water() == new


def test_words_of_title_heading_and_name(catalog):
    folder = catalog.add_folder(b"/d").id
    catalog.store([reading(folder, b"/d/report.txt", "body\n", title="Annual", heading="Costs")])
    for word in ("annual", "costs", "report"):
        assert len(catalog.match(f"title: {word}")) == 1
        assert catalog.match(f"body: {word}") == []
    assert len(catalog.match('"body"')) == 1
    assert catalog.match("body", limit=0) == []
    with pytest.raises(UsageError):
        catalog.match('"unfinished')


def test_moves_swaps_and_overwriting(catalog, fill):
    folder = fill(a="alpha\n", b="beta\n", c="gamma\n")
    a, b, c = (catalog.document_of(b"/d/" + name).id for name in (b"a", b"b", b"c"))
    catalog.note_moved(folder, [(b"/d/a", stamp(b"/d/b")), (b"/d/b", stamp(b"/d/c"))])
    assert catalog.document_of(b"/d/b").id == a
    assert catalog.document_of(b"/d/c").id == b
    assert catalog.document(c) is None
    assert catalog.match("gamma") == []
    assert catalog.match("title: c") == catalog.match("beta")
    assert catalog.check(full=True).problems == ()


def test_twin_shares_without_reading(catalog):
    folder = catalog.add_folder(b"/d").id
    part = Problem(b"/d/a.txt", ProblemKind.DAMAGED, "page 2 is broken", where="page 2")
    catalog.store([reading(folder, b"/d/a.txt", "text\n", problems=(part,))])
    digest = catalog.document_of(b"/d/a.txt").digest
    assert catalog.twin(digest, b"/d/b.md", 1) is None
    assert catalog.twin(digest, b"/d/b.txt", 2) is None
    assert catalog.twin(digest, b"/d/b.txt", 1) == b"/d/a.txt"
    catalog.note_copy(folder, stamp(b"/d/b.txt"), 5, b"/d/a.txt")
    assert len(catalog.document_of(b"/d/b.txt").files) == 2
    assert [problem.path for problem in catalog.problems()] == [b"/d/a.txt", b"/d/b.txt"]
    assert catalog.known()[b"/d/b.txt"].state is FileState.READ


def test_other_extractor_version_replaces_the_document_for_all_its_files(catalog, fill):
    folder = fill(a="same\n", b="same\n")
    catalog.store([reading(folder, b"/d/a", "same\n", version=2, title="better")])
    (document,) = catalog.documents()
    assert document.title == "better"
    assert len(document.files) == 2
    assert len(catalog.match("same")) == 1


def test_coverage_adds_up(catalog):
    folder = catalog.add_folder(b"/d").id
    locked = Problem(b"/d/l", ProblemKind.LOCKED, "a password is needed", "Remove it.")
    catalog.store([reading(folder, b"/d/a", "x\ny\n"), reading(folder, b"/d/e", ""), failed(folder, b"/d/l", locked)])
    catalog.note_pending(folder, [stamp(b"/d/new"), stamp(b"/d/a")])
    coverage = catalog.coverage()
    assert (coverage.files, coverage.searchable, coverage.pending) == (4, 1, 1)
    assert coverage.problems == {"locked": 1, "no_text": 1}
    assert coverage.files == coverage.searchable + coverage.pending + sum(coverage.problems.values())
    assert (coverage.passages, coverage.with_meaning) == (2, 0)
    embed_all(catalog)
    assert (catalog.coverage().with_meaning, catalog.coverage().passages_with_meaning) == (1, 2)
    (found,) = catalog.folders()
    assert (found.files, found.searchable, found.with_meaning) == (4, 1, 1)
    assert catalog.waiting(10) == [b"/d/new"]
    assert catalog.problems("locked") == [locked]
    assert catalog.problems("damaged") == []


def test_pending_and_same(catalog, fill):
    folder = fill(a="x\n")
    catalog.note_pending(folder, [stamp(b"/d/a", mtime_ns=5)])
    assert catalog.known()[b"/d/a"].state is FileState.PENDING
    assert len(catalog.match("x")) == 1
    catalog.note_same(folder, [(stamp(b"/d/a", mtime_ns=5), 9)])
    known = catalog.known(folder)[b"/d/a"]
    assert (known.state, known.stamp.mtime_ns, known.checked_ns) == (FileState.READ, 5, 9)


def test_generation_grows_only_with_what_can_be_found(catalog, fill):
    before = catalog.generation()
    folder = fill(a="x\n")
    after = catalog.generation()
    assert after > before
    catalog.keep("n", b"v")
    catalog.mark_scanned(folder, 1)
    assert catalog.generation() == after


def test_transaction_is_all_or_nothing(catalog, fill):
    folder = fill(a="x\n")
    with pytest.raises(RuntimeError), catalog.transaction():  # noqa: PT012  # the block is the subject
        catalog.store([reading(folder, b"/d/b", "lost\n")])
        assert len(catalog.match("lost")) == 1
        raise RuntimeError
    assert catalog.match("lost") == []
    assert set(catalog.stamps()) == {b"/d/a"}


def test_attempts_count_only_deaths_alone(catalog):
    files = [(stamp(b"/d/a"), 1), (stamp(b"/d/b"), 1)]
    catalog.begin(files)
    assert [(a.path, a.deaths) for a in catalog.bury()] == [(b"/d/a", 0), (b"/d/b", 0)]
    catalog.begin(files[:1], is_alone=True)
    catalog.end([b"/d/b"])
    assert [(a.path, a.deaths) for a in catalog.bury()] == [(b"/d/a", 1)]
    catalog.begin([(stamp(b"/d/a", size=99), 1)], is_alone=True)
    assert [a.deaths for a in catalog.bury()] == [1]
    folder = catalog.add_folder(b"/d").id
    catalog.store([reading(folder, b"/d/a", "x\n")])
    assert catalog.bury() == []


def test_kept(catalog):
    assert catalog.kept("topics") is None
    catalog.keep("topics", b"1")
    catalog.keep("topics", b"2")
    assert catalog.kept("topics") == b"2"
    catalog.keep("topics", b"")
    assert catalog.kept("topics") is None


def test_reader_refuses_to_write_and_needs_a_library(data, tmp_path):
    with pytest.raises(LibraryError, match="no library"):
        Catalog.open(data, write=False, terms=terms)
    Catalog.open(data, write=True, terms=terms).close()
    with Catalog.open(data, write=False, terms=terms) as reader, pytest.raises(LibraryError, match="reading only"):
        reader.add_folder(b"/d")


def test_a_closed_catalog_says_so_and_a_lost_file_is_not_made_anew(data):
    catalog = Catalog.open(data, write=True, terms=terms)
    catalog.close()
    with pytest.raises(LibraryError, match="has been closed"):
        catalog.generation()
    with Catalog.open(data, write=False, terms=terms) as reader:
        reader.read_ahead()
        with reader._connections.reading():  # the one that is open is lent; the next must be made
            for file in data.glob("catalog.sqlite*"):
                file.unlink()
            reader.read_ahead()
            with pytest.raises(StorageError, match="cannot be read"):
                reader.generation()
    assert not (data / "catalog.sqlite").exists()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1970-01-02", 86_400),
        ("1970-01-02T00:00:00+01:00", 82_800),
        ("1970-01-02T00:00:01Z", 86_401),
        ("1970-02", 31 * 86_400),
        ("1971", 365 * 86_400),
        ("1960-01-01", -3653 * 86_400),
        ("9999-12-31", None),
        ("0001-01-01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(text, wanted):
    found = packing.ns_from_iso(text)
    assert found == (None if wanted is None else wanted * 10**9)


def test_the_same_bytes_several_times_in_one_batch_are_one_document(catalog):
    folder = catalog.add_folder(b"/lib").id
    text = 'she said "naïve \\ straße" 二 twice\n'
    batch = [reading(folder, b"/lib/%d" % n, text if n % 2 else f"other {n} words\n") for n in range(7)]
    catalog.store(batch)
    held = [document for document in catalog.documents() if len(document.files) > 1]
    assert [len(document.files) for document in held] == [3]
    assert len(catalog.match('"straße"')) == len(catalog.match('"naïve"')) == 1
    catalog.store(batch)
    assert len(list(catalog.documents())) == 5
    assert catalog.check(full=True).problems == ()
    catalog.delete([b"/lib/1", b"/lib/3", b"/lib/5"])
    assert catalog.match('"straße"') == []
    assert catalog.check(full=True).problems == ()
