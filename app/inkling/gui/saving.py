"""Where is something written to, and in which form? The name's ending follows the form that is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from inkling.gui.strings import say


def ask_where(parent: QWidget, forms: tuple[str, ...], chosen: Callable[[str], object]) -> QFileDialog:
    """Ask for a file; a name without an ending gets that of the form that is chosen, the first of them by default."""
    endings = {f"{form.upper()} (*.{form})": form for form in forms}
    dialog = QFileDialog(parent, say("Export…"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(endings))
    dialog.setDefaultSuffix(forms[0])
    dialog.filterSelected.connect(lambda shown: dialog.setDefaultSuffix(endings.get(shown, forms[0])))
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog
