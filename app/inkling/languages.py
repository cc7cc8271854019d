"""Which language is a text in, and whose stems have its words? By script and by frequent little words. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# The language whose stems a word gets when the document's own language is written in another script.
_STEMMER_OF_SCRIPT = {"LATIN": "en", "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "ARMENIAN": "hy", "TAMIL": "ta"}
_SCRIPT_OF = {code: script for script, code in _STEMMER_OF_SCRIPT.items()}
_SCRIPT_OF |= {"sr": "CYRILLIC", "hi": "DEVANAGARI", "ne": "DEVANAGARI"}

# Frequent little words: they tell the language of a text, and a query may leave them out.
_LITTLE = {
    "en": "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they "
    "which one you were her all she there would their we him been has when who will no more if out so what up into do "
    "does did how can why where could should its than then these those about my me your our i",
    "de": "der die das und ist von zu in den mit nicht ein eine einer eines einem einen auf für im dem des sich es an "
    "als auch aus bei nach wie werden wird war wurde durch hat haben sind oder zum zur um über vor er sie wir ich was "
    "wer wo wann warum welche welcher welches viele dass kann",
    "fr": "le la les de des du et à un une est en que qui dans pour pas sur au aux par plus ne se ce cette il elle "
    "avec sont son sa ses ou comme mais nous vous été être ont leur quel quelle comment pourquoi où quand",
    "es": "el la los las de del y a un una es en que por con para no se su al lo como más pero sus le ya o este sí "
    "porque esta entre cuando muy sin sobre también me hasta hay donde quien son fue qué cómo cuál",
    "it": "il lo la i gli le di del della dei e a un una è in che per con non si da al come più ma sono su anche o "
    "questo quella nel alla dalla delle ha chi dove quando perché quale cosa",
    "pt": "o a os as de do da dos das e um uma é em que por com para não se no na como mais mas ao ou seu sua foi são "
    "também pelo pela até isso quando quem onde qual porque",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er om ook als bij door naar uit maar dan nog wel "
    "of werd worden heeft deze dit wat wie waar hoe waarom",
    "sv": "och i att det som en på är av för med den till inte har de ett om var men sig så vi från nu när kan ska hur "
    "vad vem",
    "ru": "и в не на я что с он как по это она но к у из за о же от так для его все был было бы или мы вы есть при "
    "кто где когда почему какой чем",
}
_LETTERS = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)}
_LETTER_RUNS = re.compile(r"[^\W\d_]+")
_ENOUGH = 3  # little words before a language is believed, unless it leads clearly
_SAMPLE = 2_000
_VOTE_BITS = 12  # so many words cannot overflow: a sample has at most 2,000
_MOST_VOTES = (1 << _VOTE_BITS) - 1

_SCRIPT_LANGUAGES = tuple(
    (code, re.compile(f"[{characters}]"))
    for code, characters in {
        "ja": "\u3040-\u30ff", "ko": "\u1100-\u11ff\uac00-\ud7ff", "zh": "\u3400-\u9fff\uf900-\ufaff",
        "th": "\u0e00-\u0e7f", "ru": "\u0400-\u04ff", "el": "\u0370-\u03ff\u1f00-\u1fff", "ar": "\u0600-\u06ff",
        "he": "\u0590-\u05ff", "hi": "\u0900-\u097f", "ta": "\u0b80-\u0bff", "hy": "\u0530-\u058f",
    }.items()
)  # fmt: skip


def known_language(language: str) -> str:
    """Return the ISO 639-1 part of a language tag in lower case ("en-GB" -> "en"), or ""."""
    return language.strip().lower().replace("_", "-").split("-")[0]


def guess_language(text: str) -> str:
    """Return the likely language of a text as an ISO 639-1 code, or "" when nothing speaks for one."""
    sample = text[:_SAMPLE]
    by_script = _language_of_script(sample)
    if by_script:
        return by_script
    found = sample.translate(_LETTERS).split() if sample.isascii() else _LETTER_RUNS.findall(sample.casefold())
    if not found:
        return ""
    votes = _votes()
    total = sum(map(votes.__getitem__, filter(votes.__contains__, found)))
    counts = ((total >> (_VOTE_BITS * number) & _MOST_VOTES, code) for number, code in enumerate(_LITTLE))
    (second, _), (best, code) = sorted(counts)[-2:]
    return code if best >= _ENOUGH or best > second else ""


@lru_cache(maxsize=1)
def _votes() -> dict[str, int]:
    """Return for each little word a number that adds one to the count of each of its languages."""
    found: dict[str, int] = {}
    for number, code in enumerate(_LITTLE):
        for word in little_words(code):
            found[word] = found.get(word, 0) | 1 << (_VOTE_BITS * number)
    return found


@lru_cache(maxsize=len(_LITTLE))
def little_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry no meaning beside others."""
    return frozenset(_LITTLE.get(language, "").split())


def _language_of_script(sample: str) -> str:
    """Return the language of a text that is not mainly in Latin letters, or ""."""
    if sample.isascii():
        return ""
    letters = sum(map(str.isalpha, sample)) or 1
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPT_LANGUAGES}
    kana, han = counts["ja"], counts["zh"]
    if kana > 0.05 * (kana + han):  # Chinese quotes a kana now and then, Japanese can't do without
        counts["ja"], counts["zh"] = kana + han, 0
    code, count = max(counts.items(), key=lambda item: item[1])
    # One Chinese character says as much as about three letters.
    weight = 3 if code in {"zh", "ja", "ko"} else 1
    return code if weight * count > letters - count else ""


def script_of(word: str) -> str:
    """Return the first word of the Unicode name of the first letter ("LATIN", "CYRILLIC"), or ""."""
    for character in word:
        if character.isascii():
            if character.isalpha():
                return "LATIN"
        elif character.isalpha():
            return unicodedata.name(character, "").split(" ")[0]
    return ""


def stemmer_of(language: str, script: str) -> str:
    """Return the name of the stemmer for a word in a script, in a document of that language; "" where none is."""
    is_own = language in _STEMMERS and script == _SCRIPT_OF.get(language, "LATIN")
    return _STEMMERS.get(language if is_own else _STEMMER_OF_SCRIPT.get(script, ""), "")
