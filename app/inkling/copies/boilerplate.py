"""Which passages stand in many files? Disclaimers, letterheads, licences: listed, and never a reason to call a copy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from inkling.copies.fingerprints import Fingerprints, line_hashes
from inkling.copies.quoting import common_lines
from inkling.copies.tokens import Tokeniser
from inkling.progress import Cancel

_LONGEST_LIST = 500


def passages(
    found: Fingerprints, text_of: Callable[[int], str], least: int, cancel: Cancel
) -> list[tuple[str, tuple[int, ...]]]:
    """Return passages that stand in at least `least` different texts, with the rows of those texts; the widest first.

    Lines that always come together are one passage.
    """
    common = common_lines(found, least)
    if not len(common):
        return []
    counts = np.diff(found.line_ends, prepend=0)
    rows = np.repeat(np.arange(len(found)), counts)
    is_common = np.isin(found.lines, common)
    order = np.lexsort((rows[is_common], found.lines[is_common]))
    names, where = found.lines[is_common][order], rows[is_common][order]
    first = np.concatenate(([0], np.flatnonzero(np.diff(names)) + 1))
    holders = {int(names[start]): part for start, part in zip(first, np.split(where, first[1:]), strict=True)}
    return _read(holders, text_of, cancel)[:_LONGEST_LIST]


def _read(
    holders: dict[int, npt.NDArray[np.int64]], text_of: Callable[[int], str], cancel: Cancel
) -> list[tuple[str, tuple[int, ...]]]:
    """Find the words of each line in the first text that holds it."""
    tokeniser, seen = Tokeniser(), set[int]()
    result: list[tuple[str, tuple[int, ...]]] = []
    for name in sorted(holders, key=lambda name: (-len(holders[name]), int(holders[name][0]), name)):
        if name in seen:
            continue
        cancel.check()
        row = int(holders[name][0])
        text = text_of(row)
        hashes, _ = line_hashes(text, tokeniser.cut(text))
        lines = text.split("\n")
        at = np.flatnonzero(hashes == name)
        if not len(at):
            continue  # the text changed since it was fingerprinted
        first, last = _together(hashes, int(at[0]), holders)
        seen.update(int(value) for value in hashes[first : last + 1] if value)
        passage = "\n".join(lines[first : last + 1]).strip()
        result.append((passage, tuple(int(row) for row in holders[name])))
        if len(result) >= _LONGEST_LIST:
            break
    return result


def _together(hashes: npt.NDArray[np.uint32], at: int, holders: dict[int, npt.NDArray[np.int64]]) -> tuple[int, int]:
    """Widen a line to its neighbours that stand in exactly the same texts; short lines between them come along."""
    home = holders[int(hashes[at])]
    ends = [at, at]
    for side, step in ((0, -1), (1, 1)):
        line = at + step
        while 0 <= line < len(hashes) and abs(line - ends[side]) <= 3:
            name = int(hashes[line])
            if name and not (name in holders and np.array_equal(holders[name], home)):
                break
            if name:
                ends[side] = line
            line += step
    return ends[0], ends[1]
