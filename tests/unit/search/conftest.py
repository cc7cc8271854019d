"""A small library without files, and a model that needs no weights: it knows words by their first letters."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from inkling import words
from inkling.catalog.catalog import Catalog
from inkling.records import Document
from inkling.search.engine import Searcher
from inkling.search.evaluate import fill

_SAME = {"automobile": "car", "vehicle": "car", "feline": "cat", "kitten": "cat", "physician": "doctor"}


@dataclass(frozen=True)
class Tokens:
    vectors: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


class ToyEncoder:
    """Words with one meaning share a vector (car, automobile); a text is the mean of its words. Speaks English."""

    digest = "toy"

    def tokens(self, text: str) -> Tokens:
        found = list(re.finditer(r"\w+", text.lower()))
        rows = np.array([_vector(m.group()) for m in found], np.float32).reshape(-1, 64)
        places = [np.array([getattr(m, name)() for m in found], np.int32) for name in ("start", "end")]
        return Tokens(rows, *places)

    query_tokens = tokens

    def encode_passages(self, texts: Sequence[str], cancel: object = None) -> np.ndarray:
        made = np.array([self.tokens(text).vectors.sum(axis=0) + 1e-6 for text in texts], np.float32).reshape(-1, 64)
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    encode_queries = encode_passages

    def speaks(self, language: str) -> bool:
        return language == "en"


def _vector(word: str) -> np.ndarray:
    stem = _SAME.get(word, word.rstrip("s"))
    seed = int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=4).digest(), "big")
    made = np.random.default_rng(seed).normal(size=64)
    return made / np.linalg.norm(made)


Library = Callable[..., tuple[Searcher, Catalog, dict[str, int]]]


@pytest.fixture
def toy() -> ToyEncoder:
    return ToyEncoder()


@pytest.fixture
def library(tmp_path: Path, toy: ToyEncoder) -> Iterator[Library]:
    """Make a library of texts by name, and return its searcher, its catalog and the document of each name."""
    opened: list[Catalog] = []

    def make(
        texts: dict[str, str], *, meaning: bool = True, **more: object
    ) -> tuple[Searcher, Catalog, dict[str, int]]:
        data = tmp_path / f"data{len(opened)}"
        data.mkdir(mode=0o700)
        catalog = Catalog.open(data, write=True, terms=words.terms)
        opened.append(catalog)
        documents = [
            (name, Document(text, name.rpartition(".")[2], "", language=words.guess_language(text)))
            for name, text in texts.items()
        ]
        names = fill(catalog, documents, toy if meaning else None)
        return Searcher(catalog, encoder=toy if meaning else None, **more), catalog, {n: i for i, n in names.items()}

    yield make
    for catalog in opened:
        catalog.close()
