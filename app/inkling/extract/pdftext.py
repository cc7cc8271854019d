"""Which text do the signs of a PDF page make? Mends what PDFium makes of odd fonts, drawings and lines.

No library is used here: the page answers through `Signs`. Every character keeps the number that PDFium gives it, so
that its place on the page can be found again.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from math import cos, hypot, sin
from typing import Protocol
from unicodedata import normalize

Box = tuple[float, float, float, float]  # left, bottom, right, top

# Fonts without a map to Unicode give control signs, most often for the blank. 2 marks a hyphen at a line's end.
_BLANKS = {code: " " for code in range(1, 32) if code not in (2, 9, 10, 13)}
# A glyph that serves a character and a radical is often mapped to the radical, which nobody types.
_RADICALS = (
    "⼾户⺁厂⺒巳⺓幺⺛旡⺝月⺞歺⺟母⺠民⺬示⺯糸⺶羊⺻聿⻁虎⻄西⻅见⻆角⻇角⻉贝⻋车⻌辶⻑長⻓长"
    "⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟"
)
_WHOLE = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_WHOLE |= {ord(radical): whole for radical, whole in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}
_BREAK = re.compile("[\r\n]+")
_GLUED = re.compile("[A-Za-z0-9À-ɏͰ-ӿ]{30}")  # longer than words of any language with blanks
_WORD_GAP = 0.12  # of the height of the line; blanks of common fonts are 0.2 and more
_INDEX_GAP = 0.06  # an exponent stands closer than that
_COLUMN_GAP = 0.9  # what stands further right on the same line is another column
_OVERLAP = 0.25  # letters that follow each other never overlap as much as an index and its exponent do

_DOUBLED = re.compile(r"(?:([^\W_])\1){3}")
_SAME_PLACE = 0.35  # of a letter's width: a shadow, or bold made by drawing twice

_FIRST_GLYPH, _LAST_ASCII, _LAST_ROMAN = 3, 97, 225  # the order of glyphs that common TrueType fonts share
_LATER_GLYPHS = "ŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ"

# Old fonts of mathematicians: declared as Windows', read as the Macintosh's, ligatures in places of other signs.
_MISREAD = re.compile("(?<=[a-z])(?:[ÖÈÌÛÒÁËÍÙÊ§˙ˆ¸‰‚‡]|(?<!l)·)(?=[a-z])|(?<!\\S)ì(?=[A-Za-z])")
_HIDDEN_LIGATURE = re.compile("(?<=[a-z])[¤‡¢](?=[a-z])")
_LIGATURES = {"…": "fi", "¤": "ff", "‡": "fl", "¢": "ffi", "§": "ffl"}
_LIGATURE_IN_WORD = re.compile("[…¤‡¢§](?=[a-z])")
_ENOUGH = 2


class Signs(Protocol):
    """The signs of a page, by their numbers."""

    def box(self, index: int) -> Box:
        """Return where a sign stands, with the room that its font gives it above and below."""

    def angle(self, index: int) -> float:
        """Return by how much the sign is turned, in radians."""

    def is_unmapped(self, index: int) -> bool:
        """Whether the font does not say which character it is: then its glyph's number is given."""


def mended(raw: str, signs: Signs) -> tuple[str, Sequence[int]]:
    """Return the text of a page, and the number of each character's sign; -1 for a blank added here."""
    if 100 * raw.count("\x03") > len(raw):  # the blank of fonts that are not mapped
        raw = "".join(_from_glyph(c) if signs.is_unmapped(index) else c for index, c in enumerate(raw))
    raw = raw.translate(_BLANKS | _WHOLE)
    raw, edits = _without_misreading(raw)
    doubles = _doubles(raw, signs) if _DOUBLED.search(raw) else {}
    edits |= doubles | _joined_lines(raw, signs)
    if doubles or _GLUED.search(raw):
        edits |= {index: " " + edits.get(index, raw[index]) for index in _gaps(raw, signs, doubles)}
    return _edited(raw, edits) if edits else (raw, range(len(raw)))


def _edited(raw: str, edits: dict[int, str]) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    indexes: list[int] = []
    done = 0
    for index in sorted(edits):
        pieces += (raw[done:index], edits[index])
        indexes += range(done, index)
        is_blank_added = len(edits[index]) > 1 and edits[index][0] == " "
        indexes += [-1] * is_blank_added + [index] * (len(edits[index]) - is_blank_added)
        done = index + 1
    pieces.append(raw[done:])
    indexes += range(done, len(raw))
    return "".join(pieces), indexes


