"""Which files are there now? One look at a folder, or at some folders inside it.

Entries are looked at relative to open folders, so a folder that is swapped for a link meanwhile leads nowhere. Links
are never followed, and nothing but folders and ignore files is ever opened: a pipe or a device cannot block. A disk
that is mounted inside is left out and said so, because a disk that is unplugged must not look like deleted files;
added as a folder of its own it becomes unavailable instead.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from inkling.errors import UsageError
from inkling.files.mounts import MountTable
from inkling.files.rules import IGNORE_FILE, Level, Reason, RuleBook
from inkling.files.sight import Sight
from inkling.progress import Cancel
from inkling.records import FileStamp, Problem, ProblemKind, Rules
from inkling.records.said import said

# One descriptor is open per level; the usual limit of a process is 1,024, and a path ends at 4,096 bytes anyway.
DEEPEST = 256
_IGNORE_FILE_BYTES = 64 * 1024
_EXAMPLES = 5
_AT_EACH_SCAN = said("Check the disk; it is tried again at each scan.")
_OPEN_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_OPEN_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CACHE_TAG, _CACHE_SIGNATURE = "CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55"
_ENVIRONMENT_TAG = "pyvenv.cfg"

OnFolder = Callable[[bytes], None]


def walk(
    folder: bytes,
    rules: Rules,
    cancel: Cancel | None = None,
    *,
    apart: Collection[bytes] = (),
    mounts: MountTable | None = None,
    on_folder: OnFolder | None = None,
) -> Scan:
    """Look at a whole folder.

    Args:
        folder: where to look.
        rules: what to leave out.
        cancel: raised, the iteration ends with `Cancelled`.
        apart: folders not to look into: other folders of the library (`rules.nested_in`), our own data.
        mounts: what is mounted; read now when not given.
        on_folder: told each folder's path right before it is listed.

    Raises:
        UsageError: too many or too long patterns.
    """
    return Scan(RuleBook(folder, rules, apart=apart, mounts=mounts), None, cancel or Cancel(), on_folder)


def walk_some(
    folder: bytes,
    dirty: Collection[bytes],
    rules: Rules,
    cancel: Cancel | None = None,
    *,
    apart: Collection[bytes] = (),
    mounts: MountTable | None = None,
    on_folder: OnFolder | None = None,
    deep: Collection[bytes] = (),
) -> Scan:
    """Look at some folders inside a folder, each without those below it, save for those that are `deep`.

    `dirty` and `deep` hold full paths; those outside of `folder` count for nothing. A path that is no folder of the
    library any more is gone. All else is as in `walk`.
    """
    only, deeply = _relative(folder, dirty), _relative(folder, deep)
    book = RuleBook(folder, rules, apart=apart, mounts=mounts)
    return Scan(book, only | deeply, cancel or Cancel(), on_folder, deeply)


@dataclass(frozen=True, slots=True)
class Example:
    """Something that was left out."""

    path: bytes
    reason: Reason
    is_folder: bool


class Scan:
    """One look: iterate once for the stamps, in order of names; then ask what was left out and what can be concluded.

    Attributes:
        skipped: how many files and folders were left out, by reason; what lies inside such a folder is not counted.
        examples: the first few of each reason.
        problems: folders and ignore files that could not be read, each with a next step.
        folders: how many folders were listed.
        device: the disk that the folder lies on.
        unavailable: why nothing could be seen at all, in words; empty when the folder is there.
    """

    def __init__(
        self,
        book: RuleBook,
        only: set[str] | None,
        cancel: Cancel,
        on_folder: OnFolder | None,
        deep: Collection[str] = (),
    ) -> None:
        self.skipped: Counter[Reason] = Counter()
        self.examples: dict[Reason, list[Example]] = {}
        self.problems: list[Problem] = []
        self.folders = 0
        self.device = 0
        self.unavailable = ""
        self._book, self._cancel, self._on_folder = book, cancel, on_folder
        self._prefix = book.root.rstrip(b"/") + b"/"
        self._only, self._deep = only, set(deep)
        self._inner = _names_inside(only or set())
        self._sight = Sight(book.root, is_partial=only is not None)
        self._visited: set[tuple[int, int]] = set()
        self._is_for_files = True

    def __iter__(self) -> Iterator[FileStamp]:
        root = self._book.root
        if (reason := self._book.root_reason()) is not None:
            self._skip(root, reason, is_folder=True)
            self._sight.gone(root)
            return
        try:
            descriptor = os.open(root, _OPEN_FOLDER & ~os.O_NOFOLLOW)
        except OSError as error:
            self.unavailable = _why_unavailable(error)
            self._sight.failed(root)
            return
        yield from self._visit_all(descriptor)

    def look_at_folders(self) -> None:
        """Go through the folders and look at no file: for the sake of `on_folder`."""
        self._is_for_files = False
        for _stamp in self:
            pass

    def covers(self, path: bytes) -> bool:
        """Whether this look would have seen a file: if it was known and not seen, it is gone from the library.

        False below folders that could not be read, and, for a partial look, below folders that were not looked at.
        """
        return self._sight.covers(path)

    def _visit_all(self, root: int) -> Iterator[FileStamp]:
        """Go depth first; the stack holds one open folder per level, and which folders in it are still to visit."""
        stack: list[tuple[int, Level, list[str]]] = []
        try:
            stack.append((root, self._enter_root(root), []))
            yield from self._list(*stack[-1])
            while stack:
                descriptor, level, waiting = stack[-1]
                if not waiting:
                    os.close(stack.pop()[0])
                elif (opened := self._open(descriptor, level, waiting.pop(), len(stack))) is not None:
                    stack.append((*opened, []))
                    yield from self._list(*stack[-1])
        finally:
            for descriptor, _level, _waiting in stack:
                os.close(descriptor)

    def _enter_root(self, descriptor: int) -> Level:
        identity = _identity(descriptor)
        self.device = identity[0]
        self._visited.add(identity)
        return self._level(None, "", descriptor, self._prefix)

    def _list(self, descriptor: int, level: Level, waiting: list[str]) -> Iterator[FileStamp]:
        """Yield the files of one open folder, and put the names of the folders to visit into `waiting`, last first."""
        self._cancel.check()
        relative = level.path.rstrip("/")
        wanted = self._inner.get(relative, set())
        if self._only is not None and relative not in self._only:
            waiting += sorted(wanted, reverse=True)
            return
        here = self._prefix + os.fsencode(level.path)
        folder = here[:-1] or b"/"
        if self._on_folder is not None:
            self._on_folder(folder)
        try:
            with os.scandir(descriptor) as listing:
                entries = sorted(listing, key=_name_of, reverse=True)
        except OSError as error:
            self._fail(folder, error)
            return
        self.folders += 1
        self._sight.listed(folder)
        is_deep = relative in self._deep
        for entry in entries:
            if not _is_folder(entry) or not self._is_ours(level, here, entry.name):
                continue
            if is_deep and self._only is not None:
                self._only.add(level.path + entry.name)
                self._deep.add(level.path + entry.name)
            if self._only is None or is_deep or entry.name in wanted:
                waiting.append(entry.name)
        for entry in reversed(entries) if self._is_for_files else ():
            if not _is_folder(entry) and (stamp := self._stamp(level, here, entry)) is not None:
                yield stamp

    def _is_ours(self, level: Level, here: bytes, name: str) -> bool:
        path = here + os.fsencode(name)
        if (reason := self._book.folder(level, name)) is not None:
            self._skip(path, reason, is_folder=True)
            return False
        self._sight.seen(path)
        return True

    def _stamp(self, level: Level, here: bytes, entry: os.DirEntry[str]) -> FileStamp | None:
        """Return the stamp of a file that is to be read; judge by its name first, that is the cheapest."""
        name = entry.name
        path = here + os.fsencode(name)
        reason = self._book.file(level, name)
        if reason is None:
            try:
                found = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # it vanished since it was listed
                return None
            except OSError as error:
                self._fail(path, error)
                return None
            reason = _reason_of_type(found.st_mode) or self._book.size(found.st_size)
            if reason is None:
                return FileStamp(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_dev, found.st_ino)
        self._skip(path, reason, is_folder=False)
        return None

    def _open(self, parent: int, level: Level, name: str, depth: int) -> tuple[int, Level] | None:
        """Open a folder inside an open one; None when it is not to be visited after all."""
        path = self._prefix + os.fsencode(level.path + name)
        if self._only is not None and self._book.folder(level, name) is not None:
            self._sight.gone(path)
            return None
        if depth >= DEEPEST:
            self._skip(path, Reason.TOO_DEEP, is_folder=True)
            reason = said("Folders are nested more than {deepest} deep here.", deepest=DEEPEST)
            self.problems.append(Problem(path, ProblemKind.TOO_LARGE, reason, said("Move its files further up.")))
            return None
        try:
            descriptor = os.open(name, _OPEN_FOLDER, dir_fd=parent)
        except (FileNotFoundError, NotADirectoryError):
            self._sight.gone(path)
            return None
        except OSError as error:
            if _is_link(parent, name):
                self._sight.gone(path)
            else:
                self._fail(path, error)
            return None
        return self._enter(descriptor, path, level, name)

    def _enter(self, descriptor: int, path: bytes, above: Level, name: str) -> tuple[int, Level] | None:
        """Refuse a folder that was visited already (a mount that loops) or that is marked as a program's own."""
        identity = _identity(descriptor)
        is_known, is_tagged = identity in self._visited, _is_tagged(descriptor)
        if is_known or is_tagged:
            self._skip(path, Reason.LINK if is_known else Reason.SYSTEM, is_folder=True)
            self._sight.gone(path)
            os.close(descriptor)
            return None
        self._visited.add(identity)
        return descriptor, self._level(above, name, descriptor, path + b"/")

    def _level(self, above: Level | None, name: str, descriptor: int, here: bytes) -> Level:
        """Read the ignore file of an open folder and say what holds inside; a bad ignore file is not used."""
        lines: list[str] = []
        try:
            lines = _ignore_lines(descriptor)
            return self._book.top(lines) if above is None else self._book.enter(above, name, lines)
        except (UsageError, OSError) as error:
            path = here + IGNORE_FILE.encode()
            why = str(error) if isinstance(error, UsageError) else error.strerror
            reason = said("The ignore file cannot be used: {why}", why=why)
            self.problems.append(
                Problem(path, ProblemKind.UNREADABLE, reason, said("Mend it; until then it does nothing."))
            )
            return self._book.top() if above is None else self._book.enter(above, name)

    def _skip(self, path: bytes, reason: Reason, *, is_folder: bool) -> None:
        self.skipped[reason] += 1
        examples = self.examples.setdefault(reason, [])
        if len(examples) < _EXAMPLES:
            examples.append(Example(path, reason, is_folder))

    def _fail(self, path: bytes, error: OSError) -> None:
        self._sight.failed(path)
        self._skip(path, Reason.UNREADABLE, is_folder=True)
        is_forbidden = isinstance(error, PermissionError)
        kind = ProblemKind.LOCKED if is_forbidden else ProblemKind.UNREADABLE
        step = said("Allow reading it, or exclude it.") if is_forbidden else _AT_EACH_SCAN
        self.problems.append(
            Problem(path, kind, said("It could not be read: {why}.", why=(error.strerror or str(error)).lower()), step)
        )


