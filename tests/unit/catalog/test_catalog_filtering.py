"""Filters: each field alone, together, and quickly."""

from __future__ import annotations

import time

import numpy as np
import pytest
from catalog_samples import reading, stamp

from inkling.records import Filter

YEAR = 365 * 86_400 * 10**9


@pytest.fixture
def filled(catalog):
    folder = catalog.add_folder(b"/d").id
    about = {
        "/d/a/Ärger.txt".encode(): {"kind": "text", "title": "Über Äpfel", "language": "de"},
        b"/d/a/note.md": {"kind": "markdown", "authors": ("Ana López", "Bo"), "language": "en-GB"},
        b"/d/b/mail.eml": {"kind": "mail", "people": (("from", "Cy <cy@x.org>"), ("to", "Dee")), "created": "2001-02"},
        b"/d/ab/odd.txt": {"kind": "text"},
    }
    for number, (path, facts) in enumerate(about.items()):
        at = stamp(path, size=number * 100, mtime_ns=(30 + number) * YEAR)
        catalog.store([reading(folder, path, f"first {number}\nsecond {number}\n", stamp=at, **facts)])
    return catalog


@pytest.mark.parametrize(
    ("filter_", "wanted"),
    [
        (Filter(), {0, 1, 2, 3}),
        (Filter(kinds=("text", "mail")), {0, 2, 3}),
        (Filter(not_kinds=("text",)), {1, 2}),
        (Filter(folders=(b"/d/a",)), {0, 1}),
        (Filter(folders=(b"/d/a/", b"/d/b")), {0, 1, 2}),
        (Filter(not_folders=(b"/d/a",)), {2, 3}),
        (Filter(name=("a\u0308RG",)), {0}),
        (Filter(name=("d",)), {1, 3}),
        (Filter(title=("äpf",)), {0}),
        (Filter(author=("LÓP",)), {1}),
        (Filter(sender=("CY@",)), {2}),
        (Filter(sender=("dee",)), set()),
        (Filter(language=("en",)), {1, 2, 3}),
        (Filter(language=("de",)), {0}),
        (Filter(min_bytes=100, max_bytes=200), {1, 2}),
        (Filter(after_ns=32 * YEAR), {2, 3}),
        (Filter(before_ns=31 * YEAR), {0}),
        (Filter(before_ns=32 * YEAR), {0, 1, 2}),
        (Filter(documents=(1, 3)), {0, 2}),
        (Filter(not_documents=(1, 3)), {1, 3}),
        (Filter(kinds=("text",), folders=(b"/d/a",), language=("de",)), {0}),
    ],
)
def test_filter(filled, filter_, wanted):
    allowed = filled.passages_where(filter_)
    assert allowed.dtype == np.int64
    assert (np.diff(allowed) > 0).all()
    found = {int(p.text.split()[-1]) for p in filled.passages(allowed.tolist())}
    assert found == wanted
    assert len(allowed) == 2 * len(wanted)


def test_filter_is_remembered_until_something_changes(filled):
    first = filled.passages_where(Filter(kinds=("text",)))
    assert filled.passages_where(Filter(kinds=("text",))) is first
    with pytest.raises(ValueError):
        first[0] = 1
    filled.delete([b"/d/ab/odd.txt"])
    assert len(filled.passages_where(Filter(kinds=("text",)))) == 2
    for number in range(40):
        filled.passages_where(Filter(min_bytes=number + 1))
    assert len(filled.passages_where(Filter(kinds=("text",)))) == 2


def test_filters_over_twenty_thousand_passages_are_quick(catalog):
    folder = catalog.add_folder(b"/d").id
    catalog.store([reading(folder, b"/d/%d.txt" % n, f"line {n}\n" * 20) for n in range(1000)])
    begin = time.perf_counter()
    allowed = catalog.passages_where(Filter(kinds=("text",), name=("9",), folders=(b"/d",)))
    assert time.perf_counter() - begin < 0.5
    assert len(allowed) == 20 * sum("9" in str(n) for n in range(1000))
