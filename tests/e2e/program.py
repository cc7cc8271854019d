"""The real program for tests, many times over: its libraries are loaded once, and each command runs in a fork of that.

A command has its own process, arguments, environment, output and exit code as if it had been started anew; only the
second that Python takes to load numpy, onnxruntime and the rest is spent once instead of each time. `Program` is for
tests; run as a script, this file is the process that forks.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
HEAVY = ("numpy", "onnxruntime", "tokenizers", "scipy", "bm25s", "inkling.cli.main", "inkling.library")


class Program:
    """Runs commands; from one thread, between `start` and `close`."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(APP)}
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def close(self) -> None:
        """End the process that forks."""
        self._process.communicate()

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `inkling` with these arguments and variables, and wait for its end."""
        with ExitStack() as files:
            out, err = (files.enter_context(tempfile.NamedTemporaryFile(prefix="inkling-test-")) for _ in range(2))
            asked = {
                "arguments": arguments,
                "environment": {**os.environ, **environment},
                "files": [out.name, err.name],
            }
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            told = [Path(file.name).read_text(encoding="utf-8", errors="surrogateescape") for file in (out, err)]
        return subprocess.CompletedProcess(list(arguments), code, *told)


def serve() -> None:
    """Fork for each line that comes in, and answer with the exit code."""
    for name in HEAVY:
        importlib.import_module(name)
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            _become(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


def _become(asked: dict) -> None:
    """Be the program: what it prints goes to files, and when it ends, this process does."""
    from inkling import __main__, paths

    code = 1
    try:
        os.environ.clear()
        os.environ.update(asked["environment"])
        importlib.reload(paths)
        for number, name in enumerate(asked["files"], 1):
            descriptor = os.open(name, os.O_WRONLY)
            os.dup2(descriptor, number)
            os.close(descriptor)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.argv = ["inkling", *asked["arguments"]]
        code = __main__.main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code or 0)


if __name__ == "__main__":
    serve()
