"""Which terms does a text consist of? One pure, versioned answer for files and queries.

Two forms of the same words, so that filters and ranking agree:

* `terms`: the words as they stand, only case, width and accents folded. They feed FTS5, where phrases, prefixes and
  exclusions must be exact and must not depend on a guessed language.
* `ranking_terms`: the same words, stemmed by the language of the document. They feed BM25.

What becomes what:

* A run of Chinese, Japanese, Korean or Thai script gives characters and pairs: 机器学 -> 机 机器 器 器学 学. So
  every substring of a run is a contiguous stretch of its terms and a phrase query finds it wherever it begins and ends.
  A blank or a line break inside a run is nothing; only in a query it parts words.
* A compound gives the whole and then its parts: e-mail -> email e mail; v1.2 -> v1.2 v1 2; r&d -> r&d r d. Hyphens
  between letters vanish from the whole, so that e-mail finds email.
* `c++`, `c#` stay, followed by their bare letter.
* Accents are folded in Latin, Greek and Cyrillic only: café -> cafe, but Japanese が never becomes か. Stems are taken
  before folding, since they need the accents.

For FTS5, join the terms by blanks under `FTS5_TOKENIZER`: no term holds a blank or a quote, and each is one token.
PyStemmer (BSD) is here because stems in thirty languages are not written in 50 lines; without it words stay whole.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from inkling.languages import guess_language, known_language, little_words, script_of, stemmer_of

__all__ = [
    "FTS5_TOKENIZER", "VERSION", "Word", "forget", "guess_language", "is_run", "known_language",
    "normal_with_origin", "phrase_expression", "prefix_expression", "query_words", "ranking_terms", "spaced_terms",
    "stemming", "terms", "words_in",
]  # fmt: skip

VERSION = 1
FTS5_TOKENIZER = "ascii tokenchars '+#._-@&'"

_LONGEST = 64  # a longer "word" is data; both sides cut it alike
_MEMO_LIMIT = 60_000
# Scripts written without blanks, or (Hangul) with endings glued on: looked up by characters and pairs.
_RUN = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u318f"
    "\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f"
    "\U00020000-\U000323af"
)
_RUNS = re.compile(f"([{_RUN}]+)")
_WRAPPED_RUNS = re.compile(rf"([{_RUN}]+(?:\s{{1,2}}[{_RUN}]+)*)")  # lines break anywhere in a run: PDF text does so
_JOINERS = r"['’\-.&@_]"
_PLAIN = re.compile(rf"[a-z0-9]+(?:{_JOINERS}[a-z0-9]+)*[+#]{{0,2}}")
_ANY = re.compile(rf"[^\W_]+(?:{_JOINERS}[^\W_]+)*[+#]{{0,2}}")
# Marks that are part of a word but not of \w: combining accents, Hebrew and Arabic points, Indic vowel signs.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u1ab0-\u1aff"
_MARKED = re.compile(f"[{_MARKS}]")
_LETTER = f"(?:[^\\W_]|[{_MARKS}])"
_ANY_MARKED = re.compile(rf"{_LETTER}+(?:{_JOINERS}{_LETTER}+)*[+#]{{0,2}}")
# Text is first parted at the ASCII signs that no word holds: that takes a quarter of the time that the patterns take.
_APART = bytes(code if code > 127 or re.match(rb"[a-z0-9'\-.&@_+#]", bytes((code,))) else 32 for code in range(256))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PARTED = str.maketrans(dict.fromkeys("'-.&@_+#", " "))
_HYPHEN = re.compile(r"(?<!\d)-|-(?!\d)")
_FOLDED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")

# Frequent little words inside a run of Chinese; not where the character belongs to a word (但是).
_LITTLE_HAN = re.compile(
    "什么时候|什么样|为什么|什么|怎么样|怎么|怎样|如何|为何|何时|何地|哪些|哪个|哪里|哪儿|哪|谁|多少|是否|吗|呢"
    "|(?<![于但可还总若凡正])是(?!非|否)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query or of a shown passage: `text[start:end]`, with the terms that it stands for.

    `exact` are its terms as they stand, `ranking` all stems that the library's languages make of them. `little` marks
    function words, which carry no meaning beside others.
    """

    start: int
    end: int
    exact: tuple[str, ...]
    ranking: tuple[str, ...]
    little: bool


def terms(text: str, language: str = "") -> list[str]:  # noqa: ARG001  # exact terms are the same in all languages
    """Return the words of a text as they stand, in order; for phrases, prefixes and exclusions."""
    return _collect(text, _exact())


