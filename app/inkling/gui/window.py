"""The window: composes rail, pages and status bar, and carries out what the pages wish. It holds no logic of theirs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from inkling.gui.commands import Commands
from inkling.gui.find.page import FindPage
from inkling.gui.find.state import FindState
from inkling.gui.firststart import FirstStart
from inkling.gui.holdings.problems import Problems
from inkling.gui.note import Note
from inkling.gui.offered import offered
from inkling.gui.opening import Opening
from inkling.gui.pages import Pages
from inkling.gui.palette import Keys, Palette
from inkling.gui.preferences import Preferences
from inkling.gui.rail import Rail
from inkling.gui.shell import Shell
from inkling.gui.statusbar import StatusBar
from inkling.gui.strings import in_words, say
from inkling.gui.working import Working
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
        self._asked_first = self._is_open = False
        self._settings: Preferences | None = None
        self._sheet: FirstStart | None = None
        self._clock = QTimer(self, interval=_STATUS_EVERY_MS)
        self._clock.timeout.connect(self._ask_status)
        self.setWindowTitle("Inkling")
        self.setMinimumSize(shell.theme.px(720), shell.theme.px(480))
        self.resize(shell.theme.px(1280), shell.theme.px(800))
        self._opening = Opening(shell, self)
        self._connect()
        self._build()

    def remake(self) -> None:
        """Make every page anew, in another language or appearance, and show what was shown."""
        page, state, busy = self.page, FindState.of(self.find_page), self.pages.call_off()
        place = self._settings.place() if self._settings is not None else None
        self._build(page)
        state.restore(self.find_page)
        self.pages.begin(busy)
        if self._settings is not None:
            self._settings.close()
            self.show_settings()
            self._settings.go_to(place)

    def _build(self, page: str = "find") -> None:
        self.commands.clear()
        theme = self._shell.theme
        self.rail, self.statusbar = Rail(theme), StatusBar(theme)
        self.pages = Pages(self._shell)
        self.rail.chosen.connect(self.show_page)
        self.rail.wants_settings.connect(self.show_settings)
        self.rail.wants_help.connect(self.show_keys)
        self.statusbar.paused.connect(self._pause)
        self.statusbar.wants_list.connect(lambda: Problems(self._shell, "", self).open())
        inside, across, down = QWidget(), QHBoxLayout(), QVBoxLayout()
        for layout in (across, down):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self._ground(), 1)
        down.addLayout(across, 1)
        down.addWidget(self.statusbar)
        inside.setLayout(down)
        self.setCentralWidget(inside)
        for command in offered(self):
            self.commands.add(command)
        self.show_page(page)
        self._ask_status()

    def _ground(self) -> QStackedWidget:
        """Return the place of the pages, and of what is told instead of them where the library does not open."""
        self.trouble = Working(self._shell.theme, "library", say("The library cannot be opened"), "", say("Try again"))
        self.trouble.begun.connect(self._ask_status)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pages)
        self._stack.addWidget(self.trouble)
        return self._stack

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
        self.commands.open(page)

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
        if query:
            self.search(query)

    def show_settings(self) -> None:
        """Open the settings."""
        self._settings = Preferences(self._shell, self)
        self._settings.finished.connect(self._end_settings)
        self._settings.open()

    def _end_settings(self) -> None:
        self._settings = None

    def show_keys(self) -> None:
        """Open the list of keys."""
        Keys(self._shell.theme, self.commands, self).open()

    def check_library(self) -> None:
        """Examine the library, where its page shows what is found."""
        self.show_page("library")
        self.pages.library_page.space.check()

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

    def showEvent(self, event: QShowEvent) -> None:
        """Know how far the library is as long as somebody looks; it may come back from the tray."""
        super().showEvent(event)
        self._clock.start()
        self._ask_status()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask nothing more while nobody looks. Closing asks nothing either: reading goes on at the next start."""
        self._clock.stop()
        super().hideEvent(event)

    # --------------------------------------------------------------------------------------------------- composition

    def _connect(self) -> None:
        wishes = self._shell.wishes
        wishes.search.connect(self.search)
        wishes.search_within.connect(self._search_within)
        wishes.page.connect(self.show_page)
        wishes.add_folder.connect(self.add_folder)
        wishes.pause.connect(self._pause)
        wishes.say.connect(self._say)
        wishes.open_file.connect(self._opening.open)
        wishes.show_file.connect(self._opening.show)
        wishes.copies_of.connect(self._show_copies_of)
        wishes.changed.connect(self._ask_status)

    def quit(self) -> None:
        """Close the window and end the program."""
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

    def add_folder(self) -> None:
        """Ask for a folder and take it in."""
        dialog = QFileDialog(self, say("Which folder should Inkling search?"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.add_folders((path.encode("utf-8", "surrogateescape"),)))
        dialog.open()

    def add_folders(self, paths: tuple[bytes, ...]) -> None:
        """Take folders in; the status bar shows how reading goes on, and the first sheet what could not be taken."""
        errands, wishes = self._shell.errands, self._shell.wishes

        def told(sentences: tuple[str, ...]) -> None:
            for sentence in sentences:
                wishes.say.emit(in_words(sentence))
            if self._sheet is not None:
                self._sheet.show_trouble(sentences, is_over=len(sentences) == len(paths))
            wishes.changed.emit()

        def failed(why: str) -> None:
            told((why or say("A mistake in Inkling. The local log says where."),) * len(paths))

        self._shell.bridge.ask(
            "work",
            self,
            lambda cancel, tell: errands.add_folders(paths, cancel, tell),
            done=told,
            failed=failed,
        )
        self._clock.setInterval(_STATUS_EVERY_MS)

    def _pause(self, paused: bool) -> None:  # noqa: FBT001  # a signal's argument
        errands = self._shell.errands
        self._shell.bridge.ask(
            "work",
            self,
            lambda _cancel, _tell: errands.set_paused(paused=paused),
            done=lambda _none: self._ask_status(),
            failed=self._say,
        )

    def _ask_status(self) -> None:
        self._shell.bridge.ask(
            "status", self, self._shell.errands.status, done=self._show_status, failed=self._show_trouble
        )

    def _show_trouble(self, why: str) -> None:
        """Say why the library does not answer: over the page where it never did, else at the foot."""
        self._clock.setInterval(_IDLE_EVERY_MS)
        why = why or say("A mistake in Inkling. The local log says where.")
        self.statusbar.show_trouble(say("The library cannot be opened") if not self._is_open else why)
        if not self._is_open:
            self.trouble.nothing(say("The library cannot be opened"), why)
            self._stack.setCurrentWidget(self.trouble)

    def _show_status(self, status: StatusRow) -> None:
        if not self._is_open and self._stack.currentWidget() is self.trouble:
            errands = self._shell.errands  # what was asked at the start failed with the opening
            self._shell.bridge.ask("open", self, lambda _cancel, _tell: errands.follow())
        self._is_open = True
        self._stack.setCurrentWidget(self.pages)
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
