"""Storms: whatever happens to thousands of files at once, hints and scans together lose nothing.

The time it takes on a quiet machine is printed by tests/bench/storm.py at full size; here it must only be in time.
"""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pipeline import Pipeline
from storm import STORMS, weather  # the path must be known first

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not os.path.exists("/proc/sys/fs/inotify"), reason="needs inotify"),
]


@pytest.mark.parametrize("storm", STORMS)
def test_storm_loses_nothing(tmp_path, storm):
    seen = weather(storm, bytes(tmp_path), 3_000)
    assert seen.lost == 0, seen
    assert seen.converged_s < 60, seen
    assert seen.files > 0


def test_overflow_on_purpose_loses_nothing(tmp_path):
    """More changes than the kernel's queue holds while nobody reads it, and busy threads beside."""
    with open("/proc/sys/fs/inotify/max_queued_events") as file:
        limit = int(file.read())
    if limit > 20_000:
        pytest.skip("the queue is too long here to be overrun quickly")
    seen = weather("flood", bytes(tmp_path), limit // 2 + 500, folders=20, hogs=4, is_deaf=True)
    assert seen.overflows >= 1, seen
    assert seen.lost == 0, seen
    assert seen.converged_s < 60, seen


@pytest.mark.parametrize("storm", ["atomic_saves", "rename_folders", "checkout"])
def test_storm_reaches_the_catalog(tmp_path, storm):
    """The same through the real write path, from the walk to the catalog; only the reading of files is a toy."""
    with Pipeline.open(tmp_path / "data") as pipeline:
        root = tmp_path / "root"
        root.mkdir()
        seen = weather(storm, bytes(root), 800, folders=60, mirror=pipeline, hogs=1)
    assert seen.lost == 0, seen
    assert seen.converged_s < 60, seen
