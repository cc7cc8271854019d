"""What can a worker do that was taken over by a document? Nothing: everything is tried from inside."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

import inkling
from inkling.extract import sandbox

PROBE = Path(__file__).with_name("extract_probe.py")


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the probes call the kernel by the numbers of x86-64")
@pytest.mark.skipif(sandbox.landlock_abi() == 0, reason="this kernel has no Landlock")
def test_everything_is_denied(tmp_path: Path) -> None:
    document = tmp_path / "secret.txt"
    document.write_text("secret")
    lifeline, life = os.pipe()
    try:
        home = str(Path(inkling.__file__).parents[1])
        done = subprocess.run(
            [sys.executable, str(PROBE), str(lifeline), str(os.getpid()), str(document), str(tmp_path)],
            pass_fds=(lifeline,), env={"PYTHONPATH": home}, stdout=subprocess.PIPE, timeout=60, check=True,
        )  # fmt: skip
    finally:
        os.close(life)
        os.close(lifeline)
    told = json.loads(done.stdout)
    assert all(told["held"].values()), told["held"]
    assert told["tried"] >= 55
    assert told["succeeded"] == []
    assert document.read_text() == "secret"
    assert list(tmp_path.iterdir()) == [document]


def test_the_layers_are_told_in_words() -> None:
    told = sandbox.describe({"files": True})
    assert told["documents are read without access to any other file (Landlock)"] == "yes"
    assert [words for words in told.values() if words.startswith("no:")]
