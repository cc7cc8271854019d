"""The traced sessions of test_no_egress take two minutes: they run beside all other tests and are judged last."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import test_no_egress  # the path must be known first

_LAST = test_no_egress.test_two_minutes_of_use_open_no_internet_socket.__name__


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.name == _LAST)


@pytest.fixture(scope="session")
def traced_sessions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    yield from test_no_egress.start_both(tmp_path_factory.mktemp("traced"))


@pytest.fixture(autouse=True)
def beside_the_others(request: pytest.FixtureRequest) -> None:
    """Begin with the first of these tests, where the traced one is among those that run."""
    if any(item.name == _LAST for item in request.session.items):
        request.getfixturevalue("traced_sessions")