def spaced_terms(text: str, language: str = "") -> list[str]:  # noqa: ARG001  # as for `terms`
    """Return the same terms in order, those of one compound joined by blanks: what FTS5 takes, in less time."""
    return _collect(text, _spaced())


def forget() -> None:
    """Let go of the words that were seen lately: after a large folder they are 15 MB that nobody waits for."""
    _exact.cache_clear()
    _spaced.cache_clear()
    stemming.cache_clear()


def ranking_terms(text: str, language: str = "") -> list[str]:
    """Return the stemmed words of a text, in order; for BM25. An unknown language is guessed."""
    return _collect(text, stemming(known_language(language) or guess_language(text)))


def query_words(text: str, languages: Sequence[str] = ()) -> list[Word]:
    """Return the words of a query with the stems that documents in any of `languages` have for them.

    A library may be mixed and a query is too short to guess from, so a word stands for all its stems at once.
    """
    known = list(dict.fromkeys(filter(None, map(known_language, languages)))) or [guess_language(text) or "en"]
    memos = [stemming(language) for language in known]
    exact, little = _exact(), frozenset(chain.from_iterable(map(little_words, known)))
    normal, origin = normal_with_origin(text)
    words = []
    for start, end in chain.from_iterable(_asked(normal, *span) for span in _spans(normal, _RUNS)):
        piece = normal[start:end]
        plain = tuple(_piece_terms(piece, exact))
        stems = tuple(dict.fromkeys(chain.from_iterable(_piece_terms(piece, memo) for memo in memos)))
        is_little = piece in little or _LITTLE_HAN.fullmatch(piece) is not None
        words.append(Word(origin[start], origin[end - 1] + 1, plain, stems, is_little))
    return words


def phrase_expression(text: str) -> str:
    """Return the FTS5 expression for these words next to each other in this order, or "" when there are none."""
    found = terms(text)
    return f'"{" ".join(found)}"' if found else ""


def prefix_expression(text: str) -> str:
    """Return the FTS5 expression for words of which the last one only begins like this, or "" when there are none."""
    normal = _normal(text)
    spans = list(_spans(normal, _RUNS))
    if not spans:
        return ""
    start, end = spans[-1]
    last = _piece_terms(normal[start:end], _exact())
    if not _RUNS.match(normal[start]):
        last = last[:1]  # of a compound, only the whole can begin like this
    return f'"{" ".join(_collect(normal[:start], _exact()) + last)}" *'


def is_run(text: str) -> bool:
    """Tell whether a text begins in a script that is looked up by characters and pairs."""
    return bool(_RUNS.match(text))


def words_in(stretch: str) -> Iterator[re.Match[str]]:
    """Yield the words in a stretch of normal text that holds no run, as matches."""
    return (_ANY_MARKED if _MARKED.search(stretch) else _ANY).finditer(stretch)


def normal_with_origin(text: str) -> tuple[str, Sequence[int]]:
    """Return the normal form, and for each of its characters the offset in `text` that it came from."""
    normal = _normal(text)
    if len(normal) == len(text) and not _INVISIBLE.search(text):
        return normal, range(len(text))
    made: list[str] = []
    origin: list[int] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and _continues(text[at]):
            continue
        piece = _normal(text[start:at])
        made.append(piece)
        origin += range(start, start + len(piece)) if len(piece) == at - start else [start] * len(piece)
        start = at
    return "".join(made), origin


_Stem = Callable[[str], str]


