"""Writes down an ONNX graph node by node, so that the same calls give the same bytes, always."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
_OPSET, _IR = 21, 10  # QuantizeLinear with a scale per row came with 13, int8 of today's runtimes with 21


class GraphWriter:
    """Collects nodes and constants. Names are numbered in the order of the calls, equal constants are stored once."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []
        self._known: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def constant(self, value: npt.ArrayLike, dtype: type = np.float32) -> str:
        """Return the name of a constant."""
        array: np.ndarray = np.array(value, dtype=dtype, order="C")
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self._known:
            name = f"c{len(self._constants)}"
            self._constants.append(numpy_helper.from_array(array, name))
            self._known[key] = name
        return self._known[key]

    def node(self, op: str, *inputs: str, domain: str = "", output: str = "", **attributes: Any) -> str:  # noqa: ANN401  onnx takes what each operation takes
        """Add one operation and return the name of its output, numbered where it is not given."""
        output = output or f"{op}{len(self._nodes)}"
        self._nodes.append(helper.make_node(op, list(inputs), [output], domain=domain, **attributes))
        return output

    def integers(self, *values: int) -> str:
        """Return a one-dimensional int64 constant: axes, shapes."""
        return self.constant(np.array(values, np.int64), np.int64)

    def model(self, inputs: list[str], outputs: dict[str, list[str | int | None]]) -> ModelProto:
        """Return the whole: int64 inputs of (texts, tokens), float32 outputs of the given shapes."""
        graph = helper.make_graph(
            self._nodes,
            "inkling",
            [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"]) for name in inputs],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
            self._constants,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR, producer_name="inkling")
