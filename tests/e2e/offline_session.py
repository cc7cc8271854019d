"""Use the real program for a while: read a folder, search, look for copies and topics, make mistakes.

Run by test_no_egress.py under a tracer. The kernel's seal stays off, because the tracer would not see a call that the
kernel refuses: not even an attempt is made. With `--telemetry` the other two switches that keep the program offline are
undone as well, to prove that the tracer would have seen it.
"""

from __future__ import annotations

import os
import sys
import time

import inkling
from inkling import offline, paths
from inkling.cli.main import main

STEPS = (
    ["search", "what did the landlord say about the deposit"],
    ["search", "京都的行程"],
    ["search", "zxqv wlkj prtn"],
    ["similar", "/no/such/file"],
    ["copies"],
    ["topics"],
    ["status", "--json"],
    ["doctor"],
)


def session(data: str, folder: str, seconds: float) -> None:
    """Repeat the steps until the time is over; the wait between them is where background traffic would show."""
    end = time.monotonic() + seconds
    main(["--data", data, "add", folder])
    main(["--data", data, "sync", "--wait"])
    while time.monotonic() < end:
        for step in STEPS:
            main(["--data", data, *step])
            time.sleep(0.5)


def allow_telemetry() -> None:
    """Undo both protections: what a program would do that had never heard of them."""
    for name in ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"):
        os.environ.pop(name)
    offline.seal = lambda: False


if __name__ == "__main__":
    assert inkling.__version__
    offline._install_filter = lambda: False
    if "--telemetry" in sys.argv:
        allow_telemetry()
    session(sys.argv[1], str(paths.Path(paths.__file__).parent / "_sample"), float(sys.argv[2]))
