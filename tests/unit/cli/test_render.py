"""What is printed for scripts is JSON whatever a file is called."""

from __future__ import annotations

import json
import os

import pytest

from inkling.cli import render


@pytest.mark.parametrize("name", ["租房.txt", os.fsdecode(b"caf\xe9.txt"), b"caf\xe9.txt"])
def test_any_name_can_be_printed(name: str | bytes, capfd: pytest.CaptureFixture[str]) -> None:
    render.emit({"paths": [name]})
    (told,) = json.loads(capfd.readouterr().out)["paths"]
    assert told in {"租房.txt", "caf\\udce9.txt"}
