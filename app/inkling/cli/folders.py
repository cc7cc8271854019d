"""Commands about folders and how fresh the library is."""

from __future__ import annotations

import argparse
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGINT, SIGTERM, signal
from types import FrameType

from inkling import doorbell, paths
from inkling.cli import render
from inkling.errors import LibraryBusy, UsageError
from inkling.library import Library, SyncReport
from inkling.progress import Cancel
from inkling.records import Coverage, Folder, Problem, Rules

# What a kind of problem is called after a number, and what can be done about all of that kind.
_KINDS = {
    "no_text": ("without text: scans or pictures", "inkling sync --ocr reads them, with the extra `ocr`"),
    "locked": ("locked", "remove the password, or give yourself the right to read them"),
    "damaged": ("damaged", "open them in their own program and save them anew"),
    "too_large": ("too large", "raise the limit in the folder's rules if you need them"),
    "too_slow": ("given up because reading took too long", "they are tried again when they change"),
    "crashed": ("given up because they broke their reader twice", "they are tried again when they change"),
    "unsupported": ("of a kind that Inkling does not read", ""),
    "vanished": ("gone or changed while they were read", "they are read at the next sync"),
    "unreadable": ("not given by the system", "look at their permissions"),
}


@contextmanager
def called_off() -> Iterator[Cancel]:
    """Turn Ctrl+C into a cancel, so that work stops at its next step and keeps what it has."""
    cancel = Cancel()
    if threading.current_thread() is not threading.main_thread():
        yield cancel
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        cancel.cancel()

    before = [signal(number, stop) for number in (SIGINT, SIGTERM)]
    try:
        yield cancel
    finally:
        for number, handler in zip((SIGINT, SIGTERM), before, strict=True):
            signal(number, handler)


def add(options: argparse.Namespace) -> int:
    """Add folders and read them."""
    rules = _rules(options)
    wanted = [_folder(name) for name in options.folder]
    try:
        library = Library.open(options.data)
    except LibraryBusy:
        for path in wanted:
            _ask(options, {"ask": "add", "path": os.fsdecode(path)})
        return _done(options, {"asked": True}, "The Inkling that is running reads them now.")
    with library:
        for path in wanted:
            library.keeper.add_folder(path, rules)
        if options.later:
            return _done(options, {"added": wanted}, f"Noted: {_names(wanted)}. Read them with: inkling sync")
        return _sync(library, options, meaning=True)


def remove(options: argparse.Namespace) -> int:
    """Take folders out of the library."""
    with Library.open(options.data) as library:
        known = {folder.path: folder for folder in library.keeper.folders()}
        chosen = [_known(os.path.realpath(os.fsencode(name)), known, name) for name in options.folder]
        for folder in chosen:
            library.keeper.remove_folder(folder.id)
    names = [folder.path for folder in chosen]
    return _done(options, {"removed": names}, f"Forgotten: {_names(names)}. The files themselves were not touched.")


def forget(options: argparse.Namespace) -> int:
    """Forget files or folders, and leave them out from now on."""
    with Library.open(options.data) as library:
        count = sum(library.keeper.forget(os.path.abspath(os.fsencode(name))) for name in options.path)  # noqa: PTH100
    return _done(options, {"forgotten": count}, f"{count:,} files are forgotten and left out from now on.")


def folders(options: argparse.Namespace) -> int:
    """List the folders."""
    with Library.open(options.data, write=False) as library:
        found = library.keeper.folders()
    if options.json:
        render.emit({"folders": found})
    elif not found:
        print("No folders yet. Add one: inkling add FOLDER")
    else:
        rows = [("folder", "files", "by words", "by meaning", "state")]
        rows += [(_shown(f), f"{f.files:,}", f"{f.searchable:,}", f"{f.with_meaning:,}", f.state.value) for f in found]
        render.columns(rows)
    return 0


def sync(options: argparse.Namespace) -> int:
    """Read what is new or changed."""
    try:
        library = Library.open(options.data)
    except LibraryBusy:
        _ask(options, {"ask": "sync"})
        return _done(options, {"asked": True}, "The Inkling that is running looks at your folders now.")
    with library:
        if not library.keeper.folders():
            raise UsageError("There are no folders to read yet. Add one: inkling add FOLDER")
        return _sync(library, options, meaning=True)


def _sync(library: Library, options: argparse.Namespace, *, meaning: bool) -> int:
    line = render.ProgressLine(quiet=options.json)
    with called_off() as cancel:
        try:
            told = library.keeper.sync(cancel, line, meaning=meaning, ocr=getattr(options, "ocr", False))
        finally:
            line.clear()
    coverage = library.keeper.status()
    if options.json:
        render.emit({"sync": told, "status": _status(coverage)})
    else:
        print(_summary(told))
        _print_status(coverage)
    return 0


def _summary(told: SyncReport) -> str:
    parts = [
        f"{count:,} {word}"
        for count, word in (
            (told.read, "read"),
            (told.moved, "moved"),
            (told.gone, "gone"),
            (told.pictures, "looked at for text in pictures"),
        )
        if count
    ]
    done = ", ".join(parts) or "nothing new"
    away = f" Not there now: {', '.join(told.unavailable)}." if told.unavailable else ""
    return f"{done[0].upper()}{done[1:]} in {render.seconds_in_words(told.seconds)}.{away}"


