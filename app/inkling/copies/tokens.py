"""Which words does a text have, and where? Vectorised, because copies are looked for in every text of the library.

A token is a word or number, one character of a script written without blanks (Chinese, Japanese, Thai), or one sign.
Tokens are equal when they are equal after compatibility decomposition and case folding. They are compared by a 64-bit
hash; offsets are those of the original text. This module knows nothing of files or languages.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]

_SPACE, _WORD, _SINGLE, _SIGN, _CONTINUES, _LONG, _UNKNOWN = range(7)
_SINGLES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x312F),  # kana, bopomofo
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_SLICE = 1 << 20  # characters
_BREAKS_WITHOUT_WIDTH = {0x200B, 0x2060}
_APOSTROPHES = (0x27, 0x2019)
_IN_NUMBERS = np.array([chr(code) in ".,:/-" for code in range(128)])
_BASE = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_BASE, n + 1, 1 << 64) for n in range(256)], np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of one text.

    Attributes:
        keys: uint64 (n,), equal for equal tokens.
        starts: int64 (n,), offsets of the first character.
        ends: int64 (n,), offsets after the last character.
        words: bool (n,), false for signs, which are shown as differences and counted nowhere.
        singles: bool (n,), true for the characters of a script without blanks.
    """

    keys: Keys
    starts: Positions
    ends: Positions
    words: npt.NDArray[np.bool_]
    singles: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.keys)


