"""Which workers are there, who has them, and when do they end? Lent to one call at a time, from any thread."""

from __future__ import annotations

import os
import threading

from inkling.errors import InklingError
from inkling.extract.process import Worker
from inkling.records.said import said

_SINGLES = 2  # workers beyond the bulk's, so that a preview need not wait for a sync


class Pool:
    """The workers of one jail.

    Args:
        workers: how many a bulk of files may have.
    """

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._lifeline, self._life = os.pipe2(os.O_CLOEXEC)
        self._changed = threading.Condition()
        self._idle: list[Worker] = []
        self._lent: set[Worker] = set()
        self._jobs = 0
        self._closed = False

    def close(self) -> None:
        """End all workers; nothing can be taken afterwards. Call it when no other thread holds one."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            workers = [*self._idle, *self._lent]
            self._idle.clear()
            self._lent.clear()
        os.close(self._life)  # kills them all at once
        os.close(self._lifeline)
        for worker in workers:
            worker.end()

    def rest(self) -> None:
        """End the idle workers."""
        with self._changed:
            workers, self._idle = self._idle, []
        for worker in workers:
            worker.end()

    def take(self, *, ocr: bool, wait: bool) -> Worker | None:
        """Lend an idle worker or a new one; None when there are enough and `wait` is false."""
        with self._changed:
            while True:
                if self._closed:
                    raise InklingError(said("The readers were closed."))
                for worker in self._idle:
                    if worker.ocr == ocr:
                        self._idle.remove(worker)
                        self._lent.add(worker)
                        return worker
                if len(self._lent) < self.workers + _SINGLES:
                    worker = Worker(self._lifeline, ocr=ocr)
                    self._lent.add(worker)
                    return worker
                if not wait:
                    return None
                self._changed.wait()

    def give_back(self, worker: Worker) -> None:
        """Take a worker back; a busy or worn one is ended."""
        keep = not worker.jobs and not worker.is_worn
        with self._changed:
            self._lent.discard(worker)
            keep = keep and not self._closed and len(self._idle) < self.workers + 1
            if keep:
                self._idle.append(worker)
            self._changed.notify()
        if not keep:
            worker.end()

    def next_job(self) -> int:
        """Return a number that no other request has."""
        with self._changed:
            self._jobs = self._jobs % 0xFFFF_FFF0 + 1
            return self._jobs
