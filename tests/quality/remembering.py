"""An encoder for measuring: what it has read once it need not read again. Shared with tests/bench."""

import numpy as np

from inkling.neural.encoder import Encoder, TokenVectors


class Remembering:
    """The encoder, remembering the tokens of what it has read: the closer looks of all queries share passages."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        self.digest = encoder.digest
        self.encode_passages, self.encode_queries = encoder.encode_passages, encoder.encode_queries
        self.query_tokens, self.speaks = encoder.query_tokens, encoder.speaks

    def tokens(self, text: str) -> TokenVectors:
        if text not in self._known:
            made = self._encoder.tokens(text)
            self._known[text] = (made.vectors.astype(np.float16), made.starts, made.ends)
        rows, starts, ends = self._known[text]
        return TokenVectors(rows.astype(np.float32), starts, ends)
