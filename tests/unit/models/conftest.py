"""The exporter on the path, and a tiny published model."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "models"))

from tiny_bert import CONFIG, tensors, write_safetensors


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A folder as published: weights and configuration."""
    folder = tmp_path / "published"
    folder.mkdir()
    write_safetensors(folder / "model.safetensors", tensors())
    (folder / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    return folder
