"""What is left of a report when some of its files went to the trash? For the moments until the catalog knows of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from inkling.records import CopyGroup, CopyReport, Tier

_ALIKE = (Tier.IDENTICAL_BYTES, Tier.IDENTICAL_TEXT)  # tiers in which any file can be the reference


def without(report: CopyReport, gone: Collection[bytes]) -> CopyReport:
    """Return a report without some files, and without the groups that are none any more.

    A group whose reference is gone goes with it, unless all of its files say the same: nobody compared the others.
    """
    if not gone:
        return report
    groups = (_left_of(group, gone) for group in report.groups)
    return replace(report, groups=tuple(group for group in groups if group is not None))


def _left_of(group: CopyGroup, gone: Collection[bytes]) -> CopyGroup | None:
    files = [[file for file in member.files if file.path not in gone] for member in group.members]
    if sum(map(len, files)) == sum(len(member.files) for member in group.members):
        return group
    if sum(map(len, files)) < 2 or (group.tier not in _ALIKE and not files[0]):
        return None
    members = tuple(
        replace(member, files=tuple(left)) for member, left in zip(group.members, files, strict=True) if left
    )
    sizes = [file.size for left in files for file in left]
    return replace(group, members=members, spare_bytes=sum(sizes[1:]) if group.spare_bytes else 0)
