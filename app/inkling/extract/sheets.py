"""Spreadsheets (XLSX, XLSB, XLS), through calamine (imported only here): one line per row, cells apart by tabs."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from io import BytesIO
from typing import Any

from inkling.errors import ExtractError
from inkling.extract.base import Builder, Source, damaged, locked
from inkling.extract.containers import Zip
from inkling.extract.office import read_properties
from inkling.extract.ole import Ole
from inkling.records import LocatorKind, ProblemKind
from inkling.records.said import said

Workbook = Any  # calamine has no types
_WHAT = said("The spreadsheet")
_MAX_CELLS = 5_000_000
_MAX_SPREAD = 20_000_000  # 24 bytes each in calamine
_CELL = re.compile(rb"<c r=\"([A-Z]{1,3})(\d{1,7})\"")
_DIMENSION = re.compile(rb"<dimension ref=\"(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})\"")


def read(source: Source, into: Builder) -> None:
    """Add each sheet as a place."""
    import python_calamine

    packed = source.data[:2] == b"PK"
    if packed:
        parts = Zip(source.data, into, _WHAT)
        read_properties(parts, into)
        _check_sizes(parts)
    else:
        Ole(source.data, _WHAT).describe(into)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(source.data)) as book:
            for number, name in enumerate(book.sheet_names, 1):
                with into.place(LocatorKind.SHEET, name, number):
                    into.heading(name, 1)
                    _add_sheet(book, name, into)
                into.gap()
    except python_calamine.PasswordError as error:
        raise locked(_WHAT) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise damaged(_WHAT) from error
    if packed:
        _add_comments(parts, into)


def _check_sizes(parts: Zip) -> None:
    """Look at the parts through our own limits first: calamine has none."""
    for name in parts.names():
        if name.startswith("xl/") and name.endswith((".xml", ".bin")):
            is_sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
            if parts.is_large(name) or (is_sheet and _claimed_cells(next(parts.blocks(name), b"")) > _MAX_SPREAD):
                _check_part(parts, name, is_sheet=is_sheet)


def _check_part(parts: Zip, name: str, *, is_sheet: bool) -> None:
    """Unpack a part once, and see how far apart its cells are: calamine makes room for all between them."""
    far, tail = [0, 0], b""
    for block in parts.blocks(name):
        for cell in _CELL.finditer(tail + block) if is_sheet else ():
            far = [max(far[0], _column(cell[1])), max(far[1], int(cell[2]))]
        tail = block[-40:]
    if far[0] * far[1] > _MAX_SPREAD:
        raise ExtractError(
            "too_large",
            said("The cells of a sheet lie too far apart."),
            said("Remove the stray cells at the far end of the sheet."),
        )


def _claimed_cells(head: bytes) -> int:
    """Return how many cells a sheet says that it spans; many when it does not say."""
    found = _DIMENSION.search(head)
    return _column(found[1]) * int(found[2]) if found else _MAX_SPREAD + 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _add_sheet(book: Workbook, name: str, into: Builder) -> None:
    import python_calamine

    try:
        sheet = book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, OSError, ValueError):
        into.problem(ProblemKind.DAMAGED, said("This sheet is damaged."), "", name)
        return
    cells = 0
    for row in sheet.iter_rows():
        line = "\t".join(_shown(cell) for cell in row).rstrip()
        if line.strip():
            into.line(line)
        cells += len(row)
        if cells > 20 * _MAX_CELLS:
            into.problem(ProblemKind.TOO_LARGE, said("Only the first rows of this sheet were read."), "", name)
            return


def _shown(cell: object) -> str:
    """Return a cell as the sheet shows it, more or less: whole numbers without a fraction, dates in ISO."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ")
    return " ".join(str(cell).split())


def _add_comments(parts: Zip, into: Builder) -> None:
    from inkling.extract.xmlparts import local, tree

    for name in parts.names():
        if name.startswith("xl/comments") and name.endswith(".xml"):
            with suppress(ExtractError):
                for comment in tree(parts.read(name), _WHAT).iter("{*}comment"):
                    text = "".join(t.text or "" for t in comment.iter("{*}t") if local(t) == "t")
                    into.line(f"{comment.get('ref') or ''}: {text}")