def _relative(folder: bytes, paths: Collection[bytes]) -> set[str]:
    root = folder.rstrip(b"/")
    prefix = root + b"/"
    inside = {os.fsdecode(path[len(prefix) :]).rstrip("/") for path in paths if path.startswith(prefix)}
    return inside | {""} if any(path.rstrip(b"/") == root for path in paths) else inside


def _names_inside(only: set[str]) -> dict[str, set[str]]:
    """Return for each folder on the way which names in it lead to, or are, a folder to look at."""
    inner: dict[str, set[str]] = {}
    for path in only:
        while path:
            above, _slash, name = path.rpartition("/")
            names = inner.setdefault(above, set())
            if name in names:
                break
            names.add(name)
            path = above  # noqa: PLW2901  # the walk upwards
    return inner


def _name_of(entry: os.DirEntry[str]) -> str:
    return entry.name


def _identity(descriptor: int) -> tuple[int, int]:
    found = os.fstat(descriptor)
    return found.st_dev, found.st_ino


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # some file systems do not tell the type in the listing; the stat that follows will say why
        return False


def _is_link(parent: int, name: str) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _reason_of_type(mode: int) -> Reason | None:
    if stat.S_ISREG(mode):
        return None
    return Reason.LINK if stat.S_ISLNK(mode) else Reason.SPECIAL


