"""One call into the jail: hand out files, wait for replies, deaths and deadlines, and tell what became of each file.

Used by one thread. Only time that was really waited counts against a worker: while the caller is busy with what it
got, nobody looks at the replies, and that is no fault of a worker's.
"""

from __future__ import annotations

import os
import select
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inkling.errors import ExtractError, InklingError
from inkling.extract import sandbox, wire
from inkling.extract.base import LIMITS
from inkling.extract.opening import open_regular
from inkling.extract.pool import Pool
from inkling.extract.process import Job, Worker
from inkling.progress import Cancel
from inkling.records import Problem, ProblemKind
from inkling.records.said import said, together

_MIB = 1024 * 1024
_DEADLINE_S_PER_MIB = 0.5
_OCR_DEADLINE_S = 120.0
_AHEAD_JOBS = 8  # so that a worker never waits for us; measured: 4 is slower, 16 is not faster
_AHEAD_BYTES = 1 * _MIB  # so that nothing big waits behind something big while another worker is free
_SIGNAL_CPU = -24


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a reply or a problem."""

    path: bytes
    result: wire.Reply | Problem
    digest: bytes
    seconds: float


class Run:
    """Its borrowed workers, and what it still waits for.

    Args:
        pool: where the workers come from.
        workers: how many files are read at the same time.
        deadline_s: how long one file may take, without what its size adds.
        ocr: whether the workers recognise text in pictures.
    """

    def __init__(self, pool: Pool, workers: int, deadline_s: float, *, ocr: bool = False) -> None:
        self._pool = pool
        self._deadline_s = deadline_s
        self._wanted = workers
        self._ocr = ocr
        self._borrowed: list[Worker] = []
        self._again: deque[Job] = deque()
        self._done: deque[Outcome] = deque()
        self._failed_starts = 0

    def greeting(self) -> dict[str, bool]:
        """Return which protections a worker has.

        Raises:
            InklingError: no worker can be started, or one lacks a protection that this system has.
        """
        try:
            while True:
                self._borrow(1)  # again, where one died before it greeted
                if (held := self._borrowed[0].held) is not None:
                    return held
                self._wait()
        finally:
            self._return_all()

    def replies(self, paths: Iterable[bytes], cancel: Cancel, operation: str, **details: object) -> Iterator[Outcome]:
        """Yield what happened to each file, in the order in which they are done."""
        waiting = iter(paths)
        more = True
        try:
            while True:
                cancel.check()
                more = self._fill(waiting, operation, details) if more else self._fill(iter(()), operation, details)
                if not self._done and self._busy():
                    self._wait()
                while self._done:
                    yield self._done.popleft()
                if not more and not self._busy() and not self._again:
                    return
        finally:
            self._return_all()
            for job in self._again:
                job.close()

    def _busy(self) -> bool:
        return any(worker.jobs for worker in self._borrowed)

    def _fill(self, waiting: Iterator[bytes], operation: str, details: dict[str, object]) -> bool:
        """Give every worker enough to do; false once there is nothing left to give out."""
        while True:
            worker = self._least_busy()
            if worker is None:
                return True
            if self._again:
                worker.ask(self._again.popleft())
                continue
            path = next(waiting, None)
            if path is None:
                return False
            job = self._job(path, operation, details)
            if job is not None:
                worker.ask(job)

    def _least_busy(self) -> Worker | None:
        """Return a worker that should get one more file, borrowing where that helps; None when all have enough."""
        self._borrow(self._wanted)
        worker = min(self._borrowed, key=lambda w: sum(job.size for job in w.jobs))
        ahead = sum(job.size for job in worker.jobs)
        if worker.jobs and (len(worker.jobs) >= _AHEAD_JOBS or ahead > _AHEAD_BYTES):
            worker = min(self._borrowed, key=lambda w: len(w.jobs))
            return None if worker.jobs else worker
        return worker

    def _borrow(self, count: int) -> None:
        while len(self._borrowed) < count:
            worker = self._pool.take(ocr=self._ocr, wait=not self._borrowed)
            if worker is None:
                return
            self._borrowed.append(worker)

    def _job(self, path: bytes, operation: str, details: dict[str, object]) -> Job | None:
        try:
            descriptor, size = open_regular(path)
        except ExtractError as error:
            self._note(path, _problem(path, error))
            return None
        if size > LIMITS.input_bytes:
            os.close(descriptor)
            reason = said("It is larger than {megabytes} MB.", megabytes=LIMITS.input_bytes // _MIB)
            step = said("Split it, or leave it out in the folder's rules.")
            self._note(path, Problem(path, ProblemKind.TOO_LARGE, reason, step))
            return None
        number = self._pool.next_job()
        name = os.path.basename(path).decode("utf-8", "replace")  # noqa: PTH119 (paths are bytes)
        request = wire.request(number, operation, name, **details)
        return Job(number, path, request, descriptor, size, self._deadline_for(size))

    def _deadline_for(self, size: int) -> float:
        return (_OCR_DEADLINE_S if self._ocr else self._deadline_s) + _DEADLINE_S_PER_MIB * size / _MIB

    def _note(self, path: bytes, problem: Problem, seconds: float = 0.0) -> None:
        self._done.append(Outcome(path, problem, b"", seconds))

    def _wait(self) -> None:
        """Wait for replies, deaths and deadlines; only time that we really waited counts against a worker."""
        poll = select.poll()
        active = {worker.answers: worker for worker in self._borrowed if worker.jobs or worker.held is None}
        for descriptor in active:
            poll.register(descriptor, select.POLLIN | select.POLLHUP)
        limit = min(worker.seconds_left for worker in active.values())
        began = time.monotonic()
        ready = {descriptor for descriptor, _ in poll.poll(max(0.0, min(limit, 0.25)) * 1000)}
        waited = time.monotonic() - began
        for descriptor, worker in active.items():
            if worker.jobs and worker.held is not None:
                worker.jobs[0].waited_s += waited
            if descriptor in ready:
                self._collect(worker)
            elif worker.seconds_left <= 0 and not worker.grant_more():
                self._bury(worker, too_slow=True)

    def _collect(self, worker: Worker) -> None:
        try:
            replies = worker.collect()
        except wire.BadFrame:
            self._bury(worker)
            return
        for job, answer in replies:
            job.close()
            self._take_reply(job, answer)
        if worker.ended:
            self._bury(worker)
        elif worker.is_worn:
            self._retire(worker)

    def _take_reply(self, job: Job, answer: wire.Reply) -> None:
        told = answer.meta.get("problem")
        try:
            digest = bytes.fromhex(str(answer.meta.get("digest", "")))
            result = wire.problem_from_row(told, job.path) if told is not None else answer
        except (wire.BadFrame, ValueError):
            digest, result = b"", crashed(job.path, 0)
        self._done.append(Outcome(job.path, result, digest, job.waited_s))

    def _retire(self, worker: Worker) -> None:
        """Replace a worn worker; what it has not begun goes to the next."""
        self._again.extendleft(reversed(worker.jobs))
        worker.jobs.clear()
        self._remove(worker)

    def _bury(self, worker: Worker, *, too_slow: bool = False) -> None:
        """Blame the first file of a worker that died or hangs; the others behind it are asked again."""
        never_started = worker.held is None
        code = self._remove(worker)
        if worker.jobs and not never_started:
            job = worker.jobs.popleft()
            job.close()
            slow = too_slow or code == _SIGNAL_CPU
            self._note(job.path, _too_slow(job) if slow else crashed(job.path, code), job.waited_s)
        self._again.extendleft(reversed(worker.jobs))
        worker.jobs.clear()
        if never_started:
            self._failed_starts += 1
            self._give_up_where_hopeless(worker)

    def _give_up_where_hopeless(self, worker: Worker) -> None:
        if worker.failed:
            raise InklingError(
                said(
                    "Nothing is read: a protection of the readers could not be switched on, though this system has it: "
                    "{what}. Report it, please, with what `inkling doctor` says.",
                    what=together(*sandbox.words(worker.failed), by="; "),
                )
            )
        if self._failed_starts > 2:
            raise InklingError(said("The processes that read documents cannot be started. `inkling doctor` says more."))

    def _remove(self, worker: Worker) -> int:
        self._borrowed.remove(worker)
        code = worker.end()
        self._pool.give_back(worker)
        return code

    def _return_all(self) -> None:
        for worker in self._borrowed:
            for job in worker.jobs:
                job.close()
            self._pool.give_back(worker)
        self._borrowed.clear()


def _problem(path: bytes, error: ExtractError) -> Problem:
    return Problem(path, ProblemKind(error.kind), error.reason, error.next_step)


def crashed(path: bytes, code: int) -> Problem:
    """Return the problem of a file on which a worker died or talked nonsense."""
    how = said(" (signal {number})", number=-code) if code < 0 else ""
    return Problem(
        path,
        ProblemKind.CRASHED,
        said("The reader for this kind of file broke down on it{how}.", how=how),
        said("Open it in its own program and save it again there; Inkling itself was not harmed."),
    )


def _too_slow(job: Job) -> Problem:
    return Problem(
        job.path,
        ProblemKind.TOO_SLOW,
        said("Reading it took longer than {budget_s} seconds.", budget_s=f"{job.budget_s:.0f}"),
        said("Split it into smaller files, or save it in a simpler format."),
    )
