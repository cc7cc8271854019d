"""Which one-byte encoding makes these bytes words of a language? Decided by the letters of each language."""

from __future__ import annotations

import re

_CENTRAL = {
    "hu": "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",
    "pl": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "cs": "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "sk": "áäčďéíĺľňóôŕšťúýžÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽ",
    "hr": "čćđšžČĆĐŠŽ",
    "ro": "ăâîşţșțĂÂÎŞŢȘȚ",
}
_WESTERN = {
    "fr": "àâçéèêëîïôùûüœÀÂÇÉÈÊËÎÏÔÙÛÜ",
    "de": "äöüßÄÖÜ",
    "es": "áéíñóúüÁÉÍÑÓÚ¿¡ºª",
    "pt": "áâãàçéêíóôõúÁÂÃÀÇÉÊÍÓÔÕÚºª",
    "nordic": "åäöæøéÅÄÖÆØ",
    "it": "àèéìòùÀÈÉÌÒÙ",
    "is": "áéíóúýþæöðÁÉÍÓÚÝÞÆÖÐ",
    "nl": "ëïéèöüáó",
}
_TURKISH = {"tr": "ışğüöçâİŞĞÜÖÇ"}
_SIGNS = "“”‘’„–—…«»°§·•€£©®™ \xa0"

_SETS = (
    ("cp1252", _WESTERN), ("mac_roman", _WESTERN), ("cp1250", _CENTRAL), ("iso-8859-2", _CENTRAL), ("cp1254", _TURKISH),
    ("cp850", _WESTERN), ("cp852", _CENTRAL), ("iso-8859-16", {"ro": _CENTRAL["ro"]}), ("cp1257", {
        "lt": "ąčęėįšųūžĄČĘĖĮŠŲŪŽ", "lv": "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ", "et": "äõöüšžÄÕÖÜŠŽ"}),
    ("cp1258", {"vi": "ăâđêôơưáàéèíóúùýĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323"}),
)  # fmt: skip
_SLAVIC, _SLAVIC_CAPITAL = "[а-яёђѓєѕіїјљњћќўџґ]", "[А-ЯЁЂЃЄЅІЇЈЉЊЋЌЎЏҐ]"
_GREEK, _GREEK_CAPITAL = "[α-ωάέήίόύώϊϋΐΰ]", "[Α-ΩΆΈΉΊΌΎΏ]"
_SCRIPTS = (
    ("cp1251", _SLAVIC, _SLAVIC_CAPITAL),
    ("koi8_u", "[а-яёєіїґ]", "[А-ЯЁЄІЇҐ]"),
    ("iso-8859-5", _SLAVIC, _SLAVIC_CAPITAL),
    ("cp866", "[а-яёєїў]", "[А-ЯЁЄЇЎ]"),
    ("mac_cyrillic", _SLAVIC, _SLAVIC_CAPITAL),
    ("cp855", _SLAVIC, _SLAVIC_CAPITAL),
    ("cp1253", _GREEK, _GREEK_CAPITAL),
    ("iso-8859-7", _GREEK, _GREEK_CAPITAL),
    ("cp1255", "[א-תְ-ׇ]", ""),
    ("cp862", "[א-ת]", ""),
    ("cp1256", "[ء-يپچژگً-ْ]", ""),
    ("iso-8859-6", "[ء-يً-ْ]", ""),
    ("cp874", "[ก-ฺเ-๛]", ""),
)
_HIGH = re.compile("[^\x00-\x7f]")
_BEFORE_NUMBER = re.compile("[^\\W\\d_a-zA-Z]\\d")  # £ and § stand there, letters do not
_MIXED_CASE = re.compile("[a-zа-яёα-ωß-öø-ÿ][A-ZА-ЯЁΑ-ΩÀ-ÖØ-Þ]")
_AFTER_LETTER = re.compile("[^\\W\\d_][€£•§©®™]")  # where another encoding has a letter
_COMMON = {
    "[а": re.compile("[оеаинтсрвлОЕАИНТСРВЛ]"),
    "[α": re.compile("[αιτοεςνσρκυπμΑΤΟΕΝΣ]"),
    "[א": re.compile("[יוהלאמרבתשנ]"),
    "[ء": re.compile("[اليمنرتوبةعد]"),
    "[ก": re.compile("[านรอกเงมยลวดทสต่้ัิี]"),
}


def best_single_byte(sample: bytes) -> str:
    """Return the encoding that reads best."""
    scored = [(_script_score(sample, *row), row[0]) for row in _SCRIPTS]
    best = max(scored, key=lambda pair: pair[0])
    latin = [(_latin_score(sample, name, sets), name) for name, sets in _SETS]
    best_latin = max(latin, key=lambda pair: pair[0])
    return best[1] if best[0] >= best_latin[0] else best_latin[1]


def _script_score(sample: bytes, name: str, small: str, capital: str) -> float:
    """Return the share of signs that are letters of the script, lowered by what no word of it does."""
    text = sample.decode(name, "replace")
    high = _HIGH.findall(text)
    if not high:
        return 0.0
    letters = re.findall(small, text)
    capitals = re.findall(capital, text) if capital else []
    common = len(_COMMON[small[:2]].findall(text)) if small[:2] in _COMMON else 0
    mixed = len(_MIXED_CASE.findall(text)) + len(_AFTER_LETTER.findall(text))
    bad = text.count("\N{REPLACEMENT CHARACTER}") + sum(1 for c in high if "\x80" <= c <= "\x9f" or "─" <= c <= "▟")
    signs = sum(1 for c in high if c in _SIGNS)
    within = len(letters) + len(capitals)
    if within < 0.5 * (len(high) - signs) or within == 0:
        return 0.0
    glued = len(re.findall(f"[a-zA-Z](?:{small})|(?:{small})[a-zA-Z]", text))
    return (within + 0.9 * signs - 3 * bad - 3 * mixed - glued) / len(high) * (0.4 + 0.8 * common / within)


def _latin_score(sample: bytes, name: str, sets: dict[str, str]) -> float:
    """Return the share of signs that are letters of the best language of an encoding."""
    text = sample.decode(name, "replace")
    high = _HIGH.findall(text)
    if not high:
        return 0.1 if name == "cp1252" else 0.0
    letters = "".join(c for c in high if c not in _SIGNS)
    signs = len(high) - len(letters)
    mixed = len(_MIXED_CASE.findall(text))
    words = len(re.findall("[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][a-z]", text))
    best = max(sum(1 for c in letters if c in alphabet) for alphabet in sets.values())
    bad = sum(1 for c in high if "\x80" <= c <= "\x9f" or c == "\N{REPLACEMENT CHARACTER}")
    bad += len(_BEFORE_NUMBER.findall(text))
    near = min(1.0, 0.5 + words / max(1, len(letters)))
    score = (best + 0.9 * signs - 2 * bad - 2 * min(mixed, len(high))) / len(high) * near
    return score + (0.01 if name == "cp1252" else 0.005 if name == "cp1250" else 0.0)
