"""Passages wait while somebody asks, and not for ever."""

import threading
import time

from inkling import courtesy
from inkling.courtesy import Courtesy


def seconds_to_give_way(one):
    began = time.monotonic()
    one.give_way()
    return time.monotonic() - began


def test_with_nobody_asking_nothing_waits():
    assert seconds_to_give_way(Courtesy()) < 0.02


def test_passages_wait_until_a_question_is_over():
    one, order = Courtesy(), []

    def read():
        one.give_way()
        order.append("passage")

    with one.asking():
        thread = threading.Thread(target=read)
        thread.start()
        time.sleep(0.1)
        order.append("question")
    thread.join()
    assert order == ["question", "passage"]


def test_between_the_calls_of_one_question_they_still_wait():
    one = Courtesy()
    with one.asking():
        pass
    assert seconds_to_give_way(one) > 0.03


def test_somebody_who_never_ends_does_not_stop_them(monkeypatch):
    monkeypatch.setattr(courtesy, "_PATIENCE_S", 0.1)
    one = Courtesy()
    with one.asking():
        assert 0.09 < seconds_to_give_way(one) < 1.0


def test_reading_waits_while_the_window_works_and_not_for_long(monkeypatch):
    monkeypatch.setattr(courtesy, "_TURN_S", 0.1)
    one = Courtesy()
    one.window_works()
    assert 0.09 < seconds_to_give_way(one) < 1.0
    threading.Timer(0.05, one.window_rests).start()
    assert 0.03 < seconds_to_give_way(one) < 0.095
    assert seconds_to_give_way(one) < 0.02
