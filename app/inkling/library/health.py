"""Does everything work, and does nothing talk to the network? What `inkling doctor` looks at, in plain words."""

from __future__ import annotations

import ctypes
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from inkling import offline, paths, storage
from inkling.errors import InklingError
from inkling.index.base import IndexDamaged
from inkling.index.snapshot import SnapshotStore
from inkling.neural import card as cards
from inkling.records import Finding
from inkling.records.said import said, together

# What Qt leaves to the system, and the Debian package that has it; packaging/system_libraries.py installs them.
_SCREEN = {"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libxkbcommon.so.0": "libxkbcommon0"}
_LEAST_FREE = 1 << 30


def findings(data: Path, model: str) -> Iterator[Finding]:
    """Look at everything that can be looked at without opening the library."""
    yield _network()
    yield _model(model)
    yield _data(data)
    yield _space(data)
    yield protections()
    yield _screen()


def protections() -> Finding:
    """Start a reader and say what holds it; what this system lacks is named."""
    from inkling.extract.jail import Jail

    try:
        with Jail(1) as jail:
            held = jail.protections()
    except InklingError as error:
        step = said("Until it can, no document is read; what was read before is searched as ever.")
        return Finding("jail", is_well=False, told=str(error), next_step=step)
    lacking = [said("{what}: {answer}", what=what, answer=answer) for what, answer in held.items() if answer != "yes"]
    if lacking:
        step = said("Reading goes on with the protections that there are. A newer kernel offers all of them.")
        return Finding("jail", is_well=False, told=together(*lacking, by="; "), next_step=step)
    return Finding("jail", is_well=True, told=said("Protected: {what}.", what=together(*held, by="; ")))


def snapshot_damage(store: SnapshotStore) -> str:
    """Return what is wrong with the current snapshot, in words; empty when every byte is what was written."""
    try:
        snapshot = store.open()
        if snapshot is not None and snapshot.has_vectors:
            snapshot.vectors()
    except IndexDamaged as error:
        return f"The index is damaged: {error}"
    return ""


def _network() -> Finding:
    if offline.is_sealed():
        told = said("Inkling asked for an Internet socket just now, and the kernel refused it, as it refuses all.")
        return Finding("network", is_well=True, told=told)
    told = said("This system does not refuse sockets to Inkling (no seccomp filter); Inkling itself opens none.")
    return Finding(
        "network", is_well=sys.platform != "linux", told=told, next_step=said("Watch it with your firewall.")
    )


def _model(name: str) -> Finding:
    from inkling.neural.encoder import Encoder

    try:
        encoder = Encoder.load(cards.find(paths.MODELS, name))
        encoder.close()
    except InklingError as error:
        return Finding("model", is_well=False, told=str(error), next_step=said("Install Inkling again."))
    languages = said("all languages") if "*" in encoder.card.languages else ", ".join(encoder.card.languages)
    told = said(
        "{name} is whole (checksum verified) and reads meaning in: {languages}. Licence: {licence}.",
        name=name,
        languages=languages,
        licence=encoder.card.licence,
    )
    return Finding("model", is_well=True, told=told)


def _data(data: Path) -> Finding:
    if not data.exists():
        return Finding("library", is_well=True, told=said("There is none yet; it will lie in {data}.", data=data))
    if stat.S_IMODE(data.stat().st_mode) & 0o077:
        step = said("Run: {command}", command=f"chmod 700 {data}")
        return Finding(
            "library", is_well=False, told=said("{data} can be read by other users.", data=data), next_step=step
        )
    return Finding("library", is_well=True, told=said("It lies in {data}, readable by you only.", data=data))


def _space(data: Path) -> Finding:
    folder = next(place for place in (data, *data.parents) if place.exists())
    free = storage.free_bytes(folder)
    told = said("{free} GB are free where the library lies.", free=f"{free / 1e9:.1f}")
    return Finding(
        "disk", is_well=free > _LEAST_FREE, told=told, next_step=said("Reading pauses when the disk is full.")
    )


def _screen() -> Finding:
    absent = [package for library, package in _SCREEN.items() if not _loads(library)]
    if absent:
        step = said("Run: {command}", command=f"sudo apt-get install {' '.join(absent)}")
        return Finding(
            "window", is_well=False, told=said("System libraries for the window are missing."), next_step=step
        )
    return Finding("window", is_well=True, told=said("The system libraries that the window needs are there."))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
