"""What kind of document is inside a ZIP or OLE container, and how are its members read without trusting them?

Declared sizes lie, so members are read through a counting reader; nothing is ever unpacked to disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from inkling.errors import ExtractError
from inkling.extract.base import UNPACK, Builder, damaged, locked
from inkling.records.said import said

_BLOCK = 64 * 1024
_OPENDOCUMENT = "application/vnd.oasis.opendocument."
_ODF_KINDS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odp"}
_MAIN_PARTS = (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx"))
_READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,  # what `zipfile` says of a compression that it does not know
    IndexError,
    KeyError,
)


def zip_kind(data: bytes, extension: str) -> str:
    """Return which kind of document a ZIP is: an office file, a book, or an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            declared = ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
    except (*_READ_ERRORS, RuntimeError):
        return _kind_of_broken_zip(extension)
    if declared.startswith(_OPENDOCUMENT):
        return _ODF_KINDS.get(declared.removeprefix(_OPENDOCUMENT).split("-")[0], "odt")
    known = set(names)
    if declared == "application/epub+zip" or "META-INF/container.xml" in known:
        return "epub"
    if "[Content_Types].xml" in known:
        for prefix, kind in _MAIN_PARTS:
            if any(name.startswith(prefix) for name in names):
                return kind
    if "content.xml" in known and "META-INF/manifest.xml" in known:
        return extension if extension in ("odt", "ods", "odp") else "odt"
    return "archive"


def _kind_of_broken_zip(extension: str) -> str:
    office = {"docx": "docx", "pptx": "pptx", "xlsx": "xlsx", "odt": "odt", "ods": "ods", "odp": "odp", "epub": "epub"}
    return office.get(extension, "archive")


def ole_kind(data: bytes) -> str:
    """Return which kind of document an OLE compound file is, by the names of its streams."""
    from inkling.extract.ole import stream_names

    names = stream_names(data)
    if "EncryptedPackage" in names:
        raise locked(said("The document"))
    if "WordDocument" in names:
        return "doc"
    if "Workbook" in names or "Book" in names:
        return "xls"
    if "PowerPoint Document" in names:
        return "ppt"
    if any(name.startswith(("__substg1.0_", "__properties_version")) for name in names):
        return "msg"
    raise ExtractError(
        "unsupported",
        said("The file is of an old Windows format that Inkling does not know."),
        said("Save it in a newer format."),
    )


class Zip:
    """The members of a ZIP, each read up to its limits.

    Args:
        data: the whole container.
        into: the document that accounts for what is unpacked.
        what: how to call the file in messages.
    """

    def __init__(self, data: bytes, into: Builder, what: str) -> None:
        self._into = into
        self._what = what
        self._packed = len(data)
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _READ_ERRORS as error:
            raise damaged(what) from error
        if len(self._archive.filelist) > into.limits.members:
            raise ExtractError(
                "too_large", said("It holds more than {members} files.", members=f"{into.limits.members:,}"), UNPACK
            )
        self._infos = {info.filename: info for info in self._archive.filelist}

    def names(self) -> list[str]:
        """Return the names of all members that are files, in the order of the container."""
        return [info.filename for info in self._archive.filelist if not info.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def is_locked(self, name: str) -> bool:
        """Whether a member asks for a password."""
        return bool(self._infos[name].flag_bits & 1)

    def is_large(self, name: str) -> bool:
        """Whether a member unpacks, or says that it does, to more than a megabyte."""
        info = self._infos[name]
        return max(info.file_size, info.compress_size * 20) > 1024 * 1024

    def read(self, name: str) -> bytes:
        """Return a member as a whole.

        Raises:
            ExtractError: it is absent, damaged, locked, or larger than a limit.
        """
        return b"".join(self.blocks(name))

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield a member piece by piece; raises as `read` does."""
        info = self._infos.get(name)
        if info is None:
            raise damaged(self._what)
        if info.flag_bits & 1:
            raise locked(self._what)
        size = 0
        try:
            with self._archive.open(info) as member:
                while block := member.read(_BLOCK):
                    size += len(block)
                    self._count(size, len(block))
                    yield block
        except _READ_ERRORS as error:
            raise damaged(self._what) from error

    def stream(self, name: str) -> io.BufferedReader:
        """Return a member as a file object that counts what it hands out; errors as in `read`."""
        return io.BufferedReader(_Blocks(self.blocks(name)), _BLOCK)

    def _count(self, size: int, more: int) -> None:
        limits = self._into.limits
        self._unpacked += more
        self._into.count_bytes(more)
        ratio_met = self._unpacked > limits.ratio_from and self._unpacked > limits.ratio * self._packed
        if size > limits.member_bytes or ratio_met:
            raise ExtractError(
                "too_large", said("{what} unpacks to far more than a document needs.", what=self._what), UNPACK
            )


class _Blocks(io.RawIOBase):
    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's own name for a buffer
        if not self._left:
            self._left = next(self._blocks, b"")
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count
