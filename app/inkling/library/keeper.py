"""Which folders does the library hold, and how fresh is it? Adding, forgetting, reading, following."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from inkling import doorbell, paths
from inkling.errors import LibraryError, UsageError
from inkling.extract import ocr as recognition
from inkling.files.preview import Preview, preview
from inkling.files.rules import nested_in
from inkling.follow import Follower, Following
from inkling.ingest import Outcome, Pace
from inkling.library import overview
from inkling.library.work import Means, Work
from inkling.progress import Cancel, Progress, Report, ignore_progress
from inkling.records import Changes, Coverage, Folder, FolderId, LeftOut, Problem, Rules
from inkling.records.said import said

_MEND_S = 2.0  # how long a search may wait for the running Inkling to hear of damage
_NO_OCR = said(
    "Text recognition is not installed. Install it: `pip install 'inkling[ocr]'`; then: `inkling sync --ocr`."
)
_SPECIAL = re.compile(r"([\\*?\[\]!#])")


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: files read, moved, gone, unchanged, passages by meaning, pictures; folders not there."""

    read: int = 0
    moved: int = 0
    gone: int = 0
    same: int = 0
    meanings: int = 0
    pictures: int = 0
    unavailable: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0


class Keeper:
    """The folders of one library. Reading methods may be called from any thread, working ones from one at a time."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._catalog = means.catalog
        settings = means.settings()
        self.pace = Pace(means.data, threads=settings.threads, pause_on_battery=settings.pause_on_battery)
        self._follower: Follower | None = None
        self._is_watching = settings.watch
        self._doorbell: doorbell.Doorbell | None = None
        self._report: Report = ignore_progress
        self._work = Work(means, self.pace)
        self._must_mend = False

    # ---------------------------------------------------------------------------------------------------- folders

    def folders(self) -> list[Folder]:
        """Return the folders of the library."""
        return self._catalog.folders()

    def add_folder(self, path: bytes, rules: Rules | None = None) -> Folder:
        """Add a folder; it is read by the next sync, at once where the library is followed.

        Raises:
            UsageError: it is no folder, or it is our own.
        """
        whole = os.path.realpath(path)
        if not os.path.isdir(whole):  # noqa: PTH112  # bytes
            raise UsageError(said("{path} is not a folder. Give a folder that exists.", path=paths.display(path)))
        own = os.path.realpath(os.fsencode(self._means.data))
        if whole == own or whole.startswith(own + b"/"):
            raise UsageError(said("That is where Inkling keeps its own files. Choose one of your folders."))
        folder = self._catalog.add_folder(whole, rules or Rules())
        self._changed(Changes(folders=True))
        return folder

    def remove_folder(self, id: FolderId) -> None:
        """Forget a folder and all that was read from it; the files themselves are not touched."""
        self._catalog.remove_folder(id)
        self._catalog.checkpoint()
        self._forgotten()

    def set_rules(self, id: FolderId, rules: Rules) -> None:
        """Change which files of a folder are read; the next sync follows."""
        self._catalog.set_rules(id, rules)
        self._changed(Changes(folders=True))

    def preview(self, path: bytes, rules: Rules, cancel: Cancel | None = None) -> Iterator[Preview]:
        """Yield what rules would catch in a folder, growing until it is complete."""
        own = os.path.realpath(os.fsencode(self._means.data))
        nested = nested_in(path, [folder.path for folder in self.folders()])
        return preview(path, rules, cancel=cancel or Cancel(), apart={own, *nested})

    def folder_of(self, path: bytes) -> Folder | None:
        """Return the folder of the library that a path lies in, the innermost."""
        inside = [f for f in self.folders() if path == f.path or path.startswith(f.path.rstrip(b"/") + b"/")]
        return max(inside, key=lambda folder: len(folder.path), default=None)

    def forget(self, path: bytes) -> int:
        """Forget a file or a folder inside the library, leave it out from now on, and return how many files that were.

        Raises:
            UsageError: it does not lie in a folder of the library.
        """
        whole = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path.rstrip(b"/")))  # noqa: PTH118, PTH119, PTH120
        folder = self.folder_of(whole)
        if folder is None:
            raise UsageError(said("{path} does not lie in a folder of the library.", path=paths.display(path)))
        known = [p for p in self._catalog.stamps(folder.id) if p == whole or p.startswith(whole.rstrip(b"/") + b"/")]
        if whole == folder.path:
            self.remove_folder(folder.id)
            return len(known)
        inside = os.fsdecode(whole[len(folder.path.rstrip(b"/")) :])
        rules = folder.rules
        pattern = _SPECIAL.sub(r"\\\1", inside)
        self._catalog.set_rules(folder.id, replace(rules, exclude=(*rules.exclude, pattern)))
        self._catalog.delete(known)
        self._catalog.tidy()
        self._catalog.checkpoint()
        self._forgotten()
        return len(known)

    # ------------------------------------------------------------------------------------------------------ state

    def status(self) -> Coverage:
        """Return what can be found, what can't yet, and what never will, in numbers that add up."""
        found = self._catalog.coverage()
        why = self.pace.why_waiting(meaning=True)
        left = found.pending + found.passages - found.passages_with_meaning
        if why and left:
            return replace(found, state="paused", why_paused=why)
        return replace(found, state=self._work.doing)

    def waiting(self, limit: int = 1000) -> list[bytes]:
        """Return the first files, by path, that are still to be read."""
        return self._catalog.waiting(limit)

    def left_out(self, cancel: Cancel) -> Iterator[list[LeftOut]]:
        """Yield what rules leave out, a few examples of each reason and folder, growing; the folders are looked at."""
        return overview.left_out(self.folders(), lambda folder: self.preview(folder.path, folder.rules, cancel))

    def problems(self, kind: str | None = None) -> list[Problem]:
        """Return what could not be read, why, and what to do."""
        return self._catalog.problems(kind)

    def try_again(self, paths: Sequence[bytes]) -> None:
        """Read these files again, whatever came of it before; at once where the library is followed."""
        self._catalog.read_again(paths)
        self.scan()

    def mend(self) -> None:
        """Build the index anew as soon as possible: a search found it damaged. Without a follower the next sync does.

        A process that only reads asks the running one.
        """
        if not self._catalog.is_writer:
            with suppress(LibraryError):  # a search does not fail because nobody mends
                doorbell.ask(doorbell.place(self._means.data), {"ask": "mend"}, _MEND_S)
            return
        self._must_mend = True
        if self._follower:
            self._follower.hurry()

    def why_waiting(self) -> str:
        """Return why reading waits now, in words; empty when it goes on."""
        return self.pace.why_waiting(meaning=True)

    # ---------------------------------------------------------------------------------------------------- reading

    def sync(
        self, cancel: Cancel, report: Report = ignore_progress, *, meaning: bool = True, ocr: bool = False
    ) -> SyncReport:
        """Read what is new or changed: by words, then (unless told not to) by meaning, last (if told to) in pictures.

        Raises:
            Cancelled: called off; what was read stays.
            ModelError: the model can't be had; what was read by words stays.
            UsageError: text recognition was asked for and is not installed; nothing was done.
        """
        if ocr and not recognition.is_installed():
            raise UsageError(_NO_OCR)
        began = time.monotonic()
        outcome = self._work.words(cancel, report)
        meanings = self._work.meanings(cancel, report) if meaning else 0
        pictures = self._work.pictures(cancel, report) if ocr else 0
        if pictures and meaning:
            meanings += self._work.meanings(cancel, report)
        if meaning:
            self._work.renew(cancel, report)
        return self._told(outcome, meanings, pictures, time.monotonic() - began)

    def _told(self, outcome: Outcome, meanings: int, pictures: int, seconds: float) -> SyncReport:
        away = tuple(folder.display for folder in self.folders() if folder.id in outcome.unavailable)
        read, moved, gone, same = outcome.read, outcome.moved, outcome.gone, outcome.same
        return SyncReport(read, moved, gone, same, meanings, pictures, away, outcome.problems, seconds)

    # -------------------------------------------------------------------------------------------------- following

    def follow(self, report: Report = ignore_progress, answer: doorbell.Answer | None = None) -> None:
        """Keep the library fresh from now on, on a thread of its own; `answer` hears what other processes ask."""
        self._report = report
        self._start_follower()
        self._doorbell = doorbell.Doorbell.open(doorbell.place(self._means.data), answer or self.answer)

    def _start_follower(self) -> None:
        own = [os.path.realpath(os.fsencode(self._means.data))]
        self._is_watching = self._means.settings().watch
        self._follower = Follower(self, self.folders, own=own, is_watching=self._is_watching, changed=self._heard)
        self._follower.start()
        if self.pace.is_paused:
            self._follower.pause()

    def following(self) -> tuple[Following, ...]:
        """Say how each folder is kept fresh; empty where nothing follows."""
        return self._follower.status() if self._follower else ()

    def scan(self) -> None:
        """Look at all followed folders as soon as possible."""
        if self._follower:
            self._follower.scan()

    def settle(self, timeout_s: float) -> bool:
        """Wait until nothing known is left to be read; false when that takes longer."""
        return self._follower.settle(timeout_s) if self._follower else True

    def pause(self) -> None:
        """Stop reading until `resume`; searching goes on."""
        self.pace.pause()
        if self._follower:
            self._follower.pause()

    def resume(self) -> None:
        """Go on reading."""
        self.pace.resume()
        if self._follower:
            self._follower.resume()

    def follow_settings(self) -> None:
        """Take over what the person chose meanwhile."""
        settings = self._means.settings()
        self.pace.threads, self.pace.pause_on_battery = settings.threads, settings.pause_on_battery
        if self._follower and settings.watch != self._is_watching:
            self._end_follower()
            self._start_follower()

    def close(self) -> None:
        """Stop following and wait until that is done."""
        if self._doorbell:
            self._doorbell.close()
            self._doorbell = None
        self._end_follower()
        self._work.close()

    def _end_follower(self) -> None:
        if self._follower:
            was_paused = self.pace.is_paused
            self.pace.resume()  # a paused worker could not hear that it is called off
            self._follower.close()
            self._follower = None
            if was_paused:
                self.pace.pause()

    def answer(self, question: doorbell.Message) -> doorbell.Message:
        """Do what another process of this person asks."""
        if question.get("ask") == "sync":
            self.scan()
            return {"done": True}
        if question.get("ask") == "add":
            folder = self.add_folder(os.fsencode(str(question.get("path", ""))))
            return {"done": True, "folder": folder.display}
        if question.get("ask") == "mend":
            self.mend()
            return {"done": True}
        return {"done": False, "why": "this Inkling does not know that question"}

    # ------------------------------------------------------------------------- the follower asks (on its own thread)

    def sync_folder(self, folder: Folder, dirty: frozenset[bytes] | None, cancel: Cancel) -> object:
        """Be the follower's `Syncs`: read what changed in one folder by words."""
        return self._work.words_of(folder, dirty, cancel, self._report)

    def rest(self, cancel: Cancel) -> bool:
        """Be the follower's `Syncs`: mend the index, read by meaning for a second, or one picture; true for more."""
        if self._must_mend:
            self._must_mend = False
            self._means.refresh(self._report)
            self._means.tell(Changes(snapshot=True))
            return True
        giving = self._follower.giving_way(cancel) if self._follower else cancel
        return self._work.rest(cancel, giving, self._report)

    def _heard(self) -> None:
        self._report(Progress("following", 0))

    # ------------------------------------------------------------------------------------------------------ after

    def _changed(self, changes: Changes) -> None:
        self._means.tell(changes)
        if self._follower:
            self._follower.refresh()

    def _forgotten(self) -> None:
        """What was forgotten must leave the snapshot and the kept results too."""
        self._means.purge()
        self._catalog.checkpoint()
        self._means.refresh(ignore_progress)
        self._changed(Changes(folders=True, documents=True, meanings=True, snapshot=True))
