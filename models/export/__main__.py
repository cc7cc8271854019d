"""`python -m export NAME`: make a model by hand, or record its golden vectors and digests.

Run it in `models/` with `PYTHONPATH=.:../app`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from export import make
from export.errors import ExportError
from inkling.errors import ModelError


def main() -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m export", description="Make a model for Inkling.")
    parser.add_argument("name", help="a folder below models/")
    parser.add_argument("--record", action="store_true", help="write golden vectors and digests instead of checking")
    parser.add_argument("--out", type=Path, help="where the model's folder goes")
    parser.add_argument("--plain", type=Path, metavar="FILE", help="write the fp32 graph, the yardstick, to a file")
    chosen = parser.parse_args()
    folder = Path(__file__).parents[1] / chosen.name
    try:
        if chosen.record:
            print(f"model.onnx {make.record(folder)}")
        if chosen.plain:
            chosen.plain.write_bytes(make.made(folder, bits=32))
        if chosen.out:
            print(f"least golden cosine {make.make(folder, chosen.out):.4f}")
    except (ExportError, ModelError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
