"""How well does a passage answer a query, read together? A cross-encoder: pairs of texts to numbers from 0 to 1.

Nothing is padded and nothing of a passage is cut: one longer than the model reads beside the query is read in windows,
and the best of them counts. A query takes at most half of the room.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from inkling.errors import ModelError
from inkling.neural import card as cards
from inkling.neural.card import ModelCard
from inkling.neural.encoder import digest_of
from inkling.neural.runtime import Floats, Ids, Network, PairFrame, Tokenizer
from inkling.records.said import said


class PairScorer:
    """A loaded model of kind `reranker`. Every method may be called from any thread."""

    def __init__(self, card: ModelCard, network: Network, tokenizer: Tokenizer, frame: PairFrame) -> None:
        self.card = card
        self.digest = digest_of(card)
        self._network, self._tokenizer, self._frame = network, tokenizer, frame

    @classmethod
    def load(cls, folder: Path) -> PairScorer:
        """Load and verify the model in a folder.

        Raises:
            ModelError: a file is missing, damaged or changed.
        """
        card = cards.load(folder)
        assert card.kind == "reranker", card.kind
        tokenizer = Tokenizer.load(folder, card)
        frame = tokenizer.pair_frame()
        if card.max_tokens - frame.length < 2:
            raise ModelError(
                said("The card of {name} has a prefix longer than max_tokens; correct the card.", name=card.name)
            )
        return cls(card, Network.load(folder, card), tokenizer, frame)

    def score(self, query: str, passage: str) -> float:
        """Return how well a passage answers a query, from 0 to 1."""
        asked, text = self._tokenizer.ids([self.card.query_prefix + query, self.card.passage_prefix + passage])
        room = self.card.max_tokens - self._frame.length
        asked = asked[: max(1, room // 2)]
        parts = np.array_split(text, max(1, -(-len(text) // (room - len(asked)))))
        return max(self._one(asked, part) for part in parts)

    def speaks(self, language: str) -> bool:
        """Whether the model was trained for a language (ISO 639-1); "" means unknown and counts as yes."""
        return self.card.speaks(language)

    def close(self) -> None:
        """Let go of the model; the scorer can't be used afterwards."""
        del self._network, self._tokenizer

    def _one(self, asked: Ids, part: Ids) -> float:
        ids, types = self._frame.around(asked, part)
        return _probability(self._network.scores(ids[None], types[None])[0])


def _probability(logits: Floats) -> float:
    """Return the share of "yes": of one number by the logistic curve, of several that of the last."""
    wide = logits.astype(np.float64)
    if len(wide) == 1:
        return float(1 / (1 + np.exp(-np.clip(wide[0], -60, 60))))
    shares = np.exp(wide - wide.max())
    return float(shares[-1] / shares.sum())
