"""The window: composes rail, pages and status bar, and carries out what the pages wish. It holds no logic of theirs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from inkling.gui.commands import Commands
from inkling.gui.find.page import FindPage
from inkling.gui.firststart import FirstStart
from inkling.gui.note import Note
from inkling.gui.opening import Opening
from inkling.gui.pages import Pages
from inkling.gui.palette import Keys, Palette
from inkling.gui.preferences import Preferences
from inkling.gui.rail import PAGES, Rail
from inkling.gui.shell import Shell
from inkling.gui.statusbar import StatusBar
from inkling.gui.strings import in_words, say
from inkling.present.rows import StatusRow
from inkling.records import DocumentId

_STATUS_EVERY_MS = 500  # while reading; twice a second is as live as numbers can be read
_IDLE_EVERY_MS = 3000


class Window(QMainWindow):
    """One window over one library. `remake` makes it anew in another language or appearance, at the same place."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.commands = Commands(self)
        self._asked_first = False
        self._kept: tuple[str, str] = ("", "find")  # the query and the page, while everything is made anew
        self._sheet: FirstStart | None = None
        self._clock = QTimer(self, interval=_STATUS_EVERY_MS)
        self._clock.timeout.connect(self._ask_status)
        self.setWindowTitle("Inkling")
        self.setMinimumSize(shell.theme.px(720), shell.theme.px(480))
        self.resize(shell.theme.px(1280), shell.theme.px(800))
        self._opening = Opening(shell, self)
        self._connect()
        self._build()
        self._clock.start()
        self._ask_status()

    def remake(self) -> None:
        """Make every page anew, in another language or appearance, and show what was shown."""
        self._kept = (self.find_page.query, self.page)
        self._build()

    def _build(self) -> None:
        query, page = self._kept
        self.commands.clear()
        theme = self._shell.theme
        self.rail, self.statusbar = Rail(theme), StatusBar(theme)
        self.pages = Pages(self._shell)
        self.rail.chosen.connect(self.show_page)
        self.rail.wants_settings.connect(self.show_settings)
        self.rail.wants_help.connect(self.show_keys)
        self.statusbar.paused.connect(self._pause)
        inside, across, down = QWidget(), QHBoxLayout(), QVBoxLayout()
        for layout in (across, down):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self.pages, 1)
        down.addLayout(across, 1)
        down.addWidget(self.statusbar)
        inside.setLayout(down)
        self.setCentralWidget(inside)
        self._add_commands()
        self.show_page(page)
        if query:
            self.find_page.search(query)
        self._ask_status()

    @property
    def page(self) -> str:
        """The name of the page that is open."""
        return self.pages.name

    @property
    def find_page(self) -> FindPage:
        """The page that searches; it is always there."""
        return self.pages.find_page

    def show_page(self, page: str) -> None:
        """Open a page and put the keyboard where it is wanted."""
        self.rail.mark(page)
        self.pages.open(page)

    def search(self, query: str) -> None:
        """Come up and search."""
        self.show_page("find")
        if query:
            self.find_page.search(query)

    def come_up(self, query: str) -> None:
        """Be in front of everything, with a search if one is given."""
        self.setVisible(True)
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.raise_()
        self.activateWindow()
        self.search(query)

    def show_settings(self) -> None:
        """Open the settings."""
        Preferences(self._shell, self).open()

    def show_keys(self) -> None:
        """Open the list of keys."""
        Keys(self._shell.theme, self.commands, self).open()

    def show_note(self, title: str, note: str) -> None:
        """Open a note of the local log."""
        Note(self._shell.theme, title, note, self).open()

    def show_log(self) -> None:
        """Open the local log."""
        errands = self._shell.errands
        title = say("The local log")
        self._shell.bridge.ask(
            "open", self, lambda _cancel, _tell: errands.local_log(), done=lambda log: self.show_note(title, log)
        )

    def show_palette(self) -> None:
        """Open the command palette."""
        Palette(self._shell.theme, self.commands, self).show()

    def place(self) -> bytes:
        """Return where the window stands, to be there again next time."""
        return bytes(self.saveGeometry().data())

    def go_to_place(self, place: bytes) -> None:
        """Stand where the window stood last time."""
        self.restoreGeometry(QByteArray(place))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close without a question: nothing is lost, reading goes on at the next start."""
        self._clock.stop()
        super().closeEvent(event)

    # --------------------------------------------------------------------------------------------------- composition

    def _connect(self) -> None:
        wishes = self._shell.wishes
        wishes.search.connect(self.search)
        wishes.search_within.connect(self._search_within)
        wishes.page.connect(self.show_page)
        wishes.add_folder.connect(self._add_folder)
        wishes.say.connect(self._say)
        wishes.open_file.connect(self._opening.open)
        wishes.show_file.connect(self._opening.show)
        wishes.copies_of.connect(self._show_copies_of)
        wishes.changed.connect(self._ask_status)

    def _add_commands(self) -> None:
        add = self.commands.add
        add(say("Search"), ("Ctrl+L", "/"), lambda: self.show_page("find"))
        for number, name in enumerate((say("Find"), say("Copies"), say("Topics"), say("Library"))):
            page = PAGES[number]
            add(say("Go to {name}", name=name), f"Ctrl+{number + 1}", lambda page=page: self.show_page(page))  # type: ignore[misc]
        add(say("Next hit"), "F3", lambda: self.find_page.preview.step(1))
        add(say("Previous hit"), "Shift+F3", lambda: self.find_page.preview.step(-1))
        add(say("Show page or text"), "Ctrl+G", self.find_page.preview.toggle_page)
        add(say("Next change"), "F8", lambda: self.pages.step_change(1))
        add(say("Previous change"), "F7", lambda: self.pages.step_change(-1))
        add(say("Save this search"), "Ctrl+S", self.find_page.save_search)
        add(say("Move the strength line"), "Ctrl+T", self.find_page.focus_threshold)
        add(say("Show or hide the filters"), "Ctrl+B", self.find_page.toggle_facets)
        add(say("Show or hide the preview"), "Ctrl+P", self.find_page.toggle_preview)
        add(say("Change the list density"), "Ctrl+D", self.find_page.results.list.next_density)
        add(say("Add a folder…"), "Ctrl+O", self._add_folder)
        add(say("Pause or resume reading"), "Ctrl+Shift+P", self.statusbar.toggle)
        add(say("Settings"), "Ctrl+,", self.show_settings)
        add(say("Show the local log"), "", self.show_log)
        add(say("All commands"), "Ctrl+K", self.show_palette)
        add(say("Keyboard shortcuts"), "F1", self.show_keys)
        add(say("Close the window"), "Ctrl+W", self.close)
        add(say("Quit"), "Ctrl+Q", self._quit)

    def _quit(self) -> None:
        self.setProperty("quitting", True)
        self.close()

    # -------------------------------------------------------------------------------------------------------- wishes

    def _say(self, text: str) -> None:
        self.statusbar.say(text)

    def _search_within(self, name: str, documents: tuple[DocumentId, ...]) -> None:
        self.show_page("find")
        self.find_page.search_within(name, documents)

    def _show_copies_of(self, document: int) -> None:
        self.show_page("copies")
        self.pages.copies_page.show_document(document)

    def _add_folder(self) -> None:
        dialog = QFileDialog(self, say("Which folder should Inkling search?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.add_folders((path.encode("utf-8", "surrogateescape"),)))
        dialog.open()

    def add_folders(self, paths: tuple[bytes, ...]) -> None:
        """Take folders in; the status bar shows how reading goes on."""
        errands, wishes = self._shell.errands, self._shell.wishes

        def told(sentences: tuple[str, ...]) -> None:
            for sentence in sentences:
                wishes.say.emit(in_words(sentence))
            wishes.changed.emit()

        self._shell.bridge.ask(
            "work",
            self,
            lambda cancel, tell: errands.add_folders(paths, cancel, tell),
            done=told,
            failed=wishes.say.emit,
        )
        self._clock.setInterval(_STATUS_EVERY_MS)

    def _pause(self, paused: bool) -> None:  # noqa: FBT001  # a signal's argument
        errands = self._shell.errands
        self._shell.bridge.ask(
            "work",
            self,
            lambda _cancel, _tell: errands.set_paused(paused=paused),
            done=lambda _none: self._ask_status(),
        )

    def _ask_status(self) -> None:
        self._shell.bridge.ask("status", self, self._shell.errands.status, done=self._show_status)

    def _show_status(self, status: StatusRow) -> None:
        self._clock.setInterval(_STATUS_EVERY_MS if status.is_working else _IDLE_EVERY_MS)
        self.statusbar.show_status(status)
        self.pages.show_status(status)
        if self._sheet is not None:
            self._sheet.show_status(status)
        if not status.folders and not self._asked_first:
            self._asked_first = True
            self._sheet = FirstStart(self._shell, self)
            self._sheet.chosen.connect(self.add_folders)
            self._sheet.finished.connect(self._end_first_start)
            self._sheet.open()

    def _end_first_start(self) -> None:
        self._sheet = None
        self.show_page("find")
