"""Do files that are made to do harm end within their limits: time, memory, a Problem or a part of their text?"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from extract_bombs import BOMBS, sparse_line
from extract_samples import WORD

from inkling.extract import plain
from inkling.extract.base import Builder, Limits, OutputFull, Source
from inkling.extract.jail import Jail
from inkling.extract.worker import MEMORY_BYTES
from inkling.records import ProblemKind

DEADLINE_S = 3.0  # a tenth of the real one; a file that needs it is reported as too slow


@pytest.fixture(scope="module")
def strict() -> Iterator[Jail]:
    with Jail(1, deadline_s=DEADLINE_S) as jail:
        yield jail


def _own_memory_kb() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_within_limits(name: str, strict: Jail, tmp_path: Path) -> None:
    make, is_readable = BOMBS[name]
    path = tmp_path / name
    data = make()
    path.write_bytes(data)
    size = len(data)
    del data
    memory = _own_memory_kb()
    began = time.monotonic()
    found = strict.extract(os.fsencode(path))
    assert time.monotonic() - began < 3.4 * (DEADLINE_S + 0.5 * size / 1024**2) + 3  # a busy machine gets more time
    assert _own_memory_kb() - memory < 250_000  # the text itself, at most 20 million characters, twice for a moment
    if is_readable:
        assert found.document is not None, found.problem
        assert WORD in found.document.text
        assert "root:" not in found.document.text
    if found.document is None:
        assert found.problem is not None
        assert found.problem.reason
        assert found.problem.next_step
    else:
        assert len(found.document.text) <= 20_000_000
    assert list(tmp_path.iterdir()) == [path]


def test_two_gigabytes_in_one_line_are_refused_at_once(strict: Jail, tmp_path: Path) -> None:
    began = time.monotonic()
    problem = strict.extract(os.fsencode(sparse_line(tmp_path))).problem
    assert problem is not None
    assert problem.kind is ProblemKind.TOO_LARGE
    assert time.monotonic() - began < 1.0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("x" * 1000, "x" * 50), ("\0" * 1000 + "x", ""), ("é" * 1000, "é" * 50), ("\U00020000" * 1000, "\U00020000" * 50)],
)
def test_of_a_very_large_text_only_the_first_characters_are_decoded(text: str, wanted: str) -> None:
    into = Builder("text", limits=Limits(output_chars=50))
    with pytest.raises(OutputFull):
        plain.read(Source("a.txt", text.encode()), into)
    assert into.finish().text == wanted


def test_memory_of_a_worker_is_limited() -> None:
    assert MEMORY_BYTES <= 1024**3


def test_a_mail_of_very_many_parts_is_read_to_its_first_ones(strict: Jail, tmp_path: Path) -> None:
    """A part costs the library's parser two kilobytes and 50 µs: what nobody sends is not even taken apart."""
    path = tmp_path / "parts.eml"
    head = b'From: a@b\nSubject: many\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b c"\n\n'
    path.write_bytes(head + b"--b c\nContent-Type: text/plain\n\nword\n" * 200_000 + b"--b c--\n")
    found = strict.extract(os.fsencode(path))
    assert found.document is not None
    assert found.document.text.count("word") == 1_000
    assert [problem.kind for problem in found.document.problems] == [ProblemKind.TOO_LARGE]


def test_lines_of_a_patch_are_no_boundaries(strict: Jail, tmp_path: Path) -> None:
    path = tmp_path / "patch.eml"
    head = b'From: a@b\nSubject: patch\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\n'
    path.write_bytes(head + b"--- a/file\nline\n" * 12_000 + b"the end\n--b--\n")
    found = strict.extract(os.fsencode(path))
    assert found.document is not None
    assert "the end" in found.document.text
    assert found.document.problems == ()
