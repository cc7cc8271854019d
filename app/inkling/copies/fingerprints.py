"""What does a text look like, in one kilobyte? Sketches from which alike texts are found without comparing all pairs.

A fingerprint has a MinHash signature (alike as a whole), a sample of the shingles that is the same sample in every
text (one contained in another), and a hash of each longer line (passages that stand in many files).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from inkling.copies.align import shingles
from inkling.copies.tokens import Keys, Tokeniser, Tokens, mix

VERSION = 1  # grows when any number below, or the tokeniser, changes
ROWS = 128
Unsigned = TypeVar("Unsigned", np.uint32, np.uint64)
_WORD_SHINGLE, _SINGLE_SHINGLE = 3, 5  # words; characters of a script without blanks
_SAMPLE_BITS = 3  # one shingle of eight
_LINE_WORDS, _LINE_SINGLES = 6, 12  # shorter lines are headings and table cells, and prove nothing
_BETWEEN_SINGLES = re.compile("(?<=[\u3005-\u9fff\uf900-\ufaff])\\s+(?=[\u3005-\u9fff\uf900-\ufaff])")
_LINE_POWERS = mix(np.arange(1, 4097, dtype=np.uint64)) | np.uint64(1)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The sketches of one text.

    Attributes:
        digest: BLAKE2b-128 of the normalised text; equal for identical texts.
        words: how many words (or characters of a script without blanks) it has.
        signature: uint16 (128,).
        sample: uint32 (s,), sorted, distinct.
        lines: uint32 (l,), sorted, distinct.
    """

    digest: bytes
    words: int
    signature: npt.NDArray[np.uint16]
    sample: npt.NDArray[np.uint32]
    lines: npt.NDArray[np.uint32]


def normalised_digest(text: str) -> bytes:
    """Return the BLAKE2b-128 of a text without regard to case, blanks, line ends and compatibility forms."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    else:
        text = text.lower()
    text = " ".join(text.split())
    if not text.isascii():
        text = _BETWEEN_SINGLES.sub("", text)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def fingerprint(text: str, tokeniser: Tokeniser) -> Fingerprint:
    """Return the sketches of a text."""
    tokens = tokeniser.cut(text)
    hashes = _distinct(_shingles(tokens))
    chosen = (hashes >> np.uint64(32)) & np.uint64((1 << _SAMPLE_BITS) - 1)
    sample = _distinct((hashes[chosen == 0] & np.uint64(0xFFFFFFFF)).astype(np.uint32))
    lines = _distinct(line_hashes(text, tokens)[0])
    return Fingerprint(normalised_digest(text), int(tokens.words.sum()), _signature(hashes), sample, lines[lines > 0])


def _distinct(values: npt.NDArray[Unsigned]) -> npt.NDArray[Unsigned]:
    """Sort and drop repetitions; several times faster than `numpy.unique` on short arrays."""
    values = np.sort(values)
    keep = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=keep[1:])
    return values[keep]


def _shingles(tokens: Tokens) -> Keys:
    keys, singles = tokens.keys[tokens.words], tokens.singles[tokens.words]
    if len(keys) <= _WORD_SHINGLE:
        return shingles(keys, len(keys)) if len(keys) else keys
    three = shingles(keys, _WORD_SHINGLE)
    if not singles.any() or len(keys) <= _SINGLE_SHINGLE:
        return three
    five = shingles(keys, _SINGLE_SHINGLE)
    return np.where(singles[: len(five)], five, three[: len(five)])


def _signature(hashes: Keys) -> npt.NDArray[np.uint16]:
    """One permutation hashing: the least hash of each of 128 bins; an empty bin borrows from a full neighbour."""
    if not len(hashes):
        return np.zeros(ROWS, np.uint16)
    bins = (hashes >> np.uint64(57)).astype(np.int64)
    first = np.concatenate(([0], np.flatnonzero(np.diff(bins)) + 1))
    full = bins[first]
    least = np.zeros(ROWS, np.uint64)
    least[full] = hashes[first]
    # Right or left is fixed by the bin's number, so that two texts with the same hashes borrow alike.
    right = full[np.searchsorted(full, np.arange(ROWS)) % len(full)]
    left = full[np.searchsorted(full, np.arange(ROWS), side="right") - 1]
    source = np.where(mix(np.arange(ROWS, dtype=np.uint64)) & np.uint64(1), right, left)
    source[full] = full
    distance = ((np.arange(ROWS) - source) % ROWS).astype(np.uint64)
    return (mix(least[source] + distance) >> np.uint64(48)).astype(np.uint16)


def line_hashes(text: str, tokens: Tokens) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Return a hash of each line that is long enough (0 for others), and the line of each token."""
    ends = np.cumsum([len(line) + 1 for line in text.split("\n")])
    line = np.searchsorted(ends, tokens.starts, side="right")
    values = np.where(tokens.words, tokens.keys, np.uint64(0))
    if not len(values):
        return np.zeros(0, np.uint32), line
    first = np.concatenate(([0], np.flatnonzero(np.diff(line)) + 1))
    sizes = np.diff(np.append(first, len(line)))
    words = np.cumsum(tokens.words) - 1
    offset = words - np.repeat(words[first], sizes)
    total = mix(np.add.reduceat(values * _LINE_POWERS[offset & 4095], first))
    counts = np.add.reduceat(tokens.words.astype(np.int64), first)
    singles = np.add.reduceat(tokens.singles.astype(np.int64), first)
    long = counts >= np.where(2 * singles > counts, _LINE_SINGLES, _LINE_WORDS)
    hashes = np.where(long, (total >> np.uint64(32)).astype(np.uint32) | np.uint32(1), np.uint32(0))
    found = np.zeros(int(line[-1]) + 1, np.uint32)
    found[line[first]] = hashes
    return found, line


