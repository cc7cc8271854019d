# ruff: noqa: SIM115  (what opens here has failed to be forbidden)
"""Give up all rights as a worker does, then try everything that a hostile document might; print what succeeded.

Started by test_extract_probes as: python extract_probe.py LIFELINE PARENT DOCUMENT FOLDER
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable

from inkling.extract import sandbox

lifeline, parent, document, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
libc = ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: object) -> None:
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "denied")


def fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def allocate() -> None:
    mmap.mmap(-1, 2 * 1024**3)


def own_signal() -> None:
    import fcntl

    fcntl.fcntl(1, fcntl.F_SETOWN, parent)


def raise_limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def write_here() -> None:
    with open(os.path.join(folder, "written"), "w") as file:
        file.write("x")


PROBES: dict[str, Callable[[], object]] = {
    "read /etc/passwd": lambda: open("/etc/passwd").read(1),
    "read the document by its path": lambda: open(document).read(1),
    "read home": lambda: os.listdir(os.path.expanduser("~root")),
    "list the root": lambda: os.listdir("/"),
    "list the folder": lambda: os.listdir(folder),
    "read /proc of the parent": lambda: open(f"/proc/{parent}/maps").read(1),
    "read memory of the parent": lambda: open(f"/proc/{parent}/mem", "rb").read(1),
    "read own memory map": lambda: open("/proc/self/maps").read(1),
    "write a file": write_here,
    "append to the document": lambda: open(document, "a"),
    "make a folder": lambda: os.mkdir(os.path.join(folder, "made")),
    "rename": lambda: os.rename(document, document + "x"),
    "delete": lambda: os.unlink(document),
    "truncate": lambda: os.truncate(document, 0),
    "change rights": lambda: os.chmod(document, 0o777),
    "link": lambda: os.link(document, document + "l"),
    "symlink": lambda: os.symlink(document, document + "s"),
    "make a pipe in the file system": lambda: os.mkfifo(os.path.join(folder, "pipe")),
    "write to /dev/null": lambda: open("/dev/null", "w"),
    "write below /tmp": lambda: open("/tmp/inkling-probe", "w"),
    "write below /usr": lambda: open("/usr/inkling-probe", "w"),
    "inet socket": lambda: socket.socket(socket.AF_INET),
    "inet6 socket": lambda: socket.socket(socket.AF_INET6),
    "unix socket": lambda: socket.socket(socket.AF_UNIX),
    "netlink socket": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "vsock socket": lambda: socket.socket(40, socket.SOCK_STREAM),
    "packet socket": lambda: socket.socket(17, socket.SOCK_RAW),
    "socket pair": socket.socketpair,
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "shell": lambda: 1 / (os.system("true") == 0),
    "fork": fork,
    "vfork": lambda: call(58),
    "kill the parent": lambda: os.kill(parent, signal.SIGKILL),
    "ask for the parent": lambda: os.kill(parent, 0),
    "signal all": lambda: os.kill(-1, signal.SIGCONT),
    "tgkill the parent": lambda: call(234, parent, parent, 9),
    "signal through a descriptor": own_signal,
    "queue a signal": lambda: call(129, parent, 9, None),
    "pidfd_open": lambda: os.pidfd_open(parent),
    "ptrace": lambda: call(101, 16, parent, 0, 0),
    "read another process's memory": lambda: call(310, parent, None, 0, None, 0, 0),
    "bpf": lambda: call(321, 0, None, 0),
    "io_uring": lambda: call(425, 8, ctypes.create_string_buffer(200)),
    "keyctl": lambda: call(250, 0, -3, 1),
    "user namespace": lambda: call(272, 0x10000000),
    "mount": lambda: call(165, b"none", b"/mnt", b"tmpfs", 0, None),
    "chroot": lambda: os.chroot("/usr"),
    "memfd": lambda: os.memfd_create("x"),
    "userfaultfd": lambda: call(323, 0),
    "perf": lambda: call(298, None, 0, -1, -1, 0),
    "open by handle": lambda: call(304, -1, None, 0),
    "openat2": lambda: call(437, -100, b"/etc/passwd", ctypes.create_string_buffer(24), 24),
    "x32 calls": lambda: call(0x40000000 + 39),
    "raise the memory limit": raise_limit,
    "prlimit the parent": lambda: resource.prlimit(parent, resource.RLIMIT_CPU, (1, 1)),
    "two gigabytes": allocate,
    "read the clock's driver": lambda: open("/dev/mem", "rb"),
    "a terminal's input queue": lambda: __import__("fcntl").ioctl(0, 0x5412, b"x"),
    "environment of the parent": lambda: open(f"/proc/{parent}/environ").read(),
}

sys.path[:] = [path for path in sys.path if path]
held = sandbox.confine(lifeline, memory_bytes=1024**3, cpu_s=60)
succeeded = []
for name, probe in PROBES.items():
    try:
        probe()
    except (OSError, MemoryError, ZeroDivisionError, ValueError):
        continue
    succeeded.append(name)
os.write(1, json.dumps({"held": held, "succeeded": succeeded, "tried": len(PROBES)}).encode())
