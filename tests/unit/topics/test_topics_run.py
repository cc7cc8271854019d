"""Topics of small libraries: the same whatever the order, every file placed, kept through changes and edits."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from topics_samples import CHINESE, THEMES, chinese_about, library, text_about, theme_of, vector_about

from inkling.errors import Cancelled, LibraryDamaged, UsageError
from inkling.progress import Cancel
from inkling.topics import edits
from inkling.topics.job import Wanted
from inkling.topics.labels import agreement
from inkling.topics.run import run
from inkling.topics.space import Source
from inkling.topics.state import State

WANTED = Wanted()


def find(sources: list[Source], before: State | None = None, **wanted: object) -> State:
    return run(sources, before or State(), Wanted(**wanted))[0]


def tops(state: State) -> dict[int, int]:
    return dict(zip(state.documents, state.top, strict=True))


def agreeing(one: State, other: State) -> float:
    first, second = tops(one), tops(other)
    both = first.keys() & second.keys()
    return sum(first[id] == second[id] for id in both) / len(both)


@given(st.integers(0, 10_000))
@settings(max_examples=4, deadline=None)
def test_run_in_any_order_finds_the_same(seed: int) -> None:
    sources = library(7, vectors=True)
    shuffled = sources[:]
    random.Random(seed).shuffle(shuffled)
    assert find(shuffled) == find(sources)


def test_run_with_other_document_numbers_finds_the_same_partition_and_names() -> None:
    sources = library(8)
    renumbered = [
        Source.of(9_000 - source.id, source.path, source.read().text, language="en") for source in reversed(sources)
    ]
    one, other = find(sources), find(renumbered)
    assert (one.paths, one.top, one.part, one.x) == (other.paths, other.top, other.part, other.x)
    assert [topic.name for topic in one.topics] == [topic.name for topic in other.topics]


@pytest.mark.parametrize("vectors", [False, True])
def test_run_finds_the_clear_topics_and_their_number(vectors: bool) -> None:
    sources = library(12, vectors=vectors)
    state = find(sources)
    truth = {source.id: theme_of(source) for source in sources}
    groups = Counter((truth[id], top) for id, top in tops(state).items())
    assert len(set(state.top)) == len(THEMES)
    assert len(groups) == len(THEMES)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 12, 30])
def test_run_places_every_file_of_a_small_folder(count: int) -> None:
    themes = ("cooking", "taxes")
    sources = [source for source in library(15, themes) if True][:: max(1, 30 // count)][:count]
    state = find(sources)
    assert sorted(state.documents) == sorted(source.id for source in sources)
    assert set(state.top) <= {topic.id for topic in state.topics}
    assert all(0 <= value <= 1 for value in state.membership)
    if count >= 5:
        truth = {source.id: theme_of(source) for source in sources}
        assert len(set(state.top)) >= 2
        for top in set(state.top):
            assert len({truth[id] for id, at in tops(state).items() if at == top}) == 1
            assert list(state.top).count(top) > 1


def test_run_of_nothing_finds_nothing() -> None:
    state = find([])
    assert state.topics == ()
    assert state.documents == ()


def test_run_of_files_without_words_places_them() -> None:
    sources = [Source.of(number, f"/d/{number}.txt", "") for number in range(1, 9)]
    state = find(sources)
    assert len(state.top) == 8
    assert len({topic.name for topic in state.topics}) == len(state.topics)


def test_run_takes_the_number_that_is_asked_for_and_keeps_it() -> None:
    state = find(library(12), count=3)
    assert len(set(state.top)) == 3
    again = find(library(12), state)
    assert len(set(again.top)) == 3
    assert again.top == state.top


def test_run_of_chinese_with_a_foreign_model_leans_on_words() -> None:
    rng = np.random.default_rng(5)
    sources = []
    for place, theme in enumerate(CHINESE):
        for number in range(10):
            noise = rng.normal(size=48)
            sources.append(
                Source.of(
                    1 + 100 * place + number,
                    f"/文档/{number}-{place}.txt",
                    chinese_about(theme, number),
                    language="zh",
                    vector=(noise / np.linalg.norm(noise)).astype(np.float32),
                )
            )
    state = find(sources, speaks=lambda language: language != "zh", count=3)
    truth = np.array([(id - 1) // 100 for id in state.documents])
    found = np.unique(state.top, return_inverse=True)[1]
    assert agreement(truth, found)["v"] > 0.9
    for topic in state.topics:
        assert any("\u4e00" <= character <= "\u9fff" for character in topic.name)


def test_run_with_some_vectors_missing_does_not_part_files_by_that() -> None:
    full = library(12, vectors=True)
    half = [
        Source.of(s.id, s.path, s.read().text, language="en", vector=s.vector if at % 2 else None)
        for at, s in enumerate(full)
    ]
    state = find(half)
    truth = np.unique([theme_of(s) for s in sorted(half, key=lambda s: s.path)], return_inverse=True)[1]
    assert agreement(truth, np.unique(state.top, return_inverse=True)[1])["v"] > 0.95


def test_a_file_more_or_less_moves_no_other() -> None:
    sources = library(20, vectors=True)
    state = find(sources)
    fewer = find(sources[1:], state)
    assert agreeing(state, fewer) == 1.0
    extra = Source.of(77_777, "/docs/new.txt", text_about("sailing", 999), vector=vector_about("sailing", 999))
    more = find([*sources, extra], state)
    assert agreeing(state, more) == 1.0
    sailing = Counter(top for id, top in tops(state).items() if 1001 <= id < 2000).most_common(1)[0][0]
    assert tops(more)[77_777] == sailing
    assert {topic.id: topic.name for topic in fewer.topics} == {topic.id: topic.name for topic in state.topics}


def test_fresh_run_matches_topics_by_their_files() -> None:
    sources = library(20)
    state = find(sources)
    fresh = find(sources[2:], state, is_fresh=True)
    assert agreeing(state, fresh) >= 0.95


def test_many_changes_lead_to_a_fresh_run() -> None:
    few = find(library(12, ("cooking", "sailing")))
    state = find(library(12), few)
    assert len(set(state.top)) == len(THEMES)
    assert state.drift == 0


def test_changed_content_is_known_by_its_path() -> None:
    sources = library(10)
    state = find(sources)
    changed = [Source.of(s.id + 50_000, s.path, s.read().text + " more", language="en") for s in sources]
    again = find(changed, state)
    assert dict(zip(again.paths, again.top, strict=True)) == dict(zip(state.paths, state.top, strict=True))


def test_rename_merge_pin_and_split_survive_reruns() -> None:
    sources = library(14)
    state = find(sources)
    by_theme = {theme_of(s): tops(state)[s.id] for s in sources}
    state = edits.rename(state, by_theme["taxes"], "Money matters")
    state = edits.merge(state, [by_theme["cooking"], by_theme["gardening"]])
    stray = next(s for s in sources if theme_of(s) == "sailing")
    state = edits.pin(state, stray.id, by_theme["astronomy"])
    for fresh in (False, True, True):
        state = find(sources[1:] if fresh else sources, state, is_fresh=fresh)
        where = tops(state)
        assert state.topic(by_theme["taxes"]).name == "Money matters"
        assert {where[s.id] for s in sources[1:] if theme_of(s) == "taxes"} == {by_theme["taxes"]}
        home = {where[s.id] for s in sources[1:] if theme_of(s) in {"cooking", "gardening"}}
        assert home == {by_theme["cooking"]}
        assert where[stray.id] == by_theme["astronomy"]
        assert state.membership[state.documents.index(stray.id)] == 1.0
    merged = by_theme["cooking"]
    groups = [int(state.documents[at] >= 3000) for at in range(len(state.documents)) if state.top[at] == merged]
    state = edits.split(state, merged, groups, "The garden")
    new = state.topics[1].id
    for fresh in (False, True):
        state = find(sources, state, is_fresh=fresh)
        assert state.topic(new).name == "The garden"
        assert {tops(state)[s.id] for s in sources if theme_of(s) == "gardening"} == {new}


def test_pin_of_a_file_that_is_away_comes_back() -> None:
    sources = library(10)
    state = find(sources)
    stray, target = sources[0], tops(state)[sources[-1].id]
    state = edits.pin(state, stray.id, target)
    state = find(sources[1:], state)
    state = find(sources, state)
    assert tops(state)[stray.id] == target
    state = find(sources, edits.release(edits.unpin(state, stray.id), target), is_fresh=True)
    assert tops(state)[stray.id] != target


def test_wished_topics_take_the_files_that_fit_and_stay() -> None:
    sources = library(12)
    state = edits.wish(edits.wish(State(), "tax return"), "Harbour and sail")
    state = find(sources, state)
    for wished, theme in (("tax return", "taxes"), ("Harbour and sail", "sailing")):
        topic = next(t for t in state.topics if t.name == wished)
        assert {theme_of(s) for s in sources if tops(state)[s.id] == topic.id} == {theme}
    again = find(sources, state, is_fresh=True)
    assert {"tax return", "Harbour and sail"} <= {topic.name for topic in again.topics}


def test_two_levels_when_there_are_many() -> None:
    parts = {
        "cooking": ("sauce garlic basil onion", "dough flour oven pastry"),
        "sailing": ("jib sail mast", "keel hull"),
    }
    sources, number = [], 0
    for theme, groups in parts.items():
        for group in groups:
            chance = random.Random(group)
            for _ in range(40):
                number += 1
                words = [*chance.choices(group.split(), k=30), *chance.choices(THEMES[theme].split(), k=40)]
                chance.shuffle(words)
                sources.append(Source.of(number, f"/d/{number:03}.txt", " ".join(words), language="en"))
    state = find(sources, count=2)
    lower = [topic for topic in state.topics if topic.parent]
    assert len(lower) >= 4
    assert all(part for part in state.part)
    for at, part in enumerate(state.part):
        assert state.topic(part).parent == state.top[at]


def test_names_are_different_supported_and_no_little_words() -> None:
    state = find(library(12))
    names = [topic.name.casefold() for topic in state.topics]
    assert len(set(names)) == len(names)
    for topic in state.topics:
        assert topic.phrases
        assert all(phrase.support >= 2 for phrase in topic.phrases)
        assert not {"the", "and", "that", "this", "with"} & set(topic.name.casefold().replace(",", "").split())
        assert 1 <= len(topic.central) <= 3


def test_state_survives_the_catalog() -> None:
    state = find(library(9))
    assert State.from_bytes(state.to_bytes()) == state
    assert State.from_bytes(b'{"version":0}') == State()
    for damaged in (b"", b"[]", b'{"version":1}', b'{"version":1,"topics":[{}],"pins":[],"outliers":[]}'):
        with pytest.raises(LibraryDamaged):
            State.from_bytes(damaged)


def test_edits_that_make_no_sense_are_explained() -> None:
    state = find(library(9))
    first, second = state.topics[0], state.topics[1]
    for act in (
        lambda: edits.rename(state, 999, "x"),
        lambda: edits.rename(state, first.id, "  "),
        lambda: edits.rename(state, first.id, second.name.upper()),
        lambda: edits.merge(state, [first.id, first.id]),
        lambda: edits.pin(state, 123_456, first.id),
        lambda: edits.wish(state, first.name),
        lambda: edits.split(state, first.id, [0]),
    ):
        with pytest.raises(UsageError):
            act()


def test_cancel_stops_a_run() -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        run(library(9), State(), WANTED, cancel=cancel)
