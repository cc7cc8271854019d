"""Near-copies, over the library."""

# ruff: noqa: ARG002 - errands share one shape; not each of them has progress to tell or needs to be called off

from __future__ import annotations

from pathlib import Path

from inkling.errors import LibraryError, UsageError
from inkling.gui.engine.opened import Opened
from inkling.gui.errands import Tell
from inkling.present.copies import copies_rows, diff_row, plan_row
from inkling.present.rows import CopiesRows, DiffRow, GroupRow, PlanRow
from inkling.present.text import file_name
from inkling.progress import Cancel
from inkling.records import CopyGroup, DocumentId, KeepRule, Plan
from inkling.records.said import said

_LONGEST_COMPARED = 400_000  # characters of each text; more would make the window heavy, and nobody reads so far


class CopiesPart:
    """The part of the errands that compares."""

    _opened: Opened
    _groups: tuple[CopyGroup, ...] = ()

    def copies(self, folder: bytes, cancel: Cancel, tell: Tell) -> CopiesRows:
        """Find the groups of copies below a folder, or everywhere."""
        copies = self._opened.library.copies
        report = copies.find((folder,) if folder else (), cancel, tell)
        self._groups = report.groups
        return copies_rows(report, self._opened.home, can_undo=bool(copies.last_removals()))

    def kept_copies(self, cancel: Cancel, tell: Tell) -> CopiesRows | None:
        """Return the copies as they were found last, at once; None where they never were."""
        copies = self._opened.library.copies
        report = copies.kept()
        if report is None:
            return None
        self._groups = report.groups
        return copies_rows(report, self._opened.home, can_undo=bool(copies.last_removals()))

    def compare(self, left: DocumentId, right: DocumentId, cancel: Cancel, tell: Tell) -> DiffRow:
        """Compare two documents word by word."""
        library = self._opened.library
        texts, names = [], []
        for id_ in (left, right):
            document = library.reader.document(id_)
            if document is None or not document.files:
                raise LibraryError(said("This file is not in the library any more."))
            names.append(file_name(document.files[0].display))
            texts.append(library.reader.text(id_, 0, _LONGEST_COMPARED))
            cancel.check()
        found = library.copies.compare_texts(texts[0], texts[1])
        return diff_row(found, texts[0], texts[1], (names[0], names[1]))

    def plan(self, rule: str, groups: tuple[GroupRow, ...], folder: bytes, cancel: Cancel, tell: Tell) -> PlanRow:
        """Say what a rule would put into the trash."""
        from inkling.library import Choice

        wanted = {group.id for group in groups}
        chosen = [group for group in self._groups if group.id in wanted]
        choice = Choice(KeepRule(rule), folders=(folder,) if folder else ())
        return plan_row(self._opened.library.copies.plan(chosen, choice), self._opened.home)

    def trash(self, plan: PlanRow, cancel: Cancel, tell: Tell) -> tuple[int, tuple[str, ...]]:
        """Put the planned files into the trash; return how many went and why others did not."""
        if not isinstance(plan.token, Plan):
            raise UsageError(said("This plan is not known any more. Choose what to keep once more."))
        done = self._opened.library.copies.carry_out(plan.token, cancel, tell)
        self._opened.library.keeper.scan()
        return sum(not entry.failure for entry in done), tuple(entry.failure for entry in done if entry.failure)

    def undo_trash(self, cancel: Cancel, tell: Tell) -> int:
        """Bring back what the last plan removed; return how many came back."""
        copies = self._opened.library.copies
        back = copies.undo(copies.last_removals(), cancel, tell)
        self._opened.library.keeper.scan()
        return sum(entry.undone for entry in back)

    def not_a_copy(self, group: GroupRow, document: DocumentId) -> None:
        """Remember that a file is no copy of its reference."""
        self._opened.library.copies.ignore(group.members[0].document, document)

    def export_copies(self, path: str, cancel: Cancel, tell: Tell) -> None:
        """Write the groups to a file, CSV or JSON by its name."""
        copies = self._opened.library.copies
        text = copies.as_json(self._groups) if path.lower().endswith(".json") else copies.as_csv(self._groups)
        write_export(path, text)


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
