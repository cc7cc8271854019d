"""What does the window look like? Our own light and dark colours, spaces and type sizes, in one place.

Fusion with our own palettes, because the platform's dark mode cannot be set everywhere. Nothing else names a colour.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from inkling.gui.stylesheet import stylesheet


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours by their meaning; every pair that meets on the screen is tested for contrast."""

    window: str
    surface: str
    raised: str
    sunken: str
    text: str
    secondary: str
    disabled: str
    line: str
    edge: str  # the border of a control: 3 to 1 against what it stands on
    accent: str
    on_accent: str
    selected: str  # the ground of the selected row
    hover: str
    meaning: str  # the ground of words that carry the meaning
    words: str  # the underline of words that match literally
    strong: str
    likely: str
    weak: str
    insertion: str
    deletion: str
    moved: str
    warning: str
    error: str


LIGHT = Tokens(
    window="#F6F5F2",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#EEECE7",
    text="#1D1F21",
    secondary="#5B6066",
    disabled="#9AA0A6",
    line="#E2E0DB",
    edge="#8C8A84",
    accent="#2F5D8C",
    on_accent="#FFFFFF",
    selected="#E4ECF5",
    hover="#F1EFEA",
    meaning="#FCE9B8",
    words="#2F5D8C",
    strong="#2E7D5B",
    likely="#64861F",
    weak="#917660",
    insertion="#DDF3E4",
    deletion="#F9DEDC",
    moved="#E6E4F6",
    warning="#8A5C00",
    error="#B3261E",
)

DARK = Tokens(
    window="#191A1C",
    surface="#222427",
    raised="#2A2D31",
    sunken="#151618",
    text="#ECEDEE",
    secondary="#A9AFB6",
    disabled="#6E747B",
    line="#34383D",
    edge="#767C83",
    accent="#7FB0E0",
    on_accent="#10212F",
    selected="#2B3B4B",
    hover="#2A2C30",
    meaning="#5A4A1E",
    words="#7FB0E0",
    strong="#6CC49A",
    likely="#B5CC6A",
    weak="#C7AE98",
    insertion="#1E3B2B",
    deletion="#472524",
    moved="#2F2C48",
    warning="#E3B341",
    error="#F2B8B5",
)

# Twelve hues that stay apart for the colour-blind (Okabe-Ito widened by lightness), one set for each ground.
TOPIC_LIGHT = (
    "#0072B2", "#D55E00", "#009E73", "#AA3E7E", "#B08A00", "#3D9BCB",
    "#5D3A9B", "#7A4B1E", "#5B7F00", "#C1272D", "#33535C", "#7C7F86",
)  # fmt: skip
TOPIC_DARK = (
    "#56B4E9", "#F0894B", "#2FC79B", "#E08CBF", "#F0D34A", "#9AD5F5",
    "#B09AE8", "#C79A6B", "#A9CC4E", "#F2777C", "#86AEBA", "#B5B9C0",
)  # fmt: skip

# Which text stands on which ground; `tests/gui/test_theme.py` computes the contrast of each.
TEXT_PAIRS = (
    *((text, ground) for text in ("text", "secondary") for ground in ("window", "surface", "raised", "sunken")),
    *((text, ground) for text in ("text", "secondary") for ground in ("selected", "hover")),
    *(("text", ground) for ground in ("meaning", "insertion", "deletion", "moved")),
    *((text, ground) for text in ("accent", "warning", "error") for ground in ("window", "surface", "raised")),
    *(("accent", ground) for ground in ("sunken", "selected", "hover")),
    ("on_accent", "accent"),
)
SHAPE_PAIRS = (
    *((shape, ground) for shape in ("strong", "likely", "weak") for ground in ("window", "surface", "raised")),
    *((shape, ground) for shape in ("strong", "likely", "weak") for ground in ("selected", "hover", "line")),
    *((shape, ground) for shape in ("words", "accent") for ground in ("window", "surface", "raised", "sunken")),
    *(("words", ground) for ground in ("selected", "hover", "meaning", "insertion", "deletion", "moved")),
    *(("edge", ground) for ground in ("window", "surface", "raised")),
)

