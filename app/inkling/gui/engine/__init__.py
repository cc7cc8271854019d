"""The real `Errands`: over `inkling.library.Library`, which opens with the first errand and follows its folders."""

from __future__ import annotations

from pathlib import Path

from inkling.courtesy import Courtesy
from inkling.gui.engine.copies import CopiesPart
from inkling.gui.engine.find import FindPart
from inkling.gui.engine.holdings import HoldingsPart
from inkling.gui.engine.opened import Opened
from inkling.gui.engine.topics import TopicsPart


class Engine(TopicsPart, FindPart, CopiesPart, HoldingsPart):
    """Everything that the window can ask; every method blocks and may be called from any thread but Qt's."""

    def __init__(self, data: Path, courtesy: Courtesy | None = None) -> None:
        super().__init__()
        self._opened = Opened(data, courtesy)

    def close(self) -> None:
        """Let the library go."""
        self._opened.close()
