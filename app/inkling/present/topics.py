"""From a report about topics to rows."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence

from inkling.present.rows import MemberRow, OddRow, PointRow, TopicRow, TopicsRows
from inkling.present.text import file_name, folder_name, plain
from inkling.records import DocumentId, Outlier, Topic, TopicId, TopicMember, TopicOrigin, TopicReport


def topics_rows(report: TopicReport, roots: Sequence[str]) -> TopicsRows:
    """Return everything that the page of topics shows; `roots` are the folders of the library."""
    spreads = {spread.topic: spread for spread in report.spreads}
    rows, colours = [], _colours(report)
    for topic in report.topics:
        spread = spreads.get(topic.id)
        folders = tuple((share.folder, share.files) for share in spread.folders) if spread else _folders(topic)
        rows.append(_topic(topic, folders, spread.sentence if spread else "", roots, colours[topic.id]))
    members = {member.document: member for topic in report.topics for member in topic.members}
    points = []
    for point in report.map.points:
        member = members.get(point.document)
        name, sure = (_name(member), member.membership) if member else ("", 1.0)
        points.append(PointRow(point.document, point.x, point.y, point.topic, colours.get(point.topic, 0), name, sure))
    return TopicsRows(
        folder=report.folder,
        files=len(members),
        topics=tuple(rows),
        points=tuple(points),
        labels=tuple((label.topic, label.x, label.y, label.files) for label in report.map.labels),
        odd=tuple(_odd(outlier, roots) for outlier in report.outliers),
        by_meaning=report.by_meaning,
        generation=report.generation,
        copies=max(0, report.files - len(members)),
    )


def _colours(report: TopicReport) -> dict[int, int]:
    """Return the colour of each topic; the parts of a topic have its own, so that no two topics look alike."""
    own = {topic.id: topic.colour for topic in report.topics}
    return {
        topic.id: own.get(topic.parent, topic.colour) if topic.parent is not None else topic.colour
        for topic in report.topics
    }


def _topic(
    topic: Topic, folders: Sequence[tuple[str, int]], sentence: str, roots: Sequence[str], colour: int
) -> TopicRow:
    central = set(topic.central)
    return TopicRow(
        id=TopicId(topic.id),
        name=plain(topic.name),
        level=0 if topic.parent is None else 1,
        parent=topic.parent,
        count=len(topic.members),
        colour=colour,
        phrases=tuple(phrase.text for phrase in topic.phrases),
        members=tuple(_member(member, roots, is_central=member.document in central) for member in topic.members),
        folders=tuple((folder_name(folder, roots), count) for folder, count in folders),
        sentence=sentence,
        is_pinned=topic.origin is not TopicOrigin.FOUND,
        is_named=topic.named_by_person,
    )


def topic_names(report: TopicReport) -> dict[DocumentId, str]:
    """Return the name of each document's topic of the upper level."""
    return {member.document: plain(topic.name) for topic in report.at(0) for member in topic.members}


def _name(member: TopicMember) -> str:
    return file_name(member.display)


def _kind(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _member(member: TopicMember, roots: Sequence[str], *, is_central: bool) -> MemberRow:
    name, folder = _name(member), folder_name(member.display.rpartition("/")[0], roots)
    return MemberRow(member.document, member.path, name, folder, _kind(name), member.membership, is_central)


def _odd(outlier: Outlier, roots: Sequence[str]) -> OddRow:
    name, folder = file_name(outlier.display), folder_name(outlier.display.rpartition("/")[0], roots)
    suggested = folder_name(outlier.suggested, roots) if outlier.suggested else ""
    return OddRow(outlier.document, outlier.path, name, folder, _kind(name), outlier.reason, suggested)


def _folders(topic: Topic) -> tuple[tuple[str, int], ...]:
    counts = Counter(member.display.rpartition("/")[0] for member in topic.members)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def csv_of(report: TopicReport) -> str:
    """Return a report as CSV, one row per file and topic."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("topic", "level", "file", "membership"))
    for topic in report.topics:
        level = 0 if topic.parent is None else 1
        writer.writerows(
            (_guarded(topic.name), level, _guarded(m.display), f"{m.membership:.3f}") for m in topic.members
        )
    return out.getvalue()


def json_of(report: TopicReport) -> str:
    """Return a report as JSON."""
    told = [
        {
            "id": topic.id,
            "name": topic.name,
            "parent": topic.parent,
            "phrases": [phrase.text for phrase in topic.phrases],
            "files": [{"path": m.display, "membership": round(m.membership, 3)} for m in topic.members],
        }
        for topic in report.topics
    ]
    return json.dumps({"files": report.files, "topics": told}, ensure_ascii=False, indent=1)


def _guarded(cell: str) -> str:
    """A table program would run a cell that begins like a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell
