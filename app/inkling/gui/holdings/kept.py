"""Rows that stay under the hand: what a list shows anew every second, it shows in the rows that it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

Key = TypeVar("Key")
Row = TypeVar("Row", bound=QWidget)


class KeptRows(Generic[Key, Row]):
    """The rows of a layout by what they stand for. A row is made once, and goes when what it stands for goes."""

    def __init__(self, layout: QVBoxLayout, make: Callable[[Key], Row]) -> None:
        self._layout, self._make = layout, make
        self._rows: dict[Key, Row] = {}

    def of(self, keys: Sequence[Key]) -> list[Row]:
        """Return a row for each of these, in this order on the screen; a row that stays keeps keyboard and press."""
        for key in [known for known in self._rows if known not in keys]:
            row = self._rows.pop(key)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at, key in enumerate(keys):
            if key not in self._rows:
                self._rows[key] = self._make(key)
                self._layout.insertWidget(at, self._rows[key])
            elif self._layout.indexOf(self._rows[key]) != at:
                self._layout.removeWidget(self._rows[key])
                self._layout.insertWidget(at, self._rows[key])
        return [self._rows[key] for key in keys]
