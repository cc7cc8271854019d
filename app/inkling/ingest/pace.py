"""May we work now, and how hard? Politeness: the person's wish, the battery, the disk, and who sits at the computer."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from inkling.errors import StorageError
from inkling.progress import Cancel, Progress, Report
from inkling.records.said import said

_Thing = TypeVar("_Thing")
_GIB = 1 << 30
_POWER = Path("/sys/class/power_supply")
_ACTIVE_WITHIN_S = 60.0  # who touched a key or the mouse so recently is at the computer
_NICE = 10
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
_IDLE_CLASS, _WHO_PROCESS = 3 << 13, 1


def on_battery(power: Path = _POWER) -> bool:
    """Whether this computer runs on battery now: a battery gives, and no mains is on."""
    giving = False
    try:
        supplies = sorted(power.iterdir())
    except OSError:
        return False
    for supply in supplies:
        kind, online, status = (_word(supply / name) for name in ("type", "online", "status"))
        if kind in ("mains", "usb") and online == "1":
            return False
        giving = giving or (kind == "battery" and status == "discharging" and _word(supply / "scope") != "device")
    return giving


def _word(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip().lower()
    except OSError:
        return ""


def is_disk_short(folder: Path) -> bool:
    """Whether the disk below a folder has less left than 5 %, but at least 1 GiB and at most 5 GiB.

    (5 % of a large disk is more than a library ever needs: a laptop with 20 GiB left must not wait for ever.)
    """
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return False
    return usage.free < max(_GIB, min(usage.total // 20, 5 * _GIB))


def be_modest() -> None:
    """Give this thread the lowest say on disk and a low one on the processor, where the system lets us."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    number = _IOPRIO_SET.get(platform.machine())
    if number is not None:
        ctypes.CDLL(None).syscall(number, _WHO_PROCESS, 0, _IDLE_CLASS)


def give_back_memory() -> None:
    """Give what was freed back to the system, where the C library can: some 15 MB after a large folder was read."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@dataclass(slots=True)
class Pace:
    """Decides when background work waits, and with how many threads it goes on. Usable from any thread.

    Args:
        data: our own folder, whose disk must not fill up.
        threads: the person's wish; 0 chooses by activity.
        pause_on_battery: whether reading by meaning waits for mains.
        idle_s: how long nobody touched the computer, None where that is unknown.
        battery, disk: how to look; replaced in tests.
        poll_s: how often to look again while waiting.
    """

    data: Path
    threads: int = 0
    pause_on_battery: bool = True
    idle_s: Callable[[], float | None] = lambda: None
    battery: Callable[[], bool] = on_battery
    disk: Callable[[Path], bool] = is_disk_short
    poll_s: float = 2.0
    _resume: threading.Event = field(default_factory=threading.Event)
    _trouble: str = ""

    def __post_init__(self) -> None:
        self._resume.set()

    def pause(self) -> None:
        """Stop at the next step until `resume`."""
        self._resume.clear()

    def resume(self) -> None:
        """Go on."""
        self._resume.set()

    @property
    def is_paused(self) -> bool:
        """Whether the person paused."""
        return not self._resume.is_set()

    def why_waiting(self, *, meaning: bool = False) -> str:
        """Return why work waits now, in words; empty when it may go on."""
        if self.is_paused:
            return said("paused by you")
        if self._trouble:
            return self._trouble
        if self.disk(self.data):
            return said("the disk is nearly full")
        if meaning and self.pause_on_battery and self.battery():
            return said("on battery")
        return ""

    def wait_turn(self, cancel: Cancel, report: Report, *, meaning: bool = False) -> None:
        """Return at once when work may go on; else wait until it may, telling why.

        Raises:
            Cancelled: the work was called off meanwhile.
        """
        cancel.check()
        while why := self.why_waiting(meaning=meaning):
            report(Progress("paused", 0, detail=why))
            if self.is_paused:
                self._resume.wait(min(self.poll_s, 0.2))
            else:
                cancel.wait(self.poll_s)
            cancel.check()

    def keep(self, write: Callable[[], _Thing], cancel: Cancel, report: Report) -> _Thing:
        """Write to our files; when their disk is full or fails, wait and try again: nothing that was read is dropped.

        What is written must be such that it may be tried again from its start.

        Raises:
            StorageError: called off while the disk still fails.
        """
        while True:
            try:
                return write()
            except StorageError as error:
                self._trouble = str(error)
                report(Progress("paused", 0, detail=self._trouble))
                is_cancelled = cancel.wait(self.poll_s)
                self._trouble = ""
                if is_cancelled:
                    raise

    def threads_now(self) -> int:
        """Return how many threads background work may use: one beside somebody who works, else half or more."""
        available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        if self.threads:
            return max(1, min(self.threads, available))
        idle = self.idle_s()
        if idle is not None and idle < _ACTIVE_WITHIN_S:
            return 1
        return max(1, min(available, 2) if available <= 4 else available // 2)
