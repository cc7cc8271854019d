"""Cards: what is required, what each wrong field is told as, and which models are found."""

from pathlib import Path

import pytest

from inkling import paths
from inkling.errors import ModelError
from inkling.neural import card as cards

DIGEST = "0" * 64
GOOD = f"""
name = "tiny"
kind = "encoder"
dim = 384
max_tokens = 256
languages = ["en", "de"]
licence = "MIT"
[files]
"model.onnx" = "{DIGEST}"
"tokenizer.json" = "{DIGEST}"
"""


def _folder(tmp_path: Path, text: str, name: str = "tiny") -> Path:
    folder = tmp_path / name
    folder.mkdir(parents=True)
    (folder / "card.toml").write_text(text, encoding="utf-8")
    return folder


def test_load_gives_fields_and_defaults(tmp_path):
    card = cards.load(_folder(tmp_path, GOOD))
    assert (card.name, card.dim, card.languages) == ("tiny", 384, ("en", "de"))
    assert (card.pooling, card.normalise, card.query_prefix, card.dims) == ("mean", True, "", ())
    assert card.files["model.onnx"] == DIGEST


WRONG = {
    "name": '"../up"',
    "kind": '"oracle"',
    "dim": "0",
    "max_tokens": "8",
    "languages": "[]",
    "licence": '" "',
    "pooling": '"max"',
    "normalise": '"yes"',
    "query_prefix": "1",
    "passage_prefix": "false",
    "dims": "[0]",
    "title": "3",
    "about": "[]",
    "source": "1",
}


@pytest.mark.parametrize("field", WRONG)
def test_load_tells_a_wrong_field_in_one_line(tmp_path, field):
    head, tail = GOOD.split("[files]")
    lines = [line for line in head.splitlines() if not line.startswith(f"{field} =")]
    text = "\n".join([*lines, f"{field} = {WRONG[field]}", "[files]", tail])
    with pytest.raises(ModelError, match=field) as told:
        cards.load(_folder(tmp_path, text))
    assert "\n" not in str(told.value)


def test_every_field_has_a_wrong_example():
    assert set(WRONG) | {"files"} == set(cards.ModelCard.__slots__)


@pytest.mark.parametrize("field", ["name", "kind", "dim", "max_tokens", "languages", "licence"])
def test_load_tells_a_missing_field(tmp_path, field):
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{field} ="))
    with pytest.raises(ModelError, match=f"lacks the field '{field}'"):
        cards.load(_folder(tmp_path, text))


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('name = "tiny"', 'name = "tiny"\ncolour = "red"', "unknown field 'colour'"),
        ("dim = 384", "dim = true", "dim = True"),
        ("dim = 384", "dim = 384\ndims = [512]", "must be below dim"),
        ('"en", "de"', '"English"', "languages"),
        (f'"model.onnx" = "{DIGEST}"', "", "files"),
        (f'"model.onnx" = "{DIGEST}"', '"model.onnx" = "abc"', "files"),
        (f'"tokenizer.json" = "{DIGEST}"', f'"tokenizer.json" = "{DIGEST}"\n"../x" = "{DIGEST}"', "files"),
        ('name = "tiny"', "name = ", "cannot be read"),
    ],
)
def test_load_refuses(tmp_path, was, now, told):
    with pytest.raises(ModelError, match=told):
        cards.load(_folder(tmp_path, GOOD.replace(was, now)))


def test_load_refuses_bytes_that_are_no_text(tmp_path):
    folder = _folder(tmp_path, GOOD)
    (folder / "card.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelError, match="cannot be read"):
        cards.load(folder)


def test_load_says_that_there_is_no_model(tmp_path):
    with pytest.raises(ModelError, match=r"card\.toml is missing"):
        cards.load(tmp_path)


def test_available_lists_folders_with_a_card(tmp_path):
    (tmp_path / "empty").mkdir()
    _folder(tmp_path, GOOD)
    assert [card.name for card in cards.available(tmp_path)] == ["tiny"]
    assert cards.available(tmp_path / "absent") == []


@pytest.mark.parametrize("name", ["big", "../tiny", "", "TINY", "a\0b"])
def test_find_names_what_is_installed(tmp_path, name):
    _folder(tmp_path, GOOD)
    with pytest.raises(ModelError, match="Installed: tiny"):
        cards.find(tmp_path, name)
    assert cards.find(tmp_path, "tiny") == tmp_path / "tiny"


def test_find_without_any_model_says_what_to_do(tmp_path):
    with pytest.raises(ModelError, match="install Inkling again"):
        cards.find(tmp_path, "tiny")


@pytest.mark.parametrize(
    ("language", "expected"), [("en", True), ("en-GB", True), ("DE", True), ("zh", False), ("", True), ("eno", False)]
)
def test_speaks_compares_languages(tmp_path, language, expected):
    assert cards.load(_folder(tmp_path, GOOD)).speaks(language) is expected


def test_speaks_all_languages_with_a_star(tmp_path):
    card = cards.load(_folder(tmp_path, GOOD.replace('["en", "de"]', '["*"]')))
    assert card.speaks("zh")


def test_the_shipped_card_is_the_one_in_the_repository():
    source = Path(__file__).parents[3] / "models" / "all-minilm-l6-v2" / "card.toml"
    assert (paths.MODELS / "all-minilm-l6-v2" / "card.toml").read_bytes() == source.read_bytes()
