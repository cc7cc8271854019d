"""The linear algebra of topics: the only module here that loads SciPy, when it is asked.

SciPy (BSD) is here for products of sparse matrices. Its Ward tree and scikit-learn's randomised SVD each keep the
interpreter to themselves for 60 to 90 ms at a time, and the window with it; so do `qr` and `svd` of NumPy. What stands
here instead is made of products of matrices, which let other threads go on, and is no slower. Nothing here draws random
numbers without a fixed beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_SPARE = 10  # random columns more than are wanted: the last ones never come out well
_TO_AND_FRO = 7  # with six, and a spectrum without a gap, as much is caught as with scikit-learn's five
_BLOCK = 4_096  # rows at a time in double precision


def unit(rows: Floats) -> Floats:
    """Return the rows at length 1; a zero row stays zero."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))[:, None]
    made: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9)
    return made.astype(np.float32, copy=False)


def shorten(rows: Floats) -> Floats:
    """Bring the rows to length 1 in their place, without another matrix of their size; return them."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))[:, None]
    rows[lengths[:, 0] <= 1e-9] = 0
    made: Floats = np.divide(rows, lengths, out=rows, where=lengths > 1e-9)
    return made


def top(block: Floats, count: int) -> Ints:
    """Return the columns of the `count` largest entries of each row, the largest first, ties by position."""
    if block.shape[1] > 4 * count:
        some = np.sort(np.argpartition(block, block.shape[1] - count - 1, axis=1)[:, -count - 1 :], axis=1)
    else:
        some = np.broadcast_to(np.arange(block.shape[1]), block.shape)
    order = np.argsort(-np.take_along_axis(block, some, axis=1), axis=1, kind="stable")[:, :count]
    best: Ints = np.take_along_axis(some, order, axis=1)
    return best


def sparse(columns: Sequence[npt.NDArray[np.int32]], data: Sequence[Floats], width: int) -> Any:  # noqa: ANN401  # SciPy has no types
    """Return a sparse matrix (SciPy CSR, float32) of rows given by their columns and values."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(row) for row in columns)], dtype=np.int64)
    flat_data = np.concatenate(data) if data else np.empty(0, dtype=np.float32)
    flat_columns = np.concatenate(columns) if columns else np.empty(0, dtype=np.int32)
    return csr_matrix((flat_data, flat_columns, ends), shape=(len(columns), max(1, width)))


def weighted(counts: Any, weights: Floats) -> Any:  # noqa: ANN401  # SciPy has no types
    """Weigh the columns of a sparse matrix and bring its rows to length 1, in its place; return it."""
    if counts.nnz:
        counts.data *= weights[counts.indices]
        row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        lengths = np.sqrt(np.bincount(row, counts.data.astype(np.float64) ** 2, minlength=counts.shape[0]))
        counts.data /= lengths[row].astype(np.float32)
    return counts


def strongest_directions(weighted: Any, wanted: int) -> Floats:  # noqa: ANN401  # SciPy has no types
    """Return the strongest directions of a sparse matrix (columns x d); one of zeros where it has none.

    Random columns are drawn into the space of the strongest directions by multiplying them with the matrix to and fro
    (Halko, Martinsson and Tropp, 2011).
    """
    rows, terms = weighted.shape
    wanted = min(wanted, rows - 1, terms - 1)
    if wanted < 1 or not weighted.nnz:
        return np.zeros((terms, 1), dtype=np.float32)
    columns = min(wanted + _SPARE, rows, terms)
    space: Floats = np.random.default_rng(0).standard_normal((terms, columns), dtype=np.float32)
    transposed = weighted.T.tocsr()
    for _ in range(_TO_AND_FRO):
        space = _upright(_upright(transposed @ (weighted @ space)))  # the second takes away what rounding left
    laid = weighted @ space
    return np.ascontiguousarray(space @ directions(laid, min(wanted, space.shape[1])))


