"""The follower: fresh within seconds, nothing lost, and trouble of every kind."""

import os
import shutil
import subprocess
import sys
import threading
import time

import pytest
from follow_mirror import Mirror

from inkling.errors import StorageError
from inkling.files import watch
from inkling.follow import Follower, Pace
from inkling.follow.clocks import SleepWatch
from inkling.follow.pending import Patience
from inkling.records import Rules

QUICK = Pace(Patience(0.1, 0.2, 1.0, 2.0), check_s=0.1, first_retry_s=0.05)


@pytest.fixture
def root(tmp_path):
    path = bytes(tmp_path / "root")
    os.mkdir(path)
    return path


@pytest.fixture
def mirror():
    return Mirror()


@pytest.fixture
def start(mirror):
    started = []

    def begin(**options):
        follower = Follower(mirror, mirror.folders, **{"pace": QUICK, **options})
        started.append(follower)
        follower.start()
        assert follower.settle(10)
        return follower

    yield begin
    for follower in started:
        follower.close()


def make(path, text=b"x"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text)


def has(mirror, *paths):
    return mirror.wait(lambda: all(path in mirror.known for path in paths))


def lacks(mirror, *paths):
    return mirror.wait(lambda: not any(path in mirror.known for path in paths))


def test_first_scan_finds_what_is_there(root, mirror, start):
    make(root + b"/a/b.txt")
    mirror.add(root)
    start()
    assert list(mirror.known) == [root + b"/a/b.txt"]


def test_edit_is_seen_in_less_than_three_seconds_at_the_real_pace(root, mirror, start):
    make(root + b"/deep/down/a.txt")
    mirror.add(root)
    start(pace=Pace())
    time.sleep(0.3)
    before = mirror.known[root + b"/deep/down/a.txt"]
    edited = time.monotonic()
    make(root + b"/deep/down/a.txt", b"other words")
    assert mirror.wait(lambda: mirror.known[root + b"/deep/down/a.txt"] != before, 3)
    assert time.monotonic() - edited < 3
    assert mirror.looks[-1] == (root, frozenset([root + b"/deep/down"]))


def test_edit_is_seen_soon_although_a_removal_waits(root, mirror, start):
    for name in (b"/a/gone", b"/b/here"):
        make(root + name)
    mirror.add(root)
    start(pace=Pace())
    os.unlink(root + b"/a/gone")
    time.sleep(0.1)
    edited = time.monotonic()
    make(root + b"/b/new")
    assert has(mirror, root + b"/b/new")
    assert time.monotonic() - edited < 3
    assert lacks(mirror, root + b"/a/gone")


def test_new_folders_with_content_are_followed(root, mirror, start):
    mirror.add(root)
    start()
    make(root + b"/x/y/z/1")
    assert has(mirror, root + b"/x/y/z/1")
    make(root + b"/x/y/z/2")
    assert has(mirror, root + b"/x/y/z/2")


def test_moved_folder_is_followed_at_its_new_place(root, mirror, start):
    make(root + b"/old/in/1")
    mirror.add(root)
    start()
    os.rename(root + b"/old", root + b"/new")
    assert has(mirror, root + b"/new/in/1")
    assert lacks(mirror, root + b"/old/in/1")
    make(root + b"/new/in/2")
    assert has(mirror, root + b"/new/in/2")
    assert not mirror.lost()


def test_folder_moved_out_and_in(root, mirror, start, tmp_path):
    make(root + b"/a/b/1")
    mirror.add(root)
    start()
    os.rename(root + b"/a", bytes(tmp_path / "out"))
    assert lacks(mirror, root + b"/a/b/1")
    make(bytes(tmp_path / "out/b/2"))
    os.rename(bytes(tmp_path / "out"), root + b"/back")
    assert has(mirror, root + b"/back/b/1", root + b"/back/b/2")


def test_ignore_file_is_obeyed_when_it_comes_and_goes(root, mirror, start):
    make(root + b"/a/b/1.log")
    make(root + b"/a/b/1.txt")
    mirror.add(root)
    start()
    make(root + b"/a/.inklingignore", b"*.log\n")
    assert lacks(mirror, root + b"/a/b/1.log")
    os.unlink(root + b"/a/.inklingignore")
    assert has(mirror, root + b"/a/b/1.log")
    assert not mirror.lost()


