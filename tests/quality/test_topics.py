"""Do found topics agree with those that people gave? Floors on judged sets, without a model where none is needed."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

import inkling
from inkling.topics.labels import evaluate_labels

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
