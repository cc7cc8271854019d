"""What the window remembers of the library between two searches, and when it asks again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from inkling.gui.engine.opened import Opened
from inkling.library import Keeper


def test_folders_are_remembered_until_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, documents = tmp_path / "data", tmp_path / "Documents"
    documents.mkdir()
    data.mkdir(mode=0o700)
    opened = Opened(data)
    asked: list[int] = []
    folders = Keeper.folders
    monkeypatch.setattr(Keeper, "folders", lambda keeper: asked.append(1) or folders(keeper))
    assert opened.roots() == opened.roots() == ()
    assert len(asked) == 1
    opened.library.keeper.add_folder(os.fsencode(documents))
    assert opened.roots() == opened.roots() == (str(documents),)
    assert len(asked) == 2
    opened.close()
