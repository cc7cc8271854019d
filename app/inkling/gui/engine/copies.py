"""Near-copies, over the library."""

# ruff: noqa: ARG002 - errands share one shape; not each of them has progress to tell or needs to be called off

from __future__ import annotations

import os
import time
from pathlib import Path

from inkling.errors import LibraryError, UsageError
from inkling.gui.engine.opened import Opened
from inkling.gui.errands import Tell
from inkling.present.copies import apart_row, copies_rows, moved_row, plan_row
from inkling.present.copyrows import ApartRow, CopiesRows, CopyRow, DiffRow, GroupRow, MovedRow, PlanRow
from inkling.present.difference import diff_row
from inkling.progress import Cancel
from inkling.records import Apart, CopyGroup, KeepRule, Plan
from inkling.records.said import said

_LONGEST_COMPARED = 400_000  # characters of each text; more takes seconds, and nobody reads so far
_FILES_WITHIN_S = 8.0  # a library that has more to read than that shows the files when it comes to them
_LOOK_EVERY_S = 0.1


class CopiesPart:
    """The part of the errands that compares."""

    _opened: Opened

    def copies(self, folder: bytes, cancel: Cancel, tell: Tell) -> CopiesRows:
        """Find the groups of copies below a folder, or everywhere."""
        copies = self._opened.library.copies
        report = copies.find((folder,) if folder else (), cancel, tell)
        return copies_rows(report, self._opened.home, can_undo=bool(copies.last_removals()))

    def kept_copies(self, cancel: Cancel, tell: Tell) -> CopiesRows | None:
        """Return the copies as they were found last, at once; None where they never were."""
        copies = self._opened.library.copies
        report, can_undo = copies.kept(), bool(copies.last_removals())
        if report is None:
            return CopiesRows((), can_undo=True) if can_undo else None
        return copies_rows(report, self._opened.home, can_undo=can_undo)

    def compare(self, left: CopyRow, right: CopyRow, cancel: Cancel, tell: Tell) -> DiffRow:
        """Compare two files word by word."""
        library = self._opened.library
        texts, is_cut = [], False
        for file in (left, right):
            document = library.reader.document(file.document) if file.document else None
            if document is None and file.document:
                raise LibraryError(said("This file is not in the library any more."))
            text = library.reader.text(file.document, 0, _LONGEST_COMPARED) if document else ""
            if not text:
                raise UsageError(said("{name} has no text that could be compared.", name=file.name))
            is_cut |= document is not None and document.length > _LONGEST_COMPARED
            texts.append(text)
            cancel.check()
        found = library.copies.compare_texts(texts[0], texts[1])
        cancel.check()
        return diff_row(found, texts[0], texts[1], (_place(left), _place(right)), is_cut=is_cut)

    def plan(self, rule: str, groups: tuple[GroupRow, ...], folder: bytes, cancel: Cancel, tell: Tell) -> PlanRow:
        """Say what a rule would put into the trash."""
        from inkling.library import Choice

        chosen = [group.token for group in groups if isinstance(group.token, CopyGroup)]
        choice = Choice(KeepRule(rule), folders=(os.path.realpath(folder),) if folder else ())
        return plan_row(self._opened.library.copies.plan(chosen, choice), chosen, self._opened.home)

    def trash(self, plan: PlanRow, cancel: Cancel, tell: Tell) -> MovedRow:
        """Put the planned files into the trash; they are in no list of copies from then on."""
        if not isinstance(plan.token, Plan):
            raise UsageError(said("This plan is not known any more. Choose what to keep once more."))
        done = self._opened.library.copies.carry_out(plan.token, cancel, tell)
        self._opened.library.keeper.scan()
        return moved_row(done, self._opened.home)

    def undo_trash(self, cancel: Cancel, tell: Tell) -> MovedRow:
        """Bring back what the last plan removed; it is in the lists of copies again."""
        copies = self._opened.library.copies
        back = copies.undo(copies.last_removals(), cancel, tell)
        self._opened.library.keeper.scan()
        self._wait_for_files(cancel)
        return moved_row(back, self._opened.home)

    def _wait_for_files(self, cancel: Cancel) -> None:
        """Give the library a moment to know files that came back: it may have forgotten them meanwhile."""
        until_s = time.monotonic() + _FILES_WITHIN_S
        while time.monotonic() < until_s and not cancel.is_cancelled:
            if self._opened.library.keeper.settle(_LOOK_EVERY_S):
                return

    def not_a_copy(self, reference: CopyRow, other: CopyRow, cancel: Cancel, tell: Tell) -> None:
        """Remember that a file is no copy of its reference."""
        self._opened.library.copies.ignore(reference.document, other.document)

    def not_copies(self, cancel: Cancel, tell: Tell) -> tuple[ApartRow, ...]:
        """Return the files that were said to be no copies of each other."""
        return tuple(apart_row(told, self._opened.home) for told in self._opened.library.copies.ignored())

    def take_back(self, pairs: tuple[ApartRow, ...], cancel: Cancel, tell: Tell) -> None:
        """Forget of some pairs that they are no copies."""
        for pair in pairs:
            if isinstance(pair.token, Apart):
                self._opened.library.copies.unignore(pair.token)

    def export_copies(self, path: str, groups: tuple[GroupRow, ...], cancel: Cancel, tell: Tell) -> None:
        """Write groups to a file, CSV or JSON by its name."""
        copies = self._opened.library.copies
        chosen = [group.token for group in groups if isinstance(group.token, CopyGroup)]
        text = copies.as_json(chosen) if path.lower().endswith(".json") else copies.as_csv(chosen)
        write_export(path, text)


def _place(file: CopyRow) -> str:
    """Name a file with its folder: copies are often called the same."""
    return " › ".join((*file.crumbs[-1:], file.name))


def write_export(path: str, made: str | bytes) -> None:
    """Write what the person asked for to where they chose.

    Raises:
        UsageError: it can't be written there.
    """
    try:
        Path(path).write_bytes(made.encode() if isinstance(made, str) else made)
    except OSError as error:
        raise UsageError(
            said("{path} cannot be written: {strerror}. Choose another place.", path=path, strerror=error.strerror)
        ) from error
