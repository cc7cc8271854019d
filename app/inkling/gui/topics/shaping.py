"""What a person does to the topics on the screen: rename, merge, split, pin, ask for new ones. One thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from inkling.gui.bridge import Errand, Task
from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.gui.topics.side import Side
from inkling.gui.topics.underway import Underway
from inkling.present.rows import TopicRow, TopicsRows
from inkling.records import TopicId

LANE = "topics"


class Shaping(QObject):
    """Changes the topics of the folder whose rows are shown, whatever is chosen meanwhile."""

    shaped = Signal(object, bool)  # the topics as they are now, and whether files lie on the map as before
    refused = Signal(str)
    is_working = Signal(bool)

    def __init__(self, shell: Shell, side: Side, rows: Callable[[], TopicsRows | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._side, self._page = shell, side, parent
        self._underway: Underway = side.underway
        self._rows = rows
        self._task: Task[TopicsRows] | None = None
        self._underway.stopped.connect(lambda: self._shell.bridge.call_off(self._task) if self._task else None)

    @property
    def is_busy(self) -> bool:
        """Whether a change is under way."""
        return self._task is not None

    def rename(self, topic: int, name: str) -> None:
        """Give a topic another name."""
        errands = self._shell.errands
        self._change("", lambda folder: partial(errands.rename_topic, folder, TopicId(topic), name))

    def merge(self) -> None:
        """Make one topic of those that are chosen."""
        chosen = tuple(topic.id for topic in self._side.tree.topics())
        if len(chosen) < 2:
            self._shell.wishes.say.emit(say("Choose two or more topics first."))
            return
        errands = self._shell.errands
        self._change(say("Making one topic of several…"), lambda folder: partial(errands.merge_topics, folder, chosen))

    def split(self) -> None:
        """Make two topics of the chosen one."""
        topic, errands = self.chosen(), self._shell.errands
        if topic is not None:
            self._change(say("Splitting a topic…"), lambda folder: partial(errands.split_topic, folder, topic.id))

    def pin(self) -> None:
        """Keep the chosen topic as it is, or let it go again."""
        topic, errands = self.chosen(), self._shell.errands
        if topic is not None:
            self._change("", lambda folder: partial(errands.pin_topic, folder, topic.id))

    def ask_for_topics(self) -> None:
        """Ask which topics are missing."""
        if self._rows() is None or self.is_busy:
            return
        dialog = QInputDialog(self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(say("Ask for a topic"))
        dialog.setLabelText(say("Names of topics to sort files into, with commas between them:"))
        dialog.textValueSelected.connect(self._seed)
        dialog.open()

    def chosen(self) -> TopicRow | None:
        """Return the one chosen topic; say so where there is none."""
        topics = self._side.tree.topics()
        if len(topics) != 1:
            self._shell.wishes.say.emit(say("Choose one topic first."))
            return None
        return topics[0]

    def _seed(self, text: str) -> None:
        names = tuple(name.strip() for name in text.replace("，", ",").replace("、", ",").split(",") if name.strip())
        errands = self._shell.errands
        if names:
            self._change(
                say("Sorting files into topics…"),
                lambda folder: partial(errands.seed_topics, folder, names),
                stays=False,
            )

    def _change(self, what: str, errand_for: Callable[[bytes], Errand[TopicsRows]], *, stays: bool = True) -> None:
        """Carry out a change; what takes a while says what it is and can be stopped."""
        rows = self._rows()
        if rows is None or self.is_busy:
            return
        if what:
            self._underway.work(what)
        self.is_working.emit(True)
        self._task = self._shell.bridge.ask(
            LANE,
            self,
            errand_for(rows.folder),
            done=partial(self._end, stays),
            failed=self._fail,
            cancelled=partial(self._fail, ""),
            told=self._underway.progress,
        )

    def _end(self, stays: bool, rows: TopicsRows) -> None:  # noqa: FBT001  # it goes on into a signal
        self._rest("")
        self.shaped.emit(rows, stays)

    def _fail(self, why: str) -> None:
        """Say why, and have the topics shown as they are: nothing was changed."""
        self._rest(why)
        self.refused.emit(why)

    def _rest(self, trouble: str) -> None:
        self._task = None
        self._underway.rest(trouble)
        self.is_working.emit(False)
