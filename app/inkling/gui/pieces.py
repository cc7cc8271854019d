"""The small parts that pages are made of: labels, icon buttons, links, lines, bars. Each with a name for readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inkling.gui import icons
from inkling.gui.strings import number, say
from inkling.gui.theme import Theme
from inkling.present.text import size_parts

_LEAST_PART = 2.0  # pixels: one file of many thousands is still to be seen in a bar
_GAP = 2.0  # pixels between two parts of a bar
_SHARP = 1e-5  # between two colours of a gradient that are not to run into each other


def announce(widget: QWidget, text: str) -> None:
    """Tell something to a screen reader that has just come onto the screen."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def order_focus(*stops: QWidget) -> None:
    """Let Tab go from one to the next. Widgets that come later stand last in Qt's own order, wherever they are."""
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label; text is always plain, so nothing in it can be loaded or followed."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setObjectName(role)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    return made


@dataclass(frozen=True, slots=True)
class TextLine:
    """How a text is drawn on one line.

    Attributes:
        font: its font.
        colour: the name of its colour.
        side: at which side it stands.
        mode: where it is shortened when it has no room.
    """

    font: QFont
    colour: str = "text"
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight

    def draw(self, painter: QPainter, theme: Theme, area: QRect, text: str) -> None:
        """Draw a text in the middle of the height, shortened to fit."""
        painter.setFont(self.font)
        painter.setPen(theme.color(self.colour))
        shown = QFontMetrics(self.font).elidedText(text, self.mode, area.width())
        painter.drawText(area, self.side | Qt.AlignmentFlag.AlignVCenter, shown)


