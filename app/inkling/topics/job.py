"""What does one run of topics work with? The wish, the sources where they lie, and what was before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from inkling.progress import Cancel, Report, ignore_progress
from inkling.topics import clusters, space
from inkling.topics.clusters import Partition
from inkling.topics.numeric import Floats, Ints
from inkling.topics.space import Source, Space
from inkling.topics.state import Kept, State, pinned_topics, where_before


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What a run is asked for. `count` 0 finds the number; `embed` gives the meanings of short texts."""

    count: int = 0
    is_fresh: bool = False
    generation: int = -1
    speaks: Callable[[str], bool] = field(default=lambda _language: True)
    embed: Callable[[Sequence[str]], Floats] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The sources in canonical order, where they lie, and where each stood before (-1: nowhere)."""

    sources: list[Source]
    space: Space
    before: Ints
    pinned: Ints
    chosen: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """The topics of one level: `topics[i]` is what is known of topic i of the partition."""

    partition: Partition
    topics: tuple[Kept, ...]


class Counter:
    """Gives numbers that were never given."""

    def __init__(self, first: int) -> None:
        self.next = first

    def take(self) -> int:
        """Return the next number."""
        self.next += 1
        return self.next - 1


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One run: what it works with. `count` is the number of topics wished for, 0 for "find it"."""

    ground: Ground
    before: State
    wanted: Wanted
    count: int
    is_fresh: bool
    counter: Counter
    cancel: Cancel

    def labels_before(self, column: Sequence[int], ids: Sequence[int]) -> Ints:
        """Return for each source the place in `ids` of the topic that held it before, or -1."""
        place = {id: at for at, id in enumerate(ids)}
        return np.array([place.get(column[at], -1) if at >= 0 else -1 for at in self.ground.before], dtype=np.int64)

    def pinned(self, ids: Sequence[int]) -> Ints:
        """Return for each source the place in `ids` of the topic (or of its parent) that it is pinned to, or -1."""
        parents = {topic.id: topic.parent for topic in self.before.topics}
        place = {id: at for at, id in enumerate(ids)}
        found = [place.get(int(id), place.get(parents.get(int(id), 0), -1)) for id in self.ground.pinned]
        return np.array(found, dtype=np.int64)


def lay_ground(
    sources: Sequence[Source],
    before: State,
    wanted: Wanted,
    *,
    report: Report = ignore_progress,
    cancel: Cancel | None = None,
) -> Ground:
    """Bring the sources into order and lay them out."""
    ordered = [sources[at] for at in space.canonical_order(sources)]
    laid = space.build(ordered, wanted.speaks, report=report, cancel=cancel)
    chosen = space.sample([source.path for source in ordered], clusters.TREE_SIZE)
    return Ground(ordered, laid, where_before(before, ordered), pinned_topics(before, ordered), chosen)
