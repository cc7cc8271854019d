"""Every option, declared once: its type, default, label and help. Files, shells and pages are derived from here."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TypeVar

from inkling import storage
from inkling.errors import UsageError
from inkling.records.said import said

FILE_NAME = "settings.toml"


_Value = TypeVar("_Value", bool, int, str)


def _option(default: _Value, label: str, help: str, choices: tuple[str, ...] = ()) -> _Value:
    return field(default=default, metadata={"label": label, "help": help, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """The person's choices. Labels and help are English source strings; the window translates them."""

    language: str = _option("system", "Language", "The language of the window.", ("system", "en", "zh_CN"))
    appearance: str = _option("system", "Appearance", "Light or dark.", ("system", "light", "dark"))
    threshold: str = _option(
        "likely",
        "Show results from",
        "Weaker results are counted and hidden; a result that holds your exact words is always shown.",
        ("strong", "likely", "weak", "all"),
    )
    model: str = _option("all-minilm-l6-v2", "Model", "The model that reads meaning, from the next start on.")
    keep_history: bool = _option(True, "Remember searches", "Keeps your last searches on this computer.")
    watch: bool = _option(
        True, "Watch folders", "Notices changes at once; without it, folders are looked at every few minutes."
    )
    pause_on_battery: bool = _option(True, "Pause on battery", "Waits with reading by meaning while on battery.")
    threads: int = _option(0, "Processors to use", "0 lets Inkling choose by whether you are at the computer.")
    ocr: bool = _option(
        True, "Read scanned pages", "Uses text recognition when its extra is installed and all else is done."
    )
    tray: bool = _option(False, "Stay in the tray", "Closing the window leaves Inkling running in the tray.")
    start_at_login: bool = _option(False, "Start at login", "Starts in the tray, where there is one, when you log in.")


def load(data: Path) -> Settings:
    """Read the settings of a library; what is absent has its default.

    Raises:
        UsageError: the file is not TOML, or a value does not fit its option.
    """
    path = data / FILE_NAME
    if not path.exists():
        return Settings()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(
            said(
                "{path} cannot be read ({error}). Mend or remove it; all settings have defaults.",
                path=path,
                error=error,
            )
        ) from error
    known = {option.name for option in fields(Settings)}
    return changed(Settings(), **{name: value for name, value in given.items() if name in known})


def changed(settings: Settings, **values: object) -> Settings:
    """Return the settings with some values replaced.

    Raises:
        UsageError: no such option, or a value of the wrong type or outside its choices.
    """
    options = {option.name: option for option in fields(Settings)}
    for name, value in values.items():
        if name not in options:
            raise UsageError(
                said("There is no setting {name}. Known: {list}.", name=f"{name!r}", list=", ".join(sorted(options)))
            )
        wanted, choices = type(options[name].default), options[name].metadata["choices"]
        if type(value) is not wanted:
            raise UsageError(
                said(
                    "The setting {name} takes a value of type {wanted}, not {value}.",
                    name=name,
                    wanted=wanted.__name__,
                    value=f"{value!r}",
                )
            )
        if choices and value not in choices:
            raise UsageError(
                said(
                    "The setting {name} is one of {list}, not {value}.",
                    name=name,
                    list=", ".join(choices),
                    value=f"{value!r}",
                )
            )
    return replace(settings, **values)  # type: ignore[arg-type]  # each value was checked against its option


def save(data: Path, settings: Settings) -> None:
    """Write what differs from the defaults."""
    lines = []
    for option in fields(Settings):
        value = getattr(settings, option.name)
        if value != option.default:
            lines.append(f"{option.name} = {_toml(value)}\n")
    storage.write(data / FILE_NAME, "".join(lines).encode())


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    # JSON's escapes are TOML's too, but for DEL, which TOML wants escaped and JSON leaves as it is.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
