"""What a person does to topics: rename, merge, split, pin, wish for. State in, state out; a rerun keeps it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inkling.errors import UsageError
from inkling.records import TopicOrigin
from inkling.records.said import said
from inkling.topics.state import Kept, Pin, State

_SHAPED = TopicOrigin.SHAPED.value
_LONGEST_NAME = 120


def rename(state: State, topic: int, name: str) -> State:
    """Give a topic a name that stays.

    Raises:
        UsageError: no such topic, an empty or too long name, or another topic's.
    """
    found = _topic(state, topic)
    name = _checked(name)
    if any(other.id != topic and other.name.casefold() == name.casefold() for other in state.topics):
        raise UsageError(
            said("Another topic is called {name} already. Merge the two, or choose another name.", name=f"{name!r}")
        )
    return state.with_topic(replace(found, name=name, named=True))


def merge(state: State, topics: Sequence[int]) -> State:
    """Make several topics one, under the number and name of the first; parts only with parts of the same topic.

    Raises:
        UsageError: fewer than two, no such topic, or topics that don't stand side by side.
    """
    found = [_topic(state, topic) for topic in dict.fromkeys(topics)]
    if len(found) < 2:
        raise UsageError(said("Name at least two topics to merge."))
    if len({topic.parent for topic in found}) > 1:
        raise UsageError(said("Only topics of the same level, or parts of the same topic, can be merged."))
    first, gone = found[0], {topic.id for topic in found[1:]}
    # A name that the person gave wins over one that was found.
    named = next((topic for topic in found if topic.named), first)
    kept = replace(first, origin=first.origin if first.wish else _SHAPED, name=named.name, named=named.named)
    moved = dict.fromkeys(gone, first.id)
    return replace(
        state,
        topics=tuple(
            replace(kept if topic.id == first.id else topic, parent=moved.get(topic.parent, topic.parent))
            for topic in state.topics
            if topic.id not in gone
        ),
        top=tuple(moved.get(id, id) for id in state.top),
        part=tuple(moved.get(id, id) for id in state.part),
        pins=tuple(replace(pin, topic=moved.get(pin.topic, pin.topic)) for pin in state.pins),
    )


def split(state: State, topic: int, groups: Sequence[int], name: str = "") -> State:
    """Divide a topic: files with group 0 stay, those with group 1 become a new topic beside it.

    Args:
        state: what is remembered.
        topic: the topic to divide.
        groups: for each of its files, in the state's order, 0 or 1.
        name: of the new topic; found from its files at the next run when empty.

    Raises:
        UsageError: no such topic, or one that cannot be divided.
    """
    found = _topic(state, topic)
    members = [at for at in range(len(state.documents)) if topic in (state.top[at], state.part[at])]
    if len(members) != len(groups) or len(set(groups)) < 2:
        raise UsageError(said("{found} has too few different files to be split.", found=f"{found.name!r}"))
    fresh = state.next_id
    leaving = {at for at, group in zip(members, groups, strict=True) if group}
    column = state.part if found.parent else state.top
    moved = tuple(fresh if at in leaving else id for at, id in enumerate(column))
    colours = {other.colour for other in state.topics}
    colour = next(number for number in range(len(colours) + 1) if number not in colours)
    new = Kept(fresh, _checked(name) if name else "", found.parent, bool(name), _SHAPED, colour=colour)
    parts = {other.id for other in state.topics if other.parent == topic}
    topics = [other for other in state.topics if other.id != topic and other.id not in parts]
    documents = {state.documents[at] for at in leaving}
    return replace(
        state,
        topics=(replace(found, origin=found.origin if found.wish else _SHAPED), new, *topics),
        top=state.top if found.parent else moved,
        part=moved if found.parent else tuple(0 if id in parts else id for id in state.part),
        pins=tuple(
            replace(pin, topic=fresh if pin.document in documents else topic)
            if pin.topic == topic or pin.topic in parts
            else pin
            for pin in state.pins
        ),
        next_id=fresh + 1,
    )


def pin(state: State, document: int, topic: int) -> State:
    """Put a file into a topic, where it stays.

    Raises:
        UsageError: no such topic, or no such file among those that have topics.
    """
    found = _topic(state, topic)
    at = _place(state, document)
    top, part = list(state.top), list(state.part)
    top[at], part[at] = (found.parent, topic) if found.parent else (topic, _part_beside(state, at, topic))
    sure = list(state.membership)
    sure[at] = 1.0
    others = tuple(other for other in state.pins if other.document != document)
    return replace(
        state.with_topic(replace(found, origin=_SHAPED) if found.origin == TopicOrigin.FOUND.value else found),
        top=tuple(top),
        part=tuple(part),
        membership=tuple(sure),
        pins=(*others, Pin(document, state.paths[at], topic)),
    )


def hold(state: State, topic: int) -> State:
    """Keep a topic with its most typical files, whatever later runs find.

    Raises:
        UsageError: no such topic.
    """
    found = _topic(state, topic)
    for document in set(found.central) & set(state.documents):
        state = pin(state, document, topic)
    return state.with_topic(replace(found, origin=_SHAPED) if found.origin == TopicOrigin.FOUND.value else found)


def unpin(state: State, document: int) -> State:
    """Let a file go where it belongs by itself, at the next run."""
    return replace(state, pins=tuple(pin for pin in state.pins if pin.document != document))


def wish(state: State, name: str) -> State:
    """Ask for a topic by its name ("Taxes"); the next run sorts files into it.

    Raises:
        UsageError: an empty or too long name, or a topic that is there.
    """
    name = _checked(name)
    if any(topic.name.casefold() == name.casefold() for topic in state.topics):
        raise UsageError(said("There is a topic {name} already.", name=f"{name!r}"))
    colours = {topic.colour for topic in state.topics}
    colour = next(number for number in range(len(colours) + 1) if number not in colours)
    seed = Kept(state.next_id, name, 0, named=True, origin=TopicOrigin.SEEDED.value, wish=name, colour=colour)
    return replace(state, topics=(*state.topics, seed), next_id=state.next_id + 1)


def release(state: State, topic: int) -> State:
    """Take back what was done to a topic (merge, wish, pins): the next fresh run may dissolve it.

    A name that the person gave stays with it: letting go is not forgetting what it is called.
    """
    found = _topic(state, topic)
    free = replace(found, origin=TopicOrigin.FOUND.value, wish="")
    return replace(state.with_topic(free), pins=tuple(pin for pin in state.pins if pin.topic != topic))


def _topic(state: State, id: int) -> Kept:
    found = state.topic(id)
    if found is None:
        raise UsageError(said("There is no topic with the number {id}. List the topics to see their numbers.", id=id))
    return found


def _place(state: State, document: int) -> int:
    try:
        return state.documents.index(document)
    except ValueError:
        raise UsageError(said("This file has no topic yet. Find the topics first.")) from None


def _part_beside(state: State, at: int, topic: int) -> int:
    """Return the part that a file pinned to an upper topic has meanwhile: its own if it is there, else the first."""
    parts = [other.id for other in state.topics if other.parent == topic]
    return state.part[at] if state.part[at] in parts or not parts else parts[0]


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise UsageError(said("A topic's name has 1 to {longest_name} characters.", longest_name=_LONGEST_NAME))
    return name
