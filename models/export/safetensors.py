"""What numbers does a `.safetensors` file hold? It is a length, a JSON table and raw little-endian arrays."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from export.errors import ExportError

_HEADER_LIMIT = 100 << 20  # the format's own limit on the table


def read(path: Path) -> dict[str, np.ndarray]:
    """Return the floating-point tensors of a file as float32, by name; integers (position ids) are left out.

    Raises:
        ExportError: the file is absent, cut short, or not safetensors.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExportError(f"The weights {path} cannot be read: {error.strerror}.") from error
    size = int.from_bytes(data[:8], "little")
    if len(data) < 8 or not 2 <= size <= min(_HEADER_LIMIT, len(data) - 8):
        raise ExportError(f"{path} is not a safetensors file, or it is cut short.")
    try:
        table = json.loads(data[8 : 8 + size])
        entries = {name: entry for name, entry in table.items() if name != "__metadata__"}
        return {name: _tensor(data, 8 + size, entry) for name, entry in entries.items() if entry["dtype"] in _READERS}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExportError(f"{path} is damaged: its table of tensors does not fit its content ({error}).") from error


def _tensor(data: bytes, start: int, entry: dict[str, Any]) -> np.ndarray:
    first, last = entry["data_offsets"]
    return _READERS[entry["dtype"]](data[start + first : start + last]).reshape(entry["shape"])


def _from_bfloat16(raw: bytes) -> np.ndarray:
    # bfloat16 is the upper half of a float32
    return (np.frombuffer(raw, "<u2").astype(np.uint32) << 16).view(np.float32)


_READERS: dict[str, Callable[[bytes], np.ndarray]] = {
    "F32": lambda raw: np.frombuffer(raw, "<f4"),
    "F16": lambda raw: np.frombuffer(raw, "<f2").astype(np.float32),
    "BF16": _from_bfloat16,
}
