"""The first minute: one question, which folders; then three lines that fill while the box is live already."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inkling.gui import icons
from inkling.gui.errands import HomeRows, SuggestedFolder
from inkling.gui.pieces import Bar, button, label, picture_button, row, size_text
from inkling.gui.shell import Shell
from inkling.gui.strings import number, say, together
from inkling.present.rows import StatusRow


class FirstStart(QDialog):
    """A sheet over the empty window."""

    chosen = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self._ticks: list[tuple[QCheckBox, bytes]] = []
        self._example, self._looked_at = "", 0
        px = shell.theme.px
        self.setWindowTitle("Inkling")
        self.setFixedWidth(px(560))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._question())
        self._pages.addWidget(self._filling())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(32), px(28), px(32), px(24))
        layout.addWidget(self._pages)
        shell.bridge.ask("look", self, shell.errands.suggested, done=self._suggest)

    def show_status(self, status: StatusRow) -> None:
        """Fill the three lines."""
        files = max(1, status.files)
        shares = (1.0 if status.files else 0.0, status.searchable / files, status.with_meaning / files)
        counts = (status.files, status.searchable, status.with_meaning)
        for (bar, told), share, count in zip(self._bars, shares, counts, strict=True):
            bar.show_parts((min(1.0, share), "strong"))
            told.setText(number(count))
        if status.searchable:
            self._state.setText(say("You can start searching"))
        is_due = status.searchable >= 2 * self._looked_at  # of the first few files perhaps nothing is memorable
        if status.searchable and is_due and not self._example and self._pages.currentIndex() == 1:
            self._looked_at = status.searchable
            self._shell.bridge.ask("look", self, self._shell.errands.home, done=self._offer)

    def _question(self) -> QWidget:
        px = self._shell.theme.px
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(10))
        picture = label()
        picture.setPixmap(icons.pixmap("app", "", px(48), self.devicePixelRatioF()))
        inside.addWidget(picture)
        inside.addWidget(label(say("Which folders should Inkling search?"), "title", wrap=True))
        inside.addWidget(
            label(
                say(
                    "Inkling reads the documents in them on this computer. It opens no network connection, ever: "
                    "the system's kernel refuses it one, and you can check that on the page Library."
                ),
                "secondary",
                wrap=True,
            )
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        inside.addSpacing(px(6))
        inside.addLayout(self._list)
        inside.addWidget(button(say("Another folder…"), self._another, "link"), 0, Qt.AlignmentFlag.AlignLeft)
        more = label(
            say(
                "Read: text, PDF, office files, mail, web pages, books, pictures with text. "
                "Never read: keys, password stores, hidden and system folders. Nothing in your folders is changed."
            ),
            "caption",
            wrap=True,
        )
        inside.addWidget(more)
        self._start = button(say("Start"), self._begin, "primary")
        self._start.setDefault(True)  # Return begins wherever the keyboard is
        inside.addSpacing(px(6))
        inside.addLayout(row(None, button(say("Not now"), self.reject), self._start))
        return page

    def _filling(self) -> QWidget:
        theme, px = self._shell.theme, self._shell.theme.px
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(12))
        self._state = label(say("Reading your files…"), "title")
        inside.addWidget(self._state)
        inside.addWidget(
            label(say("Files become findable by their words first, then by their meaning."), "secondary", wrap=True)
        )
        self._bars = []
        for name in (say("Files found"), say("Searchable by words"), say("Searchable by meaning")):
            bar, told = Bar(theme, name, height=8), label("0")
            told.setFixedWidth(px(56))
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words = label(name)
            words.setFixedWidth(px(150))
            line_ = QHBoxLayout()
            line_.setSpacing(px(12))
            line_.addWidget(words)
            line_.addWidget(bar, 1)
            line_.addWidget(told)
            inside.addLayout(line_)
            self._bars.append((bar, told))
        self._try = picture_button(theme, "find", "", self._search)
        self._try.setObjectName("entry")  # it stands below the lines, at the same edge
        self._try.hide()
        inside.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        self._go = button(say("Go to the search"), self.accept, "primary")
        inside.addLayout(row(None, self._go))
        return page

    def _suggest(self, folders: tuple[SuggestedFolder, ...]) -> None:
        for folder in folders:
            facts = folder.display
            if folder.files:
                facts = together(say("%n file(s)", n=folder.files), size_text(folder.size))
            self._add(folder.name, folder.path, facts, ticked=folder.ticked)
        self._count()

    def _add(self, name: str, path: bytes, facts: str, *, ticked: bool) -> None:
        tick = QCheckBox(name)
        tick.setChecked(ticked)
        tick.toggled.connect(lambda _on: self._count())
        self._ticks.append((tick, path))
        self._list.addLayout(row(tick, None, label(facts, "caption")))
        if len(self._ticks) == 1:
            tick.setFocus()

    def _another(self) -> None:
        dialog = QFileDialog(self, say("Which folder should Inkling search?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.add_path)
        dialog.open()

    def add_path(self, path: str) -> None:
        """Add a folder to the list, ticked."""
        self._add(path.rpartition("/")[2] or path, path.encode("utf-8", "surrogateescape"), path, ticked=True)
        self._count()

    def _count(self) -> None:
        self._start.setEnabled(any(tick.isChecked() for tick, _ in self._ticks))

    def _begin(self) -> None:
        paths = tuple(path for tick, path in self._ticks if tick.isChecked())
        if paths:
            self._pages.setCurrentIndex(1)
            self._go.setDefault(True)
            self._go.setFocus()
            self.chosen.emit(paths)

    def _offer(self, rows: HomeRows) -> None:
        if rows.examples:
            self._example = rows.examples[0]
            self._try.setText(say("Try: {query}", query=self._example))
            self._try.show()

    def _search(self) -> None:
        query = self._example
        self.accept()
        self._shell.wishes.search.emit(query)
