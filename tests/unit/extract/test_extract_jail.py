"""Does the jail survive everything: slow, dying and lying workers, cancelling, many threads, its own end?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from extract_samples import WORD, flate_bomb, pdf

import inkling
from inkling.errors import Cancelled, ExtractError, InklingError
from inkling.extract.jail import Jail
from inkling.progress import Cancel
from inkling.records import LocatorKind, ProblemKind

SLOW = pdf(["x"], stream=flate_bomb(40))


@pytest.fixture
def slow(tmp_path: Path) -> bytes:
    """A file that takes far longer to read than these tests want to wait."""
    path = tmp_path / "slow.pdf"
    path.write_bytes(SLOW)
    return os.fsencode(path)


def good(folder: Path, count: int) -> list[bytes]:
    paths = []
    for number in range(count):
        path = folder / f"{number}.txt"
        path.write_text(f"{WORD} {number}")
        paths.append(os.fsencode(path))
    return paths


def children() -> set[int]:
    listed = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(pid) for path in listed for pid in path.read_text().split()}


def test_a_slow_file_is_ended_and_the_next_comes_within_a_second(tmp_path: Path, slow: bytes) -> None:
    with Jail(1, deadline_s=0.4) as jail:
        began = time.monotonic()
        found = dict(jail.extract_many([slow, *good(tmp_path, 20)], Cancel()))
        seconds = time.monotonic() - began
    assert len(found) == 21
    problem = found.pop(slow).problem
    assert problem is not None
    assert problem.kind is ProblemKind.TOO_SLOW
    assert all(e.document is not None and WORD in e.document.text for e in found.values())
    assert seconds < 3.5  # 0.4 s, or up to 1.4 s where the machine is busy, and a new worker


def test_a_dead_worker_costs_one_file_only(tmp_path: Path, slow: bytes) -> None:
    before = children()
    with Jail(1) as jail:
        paths = good(tmp_path, 30)
        results = jail.extract_many([*paths[:1], slow, *paths[1:]], Cancel())
        first = next(results)
        killer = threading.Timer(0.3, lambda: [os.kill(pid, signal.SIGSEGV) for pid in children() - before])
        killer.start()
        found = dict([first, *results])
        killer.join()
    problem = found.pop(slow).problem
    assert problem is not None
    assert problem.kind is ProblemKind.CRASHED
    assert "signal 11" in problem.reason
    assert len(found) == 30
    assert all(extracted.document is not None for extracted in found.values())


def test_cancelling_ends_at_once_and_the_jail_goes_on(tmp_path: Path, slow: bytes) -> None:
    with Jail(2) as jail:
        cancel = Cancel()
        threading.Timer(0.2, cancel.cancel).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            list(jail.extract_many([slow], cancel))
        assert time.monotonic() - began < 1.5
        assert jail.extract(good(tmp_path, 1)[0]).document is not None


def test_an_abandoned_bulk_gives_its_workers_back(tmp_path: Path) -> None:
    with Jail(2) as jail:
        results = jail.extract_many(good(tmp_path, 50), Cancel())
        next(results)
        results.close()
        assert len(list(jail.extract_many(good(tmp_path, 50), Cancel()))) == 50


def test_single_calls_work_beside_a_bulk(tmp_path: Path, slow: bytes) -> None:
    page = tmp_path / "page.pdf"
    page.write_bytes(pdf(["hello"]))
    with Jail(1, deadline_s=3) as jail:
        results = jail.extract_many([slow, *good(tmp_path, 3)], Cancel())
        bulk = threading.Thread(target=lambda: list(results))
        bulk.start()
        time.sleep(0.2)
        began = time.monotonic()
        assert jail.page_image(os.fsencode(page), 1, 200).startswith(b"\x89PNG")
        assert time.monotonic() - began < 2.0
        bulk.join()


def test_many_threads_share_a_jail(tmp_path: Path) -> None:
    paths = good(tmp_path, 40)
    wrong: list[bytes] = []
    with Jail(2) as jail:

        def read_all() -> None:
            for path in paths:
                found = jail.extract(path).document
                if found is None or found.text != Path(os.fsdecode(path)).read_text():
                    wrong.append(path)

        threads = [threading.Thread(target=read_all) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


def test_workers_are_replaced_after_their_share(tmp_path: Path) -> None:
    paths = good(tmp_path, 2100)
    with Jail(1) as jail:
        found = dict(jail.extract_many(paths, Cancel()))
    assert len(found) == 2100
    assert all(extracted.document is not None for extracted in found.values())


def test_a_worker_is_not_blamed_for_the_memory_of_the_program_that_started_it(tmp_path: Path) -> None:
    """The kernel counts the parent's memory into a child's peak; a large window wore out a worker with each file."""
    ballast = bytearray(os.urandom(4096)) * 140_000
    paths = good(tmp_path, 5)
    before = children()
    with Jail(1) as jail:
        workers = set()
        for path in paths:
            assert jail.extract(path).document is not None
            workers |= children() - before
    assert len(workers) == 1
    assert len(ballast) > 500_000_000


def test_closing_leaves_no_process(tmp_path: Path) -> None:
    before = children()
    with Jail(2) as jail:
        list(jail.extract_many(good(tmp_path, 10), Cancel()))
        assert children() - before
        jail.rest()
        assert children() - before == set()
        assert jail.extract(good(tmp_path, 1)[0]).document is not None
    assert children() - before == set()
    with pytest.raises(InklingError):
        jail.extract(b"/nowhere/x")


def test_workers_die_with_their_jail(slow: bytes) -> None:
    """A killed program leaves no worker behind, not even one in the middle of a document."""
    code = textwrap.dedent(f"""
        import threading, time, os
        from inkling.extract.jail import Jail
        jail = Jail(1)
        threading.Thread(target=lambda: jail.extract({slow!r}), daemon=True).start()
        time.sleep(0.5)
        tasks = os.listdir('/proc/self/task')
        pids = [p for t in tasks for p in open(f'/proc/self/task/{{t}}/children').read().split()]
        print(*pids, flush=True)
        time.sleep(30)
    """)
    home = str(Path(inkling.__file__).parents[1])
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env={"PYTHONPATH": home}) as process:
        assert process.stdout is not None
        pids = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert pids
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline and any(_runs(pid) for pid in pids):
        time.sleep(0.01)
    assert not any(_runs(pid) for pid in pids)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda path: None, ProblemKind.VANISHED),
        (os.mkfifo, ProblemKind.UNSUPPORTED),
        (lambda path: path.mkdir(), ProblemKind.UNSUPPORTED),
        (lambda path: path.symlink_to("/etc/passwd"), ProblemKind.UNSUPPORTED),
        (lambda path: path.symlink_to(path), ProblemKind.UNSUPPORTED),
    ],
    ids=["absent", "pipe", "folder", "link", "loop"],
)
def test_what_is_no_file_never_blocks(make: object, kind: ProblemKind, jail: Jail, tmp_path: Path) -> None:
    path = tmp_path / "thing"
    make(path)  # type: ignore[operator]
    began = time.monotonic()
    problem = jail.extract(os.fsencode(path)).problem
    assert problem is not None
    assert (problem.kind, problem.path) == (kind, os.fsencode(path))
    assert problem.reason
    assert problem.next_step
    assert time.monotonic() - began < 1.0


def test_names_may_be_any_bytes(jail: Jail, tmp_path: Path) -> None:
    for name in (b"\xff\xfe.txt", b"a\nb.txt", b"-rf.txt", "\u202etxt.exe".encode(), b"x" * 250):
        path = os.path.join(os.fsencode(tmp_path), name)
        with open(path, "w") as file:
            file.write(WORD)
        found = jail.extract(path)
        assert found.document is not None
        assert found.document.text == WORD


def test_a_changing_file_is_told(jail: Jail, tmp_path: Path) -> None:
    path = tmp_path / "growing.log"
    path.write_bytes(b"x" * 20_000_000)
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"y")

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        problem = jail.extract(os.fsencode(path)).problem
    finally:
        stop.set()
        writer.join()
    assert problem is not None
    assert problem.kind is ProblemKind.VANISHED


def test_page_image_is_a_png_of_the_wanted_width(jail: Jail, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(["hello"]))
    image = jail.page_image(os.fsencode(path), 1, 300)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(image[16:20], "big") == 300
    assert int.from_bytes(image[20:24], "big") == 400
    with pytest.raises(ExtractError):
        jail.page_image(os.fsencode(path), 2, 300)


def test_page_boxes_lie_where_the_words_are(jail: Jail, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(["hello brave world"]))
    document = jail.extract(os.fsencode(path)).document
    assert document is not None
    page = next(p for p in document.locators if p.kind is LocatorKind.PAGE)
    start = document.text.index("brave") - page.start
    word, whole, letter = jail.page_boxes(os.fsencode(path), 1, [(start, start + 5), (0, 17), (start + 2, start + 3)])
    ((left, top, right, bottom),) = word
    ((whole_left, _, whole_right, _),) = whole
    assert [letter[0][1], letter[0][3]] == [top, bottom], "marks on a line are as high as the line"
    assert whole_left < left < right < whole_right
    assert abs(whole_left - 60 / 600) < 0.01  # the text starts at 60 of 600 points, 700 of 800 from below
    assert 0.09 < top < bottom < 0.14


def test_protections_are_reported(jail: Jail) -> None:
    told = jail.protections()
    assert len(told) == 5
    assert all(value == "yes" or value.startswith("no:") for value in told.values())
