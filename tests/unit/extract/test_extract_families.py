"""Does every family find its words, its places and what the document says about itself?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from extract_samples import FAMILIES, MAIL, WORD, docx, epub, odf, packed, pdf, pptx, xlsx

from inkling.extract.base import clean
from inkling.extract.jail import Extracted
from inkling.records import Document, LocatorKind, ProblemKind

Extract = Callable[[str, bytes], Extracted]


def places(document: Document, kind: LocatorKind) -> list[tuple[str, int, str]]:
    return [(p.label, p.number, document.text[p.start : p.end].strip()) for p in document.locators if p.kind is kind]


def read(extract: Extract, name: str, data: bytes) -> Document:
    found = extract(name, data)
    assert found.document is not None, found.problem
    return found.document


@pytest.mark.parametrize("name", FAMILIES)
def test_each_family_finds_its_words(name: str, extract: Extract) -> None:
    data, kind, words = FAMILIES[name]
    found = extract(name, data)
    assert found.problem is None
    assert found.document is not None
    assert found.document.kind == kind
    for word in words:
        assert word in found.document.text
    assert found.digest == hashlib.blake2b(data, digest_size=16).digest()
    assert not found.document.problems


@pytest.mark.parametrize("name", FAMILIES)
def test_text_is_canonical_and_places_lie_in_it(name: str, extract: Extract) -> None:
    document = read(extract, name, FAMILIES[name][0])
    assert clean(document.text) == document.text
    assert all(0 <= p.start <= p.end <= len(document.text) for p in document.locators)
    starts = [(p.start, -p.end) for p in document.locators if p.end > p.start]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.odt", "a.epub", "a.rtf", "a.html"])
def test_the_signature_wins_over_the_name(name: str, extract: Extract) -> None:
    data, kind, _ = FAMILIES[name]
    assert read(extract, "wrong.txt", data).kind == kind
    assert read(extract, "no_extension", data).kind == kind


def test_headings_last_until_the_next_of_their_level(extract: Extract) -> None:
    text = "# A\none\n## B\ntwo\n```\n# no heading\n```\n# C\nthree\n"
    document = read(extract, "x.md", text.encode())
    found = [(p.label, p.level, document.text[p.start : p.end]) for p in document.locators]
    assert found == [
        ("A", 1, "# A\none\n## B\ntwo\n```\n# no heading\n```\n"),
        ("B", 2, "## B\ntwo\n```\n# no heading\n```\n"),
        ("C", 1, "# C\nthree\n"),
    ]


def test_front_matter_gives_the_title(extract: Extract) -> None:
    assert read(extract, "a.md", FAMILIES["a.md"][0]).title == "Plan"


def test_pages_are_exact(extract: Extract) -> None:
    document = read(extract, "x.pdf", pdf(["alpha one", "beta two", "gamma"], title="Paper"))
    assert places(document, LocatorKind.PAGE) == [
        ("page 1", 1, "alpha one"), ("page 2", 2, "beta two"), ("page 3", 3, "gamma"),
    ]  # fmt: skip
    assert (document.title, document.authors, document.created) == ("Paper", ("Ana Lee",), "2024-01-31T12:00:00")


def test_a_scanned_page_is_a_problem_of_that_page(extract: Extract) -> None:
    document = read(extract, "x.pdf", pdf(["some words", None, None]))
    assert [(p.kind, p.where) for p in document.problems] == [(ProblemKind.NO_TEXT, "pages 2–3")]
    assert document.problems[0].next_step


def test_a_scan_is_a_problem_of_the_file(extract: Extract) -> None:
    found = extract("x.pdf", pdf([None]))
    assert found.document is None
    assert found.problem is not None
    assert found.problem.kind is ProblemKind.NO_TEXT


def test_slides_stand_in_the_order_of_the_show(extract: Extract) -> None:
    document = read(extract, "x.pptx", pptx(["first", "second", "third"]))
    assert places(document, LocatorKind.SLIDE) == [
        ("slide 1", 1, "Title 1\nfirst"), ("slide 2", 2, "Title 2\nsecond"), ("slide 3", 3, "Title 3\nthird"),
    ]  # fmt: skip


def test_sheets_are_exact(extract: Extract) -> None:
    document = read(extract, "x.xlsx", xlsx({"Costs": [["a", 1.0]], "Plan": [["b", 2.5], ["c", 3.0]]}))
    assert places(document, LocatorKind.SHEET) == [("Costs", 1, "Costs\na\t1"), ("Plan", 2, "Plan\nb\t2.5\nc\t3")]


def test_opendocument_sheets_and_slides_are_exact(extract: Extract) -> None:
    row = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    tables = "".join(f"<table:table table:name='{n}'>{row.format(n.lower())}</table:table>" for n in ("One", "Two"))
    document = read(extract, "x.ods", odf("spreadsheet", tables))
    assert places(document, LocatorKind.SHEET) == [("One", 1, "One\none"), ("Two", 2, "Two\ntwo")]
    pages = "<draw:page><text:p>first</text:p></draw:page><draw:page><text:p>second</text:p></draw:page>"
    document = read(extract, "x.odp", odf("presentation", pages))
    assert places(document, LocatorKind.SLIDE) == [("slide 1", 1, "first"), ("slide 2", 2, "second")]


def test_chapters_have_the_names_of_the_contents(extract: Extract) -> None:
    document = read(extract, "x.epub", epub([("Dawn", "early words"), ("Dusk", "late words")]))
    assert places(document, LocatorKind.CHAPTER) == [("Dawn", 1, "early words"), ("Dusk", 2, "late words")]
    assert (document.title, document.authors, document.language) == ("Book", ("Ana Lee",), "en")


def test_word_headings_notes_and_deletions(extract: Extract) -> None:
    document = read(extract, "x.docx", docx())
    headings = [(p.label, p.level) for p in document.locators if p.kind is LocatorKind.HEADING]
    assert headings == [("First part", 1), ("Second part", 2)]
    assert "taken out" not in document.text
    assert "cell one \tcell two" in document.text
    assert (document.title, document.authors, document.created) == ("A title", ("Ana Lee",), "2024-01-31T12:00:00Z")


def test_mail_says_who_and_when_and_holds_its_attachment(extract: Extract) -> None:
    document = read(extract, "x.eml", MAIL)
    assert document.title == "Report 12 über"
    assert document.created == "2024-01-31T11:00:00+00:00"
    assert ("from", "Ana Müller") in document.people
    assert ("from", "ana@example.org") in document.people
    assert ("to", "bo@example.org") in document.people
    assert places(document, LocatorKind.PART) == [("notes.md", 1, "notes.md\n# Inside\nattached words")]


def test_a_mailbox_has_a_part_per_message(extract: Extract) -> None:
    box = b"".join(
        b"From x@y Wed Jan 31 12:00:00 2024\nSubject: S%d\nFrom: a@b\nTo: c@d\n\nbody %d\n\n" % (n, n) for n in range(3)
    )
    document = read(extract, "box.mbox", box)
    found = places(document, LocatorKind.PART)
    assert [(label, number) for label, number, _ in found] == [(f"message {n}", n) for n in (1, 2, 3)]
    assert "body 1" in found[1][2]


def test_members_of_archives_are_places_and_nest(extract: Extract) -> None:
    inner = packed({"deep.txt": WORD})
    document = read(
        extract, "x.zip", packed({"one.txt": "alpha", "in/two.zip": inner, "logo.png": b"\x89PNG\r\n\x1a\n"})
    )
    found = {label: text for label, _, text in places(document, LocatorKind.MEMBER)}
    assert found["one.txt"].endswith("alpha")
    assert WORD in found["in/two.zip"]
    assert WORD in found["deep.txt"]
    assert not document.problems


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("empty.txt", b"", ProblemKind.NO_TEXT),
        ("a.pdf", b"%PDF-1.7 nothing more", ProblemKind.DAMAGED),
        ("a.docx", packed({"[Content_Types].xml": "", "word/document.xml": "<w"}), ProblemKind.DAMAGED),
        ("a.docx", FAMILIES["a.docx"][0][:300], ProblemKind.DAMAGED),
        ("a.xlsx", packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), ProblemKind.DAMAGED),
        ("a.ipynb", b"{", ProblemKind.DAMAGED),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), ProblemKind.NO_TEXT),
        ("a.bin", bytes(range(256)) * 4, ProblemKind.UNSUPPORTED),
        ("a.exe", b"MZ" + bytes(200), ProblemKind.UNSUPPORTED),
        ("a.pdf", bytes(range(1, 256)) * 4, ProblemKind.DAMAGED),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ProblemKind.DAMAGED),
        ("a.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml":
                          "<encryption-data/>", "content.xml": "x"}), ProblemKind.LOCKED),
    ],
)  # fmt: skip
def test_trouble_is_a_problem_with_a_reason(name: str, data: bytes, kind: ProblemKind, extract: Extract) -> None:
    found = extract(name, data)
    assert found.document is None
    assert found.problem is not None
    assert found.problem.kind is kind
    assert found.problem.reason.endswith(".")
    assert found.problem.next_step.endswith(".")


def test_a_damaged_member_leaves_the_others(extract: Extract) -> None:
    document = read(extract, "x.zip", packed({"good.txt": WORD, "bad.pdf": b"%PDF-1.4 broken"}))
    assert WORD in document.text
    assert [(p.kind, p.where) for p in document.problems] == [(ProblemKind.DAMAGED, "bad.pdf")]
