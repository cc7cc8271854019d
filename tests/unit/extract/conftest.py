"""A jail that all tests of extraction share, and a way to put bytes into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inkling.extract.jail import Extracted, Jail


@pytest.fixture(scope="session")
def jail() -> Iterator[Jail]:
    with Jail(2) as opened:
        yield opened


@pytest.fixture
def extract(jail: Jail, tmp_path: Path) -> Callable[[str, bytes], Extracted]:
    """Write bytes under a name and read them through the jail."""

    def extracted(name: str, data: bytes) -> Extracted:
        path = tmp_path / name
        path.write_bytes(data)
        return jail.extract(os.fsencode(path))

    return extracted
