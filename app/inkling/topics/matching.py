"""Which topic of this run is which of the last? By the files they share."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from inkling.topics.numeric import Ints

_LEAST = 0.25  # share of common files (Jaccard) from which a topic can be called the same


def match(now: Ints, before: Ints, fresh: Iterable[int], former: Iterable[int]) -> dict[int, int]:
    """Pair topics of now with topics of before, the largest overlap first; each is used once.

    Args:
        now: the topic of each file.
        before: its former topic, -1 for none.
        fresh: topics of now that look for a partner.
        former: topics of before that may be one.
    """
    fresh, former = list(fresh), list(former)
    now_sizes = {topic: int((now == topic).sum()) for topic in fresh}
    before_sizes = {topic: int((before == topic).sum()) for topic in former}
    overlaps = []
    for topic in fresh:
        held, counts = np.unique(before[now == topic], return_counts=True)
        for other, both in zip(held.tolist(), counts.tolist(), strict=True):
            if other in before_sizes:
                share = both / (now_sizes[topic] + before_sizes[other] - both)
                overlaps.append((-share, topic, other))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for negative, topic, other in sorted(overlaps):
        if -negative >= _LEAST and topic not in pairs and other not in used:
            pairs[topic] = other
            used.add(other)
    return pairs
