"""Which topics are there on each level? Finding them, and finding those of the last run again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from inkling.topics import clusters, space
from inkling.topics.clusters import Anchors, Memory, Partition
from inkling.topics.job import Job, Level
from inkling.topics.matching import match
from inkling.topics.numeric import Floats, Ints, unit
from inkling.topics.state import Kept

_WISH_FILES = 3  # files nearest to a wish that lend it their weight, at least
_PARTS_FROM = 40  # files from which a topic is looked at for parts
_MOST_PARTS = 8
_CLEAR_PARTS = 0.04  # silhouette from which parts are worth showing


# ------------------------------------------------------------------------------------------------------- upper level


def upper_level(job: Job) -> Level:
    """Find the upper topics, or find them again."""
    ground, before = job.ground, job.before
    tops = [topic for topic in before.topics if not topic.parent]
    labels = job.labels_before(before.top, [topic.id for topic in tops])
    if job.is_fresh:
        held = [topic for topic in tops if topic.is_held or topic.id in {pin.topic for pin in before.pins}]
    else:
        held = [topic for topic in tops if topic.is_held or (labels == tops.index(topic)).any()]
    centres = np.zeros((len(held), ground.space.rows.shape[1]), dtype=np.float32)
    for number, topic in enumerate(held):
        centres[number] = _centre(job, topic, ground.space.rows[labels == tops.index(topic)])
    pinned = job.pinned([topic.id for topic in held])
    rows = ground.space.rows
    if not job.is_fresh:
        memory = Memory(job.labels_before(before.top, [topic.id for topic in held]))
        found = clusters.refine(rows, centres, held=len(held), pinned=pinned, memory=memory, cancel=job.cancel)
        return Level(found, tuple(held))
    anchors = Anchors(centres, pinned, job.labels_before(before.top, [topic.id for topic in held])) if held else None
    found = clusters.partition(
        rows, ground.chosen, job.count or None, judge=ground.space.judge, anchors=anchors, cancel=job.cancel
    )
    return Level(found, _numbered(job, found, held, tops, labels))


def _centre(job: Job, topic: Kept, members: Floats) -> Floats:
    """Return where a topic begins: at its files, and a wish also at its own words and the files nearest to them."""
    ground, wanted = job.ground, job.wanted
    own = members.sum(axis=0, dtype=np.float64) if len(members) else np.zeros(ground.space.rows.shape[1])
    if topic.wish:
        vector = wanted.embed([topic.wish])[0] if wanted.embed is not None else None
        wish = ground.space.lay(topic.wish, "", vector)
        if not len(members):
            nearness = ground.space.rows @ wish
            nearest = np.argsort(-nearness, kind="stable")[: max(_WISH_FILES, len(nearness) // 50)]
            own = ground.space.rows[nearest].sum(axis=0, dtype=np.float64)
        length = float(np.linalg.norm(own))
        own = own / max(length, 1e-9) + wish
    centre: Floats = unit(own[None, :].astype(np.float32))[0]
    return centre


def _numbered(job: Job, found: Partition, held: Sequence[Kept], tops: Sequence[Kept], labels: Ints) -> tuple[Kept, ...]:
    """Give the found topics the numbers of the former topics whose files they hold."""
    held_ids = {topic.id for topic in held}
    free = [at for at, topic in enumerate(tops) if topic.id not in held_ids]
    pairs = match(found.labels, labels, range(len(held), found.count), free)
    topics = list(held)
    colours = _Colours(tops)
    for number in range(len(held), found.count):
        if number in pairs:
            topics.append(tops[pairs[number]])
        else:
            topics.append(Kept(job.counter.take(), "", colour=colours.take()))
    return tuple(topics)


class _Colours:
    """Colours that no other topic has."""

    def __init__(self, topics: Sequence[Kept]) -> None:
        self._used = {topic.colour for topic in topics}

    def take(self) -> int:
        colour = next(number for number in range(len(self._used) + 1) if number not in self._used)
        self._used.add(colour)
        return colour


# ------------------------------------------------------------------------------------------------------- lower level


def lower_levels(job: Job, upper: Level) -> list[tuple[Ints, Level]]:
    """Return for each upper topic its files' positions and its parts; no parts where none stand out."""
    levels = []
    for number, topic in enumerate(upper.topics):
        job.cancel.check()
        members = np.flatnonzero(upper.partition.labels == number)
        former = [part for part in job.before.topics if part.parent == topic.id]
        levels.append((members, _parts(job, members, topic, former)))
    return levels


def _parts(job: Job, members: Ints, topic: Kept, former: Sequence[Kept]) -> Level:
    ground, before = job.ground, job.before
    rows = ground.space.rows[members]
    nothing = Level(Partition(np.full(len(members), -1, dtype=np.int64), rows[:0]), ())
    held = [part for part in former if part.is_held or part.id in {pin.topic for pin in before.pins}]
    if len(members) < _PARTS_FROM and not held:
        return nothing
    if len(rows):
        rows = unit(rows - rows.mean(axis=0))  # what all of them share says nothing about their parts
    labels = job.labels_before(before.part, [part.id for part in former])[members]
    if not job.is_fresh and former:
        held = [part for part in former if part.is_held or (labels == former.index(part)).any()]
    centres = np.zeros((len(held), rows.shape[1]), dtype=np.float32)
    for number, part in enumerate(held):
        centres[number] = unit(rows[labels == former.index(part)].sum(axis=0, keepdims=True))[0]
    pinned = job.pinned([part.id for part in held])[members]
    if not job.is_fresh and former:
        memory = Memory(job.labels_before(before.part, [part.id for part in held])[members])
        return Level(clusters.refine(rows, centres, held=len(held), pinned=pinned, memory=memory), tuple(held))
    chosen = space.sample([ground.sources[at].path for at in members], clusters.TREE_SIZE // 2)
    most = max(2, min(_MOST_PARTS, len(rows) // 10))
    inside = job.labels_before(before.part, [part.id for part in held])[members]
    found = clusters.partition(rows, chosen, most=most, anchors=Anchors(centres, pinned, inside) if held else None)
    if found.count < 2 or (not held and clusters.silhouette(rows[chosen], found.labels[chosen]) < _CLEAR_PARTS):
        return nothing
    numbered = _numbered(job, found, held, former, labels)
    return Level(found, tuple(replace(part, parent=topic.id) for part in numbered))