def test_folder_that_vanishes_is_unavailable_and_comes_back(root, mirror, start, tmp_path):
    make(root + b"/a/1")
    mirror.add(root)
    start()
    os.rename(root, bytes(tmp_path / "unplugged"))
    assert mirror.wait(lambda: root in mirror.unavailable)
    assert root + b"/a/1" in mirror.known
    make(bytes(tmp_path / "unplugged/a/2"))
    os.rename(bytes(tmp_path / "unplugged"), root)
    assert has(mirror, root + b"/a/2")
    assert root not in mirror.unavailable
    make(root + b"/a/3")
    assert has(mirror, root + b"/a/3")


def test_folder_that_is_replaced_is_scanned(root, mirror, start):
    make(root + b"/a/1")
    mirror.add(root)
    start()
    shutil.rmtree(root)
    make(root + b"/b/2")
    assert has(mirror, root + b"/b/2")
    make(root + b"/b/3")
    assert has(mirror, root + b"/b/3")


def test_added_folder_takes_over_what_lies_in_it(root, mirror, start):
    make(root + b"/inner/1")
    mirror.add(root)
    follower = start()
    mirror.add(root + b"/inner")
    follower.refresh()
    assert follower.settle(5)
    mirror.looks.clear()
    make(root + b"/inner/2")
    make(root + b"/3")
    assert has(mirror, root + b"/inner/2", root + b"/3")
    assert {look for look in mirror.looks if look[1]} >= {(root + b"/inner", frozenset([root + b"/inner"]))}
    del mirror.list[1]
    follower.refresh()
    assert follower.settle(5)
    make(root + b"/inner/4")
    assert has(mirror, root + b"/inner/4")


def test_other_rules_lead_to_a_scan(root, mirror, start):
    make(root + b"/a.log")
    mirror.add(root)
    follower = start()
    mirror.list[0] = type(mirror.list[0])(mirror.list[0].id, root, "", Rules(exclude=("*.log",)))
    follower.refresh()
    assert lacks(mirror, root + b"/a.log")


def test_pause_keeps_changes_for_later(root, mirror, start):
    mirror.add(root)
    follower = start()
    follower.pause()
    make(root + b"/a")
    time.sleep(0.5)
    assert not mirror.known
    follower.resume()
    assert has(mirror, root + b"/a")


def test_pause_calls_off_what_runs_and_resume_does_it_again(root, mirror, start):
    make(root + b"/a")
    mirror.add(root)
    follower = start()
    mirror.slow_s = 60
    make(root + b"/b")
    assert mirror.wait(lambda: any(state.is_busy for state in follower.status()) or True)
    deadline = time.monotonic() + 5
    while not follower.status()[0].is_busy and time.monotonic() < deadline:
        time.sleep(0.01)
    started = time.monotonic()
    follower.pause()
    mirror.slow_s = 0
    follower.resume()
    assert has(mirror, root + b"/b")
    assert time.monotonic() - started < 5


def test_close_calls_off_what_runs(root, mirror):
    mirror.add(root)
    mirror.slow_s = 60
    follower = Follower(mirror, mirror.folders, pace=QUICK)
    follower.start()
    time.sleep(0.3)
    started = time.monotonic()
    follower.close()
    assert time.monotonic() - started < 2


def test_trouble_is_told_and_tried_again(root, mirror, start, caplog):
    mirror.add(root)
    follower = start()
    told = []
    mirror.failures = [StorageError("The disk is full. Free some space."), OSError(5, "Input/output error")]
    follower._changed = lambda: told.append(follower.status()[0].trouble)
    make(root + b"/a")
    assert has(mirror, root + b"/a")
    assert follower.settle(5)
    assert "Input/output error" in told
    assert "The disk is full. Free some space." in told
    assert follower.status()[0].trouble == ""


def test_overflow_leads_to_a_scan(root, mirror, start):
    make(root + b"/sub/a")
    mirror.add(root)
    follower = start()
    mirror.looks.clear()
    follower.overflowed()
    assert mirror.wait(lambda: (root, None) in mirror.looks)


def test_sleep_leads_to_a_scan(root, mirror, start):
    always = [100.0]
    mirror.add(root)
    start(sleep_watch=SleepWatch(lambda: 50.0, lambda: always[0]))
    mirror.looks.clear()
    always[0] += 3_600
    assert mirror.wait(lambda: (root, None) in mirror.looks)


