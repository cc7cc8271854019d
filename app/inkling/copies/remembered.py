"""What was found last, to bytes and back, so that it can be shown at once: less what has changed since."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from inkling.piecewise import json_of
from inkling.records import CopyGroup, CopyMember, CopyReport, DocumentId, StoredFile, Tier, Verdict

_VERSION = 1
_Seen = tuple[str, int]  # path and size of a file; its time may change while it says the same


def to_bytes(found: CopyReport) -> bytes:
    """Return a report as bytes to keep."""
    groups = [
        {
            "id": group.id,
            "tier": group.tier.value,
            "verdict": group.verdict.value,
            "spare": group.spare_bytes,
            "members": [_plain(member) for member in group.members],
        }
        for group in found.groups
    ]
    facts = {
        "version": _VERSION,
        "documents": found.documents,
        "compared": found.compared_pairs,
        "seconds": found.seconds,
        "empty": [_seen(file) for file in found.empty_files],
        "groups": groups,
    }
    return _joined(found.generation, facts)


def generation_of(data: bytes) -> int:
    """Return the catalog's generation when a report was made, at once; -1 when it can't be told."""
    head = data.partition(b"\n")[0]
    return int(head) if head.isdigit() else -1


def outdated(data: bytes) -> bytes:
    """Return a report of which nobody knows any more whether it is up to date."""
    return b"-\n" + data.partition(b"\n")[2]


def from_bytes(data: bytes, files: Mapping[bytes, StoredFile], documents: Collection[DocumentId]) -> CopyReport | None:
    """Return the report without files that are gone or other than they were; None when it can't be read.

    A file is another one when its size or its document is. (One that held the same bytes as a file that is still there
    is kept until the next look; whoever acts looks at its bytes first.) A group whose reference is gone goes with it:
    nobody compared the others with each other.

    Args:
        data: what `to_bytes` gave.
        files: all files of the library now, by path.
        documents: all documents of the library now.
    """
    facts = _facts(data)
    if facts is None:
        return None
    try:
        groups = (_group(told, files, documents) for told in facts["groups"])
        return CopyReport(
            tuple(group for group in groups if group is not None),
            facts["documents"],
            facts["compared"],
            tuple(_present(facts["empty"], files)),
            facts["seconds"],
            generation_of(data),
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def without_forgotten(data: bytes, held: Collection[bytes]) -> bytes:
    """Return the bytes without every group that names a file the library no longer holds; empty when damaged."""
    facts = _facts(data)
    if facts is None:
        return b""
    groups = [group for group in facts["groups"] if all(path in held for path in _paths(group))]
    empty = [seen for seen in facts["empty"] if _path(seen) in held]
    if len(groups) == len(facts["groups"]) and len(empty) == len(facts["empty"]):
        return data
    return outdated(_joined(0, {**facts, "groups": groups, "empty": empty}))


def _joined(generation: int, facts: Mapping[str, Any]) -> bytes:
    return b"%d\n" % generation + zlib.compress(json_of(facts).encode("ascii"), 1)


def _facts(data: bytes) -> dict[str, Any] | None:
    try:
        facts = json.loads(zlib.decompress(data.partition(b"\n")[2]))
    except (ValueError, zlib.error):
        return None
    return facts if isinstance(facts, dict) and facts.get("version") == _VERSION else None


def _plain(member: CopyMember) -> dict[str, Any]:
    return {
        "document": int(member.document),
        "verdict": member.verdict.value,
        "shares": [member.share_longer, member.share_shorter],
        "words": member.words,
        "files": [_seen(file) for file in member.files],
        "links": [_seen(file) for file in member.links],
        "longer": member.longer,
        "newest": member.newest,
        "changed": member.changed_ns,
    }


def _seen(file: StoredFile) -> _Seen:
    return file.path.decode("utf-8", "surrogateescape"), file.size


def _path(seen: Sequence[Any]) -> bytes:
    return str(seen[0]).encode("utf-8", "surrogateescape")


def _paths(group: Mapping[str, Any]) -> Iterable[bytes]:
    for member in group["members"]:
        for seen in (*member["files"], *member["links"]):
            yield _path(seen)


def _present(seen: Iterable[Sequence[Any]], files: Mapping[bytes, StoredFile]) -> Iterable[StoredFile]:
    for one in seen:
        file = files.get(_path(one))
        if file is not None and file.size == one[1]:
            yield file


def _group(
    told: Mapping[str, Any], files: Mapping[bytes, StoredFile], documents: Collection[DocumentId]
) -> CopyGroup | None:
    members = [_member(member, files, documents) for member in told["members"]]
    left = tuple(member for member in members if member is not None)
    if members[0] is None or sum(len(member.files) for member in left) < 2:
        return None
    group = CopyGroup(told["id"], Tier(told["tier"]), Verdict(told["verdict"]), left, told["spare"])
    if not told["spare"]:
        return group
    sizes = [file.size for member in left for file in member.files]
    return replace(group, spare_bytes=sum(sizes[1:]))


def _member(
    told: Mapping[str, Any], files: Mapping[bytes, StoredFile], documents: Collection[DocumentId]
) -> CopyMember | None:
    here = tuple(_present(told["files"], files))
    document = DocumentId(told["document"])
    if not here or (document and document not in documents):
        return None
    return CopyMember(
        document,
        here,
        Verdict(told["verdict"]),
        told["shares"][0],
        told["shares"][1],
        told["words"],
        tuple(_present(told["links"], files)),
        told["longer"],
        told["newest"],
        told["changed"],
    )
