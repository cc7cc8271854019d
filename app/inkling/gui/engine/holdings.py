"""Folders, coverage, models, problems and settings, over the library."""

# ruff: noqa: ARG002 - errands share one shape; not each of them has progress to tell or needs to be called off

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from inkling import offline, paths
from inkling.errors import InklingError
from inkling.gui.crashes import Crashes
from inkling.gui.engine.opened import Opened
from inkling.gui.engine.suggested import usual_folders
from inkling.gui.errands import LibraryRows, RulesPreview, SuggestedFolder, Tell
from inkling.present.rows import LEFT_OUT, WAITING, FolderRow, ModelRow, ProblemRow, StatusRow
from inkling.present.text import at_home, crumbs, file_name
from inkling.progress import Cancel, Progress
from inkling.records import Folder, FolderId, Problem, Rules
from inkling.records.said import said, together
from inkling.settings import Settings

if TYPE_CHECKING:
    from inkling.library import Following

_LOOK_S_FILES = 20_000  # a first look at a folder stops here: the number only says how much there is


class HoldingsPart:
    """The part of the errands about what the library holds."""

    _opened: Opened

    def status(self, cancel: Cancel, tell: Tell) -> StatusRow:
        """Return how far the library is."""
        library = self._opened.library
        found, folders = library.keeper.status(), library.keeper.folders()
        progress = self._opened.progress
        is_reading = found.pending > 0 or found.passages_with_meaning < found.passages
        told = progress if isinstance(progress, Progress) and is_reading else None
        is_held = library.keeper.pace.is_paused
        state = found.state
        if is_reading and state == "idle":  # between two turns of the follower
            state = "reading" if found.pending else "meaning"
        return StatusRow(
            files=found.files,
            searchable=found.searchable,
            with_meaning=found.with_meaning,
            pending=found.pending,
            passages=found.passages,
            passages_with_meaning=found.passages_with_meaning,
            problems=tuple(sorted(found.problems.items(), key=lambda pair: -pair[1])),
            skipped=tuple(sorted(found.skipped.items())),
            state=state,
            why_paused="" if is_held else found.why_paused,
            rate_per_s=told.rate_per_s if told else 0.0,
            seconds_left=told.seconds_left if told else None,
            folders=len(folders),
            generation=library.generation,
            unspoken=library.unspoken,
            is_held=is_held,
        )

    def library(self, cancel: Cancel, tell: Tell) -> LibraryRows:
        """Return what the library's page shows."""
        data = self._opened.data
        space = (
            ("catalog", _size_of(data.glob("catalog.sqlite*"))),
            ("index", _size_of(data.glob("index-*"))),
            ("log", _size_of([data / "log"])),
        )
        folders = self.folders(cancel, tell)
        cancel.check()
        models = self.models(cancel, tell)
        place = at_home(str(data), self._opened.home)
        return LibraryRows(self.status(cancel, tell), folders, models, space, place, offline.is_sealed())

    def models(self, cancel: Cancel, tell: Tell) -> tuple[ModelRow, ...]:
        """Return the models that are installed."""
        library = self._opened.library
        used, wanted = library.model_in_use, library.settings.model
        unspoken = library.searcher.unspoken()
        return tuple(
            ModelRow(
                card.name,
                card.kind,
                card.languages,
                card.licence,
                _size_of([paths.MODELS / card.name]),
                card.name == used,
                card.name == wanted != used,
                unspoken if card.name == used else (),
            )
            for card in library.models()
        )

    def folders(self, cancel: Cancel, tell: Tell) -> tuple[FolderRow, ...]:
        """Return the folders of the library."""
        keeper = self._opened.library.keeper
        cared = {care.folder: care for care in keeper.following()}
        return tuple(_folder_row(folder, cared.get(folder.id), self._opened.home) for folder in keeper.folders())

    def suggested(self, cancel: Cancel, tell: Tell) -> tuple[SuggestedFolder, ...]:
        """Return the usual folders that exist: told at once, then again with how much a quick look finds in each."""
        found = [
            SuggestedFolder(os.fsencode(place), place.name, str(place), ticked=kind == "DOCUMENTS")
            for kind, place in usual_folders(Path(self._opened.home))
        ]
        tell(tuple(found))
        for at, folder in enumerate(found):
            files, size = self._look(folder.path, cancel)
            found[at] = replace(folder, files=files, size=size)
            tell(tuple(found))
        return tuple(found)

    def _look(self, path: bytes, cancel: Cancel) -> tuple[int, int]:
        files = size = 0
        for look in self._opened.library.keeper.preview(path, Rules(), cancel):
            files, size = look.files, look.size_bytes
            if files > _LOOK_S_FILES:
                break
        return files, size

    def add_folders(self, paths: tuple[bytes, ...], cancel: Cancel, tell: Tell) -> tuple[str, ...]:
        """Take folders in, each for itself; the follower reads them from now on. Return why others were not taken."""
        keeper = self._opened.library.keeper
        told = []
        for path in paths:
            try:
                keeper.add_folder(path)
            except InklingError as error:
                told.append(str(error))
        return tuple(told)

    def forget_folder(self, folder: FolderId, cancel: Cancel, tell: Tell) -> None:
        """Forget a folder and everything that was read from it."""
        self._opened.library.keeper.remove_folder(folder)

    def set_rules(self, folder: FolderId, include: tuple[str, ...], exclude: tuple[str, ...]) -> None:
        """Change which files of a folder are read."""
        keeper = self._opened.library.keeper
        before = next((known.rules for known in keeper.folders() if known.id == folder), Rules())
        keeper.set_rules(folder, replace(before, include=include, exclude=exclude))
        keeper.scan()

    def preview_rules(
        self, path: bytes, include: tuple[str, ...], exclude: tuple[str, ...], cancel: Cancel, tell: Tell
    ) -> RulesPreview:
        """Say what rules would catch, growing while it is looked at."""
        rows = RulesPreview(0, 0)
        keeper = self._opened.library.keeper
        before = next((known.rules for known in keeper.folders() if known.path == path), Rules())
        for look in keeper.preview(path, replace(before, include=include, exclude=exclude), cancel):
            left = tuple(_display(example) for some in look.left_out_examples.values() for example in some)
            read = tuple(paths.display(example) for example in look.examples)
            away = sum(look.left_out.values())
            rows = RulesPreview(look.files, away, read, left, look.unavailable, look.is_complete)
            tell(rows)
        return rows

    def problems(self, kind: str, cancel: Cancel, tell: Tell) -> tuple[ProblemRow, ...]:
        """Return the files that cannot be searched, of one kind or all; or those that wait, or examples left out."""
        keeper, home = self._opened.library.keeper, self._opened.home
        if kind == WAITING:
            return tuple(_unread_row(path, kind, home) for path in keeper.waiting())
        if kind.startswith(LEFT_OUT):
            rows: tuple[ProblemRow, ...] = ()
            for examples in keeper.left_out(cancel):
                of_kind = [one.path for one in examples if LEFT_OUT + one.reason == kind]
                rows = tuple(_unread_row(path, kind, home) for path in of_kind)
                tell(rows)
            return rows
        return tuple(_problem_row(problem, home) for problem in keeper.problems(kind or None))

    def try_again(self, paths: tuple[bytes, ...], cancel: Cancel, tell: Tell) -> None:
        """Read files once more that could not be read."""
        keeper = self._opened.library.keeper
        keeper.try_again(paths)

    def set_paused(self, *, paused: bool) -> None:
        """Pause or resume reading."""
        keeper = self._opened.library.keeper
        if paused:
            keeper.pause()
        else:
            keeper.resume()

    def check(self, cancel: Cancel, tell: Tell) -> tuple[str, ...]:
        """Examine the library; return a sentence for each thing that was looked at."""
        told: list[str] = []
        for sentence in self._checked(cancel):
            told.append(sentence)
            tell(tuple(told))
        return tuple(told)

    def _checked(self, cancel: Cancel) -> Iterator[str]:
        library = self._opened.library
        found = library.check(cancel=cancel)
        yield from found.problems
        yield from (said("Mended: {what}", what=what) for what in found.repaired)
        if not found.problems and not found.repaired:
            yield said(
                "The library's own files are whole; {count} things were looked at.", count=f"{found.looked_at:,}"
            )
        cancel.check()
        for finding in library.doctor(self._opened.data):
            yield finding.told if finding.is_well else together(finding.told, finding.next_step)

    def save_settings(self, settings: Settings) -> None:
        """Keep the person's choices; without a history, the old one goes too."""
        values = {option.name: getattr(settings, option.name) for option in fields(Settings)}
        self._opened.library.change_settings(**values)
        if not settings.keep_history:
            self._opened.forget_history()

    def last_crash(self) -> str:
        """Return the local note about the last crash once, or nothing."""
        return Crashes(self._opened.data / "log").last()

    def local_log(self) -> str:
        """Return the end of the local log."""
        return Crashes(self._opened.data / "log").log()


