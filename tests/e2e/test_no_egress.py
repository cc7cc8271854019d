"""Offline, seen from outside: two minutes of real use, traced; the same with the protections undone must be caught."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SECONDS = 125  # onnxruntime's first attempt came after some 10 s, in one trial later than 40 s
SCRIPT = Path(__file__).with_name("offline_session.py")
APP = Path(__file__).resolve().parents[2] / "app"
# Any of these makes onnxruntime keep quiet of its own accord and would make the test pass for the wrong reason.
CI_VARIABLES = re.compile(
    r"^(CI|CONTINUOUS_INTEGRATION|BUILD_.*|GITHUB_.*|GITLAB_.*|TF_BUILD|TRAVIS|CIRCLECI|APPVEYOR|JENKINS.*|TEAMCITY.*"
    r"|CODEBUILD.*|AWS_.*|ORT_.*|HF_.*|BITBUCKET.*|BUILDKITE.*|DRONE.*)$"
)
_WRITES = re.compile(
    r'(?:openat|open|creat|mkdir|mkdirat)\((?:AT_FDCWD, )?"([^"]+)", [^)\n]*(?:O_CREAT|O_WRONLY|O_RDWR|0[0-7]{3})'
)


@dataclass
class Session:
    process: subprocess.Popen[bytes]
    trace: Path
    home: Path

    def finished(self, *, is_control: bool = False) -> str:
        """Wait for the end and return what the session printed."""
        code = self.process.wait(SECONDS + 100)
        told = self.trace.with_suffix(".out").read_text(errors="replace")
        assert is_control or code == 0, told[-2000:]
        return told

    def internet(self) -> list[str]:
        """The traced calls that open or use an Internet socket."""
        lines = self.trace.read_text(errors="replace").splitlines()
        return [line for line in lines if "AF_INET" in line or "sin_port" in line]

    def written_outside(self, data: Path) -> list[str]:
        """Files made or opened for writing that are not ours (devices and /proc aside)."""
        paths = _WRITES.findall(self.trace.read_text(errors="replace"))
        return sorted({p for p in paths if not p.startswith((str(data), "/dev/", "/proc/")) and p != "."})


def start_both(place: Path) -> Iterator[tuple[Session, Session] | None]:
    """Start a real session and a control, which use the program beside other tests; none without a tracer."""
    if shutil.which("strace") is None:
        yield None
        return
    sessions = start(place, "real"), start(place, "control", "--telemetry")
    yield sessions
    for session in sessions:
        session.process.kill()
        session.process.wait()


def start(tmp_path: Path, name: str, *flags: str) -> Session:
    home = tmp_path / name
    home.mkdir(mode=0o700)
    environment = {key: value for key, value in os.environ.items() if not CI_VARIABLES.match(key)}
    environment |= {"HOME": str(home), "PYTHONPATH": str(APP), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}
    environment.pop("XDG_RUNTIME_DIR", None)
    trace = tmp_path / f"{name}.trace"
    calls = "trace=socket,connect,bind,sendto,sendmsg,sendmmsg,openat,open,creat,mkdir,mkdirat"
    tracer = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", str(trace), "-e", calls]
    command = [*tracer, sys.executable, str(SCRIPT), str(home / "library"), str(SECONDS), *flags]
    with (tmp_path / f"{name}.out").open("wb") as output:
        return Session(subprocess.Popen(command, env=environment, stdout=output, stderr=output), trace, home)


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + 120)
def test_two_minutes_of_use_open_no_internet_socket(traced_sessions: tuple[Session, Session] | None) -> None:
    if traced_sessions is None:
        pytest.skip("strace is not installed (apt-get install strace)")
    real, control = traced_sessions
    told = real.finished()
    control.finished(is_control=True)

    assert real.internet() == []
    assert real.written_outside(real.home / "library") == []
    assert "Lease termination letter" in told, "the session did not really search"
    assert control.internet(), "the control was not caught: this test can't see telemetry"
