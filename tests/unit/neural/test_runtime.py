"""Model files: only what the card names is ever loaded; everything else is one sentence."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inkling import paths
from inkling.errors import ModelError
from inkling.neural import runtime
from inkling.neural.encoder import Encoder

SHIPPED = paths.MODELS / "all-minilm-l6-v2"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def _refused(folder: Path, told: str) -> None:
    with pytest.raises(ModelError, match=told) as error:
        Encoder.load(folder)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    _refused(copy, f"{name} is missing")


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("place", [0, 1000, -1])
def test_one_changed_bit_is_refused(copy, name, place):
    data = bytearray((copy / name).read_bytes())
    data[place] ^= 1
    (copy / name).write_bytes(data)
    _refused(copy, "damaged or was changed")


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_truncated_file_is_refused(copy, name):
    os.truncate(copy / name, 1000)
    _refused(copy, "damaged or was changed")


def test_a_folder_in_place_of_a_file_is_refused(copy):
    (copy / "model.onnx").unlink()
    (copy / "model.onnx").mkdir()
    _refused(copy, "cannot be read")


@pytest.mark.parametrize(
    ("name", "told"), [("model.onnx", "cannot be run"), ("tokenizer.json", "tokenizer of .* cannot be read")]
)
@pytest.mark.parametrize("content", [b"", b"neither this nor that", b"\x08\x0a\x12\x03abc", b"{}", b"[1]"])
def test_a_foreign_file_is_refused_even_with_its_own_digest(copy, name, told, content):
    card = (copy / "card.toml").read_text(encoding="utf-8")
    was = hashlib.sha256((copy / name).read_bytes()).hexdigest()
    (copy / name).write_bytes(content)
    changed = card.replace(f'"{name}" = "{was}"', f'"{name}" = "{hashlib.sha256(content).hexdigest()}"', 1)
    (copy / "card.toml").write_text(changed, encoding="utf-8")
    _refused(copy, told)


def test_a_reranker_is_no_encoder(copy):
    card = (copy / "card.toml").read_text(encoding="utf-8")
    (copy / "card.toml").write_text(card.replace('"encoder"', '"reranker"'), encoding="utf-8")
    _refused(copy, "is a reranker")


def test_a_prefix_longer_than_the_model_reads_is_told(copy):
    card = (copy / "card.toml").read_text(encoding="utf-8")
    card = card.replace('query_prefix = ""', f'query_prefix = "{"word " * 300}"')
    (copy / "card.toml").write_text(card, encoding="utf-8")
    with pytest.raises(ModelError, match="prefix longer"):
        Encoder.load(copy).encode_queries(["rain"])


@pytest.mark.parametrize(
    ("flags", "machine", "safe"),
    [
        ("flags : fpu avx2", "x86_64", False),
        ("flags : fpu avx512f avx512_vnni", "x86_64", True),
        ("flags : fpu avx2 avx_vnni", "x86_64", True),
        ("flags : fpu amx_int8", "x86_64", True),
        ("Features : asimd", "aarch64", True),
        ("", "x86_64", False),
    ],
)
def test_cpus_that_saturate_are_known(monkeypatch, flags, machine, safe):
    monkeypatch.setattr("platform.machine", lambda: machine)
    monkeypatch.setattr(Path, "read_text", lambda *_args, **_named: flags)
    assert runtime.multiplies_bytes_safely() is safe


def test_the_precise_mode_gives_the_same_meaning(monkeypatch, encoder):
    monkeypatch.setattr(runtime, "multiplies_bytes_safely", lambda: False)
    precise = Encoder.load(SHIPPED)
    texts = ["The committee approved the budget.", "rain"]
    cosines = (precise.encode_passages(texts) * encoder.encode_passages(texts)).sum(axis=1)
    assert cosines.min() > 0.9999
    precise.close()


def test_importing_the_encoder_loads_nothing_heavy():
    code = "import sys, inkling.neural.encoder; print(*[m for m in ('onnxruntime', 'tokenizers') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_list_of_words_handed_over_apart_makes_the_same_tokenizer():
    import tokenizers

    data = (SHIPPED / "tokenizer.json").read_bytes()
    assert runtime._splitter(data, json.loads(data)).to_str() == tokenizers.Tokenizer.from_buffer(data).to_str()
