"""In which words does the window speak? One mechanism for every string: `say`, over Qt Linguist files.

The engine's sentences come as `records.said.Said` and are translated by `in_words`.

The sources are English sentences in the code; `translations/inkling_*.ts` hold the other languages and the English
plurals. The .ts files are read directly, so a plain `pip install` needs no Qt tool to build them.
`packaging/translations.py` collects the sources anew. `{name}` is filled in after translation, `%n` is a count.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from inkling.records.said import Said, fill

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
_FOLDER = Path(__file__).parent / "translations"


@dataclass(frozen=True, slots=True)
class Words:
    """One language: for each source its translation, in one form or, where something is counted, in several."""

    language: str = "en"
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, source: str, n: int | None) -> str:
        """Return the form for a count; what is not translated is said in English."""
        found = self.forms.get(source)
        if found is None:
            return source
        singular = n is None or (self.language == "en" and n == 1)
        return found[0 if singular else -1]


# WORKAROUND(PySide6 6.12): a QTranslator written in Python must return None for what it does not know, and each None
# that it returns loses a reference until the interpreter aborts. So Qt translates its own words, and we ours.
_spoken: ContextVar[Words] = ContextVar("spoken", default=Words())  # noqa: B039  # frozen


def say(source: str, n: int | None = None, **values: object) -> str:
    """Return a sentence in the person's language. Only for the interface thread.

    Args:
        source: the English source, a literal, so that it can be collected.
        n: the count that `%n` stands for and that chooses the plural.
        values: what stands in for `{name}`.
    """
    text = _spoken.get().of(source, n)
    if n is not None:
        text = text.replace("%n", QLocale().toString(n))
    return text.format(**values) if values else text


def in_words(text: str) -> str:
    """Return what the engine said, in the person's language; other texts stay as they are. For the interface thread."""
    if not isinstance(text, Said):
        return text
    values = {name: in_words(value) for name, value in text.values.items()}
    return fill(_spoken.get().of(text.template, None), values)


def listed(*parts: str) -> str:
    """Join names as the language lists them."""
    return (", " if _spoken.get().language == "en" else "、").join(part for part in parts if part)


def together(*parts: str) -> str:
    """Join what is said of one thing as the language does within a sentence."""
    return (", " if _spoken.get().language == "en" else "，").join(part for part in parts if part)


def quoted(text: str) -> str:
    """Put a text between quotation marks, which English and Chinese write alike."""
    return f"“{text}”"


def number(value: float, decimals: int = 0) -> str:
    """Return a number as the person's language writes it."""
    return QLocale().toString(float(value), "f", decimals)


def chosen_language(setting: str) -> str:
    """Return the language that a setting means; "system" follows the desktop."""
    if setting in LANGUAGES:
        return setting
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


class Speech:
    """The language of the application now; `speak` switches it at once."""

    def __init__(self) -> None:
        self._qt: QTranslator | None = None
        self.language = ""

    def speak(self, setting: str) -> None:
        """Speak the chosen language from now on, Qt's own dialogs too."""
        app = QCoreApplication.instance()
        assert app is not None
        if self._qt is not None:
            app.removeTranslator(self._qt)
            self._qt.deleteLater()
        self.language = chosen_language(setting)
        QLocale.setDefault(QLocale(self.language))
        self._qt = QTranslator(app)
        self._qt.load(f"qtbase_{self.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        app.installTranslator(self._qt)
        _spoken.set(Words(self.language, _read(_FOLDER / f"inkling_{self.language}.ts")))


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if not path.exists():
        return found
    for message in ElementTree.parse(path).getroot().iter("message"):  # noqa: S314  # our own file, in the package
        source, translation = message.findtext("source", ""), message.find("translation")
        if translation is None or translation.get("type") == "unfinished":
            continue
        forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
        if all(forms):
            found[source] = forms
    return found
