"""A sentence of the engine is plain English to who prints it, and keeps what it was made of for who translates it."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from inkling.errors import InklingError
from inkling.records.said import Said, fill, packed, said, together, unpacked


def test_a_sentence_is_the_english_text() -> None:
    told = said("{name} holds {count} files.", name="a {b}.zip", count=12)
    assert told == "a {b}.zip holds 12 files."
    assert isinstance(told, str)
    assert f"{told}" == "a {b}.zip holds 12 files."


def test_a_sentence_knows_what_it_was_made_of() -> None:
    told = said("Read in part: {why}", why=said("It holds more than {count} files.", count="10,000"))
    assert told.template == "Read in part: {why}"
    assert told == "Read in part: It holds more than 10,000 files."
    inner = told.values["why"]
    assert isinstance(inner, Said)
    assert inner.values == {"count": "10,000"}


def test_an_error_keeps_its_sentence() -> None:
    told = str(InklingError(said("There is no folder {name}.", name="x")))
    assert isinstance(told, Said)
    assert told.template == "There is no folder {name}."


@pytest.mark.parametrize("again", [copy.deepcopy, lambda told: pickle.loads(pickle.dumps(told))])
def test_a_sentence_travels_whole(again: object) -> None:
    told = said("{a} and {b}", a=said("{c}!", c=1), b="two")
    back = again(told)  # type: ignore[operator]
    assert (back, back.template, back.values["a"].values) == (told, told.template, {"c": "1"})


def test_sentences_stand_together_without_empty_ones() -> None:
    told = together(said("One {what}.", what="thing"), "", said("Two."))
    assert told == "One thing. Two."
    assert [getattr(part, "template", "") for part in told.values.values()] == ["One {what}.", "Two."]


def test_nothing_in_a_value_is_filled_in() -> None:
    assert fill("{a} {b} {c}", {"a": "{b}", "b": "{a}"}) == "{b} {a} {c}"


def test_packed_is_a_plain_text_where_nothing_was_filled_in() -> None:
    for text in ("", "as it is", said("as it is")):
        stored = packed(text)
        assert type(stored) is str
        assert stored == text
    assert unpacked("as it is").template == "as it is"


def test_packed_comes_back_as_it_was() -> None:
    told = said("Read in part: {why}", why=said("{what} is “damaged”.", what="\x1f[1]"))
    back = unpacked(packed(told))
    assert (back, back.template) == (told, told.template)
    inner = back.values["why"]
    assert isinstance(inner, Said)
    assert inner.values == {"what": "\x1f[1]"}


@pytest.mark.parametrize(
    "stored",
    [
        "\x1f",
        "\x1f{}",
        "\x1f[1,{}]",
        '\x1f["a",[]]',
        '\x1f["a",{"b":7}]',
        "\x1f" + "[" * 100_000,
        "\x1f" + json.dumps(["{a}", {"a": ["{a}", {"a": ["{a}", {"a": ["{a}", {"a": ["{a}", {}]}]}]}]}]),
    ],
)
def test_what_is_damaged_is_shown_as_it_is(stored: str) -> None:
    assert unpacked(stored) == stored
    assert unpacked(stored).values == {}


def test_a_template_from_elsewhere_reaches_no_attribute() -> None:
    stored = "\x1f" + json.dumps(["{a.__class__} {a}", {"a": "x"}])
    assert unpacked(stored) == "{a.__class__} x"
