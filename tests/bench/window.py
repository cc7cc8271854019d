"""Is the window there at once, and does it stay alive while a library is read? Starts it as a person does and listens.

    python tests/bench/window.py --files ../shared/eval/awsdocs/tree --count 5000 --seconds 240

Start: the time from the start of the interpreter until the window has drawn itself and its box has the keyboard, on an
empty library and again on the one that was read. While reading: a person (`person.py`) types, looks at results, turns
pages, looks for copies and topics, and a timer beats every 10 ms; a gap is how much later than that a beat comes, in
wall time (which other programs on the machine lengthen) and in processor time of the interface thread (which they do
not). A process that does nothing beats beside it: its gaps are the machine's own.

Scrolling: 100,000 results, by page and by dragging the bar from end to end; a frame is the time from the movement until
the list is drawn. Ends with status 1 when a start takes 1.5 s, a beat comes 50 ms late by the clock, or of the frames
one takes 50 ms or the slowest hundredth more than 16 ms of processor.
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
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from inkling.present.rows import HitRow, Mark, SnippetRow  # noqa: E402  # found through the line above
from inkling.records import DocumentId  # noqa: E402

BEAT_MS = 10
START_S, TURN_MS, FRAME_MS = 1.5, 50.0, 16.0
ROWS, FRAMES = 100_000, 600
STACKS_AFTER_MS = 35
LATEST = 8  # of the late beats, so many are told one by one


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=Path, help="a folder with files to read; without it only scrolling is measured")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=240, help="listen no longer than this")
    parser.add_argument("--stacks", type=Path, help="write here what every thread does while a beat is late")
    parser.add_argument("--start", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--idle", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if chosen.start:
        return _start(chosen.start)
    if chosen.idle:
        return _idle()
    print("load:", " ".join(f"{load:.1f}" for load in os.getloadavg()), f"on {os.cpu_count()} processors")
    if not chosen.files:
        with tempfile.TemporaryDirectory() as scratch:
            return int(_scroll(Path(scratch))[-1] > TURN_MS)
    with tempfile.TemporaryDirectory() as scratch:
        data, folder = Path(scratch) / "data", Path(scratch) / "files"
        folder.mkdir()
        for path in sorted(path for path in chosen.files.rglob("*") if path.is_file())[: chosen.count]:
            shutil.copy(path, folder / "-".join(path.relative_to(chosen.files).parts))
        empty = _starts(data)
        with subprocess.Popen([sys.executable, __file__, "--idle"], stdin=subprocess.PIPE, text=True) as beside:
            worst = _listen(data, folder, chosen.seconds, chosen.stacks)
            beside.communicate()
        full = _starts(data)
        frames = _scroll(Path(scratch))
    is_smooth = frames[-1] < TURN_MS and frames[int(0.99 * len(frames))] < FRAME_MS
    return int(min(*empty, *full) > START_S or worst > TURN_MS or not is_smooth)


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
    desktop.show("")

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


def _listen(data: Path, folder: Path, seconds: float, stacks: Path | None) -> float:
    """Read the files while a person works, and note each gap of the heartbeat; return the longest by the clock."""
    import person  # it lies beside this file, and brings Qt
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from inkling import settings, storage
    from inkling.gui.desktop import Desktop
    from inkling.gui.opener import Opener

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    storage.make_private(data)
    desktop = Desktop(app, data, settings.load(data), Opener(None))
    desktop.show("")
    window = desktop.window
    someone = person.Person(window)
    gaps: list[tuple[float, float, float, str]] = []
    last = [time.monotonic(), time.thread_time()]

    def beat() -> None:
        now, used = time.monotonic(), time.thread_time()
        gaps.append((1000 * (now - last[0]) - BEAT_MS, 1000 * (used - last[1]), now, someone.doing))
        last[:] = now, used

    heart = QTimer()
    heart.timeout.connect(beat)
    heart.start(BEAT_MS)
    ended = threading.Event()
    if stacks:
        threading.Thread(target=_note_stacks, args=(stacks, last, ended), daemon=True).start()
    began, by_words = time.monotonic(), 0.0
    window.add_folders((os.fsencode(folder),))

    def look() -> None:
        nonlocal by_words
        status, passed = window.pages._status, time.monotonic() - began
        if not by_words and status.files and not status.pending and status.searchable:
            by_words = passed
        is_read = status.passages and not status.pending and status.passages == status.passages_with_meaning
        if passed > seconds or is_read:
            app.exit()
        elif status.searchable:
            someone.next()

    turns = QTimer()
    turns.timeout.connect(look)
    turns.start(BEAT_MS)
    app.exec()
    turns.stop()
    heart.stop()
    ended.set()
    status = window.pages._status
    read = f"{status.searchable} searchable of {status.files}, by words after {by_words:.0f} s"
    meant = f"{status.passages_with_meaning} of {status.passages} passages by meaning"
    print(f"{read}; {meant}; {someone.searches} searches, {len(gaps)} beats")
    _tell("wall", sorted(gap[0] for gap in gaps))
    _tell("processor", sorted(gap[1] for gap in gaps))
    for gap, used, at, doing in sorted(gaps, reverse=True)[:LATEST]:
        print(f"  {gap:.0f} ms late, {used:.0f} ms of processor, at {at - began:.1f} s, while the person {doing}")
    for widget in app.topLevelWidgets():
        if widget is not window:
            widget.close()
    desktop.quit()
    desktop.close()
    return max(gap[0] for gap in gaps)


def _note_stacks(into: Path, last: list[float], ended: threading.Event) -> None:
    """While a beat is late, note where every thread stands: who had the interpreter has just let it go."""
    noted = 0.0
    with into.open("w") as file:
        while not ended.wait(BEAT_MS / 2000):
            beat, late_ms = last[0], 1000 * (time.monotonic() - last[0]) - BEAT_MS
            if late_ms < STACKS_AFTER_MS or beat == noted:
                continue
            noted = beat
            names = {thread.ident: thread.name for thread in threading.enumerate()}
            print(f"==== {late_ms:.0f} ms late", file=file)
            for ident, frame in sys._current_frames().items():
                if ident != threading.get_ident():
                    lines = traceback.format_stack(frame)
                    if "threading.py" not in lines[-1]:
                        print(names.get(ident, "?"), *lines[-8:], sep="\n", file=file, flush=True)


def _scroll(scratch: Path) -> list[float]:
    """Page and drag through a long list; return what each frame took of the processor, in order of size."""
    from PySide6.QtWidgets import QApplication

    from inkling.gui.find.results import ResultList
    from inkling.gui.theme import Theme

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    theme = Theme.of("light")
    theme.apply(app)
    rows = ResultList(theme)
    rows.resize(560, 800)
    rows.show()
    hits = tuple(_hit(number) for number in range(ROWS))
    began = time.monotonic()
    rows.show_hits(hits)
    rows.viewport().repaint()
    shown_ms = 1000 * (time.monotonic() - began)
    bar = rows.verticalScrollBar()
    by_page = [number * bar.pageStep() for number in range(FRAMES)]
    by_drag = [number * bar.maximum() // FRAMES for number in range(FRAMES + 1)]
    wall, used = [], []
    for places in (by_page, by_drag, [at + 37 for at in by_drag[::-1]]):
        for place in places:
            app.processEvents()
            began, before = time.monotonic(), time.thread_time()
            bar.setValue(place)
            rows.viewport().repaint()
            wall.append(1000 * (time.monotonic() - began))
            used.append(1000 * (time.thread_time() - before))
    rows.close()
    rows.deleteLater()
    print(f"{ROWS} results shown after {shown_ms:.0f} ms, {len(wall)} frames of scrolling")
    _tell("frame, wall", sorted(wall))
    _tell("frame, processor", sorted(used))
    return sorted(used)


def _hit(number: int) -> HitRow:
    """Make a result like those of a real library: a title, a path, a passage of two marks."""
    text = f"Passage {number} says that the deposit of {number % 977} euros will be returned within 30 days after "
    marks = (Mark(8, 20, "words"), Mark(40, 90, "meaning"))
    snippet = SnippetRow(text * 3, marks, place="page 3", page=3, full=text * 3, full_marks=marks)
    name, band = f"Letter {number}.pdf", ("strong", "likely", "weak")[number % 3]
    return HitRow(DocumentId(number), name.encode(), f"Letter number {number}", name, ("~", "Home", "Letters"), "pdf",
                  1_700_000_000 * 10**9, band, 0.9 - number / 200_000, (snippet,), more=2)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
