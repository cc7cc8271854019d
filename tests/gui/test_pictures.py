"""A picture and a scan whose words were recognised: the preview shows the picture itself with the hit marked on it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from inkling.gui.desktop import Desktop
from inkling.gui.engine import Engine
from inkling.gui.errands import Ask, ReadAsk
from inkling.gui.window import Window
from inkling.library import Library
from inkling.present.rows import FoundRows, HitRow
from inkling.progress import Cancel, ignore_progress

Opening = Callable[..., tuple[Window, Desktop]]
STAND_INS = {
    "rapidocr": '''
"""Stands in for RapidOCR: two lines, one in the upper and one in the lower half."""
import dataclasses
import numpy

@dataclasses.dataclass
class Output:
    txts: object
    scores: object
    boxes: object

class RapidOCR:
    def __init__(self, params):
        pass

    def __call__(self, image):
        height, width = image.shape[:2]
        def box(top, bottom):
            return [(0.1 * width, top * height), (0.9 * width, top * height),
                    (0.9 * width, bottom * height), (0.1 * width, bottom * height)]
        texts = ("the quokka was seen", "returned on friday")
        return Output(texts, (0.9, 0.9), numpy.array([box(0.2, 0.3), box(0.6, 0.7)]))
''',
    "cv2": '''
"""Stands in for OpenCV: each picture is white, 400 by 300."""
import numpy

IMREAD_COLOR, INTER_AREA = 1, 3

class error(Exception):
    pass

def imdecode(data, how):
    return numpy.full((300, 400, 3), 255, numpy.uint8)

def resize(image, size, interpolation):
    return image[: size[1], : size[0]].copy()
''',
}


def scan() -> bytes:
    """A PDF of one page that is a picture."""
    stream = zlib.compress(b"q 500 0 0 500 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Contents 4 0 R>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 5\n0000000000 65535 f \n" + table
    return out + head + b"trailer<</Size 5/Root 1 0 R>>startxref %d\n%%%%EOF" % len(out)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A library with a photo and a scan in which words were recognised."""
    installed, folder = tmp_path / "installed", tmp_path / "files"
    for made in (installed, folder):
        made.mkdir()
    for name, code in STAND_INS.items():
        (installed / f"{name}.py").write_text(code)
    monkeypatch.syspath_prepend(str(installed))
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "scan.pdf").write_bytes(scan())
    with Library.open(tmp_path / "data") as library:
        library.keeper.add_folder(str(folder).encode())
        library.keeper.sync(Cancel(), ocr=True, meaning=False)
    made_engine = Engine(tmp_path / "data")
    yield made_engine
    made_engine.close()


def hits_of(engine: Engine, query: str) -> dict[str, HitRow]:
    found = engine.search(Ask(query), Cancel(), ignore_progress)  # type: ignore[arg-type]  # nobody watches
    assert isinstance(found, FoundRows)
    return {hit.name: hit for hit in found.hits}


def test_the_hit_is_marked_on_the_picture(engine: Engine) -> None:
    found = hits_of(engine, '"friday"')
    assert set(found) == {"photo.png", "scan.pdf"}
    for hit in found.values():
        check_marks(engine, hit)


def check_marks(engine: Engine, hit: HitRow) -> None:
    assert hit.snippets[0].page == 1
    row = engine.page(ReadAsk(hit.document, hit.path, hit.snippets), 1, 320, Cancel())
    assert row is not None
    image = QImage.fromData(row.png)
    assert image.width() == 320
    assert len(row.hits) == 1
    (box,) = row.boxes
    left, top, right, bottom = box
    assert (top, bottom) == (pytest.approx(0.6, abs=0.01), pytest.approx(0.7, abs=0.01))
    line = "returned on friday"
    assert left == pytest.approx(0.1 + 0.8 * (line.index("friday") - 0.5) / len(line), abs=0.01)
    assert right == pytest.approx(0.9, abs=0.01)


def test_the_window_shows_it(qtbot: QtBot, open_window: Opening, engine: Engine) -> None:
    window, _ = open_window(engine)
    window.search("friday")
    page = window.find_page
    qtbot.waitUntil(lambda: len(page.results.list.rows.hits) == 2, timeout=20_000)
    row = next(n for n, hit in enumerate(page.results.list.rows.hits) if hit.kind == "image")
    page.results.list.select(row)
    sheet = page.preview.sheet
    qtbot.waitUntil(lambda: page.preview.reading.currentWidget() is sheet and sheet.hits == 1, timeout=20_000)
    assert page.preview._count.text() == "hit 1 of 1"
    assert sheet._sheet._image.width() > 100
