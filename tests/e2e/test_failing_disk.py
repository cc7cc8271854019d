"""A full or failing disk: reading pauses, says why, goes on when it can, loses nothing; the same while following."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import inkling

SCRIPT = Path(__file__).with_name("failing_disk.py")
# Which calls fail, and which of them in each thread: the first few are those of opening.
FAULTS = {
    "write": "pwrite64:error=EIO:when=20..24",
    "full": "pwrite64:error=ENOSPC:when=30..34",
    "flush": "fdatasync,fsync:error=EIO:when=6..9",
}


def can_mount() -> bool:
    """Whether this user may mount a small disk for a process of his own."""
    probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return (
        shutil.which("unshare") is not None and subprocess.run(probe, capture_output=True, check=False).returncode == 0
    )


def ways() -> Iterator[tuple[str, int]]:
    """Every way that this machine offers for a disk to fail; `limit` is always there."""
    if can_mount():
        yield from (("tmpfs", 150_000), ("tmpfs", 500_000))
    yield from (("limit", 300_000),)
    if shutil.which("strace"):
        yield from ((fault, 0) for fault in FAULTS)


@pytest.mark.slow
@pytest.mark.parametrize(("how", "size"), list(ways()))
def test_reading_pauses_and_goes_on(tmp_path: Path, how: str, size: int) -> None:
    command = [sys.executable, str(SCRIPT), how if size else "traced", str(tmp_path), str(size)]
    if how == "tmpfs":
        command = ["unshare", "-rm", *command]
    elif how in FAULTS:
        subprocess.run([sys.executable, str(SCRIPT), "prepare", str(tmp_path)], check=True, timeout=60)
        fault = FAULTS[how]
        calls = f"trace={fault.partition(':')[0]}"
        command = [
            "strace",
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-o",
            "/dev/null",
            "-e",
            calls,
            "-e",
            f"inject={fault}",
            *command,
        ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["lost"] == 0, told
    assert told["equals_rebuild"], told
    assert told["problems"] == [], told
    assert told["embedded_twice"] == 0, told
    assert told["files"] == told["with_meaning"] == 44, told
    assert told["paused_in_sync"] + told["paused_in_follower"] > 0, told
    if how in ("tmpfs", "limit"):
        assert told["paused_in_sync"] >= 3, told
        assert told["paused_in_follower"] >= 3, told
    words = "the disk is full" if how in ("tmpfs", "full") else "Check the disk"
    assert all(words in reason for reason in told["reasons"]), told


NEARLY_FULL = """
import collections, os, shutil, sys
usage = collections.namedtuple("usage", "total used free")
shutil.disk_usage = lambda folder: usage(100 << 30, 0, 1 << 20 if os.path.exists(sys.argv[1]) else 50 << 30)
from inkling.cli import main
sys.exit(main.main(sys.argv[2:]))
"""


def test_the_program_waits_for_room_says_so_and_goes_on(tmp_path: Path) -> None:
    """The real `inkling sync` never takes the last of a disk: it begins when there is room."""
    papers, full = tmp_path / "papers", tmp_path / "full"
    papers.mkdir()
    for number in range(3):
        (papers / f"{number}.txt").write_text(f"The gardener counts {number} roses.")
    environment = {**os.environ, "PYTHONPATH": str(Path(inkling.__file__).parents[1])}
    command = [sys.executable, "-c", NEARLY_FULL, str(full), "--data", str(tmp_path / "data")]
    subprocess.run([*command, "add", "--later", str(papers)], check=True, env=environment, timeout=60)
    full.touch()
    with subprocess.Popen([*command, "sync"], env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "inkling: waiting, because the disk is nearly full\n"
        assert process.poll() is None
        full.unlink()
        assert process.wait(60) == 0
        assert process.stderr.read() == ""
    told = subprocess.run([*command, "status", "--json"], check=True, env=environment, capture_output=True, timeout=60)
    status = json.loads(told.stdout)
    assert status["files"] == status["searchable"] == status["with_meaning"] == 3
