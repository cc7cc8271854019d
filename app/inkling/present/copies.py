"""From groups of copies and plans to rows."""

from __future__ import annotations

from collections.abc import Iterable

from inkling.paths import display
from inkling.present.copyrows import ApartRow, CopiesRows, CopyRow, GoingRow, GroupRow, MovedRow, PlanRow, RefusedRow
from inkling.present.text import at_home, crumbs, file_name
from inkling.records import (
    Apart,
    CopyGroup,
    CopyMember,
    CopyReport,
    Plan,
    PlannedRemoval,
    Removal,
    StoredFile,
    Tier,
    Verdict,
)


def copies_rows(report: CopyReport, home: str, *, can_undo: bool) -> CopiesRows:
    """Return a report as rows, the groups with most to gain first within each tier."""
    groups = sorted(report.groups, key=lambda group: (-group.spare_bytes, group.id))
    return CopiesRows(tuple(group_row(group, home) for group in groups), report.documents, can_undo, report.generation)


def group_row(group: CopyGroup, home: str) -> GroupRow:
    """Return a group as rows, each file on a line of its own."""
    tier = "same_form" if group.verdict is Verdict.SAME_FORM else group.tier.value
    lines = tuple(
        copy_row(member, file, home, _verdict(group, member.verdict), is_reference=number == 0 and at == 0)
        for number, member in enumerate(group.members)
        for at, file in enumerate(member.files)
    )
    name = lines[0].name if lines else ""
    return GroupRow(group.id, tier, _verdict(group, group.verdict), name, lines, group.spare_bytes, group)


def _verdict(group: CopyGroup, verdict: Verdict) -> str:
    """Name a verdict; a letter and its PDF say the same, but nobody would call the files identical."""
    is_text_alone = group.tier is Tier.IDENTICAL_TEXT and verdict is Verdict.IDENTICAL
    return "same_text" if is_text_alone else verdict.value


def copy_row(member: CopyMember, file: StoredFile, home: str, verdict: str, *, is_reference: bool) -> CopyRow:
    """Return one file of a group."""
    name = file_name(file.display)
    return CopyRow(
        document=member.document,
        path=file.path,
        name=name,
        crumbs=crumbs(file.display, home),
        kind=name.rpartition(".")[2].lower(),
        size=file.size,
        when_ns=file.mtime_ns,
        of_longer=member.share_longer,
        of_shorter=member.share_shorter,
        verdict=verdict,
        is_reference=is_reference,
    )


def plan_row(plan: Plan, groups: Iterable[CopyGroup], home: str = "") -> PlanRow:
    """Return a plan as the sentence and the list that the person sees before anything happens.

    Args:
        plan: what would go.
        groups: what it was made for.
        home: the person's home, written as "~".
    """
    everything = {file.path for group in groups for member in group.members for file in member.files}
    going = tuple(_going(removal, home) for removal in plan.removals)
    staying = len(everything - {file.path for file in going})
    return PlanRow(going, plan.freed_bytes, staying, plan.notes, plan)


def _going(removal: PlannedRemoval, home: str) -> GoingRow:
    file = removal.file
    folder = at_home(file.display.rpartition("/")[0] or "/", home)
    return GoingRow(file.path, file_name(file.display), folder, file.size, at_home(removal.kept.display, home))


def apart_row(told: Apart, home: str) -> ApartRow:
    """Return two files that are no copies of each other."""
    names = [at_home(display(path), home) for path in told.paths]
    first, second = names if len(names) == 2 else ("?", "?")
    return ApartRow(first, second, told)


def moved_row(entries: Iterable[Removal], home: str) -> MovedRow:
    """Return what became of files that were to be moved, each that was refused with the reason."""
    entries = tuple(entries)
    refused = tuple(
        RefusedRow(entry.path, at_home(display(entry.path), home), entry.failure) for entry in entries if entry.failure
    )
    return MovedRow(len(entries) - len(refused), refused)
