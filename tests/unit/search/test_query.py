"""The query language: what is understood, what is explained, and that nothing typed is an error."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inkling.records import Filter, PartKind, Query
from inkling.search.dates import period
from inkling.search.query import parse
from inkling.search.writing import field_text

NOW = datetime(2024, 5, 15, 13, 30, tzinfo=UTC)  # a Wednesday


def _parse(text: str) -> Query:
    return parse(text, NOW)


def _day(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000_000


def test_words_and_questions_stay_as_they_are() -> None:
    query = _parse("How do I renew my passport? (urgent) at 10:30")
    assert query.words == "How do I renew my passport? (urgent) at 10:30"
    assert [part.kind for part in query.parts] == [PartKind.WORDS]
    assert query.notes == ()


@pytest.mark.parametrize("text", ['"red car"', "“red car”", "「red car」", "«red car»", '"red car', "„red car“"])
def test_quotes_of_all_kinds_make_a_phrase(text: str) -> None:
    query = _parse(f"old {text}")
    assert query.phrases == ("red car",)
    assert query.words == "old red car"


def test_minus_excludes_words_and_phrases() -> None:
    query = _parse('car -red -"old wheel" －blue well-known')
    assert query.excluded == ("red", '"old wheel"', "blue")
    assert query.words == "car well-known"


def test_or_joins_words_phrases_and_prefixes() -> None:
    query = _parse('invoice OR "bill of sale" OR rech* 2024')
    assert query.alternatives == (("invoice", '"bill of sale"', "rech*"),)
    assert query.words == "invoice bill of sale rech 2024"
    assert _parse("发票 或 收据").alternatives == (("发票", "收据"),)


@pytest.mark.parametrize("text", ["OR", "a OR", "OR b", "a OR -b", "a OR type:pdf", "this or that"])
def test_or_that_joins_nothing_is_a_word(text: str) -> None:
    assert _parse(text).alternatives == ()


def test_star_makes_a_prefix() -> None:
    assert _parse("comput* science").prefixes == ("comput",)
    assert _parse("*").prefixes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type:pdf", Filter(kinds=("pdf",))),
        ("类型：邮件", Filter(kinds=("mail", "msg"))),
        ("type: pdf", Filter(kinds=("pdf",))),
        ("type:pdf,epub", Filter(kinds=("pdf", "epub"))),
        ("type:doc", Filter(kinds=("doc", "docx"))),
        ("type:=doc", Filter(kinds=("doc",))),
        ("type:=DOC,pdf", Filter(kinds=("doc", "pdf"))),
        ("kind:PDFs", Filter(kinds=("pdf",))),
        ("in:/home/a/Letters/", Filter(folders=(b"/home/a/Letters",))),
        ('name:"annual report"', Filter(name=("annual report",))),
        ("title:tax author:Ana from:bob@x.org", Filter(title=("tax",), author=("Ana",), sender=("bob@x.org",))),
        ("lang:german", Filter(language=("de",))),
        ("语言:中文", Filter(language=("zh",))),
        ("size:>1mb", Filter(min_bytes=(1 << 20) + 1)),
        ("size:<500k", Filter(max_bytes=500 * 1024 - 1)),
        ("size:1m..5MB", Filter(min_bytes=1 << 20, max_bytes=5 << 20)),
        ("大小：大于2兆", Filter(min_bytes=(2 << 20) + 1)),
        ("after:2024-03", Filter(after_ns=_day("2024-03-01"))),
        ("before:last month", Filter(before_ns=_day("2024-04-01"))),
        ("after:2024-03 before:last month", Filter(after_ns=_day("2024-03-01"), before_ns=_day("2024-04-01"))),
        ("on:yesterday", Filter(after_ns=_day("2024-05-14"), before_ns=_day("2024-05-15"))),
        ("之后：上个月", Filter(after_ns=_day("2024-04-01"))),
        ("before:3 days ago", Filter(before_ns=_day("2024-05-12"))),
    ],
)
def test_fields_are_read(text: str, expected: Filter) -> None:
    query = _parse(text)
    assert query.filter == expected
    assert query.words == ""


def test_words_after_a_date_stay_words() -> None:
    query = _parse("before:last month holiday photos")
    assert query.words == "holiday photos"
    assert query.filter.before_ns == _day("2024-04-01")


def test_excluded_fields_are_kept_apart() -> None:
    query = _parse("-type:pdf -in:Archive in:Work")
    assert query.filter == Filter()
    assert query.not_filters == (Filter(kinds=("pdf",)),)
    assert query.folder_names == ("Work",)
    assert query.not_folder_names == ("Archive",)


def test_examples_are_collected() -> None:
    query = _parse('like:/a/b.txt like:"my file.pdf" -like:c.md')
    assert query.like == ("/a/b.txt", "my file.pdf")
    assert query.unlike == ("c.md",)


@pytest.mark.parametrize("text", ["tpye:pdf", "titel:tax", "auther:ana", "befor:2024"])
def test_misspelt_fields_are_understood_and_explained(text: str) -> None:
    query = _parse(text)
    assert query.filter != Filter()
    assert "was read as" in query.notes[0]


@pytest.mark.parametrize("text", ["foo:bar", "type:zebra", "type:=", "size:huge", "after:someday", "lang:klingonese"])
def test_what_is_not_understood_is_explained(text: str) -> None:
    query = _parse(text)
    assert query.filter == Filter()
    assert len(query.notes) == 1
    assert query.notes[0].endswith(".")


@pytest.mark.parametrize("text", ["https://example.org/x", "C:", "10:30", "note: buy milk", "std::vector"])
def test_colons_of_everyday_life_are_words(text: str) -> None:
    assert _parse(text).filter == Filter()
    assert _parse(text).words != ""


def test_unknown_field_counts_as_words() -> None:
    assert _parse("foo:bar baz").words == "foo:bar baz"


def test_without_removes_a_part() -> None:
    query = _parse("red type:pdf car")
    assert query.without(query.parts[1]) == "red car"
    assert _parse(query.without(query.parts[1])).filter == Filter()


def test_without_leaves_all_else_as_it_was() -> None:
    query = _parse('red type:pdf like:"/a/My  file.pdf"  car')
    assert query.without(query.parts[1]) == 'red like:"/a/My  file.pdf"  car'
    assert query.without(query.parts[1], query.parts[3]) == 'red like:"/a/My  file.pdf"'


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('like:"/家/会议：三月.docx"', "/家/会议：三月.docx"),
        ('like:"/家/「合同」.pdf"', "/家/「合同」.pdf"),
        ('like:"/a/“Old” letters"', "/a/“Old” letters"),
        ("like:“/a/Old letters”", "/a/Old letters"),
        ("like:/家/（草稿）－二：三.md", "/家/（草稿）－二：三.md"),
        (r'like:"/a/the \"old\" one"', '/a/the "old" one'),
        (r'like:"C:\dir\\\xff"', "C:\\dir\\\udcff"),
        ('like:"/a/not closed', "/a/not closed"),
    ],
)
def test_the_value_of_a_field_counts_as_it_was_typed(text: str, value: str) -> None:
    assert _parse(f"{text} type:pdf" if not text.endswith("closed") else text).like == (value,)


_BYTES = st.binary(max_size=20).map(os.fsdecode)
_NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | _BYTES.filter(bool)
_ODD = st.text(alphabet="ab \"“”「」『』：:\\x2f－-　|｜,;'\n\t", min_size=1)


@given(_NAMES | _ODD)
@example('a\\"b\\')
def test_any_file_name_is_read_as_it_was_written(name: str) -> None:
    written = field_text("like", name)
    assert not os.fsencode(name) or written.encode()
    query = _parse(f"red type:pdf {written} in:Work")
    assert query.like == (name,)
    assert _parse(query.without(query.parts[1], query.parts[3])).like == (name,)
    assert _parse(query.without(query.parts[2])).like == ()
    assert _parse(f"-{written}").unlike == (name,)
    if name.strip("/") and not name.startswith("~"):
        assert _parse(field_text("in", f"/{name}")).filter.folders == (os.fsencode(f"/{name}".rstrip("/")),)


_TEXT = st.text(max_size=40) | st.text(alphabet='ab -"*:：“”OR|或type inafter2024上个月size><mb,()\n', max_size=40)


@settings(max_examples=300)
@given(_TEXT)
def test_parsing_never_raises_and_parts_cover_the_text(text: str) -> None:
    query = _parse(text)
    ends = 0
    covered = set[int]()
    for part in query.parts:
        assert ends <= part.start < part.end <= len(text)
        ends = part.end
        covered |= set(range(part.start, part.end))
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)


@given(_TEXT)
def test_every_part_can_be_taken_out(text: str) -> None:
    for part in _parse(text).parts:
        left = _parse(text).without(part)
        assert len("".join(left.split())) < len("".join(text.split()))
        _parse(left)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月]?[0-9]{0,2}日?", fullmatch=True))
def test_a_period_begins_before_it_ends(text: str) -> None:
    found = period(text, NOW)
    assert found is None or found[0] < found[1]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", "2024-01-01", "2025-01-01"),
        ("2024/3/5", "2024-03-05", "2024-03-06"),
        ("5.3.2024", "2024-03-05", "2024-03-06"),
        ("20240305", "2024-03-05", "2024-03-06"),
        ("March 2023", "2023-03-01", "2023-04-01"),
        ("dec", "2023-12-01", "2024-01-01"),
        ("March 5, 2023", "2023-03-05", "2023-03-06"),
        ("last week", "2024-05-06", "2024-05-13"),
        ("this year", "2024-01-01", "2025-01-01"),
        ("two weeks ago", "2024-05-01", "2024-05-02"),
        ("monday", "2024-05-13", "2024-05-14"),
        ("去年", "2023-01-01", "2024-01-01"),
        ("上上个月", "2024-03-01", "2024-04-01"),
        ("2023年12月", "2023-12-01", "2024-01-01"),
        ("12月5日", "2023-12-05", "2023-12-06"),
        ("三天前", "2024-05-12", "2024-05-13"),
        ("半年前", "2023-11-15", "2023-11-16"),
    ],
)
def test_dates_in_words(text: str, start: str, end: str) -> None:
    found = period(text, NOW)
    assert found is not None
    assert [moment.date().isoformat() for moment in found] == [start, end]


@pytest.mark.parametrize("text", ["2024-02-31", "0000", "soon", "", "9999 years ago", "13月"])
def test_what_is_no_date_means_none(text: str) -> None:
    assert period(text, NOW) is None
