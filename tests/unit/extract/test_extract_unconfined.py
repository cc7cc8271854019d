"""A protection that the system has holds, or nothing is read; one that it lacks is told, and reading goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import inkling
from inkling.errors import InklingError
from inkling.extract import process
from inkling.extract.jail import Jail
from inkling.library import health
from inkling.progress import Cancel

BROKEN = {
    "files": "sandbox._landlock = lambda *_: False",
    "system_calls": "sandbox._seccomp = lambda *_: False",
    "limits": "sandbox._limit = lambda *_: False",
    "lifeline": "sandbox._tie = lambda *_: False",
}
WORDS = {"files": "Landlock", "system_calls": "seccomp", "limits": "limited", "lifeline": "end with Inkling"}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Landlock and seccomp")


def spoil(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let workers start with a sandbox that is broken in this way."""
    start = process._START.replace("import worker;", f"import worker, sandbox; {code};")
    assert code in start
    monkeypatch.setattr(process, "_START", start)


@pytest.mark.parametrize("layer", BROKEN)
def test_nothing_is_read_without_a_protection_that_the_system_has(
    layer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if layer == "files" and not _has_landlock():
        pytest.skip("this kernel has no Landlock")
    spoil(monkeypatch, BROKEN[layer])
    (tmp_path / "a.txt").write_text("words")
    descriptors = len(os.listdir("/proc/self/fd"))
    with Jail(1) as jail, pytest.raises(InklingError, match=WORDS[layer]):
        list(jail.extract_many([os.fsencode(tmp_path / "a.txt")], Cancel()))
    assert len(os.listdir("/proc/self/fd")) == descriptors


def test_the_doctor_says_which_protection_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, BROKEN["system_calls"])
    told = health.protections()
    assert not told.is_well
    assert "could not be switched on" in told.told
    assert "no document is read" in told.next_step


@pytest.mark.parametrize(
    ("lack", "layer"),
    [("sandbox.landlock_abi = lambda: 0", "files"), ("sandbox.ARCHITECTURES = dict()", "system_calls")],
)
def test_without_a_protection_that_the_system_lacks_reading_goes_on(
    lack: str, layer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, lack)
    (tmp_path / "a.txt").write_text("words")
    with Jail(1) as jail:
        assert jail.extract(os.fsencode(tmp_path / "a.txt")).document is not None
        no = [what for what, answer in jail.protections().items() if answer != "yes"]
    assert len(no) == 1
    assert WORDS[layer] in no[0]
    told = health.protections()
    assert (told.is_well, WORDS[layer] in told.told) == (False, True)


def test_a_filter_that_is_refused_by_the_kernel_is_no_lack_of_one() -> None:
    """Without the promise of no new privileges an ordinary user's filter is refused, though the kernel has filters."""
    code = (
        "import ctypes, os; os.getuid() or os.setuid(65534)\n"
        "from inkling.extract import sandbox\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "assert not sandbox._seccomp(libc) and sandbox._offered(libc)['system_calls']"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(inkling.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    code = "import inkling.extract.sandbox\n" + code  # before the rights to read it are gone
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_workers_that_die_at_once_are_no_system_without_protections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START", "raise SystemExit(1)")
    with Jail(1) as jail, pytest.raises(InklingError, match="cannot be started"):
        jail.protections()


def _has_landlock() -> bool:
    from inkling.extract.sandbox import landlock_abi

    return landlock_abi() > 0
