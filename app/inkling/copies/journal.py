"""What did we move to the trash? JSON lines in the data folder, written before and after each step, never shortened."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from inkling import storage
from inkling.records import Removal
from inkling.records.said import packed, unpacked


class Journal:
    """The record of removals. For the one writer of a library."""

    def __init__(self, data: Path) -> None:
        self._path = data / "removals.jsonl"

    def entries(self) -> list[Removal]:
        """Return all removals, the oldest first; a damaged line is left out."""
        found: dict[str, Removal] = {}
        for line in self._lines():
            entry = _removal(line)
            if entry:
                found[entry.id] = entry
        return list(found.values())

    def write(self, entries: Iterable[Removal]) -> None:
        """Add lines, and flush them; a later line about the same removal counts."""
        lines = self._lines() + [_line(entry) for entry in entries]
        storage.make_private(self._path.parent)
        storage.write(self._path, "".join(line + "\n" for line in lines).encode())

    def _lines(self) -> list[str]:
        if not self._path.exists():
            return []
        return [line for line in self._path.read_text("utf-8", "replace").split("\n") if line]


def _line(entry: Removal) -> str:
    return json.dumps(
        {
            "id": entry.id,
            "path": entry.path.hex(),
            "shown": entry.path.decode("utf-8", "replace"),
            "digest": entry.digest.hex(),
            "size": entry.size,
            "at_ns": entry.at_ns,
            "trashed_as": entry.trashed_as.hex(),
            "undone": entry.undone,
            "failure": packed(entry.failure),
        }
    )


def _removal(line: str) -> Removal | None:
    try:
        held = json.loads(line)
        return Removal(
            str(held["id"]),
            bytes.fromhex(held["path"]),
            bytes.fromhex(held["digest"]),
            int(held["size"]),
            int(held["at_ns"]),
            bytes.fromhex(held["trashed_as"]),
            bool(held["undone"]),
            unpacked(str(held["failure"])),
        )
    except (ValueError, KeyError, TypeError):
        return None
