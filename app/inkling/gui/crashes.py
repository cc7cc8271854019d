"""What is left of a crash: where it happened, noted by the interpreter, and offered to the person at the next start.

A note holds places in our code and nothing else: no text of a document, no search, no name of a file of the person's.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
from pathlib import Path

_NOW, _LAST, _LOG = "crash.txt", "last-crash.txt", "inkling.log"
_MOST = 20_000  # characters that are shown; more is the same place over and over
_PRIVATE = 0o600


class Crashes:
    """The notes of crashes in the folder of the log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: io.TextIOWrapper | None = None

    def watch(self) -> None:
        """Note from now on where the program crashes; what the run before left is kept for `last`."""
        now = self._folder / _NOW
        with contextlib.suppress(OSError):  # without notes the program works as well
            if now.exists() and now.stat().st_size:
                now.replace(self._folder / _LAST)
            now.touch(mode=_PRIVATE)
            self._file = now.open("w", encoding="utf-8")
            faulthandler.enable(self._file)

    def close(self) -> None:
        """End well: nothing is noted any more."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def last(self) -> str:
        """Return the note of the last crash once, empty where there is none."""
        note = _text(self._folder / _LAST)
        if note:
            with contextlib.suppress(OSError):
                (self._folder / _LAST).replace(self._folder / "crash-shown.txt")
        return note[:_MOST]

    def log(self) -> str:
        """Return the end of the local log."""
        return _text(self._folder / _LOG)[-_MOST:]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
