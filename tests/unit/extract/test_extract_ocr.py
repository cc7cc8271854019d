"""Pictures of text through the jail, with an engine stricter than the real one: it fails on what that forgives."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest
from extract_samples import pdf

from inkling.errors import ExtractError
from inkling.extract import wire
from inkling.extract.jail import Jail
from inkling.passages import cut
from inkling.records import Document, LocatorKind, ProblemKind

ENGINE = '''
"""Stands in for RapidOCR: reads the number of light pixels, and minds how it is made and asked."""
import dataclasses, os, socket
import numpy

made = []

@dataclasses.dataclass
class Output:
    txts: object
    scores: object
    boxes: object

class RapidOCR:
    def __init__(self, params):
        assert not made, "the models are loaded once per worker"
        made.append(self)
        assert params["EngineConfig.onnxruntime.intra_op_num_threads"] == 1, "one worker, one processor"
        with open(os.path.join(os.path.dirname(__file__), "made"), "a") as file:  # loading comes before the jail closes
            file.write("x")

    def __call__(self, image):
        assert isinstance(image, numpy.ndarray) and image.dtype == numpy.uint8
        assert image.ndim == 3 and image.shape[2] == 3 and min(image.shape) > 0
        for forbidden in (lambda: open("/tmp/out", "w"), lambda: open("/etc/passwd"), socket.socket):
            try:
                forbidden()
            except OSError:
                continue
            raise AssertionError("an engine at work can do what a reader cannot")
        if image.shape[1] == 7:
            os.abort()
        light = int((image.min(axis=2) > 200).sum())
        if light == 0:
            return Output(None, None, None)
        height, width = image.shape[:2]
        boxes = numpy.array([tilted(width, height, top) for top in (0.1, 0.4, 0.7)], numpy.float32)
        return Output(("quokka seen", f"light {light > 10}", "gibberish"), (0.9, 0.5, 0.49), boxes)


def tilted(width, height, top):
    """Four corners around a tenth of the height, one of them a little beyond the left edge."""
    low, half = (top + 0.1) * height, width * 0.5
    return [(-1, top * height), (half, top * height), (half, low), (1, low)]
'''
PICTURES = '''
"""Stands in for OpenCV: a picture is its width, its height and one grey value."""
import numpy

IMREAD_COLOR = 1

class error(Exception):
    pass

def imdecode(data, how):
    assert data.dtype == numpy.uint8 and how == IMREAD_COLOR
    head = bytes(data[:8])
    if head != b"\\x89PNG\\r\\n\\x1a\\n":
        return None
    if len(data) < 11:
        raise error("cut off")
    width, height, grey = (int(value) for value in data[8:11])
    return numpy.full((height, width, 3), grey, numpy.uint8)

INTER_AREA = 3

def resize(image, size, interpolation):
    assert interpolation == INTER_AREA and size[0] < image.shape[1], "a picture is never made larger"
    return image[: size[1], : size[0]]
'''


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the stand-ins, found before anything that is installed."""
    folder = tmp_path / "engine"
    folder.mkdir()
    (folder / "rapidocr.py").write_text(ENGINE)
    (folder / "cv2.py").write_text(PICTURES)
    monkeypatch.syspath_prepend(str(folder))
    return folder