def _read_small(folder: int, name: str, limit: int) -> bytes | None:
    """Read a regular file inside an open folder; None when there is none. One byte over the limit may come.

    Looked at before it is opened, since even opening a pipe or a device can do something to whoever owns it.
    """
    try:
        if not stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            return None
        descriptor = os.open(name, _OPEN_FILE, dir_fd=folder)
    except FileNotFoundError:
        return None
    try:
        return os.read(descriptor, limit + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    finally:
        os.close(descriptor)


def _ignore_lines(folder: int) -> list[str]:
    data = _read_small(folder, IGNORE_FILE, _IGNORE_FILE_BYTES)
    if data is None:
        return []
    if len(data) > _IGNORE_FILE_BYTES:
        raise UsageError(
            said("it has more than {ignore_file_bytes} bytes.", ignore_file_bytes=f"{_IGNORE_FILE_BYTES:,}")
        )
    return data.decode("utf-8-sig", "surrogateescape").splitlines()


def _is_tagged(folder: int) -> bool:
    """Whether a folder says of itself that it is a cache (bford.info/cachedir) or a Python environment."""
    try:
        if _read_small(folder, _ENVIRONMENT_TAG, 0) is not None:
            return True
        return (_read_small(folder, _CACHE_TAG, 64) or b"").startswith(_CACHE_SIGNATURE)
    except OSError:  # a tag that cannot be read tags nothing
        return False


def _why_unavailable(error: OSError) -> str:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return said("The folder is not there. Plug in its disk, or remove it from the library.")
    if isinstance(error, PermissionError):
        return said("The folder may not be read. Change its permissions, or remove it from the library.")
    return said("The folder cannot be read: {why}.", why=(error.strerror or str(error)).lower())
