"""The models that are installed: languages, licence, size, and which of them reads now."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from inkling.gui.pieces import clear, label, row, size_text
from inkling.gui.strings import listed, say
from inkling.gui.theme import Theme
from inkling.gui.words import DOT, facet_label, language_name
from inkling.present.rows import ModelRow


class Models(QFrame):
    """The card of models; nothing on it takes the keyboard, so that it may be made anew when it changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._shown: tuple[ModelRow, ...] | None = None
        pad = theme.px(20)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(pad, pad, pad, pad)
        self._lines.setSpacing(theme.px(8))

    def show_models(self, models: tuple[ModelRow, ...]) -> None:
        """Show what is installed."""
        if models == self._shown:
            return
        self._shown = models
        clear(self._lines)
        self._lines.addWidget(label(say("Models"), "heading"))
        for model in models:
            self._lines.addLayout(row(label(model.name), None, label(_facts(model), "caption")))
            for language in model.unspoken:
                told = say("It was not made for {language}: words find these files.", language=language_name(language))
                self._lines.addWidget(label(told, "caption", wrap=True))
        if not models:
            none = say("No model is installed: files are found by their words only.")
            self._lines.addWidget(label(none, "secondary", wrap=True))


def _facts(model: ModelRow) -> str:
    names = (facet_label("language", language) for language in model.languages)
    languages = say("all languages") if "*" in model.languages else listed(*names)
    state = say("in use") if model.is_used else say("in use from the next start on") if model.is_next else ""
    size = size_text(model.size) if model.size else ""
    return DOT.join(fact for fact in (state, languages, model.licence, size) if fact)