def _upright(columns: Floats) -> Floats:
    """Return columns at right angles to each other and of length 1 that span the same space."""
    square = np.zeros((columns.shape[1], columns.shape[1]))
    for start in range(0, len(columns), _BLOCK):
        block = columns[start : start + _BLOCK].astype(np.float64)
        square += block.T @ block
    strengths, axes = np.linalg.eigh(square)
    kept = strengths > strengths[-1] * 1e-10
    made: Floats = columns @ (axes[:, kept] / np.sqrt(strengths[kept])).astype(np.float32)
    return made


def laid_along(weighted: Any, directions: Floats) -> Floats:  # noqa: ANN401  # SciPy has no types
    """Return the rows of a sparse matrix along some directions, at length 1."""
    return unit(np.asarray(weighted @ directions, dtype=np.float32))


def directions(centred: Floats, count: int) -> Floats:
    """Return the strongest directions of centred rows (d x count), each with its largest entry positive."""
    _, found = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    strongest = found[:, ::-1][:, :count]
    signs = np.sign(strongest[np.abs(strongest).argmax(axis=0), np.arange(strongest.shape[1])])
    made: Floats = (strongest * np.where(signs == 0, 1, signs)).astype(np.float32)
    return made


def strongest(rows: Floats, dimensions: int) -> Floats:
    """Return the rows along their strongest directions only, centred, at length 1."""
    if not len(rows):
        return rows
    centred = rows - rows.mean(axis=0)
    return unit(centred @ directions(centred, dimensions))


def ward(rows: Floats) -> npt.NDArray[np.float64]:
    """Return the Ward tree of some rows: for each merge, as SciPy writes it, the two groups, their distance, the size.

    A chain of nearest neighbours is followed until two groups are each other's nearest (Murtagh, 1983).
    """
    count = len(rows)
    away = _squared_distances(rows.astype(np.float64))
    np.fill_diagonal(away, np.inf)
    sizes, chain = np.ones(count), [0]
    found = np.empty((count - 1, 3))
    for number in range(count - 1):
        while True:
            here = chain[-1]
            nearest = int(away[here].argmin())
            if len(chain) > 1 and away[here, chain[-2]] <= away[here, nearest]:
                break
            chain.append(nearest)
        one, other = chain.pop(), chain.pop()
        found[number] = one, other, away[one, other]
        merged = (sizes + sizes[one]) * away[one] + (sizes + sizes[other]) * away[other] - sizes * away[one, other]
        merged /= sizes + sizes[one] + sizes[other]
        merged[[one, other]] = np.inf
        away[other], away[:, other] = merged, merged
        away[one], away[:, one] = np.inf, np.inf
        sizes[other] += sizes[one]
        chain = chain or [other]
    return _numbered(found[np.argsort(found[:, 2], kind="stable")])


def _squared_distances(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    lengths = np.einsum("ij,ij->i", rows, rows)
    made: npt.NDArray[np.float64] = rows @ rows.T
    made *= -2
    made += lengths[:, None]
    made += lengths[None, :]
    return np.maximum(made, 0, out=made)


def _numbered(merges: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Number the groups of merges that are in order: that of the first merge comes after the last row, and so on."""
    count = len(merges) + 1
    above, sizes = list(range(count + len(merges))), [1] * count

    def group(row: int) -> int:
        while above[row] != row:
            above[row] = row = above[above[row]]
        return row

    made = np.empty((len(merges), 4))
    for number, (one, other, squared) in enumerate(merges.tolist()):
        low, high = sorted((group(int(one)), group(int(other))))
        above[low] = above[high] = count + number
        sizes.append(sizes[low] + sizes[high])
        made[number] = low, high, np.sqrt(squared), sizes[-1]
    return made


def cut(merges: npt.NDArray[np.float64], count: int) -> Ints:
    """Cut a tree into `count` groups, numbered from 0 in the order of their first row."""
    rows = len(merges) + 1
    above = np.arange(rows + len(merges), dtype=np.int64)
    for number in range(rows - count):
        above[int(merges[number, 0])] = above[int(merges[number, 1])] = rows + number
    while not np.array_equal(above[above], above):
        above = above[above]
    _, first, inverse = np.unique(above[:rows], return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[inverse.ravel()]
