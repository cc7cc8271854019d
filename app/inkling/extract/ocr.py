"""Text recognition in pictures, through RapidOCR (the extra `ocr`, imported only here), without any download.

Runs only in a worker that was started for it: the models are loaded before the worker gives up its rights.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inkling.errors import ExtractError
from inkling.extract.base import Builder, clean, damaged
from inkling.records.said import said

_MAX_PIXELS = 50_000_000
_SURE = 0.5  # below it the recognised words are mostly wrong
_engine: list[Any] = []  # one per process; filled by `prepare`


def is_installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec("rapidocr") is not None


def prepare() -> None:
    """Load the models; called once per worker, before it is confined."""
    if not _engine and is_installed():
        from rapidocr import RapidOCR

        _engine.append(
            RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line that was recognised, and where it stands: left, top, right, bottom as shares of the picture."""

    text: str
    box: tuple[float, float, float, float] | None


def text_of(lines: Sequence[Line]) -> str:
    """Return lines as one text."""
    return "\n".join(line.text for line in lines)


def mark(lines: Sequence[Line], start: int, into: Builder) -> None:
    """Record where lines stand whose text was added from `start` on."""
    for line in lines:
        if line.box:
            into.line_of_picture(start, start + len(line.text), line.box)
        start += len(line.text) + 1


def recognised(pixels: tuple[int, int, bytes]) -> list[Line]:
    """Return what is written on a page, line by line; empty when nothing is."""
    import numpy

    width, height, data = pixels
    return _lines(numpy.frombuffer(data, numpy.uint8).reshape(height, width, 3)[:, :, ::-1])


def recognised_in_file(data: bytes) -> list[Line]:
    """Return what is written in a picture file."""
    return _lines(_opened(data))


def picture(data: bytes, width_px: int) -> tuple[int, int, bytes]:
    """Return a picture file at a width, never larger than it is, as width, height and RGB bytes."""
    import cv2

    image = _opened(data)
    height, width = image.shape[:2]
    if width > width_px:
        size = width_px, max(1, round(height * width_px / width))
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return image.shape[1], image.shape[0], image[:, :, ::-1].tobytes()


def _opened(data: bytes) -> Any:  # noqa: ANN401 (an array of height x width x 3 bytes, blue first)
    """Return the pixels of a picture file, turned as its camera says."""
    import cv2
    import numpy

    _engine_or_complaint()
    try:
        image = cv2.imdecode(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise damaged(said("The picture")) from error
    if image is None:
        raise damaged(said("The picture"))
    if image.shape[0] * image.shape[1] > _MAX_PIXELS:
        raise ExtractError(
            "too_large", said("The picture is too large for text recognition."), said("Save a smaller copy of it.")
        )
    return image


def _engine_or_complaint() -> Any:  # noqa: ANN401 (RapidOCR has no types)
    if not _engine:
        raise ExtractError(
            "no_text",
            said("Text recognition is not installed."),
            said("Install Inkling's extra 'ocr': the text in it is then recognised by itself."),
        )
    return _engine[0]


def _lines(image: Any) -> list[Line]:  # noqa: ANN401 (as `_opened` returns it)
    found = _engine_or_complaint()(image)
    texts, scores = found.txts or (), found.scores or ()
    corners = texts if found.boxes is None else found.boxes
    height, width = image.shape[:2]
    return [
        Line(clean(text).strip(), _box(four, width, height))
        for text, score, four in zip(texts, scores, corners, strict=True)
        if score >= _SURE and clean(text).strip()
    ]


def _box(corners: Any, width: int, height: int) -> tuple[float, float, float, float] | None:  # noqa: ANN401
    """Return the upright box around four corners in pixels; None where there are none."""
    if isinstance(corners, str):
        return None
    across = [min(1.0, max(0.0, round(float(x) / width, 4))) for x, _y in corners]
    down = [min(1.0, max(0.0, round(float(y) / height, 4))) for _x, y in corners]
    return min(across), min(down), max(across), max(down)
