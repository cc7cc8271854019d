"""What is remembered of a folder's topics between two runs? One value, to JSON and back.

Topics have numbers that are never given twice. Files are known again by their document's number or, when their
content has changed, by their path.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import numpy as np

from inkling.errors import LibraryDamaged
from inkling.piecewise import json_of
from inkling.records import Outlier, OutlierKind, TopicOrigin, TopicPhrase
from inkling.records.said import packed, said, unpacked
from inkling.topics.numeric import Ints
from inkling.topics.space import Source

VERSION = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A topic as it is remembered. `wish` is the text of a topic that the person asked for."""

    id: int
    name: str
    parent: int = 0
    named: bool = False
    origin: str = TopicOrigin.FOUND.value
    wish: str = ""
    colour: int = 0
    phrases: tuple[TopicPhrase, ...] = ()
    central: tuple[int, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether the person has touched it, so that it must stay."""
        return self.named or self.origin != TopicOrigin.FOUND.value


@dataclass(frozen=True, slots=True)
class Pin:
    """A file that the person put into a topic."""

    document: int
    path: str
    topic: int


@dataclass(frozen=True, slots=True)
class State:
    """All that is remembered. The columns run in step: one entry for each file, in canonical order.

    `top` and `part` hold topic numbers (`part` 0 where the topic has no parts). `drift` is the share of files that came
    or went since the topics were last found afresh. `wanted` is the number of topics asked for, 0 for "find it".
    """

    topics: tuple[Kept, ...] = ()
    pins: tuple[Pin, ...] = ()
    next_id: int = 1
    wanted: int = 0
    drift: float = 0.0
    generation: int = -1
    by_meaning: float = 0.0
    files: int = 0
    documents: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    top: tuple[int, ...] = ()
    part: tuple[int, ...] = ()
    membership: tuple[float, ...] = ()
    x: tuple[float, ...] = ()
    y: tuple[float, ...] = ()
    outliers: tuple[Outlier, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the state as JSON."""
        found = {
            **{column.name: getattr(self, column.name) for column in fields(self)},
            "version": VERSION,
            "topics": [asdict(topic) for topic in self.topics],
            "pins": [asdict(pin) for pin in self.pins],
            "outliers": [_plain_outlier(outlier) for outlier in self.outliers],
        }
        return json_of(found).encode("ascii")

    @classmethod
    def from_bytes(cls, data: bytes) -> State:
        """Read a state that `to_bytes` made.

        Raises:
            LibraryDamaged: it is something else.
        """
        try:
            found = json.loads(data)
            if found.pop("version") != VERSION:
                return cls()  # of another version: topics are found afresh
            found["topics"] = tuple(_kept(topic) for topic in found["topics"])
            found["pins"] = tuple(Pin(**pin) for pin in found["pins"])
            found["outliers"] = tuple(_outlier(outlier) for outlier in found["outliers"])
            columns: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in found.items()
            }
            return cls(**columns)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LibraryDamaged(said("What was kept of the topics cannot be read. Find the topics again.")) from error

    def topic(self, id: int) -> Kept | None:
        """Return a topic by its number."""
        return next((topic for topic in self.topics if topic.id == id), None)

    def with_topic(self, topic: Kept) -> State:
        """Return the state with one topic replaced."""
        return replace(self, topics=tuple(topic if old.id == topic.id else old for old in self.topics))

    def positions(self) -> tuple[dict[int, int], dict[str, int]]:
        """Return where each document and each path stands in the columns."""
        return (
            {document: at for at, document in enumerate(self.documents)},
            {path: at for at, path in enumerate(self.paths)},
        )


def where_before(state: State, sources: Sequence[Source]) -> Ints:
    """Return for each source its place in the state's columns, or -1 when it is new."""
    by_document, by_path = state.positions()
    return np.array([by_document.get(source.id, by_path.get(source.path, -1)) for source in sources], dtype=np.int64)


def pinned_topics(state: State, sources: Sequence[Source]) -> Ints:
    """Return for each source the number of the topic that it is pinned to, or 0."""
    by_document = {pin.document: pin.topic for pin in state.pins}
    by_path = {pin.path: pin.topic for pin in state.pins}
    return np.array([by_document.get(source.id, by_path.get(source.path, 0)) for source in sources], dtype=np.int64)


def _kept(found: dict[str, Any]) -> Kept:
    phrases = tuple(TopicPhrase(**phrase) for phrase in found.pop("phrases"))
    return Kept(**{**found, "phrases": phrases, "central": tuple(found["central"])})


def _plain_outlier(outlier: Outlier) -> dict[str, Any]:
    kept = {"path": outlier.path.decode("utf-8", "surrogateescape"), "kind": outlier.kind.value}
    return {**asdict(outlier), **kept, "reason": packed(outlier.reason)}


def _outlier(found: dict[str, Any]) -> Outlier:
    kept = {
        "path": found["path"].encode("utf-8", "surrogateescape"),
        "kind": OutlierKind(found["kind"]),
        "nearest": tuple(found["nearest"]),
        "reason": unpacked(found["reason"]),
    }
    return Outlier(**{**found, **kept})
