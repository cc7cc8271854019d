"""Storms of changes for a followed folder, and what is lost against a full scan afterwards. Shared with tests/bench."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "follow"))

from follow_mirror import Mirror  # the path must be known first

from inkling.follow import Follower


@dataclass(frozen=True)
class Weather:
    """What a storm came to: files that differ from a full scan, and seconds from the last change until none did."""

    lost: int
    files: int
    storm_s: float
    converged_s: float
    looks: int
    full_scans: int
    overflows: int


class Deaf(Follower):
    """A follower that counts overflows and whose reading thread can be held up."""

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        self.overflows, self.gate = 0, threading.Lock()

    def noticed(self, folder, *, is_deep, is_removal):
        with self.gate:
            super().noticed(folder, is_deep=is_deep, is_removal=is_removal)

    def overflowed(self):
        self.overflows += 1
        super().overflowed()


@contextmanager
def busy_threads(count):
    """Threads that hold the interpreter's lock as much as they can, as a window and a model would.

    Yields what makes them rest while it is set.
    """
    stop, rest = threading.Event(), threading.Event()

    def hog():
        number = 1
        while not stop.is_set():
            while rest.is_set() and not stop.is_set():
                time.sleep(0.005)
            for _ in range(10_000):
                number = number * 1_103_515_245 + 12_345 & 0x7FFFFFFF

    threads = [threading.Thread(target=hog, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield rest
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def write(path, text):
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(descriptor, text)
    os.close(descriptor)


def plant(root, files, folders):
    """Make a tree of files, evenly over folders two deep."""
    for number in range(folders):
        os.makedirs(root + b"/%02d/%03d" % (number % 20, number))
    for number in range(files):
        where = number % folders
        write(root + b"/%02d/%03d/%05d.txt" % (where % 20, where, number), b"first %d" % number)


def every(root):
    return sorted(os.path.join(folder, name) for folder, _folders, names in os.walk(root) for name in names)


def atomic_saves(root, count, chance):
    """Save as editors do: a new file beside it, then a rename over it; sometimes with a backup."""
    paths = every(root)
    for number in range(count):
        path = chance.choice(paths)
        write(path + b".new", b"saved %d" % number)
        if number % 3 == 0:
            os.rename(path, path + b"~")
        os.rename(path + b".new", path)


def rename_folders(root, _count, _chance):
    """Give the top folders other names, one of them the name that another had, and move one into another."""
    tops = sorted(os.listdir(root))
    for top in tops:
        os.rename(os.path.join(root, top), os.path.join(root, b"was-" + top))
    os.rename(os.path.join(root, b"was-" + tops[0]), os.path.join(root, tops[1]))
    os.rename(os.path.join(root, b"was-" + tops[2]), os.path.join(root, tops[1], b"inside"))


def rename_large(root, _count, _chance):
    """Gather half of all in one new folder, and give that another name."""
    os.mkdir(root + b"/large")
    for top in sorted(os.listdir(root))[:10]:
        os.rename(os.path.join(root, top), os.path.join(root, b"large", top))
    time.sleep(0.5)
    os.rename(root + b"/large", root + b"/renamed")


def checkout(root, count, chance):
    """Flip between two states as a version control does: remove, write anew, add, all over the tree, and back."""
    paths = every(root)
    for flip in range(2):
        for number, path in enumerate(paths[:count]):
            if number % 3 == flip:
                os.path.exists(path) and os.unlink(path)
            else:
                folder = os.path.dirname(path) + (b"/branch" if number % 5 == 0 else b"")
                os.makedirs(folder, exist_ok=True)
                write(folder + b"/" + os.path.basename(path), b"flip %d %d" % (flip, number))
        if flip == 0:
            for folder in sorted({os.path.dirname(path) for path in paths})[::7]:
                shutil.rmtree(folder, ignore_errors=True)
    del chance


def flood(root, count, _chance):
    """Make many files in one folder that is watched already, as fast as can be."""
    for number in range(count):
        write(root + b"/00/000/flood-%06d.txt" % number, b"x")


STORMS = {storm.__name__: storm for storm in (atomic_saves, rename_folders, rename_large, checkout, flood)}


def loose(storm, root, files, seed):
    """Run a storm in a process of its own: it does not share our interpreter's lock, as editors and git do not."""
    subprocess.run([sys.executable, __file__, storm, os.fsdecode(root), str(files), str(seed)], check=True)


def weather(storm, root, files, *, mirror=None, folders=200, hogs=2, patience_s=60.0, is_deaf=False, seed=1):
    """Plant a tree, follow it, let the storm loose, and wait until the follower's work agrees with a full scan.

    Nothing is asked for after the storm: hints alone must bring it about. `is_deaf` keeps them from being read until
    the storm is over, so that the kernel's queue runs over.
    """
    plant(root, files, folders)
    mirror = mirror or Mirror()
    mirror.add(root)
    follower = Deaf(mirror, mirror.folders)
    follower.start()
    try:
        assert follower.settle(300)
        mirror.looks.clear()
        with busy_threads(hogs) as rest:
            started = time.monotonic()
            with follower.gate if is_deaf else nullcontext():
                loose(storm, root, files, seed)
            ended = time.monotonic()
            lost, converged_s = None, 0.0
            while lost is None or (lost and converged_s < patience_s):
                time.sleep(0.1)  # what the kernel has not told yet is not known
                follower.settle(patience_s)
                converged_s = time.monotonic() - ended
                rest.set()  # what is lost is our question, not the follower's work
                lost = mirror.lost()
                rest.clear()
        full = sum(dirty is None for _root, dirty in mirror.looks)
        looks, left = len(mirror.looks), len(every(root))
        return Weather(len(lost), left, ended - started, converged_s, looks, full, follower.overflows)
    finally:
        follower.close()


if __name__ == "__main__":
    STORMS[sys.argv[1]](os.fsencode(sys.argv[2]), int(sys.argv[3]), random.Random(int(sys.argv[4])))
