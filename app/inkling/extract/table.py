"""Which family reads which file? One explicit table: signatures first, names second, and no guessing beyond that.

A signature in the bytes wins over the name; a name only chooses among formats that are plain text. `kind` is what
people see and what `type:` in a query takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from inkling.errors import ExtractError
from inkling.extract.base import Source
from inkling.extract.containers import ole_kind, zip_kind
from inkling.extract.decode import wide_encoding
from inkling.records.said import said


@dataclass(frozen=True, slots=True)
class Family:
    """One row: the kind, the module in this package that reads it, and how much of a worker's life it takes."""

    kind: str
    module: str
    extensions: str = ""
    weight: int = 1


# A worker is replaced after documents of this weight together: 200 of the kinds that native libraries parse.
WORKER_LIFE = 2000

_CODE = (
    "py pyi js mjs cjs ts tsx jsx c h cc cpp cxx hpp hh java kt kts scala go rs rb php pl pm lua r jl m mm swift cs "
    "vb fs sh bash zsh fish ps1 bat cmd sql asm s v vhd vhdl sv el lisp clj cljs erl ex exs hs ml mli d nim zig "
    "dart groovy gradle cmake make mk css scss sass less vue svelte proto thrift graphql tf nix tcl awk sed f f90 "
    "f95 pas ada adb ads"
)
_TEXT = (
    "txt text asc nfo readme license rst adoc asciidoc textile mediawiki wiki dokuwiki creole pod man 1 2 3 4 5 6 7 "
    "8 ini cfg conf config toml yaml yml properties env desktop service bib bibtex ris diff patch po typ typst "
    "rtx me dtd vcf ics ical gitignore gitattributes editorconfig muse djot jira t2t ms texinfo texi context native "
    "haddock"
)
FAMILIES = (
    Family("text", "plain", _TEXT),
    Family("markdown", "markdown", "md markdown mdown mkd mdx qmd rmd markua"),
    Family("code", "code", _CODE),
    Family("csv", "csvs", "csv tsv tab psv"),
    Family("json", "jsons", "json jsonl ndjson geojson webmanifest har"),
    Family("notebook", "notebook", "ipynb"),
    Family("log", "plain", "log out err"),
    Family("subtitles", "subtitles", "srt vtt sbv"),
    Family("latex", "latex", "tex latex ltx sty cls"),
    Family("org", "org", "org"),
    Family("html", "html", "html htm xhtml xht shtml mhtml5 html4 html5", 2),
    Family(
        "xml", "xmldoc", "xml opml docbook docbook4 docbook5 dbk jats tei rss atom svg xsd xsl xslt opf ncx icml", 2
    ),
    Family("fb2", "fb2", "fb2", 10),
    Family("mail", "mail", "eml mbox mbx mht mhtml", 5),
    Family("rtf", "rtf", "rtf", 10),
    Family("pdf", "pdf", "pdf", 10),
    Family("docx", "docx", "docx docm dotx dotm", 10),
    Family("pptx", "pptx", "pptx pptm ppsx ppsm potx potm", 10),
    Family("xlsx", "sheets", "xlsx xlsm xltx xltm xlam xlsb", 10),
    Family("xls", "sheets", "xls xlt", 10),
    Family("odt", "odf", "odt ott fodt odm", 10),
    Family("ods", "odf", "ods ots fods", 10),
    Family("odp", "odf", "odp otp fodp odg otg", 10),
    Family("epub", "epub", "epub", 10),
    Family("msg", "outlook", "msg", 10),
    Family("doc", "word97", "doc dot", 10),
    Family("ppt", "powerpoint97", "ppt pps pot", 10),
    Family("archive", "archive", "zip tar gz tgz bz2 tbz2 xz txz jar cbz", 10),
    Family("image", "image", "png jpg jpeg jpe gif bmp tif tiff webp", 10),
)
BY_KIND = {family.kind: family for family in FAMILIES}
_BY_EXTENSION = {e: family for family in FAMILIES for e in family.extensions.split()}
_PLAIN_NAMES = "text markdown code csv json notebook log subtitles latex org html xml fb2 mail"
_PLAIN = frozenset(_PLAIN_NAMES.split())
_NAMES = {"makefile": "code", "dockerfile": "code", "cmakelists.txt": "code", "readme": "text", "license": "text"}
_MEDIA_TYPES = {
    "text/html": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "message/rfc822": "mail",
    "application/json": "json",
    "text/xml": "xml",
    "application/xml": "xml",
}

