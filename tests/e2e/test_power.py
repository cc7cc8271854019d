"""The power fails: what the disk had not been told to keep is gone or torn, and what was acknowledged is there.

The library's folder is copied at random moments of a life of changes and syncs, which stands still meanwhile. Of the
write-ahead log the copy keeps all that was flushed, and of the rest only a beginning, or that with rubbish behind it.
A failure prints the seed; `INKLING_POWER_CUTS=200` makes 200 of them.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from churn import born, change, check_promises, equals_a_rebuild, last_word, log_frames  # the path must be known first

CUTS = int(os.environ.get("INKLING_POWER_CUTS", "12"))
LOG = "catalog.sqlite-wal"


def flushed(log: bytes, done: dict) -> int:
    """Return how much of a log was surely flushed: all that was acknowledged, and all before the last transaction."""
    salts, frames = log_frames(log)
    ends = [end for end, commits in frames if commits]
    before_last = ends[-2] if len(ends) > 1 else 0
    told_salts, told_end = done.get("log", ("", 0))
    return max(before_last, told_end if told_salts == salts else 0)


def cut(log: bytes, safe: int, chance: random.Random) -> bytes:
    """Return what a disk may hold of a log whose first `safe` bytes were flushed."""
    kept = log[: chance.randrange(safe, len(log) + 1)]
    if chance.random() < 0.5:
        rubbish = bytearray(log[len(kept) :])
        for _ in range(1 + len(rubbish) // 500):
            if rubbish:
                rubbish[chance.randrange(len(rubbish))] ^= 1 << chance.randrange(8)
        kept += bytes(rubbish)
    return kept


@pytest.mark.slow
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    seed = int(os.environ.get("INKLING_SEED", time.time_ns() % 1_000_000))
    print(f"INKLING_SEED={seed}")
    chance = random.Random(seed)
    data, tree = tmp_path / "data", tmp_path / "tree"
    tree.mkdir()
    for _ in range(20):
        change(tree, chance)
    process, told = born(data, tree, seed)
    heard, lost = b"", 0
    try:
        for number in range(CUTS):
            time.sleep(chance.uniform(0.01, 0.15))
            os.kill(process, signal.SIGSTOP)
            os.waitpid(process, os.WUNTRACED)
            while select.select([told], [], [], 0)[0]:
                piece = os.read(told, 1 << 20)
                assert piece, "the process ended by itself: " + heard.rpartition(b"!")[2].decode()
                heard += piece
            if not (data / "catalog.sqlite").exists():
                os.kill(process, signal.SIGCONT)
                continue
            copy, done = tmp_path / f"copy-{number}", last_word(heard)
            copy.mkdir(mode=0o700)
            shutil.copy(data / "catalog.sqlite", copy)
            log = (data / LOG).read_bytes() if (data / LOG).exists() else b""
            kept = cut(log, flushed(log, done), chance)
            lost += len(log) - len(kept)
            (copy / LOG).write_bytes(kept)
            check_promises(copy, done.get("files", {}))
            if number % 3 == 0:
                equals_a_rebuild(copy, tree, tmp_path / f"fresh-{number}")
            os.kill(process, signal.SIGCONT)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(told)
    assert lost > 0, "nothing was ever cut off: the test shows nothing"
