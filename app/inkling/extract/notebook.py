"""Notebooks: the cells in their order, Markdown with its headings, code and what it printed."""

from __future__ import annotations

import json
from typing import Any

from inkling.extract import markdown
from inkling.extract.base import Builder, Source, damaged
from inkling.extract.decode import decode
from inkling.records.said import said

_MAX_OUTPUT = 20_000  # a printed table of a million rows is not what a notebook says


def read(source: Source, into: Builder) -> None:
    """Add the cells."""
    try:
        content = json.loads(decode(source.data))
        cells = content["cells"] if "cells" in content else content["worksheets"][0]["cells"]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise damaged(said("The notebook")) from error
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict):
            _add_cell(cell, into)
    metadata = content.get("metadata")
    title = metadata.get("title") if isinstance(metadata, dict) else ""
    into.title = str(title or "") or into.title


def _add_cell(cell: dict[str, Any], into: Builder) -> None:
    kind, text = cell.get("cell_type"), _joined(cell.get("source", cell.get("input")))
    into.gap()
    if kind == "markdown":
        markdown.read(Source("cell.md", text.encode("utf-8", "replace")), into)
        return
    if kind == "heading":
        into.heading(text, int(cell["level"]) if isinstance(cell.get("level"), int) else 1)
        return
    into.paragraph(text)
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else []:
        if isinstance(output, dict):
            data = output.get("data")
            plain = data.get("text/plain") if isinstance(data, dict) else None
            into.paragraph(_joined(output.get("text") or plain)[:_MAX_OUTPUT])


def _joined(lines: object) -> str:
    if isinstance(lines, list):
        return "".join(str(line) for line in lines)
    return lines if isinstance(lines, str) else ""
