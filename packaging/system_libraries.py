"""Are the system libraries there that Qt needs to draw a window? Installs them where it may, else names them.

Run as `python3 packaging/system_libraries.py [--tests]`; needs nothing but Python. Qt's wheels bring almost everything;
what they leave to the system is listed here with the Debian package that has it. With `--tests` also the two tools that
some tests look at the program with; those tests are skipped where the tools are absent and can't be installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
TOOLS = {"strace": "strace", "pdftotext": "poppler-utils"}


def missing() -> list[str]:
    """Return the Debian packages of the libraries that can't be loaded."""
    packages = []
    for library, package in NEEDED.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def main() -> int:
    """Install what is missing as root on Debian and its kin; otherwise print the command that does."""
    packages = missing()
    tools = [package for tool, package in TOOLS.items() if "--tests" in sys.argv and shutil.which(tool) is None]
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if not packages and not (tools and may_install):
        return 0
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages, *tools]
    if not may_install:
        print(f"The window needs system libraries that are missing. Install them with:\n  sudo {' '.join(command)}")
        return 1
    print(f"Installing {' '.join([*packages, *tools])}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    return subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())
