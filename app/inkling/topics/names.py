"""What is each topic called? Phrases that its files share and others don't, near its centre, and never one name twice.

A phrase counts when at least two files of the topic hold it. It is scored by class tf-idf over files (how many of the
topic's files hold it, against how many of the others), by the weight of the fields it stands in, and by how near the
files that hold it lie to the topic's centre. Maximal marginal relevance keeps the phrases of one topic different.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from inkling.progress import Cancel
from inkling.records import TopicPhrase
from inkling.topics import phrases
from inkling.topics.numeric import Floats, Ints
from inkling.topics.space import Source

Closeness = Callable[[Sequence[str], Floats], Floats]  # phrases and a centre -> cosines
NAMELESS = "Mixed files"
_READ = 1_600  # files from which phrases are taken, those nearest the centres: a few for each topic
_READ_PER_TOPIC = (12, 60)
_WEIGHED = 600  # phrases whose own meaning is looked at, for all topics of a level together
_FEWEST_WEIGHED = 3  # of one topic
_BARE = 0.5  # weight of a bare word that no title, heading or name holds
_CLOSELY = 60  # best phrases by class tf-idf that are looked at closely
_SHOWN = 8
_LEAST_SUPPORT = 2
_SHARED = 0.6  # share of a topic's files in one folder from which the folder's name will do
_EVERYWHERE = 0.7  # as often in other topics' files, compared with the topic's own: tells nothing
_COVERING = 0.5  # share of files from which one phrase is name enough
_COVERING_BARE = 0.9  # the same for a bare word
_REDUNDANCY = 0.6  # weight of likeness to phrases already taken


@dataclass(frozen=True, slots=True)
class Naming:
    """A topic's name and the phrases behind it, the best first."""

    name: str
    phrases: tuple[TopicPhrase, ...]


@dataclass(slots=True)
class _Phrase:
    """What is known of a phrase in one topic."""

    text: str
    holders: frozenset[int]
    weight: float
    score: float = 0.0

    @property
    def is_bare(self) -> bool:
        """Whether it is a single word that no title, heading or name holds."""
        return self.weight <= len(self.holders) and _length_bonus(self.text) <= 1


