"""Settings: what is written is read back, and a wrong value is told."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkling import settings
from inkling.errors import UsageError

_BY_NAME = {
    option.name: st.sampled_from(option.metadata["choices"])
    if option.metadata["choices"]
    else {bool: st.booleans(), int: st.integers(0, 64), str: st.text()}[type(option.default)]
    for option in fields(settings.Settings)
}


@given(values=st.fixed_dictionaries({}, optional=_BY_NAME))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    folder = tmp_path_factory.mktemp("data")
    chosen = settings.changed(settings.Settings(), **values)
    settings.save(folder, chosen)
    assert settings.load(folder) == chosen


def test_defaults_without_a_file(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == settings.Settings()


@pytest.mark.parametrize(
    ("given_values", "told"),
    [
        ({"threshold": "sure"}, "one of strong"),
        ({"threads": "two"}, "type int"),
        ({"colour": "red"}, "no setting 'colour'"),
    ],
)
def test_a_wrong_value_is_told(given_values: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        settings.changed(settings.Settings(), **given_values)


def test_a_broken_file_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text("threshold = ")
    with pytest.raises(UsageError, match="cannot be read"):
        settings.load(tmp_path)


def test_each_option_explains_itself() -> None:
    for option in fields(settings.Settings):
        assert option.metadata["label"], option.name
        assert option.metadata["help"].endswith("."), option.name
