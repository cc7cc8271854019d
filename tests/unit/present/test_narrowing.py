"""A click changes one part of a query, and nothing else in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling.present.narrowing import narrowed, read, widened, with_example


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("rent", "type:pdf", "rent type:pdf"),
        ("rent type:pdf", "type:docx", "rent type:docx"),
        ("type:word rent -type:rtf", "type:docx", "rent -type:rtf type:docx"),
        ('rent in:"/h/a"', 'in:"/h/a/b"', 'rent in:"/h/a/b"'),
        ('rent in:Letters in:"/h/c"', 'in:"/h/a/b"', 'rent in:"/h/a/b"'),
        ("rent lang:en", "lang:zh", "rent lang:zh"),
        ("rent on:2024", "on:2024-03", "rent on:2024-03"),
        ("rent after:2023 before:2026", "on:2024-03", "rent on:2024-03"),
        ("rent after:2024-02-10", "on:2024", "rent after:2024-02-10 on:2024"),
        ('like:"/a/My  file.pdf"  rent', "type:pdf", 'like:"/a/My  file.pdf"  rent type:pdf'),
        ('rent "not closed', "type:pdf", 'type:pdf rent "not closed'),
        ("", "type:pdf", "type:pdf"),
    ],
)
def test_narrowing_replaces_what_the_part_makes_superfluous(text: str, part: str, expected: str) -> None:
    assert narrowed(text, part) == expected


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("rent type:docx", "type:docx", "rent"),
        ("rent 类型：docx now", "type:docx", "rent now"),
        ("rent type:docx", "type:=doc", "rent type:docx"),
        ("rent in:/h/a/", 'in:"/h/a"', "rent"),
        ('rent in:"/h/ab"', 'in:"/h/a"', 'rent in:"/h/ab"'),
        ("rent -type:pdf", "type:pdf", "rent -type:pdf"),
        ('rent  on:2024  in:"/h/a  b"', "on:2024", 'rent in:"/h/a  b"'),
    ],
)
def test_widening_takes_out_what_asks_for_the_same(text: str, part: str, expected: str) -> None:
    assert widened(text, part) == expected


@given(st.binary(min_size=1, max_size=30).filter(lambda name: b"\0" not in name), st.booleans())
def test_any_file_can_be_an_example(name: bytes, away: bool) -> None:
    query = read(with_example('rent  "a b"', name, away=away))
    assert query.text.startswith('rent  "a b" ')
    assert [value.encode("utf-8", "surrogateescape") for value in (query.unlike if away else query.like)] == [name]
