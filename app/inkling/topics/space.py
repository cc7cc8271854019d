"""Where do documents lie, so that near means "about the same"? Texts and meaning vectors in, one matrix out.

The space has two halves. One is the model's: the documents' meaning vectors. The other is the library's own: its words
by tf-idf, reduced by singular values (LSI). A document whose language the model does not speak leans on its words,
since there the model's vectors say little (measured on Chinese abstracts: V .17 by meaning, .36 by words).

Everything is worked out in one canonical order of the documents, so that the order in which files came plays no part.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from inkling import words
from inkling.piecewise import in_order
from inkling.progress import Cancel, Progress, Report, ignore_progress
from inkling.topics import numeric
from inkling.topics.numeric import Floats, Ints, shorten, unit

_DIMENSIONS = 100  # of the words' half: measurements.md found nothing in more
_SAMPLE = 20_000  # documents from which vocabulary and directions are learned; the others are laid into them
_AT_ONCE = 2_000  # of the other documents: their words are held together
_VOCABULARY = 50_000
_WINDOW = 6_000  # characters read from the beginning, and as many from the rest in two places: enough to tell a topic
_TITLE_TIMES = 2  # a title is a summary that somebody wrote
_FOREIGN = 0.2  # weight of the model's half for a document in a language that it does not speak
_JUDGE_BY_MEANING = 0.6
_JUDGE_DIMENSIONS = 20  # few enough that small groups don't win, enough for forty topics (measured on manuals)
_FOLDERS_TELL = 1.0  # likeness that a shared folder adds to two of very few files (the halves add up to 2)
_FOLDERS_TELL_UPTO = 60  # files from which folders tell nothing more: then what files say is enough
_ENOUGH_VECTORS = 0.2  # share of documents with vectors from which the others' can be guessed


class Content(NamedTuple):
    """What a document says."""

    text: str
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What topics need to know of a document.

    `path` is its identity for the order; `read` brings its content and may be called several times; `vector` is its
    meaning (float32, length 1), or None.
    """

    id: int
    path: str
    read: Callable[[], Content]
    title: str = ""
    language: str = ""
    vector: Floats | None = None

    @classmethod
    def of(
        cls,
        id: int,
        path: str,
        text: str,
        *,
        title: str = "",
        headings: tuple[str, ...] = (),
        language: str = "",
        vector: Floats | None = None,
    ) -> Source:
        """Return a source whose content is at hand."""
        content = Content(text, headings)
        return cls(id, path, lambda: content, title, language, vector)

    @property
    def name(self) -> str:
        """The file's name without folders and ending."""
        name = self.path.rsplit("/", 1)[-1]
        return name.rsplit(".", 1)[0] if "." in name[1:] else name

    @property
    def folder(self) -> str:
        """The folder of the file, "" where the path has none."""
        return self.path.rsplit("/", 1)[0] if "/" in self.path else ""


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Documents as unit rows (float32, n x d), and what is needed to lay a piece of text among them.

    `by_meaning` is the share of rows in which meaning took part.
    """

    rows: Floats
    by_meaning: float
    vocabulary: dict[str, int]
    idf: Floats
    directions: Floats
    mean: Floats

    def judge(self, chosen: Ints) -> Floats:
        """Return those rows as numbers of topics are judged by them.

        Meaning alone where the model speaks for most files: in the words' half every small group that shares a rare
        word looks like a topic of its own. Otherwise the strongest directions of the words, for the same reason.
        """
        if self.rows.shape[1] > len(self.mean) + self.directions.shape[1]:
            return self.rows[chosen]  # few files: all that is known of them counts
        if self.by_meaning >= _JUDGE_BY_MEANING:
            return unit(self.rows[chosen, : len(self.mean)])
        return numeric.strongest(self.rows[chosen], _JUDGE_DIMENSIONS)

    def lay(self, text: str, language: str = "", vector: Floats | None = None, *, spoken: bool = True) -> Floats:
        """Return the unit row of a text, such as the name of a wished topic; zero when nothing is known of it."""
        counts = Counter(words.ranking_terms(text, language))
        half = np.zeros(self.directions.shape[1], dtype=np.float32)
        for term in sorted(counts):
            at = self.vocabulary.get(term)
            if at is not None:
                half += np.float32(1 + np.log(counts[term])) * self.idf[at] * self.directions[at]
        meaning = np.zeros((1, len(self.mean)), dtype=np.float32)
        if vector is not None and len(self.mean):
            meaning = unit((vector - self.mean)[None, :]) * np.float32(1.0 if spoken else _FOREIGN)
        row: Floats = unit(np.hstack([meaning, unit(half[None, :])]))[0]
        return np.concatenate([row, np.zeros(self.rows.shape[1] - len(row), dtype=np.float32)])


def canonical_order(sources: Sequence[Source]) -> list[int]:
    """Return the positions of the sources in the one order in which everything is worked out."""
    repeated = {path for path, count in Counter(source.path for source in sources).items() if count > 1}

    def key(at: int) -> tuple[str, bytes, int]:
        source = sources[at]
        if source.path not in repeated:
            return source.path, b"", 0
        text = source.read().text.encode("utf-8", "replace")
        return source.path, hashlib.blake2b(text, digest_size=16).digest(), source.id

    return sorted(range(len(sources)), key=key)


def build(
    sources: Sequence[Source],
    speaks: Callable[[str], bool] = lambda _language: True,
    *,
    report: Report = ignore_progress,
    cancel: Cancel | None = None,
) -> Space:
    """Lay out the sources, which are in canonical order; row i belongs to source i.

    Args:
        sources: each is read once.
        speaks: whether the model speaks a language (ISO 639-1, "" where it is unknown).
        report: is told how far it is.
        cancel: stops it.
    """
    cancel = cancel or Cancel()
    basis = sample([source.path for source in sources], _SAMPLE)
    half, vocabulary, idf, directions, languages = _by_words(sources, basis, report, cancel)
    cancel.check()
    spoken = np.array([speaks(language) for language in languages], dtype=bool)
    meaning, weight, mean = _meaning([source.vector for source in sources], spoken, half)
    has_meaning = np.einsum("ij,ij->i", meaning, meaning) > 0
    by_meaning = float(np.mean((weight > _FOREIGN) & has_meaning)) if len(sources) else 0.0
    meaning *= weight[:, None]
    rows = shorten(np.hstack([meaning, half, _places([source.folder for source in sources])]))
    return Space(rows, by_meaning, vocabulary, idf, directions, mean)


def sample(paths: Sequence[str], size: int) -> Ints:
    """Return sorted positions of at most `size` paths, chosen by their hash.

    A file that comes or goes changes the choice by one file and not more: that keeps topics stable.
    """
    if len(paths) <= size:
        return np.arange(len(paths), dtype=np.int64)
    marks = [hashlib.blake2b(path.encode("utf-8", "surrogateescape"), digest_size=8).digest() for path in paths]
    chosen = sorted(range(len(paths)), key=lambda at: (marks[at], at))[:size]
    return np.array(sorted(chosen), dtype=np.int64)


def clipped(text: str) -> str:
    """Return the stretches of a long text that stand for it: its beginning, and a little from the middle and end."""
    if len(text) <= 2 * _WINDOW:
        return text
    half, middle = _WINDOW // 2, len(text) // 2
    return "\n".join((text[:_WINDOW], text[middle : middle + half], text[-half:]))


# --------------------------------------------------------------------------------------------------- the words' half


def _terms(source: Source, content: Content) -> list[str]:
    place = source.folder.rsplit("/", 1)[-1]
    text = "\n".join(
        [place, source.name, *[source.title] * _TITLE_TIMES, *content.headings[:20], clipped(content.text)]
    )
    return words.ranking_terms(text, source.language)


_Row = tuple[npt.NDArray[np.int32], Floats]  # the numbers of a document's terms, rising, and 1 + log(count) of each


def _by_words(
    sources: Sequence[Source], basis: Ints, report: Report, cancel: Cancel
) -> tuple[Floats, dict[str, int], Floats, Floats, list[str]]:
    """Lay the sources out by their words, reading each once: first the basis, from which vocabulary and directions are.

    The others are laid along these directions a few at a time, so that memory holds the words of the basis only.

    Returns:
        the words' half (unit rows or zero), the vocabulary, the weight of each term, the directions, and the sources'
        languages.
    """
    languages = [""] * len(sources)
    numbers: dict[str, int] = {}
    counted: list[_Row] = []
    for done, at in enumerate(basis.tolist()):
        counts, languages[at] = _counted(sources[at])
        counted.append(_row({numbers.setdefault(term, len(numbers)): count for term, count in counts.items()}))
        _tick("words", done, len(sources), report, cancel)
    vocabulary, idf, renumbered = _vocabulary(numbers, counted, len(basis))
    del numbers
    matrix = _matrix([_renumbered(row, renumbered) for row in counted], idf)
    del counted
    directions = numeric.strongest_directions(matrix, _DIMENSIONS)
    half = np.zeros((len(sources), directions.shape[1]), dtype=np.float32)
    half[basis] = numeric.laid_along(matrix, directions)
    del matrix
    others = np.setdiff1d(np.arange(len(sources), dtype=np.int64), basis)
    for start in range(0, len(others), _AT_ONCE):
        part, counted = others[start : start + _AT_ONCE], []
        for done, at in enumerate(part.tolist(), len(basis) + start):
            counts, languages[at] = _counted(sources[at])
            counted.append(_row({vocabulary[term]: count for term, count in counts.items() if term in vocabulary}))
            _tick("words", done, len(sources), report, cancel)
        half[part] = numeric.laid_along(_matrix(counted, idf), directions)
    return half, vocabulary, idf, directions, languages


def _matrix(rows: Sequence[_Row], idf: Floats) -> Any:  # noqa: ANN401  # SciPy has no types
    """Return rows of counts as a sparse matrix by tf-idf, each at length 1."""
    return numeric.weighted(numeric.sparse([row[0] for row in rows], [row[1] for row in rows], len(idf)), idf)


def _counted(source: Source) -> tuple[Counter[str], str]:
    content = source.read()
    return Counter(_terms(source, content)), source.language or words.guess_language(content.text)


def _row(counts: dict[int, int]) -> _Row:
    terms = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
    weights = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
    order = np.argsort(terms)
    return terms[order], weights[order].astype(np.float32)


def _renumbered(row: _Row, numbers: npt.NDArray[np.int32]) -> _Row:
    terms = numbers[row[0]]
    kept = np.flatnonzero(terms >= 0)
    order = kept[np.argsort(terms[kept])]
    return terms[order], row[1][order]


def _vocabulary(
    numbers: dict[str, int], rows: Sequence[_Row], total: int
) -> tuple[dict[str, int], Floats, npt.NDArray[np.int32]]:
    """Return the terms that tell documents apart, the weight of each, and the new number of each old one (or -1)."""
    found = np.zeros(len(numbers), dtype=np.int64)
    for terms, _ in rows:
        found[terms] += 1
    least = 2 if total < 5_000 else 3
    most = total * 0.5 if total >= 20 else total - 1
    kept = [(-int(found[number]), term) for term, number in numbers.items() if least <= found[number] <= most]
    chosen = in_order(term for _, term in in_order(kept)[:_VOCABULARY])
    renumbered = np.full(len(numbers), -1, dtype=np.int32)
    for at, term in enumerate(chosen):
        renumbered[numbers[term]] = at
    frequencies = np.array([found[numbers[term]] for term in chosen], dtype=np.float64)
    idf: Floats = (np.log((1 + total) / (1 + frequencies)) + 1).astype(np.float32)
    return {term: at for at, term in enumerate(chosen)}, idf, renumbered


# ------------------------------------------------------------------------------------------------- the model's half


def _meaning(
    vectors: Sequence[Floats | None], spoken: npt.NDArray[np.bool_], half: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return the model's half (centred unit rows), each row's weight, and the mean that was taken away.

    A document without a vector yet gets the one that its words let expect, so that having been read by meaning or not
    does not become a topic.
    """
    have = np.array([vector is not None for vector in vectors], dtype=bool)
    if not have.any() or have.mean() < _ENOUGH_VECTORS:
        return np.zeros((len(vectors), 0), np.float32), np.zeros(len(vectors), np.float32), np.zeros(0, np.float32)
    meaning = np.zeros((len(vectors), len(next(v for v in vectors if v is not None))), dtype=np.float32)
    for at, vector in enumerate(vectors):
        if vector is not None:
            meaning[at] = vector
    mean = np.zeros(meaning.shape[1], dtype=np.float32)
    if (have & spoken).sum() >= 2:
        mean = meaning.mean(axis=0, where=(have & spoken)[:, None])
        np.subtract(meaning, mean, out=meaning, where=have[:, None])
    shorten(meaning)
    lacking = ~have & spoken
    if lacking.any():
        known = have & spoken
        ridge = half[known].T @ half[known] + 0.1 * np.eye(half.shape[1], dtype=np.float32)
        meaning[lacking] = unit(half[lacking] @ np.linalg.solve(ridge, half[known].T @ meaning[known]))
    weight = np.where(spoken, 1.0, _FOREIGN).astype(np.float32)
    return meaning, weight, mean


def _places(folders: Sequence[str]) -> Floats:
    """Return what lying in one folder adds to the likeness of files, in a library so small that words tell little."""
    names = sorted(set(folders))
    share = _FOLDERS_TELL * (1 - len(folders) / _FOLDERS_TELL_UPTO)
    if len(names) < 2 or share <= 0:
        return np.zeros((len(folders), 0), dtype=np.float32)
    at = {name: number for number, name in enumerate(names)}
    made = np.zeros((len(folders), len(names)), dtype=np.float32)
    made[np.arange(len(folders)), [at[folder] for folder in folders]] = share**0.5
    return made


def _tick(stage: str, done: int, total: int, report: Report, cancel: Cancel) -> None:
    if done % 200 == 0:
        cancel.check()
        report(Progress(stage, done, total))
