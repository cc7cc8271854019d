"""Start the window: the helper first, then the seal, then Qt, then the library. Nothing heavy before the first frame.

The order matters. The helper that opens results must exist before the kernel refuses Internet sockets, because the
refusal is handed to everything started later. The library opens on the bridge's thread while the window shows.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inkling import log, offline, settings, storage
from inkling.errors import InklingError
from inkling.gui.opener import Opener

if TYPE_CHECKING:
    from inkling.gui.instance import Instance
    from inkling.settings import Settings


def run(data: Path, *, search: str = "", hidden: bool = False, argv: Sequence[str] = ()) -> int:
    """Open the window of a library, or bring it up where one is open; return the exit code.

    Args:
        data: where the library lies.
        search: what to search for at once.
        hidden: wait in the tray, where there is one and the person wants it.
        argv: words for Qt.
    """
    opener = Opener.start()
    try:
        offline.silence_libraries()
        offline.seal()
        return _run(data, search, list(argv), opener, hidden=hidden)
    finally:
        opener.close()


def _run(data: Path, search: str, argv: list[str], opener: Opener, *, hidden: bool) -> int:
    from PySide6.QtWidgets import QApplication

    from inkling.gui.crashes import Crashes
    from inkling.gui.desktop import Desktop
    from inkling.gui.instance import Instance

    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "1")
    app = QApplication.instance() or QApplication(["inkling", *argv])
    assert isinstance(app, QApplication)
    app.setApplicationName("inkling")
    app.setDesktopFileName("inkling")
    app.setQuitOnLastWindowClosed(False)
    instance = Instance(data)
    if instance.ring(search):
        return 0
    try:
        chosen = _prepared(data, instance)
    except InklingError as error:
        _refuse(error)
        raise
    crashes = Crashes(data / "log")
    crashes.watch()
    desktop = Desktop(app, data, chosen, opener, hidden=hidden)
    sys.excepthook = desktop.meet_bug
    instance.raised.connect(desktop.come_up)
    signal.signal(signal.SIGINT, lambda _number, _frame: desktop.quit())
    desktop.show(search)
    try:
        return app.exec()
    finally:
        instance.close()
        desktop.close()
        crashes.close()
        sys.excepthook = sys.__excepthook__


def _prepared(data: Path, instance: Instance) -> Settings:
    storage.make_private(data)
    chosen = settings.load(data)
    log.to_file(data / "log")
    instance.listen()
    return chosen


def _refuse(error: InklingError) -> None:
    """Say before there is a window why there will be none: who started it from a menu sees no terminal."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    from inkling.gui.strings import Speech, in_words, say

    Speech().speak("system")
    box = QMessageBox(QMessageBox.Icon.Critical, "Inkling", say("Inkling cannot start"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(in_words(str(error)))
    box.exec()
