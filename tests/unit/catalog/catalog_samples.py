"""Readings for tests of the catalog; passages are lines, words are simply the lower-cased words."""

from __future__ import annotations

import hashlib
import re

import numpy as np

from inkling.catalog import Catalog, Reading
from inkling.records import Document, FileStamp, FolderId, Passage, Problem

MODEL = "model-one"


def terms(text: str, language: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def stamp(path: bytes, size: int = 10, mtime_ns: int = 1_000_000_000, inode: int = 0) -> FileStamp:
    return FileStamp(path, size, mtime_ns, mtime_ns, 1, inode or int.from_bytes(path[-7:], "little"))


def vector(text: str, dim: int = 16) -> np.ndarray:
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
    row = np.random.default_rng(seed).normal(size=dim).astype(np.float32)
    return row / np.linalg.norm(row)


def reading(folder: FolderId, path: bytes, text: str, **about: object) -> Reading:
    """Read a text whose passages are its lines."""
    passages, at = [], 0
    for line in text.splitlines(keepends=True):
        passages.append(Passage(at, at + len(line), line, heading=str(about.get("heading", ""))))
        at += len(line)
    document = Document(
        text,
        kind=str(about.get("kind", "text")),
        title=str(about.get("title", "")),
        authors=about.get("authors", ()),
        people=about.get("people", ()),
        created=str(about.get("created", "")),
        language=str(about.get("language", "en")),
        locators=about.get("locators", ()),
        problems=about.get("problems", ()),
    )
    return Reading(
        folder,
        about.get("stamp") or stamp(path),
        checked_ns=10**18,
        digest=hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest(),
        document=document,
        passages=tuple(passages),
        wordings=tuple(
            hashlib.blake2b(p.text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for p in passages
        ),
        read_version=int(about.get("version", 1)),
        cut_version=1,
    )


def failed(folder: FolderId, path: bytes, problem: Problem) -> Reading:
    return Reading(folder, stamp(path), 10**18, problem=problem, read_version=1, cut_version=1)


def embed_all(catalog: Catalog, model: str = MODEL) -> int:
    count = 0
    while wanted := catalog.missing_vectors(model, 100):
        catalog.put_vectors(model, [(p.id, vector(p.text)) for p in wanted])
        count += len(wanted)
    return count
