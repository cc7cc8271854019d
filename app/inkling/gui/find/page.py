"""The page "Find": composes the box, the side bar, the list and the reader, and sends searches off."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inkling.gui.errands import HomeRows
from inkling.gui.find.acts import Acts
from inkling.gui.find.asking import Answer, Asking
from inkling.gui.find.box import SearchBox
from inkling.gui.find.columns import Columns
from inkling.gui.find.facets import Facets
from inkling.gui.find.home import Home
from inkling.gui.find.kept import KeptSearches
from inkling.gui.find.nothing import Nothing
from inkling.gui.find.preview import Preview
from inkling.gui.find.quicklook import QuickLook
from inkling.gui.find.results import Results
from inkling.gui.find.sidebar import SideBar
from inkling.gui.find.threshold import is_shown
from inkling.gui.pieces import announce, label, order_focus
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.present.narrowing import with_example
from inkling.present.rows import ChipRow, FoundRows, HitRow, StatusRow
from inkling.records import DocumentId


class FindPage(QWidget):
    """Where is it?"""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self.asking = Asking(shell)
        self._found = FoundRows("", "")
        self._status = StatusRow()
        self.scope: tuple[str, tuple[DocumentId, ...]] = ("", ())
        self.box = SearchBox(shell.theme)
        self.results = Results(shell.theme)
        self.preview = Preview(shell)
        self.facets = Facets(shell.theme, shell.settings.threshold)
        self.side = SideBar(shell, self.facets)
        self.home = Home(shell.theme)
        self.nothing = Nothing(shell.theme)
        self.kept = KeptSearches(shell)
        self.acts = Acts(shell, self._meant, self)
        self._trouble = label("", "error", wrap=True)
        self._connect()
        self._lay_out()
        self.show_home()

    # -------------------------------------------------------------------------------------------- what others may do

    @property
    def query(self) -> str:
        """The query that is on the screen."""
        return self.asking.query

    @property
    def is_searching(self) -> bool:
        """Whether an answer is on its way."""
        return self.asking.is_searching

    def search(self, query: str) -> None:
        """Search for something that was not typed here."""
        self.box.ask(query)

    def search_within(self, name: str, documents: tuple[DocumentId, ...]) -> None:
        """Search only in these documents from now on, until the chip is removed; no documents means everywhere."""
        self.scope = (name, documents)
        self.search(self.query)
        if not self.query:
            self._show_chips(())
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor into the box, with its text selected."""
        self.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.line.selectAll()

    def show_status(self, status: StatusRow) -> None:
        """Know how far the library is."""
        grew, before = status.searchable != self._status.searchable, self._status
        self._status = status
        self.asking.know(status)
        if status.folders != before.folders:
            self.show_home()
        elif grew and not self.query:
            self.home.grow()
        if self._body.currentWidget() is self.nothing:
            self.nothing.show_status(status)
        self._follow_library()

    def show_home(self) -> None:
        """Show what an empty box offers."""
        if not self.query:
            self._shell.bridge.ask("home", self, self._shell.errands.home, done=self._show_home_rows)

    def toggle_facets(self) -> None:
        """Fold the side bar away or bring it back."""
        self.facets.setVisible(not self.facets.isVisible())

    def toggle_preview(self) -> None:
        """Fold the reader away or bring it back."""
        self._columns.toggle_preview()

    def focus_threshold(self) -> None:
        """Let the arrow keys move the line."""
        if self._body.currentWidget() is self.nothing and self._found.hits:
            self._show_body(self._columns)
        self.facets.show()
        self.facets.threshold.take_focus()

    def save_search(self) -> None:
        """Keep the query of now, or let it go where it is kept already."""
        if query := self.query:
            self.kept.save(query)

    # --------------------------------------------------------------------------------------------------- composition

    def _connect(self) -> None:
        rows, wishes = self.results.list, self._shell.wishes
        self.box.asked.connect(self._ask)
        self.box.settled.connect(lambda query: self._ask(query, again=True))
        self.box.settled.connect(self.kept.remember)
        self.box.unscoped.connect(lambda: self.search_within("", ()))
        self.box.line.left_downwards.connect(self._into_results)
        rows.left_upwards.connect(self.take_focus)
        rows.chosen.connect(self._choose)
        rows.opened.connect(self.acts.open)
        rows.shown_in_folder.connect(self.acts.show_in_folder)
        rows.looked_at.connect(self._look)
        rows.more_like.connect(self.acts.find_more)
        rows.less_like.connect(self.acts.find_less)
        rows.copied.connect(self.acts.copy_passage)
        rows.copied_path.connect(self.acts.copy_path)
        rows.asked_menu.connect(self.acts.show_menu)
        self.acts.likened.connect(lambda hit, away: self.search(with_example(self.query, hit.path, away=away)))
        self.acts.opening.connect(lambda: self.kept.remember(self.query))
        self.results.took.connect(self._took)
        self.results.wanted_again.connect(partial(self.asking.repeat, at_once=True))
        self.asking.began.connect(partial(self.box.show_stage, "", working=True))
        self.asking.came.connect(self._take)
        self.asking.failed.connect(self._fail)
        self.preview.opened.connect(self.acts.open)
        self.preview.shown_in_folder.connect(self.acts.show_in_folder)
        self.facets.narrowed.connect(lambda part, is_on: self.side.narrow(self.query, part, is_on=is_on))
        self.side.asked.connect(self.search)
        self.side.scoped.connect(self.search_within)
        self.side.filled.connect(self._order_focus)
        self.facets.threshold.moved.connect(lambda _at: self._show(at_once=True))
        self.nothing.lowered.connect(self.facets.threshold.set_at)
        self.nothing.asked.connect(self.search)
        self.nothing.wants_folder.connect(wishes.add_folder)
        self.home.asked.connect(self._search_and_remember)
        self.home.chosen.connect(lambda hit: wishes.open_file.emit(hit.path, 0))
        self.home.wants_folder.connect(wishes.add_folder)
        self.home.let_go.connect(self.kept.save)
        self.home.wants_rows.connect(self.show_home)
        self.kept.changed.connect(self.show_home)

    def _lay_out(self) -> None:
        px = self._shell.theme.px
        self._columns = Columns(self._shell.theme, self.facets, self.results, self.preview)
        self._body = QStackedWidget()
        self._body.addWidget(self.home)
        self._body.addWidget(self._columns)
        self._body.addWidget(self.nothing)
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

    # ----------------------------------------------------------------------------------------------------- searching

    def _ask(self, query: str, *, again: bool = False) -> None:
        """Search for what stands in the box; `again` even where it is the same and the answer is known."""
        self._trouble.hide()
        if query:
            self.asking.ask(query, self.scope[1], again=again)
            return
        self.asking.stop()
        self._found = FoundRows("", "")
        self._show_chips(())
        self.box.show_notes(())
        self.box.show_stage("", working=False)
        self.results.forget()
        self._body.setCurrentWidget(self.home)
        self.show_home()

    def _search_and_remember(self, query: str) -> None:
        self.search(query)
        self.kept.remember(query)

    def _take(self, answer: Answer) -> None:
        self._found = answer.found
        is_asked = answer.found.state not in ("no_query", "no_documents")
        self.box.show_stage(answer.found.stage if is_asked else "", working=not answer.is_last)
        self._show(at_once=answer.at_once)
        if answer.is_last:
            self._announce()

    def _fail(self, why: str) -> None:
        self.box.show_stage("", working=False)
        self._trouble.setText(why or say("The search failed because of a mistake in Inkling."))
        self._trouble.show()
        announce(self._trouble, self._trouble.text())

    def _show(self, *, at_once: bool = False) -> None:
        """Show what was found as far as it is above the line; what the person does is shown at once."""
        found, at = self._found, self.facets.threshold.at
        self._show_chips(found.chips)
        shown = tuple(hit for hit in found.hits if is_shown(hit, at))
        if not shown and self.asking.is_searching:  # what comes next may hold something, so nothing is said yet
            self.results.list.dim(on=True)
            self._show_body(self._columns)
            return
        self.facets.threshold.show_found(found)
        self.side.fill(found, shown, self.scope[0])
        self._order_focus()
        self.box.show_notes(found.notes if shown else ())
        if not shown:
            self.results.forget()
            self.preview.show_hit(None)
            self.nothing.show_found(found, self._status)
            self._show_body(self.nothing)
            return
        self._show_body(self._columns)
        narrowed = FoundRows(found.query, found.stage, shown, len(found.hits) - len(shown))
        self.results.show_found(narrowed, self.asking.search, at_once=at_once)

    def _order_focus(self) -> None:
        order_focus(*self.box.stops, *self.facets.stops)

    def _show_body(self, body: QWidget) -> None:
        if self._body.currentWidget() is not body:
            self._body.setCurrentWidget(body)

    def _follow_library(self) -> None:
        """Search again where files were read since, or offer it where a hand is on the list."""
        if not self.asking.is_behind or not self.isVisible():
            return
        if self._body.currentWidget() is self._columns and self.results.hand_is_on():
            self.results.offer_again()
        else:
            self.asking.repeat(at_once=False)

    def _show_chips(self, chips: tuple[ChipRow, ...]) -> None:
        name, documents = self.scope
        scope = (ChipRow(say("topic: {name}", name=name), "scope", self.query),) if documents else ()
        self.box.show_chips((*scope, *chips))

    def _took(self, found: FoundRows) -> None:
        """Without a selection the reader shows the first result, so that reading needs no key at all."""
        chosen = self.results.list.hit() or (found.hits[0] if found.hits else None)
        self.preview.show_hit(chosen, self.asking.search)

    def _announce(self) -> None:
        if self._body.currentWidget() is self.nothing:
            announce(self.nothing, self.nothing.told)
        else:
            announce(self.results, self.facets.threshold.told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go one step back with Escape: from the reader to the list, from anywhere else into the box."""
        focus = self.focusWidget()
        if event.key() != Qt.Key.Key_Escape or focus is None or focus is self.box.line:
            super().keyPressEvent(event)
        elif self.preview.isAncestorOf(focus):
            self.results.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.take_focus()

    # -------------------------------------------------------------------------------------------------- with results

    def _meant(self) -> HitRow | None:
        return self.results.list.hit() or self.preview.hit

    def _into_results(self) -> None:
        if self._body.currentWidget() is self._columns and self.results.list.rows.hits:
            self.results.list.setFocus(Qt.FocusReason.TabFocusReason)
            if self.results.list.hit() is None:
                self.results.list.select(0)

    def _choose(self, hit: HitRow | None) -> None:
        if hit is not None:
            self.preview.show_hit(hit, self.asking.search)

    def quick_look(self) -> None:
        """Show the result that is meant large, over the window."""
        if hit := self._meant():
            self._look(hit)

    def _look(self, hit: HitRow) -> None:
        look = QuickLook(self._shell, hit, self.window(), self.asking.search)
        look.preview.opened.connect(self.acts.open)
        look.preview.shown_in_folder.connect(self.acts.show_in_folder)
        look.moved.connect(partial(self._look_on, look))
        look.open()

    def _look_on(self, look: QuickLook, by: int) -> None:
        self.results.list.go_by(by)
        if hit := self.results.list.hit():
            look.preview.show_hit(hit, self.asking.search)

    def _show_home_rows(self, rows: HomeRows) -> None:
        self.box.remember(rows.history)
        self.home.show_rows(rows, has_folders=self._status.folders > 0)
