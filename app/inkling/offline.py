"""Does this program talk to the Internet? No: what must be switched off before anything else is imported.

Two layers. `silence_libraries` sets the environment that our libraries read at import (onnxruntime >= 1.29 sends
telemetry by default; the tokenizer's hub would download). `seal` makes it a fact: from then on the kernel refuses
Internet sockets to this process and everything it starts, native code included. A program that starts other programs
for the person (a PDF viewer) starts its helper for that before it seals itself.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import socket
import struct
import sys

from inkling.errors import Offline

_QUIET = {
    "ORT_DISABLE_TELEMETRY": "1",
    "ORT_TELEMETRY_DISABLED": "1",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
_INTERNET = (socket.AF_INET, socket.AF_INET6)

# Audit architecture and number of socket(2) per machine: linux/audit.h, asm/unistd.h.
_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NO_KIND = 15  # the largest number that the kernel takes for a kind of socket; answered by EINVAL
_X32_BIT = 0x40000000
_IO_URING_SETUP = 425  # io_uring can open sockets behind a filter's back; the number is the same on both machines


def silence_libraries() -> None:
    """Switch off telemetry and hub access of the libraries that we import later."""
    os.environ.update(_QUIET)


def seal() -> bool:
    """Refuse Internet sockets to this process for the rest of its life, and to all its children.

    Returns:
        Whether the kernel enforces it (Linux with seccomp). Where it can't, only Python's own sockets are refused.
    """
    if not getattr(seal, "_audited", False):
        sys.addaudithook(_refuse_internet)
        seal._audited = True  # type: ignore[attr-defined]  # an audit hook can't be removed: add it once
    if not getattr(seal, "_installed", False):  # a filter of somebody else's, as in a container, refuses other things
        seal._installed = _install_filter()  # type: ignore[attr-defined]  # nor can a filter
    return is_sealed()


def is_sealed() -> bool:
    """Whether the kernel refuses this process an Internet socket: it is asked for one now, and for one of version 6."""
    return getattr(seal, "_installed", False) and all(_is_refused(family) for family in _INTERNET)


def _is_refused(family: int) -> bool:
    """Ask native code for a socket of no kind that exists: where nothing refuses it, none is opened all the same."""
    libc = _libc()
    if libc.socket(family, _NO_KIND, 0) >= 0:
        return False
    return ctypes.get_errno() == errno.EACCES


def _refuse_internet(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in _INTERNET:
        raise Offline("Inkling works offline: an Internet socket was refused. Please report which step asked for it.")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _install_filter() -> bool:
    """Install a seccomp filter that answers EACCES to socket(AF_INET*) and to io_uring_setup."""
    known = _ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    architecture, socket_number = known
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture of the call
        (_JUMP_EQUAL, 0, 8, architecture),  # a foreign ABI (i386) is refused below
        (_LOAD, 0, 0, 0),  # the number of the call
        (_JUMP_AT_LEAST, 6, 0, _X32_BIT),
        (_JUMP_EQUAL, 5, 0, _IO_URING_SETUP),
        (_JUMP_EQUAL, 0, 3, socket_number),
        (_LOAD, 0, 0, 16),  # its first argument: the address family
        (_JUMP_EQUAL, 2, 0, int(socket.AF_INET)),
        (_JUMP_EQUAL, 1, 0, int(socket.AF_INET6)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    libc = _libc()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
