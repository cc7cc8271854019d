"""Run one command: parse, seal the process against the network, dispatch, and turn errors into plain sentences."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from inkling import log, offline, paths
from inkling.cli import arguments
from inkling.errors import Cancelled, InklingError, LibraryAbsent, LibraryBusy

Window = Callable[[Path, str, bool], int]  # data folder, search, whether to start in the tray
FAILED, ABSENT, BUSY, CALLED_OFF = 2, 10, 11, 130


def main(argv: Sequence[str] | None = None, window: Window | None = None) -> int:
    """Run the program and return its exit code; `window` opens the window, which the command line knows nothing of."""
    given = list(sys.argv[1:] if argv is None else argv)
    if not given and _has_screen():
        given = ["gui"]
    parser = arguments.parser()
    options = parser.parse_args(given)
    if options.command is None:
        parser.print_help()
        return 0
    options.window = window
    options.data = options.data or paths.data_folder()
    try:
        return _run(options)
    except InklingError as error:
        print(f"inkling: {error}", file=sys.stderr)
        return _code_of(error)
    except (KeyboardInterrupt, Cancelled):
        return CALLED_OFF
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - a bug of ours: say so without the document's text, and keep the place
        return _report_bug(error, options.data)


def _run(options: argparse.Namespace) -> int:
    if options.command != "gui":  # the window seals itself, after it started the helper that opens results
        offline.seal()
    module, name = options.run.split(":")
    command: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(f"inkling.cli.{module}"), name)
    return command(options)


def _code_of(error: InklingError) -> int:
    if isinstance(error, LibraryAbsent):
        return ABSENT
    return BUSY if isinstance(error, LibraryBusy) else FAILED


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.stdout.isatty()


def _report_bug(error: Exception, data: Path) -> int:
    if os.environ.get("INKLING_DEBUG"):
        raise error
    told = log.crash(error)
    if data.is_dir():
        log.to_file(data / "log")
        log.event("crash", error=told)
    print(
        f"inkling: this is a mistake in Inkling, sorry. {told}\nNothing in your folders was touched.", file=sys.stderr
    )
    return FAILED
