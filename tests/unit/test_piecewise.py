"""What is done in pieces comes to the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling import piecewise
from inkling.piecewise import in_order, json_of


@given(st.lists(st.text(max_size=4)), st.integers(1, 5))
def test_what_is_sorted_in_runs_is_sorted(words: list[str], run: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(piecewise, "_RUN", run)
        assert in_order(words) == sorted(words)
        assert in_order((len(word), word) for word in words) == sorted((len(word), word) for word in words)


@given(
    st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=3)) | st.integers() | st.text()), st.integers(1, 4)
)
def test_json_in_pieces_is_json(found: dict[str, object], run: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(piecewise, "_RUN", run)
        assert json.loads(json_of(found)) == found
