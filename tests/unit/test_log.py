"""The log: allow-listed fields, no document text, no names."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from inkling import log


def test_file_id_hides_the_path() -> None:
    assert log.file_id(b"/home/ana/salary.pdf") == log.file_id(b"/home/ana/salary.pdf")
    assert "salary" not in log.file_id(b"/home/ana/salary.pdf")


def test_an_unknown_field_is_our_mistake() -> None:
    with pytest.raises(AssertionError, match="query"):
        log.event("searched", query="my divorce")


def test_a_crash_tells_places_and_no_values() -> None:
    def fail(secret: str) -> None:
        raise ValueError(f"cannot read {secret}")

    try:
        fail("salary.pdf")
    except ValueError as error:
        told = log.crash(error)
    assert "ValueError" in told
    assert "fail" in told
    assert "salary" not in told


def test_the_file_is_private(tmp_path: Path) -> None:
    log.to_file(tmp_path / "log")
    try:
        log.event("started", version="0.1.0")
        path = tmp_path / "log" / "inkling.log"
        assert "started version=0.1.0" in path.read_text()
        assert path.stat().st_mode & 0o077 == 0
    finally:
        logger = logging.getLogger("inkling")
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
            handler.close()
        logger.propagate = True
