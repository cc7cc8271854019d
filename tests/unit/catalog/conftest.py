"""A small catalog, and a way to fill it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from catalog_samples import reading, terms

from inkling.catalog import Catalog
from inkling.records import FolderId


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def catalog(data: Path) -> Iterator[Catalog]:
    with Catalog.open(data, write=True, terms=terms) as opened:
        yield opened


@pytest.fixture
def fill(catalog: Catalog) -> Callable[..., FolderId]:
    """Add the folder /d with files given as name=text."""

    def _fill(**texts: str) -> FolderId:
        folder = catalog.add_folder(b"/d").id
        catalog.store([reading(folder, b"/d/" + name.encode(), text) for name, text in texts.items()])
        return folder

    return _fill
