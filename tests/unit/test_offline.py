"""The program opens no Internet socket: neither Python nor native code may, once it is sealed."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest


def run(code: str) -> str:
    """Run code in a process of its own, because a seal can't be undone."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "HF_"))}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, env=clean, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_import_silences_libraries() -> None:
    told = run("import os, inkling; print(os.environ['ORT_DISABLE_TELEMETRY'], os.environ['HF_HUB_OFFLINE'])")
    assert told == "1 1"


def test_import_alone_seals_nothing() -> None:
    assert run("import socket, inkling; socket.socket().close(); print('open')") == "open"


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_sealed_python_socket_is_refused(family: str) -> None:
    told = run(
        f"""
        import socket
        from inkling import offline
        from inkling.errors import Offline
        offline.seal()
        try:
            socket.socket(socket.{family})
        except Offline as error:
            print(error)
        """
    )
    assert "works offline" in told


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter is Linux's")
def test_sealed_native_socket_is_refused_also_in_children() -> None:
    told = run(
        """
        import ctypes, subprocess, sys
        from inkling import offline
        print(offline.seal(), offline.seal(), offline.is_sealed())
        native = ctypes.CDLL(None, use_errno=True)
        print([native.socket(family, 1, 0) for family in (2, 10)], native.socket(1, 1, 0) >= 0, native.syscall(425, 1))
        ask = "import socket\\ntry:\\n socket.socket(); print('open')\\nexcept PermissionError: print('refused')"
        print(subprocess.run([sys.executable, '-c', ask], capture_output=True, text=True).stdout.strip())
        """
    )
    assert told.splitlines() == ["True True True", "[-1, -1] True -1", "refused"]


def test_import_is_quick_and_light() -> None:
    heavy = run(
        "import sys, inkling; print([m for m in ('numpy', 'onnxruntime', 'PySide6', 'sqlite3') if m in sys.modules])"
    )
    assert heavy == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter is Linux's")
def test_a_filter_of_somebody_elses_is_no_seal() -> None:
    """As in a container, whose filter refuses other calls and lets sockets through."""
    told = run(
        """
        import ctypes, struct
        from inkling import offline
        code = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0x7FFF0000))
        class Program(ctypes.Structure):
            _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]
        native = ctypes.CDLL(None, use_errno=True)
        native.prctl(38, 1, 0, 0, 0)
        assert native.prctl(22, 2, ctypes.byref(Program(1, ctypes.addressof(code))), 0, 0) == 0
        print(native.prctl(21, 0, 0, 0, 0), offline.is_sealed())
        print(offline.seal(), offline.is_sealed())
        print(native.socket(2, 1, 0))
        """
    )
    assert told.splitlines() == ["2 False", "True True", "-1"]


def test_what_could_not_be_installed_is_not_claimed() -> None:
    told = run(
        """
        from inkling import offline
        offline._install_filter = lambda: True  # it says so, and nothing refuses anything
        print(offline.seal(), offline.is_sealed())
        """
    )
    assert told == "False False"
