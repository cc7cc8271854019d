"""The window speaks English and Chinese, completely, with the right plurals, and changes at once."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from inkling.gui.strings import Speech, number, say

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def collected() -> ModuleType:
    path = ROOT / "packaging" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_translations_are_complete(collected: ModuleType, language: str) -> None:
    assert collected.problems(language) == []
    assert len(collected.sources()) > 300


def test_plurals(speech: Speech) -> None:
    assert say("%n file(s)", n=1) == "1 file"
    assert say("%n file(s)", n=0) == "0 files"
    assert say("%n file(s)", n=1204) == "1,204 files"
    speech.speak("zh_CN")
    assert say("%n file(s)", n=1) == "1 个文件"


def test_places_are_filled_after_translation(speech: Speech) -> None:
    assert say("Remove {part}", part="{odd} %n") == "Remove {odd} %n"
    speech.speak("zh_CN")
    assert say("Remove {part}", part="type:pdf") == "去掉 type:pdf"
    assert say("%n hidden below {band}", n=3, band="弱") == "低于“弱”的 3 个未显示"


def test_a_language_is_changed_at_once_and_back(speech: Speech) -> None:
    assert say("Find") == "Find"
    speech.speak("zh_CN")
    assert say("Find") == "查找"
    assert number(1234.5, 1) == "1,234.5"
    speech.speak("en")
    assert say("Find") == "Find"


def test_what_is_unknown_is_said_as_it_is(speech: Speech) -> None:
    speech.speak("zh_CN")
    assert say("nobody translated this") == "nobody translated this"


def test_qt_s_own_words_are_left_to_qt(speech: Speech) -> None:
    from PySide6.QtGui import QKeySequence

    assert QKeySequence("F3").toString(QKeySequence.SequenceFormat.NativeText) == "F3"
