"""What might a person remember of a document? A few of its own words, to try a search with.

Nothing is made up: the words stand in the document one after the other, so that the search finds them. A greeting, a
heading or a column of numbers is nothing that anybody remembers.
"""

from __future__ import annotations

import re

from inkling.languages import little_words

_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*|\n+")
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ODD = re.compile(r"[@|<>{}=#*\[\]\\/:：；;“”\"()（）【】$%&+^_`~]")
_FEWEST, _MOST = 4, 8  # words of a fragment: fewer say little, nobody remembers more
_FEWEST_HAN, _MOST_HAN = 6, 16
_LONG_WORD = 5  # letters from which on a word is likely to carry something


def fragment(text: str) -> str:
    """Return some words of a text that a person may remember, or nothing."""
    found = [part for sentence in _SENTENCES.split(text) for part in _fragments(sentence.strip(), text)]
    return max(found, key=_weight, default="")


def _fragments(sentence: str, text: str) -> list[str]:
    """Return what could be taken from one sentence: a whole clause, at most as long as people remember."""
    is_whole = sentence.endswith((".", "!", "?", "。", "！", "？")) and not sentence[0].islower()
    if not is_whole or _ODD.search(sentence):  # a line that begins small is the rest of a sentence
        return []
    clauses = [clause.strip(" .!?。！？…") for clause in re.split(r"[,，、–—]", sentence)]
    kept = clauses if _HAN.search(sentence) else clauses[:1]  # the rest of an English sentence hangs on its beginning
    return [_in_passing(clause, text) for clause in kept if is_memorable(clause)]


def is_memorable(clause: str) -> bool:
    """Tell whether a few words are such as a person may remember: neither too many, nor numbers, signs or code."""
    if _ODD.search(clause) or any(character.isdigit() for character in clause):
        return False
    han = len(_HAN.findall(clause))
    if han:
        return _FEWEST_HAN <= han <= _MOST_HAN and han > 0.8 * len(clause)
    return _FEWEST <= len(_WORDS.findall(clause)) <= _MOST


def _in_passing(clause: str, text: str) -> str:
    """Write a clause as one types it: a first word begins small if it is known to be no name."""
    first, _, others = clause.partition(" ")
    small = first[:1].lower() + first[1:]
    if others[:1].isupper() or first == "I":  # as in "Mr Brandt"
        return clause
    is_word = small in little_words("en") or re.search(rf"\b{re.escape(small)}\b", text) is not None
    return small + clause[len(first) :] if is_word else clause


def _weight(clause: str) -> int:
    """Count what carries something: long words, and Chinese characters by twos."""
    long_words = {
        word.casefold() for word in _WORDS.findall(clause) if len(word) >= _LONG_WORD and not _HAN.search(word)
    }
    return len(long_words) + len(set(_HAN.findall(clause))) // 3
