"""A life of random changes and syncs, what it acknowledges, and whether that is kept. For tests that end it badly."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import struct
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "ingest"))
from ingest_samples import HashModel, PlainReader, said, sync_of, terms  # the path must be known first

from inkling.catalog import Catalog, FileState
from inkling.progress import Cancel

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
            done = {"log": log_end(data), "files": acknowledged(catalog)}
            os.write(pipe, json.dumps(done).encode() + b"\n")
            for _ in range(chance.randrange(1, 8)):
                change(tree, chance)
                if chance.random() < 0.2:
                    catalog.checkpoint()


def born(data: Path, tree: Path, seed: int) -> tuple[int, int]:
    """Start `live` in a process of its own; return its number and where to hear what it says."""
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
    return process, told


def last_word(heard: bytes) -> dict[str, object]:
    """Return what a life last said was done, empty when that was nothing yet."""
    whole = [line for line in heard.split(b"\n")[:-1] if line.startswith(b"{")]
    return json.loads(whole[-1]) if whole else {}


def log_frames(log: bytes) -> tuple[str, list[tuple[int, bool]]]:
    """Return the name of a write-ahead log's current round, and of each frame in it the end and whether it commits."""
    if len(log) < 32:
        return "", []
    page = struct.unpack_from(">I", log, 8)[0]
    salts = log[16:24]
    frames = []
    for at in range(32, len(log) - 24 - page + 1, 24 + page):
        if log[at + 8 : at + 16] != salts:  # left over from an earlier round
            break
        frames.append((at + 24 + page, struct.unpack_from(">I", log, at + 4)[0] != 0))
    return salts.hex(), frames


def log_end(data: Path) -> tuple[str, int]:
    """Return the log's round and the end of the last transaction in it."""
    path = data / "catalog.sqlite-wal"
    salts, frames = log_frames(path.read_bytes() if path.exists() else b"")
    return salts, max((end for end, commits in frames if commits), default=0)


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


def equals_a_rebuild(data: Path, tree: Path, scratch: Path) -> None:
    """Bring a catalog up to date and compare it with one made anew."""
    with Catalog.open(data, write=True, terms=terms) as catalog:
        if not catalog.folders():
            catalog.add_folder(os.fsencode(tree))
        sync = sync_of(catalog, data)
        sync.words(Cancel())
        sync.meaning(HashModel())
        with Catalog.open(scratch, write=True, terms=terms) as fresh:
            fresh.add_folder(os.fsencode(tree))
            sync_of(fresh, scratch, PlainReader()).words()
            assert said(catalog) == said(fresh)
        assert catalog.coverage().with_meaning == catalog.coverage().searchable
        assert catalog.check(full=True).problems == ()
