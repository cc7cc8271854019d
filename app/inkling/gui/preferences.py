"""The settings, made from their declarations: a new option appears here by being declared."""

from __future__ import annotations

from dataclasses import Field, fields

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inkling.gui.pieces import Choice, button, column, label, line, plain_tip, row
from inkling.gui.shell import Shell
from inkling.gui.strings import LANGUAGES, say
from inkling.gui.words import band_name
from inkling.present.rows import ModelRow
from inkling.settings import Settings, changed

_MOST_THREADS = 64


class Preferences(QDialog):
    """Each choice works at once; there is nothing to confirm."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        px = shell.theme.px
        self.setWindowTitle(say("Settings"))
        self.resize(px(620), px(600))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(10))
        grid.setContentsMargins(0, px(4), px(12), 0)
        self.inputs: dict[str, QWidget] = {}
        for number, option in enumerate(fields(Settings)):
            name, help_ = say(option.metadata["label"]), say(option.metadata["help"])
            made = self._input(option, getattr(shell.settings, option.name))
            if isinstance(made, QComboBox):
                made.setMinimumWidth(px(168))
            made.setAccessibleName(name)
            made.setAccessibleDescription(help_)
            made.setToolTip(plain_tip(help_))
            self.inputs[option.name] = made
            words = label(name)
            words.setBuddy(made)
            grid.addLayout(column(None, words, label(help_, "caption", wrap=True), None, spacing=px(2)), 2 * number, 0)
            grid.addWidget(made, 2 * number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(line(), 2 * number + 1, 0, 1, 2)
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setLayout(grid)
        self._scroll = scroll = QScrollArea()
        scroll.setObjectName("plain")
        scroll.setAccessibleName(say("Settings"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self._told = label("", "secondary", wrap=True)
        shell.wishes.say.connect(self._told.setText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(12), px(20))
        layout.setSpacing(px(10))
        layout.addWidget(label(say("Settings"), "heading"))
        layout.addWidget(scroll, 1)
        layout.addLayout(row(line(), px(12), spacing=0))
        foot = row(button(say("Close"), self.close), px(12), spacing=0)
        foot.insertWidget(0, self._told, 1)
        layout.addLayout(foot)

    def place(self) -> tuple[int, str]:
        """Return how far down the person is and which option has the keyboard."""
        chosen = next((name for name, made in self.inputs.items() if made is self.focusWidget()), "")
        return self._scroll.verticalScrollBar().value(), chosen

    def go_to(self, place: tuple[int, str] | None) -> None:
        """Stand where another sheet stood."""
        if place is not None:
            if place[1] in self.inputs:
                self.inputs[place[1]].setFocus()
            self._scroll.verticalScrollBar().setValue(place[0])

    def _input(self, option: Field[object], value: object) -> QWidget:
        choices: tuple[str, ...] = option.metadata["choices"]
        if option.name == "model":
            return self._model_input(option, str(value))
        if choices:
            box = Choice(self._shell.theme, option.metadata["label"])
            for choice in choices:
                box.addItem(_choice_name(choice), choice)
            box.setCurrentIndex(choices.index(str(value)))
            box.activated.connect(lambda at, name=option.name: self._change(name, choices[at]))
            return box
        if isinstance(value, bool):
            tick = QCheckBox()
            tick.setObjectName("bare")
            tick.setChecked(value)
            tick.toggled.connect(lambda on, name=option.name: self._change(name, on))
            return tick
        if isinstance(value, int):
            spin = QSpinBox()
            spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            spin.setAlignment(Qt.AlignmentFlag.AlignRight)
            spin.setRange(0, _MOST_THREADS)
            spin.setValue(value)
            spin.valueChanged.connect(lambda number, name=option.name: self._change(name, number))
            return spin
        text = QLineEdit(str(value))
        text.setMinimumWidth(self._shell.theme.px(180))
        text.editingFinished.connect(lambda: self._change(option.name, text.text().strip()))
        return text

    def _model_input(self, option: Field[object], value: str) -> QWidget:
        """Return a choice of what is installed, which comes in a moment; the present one stands there at once."""
        box = Choice(self._shell.theme, option.metadata["label"])
        box.addItem(value, value)
        box.activated.connect(lambda at: self._change("model", box.itemData(at)))

        def fill(models: tuple[ModelRow, ...]) -> None:
            for name in sorted(model.name for model in models if model.kind == "encoder" and model.name != value):
                box.addItem(name, name)

        self._shell.bridge.ask("look", self, self._shell.errands.models, done=fill)
        return box

    def _change(self, name: str, value: object) -> None:
        if getattr(self._shell.settings, name) != value:
            self._shell.wishes.settings.emit(changed(self._shell.settings, **{name: value}))


def _choice_name(choice: str) -> str:
    if choice in LANGUAGES:
        return LANGUAGES[choice]
    names = {"system": say("As the system"), "light": say("Light"), "dark": say("Dark")}
    return names.get(choice) or band_name(choice) or choice
