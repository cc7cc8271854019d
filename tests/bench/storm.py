"""Measure storms at full size: how many files were lost (must be 0) and how long it took to converge.

Run: PYTHONPATH=app python tests/bench/storm.py [files] [busy threads] [catalog] [storm ...]

Without the name of a storm all are let loose. With the word `catalog` the changes go through the real write path (with
a toy for a parser) into a catalog.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))

from pipeline import Pipeline
from storm import STORMS, weather  # the path must be known first


def main():
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    hogs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    print(f"{files:,} files, {hogs} busy threads")
    heads = "files after", "storm s", "converged s", "lost", "looks", "full", "overflows"
    print(f"{'storm':16}" + "".join(f"{head:>13}" for head in heads))
    for storm in [name for name in STORMS if name in sys.argv] or STORMS:
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
            data, root = Path(folder).resolve() / "data", Path(folder).resolve() / "root"
            root.mkdir()
            mirror = stack.enter_context(Pipeline.open(data)) if "catalog" in sys.argv else None
            seen = weather(storm, bytes(root), files, hogs=hogs, mirror=mirror, patience_s=300)
        counts = seen.files, f"{seen.storm_s:.1f}", f"{seen.converged_s:.1f}", seen.lost, seen.looks, seen.full_scans
        print(f"{storm:16}" + "".join(f"{count:>13}" for count in (*counts, seen.overflows)), flush=True)


if __name__ == "__main__":
    main()
