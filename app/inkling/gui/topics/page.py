"""The page "Topics": the list at the left, the map in the middle, the chosen topic at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QSlider,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inkling.gui.bridge import Task
from inkling.gui.panes import Panes
from inkling.gui.pieces import Choice, announce, icon_button, label, line, picture_button, row
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.gui.topics.details import Details
from inkling.gui.topics.mapview import MapView
from inkling.gui.topics.tree import TopicTree
from inkling.gui.working import Since, Working
from inkling.present.rows import FolderRow, PointRow, StatusRow, TopicRow, TopicsRows
from inkling.records import TopicId


class TopicsPage(QWidget):
    """What is this folder about?"""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._rows: TopicsRows | None = None
        self._folder = b""
        self._task: Task[TopicsRows] | None = None
        self._folders_known = -1
        self.since = Since()
        self.tree = TopicTree(shell.theme)
        self.map = MapView(shell.theme)
        self.details = Details(shell.theme)
        self.folder = Choice(shell.theme, say("Folder"))
        self.folder.addItem(say("The whole library"), b"")
        self.sure = QSlider(Qt.Orientation.Horizontal)
        self.sure.setRange(0, 90)
        self.sure.setMinimumWidth(shell.theme.px(72))
        self.sure.setAccessibleName(say("How sure"))
        self.sure.setToolTip(say("Files less typical than this fade to Unsorted."))
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
        if self._rows is None:
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
        self._body.setCurrentWidget(self.working)
        self.working.work(say("Sorting files into topics…"))
        self._task = self._shell.bridge.ask(
            "long",
            self,
            partial(self._shell.errands.topics, self._folder, 0),
            done=self._found,
            failed=self.working.fail,
            cancelled=self._rest,
            told=self.working.progress,
        )

    def _connect(self) -> None:
        self.working.begun.connect(self.begin)
        self.working.stopped.connect(lambda: self._task.cancel.cancel() if self._task else None)
        self.folder.activated.connect(self._choose_folder)
        self.sure.valueChanged.connect(self._set_sure)
        self.tree.chosen.connect(self._choose)
        self.tree.renamed.connect(lambda topic, name: self._change(partial(self._rename, TopicId(topic), name)))
        self.map.topic_chosen.connect(self.tree.choose)
        self.map.caught.connect(self._catch)
        self.map.opened.connect(self._open_point)
        self.details.opened.connect(lambda path: self._shell.wishes.open_file.emit(path, 0))
        self.details.searched.connect(self._search_in)
        self.details.renamed.connect(self.tree.edit_name)
        self.details.pinned.connect(lambda: self._with_one(self._shell.errands.pin_topic))
        self.details.split.connect(lambda: self._with_one(self._shell.errands.split_topic))
        self.details.merged.connect(self._merge)

    def _lay_out(self) -> None:
        theme, px = self._shell.theme, self._shell.theme.px
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(px(16), px(20), px(8), px(12))
        left.setSpacing(px(8))
        left.addWidget(label(say("Topics"), "title"))
        left.addWidget(self.folder)
        left.addWidget(self.tree, 1)
        left.addWidget(self.since)
        for picture, name, run in (
            ("plus", say("Ask for a topic…"), self._seed),
            ("refresh", say("Look again"), self.begin),
            ("export", say("Export…"), self._export),
        ):
            left.addWidget(picture_button(theme, picture, name, run), 0, Qt.AlignmentFlag.AlignLeft)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        beside = Panes(self._map_card(), self.details)
        beside.setSizes([px(550), px(360)])
        beside.setStretchFactor(0, 1)
        for widget in (side, beside):
            splitter.addWidget(widget)
        splitter.setSizes([px(250), px(910)])
        splitter.setStretchFactor(1, 1)
        self.details.setMinimumWidth(px(240))
        side.setMinimumWidth(px(200))
        self._body = QStackedWidget()
        self._body.addWidget(self.working)
        self._body.addWidget(splitter)
        self._splitter = splitter
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)

    def _map_card(self) -> QWidget:
        theme, px = self._shell.theme, self._shell.theme.px
        card = QFrame()
        card.setObjectName("card")
        lasso = icon_button(theme, "lasso", say("Draw around files (Shift and drag)"), lambda: None)
        lasso.setCheckable(True)
        lasso.toggled.connect(lambda on: setattr(self.map, "lasso_mode", on))
        tools = row(
            label(say("How sure"), "caption"),
            self.sure,
            icon_button(theme, "minus", say("Smaller"), lambda: self.map.zoom(1 / 1.4)),
            icon_button(theme, "plus", say("Larger"), lambda: self.map.zoom(1.4)),
            icon_button(theme, "eye", say("Show everything"), self.map.fit, "0"),
            lasso,
            spacing=px(6),
        )
        tools.setContentsMargins(px(12), px(4), px(8), px(4))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.map, 1)
        inside.addWidget(line())
        inside.addLayout(tools)
        frame = QWidget()
        frame.setMinimumWidth(px(300))
        around = QHBoxLayout(frame)
        around.setContentsMargins(px(12), px(16), px(12), px(12))
        around.addWidget(card)
        return frame

    def _rest(self) -> None:
        self.working.rest()
        if self._rows is not None and self._rows.topics:
            self._body.setCurrentWidget(self._splitter)

    def _show_kept(self, rows: TopicsRows | None) -> None:
        if rows is None or rows.folder != self._folder or self.working.is_busy:
            return
        if self.since.is_newer(rows.generation):
            self._found(rows)

    def _found(self, rows: TopicsRows) -> None:
        self._rows = rows
        self.working.rest()
        self.since.found(rows.generation)
        if not rows.topics:
            self.working.nothing(
                say("Too few files for topics"), say("A folder needs at least five files that can be read.")
            )
            self._body.setCurrentWidget(self.working)
            announce(self, say("Too few files for topics"))
            return
        self._body.setCurrentWidget(self._splitter)
        announce(self, say("%n topic(s)", n=len(rows.topics)))
        self.tree.show_topics(rows.topics, self.sure.value() / 100)
        self.map.show_rows(rows)
        self.details.show_folder(rows)
        if self.isVisible():
            self.tree.setFocus()

    def _choose(self, topics: tuple[TopicRow, ...]) -> None:
        if self._rows is None:
            return
        meant = {topic.id for topic in topics}
        self.map.bring_out(frozenset(meant | {t.id for t in self._rows.topics if t.parent in meant}))
        if len(topics) == 1:
            self.details.show_topic(topics[0])
        elif topics:
            self.details.show_several(topics)
        else:
            self.details.show_folder(self._rows)

    def _set_sure(self, value: int) -> None:
        if self._rows is not None:
            self.tree.show_topics(self._rows.topics, value / 100)
            self.map.set_least(value / 100)

    def _catch(self, points: tuple[PointRow, ...]) -> None:
        if self._rows is not None and points:
            self.details.show_caught(points, self._rows)

    def _open_point(self, point: PointRow) -> None:
        if self._rows is not None:
            members = (m for topic in self._rows.topics for m in topic.members)
            found = next((m for m in members if m.document == point.document), None)
            if found is not None:
                self._shell.wishes.open_file.emit(found.path, 0)

    def _search_in(self, topic: TopicRow) -> None:
        self._shell.wishes.search_within.emit(topic.name, tuple(member.document for member in topic.members))

    def _show_folders(self, folders: tuple[FolderRow, ...]) -> None:
        self.folder.clear()
        self.folder.addItem(say("The whole library"), b"")
        for folder in folders:
            self.folder.addItem(folder.display, folder.path)
        self.folder.setCurrentIndex(max(0, self.folder.findData(self._folder)))

    def _choose_folder(self, number: int) -> None:
        self._folder = bytes(self.folder.itemData(number))
        if self._rows is not None:
            self.begin()

    # ------------------------------------------------------------------------------------------------------- changes

    def _change(self, act: Callable[[], None]) -> None:
        """Carry out a change and show the topics as they are then."""
        self._shell.bridge.ask(
            "work",
            self,
            lambda _cancel, _tell: act(),
            done=lambda _none: self.begin(),
            failed=self._shell.wishes.say.emit,
        )

    def _rename(self, topic: TopicId, name: str) -> None:
        self._shell.errands.rename_topic(self._folder, topic, name)

    def _with_one(self, act: Callable[[bytes, TopicId], None]) -> None:
        topics = self.tree.topics()
        if topics:
            self._change(partial(act, self._folder, topics[0].id))

    def _merge(self) -> None:
        topics = tuple(topic.id for topic in self.tree.topics())
        if len(topics) > 1:
            self._change(partial(self._shell.errands.merge_topics, self._folder, topics))

    def _seed(self) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(say("Ask for a topic"))
        dialog.setLabelText(say("Names of topics to sort files into, with commas between them:"))
        dialog.textValueSelected.connect(self._seeded)
        dialog.open()

    def _seeded(self, text: str) -> None:
        names = tuple(name.strip() for name in text.replace("，", ",").replace("、", ",").split(",") if name.strip())
        if names:
            self._change(partial(self._shell.errands.seed_topics, self._folder, names))

    def _export(self) -> None:
        dialog = QFileDialog(self, say("Export…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)", "JSON (*.json)", "PNG (*.png)", "SVG (*.svg)"])
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self._export_to)
        dialog.open()

    def _export_to(self, path: str) -> None:
        wishes, errands, folder = self._shell.wishes, self._shell.errands, self._folder
        if path.lower().endswith((".png", ".svg")):
            wishes.say.emit(say("Exported.") if self.map.save(path) else say("The file could not be written."))
            return
        self._shell.bridge.ask(
            "work",
            self,
            lambda _cancel, _tell: errands.export_topics(folder, path),
            done=lambda _none: wishes.say.emit(say("Exported.")),
            failed=wishes.say.emit,
        )
