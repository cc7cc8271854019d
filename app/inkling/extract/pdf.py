"""PDF, through pypdfium2 (imported only here): the text of each page, its outline, and pictures of pages.

PDFium is one per process and not safe with threads; a worker reads one document at a time, so both hold here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from inkling.errors import ExtractError
from inkling.extract.base import Builder, Source, clean, damaged, locked
from inkling.extract.ocr import Line, mark, recognised, text_of
from inkling.extract.pdftext import Box, mended
from inkling.records import LocatorKind, ProblemKind
from inkling.records.said import said

Pdfium = Any  # pypdfium2 has no types: a document, a page, or the text of one
_WHAT = said("The PDF")
_FEW_CHARS = 20  # a page with a picture and less text than a page number and a stamp is a scan
_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
_MAX_OUTLINE = 2_000
_MAX_NOTES, _MAX_NOTE_BYTES = 2_000, 200_000
NO_TEXT_STEP = said("Install Inkling's extra 'ocr': the text in it is then recognised by itself.")


@contextmanager
def opened(data: bytes) -> Iterator[Pdfium]:
    """Open a PDF in memory.

    Raises:
        ExtractError: locked or damaged.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise locked(_WHAT) if "assword" in str(error) else damaged(_WHAT) from error
    with closing(document):
        yield document


def read(source: Source, into: Builder) -> None:
    """Add each page as a place, and the outline as headings over them."""
    with opened(source.data) as document:
        _describe(document, into)
        count = len(document)
        starts: list[tuple[int, int, str]] = []
        without: list[int] = []
        for index in range(min(count, into.limits.pages)):
            with into.place(LocatorKind.PAGE, f"page {index + 1}", index + 1):
                start = into.length
                text, is_picture, lines = _page(document, index, source, into)
                into.add(text + "\n\n" if text else "")
                mark(lines, start, into)
            starts.append((start, into.length, text))
            if is_picture:
                without.append(index + 1)
        _note_pictures(without, into)
        if count > into.limits.pages:
            into.problem(
                ProblemKind.TOO_LARGE,
                said(
                    "Only the first {pages} of {count} pages were read.",
                    pages=f"{into.limits.pages:,}",
                    count=f"{count:,}",
                ),
            )
        _mark_outline(document, starts, into)


def _page(document: Pdfium, index: int, source: Source, into: Builder) -> tuple[str, bool, Sequence[Line]]:
    """Return the text of a page, whether it is a picture that says more than that, and the lines read off a picture."""
    import pypdfium2

    try:
        with closing(document[index]) as page:
            with closing(page.get_textpage()) as textpage:
                text = clean(_signs_of(textpage)[0]).strip()
            notes = _notes(page, text)
            is_picture = len(text) < _FEW_CHARS and _has_picture(page)
            if is_picture and source.ocr:
                lines = recognised(page_pixels(page, 2000))
                return "\n".join(filter(None, (text_of(lines) or text, notes))), not lines, lines
    except pypdfium2.PdfiumError:
        into.problem(
            ProblemKind.DAMAGED, said("This page of the PDF is damaged."), "", said("page {page}", page=index + 1)
        )
        return "", False, ()
    return "\n".join(filter(None, (text, notes))), is_picture, ()


def _signs_of(textpage: Pdfium) -> tuple[str, Sequence[int]]:
    """Return the text of a page, mended, and the number of each character's sign; -1 for a blank that is none."""
    from pypdfium2 import raw as pdfium

    raw = textpage.get_text_range()
    count = textpage.count_chars()
    if count != len(raw):  # signs of unmapped fonts are left out there, and the numbers of boxes count them
        raw = "".join(chr(pdfium.FPDFText_GetUnicode(textpage.raw, index)) for index in range(count))
    return mended(raw, _Signs(textpage))


class _Signs:
    """The signs of a page, as `mended` asks for them."""

    def __init__(self, textpage: Pdfium) -> None:
        from pypdfium2 import raw

        self._textpage, self._raw = textpage, raw

    def box(self, index: int) -> Box:
        found: Box = self._textpage.get_charbox(index, loose=True)
        return found

    def angle(self, index: int) -> float:
        return float(self._raw.FPDFText_GetCharAngle(self._textpage.raw, index))

    def is_unmapped(self, index: int) -> bool:
        return bool(self._raw.FPDFText_HasUnicodeMapError(self._textpage.raw, index) == 1)


def _notes(page: Pdfium, text: str) -> str:
    """Return what stands in fields, comments and boxes of a page and is not in its text."""
    from pypdfium2 import raw

    found: list[str] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_NOTES)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            if raw.FPDFAnnot_GetSubtype(note) in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
                continue
            for key in (b"V", b"Contents"):
                value = clean(_note_text(note, key)).strip()
                if value and value not in ("Off", "Yes", "On") and value not in text and value not in found:
                    found.append(value)
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return "\n".join(found)


def _note_text(note: Pdfium, key: bytes) -> str:
    import ctypes

    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < size <= _MAX_NOTE_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _has_picture(page: Pdfium) -> bool:
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=5))


