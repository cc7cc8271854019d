"""How do millions of whole numbers fit into a quarter of their room? As bytes of seven bits, small numbers in one.

A number is its bits in groups of seven, the lowest first; the eighth bit says that another group follows. Everything
is done for a whole array at once. Pure functions, each pair its own inverse.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.uint8]
_LEVEL = 6


def pack(numbers: NDArray[Any]) -> Packed:
    """Return the bytes of numbers from 0 on, one after the other."""
    return packed_with_sizes(numbers)[0]


def packed_with_sizes(numbers: NDArray[Any]) -> tuple[Packed, NDArray[np.int64]]:
    """Return the bytes of numbers from 0 on, and how many bytes each of them takes."""
    left = numbers.astype(np.int64)
    assert not len(left) or int(left.min()) >= 0, "only numbers from 0 on can be packed"
    sizes = np.ones(len(left), np.int64)
    bound = 1 << 7
    while len(left) and bound <= int(left.max()):
        sizes += left >= bound
        bound <<= 7
    starts = np.cumsum(sizes) - sizes
    made = np.empty(int(sizes.sum()), np.uint8)
    at = np.arange(len(left))
    for group in range(int(sizes.max(initial=0))):
        at = at[sizes[at] > group]
        made[starts[at] + group] = (left[at] & 0x7F) | np.where(sizes[at] > group + 1, 0x80, 0)
        left[at] >>= 7
    return made, sizes


def unpack(data: Packed) -> NDArray[np.int64]:
    """Return the numbers that `pack` was given, int64."""
    is_last = data < 0x80
    numbers = (data & 0x7F).astype(np.int64)
    if is_last.all():
        return numbers
    ends = np.flatnonzero(is_last)
    starts = np.concatenate(([0], ends[:-1] + 1))
    sizes = ends - starts + 1
    found = numbers[starts]
    at = np.flatnonzero(sizes > 1)
    group = 1
    while len(at):
        found[at] |= numbers[starts[at] + group] << (7 * group)
        group += 1
        at = at[sizes[at] > group]
    return found


def squeeze(numbers: NDArray[Any]) -> Packed:
    """Return whole numbers that rise or fall in small steps as few bytes as deflating leaves, to be read as a whole."""
    steps = numbers.astype(np.int64)
    steps[1:] -= steps[:-1].copy()
    unsigned = (steps << 1) ^ (steps >> 63)  # the lowest bit says that it falls
    return np.frombuffer(zlib.compress(pack(unsigned).tobytes(), _LEVEL), np.uint8)


def stretch(data: Packed) -> NDArray[np.int64]:
    """Return the numbers that `squeeze` was given, int64.

    Raises:
        ValueError: these bytes come from something else.
    """
    try:
        unsigned = unpack(np.frombuffer(zlib.decompress(data.tobytes()), np.uint8))
    except zlib.error as error:
        raise ValueError("not squeezed numbers") from error
    numbers: NDArray[np.int64] = np.cumsum((unsigned >> 1) ^ -(unsigned & 1), dtype=np.int64)
    return numbers
