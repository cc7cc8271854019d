"""Places and outlines come back as they were packed, also those that were packed before they shared their names."""

from __future__ import annotations

import zlib

from catalog_samples import reading
from hypothesis import given
from hypothesis import strategies as st

from inkling.catalog import packing
from inkling.records import Locator, LocatorKind

_NAMES = st.text(st.sampled_from('aé机 \ud800›\\"'), max_size=8)
_PLACES = st.lists(
    st.builds(Locator, st.sampled_from(LocatorKind), _NAMES, *[st.integers(0, 2**40)] * 4), max_size=5
).map(tuple)
_OUTLINE = st.lists(st.tuples(_NAMES, _NAMES).map(lambda pair: tuple(map(packing.storable, pair))), min_size=1)


@given(_PLACES)
def test_places_come_back(places: tuple[Locator, ...]) -> None:
    assert packing.locators_from_bytes(packing.bytes_from_locators(places)) == places


@given(_OUTLINE, _PLACES)
def test_an_outline_comes_back_with_its_places(outline: list[tuple[str, str]], places: tuple[Locator, ...]) -> None:
    locators = packing.bytes_from_locators(places)
    assert packing.outline_from_bytes(packing.bytes_from_outline(outline, locators), locators) == outline


def test_an_outline_of_an_earlier_inkling_is_understood() -> None:
    locators = packing.bytes_from_locators([Locator(LocatorKind.HEADING, "One", 0, 9, 0, 1)])
    assert packing.outline_from_bytes(zlib.compress(b"One\0\0One > Two\0page 3"), locators) == [
        ("One", ""),
        ("One > Two", "page 3"),
    ]


def test_names_of_places_take_no_room_in_the_outline() -> None:
    names = [f"Chapter {n}: how {n * 7919} was found in {n * 104729}" for n in range(20)]
    locators = packing.bytes_from_locators([Locator(LocatorKind.HEADING, name, 0, 9, 0, 1) for name in names])
    outline = [(name, "") for name in names]
    assert len(packing.bytes_from_outline(outline, locators)) < len(packing.bytes_from_outline(outline, b"")) / 2


def test_words_in_one_piece_find_the_same(catalog) -> None:
    folder = catalog.add_folder(b"/lib")
    for number in range(40):
        catalog.store([reading(folder.id, b"/lib/%d" % number, f"alpha{number % 3} beta\nline {number}\n")])
    catalog.delete([b"/lib/3"])
    before = {word: catalog.match(word) for word in ("alpha0", "alpha1", "beta", '"line 7"')}
    catalog.compact(words=True)
    assert {word: catalog.match(word) for word in before} == before
    assert before["beta"]
    assert not catalog.check(full=True).problems
    with catalog._connections.reading() as connection:
        (segments,) = connection.execute("SELECT count(DISTINCT segid) FROM words_idx").fetchone()
    assert segments == 1
