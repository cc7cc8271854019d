"""How answers look in a terminal: JSON for scripts, quiet columns for people, progress only where somebody watches."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from inkling import paths
from inkling.progress import Progress

_BOLD, _DIM, _UNDER, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[4m", "\x1b[0m"


def width() -> int:
    """Return how many columns the terminal has, 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def is_terminal() -> bool:
    """Whether a person reads our output."""
    return sys.stdout.isatty()


def bold(text: str) -> str:
    """Mark the name of a thing."""
    return f"{_BOLD}{text}{_PLAIN}" if is_terminal() else text


def dim(text: str) -> str:
    """Mark what may be overlooked."""
    return f"{_DIM}{text}{_PLAIN}" if is_terminal() else text


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Underline spans of a text; without a terminal put them between « and »."""
    before, after = (_UNDER, _PLAIN) if is_terminal() else ("«", "»")
    out, at = [], 0
    for start, end in sorted(spans):
        if start < at:
            continue
        out += [text[at:start], before, text[start:end], after]
        at = end
    return "".join([*out, text[at:]])


def emit(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON has no static type
    """Turn records, enums and bytes into what JSON knows; paths become text that `os.fsencode` turns back."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(inner) for name, inner in asdict(value).items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        value = value.decode("utf-8", "surrogateescape")
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return value


def columns(rows: Sequence[Sequence[str]]) -> None:
    """Print rows with aligned columns, two blanks apart."""
    if not rows:
        return
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip())


def shown(path: bytes) -> str:
    """Return a path as it may safely be printed, the home folder as ~."""
    text = paths.display(path)
    home = str(Path.home())
    return "~" + text[len(home) :] if text.startswith(home + "/") else text


def bytes_in_words(size: float) -> str:
    """Return a size as people say it."""
    for unit in ("bytes", "KB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if size >= 10 or unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def seconds_in_words(seconds: float) -> str:
    """Return a duration as people say it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


class ProgressLine:
    """One line at the bottom of the terminal that says how far the work is; silent where nobody watches."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._shown = False
        self._waits_for = ""

    def __call__(self, progress: Progress) -> None:
        """Show a step; that work waits, and why, is said once even where no line is shown."""
        if not self._on:
            if progress.stage == "paused" and progress.detail != self._waits_for:
                sys.stderr.write(f"inkling: waiting, because {progress.detail}\n")
                self._waits_for = progress.detail
            return
        if progress.stage == "searchable":
            self.clear()
            files = "1 file is" if progress.done == 1 else f"{progress.done:,} files are"
            sys.stderr.write(f"inkling: {files} read and searchable by words; ranking and meaning follow\n")
            return
        total = f" of {progress.total:,}" if progress.total else ""
        rate = f" · {progress.rate_per_s:,.0f}/s" if progress.rate_per_s else ""
        left = f" · {seconds_in_words(progress.seconds_left)} left" if progress.seconds_left is not None else ""
        text = f"{progress.stage}: {progress.done:,}{total}{rate}{left}  {progress.detail}"
        sys.stderr.write("\r\x1b[K" + text[: width() - 1])
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
