"""A kept look at the library gives back what is still true of it, and nothing of what was forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inkling.copies import remembered
from inkling.records import (
    CopyGroup,
    CopyMember,
    CopyReport,
    DocumentId,
    FileId,
    FolderId,
    StoredFile,
    Tier,
    Verdict,
)


def _file(name: str, size: int = 100, when: int = 5) -> StoredFile:
    path = b"/home/" + name.encode("utf-8", "surrogateescape")
    return StoredFile(FileId(1), FolderId(1), path, path.decode("utf-8", "replace"), size, when, 1, 1)


ODD = _file("caf\udce9.txt")
A, B, C, LINK = _file("a.txt"), _file("b.txt"), _file("c.pdf", 70), _file("link.txt")
GROUP = CopyGroup(
    "f00d",
    Tier.NEAR_COPY,
    Verdict.EDITED,
    (
        CopyMember(DocumentId(1), (A,), Verdict.IDENTICAL, 1.0, 1.0, 90, (LINK,), changed_ns=5),
        CopyMember(DocumentId(2), (B, ODD), Verdict.EDITED, 0.91, 0.97, 95, longer=True, newest=True, changed_ns=5),
        CopyMember(DocumentId(3), (C,), Verdict.CONTAINED, 0.4, 1.0, 40, changed_ns=5),
    ),
    270,
)
BYTES = CopyGroup(
    "beef",
    Tier.IDENTICAL_BYTES,
    Verdict.IDENTICAL,
    tuple(CopyMember(DocumentId(0), (file,), Verdict.IDENTICAL, 1.0, 1.0, 0) for file in (A, B)),
    100,
)
REPORT = CopyReport((GROUP, BYTES), 7, 12, (_file("empty", 0),), 1.5, 42)
FILES = {file.path: file for file in (A, B, C, LINK, ODD, _file("empty", 0))}
DOCUMENTS = {DocumentId(number) for number in (0, 1, 2, 3)}


def test_what_is_unchanged_comes_back_as_it_was() -> None:
    data = remembered.to_bytes(REPORT)
    assert remembered.from_bytes(data, FILES, DOCUMENTS) == REPORT
    assert remembered.generation_of(data) == 42


@pytest.mark.parametrize("gone", ["file", "size", "document"])
def test_a_member_that_changed_is_left_out(gone: str) -> None:
    files, documents = dict(FILES), set(DOCUMENTS)
    if gone == "file":
        del files[C.path]
    elif gone == "size":
        files[C.path] = replace(C, size=71)
    else:
        documents.remove(DocumentId(3))
    found = remembered.from_bytes(remembered.to_bytes(REPORT), files, documents)
    assert found is not None
    assert [member.document for member in found.groups[0].members] == [1, 2]
    assert found.groups[0].spare_bytes == 200
    assert found.groups[1] == BYTES


def test_a_file_that_was_only_touched_stays() -> None:
    touched = {**FILES, C.path: replace(C, mtime_ns=6)}
    found = remembered.from_bytes(remembered.to_bytes(REPORT), touched, DOCUMENTS)
    assert found is not None
    assert [member.document for member in found.groups[0].members] == [1, 2, 3]
    assert found.groups[0].members[2].files == (replace(C, mtime_ns=6),)


def test_a_group_goes_with_its_reference_and_when_one_file_is_left() -> None:
    without_reference = {path: file for path, file in FILES.items() if path != A.path}
    found = remembered.from_bytes(remembered.to_bytes(REPORT), without_reference, DOCUMENTS)
    assert found is not None
    assert found.groups == ()
    alone = {path: FILES[path] for path in (A.path, LINK.path)}
    found = remembered.from_bytes(remembered.to_bytes(REPORT), alone, DOCUMENTS)
    assert found is not None
    assert found.groups == ()


def test_nothing_is_left_of_files_that_were_forgotten() -> None:
    data = remembered.to_bytes(REPORT)
    assert remembered.without_forgotten(data, FILES.keys()) == data
    left = remembered.without_forgotten(data, FILES.keys() - {C.path})
    assert remembered.generation_of(left) != 42, "it is no longer known to be complete"
    found = remembered.from_bytes(left, FILES, DOCUMENTS)
    assert found is not None
    assert found.groups == (BYTES,)


def test_a_report_that_may_be_outdated_is_never_taken_for_a_current_one() -> None:
    data = remembered.outdated(remembered.to_bytes(REPORT))
    assert remembered.generation_of(data) == -1
    found = remembered.from_bytes(data, FILES, DOCUMENTS)
    assert found == replace(REPORT, generation=-1)


@pytest.mark.parametrize("data", [b"", b"42\n", b"42\nrubbish", b"\xff", remembered.to_bytes(REPORT)[:-9]])
def test_damage_is_as_good_as_nothing(data: bytes) -> None:
    assert remembered.from_bytes(data, FILES, DOCUMENTS) is None
    assert remembered.without_forgotten(data, FILES.keys()) == b""
