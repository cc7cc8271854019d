"""The plan is a pure comparison: what is new, touched, moved, gone; never a wrong "same"."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from inkling.catalog import FileState, Known
from inkling.ingest.plan import GRAIN_NS, Plan, Seen, bounded, is_racy, plan
from inkling.records import FileStamp, FolderId

HERE = FolderId(1)
LATE = 10**18


def stamp(path=b"/d/a.txt", **about):
    return replace(FileStamp(path, 10, 1000, 1000, 1, 5), **about)


def known(stamp_, **about):
    return replace(Known(stamp_, HERE, LATE, 1, FileState.READ, 7, b"digest"), **about)


def compare(before, after, covers=lambda path, folder: True):
    return plan({k.stamp.path: k for k in before}, [Seen(s, HERE) for s in after], covers, 1)


def test_nothing_changed():
    found = compare([known(stamp())], [stamp()])
    assert found.is_empty
    assert found.same == 1


def test_new_and_gone():
    found = compare([known(stamp())], [stamp(b"/d/b.txt", inode=6)])
    assert [one.stamp.path for one in found.unread] == [b"/d/b.txt"]
    assert found.gone == [b"/d/a.txt"]


def test_unseen_where_the_scan_could_not_look_is_not_gone():
    assert compare([known(stamp())], [], lambda path, folder: False).is_empty


def test_other_size_is_read_and_other_time_is_hashed():
    assert compare([known(stamp())], [stamp(size=11)]).unread
    for about in ({"mtime_ns": 1001}, {"ctime_ns": 1001}, {"inode": 6}):
        found = compare([known(stamp())], [stamp(**about)])
        assert [one.stamp for one in found.doubtful] == [stamp(**about)]


def test_other_disk_number_alone_is_a_restart():
    assert compare([known(stamp())], [stamp(device=2)]).restamped


def test_change_within_the_clocks_grain_is_doubted():
    just = known(stamp(), checked_ns=1000 + GRAIN_NS - 1)
    assert is_racy(just)
    assert compare([just], [stamp()]).doubtful
    assert compare([known(stamp(), checked_ns=1000 + GRAIN_NS)], [stamp()]).same == 1
    assert compare([known(stamp(mtime_ns=2 * LATE))], [stamp(mtime_ns=2 * LATE)]).doubtful  # a time from the future


def test_pending_and_other_version_are_read():
    assert compare([known(stamp(), state=FileState.PENDING)], [stamp()]).unread
    assert compare([known(stamp(), version=0)], [stamp()]).unread
    assert compare([known(stamp(), version=0)], [stamp(mtime_ns=9)]).unread


def test_move_is_followed_unless_the_suffix_changes():
    found = compare([known(stamp())], [stamp(b"/d/sub/b.TXT", ctime_ns=2000)])
    assert [(old, one.stamp.path) for old, one in found.moved] == [(b"/d/a.txt", b"/d/sub/b.TXT")]
    assert not found.gone
    assert not found.unread
    assert compare([known(stamp())], [stamp(b"/d/a.md")]).unread


def test_hard_link_is_no_move():
    found = compare([known(stamp())], [stamp(), stamp(b"/d/b.txt")])
    assert not found.moved
    assert len(found.unread) == 1


def test_swap_and_rotation():
    a, b = stamp(b"/d/a.txt", inode=1), stamp(b"/d/b.txt", inode=2)
    swapped = compare([known(a), known(b)], [replace(a, inode=2), replace(b, inode=1)])
    assert sorted(old for old, _ in swapped.moved) == [b"/d/a.txt", b"/d/b.txt"]
    assert [swapped.unread, swapped.doubtful, swapped.gone] == [[], [], []]
    rotated = compare([known(a)], [replace(a, inode=3), replace(b, inode=1)])
    assert [(old, one.stamp.path) for old, one in rotated.moved] == [(b"/d/a.txt", b"/d/b.txt")]
    assert [one.stamp.inode for one in rotated.unread] == [3]


stamps = st.builds(
    FileStamp,
    st.sampled_from([b"/d/a.txt", b"/d/b.txt", b"/d/c.txt", b"/d/e.md"]),
    *(st.integers(1, 2) for _ in range(4)),
    st.integers(1, 3),
)


@given(
    st.lists(
        st.builds(known, stamps, state=st.sampled_from(FileState), version=st.integers(0, 1)),
        unique_by=lambda k: k.stamp.path,
    ),
    st.lists(stamps, unique_by=lambda s: s.path),
)
def test_every_file_has_exactly_one_fate(before, after):
    found: Plan = compare(before, after)
    arrived = [one.stamp.path for _, one in found.moved]
    for some in (found.restamped, found.doubtful, found.unread):
        arrived += [one.stamp.path for one in some]
    assert sorted(arrived) == sorted(set(arrived))
    assert len(arrived) + found.same == len(after)
    left = {old for old, _ in found.moved} | set(found.gone)
    seen = {s.path for s in after}
    assert {k.stamp.path for k in before} - seen <= left
    assert not set(found.gone) & seen


def test_numbers_beyond_64_bits_are_bounded_and_stay_different():
    assert bounded(stamp()) == stamp()
    wild = bounded(stamp(inode=2**64 - 1, mtime_ns=10**21))
    assert all(-(2**63) <= n < 2**63 for n in (wild.inode, wild.mtime_ns))
    assert bounded(stamp(inode=2**64 - 2)) != bounded(stamp(inode=2**64 - 1))
