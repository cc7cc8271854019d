"""What stands in the side bar is true: a row counts what its click keeps, for whatever is found and asked."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.catalog import Catalog, Reading
from inkling.present.facets import facet_rows
from inkling.present.found import found_rows
from inkling.present.narrowing import narrowed, read, widened
from inkling.present.rows import FoundRows, HitRow, Traits
from inkling.records import (
    Document,
    DocumentId,
    FileStamp,
    Filter,
    Passage,
    Result,
    Results,
    SearchStage,
    SearchState,
    StoredDocument,
    Strength,
)
from inkling.search.whereabouts import placed

KINDS = ("doc", "docx", "xls", "xlsx", "text", "log", "mail", "msg", "pdf", "code", "notebook")
FOLDERS = (b"/d", b"/d/a", b"/d/a/b", b"/d/ab", "/d/a/租房".encode(), b'/d/a/the "old" \xff', "/d/「x」：y".encode())
LANGUAGES = ("en", "en-GB", "zh", "")
PARTS = (
    "type:word", "type:doc", "type:=doc", "type:pdf", 'in:"/d/a"', "in:/d/a/租房", "in:/d/ab/", "on:2023", "on:2024-03",
    "after:2023-06", "before:2024-06-15", "lang:en", "name:note", "size:>60", "-type:log", "-in:/d/a/b",
)  # fmt: skip


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """Hold documents of all sorts, some in several files."""
    data: Path = tmp_path_factory.mktemp("data")
    data.chmod(0o700)
    chance = random.Random(7)
    made = Catalog.open(data, write=True, terms=lambda text, _language: text.split())
    folder = made.add_folder(b"/d").id
    moments = [
        int(datetime(year, month, 1, tzinfo=UTC).timestamp()) for year in (2022, 2023, 2024) for month in (3, 12)
    ]
    for number in range(70):
        text = f"text {number}"
        created = chance.choice(("", "2023-01-01", "2024-03-05", "2021", "1969"))
        about = Document(text, chance.choice(KINDS), language=chance.choice(LANGUAGES), created=created)
        digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
        for copy in range(chance.choice((1, 1, 2, 3))):
            name = f"{chance.choice(('note', 'page'))} {number} {copy}".encode()
            when = (chance.choice(moments) + chance.choice((-1, 0, 1))) * 10**9
            stamp = FileStamp(chance.choice(FOLDERS) + b"/" + name, number * 2, when, when, 1, number * 10 + copy)
            passages = (Passage(0, len(text), text),)
            made.store(
                [Reading(folder, stamp, when, digest, about, passages=passages, wordings=(digest,), cut_version=1)]
            )
    assert all([int(p.id) for p in made.passages_of(d.id)] == [int(d.id)] for d in made.documents())
    yield made
    made.close()


def kept(catalog: Catalog, text: str) -> list[StoredDocument]:
    """Return the documents that a query lets through, as the catalog has it."""
    query = read(text)
    gone = {int(id) for filter_ in query.not_filters for id in catalog.passages_where(filter_)}
    ids = {int(id) for id in catalog.passages_where(query.filter)} - gone
    return [document for document in catalog.documents() if int(document.id) in ids]  # each has one passage


def lines(documents: list[StoredDocument]) -> dict[int, list[StoredDocument]]:
    """Put three successive documents under one line, as if they were versions."""
    made: dict[int, list[StoredDocument]] = {}
    for document in documents:
        made.setdefault(document.id // 3, []).append(document)
    return made


def result_of(document: StoredDocument, *versions: StoredDocument) -> Result:
    return Result(
        document.id, document.kind, "", document.files, Strength.STRONG, 0.9, None, None, None, is_exact=True,
        passages=(), language=document.language, dated_ns=document.dated_ns, versions=versions,
    )  # fmt: skip


def found(catalog: Catalog, text: str) -> FoundRows:
    query = read(text)
    results = (result_of(*documents) for documents in lines(kept(catalog, text)).values())
    shown = tuple(placed(result, query, Filter()) for result in results)
    return found_rows(Results(query, SearchStage.WORDS, SearchState.FOUND, shown), "/h", roots=("/d",))


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=3, unique=True))
def test_a_row_counts_what_its_click_keeps(catalog: Catalog, parts: list[str]) -> None:
    text = " ".join(parts)
    rows = found(catalog, text)
    for facet in facet_rows(rows.hits, rows):
        assert facet.count == len(lines(kept(catalog, narrowed(text, facet.part)))), (facet, narrowed(text, facet.part))
        again = found(catalog, narrowed(text, facet.part))
        assert next(row.is_on for row in facet_rows(again.hits, again) if row.part == facet.part)
        if facet.is_on:
            assert widened(text, facet.part) != text


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=3, unique=True))
def test_the_files_that_are_shown_are_those_that_were_asked_for(catalog: Catalog, parts: list[str]) -> None:
    query = read(" ".join(parts))
    for document in kept(catalog, query.text):
        shown = placed(result_of(document), query, Filter())
        assert {*shown.files, *shown.elsewhere} == set(document.files)
        assert all(
            any(file.path.startswith(folder.rstrip(b"/") + b"/") for folder in query.filter.folders)
            for file in shown.files
            if query.filter.folders
        )
        assert all(b"note" in file.path for file in shown.files if query.filter.name)


def test_nothing_in_common_is_no_row(catalog: Catalog) -> None:
    assert facet_rows((), FoundRows("rent", "words")) == ()


def test_a_kind_of_its_own_is_counted_and_ticked_by_itself(catalog: Catalog) -> None:
    rows = found(catalog, "type:docx")
    types = {facet.label: (facet.part, facet.is_on) for facet in facet_rows(rows.hits, rows) if facet.group == "type"}
    assert types == {"docx": ("type:docx", True)}
    rows = found(catalog, "type:word")
    types = {facet.label: (facet.part, facet.is_on) for facet in facet_rows(rows.hits, rows) if facet.group == "type"}
    assert types == {"doc": ("type:=doc", False), "docx": ("type:docx", False)}


def test_folders_are_named_by_their_place_in_the_library(catalog: Catalog) -> None:
    rows = found(catalog, "in:/d/a")
    names = {facet.label for facet in facet_rows(rows.hits, rows) if facet.group == "folder"}
    assert names == {"a", "a › b", "a › 租房", 'a › the "old" \N{REPLACEMENT CHARACTER}'}


def test_folders_of_one_name_are_told_apart() -> None:
    hits = tuple(
        HitRow(DocumentId(n), b"", "", "", (), "pdf", 0, "strong", 0.9, (), traits=(Traits("pdf", (folder,)),))
        for n, folder in enumerate((b"/h/ana/one/Letters", b"/h/ana/two/Letters", b"/h/ana/two/Bills"))
    )
    rows = facet_rows(hits, FoundRows("", "words", hits, roots=("/h/ana/one", "/h/ana/two")), "/h/ana")
    names = {row.label for row in rows if row.group == "folder"}
    assert names == {"~/one/Letters", "~/two/Letters", "Bills"}
