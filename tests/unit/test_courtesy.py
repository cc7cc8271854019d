"""Passages wait while somebody asks, and not for ever."""

import json
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling import courtesy
from inkling.courtesy import Courtesy, in_order, json_of


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


@given(st.lists(st.text(max_size=4)), st.integers(1, 5))
def test_what_is_sorted_in_runs_is_sorted(words: list[str], run: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(courtesy, "_RUN", run)
        assert in_order(words) == sorted(words)
        assert in_order((len(word), word) for word in words) == sorted((len(word), word) for word in words)


@given(
    st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=3)) | st.integers() | st.text()), st.integers(1, 4)
)
def test_json_in_pieces_is_json(found: dict[str, object], run: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(courtesy, "_RUN", run)
        assert json.loads(json_of(found)) == found
