"""Do harmful files at full size end within the limits? Usage: python tests/bench/bombs.py [FOLDER FOR THEM [NAME ...]]

Prints of each its size, the seconds until the jail was done with it, the most memory that a worker had, the most that
the program itself grew by, and what became of it. Needs 3 GB of room; small versions are tests (test_extract_bombs).
"""

from __future__ import annotations

import os
import struct
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "extract"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "app"))

from extract_bombs import BOMBS  # the path must be known first
from extract_samples import pdf

from inkling.extract.jail import Jail

MIB = 1024 * 1024


def squeezed(chunk: bytes, times: int) -> tuple[bytes, int]:
    """Return a piece of a deflate stream that gives `chunk` each time it is repeated, and how often it shall be."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH), times


def flate(piece: bytes, times: int) -> bytes:
    """Return a zlib stream of a repeated piece (its checksum is wrong, which nobody reaches)."""
    return b"\x78\x9c" + piece * times + b"\x03\x00\x00\x00\x00\x00"


def zip_of_ten_gigabytes() -> bytes:
    """One member of 10 GB of zeros."""
    piece, times = squeezed(bytes(16 * MIB), 640)
    data, name, size = piece * times + b"\x03\x00", b"a.txt", 0xFFFFFFFE
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, 0, len(data), size, len(name), 0) + name
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, 0, len(data), size, 5, 0, 0, 0, 0, 0, 0)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(entry) + 5, len(local) + len(data), 0)
    return local + data + entry + name + end


def pdf_of_a_petabyte() -> bytes:
    """A page whose content unpacks, in three steps, to 2^50 bytes."""
    first, _ = squeezed(bytes(16 * MIB), 1)
    second, _ = squeezed(first * 1024, 1)  # 16 GB of zeros in one piece of a piece
    third, _ = squeezed(b"\x78\x9c" + second * 1024, 1)  # 16 TB
    return pdf(["x"], stream=flate(third, 64)).replace(
        b"/Filter /FlateDecode", b"/Filter [" + b"/FlateDecode " * 3 + b"]"
    )


def mail_of_a_million_parts() -> bytes:
    """A mail of 1,000,000 parts of one letter each."""
    head = b'From: a@b\nTo: c@d\nSubject: many\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return head + b"--b\nContent-Type: text/plain\n\nx\n" * 1_000_000 + b"--b--\n"


def box_of_a_million_mails() -> bytes:
    """A box of 1,000,000 mails."""
    return b"From x@y Wed Jan 31 12:00:00 2024\nSubject: s\nFrom: a@b\nTo: c@d\n\nx\n\n" * 1_000_000


def quadratic_xml() -> bytes:
    """An entity of 10 MB, used a million times: 10 TB."""
    return b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 10_000_000 + b'">]><a>' + b"&b;" * 1_000_000 + b"</a>"


def line_of(megabytes: int) -> Iterator[bytes]:
    """Yield one line, piece by piece."""
    for _ in range(megabytes):
        yield b"word " * (MIB // 5) + b"x"


LARGE = {
    "ten-gigabytes.zip": zip_of_ten_gigabytes,
    "nested.zip": BOMBS["wide.zip"][0],
    "laughs.docx": BOMBS["laughs.docx"][0],
    "laughs.xml": BOMBS["laughs.xml"][0],
    "quadratic.xml": quadratic_xml,
    "petabyte.pdf": pdf_of_a_petabyte,
    "million-pages.pdf": BOMBS["pages.pdf"][0],
    "million-parts.eml": mail_of_a_million_parts,
    "million-mails.mbox": box_of_a_million_mails,
    "whole-sheet.xlsx": BOMBS["huge.xlsx"][0],
    "repeating.ods": BOMBS["repeat.ods"][0],
    "line-of-250-mb.txt": lambda: line_of(250),
    "line-of-2-gb.txt": lambda: line_of(2048),
}


class Gauge(threading.Thread):
    """Looks at the memory of the program and of its workers, ten times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.worker_mb = self.own_mb = 0.0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.02):
            self.own_mb = max(self.own_mb, resident_mb("self", "VmRSS"))
            for children in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
                for pid in children.read_text().split():
                    self.worker_mb = max(self.worker_mb, resident_mb(pid, "VmRSS"))


def resident_mb(pid: str, what: str) -> float:
    """Return a figure of a process's memory, 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(what)), 0.0)


def main(folder: Path) -> None:
    """Make each, read it, and print how that went."""
    print(f"{'file':22}{'size MB':>9}{'seconds':>9}{'worker MB':>11}{'grown MB':>10}  outcome")
    for name, make in LARGE.items():
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        path = folder / name
        data = make()
        path.write_bytes(data) if isinstance(data, bytes) else write(path, data)
        del data
        gauge, before = Gauge(), resident_mb("self", "VmRSS")
        gauge.start()
        with Jail(1) as jail:
            began = time.monotonic()
            found = jail.extract(os.fsencode(path))
            seconds = time.monotonic() - began
        gauge.done.set()
        gauge.join()
        told = (
            f"{len(found.document.text):,} characters"
            if found.document
            else f"{found.problem and found.problem.reason}"
        )
        if found.document and found.document.problems:
            told += f"; {found.document.problems[0].reason}"
        size, grown = path.stat().st_size / 1e6, gauge.own_mb - before
        print(f"{name:22}{size:9.1f}{seconds:9.2f}{gauge.worker_mb:11.0f}{grown:10.0f}  {told}", flush=True)
        path.unlink()


def write(path: Path, pieces: Iterator[bytes]) -> None:
    """Write a file piece by piece."""
    with path.open("wb") as file:
        file.writelines(pieces)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as scratch:
        main(Path(scratch))
