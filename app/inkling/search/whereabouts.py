"""Which of a document's files does a query mean? Files with the same bytes are one document, and may lie anywhere.

The catalog lets a document through when one of its files passes all filters (`catalog/filtering.py`). Here stands which
of them did, so that what is shown, opened and counted is the file that was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inkling.catalog.filtering import base_name, fold
from inkling.records import Filter, Query, Result, StoredFile
from inkling.search.fields import join


def placed(result: Result, query: Query, beside: Filter) -> Result:
    """Return a result with the files apart that the filters let through, and its versions with those alone."""
    asked = join(query.filter, beside)
    if asked == Filter() and not query.folder_names:
        return result

    def passing(files: tuple[StoredFile, ...], dated_ns: int | None) -> tuple[StoredFile, ...]:
        found = tuple(file for file in files if _passes(file, asked, query.folder_names, dated_ns))
        return found or files  # none where it was moved since the search began

    found = passing(result.files, result.dated_ns)
    versions = (replace(version, files=passing(version.files, version.dated_ns)) for version in result.versions)
    elsewhere = tuple(file for file in result.files if file not in found)
    return replace(result, files=found, elsewhere=elsewhere, versions=tuple(versions))


def _passes(file: StoredFile, asked: Filter, names: Sequence[str], dated_ns: int | None) -> bool:
    if (asked.folders or names) and not (
        any(_is_below(file.path, folder) for folder in asked.folders) or any(_is_in(file.path, name) for name in names)
    ):
        return False
    if any(_is_below(file.path, folder) for folder in asked.not_folders):
        return False
    called = fold(base_name(file.path).decode("utf-8", "replace"))
    if any(fold(part) not in called for part in asked.name):
        return False
    if file.size < asked.min_bytes or (asked.max_bytes and file.size > asked.max_bytes):
        return False
    return asked.lets_pass(file.mtime_ns) or (dated_ns is not None and asked.lets_pass(dated_ns))


def _is_below(path: bytes, folder: bytes) -> bool:
    return path == folder or path.startswith(folder.rstrip(b"/") + b"/")


def _is_in(path: bytes, name: str) -> bool:
    """Tell whether a file lies somewhere below a folder of this name, which may name its parents too."""
    wanted = [part.casefold() for part in name.split("/") if part]
    parents = [part.decode("utf-8", "surrogateescape").casefold() for part in path.split(b"/")[:-1]]
    return any(parents[at : at + len(wanted)] == wanted for at in range(len(parents) - len(wanted) + 1))
