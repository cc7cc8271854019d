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
    made: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9).astype(np.float32)
    return made


def sparse(columns: Sequence[npt.NDArray[np.int32]], data: Sequence[Floats], width: int) -> Any:  # noqa: ANN401  # SciPy has no types
    """Return a sparse matrix (SciPy CSR, float32) of rows given by their columns and values."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(row) for row in columns)], dtype=np.int64)
    flat_data = np.concatenate(data) if data else np.empty(0, dtype=np.float32)
    flat_columns = np.concatenate(columns) if columns else np.empty(0, dtype=np.int32)
    return csr_matrix((flat_data, flat_columns, ends), shape=(len(columns), max(1, width)))


def strongest_directions(
    counts: Any,  # noqa: ANN401  # SciPy has no types
    weights: Floats,
    wanted: int,
    basis: Ints,
) -> tuple[Floats, Floats]:
    """Weigh a sparse matrix, take its strongest directions, and lay its rows along them.

    Args:
        counts: sparse, documents x terms.
        weights: of the terms.
        wanted: how many directions.
        basis: the rows from which the directions are learned.

    Returns:
        unit rows (documents x d) and the directions (terms x d).
    """
    from scipy.sparse import diags
    from sklearn.preprocessing import normalize
    from sklearn.utils.extmath import randomized_svd

    rows, terms = counts.shape
    wanted = min(wanted, len(basis) - 1, terms - 1)
    if wanted < 1 or not len(weights) or not counts.nnz:
        return np.zeros((rows, 1), dtype=np.float32), np.zeros((max(1, len(weights)), 1), dtype=np.float32)
    weighted = normalize(counts @ diags(weights))
    learned = weighted if len(basis) == rows else weighted[basis]
    _, _, directions = randomized_svd(learned, wanted, n_iter=5, random_state=0)
    across = np.ascontiguousarray(directions.T, dtype=np.float32)
    return unit(np.asarray(weighted @ across, dtype=np.float32)), across


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
