"""Where do things live? The data folder, the model, and how a path is shown to people."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

MODELS = Path(os.environ.get("INKLING_MODELS") or Path(__file__).parent / "_models")

# Characters that would let a file name pretend to be another, or drive a terminal: controls and bidi overrides.
_SPOOFING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def data_folder() -> Path:
    """Return the folder of the person's library: `$INKLING_DATA`, else below the XDG data home."""
    named = os.environ.get("INKLING_DATA")
    if named:
        return Path(named).expanduser()
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "inkling"


def runtime_folder(data: Path) -> Path:
    """Return where the socket of a running Inkling lies: the session's private folder, else the data folder."""
    named = os.environ.get("XDG_RUNTIME_DIR")
    return Path(named) / "inkling" if named and os.access(named, os.W_OK) else data


def display(path: bytes) -> str:
    """Return a path as people may safely read it: undecodable bytes, controls and bidi marks become `�`."""
    text = path.decode("utf-8", "replace")
    if text.isascii() and text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in _SPOOFING else c for c in text)
