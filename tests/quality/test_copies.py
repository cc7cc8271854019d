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
from inkling.records import (
    CopyGroup,
    CopyMember,
    DocumentId,
    FileId,
    FolderId,
    StoredDocument,
    StoredFile,
    Tier,
    Verdict,
)

pytestmark = pytest.mark.quality


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
        if group.tier is Tier.REWORKED:
            continue
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
    items = list(versions[0].items())[:200]
    other = random.Random(7).sample(items, len(items))
    assert together(dict(other)) == together(dict(items)) != set()


def is_false(group: CopyGroup, member: CopyMember, share_longer: float, share_shorter: float) -> bool:
    """The rule for what is false, by shares that something else measured.

    A near copy that is less alike than the threshold, and a contained text of which less stands in the other than
    containing asks for. That measure may find a tenth less: it is greedy and knows no moves.
    """
    limits = Thresholds()
    if group.verdict is Verdict.CONTAINED and member.share_longer < limits.near:
        return share_shorter < limits.contained - 0.1
    return member.share_longer < limits.near or share_longer < limits.near - 0.1


def measured_otherwise(a: str, b: str) -> tuple[float, float]:
    """The share of the longer and of the shorter text by the longest blocks of the standard library."""
    left, right = words_of(a), words_of(b)
    same = sum(block.size for block in difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())
    return same / max(len(left), len(right)), same / min(len(left), len(right))


def test_pages_of_one_publisher_give_no_false_group(shared: Path) -> None:
    tree = shared / "eval" / "awsdocs" / "tree"
    texts = {str(path.relative_to(tree)): path.read_text() for path in sorted(tree.rglob("*.md"))[1000:2000]}
    texts = {name: text for name, text in texts.items() if len(text) < 20_000}  # that measure needs long for long ones
    checked = 0
    for group in Copies(Texts(texts)).find().groups:
        for member in group.members[1:] if group.tier is Tier.NEAR_COPY else ():
            names = group.reference.files[0].display, member.files[0].display
            shares = measured_otherwise(texts[names[0]], texts[names[1]])
            assert not is_false(group, member, *shares), (names, shares)
            checked += 1
    assert checked > 20


def test_machine_made_siblings_are_grouped_only_above_the_threshold(shared: Path) -> None:
    """Pages of one skeleton about other resources, with sections left out.

    None is contained in a sibling or written from it, however few of the names are left in a cut page.
    """
    tree = shared / "eval" / "awsdocs" / "tree"
    pages = [text for path in sorted(tree.rglob("*.md"))[::60] if 2000 < len(text := path.read_text()) < 9000][:12]
    random_ = random.Random(3)
    texts: dict[str, str] = {}
    for number, page in enumerate(pages):
        subjects = [word for word, _ in Counter(re.findall(r"[A-Za-z]{5,}", page)).most_common(6)]
        for sibling in range(12):
            names = {subject: "".join(random_.choices("abcdefghilmnoprstuv", k=8)) for subject in subjects}
            text = re.sub(r"\b(?:" + "|".join(subjects) + r")\b", lambda found, to=names: to[found[0]], page)
            parts = text.split("\n\n")
            texts[f"{number}/{sibling}"] = "\n\n".join(part for part in parts if random_.random() > sibling / 24)
    for group in Copies(Texts(texts)).find().groups:
        assert group.tier is Tier.NEAR_COPY
        for member in group.members[1:]:
            assert member.share_longer >= Thresholds().near
            assert member.files[0].display.split("/")[0] == group.reference.files[0].display.split("/")[0]


@dataclass
class Essays:
    """Short answers written from articles, some not: `task/kind` for each, the articles are `task/article`."""

    texts: dict[str, str]
    tasks: int

    def pairs(self) -> set[tuple[str, str]]:
        """What the groups tie together: each member with its reference."""
        groups = Copies(Texts(self.texts)).find().groups
        return {
            (group.reference.files[0].display, member.files[0].display)
            for group in groups
            for member in group.members[1:]
        }

    def recall(self, kind: str, pairs: set[tuple[str, str]]) -> float:
        found = {name for pair in pairs for name in pair if len({part.split("/")[0] for part in pair}) == 1}
        return sum(f"{task}/{kind}" in found for task in range(self.tasks)) / self.tasks

    def precision(self, pairs: set[tuple[str, str]], wrong: tuple[str, ...]) -> float:
        right = [
            a.split("/")[0] == b.split("/")[0] and not {a.split("/")[1], b.split("/")[1]} & set(wrong) for a, b in pairs
        ]
        return sum(right) / len(right)


@pytest.fixture(scope="module")
def essays(shared: Path) -> Essays:
    """Answers to a task for each article: pasted, lightly and heavily revised, and written without the article.

    An article is three paragraphs of an encyclopaedia entry; the answers without it are the entry's other paragraphs,
    one of them with a quotation.
    """
    rows = [json.loads(row) for row in (shared / "eval" / "xquad-en" / "corpus.jsonl").read_text().splitlines()]
    random_ = random.Random(11)
    vocabulary = [word for row in rows for word in row["text"].split()]

    def revised(text: str, share: float, kept: float) -> str:
        """Leave out sentences, let two change places, and change, drop or add words."""
        found = re.split(r"(?<=[.!?]) ", text)
        found = [found[at] for at in sorted(random_.sample(range(len(found)), max(2, round(kept * len(found)))))]
        at = random_.randrange(len(found) - 1)
        found[at], found[at + 1] = found[at + 1], found[at]
        said: list[str] = []
        for word in " ".join(found).split():
            turn = random_.random() / share if share else 1.0
            said += [word] if turn >= 1 else [random_.choice(vocabulary)] if turn < 0.6 else [][: turn < 0.8]
            said += [random_.choice(vocabulary)] if 0.8 <= turn < 1 else []
        return " ".join(said)

    texts: dict[str, str] = {}
    for task in range(48):
        article, other = rows[5 * task : 5 * task + 3], rows[5 * task + 3 : 5 * task + 5]
        source = " ".join(row["text"] for row in article)
        texts[f"{task}/article"] = source
        texts[f"{task}/pasted"] = revised(source, 0, 0.7)
        texts[f"{task}/noisy"] = revised(source, 0.1, 0.8)
        texts[f"{task}/light"] = revised(source, 0.25, 0.75)
        texts[f"{task}/heavy"] = revised(source, 0.7, 0.75)
        texts[f"{task}/own"] = other[0]["text"]
        texts[f"{task}/quoting"] = other[1]["text"] + " " + source[:150]
    return Essays(texts, 48)


def test_pasted_and_lightly_revised_answers_are_found_and_those_of_their_own_are_not(essays: Essays) -> None:
    pairs = essays.pairs()
    assert essays.recall("pasted", pairs) >= 0.95
    assert essays.recall("noisy", pairs) >= 0.95
    assert essays.recall("light", pairs) >= 0.9
    assert essays.precision(pairs, ("own", "quoting")) >= 0.98
    assert essays.precision(pairs, ("own", "quoting", "heavy")) >= 0.9


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.,:/'-]\w+)*", text.casefold())
