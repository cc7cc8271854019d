"""Which models are there, and what must be known to use one? A model is a folder with a `card.toml`.

Reads and checks cards only; whether the files beside a card are what it says is checked where they are loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from types import MappingProxyType

from inkling.errors import ModelError
from inkling.records.said import said

CARD = "card.toml"
KINDS = ("encoder", "reranker")
POOLINGS = ("cls", "mean", "last", "weighted_mean")

_MAX_DIM, _MAX_TOKENS = 8192, 1 << 15  # far above any model of this family; catches slips of the pen
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_LANGUAGE = re.compile(r"\*|[a-z]{2,3}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class ModelCard:
    """How one model is used.

    `dims` are the shorter lengths to which its vectors may be cut (Matryoshka). `languages` are ISO 639 codes, or
    "*" for all. `files` maps the name of each file beside the card to its sha256.
    """

    name: str
    kind: str
    dim: int
    max_tokens: int
    languages: tuple[str, ...]
    licence: str
    files: Mapping[str, str]
    pooling: str = "mean"
    normalise: bool = True
    query_prefix: str = ""
    passage_prefix: str = ""
    dims: tuple[int, ...] = ()
    title: str = ""
    about: str = ""
    source: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def speaks(self, language: str) -> bool:
        """Whether the model was trained for a language ("en", "zh-Hant"); unknown ("") counts as yes."""
        return (
            not language or "*" in self.languages or language.lower().replace("_", "-").split("-")[0] in self.languages
        )


def load(folder: Path) -> ModelCard:
    """Read and check the card of one model.

    Raises:
        ModelError: there is no card, it is not TOML, or a field is missing, unknown or wrong.
    """
    path = folder / CARD
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(
            said("There is no model in {folder}: {card} is missing. Install Inkling again.", folder=folder, card=CARD)
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(said("The model card {path} cannot be read ({error}).", path=path, error=error)) from error
    return parse(given, str(path))


def available(models: Path) -> list[ModelCard]:
    """Return the cards of all models in a folder, by name; folders without a card are passed over."""
    if not models.is_dir():
        return []
    return [load(folder) for folder in sorted(models.iterdir()) if (folder / CARD).is_file()]


def find(models: Path, name: str) -> Path:
    """Return the folder of the model with this name.

    Raises:
        ModelError: there is none; the message lists those there are.
    """
    if _NAME.fullmatch(name) and (models / name / CARD).is_file():
        return models / name
    names = sorted(path.parent.name for path in models.glob(f"*/{CARD}"))
    known = (
        said("Installed: {names}.", names=", ".join(names))
        if names
        else said("None is installed; install Inkling again.")
    )
    raise ModelError(said("There is no model named {name}. {known}", name=f"{name!r}", known=known))


def parse(given: Mapping[str, object], where: str) -> ModelCard:
    """Check the content of a card, `where` being how messages call it.

    Raises:
        ModelError: a field is missing, unknown or wrong.
    """
    known = {item.name: item for item in fields(ModelCard)}
    for name in given:
        if name not in known:
            raise ModelError(
                said(
                    "The model card {where} has an unknown field {name}. Known: {list}.",
                    where=where,
                    name=f"{name!r}",
                    list=", ".join(known),
                )
            )
    values: dict[str, object] = {}
    for name, item in known.items():
        if name in given:
            values[name] = _checked(name, given[name], where)
        elif item.default is MISSING and item.default_factory is MISSING:
            raise ModelError(said("The model card {where} lacks the field {name}.", where=where, name=f"{name!r}"))
    card = ModelCard(**values)  # type: ignore[arg-type]  # each value was checked against its field
    if any(dim >= card.dim for dim in card.dims):
        raise ModelError(
            said(
                "The model card {where} has dims {dims}; each must be below dim = {dim}.",
                where=where,
                dims=list(card.dims),
                dim=card.dim,
            )
        )
    return card


def _checked(name: str, value: object, where: str) -> object:
    check, wanted = _CHECKS[name]
    if not check(value):
        raise ModelError(
            said(
                "The model card {where} has {name} = {value}; it must be {wanted}.",
                where=where,
                name=name,
                value=f"{value!r}",
                wanted=wanted,
            )
        )
    if isinstance(value, list):
        return tuple(value)
    return MappingProxyType(dict(value)) if isinstance(value, dict) else value


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_one_of(choices: tuple[str, ...]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in choices


def _is_count(most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and 0 < value <= most


def _is_list_of(check: Callable[[object], bool], *, least: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and len(value) >= least and all(check(item) for item in value)


def _is_files(value: object) -> bool:
    if not isinstance(value, dict) or not {"model.onnx", "tokenizer.json"} <= set(value):
        return False
    return all(_FILE.fullmatch(name) and _matches(_SHA256)(digest) for name, digest in value.items())


_CHECKS: dict[str, tuple[Callable[[object], bool], str]] = {
    "name": (_matches(_NAME), "up to 64 small letters, digits, dots and dashes"),
    "kind": (_is_one_of(KINDS), "one of " + ", ".join(KINDS)),
    "dim": (_is_count(_MAX_DIM), f"a whole number from 1 to {_MAX_DIM}"),
    "max_tokens": (
        lambda value: _is_count(_MAX_TOKENS)(value) and isinstance(value, int) and value >= 16,
        f"a whole number from 16 to {_MAX_TOKENS}",
    ),
    "languages": (_is_list_of(_matches(_LANGUAGE), least=1), 'a list of ISO 639 codes, or ["*"]'),
    "licence": (lambda value: isinstance(value, str) and bool(value.strip()), "the name of a licence"),
    "files": (_is_files, "a table of plain file names, model.onnx and tokenizer.json among them, with their sha256"),
    "pooling": (_is_one_of(POOLINGS), "one of " + ", ".join(POOLINGS)),
    "normalise": (lambda value: isinstance(value, bool), "true or false"),
    "query_prefix": (_is_text, "a text"),
    "passage_prefix": (_is_text, "a text"),
    "dims": (_is_list_of(_is_count(_MAX_DIM), least=0), "a list of whole numbers"),
    "title": (_is_text, "a text"),
    "about": (_is_text, "a text"),
    "source": (_is_table, "a table"),
}
