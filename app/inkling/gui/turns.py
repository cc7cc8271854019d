"""How do the turns of the interface thread stay short while other threads of the same interpreter work hard?

Two things make it wait: the interpreter lock, handed over every 5 ms unless asked otherwise, and the search for
garbage in cycles, which stops every thread for as long as it takes to look at every object: 50 to 170 ms once the
models are loaded (measured with tests/bench/window.py). So the lock changes hands sooner, and the search looks only at
what is new since the last one; all of it is looked at when the person is elsewhere.
"""

from __future__ import annotations

import gc
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_TURN_S = 0.0001  # Qt lets the interpreter go at each call: with Python's 5 ms a turn of ten calls could wait for 50 ms
_LOOK_EVERY_MS = 250
_ENOUGH = 3  # rounds of the middle generation, about 7,000 objects each: looked through in 2 to 4 ms
_TOO_MANY = 6  # a burst, such as modules that were loaded: looking through it would be felt, and little is garbage
_WHOLE_EVERY_S = 600.0
_NEVER = 1_000_000


class Turns(QObject):
    """Keeps turns short from its making to `close`; for the interface thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = sys.getswitchinterval(), gc.get_threshold()
        self._looked_s = time.monotonic()
        sys.setswitchinterval(_TURN_S)
        gc.set_threshold(*self._before[1][:2], _NEVER)
        gc.freeze()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QGuiApplication.instance().applicationStateChanged.connect(self._change)  # type: ignore[union-attr]

    def look(self) -> None:
        """Look for garbage among what is new, and set the rest aside."""
        rounds = gc.get_count()[2]
        if rounds < _ENOUGH:
            return
        if rounds < _TOO_MANY:
            gc.collect()
        gc.freeze()

    def _change(self, state: Qt.ApplicationState) -> None:
        """Look at everything when the person has turned to another program, now and then."""
        now = time.monotonic()
        if state != Qt.ApplicationState.ApplicationActive and now - self._looked_s > _WHOLE_EVERY_S:
            self._looked_s = now
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def close(self) -> None:
        """Leave the interpreter as it was."""
        self._timer.stop()
        gc.unfreeze()
        sys.setswitchinterval(self._before[0])
        gc.set_threshold(*self._before[1])
