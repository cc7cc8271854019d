"""What do the shells show of a folder's topics? What was remembered, as records."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence

from inkling.records import (
    DocumentId,
    MapLabel,
    MapPoint,
    Topic,
    TopicId,
    TopicMap,
    TopicMember,
    TopicOrigin,
    TopicReport,
)
from inkling.topics.outliers import spreads
from inkling.topics.state import Kept, State


def report_of(state: State, folder: bytes) -> TopicReport:
    """Return everything that there is to show."""
    inside: dict[int, list[TopicMember]] = defaultdict(list)
    pinned = {pin.document for pin in state.pins}
    for at, (top, part) in enumerate(zip(state.top, state.part, strict=True)):
        member = _member(state, at, is_pinned=state.documents[at] in pinned)
        inside[top].append(member)
        if part:
            inside[part].append(member)
    for members in inside.values():
        members.sort(key=lambda member: (-member.membership, member.path))
    topics = tuple(_topic(kept, tuple(inside[kept.id])) for kept in _in_order(state.topics, inside))
    upper = [(int(topic.id), topic.name) for topic in topics if topic.parent is None]
    return TopicReport(
        folder=folder,
        topics=topics,
        map=_map(state),
        outliers=state.outliers,
        spreads=spreads(upper, state.top, state.paths),
        files=state.files,
        by_meaning=state.by_meaning,
        generation=state.generation,
    )


def _in_order(topics: Sequence[Kept], inside: dict[int, list[TopicMember]]) -> list[Kept]:
    """Return the upper topics by size, each followed by its parts."""

    def size(topic: Kept) -> tuple[int, int]:
        return -len(inside[topic.id]), topic.id

    found: list[Kept] = []
    for top in sorted((topic for topic in topics if not topic.parent), key=size):
        found.append(top)
        found += sorted((topic for topic in topics if topic.parent == top.id), key=size)
    return found


def _member(state: State, at: int, *, is_pinned: bool) -> TopicMember:
    path = os.fsencode(state.paths[at])
    return TopicMember(
        document=DocumentId(state.documents[at]),
        path=path,
        display=path.decode("utf-8", "replace"),
        title=state.titles[at],
        membership=state.membership[at],
        pinned=is_pinned,
    )


def _topic(kept: Kept, members: tuple[TopicMember, ...]) -> Topic:
    return Topic(
        id=TopicId(kept.id),
        name=kept.name,
        members=members,
        central=tuple(DocumentId(document) for document in kept.central),
        phrases=kept.phrases,
        parent=TopicId(kept.parent) if kept.parent else None,
        origin=TopicOrigin(kept.origin),
        named_by_person=kept.named,
        colour=kept.colour,
    )


def _map(state: State) -> TopicMap:
    if not state.x:
        return TopicMap()
    points = tuple(
        MapPoint(DocumentId(document), x, y, TopicId(part or top))
        for document, x, y, top, part in zip(state.documents, state.x, state.y, state.top, state.part, strict=True)
    )
    xs, ys = defaultdict(list), defaultdict(list)
    for x, y, top in zip(state.x, state.y, state.top, strict=True):
        xs[top].append(x)
        ys[top].append(y)
    labels = (MapLabel(TopicId(top), _median(xs[top]), _median(ys[top]), len(xs[top])) for top in sorted(xs))
    return TopicMap(points, tuple(sorted(labels, key=lambda label: (-label.files, label.topic))))


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
