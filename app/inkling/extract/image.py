"""Pictures: they have no text of their own; with text recognition, what is written in them."""

from __future__ import annotations

from inkling.errors import ExtractError
from inkling.extract.base import Builder, Source
from inkling.extract.pdf import NO_TEXT_STEP
from inkling.records.said import said


def read(source: Source, into: Builder) -> None:
    """Add what is written in the picture, where it can be recognised."""
    if source.ocr:
        from inkling.extract.ocr import mark, recognised_in_file, text_of

        lines, start = recognised_in_file(source.data), into.length
        if lines:
            into.add_clean(text_of(lines))
            mark(lines, start, into)
            return
        raise ExtractError(
            "no_text", said("No text was recognised in this picture."), said("There is nothing to search in it.")
        )
    raise ExtractError("no_text", said("This is a picture; it has no text of its own."), NO_TEXT_STEP)
