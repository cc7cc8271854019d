"""Patterns as in .gitignore: examples, a slow reference that says the same, and hostile patterns."""

import shutil
import subprocess
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inkling.errors import UsageError
from inkling.files.patterns import MOST_PATTERNS, Patterns, parse


def caught(lines, path, *, is_folder=False):
    return Patterns(lines).verdict(path, path.rpartition("/")[2], is_folder=is_folder)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "deep/down/a.txt", True),
        ("*.txt", "a.txt.gz", None),
        ("/a.txt", "a.txt", True),
        ("/a.txt", "b/a.txt", None),
        ("b/a.txt", "b/a.txt", True),
        ("b/a.txt", "c/b/a.txt", None),
        ("**/a.txt", "a.txt", True),
        ("**/a.txt", "c/b/a.txt", True),
        ("b/**", "b/a/c", True),
        ("b/**", "b", None),
        ("b/**/c", "b/c", True),
        ("b/**/c", "b/x/y/c", True),
        ("b/*/c", "b/x/y/c", None),
        ("a?c", "abc", True),
        ("a?c", "a/c", None),
        ("a?c", "a€c", True),
        ("[a-c]x", "bx", True),
        ("[!a-c]x", "bx", None),
        ("[^a-c]x", "dx", True),
        ("[]]x", "]x", True),
        ("[a", "[a", True),
        ("[z-a]", "b", None),
        ("a[/]b", "a/b", None),
        (r"\!a", "!a", True),
        (r"\#a", "#a", True),
        ("a\\ ", "a ", True),
        ("a  ", "a", True),
        ("*", "anything", True),
        ("**", "any/thing", True),
        ("a*b*c", "a-b-b-c", True),
        ("a*b*c", "acb", None),
        ("line\nbreak", "line\nbreak", True),
        ("*.t[xy]t", "ä\nö.tyt", True),
        ("*\udcff", "x\udcff", True),
    ],
)
def test_pattern_catches_what_gitignore_says(pattern, path, expected):
    assert caught([pattern], path) is expected


def test_slash_at_the_end_means_folders_only():
    assert caught(["build/"], "build") is None
    assert caught(["build/"], "x/build", is_folder=True) is True


def test_last_pattern_decides():
    lines = ["*.log", "!keep.log", "keep.log/"]
    assert caught(lines, "x.log") is True
    assert caught(lines, "keep.log") is False
    assert caught(lines, "keep.log", is_folder=True) is True


@pytest.mark.parametrize("line", ["", "   ", "# comment", "/", "!", "\n"])
def test_line_that_says_nothing_is_no_pattern(line):
    assert parse(line) is None
    assert not Patterns([line])


def test_too_many_or_too_long_patterns_are_refused():
    with pytest.raises(UsageError, match="patterns"):
        Patterns(f"a{n}" for n in range(MOST_PATTERNS + 1))
    with pytest.raises(UsageError, match="characters"):
        Patterns(["a" * 2_000])


@pytest.mark.parametrize(
    "pattern",
    ["*a" * 40 + "b", "**/a" * 40 + "/b", "*" * 500 + "b", "[a-z]*" * 60 + "!", "?*" * 60 + "#", "**/*a*/" * 30],
)
def test_hostile_pattern_costs_no_time(pattern):
    patterns = Patterns([pattern])
    names = ["a" * 255, "/".join(["a" * 15] * 250), "a/" * 1_000 + "a"]
    started = time.perf_counter()
    for name in names:
        patterns.verdict(name, name.rpartition("/")[2], is_folder=False)
    assert time.perf_counter() - started < 1


def reference(pattern, path):
    """Match by trying everything: slow, and too simple to be wrong."""

    def names(ps, xs):
        if not ps:
            return not xs
        if ps[0] == "**":
            if len(ps) == 1:
                return len(xs) >= 1
            return any(names(ps[1:], xs[n:]) for n in range(len(xs) + 1))
        return bool(xs) and name(ps[0], xs[0]) and names(ps[1:], xs[1:])

    def name(p, x):
        if not p:
            return not x
        if p[0] == "*":
            return any(name(p[1:], x[n:]) for n in range(len(x) + 1))
        return bool(x) and (p[0] == "?" or p[0] == x[0]) and name(p[1:], x[1:])

    is_path = "/" in pattern
    segments = [s for s in pattern.split("/") if s]
    return names(segments, path.split("/") if is_path else [path.rpartition("/")[2]])


SEGMENT = st.one_of(
    st.just("**"), st.text("ab*?", min_size=1, max_size=6).filter(lambda s: set(s) != {"*"} or s == "*")
)
NAME = st.text("ab\n", min_size=1, max_size=5)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(SEGMENT, min_size=1, max_size=5).map("/".join),
    st.booleans(),
    st.lists(NAME, min_size=1, max_size=5).map("/".join),
)
@example("**/a/**/b", False, "a/a/b/a/b")
@example("**/*a/**/b*b", False, "aa/ba/b/bb")
def test_pattern_agrees_with_reference(pattern, is_anchored, path):
    whole = "/" + pattern if is_anchored else pattern
    assert bool(caught([whole], path)) == reference(whole, path)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4).map("/".join))
def test_any_text_is_a_pattern_or_nothing(pattern, path):
    assert caught([pattern], path) in (True, False, None)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is the judge here")
def test_agrees_with_git(tmp_path):
    lines = [
        "*.log",
        "!keep.log",
        "/top",
        "sub/",
        "doc/*.txt",
        "a/**/z",
        "**/deep",
        "x[0-9]y",
        "tail/**",
        "sp\\ ace",
        "#no",
    ]
    some = "a.log keep.log d/keep.log top d/top sub d/sub doc/a.txt doc/b/a.txt d/doc/a.txt a/z a/b/z a/b/c/z b/a/z"
    more = "deep d/deep d/e/deep x5y xay tail/q tail/q/r #no"
    paths = [*some.split(), *more.split(), "sp ace"]
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_text("\n".join(lines) + "\n")
    # Nothing exists, so to git every path is a file: folders above a path are judged by our own walk elsewhere.
    asked = (
        subprocess.run(
            ["git", "-C", tmp_path, "check-ignore", "--no-index", "-z", "--stdin", "-v", "-n"],
            input="\0".join(paths).encode() + b"\0",
            capture_output=True,
            check=False,
        )
        .stdout.decode()
        .split("\0")
    )
    git = {asked[n + 3]: bool(asked[n + 2]) and not asked[n + 2].startswith("!") for n in range(0, len(asked) - 3, 4)}
    assert git == {path: bool(_with_folders(lines, path)) for path in paths}


def _with_folders(lines, path):
    parts = path.split("/")
    for n in range(1, len(parts)):
        if caught(lines, "/".join(parts[:n]), is_folder=True):
            return True
    return caught(lines, path)
