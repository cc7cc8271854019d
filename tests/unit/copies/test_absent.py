"""A report less what went to the trash."""

from __future__ import annotations

from copies_samples import Library, edited, prose

from inkling.copies.absent import without
from inkling.copies.desk import Copies
from inkling.records import CopyReport, Tier


def report() -> CopyReport:
    library = Library()
    for name in ("/a.txt", "/b.txt", "/c.txt"):
        library.add(name, prose(100, 1))
    text = prose(300, 2)
    for name, change in (("/x.txt", 0), ("/y.txt", 1), ("/z.txt", 2)):
        library.add(name, edited(text, 0.03 * change, change))
    return Copies(library).find()


def test_nothing_gone_changes_nothing() -> None:
    found = report()
    assert without(found, ()) is found
    assert without(found, {b"/elsewhere.txt"}).groups == found.groups


def test_of_files_that_say_the_same_another_one_becomes_the_reference() -> None:
    (group, _) = without(report(), {b"/a.txt"}).groups
    assert [file.path for member in group.members for file in member.files] == [b"/b.txt", b"/c.txt"]
    assert group.spare_bytes == group.members[1].files[0].size


def test_a_group_of_near_copies_goes_with_its_reference() -> None:
    found = report()
    near = found.groups[1]
    assert near.tier is Tier.NEAR_COPY
    other, reference = near.members[-1].files[0].path, near.reference.files[0].path
    assert len(without(found, {other}).groups[1].members) == 2
    assert len(without(found, {reference}).groups) == 1


def test_one_file_alone_is_no_group() -> None:
    assert [group.tier for group in without(report(), {b"/a.txt", b"/c.txt"}).groups] == [Tier.NEAR_COPY]
