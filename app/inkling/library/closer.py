"""Who takes the closer look at the best results? A cross-encoder that is installed, else the built-in way."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from inkling import log, paths
from inkling.errors import ModelError
from inkling.neural import card as cards

if TYPE_CHECKING:
    from inkling.search.rerank import Reranker


def installed_reranker() -> Reranker | None:
    """Return the first model of kind `reranker` in the models' folder; None leaves it to the encoder.

    A damaged one is passed over, for search must go on; `inkling models` still lists it.
    """
    from inkling.neural.reranker import PairScorer
    from inkling.search.rerank import CrossEncoder

    try:
        for card in cards.available(paths.MODELS):
            if card.kind == "reranker":
                return CrossEncoder(PairScorer.load(cards.find(paths.MODELS, card.name)))
    except ModelError as error:
        log.event("a reranker can't be used", level=logging.WARNING, error=type(error).__name__)
    return None
