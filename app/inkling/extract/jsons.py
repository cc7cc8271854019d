"""JSON and JSON lines: every value on a line of its own behind its name, escapes resolved."""

from __future__ import annotations

import json

from inkling.extract.base import Builder, Source, clean
from inkling.extract.decode import decode

_MAX_PARSED = 32 * 1024 * 1024  # parsed values take ten times the memory of their text
_MAX_DEPTH = 60


def read(source: Source, into: Builder) -> None:
    """Add names and values; what is not sound JSON is added as it is written."""
    text = decode(source.data, source.charset)
    if len(text) <= _MAX_PARSED:
        try:
            _add(json.loads(text.lstrip("\ufeff")), "", 0, into)
        except (ValueError, RecursionError):
            if into.length == 0 and _add_lines(text, into):
                return
        else:
            return
    into.add(text)


def _add_lines(text: str, into: Builder) -> bool:
    """Add JSON lines; false when the first lines are none."""
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        first = [json.loads(line) for line in lines[:3]]
    except (ValueError, RecursionError):
        return False
    if len(lines) < 2 or not any(isinstance(value, dict | list) for value in first):
        return False
    for line in lines:
        try:
            _add(json.loads(line), "", 0, into)
            into.gap()
        except (ValueError, RecursionError):
            into.line(line)
    return True


def _add(value: object, name: str, depth: int, into: Builder) -> None:
    indent = "  " * min(depth, 12)
    label = f"{indent}{name}: " if name else indent
    if depth > _MAX_DEPTH:
        into.line(label + json.dumps(value, ensure_ascii=False)[:10_000])
    elif isinstance(value, dict):
        if name:
            into.line(label)
        for key, inner in value.items():
            _add(inner, clean(key), depth + bool(name), into)
    elif isinstance(value, list) and value and all(isinstance(item, int | float) for item in value):
        into.line(label + ", ".join(map(str, value)))
    elif isinstance(value, list):
        if name:
            into.line(label)
        for inner in value:
            _add(inner, "-" if isinstance(inner, dict | list) else "", depth + bool(name), into)
    elif value is not None:
        into.line(label + str(value))