class Fingerprints:
    """The fingerprints of many texts as columns; rows are numbered, `names` are the digests they were filed under.

    Attributes:
        names: bytes, one per row.
        digests: bytes, of the normalised texts, one per row.
        words: int64 (n,).
        signatures: uint16 (n, 128).
        sample: uint32, of all rows one after the other; `sample_ends` int64 (n,) says where each ends.
        lines: uint32, likewise; `line_ends` int64 (n,).
    """

    def __init__(self, names: Sequence[bytes], rows: Sequence[Fingerprint]) -> None:
        self.names = list(names)
        self.digests = [row.digest for row in rows]
        self.words = np.array([row.words for row in rows], np.int64)
        self.signatures = np.array([row.signature for row in rows], np.uint16).reshape(-1, ROWS)
        self.sample, self.sample_ends = _packed([row.sample for row in rows])
        self.lines, self.line_ends = _packed([row.lines for row in rows])

    def __len__(self) -> int:
        return len(self.names)

    def to_bytes(self) -> bytes:
        """Return them as one block to keep."""
        buffer = BytesIO()
        np.savez(
            buffer,
            version=np.array([VERSION]),
            names=np.frombuffer(b"".join(self.names), np.uint8),
            digests=np.frombuffer(b"".join(self.digests), np.uint8),
            words=self.words,
            signatures=self.signatures,
            sample=self.sample,
            sample_ends=self.sample_ends,
            lines=self.lines,
            line_ends=self.line_ends,
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Fingerprints | None:
        """Return what `to_bytes` gave, or nothing when it is of another version or damaged."""
        found = cls([], [])
        try:
            with np.load(BytesIO(data), allow_pickle=False) as held:
                if held["version"].tolist() != [VERSION]:
                    return None
                names, digests = held["names"].tobytes(), held["digests"].tobytes()
                found.words, found.signatures = held["words"], held["signatures"]
                found.sample, found.sample_ends = held["sample"], held["sample_ends"]
                found.lines, found.line_ends = held["lines"], held["line_ends"]
        except (ValueError, KeyError, OSError, EOFError):
            return None
        found.names = [names[at : at + 16] for at in range(0, len(names), 16)]
        found.digests = [digests[at : at + 16] for at in range(0, len(digests), 16)]
        return found

    def chosen(self, rows: Sequence[int]) -> Fingerprints:
        """Return some rows, in this order."""
        found = Fingerprints([], [])
        found.names = [self.names[row] for row in rows]
        found.digests = [self.digests[row] for row in rows]
        at = np.array(rows, np.int64)
        found.words, found.signatures = self.words[at], self.signatures[at]
        found.sample, found.sample_ends = _picked(self.sample, self.sample_ends, at)
        found.lines, found.line_ends = _picked(self.lines, self.line_ends, at)
        return found


def joined(parts: Sequence[Fingerprints]) -> Fingerprints:
    """Return the rows of all parts, one part after the other."""
    found = Fingerprints([], [])
    if not parts:
        return found
    found.names = [name for part in parts for name in part.names]
    found.digests = [digest for part in parts for digest in part.digests]
    found.words = np.concatenate([part.words for part in parts])
    found.signatures = np.concatenate([part.signatures for part in parts])
    found.sample = np.concatenate([part.sample for part in parts])
    found.lines = np.concatenate([part.lines for part in parts])
    found.sample_ends = _shifted([part.sample_ends for part in parts])
    found.line_ends = _shifted([part.line_ends for part in parts])
    return found


def _packed(rows: list[npt.NDArray[np.uint32]]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    flat = np.concatenate(rows) if rows else np.zeros(0, np.uint32)
    return flat, np.cumsum([len(row) for row in rows], dtype=np.int64)


def _picked(
    flat: npt.NDArray[np.uint32], ends: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    # Row by row: index arrays for all values at once would need five times the memory of the values.
    counts = np.diff(ends, prepend=0)
    first, sizes = (ends - counts)[rows], counts[rows]
    upto = np.cumsum(sizes)
    picked = np.empty(int(upto[-1]) if len(upto) else 0, np.uint32)
    for start, size, end in zip(first.tolist(), sizes.tolist(), upto.tolist(), strict=True):
        picked[end - size : end] = flat[start : start + size]
    return picked, upto


def _shifted(ends: list[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    base, found = 0, []
    for part in ends:
        found.append(part + base)
        base += int(part[-1]) if len(part) else 0
    return np.concatenate(found)
