"""What must go from the remembered topics when files are forgotten? Whatever these files left there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from inkling.topics.state import Kept, State

T = TypeVar("T")


def without_forgotten(state: State, held: Mapping[str, int]) -> State:
    """Return the state without files that the library no longer holds and without anything that may stem from them.

    Where a file is gone, every name and phrase that was found goes too, since it may be that file's, and so do the
    sentences about files that don't belong; the next run finds them again. What the person typed stays.

    Args:
        state: what is remembered.
        held: the document of each path that the library holds.
    """
    stays = [path in held for path in state.paths]
    pins = tuple(pin for pin in state.pins if pin.path in held)
    if all(stays) and len(pins) == len(state.pins):
        return state

    def only(column: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(value for value, is_held in zip(column, stays, strict=True) if is_held) if column else ()

    return replace(
        state,
        topics=tuple(_bare(topic) for topic in state.topics),
        pins=pins,
        outliers=(),
        files=0,
        generation=-1,
        documents=only(state.documents),
        paths=only(state.paths),
        titles=only(state.titles),
        top=only(state.top),
        part=only(state.part),
        membership=only(state.membership),
        x=only(state.x),
        y=only(state.y),
    )


def is_worth_keeping(state: State) -> bool:
    """Tell whether a person made any of the topics."""
    return any(topic.is_held for topic in state.topics)


def is_whole(state: State) -> bool:
    """Tell whether every topic has a name, so that the state can be shown; after forgetting some have none."""
    return all(topic.name for topic in state.topics)


def _bare(topic: Kept) -> Kept:
    return replace(topic, name=topic.name if topic.named else "", phrases=(), central=())
