"""The postings kept unpacked between two queries: counted as they come and go, never more than the bound."""

from __future__ import annotations

import pytest

from inkling.index import bm25
from inkling.index.base import QueryTerm
from inkling.index.bm25 import Bm25Index


def test_columns_are_counted_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"word{n}" for n in range(30)]
    index = Bm25Index(bm25.build((n, words[: n + 1], []) for n in range(30)))
    monkeypatch.setattr(bm25, "_REMEMBERED", 60)
    for at in (0, 5, 29, 0, 12, 5, 3, 3, 28):
        whole = index.scores([QueryTerm((words[at],))], index.ids)
        assert (whole > 0).sum() == 30 - at
        assert index._held == sum(len(rows) for rows, _ in index._columns.values())
        assert index._held <= 60 or len(index._columns) == 1
    assert words.index("word28") in {int(index._term(number).decode()[4:]) for number in index._columns}
