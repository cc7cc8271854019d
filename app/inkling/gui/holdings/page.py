"""The page "Library": composes coverage, folders, models, space and privacy."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inkling.gui import icons
from inkling.gui.errands import LibraryRows
from inkling.gui.holdings.coverage import Coverage
from inkling.gui.holdings.folders import Folders
from inkling.gui.holdings.problems import Problems
from inkling.gui.pieces import Elided, button, card, clear, label, row, size_text
from inkling.gui.shell import Shell
from inkling.gui.strings import in_words, listed, say
from inkling.gui.words import DOT, facet_label, language_name
from inkling.present.rows import ModelRow, StatusRow

_REFRESH_MS = 1000
_NARROW = 760


class LibraryPage(QWidget):
    """What is covered?"""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._shown: LibraryRows | None = None
        self.coverage = Coverage(shell.theme)
        self.folders = Folders(shell)
        self._models, self._model_lines = card(shell.theme, 20)
        self._space, self._space_lines = card(shell.theme, 20)
        self._privacy, self._privacy_lines = card(shell.theme, 20)
        self._soon = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._soon.timeout.connect(self.refresh)
        self.coverage.asked.connect(lambda kind: Problems(shell, kind, self).open())
        self.folders.changed.connect(self.refresh)
        self.folders.changed.connect(shell.wishes.changed)
        self._lay_out()

    def take_focus(self) -> None:
        """Put the keyboard on the page."""
        self._scroll.setFocus()

    def show_status(self, status: StatusRow) -> None:
        """Know how far the library is; the rest of the page follows at leisure."""
        self.coverage.show_status(status)
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Ask for everything that the page shows."""
        self._shell.bridge.ask("library", self, self._shell.errands.library, done=self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Be fresh when the person comes."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the last two cards one below the other where there is no room for them side by side."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._shell.theme.px(_NARROW)
        ways = QBoxLayout.Direction
        self._last.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def _lay_out(self) -> None:
        px = self._shell.theme.px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout()
        column.setSpacing(px(16))
        column.addWidget(label(say("Library"), "title"))
        for widget in (self.coverage, self.folders, self._models):
            column.addWidget(widget)
        self._last = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last.setSpacing(px(16))
        self._last.addWidget(self._space, 1)
        self._last.addWidget(self._privacy, 1)
        column.addLayout(self._last)
        column.addStretch(1)
        across = QHBoxLayout(inside)
        across.setContentsMargins(px(24), px(20), px(24), px(24))
        across.addStretch(1)
        across.addLayout(column, 12)
        across.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("plain")
        self._scroll.setAccessibleName(say("Library"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _show(self, rows: LibraryRows) -> None:
        self.coverage.show_status(rows.status)
        self.folders.show_folders(rows.folders)
        before, self._shown = self._shown, rows
        if before is None or (before.models, before.space, before.is_sealed) != (
            rows.models,
            rows.space,
            rows.is_sealed,
        ):
            self._show_models(rows.models)
            self._show_space(rows)
            self._show_privacy(rows)

    def _show_models(self, models: tuple[ModelRow, ...]) -> None:
        clear(self._model_lines)
        self._model_lines.addWidget(label(say("Models"), "heading"))
        for model in models:
            names = (facet_label("language", language) for language in model.languages)
            languages = say("all languages") if "*" in model.languages else listed(*names)
            facts = [say("in use") if model.is_used else "", languages, model.licence]
            if model.size:
                facts.append(size_text(model.size))
            told = DOT.join(fact for fact in facts if fact)
            self._model_lines.addLayout(row(label(model.name), None, label(told, "caption")))
            for language in model.unspoken:
                told = say("It was not made for {language}: words find these files.", language=language_name(language))
                self._model_lines.addWidget(label(told, "caption", wrap=True))
        if not models:
            self._model_lines.addWidget(
                label(say("No model is installed: files are found by their words only."), "secondary", wrap=True)
            )

    def _show_space(self, rows: LibraryRows) -> None:
        names = {
            "catalog": say("Catalog: text, words and meanings"),
            "index": say("Search index (can be made anew)"),
            "log": say("Local log"),
            "other": say("Other"),
        }
        clear(self._space_lines)
        self._space_lines.addWidget(label(say("Space used"), "heading"))
        for name, size in rows.space:
            self._space_lines.addLayout(row(label(names.get(name, name)), None, label(size_text(size), "secondary")))
        self._space_lines.addWidget(Elided(rows.data, "caption"))
        self._told = label("", "secondary", wrap=True)
        self._told.hide()
        check = button(say("Check the library"), self._check)
        self._space_lines.addLayout(row(check, None))
        self._space_lines.addWidget(self._told)
        self._space_lines.addStretch(1)

    def _show_privacy(self, rows: LibraryRows) -> None:
        clear(self._privacy_lines)
        picture = label()
        theme = self._shell.theme
        picture.setPixmap(icons.pixmap("shield", theme.color("strong"), theme.px(20), self.devicePixelRatioF()))
        self._privacy_lines.addLayout(row(label(say("Private"), "heading"), None, picture))
        sentence = (
            say("This program has opened no network connection: the system's kernel refuses it one.")
            if rows.is_sealed
            else say("This program opens no network connection. On this system only Inkling itself enforces it.")
        )
        self._privacy_lines.addWidget(label(sentence, wrap=True))
        if rows.is_sealed:
            how = say("See for yourself in a terminal; Inkling asks for one and says what the kernel answers:")
            self._privacy_lines.addWidget(label(how, "secondary", wrap=True))
            shown = label("inkling doctor", "code", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._privacy_lines.addWidget(shown)
        self._privacy_lines.addStretch(1)

    def _check(self) -> None:
        self._told.setText(say("Checking…"))
        self._told.show()
        self._shell.bridge.ask(
            "long",
            self,
            self._shell.errands.check,
            done=lambda sentences: self._told.setText("\n".join(map(in_words, sentences))),
            failed=self._told.setText,
        )