def _from_glyph(character: str) -> str:
    number = ord(character)
    if _FIRST_GLYPH <= number <= _LAST_ASCII:
        return chr(number + 29)
    if number <= _LAST_ASCII or number > _LAST_ROMAN + len(_LATER_GLYPHS):
        return character
    if number <= _LAST_ROMAN:
        return bytes([number + 30]).decode("mac_roman")
    return _LATER_GLYPHS[number - _LAST_ROMAN - 1]


def _without_misreading(raw: str) -> tuple[str, dict[int, str]]:
    """Return the text read as Windows' where it plainly is, and the ligatures that hide behind other signs."""
    if len(_MISREAD.findall(raw)) >= _ENOUGH:
        again = "".join(c if c.isascii() else _as_windows(c) for c in raw)
        if 4 * len(_MISREAD.findall(_LIGATURE_IN_WORD.sub("", again))) <= len(_MISREAD.findall(raw)):
            return again, {found.start(): _LIGATURES[found[0]] for found in _LIGATURE_IN_WORD.finditer(again)}
    hidden = list(_HIDDEN_LIGATURE.finditer(raw))
    return raw, {found.start(): _LIGATURES[found[0]] for found in hidden} if len(hidden) >= _ENOUGH else {}


def _as_windows(character: str) -> str:
    try:
        return character.encode("mac_roman").decode("cp1252")
    except UnicodeError:
        return character


def _doubles(raw: str, signs: Signs) -> dict[int, str]:
    """Return the letters that are drawn a second time where they stand, to be left out."""
    found: dict[int, str] = {}
    for index in range(1, len(raw)):
        if raw[index] == raw[index - 1] and not raw[index].isspace() and index - 1 not in found:
            before, now = signs.box(index - 1), signs.box(index)
            apart = hypot(now[0] - before[0], now[1] - before[1])
            if apart < _SAME_PLACE * max(now[2] - now[0], now[3] - now[1]) / 2:
                found[index] = ""
    return found


def _joined_lines(raw: str, signs: Signs) -> dict[int, str]:
    """Return the ends of lines that are none: before and after exponents, within turned and curved writing."""
    found: dict[int, str] = {}
    for gap in _BREAK.finditer(raw):
        start, end = gap.span()
        while start and raw[start - 1] == " ":
            start -= 1
        while end < len(raw) and raw[end] == " ":
            end += 1
        if not start or end == len(raw) or raw[start - 1] == "\x02":
            continue
        between = _between(signs, start - 1, end)
        if between is not None:
            found |= dict.fromkeys(range(start, end), "")
            found[start] = between
    return found


def _between(signs: Signs, before: int, after: int) -> str | None:
    """Return what stands between two signs: nothing or a blank on one line, None where a line ends."""
    angle = signs.angle(after)
    if abs(angle - signs.angle(before)) > 0.05:
        return None
    _, low0, right0, high0 = _turned(signs.box(before), angle)
    left1, low1, _, high1 = _turned(signs.box(after), angle)
    height = max(high0 - low0, high1 - low1)
    if not (low0 <= (low1 + high1) / 2 <= high0 or low1 <= (low0 + high0) / 2 <= high1):
        return None
    room = left1 - right0
    if not -_OVERLAP * height < room < _COLUMN_GAP * height:
        return None
    return " " if room > _INDEX_GAP * height else ""


def _turned(box: Box, angle: float) -> Box:
    """Return a box as it lies when its writing is turned upright, so far as a box can tell."""
    if not angle:
        return box
    left, low, right, high = box
    along, across = cos(angle), -sin(angle)  # PDFium's angles go clockwise
    x, y = (left + right) / 2, (low + high) / 2
    width, height = right - left, high - low
    middle, base = x * along + y * across, y * along - x * across
    long = abs(width * along) if abs(along) > abs(across) else abs(height * across)
    tall = abs(height * along) if abs(along) > abs(across) else abs(width * across)
    return middle - long / 2, base - tall / 2, middle + long / 2, base + tall / 2


def _gaps(raw: str, signs: Signs, left_out: Container[int]) -> list[int]:
    """Return before which signs a blank is missing: some fonts have none, and words stand apart all the same."""
    found: list[int] = []
    edge = low = high = 0.0
    for index, character in enumerate(raw):
        if index in left_out:
            continue
        if character.isspace():
            high = low
            continue
        left, bottom, right, top = signs.box(index)
        if low <= (bottom + top) / 2 <= high and left - edge > _WORD_GAP * (top - bottom):
            found.append(index)
        edge, low, high = right, bottom, top
    return found
