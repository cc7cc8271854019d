"""How do topics leave the window? As a table, or as a picture of the map; the engine writes both."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from inkling.gui.bridge import Errand
from inkling.gui.shell import Shell
from inkling.gui.topics.mapview import MapView
from inkling.present.drawing import svg_of

FORMS = ("csv", "json", "png", "svg")


def export_errand(shell: Shell, folder: bytes, view: MapView, path: str) -> Errand[None]:
    """Return the errand that writes the topics of a folder, or the map as it is now, in the form that the name says."""
    errands, form = shell.errands, path.lower().rpartition(".")[2]
    if form == "svg":
        drawing = view.drawing()
        return lambda cancel, tell: errands.save_map(path, svg_of(drawing()).encode(), cancel, tell)
    if form == "png":
        picture = view.picture()
        return lambda cancel, tell: errands.save_map(path, _png(picture()), cancel, tell)
    return partial(errands.export_topics, folder, path)


def _png(picture: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub has bytes for the format, Qt takes both
    return bytes(data.data())
