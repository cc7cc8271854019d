"""Read a folder into a library whose disk fails half-way, and say in JSON how that went.

Usage: python failing_disk.py HOW PLACE BYTES; the disk recovers once the program has said that it pauses.

HOW is `tmpfs` (a disk of so many bytes, mounted over PLACE/data; grown later), `limit` (no file may grow beyond so many
bytes; lifted later) or `traced` (someone outside makes system calls fail for a while; `prepare` must have made the
library before, so that the calls of reading can be told from those of making it).
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "ingest"))
from ingest_samples import HashModel, PlainReader, calm, said, sync_of, terms

from inkling.catalog import Catalog, FileState
from inkling.follow import Follower, Pace
from inkling.follow.pending import Patience
from inkling.progress import Cancel, Progress

FIRST, LATER = 30, 15  # files at first, and changed while the folder is followed
SOME_WORDS = [
    f"{a}{b}{c}" for a in ("ba", "ke", "li", "mo") for b in ("nu", "ra", "si") for c in ("ta", "vo", "xe", "zu")
]


class Disk:
    """The disk under PLACE/data, short of room until `recover`."""

    def __init__(self, how: str, place: Path) -> None:
        self.how, self.data = how, place / "data"
        self.data.mkdir(mode=0o700, exist_ok=True)

    def shrink(self, size: int) -> None:
        if self.how == "tmpfs":
            used = sum(path.stat().st_size for path in self.data.iterdir())
            self._mount(f"size={used + size}", is_new=False)
        elif self.how == "limit":
            largest = max((path.stat().st_size for path in self.data.iterdir()), default=0)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest + size, resource.RLIM_INFINITY))

    def recover(self) -> None:
        if self.how == "tmpfs":
            self._mount("size=256m", is_new=not os.path.ismount(self.data))
        elif self.how == "limit":
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def _mount(self, options: str, *, is_new: bool) -> None:
        options += ",mode=0700" if is_new else ",remount"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(self.data)], check=True)


class House:
    """A catalog on that disk, what reads into it, and what it says while it waits."""

    def __init__(self, disk: Disk, tree: Path, catalog: Catalog) -> None:
        self.disk, self.catalog = disk, catalog
        self.model = HashModel()
        self.pace = calm(disk.data)
        self.sync = sync_of(catalog, disk.data, PlainReader(), pace=self.pace)
        self.heard: list[str] = []
        self.kept: dict[bytes, bytes] = {}
        self.lost = 0
        self.paused = threading.Event()

    def report(self, progress: Progress) -> None:
        """Hear of a pause: nothing that was there before may be gone, all of it is found, and room is made."""
        if progress.stage != "paused":
            return
        self.heard.append(progress.detail)
        assert self.pace.why_waiting() == progress.detail
        self.lost += self._missing()
        self.kept = self._acknowledged()
        if len(self.heard) % 3 == 0:  # not at the first time: it waits as long as it takes
            self.disk.recover()

    def _acknowledged(self) -> dict[bytes, bytes]:
        return {path: one.digest for path, one in self.catalog.known().items() if one.state is FileState.READ}

    def _missing(self) -> int:
        now = self._acknowledged()
        return sum(now.get(path) != digest for path, digest in self.kept.items() if os.path.exists(path))

    def read(self) -> None:
        """Read everything by words and by meaning."""
        self.sync.words(Cancel(), self.report)
        self.sync.meaning(self.model, Cancel(), self.report)
        self.lost += self._missing()
        self.kept = self._acknowledged()

    # the follower asks

    def sync_folder(self, folder, dirty, cancel):
        self.sync.words(cancel, self.report, None if dirty is None else {folder.id: dirty})

    def rest(self, cancel):
        self.sync.meaning(self.model, cancel, self.report, 1.0)
        return False


def write(tree: Path, name: str, chance: random.Random) -> None:
    """Write a file of some 20 KB that does not compress well."""
    text = " ".join(f"{chance.choice(SOME_WORDS)}{chance.randrange(10**9)}" for _ in range(1_200))
    (tree / name).write_text(f"{name}\n\n{text}\n")


def follow(house: House, tree: Path, chance: random.Random, size: int) -> None:
    """Change the folder while it is followed and the disk is short again."""
    quick = Pace(patience=Patience(0.05, 0.1, 0.2, 0.2), rest_again_s=0.2, first_retry_s=0.05)
    follower = Follower(house, house.catalog.folders, pace=quick)
    follower.start()
    try:
        assert follower.settle(60)
        house.disk.shrink(size)
        for number in range(LATER):
            write(tree, f"later-{number}.txt", chance)
        (tree / "first-3.txt").unlink()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            coverage = house.catalog.coverage()
            if (
                coverage.files == FIRST + LATER - 1
                and coverage.with_meaning == coverage.searchable == FIRST + LATER - 1
            ):
                break
            time.sleep(0.05)
        assert follower.settle(60)
        assert not any(one.trouble for one in follower.status())
    finally:
        follower.close()


def prepare(data: Path, tree: Path, chance: random.Random) -> None:
    """Make the folder and an empty library for it."""
    tree.mkdir()
    for number in range(FIRST):
        write(tree, f"first-{number}.txt", chance)
    with Catalog.open(data, write=True, terms=terms) as catalog:
        catalog.add_folder(os.fsencode(tree))


def main(how: str, place: Path, size: int) -> None:
    """Run both parts and print what they came to."""
    chance = random.Random(size)
    tree = place / "tree"
    disk = Disk(how, place)
    if how == "tmpfs":
        disk.recover()
    if how != "traced":
        prepare(disk.data, tree, chance)
    with Catalog.open(disk.data, write=True, terms=terms) as catalog:
        house = House(disk, tree, catalog)
        disk.shrink(size)
        house.read()
        at_sync = len(house.heard)
        follow(house, tree, chance, size // 4)
        disk.recover()
        house.read()
        coverage = catalog.coverage()
        with Catalog.open(place / "fresh", write=True, terms=terms) as fresh:
            fresh.add_folder(os.fsencode(tree))
            sync_of(fresh, place / "fresh", PlainReader()).words()
            is_equal = said(catalog) == said(fresh)
        told = {
            "paused_in_sync": at_sync,
            "paused_in_follower": len(house.heard) - at_sync,
            "reasons": sorted(set(house.heard)),
            "lost": house.lost,
            "files": coverage.files,
            "with_meaning": coverage.with_meaning,
            "equals_rebuild": is_equal,
            "problems": list(catalog.check(full=True).problems),
            "embedded_twice": len(house.model.texts) - len(set(house.model.texts)),
        }
    print(json.dumps(told))


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Disk("traced", Path(sys.argv[2])).data, Path(sys.argv[2]) / "tree", random.Random(0))
    else:
        main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
