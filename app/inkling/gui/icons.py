"""The pictures on buttons: our own line drawings, tinted with the theme's colours.

Each drawing is the inside of a 20 x 20 SVG; strokes take the colour that is asked for.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

_SHELL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="{colour}" '
    'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">{inside}</svg>'
)
_SHEET = '<path d="M5 2.8h6.6L15.5 6.7v10.5H5z"/><path d="M11.4 2.8v4.1h4.1"/>'

DRAWINGS = {
    "find": '<circle cx="8.7" cy="8.7" r="5.2"/><path d="M12.6 12.6 17 17"/>',
    "copies": '<rect x="6.8" y="6.8" width="10" height="10" rx="1.8"/><path d="M13.2 3.2H5A1.8 1.8 0 0 0 3.2 5v8.2"/>',
    "topics": '<circle cx="6" cy="6.5" r="2.7"/><circle cx="14.2" cy="7.8" r="1.9"/>'
    '<circle cx="9.8" cy="14.2" r="2.3"/><circle cx="4.3" cy="13.6" r=".7"/>'
    '<circle cx="15.3" cy="13.3" r=".7"/>',
    "library": '<path d="M3.5 3.5h3v13h-3zM8 3.5h3v13H8z"/><path d="m12.7 4.3 2.8-.8 3 12.3-2.8.8z"/>',
    "settings": '<path d="M3 6h8M15 6h2M3 14h2M9 14h8"/><circle cx="13" cy="6" r="2"/><circle cx="7" cy="14" r="2"/>',
    "help": '<circle cx="10" cy="10" r="7"/><path d="M7.9 8a2.1 2.1 0 1 1 3.2 1.8c-.8.5-1.1.9-1.1 1.7"/>'
    '<path d="M10 14v.1"/>',
    "close": '<path d="m5.5 5.5 9 9M14.5 5.5l-9 9"/>',
    "plus": '<path d="M10 4.5v11M4.5 10h11"/>',
    "minus": '<path d="M4.5 10h11"/>',
    "check": '<path d="m4.5 10.5 3.7 3.7 7.3-8.2"/>',
    "next": '<path d="m7.5 4.5 5.5 5.5-5.5 5.5"/>',
    "previous": '<path d="M12.5 4.5 7 10l5.5 5.5"/>',
    "down": '<path d="m4.5 7.5 5.5 5.5 5.5-5.5"/>',
    "up": '<path d="m4.5 12.5 5.5-5.5 5.5 5.5"/>',
    "folder": '<path d="M2.8 5.2c0-.7.5-1.2 1.2-1.2h3.6l1.9 2.2H16c.7 0 1.2.5 1.2 1.2v7.4c0 .7-.5 1.2-1.2 1.2H4'
    'c-.7 0-1.2-.5-1.2-1.2z"/>',
    "open": '<path d="M11.5 3.5h5v5M16.2 3.8 9.5 10.5"/><path d="M8.5 4.5H4.8c-.7 0-1.3.6-1.3 1.3v9.4c0 .7.6 1.3 '
    '1.3 1.3h9.4c.7 0 1.3-.6 1.3-1.3v-3.7"/>',
    "pause": '<path d="M7 4.5v11M13 4.5v11"/>',
    "play": '<path d="M6.5 4.2v11.6L15.5 10z"/>',
    "trash": '<path d="M3.5 5.5h13M8 5.3V3.5h4v1.8M5 5.7l.8 10.8h8.4L15 5.7M8.5 8.5v5M11.5 8.5v5"/>',
    "undo": '<path d="M7 4 3.5 7.5 7 11"/><path d="M3.8 7.5h7.7a4.5 4.5 0 0 1 0 9H7"/>',
    "pin": '<path d="M7 3h6l-.8 5.5 2.3 2.5h-9l2.3-2.5zM10 11v6"/>',
    "star": '<path d="m10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.3l2.8 1.7"/>',
    "warning": '<path d="M10 3.3 17.5 16.5h-15z"/><path d="M10 8.3v4M10 14.3v.1"/>',
    "shield": '<path d="M10 2.8 16.5 5v4.8c0 3.7-2.7 6.3-6.5 7.6-3.8-1.3-6.5-3.9-6.5-7.6V5z"/>'
    '<path d="m7.2 10 2 2 3.6-4"/>',
    "menu": '<path d="M4 10v.1M10 10v.1M16 10v.1" stroke-width="2.2"/>',
    "export": '<path d="M10 12.5v-9M6.5 6.5 10 3l3.5 3.5"/><path d="M3.5 11.5v5h13v-5"/>',
    "refresh": '<path d="M16 6.5A6.8 6.8 0 0 0 3.3 9M4 13.5A6.8 6.8 0 0 0 16.7 11"/>'
    '<path d="M16.3 3v3.8h-3.8M3.7 17v-3.8h3.8"/>',
    "eye": '<path d="M2.3 10S5 4.8 10 4.8 17.7 10 17.7 10 15 15.2 10 15.2 2.3 10 2.3 10z"/>'
    '<circle cx="10" cy="10" r="2.3"/>',
    "lasso": '<path d="M3 8c0-2.5 3.1-4.5 7-4.5s7 2 7 4.5-3.1 4.5-7 4.5c-1.3 0-2.6-.2-3.6-.7" '
    'stroke-dasharray="2.6 2.2"/><circle cx="5" cy="13" r="1.7"/><path d="M5.6 14.7c.2 1-.2 1.9-1.1 2.3"/>',
    "sheet": _SHEET,
    "page": '<rect x="4.5" y="3" width="11" height="14" rx="1.3"/>'
    '<path d="M7.3 6.6h5.4M7.3 9h5.4M7.3 11.4h5.4M7.3 13.8h3"/>',
    "pdf": _SHEET + '<path d="M7.3 14.8c2.5-1.5 3.5-4 3.2-5.3-.8.7.4 3.5 2.7 4.1-2-.2-4.3.2-5.9 1.2z"/>',
    "text": _SHEET + '<path d="M7.3 9.8h5.9M7.3 12.1h5.9M7.3 14.4h3.6"/>',
    "table": _SHEET + '<path d="M7.3 9.8h5.9v4.9H7.3zM7.3 12.2h5.9M10.2 9.8v4.9"/>',
    "slides": '<path d="M2.8 4.5h14.4v9H2.8zM10 13.5v3M7 16.8h6"/><path d="M6 10.5 8.5 8l2 1.7L14 7"/>',
    "mail": '<rect x="2.8" y="4.5" width="14.4" height="11" rx="1.3"/><path d="m3.3 5.5 6.7 5.3 6.7-5.3"/>',
    "web": '<circle cx="10" cy="10" r="7"/><path d="M3.2 10h13.6M10 3c2 2 2.9 4.4 2.9 7S12 15 10 17"/>'
    '<path d="M10 3c-2 2-2.9 4.4-2.9 7S8 15 10 17"/>',
    "book": '<path d="M10 5.3C8.5 4 6 3.7 3 3.9v11.4c3-.2 5.5.2 7 1.4 1.5-1.2 4-1.6 7-1.4V3.9c-3-.2-5.5.1-7 1.4z'
    'M10 5.3v11.2"/>',
    "code": '<path d="m6.5 6-4 4 4 4M13.5 6l4 4-4 4M11.3 4.5 8.7 15.5"/>',
    "picture": '<rect x="2.8" y="4" width="14.4" height="12" rx="1.3"/><circle cx="7" cy="8" r="1.4"/>'
    '<path d="m3.2 14.5 4.3-4 3 2.7 2.5-2.2 4 3.8"/>',
    "archive": '<path d="M3 4h14v3.5H3zM4 7.5h12v9H4zM8 10.3h4"/>',
    "command": '<path d="m4 6 4 4-4 4M10.5 14.5H16"/>',
    "sidebar": '<rect x="2.8" y="4" width="14.4" height="12" rx="1.3"/><path d="M7.8 4v12"/>',
    "fit": '<path d="M3.5 7.3V3.5h3.8M12.7 3.5h3.8v3.8M16.5 12.7v3.8h-3.8M7.3 16.5H3.5v-3.8"/>'
    '<circle cx="10" cy="10" r="1.6"/>',
    "preview": '<rect x="2.8" y="4" width="14.4" height="12" rx="1.3"/><path d="M12.2 4v12"/>',
}

# The program's own picture: a drop of ink in which a lens looks at a line of text.
APP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
    '<rect x="2" y="2" width="60" height="60" rx="14" fill="#F6F5F2"/>'
    '<path d="M32 7c9 12 17 20.5 17 31a17 17 0 0 1-34 0c0-10.5 8-19 17-31z" fill="#2F5D8C"/>'
    '<circle cx="31" cy="38" r="8.5" fill="#FCE9B8"/>'
    '<path d="M27 36h8M27 40h5" stroke="#2F5D8C" stroke-width="2" stroke-linecap="round"/>'
    '<path d="m37.3 44.3 6.2 6.2" stroke="#F6F5F2" stroke-width="4" stroke-linecap="round"/></svg>\n'
)
# The same drop by itself, flush with the left edge, for the program's own pages.
_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="15 7 48 48">'
    '<path d="M32 7c9 12 17 20.5 17 31a17 17 0 0 1-34 0c0-10.5 8-19 17-31z" fill="{colour}"/>'
    '<circle cx="31" cy="38" r="8.5" fill="#FCE9B8"/>'
    '<path d="M27 36h8M27 40h5" stroke="#2F5D8C" stroke-width="2" stroke-linecap="round"/>'
    '<path d="m37.3 44.3 4.6 4.6" stroke="#FCE9B8" stroke-width="4" stroke-linecap="round"/></svg>'
)

_KINDS = {
    "pdf": "pdf", "docx": "text", "odt": "text", "rtf": "text", "doc": "text", "text": "text", "plain": "text",
    "markdown": "text", "log": "text", "latex": "text", "org": "text", "subtitles": "text", "txt": "text",
    "xlsx": "table", "xls": "table", "ods": "table", "csv": "table", "tsv": "table", "spreadsheet": "table",
    "pptx": "slides", "odp": "slides", "slides": "slides", "mail": "mail", "eml": "mail", "mbox": "mail", "msg": "mail",
    "html": "web", "epub": "book", "fb2": "book", "code": "code", "json": "code", "notebook": "code", "xml": "code",
    "md": "text", "tex": "text", "srt": "text", "ppt": "slides", "htm": "web", "ipynb": "code", "py": "code",
    "jpg": "picture", "jpeg": "picture", "png": "picture", "tif": "picture", "tiff": "picture",
    "image": "picture", "picture": "picture", "archive": "archive", "zip": "archive", "tar": "archive",
}  # fmt: skip


def kind_name(kind: str) -> str:
    """Return the name of the drawing for a kind of document."""
    return _KINDS.get(kind, "sheet")


def pixmap(name: str, colour: QColor | str, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return one picture in one colour, `size` logical pixels wide; drawn once, as that takes 2 ms."""
    told = colour.name() if isinstance(colour, QColor) else colour
    place = f"inkling {name} {told} {size} {ratio}"
    picture = QPixmap()
    if QPixmapCache.find(place, picture):
        return picture
    whole = {"app": APP, "mark": _MARK.format(colour=told)}
    svg = whole.get(name) or _SHELL.format(colour=told, inside=DRAWINGS[name])
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(place, picture)
    return picture


def icon(name: str, colour: QColor | str, size: int = 20) -> QIcon:
    """Return a picture as an icon for the usual screen densities."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


def app_icon() -> QIcon:
    """Return the program's own icon in the sizes that desktops ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("app", "", size))
    return made
