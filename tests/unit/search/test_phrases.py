"""A quoted string that stands in one file is found: among many, with any filter, at any threshold, across passages."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator

import pytest

from inkling import words
from inkling.catalog import documents
from inkling.catalog.catalog import Catalog
from inkling.records import Document, Filter, SearchRequest, Strength
from inkling.search import narrow
from inkling.search.engine import Searcher
from inkling.search.evaluate import fill

_MANY = 1_500
_NEEDLE = (
    "The amber lantern of the northern harbour was lit by Osvaldo at 5:40 on 3 May, not on 2 May; 灯塔在北方亮了。"
)
_FILLERS = ["of", "the", "and", "in", "a", "to", "is", "that", "for", "it", "with", "as", "was", "on", "are", "not"]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Searcher, Catalog, dict[str, int]]]:
    """A library of many files of frequent words, and one that also holds the needle, in its middle."""
    data = tmp_path_factory.mktemp("many")
    data.chmod(0o700)
    chooser = random.Random(4)
    nouns = ["harbour", "lantern", "amber", "northern", "May", "light", "Osvaldo", "boat", "tide", "灯塔", "北方"]

    def text(length: int) -> str:
        return " ".join(chooser.choice(_FILLERS if chooser.random() < 0.7 else nouns) for _ in range(length)) + "."

    texts = {f"notes/{n}.text": text(60) for n in range(_MANY)}
    texts["letters/needle.pdf"] = f"{text(150)}\n\n{_NEEDLE}\n\n{text(150)}"
    texts["letters/long.text"] = text(6_000)
    with Catalog.open(data, write=True, terms=words.terms) as catalog:
        files = [(name, Document(body, name.rpartition(".")[2], language="en")) for name, body in texts.items()]
        names = fill(catalog, files, None)
        yield Searcher(catalog), catalog, {name: id for id, name in names.items()}


_PHRASES = [
    "amber lantern of the northern harbour",
    "the northern harbour was lit",
    "Osvaldo at 5:40 on 3 May",
    "may not on 2 may",
    "塔在北方亮",
    _NEEDLE,
]


@pytest.mark.parametrize("phrase", _PHRASES)
def test_a_phrase_of_one_file_is_found_with_any_filter_and_threshold(many, phrase: str) -> None:
    searcher, catalog, ids = many
    needle = ids["letters/needle.pdf"]
    folder = next(iter(catalog.document(needle).files)).path.rpartition(b"/")[0]
    filters = [Filter(), Filter(kinds=("pdf",)), Filter(folders=(folder,)), Filter(documents=(needle,))]
    words_beside = ["", " zebra", " type:pdf", " in:letters", " name:needle", " size:<1mb", " lang:en", " -kangaroo"]
    thresholds = itertools.cycle(Strength)
    for beside, more in itertools.product(filters, words_beside):
        threshold = next(thresholds)
        found = searcher.search(SearchRequest(f'"{phrase}"{more}', filter=beside, threshold=threshold, limit=3))
        assert [result.document for result in found.results] == [needle], (threshold, beside, more)
        assert found.results[0].is_exact
    assert searcher.search(SearchRequest(f'"{phrase}" type:text')).shown == 0


def _borders(catalog: Catalog, document: int) -> list[tuple[int, str, int, str]]:
    passages = catalog.passages_of(document)
    return [(int(one.id), one.text, int(two.id), two.text) for one, two in itertools.pairwise(passages)]


def test_a_phrase_of_frequent_words_is_found_across_every_border_and_nowhere_else(many) -> None:
    searcher, catalog, ids = many
    view = searcher._views.current()
    for document in (ids["letters/long.text"], ids["letters/needle.pdf"]):
        for first, before, second, after in _borders(catalog, document):
            phrase = f"{before.split()[-1]} {after.split()[0]}"
            found = set(narrow._across(catalog, view, phrase).tolist())
            assert {first, second} <= found, phrase
    _, before, _, after = _borders(catalog, ids["letters/long.text"])[0]
    pair = [words.terms(before)[-1], words.terms(after)[0]]
    whole = {
        id
        for document in ids.values()
        for first, before, second, after in _borders(catalog, document)
        if [words.terms(before)[-1], words.terms(after)[0]] == pair
        for id in (first, second)
    }
    assert set(narrow._across(catalog, view, " ".join(pair)).tolist()) == whole


def test_a_phrase_of_frequent_words_unpacks_a_text_once(many, monkeypatch) -> None:
    searcher, catalog, ids = many
    _, before, _, after = _borders(catalog, ids["letters/long.text"])[0]
    view, unpacked = searcher._views.current(), list[int]()
    whole = documents.text_of

    def counted(connection: object, id: int, *span: int) -> str:
        unpacked.append(id)
        return whole(connection, id, *span)

    monkeypatch.setattr(documents, "text_of", counted)
    began = time.perf_counter()
    narrow._across(catalog, view, f"{before.split()[-1]} {after.split()[0]}")
    assert time.perf_counter() - began < 2
    assert 1 <= len(unpacked) <= 2 + 2  # the two files of more than one passage, and once more for the end of each
