"""Does the made model mean the same as the published one? A few sentences with the vectors that fp32 gives for them.

`golden.json` beside a card holds texts and fp32 values; every build runs its model on the texts and compares.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from export.errors import ExportError

FILE = "golden.json"
LEAST_COSINE = 0.994
_DIGITS = 6

TEXTS = (
    "Where did I put the invoice for the new boiler?",
    "The committee approved the budget for the coming financial year after a long debate about road repairs.",
    "def quicksort(items): return items if len(items) < 2 else quicksort([i for i in items[1:] if i < items[0]])",
    "Insulin resistance in skeletal muscle precedes the onset of type 2 diabetes by several years.",
    "Grandmother's plum cake: 500 g flour, 250 g butter, 4 eggs, a pinch of salt, and two kilos of ripe plums.",
    "RE: RE: flight change - please confirm the 07:40 to Lisbon on 3 March, two bags, window seat",
    "Ω resistance, naïve café, Ünïcode and 你好 in one line",
    "rain",
    "The tenant shall give notice in writing not less than three months before the end of the term.",
    "She closed the book, listened to the sea for a while and decided that tomorrow would do as well. " * 6,
)


def vectors(model: bytes, tokenizer: Path, max_tokens: int) -> np.ndarray:
    """Return what a model says about the golden texts, one row each."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    splitter = Tokenizer.from_file(str(tokenizer))
    splitter.no_padding()
    splitter.enable_truncation(max_tokens)
    rows = [np.array([splitter.encode(text).ids], np.int64) for text in TEXTS]
    if any(given.name == "types" for given in session.get_inputs()):
        return np.concatenate([session.run(["score"], {"ids": ids, "types": np.zeros_like(ids)})[0] for ids in rows])
    return np.concatenate([session.run(["sentence"], {"ids": ids})[0] for ids in rows])


def write(path: Path, values: np.ndarray) -> None:
    """Keep the fp32 values of the golden texts."""
    rows = [[round(float(value), _DIGITS) for value in row] for row in values]
    lines = [
        f' {{"text": {json.dumps(text)},\n  "vector": {json.dumps(row)}}}'
        for text, row in zip(TEXTS, rows, strict=True)
    ]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def compare(path: Path, values: np.ndarray) -> float:
    """Return the least cosine between a model's vectors and the kept ones.

    Raises:
        ExportError: there are no golden values, they are for other texts, or a cosine is too low.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        expected = np.array([entry["vector"] for entry in kept], np.float64)
        texts = tuple(entry["text"] for entry in kept)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportError(f"The golden vectors {path} cannot be read ({type(error).__name__}).") from error
    if texts != TEXTS or expected.shape != values.shape:
        raise ExportError(f"The golden vectors {path} belong to other texts or another model; record them again.")
    given = values.astype(np.float64)
    lengths = np.linalg.norm(given, axis=1) * np.linalg.norm(expected, axis=1)
    least = float(((given * expected).sum(axis=1) / lengths).min())
    if not least >= LEAST_COSINE:
        raise ExportError(f"The made model differs from the published one: least cosine {least:.4f} < {LEAST_COSINE}.")
    return least
