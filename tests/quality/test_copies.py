"""Near-copies on real documents: revisions are found, unrelated pages are not, and every group keeps its promise."""

from __future__ import annotations

import difflib
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from inkling.copies.desk import Copies
from inkling.copies.measure import Thresholds
from inkling.records import CopyGroup, DocumentId, FileId, FolderId, StoredDocument, StoredFile, Tier, Verdict

pytestmark = [pytest.mark.quality, pytest.mark.long]


@dataclass
class Texts:
    """A library of texts by name, without a catalog."""

    texts: dict[str, str]
    held: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = list(self.texts)

    def documents(self) -> Any:
        for id, (name, text) in enumerate(self.texts.items(), 1):
            digest = blake2b(text.encode(), digest_size=16).digest()
            file = StoredFile(FileId(id), FolderId(1), name.encode(), name, len(text), 1, 1, id)
            yield StoredDocument(DocumentId(id), "text", "", (), (), "", "en", len(text), 1, digest, digest, (file,))

    def document(self, id: DocumentId) -> StoredDocument | None:
        return next((document for document in self.documents() if document.id == id), None)

    def text(self, document: DocumentId) -> str:
        return self.texts[self.names[document - 1]]

    def known(self) -> dict[bytes, Any]:
        return {}

    def problems(self) -> list[Any]:
        return []

    def generation(self) -> int:
        return 1

    def keep(self, name: str, value: bytes) -> None:
        self.held[name] = value

    def kept(self, name: str) -> bytes | None:
        return self.held.get(name)


def together(texts: dict[str, str]) -> set[frozenset[str]]:
    """All pairs of names that stand in one group of copies (not of forms, not of containers)."""
    found = set()
    for group in Copies(Texts(texts)).find().groups:
        if group.verdict is Verdict.CONTAINED and group.members[1].share_longer < Thresholds().near:
            continue
        names = [file.display for member in group.members for file in (*member.files, *member.links)]
        found |= {frozenset((a, b)) for a in names for b in names if a != b}
    return found


@pytest.fixture(scope="module")
def versions(shared: Path) -> tuple[dict[str, str], list[tuple[str, str, float, str]]]:
    folder = shared / "eval" / "versions"
    rows = [json.loads(line) for line in (folder / "docs.jsonl").read_text().splitlines()]
    pairs = [line.split("\t") for line in (folder / "pairs.tsv").read_text().splitlines()]
    return {row["_id"]: row["text"] for row in rows}, [(a, b, float(j), kind) for a, b, j, _, kind in pairs]


def test_revisions_are_found_and_other_pages_are_not(
    versions: tuple[dict[str, str], list[tuple[str, str, float, str]]],
) -> None:
    texts, pairs = versions
    found = together(texts)
    close = [frozenset((a, b)) for a, b, jaccard, kind in pairs if kind == "version" and jaccard >= 0.7]
    assert len(close) > 200
    assert sum(pair in found for pair in close) >= 0.98 * len(close)
    assert [pair for *pair, _, kind in pairs if kind == "other" and frozenset(pair) in found] == []


def test_the_same_texts_in_another_order_give_the_same_groups(
    versions: tuple[dict[str, str], list[tuple[str, str, float, str]]],
) -> None:
    texts, _ = versions
    items = list(texts.items())
    random.Random(7).shuffle(items)
    assert together(dict(items)) == together(texts)


def test_pages_of_one_publisher_are_grouped_only_above_the_threshold(shared: Path) -> None:
    """The share that is told must hold by another measure too: the longest blocks of the standard library."""
    tree = shared / "eval" / "awsdocs" / "tree"
    texts = {str(path.relative_to(tree)): path.read_text() for path in sorted(tree.rglob("*.md"))[:2000]}
    limits, checked = Thresholds(), 0
    for group in Copies(Texts(texts)).find().groups:
        if group.tier is not Tier.NEAR_COPY:
            continue
        reference = words_of(texts[group.reference.files[0].display])
        for member in group.members[1:]:
            other = words_of(texts[member.files[0].display])
            matcher = difflib.SequenceMatcher(None, reference, other, autojunk=False)
            same = sum(block.size for block in matcher.get_matching_blocks())
            longer, shorter = max(len(reference), len(other)), min(len(reference), len(other))
            if group.verdict is Verdict.CONTAINED and member.share_longer < limits.near:
                assert same / shorter >= limits.contained - 0.1
            else:
                assert member.share_longer >= limits.near
                # That matcher is greedy and knows no moves, so it finds a little less.
                assert same / longer >= limits.near - 0.1
            checked += 1
    assert checked > 50


