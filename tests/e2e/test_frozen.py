"""A frozen program is its own interpreter: its readers are started as `inkling --jail-worker`, and hold as ever."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import inkling
from inkling.extract import process
from inkling.extract.jail import Jail
from inkling.progress import Cancel

PYTHON = sys.executable
APP = Path(inkling.__file__).resolve().parents[1]


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that passes for a frozen one: everything it is given goes to `python -m inkling`."""
    program = tmp_path / "inkling-program"
    told = tmp_path / "told"
    program.write_text(
        "#!/bin/sh\n"
        f'echo "$@" >> {shlex.quote(str(told))}\n'
        f"PYTHONPATH={shlex.quote(str(APP))} PYTHONDONTWRITEBYTECODE=1"
        f' exec {shlex.quote(sys.executable)} -m inkling "$@"\n'
    )
    program.chmod(0o700)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return told


def test_a_frozen_program_reads_with_itself(frozen: Path, tmp_path: Path) -> None:
    paths = []
    for number in range(12):
        path = tmp_path / f"{number}.html"
        path.write_text(f"<p>page <b>number</b> {number}</p>")
        paths.append(os.fsencode(path))
    with Jail(2) as jail:
        found = dict(jail.extract_many(paths, Cancel()))
        held = jail.protections()
    assert {e.document.text.strip() for e in found.values() if e.document} == {f"page number {n}" for n in range(12)}
    started = frozen.read_text().splitlines()
    assert len(started) >= 2
    assert all(line.split()[0] == "--jail-worker" and len(line.split()) == 4 for line in started)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(sys, "frozen")
        patch.setattr(sys, "executable", PYTHON)
        with Jail(1) as jail:
            assert jail.protections() == held  # as in a program that is not frozen


def test_a_worker_for_pictures_is_told_so(frozen: Path) -> None:
    assert process._command(3, 4, 5, ocr=True)[1:] == ["--jail-worker", "3", "4", "5", "ocr"]
    assert process._command(3, 4, 5, ocr=False)[1:] == ["--jail-worker", "3", "4", "5"]


def test_a_worker_ends_at_once_when_the_program_that_started_it_is_gone() -> None:
    lifeline, life = os.pipe()
    os.close(life)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [PYTHON, "-m", "inkling", "--jail-worker", str(theirs.fileno()), "1", str(lifeline)]
    with ours, theirs:
        kept = (theirs.fileno(), lifeline)
        environment = {**os.environ, "PYTHONPATH": str(APP)}
        done = subprocess.run(command, capture_output=True, pass_fds=kept, env=environment, timeout=20, check=False)
    os.close(lifeline)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
