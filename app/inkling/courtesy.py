"""Who goes first while the library is being read? The person, who asks or looks: reading waits between two steps.

Both would finish later if they ran side by side on a small computer, and the question is waited for. What is more,
background threads have little say on the processor: one that holds the interpreter's lock while others compute keeps
the window waiting as well.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_CALM_S = 0.05  # a closer look is many calls, one after the other
_PATIENCE_S = 1.0  # for each run: work in the background gets on, whatever is asked
_TURN_S = 0.1  # no turn of a window should take that long


class Courtesy:
    """Lets questions pass, and a window that draws. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asking: list[int] = []  # threads, as often as they ask
        self._asked_s = 0.0
        self._window_rests = threading.Event()
        self._window_rests.set()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Hold up, until the end of the block and a moment longer, those who give way."""
        me = threading.get_ident()
        with self._lock:
            self._asking.append(me)
        try:
            yield
        finally:
            with self._lock:
                self._asking.remove(me)
                self._asked_s = time.monotonic()

    @property
    def is_mine(self) -> bool:
        """Whether this thread itself asks: it must not wait for its own end."""
        with self._lock:
            return threading.get_ident() in self._asking

    def give_way(self, patience_s: float | None = None) -> None:
        """Wait while somebody asks or the window works, but not for ever."""
        until = time.monotonic() + (_PATIENCE_S if patience_s is None else patience_s)
        while (left := min(self._busy_s(), until - time.monotonic())) > 0:
            time.sleep(left)
        self.let_window()

    def window_works(self) -> None:
        """Note that the thread of the window has something to do."""
        self._window_rests.clear()

    def window_rests(self) -> None:
        """Note that it has nothing to do."""
        self._window_rests.set()

    def let_window(self) -> None:
        """Wait until the window has done what it has to do, but not for long; not for the window's own thread."""
        self._window_rests.wait(_TURN_S)

    def _busy_s(self) -> float:
        """Return for how long at least it is no use to look again."""
        with self._lock:
            return _CALM_S if self._asking else max(0.0, self._asked_s + _CALM_S - time.monotonic())
