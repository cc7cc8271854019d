"""Every task ends in exactly one way, on the interface thread; the newest wins; nothing is left running."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go

from inkling.courtesy import Courtesy
from inkling.errors import InklingError
from inkling.gui.bridge import Bridge, Ending, Task, Tell
from inkling.progress import Cancel, Progress


class Endings:
    def __init__(self) -> None:
        self.told: list[tuple[str, object]] = []
        self.threads: set[int] = set()

    def note(self, how: str, what: object = None) -> None:
        self.told.append((how, what))
        self.threads.add(threading.get_ident())

    def ask(self, bridge: Bridge, lane: str, owner: QObject, errand: object) -> Task[object]:
        return bridge.ask(
            lane,
            owner,
            errand,  # type: ignore[arg-type]
            done=lambda value: self.note("done", value),
            failed=lambda why: self.note("failed", why),
            cancelled=lambda: self.note("cancelled"),
            told=lambda value: self.note("told", value),
        )


def wait_for(qtbot: QtBot, *tasks: Task[object]) -> None:
    qtbot.waitUntil(lambda: all(task.ending is not None for task in tasks), timeout=5000)
    let_go()


def test_an_answer_comes_on_the_thread_that_asked(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    seen, where = Endings(), []
    task = seen.ask(bridge, "work", owner, lambda _c, _t: where.append(threading.get_ident()) or 42)
    wait_for(qtbot, task)
    assert seen.told == [("done", 42)]
    assert seen.threads == {threading.get_ident()} != set(where)


def test_known_trouble_is_told_in_its_words(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    def fails(_cancel: Cancel, _tell: object) -> None:
        raise InklingError("The disk is full. Free some space.")

    seen = Endings()
    wait_for(qtbot, seen.ask(bridge, "work", owner, fails))
    assert seen.told == [("failed", "The disk is full. Free some space.")]


def test_a_bug_ends_the_task_and_names_no_value(
    qtbot: QtBot, bridge: Bridge, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_cancel: Cancel, _tell: object) -> None:
        raise KeyError("a secret word")

    seen = Endings()
    with qtbot.waitSignal(bridge.bug_met):
        task = seen.ask(bridge, "work", owner, breaks)
    wait_for(qtbot, task)
    assert seen.told == [("failed", "")]
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


def test_the_newest_wins(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    began = threading.Event()

    def slow(cancel: Cancel, _tell: object) -> str:
        began.set()
        while True:
            cancel.check()
            time.sleep(0.002)

    seen = Endings()
    first = seen.ask(bridge, "search", owner, slow)
    assert began.wait(5)
    second = seen.ask(bridge, "search", owner, lambda _c, _t: "second")
    third = seen.ask(bridge, "search", owner, lambda _c, _t: "third")
    wait_for(qtbot, first, second, third)
    assert first.ending is Ending.CANCELLED
    assert third.ending is Ending.DONE
    assert ("done", "third") in seen.told
    assert ("done", "first") not in seen.told
    assert len(seen.told) == 3


def test_an_answer_that_came_too_late_is_cancelled(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    began, go = threading.Event(), threading.Event()

    def deaf(_cancel: Cancel, _tell: object) -> str:
        began.set()
        go.wait(5)
        return "old"

    seen = Endings()
    first = seen.ask(bridge, "search", owner, deaf)
    assert began.wait(5)
    second = seen.ask(bridge, "search", owner, lambda _c, _t: "new")
    go.set()
    wait_for(qtbot, first, second)
    assert sorted(how for how, _ in seen.told) == ["cancelled", "done"]


def test_work_queues(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    seen = Endings()
    tasks = [seen.ask(bridge, "work", owner, lambda _c, _t, n=n: n) for n in range(20)]
    wait_for(qtbot, *tasks)
    assert seen.told == [("done", n) for n in range(20)]


def test_what_waits_ends_at_once_when_it_is_called_off(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    began, go, seen = threading.Event(), threading.Event(), Endings()

    def holds(_cancel: Cancel, _tell: object) -> str:
        began.set()
        go.wait(5)
        return "first"

    first = seen.ask(bridge, "long", owner, holds)
    assert began.wait(5)
    waiting = seen.ask(bridge, "long", owner, lambda _c, _t: "never")
    bridge.call_off(waiting)
    wait_for(qtbot, waiting)
    assert seen.told == [("cancelled", None)]
    go.set()
    wait_for(qtbot, first)
    assert seen.told[1:] == [("done", "first")]


def test_what_runs_ends_as_cancelled_whatever_comes_of_it(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    began, go, seen = threading.Event(), threading.Event(), Endings()

    def fails(_cancel: Cancel, _tell: object) -> None:
        began.set()
        go.wait(5)
        raise InklingError("The file is gone.")

    task = seen.ask(bridge, "search", owner, fails)
    assert began.wait(5)
    bridge.call_off(task)
    go.set()
    wait_for(qtbot, task)
    assert seen.told == [("cancelled", None)]


def test_progress_is_told_in_order_and_not_too_often(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    def counts(_cancel: Cancel, tell: object) -> str:
        for step in range(1000):
            tell(Progress("count", step, 1000))  # type: ignore[operator]
        tell("rows")  # type: ignore[operator]
        return "end"

    seen = Endings()
    wait_for(qtbot, seen.ask(bridge, "work", owner, counts))
    steps = [value.done for how, value in seen.told if how == "told" and isinstance(value, Progress)]
    assert steps == sorted(steps)
    assert 1 <= len(steps) < 100
    assert seen.told[-2:] == [("told", "rows"), ("done", "end")]


def test_nobody_is_told_when_the_owner_is_gone(qtbot: QtBot, bridge: Bridge) -> None:
    owner, seen, go = QObject(), Endings(), threading.Event()
    task = seen.ask(bridge, "work", owner, lambda _c, _t: go.wait(5))
    owner.deleteLater()
    let_go()
    go.set()
    wait_for(qtbot, task)
    assert seen.told == []


def test_closing_calls_everything_off(qtbot: QtBot, owner: QObject) -> None:
    bridge, seen, began = Bridge(), Endings(), threading.Event()

    def endless(cancel: Cancel, _tell: object) -> None:
        began.set()
        while not cancel.wait(0.01):
            pass

    seen.ask(bridge, "long", owner, endless)
    assert began.wait(5)
    assert bridge.close()
    late = seen.ask(bridge, "long", owner, lambda _c, _t: 1)
    let_go()
    assert late.ending is Ending.CANCELLED
    assert seen.told == []


def test_what_comes_at_once_is_passed_on_one_by_one(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    """In between, other events have their turn: a key that is pressed, a part that is painted."""
    order: list[str] = []
    sent = threading.Barrier(3)

    def answer(_cancel: Cancel, _tell: object) -> None:
        sent.wait(5)

    def done(_value: object) -> None:
        order.append("answer")
        QTimer.singleShot(0, lambda: order.append("other"))

    tasks = [bridge.ask(lane, owner, answer, done=done) for lane in ("work", "long")]
    sent.wait(5)
    time.sleep(0.05)  # both are waiting to be passed on
    wait_for(qtbot, *tasks)
    qtbot.waitUntil(lambda: len(order) == 4)
    assert order[:3] == ["answer", "other", "answer"]


def test_rows_are_shown_before_the_next_are_made(qtbot: QtBot, owner: QObject) -> None:
    seen: list[str] = []
    courtesy = Courtesy()
    bridge = Bridge(courtesy=courtesy)

    def find(_cancel: Cancel, tell: Tell) -> None:
        tell("by words")
        seen.append("goes on")

    task = bridge.ask("search", owner, find, told=lambda rows: seen.append(str(rows)))
    wait_for(qtbot, task)
    assert seen == ["by words", "goes on"]
    began = time.monotonic()
    courtesy.let_window()
    assert time.monotonic() - began < 0.05, "the window rests again"
    assert bridge.close()


def test_the_others_wait_while_the_window_does_something_long(qtbot: QtBot, qapp: object) -> None:
    courtesy = Courtesy()
    bridge, seen = Bridge(None, courtesy), []
    bridge.alone(lambda: seen.append(courtesy._window_rests.is_set()))
    assert not courtesy._window_rests.is_set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False]
    qtbot.waitUntil(courtesy._window_rests.is_set)
    bridge.close()
