"""How long do near-copies take, and how much memory? Texts made from real ones; the search in a process of its own.

python tests/bench/copies.py --texts FOLDER [--files 100000]        10 % copies: bytes, text, and edited
python tests/bench/copies.py --texts FOLDER --templates 27000       pages of 27 templates, none a copy by itself
python tests/bench/copies.py --texts FOLDER --publisher 27000       270 page skeletons, 100 resources each
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import numpy as np

from inkling.copies.desk import Copies
from inkling.copies.measure import Thresholds
from inkling.progress import Progress
from inkling.records import DocumentId, FileId, FolderId, StoredDocument, StoredFile, Tier, Verdict


class Flat:
    """A library whose texts lie one after the other in a file, so that they are in nobody's memory."""

    def __init__(self, path: Path, spans: np.ndarray, digests: bytes) -> None:
        self._file, self._spans, self._digests = path.open("rb"), spans, digests
        self._held: dict[str, Path] = {}
        self._folder = path.parent

    def documents(self) -> Iterator[StoredDocument]:
        ids: dict[bytes, list[int]] = {}
        for row in range(len(self._spans)):
            ids.setdefault(self._digests[16 * row : 16 * row + 16], []).append(row)
        for digest, rows in ids.items():
            files = tuple(self._stored(row) for row in rows)
            id, length = DocumentId(rows[0] + 1), int(self._spans[rows[0], 1])
            yield StoredDocument(id, "text", "", (), (), "", "en", length, 1, digest, digest, files)

    def _stored(self, row: int) -> StoredFile:
        name = f"/library/{row % 100}/{row}.txt"
        size = int(self._spans[row, 1])
        return StoredFile(FileId(row + 1), FolderId(1), name.encode(), name, size, row, 1, row + 1)

    def document(self, id: DocumentId) -> StoredDocument | None:
        return next((document for document in self.documents() if document.id == id), None)

    def text(self, document: DocumentId) -> str:
        start, size = self._spans[document - 1].tolist()
        self._file.seek(start)
        return self._file.read(size).decode()

    def known(self) -> dict[bytes, object]:
        return {}

    def problems(self) -> list[object]:
        return []

    def generation(self) -> int:
        return 1

    def keep(self, name: str, value: bytes) -> None:
        path = self._folder / name.replace("/", "-")
        path.write_bytes(value)
        self._held[name] = path

    def kept(self, name: str) -> bytes | None:
        return self._held[name].read_bytes() if name in self._held else None


