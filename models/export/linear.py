"""The two ways to multiply by a weight matrix: row-wise int8, which Inkling ships, and plain fp32, the yardstick.

Row-wise: every token brings its own scale, so a text gets the same vector whatever stands beside it. The scale of a
token is a dynamic `y_scale` of QuantizeLinear along the token axis, which saves a pass over the activations;
`MatMulIntegerToFloat` applies the scale of the column while the tile is still in cache; one Mul by the token's scale
is left. Measured on AVX-512 VNNI these chains fall from 22 % of the time to 10 %.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from onnx import TensorProto, numpy_helper

from export.writer import MICROSOFT, GraphWriter

_CENTRE = 128  # the code of zero for activations of both signs
_LEVELS = 127  # codes on either side of it
# gelu never falls below -0.17, so its codes need little room below zero: 20 of 255. A token whose largest value is
# small would clip there; its scale has the floor that just holds -0.1701.
_GELU_ZERO = 20
_GELU_LEVELS = 255 - _GELU_ZERO
_GELU_FLOOR = 0.1701 * _GELU_LEVELS / _GELU_ZERO
_TINY = 1e-9  # an all-zero token has scale 0, which cannot be divided by


class Activation(NamedTuple):
    """Something to multiply: its name, and for int8 the scale of each token and the code of zero."""

    name: str
    scale: str = ""
    zero: str = ""


class Linear(Protocol):
    """A way to multiply activations by weights."""

    def prepare(self, x: str) -> Activation:
        """Get an activation of both signs ready to be multiplied, once for all products that share it."""

    def prepare_gelu(self, x: str) -> Activation:
        """Do the same for what a gelu gave."""

    def multiply(self, x: Activation, weight: np.ndarray) -> str:
        """Return x times the transpose of `weight` (out, in), without bias, as float32."""

    def embed(self, table: np.ndarray, ids: str) -> str:
        """Return the rows of an embedding table, as float32."""


class PlainLinear:
    """Everything in fp32."""

    def __init__(self, graph: GraphWriter) -> None:
        self._graph = graph

    def prepare(self, x: str) -> Activation:
        """Return the activation as it is."""
        return Activation(x)

    def prepare_gelu(self, x: str) -> Activation:
        """Return the activation as it is."""
        return Activation(x)

    def multiply(self, x: Activation, weight: np.ndarray) -> str:
        """Multiply in fp32."""
        return self._graph.node("MatMul", x.name, self._graph.constant(weight.T))

    def embed(self, table: np.ndarray, ids: str) -> str:
        """Look rows up in the fp32 table."""
        return self._graph.node("Gather", self._graph.constant(table), ids)


class RowwiseLinear:
    """Activations int8 with a scale per token, weights int8 with a scale per output channel.

    Args:
        graph: where the nodes go.
        tokens: the name of a one-element tensor that holds how many tokens there are in all.
        bits: of the weights; 7 can't saturate on any CPU, 8 asks old CPUs for the precise mode.
    """

    def __init__(self, graph: GraphWriter, tokens: str, bits: int) -> None:
        self._graph = graph
        self._top = 2 ** (bits - 1) - 1
        self._centres = self._filled(tokens, _CENTRE)
        self._gelu_zeros = self._filled(tokens, _GELU_ZERO)

    def prepare(self, x: str) -> Activation:
        """Quantise to [-127, 127] around 128."""
        g = self._graph
        largest = g.node("ReduceMax", g.node("Abs", x), g.integers(-1), keepdims=0)
        scale = g.node("Mul", g.node("Max", largest, g.constant(_TINY)), g.constant(1 / _LEVELS))
        return self._quantised(x, scale, self._centres, _CENTRE)

    def prepare_gelu(self, x: str) -> Activation:
        """Quantise to [-20, 235] around 20."""
        g = self._graph
        largest = g.node("ReduceMax", x, g.integers(-1), keepdims=0)
        scale = g.node("Mul", g.node("Max", largest, g.constant(_GELU_FLOOR)), g.constant(1 / _GELU_LEVELS))
        return self._quantised(x, scale, self._gelu_zeros, _GELU_ZERO)

    def multiply(self, x: Activation, weight: np.ndarray) -> str:
        """Multiply in integers, scale each column and then each row."""
        g = self._graph
        codes, scales = quantise_rows(weight, self._top)
        product = g.node(
            "MatMulIntegerToFloat",
            x.name,
            g.constant(codes.T, np.int8),
            g.constant(1.0),
            g.constant(scales),
            x.zero,
            domain=MICROSOFT,
        )
        return g.node("Mul", product, x.scale)

    def embed(self, table: np.ndarray, ids: str) -> str:
        """Look rows up in an int8 table with a scale per row."""
        g = self._graph
        codes, scales = quantise_rows(table, _LEVELS)
        rows = g.node("Cast", g.node("Gather", g.constant(codes, np.int8), ids), to=TensorProto.FLOAT)
        return g.node("Mul", rows, g.node("Gather", g.constant(scales[:, None]), ids))

    def _quantised(self, x: str, scale: str, zeros: str, zero: int) -> Activation:
        g = self._graph
        codes = g.node("QuantizeLinear", x, scale, zeros, axis=0)
        return Activation(codes, g.node("Reshape", scale, g.integers(-1, 1)), g.constant(zero, np.uint8))

    def _filled(self, tokens: str, code: int) -> str:
        return self._graph.node("ConstantOfShape", tokens, value=numpy_helper.from_array(np.array([code], np.uint8)))


def quantise_rows(matrix: np.ndarray, top: int) -> tuple[np.ndarray, np.ndarray]:
    """Return int8 codes in [-top, top] and the float32 scale of each row; a row of zeros keeps scale 0.

    Only single IEEE operations on each element: every machine gets the same bytes.
    """
    scales = (np.abs(matrix).max(axis=1) / np.float32(top)).astype(np.float32)
    divisors = np.where(scales > 0, scales, np.float32(1))
    return np.rint(matrix / divisors[:, None]).astype(np.int8), scales


def product(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Return matrix times vector as float32, summed strictly in order: a library would sum as its CPU likes best."""
    terms = matrix.astype(np.float64) * vector.astype(np.float64)
    return np.add.accumulate(terms, axis=1)[:, -1].astype(np.float32)
