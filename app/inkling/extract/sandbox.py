"""What may a worker do? Read what it is handed and our own libraries, compute, and answer; nothing else.

Four layers, each of which holds alone as far as it goes: resource limits; Landlock (no file but the libraries can be
opened, no signal leaves the process); seccomp (an allow-list of system calls: no sockets, no new processes, no opening
for writing); and a lifeline, by which the kernel ends the worker when the jail's process dies. No privileges and no
library are needed. A kernel without one of them is reported, and the others hold; one that the kernel has and that
cannot be switched on ends the worker: nothing is read then.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterable

from inkling.extract.syscalls import ALLOWED, ARCHITECTURES
from inkling.records.said import said

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 4, 38, 22
_SECCOMP_MODE_FILTER = 2
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
_IDLE_DISK = 3 << 13
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX = 8, 10, 15

# Landlock: the numbers are the same on all machines. Rights by the ABI that brought them.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_NET_RIGHTS_ABI, _SCOPES_ABI = 4, 6

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_CLONE_THREAD = 0x00010000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_TCGETS, _FIOCLEX, _FIONREAD = 0x5401, 0x5451, 0x541B


class Unconfined(Exception):
    """Protections that this system offers could not be switched on; `layers` names them."""

    def __init__(self, layers: list[str]) -> None:
        super().__init__(", ".join(layers))
        self.layers = layers


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def confine(lifeline: int, *, memory_bytes: int, cpu_s: int, extra: Iterable[str] = ()) -> dict[str, bool]:
    """Give up every right that reading a document does not need, for good.

    Args:
        lifeline: the reading end of a pipe whose writing end only the jail's process holds.
        memory_bytes: how much address space the worker may have.
        cpu_s: how much processor time it may use in its life.
        extra: more paths that may be read (what text recognition asks the system for).

    Returns:
        Which layers hold; the others are not offered by this system.

    Raises:
        Unconfined: one that is offered does not hold.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    offered = _offered(libc)
    held = {"lifeline": _tie(lifeline), "limits": _limit(memory_bytes, cpu_s)}
    _step_back()
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    held["no_new_privileges"] = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    held["files"] = _landlock(libc, [*_library_paths(), *extra])
    held["system_calls"] = _seccomp(libc)
    if failed := [layer for layer in held if offered[layer] and not held[layer]]:
        raise Unconfined(failed)
    return held


def _offered(libc: ctypes.CDLL) -> dict[str, bool]:
    """Return which layers this system has; asked before any of them is on, for afterwards it may not answer."""
    is_linux = sys.platform == "linux"
    return {
        "lifeline": is_linux,
        "limits": True,
        "no_new_privileges": is_linux,
        "files": landlock_abi() > 0,
        "system_calls": is_linux and platform.machine() in ARCHITECTURES and _has_filters(libc),
    }


def _has_filters(libc: ctypes.CDLL) -> bool:
    """Whether the kernel takes filters of system calls: one that has them stumbles over the address of none."""
    libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, None, 0, 0)
    return ctypes.get_errno() == errno.EFAULT


def _tie(lifeline: int) -> bool:
    """Let the kernel kill this process when the other end closes.

    Not PR_SET_PDEATHSIG: that one fires when the *thread* ends that started the worker.
    """
    try:
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, _F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        gone = os.read(lifeline, 1) == b""
    except BlockingIOError:
        return True
    except OSError:
        return False
    if gone:  # the jail died before the tie was made
        os._exit(0)
    return True


def _limit(memory_bytes: int, cpu_s: int) -> bool:
    wanted = {
        resource.RLIMIT_AS: memory_bytes,
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    try:
        for kind, value in wanted.items():
            hard = resource.getrlimit(kind)[1]
            limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (limit, limit))
    except (OSError, ValueError):
        return False
    return True


def _step_back() -> None:
    """Let everything else on the machine go first."""
    try:
        os.nice(10)
        number = _IOPRIO_SET.get(platform.machine())
        if number is not None and sys.platform == "linux":
            ctypes.CDLL(None).syscall(number, 1, 0, _IDLE_DISK)
    except OSError:  # politeness is not a protection
        return


def _library_paths() -> list[str]:
    """Return what Python and our libraries may still load: never a person's own folders."""
    paths = [sys.prefix, sys.base_prefix, *(p for p in sys.path if p), "/usr", "/lib", "/lib64", "/etc/ld.so.cache"]
    paths += ["/etc/localtime", "/dev/null", "/dev/urandom"]
    return [p for p in dict.fromkeys(paths) if p not in ("/", os.path.expanduser("~"))]  # noqa: PTH111 (no pathlib)


