"""Shall Inkling start when the person logs in? One entry in the folder that desktops read, written or removed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from inkling import paths, storage
from inkling.errors import StorageError
from inkling.records.said import said

_ENTRY = """[Desktop Entry]
Type=Application
Name=Inkling
Exec={command}
Icon=inkling
X-GNOME-Autostart-enabled=true
"""
# A sign that is special inside quotes has a backslash, and the file doubles every backslash of a value.
_SPECIAL = str.maketrans({sign: "\\\\" + sign for sign in '"`$'} | {"\\": "\\" * 4, "%": "%%"})


def entry_path() -> Path:
    """Return where the entry lies, by the standard that desktops share."""
    named = os.environ.get("XDG_CONFIG_HOME")
    return (Path(named) if named else Path.home() / ".config") / "autostart" / "inkling.desktop"


def set_login_start(data: Path, *, wanted: bool) -> None:
    """Write or remove the entry for the library in `data`.

    Raises:
        StorageError: the folder or the entry is not to be changed.
    """
    entry = entry_path()
    try:
        if not wanted:
            entry.unlink(missing_ok=True)
            return
        entry.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = storage.reason_of(error)
        raise StorageError(
            said("{what} {path} failed: {reason}", what=said("Writing"), path=entry, reason=reason)
        ) from error
    storage.write(entry, _ENTRY.format(command=_command(data)).encode())


def _command(data: Path) -> str:
    """Return the command by whole paths: at login nothing is on the search path yet that a shell adds later."""
    program = sys.executable if getattr(sys, "frozen", False) else shutil.which("inkling")
    words = [program] if program else [sys.executable, "-m", "inkling"]
    if data != paths.data_folder():
        words += ["--data", str(data)]
    return " ".join(f'"{word.translate(_SPECIAL)}"' for word in (*words, "gui", "--hidden"))
