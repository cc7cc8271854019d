"""Which characters are these bytes? Marks, strict UTF-8 and declarations first, then a judged guess.

The guess has two halves: East Asian encodings show by their structure and their most common signs; for one-byte
encodings the letters of each language decide (`letters`).
"""

from __future__ import annotations

import codecs
import re

from inkling.extract.letters import best_single_byte

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 32 * 1024
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{2,40})|<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|@charset\s+\"([\w.:-]{2,40})\"|coding[:=]\s*([\w.-]{2,40})",
    re.IGNORECASE,
)
# What a declaration means in practice: the superset that everybody writes.
_SUPERSETS = {
    name: superset
    for superset, names in {
        "gb18030": "gb2312 gbk x-gbk gb_2312-80",
        "cp932": "shift_jis sjis x-sjis shift-jis windows-31j",
        "cp949": "euc-kr ks_c_5601-1987 ksc5601",
        "cp1252": "iso-8859-1 latin1 latin-1 us-ascii ascii",
        "cp1254": "iso-8859-9",
        "big5hkscs": "big5 x-x-big5",
        "iso-8859-8": "iso-8859-8-i",
        "euc_jp": "x-euc-jp",
        "cp874": "tis-620 iso-8859-11 windows-874",
        "mac_cyrillic": "x-mac-cyrillic",
        "mac_roman": "macintosh",
        "iso2022_jp_ext": "iso-2022-jp",
        "utf-16": "unicode",
    }.items()
    for name in names.split()
}
_BAD = "\N{REPLACEMENT CHARACTER}"
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_ext"), (b"\x1b(J", "iso2022_jp_ext"), (b"~{", "hz"))
_HIGH_RUNS = re.compile(rb"[\x80-\xff]")
_KANA = re.compile("[\u3041-\u30ff]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_NON_ASCII = re.compile("[^\x00-\x7f]")
_GLUED = re.compile("[a-z][^\x00-\x7f]|[^\x00-\x7f][a-z]")
_COMMON_SCRIPTS = re.compile(
    "[\t\n\r -~\xa0-\u024f\u0370-\u06ff\u0e00-\u0e7f\u2010-\u203a\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff65]"
)
_EAST_SIGNS = re.compile("[\u3000-\u303f\uff01-\uff60\u2010-\u2026]")
# The most common Chinese characters of running text, simplified and traditional; they make up a third of it.
_COMMON_HAN = re.compile(
    "[的一是不了在人有我他这这個个上们們来來到时時大地为為子中你说說生国國年着著就那和要她出也得里裡后後自以会會家可下而过過天去能对對"
    "小多然于於心学學么之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美总從从无無情己面最女但现現前些所同日手又行意动動方期它头]"
)


def decode(data: bytes, declared: str = "", *, markup: bool = False) -> str:
    """Return the text of bytes in an unknown encoding; what cannot be decoded becomes `\N{REPLACEMENT CHARACTER}`.

    Args:
        data: the bytes.
        declared: what a mail header says they are.
        markup: look for what the bytes themselves declare, as XML and HTML do.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff")
    if b"\0" in data[:_SAMPLE]:
        wide = wide_encoding(data)
        if wide:
            return data.decode(wide, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared, markup=markup)
    return _escaped(data) or text if data.isascii() else text


def _not_utf8(data: bytes, declared: str, *, markup: bool) -> str:
    for name in (declared, _declaration(data) if markup else ""):
        text = _as_declared(data, name)
        if text is not None:
            return text
    if _is_nearly_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode(_guess(data), "replace")


def _declaration(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    return next((group for group in found.groups() if group), b"").decode("ascii", "replace") if found else ""


def _as_declared(data: bytes, name: str) -> str | None:
    """Return the text if the declaration holds for all but a few bytes."""
    name = name.strip().lower()
    name = _SUPERSETS.get(name, name)
    if not name or name.startswith(
        ("utf", "unicode", "idna", "punycode", "raw_", "rot", "base64", "hex", "zlib", "bz2", "uu")
    ):
        return None
    try:
        text = data.decode(name, "replace")
    except (LookupError, UnicodeError):
        return None
    bad = text.count(_BAD)
    return text if bad <= 1 + len(_NON_ASCII.findall(text)) // 50 else None


def wide_encoding(data: bytes) -> str:
    """Return which UTF-16 or UTF-32 without a mark these bytes with NULs are, empty when they are none."""
    sample = data[: _SAMPLE & ~3]
    units = max(1, len(sample) // 4)
    first, second, third, fourth = (sample[offset::4].count(0) / units for offset in range(4))
    if min(second, third) > 0.5 and max(first, fourth) > 0.5 > min(first, fourth):
        return "utf-32-le" if fourth > 0.5 else "utf-32-be"
    even, odd = (first + third) / 2, (second + fourth) / 2
    if max(even, odd) > 0.2 and min(even, odd) < 0.05:
        return "utf-16-le" if odd > even else "utf-16-be"
    shares = [(_share_of_letters(sample, name), name) for name in ("utf-16-le", "utf-16-be")]
    return max(shares)[1] if max(shares)[0] > 0.97 else ""


def _share_of_letters(sample: bytes, name: str) -> float:
    """Return how many of the characters are of the common scripts: other scripts than Latin have few NULs."""
    text = sample[: len(sample) & ~1].decode(name, "replace")
    return len(_COMMON_SCRIPTS.findall(text)) / max(1, len(text))


def _escaped(data: bytes) -> str:
    """Return the text of seven-bit encodings that switch by escapes, empty when it is plain ASCII."""
    head = data[:_SAMPLE]
    for escape, name in _ESCAPES:
        if escape in head and (escape != b"~{" or b"~}" in head):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                if escape[0] == 0x1B:
                    return data.decode(name, "replace")
    return ""


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with a few broken places, as in logs of mixed origin."""
    text = data[: 4 * _SAMPLE].decode("utf-8", "replace")
    good = sum(1 for c in _NON_ASCII.findall(text) if c != _BAD)
    return good > 20 * text.count(_BAD)


def _sample(data: bytes) -> bytes:
    """Return the stretch with the first bytes that need a decision."""
    found = _HIGH_RUNS.search(data)
    start = max(0, data.rfind(b"\n", 0, found.start()) + 1) if found else 0
    return data[start : start + _SAMPLE]


def _guess(data: bytes) -> str:
    sample = _sample(data)
    east = max(
        (_east_score(sample, name), name) for name in ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "johab")
    )
    if east[0] > 0.25:
        return east[1]
    return best_single_byte(sample)


def _east_score(sample: bytes, name: str) -> float:
    """Return how much these bytes look like running text in an East Asian encoding, from 0 to 1."""
    text = sample.decode(name, "replace")
    signs = _NON_ASCII.findall(text)
    bad = text.count(_BAD)
    if len(signs) < 2 or bad > 1 + len(signs) // 50:
        return 0.0
    if len(_GLUED.findall(text)) > 0.5 * len(signs):  # accented letters inside words
        return 0.0
    count = len(signs) - len(_EAST_SIGNS.findall(text)) + 1
    if name in ("cp932", "euc_jp"):
        kana, half = len(_KANA.findall(text)), len(_HALF_KANA.findall(text))
        return (kana - 2 * half + 0.5 * len(_COMMON_HAN.findall(text))) / count
    if name in ("cp949", "johab"):
        return len(_HANGUL.findall(text)) / count - (0.05 if name == "johab" else 0.0) - _rare_hangul(text)
    return min(1.0, 2.5 * len(_COMMON_HAN.findall(text)) / count)


def _rare_hangul(text: str) -> float:
    """Return a penalty for syllables outside the 2,350 that Korean text is made of."""
    hangul = _HANGUL.findall(text)
    if not hangul:
        return 1.0
    rare = len(hangul) - len("".join(hangul).encode("euc_kr", "ignore")) // 2
    return 2.0 * rare / len(hangul)
