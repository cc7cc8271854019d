"""Large families: few pairs are proposed, no true copy is parted from its family, and order does not matter."""

from __future__ import annotations

import random

import numpy as np
import pytest
from copies_samples import Library, edited, prose, words
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.copies import candidates as candidates_module
from inkling.copies.candidates import Sieve, candidates
from inkling.copies.desk import Copies
from inkling.copies.fingerprints import Fingerprints, fingerprint
from inkling.copies.judged import rows_by_content
from inkling.copies.tokens import Tokeniser
from inkling.progress import Cancel
from inkling.records import Tier, Verdict


def sketched(texts: list[str]) -> Fingerprints:
    tokeniser = Tokeniser()
    return Fingerprints(
        [number.to_bytes(16, "big") for number in range(len(texts))], [fingerprint(text, tokeniser) for text in texts]
    )


def proposed(texts: list[str]) -> set[frozenset[str]]:
    found = sketched(texts)
    pairs = candidates(found, rows_by_content(found), Sieve(), Cancel()).pairs.tolist()
    return {frozenset((texts[a], texts[b])) for a, b in pairs}


def family(template: int, count: int, share: float) -> list[str]:
    return [edited(prose(300, template), share, 1000 * template + number) for number in range(count)]


@settings(max_examples=6, deadline=None)
@given(st.integers(2, 60), st.sampled_from([0.02, 0.05, 0.1]), st.randoms(use_true_random=False))
def test_pairs_of_families_do_not_depend_on_order_and_stay_few(
    count: int, share: float, random_: random.Random
) -> None:
    texts = [text for template in range(3) for text in family(template, count, share)]
    expected = proposed(texts)
    random_.shuffle(texts)
    assert proposed(texts) == expected
    assert len(expected) <= 12 * len(texts)


@pytest.mark.parametrize("share", [0.01, 0.06])
def test_a_true_copy_stays_with_its_source_in_a_large_family(share: float) -> None:
    """Each sibling has a subject in every sentence, so siblings are no copies; each has one edited copy, which is."""
    library = Library()
    sentences = [words(5, seed) for seed in range(60)]
    random_ = random.Random(4)
    for number in range(40):
        subjects = words(60, 5000 + number)
        text = " ".join(
            " ".join([*sentence, subject, subject[::-1]]) for sentence, subject in zip(sentences, subjects, strict=True)
        )
        library.add(f"/{number}/source.txt", text)
        changed = [word if random_.random() >= share else "changed" for word in text.split(" ")]
        library.add(f"/{number}/copy.txt", " ".join(["changed", *changed]))
    together = [
        {file.display.split("/")[1] for member in group.members for file in member.files}
        for group in Copies(library).find().groups
        if group.tier is Tier.NEAR_COPY and group.verdict is not Verdict.CONTAINED
    ]
    assert sorted(map(sorted, together)) == sorted([str(number)] for number in range(40))


def test_a_large_family_is_one_group_in_any_order() -> None:
    texts = family(1, 80, 0.04)
    sizes = set()
    for seed in range(2):
        library = Library()
        random.Random(seed).shuffle(texts)
        for number, text in enumerate(texts):
            library.add(f"/{number}.txt", text)
        groups = Copies(library).find().groups
        sizes.add(tuple(sorted(len(group.members) for group in groups)))
    assert sizes == {(80,)}


def test_pairs_are_the_same_whether_made_at_once_or_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for template in range(4) for text in family(template, 12, 0.1)]
    expected = proposed(texts)
    monkeypatch.setattr(candidates_module, "_PAIRS_AT_ONCE", 100)
    assert proposed(texts) == expected


def test_a_small_text_inside_a_large_one_is_proposed() -> None:
    part = prose(150, 1)
    texts = [part, prose(900, 2) + "\n\n" + part + "\n\n" + prose(900, 3), prose(1500, 4)]
    assert proposed(texts) == {frozenset(texts[:2])}


def test_nothing_is_proposed_of_nothing() -> None:
    found = sketched([])
    assert candidates(found, np.zeros(0, np.int64), Sieve(), Cancel()).pairs.shape == (0, 2)
    assert proposed(["", "  "]) == set()