def name_topics(
    sources: Sequence[Source],
    rows: Floats,
    labels: Ints,
    centres: Floats,
    *,
    taken: Collection[str] = (),
    topics_in_all: int = 0,
    closeness: Closeness | None = None,
    cancel: Cancel | None = None,
) -> list[Naming]:
    """Name each topic, the largest first when two want the same name.

    Args:
        sources: in canonical order.
        rows: their unit rows.
        labels: the topic of each.
        centres: the topics' centres.
        taken: names that may not be given (those that the person gave).
        topics_in_all: how many topics share the time for reading; as many as are named here when 0.
        closeness: how near phrases lie to a centre.
        cancel: stops it.
    """
    cancel = cancel or Cancel()
    topics_in_all = max(topics_in_all, len(centres), 1)
    read = _read(rows, labels, centres, topics_in_all)
    table = _Table(sources, read, cancel)
    ranked = []
    for topic in range(len(centres)):
        cancel.check()
        found = _ranked(table, topic, rows, centres[topic])
        if closeness is not None:
            _weigh_closeness(
                found[: max(_FEWEST_WEIGHED, min(_CLOSELY // 3, _WEIGHED // topics_in_all))],
                table,
                centres[topic],
                closeness,
            )
        ranked.append(_different(_absorbed(found)))
    sizes = np.bincount(labels, minlength=len(centres)) if len(labels) else np.zeros(len(centres), dtype=np.int64)
    shared = [_shared_folder(sources, np.flatnonzero(labels == topic)) for topic in range(len(centres))]
    return _distinct(ranked, sizes, table, taken, shared)


def _read(rows: Floats, labels: Ints, centres: Floats, topics_in_all: int) -> list[Ints]:
    """Return the positions of each topic's files nearest its centre."""
    chosen = []
    fewest, most = _READ_PER_TOPIC
    each = min(most, max(fewest, _READ // topics_in_all))
    for topic in range(len(centres)):
        members = np.flatnonzero(labels == topic)
        nearness = rows[members] @ centres[topic]
        chosen.append(np.sort(members[np.argsort(-nearness, kind="stable")[:each]]))
    return chosen


class _Table:
    """Which of the files that were read hold which phrases."""

    def __init__(self, sources: Sequence[Source], read: Sequence[Ints], cancel: Cancel) -> None:
        self.sizes = [len(members) for members in read]
        self.total = sum(self.sizes)
        self.overall: Counter[str] = Counter()
        self.holders: list[dict[str, set[int]]] = [defaultdict(set) for _ in read]
        self.weights: list[Counter[str]] = [Counter() for _ in read]
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._runs: list[list[str]] = [[] for _ in read]
        documents = []
        for topic, members in enumerate(read):
            for at in members:
                cancel.check()
                source = sources[int(at)]
                self._note_plain(topic, int(at), source)
                document = phrases.runs(source)
                self._runs[topic] += [run for _, run in document]
                documents.append((topic, int(at), document))
        self.cohesion = phrases.Cohesion(run for runs in self._runs for run in runs)
        for topic, at, document in documents:
            for string, weight in phrases.strings(document).items():
                self._note(topic, at, string, weight)

    def _note_plain(self, topic: int, at: int, source: Source) -> None:
        for key, (weight, form) in phrases.plain_phrases(source).items():
            self._note(topic, at, key, weight)
            self._forms[key][form] += 1

    def _note(self, topic: int, at: int, key: str, weight: float) -> None:
        self.overall[key] += 1
        self.holders[topic][key].add(at)
        self.weights[topic][key] += weight  # type: ignore[assignment]  # a Counter of floats

    def written(self, key: str) -> str:
        """Return a phrase as it is mostly written."""
        forms = self._forms.get(key)
        return min(forms, key=lambda form: (-forms[form], form)) if forms else key

    def reads_well(self, topic: int, key: str) -> bool:
        """Tell whether a phrase reads as words; those with blanks always do."""
        return not phrases.is_run(key) or (
            self.cohesion.holds(key) and self.cohesion.stands_alone(key, self._runs[topic])
        )


def _ranked(table: _Table, topic: int, rows: Floats, centre: Floats) -> list[_Phrase]:
    """Return a topic's phrases, the best first, different from one another."""
    size, others = table.sizes[topic], table.total - table.sizes[topic]
    scored = []
    for key, holders in table.holders[topic].items():
        if len(holders) < _LEAST_SUPPORT:
            continue
        inside = len(holders) / size
        outside = (table.overall[key] - len(holders) + 0.5) / (others + 1)
        if others and outside >= _EVERYWHERE * inside:
            continue  # such as the name of the folder in which all files lie
        weight = table.weights[topic][key] / len(holders)
        score = inside * math.log(1 + inside / outside) * (0.5 + 0.5 * weight) * _length_bonus(key)
        if weight <= 1 and _length_bonus(key) <= 1:
            score *= _BARE
        scored.append((-score, key))
    scored.sort()
    found: list[_Phrase] = []
    for negative, key in scored[: 4 * _CLOSELY]:
        if len(found) >= _CLOSELY:
            break
        if table.reads_well(topic, key):
            held = frozenset(table.holders[topic][key])
            nearness = float(rows[sorted(held)].mean(axis=0) @ centre)
            found.append(_Phrase(key, held, table.weights[topic][key], -negative * max(0.05, nearness)))
    found.sort(key=lambda phrase: (-phrase.score, phrase.text))
    return found


def _weigh_closeness(found: Sequence[_Phrase], table: _Table, centre: Floats, closeness: Closeness) -> None:
    """Let phrases that lie near the centre by their own meaning win over those that merely stand in its files."""
    if len(found) < 2:
        return
    near = closeness([table.written(phrase.text) for phrase in found], centre)
    low, high = float(near.min()), float(near.max())
    for phrase, nearness in zip(found, near.tolist(), strict=True):
        phrase.score *= 0.4 + 0.6 * (nearness - low) / max(high - low, 0.05)


def _length_bonus(key: str) -> float:
    """Prefer phrases to bare words: they say more, though fewer files hold them."""
    length = (len(key) + 1) // 2 if phrases.is_run(key) else len(key.split())
    return 1.0 if length <= 1 else 1.5 if length <= 2 else 1.6


def _absorbed(found: list[_Phrase]) -> list[_Phrase]:
    """Leave out a phrase that mostly stands inside a longer one that is there too."""
    return [
        phrase
        for phrase in found
        if not any(
            phrase.text != longer.text
            and phrase.text in longer.text
            and len(phrase.holders & longer.holders) >= 0.7 * len(phrase.holders)
            for longer in found
        )
    ]


def _different(found: list[_Phrase]) -> list[_Phrase]:
    """Return the phrases in the order of maximal marginal relevance."""
    if not found:
        return []
    top = max(phrase.score for phrase in found) or 1.0
    left = sorted(found, key=lambda phrase: (-phrase.score, phrase.text))
    taken: list[_Phrase] = []
    while left and len(taken) < 3 * _SHOWN:
        best = max(
            left,
            key=lambda phrase: phrase.score / top - _REDUNDANCY * max((_alike(phrase, t) for t in taken), default=0.0),
        )
        taken.append(best)
        left.remove(best)
    return taken


def _alike(one: _Phrase, other: _Phrase) -> float:
    """Return how much two phrases say the same, by their words, from 0 to 1."""
    left, right = _parts(one.text), _parts(other.text)
    return len(left & right) / min(len(left), len(right))


@lru_cache(maxsize=20_000)
def _parts(text: str) -> frozenset[str]:
    return frozenset(text) if phrases.is_run(text) else frozenset(text.split())


def _shared_folder(sources: Sequence[Source], members: Ints) -> str:
    """Return the name of the folder in which most files of a topic lie, "" where there is none."""
    if not len(members):
        return ""
    names = Counter(sources[int(at)].folder.rsplit("/", 1)[-1] for at in members)
    name, count = min(names.items(), key=lambda item: (-item[1], item[0]))
    return name if count >= _SHARED * len(members) and count >= _LEAST_SUPPORT else ""


def _distinct(
    ranked: Sequence[list[_Phrase]], sizes: Ints, table: _Table, taken: Collection[str], shared: Sequence[str]
) -> list[Naming]:
    """Give each topic a name that no other has, the largest topic first.

    A topic without a phrase of its own is called by the folder that its files share.
    """
    names = {phrases.fold(name) for name in taken}
    first_phrases: set[str] = set()
    given: dict[int, str] = {}
    for topic in sorted(range(len(ranked)), key=lambda at: (-int(sizes[at]), at)):
        name = _name(ranked[topic], table.sizes[topic], table, names, first_phrases)
        if name.startswith(NAMELESS) and shared[topic] and phrases.fold(shared[topic]) not in names:
            name = shared[topic]
        names.add(phrases.fold(name))
        given[topic] = name
    return [Naming(given[topic], _shown(ranked[topic], table)) for topic in range(len(ranked))]


def _name(found: list[_Phrase], size: int, table: _Table, names: set[str], first_phrases: set[str]) -> str:
    own = [phrase for phrase in found if phrase.text not in first_phrases and phrase.text not in names]
    for at, phrase in enumerate(own):
        parts = [phrase]
        enough = _COVERING_BARE if phrase.is_bare else _COVERING
        if len(phrase.holders) < enough * size:
            parts += [other for other in own[at + 1 :] if _alike(other, phrase) < 0.5 and not other.is_bare][:1]
        name = ", ".join(
            _as_title(table.written(part.text)) if n == 0 else table.written(part.text) for n, part in enumerate(parts)
        )
        if phrases.fold(name) not in names:
            first_phrases.update(part.text for part in parts)
            return name
    name, number = NAMELESS, 1
    while phrases.fold(name) in names:
        number += 1
        name = f"{NAMELESS} {number}"
    return name


def _as_title(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:] if phrase[1:2].islower() else phrase


def _shown(found: list[_Phrase], table: _Table) -> tuple[TopicPhrase, ...]:
    return tuple(TopicPhrase(table.written(p.text), len(p.holders), round(p.score, 4)) for p in found[:_SHOWN])
