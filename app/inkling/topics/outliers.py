"""Which files don't belong where they lie, and in which folders does a topic live? Suggestions with reasons.

A file is *far* when its nearest files in its own folder are much less like it than is usual there, and none of the
files nearest to it anywhere lies there. It is *elsewhere* when nearly all of its nearest files lie together in one
other folder. The numbers below were tuned on pages of manuals and on Chinese abstracts of other disciplines that were
put into folders: to be right nine times of ten matters more than to find every one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from inkling.progress import Cancel
from inkling.records import DocumentId, FolderShare, FolderSpread, Outlier, OutlierKind, TopicId
from inkling.records.said import said
from inkling.topics import numeric
from inkling.topics.numeric import Floats, Ints
from inkling.topics.space import Source

_NEAREST = 6
_SPREAD_TOLD = 4  # folders of a topic that are named
_TOGETHER = 5  # of the six nearest files in one other folder
_FOLDER_FROM = 5  # files from which a folder has a usual likeness
_LOOKED_AT = 5  # nearest files in the folder that are asked
_ODD = 2.5  # deviations (by the median) below what is usual, where no near file lies in the folder
_ODD_ALONE = 3.5  # the same where there is no other folder to be nearer to
_FAR_BY = 0.45  # of the usual likeness is lacking, at least
_ALIKE = 0.35  # cosine from which the files elsewhere are alike enough to suggest a move
_EXACT = 12_000  # files up to which every pair is compared; above, those of near topics
_NEAR_TOPICS = 3
_CELLS = 4_000_000  # likenesses held at once: 16 MB, and twice that to sort them
_MOST = 200  # outliers told: more would not be read


def find_outliers(
    sources: Sequence[Source], rows: Floats, labels: Ints, centres: Floats, *, cancel: Cancel | None = None
) -> tuple[Outlier, ...]:
    """Return the files that may not belong where they lie, the oddest first."""
    cancel = cancel or Cancel()
    folders = [source.folder for source in sources]
    nearest, likeness = _nearest(rows, labels, centres, cancel)
    found = _far(sources, folders, rows, _has_near(folders, nearest), cancel)
    found_at = {outlier.document for outlier in found}
    found += [o for o in _elsewhere(sources, folders, nearest, likeness) if o.document not in found_at]
    found.sort(key=lambda outlier: (-outlier.score, outlier.display, outlier.document))
    return tuple(found[:_MOST])


def spreads(topics: Sequence[tuple[int, str]], labels: Sequence[int], paths: Sequence[str]) -> tuple[FolderSpread, ...]:
    """Return in which folders each topic (number, name) lives."""
    of = Counter(_folder(path) for path in paths)
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    for topic, path in zip(labels, paths, strict=True):
        inside[topic][_folder(path)] += 1
    found = []
    for number, name in topics:
        shares = tuple(
            FolderShare(folder, count, of[folder])
            for folder, count in sorted(inside[number].items(), key=lambda item: (-item[1], item[0]))
        )
        if shares:
            found.append(FolderSpread(TopicId(number), shares, _lives_in(name, shares)))
    return tuple(found)


def _lives_in(name: str, shares: Sequence[FolderShare]) -> str:
    """Say it in one sentence; the folders are a value, as their number varies."""
    if len(shares) == 1:
        return said("{topic} lives in one folder: {folder}.", topic=name, folder=_called(shares[0].folder))
    count = len(shares)
    top = said("the top folder") if any(not share.folder for share in shares[:_SPREAD_TOLD]) else ""
    folders = ", ".join(f"{share.folder or top} ({share.files})" for share in shares[:_SPREAD_TOLD])
    if count <= _SPREAD_TOLD:
        return said("{topic} lives in {count} folders: {folders}.", topic=name, count=count, folders=folders)
    return said(
        "{topic} lives in {count} folders: {folders}, and {more} more.",
        topic=name,
        count=count,
        folders=folders,
        more=count - _SPREAD_TOLD,
    )


def _called(folder: str) -> str:
    return folder or said("the top folder")


def _folder(path: str) -> str:
    return path.rsplit("/", 1)[0] if "/" in path else ""


def _has_near(folders: Sequence[str], nearest: Ints) -> npt.NDArray[np.bool_] | None:
    """Return which files have one of their nearest in their own folder; None where all lie in one."""
    names = {folder: number for number, folder in enumerate(dict.fromkeys(folders))}
    if len(names) < 2:
        return None
    at = np.array([names[folder] for folder in folders], dtype=np.int64)
    inside: npt.NDArray[np.bool_] = ((at[nearest] == at[:, None]) & (nearest >= 0)).any(axis=1)
    return inside


def _far(
    sources: Sequence[Source],
    folders: Sequence[str],
    rows: Floats,
    has_near: npt.NDArray[np.bool_] | None,
    cancel: Cancel,
) -> list[Outlier]:
    members: dict[str, list[int]] = defaultdict(list)
    for at, folder in enumerate(folders):
        members[folder].append(at)
    found = []
    for folder in sorted(members):
        inside = np.array(members[folder], dtype=np.int64)
        if len(inside) < _FOLDER_FROM:
            continue
        cancel.check()
        likeness, nearest = _likeness_inside(rows[inside])
        usual = float(np.median(likeness))
        spread = max(1.4826 * float(np.median(np.abs(likeness - usual))), 0.02)
        is_odd = (usual - likeness) / spread > (_ODD_ALONE if has_near is None else _ODD)
        is_odd &= likeness <= (1 - _FAR_BY) * usual
        if has_near is not None:
            is_odd &= ~has_near[inside]
        odd = np.flatnonzero(is_odd).tolist()
        found += [
            _far_one([sources[n] for n in (inside[at], *inside[nearest[at]])], float(likeness[at]), usual) for at in odd
        ]
    return found


def _far_one(source_and_nearest: Sequence[Source], likeness: float, usual: float) -> Outlier:
    source, *nearest = source_and_nearest
    reason = said(
        "Nothing in {folder} is about the same: files there are about {usual} alike, this one only {likeness}. "
        "The nearest is {nearest}.",
        folder=_shown(source.folder.rsplit("/", 1)[-1]) or said("this folder"),
        usual=_percent(usual),
        likeness=_percent(likeness),
        nearest=_shown(nearest[0].path.rsplit("/", 1)[-1]),
    )
    return _outlier(source, OutlierKind.FAR, 1 - max(0.0, likeness) / usual, reason, nearest=nearest)


def _likeness_inside(rows: Floats) -> tuple[Floats, Ints]:
    """Return each row's mean likeness to its nearest rows, and which those are (nearest first)."""
    asked = min(_LOOKED_AT, len(rows) - 1)
    likeness = np.empty(len(rows), dtype=np.float32)
    nearest = np.empty((len(rows), asked), dtype=np.int64)
    # In a folder of very many files every so-manieth stands for its neighbours.
    candidates = np.arange(0, len(rows), -(-len(rows) // _EXACT))
    others = rows[candidates]
    for stretch in _blocks(len(rows), len(candidates)):
        block = rows[stretch] @ others.T
        block[np.arange(stretch.start, stretch.stop)[:, None] == candidates[None, :]] = -np.inf
        best = numeric.top(block, asked)
        nearest[stretch] = candidates[best]
        likeness[stretch] = np.take_along_axis(block, best, axis=1).mean(axis=1)
    return likeness, nearest


def _elsewhere(sources: Sequence[Source], folders: Sequence[str], nearest: Ints, likeness: Floats) -> Iterator[Outlier]:
    for at, source in enumerate(sources):
        others = [int(n) for n, near in zip(nearest[at], likeness[at], strict=True) if n >= 0 and near >= _ALIKE]
        if len(others) < _TOGETHER:
            continue
        folder, count = min(Counter(folders[n] for n in others).items(), key=lambda item: (-item[1], item[0]))
        if folder == folders[at] or count < _TOGETHER or any(folders[n] == folders[at] for n in others):
            continue
        reason = said(
            "{count} of the {asked} files nearest to it are in {folder}; none is in its own folder.",
            count=count,
            asked=_NEAREST,
            folder=_called(_shown(folder)),
        )
        score = float(np.mean(likeness[at][: len(others)])) * count / _NEAREST
        yield _outlier(
            source, OutlierKind.ELSEWHERE, score, reason, nearest=[sources[n] for n in others], suggested=folder
        )


def _nearest(rows: Floats, labels: Ints, centres: Floats, cancel: Cancel) -> tuple[Ints, Floats]:
    """Return each row's nearest rows and their cosines; -1 where there are fewer."""
    found = np.full((len(rows), _NEAREST), -1, dtype=np.int64)
    likeness = np.zeros((len(rows), _NEAREST), dtype=np.float32)
    for members, candidates in _neighbourhoods(rows, labels, centres):
        others = rows[candidates]
        for stretch in _blocks(len(members), len(candidates)):
            cancel.check()
            mine = members[stretch]
            block = rows[mine] @ others.T
            block[mine[:, None] == candidates[None, :]] = -np.inf
            near = min(_NEAREST, len(candidates) - 1)
            if near > 0:
                best = numeric.top(block, near)
                found[mine, :near] = candidates[best]
                likeness[mine, :near] = np.take_along_axis(block, best, axis=1)
    return found, likeness


def _neighbourhoods(rows: Floats, labels: Ints, centres: Floats) -> Iterator[tuple[Ints, Ints]]:
    everything = np.arange(len(rows), dtype=np.int64)
    if len(rows) <= _EXACT or len(centres) <= _NEAR_TOPICS:
        yield everything, everything
        return
    near = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :_NEAR_TOPICS]
    for topic in range(len(centres)):
        yield np.flatnonzero(labels == topic), np.flatnonzero(np.isin(labels, near[topic]))


def _blocks(rows: int, columns: int) -> Iterator[slice]:
    """Yield stretches of rows so short that a table of them with all columns stays small."""
    step = max(1, _CELLS // max(1, columns))
    for start in range(0, rows, step):
        yield slice(start, min(rows, start + step))


def _outlier(
    source: Source, kind: OutlierKind, score: float, reason: str, *, nearest: Sequence[Source], suggested: str = ""
) -> Outlier:
    return Outlier(
        document=DocumentId(source.id),
        path=source.path.encode("utf-8", "surrogateescape"),
        display=_shown(source.path),
        kind=kind,
        score=round(min(1.0, max(0.0, score)), 3),
        reason=reason,
        nearest=tuple(DocumentId(other.id) for other in nearest),
        folder=source.folder,
        suggested=suggested,
    )


def _shown(name: str) -> str:
    """Return a path without what cannot be written out."""
    return name.encode("utf-8", "replace").decode()


def _percent(likeness: float) -> str:
    return f"{round(100 * max(0.0, likeness))} %"
