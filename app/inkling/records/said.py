"""How does the engine say something, so that a shell can say it in another language?

`said("It holds more than {count} files.", count="10,000")` is an ordinary `str` in English: the command line prints it,
tests compare it. It also keeps its template and its values, so the window can look the template up and fill in the same
values (`gui.strings.in_words`). Templates are literals, so that `packaging/translations.py` can collect them.

What a sentence was made of is lost when it is put into an f-string or added to another: give it as a value of the next
sentence instead, or join whole sentences with `together`. Where only text can travel (the catalog, the wire from the
jail), `packed` and `unpacked` carry it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType

_PLACE = re.compile(r"\{([a-z_]+)\}")
_MARK = "\x1f"  # no text of ours begins with it, and none that was cleaned for the screen
_DEPTH = 4  # a sentence inside a sentence inside a sentence is as deep as anything is said
_NONE: Mapping[str, str] = MappingProxyType({})


class Said(str):
    """A sentence in English that knows its template and what was filled in."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: str, values: Mapping[str, str] = _NONE) -> Said:
        """Fill the template in."""
        made = super().__new__(cls, fill(template, values))
        made.template = template
        made.values = MappingProxyType(dict(values))
        return made

    def __str__(self) -> Said:
        """Stay what it is: `str(error)` must not forget the template."""
        return self

    def __reduce__(self) -> tuple[type[Said], tuple[str, dict[str, str]]]:
        """Travel between processes and into copies as template and values."""
        return (Said, (self.template, dict(self.values)))


def said(template: str, /, **values: object) -> Said:
    """Return a sentence for the person.

    Args:
        template: the English sentence, a literal, with `{name}` where a value belongs.
        values: what to fill in; a `Said` is translated too, anything else is shown as it is.
    """
    return Said(template, {name: _value(value) for name, value in values.items()})


def _value(value: object) -> str:
    return value if isinstance(value, Said) else str(value)


def together(*sentences: str, by: str = " ") -> Said:
    """Return sentences one after another, empty ones left out."""
    kept = [sentence for sentence in sentences if sentence]
    names = [f"part_{chr(ord('a') + at)}" for at in range(len(kept))]
    return Said(by.join(f"{{{name}}}" for name in names), dict(zip(names, kept, strict=True)))


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its values; a place without one stays as it is. Nothing in a value is looked into."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), template)


def packed(text: str) -> str:
    """Return a text that brings a sentence's template and values along; other texts stay as they are."""
    if not isinstance(text, Said) or not text.values:
        return str.__str__(text)
    return _MARK + json.dumps(_nested(text), ensure_ascii=False, separators=(",", ":"))


def _nested(text: str) -> object:
    if not isinstance(text, Said):
        return text
    return [text.template, {name: _nested(value) for name, value in text.values.items()}]


def unpacked(text: str) -> Said:
    """Return a sentence as it was packed; a text that never was one, or is damaged, is a sentence without values."""
    if text.startswith(_MARK):
        try:
            found = _from_nested(json.loads(text[1:]), _DEPTH)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, Said):
            return found
    return Said(text)


def _from_nested(found: object, depth: int) -> str:
    if isinstance(found, str):
        return found
    if depth and isinstance(found, list) and len(found) == 2:
        template, values = found
        if isinstance(template, str) and isinstance(values, dict):
            return Said(template, {name: _from_nested(value, depth - 1) for name, value in values.items()})
    raise ValueError("This is no packed sentence.")
