"""The shipped model, loaded once."""

from collections.abc import Iterator

import pytest

from inkling import paths
from inkling.neural.encoder import Encoder


@pytest.fixture(scope="session")
def encoder() -> Iterator[Encoder]:
    """The shipped encoder on one thread."""
    loaded = Encoder.load(paths.MODELS / "all-minilm-l6-v2")
    yield loaded
    loaded.close()
