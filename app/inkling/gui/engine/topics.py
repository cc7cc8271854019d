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
    _report: TopicReport | None = None
    _shaped: TopicReport | None = None

    def topic_documents(self, name: str, cancel: Cancel, tell: Tell) -> tuple[DocumentId, ...]:
        """Return the documents of a topic of the whole library, as it was found last."""
        return tuple(document for document, topic in self._opened.topics().items() if topic == name)

    def kept_topics(self, folder: bytes, cancel: Cancel, tell: Tell) -> TopicsRows | None:
        """Return the topics of a folder as they were found last, at once; None where they never were."""
        report = self._opened.library.topics.kept(folder or None)
        if report is None:
            return None
        self._report = report
        return topics_rows(report, self._opened.home)

    def topics(self, folder: bytes, count: int, cancel: Cancel, tell: Tell) -> TopicsRows:
        """Return the topics of a folder; `count` 0 lets the program choose how many."""
        topics = self._opened.library.topics
        if self._shaped is not None and self._shaped.folder == folder:
            report, self._shaped = self._shaped, None  # what a change has just returned need not be found again
        else:
            report = topics.find(folder or None, count=count, report=tell, cancel=cancel)
        self._report = report
        if not folder:
            self._opened.note_topics(report)
        return topics_rows(report, self._opened.home)

    def rename_topic(self, folder: bytes, topic: TopicId, name: str) -> None:
        """Give a topic a name of the person's."""
        self._shaped = self._opened.library.topics.rename(topic, name, folder or None)

    def merge_topics(self, folder: bytes, topics: tuple[TopicId, ...]) -> None:
        """Make one topic of several."""
        self._shaped = self._opened.library.topics.merge(topics, folder or None)

    def split_topic(self, folder: bytes, topic: TopicId) -> None:
        """Make two topics of one."""
        self._shaped = self._opened.library.topics.split(topic, folder or None)

    def pin_topic(self, folder: bytes, topic: TopicId) -> None:
        """Keep a topic and its most typical files as they are, whatever a rerun finds; or let it go again."""
        found = next((known for known in self._report.topics if known.id == topic), None) if self._report else None
        topics = self._opened.library.topics
        if found is None:
            raise UsageError(said("This topic is not there any more. Look again."))
        if found.origin is not TopicOrigin.FOUND:
            self._shaped = topics.release(topic, folder or None)
            return
        self._shaped = topics.rename(topic, found.name, folder or None)
        for document in found.central:
            self._shaped = topics.pin(document, topic, folder or None)

    def seed_topics(self, folder: bytes, names: tuple[str, ...]) -> None:
        """Ask for topics by name."""
        self._shaped = self._opened.library.topics.seed(names, folder or None)

    def export_topics(self, folder: bytes, path: str) -> None:
        """Write the topics to a file, CSV or JSON by its name."""
        if self._report is not None:
            is_json = path.lower().endswith(".json")
            write_export(path, json_of(self._report) if is_json else csv_of(self._report))
