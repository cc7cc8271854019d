"""Politeness: when work waits, why, and with how many threads it goes on."""

from __future__ import annotations

import os
import threading

import pytest
from ingest_samples import calm

from inkling.errors import Cancelled, StorageError
from inkling.ingest import pace as pace_module
from inkling.ingest.pace import be_modest, is_disk_short, on_battery
from inkling.progress import Cancel


def supply(folder, name, **facts):
    (folder / name).mkdir()
    for fact, value in facts.items():
        (folder / name / fact).write_text(value + "\n")


@pytest.mark.parametrize(
    ("supplies", "wanted"),
    [
        ([], False),
        ([{"type": "Battery", "status": "Discharging"}], True),
        ([{"type": "Battery", "status": "Charging"}], False),
        ([{"type": "Battery", "status": "Discharging"}, {"type": "Mains", "online": "1"}], False),
        ([{"type": "Battery", "status": "Discharging"}, {"type": "Mains", "online": "0"}], True),
        ([{"type": "Battery", "status": "Discharging", "scope": "Device"}], False),  # a mouse
    ],
)
def test_battery(tmp_path, supplies, wanted):
    for number, facts in enumerate(supplies):
        supply(tmp_path, f"s{number}", **facts)
    assert on_battery(tmp_path) is wanted


def test_no_power_folder_is_no_battery(tmp_path):
    assert on_battery(tmp_path / "absent") is False


@pytest.mark.parametrize(
    ("free", "total", "wanted"),
    [(6, 1000, False), (4, 1000, True), (4, 60, False), (2, 60, True), (2, 10, False), (0.9, 10, True)],
)
def test_disk(monkeypatch, tmp_path, free, total, wanted):
    usage = type("Usage", (), {"free": int(free * 2**30), "total": total << 30})
    monkeypatch.setattr(pace_module.shutil, "disk_usage", lambda folder: usage)
    assert is_disk_short(tmp_path) is wanted


def test_a_disk_that_cannot_be_asked_is_not_short(tmp_path):
    assert is_disk_short(tmp_path / "absent") is False


def test_reasons_in_order(tmp_path):
    state = {"battery": True, "disk": True}
    pace = calm(tmp_path, battery=lambda: state["battery"], disk=lambda folder: state["disk"])
    pace.pause()
    assert pace.why_waiting() == "paused by you"
    pace.resume()
    assert pace.why_waiting() == "the disk is nearly full"
    state["disk"] = False
    assert pace.why_waiting() == ""
    assert pace.why_waiting(meaning=True) == "on battery"
    state["battery"] = False
    assert pace.why_waiting(meaning=True) == ""


def test_waiting_ends_when_the_reason_does_and_tells_it(tmp_path):
    times = iter([True, True, False])
    told = []
    calm(tmp_path, battery=lambda: next(times)).wait_turn(Cancel(), told.append, meaning=True)
    assert [(p.stage, p.detail) for p in told] == [("paused", "on battery")] * 2


def test_waiting_can_be_called_off(tmp_path):
    pace, cancel = calm(tmp_path), Cancel()
    pace.pause()
    with pytest.raises(Cancelled):
        pace.wait_turn(cancel, lambda progress: cancel.cancel())


def test_keep_tries_again_and_says_why_meanwhile(tmp_path):
    pace = calm(tmp_path)
    fails, seen = [2], []

    def write():
        if fails[0]:
            fails[0] -= 1
            raise StorageError("the disk is full")

    pace.keep(write, Cancel(), lambda progress: seen.append(pace.why_waiting()))
    assert seen == ["the disk is full"] * 2
    assert pace.why_waiting() == ""


def test_threads_follow_the_wish_and_the_person(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(8)), raising=False)
    assert calm(tmp_path, threads=3).threads_now() == 3
    assert calm(tmp_path, threads=99).threads_now() == 8
    assert calm(tmp_path, threads=0, idle_s=lambda: 5.0).threads_now() == 1
    assert calm(tmp_path, threads=0, idle_s=lambda: 500.0).threads_now() == 4
    assert calm(tmp_path, threads=0).threads_now() == 4
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1}, raising=False)
    assert calm(tmp_path, threads=0).threads_now() == 2


def test_modesty_touches_only_its_own_thread():
    found = []

    def work():
        be_modest()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, 0)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0] >= before
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
