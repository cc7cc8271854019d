"""Write a folder of made-up documents of a household, for pictures of the program: always the same ones.

    python packaging/demonstration.py FOLDER          in English, with a folder of Chinese travel notes
    python packaging/demonstration.py FOLDER zh_CN    in Chinese

The texts stand in `packaging/demonstration/`. A line `=== PATH | DATE` begins a document; what follows the date says
how it is made from another one: `< PATH` the same text with the replacements that follow (`old => new`), `+ PATH` its
own text and then the other one whole, `= PATH` the same bytes. PDF and Word files are real ones, so that the pictures
show real pages; one file is only a scan and one is damaged, because every household has such files.
"""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

TEXTS = Path(__file__).parent / "demonstration"
FACES = "'Noto Serif', 'DejaVu Serif', 'Droid Sans Fallback'"
SHARED = "旅行/"  # these Chinese notes are in the English library too
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as it is written down: `how` is how it is made from `other`, or nothing."""

    path: str
    date: str
    how: str
    other: str
    text: str


def entries(language: str) -> list[Entry]:
    """Read what is written down for a language, in order."""
    found = _read("zh_CN")
    return found if language == "zh_CN" else _read("en") + [one for one in found if one.path.startswith(SHARED)]


def _read(language: str) -> list[Entry]:
    found = []
    for part in (TEXTS / f"{language}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, text = part.partition("\n")
        path, _, rest = head.partition(" | ")
        date, how, other = rest[:10], rest[11:12], rest[13:]
        found.append(Entry(path, date, how, other, text.strip()))
    return found


def write(folder: Path, language: str) -> int:
    """Write the documents and return how many there are."""
    texts: dict[str, str] = {}
    wanted = sorted(entries(language), key=lambda one: one.how != "")  # whole ones first, the others are made of them
    for entry in wanted:
        path = folder / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry.how == "=":
            path.write_bytes((folder / entry.other).read_bytes())
        else:
            texts[entry.path] = _text_of(entry, texts)
            _WRITERS[path.suffix](path, texts[entry.path])
        _set_time(path, entry.date)
    _write_scan(folder, *SCANS[language])
    _write_broken(folder / "Downloads", BROKEN[language])
    return len(wanted) + 2


def _text_of(entry: Entry, texts: dict[str, str]) -> str:
    if entry.how == "+":
        return f"{entry.text}\n\n{texts[entry.other].lstrip('# ')}"
    if entry.how != "<":
        return entry.text
    text = texts[entry.other]
    for line in entry.text.splitlines():
        old, _, new = line.partition(" => ")
        assert old in text, f"{entry.path}: {old!r} does not stand in {entry.other}"
        text = text.replace(old, new, 1)
    return text


def _set_time(path: Path, date: str) -> None:
    when = datetime.fromisoformat(f"{date}T09:30:00").replace(tzinfo=UTC).timestamp()
    os.utime(path, (when, when))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("**", "").split("\n\n") if part.strip()]


def _write_plain(path: Path, text: str) -> None:
    path.write_text(f"{text}\n", encoding="utf-8")


def _write_mail(path: Path, text: str) -> None:
    head, _, body = text.partition("\n\n")
    plain = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit"
    path.write_text(f"{head}\n{plain}\n\n{body}\n", encoding="utf-8")


def _write_page(path: Path, text: str) -> None:
    inside = "".join(f"<p>{escape(part)}</p>\n" for part in _paragraphs(text))
    head = f'<!DOCTYPE html>\n<meta charset="utf-8">\n<title>{escape(path.stem)}</title>\n'
    path.write_text(f"{head}<h1>{escape(path.stem)}</h1>\n{inside}", encoding="utf-8")


def _write_word(path: Path, text: str) -> None:
    lines = (line for part in _paragraphs(text) for line in part.split("\n"))
    body = "".join(f"<w:p><w:r><w:t>{escape(line.lstrip('# '))}</w:t></w:r></w:p>" for line in lines)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, inside in parts.items():
            stamp = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            packed.writestr(stamp, f'<?xml version="1.0" encoding="UTF-8"?>{inside}')


def _write_pdf(path: Path, text: str) -> None:
    from PySide6.QtCore import QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

    first, *others = _paragraphs(text.lstrip("# "))
    title, _, rest = first.partition("\n")
    inside = [rest, *others] if rest else others
    told = "".join("<p>{}</p>".format(escape(part).replace("\n", "<br>")) for part in inside)
    document = QTextDocument()
    style = f"font-family: {FACES}; font-size: 11pt; line-height: 135%"
    document.setHtml(f'<body style="{style}"><h3>{escape(title)}</h3>{told}</body>')
    document.setDocumentMargin(56)
    document.setPageSize(QSizeF(559, 794))  # A5; a document that has no size gets a second margin
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setTitle(path.stem)
    document.print_(writer)


def _write_scan(folder: Path, name: str, words: str) -> None:
    """Write a scan: a picture of words that holds none."""
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QFont, QImage, QPageSize, QPainter, QPdfWriter

    sheet = QImage(620, 877, QImage.Format.Format_Grayscale8)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.setFont(QFont("DejaVu Serif", 22))
    painter.drawText(QRect(60, 120, 500, 400), Qt.AlignmentFlag.AlignHCenter, words)
    painter.end()
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    painter = QPainter(writer)
    painter.drawImage(QRect(0, 0, writer.width(), writer.height()), sheet)
    painter.end()
    _set_time(path, "2023-05-14")


def _write_broken(folder: Path, name: str) -> None:
    """Write a Word file that was cut off while it came."""
    path = folder / name
    _write_word(path, "Row 7, seats 12 and 13.")
    path.write_bytes(path.read_bytes()[:-200])
    _set_time(path, "2026-10-30")


SCANS = {
    "en": ("Home/Birth certificate, scanned.pdf", "Certificate of birth\n\nAna Novak"),
    "zh_CN": ("健康/出生证明 扫描件.pdf", "出生医学证明\n\n林美"),
}
BROKEN = {"en": "Tickets for the theatre.docx", "zh_CN": "话剧票.docx"}
_WRITERS: dict[str, Callable[[Path, str], None]] = {
    ".md": _write_plain,
    ".txt": _write_plain,
    ".csv": _write_plain,
    ".eml": _write_mail,
    ".html": _write_page,
    ".docx": _write_word,
    ".pdf": _write_pdf,
}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    print(f"{write(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else 'en')} documents")
