"""The Chinese window says everything in Chinese, also what the engine says: places, problems, notes, errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from tests.gui.fake_library import FakeLibrary

from inkling.errors import UsageError
from inkling.extract.base import Builder, next_step_for
from inkling.extract.jail import Jail
from inkling.gui.bridge import Bridge
from inkling.gui.find.nothing import Nothing
from inkling.gui.holdings.problems import ProblemModel
from inkling.gui.statusbar import status_text
from inkling.gui.strings import Speech, in_words
from inkling.gui.theme import Theme
from inkling.gui.words import place_text, problem_name
from inkling.ingest.pace import Pace
from inkling.passages import cut
from inkling.present.rows import FoundRows, ProblemRow, StatusRow
from inkling.records import LocatorKind, Problem, ProblemKind, Strength
from inkling.records.said import said, together
from inkling.search.query import parse
from inkling.search.why import explain

ENGLISH = re.compile(r"[A-Za-z]{2,}")
# Names that are the same in both languages, and what is typed.
NAMES = re.compile(
    r"Inkling|PDF|Word|XML|PostScript|DjVu|Windows|MB|BM25|inkling \w+( --\w+)?|ocr|[“`'（][^”`'）]*[”`'）]"
)


@pytest.fixture
def chinese(speech: Speech) -> Iterator[Speech]:
    speech.speak("zh_CN")
    yield speech
    speech.speak("en")


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(NAMES.sub("", text))


def test_the_check_finds_english() -> None:
    assert english_in("It is 坏") == ["It", "is"]
    assert english_in("Inkling 第 3 页 PDF") == []


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_kind_of_problem(chinese: Speech, kind: ProblemKind) -> None:
    assert english_in(problem_name(kind.value)) == []
    assert english_in(in_words(next_step_for(kind.value))) == []


@pytest.mark.parametrize("kind", list(LocatorKind))
def test_every_kind_of_place(chinese: Speech, kind: LocatorKind) -> None:
    into = Builder("pdf")
    counted = kind not in (LocatorKind.HEADING, LocatorKind.MEMBER, LocatorKind.SHEET)
    with into.place(kind, "" if counted else "租约", 7):
        into.add("押金三十天内退还。\n")
    places = {passage.place for passage in cut(into.finish())}
    assert places
    for place in places:
        assert english_in(place_text(place)) == []


def test_places_inside_places(chinese: Speech) -> None:
    assert place_text("page 3") == "第 3 页"
    assert place_text("租约.pdf › page 12") == "租约.pdf › 第 12 页"
    assert place_text("message 4 › pages 2–9") == "第 4 封邮件 › 第 2–9 页"
    assert place_text("sheet page 3") == "工作表 page 3"
    assert place_text("part of it") == "part of it", "a name is no number"


SPOILT = {
    "leer.pdf": b"",
    "kaputt.pdf": b"%PDF-1.4\nnothing of the kind",
    "kaputt.docx": b"PK\x03\x04" + b"\0" * 60,
    "bild.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
    "prog": b"\x7fELF" + b"\0" * 600,
    "db.sqlite": b"SQLite format 3\0" + b"\0" * 600,
    "nichts.txt": b"  \n ",
    "unbekannt.bin": bytes(range(256)) * 20,
    "alt.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "falsch.epub": b"PK\x05\x06" + b"\0" * 18,
}


def test_what_the_jail_says_of_spoilt_files(chinese: Speech, tmp_path: Path, qtbot: QtBot) -> None:
    problems: list[Problem] = []
    with Jail(1) as jail:
        for name, data in SPOILT.items():
            (tmp_path / name).write_bytes(data)
            found = jail.extract(str(tmp_path / name).encode())
            assert found.problem is not None, name
            problems.append(found.problem)
        gone = jail.extract(str(tmp_path / "gone.txt").encode()).problem
    assert gone is not None
    rows = tuple(
        ProblemRow(p.path, "租约", (), p.kind.value, p.reason, p.next_step, p.where) for p in (*problems, gone)
    )
    model = ProblemModel()
    model.show(rows)
    for row in range(model.rowCount()):
        for column in range(3):
            assert english_in(model.index(row, column).data()) == []
    assert len({problem.reason for problem in problems}) >= 6


def test_notes_of_a_query(chinese: Speech, qtbot: QtBot, theme: Theme) -> None:
    fields = ("typ:pdf", "type:pfd", "type:???", "size:5", "size:押金", "after:押金", "in:", "lang:押金")
    queries = [f"{field} x" if field != "in:" else field for field in fields]
    notes = [note for query in queries for note in parse(query, datetime(2025, 5, 5, tzinfo=UTC)).notes]
    assert len(notes) >= 6
    page = Nothing(theme)
    qtbot.addWidget(page)
    page.show_found(FoundRows("押金", "refined", notes=tuple(notes)), StatusRow())
    for note in notes:
        told = in_words(note)
        assert told != note
        assert english_in(re.sub(r"“.*?”|（.*?）|：[a-z, ]+。", "", told)) == []


@pytest.mark.parametrize("strength", list(Strength))
def test_why_a_passage_was_found(chinese: Speech, strength: Strength) -> None:
    for bm25 in (3.5, None):
        assert english_in(in_words(explain(strength, 0.5, 0.4, bm25, here=1, of=2))) == []


def test_why_reading_waits(chinese: Speech, tmp_path: Path) -> None:
    full = Pace(tmp_path, disk=lambda _path: True)
    battery = Pace(tmp_path, disk=lambda _path: False, battery=lambda: True)
    paused = Pace(tmp_path)
    paused.pause()
    for pace in (full, battery, paused):
        why = pace.why_waiting(meaning=True)
        status = StatusRow(files=3, searchable=1, state="paused", why_paused=why, folders=1)
        assert why
        assert english_in(status_text(status)) == []


def test_what_went_wrong(chinese: Speech, bridge: Bridge, owner: QObject, qtbot: QtBot) -> None:
    failures: list[str] = []

    def errand(_cancel: object, _tell: object) -> None:
        raise UsageError(said("{path} is not a folder. Give a folder that exists.", path="/家"))

    bridge.ask("work", owner, errand, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert failures == ["/家 不是文件夹。请给出一个存在的文件夹。"]


def test_sentences_inside_sentences(chinese: Speech) -> None:
    inner = said("{what} is damaged or incomplete.", what=said("The archive"))
    assert in_words(said("Read in part: {reason}", reason=inner)) == "只读取了一部分：这个压缩包已损坏或不完整。"
    assert in_words(together(inner, "as it is")) == "这个压缩包已损坏或不完整。 as it is"


def test_nothing_changes_in_english(speech: Speech) -> None:
    told = said("{what} is damaged or incomplete.", what=said("The archive"))
    assert in_words(told) == told == "The archive is damaged or incomplete."


def test_the_library_page_in_chinese(
    chinese: Speech, open_window: Callable[..., tuple[object, object]], qtbot: QtBot
) -> None:
    """A whole window: what the doctor saw is told in Chinese."""
    library = FakeLibrary()
    library.check = lambda _cancel, _tell: (  # type: ignore[method-assign]
        said("{free} GB are free where the library lies.", free="1.5"),
    )
    window, _desktop = open_window(library, language="zh_CN")
    window.show_page("library")  # type: ignore[attr-defined]
    page = window.pages.library_page  # type: ignore[attr-defined]
    page.space.check()
    qtbot.waitUntil(lambda: "1.5" in page.space.told.text())
    assert page.space.told.text() == "资料库所在磁盘还有 1.5 GB 可用空间。"
