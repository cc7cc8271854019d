"""How is a document opened in its own program, and what is never started without asking?

The window may not open an Internet socket, and the kernel hands that ban to everything it starts. A viewer may need
the network, so a small helper process starts before the window seals itself; it starts viewers on demand and nothing
else. This module knows no Qt: the helper is `python -m inkling.gui.opener`.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_RUNNABLE = {
    "desktop", "exe", "com", "scr", "pif", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "wsf", "wsh", "hta", "msi",
    "msp", "jar", "jnlp", "lnk", "url", "website", "scf", "reg", "inf", "cpl", "sh", "bash", "zsh", "fish", "csh",
    "ksh", "run", "bin", "appimage", "flatpakref", "flatpakrepo", "snap", "deb", "rpm", "apk", "app", "command",
    "workflow", "tool", "py", "pyw", "pyc", "pl", "rb", "php", "lua", "tcl", "js", "mjs", "jse", "ahk", "au3",
    "elf", "so", "dll", "ko", "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "sldm", "service",
    "socket", "timer", "mount", "xpi", "crx", "iso", "img", "dmg", "vhd", "vhdx", "chm",
}  # fmt: skip
_DOCUMENTS = {
    "pdf", "txt", "md", "rst", "csv", "tsv", "docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf", "html", "htm", "epub",
    "fb2", "eml", "mbox", "msg", "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "json", "xml", "tex", "org",
    "srt", "vtt", "log", "ipynb", "zip",
}  # fmt: skip
_MAGIC = (
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"#!", "a script"),
    (b"\xca\xfe\xba\xbe", "a Java program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
)
_JOINERS = "\u200c\u200d"  # ZERO WIDTH NON-JOINER and JOINER: Persian, many scripts of India, families of emoji
_OWN_PATH = "INKLING_OWN_PYTHONPATH"  # what the helper found in PYTHONPATH, which is not the viewers' business
_EARLY_S = 2.0  # who found no program for a file says so within that time; a program that shows it goes on
# Viewers that take a page on their command line, the first one installed wins.
_AT_PAGE = (
    ("okular", ("--page", "{page}", "{path}")),
    ("evince", ("--page-index={page}", "{path}")),
    ("papers", ("--page-index={page}", "{path}")),
    ("atril", ("--page-index={page}", "{path}")),
    ("xreader", ("--page-index={page}", "{path}")),
    ("zathura", ("--page={page}", "{path}")),
    ("qpdfview", ("{path}#{page}",)),
)


@dataclass(frozen=True, slots=True)
class Danger:
    """Why a file should not simply be opened; empty words mean that it may."""

    gone: bool = False
    why: str = ""  # "a script", "a program", "not an ordinary file", "named to mislead"


def danger_of(path: bytes) -> Danger:  # noqa: PLR0911  # one return per reason
    """Look at a file now, as it is, and say what opening it could start."""
    try:
        found = os.stat(path)  # noqa: PTH116  # bytes
    except OSError:
        return Danger(gone=True)
    if not stat.S_ISREG(found.st_mode):
        return Danger(why="not an ordinary file")
    name = Path(os.fsdecode(path)).name
    if _misleads(name):
        return Danger(why="named to mislead")
    try:
        with Path(os.fsdecode(path)).open("rb") as file:
            head = file.read(512)
    except OSError:
        head = b""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return Danger(why=what)
    if b"[desktop entry]" in head.lower() or b"[internetshortcut]" in head.lower():
        return Danger(why="a launcher")
    if name.rpartition(".")[2].lower() in _RUNNABLE and "." in name:
        return Danger(why="a kind of file that can run")
    if found.st_mode & 0o111 and not _is_known_document(name):
        return Danger(why="marked as a program")
    return Danger()


def _misleads(name: str) -> bool:
    """Whether something invisible is in a name. Joiners between letters of their scripts or emoji belong there."""
    for at, sign in enumerate(name):
        if unicodedata.category(sign) not in ("Cf", "Cc"):
            continue
        beside = (name[at - 1 : at], name[at + 1 : at + 2])
        if sign not in _JOINERS or not all(_may_be_joined(one) for one in beside):
            return True
    return False


def _may_be_joined(sign: str) -> bool:
    return not sign.isascii() and (unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) in ("So", "Sk"))


def _is_known_document(name: str) -> bool:
    """Files on FAT and network drives are all marked executable; a plain document among them is no program."""
    return name.rpartition(".")[2].lower() in _DOCUMENTS


class Opener:
    """The window's end of the helper process. Start it before `offline.seal`."""

    def __init__(self, process: subprocess.Popen[bytes] | None) -> None:
        self._process = process

    @classmethod
    def start(cls) -> Opener:
        """Start the helper; without one (it could not start), opening says so."""
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", "inkling.gui.opener"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError:
            return cls(None)
        return cls(process)

    def open(self, path: bytes, *, page: int = 0, confirmed: bool = False) -> bool:
        """Open a document in its own program, at a page where the program can; false when that did not work."""
        return self._say("open", path, page=page, confirmed=confirmed)

    def show(self, path: bytes) -> bool:
        """Show a file in the file manager."""
        return self._say("show", path)

    def close(self) -> None:
        """End the helper; what it started goes on."""
        if self._process is not None and self._process.stdin is not None and self._process.stdout is not None:
            self._process.stdin.close()
            self._process.wait(5)
            self._process.stdout.close()
            self._process = None

    def _say(self, verb: str, path: bytes, *, page: int = 0, confirmed: bool = False) -> bool:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None or process.poll() is not None:
            return False
        order = {"verb": verb, "path": path.hex(), "page": page, "confirmed": confirmed}
        try:
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
            return process.stdout.readline().strip() == b"yes"
        except OSError:
            return False


