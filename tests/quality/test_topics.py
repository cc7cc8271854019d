"""Do found topics agree with those that people gave? Floors on judged sets, without a model where none is needed."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

import inkling
from inkling.topics import edits, space
from inkling.topics.job import Wanted
from inkling.topics.labels import evaluate_labels
from inkling.topics.outliers import find_outliers
from inkling.topics.run import run
from inkling.topics.space import Source
from inkling.topics.state import State

MODEL = Path(inkling.__file__).parent / "_models" / "all-minilm-l6-v2"

pytestmark = pytest.mark.quality


def test_chinese_abstracts_by_discipline(shared: Path) -> None:
    lines = (shared / "eval/csl-category/docs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    texts = [f"{row.get('title', '')}\n{row['text']}" for row in rows]
    # A model that does not know the language: vectors of chance must not spoil what the words tell.
    chance = np.random.default_rng(1).normal(size=(len(texts), 64)).astype(np.float32)
    vectors = chance / np.linalg.norm(chance, axis=1, keepdims=True)
    figures = evaluate_labels(texts, [row["label"] for row in rows], vectors, 13, speaks=lambda code: code == "en")
    assert figures["given"]["v"] >= 0.36
    assert figures["found"]["v"] >= 0.33


def _guides(shared: Path, guides: int, each: int) -> tuple[list[str], list[str]]:
    """Return the texts of some manuals, a few pages of each, and which manual each comes from."""
    pages: dict[str, list[Path]] = defaultdict(list)
    tree = shared / "eval/awsdocs/tree"
    for path in sorted(tree.rglob("*.md")):
        pages[path.relative_to(tree).parts[0]].append(path)
    full = [name for name in sorted(pages) if len(pages[name]) >= each]
    chosen = full[:: max(1, len(full) // guides)][:guides]
    labelled = [(path.read_text(encoding="utf-8"), name) for name in chosen for path in pages[name][:each]]
    return [text for text, _ in labelled], [name for _, name in labelled]


def test_manuals_by_their_words(shared: Path) -> None:
    texts, labels = _guides(shared, 12, 30)
    figures = evaluate_labels(texts, labels)
    assert figures["given"]["v"] >= 0.60
    assert figures["found"]["v"] >= 0.55


def test_manuals_by_words_and_meaning(shared: Path) -> None:
    if not (MODEL / "model.onnx").is_file():
        pytest.skip("the model is not built on this machine")
    from inkling.neural.encoder import Encoder

    texts, labels = _guides(shared, 6, 15)
    encoder = Encoder.load(MODEL, threads=2)
    vectors = encoder.encode_passages([text[:700] for text in texts])
    encoder.close()
    both = evaluate_labels(texts, labels, vectors, speaks=encoder.speaks)
    assert both["given"]["v"] >= 0.70
    assert both["found"]["v"] >= 0.65


def test_files_of_another_manual_are_told_and_few_others(shared: Path) -> None:
    """Two pages in each folder come from elsewhere: one from a manual that has a folder here, one from no such."""
    chance = random.Random(5)
    pages: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((shared / "eval/awsdocs/tree").rglob("*.md")):
        pages[path.relative_to(shared / "eval/awsdocs/tree").parts[0]].append(path)
    full = [name for name in sorted(pages) if len(pages[name]) >= 25]
    chosen = chance.sample(full, 10)
    strangers = [name for name in full if name not in chosen]
    texts: dict[str, str] = {}
    for name in chosen:
        texts |= {f"/lib/{name}/{path.stem}.md": path.read_text() for path in chance.sample(pages[name], 25)}
        for source in (chance.choice([other for other in chosen if other != name]), chance.choice(strangers)):
            path = chance.choice(pages[source])
            texts[f"/lib/{name}/planted-{path.stem}.md"] = path.read_text()
    sources = [Source.of(at, path, text) for at, (path, text) in enumerate(sorted(texts.items()))]
    rows = space.build(sources, lambda _language: False).rows
    nowhere = np.zeros(len(rows), dtype=np.int64)
    found = {outlier.display for outlier in find_outliers(sources, rows, nowhere, rows[:1])}
    right = sum("planted-" in path for path in found)
    assert right >= 0.8 * len(found)
    assert right >= 8


def test_one_file_in_a_hundred_moves_few_others_and_no_name(shared: Path) -> None:
    """Of 100 pages some come, some go and some are edited: all others stay, and so does what the person named."""
    texts, labels = _guides(shared, 4, 25)
    sources = [Source.of(at, f"/{labels[at]}/{at:04}.md", text) for at, text in enumerate(texts)]
    wanted = Wanted(speaks=lambda _language: False)
    before, _ = run(sources[:-1], State(), wanted)
    before = edits.rename(before, before.topics[0].id, "Mine")
    changed = [*sources[1:50], Source.of(1000, sources[50].path, texts[50] + "\n\nOne more line."), *sources[51:]]
    after, _ = run(changed, before, wanted)
    home, now = dict(zip(before.paths, before.top, strict=True)), dict(zip(after.paths, after.top, strict=True))
    both = home.keys() & now.keys()
    assert len(both) == len(texts) - 2
    assert sum(home[path] == now[path] for path in both) >= 0.95 * len(both)
    assert {topic.id: topic.name for topic in after.topics if topic.named} == {before.topics[0].id: "Mine"}
