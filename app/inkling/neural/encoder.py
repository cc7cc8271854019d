"""What does a text mean? Text to unit vectors: the same text, the same vector, alone, in a batch, on any thread.

Texts are never padded: texts with the same number of tokens share a run, others go alone, so nothing but its own
tokens can touch a vector. Nothing is cut: a text longer than the model reads is split into windows of nearly equal
length, whose vectors are averaged by their number of tokens. Token vectors come from the same windows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from inkling.courtesy import Courtesy
from inkling.errors import ModelError
from inkling.neural import card as cards
from inkling.neural.card import ModelCard
from inkling.neural.runtime import Floats, Ids, Network, Places, Tokenizer
from inkling.progress import Cancel
from inkling.records.said import said

# Tokens per run. Short texts of one length gain up to 30 % together; above this the caches spill (measured).
_RUN_TOKENS = 256
# Texts that are tokenised and sorted at a time: enough to find companions of equal length, few enough for memory.
_CHUNK = 512
# Vectors made by another rule of windows or pooling must not be mixed with these.
_RULES = "windows-1"


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """A unit vector for each token of a text, and the characters of the original text that it covers."""

    vectors: Floats
    starts: Places
    ends: Places


@dataclass(frozen=True, slots=True)
class _Window:
    text: int
    ids: Ids
    weight: int


class Encoder:
    """A loaded model of kind `encoder`. Every method may be called from any thread."""

    def __init__(
        self, card: ModelCard, network: Network, tokenizer: Tokenizer, threads: int, courtesy: Courtesy
    ) -> None:
        self.card = card
        self.digest = digest_of(card)
        self._network = network
        self._tokenizer = tokenizer
        self._threads = threads
        self._courtesy = courtesy
        prefixes = (card.query_prefix, card.passage_prefix)
        self._prefixes = {prefix: tokenizer.ids([prefix.rstrip()])[0] for prefix in prefixes}

    @classmethod
    def load(cls, folder: Path, *, threads: int = 1, courtesy: Courtesy | None = None) -> Encoder:
        """Load and verify the model in a folder.

        Args:
            folder: holds `card.toml` and the files that it names.
            threads: how many CPUs `encode_passages` may use at a time.
            courtesy: whose questions go first; None for those put to this encoder.

        Raises:
            ModelError: a file is missing, damaged, changed, or not a model of this kind.
        """
        card = cards.load(folder)
        if card.kind != "encoder":
            raise ModelError(
                said(
                    "The model {card} is a {kind}, not an encoder; choose another model.",
                    card=card.name,
                    kind=card.kind,
                )
            )
        courtesy = courtesy or Courtesy()
        courtesy.let_window()  # each of the two holds the interpreter for some 20 ms
        tokenizer = Tokenizer.load(folder, card)
        courtesy.let_window()
        return cls(card, Network.load(folder, card), tokenizer, max(1, threads), courtesy)

    def encode_passages(self, texts: Sequence[str], cancel: Cancel | None = None) -> Floats:
        """Return a unit vector for each passage, shape (texts, dim); gives way to the other methods.

        Raises:
            Cancelled: `cancel` was raised meanwhile.
        """
        return self._encode(texts, self.card.passage_prefix, cancel, gives_way=not self._courtesy.is_mine)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return a unit vector for each query, shape (texts, dim)."""
        with self._courtesy.asking():
            return self._encode(texts, self.card.query_prefix, None)

    def tokens(self, text: str) -> TokenVectors:
        """Return a unit vector for each token of a passage, special tokens and prefix left out."""
        with self._courtesy.asking():
            return self._tokens(text, self.card.passage_prefix)

    def query_tokens(self, text: str) -> TokenVectors:
        """Return a unit vector for each token of a query, special tokens and prefix left out."""
        with self._courtesy.asking():
            return self._tokens(text, self.card.query_prefix)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has, special tokens and prefix left out."""
        return [len(ids) for ids in self._tokenizer.ids(texts)]

    def speaks(self, language: str) -> bool:
        """Whether the model was trained for a language (ISO 639-1); "" means unknown and counts as yes."""
        return self.card.speaks(language)

    def close(self) -> None:
        """Let go of the model; the encoder can't be used afterwards."""
        del self._network, self._tokenizer

    def _encode(self, texts: Sequence[str], prefix: str, cancel: Cancel | None, *, gives_way: bool = False) -> Floats:
        vectors = np.zeros((len(texts), self.card.dim), np.float32)
        for start in range(0, len(texts), _CHUNK):
            if cancel:
                cancel.check()
            split = self._tokenizer.ids(texts[start : start + _CHUNK])
            windows = [
                window for place, ids in enumerate(split) for window in self._windows(start + place, ids, prefix)
            ]
            totals = np.zeros((len(split), 1), np.float32)
            # summed in the order of the text, whatever order they were made in: the same sum, to the last bit
            for window, vector in zip(windows, self._run_all(windows, cancel, gives_way=gives_way), strict=True):
                vectors[window.text] += vector * np.float32(window.weight)
                totals[window.text - start] += np.float32(window.weight)
            vectors[start : start + _CHUNK] /= totals
        return _unit(vectors) if self.card.normalise else vectors

    def _run_all(self, windows: Sequence[_Window], cancel: Cancel | None, *, gives_way: bool) -> Floats:
        def work(run: list[int]) -> tuple[list[int], Floats]:
            if gives_way:
                self._courtesy.give_way()
            if cancel:
                cancel.check()
            return run, self._network.sentences(np.stack([windows[place].ids for place in run]))

        runs = _runs(windows)
        vectors = np.empty((len(windows), self.card.dim), np.float32)
        if self._threads == 1 or len(runs) == 1:
            for places, found in map(work, runs):
                vectors[places] = found
            return vectors
        # The graph runs on the thread that calls it and lets Python go on meanwhile: so the callers are the threads.
        with ThreadPoolExecutor(self._threads, "encoder") as pool:
            for places, found in pool.map(work, runs):
                vectors[places] = found
        return vectors

    def _tokens(self, text: str, prefix: str) -> TokenVectors:
        split = self._tokenizer.split([text])[0]
        before = len(self._tokenizer.head) + len(self._prefixes[prefix])
        parts = [np.zeros((0, self.card.dim), np.float32)]
        for window in self._windows(0, split.ids, prefix) if len(split.ids) else ():
            found = self._network.tokens(window.ids[None])[0]
            parts.append(found[before : before + window.weight])
        return TokenVectors(_unit(np.concatenate(parts)), split.starts, split.ends)

    def _windows(self, text: int, ids: Ids, prefix: str) -> list[_Window]:
        """Split what the model can't read at once into windows of nearly equal length; each gets the prefix."""
        head, tail = self._tokenizer.head, self._tokenizer.tail
        before = np.concatenate([np.array(head, np.int64), self._prefixes[prefix]])
        room = self.card.max_tokens - len(before) - len(tail)
        if room < 1:
            raise ModelError(
                said("The card of {name} has a prefix longer than max_tokens; correct the card.", name=self.card.name)
            )
        after = np.array(tail, np.int64)
        parts = np.array_split(ids, max(1, -(-len(ids) // room)))
        return [_Window(text, np.concatenate([before, part, after]), max(1, len(part))) for part in parts]


def _runs(windows: Sequence[_Window]) -> list[list[int]]:
    """Group windows of exactly the same length, the long ones first; returns their places."""
    order = sorted(range(len(windows)), key=lambda place: -len(windows[place].ids))
    runs: list[list[int]] = []
    for place in order:
        length = len(windows[place].ids)
        if runs and len(windows[runs[-1][0]].ids) == length and (len(runs[-1]) + 1) * length <= _RUN_TOKENS:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    unit: Floats = rows / np.maximum(lengths, np.float32(1e-12))
    return unit


def digest_of(card: ModelCard) -> str:
    """Name everything that decides a vector: two encoders with one digest give the same vectors."""
    deciding = (
        _RULES,
        card.files,
        card.max_tokens,
        card.pooling,
        card.normalise,
        card.query_prefix,
        card.passage_prefix,
    )
    words = repr([dict(item) if isinstance(item, Mapping) else item for item in deciding])
    return hashlib.sha256(words.encode()).hexdigest()[:32]
