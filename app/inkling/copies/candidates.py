"""Which pairs of texts are worth comparing? Few, found without looking at all pairs.

Two ways, because each misses what the other finds: bands of MinHash signatures (alike as a whole, groups of any size)
and rare shingles in common (a small text inside a big one; a text with many small edits). Shingles that stand in many
texts are boilerplate and make no candidates. Pairs are proposed here and judged elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inkling.copies.fingerprints import ROWS, Fingerprints
from inkling.copies.quoting import quote_each_other
from inkling.copies.tokens import mix
from inkling.progress import Cancel

Pairs = npt.NDArray[np.int64]
"""int64 (p, 2): row numbers, the smaller first; sorted, distinct."""

_BAND_ROWS = 3  # 42 bands of 3: finds J = .5 with .996, J = .4 with .94, J = .3 with .68
_SMALL_BUCKET = 12  # all pairs below this, beyond it the pairs with the longest few: they become references
_HUBS = 4
_ALL_PARTNERS, _FIRST, _NEAREST = 12, 2, 4
_LARGEST_MAP = 8_000_000  # entries, 64 MB; larger libraries use a thinner sample
_MOST_PAIRS = 12_000_000
_PAIRS_AT_ONCE = 1_000_000  # 8 MB, and some copies of it
_NEAR_LENGTHS = 0.65  # a near copy is at least so long, compared with the other text; what is shorter is contained
_SURE_SAMPLE = 30  # shingles; of fewer, the share that two texts have in common says little
_WEAK_SAMPLE, _WEAK_HITS = 8, 3  # below, what two texts share is an accident, and neither was written from the other
_CROWD = 24  # partners; texts with more are of a family made by machine, and none is written from another
_OWN = 0.8  # of a text's shingles; one of which more stand in many texts is a filled form, and no revision of another
_WEAK_NEAREST = 3  # of the pairs that can be no copies, those that are kept of each text
_DOUBTFUL_NEAREST = 2  # likewise of those that will hardly be copies
_MORE_OF_PART = 0.15  # a contained text has nearly all of its shingles in the other, however much longer that is


@dataclass(frozen=True, slots=True)
class Sieve:
    """How alike sketches must be for their texts to be compared."""

    jaccard: float = 0.25
    contained: float = 0.4  # share of the smaller sample that is in the larger one
    hits: int = 3
    common_in: int = 20  # a shingle in more texts than this is boilerplate
    part: float = 0.6  # for texts of very different lengths: share of the shorter one that is in the longer
    reworked: float = 0.15  # share of the smaller sample from which one text may have been written from the other
    doubtful: float = (
        0.6  # share of the sample of the longer text, or so much more of the shorter one: below, few copies
    )


@dataclass(frozen=True, slots=True, eq=False)
class Proposed:
    """The pairs worth comparing.

    Attributes:
        pairs: which rows.
        only_copies: bool (p,), for which pairs something else explains what they share if they are no copies: they
            are put together from passages that stand in further texts, or are of a large family.
    """

    pairs: Pairs
    only_copies: npt.NDArray[np.bool_]


def candidates(found: Fingerprints, order: npt.NDArray[np.int64], sieve: Sieve, cancel: Cancel) -> Proposed:
    """Return the pairs worth comparing.

    Args:
        found: the texts, each once.
        order: int64 (n,), the rank of each row by content; makes the answer independent of the order of rows.
        sieve: how alike.
        cancel: looked at between bands.
    """
    alike = _by_bands(found, order, cancel)
    partners = np.zeros(len(found), np.int64)
    if len(alike):
        agreement = _agreement(found.signatures, alike, cancel)
        close = (agreement >= sieve.jaccard) & _may_be_part(found, alike, agreement, sieve)
        partners = np.bincount(alike[close].ravel(), minlength=len(found))
        alike = _few_per_row(alike[close], agreement[close], order)
    inside, weak, crowded = _by_rare_shingles(found, order, sieve, cancel)
    # What can be no copy and was not written from the other either need not be read.
    weak = weak[~_is_explained(found, weak, partners, crowded)]
    pairs = _distinct(np.concatenate([alike, inside, weak]))
    only_copies = _is_explained(found, pairs, partners, crowded)
    kept = ~only_copies
    kept[only_copies] = _are_promising(found, pairs[only_copies], order, sieve, cancel)
    return Proposed(pairs[kept], only_copies[kept])


def _is_explained(
    found: Fingerprints, pairs: Pairs, partners: npt.NDArray[np.int64], crowded: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Return of which pairs neither text was written from the other, as further texts have what they share.

    Texts of a large family are alike in what its template says, those at its rim too.
    """
    mates = partners[pairs]
    of_family = (mates.max(axis=1) > _CROWD) & (mates.min(axis=1) > _CROWD // 4)
    explained: npt.NDArray[np.bool_] = of_family | crowded[pairs].all(axis=1) | quote_each_other(found, pairs)
    return explained


def _by_bands(found: Fingerprints, order: npt.NDArray[np.int64], cancel: Cancel) -> Pairs:
    by_rank = np.argsort(order, kind="stable")
    usable = by_rank[found.words[by_rank] > 0]
    collected: list[Pairs] = []
    for first in range(0, ROWS - _BAND_ROWS + 1, _BAND_ROWS):
        cancel.check()
        rows = found.signatures[usable, first : first + _BAND_ROWS].astype(np.uint64)
        keys = rows[:, 0] | (rows[:, 1] << np.uint64(16)) | (rows[:, 2] << np.uint64(32))
        collected.append(_pairs_of_groups(keys, usable))
        if len(collected) % 8 == 0:
            collected = [_distinct(np.concatenate(collected))]
    return _distinct(np.concatenate(collected))


def _pairs_of_groups(keys: npt.NDArray[np.uint64], rows: npt.NDArray[np.int64]) -> Pairs:
    """Pair rows with equal keys: each with each in small groups, with the first few (by rank) in large ones."""
    by_key = np.argsort(keys, kind="stable")
    ordered = keys[by_key]
    edges = np.flatnonzero(np.diff(ordered)) + 1
    first = np.concatenate(([0], edges))
    sizes = np.diff(np.append(first, len(keys)))
    shared = sizes > 1
    first, sizes = first[shared], sizes[shared]
    collected: list[Pairs] = [np.zeros((0, 2), np.int64)]
    position = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    start, size = np.repeat(first, sizes), np.repeat(sizes, sizes)
    for nth in range(_SMALL_BUCKET):
        mates = (position > nth) & ((size <= _SMALL_BUCKET) | (nth < _HUBS))
        if mates.any():
            left, right = rows[by_key[start[mates] + nth]], rows[by_key[start[mates] + position[mates]]]
            collected.append(np.stack([np.minimum(left, right), np.maximum(left, right)], axis=1))
    return np.concatenate(collected)


def _agreement(signatures: npt.NDArray[np.uint16], pairs: Pairs, cancel: Cancel) -> npt.NDArray[np.float64]:
    found = np.zeros(len(pairs))
    step = 100_000
    for first in range(0, len(pairs), step):
        cancel.check()
        part = pairs[first : first + step]
        found[first : first + step] = (signatures[part[:, 0]] == signatures[part[:, 1]]).mean(axis=1)
    return found


def _by_rare_shingles(
    found: Fingerprints, order: npt.NDArray[np.int64], sieve: Sieve, cancel: Cancel
) -> tuple[Pairs, Pairs, npt.NDArray[np.bool_]]:
    """Return pairs that may be copies, pairs of which one may be written from the other, and which rows are crowded."""
    none = np.zeros((0, 2), np.int64)
    entries = _entries(found)
    if len(entries) < 2:
        return none, none, np.zeros(len(found), np.bool_)
    cancel.check()
    entries.sort()
    cancel.check()
    shingle, documents = (entries >> np.uint64(32)).astype(np.uint32), entries.astype(np.uint32)
    del entries
    first = np.concatenate(([0], np.flatnonzero(shingle[1:] != shingle[:-1]) + 1))
    sizes = np.diff(np.append(first, len(documents)))
    del shingle
    rare = sizes <= sieve.common_in
    # How many of each text's own shingles stand in few texts: what its share is measured by.
    own = _counts(documents[np.repeat(rare, sizes)], len(found))
    of_a_form = own < _OWN * _counts(documents, len(found))
    keep = rare & (sizes > 1)
    first, sizes = first[keep], sizes[keep]
    # The rarest shingles prove the most; a bound keeps memory flat when a library is all templates.
    by_size = np.argsort(sizes, kind="stable")
    total = np.cumsum(sizes[by_size] * (sizes[by_size] - 1) // 2)
    by_size = by_size[: int(np.searchsorted(total, _MOST_PAIRS, side="right"))]
    first, sizes = first[by_size], sizes[by_size]
    parts, scores = [none], [np.zeros(0)]
    weak, weak_scores = [none], [np.zeros(0)]
    total_pairs = int((sizes * (sizes - 1) // 2).sum())
    turns = total_pairs // _PAIRS_AT_ONCE + 1
    for turn in range(turns):
        packed = _packed_pairs(documents, first, sizes, (turns, turn), cancel)
        pairs, score, is_weak = _shared(packed, own, found.words, sieve)
        parts.append(pairs[~is_weak])
        scores.append(score[~is_weak])
        weak.append(pairs[is_weak])
        weak_scores.append(score[is_weak])
    strong, rest = np.concatenate(parts), np.concatenate(weak)
    partners = np.bincount(strong.ravel(), minlength=len(found)) + np.bincount(rest.ravel(), minlength=len(found))
    crowded: npt.NDArray[np.bool_] = (partners > _CROWD) | of_a_form
    chosen = ~crowded[rest].all(axis=1)
    rest, scores_of_rest = rest[chosen], np.concatenate(weak_scores)[chosen]
    strong = _few_per_row(strong, np.concatenate(scores), order)
    return strong, rest[_are_nearest(rest, scores_of_rest, order, _WEAK_NEAREST)], crowded


def _counts(documents: npt.NDArray[np.uint32], rows: int) -> npt.NDArray[np.int64]:
    found = np.zeros(rows, np.int64)
    for first in range(0, len(documents), _PAIRS_AT_ONCE):  # bincount makes 64-bit numbers of what it is given
        found += np.bincount(documents[first : first + _PAIRS_AT_ONCE], minlength=rows)
    return found


def _shared(
    packed: npt.NDArray[np.uint64], own: npt.NDArray[np.int64], words: npt.NDArray[np.int64], sieve: Sieve
) -> tuple[Pairs, npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Count how many rare shingles each pair shares; return the pairs with enough, and the share of the smaller.

    Last comes which of the pairs are weak: too few for copies.
    """
    packed.sort()
    begins = np.ones(len(packed), np.bool_)
    np.not_equal(packed[1:], packed[:-1], out=begins[1:])
    starts = np.flatnonzero(begins)
    hits = np.diff(np.append(starts, len(packed)))
    enough = hits >= sieve.hits
    names, hits = packed[starts[enough]], hits[enough]
    left, right = (names >> np.uint64(32)).astype(np.int64), (names & np.uint64(0xFFFFFFFF)).astype(np.int64)
    least = np.minimum(own[left], own[right])
    share = hits / least
    lengths = np.minimum(words[left], words[right]) / np.maximum(1, np.maximum(words[left], words[right]))
    strong = (share >= sieve.contained) & ((lengths >= _NEAR_LENGTHS) | (share >= sieve.part) | (least < _SURE_SAMPLE))
    good = strong | ((share >= sieve.reworked) & (least >= _WEAK_SAMPLE) & (hits >= _WEAK_HITS))
    return np.stack([left[good], right[good]], axis=1), share[good], ~strong[good]


def _may_be_part(
    found: Fingerprints, pairs: Pairs, agreement: npt.NDArray[np.float64], sieve: Sieve
) -> npt.NDArray[np.bool_]:
    """Whether texts of very different lengths agree as much as they do when the longer one holds the shorter one."""
    left, right = found.words[pairs[:, 0]], found.words[pairs[:, 1]]
    shorter, longer = np.minimum(left, right), np.maximum(left, right)
    in_shorter = agreement * (left + right) / ((1 + agreement) * np.maximum(1, shorter))
    good: npt.NDArray[np.bool_] = (shorter >= _NEAR_LENGTHS * longer) | (in_shorter >= sieve.part)
    return good


def _few_per_row(pairs: Pairs, score: npt.NDArray[np.float64], order: npt.NDArray[np.int64]) -> Pairs:
    """Keep, of rows with many partners, the most alike ones and those first by content.

    Large families meet at the latter, so their groups stay whole while the number of pairs grows with the rows only.
    """
    row = np.concatenate([pairs[:, 0], pairs[:, 1]])
    mate = np.concatenate([pairs[:, 1], pairs[:, 0]])
    both = np.concatenate([score, score])
    kept = np.bincount(row, minlength=len(order))[row] <= _ALL_PARTNERS
    for limit, keys in ((_FIRST, (order[mate], row)), (_NEAREST, (order[mate], -both, row))):
        sorted_ = np.lexsort(keys)
        ordered = row[sorted_]
        place = np.arange(len(row)) - np.searchsorted(ordered, ordered)
        kept[sorted_[place < limit]] = True
    return np.asarray(pairs[kept[: len(pairs)] | kept[len(pairs) :]])


def _are_nearest(
    pairs: Pairs, score: npt.NDArray[np.float64], order: npt.NDArray[np.int64], limit: int
) -> npt.NDArray[np.bool_]:
    """Return which pairs are among the `limit` most alike ones of a row."""
    row = np.concatenate([pairs[:, 0], pairs[:, 1]])
    mate = np.concatenate([pairs[:, 1], pairs[:, 0]])
    sorted_ = np.lexsort((order[mate], -np.concatenate([score, score]), row))
    ordered = row[sorted_]
    kept = np.zeros(len(row), np.bool_)
    kept[sorted_[np.arange(len(row)) - np.searchsorted(ordered, ordered) < limit]] = True
    found: npt.NDArray[np.bool_] = kept[: len(pairs)] | kept[len(pairs) :]
    return found


def _are_promising(
    found: Fingerprints, pairs: Pairs, order: npt.NDArray[np.int64], sieve: Sieve, cancel: Cancel
) -> npt.NDArray[np.bool_]:
    """Return which pairs are worth reading if only copies are wanted: of the doubtful ones those nearest to a text.

    Texts that are put together from the same passages are all somewhat alike, and each pair of them would take as long
    as a true copy.
    """
    in_longer, in_shorter, least = _shares_of_samples(found, pairs, cancel)
    doubtful = (in_longer < sieve.doubtful) & (in_shorter < sieve.doubtful + _MORE_OF_PART) & (least >= _SURE_SAMPLE)
    good: npt.NDArray[np.bool_] = ~doubtful
    good[doubtful] = _are_nearest(pairs[doubtful], in_longer[doubtful], order, _DOUBTFUL_NEAREST)
    return good


def _shares_of_samples(
    found: Fingerprints, pairs: Pairs, cancel: Cancel
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Return the share of the sample of the longer and of the shorter text that both have, and the smaller size."""
    ends = found.sample_ends
    sizes = np.diff(ends, prepend=0)
    both = np.zeros(len(pairs), np.int64)
    for nth, (a, b) in enumerate(pairs.tolist()):
        if nth % 10_000 == 0:
            cancel.check()
        one, other = found.sample[ends[a] - sizes[a] : ends[a]], found.sample[ends[b] - sizes[b] : ends[b]]
        if len(one) and len(other):
            place = other.searchsorted(one)
            place[place == len(other)] = 0
            both[nth] = np.count_nonzero(other[place] == one)
    pair_sizes = np.maximum(1, sizes[pairs])
    words = found.words[pairs]
    of_equal = pair_sizes[:, 0] >= pair_sizes[:, 1]  # not by their rows: the order of texts must not matter
    a_is_longer = np.where(words[:, 0] == words[:, 1], of_equal, words[:, 0] > words[:, 1])
    longer, shorter = np.where(a_is_longer, pair_sizes.T, pair_sizes.T[::-1])
    return both / longer, both / shorter, pair_sizes.min(axis=1)


def _entries(found: Fingerprints) -> npt.NDArray[np.uint64]:
    counts = np.diff(found.sample_ends, prepend=0)
    rows = np.repeat(np.arange(len(found), dtype=np.uint64), counts)
    thin = 0
    while len(found.sample) >> thin > _LARGEST_MAP:
        thin += 1
    if not thin:
        return np.asarray((found.sample.astype(np.uint64) << np.uint64(32)) | rows)
    kept = (mix(found.sample.astype(np.uint64)) & np.uint64((1 << thin) - 1)) == 0
    return np.asarray((found.sample[kept].astype(np.uint64) << np.uint64(32)) | rows[kept])


def _packed_pairs(
    documents: npt.NDArray[np.uint32],
    first: npt.NDArray[np.int64],
    sizes: npt.NDArray[np.int64],
    turn: tuple[int, int],
    cancel: Cancel,
) -> npt.NDArray[np.uint64]:
    """Return the pairs of rows that share a shingle, once per shingle: those of which the smaller row has this turn."""
    turns, mine = turn
    collected = [np.zeros(0, np.uint64)]
    for size in np.unique(sizes).tolist():
        cancel.check()
        rows = documents[first[sizes == size][:, None] + np.arange(size)]  # ascending in each row
        for nth in range(size - 1):
            chosen = rows[rows[:, nth] % turns == mine] if turns > 1 else rows
            left, right = chosen[:, nth].astype(np.uint64), chosen[:, nth + 1 :].astype(np.uint64)
            collected.append(((left[:, None] << np.uint64(32)) | right).ravel())
    return np.concatenate(collected)


def _distinct(pairs: Pairs) -> Pairs:
    packed = np.unique((pairs[:, 0].astype(np.uint64) << np.uint64(32)) | pairs[:, 1].astype(np.uint64))
    left = (packed >> np.uint64(32)).astype(np.int64)
    return np.stack([left, (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)], axis=1)