def landlock_abi() -> int:
    """Return which Landlock this kernel offers, 0 for none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, 1)))


def _landlock(libc: ctypes.CDLL, paths: Iterable[str]) -> bool:
    abi = landlock_abi()
    if abi == 0:
        return False
    rights = 0
    for since, bits in _FILE_RIGHTS.items():
        rights |= bits if abi >= since else 0
    attributes = struct.pack("<Q", rights)
    attributes += struct.pack("<Q", 3) if abi >= _NET_RIGHTS_ABI else b""  # TCP bind and connect
    attributes += struct.pack("<Q", 3) if abi >= _SCOPES_ABI else b""  # abstract sockets and signals
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for path in paths:
            _allow_below(libc, ruleset, path)
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow_below(libc: ctypes.CDLL, ruleset: int, path: str) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not on this machine
        return
    try:
        rights = _READ_FILE | (_READ_FOLDER if os.path.isdir(path) else 0)  # noqa: PTH112 (no pathlib here)
        libc.syscall(_ADD_RULE, ruleset, 1, struct.pack("<Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)


def _seccomp(libc: ctypes.CDLL) -> bool:
    """Install the allow-list; whatever is not on it fails with EPERM, new kinds of calls with ENOSYS."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in ARCHITECTURES:
        return False
    steps = _filter(machine, os.getpid())
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: str, own_pid: int) -> list[tuple[int, int, int, int]]:
    audit, column = ARCHITECTURES[machine]
    number = {name: numbers[column] for name, numbers in ALLOWED.items() if numbers[column] >= 0}
    refuse, unknown, allow = _REFUSE | errno.EPERM, _REFUSE | errno.ENOSYS, _ALLOW
    steps: list[tuple[int, int, int, int]] = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, audit),  # a foreign ABI has other numbers
        (_RETURN, 0, 0, refuse),
        (_LOAD, 0, 0, 0),
    ]

    # Calls that pass or not by one of their arguments: its offset, the test of its low 32 bits, and both outcomes.
    for name, low_word, test, value, if_true, if_false in (
        ("openat", 32, _ANY_BIT, _WRITING, refuse, allow),
        ("open", 24, _ANY_BIT, _WRITING, refuse, allow),
        ("clone", 16, _ANY_BIT, _CLONE_THREAD, allow, refuse),
        ("tgkill", 16, _EQUAL, own_pid, allow, refuse),
        ("prlimit64", 32, _EQUAL, 0, allow, refuse),  # asking, not setting
        ("clone3", 16, _ANY_BIT, 0, unknown, unknown),  # makes the C library fall back to clone
    ):
        if name in number:
            steps.append((_EQUAL, 0, 4, number.pop(name)))
            steps += [(_LOAD, 0, 0, low_word), (test, 0, 1, value), (_RETURN, 0, 0, if_true), (_RETURN, 0, 0, if_false)]
    for command in (_F_SETOWN, _F_SETSIG, _F_SETOWN_EX):  # would let a descriptor of ours signal another process
        steps += [(_EQUAL, 0, 3, number["fcntl"]), (_LOAD, 0, 0, 24), (_EQUAL, 0, 1, command), (_RETURN, 0, 0, refuse)]
        steps.append((_LOAD, 0, 0, 0))
    for command in (_TCGETS, _FIOCLEX, _FIONREAD):
        steps += [(_EQUAL, 0, 3, number["ioctl"]), (_LOAD, 0, 0, 24), (_EQUAL, 0, 1, command), (_RETURN, 0, 0, allow)]
        steps.append((_LOAD, 0, 0, 0))
    number.pop("ioctl")
    for value in number.values():
        steps += [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, allow)]
    steps.append((_RETURN, 0, 0, refuse))
    return steps


_LAYERS = {
    "files": said("documents are read without access to any other file (Landlock)"),
    "system_calls": said("readers cannot use a network, write, or start programs (seccomp)"),
    "limits": said("memory, processor time and descriptors of readers are limited"),
    "lifeline": said("readers end with Inkling"),
    "no_new_privileges": said("readers cannot gain rights"),
}


def describe(held: dict[str, bool]) -> dict[str, str]:
    """Return what holds and what does not, in words for people."""
    no = said("no: this system does not offer it")
    return {words: "yes" if held.get(name) else no for name, words in _LAYERS.items()}


def words(layers: Iterable[str]) -> list[str]:
    """Return what some layers protect, in words for people."""
    return [_LAYERS[layer] for layer in layers if layer in _LAYERS]