def mix(values: Keys) -> Keys:
    """Spread 64-bit values so that every bit depends on every bit (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


class Tokeniser:
    """Cuts texts into tokens; remembers the characters it has met. For one thread at a time."""

    def __init__(self) -> None:
        self._kind = np.full(0x110000, _UNKNOWN, np.uint8)
        self._folded = np.zeros(0x110000, np.uint32)
        self._long: dict[int, tuple[int, ...]] = {}
        for code in range(128):
            self._learn(code)

    def cut(self, text: str) -> Tokens:
        """Return the tokens of a text."""
        if len(text) <= _SLICE:
            return self._cut(text)
        # A book of fifty megabytes would need two gigabytes at once.
        parts, at = [], 0
        while at < len(text):
            end = _slice_end(text, at)
            parts.append(_shifted(self._cut(text[at:end]), at))
            at = end
        return _concatenated(parts)

    def _cut(self, text: str) -> Tokens:
        if text.isascii():
            codes = np.frombuffer(text.encode("ascii"), np.uint8)
            return _tokens(self._kind[codes], self._folded[codes], None)
        codes32 = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        kinds = self._kind[codes32]
        if np.any(kinds == _UNKNOWN):
            for code in np.unique(codes32[kinds == _UNKNOWN]).tolist():
                self._learn(code)
            kinds = self._kind[codes32]
        if np.any(kinds == _LONG):
            return self._cut_long(codes32, kinds)
        return _tokens(kinds, self._folded[codes32], None)

    def _cut_long(self, codes: npt.NDArray[np.uint32], kinds: npt.NDArray[np.uint8]) -> Tokens:
        """Cut a text with characters that become several, or none, when folded."""
        where = np.flatnonzero(kinds == _LONG)
        counts = np.ones(len(codes), np.int64)
        counts[where] = [len(self._long[code]) for code in codes[where].tolist()]
        origin = np.repeat(np.arange(len(codes)), counts)
        folded, first = self._folded[codes][origin], np.cumsum(counts) - counts
        for code in np.unique(codes[where]).tolist():
            at = first[where[codes[where] == code]]
            for offset, part in enumerate(self._long[code]):
                folded[at + offset] = part
        return _tokens(self._kind[folded], folded, origin)

    def _learn(self, code: int) -> None:
        if code in _BREAKS_WITHOUT_WIDTH or 0xD800 <= code < 0xE000:
            self._kind[code] = _SPACE
            return
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        if unicodedata.category(chr(code)) == "Cf":
            folded = ""  # soft hyphens, joiners and direction marks are not seen by readers
        parts = tuple(ord(character) for character in folded)
        if len(parts) > 1 and not _is_one_token(parts):
            parts = (code,)  # a sign such as an ellipsis stays one token with one span
        for part in parts:
            self._kind[part] = _kind_of(part)
            self._folded[part] = part
        if len(parts) == 1:
            self._kind[code], self._folded[code] = self._kind[parts[0]], parts[0]
        else:
            self._kind[code], self._long[code] = _LONG, parts


def _slice_end(text: str, start: int) -> int:
    """Return where a slice may end: after a line or a blank, where it can be helped."""
    if len(text) - start <= _SLICE:
        return len(text)
    limit = start + _SLICE
    end = max(text.rfind("\n", start, limit), text.rfind(" ", start + _SLICE // 2, limit))
    return end + 1 if end > start else limit


def _shifted(tokens: Tokens, by: int) -> Tokens:
    return Tokens(tokens.keys, tokens.starts + by, tokens.ends + by, tokens.words, tokens.singles)


def _concatenated(parts: list[Tokens]) -> Tokens:
    return Tokens(
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([part.words for part in parts]),
        np.concatenate([part.singles for part in parts]),
    )


def _is_one_token(parts: tuple[int, ...]) -> bool:
    kinds = [_kind_of(part) for part in parts]
    return all(kind in (_WORD, _CONTINUES) for kind in kinds[1:]) and (
        kinds[0] == _WORD or (kinds[0] == _SINGLE and _WORD not in kinds)
    )


def _kind_of(code: int) -> int:
    category = unicodedata.category(chr(code))
    if category[0] == "M":
        return _CONTINUES
    if category[0] in "LN":
        return _SINGLE if any(low <= code <= high for low, high in _SINGLES) else _WORD
    if category[0] in "ZC":
        return _SPACE
    return _WORD if chr(code) == "_" else _SIGN


def _joined(kinds: npt.NDArray[np.uint8], folded: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Let the points of `1,234.50` and the apostrophe of `don't` belong to the word."""
    signs = np.flatnonzero(kinds[1:-1] == _SIGN) + 1
    before, sign, after = folded[signs - 1], folded[signs], folded[signs + 1]
    # Folded characters are unsigned: below "0" wraps round to a large number.
    digits = (before - np.uint32(48) < 10) & (after - np.uint32(48) < 10) & _IN_NUMBERS[sign & 127] & (sign < 128)
    letters = (sign == _APOSTROPHES[0]) | (sign == _APOSTROPHES[1])
    letters &= (kinds[signs - 1] == _WORD) & (kinds[signs + 1] == _WORD)
    kinds[signs[digits | letters]] = _CONTINUES
    return kinds


def _tokens(kinds: npt.NDArray[np.uint8], folded: npt.NDArray[np.uint32], origin: Positions | None) -> Tokens:
    kinds = _joined(kinds, folded) if len(kinds) > 2 else kinds
    seen = np.flatnonzero(kinds != _SPACE)
    if not len(seen):
        none = np.zeros(0, np.int64)
        return Tokens(none.astype(np.uint64), none, none, none.astype(np.bool_), none.astype(np.bool_))
    kind = kinds[seen]
    begins = np.ones(len(seen), np.bool_)
    alone = (kind == _SINGLE) | (kind == _SIGN)
    begins[1:] = (np.diff(seen) > 1) | alone[1:] | (alone[:-1] & (kind[1:] != _CONTINUES))
    first = np.flatnonzero(begins)
    lengths = np.diff(np.append(first, len(seen)))
    offset = np.arange(len(seen)) - np.repeat(first, lengths)
    values = (folded[seen].astype(np.uint64) + np.uint64(1)) * _POWERS[offset & 255]
    starts, ends = seen[first], seen[first + lengths - 1]
    if origin is not None:
        starts, ends = origin[starts], origin[ends]
    keys = mix(np.add.reduceat(values, first))
    return Tokens(keys, starts, ends + 1, kind[first] != _SIGN, kind[first] == _SINGLE)