CAPTION, BODY, PASSAGE, QUERY, TITLE = 11, 13, 15, 20, 24
_NICE_FAMILIES = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Source Sans 3", "Noto Sans CJK SC")
_CJK_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "PingFang SC", "Microsoft YaHei")


class Theme:
    """The colours and sizes of one appearance; made anew when the person switches."""

    def __init__(self, *, dark: bool, scale: float = 1.0, families: tuple[str, ...] = ()) -> None:
        self.dark = dark
        self.tokens = DARK if dark else LIGHT
        self.topics = TOPIC_DARK if dark else TOPIC_LIGHT
        self.scale = scale
        self._families = families

    @classmethod
    def of(cls, appearance: str) -> Theme:
        """Make the theme that a setting asks for ("system", "light" or "dark") at the system's font size."""
        hint = QGuiApplication.styleHints().colorScheme()
        dark = appearance == "dark" or (appearance == "system" and hint == Qt.ColorScheme.Dark)
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        # Up to 13 pixels (10 points) is what desktops call 100 %; whoever chose larger text gets everything larger.
        # Pixels, because desktops that scale text leave the points alone and raise the dots per inch.
        scale = min(2.0, max(1.0, QFontInfo(system).pixelSize() / 13.0))
        return cls(dark=dark, scale=scale, families=_families(system.family()))

    def is_like(self, other: Theme) -> bool:
        """Whether it looks as another one does."""
        return (self.dark, self.scale, self._families) == (other.dark, other.scale, other._families)

    def px(self, size: float) -> int:
        """Return a length in logical pixels, grown with the system's text size."""
        return round(size * self.scale)

    def color(self, name: str) -> QColor:
        """Return the colour of a token."""
        return QColor(str(getattr(self.tokens, name)))

    def topic_color(self, ordinal: int) -> QColor:
        """Return the colour of a topic; the same topic has the same one in every run."""
        return QColor(self.topics[ordinal % len(self.topics)])

    def font(self, size: int = BODY, *, bold: bool = False) -> QFont:
        """Return the interface font at one of the five sizes."""
        font = QFont()
        if self._families:
            font.setFamilies(list(self._families))
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def apply(self, app: QApplication) -> None:
        """Give the whole application this appearance."""
        app.setStyle("Fusion")
        app.setPalette(self._palette())
        app.setFont(self.font())
        colours = {field.name: str(getattr(self.tokens, field.name)) for field in fields(Tokens)}
        app.setStyleSheet(stylesheet(colours, self.px, dark=self.dark))

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for target, name in (
            (role.Window, "window"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "hover"),
            (role.Text, "text"),
            (role.Button, "raised"),
            (role.ButtonText, "text"),
            (role.BrightText, "error"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "on_accent"),
            (role.Link, "accent"),
            (role.LinkVisited, "accent"),
            (role.ToolTipBase, "raised"),
            (role.ToolTipText, "text"),
            (role.PlaceholderText, "secondary"),
            (role.Mid, "line"),
            (role.Light, "raised"),
            (role.Accent, "accent"),
        ):
            palette.setColor(target, self.color(name))
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.color("disabled"))
        return palette


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _families(system: str) -> tuple[str, ...]:
    """Choose the system's own font, then one with simplified Chinese forms (the default may be Japanese)."""
    installed = set(QFontDatabase.families())
    first = system
    if system.startswith(("DejaVu", "Sans", "Bitstream")):  # Qt's last resort, when no desktop says anything
        first = next((family for family in _NICE_FAMILIES if family in installed), system)
    chinese = next((family for family in _CJK_FAMILIES if family in installed), "")
    return tuple(family for family in (first, chinese) if family)
