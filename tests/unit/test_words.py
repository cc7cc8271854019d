"""The words of a text: folded, split, stemmed, and the same for files and queries."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inkling import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("机器学", ["机", "机器", "器", "器学", "学"]),
        ("C++ C#", ["c++", "c", "c#", "c"]),
        ("E-Mail", ["email", "e", "mail"]),
        ("v1.2", ["v1.2", "v1", "2"]),
        ("2024-03-01", ["2024-03-01", "2024", "03", "01"]),
        ("Café ΜΆΪΟΣ Ёлка", ["cafe", "μαιοσ", "елка"]),
        ("がﾊﾞ", ["が", "がバ", "バ"]),
        ("Straße ＡＢＣ", ["strasse", "abc"]),
        ("the company's", ["the", "company"]),
        ("用github备份", ["用", "github", "备", "备份", "份"]),
        ("机\n器", ["机", "机器", "器"]),
        ("हिन्दी", ["हिन्दी"]),
        ("soft\u00adware", ["software"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_terms_of_a_text_are_its_folded_words(text: str, expected: list[str]) -> None:
    assert words.terms(text) == expected


_SOME_SCRIPTS = st.text(st.sampled_from("aAbZzß09.'’-&@_+# \n,;(é\u0301ñ–Жжहिन\u05d0\u05b0\u00ad\u200b"), max_size=30)


@given(_SOME_SCRIPTS)
@example("end. e.g. a.b. c++, (r&d) it's. -x- ... x_ #a b# о’к")
def test_terms_are_those_that_the_words_of_a_query_have(text: str) -> None:
    """A query's words are sought with patterns in the whole text; a file's text is parted at signs before."""
    by_pattern = [term for word in words.query_words(text) for term in word.exact]
    assert words.terms(text) == by_pattern
    assert " ".join(words.spaced_terms(text)).split() == by_pattern
    assert set(words.ranking_terms(text, "en")) == {t for word in words.query_words(text, ["en"]) for t in word.ranking}


def test_what_is_remembered_of_words_can_be_forgotten() -> None:
    before = (
        words.terms("Über e-mail 机器"),
        words.spaced_terms("Über e-mail 机器"),
        words.ranking_terms("houses", "en"),
    )
    words.forget()
    assert before == (
        words.terms("Über e-mail 机器"),
        words.spaced_terms("Über e-mail 机器"),
        words.ranking_terms("houses", "en"),
    )
    assert words.spaced_terms("Über e-mail 机器") == ["uber", "email e mail", "机", "机器", "器"]


def test_ranking_terms_use_the_language_of_the_document() -> None:
    assert words.ranking_terms("running houses", "en") == ["run", "hous"]
    assert words.ranking_terms("die Häuser", "de") == ["die", "haus"]
    assert words.ranking_terms("книги running", "en") == ["книг", "run"]


def test_unknown_language_is_guessed_from_the_text() -> None:
    assert words.ranking_terms("Die Häuser sind in der Stadt und nicht auf dem Land.")[1] == "haus"
    assert words.guess_language("") == ""
    assert words.guess_language("12 34") == ""
    assert words.guess_language("这是一个中文句子 with some English") == "zh"
    assert words.guess_language("これは日本語の文です") == "ja"
    assert words.guess_language("What is the meaning of this?") == "en"


def test_query_words_hold_the_stems_of_every_language() -> None:
    (word,) = words.query_words("Häuser", ["en", "de"])
    assert set(word.ranking) == {"hauser", "haus"}
    assert word.exact == ("hauser",)


def test_query_words_mark_little_words() -> None:
    assert [word.little for word in words.query_words("what is the speed of light", ["en"])] == [
        True, True, True, False, True, False,
    ]  # fmt: skip


_TEXTS = st.text(max_size=60) | st.text(alphabet="ab- .'’_+#机器学がﾊﾞé\u0301\u00ad\u200bＡ\n१İß9", max_size=40)


@given(_TEXTS)
@example("ﾊﾞ")
@example("e\u0301-\u0301a")
def test_terms_never_raise_and_are_safe_tokens(text: str) -> None:
    for term in words.terms(text) + words.ranking_terms(text, "en"):
        assert term
        assert len(term) <= 64
        assert not any(character.isspace() or character == '"' for character in term)


@given(_TEXTS)
def test_query_word_spans_lie_in_order_inside_the_text(text: str) -> None:
    found = words.query_words(text, ["en"])
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


def _table(*texts: str) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.execute(f'CREATE VIRTUAL TABLE t USING fts5(body, tokenize="{words.FTS5_TOKENIZER}")')
    base.executemany("INSERT INTO t(body) VALUES (?)", [(" ".join(words.terms(text)),) for text in texts])
    return base


def _rows(base: sqlite3.Connection, expression: str) -> list[int]:
    return [row for (row,) in base.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (expression,))]


def test_phrases_and_prefixes_work_in_fts5() -> None:
    base = _table(
        "We study 机器学习方法 and C++ v1.2 with e-mail.", "机器 and 学习, C# or v1.3; mailing", "学习机器 Computer"
    )
    assert _rows(base, words.phrase_expression("器学习")) == [1]
    assert _rows(base, words.phrase_expression("机器")) == [1, 2, 3]
    assert _rows(base, words.phrase_expression("机器 学习")) == [1]
    assert _rows(base, words.phrase_expression("C++ v1.2 with E-Mail")) == [1]
    assert _rows(base, words.prefix_expression("compu")) == [3]
    assert _rows(base, words.prefix_expression("e-ma")) == [1]
    assert _rows(base, words.prefix_expression("mai")) == [1, 2]
    assert _rows(base, words.prefix_expression("机器学")) == [1]
    assert words.phrase_expression("!?") == words.prefix_expression("!?") == ""


@given(st.lists(_TEXTS, min_size=1, max_size=3))
def test_fts5_keeps_every_term_whole(texts: list[str]) -> None:
    base = _table(*texts)
    for row, text in enumerate(texts, start=1):
        for term in words.terms(text):
            assert row in _rows(base, f'"{term}"')


@given(st.text(alphabet="机器学习方法ab ", min_size=3, max_size=30), st.data())
def test_every_substring_of_a_run_is_found_as_a_phrase(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    cuts_word = any("ab".find(text[at]) >= 0 for at in (start, start + len(part) - 1))
    if words.terms(part) and not cuts_word:
        assert _rows(_table(text), words.phrase_expression(part)) == [1]


@pytest.mark.quality
def test_words_keep_up_with_reading(shared: Path) -> None:
    text = (shared / "eval" / "scifact-train" / "corpus.jsonl").read_text(encoding="utf-8")
    words.ranking_terms(text, "en")
    started = time.process_time()
    words.ranking_terms(text, "en")
    assert len(text.encode()) / (time.process_time() - started) > 5e6  # three times more on an idle machine


def test_question_words_inside_a_chinese_query_are_little() -> None:
    found = words.query_words("谁发明了电话", ["zh"])
    assert [(word.exact[0], word.little) for word in found] == [("谁", True), ("发", False)]
    assert "".join(term for term in words.terms("谁发明了电话") if len(term) == 1) == "谁发明了电话"
