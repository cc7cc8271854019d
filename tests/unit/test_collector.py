"""What stays is left out of the looks for garbage by the program alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from inkling import collector


def test_only_the_program_leaves_things_out(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[int] = []
    monkeypatch.setattr(collector.gc, "freeze", lambda: frozen.append(1))
    collector.leave_out_what_stays()
    assert frozen == []
    monkeypatch.setattr(collector._Process, "is_the_program", False)
    collector.be_the_program()
    collector.leave_out_what_stays()
    assert frozen == [1]


def test_the_program_does_so() -> None:
    asks = (
        "import sys; sys.argv = ['inkling', '--help']\n"
        "from inkling import __main__, collector\n"
        "try: __main__.main()\nexcept SystemExit: pass\n"
        "print(collector._Process.is_the_program)"
    )
    told = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "True"
