"""What the real library gives to read: the text around the best passage, wherever that is, with all its hits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inkling.gui.engine import Engine
from inkling.gui.errands import Ask, ReadAsk
from inkling.library import Library
from inkling.present.rows import FoundRows, HitRow, ReadRow
from inkling.progress import Cancel, ignore_progress

FILLING = "\n\n".join(f"Paragraph {number} tells of walls, doors and windows." for number in range(4000))
LONG = f"An axolotl is named at the beginning.\n\n{FILLING}\n\nThe axolotl and the quokka met at the end."
MAIL = (
    "From: Ana <ana@example.org>\nTo: Ben <ben@example.org>\nDate: Mon, 4 Mar 2024 10:00:00 +0100\n"
    "Subject: The keys\n\nThe narwhal has the keys.\n"
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A library with a long text and a message."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "long.txt").write_text(LONG)
    (folder / "keys.eml").write_text(MAIL)
    with Library.open(tmp_path / "data") as library:
        library.keeper.add_folder(str(folder).encode())
        library.keeper.sync(Cancel(), meaning=False)
    made = Engine(tmp_path / "data")
    yield made
    made.close()


def found(engine: Engine, query: str) -> HitRow:
    rows = engine.search(Ask(query), Cancel(), ignore_progress)  # type: ignore[arg-type]  # nobody watches
    assert isinstance(rows, FoundRows)
    return rows.hits[0]


def read(engine: Engine, hit: HitRow, around: int | None = None) -> ReadRow:
    ask = ReadAsk(hit.document, hit.path, hit.snippets, around)
    return engine.read(ask, Cancel(), ignore_progress)  # type: ignore[arg-type]  # nobody watches


def test_the_best_passage_is_read_and_the_others_can_be(engine: Engine) -> None:
    hit = found(engine, "axolotl quokka")
    assert hit.snippets[0].start > 100_000
    row = read(engine, hit)
    assert "met at the end" in row.text
    assert row.text.startswith("… ")
    assert not row.text.endswith(" …")
    at = row.hits[row.at - row.first]
    assert row.text[at.start : at.end] == "axolotl"
    assert len(row.spots) > len(row.hits)
    first = read(engine, hit, row.spots[0].start)
    assert first.text.startswith("An axolotl is named")
    assert first.text.endswith(" …")
    assert (first.first, first.at) == (0, 0)
    assert first.text[first.hits[0].start : first.hits[0].end] == "axolotl"


def test_the_head_of_a_message_is_told_apart(engine: Engine) -> None:
    row = read(engine, found(engine, "narwhal"))
    assert row.text.startswith("The narwhal")
    assert [name for name, _ in row.facts] == ["From", "To", "Date"]
    assert [row.text[mark.start : mark.end] for mark in row.hits] == ["narwhal"]


def test_a_search_is_saved_and_let_go(engine: Engine) -> None:
    assert engine.save_search("narwhal")
    assert not engine.save_search("narwhal")
