"""Which folders wait, and for how long."""

from inkling.follow.clocks import SleepWatch
from inkling.follow.pending import Dirty, Patience, Pending

ROOT = b"/r"
PATIENCE = Patience(quiet_s=1, removal_quiet_s=3, longest_s=10, hottest_s=35)


def pending():
    return Pending(ROOT, PATIENCE)


def test_change_waits_until_it_is_quiet():
    marks = pending()
    assert marks.hit(b"/r/a", 100.0)
    assert marks.due_in_s(100.0) == 1
    assert not marks.hit(b"/r/a", 100.5)
    assert marks.due_in_s(100.5) == 1
    assert not marks.take(101.4)
    assert marks.take(101.5) == Dirty(frozenset([b"/r/a"]))
    assert marks.due_in_s(101.5) is None


def test_folder_that_gives_no_rest_is_taken_after_the_longest_and_then_later_and_later():
    marks, now, waits = pending(), 0.0, []
    for _ in range(4):
        first = now
        while not marks.take(now):
            marks.hit(b"/r/log", now)
            now += 0.5
        waits.append(now - first)
    assert waits == [10, 20, 35, 35]


def test_rest_makes_a_hot_folder_cool():
    marks, now = pending(), 0.0
    while not marks.take(now):
        marks.hit(b"/r/log", now)
        now += 0.5
    marks.hit(b"/r/log", now)
    assert marks.take(now + 1)
    marks.hit(b"/r/log", 100)
    for tick in range(200):
        marks.hit(b"/r/log", 100 + tick / 20)
    assert marks.take(110)


def test_removal_waits_longer_unless_something_comes_too():
    marks = pending()
    marks.hit(b"/r/a", 0, is_removal=True)
    marks.hit(b"/r/b", 0, is_removal=True)
    assert not marks.take(2.9)
    marks.hit(b"/r/b", 2.9)
    assert marks.take(3).flat == {b"/r/a"}
    assert not marks.take(3.8)
    assert marks.take(3.9).flat == {b"/r/b"}


def test_both_ends_of_a_move_are_looked_at_together():
    marks = pending()
    marks.hit(b"/r/from", 0, is_removal=True)
    marks.hit(b"/r/to", 0.01, is_deep=True)
    marks.hit(b"/r/later", 0.5, is_removal=True)
    assert marks.take(1.01) == Dirty(frozenset([b"/r/from"]), frozenset([b"/r/to"]))
    assert marks.take(3.5).flat == {b"/r/later"}


def test_sooner_mark_asks_to_wake():
    marks = pending()
    assert marks.hit(b"/r/a", 0, is_removal=True)
    assert marks.hit(b"/r/b", 0)
    assert not marks.hit(b"/r/c", 0.5)
    marks.take(10)
    assert marks.hit(b"/r/d", 11) or marks.due_in_s(11) == 1


def test_deep_root_and_too_many_mean_everything():
    marks = pending()
    marks.hit(ROOT, 0, is_deep=True)
    marks.hit(b"/r/a", 0.9)
    assert marks.take(1) == Dirty(is_everything=True)
    assert len(marks) == 0
    for n in range(6_000):
        marks.hit(b"/r/%d" % n, 0)
    assert marks.take(1).is_everything


def test_deep_and_flat_are_told_apart():
    marks = pending()
    marks.hit(b"/r/a", 0)
    marks.hit(b"/r/a", 0, is_deep=True)
    marks.hit(b"/r/b", 0)
    assert marks.take(1) == Dirty(frozenset([b"/r/b"]), frozenset([b"/r/a"]))


def test_what_is_put_back_comes_again():
    for dirty in (Dirty(frozenset([b"/r/a"]), frozenset([b"/r/b"])), Dirty(is_everything=True)):
        marks = pending()
        marks.put_back(dirty, 5)
        assert marks.take(6) == dirty


def test_sleep_is_noticed_once():
    awake, always = [10.0], [500.0]
    watch = SleepWatch(lambda: awake[0], lambda: always[0])
    awake[0], always[0] = 20.0, 510.1
    assert not watch.has_slept()
    awake[0], always[0] = 21.0, 4_000.0
    assert watch.has_slept()
    assert not watch.has_slept()


def test_system_clocks_are_read():
    assert not SleepWatch().has_slept()
