"""A crash leaves a note of its place, which the next start finds once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from inkling.gui.crashes import Crashes

_CRASH = """
import ctypes, sys
from pathlib import Path
from inkling.gui.crashes import Crashes
crashes = Crashes(Path(sys.argv[1]))
crashes.watch()
def fall():
    ctypes.string_at(0)
if sys.argv[2] == "crash":
    fall()
crashes.close()
"""


def _run(folder: Path, how: str) -> int:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-c", _CRASH, str(folder), how]
    return subprocess.run(words, env=environment, check=False, stderr=subprocess.DEVNULL).returncode


def test_a_crash_is_told_once_by_its_place(tmp_path: Path) -> None:
    assert _run(tmp_path, "crash") != 0
    assert Crashes(tmp_path).last() == ""  # the next start puts it aside first
    assert _run(tmp_path, "well") == 0
    note = Crashes(tmp_path).last()
    assert "in fall" in note
    assert Crashes(tmp_path).last() == ""
    assert (tmp_path / "crash.txt").stat().st_mode & 0o077 == 0


def test_a_good_end_leaves_no_note(tmp_path: Path) -> None:
    assert _run(tmp_path, "well") == 0
    assert _run(tmp_path, "well") == 0
    assert Crashes(tmp_path).last() == ""
    assert Crashes(tmp_path / "absent").log() == ""
