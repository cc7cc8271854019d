"""Commands that find: search, similar, evaluate."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from functools import reduce
from pathlib import PurePosixPath

from inkling.cli import render
from inkling.cli.folders import called_off
from inkling.errors import ModelError, UsageError
from inkling.library import Library
from inkling.present.narrowing import with_example
from inkling.records import Filter, FoundPassage, Result, Results, SearchRequest, SearchState, Span, SpanKind, Strength

FOUND_NOTHING = 1
_STRENGTHS = {"strong": Strength.STRONG, "likely": Strength.LIKELY, "weak": Strength.WEAK, "all": Strength.NONE}


def search(options: argparse.Namespace) -> int:
    """Find documents by words and by meaning."""
    text = " ".join([*options.query, *(f"type:{kind}" for kind in options.type)])
    return _search(options, text, explain=options.explain)


def similar(options: argparse.Namespace) -> int:
    """Find what resembles files or folders."""
    paths = [os.path.realpath(os.path.expanduser(name)) for name in options.path]  # noqa: PTH111
    absent = [name for name, path in zip(options.path, paths, strict=True) if not os.path.exists(path)]  # noqa: PTH110
    if absent:
        raise UsageError(f"There is no file {absent[0]}. Give a file or folder that exists.")
    return _search(options, reduce(with_example, map(os.fsencode, paths), ""), explain=False)


def _search(options: argparse.Namespace, text: str, *, explain: bool) -> int:
    inside = tuple(os.path.realpath(os.fsencode(os.path.expanduser(name))) for name in options.inside)  # noqa: PTH111
    if options.limit < 1:
        raise UsageError("--limit takes a number from 1 up.")
    with Library.open(options.data, write=False) as library, called_off() as cancel:
        threshold = _STRENGTHS[options.threshold or library.settings.threshold]
        request = SearchRequest(text, Filter(folders=inside), threshold=threshold, limit=options.limit)
        found = library.searcher.search(request, cancel=cancel)
        coverage, model_problem = library.keeper.status(), library.model_problem
    if options.json:
        render.emit(as_json(found))
    else:
        print_results(found, explain=explain)
        if coverage.pending:
            print(render.dim(f"{coverage.pending:,} files are not read yet."))
    if model_problem:
        raise ModelError(f"Searched by words only: {model_problem}")
    return 0 if found.shown else FOUND_NOTHING


def as_json(found: Results) -> dict[str, object]:
    """Return a search's answer as scripts get it: every number under its own name."""
    query = {
        "text": found.query.text,
        "words": found.query.words,
        "parts": [render.plain(part) for part in found.query.parts],
        "notes": [*found.query.notes, *found.notes],
    }
    return {
        "query": query,
        "state": found.state.value,
        "stage": found.stage.value,
        "threshold": found.threshold.value,
        "shown": found.shown,
        "hidden": found.hidden,
        "complete": found.is_complete,
        "counts": found.counts,
        "seconds": round(found.seconds, 4),
        "results": [_result(result) for result in found.results],
    }


def _result(result: Result) -> dict[str, object]:
    numbers: dict[str, object] = {"strength": result.strength.value, "certainty": result.certainty}
    numbers |= {"rerank": result.rerank, "meaning": result.meaning, "words": result.words}
    return {
        "path": render.plain(result.files[0].path) if result.files else None,
        "paths": [render.plain(file.path) for file in (*result.files, *result.elsewhere)],
        "title": result.title,
        "kind": result.kind,
        "exact": result.is_exact,
        "identical": _identical(result),
        "copies": len(result.folded),
        **numbers,
        "passages": [_passage(passage) for passage in result.passages],
    }


def _identical(result: Result) -> int:
    """Count the other files with the same bytes."""
    return max(0, len(result.files) + len(result.elsewhere) - 1)


def _passage(passage: FoundPassage) -> dict[str, object]:
    told: dict[str, object] = render.plain(replace(passage, spans=()))
    del told["id"], told["document"]
    told["spans"] = [render.plain(span) for span in passage.spans]
    return told


