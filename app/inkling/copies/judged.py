"""Compares the proposed pairs of texts, each pair once in the life of a library, and keeps what was found."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from io import BytesIO

import numpy as np
import numpy.typing as npt

from inkling.copies import glance
from inkling.copies.candidates import Proposed
from inkling.copies.fingerprints import VERSION, Fingerprints, line_hashes
from inkling.copies.glance import Covered, Sketch, is_for, may_be_copies, seen
from inkling.copies.measure import Measured, Prepared, Thresholds, judge, measure
from inkling.copies.quoting import stand_in
from inkling.copies.tokens import Tokeniser, mix
from inkling.progress import Cancel, Progress, Report
from inkling.records import Verdict

_COLUMNS, _FLAGS = 12, 7  # numbers of a measurement with its mark; where the yes-or-no ones begin
_MARK_BITS = (1 << 63) - 1
_MEASURES = 4  # grows when `measure` or a glance changes
_REMEMBERED_CHARACTERS = 3_000_000  # about 30 MB of tokens
_REMEMBERED_TEXTS = 256


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that have something to do with each other."""

    a: int
    b: int
    verdict: Verdict
    is_near: bool
    found: Measured


class Memory:
    """What earlier comparisons measured, by the digests of both texts (the smaller first).

    A measurement has a mark: it stands for the passages of both that stand in many files, whose words it tells apart.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[Measured, int]] = {}
        self._covered: dict[bytes, Covered] = {}
        self.is_changed = False

    def get(self, a: bytes, b: bytes, mark: int) -> Measured | None:
        """Return what was measured for two texts under the same mark."""
        found, marked = self._known.get(min(a, b) + max(a, b), (None, mark))
        return found if marked == mark else None

    def put(self, a: bytes, b: bytes, found: Measured, mark: int) -> None:
        """Remember a measurement."""
        self._known[min(a, b) + max(a, b)] = found, mark
        self.is_changed = True

    def covered(self, a: bytes, b: bytes) -> Covered | None:
        """Return what a glance saw of two texts."""
        return self._covered.get(min(a, b) + max(a, b))

    def put_covered(self, a: bytes, b: bytes, shares: Covered) -> None:
        """Remember a glance."""
        self._covered[min(a, b) + max(a, b)] = shares
        self.is_changed = True

    def retain(self, names: set[bytes]) -> None:
        """Forget pairs of which a text is gone."""
        gone = [key for key in (*self._known, *self._covered) if key[:16] not in names or key[16:] not in names]
        for key in gone:
            self._known.pop(key, None)
            self._covered.pop(key, None)
        self.is_changed |= bool(gone)

    def to_bytes(self) -> bytes:
        """Return everything as one block to keep."""
        buffer = BytesIO()
        rows = [(*map(int, astuple(found)), mark) for found, mark in self._known.values()]
        np.savez(
            buffer,
            version=np.array([VERSION, _MEASURES]),
            keys=np.frombuffer(b"".join(self._known), np.uint8),
            rows=np.array(rows, np.int64).reshape(-1, _COLUMNS),
            glanced=np.frombuffer(b"".join(self._covered), np.uint8),
            shares=np.array(list(self._covered.values()), np.float64).reshape(-1, 4),
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Memory:
        """Return what `to_bytes` gave; an empty memory when it is of another version or damaged."""
        memory = cls()
        try:
            with np.load(BytesIO(data), allow_pickle=False) as held:
                if held["version"].tolist() != [VERSION, _MEASURES]:
                    return memory
                keys, rows = held["keys"].tobytes(), held["rows"].tolist()
                glanced, shares = held["glanced"].tobytes(), held["shares"].tolist()
        except (ValueError, KeyError, OSError, EOFError):
            return memory
        for index, (*numbers, mark) in enumerate(rows):
            flags = (bool(number) for number in numbers[_FLAGS:])
            memory._known[keys[32 * index : 32 * index + 32]] = Measured(*numbers[:_FLAGS], *flags), mark
        for index, four in enumerate(shares):
            memory._covered[glanced[32 * index : 32 * index + 32]] = Covered(*four)
        return memory


def _plain(found: Measured) -> Measured:
    """Return a measurement as if nothing of the texts stood in many files: what it is depends on no other text."""
    longer, shorter = max(found.words_a, found.words_b), min(found.words_a, found.words_b)
    return replace(found, own_longer=longer, own_shorter=shorter, own_same=found.same, has_common=False)


class Judge:
    """Compares texts of one library.

    Args:
        found: the fingerprints, one row per text.
        text_of: gives the text of a row.
        limits: where a copy begins.
        memory: earlier measurements; the new ones are added.
        common: uint32, sorted: hashes of the lines that stand in many files.
        overlaps: also compare texts that can be no copies, as they may share passages.
    """

    def __init__(
        self,
        found: Fingerprints,
        text_of: Callable[[int], str],
        limits: Thresholds,
        memory: Memory,
        common: npt.NDArray[np.uint32],
        *,
        overlaps: bool = False,
    ) -> None:
        self._overlaps = overlaps
        self._found, self._text_of, self._limits, self._memory, self._common = found, text_of, limits, memory, common
        self._marks = _marks(found, common)
        self._tokeniser = Tokeniser()
        self._prepared: OrderedDict[int, Prepared] = OrderedDict()
        self._sketches: dict[int, Sketch] = {}
        self._characters = 0

    def pairs(self, proposed: Proposed, cancel: Cancel, report: Report) -> list[Pair]:
        """Return those of the proposed pairs (ascending rows) that are something to each other."""
        judged = []
        for done, nth in enumerate(_by_family(proposed.pairs, len(self._found)).tolist()):
            if done % 64 == 0:
                cancel.check()
                report(Progress("compare", done, len(proposed.pairs)))
            a, b = proposed.pairs[nth].tolist()
            pair = self._pair(a, b, may_be_reworked=not proposed.only_copies[nth])
            if pair:
                judged.append(pair)
        return sorted(judged, key=lambda pair: (min(pair.a, pair.b), max(pair.a, pair.b)))

    def _pair(self, a: int, b: int, *, may_be_reworked: bool) -> Pair | None:
        # The order of the two must not matter, nor which rows they happen to have.
        if self._found.digests[a] > self._found.digests[b]:
            a, b = b, a
        limits = self._limits
        smaller, larger = sorted((int(self._found.words[a]), int(self._found.words[b])))
        if smaller < limits.least_words:
            return None
        if smaller < limits.contained_words and smaller < limits.near_for(smaller) * larger:
            return None  # too short to be contained, too different in length to be a copy
        mark = (int(self._marks[a]) + int(self._marks[b])) & _MARK_BITS
        found = self._memory.get(self._found.digests[a], self._found.digests[b], mark)
        if found is None:
            if not self._is_worth_measuring(a, b, smaller, may_be_reworked=may_be_reworked):
                return None
            found = measure(self._text(a), self._text(b))
            self._memory.put(self._found.digests[a], self._found.digests[b], found, mark)
        verdict, is_near = judge(_plain(found), limits)
        if not self._overlaps and (verdict is Verdict.OVERLAP or (verdict is Verdict.REWORKED and not may_be_reworked)):
            return None  # nobody asked; what stands in many files could only make it less
        if verdict and found.share_longer < limits.own_sure and found.has_common:
            verdict, is_near = judge(found, limits)
            if verdict is Verdict.OVERLAP and not self._overlaps:
                return None
        return Pair(a, b, verdict, is_near, found) if verdict else None

    def _is_worth_measuring(self, a: int, b: int, smaller: int, *, may_be_reworked: bool) -> bool:
        if self._overlaps or not is_for(smaller):
            return True
        digests = self._found.digests[a], self._found.digests[b]
        covered = self._memory.covered(*digests)
        if covered is None:
            left, right = self._sketch(a), self._sketch(b)
            longer, shorter = (left, right) if left.words >= right.words else (right, left)
            covered = seen(longer, shorter)
        is_worth = may_be_copies(covered, smaller, self._limits)
        is_worth |= may_be_reworked and glance.may_be_reworked(covered, self._limits)
        if not is_worth:
            self._memory.put_covered(*digests, covered)
        return is_worth

    def _sketch(self, row: int) -> Sketch:
        text = self._text(row)
        if row not in self._sketches:
            self._sketches[row] = Sketch.of(text)
        return self._sketches[row]

    def _text(self, row: int) -> Prepared:
        known = self._prepared.get(row)
        if known:
            self._prepared.move_to_end(row)
            return known
        text = self._text_of(row)
        prepared = Prepared(text, self._tokeniser.cut(text))
        if self._marks[row]:
            hashes, line = line_hashes(text, prepared.tokens)
            prepared = Prepared(text, prepared.tokens, stand_in(hashes, self._common)[line])
        self._prepared[row] = prepared
        self._characters += len(text)
        while len(self._prepared) > 2 and (
            len(self._prepared) > _REMEMBERED_TEXTS or self._characters > _REMEMBERED_CHARACTERS
        ):
            oldest, gone = self._prepared.popitem(last=False)
            self._sketches.pop(oldest, None)
            self._characters -= len(gone.text)
        return prepared


def _marks(found: Fingerprints, common: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """Return for each text a number that stands for which of the common lines it has, 0 for none."""
    names = np.where(stand_in(found.lines, common), mix(found.lines.astype(np.uint64)), np.uint64(0))
    upto = np.concatenate(([np.uint64(0)], np.cumsum(names, dtype=np.uint64)))
    return np.diff(upto[np.concatenate(([0], found.line_ends))])


def _by_family(pairs: npt.NDArray[np.int64], rows: int) -> npt.NDArray[np.int64]:
    """Return the order of pairs in which texts that have to do with each other come together, to be read once."""
    family = np.arange(rows)
    while len(pairs):
        least = np.minimum(family[pairs[:, 0]], family[pairs[:, 1]])
        joined = family.copy()
        np.minimum.at(joined, pairs[:, 0], least)
        np.minimum.at(joined, pairs[:, 1], least)
        joined = joined[joined]
        if np.array_equal(joined, family):
            break
        family = joined
    return np.lexsort((pairs[:, 1], pairs[:, 0], family[pairs[:, 0]]))


def rows_by_content(found: Fingerprints) -> npt.NDArray[np.int64]:
    """Return the rank of each row: longer texts first, then by digest; the same whatever order the rows have."""
    order: Sequence[int] = sorted(range(len(found)), key=lambda row: (-int(found.words[row]), found.digests[row]))
    rank = np.zeros(len(found), np.int64)
    rank[np.array(order, np.int64)] = np.arange(len(found))
    return rank
