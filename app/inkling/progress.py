"""How far is it, and should it stop? Plain numbers out, one flag in; no toolkit, no threads of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from inkling.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work, as told to whoever watches.

    `total` is 0 while it is unknown. `detail` may name a file and is for the screen only, never for a log.
    """

    stage: str
    done: int
    total: int = 0
    detail: str = ""
    rate_per_s: float = 0.0
    seconds_left: float | None = None


Report = Callable[[Progress], None]


def ignore_progress(_progress: Progress) -> None:
    """Be the `Report` of work that nobody watches."""


class Cancel:
    """A flag that the caller raises and the work looks at; safe to use from any thread."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` when the work should stop."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, timeout_s: float) -> bool:
        """Sleep for at most `timeout_s`; true when cancelled meanwhile."""
        return self._event.wait(timeout_s)
