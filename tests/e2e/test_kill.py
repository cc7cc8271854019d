"""Killed at any moment, nothing that was acknowledged is lost, and the end is as if nothing had happened.

`INKLING_KILLS=200 pytest tests/e2e/test_kill.py` kills 200 times; the default keeps the common run short. A failure
prints the seed: `INKLING_SEED=n` repeats the same changes (not the same moments).
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import select
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "ingest"))
from ingest_samples import HashModel, PlainReader, said, sync_of, terms

from inkling.catalog import Catalog, FileState
from inkling.progress import Cancel

KILLS = int(os.environ.get("INKLING_KILLS", "20"))
MODEL = "hash-model"
NAMES = [f"{folder}{n}.txt" for folder in ("", "one/", "two/deep/") for n in range(8)]


def change(tree: Path, chance: random.Random) -> None:
    """Make one random change of the kind that people and programs make."""
    path, other = tree / chance.choice(NAMES), tree / chance.choice(NAMES)
    path.parent.mkdir(parents=True, exist_ok=True)
    other.parent.mkdir(parents=True, exist_ok=True)
    kind = chance.choice(["write", "write", "append", "delete", "rename", "swap", "copy", "replace"])
    text = "\n\n".join(
        f"word{chance.randrange(500)} " * chance.randrange(1, 60) for _ in range(chance.randrange(1, 30))
    )
    if kind == "write" or not path.exists():
        path.write_text(text)
    elif kind == "append":
        path.write_text(path.read_text() + text)
    elif kind == "delete":
        path.unlink()
    elif kind == "replace":
        (tree / "new").write_text(text)
        (tree / "new").replace(path)
    elif kind == "swap" and other.exists() and path != other:
        path.rename(tree / "aside")
        other.rename(path)
        (tree / "aside").rename(other)
    elif path != other:
        path.rename(other) if kind == "rename" else shutil.copy2(path, other)


def acknowledged(catalog: Catalog) -> dict[str, str]:
    known = catalog.known()
    return {os.fsdecode(path): one.digest.hex() for path, one in known.items() if one.state is FileState.READ}


def live(data: Path, tree: Path, seed: int, pipe: int) -> None:
    """Change and sync for ever, and say what is done: the life of the process that gets killed."""
    chance = random.Random(seed)
    with Catalog.open(data, write=True, terms=terms) as catalog:
        if not catalog.folders():
            catalog.add_folder(os.fsencode(tree))
        sync = sync_of(catalog, data)
        while True:
            sync.words()
            os.write(pipe, b"words\n")
            sync.meaning(HashModel())
            os.write(pipe, json.dumps(acknowledged(catalog)).encode() + b"\n")
            for _ in range(chance.randrange(1, 8)):
                change(tree, chance)
                if chance.random() < 0.2:
                    catalog.checkpoint()


def live_and_die(data: Path, tree: Path, seed: int, after_s: float) -> dict[str, str]:
    """Run `live` in a process of its own, kill it, and return what it last said was done."""
    told, pipe = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(told)
        try:
            live(data, tree, seed, pipe)
        except BaseException:
            os.write(pipe, b"\n!" + traceback.format_exc().encode())
        finally:
            os._exit(1)
    os.close(pipe)
    heard, deadline = b"", time.monotonic() + after_s
    while (left := deadline - time.monotonic()) > 0:
        if select.select([told], [], [], left)[0]:
            piece = os.read(told, 1 << 20)
            assert piece, "the process ended by itself: " + heard.rpartition(b"!")[2].decode()
            heard += piece
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    while piece := os.read(told, 1 << 20):
        heard += piece
    os.close(told)
    whole = [line for line in heard.split(b"\n")[:-1] if line.startswith(b"{")]
    return json.loads(whole[-1]) if whole else {}


def check_promises(data: Path, done: dict[str, str]) -> None:
    """Right after a kill: the catalog is sound, and what was said to be done is there, meaning included."""
    with Catalog.open(data, write=True, terms=terms) as catalog:
        assert catalog.check(full=True).problems == ()
        known = catalog.known()
        for path, digest in done.items():
            found = Path(path)
            if not found.exists() or hashlib.blake2b(found.read_bytes(), digest_size=16).hexdigest() != digest:
                continue  # changed since it was acknowledged
            one = known.get(os.fsencode(path))
            if one is None:
                continue  # moved here since
            assert one.document is not None or one.digest.hex() != digest
            if one.document is not None and one.digest.hex() == digest:
                ids = [passage.id for passage in catalog.passages_of(one.document)]
                assert len(catalog.vectors(MODEL, ids)[0]) == len(ids)


@pytest.mark.slow
def test_killed_at_random_moments_equals_a_fresh_rebuild(tmp_path):
    seed = int(os.environ.get("INKLING_SEED", time.time_ns() % 1_000_000))
    print(f"INKLING_SEED={seed}")
    chance = random.Random(seed)
    data, tree = tmp_path / "data", tmp_path / "tree"
    tree.mkdir()
    for _ in range(20):
        change(tree, chance)
    for number in range(KILLS):
        # A third of the kills come so early that they hit the recovery from the one before.
        after_s = chance.uniform(0, 0.05) if number % 3 == 2 else chance.uniform(0.02, 0.6)
        done = live_and_die(data, tree, seed + number, after_s)
        if (data / "catalog.sqlite").exists():
            check_promises(data, done)
    with Catalog.open(data, write=True, terms=terms) as catalog:
        if not catalog.folders():
            catalog.add_folder(os.fsencode(tree))
        sync = sync_of(catalog, data)
        sync.words(Cancel())
        sync.meaning(HashModel())
        with Catalog.open(tmp_path / "fresh", write=True, terms=terms) as fresh:
            fresh.add_folder(os.fsencode(tree))
            sync_of(fresh, tmp_path / "fresh", PlainReader()).words()
            assert said(catalog) == said(fresh)
        assert catalog.coverage().with_meaning == catalog.coverage().searchable
        assert catalog.check(full=True).problems == ()
