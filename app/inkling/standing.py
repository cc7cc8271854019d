"""Where do the words of a query stand in a passage? By their stems, as ranking finds them; pure.

The words themselves are those of `words`. What was seen lately is remembered: the passages of an answer are looked
through at each of its stages.
"""

from __future__ import annotations

import re
from functools import lru_cache

from inkling import words

_JOINED = str.maketrans("", "", "'-")


def places(text: str, language: str, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Return where any of these ranking terms stands in a passage, as spans of `text` in order; for highlights."""
    sought = _sought(words.known_language(language) or words.guess_language(text), wanted)
    normal, origin = words.normal_with_origin(text)
    found: list[tuple[int, int]] = []
    for stretch in filter(sought.__getitem__, set(normal.split())):
        at = normal.find(stretch)
        while at >= 0:
            end = at + len(stretch)
            if not (normal[at - 1 : at].strip() or normal[end : end + 1].strip()):
                found += [(at + start, at + stop) for start, stop in sought[stretch]]
            at = normal.find(stretch, at + 1)
    for run in sought.runs:
        found += [m.span(1) for m in run.finditer(normal)]
    return sorted((origin[start], origin[end - 1] + 1) for start, end in found)


def forget() -> None:
    """Let go of what was sought lately."""
    _sought.cache_clear()


class _Sought(dict[str, list[tuple[int, int]]]):
    """Where wanted terms stand in each stretch between blanks (no word crosses them); `runs` finds characters."""

    def __init__(self, language: str, wanted: frozenset[str]) -> None:
        super().__init__()
        self._stems, self._wanted = words.stemming(language), wanted
        # English stems begin as their words do, but for "die" of "dying": most stretches are passed over unstemmed.
        begins = "|".join(["[a-z]y", *(re.escape(term[: max(2, min(4, len(term) - 1))]) for term in wanted)])
        self._may_hold = re.compile(rf"(?<![a-z0-9])(?:{begins})" if language == "en" else "").search
        # The look-ahead lets pairs overlap, the blanks let them wrap.
        looks = ("(?=(" + r"\s{0,2}".join(map(re.escape, run)) + "))" for run in filter(words.is_run, wanted))
        self.runs = [*map(re.compile, looks)]

    def __missing__(self, stretch: str) -> list[tuple[int, int]]:
        if stretch.isascii() and not self._may_hold(stretch) and not self._may_hold(stretch.translate(_JOINED)):
            return self.setdefault(stretch, [])
        found = words.words_in(stretch)
        self[stretch] = made = [m.span() for m in found if not self._wanted.isdisjoint(self._stems[m.group()])]
        return made


_sought = lru_cache(maxsize=8)(_Sought)
