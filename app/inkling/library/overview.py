"""What is behind the numbers of the coverage: examples of what rules leave out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from inkling.files.preview import Preview
from inkling.records import Folder, LeftOut


def left_out(folders: Iterable[Folder], look: Callable[[Folder], Iterator[Preview]]) -> Iterator[list[LeftOut]]:
    """Yield examples of what each folder's rules leave out, a few of each reason, growing from folder to folder."""
    found: list[LeftOut] = []
    for folder in folders:
        for seen in deque(look(folder), maxlen=1):
            for examples in seen.left_out_examples.values():
                found += [LeftOut(one.path, one.reason.value, one.is_folder) for one in examples]
        yield list(found)
