"""A home with a trash of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def home(trash_home: Path) -> Path:
    """The home in which these tests put their files."""
    return trash_home
