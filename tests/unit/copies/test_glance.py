"""The law of the glance: whatever the alignment calls a copy, the glance lets pass."""

from __future__ import annotations

import random

import numpy as np
from copies_samples import Library, prose, words
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.copies.candidates import Proposed
from inkling.copies.desk import Copies
from inkling.copies.fingerprints import Fingerprints, fingerprint
from inkling.copies.glance import Covered, Sketch, may_be_copies, may_be_reworked, seen
from inkling.copies.judged import Judge, Memory
from inkling.copies.measure import Prepared, Thresholds, judge, measure
from inkling.copies.tokens import Tokeniser
from inkling.progress import Cancel, ignore_progress
from inkling.records import Verdict


def prepared(text: str) -> Prepared:
    return Prepared(text, Tokeniser().cut(text))


def glance(a: Prepared, b: Prepared) -> tuple[Covered, int]:
    left, right = Sketch.of(a), Sketch.of(b)
    longer, shorter = (left, right) if left.words >= right.words else (right, left)
    return seen(longer, shorter), shorter.words


def passes(a: Prepared, b: Prepared) -> bool:
    return may_be_copies(*glance(a, b), Thresholds())


@settings(max_examples=60, deadline=None)
@given(
    st.integers(100, 900),
    st.tuples(st.floats(0, 1), st.floats(0.5, 1), st.floats(0.2, 1)),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_no_copy_is_turned_away(
    count: int, shares: tuple[float, float, float], turned: bool, random_: random.Random
) -> None:
    whole, kept, part = shares
    text = words(count, random_.randrange(50))
    edge = int(whole * count)
    other = text[:edge] + [word if random_.random() < kept else random_.choice(text) for word in text[edge:]]
    other = other[: max(20, int(part * count))]
    if turned:
        other = other[len(other) // 2 :] + other[: len(other) // 2]
    a, b = prepared(" ".join(text)), prepared(" ".join(other))
    found = measure(a, b)
    verdict, _ = judge(found, Thresholds())
    covered, _ = glance(a, b)
    assert covered.held_longer >= found.share_longer
    assert covered.held_shorter >= found.share_shorter
    if verdict is Verdict.REWORKED:
        assert may_be_reworked(covered, Thresholds())
    elif verdict not in (None, Verdict.OVERLAP):
        assert passes(a, b)


def test_pages_that_share_half_of_their_passages_are_turned_away() -> None:
    shared = prose(300, 1)
    assert not passes(prepared(shared + prose(300, 2)), prepared(prose(300, 3) + shared))
    assert passes(prepared(shared), prepared(shared + prose(300, 2)))


def test_a_run_counts_as_often_as_both_have_it() -> None:
    once, often = "one two three four five", "one two three four " * 10
    sketch = Sketch.of(prepared(often))
    assert sketch.covered_by(Sketch.of(prepared(once))) == 0.1
    assert sketch.covered_by(sketch) == 1.0
    assert sketch.covered_by(Sketch.of(prepared("one"))) == 0.0


def test_forms_are_the_same_but_for_numbers_of_any_script() -> None:
    a = " ".join(f"item {number} 列 costs" for number in range(60))
    b = " ".join(f"item {chr(0x660 + number % 10)} 列 costs" for number in range(60))
    assert Sketch.of(prepared(a)).covered_by(Sketch.of(prepared(b))) == 1.0


def test_overlaps_are_found_after_a_search_for_copies_turned_them_away() -> None:
    library = Library()
    shared = prose(200, 1)
    library.add("/a.txt", shared + "\n\n" + prose(200, 2))
    library.add("/b.txt", shared + "\n\n" + prose(240, 3))
    assert Copies(library).find().groups == ()
    (group,) = Copies(library).overlaps()
    assert group.verdict is Verdict.OVERLAP
    assert Copies(library).find().groups == ()


def test_what_a_glance_saw_is_remembered() -> None:
    texts = [prose(200, 1) + prose(200, 2), prose(200, 1) + prose(240, 3)]
    found = Fingerprints([b"a" * 16, b"b" * 16], [fingerprint(text, Tokeniser()) for text in texts])
    memory, asked = Memory(), list[int]()

    def text_of(row: int) -> str:
        asked.append(row)
        return texts[row]

    for _ in range(2):
        judge_ = Judge(found, text_of, Thresholds(), memory, np.zeros(0, np.uint32))
        assert judge_.pairs(Proposed(np.array([[0, 1]]), np.zeros(1, np.bool_)), Cancel(), ignore_progress) == []
        memory = Memory.from_bytes(memory.to_bytes())
    assert sorted(asked) == [0, 1]
    memory.retain(set())
    assert memory.covered(*found.digests) is None
