"""What are the bytes of a file, in one number? Hashing without reading twice what did not change."""

from __future__ import annotations

import hashlib
import os

from inkling.errors import ExtractError
from inkling.extract.opening import open_regular
from inkling.progress import Cancel

_BLOCK = 1 << 20


def digest(path: bytes, cancel: Cancel) -> bytes:
    """Return the BLAKE2b-128 of a file's bytes; empty where they cannot be had.

    Raises:
        Cancelled: called off between two blocks of a big file.
    """
    try:
        descriptor, _ = open_regular(path)
    except ExtractError:
        return b""
    found = hashlib.blake2b(digest_size=16)
    try:
        while block := os.read(descriptor, _BLOCK):
            found.update(block)
            cancel.check()
    except OSError:
        return b""
    finally:
        os.close(descriptor)
    return found.digest()
