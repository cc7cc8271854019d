"""Do two file names belong to one document? `Report_v2 final.docx` and `report (1).docx` do."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s_.,;+\-–—()\[\]{}~#@]+")
_MARKED = re.compile(
    r"^(?:v|ver|vers|version|rev|revision|r|draft|entwurf|fassung|版本?|第)\d*$|^\d{1,3}$"
    r"|^(?:v|ver|version|rev|revision|draft|entwurf)\d[\da-z]*$"
)
_YEAR_DIGITS = 4
_MARKS = frozenset(
    """
    final finale endgültig endfassung last latest letzte neu neue new newest old alt alte older draft entwurf copy kopie
    copie copia duplicate backup bak sicherung edited bearbeitet revised überarbeitet updated aktualisiert signed
    clean corrected korrigiert changes tracked orig original
    副本 最终 最终版 终稿 定稿 初稿 草稿 修改 修改版 修订 新 旧 备份 of
    """.split()  # noqa: SIM905  # one word a line would fill a page
)


def stem(name: str) -> tuple[str, bool]:
    """Return a file's name without marks of version, and whether it had any.

    Years and dates stay: a statement of March is no version of the statement of April.
    """
    name = unicodedata.normalize("NFKC", name).casefold()
    name = name.rsplit(".", 1)[0] if "." in name[1:] else name
    parts = [part for part in _SEPARATORS.split(name) if part]
    is_dated = any(len(part) == _YEAR_DIGITS and part.isdigit() for part in parts)
    kept = [
        part for index, part in enumerate(parts) if index == 0 or not is_mark(part) or (is_dated and part.isdigit())
    ]
    return " ".join(kept), len(kept) < len(parts)


def is_mark(part: str) -> bool:
    """Whether a part of a name tells a version."""
    return part in _MARKS or bool(_MARKED.match(part))


def is_strong_mark(name: str) -> bool:
    """Whether a name says "version" in so many words; a mere number may count invoices."""
    parts = _SEPARATORS.split(unicodedata.normalize("NFKC", name).casefold().rsplit(".", 1)[0])
    return any(is_mark(part) and not part.isdigit() for part in parts[1:])


def are_versions(a: str, b: str) -> bool:
    """Whether two file names are of one document: the same but for marks, or the same in different folders."""
    stem_a, marked_a = stem(a)
    stem_b, marked_b = stem(b)
    return bool(stem_a) and stem_a == stem_b and (marked_a or marked_b or a.casefold() == b.casefold())
