"""Records of the engine become rows with everything in its place."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from inkling.present.copies import copies_rows, moved_row, plan_row
from inkling.present.facets import facet_rows
from inkling.present.found import found_rows, page_of, recent_row, snippet_row
from inkling.present.narrowing import read
from inkling.present.rows import HitRow, Mark, SnippetRow
from inkling.present.topics import csv_of, json_of, topics_rows
from inkling.records import (
    CopyGroup,
    CopyMember,
    CopyReport,
    DocumentId,
    FileId,
    FolderId,
    FoundPassage,
    MapLabel,
    MapPoint,
    PartKind,
    PassageId,
    Plan,
    PlannedRemoval,
    Query,
    QueryPart,
    Removal,
    Result,
    Results,
    SearchStage,
    SearchState,
    Span,
    SpanKind,
    StoredDocument,
    StoredFile,
    Strength,
    Tier,
    Topic,
    TopicId,
    TopicMap,
    TopicMember,
    TopicOrigin,
    TopicPhrase,
    TopicReport,
    Verdict,
)

HOME = "/home/ana"
TEXT = "The deposit is returned within thirty days."


def stored_file(name: str, number: int = 1, mtime_ns: int = 1_700_000_000 * 10**9) -> StoredFile:
    path = f"{HOME}/Letters/{name}"
    return StoredFile(FileId(number), FolderId(1), path.encode(), path, 1000 * number, mtime_ns, 1, number)


def result(number: int, *, title: str = "", place: str = "page 2") -> Result:
    spans = (Span(4, 11, SpanKind.WORDS), Span(15, 42, SpanKind.MEANING, 0.7))
    passage = FoundPassage(
        PassageId(number), DocumentId(number), 100, 100 + len(TEXT), TEXT, "", place, Strength.STRONG, 0.93,
        rerank=0.8, meaning=0.7, words=6.5, is_exact=True, spans=spans, explain="because",
    )  # fmt: skip
    return Result(
        DocumentId(number), "pdf", title, (stored_file(f"letter {number}.pdf", number),), Strength.STRONG, 0.93,
        0.8, 0.7, 6.5, is_exact=True, passages=(passage, passage), folded=(DocumentId(77),),
    )  # fmt: skip


def document(number: int, language: str = "en") -> StoredDocument:
    files = (stored_file(f"letter {number}.pdf", number),)
    return StoredDocument(DocumentId(number), "pdf", "", (), (), "", language, 500, 3, b"d", b"t", files)


def test_an_answer_becomes_rows() -> None:
    text = 'deposit type:pdf like:"/home/ana/Letters/a b.pdf"'
    like = text.index("like")
    parts = (
        QueryPart(PartKind.WORDS, 0, 7, "deposit"),
        QueryPart(PartKind.FIELD, 8, 16, "pdf", "type"),
        QueryPart(PartKind.LIKE, like, len(text), "/home/ana/Letters/a b.pdf", "like"),
    )
    answer = Results(
        Query(text, parts), SearchStage.RERANKED, SearchState.FOUND, (result(1, title="A\u202eB"), result(2)), 2, 5
    )
    rows = found_rows(answer, HOME)
    first, second = rows.hits
    assert rows.stage == "refined"
    assert [chip.label for chip in rows.chips] == ["type:pdf", "like: a b.pdf"]
    assert rows.chips[0].without == 'deposit like:"/home/ana/Letters/a b.pdf"'
    assert (first.title, second.title) == ("A B", "letter 2.pdf")
    assert first.crumbs == ("~", "Letters")
    assert (first.band, first.strength, first.exact, first.more) == ("strong", 0.93, True, 1)
    assert first.copies == ("77",)
    snippet = first.snippets[0]
    assert [snippet.text[m.start : m.end] for m in snippet.marks] == ["deposit", TEXT[15:42]]
    assert (snippet.page, snippet.start, snippet.full) == (2, 100, TEXT)
    assert sum(rows.strengths) == 2


def test_chips_say_files_and_folders_by_their_names() -> None:
    text = 'type:pdf in:"/home/ana/Documents/Home/Flat" -in:/srv/old/ like:"/a/会议：三月.docx" in:Work'
    answer = Results(read(text), SearchStage.WORDS, SearchState.FOUND)
    chips = [chip.label for chip in found_rows(answer, HOME, roots=("/home/ana/Documents",)).chips]
    assert chips == ["type:pdf", "in: Home › Flat", "-in: srv › old", "like: 会议：三月.docx", "in:Work"]


ABOVE = "Keys\nFrom: Ana <ana@example.org>\nTo: Joachim\nSubject: Keys\n"
MAIL = f"{ABOVE}\n\nDear Mr Brandt,\n\nI bring the keys on Monday."


def mail_snippet(*marked: str, text: str = MAIL, kind: str = "mail") -> SnippetRow:
    spans = tuple(
        Span(found.start(), found.end(), SpanKind.WORDS) for word in marked for found in re.finditer(word, text)
    )
    return snippet_row(replace(result(1).passages[0], text=text, spans=spans, place=""), kind)


def test_a_mail_is_shown_from_what_it_says() -> None:
    row = mail_snippet("[Kk]eys")
    assert row.text == "Dear Mr Brandt, I bring the keys on Monday."
    assert [row.text[mark.start : mark.end] for mark in row.marks] == ["keys"]
    assert (row.full, len(row.full_marks)) == (MAIL, 3)
    assert mail_snippet().text.startswith("Dear Mr Brandt")
    assert mail_snippet("Subject: Keys\n\n\nDear Mr").marks == (Mark(0, 7, "words"),)


def test_a_mail_found_by_who_wrote_it_shows_that() -> None:
    row = mail_snippet("Joachim")
    assert "To: Joachim" in row.text
    assert [row.text[mark.start : mark.end] for mark in row.marks] == ["Joachim"]
    assert mail_snippet("Keys", text=ABOVE).text.startswith("Keys From: Ana")
    assert mail_snippet("Ana", text="From: Ana\n\nHello.").text == "From: Ana Hello."
    assert mail_snippet("Hello", text="From: Ana\n\nHello.").text == "Hello."


def test_only_a_mail_is_cut_there() -> None:
    assert mail_snippet("keys", kind="text").text.startswith("Keys From: Ana")
    assert mail_snippet("Monday", text="I come.\n\nSee you on Monday.").text.startswith("I come.")


def test_nothing_is_nothing() -> None:
    answer = Results(Query("zzz"), SearchStage.WORDS, SearchState.NOTHING)
    rows = found_rows(answer, HOME)
    assert rows.nothing
    assert rows.hits == rows.chips == ()
    assert rows.state == "nothing"
    assert facet_rows((), rows, HOME) == ()


def test_places_name_pages() -> None:
    assert [page_of(place) for place in ("page 12", "page 3, Costs", "slide 2", "", "pages")] == [12, 3, 0, 0, 0]


def test_facets_count_and_ask() -> None:
    results = tuple(replace(result(n), language="en" if n < 3 else "") for n in (1, 2, 3))
    answer = Results(Query("a"), SearchStage.WORDS, SearchState.FOUND, results)
    rows = found_rows(answer, HOME, {DocumentId(1): "Rent"})
    facets = {
        (row.group, row.label): (row.count, row.part, row.is_on) for row in facet_rows(rows.hits, rows, HOME, "Rent")
    }
    assert facets["type", "pdf"] == (3, "type:pdf", False)
    assert facets["folder", "~ › Letters"] == (3, 'in:"/home/ana/Letters"', False)
    assert facets["date", "2023"] == (3, "on:2023", False)
    assert facets["language", "en"] == (2, "lang:en", False)
    assert facets["topic", "Rent"] == (1, "topic:Rent", True)


def test_dates_are_years_and_within_one_year_months() -> None:
    answer = Results(Query("a"), SearchStage.WORDS, SearchState.FOUND, (result(1), result(2)))
    rows = found_rows(answer, HOME)
    december, january = 1_702_000_000_000_000_000, 1_673_500_000_000_000_000  # 2023-12-08, 2023-01-12

    def dated(hit: HitRow, *dates: int) -> HitRow:
        return replace(hit, traits=(replace(hit.traits[0], dates=dates),))

    one, two = dated(rows.hits[0], december), dated(rows.hits[1], january)
    dates = [(row.label, row.part) for row in facet_rows((one, two), rows, HOME) if row.group == "date"]
    assert dates == [("2023", "on:2023"), ("2023-12", "on:2023-12"), ("2023-01", "on:2023-01")]
    years = (one, dated(two, 10**18, december))
    assert [(r.label, r.count) for r in facet_rows(years, rows, HOME) if r.group == "date"] == [
        ("2023", 2),
        ("2001", 1),
    ]
    months = replace(rows, query="a on:2023-12")
    assert [(r.label, r.is_on) for r in facet_rows((one,), months, HOME) if r.group == "date"] == [("2023-12", True)]


def test_recent_files_have_no_strength() -> None:
    row = recent_row(document(4), HOME)
    assert (row.title, row.band, row.snippets) == ("letter 4.pdf", "none", ())


def test_groups_of_copies_become_lines() -> None:
    def member(number: int, verdict: Verdict, share: float) -> CopyMember:
        files = (stored_file(f"v{number}.docx", number), stored_file(f"copy of v{number}.docx", number + 10))
        return CopyMember(DocumentId(number), files, verdict, share, share, 300)

    form = CopyGroup("b", Tier.NEAR_COPY, Verdict.SAME_FORM, (member(3, Verdict.SAME_FORM, 1.0),), 0)
    near = CopyGroup(
        "a", Tier.NEAR_COPY, Verdict.VERSION, (member(1, Verdict.VERSION, 1.0), member(2, Verdict.VERSION, 0.9)), 500
    )
    rows = copies_rows(CopyReport((form, near), 10, 3), HOME, can_undo=True)
    assert [group.id for group in rows.groups] == ["a", "b"]
    assert (rows.count("near_copy"), rows.count("same_form")) == (1, 1)
    assert [line.is_reference for line in rows.groups[0].members] == [True, False, False, False]
    assert rows.groups[0].members[2].of_longer == 0.9
    assert rows.can_undo
    members = (member(4, Verdict.IDENTICAL, 1.0), member(5, Verdict.IDENTICAL, 1.0))
    letter = CopyGroup("c", Tier.IDENTICAL_TEXT, Verdict.IDENTICAL, members, 0)
    (group,) = copies_rows(CopyReport((letter,), 2, 0), HOME, can_undo=False).groups
    assert {group.verdict, *(line.verdict for line in group.members)} == {"same_text"}


def test_a_plan_becomes_numbers_that_add_up_to_the_files_of_its_groups() -> None:
    kept, gone, other = (stored_file(name) for name in ("kept.pdf", "gone.pdf", "other.pdf"))
    members = tuple(
        CopyMember(DocumentId(at), (file,), Verdict.IDENTICAL, 1.0, 1.0, 9)
        for at, file in enumerate((kept, gone, other))
    )
    group = CopyGroup("a", Tier.IDENTICAL_BYTES, Verdict.IDENTICAL, members)
    removal = PlannedRemoval(gone, b"d", kept, b"d", "a", Tier.IDENTICAL_BYTES, "the same bytes")
    plan = Plan((removal,), (kept,), gone.size, ("A note.",))
    row = plan_row(plan, (group, group), HOME)
    (going,) = row.going
    assert (going.name, going.kept) == ("gone.pdf", "~/Letters/kept.pdf")
    assert (row.paths(), row.size, row.staying, row.notes, row.token) == (
        {gone.path}, gone.size, 2, ("A note.",), plan,
    )  # fmt: skip


def test_what_was_refused_is_told_with_its_name() -> None:
    moved = Removal("1", f"{HOME}/a.pdf".encode(), b"d", 1, 1)
    row = moved_row((moved, replace(moved, failure="It changed.")), HOME)
    assert (row.files, [(file.shown, file.why) for file in row.refused]) == (1, [("~/a.pdf", "It changed.")])


def report() -> TopicReport:
    def member(number: int, sure: float) -> TopicMember:
        return TopicMember(DocumentId(number), f"{HOME}/{number}.pdf".encode(), f"{HOME}/{number}.pdf", "", sure)

    members = (member(1, 0.9), member(2, 0.4))
    rent = Topic(
        TopicId(1), "=Rent\u202e", members, (DocumentId(1),), (TopicPhrase("deposit", 2, 1.0),), colour=3,
        origin=TopicOrigin.SHAPED,
    )  # fmt: skip
    part = Topic(TopicId(2), "Keys", members[:1], (), (), parent=TopicId(1), colour=3)
    points = (MapPoint(DocumentId(1), 0.1, 0.2, TopicId(2)), MapPoint(DocumentId(9), 0.3, 0.4, TopicId(1)))
    return TopicReport(b"", (rent, part), TopicMap(points, (MapLabel(TopicId(1), 0.2, 0.3, 2),)), (), (), 2, 0.5, 7)


def test_topics_become_rows() -> None:
    rows = topics_rows(report(), (HOME,))
    rent, keys = rows.topics
    assert (rent.name, rent.level, rent.count, rent.colour, rent.is_pinned) == ("=Rent", 0, 2, 3, True)
    assert (keys.level, keys.parent) == (1, 1)
    assert [member.is_central for member in rent.members] == [True, False]
    assert rent.folders == ((HOME.rpartition("/")[2], 2),)
    assert [(point.name, point.membership) for point in rows.points] == [("1.pdf", 0.9), ("", 1.0)]
    assert rows.labels == ((1, 0.2, 0.3, 2),)


def test_files_that_are_identical_are_counted_beside_those_that_are_sorted() -> None:
    rows = topics_rows(replace(report(), files=5), (HOME,))
    assert (rows.files, rows.copies) == (2, 3)


def test_files_of_topics_name_their_folder_by_its_place_in_the_library() -> None:
    rent = topics_rows(report(), ("/home", "/mnt/disk")).topics[0]
    assert {member.folder for member in rent.members} == {"ana"}
    assert rent.folders == (("ana", 2),)


def test_topics_are_exported() -> None:
    told = json.loads(json_of(report()))
    assert told["topics"][0]["files"][0] == {"path": f"{HOME}/1.pdf", "membership": 0.9}
    table = csv_of(report())
    assert table.splitlines()[0] == "topic,level,file,membership"
    assert "'=Rent" in table
