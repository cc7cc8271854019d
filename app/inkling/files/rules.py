"""Is this file read, and if not, why? Rules, ignore files and built-in caution make one decision with one reason.

The order of the questions, the first that applies decides:

1. secrets (keys, password stores, wallets, browser profiles, open vaults), unless the folder's rules allow them;
2. the person's own patterns: caught by `exclude` it is left out, taken back there by `!` it skips questions 3 and 4;
3. programs' own files and folders (packages, versions, caches, trash, locks);
4. hidden names, unless the rules allow them;
5. `.inklingignore` files, the deepest first;
6. `include`, where it says anything: the file, or a folder above it, must be caught by it;
7. the size.

The given folder itself was named by the person: only question 1 is asked about it. No file is opened here.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from inkling.files import private
from inkling.files.mounts import MountKind, MountTable
from inkling.files.patterns import Patterns
from inkling.records import Rules

IGNORE_FILE = ".inklingignore"


class Reason(Enum):
    """Why a file or a folder is left out, in words that follow "left out:"."""

    SENSITIVE = "may hold keys or passwords"
    VAULT = "an encrypted vault that is open"
    EXCLUDED = "excluded by your patterns"
    SYSTEM = "a program's own files"
    HIDDEN = "hidden"
    IGNORED = "named in an .inklingignore file"
    NOT_INCLUDED = "not among your patterns of what to include"
    TOO_LARGE = "larger than the limit"
    LINK = "a link to another place"
    SPECIAL = "a device, pipe or socket"
    OTHER_DISK = "another disk: add it as a folder of its own"
    OTHER_FOLDER = "belongs to another folder of the library"
    TOO_DEEP = "nested too deep"
    UNREADABLE = "may not be read"


@dataclass(frozen=True, slots=True)
class Level:
    """What holds inside one folder: its path relative to the root (empty, or ending in `/`) and what it inherits."""

    path: str = ""
    name: str = ""
    is_included: bool = False
    ignores: tuple[tuple[int, Patterns], ...] = ()


class RuleBook:
    """Decides for everything below one folder of the library. Immutable; safe from any thread."""

    def __init__(
        self,
        root: bytes,
        rules: Rules,
        *,
        apart: Collection[bytes] = (),
        mounts: MountTable | None = None,
    ) -> None:
        """Prepare the decisions.

        Args:
            root: the folder.
            rules: what the person chose for it.
            apart: folders that are not looked into from here: other folders of the library, our own data.
            mounts: what is mounted; read now when not given.

        Raises:
            UsageError: too many or too long patterns.
        """
        self.root = root
        self._rules = rules
        self._include, self._exclude = Patterns(rules.include), Patterns(rules.exclude)
        table = MountTable.load() if mounts is None else mounts
        self._mounts = table.below(root)
        self._home = table.of(root)
        self._root_mount = table.at(root)
        prefix = root.rstrip(b"/") + b"/"
        self._apart = frozenset(os.fsdecode(path[len(prefix) :]) for path in apart if path.startswith(prefix))
        self._inner = {os.fsdecode(path[len(prefix) :]): mount for path, mount in self._mounts.items()}
        self._has_inner = bool(self._inner or self._apart)

    def root_reason(self) -> Reason | None:
        """Say why the whole folder is left out, if it is: it is a secret place or an open vault."""
        if self._rules.secrets:
            return None
        if self._home.kind is MountKind.VAULT:
            return Reason.VAULT
        parts = os.fsdecode(self.root).split("/")
        pairs = zip(["", *parts], parts, strict=False)
        return Reason.SENSITIVE if any(private.is_secret_folder(above, name) for above, name in pairs) else None

    def top(self, ignore_lines: Iterable[str] = ()) -> Level:
        """Return the level of the folder itself."""
        return self._with_ignores(Level(name=os.fsdecode(self.root).rpartition("/")[2]), ignore_lines)

    def enter(self, level: Level, name: str, ignore_lines: Iterable[str] = ()) -> Level:
        """Return the level of a folder inside, which `folder` let pass.

        Raises:
            UsageError: its ignore file holds too many or too long patterns.
        """
        path = level.path + name
        is_included = level.is_included
        if self._include and (said := self._include.verdict(path, name, is_folder=True)) is not None:
            is_included = said
        return self._with_ignores(Level(path + "/", name, is_included, level.ignores), ignore_lines)

    def folder(self, level: Level, name: str) -> Reason | None:
        """Say why a folder is not looked into, if so."""
        path = level.path + name
        if not self._rules.secrets and private.is_secret_folder(level.name, name):
            return Reason.SENSITIVE
        if self._has_inner and (reason := self._by_place(path)) is not None:
            return reason
        said = self._exclude.verdict(path, name, is_folder=True)
        if said:
            return Reason.EXCLUDED
        if said is None:
            if private.is_system_folder(level.name, name):
                return Reason.SYSTEM
            if name[0] == "." and not self._rules.hidden:
                return Reason.HIDDEN
        return Reason.IGNORED if _is_ignored(level, path, name, is_folder=True) else None

    def file(self, level: Level, name: str) -> Reason | None:
        """Say why a file is not read, if so, to judge by its name."""
        path = level.path + name
        if not self._rules.secrets and private.is_secret_file(name):
            return Reason.SENSITIVE
        said = self._exclude.verdict(path, name, is_folder=False) if self._exclude else None
        if said:
            return Reason.EXCLUDED
        if said is None:
            if private.is_system_file(name):
                return Reason.SYSTEM
            if name[0] == "." and not self._rules.hidden:
                return Reason.HIDDEN
        if level.ignores and _is_ignored(level, path, name, is_folder=False):
            return Reason.IGNORED
        return None if self._is_included(level, path, name) else Reason.NOT_INCLUDED

    def size(self, size_bytes: int) -> Reason | None:
        """Say why a file of this size is not read, if so."""
        return Reason.TOO_LARGE if size_bytes > self._rules.max_bytes else None

    def _is_included(self, level: Level, path: str, name: str) -> bool:
        if not self._include:
            return True
        said = self._include.verdict(path, name, is_folder=False)
        return level.is_included if said is None else said

    def _by_place(self, path: str) -> Reason | None:
        """Another disk may be unplugged at any time: as a folder of its own it is unavailable then, and not deleted."""
        if path in self._apart:
            return Reason.OTHER_FOLDER
        mount = self._inner.get(path)
        if mount is None:
            return None
        if mount.kind is MountKind.VAULT:
            return None if self._rules.secrets else Reason.VAULT
        if mount.kind is MountKind.PSEUDO:
            return Reason.SYSTEM
        is_same_disk = mount.kind is MountKind.LOCAL and mount.device == self._home.device
        return None if is_same_disk else Reason.OTHER_DISK

    @staticmethod
    def _with_ignores(level: Level, lines: Iterable[str]) -> Level:
        patterns = Patterns(lines)
        if not patterns:
            return level
        added = (len(level.path), patterns)
        return Level(level.path, level.name, level.is_included, (added, *level.ignores))


def _is_ignored(level: Level, path: str, name: str, *, is_folder: bool) -> bool:
    """Ask the ignore files, the deepest first; the first that mentions the path decides."""
    for start, patterns in level.ignores:
        said = patterns.verdict(path[start:], name, is_folder=is_folder)
        if said is not None:
            return said
    return False


def owner_of(path: bytes, folders: Iterable[bytes]) -> bytes | None:
    """Return which of overlapping folders a path belongs to: the deepest that holds it."""
    holders = (folder for folder in folders if path == folder or path.startswith(folder.rstrip(b"/") + b"/"))
    return max(holders, key=len, default=None)


def nested_in(folder: bytes, folders: Iterable[bytes]) -> frozenset[bytes]:
    """Return the folders that lie inside another one, so that a walk of the outer one leaves them out."""
    prefix = folder.rstrip(b"/") + b"/"
    return frozenset(other for other in folders if other != folder and other.startswith(prefix))
