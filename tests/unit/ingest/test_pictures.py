"""Pictures are looked at last, once per content and extractor, and what they say is found like any text."""

from __future__ import annotations

import os

import pytest
from ingest_samples import PictureReader, calm, sync_of, terms

from inkling.catalog import Catalog
from inkling.errors import Cancelled
from inkling.ingest import Pictures
from inkling.progress import Cancel

OLD = 1_600_000_000


def put(path, text):
    path.write_text(text)
    os.utime(path, (OLD, OLD))


@pytest.fixture
def tree(tmp_path):
    folder = tmp_path / "tree"
    folder.mkdir()
    put(folder / "letter.txt", "plain words")
    put(folder / "photo.png", "scan 1")
    put(folder / "same.png", "scan 1")
    put(folder / "pages.pdf", "scan of pages 2")
    return folder


@pytest.fixture
def reader():
    return PictureReader()


@pytest.fixture
def catalog(tmp_path, tree, reader):
    with Catalog.open(tmp_path / "data", write=True, terms=terms) as opened:
        opened.add_folder(os.fsencode(tree))
        sync_of(opened, tmp_path, reader).words()
        yield opened


def pictures(catalog, tmp_path, reader, version=1):
    return Pictures(catalog, reader, calm(tmp_path), version)


def test_what_pictures_say_is_found_and_the_problems_end(catalog, tmp_path, reader):
    assert catalog.match("picture") == []
    assert len(catalog.problems()) == 3
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 2  # two contents, three files
    assert len(catalog.match("picture")) == 2
    assert catalog.problems() == []
    assert catalog.coverage().searchable == 4
    assert catalog.check(full=True).problems == ()


def test_each_content_is_looked_at_once(catalog, tmp_path, reader, tree):
    pictures(catalog, tmp_path, reader).run(Cancel())
    sync_of(catalog, tmp_path, reader).words()
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 0
    put(tree / "copy.png", "scan 1")
    sync_of(catalog, tmp_path, reader).words()
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 0
    assert catalog.document_of(os.fsencode(tree / "copy.png")) is not None
    assert reader.recognised == 2


def test_a_picture_that_says_nothing_is_not_looked_at_again(catalog, tmp_path, reader):
    reader.says = ""
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 2
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 0
    assert len(catalog.problems()) == 3


def test_a_changed_picture_is_looked_at_anew(catalog, tmp_path, reader, tree):
    pictures(catalog, tmp_path, reader).run(Cancel())
    put(tree / "photo.png", "scan of another thing")
    sync_of(catalog, tmp_path, reader).words()
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 1


def test_one_that_changed_unseen_keeps_what_was_known_and_is_not_tried_for_ever(catalog, tmp_path, reader, tree):
    put(tree / "photo.png", "scan of something newer")
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 2
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 0
    assert len(catalog.problems()) == 2
    sync_of(catalog, tmp_path, reader).words()
    assert pictures(catalog, tmp_path, reader).run(Cancel()) > 0


def test_a_limit_leaves_the_rest_and_calling_off_leaves_all(catalog, tmp_path, reader):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        pictures(catalog, tmp_path, reader).run(cancel)
    assert reader.recognised == 0
    assert pictures(catalog, tmp_path, reader).run(Cancel(), limit=1) == 1
    assert pictures(catalog, tmp_path, reader).run(Cancel()) == 1
