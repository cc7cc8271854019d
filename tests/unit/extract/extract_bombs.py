"""Files that are made to do harm: small ones that want to become large, deep, endless or dangerous."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from extract_samples import WORD, docx, flate_bomb, odf, packed, pdf

MIB = 1024 * 1024


def zip_bomb() -> bytes:
    """A member of a quarter of a gigabyte of zeros."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("a.txt", "w") as member,
    ):
        block = b"0" * MIB
        for _ in range(256):
            member.write(block)
    return buffer.getvalue()


def many_members() -> bytes:
    return packed({f"{n}.txt": "x" for n in range(30_000)}, zipfile.ZIP_STORED)


def nested_zip() -> bytes:
    data = packed({"a.txt": WORD})
    for level in range(20):
        data = packed({f"{level}.zip": data})
    return data


def wide_nested_zip() -> bytes:
    """Sixteen times sixteen times ... the same hundred kilobytes."""
    data = packed({"a.txt": "x" * 100_000})
    for _ in range(6):
        data = packed(
            {f"{n}.zip": data for n in range(16)}, zipfile.ZIP_STORED if len(data) > MIB else zipfile.ZIP_DEFLATED
        )
        if len(data) > 8 * MIB:
            break
    return data


def lying_zip() -> bytes:
    """A member whose declared size is 10 bytes and that unpacks to 30 MB."""
    data = bytearray(packed({"word/document.xml": b"<a>" + b" " * (30 * MIB), "[Content_Types].xml": ""}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark)
        data[place + offset : place + offset + 4] = (10).to_bytes(4, "little")
    return bytes(data)


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
BILLION_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{_LAUGHS}]><a>{WORD} &l29;</a>'.encode()
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "{"x" * 50_000}">]><a>{WORD} {"&b;" * 50_000}</a>'.encode()
OUTSIDE = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>{WORD} &b;</a>'.encode()


def laughing_docx() -> bytes:
    return packed({"[Content_Types].xml": "", "word/document.xml": BILLION_LAUGHS})


def deep_docx() -> bytes:
    return docx("<w:p>" * 100_000)


def deep_xml() -> bytes:
    return b"<?xml version='1.0'?>" + b"<a>" * 300_000


def deep_json() -> bytes:
    return b"[" * 2_000_000


def deep_html() -> bytes:
    return b"<!doctype html>" + b"<div>" * 300_000 + WORD.encode()


def deep_rtf() -> bytes:
    return b"{\\rtf1 " + b"{" * 1_000_000 + WORD.encode()


def deep_mail() -> bytes:
    head = b"From: a@b\nTo: c@d\nSubject: deep\nMIME-Version: 1.0\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000))
    return head + parts + b"Content-Type: text/plain\n\n" + WORD.encode()


def mail_of_many_parts() -> bytes:
    head = b'From: a@b\nTo: c@d\nSubject: many\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return head + b"--b\nContent-Type: text/plain\n\nx\n" * 20_000 + b"--b--\n"


def box_of_many_mails() -> bytes:
    return b"From x@y Wed Jan 31 12:00:00 2024\nSubject: s\nFrom: a@b\nTo: c@d\n\nx\n\n" * 20_000


def bomb_pdf() -> bytes:
    return pdf(["x"], stream=flate_bomb(60))


def nested_flate_pdf() -> bytes:
    stream = zlib.compress(zlib.compress(flate_bomb(30), 9), 9)
    return pdf(["x"], stream=stream).replace(
        b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    )


def pdf_of_a_million_pages() -> bytes:
    data = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids ["
    data += (
        b"3 0 R " * 1_000_000
        + b"] /Count 1000000 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    )
    return data + b"\nendobj\ntrailer << /Root 1 0 R >>\n"


def pdf_that_is_its_own_parent() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Parent 2 0 R /Count 2 >>\nendobj\n"
        b"trailer << /Root 1 0 R /Prev 9 >>\n"
    )


def huge_sheet() -> bytes:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    from extract_samples import xlsx

    data = io.BytesIO(xlsx({"A": [["x"]]}))
    with zipfile.ZipFile(data) as old:
        parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet {main}><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
    )
    return packed(parts)


