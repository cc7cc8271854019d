"""Which documents belong together, and how many groups are there? Rows of a space in, numbers of topics out.

Spherical k-means, begun from a Ward tree of a sample: no random numbers, no dependence on the order of files, and a
file more or less moves the beginning hardly at all. Topics that a person shaped are anchored: their centres come from
their own files and they are never dissolved. Pinned files stay where they were pinned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from inkling.progress import Cancel
from inkling.topics import numeric
from inkling.topics.numeric import Floats, Ints, unit

TREE_SIZE = 2_000  # documents in the Ward tree: 0.3 s; its time grows with the square
_SLACK = 0.975  # of the best silhouette: the smallest number of topics that is as good will do
_ROUNDS = 60
_BLOCK = 8_192  # rows at a time, so that 100,000 documents need little memory
_EACH = 3  # files of a topic, on average, at least: pairs are no help to a person
_FEWEST = 4  # files below which there is one topic
_GRIP = 0.3  # of cosine: a topic that a person shaped lets go of a file only when another is nearer by so much


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """The topic of each row (0 .. k-1) and the topics' centres (unit rows)."""

    labels: Ints
    centres: Floats

    @property
    def count(self) -> int:
        """How many topics there are."""
        return len(self.centres)


@dataclass(frozen=True, slots=True, eq=False)
class Anchors:
    """What must stay: `centres` are topics that exist whatever the files say.

    `pinned` is for each row the topic that it may not leave, `before` the one of these that held it, or -1.
    """

    centres: Floats
    pinned: Ints
    before: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """Where files were before: a topic per row, or -1. A file moves only when another topic is clearly nearer."""

    labels: Ints
    reluctance: float = 0.05  # of cosine: two thirds of the files that a rerun would move lie closer than this


