"""What every page is given: the theme, the bridge, the errands, and how to say what it wants to the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from inkling.gui.bridge import Bridge
from inkling.gui.errands import Errands
from inkling.gui.opener import Opener
from inkling.gui.theme import Theme
from inkling.settings import Settings


class Wishes(QObject):
    """What pages want of the window or of each other; nobody calls another page directly."""

    search = Signal(str)  # go to Find with this query
    search_within = Signal(str, object)  # a name, and the documents to search in
    page = Signal(str)  # show a page: "find", "copies", "topics", "library"
    add_folder = Signal()
    pause = Signal(bool)  # stop reading, or go on
    say = Signal(str)  # a short sentence for the status bar, announced to screen readers
    open_file = Signal(bytes, int)
    show_file = Signal(bytes)
    copies_of = Signal(int)
    changed = Signal()  # the library holds something else now
    settings = Signal(object)  # new Settings


@dataclass(slots=True)
class Shell:
    """The one value that pages share."""

    theme: Theme
    bridge: Bridge
    errands: Errands
    opener: Opener
    settings: Settings
    wishes: Wishes
