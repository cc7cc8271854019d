"""Which folders does a person keep documents in? Those that the desktop names, in whatever language it named them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_USUAL = {"DOCUMENTS": "Documents", "DESKTOP": "Desktop", "DOWNLOAD": "Downloads"}  # the last are named by habit alone
_LINE = re.compile(r'^\s*XDG_(\w+)_DIR="((?:[^"\\]|\\.)*)"\s*$', re.MULTILINE)


def usual_folders(home: Path) -> Iterator[tuple[str, Path]]:
    """Yield the usual folders that are there, "DOCUMENTS" first; one named as the home itself means that none is."""
    named = _named(home)
    seen = {home}
    for kind, habit in _USUAL.items():
        place = named.get(kind, home / habit)
        if place not in seen and place.is_dir():
            seen.add(place)
            yield kind, place


def _named(home: Path) -> dict[str, Path]:
    """Return what desktops write down when a person first logs in (xdg-user-dirs)."""
    config = os.environ.get("XDG_CONFIG_HOME")
    try:
        text = (Path(config) if config else home / ".config").joinpath("user-dirs.dirs").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found = {}
    for kind, value in _LINE.findall(text):
        place = re.sub(r"\\(.)", r"\1", value)
        if place.startswith("$HOME"):
            found[kind] = home / place.removeprefix("$HOME").strip("/")
        elif place.startswith("/"):
            found[kind] = Path(place)
    return found