def test_machine_made_siblings_are_grouped_only_above_the_threshold(shared: Path) -> None:
    """Pages of one skeleton about other resources, with sections left out: none is contained in a sibling."""
    tree = shared / "eval" / "awsdocs" / "tree"
    pages = [text for path in sorted(tree.rglob("*.md"))[::60] if 2000 < len(text := path.read_text()) < 9000][:20]
    random_ = random.Random(3)
    texts: dict[str, str] = {}
    for number, page in enumerate(pages):
        subjects = [word for word, _ in Counter(re.findall(r"[A-Za-z]{5,}", page)).most_common(6)]
        for sibling in range(15):
            names = {subject: "".join(random_.choices("abcdefghilmnoprstuv", k=8)) for subject in subjects}
            text = re.sub(r"\b(?:" + "|".join(subjects) + r")\b", lambda found, to=names: to[found[0]], page)
            parts = text.split("\n\n")
            texts[f"{number}/{sibling}"] = "\n\n".join(part for part in parts if random_.random() > sibling / 30)
    for group in Copies(Texts(texts)).find().groups:
        for member in group.members[1:]:
            assert member.share_longer >= Thresholds().near
            assert member.files[0].display.split("/")[0] == group.reference.files[0].display.split("/")[0]


@pytest.fixture(scope="module")
def revised(shared: Path) -> tuple[dict[str, str], int]:
    """Abstracts with revisions of several strengths, among abstracts that have nothing to do with them."""
    rows = (shared / "eval" / "pubmedqa" / "corpus.jsonl").read_text().splitlines()
    every = [json.loads(row)["text"] for row in rows]
    sources = [text for text in every if 180 <= len(text.split()) <= 320][:40]
    random_ = random.Random(11)
    vocabulary = [word for text in every[:300] for word in text.split()]

    def cut(text: str) -> str:
        found = text.split(". ")
        kept = sorted(random_.sample(range(len(found)), max(1, int(0.8 * len(found)))))
        return ". ".join(found[at] for at in kept)

    def reworded(text: str, share: float) -> str:
        return " ".join(random_.choice(vocabulary) if random_.random() < share else word for word in text.split())

    def noisy(text: str) -> str:
        found = [
            word[:-1] + random_.choice(["l", "c", "rn", "."]) if random_.random() < 0.1 else word
            for word in text.split()
        ]
        return " ".join(found[random_.randrange(10) : len(found) - random_.randrange(10)])

    texts = {f"{at}/other": text for at, text in enumerate(every) if text not in sources}
    for at, text in enumerate(sources):
        texts[f"s{at}/source"] = text
        texts[f"s{at}/cut"] = cut(text)
        texts[f"s{at}/light"] = reworded(cut(text), 0.1)
        texts[f"s{at}/noisy"] = noisy(text)
    return texts, len(sources)


def test_cut_noisy_and_lightly_revised_texts_are_found(revised: tuple[dict[str, str], int]) -> None:
    texts, count = revised
    desk = Copies(Texts(texts))
    copies = {pair_ for group in desk.find().groups for pair_ in pairs_of(group)}
    both = copies | {pair_ for group in desk.overlaps() for pair_ in pairs_of(group)}

    def recall(kind: str, found: set[frozenset[str]]) -> float:
        return sum(frozenset((f"s{at}/source", f"s{at}/{kind}")) in found for at in range(count)) / count

    assert recall("cut", copies) >= 0.9
    assert recall("noisy", copies) >= 0.85
    assert recall("light", both) >= 0.9
    right = sum(len({name.split("/")[0] for name in pair_}) == 1 for pair_ in both)
    assert right >= 0.95 * len(both)


def pairs_of(group: CopyGroup) -> set[frozenset[str]]:
    names = [member.files[0].display for member in group.members]
    return {frozenset((a, b)) for a in names for b in names if a != b}


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.,:/'-]\w+)*", text.casefold())
