r"""Does a pattern as in .gitignore catch this path? Pure; no file is touched.

`*` and `?` stay inside one name, `**` crosses folders, `[a-z]` is a class, a trailing `/` means folders only, a `/`
elsewhere ties the pattern to its own folder, `!` takes back, `\` escapes, `#` starts a comment. The last pattern that
matches decides. A pattern may come from a stranger (an unpacked archive can hold an ignore file), so every regular
expression made here matches in polynomial time: stars are atomic, as leftmost matches of them are always enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from inkling.errors import UsageError
from inkling.records.said import said

# A person writes a dozen lines; these bounds keep a hostile ignore file from costing time or memory.
MOST_PATTERNS, LONGEST_PATTERN = 1_000, 1_024
_INSIDE, _ANY_FOLDERS = r"[^/]", r"(?:[^/]+/)*"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line, understood: a regular expression over a name, or over a path relative to the pattern's folder."""

    expression: str
    is_negated: bool
    is_for_folders: bool
    is_for_paths: bool


class Patterns:
    """An ordered list of patterns; the last one that matches decides."""

    __slots__ = ("_groups", "count")

    def __init__(self, lines: Iterable[str]) -> None:
        """Understand the lines; blank ones and comments count for nothing.

        Raises:
            UsageError: more or longer patterns than anyone needs.
        """
        parsed = [pattern for line in lines if (pattern := parse(line)) is not None]
        self.count = len(parsed)
        if self.count > MOST_PATTERNS:
            raise UsageError(
                said(
                    "There are {count} patterns; at most {most_patterns} can be used.",
                    count=f"{self.count:,}",
                    most_patterns=f"{MOST_PATTERNS:,}",
                )
            )
        runs = [list(run) for _negated, run in groupby(parsed, key=lambda pattern: pattern.is_negated)]
        self._groups = tuple(_Group(run) for run in reversed(runs))

    def __bool__(self) -> bool:
        return bool(self._groups)

    def verdict(self, path: str, name: str, *, is_folder: bool) -> bool | None:
        """Say whether the path is caught (true), taken back by `!` (false), or not mentioned (None).

        Args:
            path: relative to the folder of the patterns, without a leading `/`.
            name: its last component.
            is_folder: whether it is a folder.
        """
        for group in self._groups:
            if group.matches(path, name, is_folder=is_folder):
                return not group.is_negated
        return None


class _Group:
    """Neighbouring patterns of one sign, joined into at most four expressions."""

    __slots__ = ("file_name", "file_path", "folder_name", "folder_path", "is_negated")

    def __init__(self, run: list[Pattern]) -> None:
        self.is_negated = run[0].is_negated
        self.folder_name = _joined(p.expression for p in run if not p.is_for_paths)
        self.folder_path = _joined(p.expression for p in run if p.is_for_paths)
        self.file_name = _joined(p.expression for p in run if not p.is_for_paths and not p.is_for_folders)
        self.file_path = _joined(p.expression for p in run if p.is_for_paths and not p.is_for_folders)

    def matches(self, path: str, name: str, *, is_folder: bool) -> bool:
        by_name, by_path = (self.folder_name, self.folder_path) if is_folder else (self.file_name, self.file_path)
        if by_name is not None and by_name.fullmatch(name):
            return True
        return by_path is not None and by_path.fullmatch(path) is not None


def _joined(expressions: Iterable[str]) -> re.Pattern[str] | None:
    alternatives = "|".join(f"(?:{expression})" for expression in expressions)
    return re.compile(alternatives, re.DOTALL) if alternatives else None


def parse(line: str) -> Pattern | None:
    """Understand one line; None for a blank line or a comment.

    Raises:
        UsageError: the pattern is longer than any file name.
    """
    text = _without_trailing_blanks(line.rstrip("\r\n"))
    if not text or text.startswith("#"):
        return None
    if len(text) > LONGEST_PATTERN:
        raise UsageError(
            said(
                "A pattern has {text} characters; at most {longest_pattern} can be used.",
                text=f"{len(text):,}",
                longest_pattern=f"{LONGEST_PATTERN:,}",
            )
        )
    is_negated = text.startswith("!")
    text = text[is_negated:]
    is_for_folders = text.endswith("/")
    text = text.rstrip("/")
    is_for_paths = "/" in text
    segments = [segment for segment in text.split("/") if segment]
    if not segments:
        return None
    return Pattern(_path_expression(segments), is_negated, is_for_folders, is_for_paths)


def _without_trailing_blanks(text: str) -> str:
    stripped = text.rstrip(" \t")
    if stripped.endswith("\\") and len(stripped) < len(text):
        return stripped + text[len(stripped)]
    return stripped


def _path_expression(segments: list[str]) -> str:
    """Join the expressions of segments; what stands between two `**` is found leftmost, and that is enough."""
    runs: list[list[str]] = [[]]
    for segment in segments:
        if segment == "**":
            runs.append([])
        else:
            runs[-1].append(_segment_expression(segment))
    if len(runs) == 1:
        return "/".join(runs[0])
    first, *middle, last = runs
    parts = ["/".join(first) + "/"] if first else []
    parts += [rf"(?>(?:[^/]+/)*?{'/'.join(run)}/)" for run in middle if run]
    parts.append(_ANY_FOLDERS + "/".join(last) if last else ".+")
    return "".join(parts)


def _segment_expression(segment: str) -> str:
    chunks: list[str] = [""]
    for piece in _pieces(segment):
        if piece == "*":
            chunks.append("")
        else:
            chunks[-1] += piece
    if len(chunks) == 1:
        return chunks[0]
    first, *middle, last = chunks
    return first + "".join(f"(?>{_INSIDE}*?{chunk})" for chunk in middle if chunk) + f"{_INSIDE}*{last}"


def _pieces(segment: str) -> Iterator[str]:
    """Yield `*`, or an expression that matches exactly one character."""
    at = 0
    while at < len(segment):
        character = segment[at]
        at += 1
        if character == "*":
            yield "*"
        elif character == "?":
            yield _INSIDE
        elif character == "[" and (end := _end_of_class(segment, at)) > 0:
            yield _class_expression(segment[at:end])
            at = end + 1
        elif character == "\\" and at < len(segment):
            yield re.escape(segment[at])
            at += 1
        else:
            yield re.escape(character)


def _end_of_class(segment: str, start: int) -> int:
    """Return where the `]` stands that ends a class, or -1: then the `[` stands for itself."""
    at = start + (segment[start : start + 1] in ("!", "^"))
    at += segment[at : at + 1] == "]"
    return segment.find("]", at)


def _class_expression(inside: str) -> str:
    is_negated = inside[0] in "!^"
    members: list[str] = []
    body = inside[is_negated:].replace("\\", "")
    at = 0
    while at < len(body):
        if body[at + 1 : at + 2] == "-" and at + 2 < len(body):
            if body[at] <= body[at + 2]:
                members.append(f"{re.escape(body[at])}-{re.escape(body[at + 2])}")
            at += 3
        else:
            members.append(re.escape(body[at]))
            at += 1
    joined = "".join(members)
    if not joined:
        return _INSIDE if is_negated else r"(?!)"
    return f"(?!/)[{'^' if is_negated else ''}{joined}]"
