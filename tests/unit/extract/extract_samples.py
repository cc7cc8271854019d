"""Small documents of every family, made here byte by byte, each with the words that must be found in it."""

from __future__ import annotations

import io
import json
import zipfile
import zlib

WORD = "heliotrope"  # what every sample says


def packed(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of named parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def pdf(pages: list[str | None], *, title: str = "", stream: bytes | None = None) -> bytes:
    """Return a PDF with a line of text per page; None makes a page that is only a picture."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, text in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        if text is None:
            content = b"q 500 0 0 500 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
        else:
            shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            content = f"BT /F1 20 Tf 60 700 Td ({shown}) Tj ET".encode("latin-1")
        if stream is not None:
            content = stream
            objects.append(b"<< /Length %d /Filter /FlateDecode >> stream\n%b\nendstream" % (len(content), content))
        else:
            objects.append(b"<< /Length %d >> stream\n%b\nendstream" % (len(content), content))
    if title:
        objects.append(f"<< /Title ({title}) /Author (Ana Lee) /CreationDate (D:20240131120000Z) >>".encode())
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    info = b"/Info %d 0 R" % len(objects) if title else b""
    out += b"trailer << /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, info, start)
    return bytes(out)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>A title</dc:title><dc:creator>Ana Lee</dc:creator>"
    "<dcterms:created>2024-01-31T12:00:00Z</dcterms:created>"
    "</cp:coreProperties>"
)
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(body: str = "") -> bytes:
    """Return a Word document with a heading, a list, a table and a footnote, or with the given body."""
    body = body or (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>First part</w:t></w:r></w:p>'
        f"<w:p><w:r><w:t>The {WORD} </w:t></w:r><w:r><w:t>blooms.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>an item</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell one</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>cell two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Second part</w:t></w:r></w:p>'
        "<w:p><w:r><w:del><w:t>taken out</w:t></w:del></w:r></w:p>"
    )
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {_W}><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnotes>",
            "docProps/core.xml": _CORE,
        }
    )


def pptx(slides: list[str]) -> bytes:
    """Return a presentation whose slides stand in the reverse order of their file names."""
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    count = len(slides)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "ppt/presentation.xml": f"<p:presentation {p} {r}><p:sldIdLst>"
        + "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(count))
        + "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": "<Relationships>"
        + "".join(
            f'<Relationship Id="r{n}" Type="x/slide" Target="slides/slide{count - n}.xml"/>' for n in range(count)
        )
        + "</Relationships>",
    }
    for n, text in enumerate(slides):
        parts[f"ppt/slides/slide{count - n}.xml"] = (
            f"<p:sld {p} {a}><p:sp><p:nvSpPr><p:nvPr><p:ph type='title'/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r>"
            f"<a:t>Title {n + 1}</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:txBody><a:p><a:r>"
            f"<a:t>{text}</a:t></a:r></a:p>"
            "</p:txBody></p:sp></p:sld>"
        )
    return packed(parts)


def xlsx(sheets: dict[str, list[list[str | float]]]) -> bytes:
    """Return a spreadsheet with inline strings and numbers."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"<workbook {main} {r}><sheets>"
        + "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
    }
    for n, rows in enumerate(sheets.values(), 1):
        lines = []
        for y, row in enumerate(rows, 1):
            cells = []
            for x, value in enumerate(row):
                place = f"{chr(65 + x)}{y}"
                if isinstance(value, str):
                    cells.append(f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>')
                else:
                    cells.append(f'<c r="{place}"><v>{value}</v></c>')
            lines.append(f'<row r="{y}">{"".join(cells)}</row>')
        parts[f"xl/worksheets/sheet{n}.xml"] = f"<worksheet {main}><sheetData>{''.join(lines)}</sheetData></worksheet>"
    return packed(parts)


def odf(kind: str, body: str) -> bytes:
    """Return an OpenDocument file of a kind (text, spreadsheet, presentation) with the given body."""
    names = {"office": "office", "text": "text", "table": "table", "draw": "drawing"}
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {spaces}><office:body>"
            f"<office:{kind}>{body}</office:{kind}></office:body>"
            "</office:document-content>",
        }
    )


def epub(chapters: list[tuple[str, str]]) -> bytes:
    """Return a book; its table of contents knows the names of the chapters."""
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="x"/>' for n in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    links = "".join(f'<li><a href="c{n}.xhtml">{name}</a></li>' for n, (name, _) in enumerate(chapters))
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>',
        "O/p.opf": '<package xmlns:dc="d"><metadata><dc:title>Book</dc:title><dc:creator>Ana Lee</dc:creator>'
        f'<dc:language>EN</dc:language></metadata><manifest>{items}<item id="n" href="n.xhtml" properties="nav"/>'
        f"</manifest><spine>{spine}</spine></package>",
        "O/n.xhtml": f"<html><body><ol>{links}</ol></body></html>",
    }
    for n, (_, text) in enumerate(chapters):
        parts[f"O/c{n}.xhtml"] = f"<?xml version='1.0'?><html><body><p>{text}</p></body></html>"
    return packed(parts)


