"""The left column of the page "Copies": the tiers with their counts, what the chosen one means, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from inkling.gui.pieces import Button, clear, label, picture_button, scrolled
from inkling.gui.strings import number, say
from inkling.gui.theme import Theme
from inkling.gui.words import tier_meaning, tier_name
from inkling.gui.working import Since
from inkling.present.copyrows import CopiesRows

_TIERS = ("identical_bytes", "identical_text", "near_copy", "same_form", "reworked")


class Side(QWidget):
    """Which groups are listed?

    Args:
        theme: how it looks.
        actions: for each the name of its picture, its words, and what it does.
    """

    tier_chosen = Signal(str)

    def __init__(self, theme: Theme, actions: Iterable[tuple[str, str, Callable[[], object]]]) -> None:
        super().__init__()
        self._theme, px = theme, theme.px
        self.tier = ""
        self.since = Since()
        self._meant = label("", "caption", wrap=True)
        self._meant.setContentsMargins(px(8), 0, px(8), 0)
        self._tiers = QVBoxLayout()
        self._tiers.setSpacing(px(2))
        self.setFixedWidth(px(236))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._tiers)
        column.addSpacing(px(12))
        column.addWidget(self._meant)
        column.addStretch(1)
        left = QVBoxLayout(self)
        left.setContentsMargins(px(16), px(20), px(8), px(16))
        left.addWidget(label(say("Copies"), "title"))
        left.addSpacing(px(12))
        left.addWidget(scrolled(inside), 1)
        self.since.setContentsMargins(px(8), 0, px(8), px(4))
        left.addWidget(self.since)
        for picture, words, run in actions:
            left.addWidget(picture_button(theme, picture, words, run), 0, Qt.AlignmentFlag.AlignLeft)

    def show_tiers(self, rows: CopiesRows) -> None:
        """Show how many groups each tier has; the chosen one stays chosen as long as it has any."""
        clear(self._tiers)
        self.tier = self.tier if rows.count(self.tier) else ""
        group = QButtonGroup(self)
        names = [("", say("All groups"), len(rows.groups))]
        names += [(tier, tier_name(tier), rows.count(tier)) for tier in _TIERS]
        for tier, name, count in names:
            made = self._button(tier, name, count)
            group.addButton(made)
            self._tiers.addWidget(made)
        self._meant.setText(tier_meaning(self.tier))

    def choose(self, tier: str) -> None:
        """List a tier, or all groups."""
        self.tier = tier
        for made in self.findChildren(Button, "tier"):
            made.setChecked(made.property("tier") == tier)
        self._meant.setText(tier_meaning(tier))
        self.tier_chosen.emit(tier)

    def _button(self, tier: str, name: str, count: int) -> Button:
        made, px = Button(), self._theme.px
        made.setObjectName("tier")
        made.setProperty("tier", tier)
        made.setCheckable(True)
        made.setChecked(tier == self.tier)
        made.setEnabled(count > 0)
        made.setAccessibleName(f"{name}, {count}")
        inside = QHBoxLayout(made)
        inside.setContentsMargins(px(8), 0, px(8), 0)
        words, told = label(name), label(number(count), "caption")
        for inner in (words, told):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(words, 1)
        inside.addWidget(told)
        made.clicked.connect(lambda _on=False: self.choose(tier))
        return made
