"""Start Inkling: the command line, or the window where there is a screen and nothing else was asked."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the program and return its exit code."""
    if sys.argv[1:2] == ["--jail-worker"]:  # a frozen program is its own interpreter: see `extract.process`
        from inkling.extract import worker

        worker.main(*(int(number) for number in sys.argv[2:5]), ocr="ocr" in sys.argv[5:])
        return 0
    from inkling.cli import main as command_line

    return command_line.main(window=_open_window)


def _open_window(data: Path, search: str, hidden: bool) -> int:  # noqa: FBT001 - the shape of `cli.main.Window`
    from inkling.gui import app

    return app.run(data, search=search, hidden=hidden)


if __name__ == "__main__":
    sys.exit(main())