def test_hour_leads_to_a_scan(root, mirror, start):
    mirror.add(root)
    start(pace=Pace(QUICK.patience, reconcile_s=0.4, check_s=0.1))
    mirror.looks.clear()
    assert mirror.wait(lambda: len([look for look in mirror.looks if look == (root, None)]) >= 2)


def test_unwatched_folder_is_scanned_every_few_minutes(root, mirror, start):
    mirror.add(root)
    follower = start(is_watching=False, pace=Pace(QUICK.patience, unwatched_s=0.3, check_s=0.1))
    (state,) = follower.status()
    assert not state.is_watched
    assert "settings" in state.why_not_watched
    make(root + b"/a")
    assert has(mirror, root + b"/a")


def test_watch_limit_degrades_to_scans_and_says_so(root, mirror, start, monkeypatch):
    real = watch.Watcher.watch

    def limited(self, folder):
        if len(self) >= 2:
            raise watch.WatchLimit(28, "no more")
        return real(self, folder)

    monkeypatch.setattr(watch.Watcher, "watch", limited)
    for name in (b"/a/1", b"/b/1", b"/c/1"):
        make(root + name)
    mirror.add(root)
    follower = start(pace=Pace(QUICK.patience, unwatched_s=0.3, check_s=0.1))
    assert "max_user_watches" in follower.status()[0].why_not_watched
    make(root + b"/c/2")
    assert has(mirror, root + b"/c/2")


def test_scan_asks_for_a_look_at_once(root, mirror, start):
    id = mirror.add(root)
    follower = start(is_watching=False)
    make(root + b"/a")
    follower.scan(id)
    assert follower.settle(5)
    assert root + b"/a" in mirror.known


def test_long_scan_gives_way_to_a_small_change(root, mirror, start):
    make(root + b"/a/1")
    mirror.add(root)
    follower = start(pace=Pace(QUICK.patience, check_s=0.1, yield_after_s=0.3))
    mirror.looks.clear()
    mirror.slow_s = 0.6
    follower.scan()
    time.sleep(0.1)
    make(root + b"/a/2")
    assert has(mirror, root + b"/a/2")
    assert mirror.wait(lambda: (root, None) in mirror.looks)
    assert mirror.looks[0] == (root, frozenset([root + b"/a"]))


def test_what_can_wait_is_asked_for_again(root, mirror, start):
    mirror.add(root)
    start(pace=Pace(QUICK.patience, check_s=0.1, rest_again_s=0.2))
    before = mirror.rests
    time.sleep(1)
    assert 2 <= mirror.rests - before <= 6


def test_file_that_never_rests_is_read_all_the_same(root, mirror, start):
    mirror.add(root)
    start(pace=Pace(Patience(0.3, 0.3, 0.8, 2.0)))
    stop = threading.Event()

    def chatter():
        with open(root + b"/log", "ab") as file:
            while not stop.wait(0.05):
                file.write(b"line\n")
                file.flush()

    writer = threading.Thread(target=chatter)
    writer.start()
    try:
        assert has(mirror, root + b"/log")
    finally:
        stop.set()
        writer.join()
    assert mirror.wait(lambda: not mirror.lost())


def test_what_can_wait_is_done_when_nothing_else_is(root, mirror, start):
    mirror.add(root)
    start()
    assert mirror.rests >= 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_mistake_of_ours_is_told_and_settles(root, mirror, start, caplog):
    mirror.add(root)
    follower = start()
    mirror.failures = [ZeroDivisionError()]
    make(root + b"/a")
    follower._thread.join(5)
    assert "mistake of ours" in follower.status()[0].trouble
    assert follower.settle(1)


def test_idle_follower_uses_no_time(root):
    """In a process of its own: what the other tests left in this one is not the follower's."""
    for n in range(200):
        make(root + b"/%d/a" % n)
    code = f"""if True:
        import sys, time
        sys.path.insert(0, {os.path.dirname(__file__)!r})
        from follow_mirror import Mirror
        from inkling.follow import Follower, Pace
        mirror = Mirror()
        mirror.add({root!r})
        follower = Follower(mirror, mirror.folders, pace=Pace())
        follower.start()
        assert follower.settle(10) and mirror.looks
        time.sleep(0.2)
        before = time.process_time()
        time.sleep(2.5)
        print(time.process_time() - before)
        follower.close()"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert float(told.stdout) < 0.05, told.stdout
