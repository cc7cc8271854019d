"""The page "Find": composes the box, the side bar, the list and the reader, and sends searches off."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from inkling.gui.errands import Ask, HomeRows
from inkling.gui.find.box import SearchBox
from inkling.gui.find.facets import Facets
from inkling.gui.find.home import Home
from inkling.gui.find.menu import result_menu
from inkling.gui.find.nothing import Nothing
from inkling.gui.find.preview import Preview
from inkling.gui.find.results import Results
from inkling.gui.find.threshold import is_shown
from inkling.gui.pieces import announce, label, order_focus
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.present.facets import facet_rows, topic_of
from inkling.present.narrowing import narrowed, widened, with_example
from inkling.present.rows import ChipRow, FoundRows, HitRow, StatusRow
from inkling.records import DocumentId

_NARROW = 1000  # below this the reader comes only on Space


class FindPage(QWidget):
    """Where is it?"""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._query, self._home = "", str(Path.home())
        self._found = FoundRows("", "")
        self._status = StatusRow()
        self._is_new = self.is_searching = False
        self._scope: tuple[str, tuple[DocumentId, ...]] = ("", ())
        self._preview_wanted = True
        self.box = SearchBox(shell.theme)
        self.results = Results(shell.theme)
        self.preview = Preview(shell)
        self.facets = Facets(shell.theme, shell.settings.threshold)
        self.home = Home(shell.theme)
        self.nothing = Nothing(shell.theme)
        self._trouble = label("", "error", wrap=True)
        self._connect()
        self._lay_out()
        self.show_home()

    # -------------------------------------------------------------------------------------------- what others may do

    @property
    def query(self) -> str:
        """The query that is on the screen."""
        return self._query

    def search(self, query: str) -> None:
        """Search for something that was not typed here."""
        self.box.ask(query)

    def search_within(self, name: str, documents: tuple[DocumentId, ...]) -> None:
        """Search only in these documents from now on, until the chip is removed; no documents means everywhere."""
        self._scope = (name, documents)
        query, self._query = self._query, ""
        self.search(query)
        if not query:
            self._show_chips(())
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor into the box, with its text selected."""
        self.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.line.selectAll()

    def show_status(self, status: StatusRow) -> None:
        """Know how far the library is."""
        grew = status.searchable != self._status.searchable or status.folders != self._status.folders
        self._status = status
        if grew and not self._query:
            self.show_home()

    def show_home(self) -> None:
        """Show what an empty box offers."""
        if not self._query:
            self._shell.bridge.ask("home", self, self._shell.errands.home, done=self._show_home_rows)

    def toggle_facets(self) -> None:
        """Fold the side bar away or bring it back."""
        self.facets.setVisible(not self.facets.isVisible())

    def toggle_preview(self) -> None:
        """Fold the reader away or bring it back."""
        self._preview_wanted = not self._reading.isVisible()
        self._reading.setVisible(self._preview_wanted)

    def focus_threshold(self) -> None:
        """Let the arrow keys move the line."""
        self.facets.show()
        self.facets.threshold.take_focus()

    def save_search(self) -> None:
        """Keep the query of now."""
        if query := self._query:
            keep, told = self._shell.errands.save_search, self._shell.wishes.say
            self._shell.bridge.ask(
                "work",
                self,
                lambda _cancel, _tell: keep(query),
                done=lambda _none: told.emit(say("The search is saved.")),
            )

    def example(self, hit: HitRow | None, *, away: bool = False) -> None:
        """Search for more like a result, or less."""
        if hit is not None:
            self.search(with_example(self._query, hit.path, away=away))

    # --------------------------------------------------------------------------------------------------- composition

    def _connect(self) -> None:
        rows, wishes = self.results.list, self._shell.wishes
        self.box.asked.connect(self._ask)
        self.box.settled.connect(self._settle)
        self.box.unscoped.connect(lambda: self.search_within("", ()))
        self.box.line.left_downwards.connect(self._into_results)
        rows.left_upwards.connect(self.take_focus)
        rows.chosen.connect(self._choose)
        rows.opened.connect(self._open)
        rows.shown_in_folder.connect(lambda hit: wishes.show_file.emit(hit.path))
        rows.looked_at.connect(self._look)
        rows.more_like.connect(self.example)
        rows.less_like.connect(lambda hit: self.example(hit, away=True))
        rows.asked_menu.connect(self._menu)
        self.results.took.connect(self._took)
        self.preview.opened.connect(self._open)
        self.preview.shown_in_folder.connect(lambda hit: wishes.show_file.emit(hit.path))
        self.facets.narrowed.connect(self._narrow)
        self.facets.threshold.moved.connect(lambda _at: self._show(new_query=False))
        self.nothing.lowered.connect(self.facets.threshold.set_at)
        self.nothing.asked.connect(self.search)
        self.home.asked.connect(self._search_and_remember)
        self.home.chosen.connect(lambda hit: wishes.open_file.emit(hit.path, 0))
        self.home.wants_folder.connect(wishes.add_folder)

    def _lay_out(self) -> None:
        px = self._shell.theme.px
        self._middle, self._reading = QStackedWidget(), QWidget()
        self._middle.addWidget(self.results)
        self._middle.addWidget(self.nothing)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        around = QVBoxLayout(self._reading)
        around.setContentsMargins(px(12), 0, px(12), px(12))
        around.addWidget(self.preview)
        for widget in (self.facets, self._middle, self._reading):
            self._splitter.addWidget(widget)
        self._splitter.setSizes([px(208), px(520), px(440)])
        for at, stretch in ((0, 0), (1, 3), (2, 2)):
            self._splitter.setStretchFactor(at, stretch)
        self.facets.setMinimumWidth(px(176))
        self.facets.setMaximumWidth(px(300))
        self._middle.setMinimumWidth(px(320))
        self._reading.setMinimumWidth(px(300))
        self._body = QStackedWidget()
        self._body.addWidget(self.home)
        self._body.addWidget(self._splitter)
        self._trouble.hide()
        top = QVBoxLayout()
        top.setContentsMargins(px(16), px(16), px(16), px(6))
        top.addWidget(self.box)
        top.addWidget(self._trouble)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the reader away when there is no room beside the list."""
        super().resizeEvent(event)
        self._reading.setVisible(self._preview_wanted and self._has_room_beside())

    def _has_room_beside(self) -> bool:
        return self.width() >= self._shell.theme.px(_NARROW) - self._shell.theme.px(80)

    # ----------------------------------------------------------------------------------------------------- searching

    def _ask(self, query: str) -> None:
        self._trouble.hide()
        if query == self._query and self._found.query == query and query:
            return
        self._query = query
        if not query:
            self._found = FoundRows("", "")
            self._show_chips(())
            self.box.show_notes(())
            self.box.show_stage("", working=False)
            self._body.setCurrentWidget(self.home)
            self.show_home()
            return
        self._is_new = self.is_searching = True
        self.box.show_stage("", working=True)
        errand = partial(self._shell.errands.search, Ask(query, within=self._scope[1]))
        self._shell.bridge.ask("search", self, errand, told=self._came, done=self._ended, failed=self._fail)

    def _search_and_remember(self, query: str) -> None:
        self.search(query)
        self._settle(query)

    def _settle(self, query: str) -> None:
        if self._shell.settings.keep_history:
            remember = self._shell.errands.remember_search
            self._shell.bridge.ask("work", self, lambda _cancel, _tell: remember(query))

    def _came(self, found: FoundRows) -> None:
        if found.query == self._query:
            self._found = found
            self.box.show_stage(found.stage, working=found.stage != "refined")
            self._show(new_query=self._is_new)
            self._is_new = False

    def _ended(self, found: FoundRows) -> None:
        self.is_searching = self.is_searching and found.query != self._query
        self._came(found)
        if found.query == self._query:
            self.box.show_stage(found.stage, working=False)
            self._announce()

    def _fail(self, why: str) -> None:
        self.is_searching = False
        self.box.show_stage("", working=False)
        self._trouble.setText(why or say("The search failed because of a mistake in Inkling."))
        self._trouble.show()
        announce(self._trouble, self._trouble.text())

    def _show(self, *, new_query: bool) -> None:
        found, at = self._found, self.facets.threshold.at
        self._show_chips(found.chips)
        self.facets.threshold.show_found(found)
        shown = tuple(hit for hit in found.hits if is_shown(hit, at))
        has_more = found.has_more(at, len(shown))
        self.facets.show_facets(facet_rows(shown, found, self._home, self._scope[0], has_more=has_more))
        self._body.setCurrentWidget(self._splitter)
        order_focus(*self.box.stops, *self.facets.stops)
        self.box.show_notes(found.notes if shown else ())
        if not shown:
            self.nothing.show_found(found, len(found.hits), self._status)
            self._middle.setCurrentWidget(self.nothing)
            self.preview.show_nothing()
            return
        self._middle.setCurrentWidget(self.results)
        narrowed = FoundRows(found.query, found.stage, shown, len(found.hits) - len(shown))
        self.results.show_found(narrowed, new_query=new_query)

    def _show_chips(self, chips: tuple[ChipRow, ...]) -> None:
        name, documents = self._scope
        scope = (ChipRow(say("topic: {name}", name=name), "scope", self._query),) if documents else ()
        self.box.show_chips((*scope, *chips))

    def _took(self, found: FoundRows) -> None:
        """Without a selection the reader shows the first result, so that reading needs no key at all."""
        self.preview.show_hit(self.results.list.hit() or (found.hits[0] if found.hits else None))

    def _announce(self) -> None:
        told = self.facets.threshold.accessibleDescription() or say("%n shown", n=len(self.results.list.rows.hits))
        announce(self.results, told if self._middle.currentWidget() is self.results else say("Nothing was found."))

    # -------------------------------------------------------------------------------------------------- with results

    def _into_results(self) -> None:
        if self._body.currentWidget() is self._splitter and self.results.list.rows.hits:
            self.results.list.setFocus(Qt.FocusReason.TabFocusReason)
            if self.results.list.hit() is None:
                self.results.list.select(0)

    def _choose(self, hit: HitRow | None) -> None:
        if hit is not None:
            self.preview.show_hit(hit)

    def _open(self, hit: HitRow | None) -> None:
        if hit is not None:
            self._settle(self._query)
            self._shell.wishes.open_file.emit(hit.path, hit.snippets[0].page if hit.snippets else 0)

    def _look(self, hit: HitRow) -> None:
        if self._reading.isVisible() and self._has_room_beside():
            self.preview.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._shell.wishes.read_file.emit(hit)

    def _narrow(self, part: str, is_on: bool) -> None:  # noqa: FBT001  # a signal's argument
        if topic := topic_of(part):
            self._narrow_to_topic(topic if is_on else "")
        else:
            self.search((narrowed if is_on else widened)(self._query, part))

    def _narrow_to_topic(self, name: str) -> None:
        errands = self._shell.errands
        if not name:
            self.search_within("", ())
            return
        self._shell.bridge.ask(
            "look", self, partial(errands.topic_documents, name), done=partial(self.search_within, name)
        )

    def _menu(self, hit: HitRow, at: QPoint) -> None:
        result_menu(self, hit, self._shell.wishes, self._open, self.example).popup(at)

    def _show_home_rows(self, rows: HomeRows) -> None:
        self.box.remember(rows.history)
        self.home.show_rows(rows, has_folders=self._status.folders > 0)
