"""How does a file become a document without endangering anything? It is read by a worker that can do nothing else.

The jail starts workers (see `sandbox` for what they may), hands each file over as an open descriptor, waits no longer
than a deadline, replaces workers that die, hang or grow, and turns whatever happened into a Document or a Problem.
Methods may be called from any thread; the thread that calls does the waiting, and the jail has none of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inkling.errors import ExtractError
from inkling.extract import sandbox, wire
from inkling.extract.pool import Pool
from inkling.extract.runs import Outcome, Run, crashed
from inkling.progress import Cancel
from inkling.records import Document, Problem

Box = tuple[float, float, float, float]

_DEADLINE_S = 30.0


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came out of one file: exactly one of `document` and `problem` is there.

    `digest` is the BLAKE2b-128 of the file's bytes, empty when they could not be read as a whole. `ends` says where its
    passages of the usual size end: the worker has time for cutting, the process that stores what it read has none.
    """

    document: Document | None
    problem: Problem | None
    digest: bytes
    seconds: float
    ends: tuple[int, ...] = ()


class Jail:
    """The supervisor of the workers.

    Args:
        workers: how many files are read at the same time by `extract_many`.
        deadline_s: how long one file may take, without what its size adds.
    """

    def __init__(self, workers: int = 2, *, deadline_s: float = _DEADLINE_S) -> None:
        self._pool = Pool(workers)
        self._deadline_s = deadline_s

    def __enter__(self) -> Jail:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers; the jail cannot be used afterwards. Call it when no other thread is inside."""
        self._pool.close()

    def rest(self) -> None:
        """End the idle workers to give their memory back; they are started again when needed."""
        self._pool.rest()

    def extract(self, path: bytes, *, ocr: bool = False, cancel: Cancel | None = None) -> Extracted:
        """Return what one file says. With `ocr`, pictures of text are read too, which may take minutes.

        Raises:
            Cancelled: `cancel` was raised; what is under way is dropped.
        """
        (outcome,) = self._run(1, ocr=ocr).replies([path], cancel or Cancel(), "text", ocr=ocr)
        return _extracted(outcome)

    def extract_many(self, paths: Iterable[bytes], cancel: Cancel) -> Iterator[tuple[bytes, Extracted]]:
        """Yield each file with what it says, as they are done; all workers are kept busy.

        Raises:
            Cancelled: `cancel` was raised; what is under way is dropped.
        """
        for outcome in self._run(self._pool.workers).replies(paths, cancel, "text"):
            yield outcome.path, _extracted(outcome)

    def page_image(self, path: bytes, page: int, width_px: int) -> bytes:
        """Return a page (from 1) of a PDF as a PNG of that width.

        Raises:
            ExtractError: it cannot be had.
        """
        answer = self._ask_one(path, "page_image", page=page, width_px=max(16, min(width_px, 4000)))
        return answer.body

    def picture(self, path: bytes, width_px: int) -> bytes:
        """Return a picture file as a PNG of at most that width, turned as its camera says.

        Raises:
            ExtractError: it cannot be had, also where text recognition is not installed: that opens pictures.
        """
        answer = self._ask_one(path, "picture", ocr=True, width_px=max(16, min(width_px, 4000)))
        return answer.body

    def page_boxes(self, path: bytes, page: int, spans: Sequence[tuple[int, int]]) -> list[list[Box]]:
        """Return where each span, counted from the start of the page's locator, stands on a page (from 1) of a PDF.

        Returns:
            For each span one box (left, top, right, bottom) per line, as fractions of the page from its top left.

        Raises:
            ExtractError: it cannot be had.
        """
        answer = self._ask_one(path, "page_boxes", page=page, spans=[list(span) for span in spans])
        found = answer.meta.get("boxes")
        if not isinstance(found, list) or len(found) != len(spans):
            return [[] for _ in spans]
        return [_boxes(lines) for lines in found]

    def protections(self) -> dict[str, str]:
        """Return which protections hold on this machine, in words, for `inkling doctor`."""
        return sandbox.describe(self._run(1).greeting())

    def _ask_one(self, path: bytes, operation: str, *, ocr: bool = False, **details: object) -> wire.Reply:
        (outcome,) = self._run(1, ocr=ocr).replies([path], Cancel(), operation, **details)
        if isinstance(outcome.result, Problem):
            raise ExtractError(outcome.result.kind.value, outcome.result.reason, outcome.result.next_step)
        return outcome.result

    def _run(self, workers: int, *, ocr: bool = False) -> Run:
        return Run(self._pool, workers, self._deadline_s, ocr=ocr)


def _boxes(lines: object) -> list[Box]:
    """Return boxes that came out of the jail, where nothing is trusted."""
    found = lines if isinstance(lines, list) else []
    rows = [[float(edge) for edge in box] for box in found if isinstance(box, list) and len(box) == 4]
    return [(left, top, right, bottom) for left, top, right, bottom in rows]


def _extracted(outcome: Outcome) -> Extracted:
    if isinstance(outcome.result, Problem):
        return Extracted(None, outcome.result, outcome.digest, outcome.seconds)
    try:
        document = wire.document_from_reply(outcome.result, outcome.path)
        ends = wire.ends_from_reply(outcome.result, len(document.text))
    except wire.BadFrame:
        return Extracted(None, crashed(outcome.path, 0), b"", outcome.seconds)
    return Extracted(document, None, outcome.digest, outcome.seconds, ends)
