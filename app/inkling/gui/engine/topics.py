"""Topics, over the library."""

# ruff: noqa: ARG002 - errands share one shape; not each of them has progress to tell or needs to be called off

from __future__ import annotations

from inkling.errors import UsageError
from inkling.gui.engine.copies import write_export
from inkling.gui.engine.opened import Opened
from inkling.gui.errands import Tell
from inkling.present.rows import TopicsRows
from inkling.present.topics import csv_of, json_of, topics_rows
from inkling.progress import Cancel
from inkling.records import DocumentId, TopicId, TopicOrigin, TopicReport
from inkling.records.said import said


class TopicsPart:
    """The part of the errands about topics."""

    _opened: Opened

    def __init__(self) -> None:
        self._reports: dict[bytes, TopicReport] = {}  # what was shown last of each folder; a reader keeps nothing else

    def topic_documents(self, name: str, cancel: Cancel, tell: Tell) -> tuple[DocumentId, ...]:
        """Return the documents of a topic of the whole library, as it was found last."""
        return tuple(document for document, topic in self._opened.topics().items() if topic == name)

    def kept_topics(self, folder: bytes, cancel: Cancel, tell: Tell) -> TopicsRows | None:
        """Return the topics of a folder as they were found last, at once; None where they never were."""
        report = self._opened.library.topics.kept(folder or None)
        return self._rows(report) if report is not None else None

    def topics(self, folder: bytes, count: int, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Return the topics of a folder; `count` 0 lets the program choose how many."""
        return self._rows(self._opened.library.topics.find(folder or None, count=count, report=tell, cancel=cancel))

    def rename_topic(self, folder: bytes, topic: TopicId, name: str, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Give a topic a name of the person's."""
        return self._rows(self._opened.library.topics.rename(topic, name, folder or None))

    def merge_topics(self, folder: bytes, topics: tuple[TopicId, ...], cancel: Cancel, tell: Tell) -> TopicsRows:
        """Make one topic of several."""
        return self._rows(self._opened.library.topics.merge(topics, folder or None, report=tell, cancel=cancel))

    def split_topic(self, folder: bytes, topic: TopicId, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Make two topics of one."""
        return self._rows(self._opened.library.topics.split(topic, folder or None, report=tell, cancel=cancel))

    def pin_topic(self, folder: bytes, topic: TopicId, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Keep a topic and its most typical files as they are, whatever a rerun finds; or let it go again."""
        topics = self._opened.library.topics
        found = next((known for known in self._report(folder).topics if known.id == topic), None)
        if found is None:
            raise UsageError(said("This topic is not there any more. Look again."))
        is_free = found.origin is TopicOrigin.FOUND
        return self._rows(topics.hold(topic, folder or None) if is_free else topics.release(topic, folder or None))

    def seed_topics(self, folder: bytes, names: tuple[str, ...], cancel: Cancel, tell: Tell) -> TopicsRows:
        """Ask for topics by name."""
        return self._rows(self._opened.library.topics.seed(names, folder or None, report=tell, cancel=cancel))

    def export_topics(self, folder: bytes, path: str, cancel: Cancel, tell: Tell) -> None:
        """Write the topics of a folder to a file, CSV or JSON by its name."""
        report = self._report(folder)
        write_export(path, json_of(report) if path.lower().endswith(".json") else csv_of(report))

    def save_map(self, path: str, data: bytes, cancel: Cancel, tell: Tell) -> None:
        """Write a picture of the map to a file."""
        write_export(path, data)

    def _report(self, folder: bytes) -> TopicReport:
        """Return what was shown last of a folder, else what is remembered of it."""
        found = self._reports.get(folder) or self._opened.library.topics.kept(folder or None)
        if found is None:
            raise UsageError(said("No topics have been found here yet. Find them first."))
        return found

    def _rows(self, report: TopicReport) -> TopicsRows:
        self._reports[report.folder] = report
        if not report.folder:
            self._opened.note_topics(report)
        return topics_rows(report, [folder.display for folder in self._opened.library.keeper.folders()])
