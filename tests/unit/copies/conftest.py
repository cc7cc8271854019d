"""A home with a trash of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def home(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The trash of the test's own home; Send2Trash looks for the home when it is first imported."""
    from send2trash import plat_other

    data = private_home / "xdg_data_home"
    monkeypatch.setattr(plat_other, "XDG_DATA_HOME", os.fsencode(data))
    monkeypatch.setattr(plat_other, "HOMETRASH_B", os.fsencode(data / "Trash"))
    monkeypatch.setattr("send2trash.send2trash", plat_other.send2trash)
    return private_home
