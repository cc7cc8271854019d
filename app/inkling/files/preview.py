"""What would these rules catch? Counts and examples, while the person is still typing a pattern."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from inkling.files.rules import Reason
from inkling.files.walk import Example, Scan, walk
from inkling.progress import Cancel
from inkling.records import Rules

_EXAMPLES = 5
# An answer that is not older than this feels live; the window draws no faster.
_STEP_S = 0.1


@dataclass(frozen=True, slots=True)
class Preview:
    """What was found so far.

    Attributes:
        files: how many files would be read.
        size_bytes: how much that is.
        examples: the first few of them.
        left_out: how many files and folders would be left out, by reason; a folder counts as one.
        left_out_examples: the first few of those, by reason.
        unavailable: why nothing can be seen at all, in words; else empty.
        is_complete: whether the whole folder was looked at; false while it goes on, or when the limit was met.
    """

    files: int
    size_bytes: int
    examples: tuple[bytes, ...]
    left_out: dict[Reason, int]
    left_out_examples: dict[Reason, tuple[Example, ...]]
    unavailable: str = ""
    is_complete: bool = False


def preview(
    folder: bytes, rules: Rules, limit: int = 100_000, cancel: Cancel | None = None, *, apart: Collection[bytes] = ()
) -> Iterator[Preview]:
    """Yield what the rules catch, a few times a second and once at the end; nothing is opened.

    Args:
        folder: where to look.
        rules: what to try.
        limit: stop after so many files.
        cancel: raised, the iteration ends with `Cancelled`.
        apart: folders not to look into, as in `walk`.

    Raises:
        UsageError: too many or too long patterns.
    """
    scan = walk(folder, rules, cancel, apart=apart)
    files = size = 0
    examples: list[bytes] = []
    told_at = time.monotonic()
    for stamp in scan:
        if files >= limit:
            yield _told(scan, files, size, examples, is_complete=False)
            return
        files, size = files + 1, size + stamp.size
        if len(examples) < _EXAMPLES:
            examples.append(stamp.path)
        if time.monotonic() - told_at > _STEP_S:
            yield _told(scan, files, size, examples, is_complete=False)
            told_at = time.monotonic()
    yield _told(scan, files, size, examples, is_complete=True)


def _told(scan: Scan, files: int, size: int, examples: list[bytes], *, is_complete: bool) -> Preview:
    left_out = {reason: tuple(some) for reason, some in scan.examples.items()}
    return Preview(files, size, tuple(examples), dict(scan.skipped), left_out, scan.unavailable, is_complete)
