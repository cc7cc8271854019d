"""The search for garbage never stops the window for long, and natives open without the interpreter lock."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from inkling.gui import turns
from inkling.gui.turns import Turns


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def kept_short(owner: QObject, qtbot: QtBot) -> Iterator[Turns]:
    made = Turns(owner)
    yield made
    made.close()


def grow(rounds: int) -> list[object]:
    """Make so many new objects that the middle generation has had so many rounds."""
    made: list[object] = []
    while gc.get_count()[2] < rounds:
        made.append([made])
    return made


def test_what_was_there_is_not_looked_at_again(kept_short: Turns) -> None:
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[2] > 100_000


def test_new_garbage_goes(kept_short: Turns) -> None:
    knot = Knot()
    seen = weakref.ref(knot)
    del knot
    kept = grow(turns._ENOUGH)
    kept_short.look()
    assert seen() is None
    assert gc.get_count()[2] == 0
    assert kept


def test_a_long_list_is_set_aside_unlooked(kept_short: Turns) -> None:
    before = gc.get_stats()[2]["collections"]
    kept = grow(turns._TOO_MANY)
    kept_short.look()
    assert gc.get_stats()[2]["collections"] == before
    assert gc.get_count()[2] == 0
    assert kept


def test_everything_is_looked_at_while_the_person_is_elsewhere(
    kept_short: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    knot = Knot()
    seen = weakref.ref(knot)
    gc.freeze()
    del knot
    kept_short._change(Qt.ApplicationState.ApplicationInactive)
    assert seen() is not None, "it was looked through a moment ago"
    monkeypatch.setattr(turns, "_WHOLE_EVERY_S", 0.0)
    kept_short._change(Qt.ApplicationState.ApplicationActive)
    assert seen() is not None, "the person is here"
    kept_short._change(Qt.ApplicationState.ApplicationInactive)
    assert seen() is None


def test_the_interpreter_is_left_as_it_was(owner: QObject) -> None:
    before = sys.getswitchinterval(), gc.get_threshold()
    made = Turns(owner)
    made.close()
    assert (sys.getswitchinterval(), gc.get_threshold()) == before
    assert gc.get_freeze_count() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only there are libraries opened by hand")
def test_natives_are_opened_before_they_are_imported() -> None:
    code = (
        "import sys; from inkling.gui.engine.natives import open_natives; from pathlib import Path\n"
        "assert open_natives() >= 3, 'numpy, the models and the tokenizers'\n"
        "assert not {'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules)\n"
        "maps = Path('/proc/self/maps').read_text()\n"
        "assert '_multiarray_umath' in maps and 'onnxruntime_pybind11_state' in maps\n"
        "import numpy, onnxruntime, tokenizers\n"
        "assert numpy.ones(3).sum() == 3\n"
    )
    app = Path(__file__).resolve().parents[2] / "app"
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(app), "PATH": "/usr/bin"}, check=True)
