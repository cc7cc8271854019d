"""Watching: hints for every kind of change, moved folders, what ends, overflow and limits."""

import errno
import os
import threading
import time

import pytest

from inkling.files import watch
from inkling.files.watch import Watcher, WatchLimit

pytestmark = pytest.mark.skipif(not os.path.exists("/proc/sys/fs/inotify"), reason="needs inotify")


class Ears:
    def __init__(self):
        self.heard, self.ends, self.overflows = [], [], 0
        self.changed = threading.Condition()

    def noticed(self, folder, *, is_deep, is_removal):
        with self.changed:
            self.heard.append((folder, is_deep, is_removal))
            self.changed.notify_all()

    def ended(self, folder):
        with self.changed:
            self.ends.append(folder)
            self.changed.notify_all()

    def overflowed(self):
        with self.changed:
            self.overflows += 1
            self.changed.notify_all()

    def wait(self, condition):
        with self.changed:
            assert self.changed.wait_for(condition, timeout=5), (self.heard, self.ends)

    def expect(self, *hint):
        self.wait(lambda: hint in self.heard)
        self.heard.clear()


@pytest.fixture
def ears():
    return Ears()


@pytest.fixture
def watcher(ears):
    watcher = Watcher(ears)
    yield watcher
    watcher.close()


@pytest.fixture
def root(tmp_path):
    return bytes(tmp_path)


def write(path, data=b"x"):
    with open(path, "wb") as file:
        file.write(data)


def test_every_kind_of_change_makes_a_hint(root, ears, watcher):
    assert watcher.watch(root)
    write(root + b"/a")
    ears.expect(root, False, False)
    os.chmod(root + b"/a", 0o600)
    ears.expect(root, False, False)
    os.rename(root + b"/a", root + b"/b\xff")
    ears.expect(root, False, False)
    os.unlink(root + b"/b\xff")
    ears.expect(root, False, True)
    os.mkdir(root + b"/new")
    ears.expect(root + b"/new", True, False)
    os.rmdir(root + b"/new")
    ears.expect(root, False, True)


def test_file_held_open_makes_hints(root, ears, watcher):
    with open(root + b"/log", "wb") as file:
        watcher.watch(root)
        file.write(b"line\n")
        file.flush()
        ears.expect(root, False, False)


def test_ignore_file_is_about_all_below(root, ears, watcher):
    watcher.watch(root)
    write(root + b"/.inklingignore")
    ears.expect(root, True, False)


def test_moved_folder_is_heard_by_its_new_path(root, ears, watcher):
    os.makedirs(root + b"/old/in")
    for folder in (root, root + b"/old", root + b"/old/in"):
        watcher.watch(folder)
    os.rename(root + b"/old", root + b"/new")
    ears.wait(lambda: (root + b"/new", True, False) in ears.heard)
    for folder in (root + b"/new", root + b"/new/in"):
        watcher.watch(folder)
    watcher.forget({root + b"/old"})
    assert len(watcher) == 3
    ears.heard.clear()
    write(root + b"/new/in/x")
    ears.expect(root + b"/new/in", False, False)


def test_removed_folder_ends(root, ears, watcher):
    os.mkdir(root + b"/sub")
    watcher.watch(root + b"/sub")
    os.rmdir(root + b"/sub")
    ears.wait(lambda: root + b"/sub" in ears.ends)
    deadline = time.monotonic() + 5
    while len(watcher) and time.monotonic() < deadline:
        watcher.keep_only(root, {root + b"/sub"})
    assert len(watcher) == 0


def test_moved_root_ends(root, ears, watcher):
    os.mkdir(root + b"/root")
    watcher.watch(root + b"/root")
    os.rename(root + b"/root", root + b"/elsewhere")
    ears.wait(lambda: root + b"/root" in ears.ends)


def test_forgotten_folder_is_silent_and_can_be_watched_again(root, ears, watcher):
    os.mkdir(root + b"/sub")
    watcher.watch(root)
    watcher.watch(root + b"/sub")
    watcher.forget({root + b"/sub"})
    write(root + b"/sub/a")
    write(root + b"/a")
    ears.expect(root, False, False)
    assert not [hint for hint in ears.heard if hint[0] == root + b"/sub"]
    watcher.watch(root + b"/sub")
    write(root + b"/sub/b")
    ears.expect(root + b"/sub", False, False)


def test_what_is_no_folder_is_not_watched(root, watcher):
    write(root + b"/file")
    os.symlink(root, root + b"/link")
    assert not watcher.watch(root + b"/file")
    assert not watcher.watch(root + b"/link")
    assert not watcher.watch(root + b"/nothing")
    assert len(watcher) == 0


def test_overflow_is_said(root, ears, watcher):
    """Fill the kernel's queue on purpose: the reader is held up in its listener meanwhile."""
    with open("/proc/sys/fs/inotify/max_queued_events") as file:
        limit = int(file.read())
    if limit > 50_000:
        pytest.skip("the queue is too long here to be filled quickly")
    watcher.watch(root)
    with ears.changed:
        for n in range(limit // 2 + 100):
            os.close(os.open(root + b"/%d" % n, os.O_CREAT | os.O_WRONLY))
            os.unlink(root + b"/%d" % n)
    ears.wait(lambda: ears.overflows == 1)


def test_watch_limit_is_said(root, watcher, monkeypatch):
    def refuse(*_args):
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(watcher._reader, "add_callback", refuse)
    with pytest.raises(WatchLimit):
        watcher.watch(root)


def test_instance_limit_is_said(ears, monkeypatch):
    def refuse(_class):
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr(watch._Reader, "_create_inotify_fd", classmethod(refuse))
    with pytest.raises(WatchLimit):
        Watcher(ears)


def descriptors():
    found = {}
    for number in os.listdir("/proc/self/fd"):
        try:
            found[int(number)] = os.readlink(f"/proc/self/fd/{number}")
        except FileNotFoundError:  # that of the listing itself
            continue
    return found


def test_a_reader_that_is_stopped_before_its_first_look_leaves_nothing_open(ears, monkeypatch):
    before = descriptors()
    monkeypatch.setattr("inkling.files.watch._Reader.should_keep_running", lambda _reader: False)
    Watcher(ears).close()
    assert descriptors() == before


def test_descriptors_are_closed_and_not_inherited(root, ears):
    before = descriptors()
    watcher = Watcher(ears)
    opened = [number for number, what in descriptors().items() if "inotify" in what and number not in before]
    are_inherited = [os.get_inheritable(number) for number in opened]
    watcher.watch(root)
    watcher.close()
    assert are_inherited == [False]
    assert descriptors() == before
