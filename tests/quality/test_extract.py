"""All the real documents, good and broken: does each end as text or as a problem, and is the text right?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from inkling.extract.base import clean
from inkling.extract.decode import decode
from inkling.extract.jail import Extracted, Jail
from inkling.progress import Cancel
from inkling.records import LocatorKind, ProblemKind

pytestmark = pytest.mark.quality

Everything = dict[bytes, Extracted]
SECONDS: list[float] = []


@pytest.fixture(scope="module")
def everything(shared: Path) -> Everything:
    paths = [os.fsencode(Path(folder) / name) for folder, _, names in os.walk(shared / "documents") for name in names]
    began = time.monotonic()
    with Jail(2) as jail:
        found = dict(jail.extract_many(paths, Cancel()))
    SECONDS.append(time.monotonic() - began)
    assert len(found) == len(paths) > 1000
    return found


def test_every_file_ends_as_text_or_as_a_problem_in_time(everything: Everything) -> None:
    for path, extracted in everything.items():
        assert (extracted.document is None) != (extracted.problem is None), path
        problems = extracted.document.problems if extracted.document else (extracted.problem,)
        for problem in problems:
            assert problem is not None
            assert problem.path == path
            assert problem.reason.strip(), path
            assert problem.next_step.strip(), path
    assert SECONDS[0] < 90


def test_no_reader_breaks_down(everything: Everything) -> None:
    wrong = {ProblemKind.CRASHED, ProblemKind.TOO_SLOW, ProblemKind.VANISHED, ProblemKind.UNREADABLE}
    assert not [path for path, e in everything.items() if e.problem and e.problem.kind in wrong]


def test_nearly_all_files_that_hold_text_give_it(everything: Everything) -> None:
    kinds = Counter(
        e.document.kind if e.document else str(e.problem and e.problem.kind.value) for e in everything.values()
    )
    assert sum(1 for e in everything.values() if e.document) >= 990, kinds


def test_texts_are_canonical_and_places_exact(everything: Everything) -> None:
    for path, extracted in everything.items():
        document = extracted.document
        if document is None:
            continue
        assert clean(document.text) == document.text, path
        assert all(0 <= p.start <= p.end <= len(document.text) for p in document.locators), path
        for kind in (LocatorKind.PAGE, LocatorKind.SLIDE, LocatorKind.SHEET):
            counted = [p for p in document.locators if p.kind is kind]
            if document.kind in ("mail", "archive", "msg"):  # several files inside, each counted for itself
                continue
            assert [p.number for p in counted] == list(range(1, len(counted) + 1)), path
            assert all(a.end <= b.start for a, b in pairwise(counted)), path


def test_the_same_bytes_give_the_same_text(everything: Everything) -> None:
    seen: dict[bytes, object] = {}
    for path, extracted in everything.items():
        if extracted.document is not None and len(extracted.digest) == 16:
            key = extracted.digest + extracted.document.kind.encode() + path.rpartition(b".")[2]
            assert seen.setdefault(key, extracted.document.text) == extracted.document.text, path


# ------------------------------------------------------------------------------------------------------ encodings

_CODECS = {
    "GB2312": "gb18030", "IBM855": "cp855", "IBM866": "cp866", "MacCyrillic": "mac_cyrillic", "MacRoman": "mac_roman",
    "TIS-620": "cp874", "Johab": "johab", "SHIFT_JIS": "cp932", "EUC-KR": "cp949",
}  # fmt: skip
_INVISIBLE = re.compile("[\ufeff\xa0\ufffd\x80-\x9f]")


def _codec(folder: str) -> str:
    return _CODECS.get(folder) or re.sub(r"^((?:iso-8859|windows)-\d+).*", r"\1", folder)


def test_files_are_decoded_as_their_folder_says(shared: Path) -> None:
    """At least 97 %; a file counts when all but 2 in 1,000 characters agree, EUC-TW (no codec) never."""
    right, wrong = 0, []
    for path in sorted((shared / "documents" / "chardet" / "tests").glob("*/*")):
        data = path.read_bytes()
        got = _INVISIBLE.sub("", decode(data, markup=path.suffix in (".xml", ".html")))
        try:
            wanted = _INVISIBLE.sub("", data.decode(_codec(path.parent.name), "replace"))
        except LookupError:
            wanted = ""
        differing = sum(a != b for a, b in zip(got, wanted, strict=False))
        if len(got) == len(wanted) and differing <= 0.002 * len(got):
            right += 1
        else:
            wrong.append(f"{path.parent.name}/{path.name}")
    assert right >= 0.97 * (right + len(wrong)), wrong


# ------------------------------------------------------------------------------------------------------------ PDF


_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TURN = re.compile("(?<=[\u0590-\u08ff])(?=[a-z])|(?<=[a-z])(?=[\u0590-\u08ff])")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SPACED_OUT = re.compile(r"\w(?: \w{1,2}){3,}")
_GLYPH_BLANK = "\x03"


def _words(text: str) -> Counter[str]:
    """Count words (runs of letters) and numbers: ligatures taken apart, signs of direction left out."""
    plain = _TURN.sub(" ", _BIDI.sub("", unicodedata.normalize("NFKC", text).lower()))
    return Counter(_WORD.findall(plain))


def _golden(path: bytes) -> str | None:
    """Return what pdftotext reads; None where it gives nothing worth comparing with.

    Where more than one in 100 of its signs is U+0003, it gives numbers of glyphs instead of characters (a font without
    a map to Unicode); such lines are read in the order of glyphs that common TrueType fonts share.
    """
    command = ["pdftotext", "-q", "-enc", "UTF-8", path, "-"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode or sum(1 for word in _words(text).elements() if len(word) > 2) < 20:
        return None
    if 100 * text.count(_GLYPH_BLANK) > len(text):
        lines = re.split("[\r\n\f]", text)
        glyphs = ["".join(chr(c) if 31 < (c := ord(s) + 29) < 127 else "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß"[i]
                          if 0 <= (i := ord(s) - 98) < 40 else s for s in line) for line in lines]  # fmt: skip
        lines = [read if _GLYPH_BLANK in line else line for line, read in zip(lines, glyphs, strict=True)]
        return "\n".join(lines) + "\f" * text.count("\f")
    return text


def _overlap(golden: str, ours: str) -> tuple[int, int]:
    """Return how many of the golden words are ours, and how many there are.

    A spaced-out heading, which pdftotext tears into letters, counts (by its pieces) when its letters stand in our text.
    """
    squeezed = "".join(ours.split()).lower()
    found = total = 0
    lines = []
    for line in golden.splitlines():
        if _SPACED_OUT.search(line) and 2 * sum(len(word) == 1 for word in line.split()) > len(line.split()):
            count = sum(_words(line).values())
            total, found = total + count, found + count * ("".join(line.split()).lower() in squeezed)
        else:
            lines.append(line)
    words = _words("\n".join(lines))
    return found + sum((words & _words(ours)).values()), total + sum(words.values())


def test_pdf_text_agrees_with_pdftotext(everything: Everything) -> None:
    """In every file that pdftotext can read, 98 % of all its words are ours."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    shared_words = all_words = files = 0
    poor = []
    for path, extracted in everything.items():
        golden = _golden(path) if path.endswith(b".pdf") else None
        if golden is None:
            continue
        assert extracted.document is not None, path
        pages = sum(1 for p in extracted.document.locators if p.kind is LocatorKind.PAGE)
        assert pages == golden.count("\f"), path
        overlap, count = _overlap(golden, extracted.document.text)
        shared_words, all_words, files = shared_words + overlap, all_words + count, files + 1
        if overlap < 0.98 * count:
            poor.append(f"{os.fsdecode(path)}: {overlap} of {count}")
    print(f"{files} files, {shared_words / all_words:.4f} of {all_words:,} words")
    assert files > 50
    assert not poor
    assert shared_words >= 0.99 * all_words
