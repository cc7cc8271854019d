"""Killed at any moment, nothing that was acknowledged is lost, and the end is as if nothing had happened.

`INKLING_KILLS=200 pytest tests/e2e/test_kill.py` kills 200 times; the default keeps the common run short. A failure
prints the seed: `INKLING_SEED=n` repeats the same changes (not the same moments).
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from churn import born, change, check_promises, equals_a_rebuild, last_word  # the path must be known first

KILLS = int(os.environ.get("INKLING_KILLS", "20"))


def live_and_die(data: Path, tree: Path, seed: int, after_s: float) -> dict[str, str]:
    """Let a life run in a process of its own, kill it, and return what it last said was done."""
    process, told = born(data, tree, seed)
    heard, deadline = b"", time.monotonic() + after_s
    while (left := deadline - time.monotonic()) > 0:
        if select.select([told], [], [], left)[0]:
            piece = os.read(told, 1 << 20)
            assert piece, "the process ended by itself: " + heard.rpartition(b"!")[2].decode()
            heard += piece
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    while piece := os.read(told, 1 << 20):
        heard += piece
    os.close(told)
    return last_word(heard).get("files", {})


@pytest.mark.slow
def test_killed_at_random_moments_equals_a_fresh_rebuild(tmp_path):
    seed = int(os.environ.get("INKLING_SEED", time.time_ns() % 1_000_000))
    print(f"INKLING_SEED={seed}")
    chance = random.Random(seed)
    data, tree = tmp_path / "data", tmp_path / "tree"
    tree.mkdir()
    for _ in range(20):
        change(tree, chance)
    for number in range(KILLS):
        # A third of the kills come so early that they hit the recovery from the one before.
        after_s = chance.uniform(0, 0.05) if number % 3 == 2 else chance.uniform(0.02, 0.6)
        done = live_and_die(data, tree, seed + number, after_s)
        if (data / "catalog.sqlite").exists():
            check_promises(data, done)
    equals_a_rebuild(data, tree, tmp_path / "fresh")
