"""An edited file is findable by its new words within three seconds, measured from the end of writing."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

import pytest

from inkling.library import Library
from inkling.progress import Cancel

FILES, EDITS = 100, 5


@pytest.mark.slow
def test_an_edit_is_found_within_three_seconds(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for number in range(FILES):
        path = tree / f"{number % 20}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The harbour log of day {number}: wind from the west, two ships, no fog.")
    waits = []
    with Library.open(tmp_path / "data") as library:
        library.keeper.add_folder(os.fsencode(tree))
        library.keeper.sync(Cancel(), meaning=False)
        library.keeper.follow()
        assert library.keeper.settle(60)
        for number in range(EDITS):
            word = f"quokka{number}x"
            (tree / "3" / "23.txt").write_text(f"A {word} sat on the quay.")
            began = time.monotonic()
            while not library._catalog.match(word):
                time.sleep(0.02)
                assert time.monotonic() - began < 30
            waits.append(time.monotonic() - began)
    print(f"{FILES} files, {EDITS} edits: found after {', '.join(f'{wait:.2f}' for wait in waits)} s")
    assert statistics.median(waits) < 3.0, waits