def _folder_row(folder: Folder, care: Following | None, home: str) -> FolderRow:
    return FolderRow(
        id=folder.id,
        path=folder.path,
        display=at_home(folder.display, home),
        state=folder.state.value,
        files=folder.files,
        searchable=folder.searchable,
        with_meaning=folder.with_meaning,
        include=folder.rules.include,
        exclude=folder.rules.exclude,
        care="" if care is None else "watched" if care.is_watched else "scanned",
        why_care="" if care is None else care.trouble or care.why_not_watched,
    )


def _unread_row(path: bytes, kind: str, home: str) -> ProblemRow:
    display = paths.display(path)
    return ProblemRow(path, file_name(display), crumbs(display, home), kind, "", "")


def _problem_row(problem: Problem, home: str) -> ProblemRow:
    display = paths.display(problem.path)
    return ProblemRow(
        path=problem.path,
        name=file_name(display),
        crumbs=crumbs(display, home),
        kind=problem.kind.value,
        reason=problem.reason,
        next_step=problem.next_step,
        where=problem.where,
    )


def _display(example: object) -> str:
    path = getattr(example, "path", b"")
    return file_name(paths.display(path)) if isinstance(path, bytes) else ""


def _size_of(places: Iterable[Path]) -> int:
    total = 0
    for place in places:
        files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
        for file in files:
            try:
                total += file.stat().st_size
            except OSError:  # a snapshot may be swapped away while it is measured
                continue
    return total