class _Memo(dict[str, tuple[str, ...]]):
    """What each word becomes, worked out once; emptied when it grows too large. Any thread may use it.

    Words may come with signs around them, or be nothing but signs.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = _stem_function(language)

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        self[piece] = made = self.made(piece)
        return made

    def made(self, stretch: str) -> tuple[str, ...]:
        """Work out what a stretch becomes."""
        made: tuple[str, ...] = ()
        for word in _pieces(stretch):
            whole, *parts = _whole_and_parts(word)
            made += self._term(whole)
            for part in parts:  # these are words of their own, and known
                made += self.get(part) or self._term(part)
        return made

    def of(self, stretches: list[str]) -> list[str]:
        """Return what these become, in order."""
        return list(chain.from_iterable(map(self.__getitem__, stretches)))

    def _term(self, part: str) -> tuple[str, ...]:
        term = _fold(self._stem(part))[:_LONGEST]
        return (term,) if term else ()


class _Spaced(dict[str, str]):
    """What each stretch becomes as it stands, joined by blanks; emptied when it grows too large."""

    def __missing__(self, stretch: str) -> str:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        self[stretch] = made = " ".join(_plain_terms(stretch) if stretch.isascii() else _exact().made(stretch))
        return made

    def of(self, stretches: list[str]) -> list[str]:
        """Return what these become, in order."""
        return list(map(self.__getitem__, stretches))


def _plain_terms(stretch: str) -> Iterator[str]:
    """Yield the terms of an ASCII stretch as they stand: the same as of any other, without a look at each letter."""
    return (part[:_LONGEST] for word in _PLAIN.findall(stretch) for part in _whole_and_parts(word))


@lru_cache(maxsize=1)
def _spaced() -> _Spaced:
    return _Spaced()


@lru_cache(maxsize=1)
def _exact() -> _Memo:
    return _Memo("")


@lru_cache(maxsize=8)
def stemming(language: str) -> _Memo:
    """Return what words become in documents of a language, which remembers them; indexed by a word of normal text."""
    return _Memo(language or "en")


def _stem_function(language: str) -> _Stem:
    """Return the stemmer for words of a document; a word in another script gets that script's own stemmer."""
    if not language:
        return lambda word: word
    import Stemmer

    lock, made = threading.Lock(), dict[str, _Stem | None]()

    def stem(word: str) -> str:
        name = stemmer_of(language, script_of(word) if not word.isascii() else "LATIN" if word.islower() else "")
        if not name:
            return word
        with lock:  # a Stemmer belongs to one thread at a time
            if name not in made:  # no cache of its own: `_Memo` is one
                made[name] = Stemmer.Stemmer(name, 0).stemWord if name in Stemmer.algorithms() else None
            function = made[name]
            return function(word) if function else word

    return stem


def _collect(text: str, memo: _Memo | _Spaced) -> list[str]:
    normal = _normal(text)
    if normal.isascii() or not _RUNS.search(normal):
        return memo.of(_stretches(normal))
    found: list[str] = []
    for number, piece in enumerate(_WRAPPED_RUNS.split(normal)):
        if number % 2:
            found += _characters_and_pairs(piece)
        elif piece:
            found += memo.of(_stretches(piece))
    return found


def _stretches(normal: str) -> list[str]:
    """Return the parts of a normal text between signs that no word holds; no word crosses them."""
    parted = normal.encode("utf-8", "surrogatepass").translate(_APART).replace(b". ", b"  ")  # "end." is "end"
    return parted.decode("utf-8", "surrogatepass").split()


def _pieces(stretch: str) -> list[str]:
    """Return the words in a stretch."""
    if stretch.isalnum():
        return [stretch]
    if stretch.isascii():
        return _PLAIN.findall(stretch)
    return (_ANY_MARKED if _MARKED.search(stretch) else _ANY).findall(stretch)


def _spans(normal: str, runs: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    pattern = _ANY_MARKED if _MARKED.search(normal) else _ANY
    at = 0
    for number, piece in enumerate(runs.split(normal)):
        if number % 2:
            yield at, at + len(piece)
        else:
            yield from ((at + found.start(), at + found.end()) for found in pattern.finditer(piece))
        at += len(piece)


def _asked(normal: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a run of a query between its little words, and these; other pieces as they are."""
    if not _RUNS.match(normal[start]):
        yield start, end
        return
    cuts = [start, *chain.from_iterable(found.span() for found in _LITTLE_HAN.finditer(normal, start, end)), end]
    yield from ((one, two) for one, two in pairwise(cuts) if one < two)


def _piece_terms(piece: str, memo: _Memo) -> list[str]:
    return _characters_and_pairs(piece) if _RUNS.match(piece) else list(memo[piece])


def _characters_and_pairs(run: str) -> list[str]:
    run = "".join(run.split())
    found = [""] * (2 * len(run) - 1)
    found[::2] = run
    found[1::2] = map(str.__add__, run, run[1:])
    return found


def _whole_and_parts(piece: str) -> Iterable[str]:
    if piece.isalnum():
        return (piece,)
    piece = piece.replace("’", "'")
    if piece.endswith("'s"):
        piece = piece[:-2]
    whole = (_HYPHEN.sub("", piece) if "-" in piece else piece).replace("'", "")
    parts = piece.translate(_PARTED).split()
    return dict.fromkeys([whole, *parts]) if parts else (whole,)


def _normal(text: str) -> str:
    if text.isascii():
        return text.lower()
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _continues(character: str) -> bool:
    """Tell whether a character may melt into the one before it under normalisation."""
    return unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff" or character in "\uff9e\uff9f"


def _fold(word: str) -> str:
    if word.isascii():
        return word
    if script_of(word) not in _FOLDED_SCRIPTS:
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", bare)