def partition(
    rows: Floats,
    chosen: Ints,
    count: int | None = None,
    *,
    judge: Callable[[Ints], Floats] | None = None,
    most: int | None = None,
    anchors: Anchors | None = None,
    cancel: Cancel | None = None,
) -> Partition:
    """Group the rows.

    Args:
        rows: unit rows in canonical order.
        chosen: the sample by which the tree is made and numbers of topics are judged.
        count: the number of topics; None finds it.
        judge: gives rows by which numbers of topics are judged, where they are others than those that are grouped.
        most: the largest number that may be found.
        anchors: topics that stay; they are numbered first and count among `count`.
        cancel: stops it.
    """
    cancel = cancel or Cancel()
    if len(rows) == 0:
        return Partition(np.empty(0, dtype=np.int64), np.empty((0, rows.shape[1]), dtype=np.float32))
    nobody = np.full(len(rows), -1, dtype=np.int64)
    anchors = anchors or Anchors(np.empty((0, rows.shape[1]), dtype=np.float32), nobody, nobody)
    held = len(anchors.centres)
    chosen = chosen[anchors.before[chosen] < 0]
    chosen = chosen[:: max(1, -(-len(chosen) // TREE_SIZE))]
    tree = Tree(rows, chosen)
    empty = held - len(np.unique(anchors.before[anchors.before >= 0]))
    if count is None:
        judged = tree.rows if judge is None else judge(chosen)
        found_count = find_count(tree, judged, most or largest_count(len(rows)), cancel)
        count = held - empty + max(empty, found_count)
    free = max(0 if held else 1, min(count - held, len(chosen) - empty))
    centres = np.vstack([anchors.centres, tree.centres(free, free + empty, anchors.centres)]).astype(np.float32)
    memory = Memory(anchors.before, _GRIP)
    found = refine(rows, centres, held=held, pinned=anchors.pinned, memory=memory, cancel=cancel)
    return dissolved(rows, found, held=held, pinned=anchors.pinned) if len(rows) >= _FEWEST else found


def dissolved(rows: Floats, found: Partition, *, held: int = 0, pinned: Ints | None = None) -> Partition:
    """Return the partition without topics of a single file: one file is no topic, and could not be named."""
    sizes = np.bincount(found.labels, minlength=found.count)
    kept = np.array([topic for topic in range(found.count) if topic < held or sizes[topic] > 1], dtype=np.int64)
    if len(kept) in {0, found.count}:
        return found
    labels, _ = assign(rows, found.centres[kept], pinned)
    return Partition(labels, centres_of(rows, labels, len(kept), found.centres[kept]))


def largest_count(rows: int) -> int:
    """Return the largest number of topics that a person would want to see for so many files."""
    return int(max(2, min((rows + 1) // _EACH, round(2.2 * rows**0.38), 40)))


def find_count(tree: Tree, judged: Floats, most: int, cancel: Cancel) -> int:
    """Return the number of topics at which files are most clearly nearer to their own topic than to the next."""
    if len(tree.rows) < _FEWEST:
        return min(1, len(tree.rows))
    scores: dict[int, float] = {}
    for count in _candidates(min(most, len(tree.rows) - 1)):
        cancel.check()
        scores[count] = silhouette(judged, refine(tree.rows, tree.centres(count), rounds=8).labels)
    best = max(scores.values(), default=-1.0)
    return min((count for count, score in scores.items() if score >= _SLACK * best), default=1) if best > 0 else 1


def refine(
    rows: Floats,
    centres: Floats,
    *,
    held: int = 0,
    pinned: Ints | None = None,
    memory: Memory | None = None,
    rounds: int = _ROUNDS,
    cancel: Cancel | None = None,
) -> Partition:
    """Move files to their nearest centre and centres to their files until nothing moves.

    The first `held` topics stay even if no file is nearest to them; others that fall empty take the loneliest file.
    """
    labels = np.full(len(rows), -1, dtype=np.int64)
    for _ in range(rounds):
        if cancel is not None:
            cancel.check()
        fresh, nearness = assign(rows, centres, pinned, memory)
        fresh = _fill_empty(fresh, nearness, len(centres), held)
        if np.array_equal(fresh, labels):
            break
        labels = fresh
        centres = centres_of(rows, labels, len(centres), centres)
    return Partition(labels, centres)


def assign(
    rows: Floats, centres: Floats, pinned: Ints | None = None, memory: Memory | None = None
) -> tuple[Ints, Floats]:
    """Return each row's nearest centre and its cosine to it; pinned rows have their own."""
    labels = np.empty(len(rows), dtype=np.int64)
    nearness = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK] @ centres.T
        if memory is not None:
            known = np.flatnonzero(memory.labels[start : start + _BLOCK] >= 0)
            block[known, memory.labels[start : start + _BLOCK][known]] += np.float32(memory.reluctance)
        best = block.argmax(axis=1)
        if pinned is not None:
            wanted = pinned[start : start + _BLOCK]
            best = np.where(wanted >= 0, wanted, best)
        labels[start : start + _BLOCK] = best
        nearness[start : start + _BLOCK] = block[np.arange(len(block)), best]
    return labels, nearness


def centres_of(rows: Floats, labels: Ints, count: int, before: Floats) -> Floats:
    """Return the unit mean of each topic; a topic without files keeps its centre."""
    sums = np.zeros((count, rows.shape[1]), dtype=np.float64)
    for topic in range(count):
        members = rows[labels == topic]
        sums[topic] = members.sum(axis=0, dtype=np.float64) if len(members) else before[topic]
    made = unit(sums.astype(np.float32))
    kept: Floats = np.where(np.abs(made).sum(axis=1, keepdims=True) > 0, made, before).astype(np.float32)
    return kept


def silhouette(rows: Floats, labels: Ints) -> float:
    """Return the mean silhouette by cosine distance: (to the next topic - to the own) / the larger, from -1 to 1."""
    topics, inverse, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    if len(topics) < 2:
        return -1.0
    sums = np.zeros((len(topics), rows.shape[1]), dtype=np.float64)
    for topic in range(len(topics)):
        sums[topic] = rows[inverse == topic].sum(axis=0, dtype=np.float64)
    towards = rows @ sums.T.astype(np.float32)  # sum of cosines from each row to each topic's rows
    at = np.arange(len(rows))
    own_size = sizes[inverse]
    own = 1 - (towards[at, inverse] - 1) / np.maximum(own_size - 1, 1)
    other = 1 - towards / sizes[None, :]
    other[at, inverse] = np.inf
    nearest = other.min(axis=1)
    scores = np.where(own_size > 1, (nearest - own) / np.maximum(np.maximum(own, nearest), 1e-9), 0.0)
    return float(scores.mean())


def membership(rows: Floats, found: Partition, pinned: Ints | None = None) -> Floats:
    """Return how surely each row belongs to its topic, from 0 to 1.

    Typical of it (as near to the centre as most members are) and clearly nearer to it than to the next: a file that is
    far from its own centre, or half way to another, is a weak member.
    """
    if found.count == 0:
        return np.empty(0, dtype=np.float32)
    own, next_best = _two_nearest(rows, found)
    typical = np.ones(found.count, dtype=np.float32)
    for topic in range(found.count):
        members = own[found.labels == topic]
        if len(members):
            typical[topic] = max(float(np.median(members)), 1e-6)
    fit = np.clip(own / typical[found.labels], 0, 1)
    margin = np.clip((own - next_best) / np.maximum(own, 1e-6), 0, 1)
    sure = fit * np.minimum(1.0, 0.35 + 1.3 * margin)
    if pinned is not None:
        sure = np.where(pinned >= 0, 1.0, sure)
    made: Floats = sure.astype(np.float32)
    return made


class Tree:
    """A Ward tree over a sample of the rows, from which any number of beginnings can be cut."""

    def __init__(self, rows: Floats, chosen: Ints) -> None:
        self.rows = np.ascontiguousarray(rows[chosen])
        self._merges = numeric.ward(self.rows) if len(self.rows) > 1 else None

    def centres(self, count: int, groups: int = 0, away_from: Floats | None = None) -> Floats:
        """Return `count` centres: those of as many groups, or of more `groups` the ones farthest from some others."""
        if count == 0 or not len(self.rows):
            return self.rows[:0]
        cut = self._cut(min(max(count, groups), len(self.rows)))
        if away_from is None or not len(away_from) or len(cut) <= count:
            return cut[:count]
        nearness = (cut @ away_from.T).max(axis=1)
        return cut[np.sort(np.argsort(nearness, kind="stable")[:count])]

    def _cut(self, count: int) -> Floats:
        labels = numeric.cut(self._merges, count) if self._merges is not None else np.zeros(len(self.rows), np.int64)
        blank = np.zeros((labels.max() + 1, self.rows.shape[1]), dtype=np.float32)
        return centres_of(self.rows, labels, len(blank), blank)


def _candidates(most: int) -> Sequence[int]:
    """Every number up to 12, then steps of about a tenth: nobody can tell 31 topics from 32."""
    numbers, at = [], 2
    while at <= most:
        numbers.append(at)
        at += max(1, at // 12)
    return numbers


def _fill_empty(labels: Ints, nearness: Floats, count: int, held: int) -> Ints:
    sizes = np.bincount(labels, minlength=count)
    empty = [topic for topic in range(held, count) if sizes[topic] == 0]
    if not empty:
        return labels
    labels = labels.copy()
    for at in np.argsort(nearness, kind="stable"):
        if not empty:
            break
        if sizes[labels[at]] > 1:
            sizes[labels[at]] -= 1
            labels[at] = empty.pop(0)
            sizes[labels[at]] += 1
    return labels


def _two_nearest(rows: Floats, found: Partition) -> tuple[Floats, Floats]:
    own = np.empty(len(rows), dtype=np.float32)
    next_best = np.zeros(len(rows), dtype=np.float32)
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK] @ found.centres.T
        at = np.arange(len(block))
        mine = found.labels[start : start + _BLOCK]
        own[start : start + _BLOCK] = block[at, mine]
        if found.count > 1:
            block[at, mine] = -np.inf
            next_best[start : start + _BLOCK] = block.max(axis=1)
    return np.maximum(own, 0), np.maximum(next_best, 0)
