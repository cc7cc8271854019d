"""Plain text and logs: the text is the document."""

from __future__ import annotations

from inkling.extract.base import Builder, OutputFull, Source
from inkling.extract.decode import decode

_BYTES_PER_CHARACTER = 4


def read(source: Source, into: Builder) -> None:
    """Add the text as it is; of a very large one only as many bytes are decoded as its first characters can have."""
    most = _BYTES_PER_CHARACTER * into.limits.output_chars
    into.add(decode(source.data[:most], source.charset))
    if len(source.data) > most:
        raise OutputFull
