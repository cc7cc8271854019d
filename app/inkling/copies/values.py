"""Is a changed word a value, such as a number, a date, an amount or a name? Forms differ in these, copies do not."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = (0x30, 0x660, 0x6F0, 0x966, 0xFF10)
"""Where the ten digits begin: Latin, Arabic, Persian, Devanagari, full width."""
_NUMBER = re.compile(r"\d")
_HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿萬億年月日元円号號")
# Months, weekdays and currencies in the languages whose dates are most often met; short forms included.
_DATE_WORDS = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs
    fri sat sun am pm januar jänner februar märz mai juni juli oktober dezember okt dez montag dienstag mittwoch
    donnerstag freitag samstag sonnabend sonntag janvier février mars avril juin juillet août septembre octobre
    novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche enero febrero marzo abril mayo junio
    julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho
    julho setembro outubro dezembro januari februari maart augustus eur usd gbp chf cny jpy aud cad euro euros
    dollar dollars pounds yuan first second third fourth
    """.split()  # noqa: SIM905  # one word a line would fill a page
)


@lru_cache(maxsize=100_000)
def is_value(word: str) -> bool:
    """Whether a word is a number, or belongs to a date or an amount."""
    return bool(_NUMBER.search(word)) or word.casefold() in _DATE_WORDS or word in _HAN_NUMERALS


def is_name_like(word: str) -> bool:
    """Whether a word is written as names are, with a capital."""
    return word[:1].isupper()


def uses_capitals_for_names(words: list[str]) -> bool:
    """Whether capitals mean something here: few enough words have them (German nouns and shouting do not count)."""
    letters = [word for word in words if word[:1].isalpha()]
    return bool(letters) and sum(map(is_name_like, letters)) < 0.3 * len(letters)
