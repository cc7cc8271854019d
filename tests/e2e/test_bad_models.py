"""A model that is missing, cut, altered, foreign or badly described: one line, exit code 2, and words still work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import inkling
from inkling import paths

sys.path.insert(0, str(Path(__file__).parent))
from program import Program  # the path must be known first

SAMPLE = Path(inkling.__file__).parent / "_sample"
NAME = "all-minilm-l6-v2"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    started = Program()
    yield started
    started.close()


@pytest.fixture
def run(program: Program) -> Run:
    return lambda data, models, *arguments: program.run("--data", str(data), *arguments, INKLING_MODELS=str(models))


def run_alone(data: Path, models: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the program as a person does."""
    environment = {**os.environ, "PYTHONPATH": str(SAMPLE.parents[1]), "INKLING_MODELS": str(models)}
    command = [sys.executable, "-m", "inkling", "--data", str(data), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def missing(model: Path) -> None:
    (model / "model.onnx").unlink()


def cut(model: Path) -> None:
    os.truncate(model / "model.onnx", 1_000_000)


def foreign_tokenizer(model: Path) -> None:
    (model / "tokenizer.json").write_text("{}")


def wrong_field(model: Path) -> None:
    card = (model / "card.toml").read_text().replace('pooling = "mean"', 'pooling = "maximum"')
    (model / "card.toml").write_text(card)


def no_card(model: Path) -> None:
    (model / "card.toml").unlink()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (missing, "model.onnx is missing"),
        (cut, "damaged or was changed"),
        (foreign_tokenizer, "tokenizer.json is damaged or was changed"),
        (wrong_field, "must be one of cls, mean"),
        (no_card, "There is no model named"),
    ],
)
def test_a_bad_model_is_one_line_and_words_still_work(
    tmp_path: Path, spoil: Callable[[Path], None], told: str, run: Run
) -> None:
    models = tmp_path / "models"
    shutil.copytree(paths.MODELS, models)
    for path in (models / NAME).iterdir():
        path.chmod(0o600)
    spoil(models / NAME)
    added = run(tmp_path / "library", models, "add", str(SAMPLE))
    assert (added.returncode, added.stderr.count("\n")) == (2, 1), added.stderr
    assert told in added.stderr
    found = run(tmp_path / "library", models, "search", "radiators")
    assert found.returncode == 2
    assert "boiler.txt" in found.stdout


def test_an_unknown_model_names_those_there_are(tmp_path: Path) -> None:
    data = tmp_path / "library"
    data.mkdir(mode=0o700)
    (data / "settings.toml").write_text('model = "nope"')
    added = run_alone(data, paths.MODELS, "add", str(SAMPLE))
    assert added.returncode == 2
    assert f"There is no model named 'nope'. Installed: {NAME}" in added.stderr
