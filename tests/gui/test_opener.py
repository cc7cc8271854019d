"""Nothing that could run is opened without a question, and the helper obeys nobody else's judgement."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from inkling.gui.opener import Opener, danger_of

SCRIPT = b"#!/bin/sh\ntouch marker\n"
TRAPS = {
    "plain.sh": SCRIPT,
    "report.pdf": SCRIPT,  # the name says PDF, the first bytes say script
    "letter.txt": b"\x7fELF\x02\x01\x01" + bytes(60),
    "setup.doc": b"MZ\x90\x00" + bytes(60),
    "open me.desktop": b"[Desktop Entry]\nType=Application\nExec=touch marker\n",
    "notes.txt.desktop": b"[Desktop Entry]\nExec=touch marker\n",
    "link.url": b"[InternetShortcut]\nURL=http://example.org\n",
    "page.txt": b"; a comment\n[InternetShortcut]\nURL=file:///bin/sh\n",
    "a.jar": b"PK\x03\x04",
    "b.exe": b"PK",
    "c.docm": b"PK\x03\x04",
    "d.py": b"print(1)\n",
    "e.AppImage": b"x",
    "f.lnk": b"L\x00\x00\x00",
    "inv\u202eoice-fdp.exe.txt": b"hello",
    "zero\u200bwidth.pdf": b"%PDF-1.4",
    "bell\x07.txt": b"hello",
    "invoice.e\u200dxe.txt": b"hello",
    "\u200d👩.txt": b"hello",
    "Main.class.txt": b"\xca\xfe\xba\xbe" + bytes(40),
}


@pytest.mark.parametrize("name", sorted(TRAPS))
def test_traps_are_seen(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(TRAPS[name])
    assert danger_of(os.fsencode(path)).why


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7\n"),
        ("b.txt", b"hello"),
        ("c.docx", b"PK\x03\x04"),
        ("押金.md", "# 押金\n".encode()),
        ("no suffix", b"hello"),
        ("mail.eml", b"From: a@example.org\n"),
        ("👨\u200d👩\u200d👧 family.pdf", b"%PDF-1.7\n"),
        ("❤\ufe0f\u200d🔥.txt", b"hello"),
        ("می\u200cخواهم.pdf", b"%PDF-1.7\n"),
    ],
)
def test_documents_are_none(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    danger = danger_of(os.fsencode(path))
    assert not danger.why
    assert not danger.gone


def test_permission_to_run_matters_except_for_plain_documents(tmp_path: Path) -> None:
    for name, is_danger in (("tool", True), ("scan.pdf", False), ("notes.txt", False), ("data.dat", True)):
        path = tmp_path / name
        path.write_bytes(b"hello")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        assert bool(danger_of(os.fsencode(path)).why) == is_danger, name


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.pdf").mkdir()
    assert danger_of(os.fsencode(tmp_path / "pipe.txt")).why
    assert danger_of(os.fsencode(tmp_path / "folder.pdf")).why
    assert danger_of(os.fsencode(tmp_path / "nothing.txt")).gone


def test_the_helper_starts_documents_and_refuses_traps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for xdg-open notes what it was given; the helper looks at each file again by itself."""
    tools = tmp_path / "tools"
    tools.mkdir()
    told = tmp_path / "told"
    fake = tools / "xdg-open"
    fake.write_text(f'#!{sys.executable}\nimport sys\nopen({str(told)!r}, "a").write(sys.argv[1] + "\\n")\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    for name, data in TRAPS.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "letter.odt").write_bytes(b"PK\x03\x04")
    (tmp_path / "-rf.txt").write_bytes(b"hello")
    opener = Opener.start()
    try:
        for name in TRAPS:
            assert not opener.open(os.fsencode(tmp_path / name))
        assert not opener.open(os.fsencode(tmp_path / "gone.txt"))
        assert opener.open(os.fsencode(tmp_path / "letter.odt"))
        assert opener.open(os.fsencode(tmp_path / "-rf.txt"))
        assert opener.open(os.fsencode(tmp_path / "d.py"), confirmed=True)
        assert opener.show(os.fsencode(tmp_path / "letter.odt"))
    finally:
        opener.close()
    wanted = {str(tmp_path / name) for name in ("letter.odt", "-rf.txt", "d.py")} | {str(tmp_path)}
    for _ in range(500):
        if told.exists() and set(told.read_text().split("\n")) >= wanted:
            break
        import time

        time.sleep(0.01)
    assert set(told.read_text().splitlines()) == wanted


def helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> Opener:
    """Start the helper where xdg-open is a stand-in of ours, and nothing else is installed."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "xdg-open").write_text(f"#!{sys.executable}\n{code}\n")
    (tools / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    (tmp_path / "letter.odt").write_bytes(b"PK\x03\x04")
    return Opener.start()


def test_where_no_program_opens_it_the_helper_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener = helper(tmp_path, monkeypatch, "raise SystemExit(3)")
    assert not opener.open(os.fsencode(tmp_path / "letter.odt"))
    opener.close()


@pytest.mark.parametrize("own", ["", "/home/ana/python"])
def test_viewers_get_the_persons_own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str) -> None:
    if own:
        monkeypatch.setenv("PYTHONPATH", own)
    else:
        monkeypatch.delenv("PYTHONPATH", raising=False)
    told = tmp_path / "told"
    code = f"import os\nopen({str(told)!r}, 'w').write(os.environ.get('PYTHONPATH', ''))"
    opener = helper(tmp_path, monkeypatch, code)
    assert opener.open(os.fsencode(tmp_path / "letter.odt"))
    opener.close()
    assert told.read_text() == own


def test_without_a_helper_nothing_opens(tmp_path: Path) -> None:
    assert not Opener(None).open(os.fsencode(tmp_path))
    Opener(None).close()
