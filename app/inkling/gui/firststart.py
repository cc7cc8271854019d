"""The first minute: one question, which folders; then three lines that fill while the box is live already."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from inkling import offline
from inkling.gui import icons
from inkling.gui.errands import HomeRows, SuggestedFolder
from inkling.gui.holdings.coverage import unspoken_text
from inkling.gui.pieces import Bar, button, label, picture_button, row, size_text
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, number, say, together
from inkling.gui.words import duration_text
from inkling.present.rows import StatusRow


class FirstStart(QDialog):
    """A sheet over the empty window."""

    chosen = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self._ticks: list[tuple[QCheckBox, bytes]] = []
        self._facts: dict[bytes, QLabel] = {}
        self._example, self._looked_at = "", 0
        px = shell.theme.px
        self.setWindowTitle("Inkling")
        self.setFixedWidth(px(560))
        self._trouble = label("", "error", wrap=True)
        self._asking, self._waiting = self._question(), self._filling()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(20))
        layout.setSpacing(px(10))
        for part in (self._trouble, self._asking, self._waiting):
            layout.addWidget(part)
        self._trouble.hide()
        self.turn(filling=False)
        self._counting = shell.bridge.ask("look", self, shell.errands.suggested, told=self._suggest, done=self._suggest)

    def done(self, result: int) -> None:
        """Count no further when the sheet goes."""
        self._shell.bridge.call_off(self._counting)
        super().done(result)

    def turn(self, *, filling: bool) -> None:
        """Show the question, or the lines that fill."""
        self._asking.setVisible(not filling)
        self._waiting.setVisible(filling)

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
        left = status.seconds_left if status.is_working else None
        rest = say("{time} left", time=duration_text(left)) if left else ""
        self._rest.setText("\n".join(filter(None, (rest, unspoken_text(status.unspoken)))))
        self._rest.setVisible(bool(self._rest.text()))
        is_due = status.searchable >= 2 * self._looked_at  # of the first few files perhaps nothing is memorable
        if status.searchable and is_due and not self._example and not self._waiting.isHidden():
            self._looked_at = status.searchable
            self._shell.bridge.ask("look", self, self._shell.errands.home, done=self._offer)

    def show_trouble(self, why: tuple[str, ...], *, is_over: bool) -> None:
        """Say which folders could not be taken; where none could, the question stands again."""
        self._trouble.setText("\n".join(in_words(sentence) for sentence in why))
        self._trouble.setVisible(bool(why))
        self.turn(filling=not is_over)

    def event(self, event: QEvent) -> bool:
        """Be as tall as what is shown: wrapped texts do not tell their height before they know their width."""
        is_done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and (layout := self.layout()) is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        return is_done

    def _question(self) -> QWidget:
        px = self._shell.theme.px
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(10))
        picture = label()
        picture.setPixmap(icons.pixmap("mark", self._shell.theme.color("accent"), px(44), self.devicePixelRatioF()))
        inside.addWidget(picture)
        inside.addWidget(label(say("Which folders should Inkling search?"), "title", wrap=True))
        inside.addWidget(label(_promise(), "secondary", wrap=True))
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
        self._start.setEnabled(False)
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
        lines = QGridLayout()
        lines.setHorizontalSpacing(px(12))
        lines.setVerticalSpacing(px(12))
        lines.setColumnStretch(1, 1)
        lines.setColumnMinimumWidth(2, px(56))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for at, name in enumerate((say("Files found"), say("Searchable by words"), say("Searchable by meaning"))):
            bar, told = Bar(theme, name, height=8), label("0")
            lines.addWidget(label(name), at, 0)
            lines.addWidget(bar, at, 1)
            lines.addWidget(told, at, 2, side)
            self._bars.append((bar, told))
        inside.addLayout(lines)
        self._rest = label("", "secondary", wrap=True)
        self._rest.hide()
        inside.addWidget(self._rest)
        self._try = picture_button(theme, "find", "", self._search)
        self._try.setObjectName("entry")  # it stands below the lines, at the same edge
        self._try.hide()
        inside.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        self._go = button(say("Go to the search"), self.accept, "primary")
        inside.addLayout(row(None, self._go))
        return page

    def _suggest(self, folders: tuple[SuggestedFolder, ...]) -> None:
        is_first = not self._facts
        for folder in folders:
            facts = folder.display
            if folder.files:
                facts = together(say("%n file(s)", n=folder.files), size_text(folder.size))
            if folder.path in self._facts:
                self._facts[folder.path].setText(facts)
            else:
                self._add(folder.name, folder.path, facts, ticked=folder.ticked)
        self._count()
        if is_first and self._start.isEnabled():
            self._start.setFocus()

    def _add(self, name: str, path: bytes, facts: str, *, ticked: bool) -> None:
        tick = QCheckBox(name)
        tick.setChecked(ticked)
        tick.toggled.connect(lambda _on: self._count())
        self._ticks.append((tick, path))
        self._facts[path] = label(facts, "caption")
        self._list.addLayout(row(tick, None, self._facts[path]))

    def _another(self) -> None:
        dialog = QFileDialog(self, say("Which folder should Inkling search?"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.add_path)
        dialog.open()

    def add_path(self, path: str) -> None:
        """Add a folder to the list, ticked."""
        raw = path.encode("utf-8", "surrogateescape")
        if raw in self._facts:
            next(tick for tick, known in self._ticks if known == raw).setChecked(True)
        else:
            self._add(path.rpartition("/")[2] or path, raw, path, ticked=True)
        self._count()

    def _count(self) -> None:
        self._start.setEnabled(any(tick.isChecked() for tick, _ in self._ticks))

    def _begin(self) -> None:
        paths = tuple(path for tick, path in self._ticks if tick.isChecked())
        if paths:
            self._shell.bridge.call_off(self._counting)
            self.show_trouble((), is_over=False)
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


def _promise() -> str:
    if offline.is_sealed():
        return say(
            "Inkling reads the documents in them on this computer. It opens no network connection, ever: "
            "the system's kernel refuses it one, and you can check that on the page Library."
        )
    return say("Inkling reads the documents in them on this computer. It opens no network connection, ever.")
