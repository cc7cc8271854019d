"""Where threads meet Qt: the only module that starts a thread for the window or brings an answer back from one.

A task is asked for with an immutable errand (a function of a `Cancel` and a `Tell`). It runs on the
thread of its lane and ends in exactly one of done, failed, cancelled, always told on the interface thread. In a lane
of kind "newest" a new errand calls off the one that runs and forgets the one that waits; in a lane of kind "all" they
queue. What is called off ends as cancelled whatever comes of it, and at once while it waits. An answer whose owner is
gone is dropped.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from inkling import log
from inkling.courtesy import Courtesy
from inkling.errors import Cancelled, InklingError
from inkling.gui.strings import in_words
from inkling.progress import Cancel, Progress

T = TypeVar("T")
Tell = Callable[[object], None]  # a `Progress`, or rows that are ready before the rest
Errand = Callable[[Cancel, Tell], T]
_AFTER_PAINTING = frozenset({"facets"})  # lanes of what is of no use before that to which it belongs is on the screen
_AHEAD_MS = 40  # most steps of those who read are shorter
_TOLD_EVERY_S = 0.05  # progress more often than this only costs the interface thread


class Ending(Enum):
    """How a task ended."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(eq=False, slots=True)
class Task(Generic[T]):
    """One errand on its way. The interface thread owns it; the worker only reads `errand` and `cancel`."""

    owner: QObject
    errand: Errand[T]
    done: Callable[[T], None] | None = None
    failed: Callable[[str], None] | None = None
    cancelled: Callable[[], None] | None = None
    told: Callable[[Any], None] | None = None
    cancel: Cancel = field(default_factory=Cancel)
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    task: Task[Any]
    ending: Ending | None
    value: object


class _Lane:
    """A queue and its thread, which starts with the first errand."""

    def __init__(self, name: str, tell: Callable[[_Told], None], courtesy: Courtesy, *, newest: bool) -> None:
        self._name, self._tell, self._courtesy, self._newest = name, tell, courtesy, newest
        self._lets_window = name in _AFTER_PAINTING
        self._waiting: deque[Task[Any]] = deque()
        self._running: Task[Any] | None = None
        self._wake = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None

    def put(self, task: Task[Any]) -> None:
        forgotten: list[Task[Any]] = []
        with self._wake:
            if self._newest:
                forgotten = list(self._waiting)
                self._waiting.clear()
                if self._running is not None:
                    self._running.cancel.cancel()
            self._waiting.append(task)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=f"inkling-{self._name}", daemon=True)
                self._thread.start()
            self._wake.notify()
        for old in forgotten:
            old.cancel.cancel()
            self._tell(_Told(old, Ending.CANCELLED, None))

    def call_off(self, task: Task[Any]) -> None:
        task.cancel.cancel()
        with self._wake:
            waited = task in self._waiting
            if waited:
                self._waiting.remove(task)
        if waited:
            self._tell(_Told(task, Ending.CANCELLED, None))

    def close(self) -> None:
        with self._wake:
            self._closed = True
            for task in self._waiting:
                task.cancel.cancel()
            self._waiting.clear()
            if self._running is not None:
                self._running.cancel.cancel()
            self._wake.notify()

    def join(self, timeout_s: float) -> bool:
        if self._thread is not None:
            self._thread.join(timeout_s)
            return not self._thread.is_alive()
        return True

    def _run(self) -> None:
        while True:
            with self._wake:
                self._running = None
                while not self._waiting and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                self._running = task = self._waiting.popleft()
            if self._lets_window:
                self._courtesy.let_window()
            self._tell(self._outcome(task))

    def _outcome(self, task: Task[Any]) -> _Told:
        last = 0.0

        def tell(value: object) -> None:
            nonlocal last
            now = time.monotonic()
            is_progress = isinstance(value, Progress)
            if is_progress and now - last < _TOLD_EVERY_S:
                return
            last = now
            if not is_progress:
                self._courtesy.window_works()
            self._tell(_Told(task, None, value))
            if not is_progress:  # rows are on the screen before the next are made
                self._courtesy.let_window()

        try:
            task.cancel.check()
            value = task.errand(task.cancel, tell)
        except Cancelled:
            return _Told(task, Ending.CANCELLED, None)
        except InklingError as error:
            return _Told(task, Ending.CANCELLED if task.cancel.is_cancelled else Ending.FAILED, str(error))
        except Exception as error:  # noqa: BLE001  # the bridge: a bug must not leave a page "working" for ever
            log.event("task failed", level=logging.ERROR, stage=self._name, error=log.crash(error))
            return _Told(task, Ending.FAILED, "")
        return _Told(task, Ending.CANCELLED if task.cancel.is_cancelled else Ending.DONE, value)


