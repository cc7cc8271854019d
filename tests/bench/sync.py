"""How fast, how lean, how small? A first sync against Recoll on the same tree, then meaning, then a sync of nothing.

Run from the project's root:  PYTHONPATH=app python tests/bench/sync.py [TREE] [--no-recoll] [--meaning FILES]

Both programs read the same tree in one run, one after the other, with their default parallelism; the tree is read once
before, so that neither pays for a cold disk. Memory is the highest sum of the resident memory of all processes of the
program, sampled every 50 ms (shared pages count for each process, to our disadvantage). "Inkling" is measured when
everything can be found by its words (the catalog with its full-text index); then the same process goes on, as
`inkling sync` does, and builds the snapshot for ranking: "with ranking" is the whole way from the start to there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
MODELS = Path(__file__).resolve().parents[2] / "app" / "inkling" / "_models"


@dataclass
class Figures:
    seconds: float
    cpu_s: float
    peak_mb: float
    disk_mb: float


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it, but for those not started yet: they use their parent's memory."""
    found, command = [pid], command_of(pid)
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in map(int, task.read_text().split()):
                found += family(child) if command_of(child) != command else []
        except OSError:
            continue
    return found


def command_of(pid: int) -> bytes:
    """Return the command line; a process between being made and being started still has its parent's."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def resident_mb(pid: int) -> float:
    total = 0
    for one in family(pid):
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * 4096
        except (OSError, IndexError):
            continue
    return total / 2**20


class Watch:
    """Samples the memory of a process family while a block runs."""

    def __init__(self, pid: int) -> None:
        self._pid, self.peak_mb, self._done = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)

    def _look(self) -> None:
        while not self._done.wait(0.05):
            self.peak_mb = max(self.peak_mb, resident_mb(self._pid))

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()


def size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def timed(command: list[str], folder: Path, *, tells: bool = True) -> list[Figures]:
    """Run a program and return its figures: at each line that it prints (it waits meanwhile), and at its end."""
    found: list[Figures] = []
    cpu_before, began = os.times(), time.perf_counter()
    out = subprocess.PIPE if tells else subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.DEVNULL)
    paused = 0.0
    with Watch(process.pid) as watch:
        for line in process.stdout or ():  # the processor time so far
            paused_since = time.perf_counter()
            seconds = paused_since - began - paused
            found.append(Figures(seconds, float(line), watch.peak_mb, size_mb(folder)))
            process.stdin.write(b"\n")
            process.stdin.flush()
            paused += time.perf_counter() - paused_since
        code = process.wait()
    seconds = time.perf_counter() - began - paused
    if code:
        sys.exit(f"{command[0]} ended with {code}")
    after = os.times()
    cpu = after.children_user + after.children_system - cpu_before.children_user - cpu_before.children_system
    return [*found, Figures(seconds, cpu, watch.peak_mb, size_mb(folder))]


def recoll(tree: Path, scratch: Path) -> Figures | None:
    if shutil.which("recollindex") is None:
        return None
    home = scratch / "recoll"
    home.mkdir()
    (home / "recoll.conf").write_text(f"topdirs = {tree}\nloglevel = 1\n")
    return timed(["recollindex", "-c", str(home), "-z"], home / "xapiandb", tells=False)[-1]


def child(tree: Path, data: Path) -> None:
    """What `inkling sync` does by words, without the command line: runs in a process of its own, pauses half-way."""
    with opened(data) as (catalog, jail):
        from inkling import extract
        from inkling.index.snapshot import SnapshotStore
        from inkling.ingest import Pace, Sync, snapshots

        catalog.add_folder(os.fsencode(tree))
        Sync(catalog, jail, Pace(data), version=extract.VERSION).words()
        jail.rest()
        used = os.times()
        print(used.user + used.system + used.children_user + used.children_system, flush=True)
        sys.stdin.readline()
        snapshots.build(catalog, SnapshotStore(data), "")
        catalog.compact(words=True)


class opened:  # noqa: N801  # reads like the function it stands for
    def __init__(self, data: Path) -> None:
        self._data = data

    def __enter__(self):
        from inkling import words
        from inkling.catalog import Catalog
        from inkling.extract.jail import Jail

        self.catalog = Catalog.open(self._data, write=True, terms=words.spaced_terms, words_version=words.VERSION)
        self.jail = Jail(2)
        return self.catalog, self.jail

    def __exit__(self, *_: object) -> None:
        self.jail.close()
        self.catalog.close()


def many(count: int, folder: Path) -> None:
    for n in range(count):
        path = folder / f"{n % 250:03}" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"A small file, number {n}.\n")
        os.utime(path, (1_600_000_000, 1_600_000_000))


def second_sync(scratch: Path, count: int = 25_000) -> tuple[float, float]:
    """Return how long the first sync of many small files took, and the second with nothing changed."""
    from inkling import extract
    from inkling.ingest import Pace, Sync

    tree = scratch / "many"
    many(count, tree)
    time.sleep(2.5)  # younger than the clock's grain, they would be hashed once more
    with opened(scratch / "many-data") as (catalog, jail):
        catalog.add_folder(os.fsencode(tree))
        sync = Sync(catalog, jail, Pace(scratch / "many-data"), version=extract.VERSION)
        first = clock(sync.words)
        return first, clock(sync.words)


def clock(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def meaning(tree: Path, scratch: Path, count: int) -> None:
    """Compare passages per second through the whole way in with the encoder alone, before and after, all as modest."""
    from concurrent.futures import ThreadPoolExecutor

    from inkling import extract, passages
    from inkling.ingest import Pace, Sync
    from inkling.ingest.pace import be_modest
    from inkling.neural.encoder import Encoder

    some = scratch / "some"
    some.mkdir()
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    for number, path in enumerate(files[:: max(1, len(files) // count)][:count]):
        shutil.copy(path, some / f"{number}{path.suffix}")
    data = scratch / "some-data"
    encoder = Encoder.load(MODELS / "all-minilm-l6-v2")
    with opened(data) as (catalog, jail):
        catalog.add_folder(os.fsencode(some))
        sync = Sync(catalog, jail, Pace(data, threads=2, pause_on_battery=False), version=extract.VERSION)
        sync.words()
        wanted = catalog.missing_vectors(encoder.digest, 1_000_000)
        titles = catalog.titles(passage.document for passage in wanted)
        texts = [passages.wording(p.heading, p.text, titles[p.document]) for p in wanted]
        batches = [texts[at : at + 64] for at in range(0, len(texts), 64)]

        def alone() -> None:
            with ThreadPoolExecutor(2, initializer=be_modest) as pool:
                list(pool.map(encoder.encode_passages, batches))

        before = clock(alone)
        whole = clock(lambda: sync.meaning(encoder))
        after = clock(alone)
        one, both = 2 * len(texts) / (before + after), len(texts) / whole
        print(
            f"meaning: {len(texts)} passages; encoder alone {one:.0f}/s, whole way {both:.0f}/s, ratio {both / one:.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("tree", nargs="?", type=Path, default=SHARED / "eval" / "awsdocs" / "tree")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--no-recoll", action="store_true")
    parser.add_argument("--meaning", type=int, default=0, metavar="FILES")
    parser.add_argument("--only-meaning", action="store_true")
    parser.add_argument("--second", type=int, default=25_000, metavar="FILES")
    options = parser.parse_args()
    if options.child:
        child(options.tree, options.child)
        return
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        raw = sum(len(path.read_bytes()) for path in options.tree.rglob("*") if path.is_file()) / 1e6
        if options.only_meaning:
            meaning(options.tree, scratch, options.meaning or 60)
            return
        theirs = None if options.no_recoll else recoll(options.tree, scratch)
        command = [sys.executable, __file__, str(options.tree), "--child", str(scratch / "data")]
        ours, whole = timed(command, scratch / "data")
        print(f"{raw:.1f} MB in {options.tree.name}; load {os.getloadavg()[0]:.1f}")
        print(f"{'':13}{'seconds':>9}{'CPU s':>8}{'memory MB':>11}{'index MB':>10}")
        for what, found in (("Recoll", theirs), ("Inkling", ours), ("with ranking", whole)):
            if found:
                print(f"{what:13}{found.seconds:9.1f}{found.cpu_s:8.1f}{found.peak_mb:11.0f}{found.disk_mb:10.1f}")
        for what, found in (("ratio", ours), ("with ranking", whole)) if theirs else ():
            ratios = [getattr(found, n) / getattr(theirs, n) for n in ("seconds", "cpu_s", "peak_mb", "disk_mb")]
            print(f"{what:13}{ratios[0]:9.2f}{ratios[1]:8.2f}{ratios[2]:11.2f}{ratios[3]:10.2f}")
        if options.second:
            first, second = second_sync(scratch, options.second)
            print(f"{options.second} small files: first sync {first:.1f} s, second with nothing changed {second:.2f} s")
        if options.meaning:
            meaning(options.tree, scratch, options.meaning)


if __name__ == "__main__":
    main()
