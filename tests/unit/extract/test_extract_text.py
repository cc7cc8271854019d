"""Is the canonical text canonical, are places exact, and are bytes decoded as they were meant?"""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling.errors import ExtractError
from inkling.extract import table
from inkling.extract.base import Builder, Limits, OutputFull, Source, clean
from inkling.extract.decode import decode
from inkling.extract.pdf import iso_from_pdf_date
from inkling.records import LocatorKind


@given(st.text(st.characters(), max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()  # no lone surrogates
    assert not any(c in once for c in "\r\0\x0b\x0c\x85\u2028\u00ad\ufeff")


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("a\r\nb\rc\x0bd", "a\nb\nc\nd"),
        ("so\u00adft", "soft"),
        ("a\0b\x07", "ab"),
        ("\ud800x", "\ufffdx"),
        ("ä\x85ö", "ä\nö"),
    ],
)
def test_cleaning(raw: str, wanted: str) -> None:
    assert clean(raw) == wanted


@given(st.lists(st.tuples(st.sampled_from("hplag"), st.text(max_size=30), st.integers(1, 4)), max_size=30))
def test_places_are_exact_whatever_is_added(steps: list[tuple[str, str, int]]) -> None:
    into = Builder("text")
    with into.place(LocatorKind.PAGE, "page 1", 1):
        for step, text, level in steps:
            match step:
                case "h":
                    into.heading(text, level)
                case "p":
                    into.paragraph(text)
                case "l":
                    into.line(text)
                case "a":
                    into.add(text)
                case _:
                    into.gap()
    document = into.finish()
    assert into.length == len(document.text)
    page = next(p for p in document.locators if p.kind is LocatorKind.PAGE)
    assert (page.start, page.end) == (0, len(document.text))
    for place in document.locators:
        assert 0 <= place.start <= place.end <= page.end
        if place.kind is LocatorKind.HEADING:
            assert document.text[place.start : place.end].startswith(place.label[:20])


def test_the_output_is_limited() -> None:
    into = Builder("text", limits=Limits(output_chars=100))
    with pytest.raises(OutputFull):
        into.add("twelve chars" * 50)
    assert len(into.finish().text) == 100


TEXTS = {
    "ru": "Съешь же ещё этих мягких французских булок, да выпей чаю. Широкая электрификация южных губерний.",
    "el": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία. Καλημέρα σας, τι κάνετε σήμερα το πρωί;",
    "he": "דג סקרן שט בים מאוכזב ולפתע מצא חברה. איך הקליטה בארץ החדשה שלנו?",
    "ja": "いろはにほへと ちりぬるを。日本語の文章を正しく読むことができますか。カタカナも使います。",
    "zh": "我们在这里学习中文，因为这是一个很大的国家。他们说时间不是问题，可以明天来。",
    "ko": "키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다.",
    "hu": "Árvíztűrő tükörfúrógép. Egy hűtlen vejét fülöncsípő, dühös mexikói úr Wesselényinél mázol Quitóban.",
    "de": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. Größe und Übermut.",
    "tr": "Pijamalı hasta yağız şoföre çabucak güvendi. Işık ığdır şişe ağaç.",
}


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        *[("ru", c) for c in ("cp1251", "koi8-r", "iso-8859-5", "cp866", "mac_cyrillic", "cp855")],
        *[("ru", c) for c in ("utf-16", "utf-16-le")],
        *[("el", c) for c in ("cp1253", "utf-32")], ("he", "cp1255"),
        *[("ja", c) for c in ("shift_jis", "euc_jp", "iso2022_jp", "utf-8-sig", "utf-16-be")],
        *[("zh", c) for c in ("gb18030", "gb2312", "utf-8")], ("ko", "cp949"), ("ko", "iso2022_kr"),
        ("hu", "cp1250"), ("hu", "iso-8859-2"), ("de", "cp1252"), ("de", "mac_roman"), ("tr", "cp1254"),
    ],
)  # fmt: skip
def test_encodings_are_recognised(language: str, codec: str) -> None:
    text = TEXTS[language] * 3
    assert decode(text.encode(codec)) == text


def test_declarations_count() -> None:
    markup = '<?xml version="1.0" encoding="windows-1251"?><a>да</a>'
    assert decode(markup.encode("cp1251"), markup=True) == markup
    page = '<meta charset="shift_jis"><p>語'
    assert decode(page.encode("cp932"), markup=True) == page
    assert decode("für".encode("latin-1"), "iso-8859-1") == "für"
    assert decode("für".encode(), "us-ascii") == "für"


def test_a_few_broken_bytes_do_not_turn_utf8_into_something_else() -> None:
    data = ("größer, schöner, weiter über alles; " * 50).encode() + b"\xff\xfe end"
    assert "größer" in decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    text = clean(decode(data))
    assert text.encode().decode() == text


def test_random_bytes_decode_quickly() -> None:
    assert isinstance(decode(random.Random(7).randbytes(2_000_000)), str)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("notes", b"just words\n", "text"),
        ("Makefile", b"all:\n", "code"),
        ("page", b"<!DOCTYPE html><p>x", "html"),
        ("feed.txt", b"<?xml version='1.0'?><rss/>", "xml"),
        ("mail", b"From: a@b\nTo: c@d\nSubject: x\n\nbody", "mail"),
        ("letter.txt", b"Subject: only this\n\nDear all", "text"),
        ("x.unknown", "wörter".encode("utf-16"), "text"),
        ("late.pdf", b"\n\n%PDF-1.4\n\x80\0", "pdf"),
        ("about-pdf.md", b"How %PDF- files start", "markdown"),
    ],
)
def test_the_table(name: str, data: bytes, kind: str) -> None:
    assert table.identify(Source(name, data)).kind == kind


def test_every_row_has_its_module_and_no_extension_twice() -> None:
    from inkling.extract.dispatch import reader

    extensions = [e for family in table.FAMILIES for e in family.extensions.split()]
    assert len(extensions) == len(set(extensions))
    assert all(hasattr(reader(family), "read") for family in table.FAMILIES)


def test_what_is_not_text_is_refused_with_its_name() -> None:
    with pytest.raises(ExtractError, match="a program"):
        table.identify(Source("x", b"\x7fELF" + bytes(100)))


def test_dates_of_pdfs() -> None:
    assert iso_from_pdf_date("D:20240131120500+01'00'") == "2024-01-31T12:05:00"
    assert iso_from_pdf_date("D:2024") == "2024"
    assert iso_from_pdf_date("yesterday") == ""
