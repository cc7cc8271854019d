"""Two texts as pairs of paragraphs: nothing of either is lost, marks stand where they did, and no pair is long."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.copies.compare import difference
from inkling.copies.measure import Thresholds
from inkling.present.copyrows import DiffRow
from inkling.present.difference import _LONG, diff_row
from inkling.present.rows import Mark
from inkling.records import Change, ChangeKind, Difference, Verdict


def rows_of(left: str, right: str) -> DiffRow:
    return diff_row(difference(left, right, Thresholds()), left, right, ("a", "b"))


def words_of(row: DiffRow, *, right: bool = False) -> list[str]:
    return " ".join(pair.right if right else pair.left for pair in row.pairs).split()


def test_paragraphs_stand_beside_each_other() -> None:
    left = "One is the first.\n\nTwo is the second.\n\nThree is the third.\n"
    right = "One is the first.\n\nTwo is another one.\n\nNew here.\n\nThree is the third.\n"
    row = rows_of(left, right)
    beside = [(pair.left.strip(), pair.right.strip()) for pair in row.pairs]
    assert beside[0] == ("One is the first.", "One is the first.")
    assert beside[-1] == ("Three is the third.", "Three is the third.")
    middle = " ".join(one for one, _ in beside[1:-1]), " ".join(other for _, other in beside[1:-1])
    assert middle[0].startswith("Two")
    assert "New here." in middle[1]
    marked = [pair.left[mark.start : mark.end] for pair in row.pairs for mark in pair.left_marks]
    assert marked == ["the second"]


def test_marks_have_a_kind_and_controls_are_blanks() -> None:
    stretches = (
        Change(ChangeKind.SAME, 0, 4, 0, 4),
        Change(ChangeKind.REPLACED, 4, 7, 4, 7),
        Change(ChangeKind.INSERTED, 7, 7, 7, 11),
        Change(ChangeKind.MOVED, 7, 9, 20, 22),
    )
    found = Difference(stretches, 0.8, 0.9, 5, 6, 4, Verdict.EDITED)
    row = diff_row(found, "The old on", "The new and\u202e more on it all", ("a", "b"))
    (pair,) = row.pairs
    assert pair.left_marks == (Mark(4, 7, "deletion"), Mark(7, 9, "moved"))
    assert [mark.kind for mark in pair.right_marks] == ["insertion", "insertion", "moved"]
    assert [(change.pair, change.left, change.right) for change in row.changes] == [(0, 4, 4), (0, -1, 7), (0, 7, -1)]
    assert "\u202e" not in pair.right
    assert {kind for _, _, kind in row.places} == {"deletion", "insertion", "moved"}


def test_what_is_the_same_is_folded_but_beside_a_change() -> None:
    paragraphs = [f"Paragraph {number} says something of its own, again and again." for number in range(100)]
    changed = [*paragraphs]
    changed[50] = "Paragraph 50 says something else."
    row = rows_of("\n".join(paragraphs), "\n".join(changed))
    assert [bool(pair.skipped) for pair in row.pairs] == [True, False, False, False, True]
    assert row.changes[0].pair == 2
    assert row.pairs[1].left.startswith("Paragraph 49")


def test_texts_that_are_the_same_show_their_beginning() -> None:
    text = "\n".join(f"Line {number} of many, all of them alike." for number in range(500))
    row = rows_of(text, text)
    assert row.changes == ()
    assert row.pairs[0].left.startswith("Line 0")
    assert [bool(pair.skipped) for pair in row.pairs].count(True) == 1
    assert row.pairs[-1].skipped
    assert sum(len(pair.left) for pair in row.pairs) < 4_000


def test_a_text_without_lines_is_cut_between_words_and_one_without_blanks_anywhere() -> None:
    left = "word and other " * 2_000
    right = left.replace("word", "term", 1)
    assert max(len(pair.left) for pair in rows_of(left, right).pairs) <= 2 * _LONG
    chinese = "".join(chr(0x4E00 + number % 3000) for number in range(9_000))
    row = rows_of(chinese, chinese[:4_000] + "变化" + chinese[4_000:])
    assert max(max(len(pair.left), len(pair.right)) for pair in row.pairs) <= 2 * _LONG


TEXT = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "\n", "\n\n", "七八九"]), max_size=60)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_all_words_of_both_texts_are_there_and_every_change_has_its_mark(left: list[str], right: list[str]) -> None:
    texts = " ".join(left), " ".join(right)
    row = rows_of(*texts)
    if not any(pair.skipped for pair in row.pairs):
        assert "".join(words_of(row)) == "".join(texts[0].split())
        assert "".join(words_of(row, right=True)) == "".join(texts[1].split())
    for pair in row.pairs:
        assert all(0 <= mark.start < mark.end <= len(pair.left) for mark in pair.left_marks)
        assert all(0 <= mark.start < mark.end <= len(pair.right) for mark in pair.right_marks)
    for change in row.changes:
        pair = row.pairs[change.pair]
        assert change.left < 0 or change.left in {mark.start for mark in pair.left_marks}
        assert change.right < 0 or change.right in {mark.start for mark in pair.right_marks}
        assert max(change.left, change.right) >= 0


def test_long_texts_with_very_many_changes_are_cut_soon() -> None:
    dice = random.Random(1)
    words = [dice.choice(["alpha", "beta", "gamma", "delta", "epsilon"]) for _ in range(60_000)]
    other = [word if number % 7 else f"{word}x" for number, word in enumerate(words)]
    left, right = " ".join(words), " ".join(other)
    found = difference(left, right, Thresholds())
    began = time.process_time()
    row = diff_row(found, left, right, ("a", "b"))
    assert time.process_time() - began < 2.0
    assert len(row.changes) > 5_000
    assert len(row.places) < 1_000
