"""What does a model of the BERT family consist of? Its sizes, from `config.json`, and its tensors, by plain names.

BERT, MiniLM, BGE, GTE, E5, M3E and text2vec publish the same tensors under the same names, some with `bert.` before
them; RoBERTa and XLM-R differ in the prefix and in counting positions from `pad + 1`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from export.errors import ExportError

_FAMILY = {"bert": ("", "bert."), "roberta": ("", "roberta."), "xlm-roberta": ("", "roberta.")}
_GELU = {"gelu", "gelu_python"}
_GELU_TANH = {"gelu_new", "gelu_fast", "gelu_pytorch_tanh"}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of a model. `first_position` is the row of the position table that the first token takes."""

    family: str
    layers: int
    heads: int
    hidden: int
    inner: int
    positions: int
    first_position: int
    epsilon: float
    tanh_gelu: bool


def sizes(path: Path) -> Sizes:
    """Read a `config.json`.

    Raises:
        ExportError: the file is unreadable, lacks a field, or describes a model of another family.
    """
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        family, act = config["model_type"], config["hidden_act"]
        if family not in _FAMILY:
            raise ExportError(f"{path} describes a model of type {family!r}; known are {', '.join(sorted(_FAMILY))}.")
        if act not in _GELU | _GELU_TANH:
            raise ExportError(f"{path} asks for the activation {act!r}; only kinds of gelu are known.")
        if config.get("position_embedding_type", "absolute") != "absolute":
            raise ExportError(f"{path} asks for relative positions; only absolute ones are known.")
        first = 0 if family == "bert" else int(config["pad_token_id"]) + 1
        return Sizes(
            family=family,
            layers=int(config["num_hidden_layers"]),
            heads=int(config["num_attention_heads"]),
            hidden=int(config["hidden_size"]),
            inner=int(config["intermediate_size"]),
            positions=int(config["max_position_embeddings"]) - first,
            first_position=first,
            epsilon=float(config["layer_norm_eps"]),
            tanh_gelu=act in _GELU_TANH,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportError(f"{path} is not a usable model configuration ({type(error).__name__}: {error}).") from error


class Weights:
    """The tensors of one model, found whatever prefix their names carry."""

    def __init__(self, tensors: dict[str, np.ndarray], sizes: Sizes) -> None:
        self.sizes = sizes
        self._tensors = tensors
        prefixes = [p for p in _FAMILY[sizes.family] if f"{p}embeddings.word_embeddings.weight" in tensors]
        if not prefixes:
            raise ExportError("The weights hold no word embeddings of a BERT-like model; is this the right file?")
        self._prefix = prefixes[0]

    def __getitem__(self, name: str) -> np.ndarray:
        """Return a tensor of the encoder itself."""
        return self._find(self._prefix + name)

    def head(self, name: str) -> np.ndarray:
        """Return a tensor of the head that stands on the encoder (a classifier)."""
        return self._find(name)

    def layer(self, index: int, name: str) -> np.ndarray:
        """Return a tensor of one layer."""
        return self[f"encoder.layer.{index}.{name}"]

    def _find(self, name: str) -> np.ndarray:
        if name not in self._tensors:
            raise ExportError(f"The weights lack the tensor {name!r} that the configuration asks for.")
        return self._tensors[name]
