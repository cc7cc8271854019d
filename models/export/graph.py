"""Which operations turn token ids into vectors? The whole encoder, once, for both ways to multiply.

All texts of a run have the same number of tokens and no padding, so there is no mask anywhere. Inside, the first axis
is the place in the text and the second the text: tokens lie in one flat list (length times texts, hidden), from which
attention reads its heads by stride, without copying them together first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from onnx import ModelProto

from export.bert import Sizes, Weights
from export.errors import ExportError
from export.linear import Linear, PlainLinear, RowwiseLinear, product
from export.writer import MICROSOFT, GraphWriter

_UNIT_EPSILON = 1e-12


class Card(Protocol):
    """What the graph needs to know from a model's card."""

    @property
    def kind(self) -> str: ...  # noqa: D102

    @property
    def pooling(self) -> str: ...  # noqa: D102

    @property
    def normalise(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Flavour:
    """How the numbers are kept: weights of 7 or 8 bits, or 32 for the fp32 yardstick."""

    bits: int = 8

    @property
    def is_plain(self) -> bool:
        """Whether everything stays fp32."""
        return self.bits == 32


def build(weights: Weights, card: Card, flavour: Flavour) -> ModelProto:
    """Return the graph of a model: `ids` (and `types` for a reranker) in; `tokens` and `sentence`, or `score`, out."""
    return _Builder(weights, card, flavour).build()


class _Builder:
    def __init__(self, weights: Weights, card: Card, flavour: Flavour) -> None:
        self._weights, self._sizes, self._card = weights, weights.sizes, card
        self._graph = g = GraphWriter()
        self._plain = flavour.is_plain
        ids = g.node("Transpose", "ids", perm=[1, 0])
        self._shape = g.node("Shape", ids)
        self._ids = g.node("Reshape", ids, g.integers(-1))
        self._flat = g.integers(-1, self._sizes.hidden)
        self._nested = g.node("Concat", self._shape, g.integers(self._sizes.hidden), axis=0)
        self._linear: Linear = (
            PlainLinear(g) if flavour.is_plain else RowwiseLinear(g, g.node("Shape", self._ids), flavour.bits)
        )

    def build(self) -> ModelProto:
        x = self._embeddings()
        for index in range(self._sizes.layers):
            x = self._layer(index, x)
        tokens = self._graph.node("Reshape", x, self._nested)
        if self._is_reranker:
            score = self._score(tokens)
            return self._graph.model(["ids", "types"], {"score": ["texts", score]})
        self._sentence(tokens)
        self._graph.node("Transpose", tokens, perm=[1, 0, 2], output="tokens")
        hidden = self._sizes.hidden
        return self._graph.model(["ids"], {"tokens": ["texts", "tokens", hidden], "sentence": ["texts", hidden]})

    @property
    def _is_reranker(self) -> bool:
        return self._card.kind == "reranker"

    def _embeddings(self) -> str:
        g, w, sizes = self._graph, self._weights, self._sizes
        words = self._linear.embed(w["embeddings.word_embeddings.weight"], self._ids)
        kinds = w["embeddings.token_type_embeddings.weight"]
        places = w["embeddings.position_embeddings.weight"][sizes.first_position :]
        # one text has one type of token, so its vector joins the positions; pairs have two
        if not self._is_reranker:
            places = places + kinds[0]
        here = g.node("Slice", g.constant(places[:, None]), g.integers(0), self._length(), g.integers(0))
        x = g.node("Add", g.node("Reshape", words, self._nested), here)
        if self._is_reranker:
            x = g.node("Add", x, g.node("Gather", g.constant(kinds), g.node("Transpose", "types", perm=[1, 0])))
        return self._norm(
            g.node("Reshape", x, self._flat), w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]
        )

    def _layer(self, index: int, x: str) -> str:
        g, linear = self._graph, self._linear

        def part(name: str) -> np.ndarray:
            return self._weights.layer(index, name)

        attended = linear.multiply(linear.prepare(self._attention(index, x)), part("attention.output.dense.weight"))
        shift = part("attention.output.dense.bias")
        if not self._plain:
            shift = shift + product(part("attention.output.dense.weight"), part("attention.self.value.bias"))
        x = self._residual(attended, x, shift)
        x = self._norm(x, part("attention.output.LayerNorm.weight"), part("attention.output.LayerNorm.bias"))
        inner = linear.multiply(linear.prepare(x), part("intermediate.dense.weight"))
        # the tanh form of gelu differs by less than the int8 codes can tell and takes two thirds of the time
        exact = self._plain and not self._sizes.tanh_gelu
        inner = g.node(
            "BiasGelu" if exact else "FastGelu", inner, g.constant(part("intermediate.dense.bias")), domain=MICROSOFT
        )
        outer = linear.multiply(linear.prepare_gelu(inner), part("output.dense.weight"))
        x = self._residual(outer, x, part("output.dense.bias"))
        return self._norm(x, part("output.LayerNorm.weight"), part("output.LayerNorm.bias"))

    def _attention(self, index: int, x: str) -> str:
        shared = self._linear.prepare(x)  # quantised once for the three products
        names = [f"attention.self.{name}" for name in ("query", "key", "value")]
        products = [self._linear.multiply(shared, self._weights.layer(index, f"{name}.weight")) for name in names]
        biases = [self._weights.layer(index, f"{name}.bias") for name in names]
        return self._fused_attention(products, biases) if self._plain else self._strided_attention(products, biases)

    def _fused_attention(self, products: list[str], biases: list[np.ndarray]) -> str:
        # the runtime's own operation; it wants texts first, so the yardstick takes one text at a time
        g, heads = self._graph, self._sizes.heads
        nested = [g.node("Reshape", product, g.integers(1, -1, self._sizes.hidden)) for product in products]
        bias = g.constant(np.concatenate(biases))
        mixed = g.node("MultiHeadAttention", *nested, bias, domain=MICROSOFT, num_heads=heads)
        return g.node("Reshape", mixed, self._flat)

    def _strided_attention(self, products: list[str], biases: list[np.ndarray]) -> str:
        # The bias of the keys moves all scores of a token alike, which softmax does not see; that of the values is
        # the same in any weighted mean, so it is left to the next product (see `_layer`).
        g, heads = self._graph, self._sizes.heads
        query = g.node("Add", products[0], g.constant(biases[0]))
        split = g.node("Concat", self._shape, g.integers(heads, self._sizes.hidden // heads), axis=0)
        query, key, value = (g.node("Reshape", part, split) for part in (query, products[1], products[2]))
        alpha = float(np.float32((self._sizes.hidden // heads) ** -0.5))
        scores = g.node(
            "FusedMatMul", query, key, domain=MICROSOFT, transBatchA=1, transBatchB=1, transB=1, alpha=alpha
        )
        shares = g.node("Softmax", scores, axis=-1)
        mixed = g.node("FusedMatMul", shares, value, domain=MICROSOFT, transBatchB=1)
        return g.node("Reshape", g.node("Transpose", mixed, perm=[2, 0, 1, 3]), self._flat)

    def _residual(self, product: str, x: str, bias: np.ndarray) -> str:
        # Add and LayerNormalization one by one: the fused SkipLayerNormalization is several times slower on CPUs
        g = self._graph
        return g.node("Add", g.node("Add", product, g.constant(bias)), x)

    def _norm(self, x: str, scale: np.ndarray, shift: np.ndarray) -> str:
        g = self._graph
        scaled = [g.constant(scale), g.constant(shift)]
        return g.node("LayerNormalization", x, *scaled, axis=-1, epsilon=self._sizes.epsilon)

    def _length(self) -> str:
        return self._graph.node("Slice", self._shape, self._graph.integers(0), self._graph.integers(1))

    def _sentence(self, tokens: str) -> None:
        g, output = self._graph, "" if self._card.normalise else "sentence"
        if self._card.pooling == "mean":
            pooled = g.node("ReduceMean", tokens, g.integers(0), keepdims=0, output=output)
        elif self._card.pooling == "weighted_mean":
            pooled = self._weighted_mean(tokens, output)
        elif self._card.pooling in ("cls", "last"):
            place = g.constant(0 if self._card.pooling == "cls" else -1, np.int64)
            pooled = g.node("Gather", tokens, place, axis=0, output=output)
        else:
            raise ExportError(f"The pooling {self._card.pooling!r} is not known: cls, mean, last or weighted_mean.")
        if self._card.normalise:
            length = g.node("Max", g.node("ReduceL2", pooled, g.integers(-1)), g.constant(_UNIT_EPSILON))
            g.node("Div", pooled, length, output="sentence")

    def _weighted_mean(self, tokens: str, output: str) -> str:
        # a token counts by its place, the first once, the second twice ...
        g = self._graph
        ranks = g.constant(np.arange(1, self._sizes.positions + 1, dtype=np.float32)[:, None, None])
        here = g.node("Slice", ranks, g.integers(0), self._length(), g.integers(0))
        total = g.node("ReduceSum", here, keepdims=0)
        summed = g.node("ReduceSum", g.node("Mul", tokens, here), g.integers(0), keepdims=0)
        return g.node("Div", summed, total, output=output)

    def _score(self, tokens: str) -> int:
        g, w = self._graph, self._weights
        first = g.node("Gather", tokens, g.constant(0, np.int64), axis=0)
        if self._sizes.family == "bert":
            dense, out = (w["pooler.dense.weight"], w["pooler.dense.bias"]), "classifier"
        else:
            dense, out = (w.head("classifier.dense.weight"), w.head("classifier.dense.bias")), "classifier.out_proj"
        pooled = g.node("Tanh", g.node("Gemm", first, g.constant(dense[0]), g.constant(dense[1]), transB=1))
        weight, bias = w.head(f"{out}.weight"), w.head(f"{out}.bias")
        g.node("Gemm", pooled, g.constant(weight), g.constant(bias), transB=1, output="score")
        return int(weight.shape[0])


def check_sizes(sizes: Sizes, dim: int, max_tokens: int) -> None:
    """Compare the card with the configuration.

    Raises:
        ExportError: they contradict each other.
    """
    if dim and dim != sizes.hidden:
        raise ExportError(f"The card says dim = {dim}, the model's configuration {sizes.hidden}.")
    if max_tokens > sizes.positions:
        raise ExportError(f"The card says max_tokens = {max_tokens}, but the model has {sizes.positions} positions.")