def repeating_ods() -> bytes:
    cell = "<table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row>"
    return odf("spreadsheet", f"<table:table table:name='A'>{row * 1000}</table:table>")


def large_png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    size = (65535).to_bytes(4, "big") * 2
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(MIB)) for _ in range(32)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x08\x02\0\0\0") + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _tar_of(members: Iterator[tuple[str, bytes, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind, content in members:
            info = tarfile.TarInfo(name)
            info.type, info.size = kind, len(content)
            info.linkname = "/etc/passwd" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def nasty_tar() -> bytes:
    """Links, devices and names that lead outside, around one good file."""
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
    members = [(f"bad{n}.txt", kind, b"") for n, kind in enumerate(kinds)]
    members += [("../../outside.txt", tarfile.REGTYPE, WORD.encode()), ("/etc/cron.d/x", tarfile.REGTYPE, b"y")]
    return _tar_of(iter(members))


def _stream(compress: Callable[[bytes], bytes]) -> bytes:
    return compress(bytes(64 * MIB))


def regular_expression_killers() -> bytes:
    lines = [
        "#" * 50_000,
        "[" * 50_000,
        "*" * 50_000,
        " " * 50_000 + "x",
        "{" * 50_000,
        "<a " * 20_000,
        "a b " * 50_000,
    ]
    return "\n".join(lines * 3).encode()


# name: (how to make it, whether its harmless words must be found all the same)
BOMBS: dict[str, tuple[Callable[[], bytes], bool]] = {
    "zip.zip": (zip_bomb, False),
    "members.zip": (many_members, False),
    "nested.zip": (nested_zip, False),
    "wide.zip": (wide_nested_zip, False),
    "lying.docx": (lying_zip, False),
    "laughs.xml": (lambda: BILLION_LAUGHS, True),
    "laughs.fb2": (lambda: BILLION_LAUGHS.replace(b"<a>", b"<FictionBook><body><p>"), False),
    "laughs.svg": (lambda: BILLION_LAUGHS, True),
    "laughs.docx": (laughing_docx, False),
    "quadratic.xml": (lambda: QUADRATIC, True),
    "outside.xml": (lambda: OUTSIDE, True),
    "deep.docx": (deep_docx, False),
    "deep.xml": (deep_xml, False),
    "deep.json": (deep_json, False),
    "deep.html": (deep_html, False),
    "deep.rtf": (deep_rtf, False),
    "deep.eml": (deep_mail, False),
    "parts.eml": (mail_of_many_parts, False),
    "box.mbox": (box_of_many_mails, False),
    "bomb.pdf": (bomb_pdf, False),
    "nested.pdf": (nested_flate_pdf, False),
    "pages.pdf": (pdf_of_a_million_pages, False),
    "loop.pdf": (pdf_that_is_its_own_parent, False),
    "huge.xlsx": (huge_sheet, False),
    "repeat.ods": (repeating_ods, False),
    "large.png": (large_png, False),
    "nasty.tar": (nasty_tar, True),
    "zeros.txt.gz": (lambda: _stream(gzip.compress), False),
    "zeros.txt.bz2": (lambda: _stream(bz2.compress), False),
    "zeros.txt.xz": (lambda: _stream(lambda data: lzma.compress(data, preset=1)), False),
    "line.txt": (lambda: b"x " * (50 * MIB), False),
    "killer.md": (regular_expression_killers, False),
    "killer.tex": (regular_expression_killers, False),
    "killer.org": (regular_expression_killers, False),
    "killer.py": (regular_expression_killers, False),
    "killer.html": (regular_expression_killers, False),
    "killer.srt": (regular_expression_killers, False),
    "killer.csv": (regular_expression_killers, False),
    "killer.eml": (lambda: b"From: a@b\nTo: c@d\nSubject: " + b"=?utf-8?q?" * 50_000 + b"\n\n", False),
    "values.json": (lambda: json.dumps(list(range(1_000_000))).encode(), False),
}


def sparse_line(folder: Path) -> Path:
    """A file of 2 GB that takes no room."""
    path = folder / "sparse.log"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    return path
