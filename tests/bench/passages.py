"""Which size of passage finds answers best? Answer spans in the top 5 by meaning, for several sizes.

Run from the project's root:  PYTHONPATH=app python tests/bench/passages.py [SIZE ...]

For each question of `chunkeval` the passages of all documents are ranked by cosine. Recall is the share of the answer's
characters that lie in the top 5; precision is the share of the top 5's characters that belong to the answer; IoU is
their intersection over union. (A larger passage has more recall and less precision: look at all three.)
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from inkling import passages
from inkling.neural.encoder import Encoder
from inkling.records import Document, Locator, LocatorKind, Passage

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "eval" / "chunkeval"
MODEL = ROOT / "app" / "inkling" / "_models" / "all-minilm-l6-v2"
TOP = 5


def documents() -> dict[str, Document]:
    return {path.stem: document(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.md"))}


def document(text: str) -> Document:
    """Return a text with its Markdown headings as places."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        level = len(line) - len(line.lstrip("#"))
        if 0 < level <= 6 and line[level : level + 1] == " ":
            found.append((at, level, line[level:].strip()))
        at += len(line)
    places = []
    for n, (start, level, label) in enumerate(found):
        end = next((later for later, other, _ in found[n + 1 :] if other <= level), len(text))
        places.append(Locator(LocatorKind.HEADING, label, start, end, level=level))
    return Document(text, "markdown", locators=tuple(places))


def overlap(spans: list[list[int]], passage: Passage) -> int:
    return sum(max(0, min(end, passage.end) - max(start, passage.start)) for start, end in spans)


def measure(encoder: Encoder, size: int) -> tuple[int, float, float, float]:
    cut = [(name, passage) for name, one in documents().items() for passage in passages.cut(one, size)]
    rows = encoder.encode_passages([passages.wording(passage.heading, passage.text) for _, passage in cut])
    queries = [json.loads(line) for line in (DATA / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = encoder.encode_queries([query["text"] for query in queries])
    best = np.argsort(-(asked @ rows.T), axis=1, kind="stable")[:, :TOP]
    recall, precision, union = [], [], []
    for query, places in zip(queries, best, strict=True):
        found = [cut[place] for place in places]
        hit = sum(overlap(query["spans"], passage) for name, passage in found if name == query["doc"])
        answer = sum(end - start for start, end in query["spans"])
        shown = sum(passage.end - passage.start for _, passage in found)
        recall.append(hit / answer)
        precision.append(hit / shown)
        union.append(hit / (answer + shown - hit))
    return len(cut), float(np.mean(recall)), float(np.mean(precision)), float(np.mean(union))


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [100, 200, 300]
    encoder = Encoder.load(MODEL, threads=2)
    print(f"{'size':>5}{'passages':>10}{'recall@5':>10}{'precision@5':>13}{'IoU':>8}{'seconds':>9}")
    for size in sizes:
        began = time.perf_counter()
        count, recall, precision, union = measure(encoder, size)
        print(
            f"{size:5}{count:10}{recall:10.3f}{precision:13.3f}{union:8.3f}{time.perf_counter() - began:9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
