"""What does a score mean? How likely is it that a passage answers the query, judged against this very library.

No raw cosine and no fused number decides what is shown. Three pieces of evidence are put on scales that are the same
in every library: the cosine in standard deviations above random pairs of query and passage, the share of the query's
telling words that stand in the passage, and how much these tell altogether (one rare pair of characters by chance is
little, ten are not). Where a closer look was taken in a language that the model speaks, its score counts too, in
deviations above what questions get that the library does not answer: it tells best. A logistic curve joins them; its
weights were learned on judged questions in English, German and Chinese, with and without a model that speaks the
language, and with and without the closer look. Where "Likely" begins without it is learned from the library: above what
nonsense made of the library's own words gets, but never so high that titles and first sentences would not find their
own documents.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inkling.index.base import Floats
from inkling.records import Strength
from inkling.search.retrieve import Candidates, Wanted

# Learned on questions with known answers, and the same questions put to libraries that can't answer them.
_WITH_MEANING = (-5.02, 5.83, 1.30, 1.85, 2.43, 1.69, 1.14)
_BY_WORDS = (-4.72, 5.22, 4.75, 5.54, 3.99)
_WITH_LOOK = (-4.55, 3.64, 2.05, 1.25, 2.34, 2.75)  # its first number puts "Likely" at 0: 95 % of the judged answers
_MASS_UNIT = 4.0  # log(1 + idf mass) of a handful of telling words
_LOWEST, _HIGHEST = 0.5, (1.5, 2.0)  # where "Likely" may begin on the logit scales, with meaning and by words
_ALL_WORDS = 0.2  # at least Likely: two or more telling words, and all of them stand there or in the next passage
_WEAK_BELOW, _STRONG_ABOVE = 2.0, 2.5  # how far "Weak" and "Strong" lie from there
_WEAK_FROM, _STRONG_FROM = 1 / (1 + math.exp(_WEAK_BELOW)), 1 / (1 + math.exp(-_STRONG_ABOVE))  # as certainties
_NONSENSE, _KNOWN = 0.95, 0.01
USUAL_LOOK = (0.33, 0.066)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What scores mean in one library with one model.

    Attributes:
        mean, deviation: of the cosine of a query with a random passage.
        likely_with_meaning, likely_by_words: where "Likely" begins on each logit scale.
        usual_look, look_deviation: of the closer look's score where nothing answers.
        passages, model: what it was learned from; another model, or a fifth more passages, make it stale.
    """

    mean: float = 0.1
    deviation: float = 0.1
    likely_with_meaning: float = 1.0
    likely_by_words: float = 1.5
    usual_look: float = 0.33
    look_deviation: float = 0.066
    passages: int = 0
    model: str = ""

    def fits(self, passages: int, model: str) -> bool:
        """Tell whether this still speaks of a library of that size and model; by words alone any model will do."""
        return model in {"", self.model} and abs(passages - self.passages) <= 0.2 * max(self.passages, 1)

    def to_bytes(self) -> bytes:
        """Return a form that can be kept."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Calibration | None:
        """Return what was kept, None when it is not of this form: nothing may be missing."""
        try:
            read = json.loads(data)
            return cls(**read) if read.keys() == {field.name for field in fields(cls)} else None
        except (ValueError, TypeError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class Judged:
    """How strong each candidate is: `certainty` float32 from 0 to 1 with "Likely" at 0.5, and its level by name."""

    certainty: Floats
    is_exact: NDArray[np.bool_]

    def level(self, place: int) -> Strength:
        """Return the strength of one candidate."""
        return level(float(self.certainty[place]))


def level(certainty: float) -> Strength:
    """Return the strength that a certainty stands for."""
    if certainty >= _STRONG_FROM:
        return Strength.STRONG
    if certainty >= 0.5:
        return Strength.LIKELY
    return Strength.WEAK if certainty >= _WEAK_FROM else Strength.NONE


def judge(
    found: Candidates,
    want: Wanted,
    trusted: float,
    calibration: Calibration,
    *,
    has_meaning: bool,
    looks: Floats | None = None,
) -> Judged:
    """Return how strong each candidate is.

    Args:
        found: what the voices say.
        want: the words of the query.
        trusted: how far the meaning is to be trusted, from 0 to 1.
        calibration: what scores mean in this library.
        has_meaning: whether the meaning has spoken.
        looks: the closer look's score of each, NaN where none was taken; it counts where the model speaks the language.
    """
    both, by_words = log_odds(found, want, calibration)
    trusted = trusted if has_meaning else 0.0
    certain = trusted * (both - calibration.likely_with_meaning)
    certain += (1 - trusted) * (by_words - calibration.likely_by_words)
    if looks is not None and trusted >= 1:
        certain = np.where(np.isnan(looks), certain, _logit_with_look(found, want, calibration, looks))
    exact: NDArray[np.bool_] = np.zeros(len(found.ids), np.bool_)
    if want.terms:
        exact = np.asarray(found.present.all(axis=1))
    if len(want.terms) > 1:
        certain = np.where(_with_neighbours(found).all(axis=1), np.maximum(certain, _ALL_WORDS), certain)
    return Judged((1 / (1 + np.exp(-np.clip(certain, -30, 30)))).astype(np.float32), exact)


def _with_neighbours(found: Candidates) -> NDArray[np.bool_]:
    """Return which words stand in each passage or in the one before or behind it, bool (n, q).

    Where a passage ends is our doing: whoever remembers words of one page may remember some from either side.
    """
    near = found.present.copy()
    touching = (np.diff(found.ids) == 1) & (np.diff(found.documents) == 0)  # successive ids in one document
    at = np.flatnonzero(touching)
    near[at] |= found.present[at + 1]
    near[at + 1] |= found.present[at]
    return near


def log_odds(found: Candidates, want: Wanted, calibration: Calibration) -> tuple[Floats, Floats]:
    """Return the log-odds that candidates answer: by meaning and words together, and by words alone."""
    share, squared, mass = _coverage(found, want)
    cosines = np.where(np.isnan(found.cosines), calibration.mean, found.cosines)
    deviations: Floats = ((cosines - calibration.mean) / calibration.deviation).astype(np.float32)
    return _logit_with_meaning(deviations, share, squared, mass), _logit_by_words(share, squared, mass)


def _coverage(found: Candidates, want: Wanted) -> tuple[Floats, Floats, Floats]:
    """Return the share of the telling words that stand in each passage, the same with rare ones stressed, the mass."""
    telling = want.telling
    present = found.present.astype(np.float32)
    mass = (present @ telling * want.rarity_unit).astype(np.float32)
    squared = present @ telling**2 / max(float((telling**2).sum()), 1e-9)
    share = present @ telling / max(want.mass, 1e-9)
    return share.astype(np.float32), squared.astype(np.float32), mass


def _logit_with_meaning(deviations: Floats, share: Floats, squared: Floats, mass: Floats) -> Floats:
    """Return the log-odds that passages answer, from cosine and words."""
    amount = np.log1p(mass) / _MASS_UNIT
    near = np.clip(deviations, -1, 8) / 4
    parts = (np.ones_like(near), near, share * near, share, squared, amount, share * amount)
    return _weighed(_WITH_MEANING, parts)


def _logit_with_look(found: Candidates, want: Wanted, calibration: Calibration, looks: Floats) -> Floats:
    """Return the log-odds that passages answer, from cosine, words and the closer look; "Likely" begins at 0."""
    share, squared, mass = _coverage(found, want)
    cosines = np.where(np.isnan(found.cosines), calibration.mean, found.cosines)
    near = np.clip((cosines - calibration.mean) / calibration.deviation, -1, 8) / 4
    closer = np.clip((looks - calibration.usual_look) / calibration.look_deviation, -2, 10) / 4
    amount = np.log1p(mass) / _MASS_UNIT
    return _weighed(_WITH_LOOK, (np.ones_like(near), near, share, squared, share * amount, closer))


def _logit_by_words(share: Floats, squared: Floats, mass: Floats) -> Floats:
    """Return the log-odds that passages answer, from the words alone."""
    amount = np.log1p(mass) / _MASS_UNIT
    parts = (np.ones_like(share), share, squared, amount, share * amount)
    return _weighed(_BY_WORDS, parts)


def _weighed(weights: Sequence[float], parts: Sequence[NDArray[Any]]) -> Floats:
    made: Floats = np.zeros(len(parts[0]), np.float32)
    for weight, part in zip(weights, parts, strict=True):
        made += (weight * part).astype(np.float32)
    return made


@dataclass(frozen=True, slots=True)
class Probe:
    """A made-up query and the best log-odds that it got, by meaning and words together, and by words alone."""

    is_known: bool
    with_meaning: float
    by_words: float


def calibrate(mean: float, deviation: float, probes: Sequence[Probe], passages: int, model: str) -> Calibration:
    """Return what scores mean, from the usual cosine of random pairs and from probes with known outcome."""

    def begin(value: Callable[[Probe], float], usual: float, highest: float) -> float:
        nonsense = [value(probe) for probe in probes if not probe.is_known]
        known = [value(probe) for probe in probes if probe.is_known]
        if not nonsense or not known:
            return usual
        bound = min(float(np.quantile(nonsense, _NONSENSE)), float(np.quantile(known, _KNOWN)))
        return float(np.clip(bound, _LOWEST, highest))

    return Calibration(
        mean=mean,
        deviation=max(deviation, 0.02),
        likely_with_meaning=begin(lambda probe: probe.with_meaning, 1.0, _HIGHEST[0]),
        likely_by_words=begin(lambda probe: probe.by_words, 1.5, _HIGHEST[1]),
        passages=passages,
        model=model,
    )
