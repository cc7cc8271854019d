"""How well does Inkling find? Measures itself on judged data, yours too, in a throw-away library.

A set is a folder with one of these:

* `corpus.jsonl` (one {"_id", "title", "text"} a line) or `tree/` (files; their ids are paths below it), together with
  `queries.jsonl` ({"_id", "text"}) and `qrels.tsv` (query-id, corpus-id, score, under a header line). Gives nDCG@10,
  Recall@100 and MRR@10 for words, meaning, hybrid and reranked.
* `pairs.tsv` or `dev.tsv` (text, text, how alike they are). Gives the Spearman correlation with the cosine.
* `docs.jsonl` ({"_id", "text", "label"}). Gives V-measure, ARI and purity of the topics.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from inkling import passages, words
from inkling.catalog.catalog import Catalog
from inkling.catalog.reading import Reading
from inkling.errors import UsageError
from inkling.index.base import Floats
from inkling.progress import Cancel, Progress, Report, ignore_progress
from inkling.records import Document, FileStamp, FolderId
from inkling.search.engine import Searcher
from inkling.search.view import Encoder

Judgements = Mapping[str, Mapping[str, int]]
ReadFile = Callable[[Path], Document | None]
TopicScores = Callable[[Sequence[Document], Sequence[str]], dict[str, dict[str, float]]]
"""Given documents and their labels, returns the scores of the topics: what `topics` provides."""

_MEASURES = ("ndcg@10", "recall@100", "mrr@10")
_BATCH = 256


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A set for retrieval: documents by id, queries by id, and how well each answers."""

    documents: Iterable[tuple[str, Document]]
    queries: Mapping[str, str]
    answers: Judgements


def evaluate(
    folder: Path,
    encoder: Encoder | None,
    *,
    read: ReadFile | None = None,
    topics: TopicScores | None = None,
    cancel: Cancel | None = None,
    report: Report = ignore_progress,
) -> dict[str, Any]:
    """Measure Inkling on a folder of judged data and return what `inkling evaluate --json` prints.

    Args:
        folder: the set.
        encoder: the model; None measures the words alone.
        read: reads a file of `tree/`; by default as plain text.
        topics: scores topics against labels, for `docs.jsonl`.
        cancel: calls it off.
        report: is told how far it is.

    Raises:
        UsageError: the folder holds no set, or a line of it cannot be understood.
        Cancelled: the flag was raised.
    """
    for name in ("pairs.tsv", "dev.tsv"):
        if (folder / name).is_file():
            return {"spearman": spearman(folder / name, _required(encoder))}
    if (folder / "docs.jsonl").is_file() and not (folder / "queries.jsonl").is_file():
        if topics is None:
            raise UsageError("This set judges topics, which are not available here.")
        rows = list(_rows(folder / "docs.jsonl", ("text", "label")))
        return dict(topics([_document(row) for row in rows], [str(row["label"]) for row in rows]))
    judged = load(folder, read or _plain)
    with tempfile.TemporaryDirectory(prefix="inkling-evaluate-") as scratch:
        data = Path(scratch)
        with Catalog.open(data, write=True, terms=words.terms) as catalog:
            names = fill(catalog, judged.documents, encoder, cancel, report)
            return measure(Searcher(catalog, encoder=encoder), names, judged, cancel, report)


def load(folder: Path, read: ReadFile) -> JudgedSet:
    """Return the retrieval set in a folder.

    Raises:
        UsageError: it holds none.
    """
    if not (folder / "queries.jsonl").is_file() or not (folder / "qrels.tsv").is_file():
        raise UsageError(
            f"{folder} is no set of judged data: it needs queries.jsonl and qrels.tsv beside corpus.jsonl or tree/, or"
            " pairs.tsv, dev.tsv, or docs.jsonl."
        )
    answers: dict[str, dict[str, int]] = {}
    for query, document, score in _columns(folder / "qrels.tsv", 3):
        if score.lstrip("-").isdigit() and int(score) > 0:
            answers.setdefault(query, {})[document] = int(score)
    queries = {str(row["_id"]): str(row["text"]) for row in _rows(folder / "queries.jsonl", ("_id", "text"))}
    queries = {id: text for id, text in queries.items() if id in answers}
    if (folder / "tree").is_dir():
        return JudgedSet(_tree(folder / "tree", read), queries, answers)
    if not (folder / "corpus.jsonl").is_file():
        raise UsageError(f"{folder} has queries and no documents: corpus.jsonl or tree/ is missing.")
    rows = _rows(folder / "corpus.jsonl", ("_id", "text"))
    return JudgedSet(((str(row["_id"]), _document(row)) for row in rows), queries, answers)


