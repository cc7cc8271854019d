"""A tiny model of the BERT family with random weights, so that the exporter is tested without any download."""

import json
import struct
from pathlib import Path

import numpy as np

HIDDEN, INNER, LAYERS, HEADS, WORDS, PLACES = 32, 64, 2, 4, 50, 40


def tensors(prefix: str = "") -> dict[str, np.ndarray]:
    random = np.random.default_rng(7)

    def values(*shape: int) -> np.ndarray:
        return (random.standard_normal(shape) * 0.3).astype(np.float32)

    found = {
        "embeddings.word_embeddings.weight": values(WORDS, HIDDEN),
        "embeddings.position_embeddings.weight": values(PLACES, HIDDEN),
        "embeddings.token_type_embeddings.weight": values(2, HIDDEN),
        "embeddings.LayerNorm.weight": 1 + values(HIDDEN),
        "embeddings.LayerNorm.bias": values(HIDDEN),
        "pooler.dense.weight": values(HIDDEN, HIDDEN),
        "pooler.dense.bias": values(HIDDEN),
    }
    square = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"]
    shapes = dict.fromkeys(square, (HIDDEN, HIDDEN))
    shapes |= {"intermediate.dense": (INNER, HIDDEN), "output.dense": (HIDDEN, INNER)}
    for layer in range(LAYERS):
        for name, shape in shapes.items():
            found[f"encoder.layer.{layer}.{name}.weight"] = values(*shape)
            found[f"encoder.layer.{layer}.{name}.bias"] = values(shape[0])
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            found[f"encoder.layer.{layer}.{name}.weight"] = 1 + values(HIDDEN)
            found[f"encoder.layer.{layer}.{name}.bias"] = values(HIDDEN)
    found = {prefix + name: value for name, value in found.items()}
    return found | {"classifier.weight": values(1, HIDDEN), "classifier.bias": values(1)}


CONFIG = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "num_hidden_layers": LAYERS,
    "num_attention_heads": HEADS,
    "hidden_size": HIDDEN,
    "intermediate_size": INNER,
    "max_position_embeddings": PLACES,
    "layer_norm_eps": 1e-12,
    "pad_token_id": 1,
}


def write_safetensors(path: Path, values: dict[str, np.ndarray]) -> None:
    table, offset = {}, 0
    for name, value in values.items():
        table[name] = {"dtype": "F32", "shape": value.shape, "data_offsets": [offset, offset + value.nbytes]}
        offset += value.nbytes
    head = json.dumps(table).encode()
    path.write_bytes(struct.pack("<Q", len(head)) + head + b"".join(value.tobytes() for value in values.values()))
