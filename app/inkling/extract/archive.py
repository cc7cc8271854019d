"""Archives (ZIP, TAR, and single files under gzip, bzip2, xz): each member a place, read by its own family.

Nothing is unpacked to disk; links and devices in a TAR are passed over; names of members are labels, never paths.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable
from typing import IO, cast

from inkling.errors import ExtractError
from inkling.extract.base import UNPACK, Builder, Source, damaged, locked
from inkling.extract.containers import Zip
from inkling.extract.dispatch import read_inside
from inkling.records import LocatorKind, ProblemKind
from inkling.records.said import said

_WHAT = said("The archive")
_BLOCK = 256 * 1024
_ERRORS = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)


def read(source: Source, into: Builder) -> None:
    """Add every member that can be read."""
    if source.data[:2] == b"PK":
        _read_zip(source, into)
    elif source.data.startswith(tuple(_PACKED)):
        _read_packed(source, into)
    else:
        _read_tar(source, io.BytesIO(source.data), into)


def _read_zip(source: Source, into: Builder) -> None:
    parts = Zip(source.data, into, _WHAT)
    names = parts.names()
    if names and all(parts.is_locked(name) for name in names):
        raise locked(_WHAT)
    for name in names:
        if parts.is_locked(name):
            into.problem(ProblemKind.LOCKED, said("It is protected by a password."), UNPACK, name)
            continue
        try:
            into.count_member()
            data = parts.read(name)
        except ExtractError as error:
            if error.kind == "too_large":
                raise
            into.problem(ProblemKind(error.kind), error.reason, error.next_step, name)
            continue
        read_inside(Source(name, data, depth=source.depth + 1, ocr=source.ocr), LocatorKind.MEMBER, into)


def _read_packed(source: Source, into: Builder) -> None:
    """Read one compressed file, which may be a TAR."""
    packed = io.BytesIO(source.data)
    opening = next(opening for signature, opening in _PACKED.items() if source.data.startswith(signature))
    with opening(packed) as stream:
        data = _unpacked(stream, len(source.data), into)
    if data[257:262] == b"ustar":
        _read_tar(source, io.BytesIO(data), into)
        return
    name = source.name
    stem, dot, extension = name.rpartition(".")
    inner = stem if dot and extension.lower() in ("gz", "bz2", "xz", "tgz", "z") else name
    into.count_member()
    read_inside(Source(inner, data, depth=source.depth + 1, ocr=source.ocr), LocatorKind.MEMBER, into)


def _gzip(packed: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=packed))


_PACKED: dict[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b": _gzip,
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}


def _unpacked(stream: IO[bytes], packed: int, into: Builder) -> bytes:
    """Return what a stream unpacks to, up to the limits; of a broken one, the sound start."""
    limits, pieces, size = into.limits, [], 0
    try:
        while block := stream.read(_BLOCK):
            pieces.append(block)
            size += len(block)
            into.count_bytes(len(block))
            if size > limits.member_bytes or (size > limits.ratio_from and size > limits.ratio * packed):
                raise ExtractError(
                    "too_large", said("{what} unpacks to far more than a document needs.", what=_WHAT), UNPACK
                )
    except _ERRORS as error:
        if not pieces:
            raise damaged(_WHAT) from error
        into.problem(ProblemKind.DAMAGED, said("The archive is cut off; its start was read."), "")
    return b"".join(pieces)


def _read_tar(source: Source, stream: IO[bytes], into: Builder) -> None:
    try:
        with tarfile.open(fileobj=stream, mode="r:") as archive:
            for member in archive:
                into.count_member()
                if not member.isreg():
                    continue
                if member.size > into.limits.member_bytes:
                    into.problem(
                        ProblemKind.TOO_LARGE,
                        said("It is too large to be read inside an archive."),
                        UNPACK,
                        member.name,
                    )
                    continue
                into.count_bytes(member.size if source.depth else 0)
                content = archive.extractfile(member)
                data = content.read() if content is not None else b""
                read_inside(Source(member.name, data, depth=source.depth + 1, ocr=source.ocr), LocatorKind.MEMBER, into)
    except _ERRORS as error:
        if into.length:
            into.problem(ProblemKind.DAMAGED, said("The archive is cut off; its start was read."), "")
            return
        raise damaged(_WHAT) from error
