"""OLE compound files (old Office, Outlook), through olefile (imported only here)."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import Any

from inkling.extract.base import Builder, damaged
from inkling.records.said import said

_ERRORS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


def stream_names(data: bytes) -> list[str]:
    """Return the names of the storages and streams at the top of a compound file."""
    return sorted({path[0] for path in Ole(data, said("The file")).paths()})


class Ole:
    """One compound file in memory."""

    def __init__(self, data: bytes, what: str) -> None:
        import olefile

        self._what = what
        try:
            self._file: Any = olefile.OleFileIO(BytesIO(data))
        except _ERRORS as error:
            raise damaged(what) from error

    def paths(self) -> list[list[str]]:
        """Return the paths of all streams."""
        try:
            return [list(map(str, path)) for path in self._file.listdir(streams=True, storages=False)]
        except _ERRORS as error:
            raise damaged(self._what) from error

    def has(self, path: str) -> bool:
        """Whether there is a stream of this path."""
        return bool(self._file.exists(path))

    def read(self, path: str) -> bytes:
        """Return a stream; raise ExtractError when it is damaged."""
        try:
            return bytes(self._file.openstream(path).read())
        except _ERRORS as error:
            raise damaged(self._what) from error

    def describe(self, into: Builder) -> None:
        """Take title, author and dates from the summary, where there is one; a broken one says nothing."""
        with suppress(*_ERRORS):
            meta = self._file.get_metadata()
            into.title = into.title or _text(meta.title)
            into.authors.extend(filter(None, [_text(meta.author)]))
            into.created = meta.create_time.isoformat() if meta.create_time else ""
            into.modified = meta.last_saved_time.isoformat() if meta.last_saved_time else ""


def _text(value: bytes | str | None) -> str:
    if isinstance(value, bytes):
        from inkling.extract.decode import decode

        return decode(value).strip("\0 ")
    return (value or "").strip("\0 ")
