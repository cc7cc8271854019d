"""From groups of copies, differences and plans to rows."""

from __future__ import annotations

from inkling.present.rows import CopiesRows, CopyRow, DiffRow, GroupRow, Mark, PlanRow
from inkling.present.text import at_home, crumbs, file_name, readable
from inkling.records import ChangeKind, CopyGroup, CopyMember, CopyReport, Difference, Plan, StoredFile, Tier, Verdict

_LEFT = {ChangeKind.DELETED: "deletion", ChangeKind.REPLACED: "deletion", ChangeKind.MOVED: "moved"}
_RIGHT = {ChangeKind.INSERTED: "insertion", ChangeKind.REPLACED: "insertion", ChangeKind.MOVED: "moved"}


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
    return GroupRow(group.id, tier, _verdict(group, group.verdict), name, lines, group.spare_bytes)


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


def diff_row(found: Difference, left: str, right: str, names: tuple[str, str]) -> DiffRow:
    """Return a difference as two marked texts."""
    left_marks = [Mark(c.a_start, c.a_end, _LEFT[c.kind]) for c in found.changes if c.kind in _LEFT]
    right_marks = [Mark(c.b_start, c.b_end, _RIGHT[c.kind]) for c in found.changes if c.kind in _RIGHT]
    return DiffRow(
        left=readable(left),
        right=readable(right),
        left_marks=tuple(mark for mark in left_marks if mark.end > mark.start),
        right_marks=tuple(mark for mark in right_marks if mark.end > mark.start),
        changes=tuple((change.a_start, change.b_start) for change in found.changes),
        left_name=names[0],
        right_name=names[1],
    )


def plan_row(plan: Plan, home: str = "") -> PlanRow:
    """Return a plan as the sentence and the list that the person sees before anything happens."""
    return PlanRow(
        paths=tuple(removal.file.path for removal in plan.removals),
        shown=tuple(at_home(removal.file.display, home) for removal in plan.removals),
        size=plan.freed_bytes,
        protected=len(plan.kept),
        token=plan,
    )
