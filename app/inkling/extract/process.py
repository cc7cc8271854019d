"""One worker process as the jail sees it: start it, hand it files, collect its replies, end it.

Used by one thread at a time. Nothing here waits: the jail does, on `answers`.
"""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import inkling
from inkling.extract import table, wire

_F_SETPIPE_SZ = 1031
_PIPE_BYTES = 1024 * 1024  # what an unprivileged process may ask for; a reply of usual size fits at once
_START_S = 30.0  # a cold disk; usual is 0.1 s
_FAT_KB = 500_000
_START = "import sys; sys.path[:] = {path!r}; from inkling.extract import worker; worker.main({c}, {a}, {l}, ocr={ocr})"


@dataclass(slots=True)
class Job:
    """One request on its way. `budget_s` is how long the jail waits for it while it is the worker's first."""

    id: int
    path: bytes
    request: bytes
    descriptor: int
    size: int
    budget_s: float
    waited_s: float = 0.0
    patience: int = 3  # how often the budget may grow because the machine is busy with other things

    def close(self) -> None:
        """Let go of the file."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


class Worker:
    """A jailed process and the requests that it has not answered yet."""

    def __init__(self, lifeline: int, *, ocr: bool = False) -> None:
        self.ocr = ocr
        self.jobs: deque[Job] = deque()
        self.held: dict[str, bool] | None = None
        self.ended = False
        self.failed: tuple[str, ...] = ()  # protections that it could not switch on: it reads nothing
        self._weight = 0
        self._fat = False
        self._used_s = 0.0
        self._buffer = bytearray()
        self._started = time.monotonic()
        self.answers, writing = os.pipe2(os.O_CLOEXEC)
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with suppress(OSError):  # a smaller pipe works too, slower
            fcntl.fcntl(self.answers, _F_SETPIPE_SZ, _PIPE_BYTES)
        os.set_blocking(self.answers, False)
        try:
            self._process = subprocess.Popen(
                _command(theirs.fileno(), writing, lifeline, ocr=ocr),
                pass_fds=(theirs.fileno(), writing, lifeline),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"},
            )
        except OSError:
            self._channel.close()
            os.close(self.answers)
            raise
        finally:
            theirs.close()
            os.close(writing)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_worn(self) -> bool:
        """Whether it has done its share and should be replaced."""
        return self.ended or self._fat or self._weight >= table.WORKER_LIFE

    @property
    def seconds_left(self) -> float:
        """How long the first request, or the start, may still take."""
        if self.held is None:
            return _START_S - (time.monotonic() - self._started)
        return self.jobs[0].budget_s - self.jobs[0].waited_s if self.jobs else 3600.0

    def grant_more(self) -> bool:
        """Give the first request more time if the machine, not the file, is what makes it slow."""
        if self.held is None or not self.jobs or self.jobs[0].patience == 0:
            return False
        job = self.jobs[0]
        if self._processor_s() - self._used_s > job.budget_s / 2:
            return False
        job.patience -= 1
        job.budget_s *= 1.5
        return True

    def _processor_s(self) -> float:
        """Return how much processor time the process has used in its life."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, IndexError):  # no such file system here
            return float("inf")

    def _peak_kb(self) -> float:
        """Return the most memory that the process itself ever had: it tells its parent's too."""
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
            return float(next(line for line in lines if line.startswith("VmHWM:")).split()[1])
        except (OSError, StopIteration):  # no such file system here
            return float("inf")

    def ask(self, job: Job) -> None:
        """Send a request with its file; a dead worker shows when its answers are read."""
        self.jobs.append(job)
        with suppress(OSError):
            socket.send_fds(self._channel, [job.request], [job.descriptor])

    def collect(self) -> list[tuple[Job, wire.Reply]]:
        """Return the replies that have arrived, oldest first; sets `ended` when no more will come.

        Raises:
            wire.BadFrame: the worker sends what no sound worker would.
        """
        while True:
            try:
                block = os.read(self.answers, _PIPE_BYTES)
            except BlockingIOError:
                break
            if not block:
                self.ended = True
                break
            self._buffer += block
            if len(block) < _PIPE_BYTES:
                break
        replies = []
        while (answer := self._next_reply()) is not None:
            replies.append(answer)
        return replies

    def _next_reply(self) -> tuple[Job, wire.Reply] | None:
        while len(self._buffer) >= wire.HEADER_BYTES:
            number, meta, body = wire.lengths(self._buffer)
            middle, end = wire.HEADER_BYTES + meta, wire.HEADER_BYTES + meta + body
            if len(self._buffer) < end:
                return None
            view = memoryview(self._buffer)
            answer = wire.reply(number, bytes(view[wire.HEADER_BYTES : middle]), bytes(view[middle:end]))
            view.release()
            del self._buffer[:end]
            if self.held is None:
                self._greet(answer)
                continue
            if not self.jobs or self.jobs[0].id != number:
                raise wire.BadFrame
            self._account(answer)
            return self.jobs.popleft(), answer
        return None

    def _greet(self, answer: wire.Reply) -> None:
        failed = answer.meta.get("failed")
        if isinstance(failed, list):
            self.failed, self.ended = tuple(str(layer) for layer in failed), True
            return
        held = answer.meta.get("held")
        if not isinstance(held, dict):
            raise wire.BadFrame
        self.held = {str(name): bool(value) for name, value in held.items()}

    def _account(self, answer: wire.Reply) -> None:
        weight, peak = answer.meta.get("weight", 10), answer.meta.get("peak_kb", 0)
        self._weight += max(1, wire.number_of(weight))
        limit_kb = _FAT_KB if not self.ocr else 4 * _FAT_KB
        self._fat = self._fat or (wire.number_of(peak) > limit_kb and self._peak_kb() > limit_kb)
        self._used_s = wire.number_of(answer.meta.get("cpu_ms", 0)) / 1000
        if answer.meta.get("unsound"):
            self._weight = table.WORKER_LIFE

    def end(self) -> int:
        """Kill the process if it lives, and free what it held.

        Returns:
            How it ended: 0 or more by itself, a negative signal number otherwise.
        """
        self.ended = True
        if self._process.poll() is None:
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # stuck in the kernel, on a dead network drive
            self._process.wait(timeout=5)
        code = self._process.returncode
        self._channel.close()
        if self.answers >= 0:
            os.close(self.answers)
            self.answers = -1
        return code if code is not None else -9


def _command(channel: int, answers: int, lifeline: int, *, ocr: bool) -> list[str]:
    """Return how a worker is started: isolated from the person's environment, with our own search path."""
    if getattr(sys, "frozen", False):  # the frozen program is its own interpreter; see `__main__`
        return [sys.executable, "--jail-worker", str(channel), str(answers), str(lifeline), *(["ocr"] if ocr else [])]
    home = str(Path(inkling.__file__).parents[1])
    path = [home, *(p for p in sys.path if p and p != home)]
    code = _START.format(path=path, c=channel, a=answers, l=lifeline, ocr=ocr)
    byte_code = ["-B"] if sys.dont_write_bytecode else []  # said in the environment, which a worker doesn't see
    return [sys.executable, "-I", "-S", *byte_code, "-c", code]
