"""How are topics found, and found again? Sources and what was remembered in, what is to be remembered out. Pure.

A first run finds topics. A later run keeps them: every file starts where it was and moves only when another topic is
clearly nearer; new files are placed. When more than a fifth of the files came or went, or another number of topics is
asked for, topics are found afresh and matched to the former by the files they share. What a person named, merged,
split, pinned or wished for is held through both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from inkling.progress import Cancel, Progress, Report, ignore_progress
from inkling.topics import clusters, plane
from inkling.topics.describe import describe
from inkling.topics.job import Counter, Ground, Job, Level, Wanted, lay_ground
from inkling.topics.levels import lower_levels, upper_level
from inkling.topics.numeric import Floats, Ints
from inkling.topics.space import Source
from inkling.topics.state import Kept, Pin, State

DRIFT = 0.2  # share of files that may come or go before topics are found afresh


def run(
    sources: Sequence[Source],
    before: State,
    wanted: Wanted,
    *,
    report: Report = ignore_progress,
    cancel: Cancel | None = None,
) -> tuple[State, Ground]:
    """Find the topics of the sources, in whatever order they come, and place every one."""
    cancel = cancel or Cancel()
    ground = lay_ground(sources, before, wanted, report=report, cancel=cancel)
    report(Progress("grouping", 0, 3))
    gone = len(before.documents) - len(set(ground.before[ground.before >= 0].tolist()))
    drift = before.drift + (gone + int((ground.before < 0).sum())) / max(1, len(before.documents))
    count = wanted.count or before.wanted
    is_fresh = wanted.is_fresh or not before.documents or drift > DRIFT or (wanted.count not in {0, before.wanted})
    job = Job(ground, before, wanted, count, is_fresh, Counter(before.next_id), cancel)
    upper = upper_level(job)
    lower = lower_levels(job, upper)
    report(Progress("naming", 1, 3))
    topics = describe(job, upper, lower)
    report(Progress("map", 2, 3))
    state = _state(job, upper, lower, topics)
    x, y = plane.place(ground.space.rows, ground.chosen, *_places_before(ground, before, is_fresh=is_fresh), cancel)
    found = replace(
        state,
        x=x,
        y=y,
        next_id=job.counter.next,
        wanted=count,
        drift=0.0 if is_fresh else drift,
        generation=wanted.generation,
        by_meaning=ground.space.by_meaning,
    )
    report(Progress("map", 3, 3))
    return found, ground


def _state(job: Job, upper: Level, lower: list[tuple[Ints, Level]], topics: tuple[Kept, ...]) -> State:
    ground = job.ground
    count = len(ground.sources)
    top_ids = np.array([topic.id for topic in upper.topics] or [0], dtype=np.int64)
    top = top_ids[upper.partition.labels] if count else np.empty(0, dtype=np.int64)
    part = np.zeros(count, dtype=np.int64)
    for members, level in lower:
        if level.topics:
            part[members] = np.array([p.id for p in level.topics], dtype=np.int64)[level.partition.labels]
    pinned = job.pinned([topic.id for topic in upper.topics])
    sure = clusters.membership(ground.space.rows, upper.partition, pinned)
    pins = _pins(ground, job.before, {topic.id for topic in topics})
    return State(
        topics=topics,
        pins=pins,
        documents=tuple(source.id for source in ground.sources),
        paths=tuple(source.path for source in ground.sources),
        titles=tuple(source.title for source in ground.sources),
        top=tuple(top.tolist()),
        part=tuple(part.tolist()),
        membership=tuple(round(float(value), 3) for value in sure),
    )


def _pins(ground: Ground, before: State, topics: set[int]) -> tuple[Pin, ...]:
    """Return the pins with the files' present numbers and paths; a pin whose file is away for now stays."""
    present = [
        Pin(source.id, source.path, int(topic))
        for source, topic in zip(ground.sources, ground.pinned, strict=True)
        if int(topic) in topics
    ]
    documents, paths = {pin.document for pin in present}, {pin.path for pin in present}
    away = [
        pin for pin in before.pins if pin.document not in documents and pin.path not in paths and pin.topic in topics
    ]
    return tuple(present + away)


def _places_before(ground: Ground, before: State, *, is_fresh: bool) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Return which sources have a place on the map already, and the places."""
    known = (ground.before >= 0) & (not is_fresh) & (len(before.x) > 0)
    places = np.zeros((len(ground.before), 2), dtype=np.float32)
    for at in np.flatnonzero(known):
        places[at] = before.x[ground.before[at]], before.y[ground.before[at]]
    return known, places
