"""Is the window there at once, and does it stay alive while a library is read? Starts it as a person does and listens.

    python tests/bench/window.py --files ../shared/eval/awsdocs/tree --count 5000 --seconds 240

Start: the time from the start of the interpreter until the window has drawn itself and its box has the keyboard, on an
empty library and again on the one that was read. While reading: a timer beats every 10 ms; a gap is how much later
than that a beat comes, in wall time (which other programs on the machine lengthen) and in processor time of the
interface thread (which they do not). A process that does nothing beats beside it: its gaps are the machine's own. Ends
with status 1 when a start takes 1.5 s or a turn takes 50 ms of processor.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

BEAT_MS = 10
START_S, TURN_MS = 1.5, 50.0
QUERIES = ("permission denied", "how do I rotate keys", "bucket policy", "restore a snapshot")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=Path, help="a folder with files to read")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=240, help="listen no longer than this")
    parser.add_argument("--start", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--idle", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if chosen.start:
        return _start(chosen.start)
    if chosen.idle:
        return _idle()
    print("load:", " ".join(f"{load:.1f}" for load in os.getloadavg()), f"on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as scratch:
        data, folder = Path(scratch) / "data", Path(scratch) / "files"
        folder.mkdir()
        for path in sorted(path for path in chosen.files.rglob("*") if path.is_file())[: chosen.count]:
            shutil.copy(path, folder / "-".join(path.relative_to(chosen.files).parts))
        empty = _starts(data)
        with subprocess.Popen([sys.executable, __file__, "--idle"], stdin=subprocess.PIPE, text=True) as beside:
            worst = _listen(data, folder, chosen.seconds)
            beside.communicate()
        full = _starts(data)
    return int(min(*empty, *full) > START_S or worst > TURN_MS)


def _starts(data: Path) -> list[float]:
    found = []
    for _ in range(3):
        words = [sys.executable, __file__, "--start", str(data)]
        environment = {**os.environ, "INKLING_BENCH_BEGAN": repr(time.time())}
        told = subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout
        found.append(float(told.split()[-1]))
    print("start to usable:", " ".join(f"{seconds:.2f}" for seconds in sorted(found)), "s")
    return found


def _start(data: Path) -> int:
    """Be the program until its window can be typed into, and tell how long that took."""
    began = float(os.environ["INKLING_BENCH_BEGAN"])
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from inkling import settings, storage
    from inkling.gui.desktop import Desktop
    from inkling.gui.opener import Opener

    app = QApplication([])
    storage.make_private(data)
    desktop = Desktop(app, data, settings.load(data), Opener(None))
    desktop.show("", hidden=False)

    def drawn() -> None:
        desktop.window.repaint()
        print(f"usable {time.time() - began:.3f}", flush=True)
        desktop.quit()
        app.quit()

    QTimer.singleShot(0, drawn)
    app.exec()
    desktop.close()
    return 0


def _idle() -> int:
    """Beat and do nothing else until the input ends; tell how late the beats came."""
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    gaps, last = [], time.monotonic()
    while not ended.is_set():
        time.sleep(BEAT_MS / 1000)
        now = time.monotonic()
        gaps.append(1000 * (now - last) - BEAT_MS)
        last = now
    _tell("a process that does nothing", sorted(gaps))
    return 0


def _tell(name: str, values: list[float]) -> None:
    over = sum(value > TURN_MS for value in values)
    print(
        f"{name}: max {values[-1]:.0f} ms, p99 {values[int(0.99 * len(values))]:.1f} ms, {over} over 50 ms", flush=True
    )


def _listen(data: Path, folder: Path, seconds: float) -> float:
    """Read the files, search every few seconds, and note each gap of the heartbeat."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from inkling import settings, storage
    from inkling.gui.desktop import Desktop
    from inkling.gui.opener import Opener

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    storage.make_private(data)
    desktop = Desktop(app, data, settings.load(data), Opener(None))
    desktop.show("", hidden=False)
    window = desktop.window
    gaps: list[tuple[float, float]] = []
    last = [time.monotonic(), time.thread_time()]

    def beat() -> None:
        now, used = time.monotonic(), time.thread_time()
        gaps.append((1000 * (now - last[0]) - BEAT_MS, 1000 * (used - last[1])))
        last[:] = now, used

    heart = QTimer()
    heart.timeout.connect(beat)
    heart.start(BEAT_MS)
    began, asked, by_words = time.monotonic(), 0, 0.0
    window.add_folders((os.fsencode(folder),))
    while time.monotonic() - began < seconds:
        app.processEvents()
        status = window.pages._status
        if not by_words and status.files and not status.pending and status.searchable:
            by_words = time.monotonic() - began
        if status.passages and not status.pending and status.passages == status.passages_with_meaning:
            break
        if status.searchable and time.monotonic() - began > 2 * asked and not window.find_page.is_searching:
            window.find_page.search(f"{QUERIES[asked % len(QUERIES)]} {asked}")
            asked += 1
        time.sleep(0.0005)
    heart.stop()
    status = window.pages._status
    print(f"{status.searchable} searchable of {status.files}, by words after {by_words:.0f} s, {asked} searches; "
          f"{status.passages_with_meaning} of {status.passages} passages by meaning, {len(gaps)} beats")  # fmt: skip
    wall, used = sorted(gap[0] for gap in gaps), sorted(gap[1] for gap in gaps)
    _tell("wall", wall)
    _tell("processor", used)
    for widget in app.topLevelWidgets():
        if widget is not window:
            widget.close()
    desktop.quit()
    desktop.close()
    return used[-1]


if __name__ == "__main__":
    sys.exit(main())
