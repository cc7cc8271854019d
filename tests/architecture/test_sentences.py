"""What the engine says to people goes through `said`, so that the window can translate it: no bare sentence is left."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from inkling import errors

PACKAGE = Path(__file__).resolve().parents[2] / "app" / "inkling"
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and name != "Offline"}
# `Offline` is a mistake of ours: the log and the person who mends it read it.
SPEAKING = ERRORS | {"Problem", "Finding", "FolderSpread", "Outlier", "problem", "damaged", "locked", "Zip", "Ole"}
# Only the command line shows what these say: judging by files of judged data, and talk between two processes.
COMMAND_LINE = frozenset({"search/evaluate.py", "library/evaluation.py", "doorbell.py"})
MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(PACKAGE).parts[0] != "cli" and path.relative_to(PACKAGE).as_posix() not in COMMAND_LINE
]


def bare(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each literal with a blank in it that is said to a person as it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in SPEAKING:
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(given, ast.JoinedStr) or (
                    isinstance(given, ast.Constant) and isinstance(given.value, str) and " " in given.value
                ):
                    yield node.lineno, ast.unparse(given)


def _name(of: ast.expr) -> str:
    return of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_sentence_is_bare(path: Path) -> None:
    assert list(bare(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_a_bare_sentence_would_be_found() -> None:
    """The control."""
    told = 'raise UsageError(f"{path} is bad.")\ninto.problem(kind, "It is bad.", said("Mend it."), where)'
    assert [line for line, _ in bare(ast.parse(told))] == [1, 2]


def test_every_template_is_a_literal() -> None:
    """A template that is made up at run time can't be collected for translation."""
    odd = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "said":
                is_literal = bool(node.args) and isinstance(node.args[0], ast.Constant)
                odd += [] if is_literal else [f"{path.name}:{node.lineno}"]
    assert odd == []
