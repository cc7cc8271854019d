"""How do topics leave the program? As CSV or JSON text for other tools; nothing is written here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from inkling.errors import UsageError
from inkling.records import TopicReport
from inkling.records.said import said

FORMATS = ("csv", "json")


def export(report: TopicReport, form: str) -> str:
    """Return a report as text.

    Raises:
        UsageError: a form that is not there.
    """
    writers: dict[str, Callable[[TopicReport], str]] = {"csv": csv_from, "json": json_from}
    if form not in writers:
        raise UsageError(
            said("Topics can be exported as {list}, not as {form}.", list=" or ".join(FORMATS), form=f"{form!r}")
        )
    return writers[form](report)


def csv_from(report: TopicReport) -> str:
    """Return one line for each file: its path, topic, part, membership, and whether it is pinned."""
    parts = {member.document: topic.name for topic in report.at(1) for member in topic.members}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("path", "title", "topic", "part", "membership", "pinned"))
    for topic in report.at(0):
        for member in topic.members:
            values = (member.display, member.title, topic.name, parts.get(member.document, ""))
            writer.writerow((*map(_harmless, values), f"{member.membership:.3f}", "yes" if member.pinned else ""))
    return out.getvalue()


def json_from(report: TopicReport) -> str:
    """Return the whole report as JSON."""
    return json.dumps(plain(report), ensure_ascii=False, indent=2) + "\n"


def plain(report: TopicReport) -> dict[str, object]:
    """Return the report as values that JSON knows."""
    titles = {member.document: member.display for topic in report.at(0) for member in topic.members}
    return {
        "folder": report.folder.decode("utf-8", "replace"),
        "files": report.files,
        "by_meaning": round(report.by_meaning, 3),
        "topics": [
            {
                "id": topic.id,
                "name": topic.name,
                "parent": topic.parent,
                "origin": topic.origin.value,
                "named_by_person": topic.named_by_person,
                "files": len(topic.members),
                "phrases": [{"text": phrase.text, "files": phrase.support} for phrase in topic.phrases],
                "central": [titles.get(document, "") for document in topic.central],
                "members": [
                    {"path": member.display, "membership": member.membership, "pinned": member.pinned}
                    for member in topic.members
                ],
            }
            for topic in report.topics
        ],
        "outliers": [
            {
                "path": outlier.display,
                "kind": outlier.kind.value,
                "score": outlier.score,
                "reason": outlier.reason,
                "suggested": outlier.suggested,
            }
            for outlier in report.outliers
        ],
        "folders": [
            {
                "topic": spread.topic,
                "sentence": spread.sentence,
                "folders": [{"folder": s.folder, "files": s.files, "of": s.of} for s in spread.folders],
            }
            for spread in report.spreads
        ],
        "map": [
            {"path": titles.get(point.document, ""), "x": point.x, "y": point.y, "topic": point.topic}
            for point in report.map.points
        ],
    }


def _harmless(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
