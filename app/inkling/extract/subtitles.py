"""Subtitles (SubRip, WebVTT, SBV): what is said, without numbers, times and tags."""

from __future__ import annotations

import re

from inkling.extract.base import Builder, Source, clean
from inkling.extract.decode import decode

_TIME = re.compile(r"^(?:\d+:)?\d+:\d\d[.,]\d+\s*(?:-->|,)\s*(?:\d+:)?\d+:\d\d[.,]\d+.*$")
_TAG = re.compile(r"<[^<>]{1,100}>|\{\\[^{}]{1,100}\}")
_HEADERS = ("WEBVTT", "STYLE", "REGION", "NOTE")


def read(source: Source, into: Builder) -> None:
    """Add the spoken lines; a cue's lines stay together."""
    for block in re.split(r"\n[ \t]*\n", clean(decode(source.data, source.charset))):
        lines = block.strip().split("\n")
        times = next((number for number, line in enumerate(lines) if _TIME.match(line.strip())), None)
        if times is None and lines[0].startswith(_HEADERS):
            continue
        for line in lines[0 if times is None else times + 1 :]:
            said = _TAG.sub("", line).strip()
            if said:
                into.line(said)