def mixed(sources: list[str], count: int) -> Iterator[str]:
    """Texts of which half is a real page's paragraphs and half is words of its own; every tenth is a copy."""
    random_ = random.Random(1)
    words = Counter(word for text in sources for word in text.split())
    vocabulary = np.array([word for word, _ in words.most_common(60_000)])
    upto = np.cumsum([words[word] for word in vocabulary])
    generator = np.random.default_rng(1)
    recent: list[str] = []
    for number in range(count):
        if number % 10 == 9:
            yield altered(random_.choice(recent), number // 10, random_)
            continue
        paragraphs = sources[number % len(sources)].split("\n\n")
        chosen = random_.sample(paragraphs, max(1, len(paragraphs) // 2))
        own = vocabulary[np.searchsorted(upto, generator.integers(upto[-1], size=300), side="right")]
        text = "\n\n".join([*chosen, " ".join(own)])[:20_000]
        recent = [*recent[-200:], text]
        yield text


def altered(text: str, turn: int, random_: random.Random) -> str:
    if turn % 3 == 0:
        return text
    if turn % 3 == 1:
        return text.replace("\n\n", "\n").upper()
    return " ".join("changed" if random_.random() < 0.05 else word for word in text.split(" "))


def templated(sources: list[str], count: int) -> Iterator[str]:
    """Pages of 27 templates: each takes a share of its words, up to half, from a page of its own."""
    random_ = random.Random(2)
    templates = [text for text in sources if 1500 < len(text) < 8000][:: max(1, len(sources) // 60)][:27]
    words = sorted({word for text in sources[:500] for word in text.split()})
    for number in range(count):
        page, share = (
            templates[number % len(templates)].split(" "),
            0.02 + 0.48 * (number // len(templates)) * len(templates) / count,
        )
        yield " ".join(random_.choice(words) if random_.random() < share else word for word in page)


def published(sources: list[str], count: int, siblings: int = 100) -> Iterator[str]:
    """Pages as a publisher's machine makes them: one skeleton, another resource, sections that not every one has.

    The words that a page is about (its most frequent long ones) become the sibling's own in every place; up to a
    half of the paragraphs are left out or are of the sibling's own.
    """
    random_ = random.Random(3)
    long = [text for text in sources if 2000 < len(text) < 12000]
    skeletons = [long[at * len(long) // max(1, count // siblings)] for at in range(max(1, count // siblings))]
    paragraphs = [part for text in long[::5] for part in text.split("\n\n") if len(part) > 100]
    for skeleton in skeletons:
        found = Counter(re.findall(r"[A-Za-z]{5,}", skeleton))
        subjects = [word for word, _ in found.most_common(6)]
        for _ in range(siblings):
            names = {subject: "".join(random_.choices("abcdefghilmnoprstuv", k=8)) for subject in subjects}
            page = re.sub(r"\b(?:" + "|".join(subjects) + r")\b", lambda found, to=names: to[found[0]], skeleton)
            share = random_.random() / 2
            kept = []
            for part in page.split("\n\n"):
                turn = random_.random()
                if turn >= share:
                    kept.append(part)
                elif turn < share / 2:
                    kept.append(random_.choice(paragraphs))
            yield "\n\n".join(kept)


def write(path: Path, texts: Iterator[str]) -> tuple[np.ndarray, bytes]:
    spans, digests, at = [], [], 0
    with path.open("wb") as file:
        for text in texts:
            data = text.encode()
            file.write(data)
            spans.append((at, len(data)))
            digests.append(blake2b(data, digest_size=16).digest())
            at += len(data)
    return np.array(spans), b"".join(digests)


def peak_megabytes() -> int:
    """The most memory this process has held; getrusage would tell that of the process that started it too."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def search(path: Path, spans: np.ndarray, digests: bytes, answers: multiprocessing.Queue) -> None:
    before = peak_megabytes()
    source = Flat(path, spans, digests)
    started, cpu = time.monotonic(), time.process_time()
    stages: dict[str, float] = {}

    def report(progress: Progress) -> None:
        stages.setdefault(progress.stage, round(time.process_time() - cpu, 1))

    found = Copies(source).find(report=report)
    first, first_cpu = time.monotonic() - started, time.process_time() - cpu
    peak = peak_megabytes()
    started = time.monotonic()
    Copies(source).find()
    below = sum(
        member.share_longer < Thresholds().near
        for group in found.groups
        if group.tier is Tier.NEAR_COPY and group.verdict is not Verdict.CONTAINED
        for member in group.members[1:]
    )
    contained = [
        round(member.share_shorter, 2)
        for group in found.groups
        if group.tier is Tier.NEAR_COPY and group.verdict is Verdict.CONTAINED
        for member in group.members[1:]
    ]
    answers.put(
        {
            "contained": len(contained),
            "least_contained_share": min(contained, default=1.0),
            "files": len(spans),
            "megabytes": round(float(spans[:, 1].sum()) / 1e6),
            "seconds": round(first, 1),
            "cpu_seconds": round(first_cpu, 1),
            "cpu_seconds_before": stages,
            "again_seconds": round(time.monotonic() - started, 1),
            "peak_megabytes": peak,
            "again_peak_megabytes": peak_megabytes(),
            "at_start_megabytes": before,
            "compared_pairs": found.compared_pairs,
            "groups": dict(Counter(f"{group.tier.value}/{group.verdict.value}" for group in found.groups)),
            "in_groups": sum(len(group.members) for group in found.groups),
            "members_below_threshold": below,
        }
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="a folder of Markdown or text files to make texts of")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--templates", type=int, default=0)
    parser.add_argument("--publisher", type=int, default=0)
    wanted = parser.parse_args()
    sources = [path.read_text(errors="replace") for path in sorted(wanted.texts.rglob("*")) if path.is_file()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts"
        made = mixed(sources, wanted.files)
        if wanted.templates or wanted.publisher:
            made = templated(sources, wanted.templates) if wanted.templates else published(sources, wanted.publisher)
        spans, digests = write(path, made)
        # A fresh process: the texts that were made here must not count.
        context = multiprocessing.get_context("spawn")
        answers = context.Queue()
        child = context.Process(target=search, args=(path, spans, digests, answers))
        child.start()
        print(json.dumps(answers.get(), indent=1))
        child.join()


if __name__ == "__main__":
    main()
