"""Reading hostile HTML and mail beside the list opens no file that they name and no socket, and runs nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot
from tests.gui.conftest import let_go
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from inkling.extract.jail import Jail
from inkling.gui.find.preview import Preview
from inkling.gui.find.reader import Reader
from inkling.gui.pieces import Elided, label
from inkling.gui.shell import Shell
from inkling.gui.theme import Theme
from inkling.present.rows import HitRow, Mark, ReadRow, SnippetRow
from inkling.present.text import readable
from inkling.records import DocumentId

# Each names BAIT, a file that would be opened, or a server that would be asked, by a view that is not plain.
PARTS = (
    '<img src="{bait}">', '<img src="file://{bait}">', '<img src="http://127.0.0.1:9/x.png">',
    '<img src="//server/share/x.png">', '<link rel="stylesheet" href="{bait}">', '<style>@import "{bait}";</style>',
    '<style>body {{ background: url({bait}) }}</style>',
    '<body background="{bait}">', '<table background="{bait}"><td>x',
    '<script src="{bait}"></script>', '<script>fetch("file://{bait}")</script>', '<iframe src="{bait}"></iframe>',
    '<object data="{bait}"></object>', '<embed src="{bait}">', '<video src="{bait}" autoplay>', '<audio src="{bait}">',
    '<meta http-equiv="refresh" content="0;url=file://{bait}">', '<base href="file://{bait}"><img src="a.png">',
    '<a href="file://{bait}" ping="http://127.0.0.1:9/">open me</a>', '<input type="image" src="{bait}">',
    '<svg><image href="{bait}"/></svg>', '<svg><use href="{bait}#a"/></svg>', '<form action="{bait}"><input autofocus>',
    '<img srcset="{bait} 2x">', '<picture><source srcset="{bait}"></picture>',
    '<frameset><frame src="{bait}"></frameset>',
    '<applet code="{bait}">', '<bgsound src="{bait}">', '<img src="qrc:/x" onerror="location=\'{bait}\'">',
    "![picture]({bait})", "[link](file://{bait})", "![x](http://127.0.0.1:9/y.png)", "<{bait}>",
    "&#60;img src={bait}&#62;",
)  # fmt: skip
MAIL = (
    "From: a@example.org\nContent-Type: text/html\n\n{part}",
    "Received: x\nSubject: =?utf-8?q?<img src={bait}>?=\n\n{part}",
)


def samples(bait: Path) -> list[str]:
    pages = [f"<!DOCTYPE html><html><body>{part.format(bait=bait)}</body></html>" for part in PARTS]
    mails = [mail.format(part=part.format(bait=bait), bait=bait) for part in PARTS[:10] for mail in MAIL]
    return pages + mails


class Opened(FileSystemEventHandler):
    """Notes every file that anybody opens below a folder."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def on_opened(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.paths.append(str(event.src_path))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """What is opened below the test's folder while it runs."""
    (tmp_path / "bait").mkdir()
    (tmp_path / "bait" / "bait.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    seen, observer = Opened(), Observer()
    observer.schedule(seen, str(tmp_path / "bait"), recursive=True)
    observer.start()
    yield seen
    observer.stop()
    observer.join()


def sockets() -> set[str]:
    """The Internet sockets of this process."""
    inodes = {os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if is_there(fd)}
    tables = [Path(f"/proc/self/net/{name}").read_text() for name in ("tcp", "udp", "tcp6", "udp6")]
    known = {f"socket:[{line.split()[9]}]" for table in tables for line in table.splitlines()[1:]}
    return inodes & known


def is_there(fd: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{fd}")


def test_nothing_is_opened(qtbot: QtBot, theme: Theme, shell: Shell, tmp_path: Path, opened: Opened) -> None:
    found = samples(tmp_path / "bait" / "bait.png")
    assert len(found) >= 50
    reader, title, line = Reader(theme), label(), Elided()
    preview = Preview(shell)
    for widget in (reader, title, line, preview):
        qtbot.addWidget(widget)
        widget.resize(400, 300)
        widget.show()
    before = sockets()
    for number, text in enumerate(found):
        shown = readable(text)
        mark = Mark(0, min(4, len(shown)), "meaning")
        reader.read(ReadRow(DocumentId(number), b"", text, "html", shown, 0, (mark,), (mark,)))
        title.setText(text)
        line.say(text)
        snippet = SnippetRow(text, (mark,), full=text, full_marks=(mark,))
        preview.show_hit(HitRow(DocumentId(1), b"", text, text, (text,), "html", 0, "strong", 0.9, (snippet,)))
        let_go()
        assert reader.toPlainText() == shown, "the text is shown as it is"
        for widget in (reader, title, line, preview):
            widget.grab()
        assert sockets() == before
    qtbot.wait(100)
    assert opened.paths == []


def test_what_the_jail_reads_of_them_opens_nothing(qtbot: QtBot, theme: Theme, tmp_path: Path, opened: Opened) -> None:
    """The whole way of a preview: the file through the jail, its text into the reader."""
    found = samples(tmp_path / "bait" / "bait.png")
    pages = sum(text.startswith("<!DOCTYPE html>") for text in found)
    assert (pages, len(found) - pages) == (34, 20)
    folder = tmp_path / "samples"
    folder.mkdir()
    for number, text in enumerate(found):
        (folder / f"{number:02}.{'html' if number < pages else 'eml'}").write_text(text, encoding="utf-8")
    reader = Reader(theme)
    qtbot.addWidget(reader)
    reader.show()
    before, read = sockets(), 0
    with Jail(1) as jail:
        for path in sorted(folder.iterdir()):
            document = jail.extract(os.fsencode(path)).document
            if document is None:  # a page of one picture says nothing, and that is told
                continue
            read += 1
            reader.read(ReadRow(DocumentId(read), os.fsencode(path), "", document.kind, document.text, 0, (), ()))
            reader.grab()
            assert sockets() == before
    qtbot.wait(100)
    assert read > 25
    assert opened.paths == []


def test_a_view_of_rich_text_would_be_caught(qtbot: QtBot, tmp_path: Path, opened: Opened) -> None:
    """The control: the same sample opens its bait in a view that is not plain."""
    view = QTextBrowser()
    qtbot.addWidget(view)
    view.setHtml(samples(tmp_path / "bait" / "bait.png")[0])
    view.show()
    view.grab()
    qtbot.waitUntil(lambda: bool(opened.paths))


def test_no_link_can_be_followed(qtbot: QtBot, theme: Theme) -> None:
    reader = Reader(theme)
    qtbot.addWidget(reader)
    reader.read(ReadRow(DocumentId(1), b"", "", "html", "<a href='file:///etc/passwd'>x</a>", 0, (), ()))
    assert reader.anchorAt(reader.cursorRect().center()) == ""
    assert not reader.acceptDrops()
    assert reader.isReadOnly()


@pytest.mark.parametrize("text", ["a\u202eb", "x\u0000y", "z\u2028q", "bell\x07", "zero\u200bwidth"])
def test_marks_that_mislead_are_taken_out(text: str) -> None:
    assert len(readable(text)) == len(text)
    assert readable(text).isprintable()
