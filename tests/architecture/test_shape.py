"""The shape of the code: sizes, names, and which module imports which library."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "app" / "inkling"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))

# The one module that may import each library, so that its traps are known in one place.
HOME_OF = {
    "onnxruntime": "neural/runtime.py",
    "tokenizers": "neural/runtime.py",
    "hnswlib": "index/hnsw.py",
    "bm25s": "index/bm25.py",
    "Stemmer": "words.py",
    "watchdog": "files/watch.py",
    "sqlite3": "catalog/",
    "PySide6": "gui/",
    "scipy": "topics/numeric.py",
    "pypdfium2": "extract/",
    "lxml": "extract/",
    "selectolax": "extract/",
    "python_calamine": "extract/",
    "olefile": "extract/",
    "striprtf": "extract/",
    "rapidocr": "extract/",
    "send2trash": "copies/",
}
BANNED = {"sklearn", "pickle", "marshal", "shelve", "requests", "urllib.request", "http.client", "torch"}
BROAD_EXCEPT_ALLOWED = ("extract/", "gui/bridge.py", "cli/main.py")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_sizes(path: Path) -> None:
    """A module of at most 400 lines, a class of at most 300, a function of at most 60."""
    text = path.read_text(encoding="utf-8")
    too_long = [] if text.count("\n") <= 400 else [f"module: {text.count(chr(10))} lines"]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > (300 if isinstance(node, ast.ClassDef) else 60):
                too_long.append(f"{node.name}: {lines} lines")
    assert not too_long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_have_one_home(path: Path) -> None:
    wrong = []
    for name in imports(tree_of(path)):
        if name in BANNED or name.split(".")[0] in BANNED:
            wrong.append(f"{name} is not used here at all")
        home = HOME_OF.get(name.split(".")[0])
        if home and not name_of(path).startswith(home):
            wrong.append(f"{name} belongs in {home}")
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_broad_except_only_at_the_doors(path: Path) -> None:
    broad = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
        and not _passes_on(node)
    ]
    assert not broad or name_of(path).startswith(BROAD_EXCEPT_ALLOWED), broad


def _passes_on(handler: ast.ExceptHandler) -> bool:
    """Whether a handler only tidies up: it ends by raising the same error again."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_no_attic() -> None:
    attics = {"utils", "helpers", "common", "misc", "manager"}
    assert [name_of(path) for path in MODULES if path.stem in attics or path.parent.name in attics] == []


def test_nothing_names_a_place_outside_the_project() -> None:
    """No committed text names a folder of somebody's machine."""
    places = re.compile(r"(?<![\w.])/(?:work|root|home/(?!ana|user|you|me|sam|o/))/")
    told = []
    for folder in ("app", "models", "packaging", "tests", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".toml", ".md", ".sh"} and path != Path(__file__).resolve():
                told += [
                    f"{path.name}: {found.group()}"
                    for found in places.finditer(path.read_text(encoding="utf-8", errors="replace"))
                ]
    assert told == []


def _is_plain(text: ast.expr) -> bool:
    """Whether a tooltip's text can't be taken for HTML: a sentence of ours without values, or made by `plain_tip`."""
    if isinstance(text, ast.Constant):
        return True
    if isinstance(text, ast.IfExp):
        return _is_plain(text.body) and _is_plain(text.orelse)
    if not (isinstance(text, ast.Call) and isinstance(text.func, ast.Name)):
        return False
    return text.func.id in {"plain_tip", "with_keys"} or (text.func.id == "say" and not text.keywords)


@pytest.mark.parametrize("path", [path for path in MODULES if name_of(path).startswith("gui/")], ids=name_of)
def test_tooltips_show_names_as_they_are(path: Path) -> None:
    """What a tooltip takes for HTML could load a picture from the disk."""
    tree = tree_of(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "setToolTip":
                assert _is_plain(node.args[-1]), f"line {node.lineno}: use plain_tip"
            if node.func.attr == "showText":
                assert _is_plain(node.args[1]), f"line {node.lineno}: use plain_tip"
    text = path.read_text(encoding="utf-8")
    assert "ToolTipRole" not in text or "plain_tip" in text
