"""Text recognition in pictures, through RapidOCR (the extra `ocr`, imported only here), without any download.

Runs only in a worker that was started for it: the models are loaded before the worker gives up its rights.
"""

from __future__ import annotations

import importlib.util
from typing import Any

from inkling.errors import ExtractError
from inkling.extract.base import damaged
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


def recognised(pixels: tuple[int, int, bytes]) -> str:
    """Return what is written on a page, line by line; empty when nothing is."""
    import numpy

    width, height, data = pixels
    return _lines(numpy.frombuffer(data, numpy.uint8).reshape(height, width, 3)[:, :, ::-1])


def recognised_in_file(data: bytes) -> str:
    """Return what is written in a picture file."""
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
    return _lines(image)


def _engine_or_complaint() -> Any:  # noqa: ANN401 (RapidOCR has no types)
    if not _engine:
        raise ExtractError(
            "no_text",
            said("Text recognition is not installed."),
            said("Install Inkling with the extra 'ocr' to make pictures of text searchable."),
        )
    return _engine[0]


def _lines(image: Any) -> str:  # noqa: ANN401 (an array of height x width x 3 bytes, blue first)
    found = _engine_or_complaint()(image)
    texts, scores = found.txts or (), found.scores or ()
    return "\n".join(text for text, score in zip(texts, scores, strict=True) if score >= _SURE)
