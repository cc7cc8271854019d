"""The map with what belongs to it: how sure files have to be, closer and farther, drawing around files."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from inkling.gui.pieces import Elided, icon_button, label, line, row
from inkling.gui.strings import number, say
from inkling.gui.theme import Theme
from inkling.gui.topics.mapview import MapView


class MapCard(QWidget):
    """A card with the map in it. Emits from how sure on a file counts, as a share."""

    sure_changed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self.map = MapView(theme)
        self.sure = QSlider(Qt.Orientation.Horizontal)
        self.sure.setRange(0, 90)
        self.sure.setMinimumWidth(px(48))
        self.sure.setAccessibleName(say("How sure"))
        self.sure.setToolTip(say("Files less typical than this fade to Unsorted."))
        self.sure.valueChanged.connect(lambda value: self.sure_changed.emit(value / 100))
        self._count = Elided("", "caption")
        lasso = icon_button(
            theme,
            "lasso",
            say("Draw around files (Shift and drag). The list tells the same."),
            lambda: None,
        )
        lasso.setCheckable(True)
        lasso.toggled.connect(lambda on: setattr(self.map, "lasso_mode", on))
        how_sure = row(
            label(say("All files"), "caption"), self.sure, label(say("Only the surest"), "caption"), spacing=px(8)
        )
        how_sure.setStretch(1, 1)
        tools = row(
            self._count,
            icon_button(theme, "minus", say("Smaller"), lambda: self.map.zoom(1 / 1.4)),
            icon_button(theme, "plus", say("Larger"), lambda: self.map.zoom(1.4)),
            icon_button(theme, "fit", say("Show everything"), self.map.fit, "0"),
            lasso,
            spacing=px(6),
        )
        tools.setStretch(0, 1)
        how_sure.setContentsMargins(px(12), px(6), px(12), 0)
        tools.setContentsMargins(px(12), 0, px(8), px(4))
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.map, 1)
        inside.addWidget(line())
        inside.addLayout(how_sure)
        inside.addLayout(tools)
        self.setMinimumWidth(px(300))
        around = QHBoxLayout(self)
        around.setContentsMargins(px(12), px(16), px(12), px(12))
        around.addWidget(card)

    @property
    def least(self) -> float:
        """From how sure on a file counts."""
        return self.sure.value() / 100

    def show_count(self, sure: int, total: int) -> None:
        """Say how many files are sure enough."""
        told = say("{sure} of {total} files are sure enough", sure=number(sure), total=number(total))
        self._count.say(told)
        self.sure.setAccessibleDescription(told)
