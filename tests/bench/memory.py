"""Does embedding keep its memory flat? Embeds passages of mixed length and prints the resident memory on the way.

    python tests/bench/memory.py --texts ../shared/eval/scifact-train/corpus.jsonl --count 20000

Ends with status 1 when memory passes 450 MB, or when the last quarter grows by more than 5 MB over the third.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "app"))

from inkling import paths
from inkling.neural.encoder import Encoder

MOST_MB, GROWTH_MB = 450, 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True, help="a .jsonl with text")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    chosen = parser.parse_args()
    lines = chosen.texts.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    chance = random.Random(1)
    encoder = Encoder.load(paths.MODELS / "all-minilm-l6-v2", threads=chosen.threads)
    print(f"loaded: {_resident_mb():.0f} MB")
    step = max(1, chosen.count // 20)
    seen: list[float] = []
    for done in range(0, chosen.count, step):
        # from a few words to several windows
        encoder.encode_passages([_cut(chance, texts) for _ in range(step)])
        seen.append(_resident_mb())
        print(f"{done + step:6d} passages: {seen[-1]:.0f} MB", flush=True)
    third, last = seen[len(seen) // 2 : -len(seen) // 4], seen[-len(seen) // 4 :]
    growth = max(last) - max(third)
    print(f"most {max(seen):.0f} MB, growth in the last quarter {growth:.1f} MB")
    return int(max(seen) > MOST_MB or growth > GROWTH_MB)


def _cut(chance: random.Random, texts: list[str]) -> str:
    text = chance.choice(texts)
    length = int(2 ** chance.uniform(3, 11))
    return (text * (1 + length // max(1, len(text))))[:length]


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
