"""How is something long done without keeping every other thread waiting? In pieces.

One call of the interpreter's own code keeps its lock until it is done, and the window waits for as long.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from heapq import merge
from itertools import islice
from typing import TypeVar

_RUN = 5_000  # things sorted or written in one go: 2 ms
_Thing = TypeVar("_Thing", str, tuple[int, str])


def in_order(things: Iterable[_Thing]) -> list[_Thing]:
    """Sort in runs: one `sort` of a million words would keep every other thread waiting for a second."""
    coming = iter(things)
    runs = iter(lambda: sorted(islice(coming, _RUN)), [])
    return list(merge(*runs))


def json_of(found: Mapping[str, object]) -> str:
    """Write an object as JSON, its long lists in pieces, without blanks."""
    written = (f"{_plain(name)}:{_written(value)}" for name, value in found.items())
    return "{" + ",".join(written) + "}"


def _written(value: object) -> str:
    if not isinstance(value, (list, tuple)):
        return _plain(value)
    pieces = (_plain(value[start : start + _RUN])[1:-1] for start in range(0, len(value), _RUN))
    return "[" + ",".join(pieces) + "]"


def _plain(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
