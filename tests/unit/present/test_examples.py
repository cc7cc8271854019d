"""A search to try is made of words that stand in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling.present.examples import fragment, is_memorable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Notes\n\nThe pump hums but gives nothing. It stops.", "the pump hums but gives nothing"),
        ("Dear Ms Novak,\n\nMr Brandt has asked me to answer you.", "Mr Brandt has asked me to answer you"),
        ("Samuel shows her the house. We thank Samuel.", "Samuel shows her the house"),
        ("Ines passes her test in May.", "Ines passes her test in May"),
        ("Pumps need oil every spring. All pumps do.", "pumps need oil every spring"),
        ("收据\n\n担担面要去老街口那家，中午一过就卖完。", "担担面要去老街口那家"),
        ("of the yard is swept by everybody.", ""),  # the rest of a sentence from the line above
        ("Date,What,Sum\n2025-02-03,Chair,239", ""),
        ("From: Ana <ana@example.org>", ""),
        ("Invoice for 186 kWh and 71 euros in all.", ""),
        ("", ""),
        ("Stop it. $ sudo systemctl isolate multi-user.target\n$ sudo systemctl isolate multi-user.", ""),
    ],
)
def test_fragments_are_what_people_remember(text: str, expected: str) -> None:
    assert fragment(text) == expected


@given(st.text(max_size=200))
def test_a_fragment_stands_in_its_text(text: str) -> None:
    assert fragment(text).casefold() in text.casefold()


def test_a_title_may_be_remembered() -> None:
    assert is_memorable("Requesting a Quota Increase")
    assert is_memorable("押金什么时候退还给我")
    for title in ("README", "Invoice 2024-03 for the flat", "AWS::Events::Rule and its parts", ""):
        assert not is_memorable(title)
