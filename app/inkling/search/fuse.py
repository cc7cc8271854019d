"""How much does each voice count? By how far the model can be trusted with this query in this library.

The meaning is measured in standard deviations above what random passages of the library get for the same query, so
that models with narrow and with wide scores are alike. The words are measured against the best passage. How many
deviations the best words are worth depends on the trust (measured on eight sets in three languages):

* the model was made for the language of the query and of the library: 4.5; hybrid beats both halves everywhere;
* it was made for another language of the same script (German with an English model): 8;
* it knows nothing of the script: 40, so that meaning only orders what the words leave equal.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from inkling import words
from inkling.index.base import Floats
from inkling.search import retrieve
from inkling.search.retrieve import Candidates
from inkling.search.view import View

_SPOKEN, _RELATED, _FOREIGN = 4.5, 8.0, 40.0
_LATE = {_SPOKEN: 2.2, _RELATED: 1.5, _FOREIGN: 0.0}
_MOSTLY = 0.5
_AGREED, _AGREED_WEIGHT = 2, 0.3
_ENOUGH_WORDS = 5
# A language written in each script; what a model speaks tells which scripts it has seen.
_SCRIPTS = {
    "zh": "CJK", "ja": "CJK", "ko": "HANGUL", "ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC", "sr": "CYRILLIC",
    "el": "GREEK", "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "he": "HEBREW", "th": "THAI", "hi": "DEVANAGARI",
    "ne": "DEVANAGARI", "ta": "TAMIL", "hy": "ARMENIAN", "ka": "GEORGIAN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trust:
    """How far meaning is to be trusted.

    Attributes:
        words_weight: what the best words are worth, in standard deviations of meaning.
        late_weight: what a closer look is worth beside the fused score, in its standard deviations; 0 to leave it out.
        meaning: from 0 (not at all) to 1, for the strength.
    """

    words_weight: float
    late_weight: float
    meaning: float


class Speaks(Protocol):
    """A model that knows which languages it was made for."""

    def speaks(self, language: str) -> bool:
        """Tell whether it was made for a language."""
        ...


def trust(text: str, view: View, encoder: Speaks, closer: Speaks | None = None) -> Trust:
    """Return how far the model, and who takes the closer look (by default the same), is to be trusted with a query."""
    language = _sure_language(text, view)
    level = _level_here(text, language, view, encoder)
    late_level = _level_here(text, language, view, closer) if closer else level
    known = dict(view.languages)
    total = sum(share for code, share in known.items() if code)
    is_across = bool(language) and known.get(language, 0.0) < _MOSTLY * total
    # Token against token, two languages of which the model speaks one only meet in names: measured -0.7 points.
    late = 0.0 if is_across and late_level != _SPOKEN else _LATE[late_level]
    return Trust(level, late, {_SPOKEN: 1.0, _RELATED: 0.6, _FOREIGN: 0.0}[level])


def _level_here(text: str, language: str, view: View, model: Speaks) -> float:
    """Return what the best words are worth beside a model, given the languages of the query and of the library."""
    library = [(code, share) for code, share in view.languages if code]
    if not language:  # a name, a number, two words: it is most likely in a language of the library
        script = _script_of_text(text)
        library = [(code, share) for code, share in library if _script_of(code) == script] or library
    levels = [_level(language, model)] if language else []
    total = sum(share for _, share in library)
    if total > 0:
        shares = dict.fromkeys((_SPOKEN, _RELATED, _FOREIGN), 0.0)
        for code, share in library:
            shares[_level(code, model)] += share / total
        if not language or shares[_level(language, model)] < _MOSTLY:
            levels.append(max(shares, key=lambda level: shares[level]))
    return max(levels, default=_SPOKEN)


def _sure_language(text: str, view: View) -> str:
    """Return the language of a query; few words in one that the library does not have are no evidence for it."""
    language = words.guess_language(text)
    is_short = len(text.split()) < _ENOUGH_WORDS and _script_of(language) == "LATIN"
    return "" if is_short and language not in view.spoken else language


def _level(language: str, encoder: Speaks) -> float:
    if encoder.speaks(language):
        return _SPOKEN
    siblings = (
        ["en"] if _script_of(language) == "LATIN" else [c for c, s in _SCRIPTS.items() if s == _script_of(language)]
    )
    return _RELATED if any(map(encoder.speaks, siblings)) else _FOREIGN


def _script_of(language: str) -> str:
    return _SCRIPTS.get(language, "LATIN")


def _script_of_text(text: str) -> str:
    for character in text:
        if character.isalpha():
            name = unicodedata.name(character, "").split(" ")[0]
            return "CJK" if name in {"HIRAGANA", "KATAKANA"} else name
    return ""


def fuse(found: Candidates, trusted: Trust, usual: tuple[float, float] | None) -> Floats:
    """Return one score for each passage, larger is better.

    Args:
        found: what the voices say.
        trusted: how far to trust the meaning.
        usual: mean and standard deviation of the query's cosine with random passages; None without meaning.
    """
    best_words = max(float(found.words.max(initial=0)), 1e-9)
    literal = found.words / best_words
    if usual is None:
        return literal
    mean, deviation = usual
    # A passage that waits for its vector is judged as if it were an ordinary one.
    meaning = (np.where(np.isnan(found.cosines), mean, found.cosines) - mean) / deviation
    return (meaning + trusted.words_weight * literal).astype(np.float32)


def with_agreed(fused: Floats, found: Candidates, view: View, usual: tuple[float, float]) -> Floats:
    """Return the scores with the best passages as a further question: what is like them counts a little more.

    A question names few words and one meaning; the passages on which both voices agree most tell what it is about.
    Measured: +.4 points on SciFact, and -.1 to +.1 on sets whose questions have one answer. With three passages or more
    these lose.
    """
    has_vector = np.flatnonzero(~np.isnan(found.cosines))
    best = has_vector[np.argsort(-fused[has_vector], kind="stable")[:_AGREED]]
    if not len(best):
        return fused
    best = np.sort(best)
    shares = np.exp(fused[best] - fused[best].max())
    agreed = retrieve.meaning_of(view, found.ids[best], (shares / shares.sum()).astype(np.float32))
    mean, deviation = usual
    near = (retrieve.cosines(view, found.ids, agreed) - mean) / deviation
    moved: Floats = (fused + _AGREED_WEIGHT * np.nan_to_num(near)).astype(np.float32)
    return moved


def usual_cosine(view: View, queries: Floats) -> tuple[float, float] | None:
    """Return mean and standard deviation of the cosine of the query with random passages of the library."""
    if not len(view.sample):
        return None
    cosines = (view.sample @ queries.T).max(axis=1)
    return float(cosines.mean()), max(float(cosines.std()), 0.02)
