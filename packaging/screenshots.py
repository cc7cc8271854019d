"""Make pictures of every page: light and dark, English and Chinese, at one and two pixels per point.

    python packaging/screenshots.py OUT            pictures of a demonstration library, which it makes first
    python packaging/screenshots.py OUT --readme   only those that the README shows, into packaging/screenshots

Everything in them is real: the library, the model, the searches.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUERY = "water damage under the sink"
QUERY_ZH = "租车时保险要看什么"
SIZE = (1280, 800)
README = ("find-en-light", "copies-en-light", "topics-en-dark", "find-zh_CN-dark", "library-en-light")


def main() -> int:
    """Make the library once, then the pictures, each kind in a process of its own."""
    if "--one" in sys.argv:
        return _one(*sys.argv[2:6])
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "ana"
        (home / "Documents").mkdir(parents=True)
        environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT / "app"), "QT_QPA_PLATFORM": "offscreen"}
        environment.pop("XDG_RUNTIME_DIR", None)
        for word in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            environment.pop(word, None)
        script = Path(__file__).parent / "demonstration.py"
        subprocess.run([sys.executable, script, home / "Documents"], env=environment, check=True)
        data = Path(scratch) / "data"
        add = [sys.executable, "-m", "inkling", "--data", str(data), "add", str(home / "Documents")]
        subprocess.run(add, env=environment, check=True)
        kinds = [(language, look) for language in ("en", "zh_CN") for look in ("light", "dark")]
        if "--readme" in sys.argv:
            kinds = sorted({(name.split("-")[-2], name.split("-")[-1]) for name in README})
        for scale in ("1", "2"):
            for language, look in kinds:
                words = [sys.executable, __file__, "--one", str(out), language, look, str(data)]
                subprocess.run(words, env={**environment, "QT_SCALE_FACTOR": scale}, check=True)
    if "--readme" in sys.argv:
        _keep_for_readme(out)
    return 0


def _keep_for_readme(out: Path) -> None:
    target = ROOT / "packaging" / "screenshots"
    target.mkdir(exist_ok=True)
    for name in README:
        for scale in ("1x", "2x"):
            _shrink(out / f"{name}-{scale}.png", target / f"{name}-{scale}.png")


def _shrink(source: Path, target: Path) -> None:
    """Write a picture with the 256 colours that it needs most: half the bytes, and nobody sees a difference."""
    import numpy as np
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    table = [int(colour) for colour in colours[np.argsort(-counts, kind="stable")[:256]]]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    image.convertToFormat(QImage.Format.Format_Indexed8, table, flags).save(str(target), "PNG", 0)  # type: ignore[call-overload]


class Camera:
    """A running window, and pictures of it."""

    def __init__(self, out: Path, language: str, look: str, data: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from inkling import storage
        from inkling.gui.desktop import Desktop
        from inkling.gui.engine import Engine
        from inkling.gui.opener import Opener
        from inkling.settings import Settings

        existing = QApplication.instance()
        self.app = existing if isinstance(existing, QApplication) else QApplication([])
        storage.make_private(data)
        self._out, self._mark = out, f"{language}-{look}-{os.environ.get('QT_SCALE_FACTOR', '1')}x"
        chosen = Settings(language=language, appearance=look)
        self.desktop = Desktop(self.app, data, chosen, Opener(None), Engine(data))
        self.window = self.desktop.window
        self.desktop.show("", hidden=False)
        self.window.resize(*SIZE)

    def wait(self, until: Callable[[], bool], seconds: float = 120) -> None:
        """Let the window work until something is true, and a little longer."""
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)
        still = time.monotonic() + 0.4
        while time.monotonic() < still:
            self.app.processEvents()
            time.sleep(0.005)

    def shoot(self, name: str, widget: object = None) -> None:
        """Take a picture of the window or of a dialog."""
        from PySide6.QtWidgets import QWidget

        target = widget if isinstance(widget, QWidget) else self.window
        target.grab().save(str(self._out / f"{name}-{self._mark}.png"))

    def dialog(self, name: str) -> None:
        """Take a picture of the dialog that is open, and close it."""
        from PySide6.QtWidgets import QDialog

        self.wait(lambda: False, 0.1)
        for widget in self.app.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                self.shoot(name, widget)
                widget.close()


def _one(out: str, language: str, look: str, data: str) -> int:
    from inkling import offline

    offline.seal()  # as the program does; what the page Library says is true in the picture too
    camera = Camera(Path(out), language, look, Path(data))
    window = camera.window
    camera.wait(lambda: window.pages._status.files > 0, 30)
    _find_pictures(camera, QUERY if language == "en" else QUERY_ZH)
    _other_pictures(camera)
    camera.desktop.quit()
    camera.desktop.close()
    return 0


def _find_pictures(camera: Camera, query: str) -> None:
    from inkling.gui.firststart import FirstStart

    window, page = camera.window, camera.window.find_page
    page.show_home()
    camera.wait(lambda: False, 0.3)
    camera.shoot("home")
    page.search(query)
    camera.wait(lambda: page.query == query and not page.is_searching)
    camera.wait(lambda: bool(page.preview.reader.toPlainText()), 10)
    hits = page.results.list.rows.hits
    pdf = next((row for row, hit in enumerate(hits[:8]) if hit.kind == "pdf"), 0)
    page.results.list.setFocus()
    page.results.list.select(pdf)
    camera.wait(lambda: False, 1.5)
    page.results.list.scrollToTop()
    camera.shoot("find")
    page.preview.toggle_page()
    camera.wait(lambda: False, 0.5)
    camera.shoot("text")
    page.preview.toggle_page()
    page.search("zxqv wobbegong type:pdf")
    camera.wait(lambda: page.query.startswith("zxqv") and not page.is_searching, 20)
    camera.shoot("nothing")
    page.search("")
    window.show_keys()
    camera.dialog("keys")
    window.show_palette()
    camera.dialog("palette")
    window.show_settings()
    camera.dialog("settings")
    FirstStart(page._shell, window).open()
    camera.dialog("first")


def _other_pictures(camera: Camera) -> None:
    window = camera.window
    window.show_page("copies")
    copies = window.pages.copies_page
    camera.wait(lambda: False, 0.2)
    camera.shoot("copies-begin")
    copies.begin()
    camera.wait(lambda: copies._rows is not None)
    groups = copies._rows.groups if copies._rows else ()
    near = max((group for group in groups if group.tier == "near_copy"), key=lambda group: len(group.members))
    copies.show_document(near.members[-1].document)
    copies.plan.rule.setCurrentIndex(1)
    copies.plan.rule.activated.emit(1)
    camera.wait(copies.plan.act.isEnabled, 10)
    camera.shoot("copies")
    window.show_page("topics")
    topics = window.pages.topics_page
    topics.begin()
    camera.wait(lambda: topics._rows is not None)
    camera.shoot("topics-all")
    first = topics.tree.topLevelItem(0)
    if first is not None:
        topics.tree.setCurrentItem(first)
    camera.wait(lambda: False, 0.5)
    camera.shoot("topics")
    window.show_page("library")
    camera.wait(lambda: window.pages.library_page._shown is not None)
    camera.shoot("library")


if __name__ == "__main__":
    sys.exit(main())