def fill(
    catalog: Catalog,
    documents: Iterable[tuple[str, Document]],
    encoder: Encoder | None,
    cancel: Cancel | None = None,
    report: Report = ignore_progress,
) -> dict[int, str]:
    """Put documents into an empty catalog, embed them, and return their names by document id.

    Raises:
        Cancelled: the flag was raised.
    """
    cancel = cancel or Cancel()
    root = b"/judged"
    folder = catalog.add_folder(root).id
    readings: list[Reading] = []
    names: dict[bytes, str] = {}
    for number, (name, document) in enumerate(documents):
        path = root + b"/%d/" % number + name.encode(errors="surrogateescape")
        names[path] = name
        readings.append(_reading(folder, path, number, document))
        if len(readings) == _BATCH:
            cancel.check()
            catalog.store(readings)
            report(Progress("read", number + 1))
            readings = []
    catalog.store(readings)
    if encoder:
        _embed(catalog, encoder, cancel, report)
    found: dict[int, str] = {}
    for stored in catalog.documents():
        found |= {int(stored.id): names[file.path] for file in stored.files}
    return found


def measure(
    searcher: Searcher,
    names: Mapping[int, str],
    judged: JudgedSet,
    cancel: Cancel | None = None,
    report: Report = ignore_progress,
) -> dict[str, dict[str, float]]:
    """Ask every query and return the mean of each measure for each voice.

    Raises:
        Cancelled: the flag was raised.
    """
    sums: dict[str, dict[str, float]] = {}
    for number, (id, text) in enumerate(judged.queries.items()):
        if cancel:
            cancel.check()
        report(Progress("ask", number, len(judged.queries)))
        for voice, documents in searcher.rankings(as_words(text)).items():
            order = [names[document] for document in documents if document in names]
            values = (
                ndcg(order, judged.answers[id]),
                recall(order, judged.answers[id]),
                mrr(order, judged.answers[id]),
            )
            into = sums.setdefault(voice, dict.fromkeys(_MEASURES, 0.0))
            for name, value in zip(_MEASURES, values, strict=True):
                into[name] += value
    count = max(len(judged.queries), 1)
    return {voice: {name: round(value / count, 4) for name, value in found.items()} for voice, found in sums.items()}


def as_words(text: str) -> str:
    """Return a judged query without what the query language would read as fields, phrases and exclusions."""
    plain = re.sub('["“”„«»「」『』*]', " ", text)
    kept = [re.sub("[:：]", " ", word.lstrip("-–－")) for word in plain.split() if word != "OR"]
    return " ".join(" ".join(kept).split())


def ndcg(order: Sequence[str], answers: Mapping[str, int], k: int = 10) -> float:
    """Return the normalised discounted cumulative gain of an order, gains 2^score - 1."""
    gain = sum((2.0 ** answers.get(name, 0) - 1) / math.log2(place + 2) for place, name in enumerate(order[:k]))
    best = sorted(answers.values(), reverse=True)[:k]
    return gain / sum((2.0**score - 1) / math.log2(place + 2) for place, score in enumerate(best))


def recall(order: Sequence[str], answers: Mapping[str, int], k: int = 100) -> float:
    """Return the share of the answers among the first `k`."""
    return len(set(order[:k]) & answers.keys()) / len(answers)


