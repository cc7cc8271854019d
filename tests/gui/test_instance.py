"""A second start brings the first window up and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go

from inkling.gui.instance import Instance


def test_a_later_start_rings(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert not first.ring("")
    assert first.listen()
    # Another process, as in life: within one, Qt's waiting would keep this interpreter from answering.
    code = "import sys; from pathlib import Path; from inkling.gui.instance import Instance; "
    code += "sys.exit(0 if Instance(Path(sys.argv[1])).ring('the deposit') else 1)"
    app = Path(__file__).resolve().parents[2] / "app"
    later = subprocess.Popen([sys.executable, "-c", code, tmp_path], env={**os.environ, "PYTHONPATH": str(app)})
    with qtbot.waitSignal(first.raised, timeout=20_000) as raised:
        pass
    assert raised.args == ["the deposit"]
    assert later.wait(20) == 0
    first.close()
    let_go()
    assert not Instance(tmp_path).ring("")


def test_a_first_start_that_is_slow_stays_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    """It listens before its window is made, and answers only then."""
    first = Instance(tmp_path)
    assert first.listen()
    code = "import sys; from pathlib import Path; from inkling.gui import instance; instance._PATIENCE_MS = 50; "
    code += "sys.exit(0 if instance.Instance(Path(sys.argv[1])).ring('') else 1)"
    app = Path(__file__).resolve().parents[2] / "app"
    later = subprocess.Popen([sys.executable, "-c", code, tmp_path], env={**os.environ, "PYTHONPATH": str(app)})
    with pytest.raises(subprocess.TimeoutExpired):  # no event is taken here meanwhile
        later.wait(2)
    with qtbot.waitSignal(first.raised, timeout=20_000):
        pass
    assert later.wait(20) == 0
    first.close()
    let_go()


def test_other_libraries_are_other_instances(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path / "one")
    assert first.listen()
    assert not Instance(tmp_path / "two").ring("")
    first.close()


def test_a_socket_left_by_a_crash_does_not_matter(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.listen()
    Path(first._name).touch()
    second = Instance(tmp_path)
    first.close()
    Path(first._name).touch()
    assert not second.ring("")
    assert second.listen()
    second.close()


def test_nonsense_does_no_harm(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.listen()
    raised: list[str] = []
    first.raised.connect(raised.append)
    for data in (b"\xff\xfe\n", b"[]\n", b'{"search": 5}\n', b"x" * 70_000):
        socket = QLocalSocket()
        socket.connectToServer(first._name)
        assert socket.waitForConnected(1000)
        socket.write(data)
        socket.waitForBytesWritten(1000)
        qtbot.wait(30)
        socket.abort()
    assert raised == ["", ""]
    first.close()
    let_go()
