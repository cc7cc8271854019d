"""The page "Topics": the folder and its topics at the left, the map in the middle, the chosen topic at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from inkling.gui.bridge import Task
from inkling.gui.panes import Panes
from inkling.gui.pieces import announce
from inkling.gui.saving import ask_where
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.gui.topics.details import Details
from inkling.gui.topics.mapcard import MapCard
from inkling.gui.topics.saving import FORMS, export_errand
from inkling.gui.topics.shaping import LANE, Shaping
from inkling.gui.topics.side import Side
from inkling.gui.topics.tree import sure_of, unsorted_of
from inkling.gui.working import Working
from inkling.present.rows import FolderRow, MemberRow, PointRow, StatusRow, TopicRow, TopicsRows


class TopicsPage(QWidget):
    """What is this folder about?

    `_folder` is the one that is chosen, `_rows` are those that are shown: until topics are found they may be another's.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._rows: TopicsRows | None = None
        self._folder = b""
        self._task: Task[TopicsRows] | None = None
        self._folders_known = -1
        self.side = Side(shell.theme)
        self.tree, self.since, self.folder = self.side.tree, self.side.since, self.side.folder
        self._card = MapCard(shell.theme)
        self.map, self.sure = self._card.map, self._card.sure
        self.details = Details(shell.theme)
        self.shaping = Shaping(shell, self.side, self._shown_rows, self)
        self.working = Working(
            shell.theme,
            "topics",
            say("What are your files about?"),
            say("Inkling sorts the files of a folder into topics and names them. It only looks; no file is moved."),
            say("Find topics"),
        )
        self._connect()
        self._lay_out()

    def take_focus(self) -> None:
        """Put the keyboard on the list, or on the button that begins; show what was found before, if anything was."""
        if self._shown_rows() is None:
            self.working.begin_button.setFocus()
        else:
            self.tree.setFocus()
        if self.since.is_behind:
            kept = partial(self._shell.errands.kept_topics, self._folder)
            self._shell.bridge.ask("kept", self, kept, done=self._show_kept)

    def show_status(self, status: StatusRow) -> None:
        """Know the folders that can be chosen."""
        self.working.allow(begin=status.searchable > 0)
        self.since.tell(status.generation)
        if status.folders != self._folders_known:
            self._folders_known = status.folders
            errands = self._shell.errands
            self._shell.bridge.ask("folders", self, errands.folders, done=self._show_folders)

    def begin(self) -> None:
        """Find the topics of the chosen folder."""
        if self.shaping.is_busy:
            return
        self._call_off()
        self.working.work(say("Sorting files into topics…"))
        self._show_state(found=False)
        self._task = task = self._shell.bridge.ask(
            LANE,
            self,
            partial(self._shell.errands.topics, self._folder, 0),
            done=lambda rows: self._end_look(task, partial(self._found, rows)),
            failed=lambda why: self._end_look(task, partial(self.working.fail, why)),
            cancelled=lambda: self._end_look(task, self._stop),
            told=self.working.progress,
        )

    def rename(self) -> None:
        """Rename the chosen topic in the list."""
        if self._shown_rows() is not None and self.shaping.chosen() is not None:
            self.tree.setFocus()
            self.tree.edit_name()

    def export(self) -> None:
        """Ask where to write the topics or their map."""
        if self._shown_rows() is not None:
            ask_where(self, FORMS, self._export_to)

    def _connect(self) -> None:
        self.working.begun.connect(self.begin)
        self.working.stopped.connect(lambda: self._shell.bridge.call_off(self._task) if self._task else None)
        self.side.folder_chosen.connect(self._choose_folder)
        self.side.looked_again.connect(self.begin)
        self.side.asked_for_topic.connect(self.shaping.ask_for_topics)
        self.side.exported.connect(self.export)
        self.shaping.shaped.connect(lambda rows, stays: self._found(rows, keep_view=stays))
        self.shaping.refused.connect(self._refuse)
        self.shaping.is_working.connect(lambda on: self._allow_changes(allow=not on))
        self._card.sure_changed.connect(self._set_sure)
        self.tree.chosen.connect(self._choose)
        self.tree.renamed.connect(self.shaping.rename)
        self.map.topic_chosen.connect(self.tree.choose)
        self.map.caught.connect(self._catch)
        self.map.opened.connect(self._open_point)
        self.details.opened.connect(lambda path: self._shell.wishes.open_file.emit(path, 0))
        self.details.searched.connect(self._search_in)
        self.details.renamed.connect(self.rename)
        self.details.pinned.connect(self.shaping.pin)
        self.details.split.connect(self.shaping.split)
        self.details.merged.connect(self.shaping.merge)

    def _lay_out(self) -> None:
        """Put the parts together from the outside inwards: what is put in later is fitted with its style again."""
        px = self._shell.theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        splitter, self._body, beside = QSplitter(Qt.Orientation.Horizontal), QStackedWidget(), Panes()
        outer.addWidget(splitter)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.side)
        splitter.addWidget(self._body)
        self._body.addWidget(self.working)
        self._body.addWidget(beside)
        beside.addWidget(self._card)
        beside.addWidget(self.details)
        self.details.setMinimumWidth(px(240))
        beside.setSizes([px(550), px(360)])
        beside.setStretchFactor(0, 1)
        splitter.setSizes([px(250), px(910)])
        splitter.setStretchFactor(1, 1)
        self._show_state(found=False)

    # ------------------------------------------------------------------------------------------------ what is found

    def _shown_rows(self) -> TopicsRows | None:
        """Return the topics that are on the screen; while others are looked for there are none."""
        return self._rows if self._body.currentIndex() == 1 else None

    def _show_state(self, *, found: bool) -> None:
        self._body.setCurrentIndex(int(found))
        self.side.show_found(found=found)

    def _call_off(self) -> None:
        """Stop looking; what comes of it is not waited for."""
        if self._task is not None:
            self._shell.bridge.call_off(self._task)
            self._task = None

    def _end_look(self, task: Task[TopicsRows], then: Callable[[], object]) -> None:
        if self._task is task:
            self._task = None
            then()

    def _stop(self) -> None:
        """Show what was shown before, and let the choice say so."""
        self.working.rest()
        if self._rows is not None:
            self._folder = self._rows.folder
            self.side.choose(self._folder)
            self._show_rows(self._rows, keep_view=True)

    def _show_kept(self, rows: TopicsRows | None) -> None:
        if rows is None or rows.folder != self._folder or self.working.is_busy:
            return
        if self.since.is_newer(rows.generation):
            self._found(rows)

    def _found(self, rows: TopicsRows, *, keep_view: bool = False) -> None:
        self._task = None
        self._rows = rows
        self.working.rest()
        self.side.underway.rest()
        self.since.found(rows.generation)
        self._show_rows(rows, keep_view=keep_view)
        upper = sum(topic.parent is None for topic in rows.topics)
        announce(self, say("%n topic(s)", n=upper) if upper else say("Too few files for topics"))
        if self.isVisible():
            (self.tree if rows.topics else self.folder).setFocus()

    def _show_rows(self, rows: TopicsRows, *, keep_view: bool) -> None:
        if not rows.topics:
            self.working.nothing(
                say("Too few files for topics"), say("A folder needs at least five files that can be read.")
            )
        self._show_state(found=bool(rows.topics))
        if rows.topics:
            self.tree.show_topics(rows.topics, self._card.least)
            self.map.show_rows(rows, keep_view=keep_view)
            self._show_count()
            self._choose(self.tree.topics())

    # ---------------------------------------------------------------------------------------------------- one topic

    def _choose(self, topics: tuple[TopicRow, ...]) -> None:
        if self._rows is None:
            return
        meant = {topic.id for topic in topics}
        self.map.bring_out(frozenset(meant | {t.id for t in self._rows.topics if t.parent in meant}))
        if len(topics) == 1:
            self.details.show_topic(topics[0])
        elif topics:
            self.details.show_several(topics)
        elif self.tree.is_unsorted_chosen:
            self._show_files(say("Unsorted"), unsorted_of(self._rows.topics, self._card.least))
        else:
            self.details.show_folder(self._rows)

    def _show_files(self, title: str, members: tuple[MemberRow, ...]) -> None:
        told = say("These files are less typical of any topic than the slider asks for.")
        self.details.show_files(title, told, title, members)

    def _set_sure(self, least: float) -> None:
        self.map.set_least(least)
        self.tree.set_least(least)
        self._show_count()

    def _show_count(self) -> None:
        if self._rows is not None:
            upper = [topic for topic in self._rows.topics if topic.parent is None]
            sure = sum(sure_of(topic, self._card.least) for topic in upper)
            self._card.show_count(sure, sum(topic.count for topic in upper))

    def _catch(self, points: tuple[PointRow, ...]) -> None:
        members = self._members()
        caught = tuple(members[point.document] for point in points if point.document in members)
        if caught:
            title = say("%n file(s) within the line", n=len(caught))
            self.details.show_files(title, "", title, caught)

    def _open_point(self, point: PointRow) -> None:
        found = self._members().get(point.document)
        if found is not None:
            self._shell.wishes.open_file.emit(found.path, 0)

    def _members(self) -> dict[int, MemberRow]:
        topics = self._rows.topics if self._rows is not None else ()
        return {member.document: member for topic in topics for member in topic.members}

    def _search_in(self, name: str, members: tuple[MemberRow, ...]) -> None:
        self._shell.wishes.search_within.emit(name, tuple(member.document for member in members))

    # -------------------------------------------------------------------------------------------------- the folder

    def _show_folders(self, folders: tuple[FolderRow, ...]) -> None:
        if not self.side.show_folders(folders, self._folder):  # it was forgotten, and its topics with it
            self._rows = None
            self.since.found(-1)
            self._choose_folder(b"")

    def _choose_folder(self, folder: bytes) -> None:
        """Show what was found in a folder before; else look, where topics are on the screen already."""
        self._folder = folder
        self._call_off()
        self._shell.bridge.ask(
            "kept",
            self,
            partial(self._shell.errands.kept_topics, folder),
            done=partial(self._come_to, folder),
            failed=self._fail_to_come,
        )

    def _come_to(self, folder: bytes, rows: TopicsRows | None) -> None:
        if folder != self._folder:
            return
        if rows is not None:
            self._found(rows)
        elif self._rows is not None:
            self.begin()
        else:
            self.working.rest()
            self._show_state(found=False)

    def _fail_to_come(self, why: str) -> None:
        self.working.fail(why)
        self._show_state(found=False)

    # ------------------------------------------------------------------------------------------------------- changes

    def _allow_changes(self, *, allow: bool) -> None:
        self.side.allow_changes(allow=allow)
        self.details.allow_changes(allow=allow)

    def _refuse(self, why: str) -> None:
        """Show the topics as they still are."""
        if self._rows is not None:
            self.tree.show_topics(self._rows.topics, self._card.least)
            self._choose(self.tree.topics())
        if why:
            announce(self, why)

    def _export_to(self, path: str) -> None:
        rows, wishes = self._shown_rows(), self._shell.wishes
        if rows is not None:
            self._shell.bridge.ask(
                LANE,
                self,
                export_errand(self._shell, rows.folder, self.map, path),
                done=lambda _none: wishes.say.emit(say("Exported.")),
                failed=wishes.say.emit,
            )
