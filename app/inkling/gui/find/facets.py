"""What the results have in common: type, folder, date, language, each with its count; a click narrows the search."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from inkling.gui.find.threshold import Threshold
from inkling.gui.pieces import Button, TextLine, button, clear, draw_share, label, line, plain_tip, row, scrolled
from inkling.gui.strings import number, say
from inkling.gui.theme import CAPTION, Theme
from inkling.gui.words import facet_label, group_name
from inkling.present.rows import FacetRow

_LINES_AT_FIRST = 5


class FacetButton(Button):
    """One value with its count at the right. Drawn as one: of widgets, those of a side bar take 10 ms to make."""

    def __init__(self, theme: Theme, facet: FacetRow, *, share: float = 0.0) -> None:
        super().__init__()
        self._theme, self._share = theme, share
        self._shown = facet_label(facet.group, facet.label)
        self._count = number(facet.count) + "+" * facet.is_least
        self.setObjectName("facet")
        self.setCheckable(True)
        self.setChecked(facet.is_on)
        told = say("{name}, at least %n result(s)", n=facet.count, name=self._shown)
        self.setAccessibleName(told if facet.is_least else say("{name}, %n result(s)", n=facet.count, name=self._shown))
        self.setToolTip(plain_tip(self._shown))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a button, then what stands on it."""
        super().paintEvent(event)
        px, caption = self._theme.px, self._theme.font(CAPTION)
        rest = self.rect().adjusted(px(8), 0, -px(8), 0)
        wide = max(QFontMetrics(caption).horizontalAdvance(self._count), px(24) if self._share else 0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = rest.adjusted(rest.width() - wide, 0, 0, 0)
        TextLine(caption, "secondary", Qt.AlignmentFlag.AlignRight).draw(painter, self._theme, count, self._count)
        rest.setRight(count.left() - px(8))
        if self._share:
            bar = QRectF(rest.right() - px(56), rest.center().y() - px(2), px(56), px(5))
            draw_share(painter, self._theme, bar, self._share, self._theme.color("edge"))
            rest.setRight(round(bar.left()) - px(8))
        TextLine(self._theme.font(bold=self.isChecked())).draw(painter, self._theme, rest, self._shown)
        painter.end()


class Facets(QFrame):
    """The side bar: facets above, the threshold at its foot."""

    narrowed = Signal(str, bool)  # a part of a query, and whether it is to be added or taken away

    def __init__(self, theme: Theme, threshold: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("side")
        self.threshold = Threshold(theme, threshold)
        self._buttons: list[QWidget] = []
        self._open: set[str] = set()
        self._shown: tuple[FacetRow, ...] = ()
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        self._lines.setSpacing(0)
        foot = QWidget()
        foot_layout = QVBoxLayout(foot)
        foot_layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        foot_layout.addWidget(self.threshold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolled(inside), 1)
        layout.addWidget(line())
        layout.addWidget(foot)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as one reads."""
        return (*self._buttons, self.threshold.view)

    def show_facets(self, facets: tuple[FacetRow, ...]) -> None:
        """Show what these results have in common."""
        if facets == self._shown:
            return
        self._shown = facets
        clear(self._lines)
        self._buttons.clear()
        for group, members in groupby(facets, key=lambda facet: facet.group):
            self._add_group(group, tuple(members))
        self._lines.addStretch(1)

    def _add_group(self, group: str, facets: tuple[FacetRow, ...]) -> None:
        theme = self._theme
        heading = label(group_name(group), "section")
        heading.setContentsMargins(theme.px(8), theme.px(8), 0, theme.px(4))
        self._lines.addWidget(heading)
        room = len(facets) if group in self._open else _LINES_AT_FIRST
        most = max(facet.count for facet in facets) if group == "date" and len(facets) > 1 else 0
        for facet in facets[:room]:
            made = FacetButton(theme, facet, share=facet.count / most if most else 0.0)
            made.clicked.connect(lambda is_on, part=facet.part: self.narrowed.emit(part, is_on))
            self._lines.addWidget(made)
            self._buttons.append(made)
        if len(facets) > room:
            more = button(say("%n more", n=len(facets) - room), lambda: self._open_group(group), "link")
            self._lines.addLayout(row(theme.px(8), more, None, spacing=0))
            self._buttons.append(more)
        self._lines.addSpacing(theme.px(8))

    def _open_group(self, group: str) -> None:
        self._open.add(group)
        facets, self._shown = self._shown, ()
        self.show_facets(facets)