def status(options: argparse.Namespace) -> int:
    """Print the coverage report."""
    with Library.open(options.data, write=False) as library:
        coverage, readers = library.keeper.status(), library.protections()
    if options.json:
        render.emit({**_status(coverage), "readers": readers})
        return 0
    _print_status(coverage)
    if not readers.is_well:
        print(f"The readers lack protections: {readers.told}" + render.dim("  (inkling doctor)"))
    return 0


def _status(coverage: Coverage) -> dict[str, object]:
    told: dict[str, object] = render.plain(coverage)
    return told


def _print_status(coverage: Coverage) -> None:
    by_meaning = "all" if coverage.with_meaning == coverage.searchable else f"{coverage.with_meaning:,}"
    tail = f", {by_meaning} of them by meaning too" if coverage.searchable else ""
    print(f"{_counted(coverage.files, 'file')}: {coverage.searchable:,} searchable{tail}.")
    if coverage.pending:
        print(f"  {coverage.pending:,} still to be read" + render.dim("  (inkling problems --waiting)"))
    for kind, count in coverage.problems.items():
        words, step = _KINDS.get(kind, (kind, ""))
        print(f"  {count:,} {words}" + render.dim(f"  (inkling problems --kind {kind}{'; ' + step if step else ''})"))
    left_out = sum(coverage.skipped.values())
    if left_out:
        reasons = ", ".join(f"{count:,} {reason.replace('_', ' ')}" for reason, count in coverage.skipped.items())
        print(render.dim(f"  {left_out:,} left out: {reasons}  (inkling problems --left-out)"))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def problems(options: argparse.Namespace) -> int:
    """List what could not be read."""
    if options.kind and options.kind not in _KINDS:
        raise UsageError(f"There is no kind {options.kind!r}. Known: {', '.join(_KINDS)}.")
    with Library.open(options.data, write=False) as library:
        if options.waiting or options.left_out:
            return _print_unread(library, options)
        found = library.keeper.problems(options.kind)
    if options.json:
        render.emit({"problems": found})
        return 0
    for problem in found:
        _print_problem(problem)
    if not found:
        print("No problems.")
    return 0


def _print_unread(library: Library, options: argparse.Namespace) -> int:
    with called_off() as cancel:
        waiting = library.keeper.waiting() if options.waiting else []
        left = [] if options.waiting else next(reversed(list(library.keeper.left_out(cancel))), [])
    if options.json:
        render.emit({"waiting": waiting} if options.waiting else {"left_out": left})
        return 0
    for path in waiting:
        print(paths.display(path))
    for one in left:
        print(f"{paths.display(one.path)}  {render.dim(one.reason)}")
    if not waiting and not left:
        print("Nothing is left to be read." if options.waiting else "Nothing is left out.")
    return 0


def _print_problem(problem: Problem) -> None:
    place = f" ({problem.where})" if problem.where else ""
    print(f"{render.bold(render.shown(problem.path))}{place}\n  {problem.reason}")
    if problem.next_step:
        print(render.dim(f"  → {problem.next_step}"))


def preview(options: argparse.Namespace) -> int:
    """Show what rules would catch."""
    path = _folder(options.folder)
    with Library.open_best(options.data) as library, called_off() as cancel:
        *_, last = library.keeper.preview(path, _rules(options), cancel)
    if options.json:
        render.emit(last)
        return 0
    print(f"{last.files:,} files would be read ({render.bytes_in_words(last.size_bytes)}), such as:")
    for example in last.examples:
        print(f"  {render.shown(example)}")
    for reason, count in last.left_out.items():
        print(render.dim(f"{count:,} left out: {reason.value.replace('_', ' ')}"))
    return 0


def _rules(options: argparse.Namespace) -> Rules:
    return Rules(include=tuple(options.include), exclude=tuple(options.exclude), hidden=options.hidden)


def _folder(name: str) -> bytes:
    path = os.path.abspath(os.fsencode(os.path.expanduser(name)))  # noqa: PTH100, PTH111
    if not os.path.isdir(path):  # noqa: PTH112
        raise UsageError(f"{name} is not a folder. Give a folder that exists.")
    return path


def _known(path: bytes, known: dict[bytes, Folder], name: str) -> Folder:
    if path not in known:
        listed = ", ".join(paths.display(each) for each in known) or "none"
        raise UsageError(f"{name} is not a folder of this library. Its folders: {listed}.")
    return known[path]


def _ask(options: argparse.Namespace, question: doorbell.Message) -> None:
    answer = doorbell.ask(doorbell.place(options.data), question)
    if answer is None:
        raise LibraryBusy("Another Inkling is writing to this library and does not answer. Wait until it has ended.")
    if not answer.get("done"):
        raise UsageError(str(answer.get("why", "The Inkling that is running could not do that.")))


def _done(options: argparse.Namespace, told: dict[str, object], words: str) -> int:
    if options.json:
        render.emit(told)
    else:
        print(words)
    return 0


def _names(wanted: list[bytes]) -> str:
    return ", ".join(render.shown(path) for path in wanted)


def _shown(folder: Folder) -> str:
    return render.shown(folder.path)
