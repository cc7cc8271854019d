"""What int8 costs: the shipped model against the fp32 values of the published weights, on judged data.

The fp32 side needs the published weights (INKLING_WEIGHTS); without them, only what stands on its own is checked.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from inkling import paths
from inkling.neural import card as cards
from inkling.neural.encoder import Encoder
from inkling.neural.runtime import Tokenizer

pytestmark = pytest.mark.quality

ROOT = Path(__file__).parents[2]
NAME = "all-minilm-l6-v2"


@pytest.fixture(scope="module")
def encoder():
    loaded = Encoder.load(paths.MODELS / NAME, threads=2)
    yield loaded
    loaded.close()


@pytest.fixture(scope="module")
def plain():
    """The fp32 yardstick: texts (of at most one window) to vectors."""
    if not os.environ.get("INKLING_WEIGHTS"):
        pytest.skip("INKLING_WEIGHTS names no folder with the published weights")
    import onnxruntime

    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "plain.onnx"
        command = [sys.executable, "-m", "export", NAME, "--plain", str(target)]
        path = os.pathsep.join([str(ROOT / "models"), str(ROOT / "app")])
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path})
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        session = onnxruntime.InferenceSession(target.read_bytes(), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.load(paths.MODELS / NAME, cards.load(paths.MODELS / NAME))

    def vectors(texts):
        rows = []
        for ids in tokenizer.ids(texts):
            framed = np.concatenate([tokenizer.head, ids, tokenizer.tail]).astype(np.int64)[None]
            rows.append(session.run(["sentence"], {"ids": framed})[0][0])
        return np.array(rows)

    return vectors


def _corpus(folder, count=None):
    lines = (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()[:count]
    return [json.loads(line) for line in lines]


def test_cosine_to_fp32_over_a_thousand_passages(shared, encoder, plain):
    # in the language that the model speaks
    sets = {"scifact-train": 460, "pubmedqa": 300, "xquad-en": 240}
    texts = [e["text"][:400] for name, count in sets.items() for e in _corpus(shared / "eval" / name, count)]
    assert len(texts) == 1000
    assert max(encoder.count_tokens(texts)) <= 254  # one window: the yardstick knows no others
    cosines = (encoder.encode_passages(texts) * plain(texts)).sum(axis=1)
    assert cosines.mean() >= 0.997
    assert cosines.min() >= 0.994


def test_cosine_to_fp32_in_a_language_that_the_model_does_not_speak(shared, encoder, plain):
    texts = [entry["text"][:200] for entry in _corpus(shared / "eval/cmrc2018", 60)]
    cosines = (encoder.encode_passages(texts) * plain(texts)).sum(axis=1)
    assert cosines.min() >= 0.99


def _ranks(values):
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(len(values))
    # equal values share the mean of their ranks
    _found, places = np.unique(values, return_inverse=True)
    return (np.bincount(places, ranks) / np.bincount(places))[places]


def _spearman(one, other):
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


@pytest.fixture(scope="module")
def pairs(shared):
    with (shared / "eval/stsb/dev.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if row[2].replace(".", "").isdigit()]
    return [row[0] for row in rows], [row[1] for row in rows], np.array([float(row[2]) for row in rows])


def _similarity(vectors, one, other):
    return (vectors(one) * vectors(other)).sum(axis=1)


def test_sentence_similarity_is_that_of_the_published_model(pairs, encoder):
    one, other, judged = pairs
    # fp32 gives 0.867 on this set; the floor stands on its own where the weights are absent
    assert _spearman(_similarity(encoder.encode_passages, one, other), judged) >= 0.864


def test_sentence_similarity_within_three_tenths_of_a_point_of_fp32(pairs, encoder, plain):
    one, other, judged = pairs
    ours = _spearman(_similarity(encoder.encode_passages, one, other), judged)
    theirs = _spearman(_similarity(plain, one, other), judged)
    assert ours >= theirs - 0.003


def test_dense_retrieval_finds_what_was_judged(shared, encoder):
    """SciFact, the first 200 queries against their documents and 300 others."""
    folder = shared / "eval/scifact-train"
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    judged: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        if float(score) > 0:
            judged.setdefault(query, set()).add(document)
    queries = [query for query in queries if query["_id"] in judged][:200]
    wanted = set().union(*(judged[query["_id"]] for query in queries))
    corpus = _corpus(folder)
    others = [entry for entry in corpus if entry["_id"] not in wanted][:300]
    documents = [entry for entry in corpus if entry["_id"] in wanted] + others
    vectors = encoder.encode_passages([f"{entry['title']} {entry['text']}" for entry in documents])
    scores = encoder.encode_queries([query["text"] for query in queries]) @ vectors.T
    found = 0
    for query, row in zip(queries, scores, strict=True):
        best = {documents[place]["_id"] for place in np.argsort(-row)[:10]}
        found += bool(best & judged[query["_id"]])
    assert found / len(queries) >= 0.9
