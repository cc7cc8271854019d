"""What is said of each topic: its name, its phrases, its central files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from inkling.topics import clusters, names
from inkling.topics.job import Job, Level
from inkling.topics.numeric import Floats, Ints
from inkling.topics.space import Source
from inkling.topics.state import Kept

_SAME = 0.8  # Jaccard overlap from which a topic is still the same and keeps the name that we gave it


def describe(job: Job, upper: Level, lower: list[tuple[Ints, Level]]) -> tuple[Kept, ...]:
    """Return all topics with names, phrases and central files; each upper topic is followed by its parts."""
    taken = [topic.name for topic in job.before.topics if topic.named]
    rows = job.ground.space.rows
    parts_in_all = sum(level.partition.count for _, level in lower if level.topics)
    tops = _described(
        job, np.arange(len(rows)), upper, job.before.top, taken=taken, topics_in_all=upper.partition.count
    )
    taken = [*taken, *(topic.name for topic in tops)]
    found: list[Kept] = []
    sizes = [len(members) for members, _ in lower]
    for number in sorted(range(len(tops)), key=lambda at: (-sizes[at], at)):
        members, level = lower[number]
        found.append(tops[number])
        if level.topics:
            parts = _described(job, members, level, job.before.part, taken=taken, topics_in_all=parts_in_all)
            taken += [part.name for part in parts]
            found += parts
    return tuple(found)


def _described(
    job: Job, members: Ints, level: Level, column: Sequence[int], *, taken: Sequence[str], topics_in_all: int
) -> list[Kept]:
    """Name the topics of one level; a topic that is nearly the same as before keeps its name."""
    rows = job.ground.space.rows[members]
    labels, count = level.partition.labels, level.partition.count
    centres = clusters.centres_of(rows, labels, count, np.zeros((count, rows.shape[1]), dtype=np.float32))
    sources = [job.ground.sources[at] for at in members]
    held = {pin.topic for pin in job.before.pins}
    keeps = [
        topic.named
        or (topic.id in held and bool(topic.name))
        or (bool(topic.name) and not topic.name.startswith(names.NAMELESS) and same)
        for topic, same in zip(level.topics, _still_the_same(job, members, level, column), strict=True)
    ]
    kept_names = [topic.name for topic, keep in zip(level.topics, keeps, strict=True) if keep]
    namings = names.name_topics(
        sources,
        rows,
        labels,
        centres,
        taken=[*taken, *kept_names],
        topics_in_all=topics_in_all,
        closeness=_closeness(job, sources),
        cancel=job.cancel,
    )
    described = []
    for number, (topic, keep, naming) in enumerate(zip(level.topics, keeps, namings, strict=True)):
        own = np.flatnonzero(labels == number)
        nearest = own[np.argsort(-(rows[own] @ centres[number]), kind="stable")[:3]]
        central = tuple(sources[int(at)].id for at in nearest)
        name = topic.name if keep else naming.name
        described.append(replace(topic, name=name, phrases=naming.phrases, central=central))
    return described


def _closeness(job: Job, sources: Sequence[Source]) -> names.Closeness:
    """Return the function that tells how near phrases lie to a topic's centre, by their meaning and their words."""
    space, embed = job.ground.space, job.wanted.embed
    languages = Counter(source.language for source in sources).most_common(1)
    language = languages[0][0] if languages else ""
    is_spoken = job.wanted.speaks(language)

    def closeness(found: Sequence[str], centre: Floats) -> Floats:
        vectors = embed(found) if embed is not None and is_spoken else [None] * len(found)
        laid = [space.lay(text, language, vector) for text, vector in zip(found, vectors, strict=True)]
        return np.array([float(row @ centre) for row in laid], dtype=np.float32)

    return closeness


def _still_the_same(job: Job, members: Ints, level: Level, column: Sequence[int]) -> list[bool]:
    former = np.array([column[at] if at >= 0 else 0 for at in job.ground.before[members]], dtype=np.int64)
    sizes = dict(zip(*np.unique(np.array(column, dtype=np.int64), return_counts=True), strict=True)) if column else {}
    same = []
    for number, topic in enumerate(level.topics):
        here = level.partition.labels == number
        both = int((here & (former == topic.id)).sum())
        either = int(here.sum()) + int(sizes.get(topic.id, 0)) - both
        same.append(job.before.topic(topic.id) is not None and both >= _SAME * max(1, either))
    return same
