"""Tables as text (CSV, TSV): one line per row, cells apart by tabs, whatever the delimiter was."""

from __future__ import annotations

import csv
import io
from collections import Counter

from inkling.extract.base import Builder, Source, clean
from inkling.extract.decode import decode

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 50
_MAX_CELL = 1_000_000


def read(source: Source, into: Builder) -> None:
    """Add the rows."""
    text = clean(decode(source.data, source.charset))
    delimiter = "\t" if source.extension in ("tsv", "tab") else _delimiter(text)
    if not delimiter:
        into.add_clean(text)
        return
    csv.field_size_limit(_MAX_CELL)
    start = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            line = "\t".join(" ".join(cell.split()) for cell in row).rstrip()
            if line:
                into.add_clean(line + "\n")
                start += 1
    except csv.Error:  # a cell without end: the rest as it is
        into.add_clean("\n".join(text.split("\n")[start:]))


def _delimiter(text: str) -> str:
    """Return the sign that stands equally often on most lines, empty when there is none."""
    lines = [line for line in text[:100_000].split("\n")[:_SAMPLE_LINES] if line.strip()]
    best, agreement = "", 0
    for sign in _DELIMITERS:
        counts = Counter(line.count(sign) for line in lines)
        counts.pop(0, None)
        most = max(counts.values(), default=0)
        if most > agreement:
            best, agreement = sign, most
    return best