class Bridge(QObject):
    """Carries errands to their lanes and endings back. Call it from the interface thread only."""

    _told = Signal(object)
    bug_met = Signal()

    # Lanes keep work of one kind in order and away from the others: typing never waits for a scan.
    _LANES: ClassVar[dict[str, bool]] = {  # whether a new errand replaces the one before
        "search": True,
        "preview": True,
        "page": True,
        "facets": True,
        "status": True,
        "home": True,
        "folders": True,
        "library": True,
        "compare": True,
        "plan": True,
        "look": True,
        "kept": True,
        "topics": False,
        "work": False,
        "long": False,
        "open": False,
    }

    def __init__(self, parent: QObject | None = None, courtesy: Courtesy | None = None) -> None:
        super().__init__(parent)
        self._courtesy = courtesy or Courtesy()
        self._lanes: dict[str, _Lane] = {}
        self._alive = True
        self._come: deque[_Told] = deque()
        self._told.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        # What came is passed on one by one: in between, keys are taken and what changed is painted.
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._take_turn)

    def ask(  # noqa: D417  # the callbacks are named as the endings are
        self,
        lane: str,
        owner: QObject,
        errand: Errand[T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[str], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        told: Callable[[Any], None] | None = None,
    ) -> Task[T]:
        """Send an errand off; the callbacks come on the interface thread, as long as `owner` lives.

        Args:
            lane: the name of the lane; an unknown one is a mistake of ours.
            owner: the object that the callbacks touch.
            errand: what to do, away from the interface thread.
        """
        task = Task(owner, errand, done, failed, cancelled, told)
        if not self._alive:
            task.cancel.cancel()
            task.ending = Ending.CANCELLED
            return task
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane, self._tell, self._courtesy, newest=self._LANES[lane])
        self._lanes[lane].put(task)
        return task

    def attend(self) -> None:
        """Let others wait until all that the window has to do now is done: the person pressed something."""
        self._courtesy.window_works()
        self._turn.start()

    def alone(self, act: Callable[[], object]) -> None:
        """Do something of the window's that takes a while, in a moment: by then the others are where they wait."""

        def do() -> None:
            act()
            self.attend()  # and what it changed is painted

        self._courtesy.window_works()
        QTimer.singleShot(_AHEAD_MS, self, do)

    def call_off(self, task: Task[Any]) -> None:
        """Call a task off; one that still waits for its turn ends at once, one that runs at its next step."""
        task.cancel.cancel()
        for lane in self._lanes.values():
            lane.call_off(task)

    def close(self, timeout_s: float = 10.0) -> bool:
        """Call everything off and wait for the threads; true when all of them ended."""
        self._alive = False
        for lane in self._lanes.values():
            lane.close()
        self._courtesy.window_rests()
        ended = [lane.join(timeout_s) for lane in self._lanes.values()]
        return all(ended)

    def _tell(self, told: _Told) -> None:
        if shiboken6.isValid(self):
            self._told.emit(told)

    def _receive(self, told: _Told) -> None:
        self._come.append(told)
        self.attend()

    def _take_turn(self) -> None:
        if self._come:
            self._pass_on(self._come.popleft())
        else:  # and all is painted
            self._turn.stop()
            self._courtesy.window_rests()

    def _pass_on(self, told: _Told) -> None:
        task = told.task
        if task.ending is not None:
            return
        task.ending = told.ending
        if not self._alive or not shiboken6.isValid(task.owner):
            return
        if told.ending is None and task.told is not None and not task.cancel.is_cancelled:
            task.told(told.value)
        elif told.ending is Ending.DONE and task.done is not None:
            task.done(told.value)
        elif told.ending is Ending.FAILED:
            self._pass_on_failure(task, str(told.value))
        elif told.ending is Ending.CANCELLED and task.cancelled is not None:
            task.cancelled()

    def _pass_on_failure(self, task: Task[Any], why: str) -> None:
        if not why:
            self.bug_met.emit()
        if task.cancel.is_cancelled:
            if task.cancelled is not None:
                task.cancelled()
        elif task.failed is not None:
            task.failed(in_words(why))
