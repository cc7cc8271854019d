"""Paths as people see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from inkling import paths


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (b"/home/ana/caf\xc3\xa9.txt", "/home/ana/café.txt"),
        ("/家/租约.pdf".encode(), "/家/租约.pdf"),
        (b"/bad/\xff\xfe", "/bad/��"),
        ("/x/invoice\u202efdp.exe".encode(), "/x/invoice�fdp.exe"),
        (b"/x/two\nlines\x1b[31m", "/x/two�lines�[31m"),
    ],
)
def test_display_is_safe(path: bytes, shown: str) -> None:
    assert paths.display(path) == shown


def test_the_data_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.data_folder() == tmp_path / "inkling"
    monkeypatch.setenv("INKLING_DATA", str(tmp_path / "other"))
    assert paths.data_folder() == tmp_path / "other"
