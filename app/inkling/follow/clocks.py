"""What time is it, and did the computer sleep meanwhile?"""

from __future__ import annotations

import time
from collections.abc import Callable

# Both clocks are read one after the other, and a busy machine may stop us in between.
_SLEPT_S = 5.0


def boot_time_s() -> float:
    """Return seconds since the start of the system, sleep included where the system tells."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class SleepWatch:
    """Notices that the computer slept: the clock that counts sleep ran ahead of the one that does not."""

    def __init__(
        self, awake_s: Callable[[], float] = time.monotonic, always_s: Callable[[], float] = boot_time_s
    ) -> None:
        self._awake_s, self._always_s = awake_s, always_s
        self._ahead_s = always_s() - awake_s()

    def has_slept(self) -> bool:
        """Whether the computer slept since this was asked last."""
        ahead_s = self._always_s() - self._awake_s()
        slept, self._ahead_s = ahead_s - self._ahead_s > _SLEPT_S, ahead_s
        return slept
