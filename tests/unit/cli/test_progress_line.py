"""The line at the bottom of the terminal: how far the work is, and what can be done already."""

from __future__ import annotations

import pytest

from inkling.cli.render import ProgressLine
from inkling.progress import Progress


def test_that_words_are_searchable_is_said_on_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    line = ProgressLine()
    for progress in (Progress("words", 4999, 5000), Progress("searchable", 5000), Progress("meaning", 1, 9)):
        line(progress)
    line.clear()
    shown = [part.rpartition("\r\x1b[K")[2] for part in capsys.readouterr().err.split("\n")]
    assert shown[0] == "inkling: 5,000 files are read and searchable by words; ranking and meaning follow"
    assert shown[1:] == [""]


def test_nothing_is_shown_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    line = ProgressLine()
    line(Progress("searchable", 1))
    line(Progress("words", 1, 2))
    assert capsys.readouterr().err == ""