MAIL = (
    "From: =?utf-8?q?Ana_M=C3=BCller?= <ana@example.org>\r\nTo: bo@example.org, Cy <cy@example.org>\r\n"
    "Subject: =?utf-8?b?UmVwb3J0IDEyIMO8YmVy?=\r\nDate: Wed, 31 Jan 2024 12:00:00 +0100\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    "--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    f"The {WORD} is f=FCr you.\r\n"
    '--x\r\nContent-Type: text/markdown; name="notes.md"\r\n'
    'Content-Disposition: attachment; filename="notes.md"\r\n\r\n'
    "# Inside\r\nattached words\r\n--x--\r\n"
).encode()

NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "source": ["# Study\n", f"On {WORD}."]},
            {"cell_type": "code", "source": "print(1)", "outputs": [{"text": ["printed\n"]}]},
        ],
        "nbformat": 4,
    }
).encode()

FB2 = (
    "<?xml version='1.0'?><FictionBook xmlns='http://www.gribuser.ru/xml/fictionbook/2.0'><description><title-info>"
    "<author><first-name>Ana</first-name><last-name>Lee</last-name></author><book-title>Novel</book-title><lang>en</lang>"
    "</title-info></description><body><section><title><p>One</p></title>"
    f"<p>A <emphasis>{WORD}</emphasis> <strong>grew</strong> there.</p></section></body></FictionBook>"
).encode()

# name: (bytes, kind, words that must be in the text)
FAMILIES: dict[str, tuple[bytes, str, tuple[str, ...]]] = {
    "a.txt": (f"A {WORD}.\r\nSecond line".encode(), "text", (WORD, "Second line")),
    "a.md": (f"---\ntitle: Plan\n---\n# Top\n{WORD}\n\nSub\n---\nmore".encode(), "markdown", (WORD, "more")),
    "a.py": (f"class Plant:\n    def grow(self):\n        return '{WORD}'\n".encode(), "code", (WORD, "def grow")),
    "a.csv": (f"name;price\n{WORD};3\n".encode(), "csv", (f"{WORD}\t3",)),
    "a.json": (('{"plant": {"name": "' + WORD + '", "tags": ["a\\u00e9"]}}').encode(), "json", (f"name: {WORD}", "aé")),
    "a.jsonl": (('{"n": 1}\n{"n": "' + WORD + '"}\n').encode(), "json", (f"n: {WORD}",)),
    "a.log": (f"2024-01-31 {WORD}\n".encode(), "log", (WORD,)),
    "a.srt": (f"1\n00:00:01,000 --> 00:00:02,000\n<i>{WORD}</i>\nsaid\n\n2\n".encode(), "subtitles", (WORD, "said")),
    "a.vtt": (f"WEBVTT\n\n00:01.000 --> 00:02.000\n{WORD}\n".encode(), "subtitles", (WORD,)),
    "a.ipynb": (NOTEBOOK, "notebook", (WORD, "print(1)", "printed")),
    "a.tex": (
        (r"\title{T}\begin{document}\section{Intro}\textbf{" + WORD + r"} caf\'e % no").encode(),
        "latex",
        (WORD, "café"),
    ),
    "a.org": (f"#+TITLE: T\n* Head :tag:\n{WORD}\n".encode(), "org", (WORD,)),
    "a.html": (
        f"<!doctype html><title>T</title><h1>Head</h1><p>A <b>{WORD}</b> x<script>no()</script>".encode(),
        "html",
        (f"A {WORD} x",),
    ),
    "a.xml": (f"<a><title>T</title><p>one <b>{WORD}</b> two</p></a>".encode(), "xml", (f"one {WORD} two",)),
    "a.pdf": (pdf([f"A {WORD} here", "second page"], title="Paper"), "pdf", (WORD, "second page")),
    "a.docx": (docx(), "docx", (f"The {WORD} blooms.", "- an item", "cell one", "a note")),
    "a.pptx": (pptx([WORD, "last"]), "pptx", (WORD, "last")),
    "a.xlsx": (xlsx({"Costs": [[WORD, 3.0]], "Second": [["x", 1.5]]}), "xlsx", (f"{WORD}\t3", "x\t1.5")),
    "a.odt": (
        odf("text", f"<text:h text:outline-level='1'>Head</text:h><text:p>a <text:span>{WORD}</text:span> b</text:p>"),
        "odt",
        (f"a {WORD} b",),
    ),
    "a.ods": (
        odf(
            "spreadsheet",
            f"<table:table table:name='Costs'><table:table-row>"
            f"<table:table-cell><text:p>{WORD}</text:p></table:table-cell>"
            "<table:table-cell><text:p>7</text:p></table:table-cell></table:table-row></table:table>",
        ),
        "ods",
        (f"{WORD}\t7",),
    ),
    "a.odp": (odf("presentation", f"<draw:page><text:p>{WORD}</text:p></draw:page>"), "odp", (WORD,)),
    "a.rtf": (rb"{\rtf1\ansi{\info{\title T}} A " + WORD.encode() + rb"\par caf\'e9}", "rtf", (WORD, "café")),
    "a.epub": (epub([("One", WORD), ("Two", "end")]), "epub", (WORD, "end")),
    "a.fb2": (FB2, "fb2", (f"A {WORD} grew there.",)),
    "a.eml": (MAIL, "mail", (f"The {WORD} is für you.", "attached words")),
    "a.zip": (packed({"in/a.txt": WORD, "b.docx": docx()}), "archive", (WORD, "cell two")),
}


def flate_bomb(megabytes: int) -> bytes:
    """Return a stream of drawing commands that unpacks to many megabytes."""
    packer = zlib.compressobj(9)
    block = b"0 0 m 1 1 l S " * 75_000
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
