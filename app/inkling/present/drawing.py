"""A map of topics as an SVG: circles, diamonds and text, so that other programs can change every one of them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape  # `xml.sax` would load what talks to the network

_SEEN_THROUGH = "0.66"  # how opaque the names are that are not meant
_LINE = 3  # pixels of the line below a name
_HALO = 4  # how wide the pen is that draws the ground around letters


@dataclass(frozen=True, slots=True)
class DrawnDot:
    """One file."""

    x: float
    y: float
    radius: float
    fill: str
    rim: str
    is_diamond: bool = False


@dataclass(frozen=True, slots=True)
class DrawnName:
    """The name of a topic: where its letters stand, and the line below them."""

    text: str
    x: float
    y: float
    width: float
    line_y: float
    colour: str
    is_bold: bool = False
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map with its size and colours."""

    width: int
    height: int
    ground: str
    text: str
    font: str
    font_size: int
    dots: tuple[DrawnDot, ...] = ()
    names: tuple[DrawnName, ...] = ()


def svg_of(drawing: MapDrawing) -> str:
    """Return the map as the text of an SVG file."""
    size = f'width="{drawing.width}" height="{drawing.height}"'
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    lines.append(f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {drawing.width} {drawing.height}">')
    lines.append(f'<rect {size} fill="{drawing.ground}"/>')
    lines += map(_dot, drawing.dots)
    family = escape(f"{drawing.font}, sans-serif")
    lines.append(f'<g font-family="{family}" font-size="{drawing.font_size}" fill="{drawing.text}">')
    lines += (_name(name, drawing.ground) for name in drawing.names)
    lines += ["</g>", "</svg>", ""]
    return "\n".join(lines)


def _dot(dot: DrawnDot) -> str:
    look = f'fill="{dot.fill}" stroke="{dot.rim}"'
    if not dot.is_diamond:
        return f'<circle cx="{dot.x}" cy="{dot.y}" r="{dot.radius}" {look}/>'
    corners = ((0, -1), (1, 0), (0, 1), (-1, 0))
    points = " ".join(f"{dot.x + dot.radius * x:.1f},{dot.y + dot.radius * y:.1f}" for x, y in corners)
    return f'<polygon points="{points}" {look}/>'


def _name(name: DrawnName, ground: str) -> str:
    """Return a name with its ground around the letters, and the line in its topic's colour.

    The ground is a text of its own: `paint-order` would say it in one, and not every program knows that.
    """
    weight = ' font-weight="600"' if name.is_bold else ""
    faint = f' opacity="{_SEEN_THROUGH}"' if name.is_faint else ""
    place = f'x="{name.x:.1f}" y="{name.y:.1f}"'
    text = f"{weight}>{escape(name.text)}</text>"
    halo = f'<text {place} fill="{ground}" stroke="{ground}" stroke-width="{_HALO}" stroke-linejoin="round"{text}'
    bar = f'<rect x="{name.x:.1f}" y="{name.line_y:.1f}" width="{name.width:.1f}" height="{_LINE}" rx="1.5"'
    return f'{halo}<g{faint}><text {place}{text}{bar} fill="{name.colour}"/></g>'
