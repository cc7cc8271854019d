"""Where the groups are written to, and as what: the name's ending follows the kind that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from inkling.gui.shell import Shell
from inkling.gui.strings import say
from inkling.present.copyrows import GroupRow

_KINDS = {"CSV (*.csv)": "csv", "JSON (*.json)": "json"}


class SaveGroups(QFileDialog):
    """Asks for a file and writes the groups to it."""

    def __init__(self, shell: Shell, groups: tuple[GroupRow, ...], parent: QWidget) -> None:
        super().__init__(parent, say("Export…"))
        self._shell, self._groups, self._page = shell, groups, parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilters(list(_KINDS))
        self.setDefaultSuffix("csv")
        self.filterSelected.connect(lambda kind: self.setDefaultSuffix(_KINDS[kind]))
        self.fileSelected.connect(self._write)

    def _write(self, path: str) -> None:
        wishes = self._shell.wishes
        self._shell.bridge.ask(
            "work",
            self._page,  # which is there when this dialog is gone
            partial(self._shell.errands.export_copies, path, self._groups),
            done=lambda _none: wishes.say.emit(say("Exported.")),
            failed=wishes.say.emit,
        )
