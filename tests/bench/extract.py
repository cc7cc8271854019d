"""How fast are files read through the jail? Usage: python tests/bench/extract.py FOLDER [FILES] [WORKERS]

Prints files, seconds, what a file costs, and the processor time of the program itself (not of the workers).
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "app"))

from inkling.extract.jail import Jail
from inkling.progress import Cancel


def main(folder: str, files: int = 5000, workers: int = 2) -> None:
    paths = [os.fsencode(os.path.join(top, name)) for top, _, names in os.walk(folder) for name in names][:files]
    size = sum(os.path.getsize(path) for path in paths)
    outcomes: Counter[str] = Counter()
    slowest = (0.0, b"")
    began, used = time.monotonic(), time.process_time()
    with Jail(workers) as jail:
        for path, extracted in jail.extract_many(paths, Cancel()):
            outcomes[extracted.document.kind if extracted.document else str(extracted.problem)[:60]] += 1
            slowest = max(slowest, (extracted.seconds, path))
    seconds = time.monotonic() - began
    each = 1000 * seconds / max(1, len(paths))
    print(f"{len(paths)} files, {size / 1e6:.0f} MB, {workers} workers: {seconds:.2f} s, {each:.2f} ms each")
    print(f"the program itself: {time.process_time() - used:.2f} s; slowest file {slowest[0]:.2f} s")
    print(dict(outcomes.most_common(12)))


if __name__ == "__main__":
    main(sys.argv[1], *(int(number) for number in sys.argv[2:4]))
