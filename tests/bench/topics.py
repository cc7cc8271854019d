"""How long do topics take through a real catalog, and how much memory? Many documents made of real pages.

    python tests/bench/topics.py ../shared/eval/awsdocs/tree 10000 [FOLDER FOR THE CATALOG]

Each document is the beginning of one page and the end of another of the same manual; its passages have vectors near
their manual's. A catalog that stands in the folder already is used as it is. Prints one line for each stage.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from inkling import passages
from inkling.catalog import Catalog, Reading
from inkling.progress import Progress
from inkling.records import Document, FileStamp, FolderId
from inkling.topics.desk import Topics

_DIM = 384
_BATCH = 500


class Model:
    """A stand-in for the encoder: it speaks English, and its vectors are made by `fill`."""

    digest = "bench"

    def speaks(self, language: str) -> bool:
        """Tell whether it knows a language."""
        return language in {"en", ""}

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Return nothing that helps or harms: the same row for every text."""
        return np.full((len(texts), _DIM), _DIM**-0.5, dtype=np.float32)


def pages_of(tree: Path) -> dict[str, list[str]]:
    """Return the pages of each manual."""
    pages: dict[str, list[str]] = defaultdict(list)
    for path in sorted(tree.rglob("*.md")):
        pages[path.relative_to(tree).parts[0]].append(path.read_text(encoding="utf-8", errors="replace"))
    return pages


def readings(folder: FolderId, pages: dict[str, list[str]], first: int, count: int) -> Iterator[tuple[str, Reading]]:
    """Yield manuals and readings with the numbers `first` and following."""
    manuals = sorted(pages)
    weights = np.array([len(pages[name]) for name in manuals], dtype=np.float64)
    for number in range(first, first + count):
        chance = np.random.default_rng([7, number])
        manual = manuals[int(chance.choice(len(manuals), p=weights / weights.sum()))]
        begin, end = (pages[manual][int(chance.integers(len(pages[manual])))] for _ in range(2))
        text = begin[: len(begin) // 2] + end[len(end) // 2 :] + f" {number}"
        document = Document(text, kind="text", language="en")
        cut = tuple(passages.cut(document))
        path = f"/bench/{manual}/{number:06}.md".encode()
        wordings = tuple(hashlib.blake2b(b"%d %d" % (number, at), digest_size=16).digest() for at in range(len(cut)))
        digest = hashlib.blake2b(path, digest_size=16).digest()
        yield (
            manual,
            Reading(
                folder,
                FileStamp(path, len(text), 10**9, 10**9, 1, number + 1),
                checked_ns=10**18,
                digest=digest,
                document=document,
                passages=cut,
                wordings=wordings,
            ),
        )


def fill(catalog: Catalog, tree: Path, first: int, count: int) -> None:
    """Store documents `first` and following, and vectors for their passages."""
    pages = pages_of(tree)
    folder = next((known.id for known in catalog.folders()), None) or catalog.add_folder(b"/bench").id
    chance = np.random.default_rng(7 + first)
    directions = {name: np.random.default_rng([9, at]).normal(size=_DIM) for at, name in enumerate(sorted(pages))}
    for start in range(first, first + count, _BATCH):
        batch = list(readings(folder, pages, start, min(_BATCH, first + count - start)))
        before = catalog.high_water()
        catalog.store([reading for _, reading in batch])
        rows, at = [], before
        for manual, reading in batch:
            for _ in reading.passages:
                at += 1
                row = directions[manual] + 1.6 * chance.normal(size=_DIM)
                rows.append((at, (row / np.linalg.norm(row)).astype(np.float32)))
        catalog.put_vectors(Model.digest, rows)


def measure(catalog: Catalog, tree: Path, count: int) -> None:
    """Find topics afresh, then again with 1 % more files."""
    start = time.perf_counter()
    stages: set[str] = set()

    def report(progress: Progress) -> None:
        if progress.stage not in stages:
            stages.add(progress.stage)
            spent = time.perf_counter() - start
            print(f"  {progress.stage} begins at {spent:.1f} s, {time.process_time() - cpu:.1f} s of CPU", flush=True)

    topics = Topics(catalog, Model())
    cpu = time.process_time()
    before = topics.find(report=report, fresh=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = f"{time.perf_counter() - start:.1f} s, {time.process_time() - cpu:.1f} s of CPU, {memory:.0f} MB at most"
    print(f"{before.files} files: {spent}, {len(before.topics)} topics, {len(before.outliers)} outliers", flush=True)
    print("  " + " | ".join(topic.name for topic in before.at(0)))
    fill(catalog, tree, count, count // 100)
    start, cpu = time.perf_counter(), time.process_time()
    after = topics.find()
    spent = f"{time.perf_counter() - start:.1f} s, {time.process_time() - cpu:.1f} s of CPU"
    home = {member.document: topic.id for topic in after.at(0) for member in topic.members}
    same = sum(home.get(member.document) == topic.id for topic in before.at(0) for member in topic.members)
    print(f"again with 1 % more: {spent}, {100 * same / max(1, before.files):.2f} % keep their topic", flush=True)


def main() -> None:
    """Fill a catalog and measure."""
    tree, count = Path(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(scratch)
        # Words for searching play no part here, and making them takes the longest.
        with Catalog.open(data, write=True, terms=lambda _text, _language: []) as catalog:
            if not catalog.high_water():
                fill(catalog, tree, 0, count)
            measure(catalog, tree, count)


if __name__ == "__main__":
    main()
