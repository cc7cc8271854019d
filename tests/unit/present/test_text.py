"""Snippets keep their marks in place, whatever the text; crumbs, sizes and histograms are plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling.present.rows import Mark
from inkling.present.text import (
    BINS,
    at_home,
    crumbs,
    file_name,
    flowing,
    folder_name,
    histogram,
    plain,
    readable,
    size_parts,
    snippet,
)

HOME = "/home/ana"


@given(st.text(max_size=900), st.data())
def test_marks_stay_on_what_they_mark(text: str, data: st.DataObject) -> None:
    marks = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        marks.append(
            Mark(start, data.draw(st.integers(start, len(text))), data.draw(st.sampled_from(["words", "meaning"])))
        )
    shown, moved = snippet(text, tuple(marks), 120)
    assert "\n" not in shown
    assert len(shown) <= 400
    for mark in moved:
        assert 0 <= mark.start < mark.end <= len(shown)


def test_a_snippet_is_one_line_with_single_blanks() -> None:
    text = "# Rent\n\nThe deposit:\n\n- is paid   once\n- comes back\n"
    start = text.index("comes")
    shown, moved = snippet(text, (Mark(start, start + 5, "words"),))
    assert shown == "Rent The deposit: • is paid once • comes back"
    assert shown[moved[0].start : moved[0].end] == "comes"


@given(st.text(alphabet="abc \n押金", min_size=1, max_size=600), st.integers(0, 500), st.integers(1, 40))
def test_the_first_mark_is_shown_whole(text: str, at: int, length: int) -> None:
    start = min(at, len(text) - 1)
    end = min(len(text), start + length)
    marked = text[start:end].strip()
    if not marked:
        return
    start = text.index(marked, start)
    shown, moved = snippet(text, (Mark(start, start + len(marked), "words"),), 80)
    assert [shown[mark.start : mark.end] for mark in moved] == [" ".join(marked.split())]


def test_a_long_text_is_cut_on_both_sides() -> None:
    text = "alpha " * 100 + "deposit" + " omega" * 100
    at = text.index("deposit")
    shown, moved = snippet(text, (Mark(at, at + 7, "words"),), 100)
    assert shown.startswith("… alpha")
    assert shown.endswith(" …")
    assert shown[moved[0].start : moved[0].end] == "deposit"


def test_a_short_text_is_left_whole() -> None:
    assert snippet("  two\nlines  ", ()) == ("two lines", ())


def test_crumbs() -> None:
    assert crumbs("/home/ana/Letters/2023/a.pdf", HOME) == ("~", "Letters", "2023")
    assert crumbs("/home/ana/a.pdf", HOME) == ("~",)
    assert crumbs("/home/anabel/a.pdf", HOME) == ("home", "anabel")
    assert crumbs("/a/b/c/d/e/f.txt", "") == ("a", "…", "d", "e")
    assert crumbs("a.txt", HOME) == ()


def test_names_sizes_and_lines() -> None:
    assert file_name("/a/b/c.pdf") == "c.pdf"
    assert file_name("/a/b/") == "b"
    assert size_parts(999) == (999.0, "B")
    assert size_parts(1536) == (1.5, "KB")
    assert size_parts(5 << 30) == (5.0, "GB")
    assert size_parts(5 << 40)[1] == "GB"
    assert plain(" a\u202eb\n c ") == "a b c"
    assert readable("plain") == "plain"
    assert readable("押金\u202e\t\n") == "押金 \t\n"


def test_histogram_holds_everything() -> None:
    counts = histogram((0.0, 0.5, 0.999, 1.0, -0.2, 1.7))
    assert len(counts) == BINS
    assert sum(counts) == 6
    assert counts[-1] == 3
    assert counts[0] == 2


@pytest.mark.parametrize(
    ("display", "expected"), [("/home/ana/a.txt", "~/a.txt"), ("/home/ana", "~"), ("/home/anatol/a.txt", None)]
)
def test_the_home_folder_is_a_tilde(display: str, expected: str | None) -> None:
    assert at_home(display, "/home/ana") == (expected or display)
    assert at_home(display, "") == display


PAGE = """Brandt Property Management
14 Harbour Street

Thank you for the orderly handover of the flat on 31 August. We have
looked at every room with our caretaker, and the flat is in good
condition. As your landlord I am glad to say that the deposit of
1,850 euros will be returned.
We keep 140 euros until the costs are settled."""


def test_lines_broken_to_fit_a_page_flow_and_the_others_stay():
    made = flowing(PAGE)
    assert len(made) == len(PAGE)
    assert "We have looked at every room with our caretaker, and the flat is in good condition. As" in made
    assert made.startswith("Brandt Property Management\n14 Harbour Street\n\nThank you")
    assert "returned.\nWe keep" in made


@pytest.mark.parametrize("text", ["", "one\ntwo", "milk\neggs\nbread\nsalt\n\ntea\nrice\n", "押金什么时候退\n" * 8])
def test_lists_and_chinese_keep_their_lines(text):
    assert flowing(text) == text


@given(st.lists(st.text(alphabet="ab .押", max_size=80), max_size=12).map("\n".join))
def test_flowing_text_is_as_long_as_before(text):
    made = flowing(text)
    changed = [(a, b) for a, b in zip(text, made, strict=True) if a != b]
    assert set(changed) <= {("\n", " ")}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/home/ana/Documents/Home/Flat", "Home › Flat"),
        ("/home/ana/Documents/租房", "租房"),
        ("/home/ana/Documents", "Documents"),
        ("/home/ana/Documents/a/b/c/d/e", "a › … › d › e"),
        ("/home/ana/Documents2/Old", "Documents2 › Old"),
        ("/home/ana", "~"),
    ],
)
def test_a_folder_is_named_by_its_place_in_the_library(folder: str, name: str) -> None:
    assert folder_name(folder, ("/home/ana/Documents",), HOME) == name


def test_a_folder_of_several_leads_the_names_in_it() -> None:
    roots = ("/home/ana/Documents", "/home/ana/Documents/Scans")
    assert folder_name("/home/ana/Documents/Home/Flat", roots, HOME) == "Documents › Home › Flat"
    assert folder_name("/home/ana/Documents/Scans/2024", roots, HOME) == "Scans › 2024"


def test_a_library_of_everything_is_called_so() -> None:
    assert folder_name("/", ("/",)) == "/"
    assert folder_name("/srv/old", ("/",)) == "srv › old"
