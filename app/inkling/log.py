"""A local log for finding our own mistakes. It never holds document text, queries or file names.

Messages are constants; values travel as named fields, and only fields of `_ALLOWED` are written. A path is written
as a salted id, so that two lines about the same file can be recognised and nobody can tell which file it is.
"""

from __future__ import annotations

import hashlib
import logging
import os
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

_NAME = "inkling"
_ALLOWED = frozenset({"stage", "kind", "count", "seconds", "bytes", "code", "file", "version", "error", "pid"})
_SALT = os.urandom(16)


def file_id(path: bytes) -> str:
    """Return a name for a path that means nothing outside this run."""
    return hashlib.blake2b(path, key=_SALT, digest_size=6).hexdigest()


def event(message: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Write one line: a constant message and allow-listed fields."""
    unknown = fields.keys() - _ALLOWED
    assert not unknown, f"not a field of the log: {sorted(unknown)}"
    told = " ".join(f"{name}={value}" for name, value in sorted(fields.items()))
    logging.getLogger(_NAME).log(level, "%s %s", message, told)


def crash(error: BaseException) -> str:
    """Describe a bug without its values: the exception's type and where it passed through our code."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    return f"{type(error).__name__} at {places}"


def to_file(folder: Path) -> None:
    """Send the log to `folder`, readable by this user only, at most 4 files of 512 KB."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "inkling.log"
    path.touch(mode=0o600)
    handler = RotatingFileHandler(path, maxBytes=512 * 1024, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger(_NAME)
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
