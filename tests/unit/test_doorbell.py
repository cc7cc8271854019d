"""The doorbell: answers, refusals, garbage, strangers, stale sockets, slow writers."""

import json
import os
import random
import socket
import stat
import struct
import subprocess
import sys
import threading
import time

import pytest

from inkling import doorbell
from inkling.doorbell import LONGEST_FRAME, Doorbell, ask
from inkling.errors import InklingError, LibraryError, UsageError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run" / "bell"


@pytest.fixture
def bell(path):
    def answer(question):
        if question.get("do") == "fail":
            raise UsageError("There is no such folder.")
        return {"heard": dict(question)}

    bell = Doorbell.open(path, answer)
    yield bell
    bell.close()


def raw(path, data, *, wait_s=1.0):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(wait_s)
        connection.connect(str(path))
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            return connection.recv(65_536)
        except OSError:
            return b""


def test_question_is_answered(path, bell):
    question = {"do": "add", "path": "/a\udcff ü\n"}
    assert ask(path, question) == {"ok": True, "heard": question}


def test_error_comes_back_in_its_own_words(path, bell):
    with pytest.raises(InklingError, match="no such folder"):
        ask(path, {"do": "fail"})


def test_socket_is_for_this_user_only(path, bell):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nobody_answers_where_nothing_runs(path, tmp_path):
    assert ask(path, {}) is None
    (tmp_path / "plain").write_text("")
    assert ask(tmp_path / "plain", {}) is None


def test_stale_socket_of_a_crash_is_replaced(path):
    path.parent.mkdir(mode=0o700)
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(path))
    left.close()
    assert ask(path, {}) is None
    bell = Doorbell.open(path, lambda _question: {})
    assert ask(path, {}) == {"ok": True}
    bell.close()
    assert not path.exists()


def test_what_is_no_socket_is_not_removed(path):
    path.parent.mkdir(mode=0o700)
    path.write_text("precious")
    with pytest.raises(LibraryError):
        Doorbell.open(path, lambda _question: {})
    assert path.read_text() == "precious"


def test_closing_leaves_the_socket_of_a_successor(path):
    first = Doorbell.open(path, lambda _question: {"n": 1})
    second = Doorbell.open(path, lambda _question: {"n": 2})
    first.close()
    assert ask(path, {}) == {"ok": True, "n": 2}
    second.close()


def test_path_too_long_for_a_socket_is_refused_in_words(tmp_path):
    with pytest.raises(LibraryError, match="too long"):
        Doorbell.open(tmp_path / ("x" * 120) / "bell", lambda _question: {})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"\0\0\0\0",
        struct.pack("!I", 5) + b"{",
        struct.pack("!I", 2) + b"[]",
        struct.pack("!I", 4) + b"nope",
        struct.pack("!I", LONGEST_FRAME + 1) + b"{}",
        struct.pack("!I", 0xFFFFFFFF),
        struct.pack("!I", 100_000) + b"[" * 100_000,
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_garbage_is_dropped_and_the_next_is_answered(path, bell, data):
    assert raw(path, data) == b""
    assert ask(path, {"n": 1}) == {"ok": True, "heard": {"n": 1}}


def test_thousand_random_frames_do_no_harm(path, bell):
    chance = random.Random(7)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(1_000):
        body = chance.randbytes(chance.randrange(40))
        raw(path, struct.pack("!I", chance.choice([len(body), chance.randrange(1 << 32)])) + body)
    assert ask(path, {}) == {"ok": True, "heard": {}}
    assert len(os.listdir("/proc/self/fd")) <= before + 1  # the last connection may be closing still


def test_slow_writer_is_not_waited_for_long(path, bell, monkeypatch):
    monkeypatch.setattr(doorbell, "_receive", lambda c, s=0.3: original(c, s))
    with socket.socket(socket.AF_UNIX) as slow:
        slow.connect(str(path))
        slow.sendall(b"\0")
        started = time.monotonic()
        assert ask(path, {}, 5.0) == {"ok": True, "heard": {}}
        assert time.monotonic() - started < 3


original = doorbell._receive


def test_drop_by_drop_ends_at_the_deadline():
    here, there = socket.socketpair(socket.AF_UNIX)
    stop = threading.Event()

    def drip():
        while not stop.wait(0.05):
            try:
                there.send(b"\0")
            except OSError:
                return

    there.send(struct.pack("!I", 1_000))
    thread = threading.Thread(target=drip)
    thread.start()
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        original(here, 0.4)
    assert time.monotonic() - started < 1
    stop.set()
    thread.join()
    here.close()
    there.close()


def test_another_user_is_refused(path, bell, monkeypatch):
    real = os.getuid()
    monkeypatch.setattr(doorbell.os, "getuid", lambda: real + 1)
    assert raw(path, struct.pack("!I", 2) + b"{}") == b""
    with pytest.raises(LibraryError, match="another user"):
        ask(path, {})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_real_other_user_is_refused(path, bell):
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent, path.parent.parent.parent.parent):
        folder.chmod(0o755)  # as if the folder were open, so that only the socket's own check is left
    path.chmod(0o666)
    script = (
        "import os, socket, sys; os.setuid(65534); s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]);"
        "s.sendall(b'\\0\\0\\0\\2{}'); sys.stdout.write(repr(s.recv(100)))"
    )
    told = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert told.stdout in ("", "b''")
    assert "heard" not in told.stdout


def test_many_ask_at_once(path, bell):
    answers = []
    askers = [threading.Thread(target=lambda n=n: answers.append(ask(path, {"n": n}))) for n in range(30)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert sorted(answer["heard"]["n"] for answer in answers) == list(range(30))


def test_crowd_at_the_door_of_a_busy_inkling(path):
    busy, answers = threading.Event(), []
    bell = Doorbell.open(path, lambda _question: {"waited": busy.wait(10)})
    askers = [threading.Thread(target=lambda: answers.append(ask(path, {}))) for _ in range(40)]
    for asker in askers:
        asker.start()
    time.sleep(0.3)
    with pytest.raises(LibraryError, match="does not answer"):
        ask(path, {}, 0.2)
    busy.set()
    for asker in askers:
        asker.join()
    assert answers == [{"ok": True, "waited": True}] * 40
    bell.close()


def test_place_is_one_per_library(tmp_path):
    assert doorbell.place(tmp_path / "a") != doorbell.place(tmp_path / "b")
    assert len(os.fsencode(doorbell.place(tmp_path).name)) < 40


def test_frames_are_plain_json():
    assert json.loads(json.dumps({"path": os.fsdecode(b"\xff")}))["path"].encode("utf-8", "surrogateescape") == b"\xff"
