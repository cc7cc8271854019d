"""The law of every rule: nothing is planned away that has no twin among what stays."""

from __future__ import annotations

import pytest
from copies_samples import Library, edited, prose
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.copies.desk import Copies
from inkling.copies.keep import Choice
from inkling.records import KeepRule, Plan, Tier, Verdict

RULES = [rule for rule in KeepRule if rule is not KeepRule.NONE]


def plan_of(library: Library, choice: Choice) -> Plan:
    desk = Copies(library)
    return desk.plan(desk.find().groups, choice)


def removed(plan: Plan) -> list[str]:
    return [removal.file.display for removal in plan.removals]


def three_copies() -> Library:
    library = Library()
    text = prose(100, 1)
    library.add("/deep/down/old.txt", text, mtime_ns=1)
    library.add("/x.txt", text, mtime_ns=2)
    library.add("/office/new.txt", text, mtime_ns=3)
    return library


def test_the_default_does_nothing() -> None:
    plan = plan_of(three_copies(), Choice())
    assert plan == Plan((), (), 0, ())


@pytest.mark.parametrize(
    ("choice", "stays"),
    [
        (Choice(KeepRule.NEWEST), "/office/new.txt"),
        (Choice(KeepRule.OLDEST), "/deep/down/old.txt"),
        (Choice(KeepRule.SHORTEST_PATH), "/x.txt"),
        (Choice(KeepRule.REFERENCE), "/x.txt"),
        (Choice(KeepRule.FOLDER_ORDER, folders=(b"/deep",)), "/deep/down/old.txt"),
        (Choice(KeepRule.FOLDER_ORDER, folders=(b"/nothing", b"/office/")), "/office/new.txt"),
    ],
)
def test_a_rule_keeps_one_file_and_plans_the_others(choice: Choice, stays: str) -> None:
    plan = plan_of(three_copies(), choice)
    assert [file.display for file in plan.kept] == [stays]
    assert sorted([*removed(plan), stays]) == ["/deep/down/old.txt", "/office/new.txt", "/x.txt"]
    assert plan.freed_bytes == 2 * len(prose(100, 1))
    assert plan.notes == ()


def test_a_tie_is_announced() -> None:
    library = Library()
    for name in ("/a.txt", "/b.txt"):
        library.add(name, prose(50, 1), mtime_ns=5)
    plan = plan_of(library, Choice(KeepRule.NEWEST))
    assert removed(plan) == ["/b.txt"]
    assert len(plan.notes) == 1


def test_what_is_in_the_folder_to_keep_stays_and_groups_elsewhere_are_left_alone() -> None:
    library = Library()
    for name in ("/keep/x.txt", "/keep/sub/x.txt", "/p/x.txt"):
        library.add(name, prose(100, 1))
    for name in ("/p/y.txt", "/q/y.txt"):
        library.add(name, prose(100, 2))
    plan = plan_of(library, Choice(KeepRule.FOLDER_ORDER, folders=(b"/keep",)))
    assert removed(plan) == ["/p/x.txt"]
    assert plan.notes == ()


def test_no_folder_to_keep_loses_anything_to_another_one() -> None:
    plan = plan_of(three_copies(), Choice(KeepRule.FOLDER_ORDER, folders=(b"/office/", b"/deep")))
    assert removed(plan) == ["/x.txt"]
    assert [removal.kept.display for removal in plan.removals] == ["/office/new.txt"]


def test_of_files_that_a_rule_fits_alike_the_reference_stays() -> None:
    library = Library()
    for name in ("/a/long/way/down.txt", "/z.txt"):
        library.add(name, prose(50, 1), mtime_ns=5)
    assert removed(plan_of(library, Choice(KeepRule.NEWEST))) == ["/a/long/way/down.txt"]
    assert plan_of(library, Choice(KeepRule.REFERENCE)).notes == ()


def test_protected_folders_lose_nothing() -> None:
    plan = plan_of(three_copies(), Choice(KeepRule.SHORTEST_PATH, protected=(b"/deep",)))
    assert removed(plan) == ["/office/new.txt"]


def test_forms_are_never_selected() -> None:
    library = Library()
    form = prose(120, 5)
    for number in range(1, 5):
        library.add(f"/{number}.txt", f"Invoice {100 * number} {form} EUR {number}.50")
    for rule in RULES:
        assert removed(plan_of(library, Choice(rule, contained=True))) == []


def test_contained_texts_go_only_when_asked_for_and_never_the_container() -> None:
    library = Library()
    library.add("/book.txt", "\n\n".join(prose(200, seed) for seed in range(6)), mtime_ns=1)
    library.add("/chapter.txt", prose(200, 3), mtime_ns=9)
    for rule in RULES:
        assert removed(plan_of(library, Choice(rule))) == []
    assert removed(plan_of(library, Choice(KeepRule.REFERENCE, contained=True))) == ["/chapter.txt"]
    assert removed(plan_of(library, Choice(KeepRule.NEWEST, contained=True))) == []


def test_hard_links_of_the_kept_file_are_left_alone() -> None:
    library = Library()
    text = prose(50, 1)
    library.add("/a.txt", text, inode=5)
    library.add("/link.txt", text, inode=5)
    library.add("/copy.txt", text, inode=6)
    assert removed(plan_of(library, Choice(KeepRule.SHORTEST_PATH))) == ["/copy.txt"]


MANY = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 3), st.integers(1, 3), st.integers(1, 12)),
    min_size=2,
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(MANY, st.sampled_from(RULES), st.booleans())
def test_every_group_keeps_a_file_and_every_removal_has_a_twin_that_stays(
    recipe: list[tuple[int, int, int, int, int]], rule: KeepRule, contained: bool
) -> None:
    library = Library()
    for number, (seed, change, folder, mtime, inode) in enumerate(recipe):
        text = edited(prose(100, seed), 0.02 * change, change)
        data = None if number % 3 else text.encode() + b"\0" * (number % 4)
        # Equal inodes mean equal bytes.
        library.add(
            f"/{folder}/{number}",
            text,
            data=data,
            mtime_ns=mtime,
            inode=0 if data else inode + 1000 * seed + 100 * change,
        )
    desk = Copies(library)
    groups = desk.find().groups
    plan = desk.plan(groups, Choice(rule, folders=(b"/2", b"/1"), contained=contained))
    gone = {removal.file.path for removal in plan.removals}
    kept = {file.path for file in plan.kept}
    assert not gone & kept
    for group in groups:
        assert {file.path for member in group.members for file in member.files} - gone
    assert not any(path.startswith((b"/1/", b"/2/")) for path in gone)
    inodes = {path: file.inode for path, (file, _, _) in library.files.items()}
    for removal in plan.removals:
        assert removal.kept.path not in gone
        assert inodes[removal.kept.path] != inodes[removal.file.path]
        if removal.tier is Tier.IDENTICAL_BYTES:
            assert removal.digest == removal.kept_digest
    for group in groups:
        if group.verdict is Verdict.SAME_FORM:
            assert not any(removal.group == group.id for removal in plan.removals)
