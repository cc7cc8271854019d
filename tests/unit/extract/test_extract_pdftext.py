"""What PDFium makes of odd fonts, drawings and lines is mended, and every character keeps its sign's number."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from math import pi
from pathlib import Path

import pytest
from extract_samples import pdf

from inkling.extract.jail import Extracted, Jail
from inkling.extract.pdftext import Box, mended

Extract = Callable[[str, bytes], Extracted]


class Page:
    """Signs where a test puts them: letters 10 high and 6 wide on one line, unless said otherwise."""

    def __init__(self, *, unmapped: bool = False, angle: float = 0.0, boxes: dict[int, Box] | None = None) -> None:
        self._unmapped, self._angle, self._boxes = unmapped, angle, boxes or {}

    def box(self, index: int) -> Box:
        return self._boxes.get(index, (6.0 * index, 0.0, 6.0 * index + 6, 10.0))

    def angle(self, index: int) -> float:
        return self._angle

    def is_unmapped(self, index: int) -> bool:
        return self._unmapped


def row(*lefts: float, width: float = 6.0) -> dict[int, Box]:
    return {index: (left, 0.0, left + width, 10.0) for index, left in enumerate(lefts)}


def shown(content: str, extract: Extract) -> str:
    found = extract("x.pdf", pdf([""], stream=zlib.compress(f"BT /F1 20 Tf {content} ET".encode("latin-1"))))
    assert found.document is not None, found.problem
    return found.document.text.strip()


def test_text_that_needs_nothing_stays() -> None:
    assert mended("plain words\r\nin lines", Page(boxes={13: (0.0, -12.0, 6.0, -2.0)})) == (
        "plain words\r\nin lines",
        range(21),
    )


def test_glyph_numbers_become_letters() -> None:
    text = "6SDWHQVWLFK\x03I\x81U\x030D\x89QDKPH\x11"
    assert mended(text, Page(unmapped=True))[0] == "Spatenstich für Maßnahme."
    assert mended(text, Page())[0] == text.replace("\x03", " ").replace("\x11", " ")


def test_radicals_are_the_characters_that_people_type() -> None:
    text, indexes = mended("⻋票与⼾口簿：⻓⻔⻛⻢⻥", Page())
    assert text == "车票与户口簿：长门风马鱼"
    assert list(indexes) == list(range(len(text)))


def test_a_stray_sign_3_is_only_a_blank() -> None:
    text = "The value of a\x03b is " + "as said before " * 10
    assert mended(text, Page(unmapped=True))[0] == text.replace("\x03", " ")


def test_an_exponent_ends_no_line() -> None:
    boxes = row(0) | {3: (6.1, 5.0, 10.0, 11.0), 6: (14.0, 0.0, 20.0, 10.0)}
    text, numbers = mended("R\r\n2\r\nis", Page(boxes=boxes))
    assert text == "R2 is"
    assert list(numbers) == [0, 3, 4, 6, 7]


def test_a_column_and_the_next_line_stay_apart() -> None:
    assert mended("a\nb", Page(boxes=row(0, 6, 40)))[0] == "a\nb"
    assert mended("a\nb", Page(boxes=row(0) | {2: (0.0, -12.0, 6.0, -2.0)}))[0] == "a\nb"


def test_turned_writing_is_one_line() -> None:
    boxes: dict[int, Box] = {0: (0, 0, 10, 6), 3: (0, 6, 10, 12), 6: (0, 12, 10, 18)}
    assert mended("7\r\n5\r\n0", Page(angle=1.5 * pi, boxes=boxes))[0] == "750"
    assert mended("7\r\n5\r\n0", Page(boxes=boxes))[0] == "7\r\n5\r\n0"


def test_letters_drawn_twice_are_read_once() -> None:
    boxes = row(0, 0.5, 6, 6.5, 12, 12.5, 22, 22.5)
    text, numbers = mended("MMuunnii", Page(boxes=boxes))
    assert text == "Mun i"
    assert list(numbers) == [0, 2, 4, -1, 6]
    assert mended("aabbcc", Page())[0] == "aabbcc"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("classiÖcations and e§ort of Fern·ndez, Jes˙s", "classifications and effort of Fernández, Jesús"),
        ("ìfolk wisdomî in the Örst lines of RamÌrez", "“folk wisdom” in the first lines of Ramírez"),
        ("one naÖve word is left as it is", None),
        ("di¤erent coe¢cients", "different coefficients"),
        ("col·legi and l·legal", None),
        ("Ämter, Übel, das Öl und die Straße", None),
        ("a price of 5 ¢ and 3 ¤ ‡", None),
    ],
)
def test_misread_fonts_are_read_again(given: str, wanted: str | None) -> None:
    text, numbers = mended(given, Page())
    assert text == (wanted or given)
    assert len(numbers) == len(text)
    if wanted is None:
        assert list(numbers) == list(range(len(given)))


def test_real_pages_are_mended(extract: Extract) -> None:
    assert shown("60 700 Td (see R) Tj 9 Ts /F1 11 Tf (2) Tj 0 Ts /F1 20 Tf ( here) Tj", extract) == "see R2 here"
    once = "1 0 0 1 60 700 Tm (M) Tj 1 0 0 1 61 699 Tm (M) Tj"
    twice = "1 0 0 1 76.7 700 Tm (u) Tj 1 0 0 1 77.7 699 Tm (u) Tj"
    thrice = "1 0 0 1 87.8 700 Tm (n) Tj 1 0 0 1 88.8 699 Tm (n) Tj"
    assert shown(f"{once} {twice} {thrice}", extract) == "Mun"


def test_boxes_follow_what_was_mended(jail: Jail, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    content = "BT 1 0 0 1 60 700 Tm /F1 20 Tf (see R) Tj /F1 12 Tf 1 0 0 1 116 709 Tm (2) Tj /F1 20 Tf"
    path.write_bytes(pdf([""], stream=zlib.compress(f"{content} 1 0 0 1 130 700 Tm (here) Tj ET".encode())))
    found = jail.extract(os.fsencode(path)).document
    assert found is not None
    start = found.text.index("here")
    (((left, top, right, bottom),),) = jail.page_boxes(os.fsencode(path), 1, [(start, start + 4)])
    assert (round(left, 2), 0.1 < top < bottom < 0.135, right > left) == (0.22, True, True)
