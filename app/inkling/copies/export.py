"""The groups as CSV and JSON, for other programs; one row per file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from inkling.records import CopyGroup, CopyMember, StoredFile

COLUMNS = (
    "group",
    "tier",
    "verdict",
    "role",
    "path",
    "size",
    "modified_ns",
    "words",
    "share_longer",
    "share_shorter",
    "newest",
)


def csv_from_groups(groups: Iterable[CopyGroup]) -> str:
    """Return all files of the groups as CSV with a header line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for group in groups:
        for member, file in _files(group):
            writer.writerow(_cell(value) for value in _values(group, member, file))
    return text.getvalue()


def json_from_groups(groups: Iterable[CopyGroup]) -> str:
    """Return the groups as a JSON list; paths as people read them, and as hex where that loses something."""
    return json.dumps([_object(group) for group in groups], ensure_ascii=False, indent=1)


def _files(group: CopyGroup) -> Iterator[tuple[CopyMember, StoredFile]]:
    for member in group.members:
        for file in member.files:
            yield member, file


def _values(group: CopyGroup, member: CopyMember, file: StoredFile) -> tuple[object, ...]:
    role = "reference" if member is group.reference else "member"
    shares = round(member.share_longer, 4), round(member.share_shorter, 4)
    verdict = member.verdict.value
    facts = (file.display, file.size, file.mtime_ns, member.words)
    return (group.id, group.tier.value, verdict, role, *facts, *shares, int(member.newest))


def _cell(value: object) -> object:
    """Keep spreadsheets from taking a file name for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _object(group: CopyGroup) -> dict[str, object]:
    return {
        "id": group.id,
        "tier": group.tier.value,
        "verdict": group.verdict.value,
        "spare_bytes": group.spare_bytes,
        "members": [_member(group, member) for member in group.members],
    }


def _member(group: CopyGroup, member: CopyMember) -> dict[str, object]:
    return {
        "role": "reference" if member is group.reference else "member",
        "verdict": member.verdict.value,
        "share_longer": round(member.share_longer, 4),
        "share_shorter": round(member.share_shorter, 4),
        "words": member.words,
        "newest": member.newest,
        "files": [_file(file) for file in member.files],
        "links": [_file(file) for file in member.links],
    }


def _file(file: StoredFile) -> dict[str, object]:
    found: dict[str, object] = {"path": file.display, "size": file.size, "modified_ns": file.mtime_ns}
    if file.display.encode("utf-8", "surrogateescape") != file.path:
        found["path_hex"] = file.path.hex()
    return found
