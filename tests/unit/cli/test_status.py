"""`inkling status` says what can be found, and what the readers lack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inkling.cli import folders
from inkling.cli.arguments import parser
from inkling.library import Library
from inkling.records import Finding

LACKING = Finding("jail", is_well=False, told="landlock: no", next_step="A newer kernel offers all of them.")
WELL = Finding("jail", is_well=True, told="Protected: landlock.")


@pytest.mark.parametrize("readers", [LACKING, WELL])
def test_missing_protections_are_named(
    readers: Finding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tmp_path.chmod(0o700)
    Library.open(tmp_path).close()
    monkeypatch.setattr(Library, "protections", staticmethod(lambda: readers))
    assert folders.status(parser().parse_args(["status", "--data", str(tmp_path)])) == 0
    told = capsys.readouterr().out
    assert ("The readers lack protections: landlock: no" in told) == (readers is LACKING)
    assert folders.status(parser().parse_args(["status", "--json", "--data", str(tmp_path)])) == 0
    assert json.loads(capsys.readouterr().out)["readers"]["is_well"] == readers.is_well
