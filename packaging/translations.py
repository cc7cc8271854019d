"""Collect what the window says into the Qt Linguist files, keeping every translation that is there.

    python packaging/translations.py          bring app/inkling/gui/translations/*.ts up to date
    python packaging/translations.py --check  say what is missing or unused, and fail if there is anything

Sources are the literals given to `say(...)` in the window and to `said(...)` in the engine, and the labels and helps of
the settings.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "app" / "inkling"
GUI = PACKAGE / "gui"
FOLDER = GUI / "translations"
FORMS = {"en": 2, "zh_CN": 1}
CONTEXT = "Inkling"
_SAYING = ("say", "said")

Known = dict[str, tuple[str, ...]]


def sources() -> dict[str, bool]:
    """Return every source, and whether it counts something."""
    found: dict[str, bool] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYING):
                continue
            text = node.args[0] if node.args else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                counted = any(keyword.arg == "n" for keyword in node.keywords)
                found[text.value] = found.get(text.value, False) or counted
    return found | dict.fromkeys(_of_settings(), False)


def _of_settings() -> list[str]:
    sys.path.insert(0, str(ROOT / "app"))
    from dataclasses import fields

    from inkling.settings import Settings

    return [option.metadata[key] for option in fields(Settings) for key in ("label", "help")]


def read(path: Path) -> Known:
    """Return the finished translations of a file."""
    known: Known = {}
    if path.exists():
        for message in ElementTree.parse(path).getroot().iter("message"):  # noqa: S314  # our own file
            made = message.find("translation")
            if made is not None and made.get("type") != "unfinished":
                forms = tuple(form.text or "" for form in made.iter("numerusform"))
                known[message.findtext("source", "")] = forms or (made.text or "",)
    return known


def wanted(language: str) -> dict[str, bool]:
    """Return what a language must translate: English only what it counts."""
    return {source: counted for source, counted in sources().items() if counted or language != "en"}


def write(language: str, known: Known) -> None:
    """Write a language's file, sources in order of the alphabet; what is not known stays unfinished."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines += [f'<TS version="2.1" language="{language}" sourcelanguage="en">', "<context>"]
    lines += [f"    <name>{CONTEXT}</name>"]
    for source, counted in sorted(wanted(language).items()):
        forms = known.get(source, ())
        done = len(forms) == (FORMS[language] if counted else 1) and all(forms)
        state = "" if done else ' type="unfinished"'
        lines.append('    <message numerus="yes">' if counted else "    <message>")
        lines.append(f"        <source>{escape(source)}</source>")
        if counted:
            shown = forms if done else ("",) * FORMS[language]
            lines.append(f"        <translation{state}>")
            lines += [f"            <numerusform>{escape(form)}</numerusform>" for form in shown]
            lines.append("        </translation>")
        else:
            lines.append(f"        <translation{state}>{escape(forms[0]) if done else ''}</translation>")
        lines.append("    </message>")
    lines += ["</context>", "</TS>", ""]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"inkling_{language}.ts").write_text("\n".join(lines), encoding="utf-8")


def problems(language: str) -> list[str]:
    """Say what is missing, unused or has lost a place to fill in."""
    known, needed = read(FOLDER / f"inkling_{language}.ts"), wanted(language)
    told = [f"{language}: not translated: {source}" for source in needed if source not in known]
    told += [f"{language}: no longer said: {source}" for source in known if source not in needed]
    for source, forms in known.items():
        for form in forms:
            lost = [
                place for place in _places(source) if place not in form and not (place == "%n" and language == "en")
            ]
            told += [f"{language}: {place} is lost in: {form}" for place in lost]
    return told


def _places(source: str) -> list[str]:
    names = [part.split("}")[0] for part in source.split("{")[1:]]
    return [f"{{{name}}}" for name in names] + (["%n"] if "%n" in source else [])


def main() -> int:
    """Bring the files up to date, or check them."""
    if "--check" in sys.argv:
        told = [line for language in FORMS for line in problems(language)]
        print("\n".join(told) or "All translations are complete.")
        return 1 if told else 0
    for language in FORMS:
        write(language, read(FOLDER / f"inkling_{language}.ts"))
    print("\n".join(line for language in FORMS for line in problems(language)) or "All translations are complete.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