def png(width: int, height: int, grey: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes((width, height, grey))


def scan(grey: bytes) -> bytes:
    return pdf([""], stream=zlib.compress(b"q 500 0 0 500 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID " + grey + b" EI Q"))


def put(folder: Path, **files: bytes) -> list[bytes]:
    paths = []
    for name, data in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(data)
        paths.append(os.fsencode(path))
    return paths


def test_pictures_and_scans_say_what_is_sure(engine: Path, tmp_path: Path) -> None:
    paths = put(tmp_path, a_png=png(20, 20, 255), b_pdf=scan(b"\xff"), c_txt=b"plain words")
    with Jail(1) as jail:
        photo, pages, plain = (jail.extract(path, ocr=True).document for path in paths)
    assert photo is not None
    assert photo.text == "quokka seen\nlight True"
    assert pages is not None
    assert pages.text.strip() == "quokka seen\nlight True"
    assert [place.number for place in pages.locators if place.kind is LocatorKind.PAGE] == [1]
    assert pages.problems == ()
    assert plain is not None
    assert plain.text == "plain words"
    assert (engine / "made").read_text() == "x"  # three files, one engine


def test_without_being_asked_no_engine_starts_and_a_picture_is_told_of(engine: Path, tmp_path: Path) -> None:
    with Jail(1) as jail:
        for path in put(tmp_path, a_png=png(20, 20, 255), b_pdf=scan(b"\xff")):
            found = jail.extract(path)
            assert found.document is None
            assert found.problem is not None
            assert found.problem.kind is ProblemKind.NO_TEXT
            assert "extra 'ocr'" in found.problem.next_step
    assert not (engine / "made").exists()


def test_without_the_extra_a_page_beside_text_is_told_of(tmp_path: Path) -> None:
    (path,) = put(tmp_path, mixed_pdf=pdf(["A page of words", None, None, "Another page of words"]))
    with Jail(1) as jail:
        found = jail.extract(path)
    assert found.document is not None
    assert "Another page" in found.document.text
    ((kind, where, step),) = [(p.kind, p.where, p.next_step) for p in found.document.problems]
    assert (kind, where) == (ProblemKind.NO_TEXT, "pages 2–3")
    assert "extra 'ocr'" in step


def test_a_picture_that_says_nothing_and_one_that_is_damaged(engine: Path, tmp_path: Path) -> None:
    paths = put(tmp_path, dark_png=png(20, 20, 0), cut_png=png(20, 20, 0)[:9], dark_pdf=scan(b"\x00"))
    with Jail(1) as jail:
        kinds = [found.problem and found.problem.kind for found in (jail.extract(path, ocr=True) for path in paths)]
    assert kinds == [ProblemKind.NO_TEXT, ProblemKind.DAMAGED, None]  # the white around the dark picture says something


def test_an_engine_that_dies_costs_one_file(engine: Path, tmp_path: Path) -> None:
    deadly, good = put(tmp_path, a_png=png(7, 7, 255), b_png=png(20, 20, 255))
    with Jail(1) as jail:
        dead, alive = jail.extract(deadly, ocr=True), jail.extract(good, ocr=True)
    assert dead.problem is not None
    assert dead.problem.kind is ProblemKind.CRASHED
    assert alive.document is not None


def lines_of(document: Document) -> list[tuple[str, tuple[float, ...]]]:
    found = [place for place in document.locators if place.kind is LocatorKind.LINE]
    return [(document.text[place.start : place.end], place.box or ()) for place in found]


def test_lines_say_where_they_stand(engine: Path, tmp_path: Path) -> None:
    paths = put(tmp_path, a_png=png(40, 20, 255), b_pdf=scan(b"\xff"))
    with Jail(1) as jail:
        photo, pages = (jail.extract(path, ocr=True).document for path in paths)
    assert photo is not None
    assert lines_of(photo) == [
        ("quokka seen", (0.0, 0.1, 0.5, 0.2)),
        ("light True", (0.0, 0.4, 0.5, 0.5)),
    ]
    assert pages is not None
    assert [text for text, _box in lines_of(pages)] == ["quokka seen", "light True"]
    for _text, box in lines_of(pages):
        assert box == pytest.approx((0.0, box[1], 0.5, box[1] + 0.1), abs=0.01)
    assert {passage.place for passage in cut(photo)} == {""}, "a line is no wall and no place to name"
    assert {passage.place for passage in cut(pages)} == {"page 1"}


def test_a_picture_is_drawn_in_the_jail(engine: Path, tmp_path: Path) -> None:
    small, large, spoilt = put(tmp_path, a_png=png(20, 30, 200), b_png=png(200, 100, 9), c_png=b"no picture")
    with Jail(1) as jail:
        assert shape(jail.picture(small, 400)) == (20, 30)
        assert shape(jail.picture(large, 50)) == (50, 25)
        with pytest.raises(ExtractError, match="damaged"):
            jail.picture(spoilt, 50)


def shape(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


@pytest.mark.parametrize("box", [[0.1, 0.2, 0.3], [0.1, 0.2, 0.3, 1.5], [0, 0, 0, "1"], "0.1", [True, 0, 0, 1], {}])
def test_a_box_that_is_none_is_refused(box: object) -> None:
    """What a worker that was taken over might send."""
    row = ["line", "", 0, 1, 0, 0, box]
    meta = {"kind": "image", "title": "", "authors": [], "created": "", "modified": "", "language": "", "people": []}
    answer = wire.Reply(1, {**meta, "locators": [row], "problems": []}, b"ab")
    with pytest.raises(wire.BadFrame):
        wire.document_from_reply(answer, b"")
    good = wire.Reply(1, {**meta, "locators": [[*row[:6], [0, 0.25, 1, 0.5]]], "problems": []}, b"ab")
    assert wire.document_from_reply(good, b"").locators[0].box == (0.0, 0.25, 1.0, 0.5)
