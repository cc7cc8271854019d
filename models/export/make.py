"""Makes the folder of one model, ready to be loaded: from its card and the published weights, checked on the way."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from export import bert, golden, graph, safetensors, source
from export.errors import ExportError
from inkling.neural import card as cards

MODEL, TOKENIZER, LICENCE = "model.onnx", "tokenizer.json", "LICENSE"
_CONFIG, _WEIGHTS = "config.json", "model.safetensors"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where a model comes from: the `[source]` table of its card."""

    package: str
    files: Mapping[str, str]
    bits: int
    bundled: bool


def recipe(card: cards.ModelCard) -> Recipe:
    """Read the `[source]` table of a card.

    Raises:
        ExportError: a field is missing or wrong.
    """
    given = dict(card.source)
    package, files = given.get("package"), given.get("files")
    bits, bundled = given.get("bits", 8), given.get("bundled", False)
    if not isinstance(package, str) or "==" not in package:
        raise ExportError(f"The card of {card.name} must name its package with a version: package = 'name==1.0'.")
    if not isinstance(files, dict) or not {_CONFIG, _WEIGHTS, TOKENIZER} <= set(files):
        raise ExportError(f"The card of {card.name} must give the sha256 of {_CONFIG}, {_WEIGHTS} and {TOKENIZER}.")
    if bits not in (7, 8) or not isinstance(bundled, bool):
        raise ExportError(f"The card of {card.name} must have bits = 7 or 8 and bundled = true or false.")
    return Recipe(package, files, bits, bundled)


def stamp(folder: Path) -> str:
    """Return a digest of everything that decides what is made: the model's folder and the exporter itself."""
    digest = hashlib.sha256()
    for path in [*sorted(folder.iterdir()), *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def made(folder: Path, *, bits: int = 0) -> bytes:
    """Return the bytes of the graph for a model, `bits` overriding the card (32: the fp32 yardstick).

    Raises:
        ExportError: the weights can't be had or don't fit.
    """
    with tempfile.TemporaryDirectory(prefix="inkling-weights-") as scratch:
        card = cards.load(folder)
        found = source.collect(recipe(card).package, recipe(card).files, Path(scratch))
        return _graph(card, found, bits or recipe(card).bits)


def make(folder: Path, into: Path) -> float:
    """Make the model described in `folder` and put its files into `into`, whole or not at all.

    Returns:
        The least cosine between its golden vectors and those of fp32.

    Raises:
        ExportError: the weights can't be had or don't fit, or the result is not the one that the card names.
    """
    card = cards.load(folder)
    with tempfile.TemporaryDirectory(prefix="inkling-weights-") as scratch:
        found = source.collect(recipe(card).package, recipe(card).files, Path(scratch))
        model = _graph(card, found, recipe(card).bits)
        least = golden.compare(folder / golden.FILE, golden.vectors(model, found / TOKENIZER, card.max_tokens))
        content = {MODEL: model, TOKENIZER: (found / TOKENIZER).read_bytes()}
    content |= {name: (folder / name).read_bytes() for name in (LICENCE, cards.CARD)}
    for name, digest in card.files.items():
        if hashlib.sha256(content.get(name, b"")).hexdigest() != digest:
            raise ExportError(f"The made {name} of {card.name} is not the one that its card names; record it anew.")
    _replace(into, content)
    return least


def record(folder: Path) -> str:
    """Write golden vectors from fp32, and the digests of what is made into the card; return the model's digest."""
    card = cards.load(folder)
    with tempfile.TemporaryDirectory(prefix="inkling-weights-") as scratch:
        found = source.collect(recipe(card).package, recipe(card).files, Path(scratch))
        plain = golden.vectors(_graph(card, found, 32), found / TOKENIZER, card.max_tokens)
        golden.write(folder / golden.FILE, plain)
        model = _graph(card, found, recipe(card).bits)
        content = {MODEL: model, TOKENIZER: (found / TOKENIZER).read_bytes(), LICENCE: (folder / LICENCE).read_bytes()}
    text = (folder / cards.CARD).read_text(encoding="utf-8")
    for name, data in content.items():
        text = text.replace(f'"{name}" = "{card.files[name]}"', f'"{name}" = "{hashlib.sha256(data).hexdigest()}"', 1)
    (folder / cards.CARD).write_text(text, encoding="utf-8")
    return hashlib.sha256(model).hexdigest()


def _graph(card: cards.ModelCard, found: Path, bits: int) -> bytes:
    sizes = bert.sizes(found / _CONFIG)
    graph.check_sizes(sizes, card.dim if card.kind == "encoder" else 0, card.max_tokens)
    weights = bert.Weights(safetensors.read(found / _WEIGHTS), sizes)
    return bytes(graph.build(weights, card, graph.Flavour(bits)).SerializeToString(deterministic=True))


def _replace(into: Path, content: Mapping[str, bytes]) -> None:
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{into.name}-", dir=into.parent))
        try:
            for name, data in content.items():
                (fresh / name).write_bytes(data)
            fresh.chmod(0o755)
            if into.exists():
                shutil.rmtree(into)
            fresh.rename(into)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise ExportError(f"The model cannot be written to {into}: {error.strerror}.") from error