class Elided(QLabel):
    """A label of one line that shortens itself in the middle instead of pushing its neighbours away."""

    def __init__(self, text: str = "", role: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._mode, self._full = mode, ""
        if role:
            self.setObjectName(role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self._full = text
        self.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Need no width at all."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Ask for the width of the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 4, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, self._mode, max(0, self.width()))
        self.setText(shown)
        self.setToolTip(plain_tip(self._full) if shown != self._full else "")


class Button(QPushButton):
    """A button that Return presses too: Qt leaves Return to the default button of a dialog, and a page has none."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text.replace("&", "&&"))  # in names it is a sign like others, not the mark of a key
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Return as by Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(QToolButton):
    """A button of a picture only, which Return presses as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be pressed by Return as by Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def icon_button(theme: Theme, name: str, what: str, run: Callable[[], object], keys: str = "") -> IconButton:
    """Make a button with a picture; `what` is its tooltip and its name for screen readers."""
    made = IconButton()
    made.setIcon(icons.icon(name, theme.tokens.secondary, theme.px(18)))
    made.setIconSize(QSize(theme.px(18), theme.px(18)))
    made.setAccessibleName(what)
    made.setToolTip(with_keys(what, keys))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda: run())  # noqa: PLW0108  # without the signal's argument
    return made


def picture_button(theme: Theme, picture: str, text: str, run: Callable[[], object]) -> Button:
    """Make a quiet button with a picture before its words."""
    made = button(text, run, "quiet")
    made.setIcon(icons.icon(picture, theme.tokens.secondary, theme.px(16)))
    made.setIconSize(QSize(theme.px(16), theme.px(16)))
    return made


def button(text: str, run: Callable[[], object], role: str = "", tip: str = "") -> Button:
    """Make a button that says what happens; `role` "primary" or "link" changes its look."""
    made = Button(text)
    if role:
        made.setObjectName(role)
    if tip:
        made.setToolTip(plain_tip(tip))
    made.clicked.connect(lambda: run())  # noqa: PLW0108  # without the signal's argument
    return made


def with_keys(what: str, keys: str) -> str:
    """Return a tooltip that ends with the keys, as the platform writes them."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return plain_tip(f"{what}  ({native})" if keys else what)


def line(*, vertical: bool = False) -> QFrame:
    """Make a hair line."""
    made = QFrame()
    made.setObjectName("vline" if vertical else "line")
    return made


def plain_tip(text: str) -> str:
    """Return a tooltip that shows a text as it is: Qt takes what looks like HTML for it, and loads its pictures."""
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>' if "<" in text else text


def row(*widgets: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """Lay widgets out in a row; a number is a gap, None takes the room that is left."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    _fill(made, widgets)
    return made


def column(*widgets: QWidget | int | None, spacing: int = 8) -> QVBoxLayout:
    """Lay widgets out in a column; a number is a gap, None takes the room that is left."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    _fill(made, widgets)
    return made


def _fill(layout: QHBoxLayout | QVBoxLayout, widgets: tuple[QWidget | int | None, ...]) -> None:
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        elif isinstance(widget, int):
            layout.addSpacing(widget)
        else:
            layout.addWidget(widget)


def clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.widget()
        if inner is not None:
            inner.hide()
            inner.deleteLater()
        elif isinstance(nested := item.layout(), (QHBoxLayout, QVBoxLayout)):
            clear(nested)


def scrolled(inside: QWidget) -> QScrollArea:
    """Put something into a column that scrolls where there is no room for all of it; it looks like its ground."""
    inside.setObjectName("plain")
    made = QScrollArea()
    made.setObjectName("plain")
    made.setWidget(inside)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def card(theme: Theme, padding: int = 16) -> tuple[QFrame, QVBoxLayout]:
    """Make a card and the column inside it."""
    frame = QFrame()
    frame.setObjectName("card")
    inside = QVBoxLayout(frame)
    pad = theme.px(padding)
    inside.setContentsMargins(pad, pad, pad, pad)
    inside.setSpacing(theme.px(8))
    return frame, inside


class Choice(QComboBox):
    """A combo box with an arrow of ours: a styled one would have none."""

    def __init__(self, theme: Theme, what: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(what)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then the arrow."""
        super().paintEvent(event)
        size = self._theme.px(12)
        colour = self._theme.color("secondary" if self.isEnabled() else "disabled")
        painter = QPainter(self)
        arrow = icons.pixmap("down", colour, size, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - size - self._theme.px(8), (self.height() - size) // 2, arrow)
        painter.end()


def draw_share(painter: QPainter, theme: Theme, bar: QRectF, share: float, colour: QColor) -> None:
    """Draw a thin bar with a share of it filled; what is there at all is seen."""
    painter.setPen(Qt.PenStyle.NoPen)
    round_by = bar.height() / 2
    filled = QRectF(bar)
    filled.setWidth(max(bar.height(), bar.width() * min(1.0, max(0.0, share))))
    for part, ink in ((bar, theme.color("line")), (filled, colour)):
        painter.setBrush(ink)
        painter.drawRoundedRect(part, round_by, round_by)


class Bar(QWidget):
    """A thin bar of one or more parts, each a share with the name of a token."""

    def __init__(self, theme: Theme, what: str, width: int = 0, height: int = 6) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[tuple[float, str], ...] = ()
        self.setAccessibleName(what)
        self.setFixedHeight(theme.px(height))
        if width:
            self.setFixedWidth(theme.px(width))

    def show_parts(self, *parts: tuple[float, str]) -> None:
        """Show shares of the whole, from the left."""
        self._parts = parts
        self.setAccessibleDescription(say("{share} %", share=number(100 * sum(share for share, _ in parts))))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the parts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        round_by = self.height() / 2
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(self.rect(), round_by, round_by)
        filled = [(max(_LEAST_PART, share * self.width()), name) for share, name in self._parts if share > 0]
        if filled:
            shape = self.rect().toRectF()
            shape.setWidth(min(shape.width(), max(shape.height(), sum(width for width, _ in filled))))
            painter.setBrush(self._stripes(filled, shape.width()))
            painter.drawRoundedRect(shape, round_by, round_by)
        painter.end()

    def _stripes(self, filled: list[tuple[float, str]], across: float) -> QLinearGradient:
        """Return the colours one beside the other: parts drawn each by itself would leave notches between them."""
        made = QLinearGradient(0, 0, across, 0)
        whole, at = sum(width for width, _ in filled), 0.0
        for width, name in filled:
            if at:  # two colours that are alike in lightness do not meet
                made.setColorAt(min(1.0, at + _SHARP), self._theme.color("line"))
                at = min(1.0, at + _GAP / across)
                made.setColorAt(at, self._theme.color("line"))
            made.setColorAt(min(1.0, at + _SHARP if at else 0.0), self._theme.color(name))
            at += width / whole * (1 - _GAP * (len(filled) - 1) / across)
            made.setColorAt(min(1.0, at), self._theme.color(name))
        return made


def size_text(size: int) -> str:
    """Say a size for people."""
    value, unit = size_parts(size)
    return f"{number(value, 1 if value < 10 and unit != 'B' else 0)} {unit}"