def mrr(order: Sequence[str], answers: Mapping[str, int], k: int = 10) -> float:
    """Return one over the place of the first answer, 0 beyond `k`."""
    return next((1 / (place + 1) for place, name in enumerate(order[:k]) if name in answers), 0.0)


def spearman(path: Path, encoder: Encoder) -> float:
    """Return how well the order by cosine agrees with the order by judgement."""
    rows = [row for row in _columns(path, 3, header=False) if _is_number(row[2])]
    if not rows:
        raise UsageError(f"{path} has no line of the form: text, text, number.")
    texts = list(dict.fromkeys(text for row in rows for text in row[:2]))
    place = {text: number for number, text in enumerate(texts)}
    vectors = encoder.encode_passages(texts)
    cosines = np.array([vectors[place[one]] @ vectors[place[two]] for one, two, _ in rows])
    scores = np.array([float(row[2]) for row in rows])
    return round(float(np.corrcoef(_ranks(cosines), _ranks(scores))[0, 1]), 4)


def _ranks(values: Floats) -> Floats:
    """Return the rank of each value; equal values share the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + ends - 1) / 2)[inverse].astype(np.float32)


def _required(encoder: Encoder | None) -> Encoder:
    if encoder is None:
        raise UsageError("This set judges meaning, and no model is installed.")
    return encoder


def _embed(catalog: Catalog, encoder: Encoder, cancel: Cancel, report: Report) -> None:
    catalog.use_model(encoder.digest)
    total, done = catalog.count_missing(encoder.digest), 0
    while waiting := catalog.missing_vectors(encoder.digest, _BATCH):
        cancel.check()
        titles = catalog.titles(passage.document for passage in waiting)
        texts = [passages.wording(p.heading, p.text, titles.get(p.document, "")) for p in waiting]
        rows = encoder.encode_passages(texts)
        catalog.put_vectors(encoder.digest, [(p.id, row) for p, row in zip(waiting, rows, strict=True)])
        done += len(waiting)
        report(Progress("meaning", done, total))


def _reading(folder: FolderId, path: bytes, number: int, document: Document) -> Reading:
    cut = tuple(passages.cut(document))
    wordings = (passages.wording(p.heading, p.text, document.title) for p in cut)
    now = time.time_ns()
    return Reading(
        folder=folder,
        stamp=FileStamp(path, len(document.text), now, now, 1, number + 1),
        checked_ns=now,
        digest=hashlib.blake2b(path, digest_size=16).digest(),  # two documents with one text stay two
        document=document,
        passages=cut,
        wordings=tuple(hashlib.blake2b(text.encode(errors="replace"), digest_size=16).digest() for text in wordings),
        cut_version=passages.VERSION,
    )


def _document(row: Mapping[str, Any]) -> Document:
    """Return a row as a document; where there is only a title, that is all it says, and so its text."""
    title = str(row.get("title") or "")
    text = str(row["text"] or "")
    text = text if text.strip() else title
    return Document(text=text, kind="text", title=title, language=words.guess_language(text))


def _plain(path: Path) -> Document:
    text = path.read_text(encoding="utf-8", errors="replace")
    first = next((line.strip("# ").strip() for line in text.splitlines() if line.startswith("#")), "")
    return Document(text=text, kind="text", title=first, language=words.guess_language(text))


def _tree(root: Path, read: ReadFile) -> Iterator[tuple[str, Document]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and (document := read(path)):
            yield path.relative_to(root).as_posix(), document


def _rows(path: Path, wanted: Sequence[str]) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise UsageError(f"{path.name}, line {number}: not JSON ({error}).") from error
            if not isinstance(row, dict) or any(name not in row for name in wanted):
                raise UsageError(f"{path.name}, line {number}: {', '.join(wanted)} expected.")
            yield row


def _columns(path: Path, count: int, *, header: bool = True) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            columns = line.rstrip("\r\n").split("\t")
            if (header and number == 1) or not line.strip():
                continue
            if len(columns) < count:
                raise UsageError(f"{path.name}, line {number}: {count} columns expected, separated by tabs.")
            yield columns[:count]


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
