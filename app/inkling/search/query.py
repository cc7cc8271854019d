"""What does this query ask for? A pure, forgiving parser: nothing typed is an error, and every part can be shown back.

Words and questions as they are; "exact phrase"; -word and -"phrase"; this OR that; word*; fields such as type:pdf,
in:folder, after:"last month", size:>1mb, like:path. Smart and CJK quotes, full-width punctuation, Chinese field names
and misspelt ones are understood; what is not understood counts as words and says so in a note. The value of a field
may be any file's name: it counts as it was typed, and one in plain quotes ends only at a plain quote (see `writing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from inkling.records import Filter, PartKind, Query, QueryPart
from inkling.records.said import said, together
from inkling.search import fields
from inkling.search.dates import LONGEST, period
from inkling.search.writing import QUOTED, unescaped

# One character for one, so that offsets stay: quotes of all kinds, full-width signs.
_PLAIN = str.maketrans(
    dict.fromkeys("“”„‟«»「」『』〝〞＂", '"') | dict(zip("－−：＊｜＞＜\u3000", "--:*|>< ", strict=True))
)
_TOKEN = re.compile(
    r'(?P<minus>[-–](?=[^\s\-–]))?(?:(?P<field>[^\W\d_]{2,12}):(?!//)(?P<value>[ ]?"[^"]*"?|\S*)'
    r'|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))'
)
_SPELT = frozenset({"type", "lang", "size", "after", "before", "on"})  # of words and signs that we know, not of names
_OR = frozenset({"OR", "|", "||", "或", "或者"})


@dataclass(frozen=True, slots=True)
class _Token:
    part: QueryPart
    reading: fields.Reading | None = None


def parse(text: str, now: datetime) -> Query:
    """Return what a query asks for.

    Args:
        text: as typed.
        now: the present moment, for "last month"; with a time zone.
    """
    tokens = _joined_by_or(list(_tokens(text, now)))
    tokens = _words_together(tokens, text)
    return _query(text, tokens)


def _tokens(text: str, now: datetime) -> Iterator[_Token]:
    plain = text.translate(_PLAIN)
    at = 0
    while found := _TOKEN.search(plain, at):
        token = _token(found, text, plain, now)
        yield token
        at = max(token.part.end, at + 1)


def _token(found: re.Match[str], text: str, plain: str, now: datetime) -> _Token:
    start, end = found.span()
    excluded = found["minus"] is not None
    if found["phrase"] is not None:
        return _Token(_part(PartKind.PHRASE, start, end, found["phrase"].strip(), excluded=excluded))
    if found["field"]:
        return _field(found, text, plain, now)
    word = found["word"]
    if word in _OR and not excluded:
        return _Token(_part(PartKind.OR, start, end, word))
    if word.endswith("*") and word.strip("*"):
        return _Token(_part(PartKind.PREFIX, start, end, word.strip("*"), excluded=excluded))
    return _Token(_part(PartKind.WORDS, start, end, word, excluded=excluded))


def _part(kind: PartKind, start: int, end: int, value: str, *, excluded: bool = False) -> QueryPart:
    return QueryPart(kind, start, end, value, excluded=excluded)


def _field(found: re.Match[str], text: str, plain: str, now: datetime) -> _Token:
    start, end = found.span()
    excluded = found["minus"] is not None
    written, raw = found["field"], found["value"]
    name, note = fields.name_of(written)
    if not name:
        kind = PartKind.UNKNOWN if written.isalpha() and raw and not raw[0].isspace() else PartKind.WORDS
        told = said(
            "“{field}:” is not a field; it was searched as words. Fields: {fields}.",
            field=written,
            fields=", ".join(fields.CANONICAL),
        )
        value = plain[start + excluded : end]
        return _Token(
            QueryPart(kind, start, end, value, excluded=excluded, note=told if kind is PartKind.UNKNOWN else "")
        )
    value, end = _value(name, found, text, plain, now)
    if not value:
        note = note or said("“{field}:” waits for a value.", field=name)
        return _Token(QueryPart(PartKind.UNKNOWN, start, end, "", name, excluded, note))
    reading = fields.read(name, value, now)
    kinds = {
        "size": PartKind.SIZE,
        "after": PartKind.DATE,
        "before": PartKind.DATE,
        "on": PartKind.DATE,
        "like": PartKind.LIKE,
    }
    kind = kinds.get(name, PartKind.FIELD) if reading.understood else PartKind.UNKNOWN
    shown = together(note, reading.note)
    return _Token(QueryPart(kind, start, end, reading.value, name, excluded, shown), reading)


def _value(name: str, found: re.Match[str], text: str, plain: str, now: datetime) -> tuple[str, int]:
    """Return a field's value and where it ends: quoted, one word, or for dates as many words as make a date."""
    start, end = found.span("value")
    shown = plain if name in _SPELT else text
    opening = start + plain.startswith(" ", start)
    if quoted := QUOTED.match(text, opening):
        return unescaped(quoted[1]), quoted.end()
    if plain.startswith('"', opening):
        closed = end - opening > 1 and plain.startswith('"', end - 1)
        return shown[opening + 1 : end - closed].strip(), end
    if name in {"after", "before", "on"}:
        words = list(re.finditer(r"\S+", plain[start:]))[:LONGEST]
        for count in range(len(words), 0, -1):
            until = words[count - 1].end()
            if period(plain[start : start + until], now):
                return plain[start : start + until].strip(), start + until
    if end > start:
        return shown[start:end].rstrip(",;"), end
    following = re.compile(r" ([^\s\":]+)(?=\s|$)").match(plain, end)
    return (shown[slice(*following.span(1))], following.end()) if following else ("", end)


