"""Plain text and logs: the text is the document."""

from __future__ import annotations

from inkling.extract.base import Builder, Source
from inkling.extract.decode import decode


def read(source: Source, into: Builder) -> None:
    """Add the text as it is."""
    into.add(decode(source.data, source.charset))
