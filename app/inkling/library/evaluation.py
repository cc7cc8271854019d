"""How well does Inkling do on judged data? Joins the measuring of finding with that of topics."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inkling import passages, paths
from inkling.errors import UsageError
from inkling.extract.jail import Jail
from inkling.neural import card as cards
from inkling.neural.encoder import Encoder
from inkling.progress import Cancel, Progress, Report, ignore_progress
from inkling.records import Document
from inkling.search.evaluate import evaluate
from inkling.settings import Settings
from inkling.topics.labels import evaluate_labels

_BATCH = 64  # documents between two looks at the cancel flag


def evaluate_folder(
    folder: Path, *, cancel: Cancel | None = None, report: Report = ignore_progress
) -> dict[str, dict[str, float] | float]:
    """Build a throw-away library from a folder of judged data and return its figures.

    Raises:
        UsageError: there is no such folder, or it holds no set that can be understood.
        ModelError: the model can't be had.
        Cancelled: called off.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Give a folder of judged data; the README tells what it holds.")
    cancel = cancel or Cancel()
    encoder = Encoder.load(cards.find(paths.MODELS, Settings().model), threads=os.cpu_count() or 1)
    try:
        with Jail() as jail:
            return evaluate(
                folder,
                encoder,
                read=lambda path: jail.extract(os.fsencode(path)).document,
                topics=lambda documents, labels: _topics(documents, labels, encoder, cancel, report),
                cancel=cancel,
                report=report,
            )
    finally:
        encoder.close()


def _topics(
    documents: Sequence[Document], labels: Sequence[str], encoder: Encoder, cancel: Cancel, report: Report
) -> dict[str, dict[str, float]]:
    vectors = np.zeros((len(documents), encoder.card.dim), dtype=np.float32)
    for at in range(0, len(documents), _BATCH):
        cancel.check()
        for row, document in enumerate(documents[at : at + _BATCH], at):
            vectors[row] = _meaning(document, encoder)
        report(Progress("meaning", min(at + _BATCH, len(documents)), len(documents)))
    texts, languages = [document.text for document in documents], [document.language for document in documents]
    return evaluate_labels(texts, labels, vectors, speaks=encoder.speaks, languages=languages)


def _meaning(document: Document, encoder: Encoder) -> NDArray[np.float32]:
    """Return a document's meaning as the library makes it: its passages', the longer the heavier."""
    cut = [passage for passage in passages.cut(document) if passage.text.strip()]
    if not cut:
        return np.zeros(encoder.card.dim, dtype=np.float32)
    rows = encoder.encode_passages([passages.wording(p.heading, p.text, document.title) for p in cut])
    mean = np.array([p.end - p.start for p in cut], dtype=np.float32) @ rows
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length if length else mean, dtype=np.float32)
