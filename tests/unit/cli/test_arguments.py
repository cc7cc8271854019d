"""Every command tells what it does and shows one example, which can be typed as it stands."""

from __future__ import annotations

import argparse
import shlex

import pytest

from inkling.cli.arguments import EXAMPLES, parser


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command."""
    found = next(action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def test_each_command_has_one_example() -> None:
    assert set(EXAMPLES) == set(commands())


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_example_can_be_typed(name: str) -> None:
    program, *words = shlex.split(EXAMPLES[name])
    assert program == "inkling"
    assert parser().parse_args(words).command == name
    assert EXAMPLES[name] in commands()[name].format_help()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_each_argument_is_explained(name: str) -> None:
    assert all(action.help for action in commands()[name]._actions)
