"""How does a family's module get its turn, and how does a file inside a file get to its own family?"""

from __future__ import annotations

import importlib
import re
from typing import cast

from inkling.errors import ExtractError
from inkling.extract import table
from inkling.extract.base import UNPACK, Builder, Reader, Source
from inkling.records import LocatorKind, ProblemKind
from inkling.records.said import said

# What systems leave in archives beside the files themselves.
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$)")


def reader(family: table.Family) -> Reader:
    """Return the module that reads a family; it is imported at its first file."""
    return cast("Reader", importlib.import_module(f"inkling.extract.{family.module}"))


def read_inside(inner: Source, kind: LocatorKind, into: Builder, number: int = 0) -> None:
    """Add a file that lies inside another; its trouble becomes a problem of that part only."""
    if _LITTER.search(inner.name):
        return
    try:
        family = table.identify(inner)
        if family.kind == "image" and not inner.ocr:
            return  # logos and snapshots in mail and archives would drown what matters
        child = into.child(family.kind, inner.name)
        _check_depth(inner, into)
        with into.place(kind, inner.name, number):
            into.line(inner.name.rpartition("/")[2])
            reader(family).read(inner, child)
        into.gap()
    except ExtractError as error:
        if error.kind == "unsupported" or (error.kind == "no_text" and not inner.data):
            return  # a program or an empty file in an archive is nothing that a person looks for
        into.problem(ProblemKind(error.kind), error.reason, error.next_step, inner.name)


def _check_depth(inner: Source, into: Builder) -> None:
    if inner.depth > into.limits.depth:
        raise ExtractError(
            "too_large", said("It lies more than {depth} containers deep.", depth=into.limits.depth), UNPACK
        )