def _environment() -> dict[str, str]:
    own = {_OWN_PATH: os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
    return {**os.environ, **own, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}


def _serve() -> None:
    for line in sys.stdin.buffer:
        order = json.loads(line)
        path = bytes.fromhex(order["path"])
        answer = _show(path) if order["verb"] == "show" else _open(path, int(order["page"]), bool(order["confirmed"]))
        sys.stdout.buffer.write(b"yes\n" if answer else b"no\n")
        sys.stdout.buffer.flush()


def _open(path: bytes, page: int, confirmed: bool) -> bool:  # noqa: FBT001  # fields of an order
    danger = danger_of(path)  # again, now: the file may have been exchanged since the window looked
    if danger.gone or (danger.why and not confirmed):
        return False
    name = os.fsdecode(path)
    if page > 0 and name.lower().endswith(".pdf"):
        for program, words in _AT_PAGE:
            found = shutil.which(program)
            if found and _launch([found, *(word.format(page=page, path=name) for word in words)]):
                return True
    return _launch_first([["xdg-open", name], ["gio", "open", name]])


def _show(path: bytes) -> bool:
    uri = "file://" + quote(path)
    call = [
        "dbus-send", "--session", "--print-reply", "--reply-timeout=3000", "--dest=org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1.ShowItems", f"array:string:{uri}", "string:",
    ]  # fmt: skip
    if shutil.which("dbus-send") and "," not in uri:
        try:
            if subprocess.run(call, capture_output=True, timeout=5, check=False).returncode == 0:
                return True
        except subprocess.TimeoutExpired:
            return False
    folder = str(Path(os.fsdecode(path)).parent)
    return _launch_first([["xdg-open", folder], ["gio", "open", folder]])


def _launch_first(commands: list[list[str]]) -> bool:
    return any(shutil.which(command[0]) and _launch(command) for command in commands)


def _launch(command: list[str]) -> bool:
    """Start a program on its own, never through a shell; false when it cannot be started or gives up at once."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", _OWN_PATH)}
    if _OWN_PATH in os.environ:
        environment["PYTHONPATH"] = os.environ[_OWN_PATH]
    try:
        started = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, env=environment,
        )  # fmt: skip
        return started.wait(_EARLY_S) == 0
    except OSError:
        return False
    except subprocess.TimeoutExpired:  # it shows the file
        return True


if __name__ == "__main__":
    _serve()
