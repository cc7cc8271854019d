"""Which texts belong together? Groups around a reference: every member was compared with it, so there are no chains.

The text with the most near copies becomes a reference and takes them all; then the one with the most among the rest.
Ties are settled by content, so the order of files never matters. A text is in one group of copies only; pairs whose
ends went to different groups are not lost: a text left alone joins a group of its own with its nearest copy.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inkling.copies.judged import Pair
from inkling.records import Verdict


@dataclass(frozen=True, slots=True)
class Star:
    """A reference and the pairs that tie its members to it, most alike first."""

    reference: int
    verdict: Verdict
    pairs: tuple[Pair, ...]

    def members(self) -> list[int]:
        """Return the rows of the members without the reference, in the order of the pairs."""
        return [_other(pair, self.reference) for pair in self.pairs]


def stars(pairs: Iterable[Pair], rank: npt.NDArray[np.int64]) -> list[Star]:
    """Return the groups of near copies, of forms, of containers with what they contain, of sources and reworked texts.

    Args:
        pairs: what was found.
        rank: int64, the place of each row by content.
    """
    copies: list[Pair] = []
    forms: list[Pair] = []
    parts: list[Pair] = []
    reworked: list[Pair] = []
    for pair in pairs:
        if pair.is_near:
            (forms if pair.verdict is Verdict.SAME_FORM else copies).append(pair)
        elif pair.verdict is Verdict.CONTAINED:
            parts.append(pair)
        elif pair.verdict is Verdict.REWORKED:
            reworked.append(pair)
    found = [_star(centre, members) for centre, members in _cover(copies, rank)]
    found += [_star(centre, members) for centre, members in _cover(forms, rank)]
    found += _containers(parts, rank, {star.reference for star in found})
    return found + _sources(reworked, rank)


def overlaps(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs that share passages without being copies, the largest share first."""
    chosen = [pair for pair in pairs if pair.verdict is Verdict.OVERLAP]
    return sorted(chosen, key=lambda pair: -pair.found.share_shorter)


def _other(pair: Pair, row: int) -> int:
    return pair.b if pair.a == row else pair.a


def _neighbours(pairs: Iterable[Pair]) -> dict[int, dict[int, Pair]]:
    found: dict[int, dict[int, Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.a, {})[pair.b] = pair
        found.setdefault(pair.b, {})[pair.a] = pair
    return found


def _cover(pairs: list[Pair], rank: npt.NDArray[np.int64]) -> list[tuple[int, list[Pair]]]:
    near = _neighbours(pairs)
    waiting = [(-len(mates), int(rank[row]), row) for row, mates in near.items()]
    heapq.heapify(waiting)
    free, groups = set(near), []
    left: list[int] = []
    while waiting:
        count, place, row = heapq.heappop(waiting)
        if row not in free:
            continue
        mates = [mate for mate in near[row] if mate in free]
        if -count > len(mates):
            if mates:
                heapq.heappush(waiting, (-len(mates), place, row))
            else:
                free.discard(row)
                left.append(row)
            continue
        free.difference_update(mates, [row])
        groups.append((row, [near[row][mate] for mate in mates]))
    return groups + _with_nearest(left, near, rank)


def _with_nearest(
    left: list[int], near: dict[int, dict[int, Pair]], rank: npt.NDArray[np.int64]
) -> list[tuple[int, list[Pair]]]:
    """Group texts whose copies all went elsewhere around their nearest copy."""
    around: dict[int, list[Pair]] = {}
    for row in left:
        nearest = min(near[row], key=lambda mate: (-near[row][mate].found.share_longer, int(rank[mate])))
        around.setdefault(nearest, []).append(near[row][nearest])
    return sorted(around.items(), key=lambda item: int(rank[item[0]]))


def _star(reference: int, pairs: list[Pair]) -> Star:
    ordered = sorted(pairs, key=lambda pair: (-pair.found.share_longer, -pair.found.share_shorter, pair.a, pair.b))
    verdicts = {pair.verdict for pair in pairs}
    return Star(reference, verdicts.pop() if len(verdicts) == 1 else Verdict.EDITED, tuple(ordered))


def _containers(pairs: list[Pair], rank: npt.NDArray[np.int64], references: set[int]) -> list[Star]:
    """Put each contained text to the one text that holds the most of it, preferring references of groups."""
    return _around_best(
        pairs, rank, lambda pair, whole: (round(pair.found.share_shorter, 3), float(whole in references))
    )


def _sources(pairs: list[Pair], rank: npt.NDArray[np.int64]) -> list[Star]:
    """Put each reworked text to the one longer text that it shares most with.

    Texts written from one source are alike too: among sources that fit almost as well, the one of most texts wins.
    """
    texts: Counter[int] = Counter(row for pair in pairs for row in (pair.a, pair.b))
    return _around_best(pairs, rank, lambda pair, whole: (round(pair.found.share_shorter, 1), float(texts[whole])))


def _around_best(
    pairs: list[Pair], rank: npt.NDArray[np.int64], merit_of: Callable[[Pair, int], tuple[float, float]]
) -> list[Star]:
    """Group the shorter text of each pair around the longer one of most merit."""
    best: dict[int, tuple[tuple[float, float, int], int, Pair]] = {}
    for pair in pairs:
        part, whole = (pair.a, pair.b) if rank[pair.a] > rank[pair.b] else (pair.b, pair.a)
        merit = (*merit_of(pair, whole), -int(rank[whole]))
        if part not in best or merit > best[part][0]:
            best[part] = (merit, whole, pair)
    around: dict[int, list[Pair]] = {}
    for _, whole, pair in best.values():
        around.setdefault(whole, []).append(pair)
    return [_star(whole, around[whole]) for whole in sorted(around, key=lambda row: int(rank[row]))]