def _note_pictures(pages: list[int], into: Builder) -> None:
    """Report pages that are pictures, neighbours together."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1][-1:] = [page] if len(runs[-1]) > 1 else [runs[-1][-1], page]
        else:
            runs.append([page])
    for run in runs:
        where = (
            said("page {page}", page=run[0])
            if len(run) == 1
            else said("pages {first}–{last}", first=run[0], last=run[-1])
        )
        into.problem(ProblemKind.NO_TEXT, said("A picture without text, such as a scan."), NO_TEXT_STEP, where)


def _describe(document: Pdfium, into: Builder) -> None:
    import pypdfium2

    try:
        meta = document.get_metadata_dict(skip_empty=True)
    except (pypdfium2.PdfiumError, UnicodeDecodeError):  # broken metadata cost nothing else
        return
    into.title = meta.get("Title", "")
    into.authors.extend(part.strip() for part in meta.get("Author", "").split(";"))
    into.created = iso_from_pdf_date(meta.get("CreationDate", ""))
    into.modified = iso_from_pdf_date(meta.get("ModDate", ""))


def iso_from_pdf_date(date: str) -> str:
    """Return `D:20240131…` as ISO 8601, empty when it is no date."""
    found = _DATE.match(date.strip())
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups()
    if not month:
        return year
    return f"{year}-{month}-{day or '01'}" + (f"T{hour}:{minute or '00'}:{second or '00'}" if hour else "")


def _mark_outline(document: Pdfium, pages: list[tuple[int, int, str]], into: Builder) -> None:
    """Make each entry of the outline a heading from where its words stand on its page, or from the page's top."""
    import pypdfium2

    marks: list[tuple[int, str, int]] = []
    try:
        for entry in document.get_toc(max_depth=9):
            target = entry.get_dest()
            number = target.get_index() if target else None
            title = clean(entry.get_title()).strip()
            if title and number is not None and 0 <= number < len(pages) and len(marks) < _MAX_OUTLINE:
                start, _end, text = pages[number]
                marks.append((start + _position(title, text), title, entry.level + 1))
    except (pypdfium2.PdfiumError, UnicodeDecodeError, ValueError):  # a broken outline costs only itself
        return
    end = pages[-1][1] if pages else 0
    for order, (start, title, level) in enumerate(marks):
        until = next((s for s, _, other in marks[order + 1 :] if other <= level and s >= start), end)
        if until > start:
            into.span(LocatorKind.HEADING, title, start, until, level=level)


def _position(title: str, text: str) -> int:
    words = [re.escape(word) for word in title.split()[:12]]
    found = re.search(r"\s+".join(words), text, re.IGNORECASE)
    return found.start() if found else 0


def page_pixels(page: Pdfium, width_px: int) -> tuple[int, int, bytes]:
    """Return width, height and the RGB bytes of a page as people see it."""
    scale = width_px / max(1.0, page.get_width())
    scale = min(
        scale,
        20_000 / max(1.0, page.get_height()),
        (40_000_000 / max(1.0, page.get_width() * page.get_height())) ** 0.5,
    )
    bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=2)  # 2: BGR, here written as RGB
    with closing(bitmap):
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        data = bytes(bitmap.buffer)
    if stride != 3 * width:
        data = b"".join(data[row * stride : row * stride + 3 * width] for row in range(height))
    return width, height, data


def picture(data: bytes, page: int, width_px: int) -> tuple[int, int, bytes]:
    """Return a page (from 1) as width, height and RGB bytes."""
    import pypdfium2

    with opened(data) as document:
        if not 1 <= page <= len(document):
            raise ExtractError("damaged", said("The PDF has no page {page}.", page=page))
        try:
            with closing(document[page - 1]) as opened_page:
                return page_pixels(opened_page, width_px)
        except pypdfium2.PdfiumError as error:
            raise damaged(said("This page of the PDF")) from error


def boxes(data: bytes, page: int, spans: Sequence[tuple[int, int]]) -> list[list[Box]]:
    """Return where each span of a page's text stands: one box per line, as fractions of the page from its top left.

    The spans count characters from the start of the page's place in the canonical text.
    """
    import pypdfium2

    with opened(data) as document:
        if not 1 <= page <= len(document):
            raise ExtractError("damaged", said("The PDF has no page {page}.", page=page))
        try:
            with closing(document[page - 1]) as opened_page, closing(opened_page.get_textpage()) as textpage:
                kept = _kept_characters(*_signs_of(textpage))
                return [_lines(opened_page, textpage, kept[start:end]) for start, end in spans]
        except pypdfium2.PdfiumError as error:
            raise damaged(said("This page of the PDF")) from error


def _kept_characters(raw: str, indexes: Sequence[int]) -> list[int]:
    """Return PDFium's index of each character that `clean(raw).strip()` keeps."""
    kept = [
        (indexes[place], character)
        for place, character in enumerate(raw)
        if clean(character) and not (character == "\r" and raw[place + 1 : place + 2] == "\n")
    ]
    while kept and kept[0][1].isspace():
        kept.pop(0)
    return [index for index, _ in kept]


def _lines(page: Pdfium, textpage: Pdfium, characters: list[int]) -> list[Box]:
    """Return a box per line, as wide as its signs and as high as the line: signs alone would make it ragged."""
    left0, bottom0, right0, top0 = page.get_bbox()
    width, height = max(1e-6, right0 - left0), max(1e-6, top0 - bottom0)
    lines: list[list[float]] = []
    for index in characters:
        if index < 0:
            continue
        left, bottom, right, top = textpage.get_charbox(index)
        if right <= left or top <= bottom:  # blanks and line ends
            continue
        _, lowest, _, highest = textpage.get_charbox(index, loose=True)
        bottom, top = min(bottom, lowest), max(top, highest)
        middle = (bottom + top) / 2
        if lines and lines[-1][1] <= middle <= lines[-1][3] and left >= lines[-1][0]:
            last = lines[-1]
            last[:] = [last[0], min(last[1], bottom), max(last[2], right), max(last[3], top)]
        else:
            lines.append([left, bottom, right, top])
    return [
        ((x0 - left0) / width, (top0 - y1) / height, (x1 - left0) / width, (top0 - y0) / height)
        for x0, y0, x1, y1 in lines
    ]
