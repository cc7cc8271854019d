"""The linear algebra that topics borrow: the only module here that loads SciPy and scikit-learn, when it is asked.

scikit-learn and SciPy (both BSD) are here because a sparse randomised SVD and a Ward tree are more than 50 lines each.
Nothing here draws random numbers without a fixed beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


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
    """Return the strongest directions of a sparse matrix (columns x d); one of zeros where it has none."""
    from sklearn.utils.extmath import randomized_svd

    rows, terms = weighted.shape
    wanted = min(wanted, rows - 1, terms - 1)
    if wanted < 1 or not weighted.nnz:
        return np.zeros((terms, 1), dtype=np.float32)
    _, _, directions = randomized_svd(weighted, wanted, n_iter=5, random_state=0)
    return np.ascontiguousarray(directions.T, dtype=np.float32)


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
    """Return the Ward tree of some rows, as SciPy's linkage writes it."""
    from scipy.cluster.hierarchy import linkage

    merges: npt.NDArray[np.float64] = linkage(rows.astype(np.float64), method="ward")
    return merges


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