# Signatures and where they stand.
_SIGNATURES = (
    (0, b"{\\rtf", "rtf"),
    (0, b"\x89PNG\r\n\x1a\n", "image"),
    (0, b"\xff\xd8\xff", "image"),
    (0, b"GIF8", "image"),
    (0, b"II*\0", "image"),
    (0, b"MM\0*", "image"),
    (8, b"WEBP", "image"),
    (6, b"\0\0\0\0\x36\0\0\0", "image"),  # BMP: its magic alone is two letters
    (6, b"\0\0\0\0\x8a\0\0\0", "image"),
    (0, b"\x1f\x8b", "archive"),
    (0, b"BZh", "archive"),
    (0, b"\xfd7zXZ\0", "archive"),
    (257, b"ustar", "archive"),
)
_FOREIGN = {
    said("a program"): (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\0asm", b"!<arch>\n"),
    said("an archive of a kind that Inkling cannot open"): (
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07",
        b"\x28\xb5\x2f\xfd",
    ),
    said("a database"): (b"SQLite format 3\0",),
    said("a sound or video file"): (b"ID3", b"OggS", b"fLaC", b"\xff\xfb", b"\x1aE\xdf\xa3"),
    said("a font"): (b"wOFF", b"wOF2", b"\0\x01\0\0\0", b"OTTO"),
    said("a picture"): (b"\x97JB2",),
    said("a PostScript file"): (b"%!PS",),
    said("a DjVu file"): (b"AT&TFORM",),
}
_MAIL_HEADER = re.compile(
    rb"(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|content-type|x-[\w-]+|cc|sender"
    rb"|reply-to|bcc|references|in-reply-to|dkim-signature|content-[\w-]+|user-agent|list-[\w-]+|authentication-results)"
    rb"[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE,
)
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE | re.DOTALL
)
_XML_START = re.compile(rb"\s*<\?xml[\s?]")
_XML_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)[\s/>]")
_ROOTS = {b"FictionBook": "fb2", b"html": "html", b"HTML": "html", b"office:document": "odt"}


def identify(source: Source) -> Family:
    """Return the family that reads this file.

    Raises:
        ExtractError: no family does; the error says what the file is, where that can be told.
    """
    if not source.data:
        raise ExtractError("no_text", said("The file is empty."), said("There is nothing to search in it."))
    kind = _kind_by_signature(source) or _kind_by_name(source)
    return BY_KIND[kind]


def _kind_by_signature(source: Source) -> str:
    data = source.data
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return zip_kind(data, source.extension)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ole_kind(data)
    if b"%PDF-" in data[:1024] and (data.startswith(b"%PDF-") or not _is_texty(source)):
        return "pdf"
    for offset, signature, kind in _SIGNATURES:
        if data.startswith(signature, offset):
            return kind
    _refuse_foreign(data)
    return _kind_of_markup(source)


def _refuse_foreign(data: bytes) -> None:
    head = data[:512]
    for what, signatures in _FOREIGN.items():
        for signature in signatures:
            if head.startswith(signature) and (len(signature) > 3 or not head.isascii() or b"\0" in head):
                raise _foreign(what)
    if head[4:8] == b"ftyp" or head[:4] == b"RIFF":
        raise _foreign(said("a sound or video file"))


def _foreign(what: str) -> ExtractError:
    return ExtractError(
        "unsupported",
        said("This is {what}; Inkling reads no text from those.", what=what),
        said("Leave such files out in the folder's rules."),
    )


def _kind_of_markup(source: Source) -> str:
    by_name = _BY_EXTENSION.get(source.extension)
    if by_name is not None and by_name.kind in ("html", "mail", "fb2", "markdown", "code"):
        return ""
    head = source.data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _XML_START.match(head):
        root = _XML_ROOT.search(head)
        if root and root[1] in _ROOTS:
            flat = by_name is not None and by_name.kind in ("ods", "odp")
            return by_name.kind if flat and by_name is not None else _ROOTS[root[1]]
        return "xml"
    return "html" if _HTML_START.match(head) else ""


def _kind_by_name(source: Source) -> str:
    family = _BY_EXTENSION.get(source.extension)
    kind = family.kind if family else _NAMES.get(source.name.lower(), "") or _MEDIA_TYPES.get(source.media_type, "")
    if not _is_texty(source):
        if kind and kind not in _PLAIN:
            raise ExtractError(
                "damaged",
                said("The file is named like one of another kind ({kind}) than what is in it.", kind=kind),
                said("Open it in its own program; if that can, save it again there."),
            )
        raise ExtractError(
            "unsupported",
            said("The file is not text, and its format is not known to Inkling."),
            said("Nothing needs to be done."),
        )
    if kind in _PLAIN:
        return kind
    return "mail" if _is_mail(source.data) else "text"


def _is_mail(data: bytes) -> bool:
    """Whether the file starts like a mailbox or with at least three mail headers."""
    head = data[:8192].replace(b"\r\n", b"\n")
    if head.startswith(b"From ") and b"\n" in head:
        head = head[head.index(b"\n") + 1 :]
    position = found = 0
    while found < 3 and (header := _MAIL_HEADER.match(head, position)):
        position, found = header.end(), found + 1
    return found >= 3


def _is_texty(source: Source) -> bool:
    """Whether the bytes look like text in some encoding: no NULs, unless as UTF-16 or UTF-32 has them."""
    head = source.data[:4096]
    if b"\0" not in head:
        controls = len(head) - len(
            head.translate(None, bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1b\x1a\b"))
        )
        return controls <= len(head) // 20
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or bool(wide_encoding(head))
