"""A cross-encoder from its published weights to a search: exported, put into the models' folder, and used."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from test_graph import reference
from tiny_bert import WORDS, tensors
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from export import make
from inkling import paths
from inkling.errors import ModelError
from inkling.library import Library
from inkling.neural.reranker import PairScorer, _probability
from inkling.progress import Cancel
from inkling.records import SearchRequest, SearchStage, Strength

_ENCODER = "all-minilm-l6-v2"
_ROOM = 24


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def installed(tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models that holds the shipped encoder and a tiny cross-encoder, made by the exporter."""
    letters = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2} | {chr(97 + n): n + 3 for n in range(26)}
    letters |= {f"##{chr(97 + n)}": n + 29 for n in range(WORDS - 29)}
    splitter = Tokenizer(models.WordPiece(letters, unk_token="[UNK]"))
    splitter.normalizer = normalizers.Lowercase()
    splitter.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    splitter.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", [("[CLS]", 1), ("[SEP]", 2)]
    )
    splitter.save(str(published / "tokenizer.json"))
    digests = "\n".join(
        f'"{name}" = "{_digest(published / name)}"' for name in ("model.safetensors", "tokenizer.json", "config.json")
    )
    nothing = "0" * 64
    card = tmp_path / "cards" / "tiny-reranker"
    card.mkdir(parents=True)
    (card / "LICENSE").write_text("free", encoding="utf-8")
    (card / "card.toml").write_text(
        f'name = "tiny-reranker"\nkind = "reranker"\ndim = 1\nmax_tokens = {_ROOM}\nlanguages = ["*"]\n'
        f'licence = "MIT"\n[files]\n"model.onnx" = "{nothing}"\n"tokenizer.json" = "{nothing}"\n'
        f'"LICENSE" = "{nothing}"\n[source]\npackage = "tiny==1.0"\n[source.files]\n{digests}\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("INKLING_WEIGHTS", str(published))
    make.record(card)
    here = tmp_path / "models"
    make.make(card, here / "tiny-reranker")
    shutil.copytree(paths.MODELS / _ENCODER, here / _ENCODER)
    monkeypatch.setattr(paths, "MODELS", here)
    return here


def _wanted(query: list[int], passage: list[int]) -> float:
    """Return what the published weights say about a pair, in plain float64."""
    ids = np.array([1, *query, 2, *passage, 2])
    types = np.array([0] * (len(query) + 2) + [1] * (len(passage) + 1))
    t = {name: value.astype(np.float64) for name, value in tensors().items()}
    pooled = np.tanh(reference(ids, types)[0] @ t["pooler.dense.weight"].T + t["pooler.dense.bias"])
    return float(1 / (1 + np.exp(-(pooled @ t["classifier.weight"].T + t["classifier.bias"])[0])))


def test_a_pair_gets_what_the_published_weights_say(installed: Path) -> None:
    scorer = PairScorer.load(installed / "tiny-reranker")
    assert scorer.score("a b", "c d e") == pytest.approx(_wanted([3, 4], [5, 6, 7]), abs=0.02)
    assert scorer.score("c d e", "a b") == pytest.approx(_wanted([5, 6, 7], [3, 4]), abs=0.02)
    assert scorer.speaks("zh")
    scorer.close()


def test_a_long_passage_is_read_in_windows_and_the_best_counts(installed: Path) -> None:
    scorer = PairScorer.load(installed / "tiny-reranker")
    room = _ROOM - 3 - 2
    parts = [" ".join("abcdefghij"[n % (3 + part)] for n in range(room)) for part in range(3)]
    assert scorer.score("a b", " ".join(parts)) == pytest.approx(max(scorer.score("a b", part) for part in parts))
    long_query = " ".join("a" * 100)
    assert 0 < scorer.score(long_query, parts[0]) < 1
    assert 0 < scorer.score("", "") < 1
    scorer.close()


def test_several_numbers_become_one_share() -> None:
    assert _probability(np.array([0.0], np.float32)) == 0.5
    assert _probability(np.array([1.0, 1.0], np.float32)) == 0.5
    assert _probability(np.array([-9.0, 9.0], np.float32)) > 0.99


def test_a_search_uses_the_cross_encoder_that_is_installed(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    texts = {"tides": "The Moon pulls the sea twice a day.", "bread": "Fold the dough and leave it in the cold."}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    scorer = PairScorer.load(installed / "tiny-reranker")
    with Library.open(tmp_path / "data") as library:
        library.keeper.add_folder(os.fsencode(folder))
        library.keeper.sync(Cancel())
        found = library.searcher.search(SearchRequest("when does the sea fall", threshold=Strength.NONE))
        assert found.stage is SearchStage.RERANKED
        for result in found.results:
            passage = result.passages[0]
            title = f"{result.title}\n" if result.title and result.title not in passage.text else ""
            assert passage.rerank == pytest.approx(scorer.score("when does the sea fall", title + passage.text))
        assert scorer.digest in library.searcher.calibration().model
    scorer.close()


def test_a_damaged_cross_encoder_is_passed_over(
    installed: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    os.truncate(installed / "tiny-reranker" / "model.onnx", 100)
    with pytest.raises(ModelError, match="damaged"):
        PairScorer.load(installed / "tiny-reranker")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "tides.txt").write_text("The Moon pulls the sea twice a day.", encoding="utf-8")
    with Library.open(tmp_path / "data") as library:
        library.keeper.add_folder(os.fsencode(folder))
        library.keeper.sync(Cancel())
        assert library.searcher.search(SearchRequest("moon sea")).shown == 1
    assert "reranker" in caplog.text


def test_a_frame_without_a_form_for_pairs_puts_texts_one_after_the_other(installed: Path, published: Path) -> None:
    content = json.loads((installed / "tiny-reranker" / "tokenizer.json").read_text(encoding="utf-8"))
    content["post_processor"] = None
    (installed / "tiny-reranker" / "tokenizer.json").write_text(json.dumps(content), encoding="utf-8")
    card = installed / "tiny-reranker" / "card.toml"
    text = card.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.startswith('"tokenizer.json"'))
    card.write_text(
        text.replace(old, f'"tokenizer.json" = "{_digest(installed / "tiny-reranker" / "tokenizer.json")}"', 1),
        encoding="utf-8",
    )
    scorer = PairScorer.load(installed / "tiny-reranker")
    assert 0 < scorer.score("a b", "c d e") < 1
    scorer.close()
