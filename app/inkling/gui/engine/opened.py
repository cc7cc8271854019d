"""The library behind the window: opened once, by whichever errand comes first, and followed once told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from inkling import storage
from inkling.courtesy import Courtesy
from inkling.errors import LibraryBusy
from inkling.gui.engine.natives import open_natives
from inkling.present.topics import topic_names
from inkling.progress import Progress
from inkling.records import Changes, DocumentId, TopicReport
from inkling.records.said import said

if TYPE_CHECKING:
    from inkling.library import Library

_NOTES = "searches.json"
_HISTORY = 40


class Opened:
    """Holds the library, the last progress that its follower told, the topics, and the person's searches."""

    def __init__(self, data: Path, courtesy: Courtesy | None = None) -> None:
        self.data, self._courtesy = data, courtesy
        self.home = str(Path.home())
        self.progress: Progress | None = None
        self._library: Library | None = None
        self._topics: Mapping[DocumentId, str] | None = None
        self._roots: tuple[str, ...] | None = None
        self._opening = threading.Lock()
        self._notes = threading.Lock()
        self._is_closed = self._is_following = False

    @property
    def library(self) -> Library:
        """The library; opening it takes a moment at the first call.

        Raises:
            LibraryError: it can't be used; the message says why and what to do.
        """
        with self._opening:
            if self._is_closed:
                raise LibraryBusy(said("Inkling is closing."))
            if self._library is None:
                open_natives()
                from inkling.library import Library

                self._library = Library.open_best(self.data, courtesy=self._courtesy)
                self._library.subscribe(self._changed)
            return self._library

    def follow(self) -> None:
        """Keep the library fresh from now on, if this process may write to it."""
        library = self.library
        with self._opening:
            if library.is_writer and not self._is_closed and not self._is_following:
                self._is_following = True
                library.keeper.follow(self._heard)

    def close(self) -> None:
        """Close the library if it was opened."""
        with self._opening:
            self._is_closed = True
            if self._library is not None:
                self._library.close()
                self._library = None

    @property
    def known_topics(self) -> Mapping[DocumentId, str] | None:
        """The topic of each document as far as it was read already; None where it was not."""
        return self._topics

    def topics(self) -> Mapping[DocumentId, str]:
        """Return the topic of each document, as the whole library was sorted last; empty where it never was."""
        if self._topics is None:
            report = self.library.topics.kept()
            self._topics = {} if report is None else topic_names(report)
        return self._topics

    def roots(self) -> tuple[str, ...]:
        """Return the paths of the library's folders as people read them, remembered until they change."""
        if self._roots is None:
            self._roots = tuple(folder.display for folder in self.library.keeper.folders())
        return self._roots

    def note_topics(self, report: TopicReport) -> None:
        """Know the topics of the whole library, found just now."""
        self._topics = topic_names(report)

    def searches(self) -> dict[str, list[str]]:
        """Return the saved and the former searches; a damaged file of them is as good as none."""
        with self._notes:
            return self._read()

    def note_search(self, text: str, group: str) -> bool:
        """Put a search to the front of a group, or let go of one that is saved already; return whether it is kept."""
        with self._notes:
            kept = self._read()
            others = [known for known in kept[group] if known != text]
            is_let_go = group == "saved" and len(others) < len(kept[group])
            kept[group] = (others if is_let_go else [text, *others])[:_HISTORY]
            storage.write(self.data / _NOTES, json.dumps(kept, ensure_ascii=False).encode())
            return not is_let_go

    def forget_history(self) -> None:
        """Forget the former searches."""
        with self._notes:
            kept = self._read()
            if kept["history"]:
                storage.write(self.data / _NOTES, json.dumps({**kept, "history": []}, ensure_ascii=False).encode())

    def _read(self) -> dict[str, list[str]]:
        try:
            found = json.loads((self.data / _NOTES).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        groups = found if isinstance(found, dict) else {}
        return {name: [str(text) for text in groups.get(name, ())] for name in ("saved", "history")}

    def _changed(self, changes: Changes) -> None:
        if changes.folders:
            self._roots = None
        if changes.topics:
            self._topics = None  # they are read again when next a search wants them

    def _heard(self, progress: Progress) -> None:
        self.progress = progress
