"""One worker of the jail: takes a descriptor, reads the file once, says what is in it, and waits for the next.

Started by `jail`; never imported by the program itself. Whatever a parser does wrong ends here: as a Problem when it
raises, as the end of this process when it does worse.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import os
import resource
import socket
import struct
import sys
import zlib
from typing import Any

from inkling import passages
from inkling.errors import ExtractError
from inkling.extract import dispatch, table, wire
from inkling.extract.base import LIMITS, UNPACK, Builder, OutputFull, Source, next_step_for
from inkling.extract.sandbox import Unconfined, confine
from inkling.records import Document, ProblemKind
from inkling.records.said import said

MEMORY_BYTES = 1024 * 1024 * 1024
OCR_MEMORY_BYTES = 6 * MEMORY_BYTES  # onnxruntime reserves far more address space than it uses
CPU_S = 900  # for the whole life of a worker; the jail's own clock ends a single file much earlier
_REQUEST_BYTES = 64 * 1024
_RECOGNITION_PATHS = ("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")


def main(channel: int, answers: int, lifeline: int, *, ocr: bool = False) -> None:
    """Serve requests until the jail closes the channel.

    Args:
        channel: the descriptor of a datagram socket that brings requests with a file each.
        answers: the writing end of a pipe for the replies.
        lifeline: the reading end of the jail's lifeline.
        ocr: whether this worker recognises text in pictures.
    """
    requests = socket.socket(fileno=channel)
    if ocr:
        from inkling.extract.ocr import prepare

        prepare()
    try:
        held = confine(
            lifeline,
            memory_bytes=OCR_MEMORY_BYTES if ocr else MEMORY_BYTES,
            cpu_s=CPU_S,
            extra=_RECOGNITION_PATHS if ocr else (),
        )
    except Unconfined as error:
        _send(answers, 0, {"failed": error.layers}, b"")
        return
    gc.freeze()
    _send(answers, 0, {"held": held}, b"")
    while True:
        message, descriptors, _flags, _address = socket.recv_fds(requests, _REQUEST_BYTES, 4)
        if not message:
            return
        asked = json.loads(message)
        try:
            _serve(asked, descriptors, answers)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)


def _serve(asked: dict[str, Any], descriptors: list[int], answers: int) -> None:
    job = asked["job"]
    digest = b""
    try:
        data = _whole_file(descriptors)
        digest = hashlib.blake2b(data, digest_size=16).digest()
        meta, body = _OPERATIONS[asked["op"]](data, asked)
    except ExtractError as error:
        step = error.next_step or next_step_for(error.kind)
        meta, body = {"problem": wire.row_from_problem(error.kind, error.reason, step, "")}, b""
    except MemoryError:
        meta, body = _unsound("too_large", said("Reading it takes more memory than one file may have.")), b""
    except RecursionError:
        meta, body = _unsound("too_large", said("It is nested deeper than any program writes.")), b""
    except Exception as error:  # noqa: BLE001 (the one place where a parser's mistakes end)
        meta, body = (
            _unsound("crashed", said("The reader for this kind of file failed on it.")) | {"error": _trace(error)},
            b"",
        )
    used = resource.getrusage(resource.RUSAGE_SELF)
    meta |= {"digest": digest.hex(), "peak_kb": used.ru_maxrss, "cpu_ms": int(1000 * (used.ru_utime + used.ru_stime))}
    _send(answers, job, meta, body)


def _unsound(kind: str, reason: str) -> dict[str, object]:
    return {"problem": wire.row_from_problem(kind, reason, next_step_for(kind), ""), "unsound": True}


def _trace(error: BaseException) -> str:
    """Describe a mistake by its type and places in our code, never by its values."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename.rpartition("/")[2]
        places.append(f"{name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' < '.join(reversed(places))}"[:500]


def _whole_file(descriptors: list[int]) -> bytes:
    """Return all bytes of a file that stays the same meanwhile."""
    if not descriptors:
        raise ExtractError("unreadable", said("The file did not arrive."), said("It is tried again at the next sync."))
    descriptor = descriptors[0]
    before = os.fstat(descriptor)
    if before.st_size > LIMITS.input_bytes:
        megabytes = LIMITS.input_bytes // (1024 * 1024)
        raise ExtractError(
            "too_large",
            said("It is larger than {megabytes} MB.", megabytes=megabytes),
            said("Split it, or leave it out in the folder's rules."),
        )
    pieces = []
    left = before.st_size
    try:
        # By position: a descriptor that comes a second time (after a crash) shares its offset with the first.
        while left > 0 and (piece := os.pread(descriptor, min(left, 1 << 26), before.st_size - left)):
            pieces.append(piece)
            left -= len(piece)
    except OSError as error:
        raise ExtractError(
            "unreadable",
            said("The disk did not give it: {strerror}.", strerror=error.strerror),
            said("Check the disk; it is tried again later."),
        ) from error
    after = os.fstat(descriptor)
    # Not the time of its inode: a new hard link or name changes that, and says nothing about the bytes.
    if left or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ExtractError(
            "vanished", said("It was changed while it was read."), said("It is read again once it rests.")
        )
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _text(data: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Read a document."""
    source = Source(asked["name"], data, ocr=bool(asked.get("ocr")))
    family = table.identify(source)
    into = Builder(family.kind)
    try:
        dispatch.reader(family).read(source, into)
    except OutputFull:
        into.problem(
            ProblemKind.TOO_LARGE,
            said("Only its first {output_chars} characters are searchable.", output_chars=f"{LIMITS.output_chars:,}"),
            said("Split it into smaller files if you need the rest."),
        )
    except (ExtractError, MemoryError, RecursionError) as error:
        if into.length < 1:
            raise
        _note_partial(into, error)
    document = into.finish()
    weight = {"weight": family.weight}
    if not document.text.strip():
        return {"problem": _without_text(document), **weight}, b""
    return wire.meta_from_document(document, passages.ends(document)) | weight, document.text.encode()


def _note_partial(into: Builder, error: BaseException) -> None:
    """Keep what was read before the trouble, and say what is missing."""
    if isinstance(error, ExtractError):
        into.problem(ProblemKind(error.kind), said("Read in part: {reason}", reason=error.reason), error.next_step)
    else:
        into.problem(
            ProblemKind.TOO_LARGE,
            said("Read in part: it takes more memory or depth than one file may have."),
            UNPACK,
        )


def _without_text(document: Document) -> tuple[str, str, str, str]:
    for problem in document.problems:
        where = problem.where if len(document.problems) == 1 else ""
        return wire.row_from_problem(problem.kind.value, problem.reason, problem.next_step, where)
    return wire.row_from_problem(
        "no_text", said("There is no text in it."), said("There is nothing to search in it."), ""
    )


def _page_image(data: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    pdf = importlib.import_module("inkling.extract.pdf")
    width, height, pixels = pdf.picture(data, int(asked["page"]), int(asked["width_px"]))
    return {"width": width, "height": height, "weight": 10}, _png(width, height, pixels)


def _picture(data: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    from inkling.extract import ocr

    width, height, pixels = ocr.picture(data, int(asked["width_px"]))
    return {"width": width, "height": height, "weight": 10}, _png(width, height, pixels)


def _page_boxes(data: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    pdf = importlib.import_module("inkling.extract.pdf")
    found = pdf.boxes(data, int(asked["page"]), [(int(start), int(end)) for start, end in asked["spans"]])
    return {"boxes": found, "weight": 10}, b""


def _png(width: int, height: int, pixels: bytes) -> bytes:
    """Return RGB bytes as a PNG."""
    rows = b"".join(b"\0" + pixels[y * 3 * width : (y + 1) * 3 * width] for y in range(height))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def _send(answers: int, job: int, meta: dict[str, Any], body: bytes) -> None:
    data = memoryview(wire.header(job, meta, len(body)) + body)
    while data:
        data = data[os.write(answers, data) :]


_OPERATIONS = {"text": _text, "page_image": _page_image, "picture": _picture, "page_boxes": _page_boxes}

if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:4]), ocr="ocr" in sys.argv[4:])
