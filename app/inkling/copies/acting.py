"""Carries a plan out, and takes it back. Each file is looked at again right before it is touched."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from inkling.copies import trash
from inkling.copies.journal import Journal
from inkling.errors import InklingError
from inkling.progress import Cancel, Progress, Report
from inkling.records import Plan, PlannedRemoval, Removal
from inkling.records.said import said

_BLOCK = 1 << 20
NOT_FINISHED = said("The program ended before this was finished.")
_GONE = said("The file is no longer in the trash.")
_CALLED_OFF = said("Called off before its turn.")
_NOTED_AT_ONCE = 50  # files between two writes of the journal: at most so many outcomes are unknown after a crash


def carry_out(
    plan: Plan, journal: Journal, cancel: Cancel, report: Report, put: Callable[[bytes], bytes] = trash.put
) -> list[Removal]:
    """Move the planned files to the trash; those that changed meanwhile, or whose kept file did, stay.

    What is planned is in the journal before anything is touched. Cancelling stops after the file at hand and what
    was done stays done, with its outcome in the journal.

    Returns:
        one entry per planned file reached; `failure` says why a file stayed.
    """
    done: list[Removal] = []
    run = f"{time.time_ns():x}"
    batches = [plan.removals[at : at + _NOTED_AT_ONCE] for at in range(0, len(plan.removals), _NOTED_AT_ONCE)]
    for batch in batches:
        if done and done[-1].failure == _CALLED_OFF:
            break
        planned = [_planned(run, removal) for removal in batch]
        journal.write(planned)
        outcomes: list[Removal] = []
        try:
            for removal, entry in zip(batch, planned, strict=True):
                if cancel.is_cancelled:
                    outcomes.append(replace(entry, failure=_CALLED_OFF))
                    continue
                report(Progress("trash", len(done) + len(outcomes), len(plan.removals), removal.file.display))
                outcomes.append(_remove(removal, entry, put))
        finally:
            journal.write(outcomes)
        done += outcomes
    return done


def undo(entries: Sequence[Removal], journal: Journal, cancel: Cancel, report: Report) -> list[Removal]:
    """Put removed files back where they were, the last first.

    A file that can't come back now is in the trash as before, and so it stands in the journal: who moves away what is
    in its place can undo again.

    Returns:
        the entries with `undone`, or with `failure` saying why a file stays in the trash.
    """
    done: list[Removal] = []
    try:
        for entry in reversed(entries):
            if cancel.is_cancelled:
                break
            report(Progress("undo", len(done), len(entries)))
            done.append(_put_back(entry))
    finally:
        journal.write(entry for entry in done if entry.undone or entry.failure == _GONE)
    return done


def was_moved(entry: Removal) -> bool:
    """Whether a file went to the trash, as far as is known; it may have come back since, or be gone from there."""
    return not entry.failure or entry.failure in (NOT_FINISHED, _GONE)


def can_come_back(entry: Removal) -> bool:
    """Whether a file that was moved may be in the trash still."""
    return was_moved(entry) and not entry.undone and entry.failure != _GONE


def digest_of(path: bytes) -> bytes:
    """Return the BLAKE2b-128 of a regular file's bytes, empty when it cannot be read: it then equals nothing."""
    digest = hashlib.blake2b(digest_size=16)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return b""
    with os.fdopen(descriptor, "rb") as file:
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return b""
            while block := file.read(_BLOCK):
                digest.update(block)
        except OSError:
            return b""
    return digest.digest()


def _planned(run: str, removal: PlannedRemoval) -> Removal:
    at_ns = time.time_ns()
    name = hashlib.blake2b(removal.file.path, digest_size=8).hexdigest()
    return Removal(f"{run}-{name}", removal.file.path, removal.digest, removal.file.size, at_ns, failure=NOT_FINISHED)


def _remove(removal: PlannedRemoval, entry: Removal, put: Callable[[bytes], bytes]) -> Removal:
    refusal = _refusal(removal)
    if refusal:
        return replace(entry, failure=refusal)
    try:
        return replace(entry, trashed_as=put(removal.file.path), failure="")
    except InklingError as error:
        return replace(entry, failure=str(error))


def _refusal(removal: PlannedRemoval) -> str:
    """Say why a file must stay: it or its kept twin is no longer what the plan was made for."""
    path, kept = removal.file.path, removal.kept.path
    if path == kept or os.path.realpath(path) == os.path.realpath(kept):
        return said("It is the very file that stays.")
    if digest_of(path) != removal.digest or not removal.digest:
        return said("It changed since it was compared.")
    if digest_of(kept) != removal.kept_digest or not removal.kept_digest:
        return said("The file that was to stay is gone or changed.")
    return ""


def _put_back(entry: Removal) -> Removal:
    if entry.undone:
        return entry
    where = entry.trashed_as
    if not where or digest_of(where) != entry.digest:
        # The desktop did not say where, or the journal's last line is missing: look by path and content.
        found = [item.file for item in trash.find(entry.path) if digest_of(item.file) == entry.digest]
        if not found:
            is_there = digest_of(entry.path) == entry.digest
            return replace(entry, undone=is_there, failure="" if is_there else _GONE)
        where = found[0]
    try:
        trash.restore(where, entry.path)
    except InklingError as error:
        return replace(entry, failure=str(error))
    return replace(entry, undone=True, failure="")