def _is_operand(token: _Token) -> bool:
    return token.part.kind in {PartKind.WORDS, PartKind.PHRASE, PartKind.PREFIX} and not token.part.excluded


def _joined_by_or(tokens: list[_Token]) -> list[_Token]:
    """Make one part of "a OR b OR c"; an OR that joins nothing of the kind is a word."""
    made: list[_Token] = []
    at = 0
    while at < len(tokens):
        operands = [tokens[at]]
        while _is_operand(operands[-1]) and at + 2 < len(tokens) and tokens[at + 1].part.kind is PartKind.OR:
            if not _is_operand(tokens[at + 2]):
                break
            operands.append(tokens[at + 2])
            at += 2
        if len(operands) > 1:
            value = "\n".join(_written(operand.part) for operand in operands)
            made.append(_Token(_part(PartKind.OR, operands[0].part.start, operands[-1].part.end, value)))
        elif operands[0].part.kind is PartKind.OR:
            made.append(_Token(replace(operands[0].part, kind=PartKind.WORDS)))
        else:
            made.append(operands[0])
        at += 1
    return made


def _written(part: QueryPart) -> str:
    """Return an operand of OR as one string: a phrase in quotes, a prefix with its star."""
    quoted = {PartKind.PHRASE: f'"{part.value}"', PartKind.PREFIX: f"{part.value}*"}
    return quoted.get(part.kind, part.value)


def _words_together(tokens: list[_Token], text: str) -> list[_Token]:
    """Make one part of neighbouring words: a question is one thing to take away, not nine."""
    made: list[_Token] = []
    for token in tokens:
        last = made[-1].part if made else None
        if last and _is_words(last) and _is_words(token.part):
            part = replace(last, end=token.part.end, value=text[last.start : token.part.end])
            made[-1] = _Token(part)
        else:
            made.append(token)
    return made


def _is_words(part: QueryPart) -> bool:
    return part.kind is PartKind.WORDS and not part.excluded


def _query(text: str, tokens: list[_Token]) -> Query:
    """Sort the parts into what they ask for."""
    parts = [token.part for token in tokens]
    wanted = [part for part in parts if not part.excluded]
    readings = [(token.part, token.reading) for token in tokens if token.reading and token.reading.understood]
    asked, not_filters = Filter(), list[Filter]()
    for part, reading in readings:
        if not part.excluded:
            asked = fields.join(asked, reading.filter)
        elif reading.filter != Filter():
            not_filters.append(reading.filter)
    return Query(
        text=text,
        parts=tuple(parts),
        words=" ".join(filter(None, map(_ranked, wanted))),
        phrases=tuple(p.value for p in wanted if p.kind is PartKind.PHRASE and p.value),
        prefixes=tuple(p.value for p in wanted if p.kind is PartKind.PREFIX),
        excluded=tuple(_written(p) for p in parts if p.excluded and p.value and not p.field),
        alternatives=tuple(tuple(p.value.split("\n")) for p in wanted if p.kind is PartKind.OR),
        like=tuple(r.path for p, r in readings if r.path and not p.excluded),
        unlike=tuple(r.path for p, r in readings if r.path and p.excluded),
        folder_names=tuple(r.folder_name for p, r in readings if r.folder_name and not p.excluded),
        not_folder_names=tuple(r.folder_name for p, r in readings if r.folder_name and p.excluded),
        filter=asked,
        not_filters=tuple(not_filters),
        notes=tuple(part.note for part in parts if part.note),
    )


def _ranked(part: QueryPart) -> str:
    """Return what of a part is text to rank by."""
    if part.kind in {PartKind.WORDS, PartKind.PHRASE, PartKind.PREFIX}:
        return part.value
    if part.kind is PartKind.OR:
        return " ".join(operand.strip('"*') for operand in part.value.split("\n"))
    return part.value if part.kind is PartKind.UNKNOWN and part.value and not part.field else ""
