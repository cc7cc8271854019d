"""Make pictures of every page: light and dark, English and Chinese, at one and two pixels per point.

    python packaging/screenshots.py OUT                     pictures of a demonstration library, which it makes first
    python packaging/screenshots.py OUT --readme            only those that the README shows, into packaging/screenshots
    python packaging/screenshots.py OUT --only find,copies  only these pages
    python packaging/screenshots.py OUT --kinds en-light-1  only these languages, looks and scales
    python packaging/screenshots.py OUT --home FOLDER       keep the documents and the library there for the next time
    python packaging/screenshots.py OUT --size 1000x640 --text 1.5   another window, a larger system font

Everything in them is real: the library, the model, the searches.
Those of the README were taken where the fonts Inter and Noto Sans CJK SC are installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inkling.gui.copies.page import CopiesPage
    from inkling.gui.topics.page import TopicsPage

ROOT = Path(__file__).resolve().parents[1]
QUERIES = {"en": "what did the landlord say about the deposit", "zh_CN": "押金什么时候退"}
VERSIONS = {"en": "Lease", "zh_CN": "调研报告"}  # the group of copies that is shown
README = ("find-en-light", "copies-en-light", "topics-en-dark", "find-zh_CN-dark")
KINDS = tuple(f"{language}-{look}" for language in ("en", "zh_CN") for look in ("light", "dark"))


def main() -> int:
    """Make the library once, then the pictures, each kind in a process of its own."""
    asked = _asked()
    if asked.one:
        return _one(asked)
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.home:
        _make(asked, asked.home.resolve())
    else:
        with tempfile.TemporaryDirectory() as scratch:
            _make(asked, Path(scratch))
    if asked.readme:
        _keep_for_readme(asked.out)
    return 0


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("--readme", action="store_true")
    asked.add_argument("--only", default="")
    asked.add_argument("--kinds", default="")
    asked.add_argument("--home", type=Path)
    asked.add_argument("--size", default="1280x800")
    asked.add_argument("--text", type=float, default=1.0)
    asked.add_argument("--one", default="", help=argparse.SUPPRESS)
    return asked.parse_args()


def _make(asked: argparse.Namespace, homes: Path) -> None:
    wanted = [f"{kind}-{scale}" for scale in (1, 2) for kind in KINDS]
    if asked.readme:
        wanted = sorted({f"{name.partition('-')[2]}-{scale}" for name in README for scale in (1, 2)})
    if asked.kinds:
        wanted = asked.kinds.split(",")
    pages = ["--only", ",".join({name.partition("-")[0] for name in README}) if asked.readme else asked.only]
    for kind in wanted:
        language, _, scale = kind.split("-")
        home = homes / language / "ana"
        environment = _environment(home)
        if not _data(home).exists():
            _furnish(home, language, environment)
        words = [sys.executable, __file__, str(asked.out), "--one", kind, *pages, "--size", asked.size]
        words += ["--text", str(asked.text)]
        subprocess.run(words, env={**environment, "QT_SCALE_FACTOR": scale}, check=True)


def _environment(home: Path) -> dict[str, str]:
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT / "app"), "QT_QPA_PLATFORM": "offscreen"}
    for word in ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        environment.pop(word, None)
    return environment


def _furnish(home: Path, language: str, environment: dict[str, str]) -> None:
    """Write the documents and read them; copies fold and topics narrow a search once they have been looked for."""
    documents = home / "Documents"
    documents.mkdir(parents=True)
    script = Path(__file__).parent / "demonstration.py"
    subprocess.run([sys.executable, script, documents, language], env=environment, check=True)
    inkling = [sys.executable, "-m", "inkling", "--data", str(_data(home))]
    for words in (["add", str(documents)], ["copies"], ["topics"]):
        subprocess.run([*inkling, *words], env=environment, check=False, stdout=subprocess.DEVNULL)


def _data(home: Path) -> Path:
    return home / ".local" / "share" / "inkling"


def _keep_for_readme(out: Path) -> None:
    from shrinking import shrink

    target = ROOT / "packaging" / "screenshots"
    target.mkdir(exist_ok=True)
    for name in README:
        for scale in ("1x", "2x"):
            shrink(out / f"{name}-{scale}.png", target / f"{name}-{scale}.png")


class Camera:
    """A running window, and pictures of it."""

    def __init__(self, out: Path, kind: str, size: tuple[int, int]) -> None:
        from PySide6.QtWidgets import QApplication

        from inkling import storage
        from inkling.gui.desktop import Desktop
        from inkling.gui.engine import Engine
        from inkling.gui.opener import Opener
        from inkling.settings import Settings

        self.language, look, _scale = kind.split("-")
        existing = QApplication.instance()
        self.app = existing if isinstance(existing, QApplication) else QApplication([])
        data = _data(Path.home())
        storage.make_private(data)
        self._out, self._mark = out, f"{kind}x"
        chosen = Settings(language=self.language, appearance=look)
        self.desktop = Desktop(self.app, data, chosen, Opener(None), Engine(data))
        self.window = self.desktop.window
        self.desktop.show("")
        self.window.resize(*size)

    def wait(self, until: Callable[[], bool] = lambda: True, seconds: float = 120, then: float = 0.4) -> None:
        """Let the window work until something is true, and a little longer."""
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)
        still = time.monotonic() + then
        while time.monotonic() < still:
            self.app.processEvents()
            time.sleep(0.005)

    def shoot(self, name: str, widget: object = None) -> None:
        """Take a picture of the window or of a dialog."""
        from PySide6.QtWidgets import QWidget

        target = widget if isinstance(widget, QWidget) else self.window
        target.grab().save(str(self._out / f"{name}-{self._mark}.png"))

    def dialog(self, name: str, seconds: float = 0.5) -> None:
        """Take a picture of the dialog that is open, and close it."""
        from PySide6.QtWidgets import QDialog

        self.wait(then=seconds)
        for widget in self.app.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                self.shoot(name, widget)
                widget.close()

    def search(self, query: str) -> None:
        """Search and wait for the last word."""
        self.window.show_page("find")
        page = self.window.find_page
        page.search(query)
        self.wait(lambda: page.query == query and not page.is_searching)

    def found(self, name: str, page: CopiesPage | TopicsPage) -> None:
        """Open a page that looks for something first, with what it found."""
        self.window.show_page(name)
        if page._rows is None:
            page.begin()
            self.wait(lambda: page._rows is not None)


def _one(asked: argparse.Namespace) -> int:
    from inkling import offline

    offline.seal()  # as the program does; what the page Library says is true in the picture too
    if asked.text != 1.0:
        _enlarge(asked.text)
    across, down = asked.size.split("x")
    camera = Camera(asked.out, asked.one, (int(across), int(down)))
    camera.wait(lambda: camera.window.pages._status.files > 0, 30)
    only = set(asked.only.split(",")) if asked.only else set(PICTURES)
    for name, take in PICTURES.items():
        if name in only:
            take(camera)
    camera.desktop.quit()
    camera.desktop.close()
    return 0


def _enlarge(scale: float) -> None:
    """Let the theme be as with a desktop whose text is larger: without a desktop Qt has one size only."""
    from inkling.gui.theme import Theme

    made = Theme.of

    def larger(appearance: str) -> Theme:
        usual = made(appearance)
        return Theme(dark=usual.dark, scale=scale, families=usual._families)

    setattr(Theme, "of", larger)  # noqa: B010  # a method is not assigned to


def _home(camera: Camera) -> None:
    page = camera.window.find_page
    camera.search("")
    page.show_home()
    camera.wait(lambda: page.home._column.count() > 1, 20)
    camera.shoot("home")


def _find(camera: Camera) -> None:
    page = camera.window.find_page
    camera.search(QUERIES[camera.language])
    hits = page.results.list.rows.hits
    pdf = next((row for row, hit in enumerate(hits[:3]) if hit.kind == "pdf"), 0)
    page.results.list.setFocus()
    page.results.list.select(pdf)
    camera.wait(lambda: bool(page.preview.reader.toPlainText()), 10, 1.5)
    page.results.list.scrollToTop()
    camera.shoot("find")


def _text(camera: Camera) -> None:
    page = camera.window.find_page
    camera.search(QUERIES[camera.language])
    camera.wait(lambda: bool(page.preview.reader.toPlainText()), 10)
    page.preview.toggle_page()
    camera.wait()
    camera.shoot("text")
    page.preview.toggle_page()


def _nothing(camera: Camera) -> None:
    camera.search("zxqv wobbegong type:pdf")
    camera.shoot("nothing")


def _keys(camera: Camera) -> None:
    camera.window.show_keys()
    camera.dialog("keys")


def _palette(camera: Camera) -> None:
    camera.window.show_palette()
    camera.dialog("palette")


def _settings(camera: Camera) -> None:
    camera.window.show_settings()
    camera.dialog("settings")


def _first(camera: Camera) -> None:
    from inkling.gui.firststart import FirstStart

    window = camera.window
    FirstStart(window.find_page._shell, window).open()
    camera.dialog("first")


def _filling(camera: Camera) -> None:
    from inkling.gui.firststart import FirstStart

    window = camera.window
    sheet = FirstStart(window.find_page._shell, window)
    sheet.open()
    sheet.turn(filling=True)
    camera.wait()
    sheet.show_status(window.pages._status)
    camera.dialog("filling", 1.0)


def _copies_begin(camera: Camera) -> None:
    camera.window.show_page("copies")
    camera.wait()
    camera.shoot("copies-begin")


def _copies(camera: Camera) -> None:
    page = camera.window.pages.copies_page
    camera.found("copies", page)
    groups = page._rows.groups if page._rows else ()
    near = next(group for group in groups if VERSIONS[camera.language] in group.members[0].name)
    page.show_document(near.members[-1].document)
    page.plan.rule.setCurrentIndex(1)
    page.plan.rule.activated.emit(1)
    camera.wait(page.plan.act.isEnabled, 10)
    camera.shoot("copies")


def _dry_run(camera: Camera) -> None:
    page = camera.window.pages.copies_page
    camera.found("copies", page)
    page.plan.rule.setCurrentIndex(1)
    page.plan.rule.activated.emit(1)
    camera.wait(page.plan.act.isEnabled, 10)
    page.plan.dry.click()
    camera.dialog("dry-run")


def _topics_all(camera: Camera) -> None:
    page = camera.window.pages.topics_page
    camera.found("topics", page)
    page.tree.clearSelection()
    camera.wait()
    camera.shoot("topics-all")


def _topics(camera: Camera) -> None:
    page = camera.window.pages.topics_page
    camera.found("topics", page)
    first = page.tree.topLevelItem(0)
    if first is not None:
        page.tree.setCurrentItem(first)
    camera.wait(then=1.0)
    camera.shoot("topics")


def _library(camera: Camera) -> None:
    camera.window.show_page("library")
    camera.wait(lambda: camera.window.pages.library_page._shown is not None)
    camera.shoot("library")


def _rules(camera: Camera) -> None:
    from inkling.gui.holdings.rules import RulesSheet

    _library(camera)
    page = camera.window.pages.library_page
    folder = page._shown.folders[0]  # type: ignore[union-attr]
    sheet = RulesSheet(page._shell, folder, page)
    sheet.open()
    sheet.exclude.setPlainText("*.csv\nDownloads/")
    camera.dialog("rules", 1.2)


def _problems(camera: Camera) -> None:
    from inkling.gui.holdings.problems import Problems

    _library(camera)
    page = camera.window.pages.library_page
    Problems(page._shell, "", page).open()
    camera.dialog("problems")


PICTURES: dict[str, Callable[[Camera], None]] = {
    "home": _home,
    "find": _find,
    "text": _text,
    "nothing": _nothing,
    "keys": _keys,
    "palette": _palette,
    "settings": _settings,
    "first": _first,
    "filling": _filling,
    "copies-begin": _copies_begin,
    "copies": _copies,
    "dry-run": _dry_run,
    "topics-all": _topics_all,
    "topics": _topics,
    "library": _library,
    "rules": _rules,
    "problems": _problems,
}


if __name__ == "__main__":
    sys.exit(main())