def print_results(found: Results, *, explain: bool = False, root: bytes = b"") -> None:
    """Print results for people; `root` is left out of the paths."""
    for note in [*found.query.notes, *found.notes]:
        print(render.dim(note))
    for result in found.results:
        _print_result(result, explain=explain, root=root)
    if found.state is SearchState.NOTHING:
        print("Nothing here matches.")
        if found.hidden:
            weaker = "1 weaker one is" if found.hidden == 1 else f"{found.hidden:,} weaker ones are"
            print(render.dim(f"{weaker} hidden (--threshold all shows them)"))
    elif found.state is SearchState.NO_DOCUMENTS:
        print("There is nothing to search yet. Add a folder: inkling add FOLDER")
    elif found.state is SearchState.NO_QUERY:
        print("Say what to look for.")
    elif found.hidden:
        below = found.threshold.value.capitalize()
        print(render.dim(f"{_shown(found)}, {found.hidden:,} hidden below {below} (--threshold all shows them)"))
    elif len(found.results) < found.shown or not found.is_complete:
        print(render.dim(_shown(found)))


def _shown(found: Results) -> str:
    if found.is_complete and len(found.results) >= found.shown:
        return f"{found.shown:,} shown"
    of = f" of {found.shown:,}" if len(found.results) < found.shown else ""
    more = f"{'' if found.is_complete else ', there are more'}{' (--limit shows more)' if of else ''}"
    return f"The best {len(found.results):,}{of} shown{more}"


def _print_result(result: Result, *, explain: bool, root: bytes) -> None:
    path = result.files[0].path if result.files else b""
    shown = render.shown(path.removeprefix(root).lstrip(b"/") if root else path)
    counted = ((_identical(result), "identical file", "identical files"), (len(result.folded), "version", "versions"))
    more = "".join(f"  +{count} {one if count == 1 else many}" for count, one, many in counted if count)
    title = result.title or PurePosixPath(shown).name
    print(f"{result.strength.value.capitalize():<7} {render.bold(title)}{more}\n        {render.dim(shown)}")
    for passage in result.passages[: 3 if explain else 1]:
        _print_passage(passage, explain=explain)


def _print_passage(passage: FoundPassage, *, explain: bool) -> None:
    place = f"{passage.place}: " if passage.place else ""
    text, spans = _around(passage)
    print(f"        {place}{render.marked(text, spans)}")
    if explain and passage.explain:
        print(render.dim(f"        {passage.explain}"))


def _around(passage: FoundPassage) -> tuple[str, list[tuple[int, int]]]:
    """Return two lines' worth of the passage around what matched, with its marks."""
    room = max(60, 2 * (render.width() - 10))
    spans = sorted(passage.spans, key=_by_meaning)
    first = spans[0].start if spans else 0
    start = max(0, min(first - room // 3, len(passage.text) - room))
    text = passage.text[start : start + room]
    marks = [(span.start - start, span.end - start) for span in passage.spans]
    inside = _merged([(max(0, a), min(len(text), b)) for a, b in marks if a < len(text) and b > 0])
    clean = "".join(" " if c.isspace() else c for c in text)
    return clean, inside


def _by_meaning(span: Span) -> tuple[bool, float, int]:
    return (span.kind is not SpanKind.MEANING, -span.share, span.start)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def evaluate(options: argparse.Namespace) -> int:
    """Measure Inkling on a folder of judged data."""
    from inkling.library.evaluation import evaluate_folder

    line = render.ProgressLine(quiet=options.json)
    with called_off() as cancel:
        try:
            told = evaluate_folder(options.set, cancel=cancel, report=line)
        finally:
            line.clear()
    if options.json:
        render.emit(told)
        return 0
    measures = {label: value for label, value in told.items() if isinstance(value, dict)}
    names = list(dict.fromkeys(name for value in measures.values() for name in value))
    rows = [[label, *(_number(value.get(name, "")) for name in names)] for label, value in measures.items()]
    render.columns([["", *names], *rows] if rows else [])
    render.columns([[label, _number(value)] for label, value in told.items() if label not in measures])
    return 0


def _number(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)
