#!/usr/bin/env bash
# The README's second command: install what the tests need, run every check, pass. Same words as in CI.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 packaging/system_libraries.py --tests
python3 -m pip install --quiet --disable-pip-version-check --editable '.[test]'
python3 -m ruff check .
python3 -m ruff format --check .
python3 -m mypy
lint-imports
python3 -m pytest -q "$@"
