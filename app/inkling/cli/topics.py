"""Commands about topics: what a folder is about, what does not belong, and shaping both."""

from __future__ import annotations

import argparse
import os

from inkling.cli import render
from inkling.cli.folders import called_off
from inkling.errors import UsageError
from inkling.library import Library, topics_as_csv, topics_as_plain
from inkling.progress import Cancel
from inkling.records import Topic, TopicReport


def topics(options: argparse.Namespace) -> int:
    """Sort a folder into named topics, after whatever shaping was asked for."""
    if not 0 <= options.sure <= 1:
        raise UsageError("--sure takes a share from 0 to 1, such as 0.3.")
    folder = _folder(options.folder)
    line = render.ProgressLine(quiet=options.json or options.csv)
    with Library.open_best(options.data, create=False) as library, called_off() as cancel:
        try:
            report = _shaped(library, options, folder, cancel, line)
        finally:
            line.clear()
    if options.csv:
        print(topics_as_csv(report), end="")
    elif options.json:
        render.emit(topics_as_plain(report))
    else:
        _print_report(report, options)
    return 0


def _shaped(
    library: Library, options: argparse.Namespace, folder: bytes | None, cancel: Cancel, line: render.ProgressLine
) -> TopicReport:
    desk = library.topics
    if options.seed:
        report = desk.seed(options.seed, folder, report=line, cancel=cancel)
    elif options.rename or options.merge or options.split or options.pin or options.unpin:
        kept = desk.kept(folder)
        report = kept or desk.find(folder, report=line, cancel=cancel)
    else:
        report = desk.find(folder, count=options.number, fresh=options.fresh, report=line, cancel=cancel)
    for old, new in options.rename:
        report = desk.rename(_named(report, old).id, new, folder)
    if options.merge:
        merged = [_named(report, name).id for name in options.merge]
        report = desk.merge(merged, folder, report=line, cancel=cancel)
    if options.split:
        report = desk.split(_named(report, options.split).id, folder, report=line, cancel=cancel)
    for name in options.pin:
        report = desk.hold(_named(report, name).id, folder)
    for name in options.unpin:
        report = desk.release(_named(report, name).id, folder)
    return report


def _named(report: TopicReport, name: str) -> Topic:
    found = [topic for topic in report.topics if topic.name.casefold() == name.casefold()]
    if not found:
        known = ", ".join(topic.name for topic in report.topics)
        raise UsageError(f"There is no topic {name!r}. The topics: {known}.")
    return found[0]


def _print_report(report: TopicReport, options: argparse.Namespace) -> None:
    parts = report.at(1)
    for topic, members in report.sure(options.sure):
        print(f"{render.bold(topic.name)}  {len(members):,} files")
        words = ", ".join(phrase.text for phrase in topic.phrases[:5])
        if words:
            print(render.dim(f"  about: {words}"))
        for part in parts:
            if part.parent == topic.id:
                print(f"  {part.name}  {len(part.members):,}")
        central = [member for member in topic.members if member.document in topic.central]
        shown = members if options.files else central
        for member in shown:
            print(f"    {render.shown(member.path)}" + render.dim(f"  {member.membership:.0%}"))
    loose = report.unsorted(options.sure)
    if loose:
        print(f"{render.bold('Unsorted')}  {len(loose):,} files")
    for spread in report.spreads:
        print(render.dim(spread.sentence))
    if not report.topics:
        print("Nothing to sort: no files with text here.")


def outliers(options: argparse.Namespace) -> int:
    """Find files that do not belong where they lie."""
    folder = _folder(options.folder)
    line = render.ProgressLine(quiet=options.json)
    with Library.open_best(options.data, create=False) as library, called_off() as cancel:
        try:
            report = library.topics.find(folder, report=line, cancel=cancel)
        finally:
            line.clear()
    if options.json:
        render.emit({"outliers": render.plain(report.outliers), "spreads": render.plain(report.spreads)})
        return 0
    for odd in report.outliers:
        print(f"{render.bold(render.shown(odd.path))}\n  {odd.reason}")
    for spread in report.spreads:
        print(spread.sentence)
    if not report.outliers:
        print("Every file resembles its neighbours.")
    return 0


def _folder(name: str | None) -> bytes | None:
    if name is None:
        return None
    path = os.path.realpath(os.fsencode(os.path.expanduser(name)))  # noqa: PTH111
    if not os.path.isdir(path):  # noqa: PTH112
        raise UsageError(f"{name} is not a folder. Give a folder that exists, or none for the whole library.")
    return path
