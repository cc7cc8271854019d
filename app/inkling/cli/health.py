"""Commands about the program itself: the window, the trial, the checks, the models."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import inkling
from inkling.cli import finding, render
from inkling.cli.folders import called_off
from inkling.errors import InklingError, UsageError
from inkling.library import Library, scratch_library
from inkling.records import SearchRequest

FOUND_PROBLEMS, MENDED = 1, 3
SAMPLE = Path(inkling.__file__).parent / "_sample"
_QUESTIONS = (
    "what did the landlord say about the deposit",
    "why do the radiators stay cold",
    "京都 赏花",
    "recipe for chocolate cake",
)


def gui(options: argparse.Namespace) -> int:
    """Open the window, or bring it up."""
    if options.window is None:
        raise UsageError("There is no window here. Start Inkling as a program: inkling gui")
    try:
        opened: int = options.window(options.data, options.search, options.hidden)
    except ImportError as error:
        if ".so" not in str(error):
            raise
        lacking = str(error).split(":", maxsplit=1)[0]
        raise InklingError(
            f"The window needs a system library that is missing ({lacking}). `inkling doctor` names the packages."
        ) from error
    return opened


def trial(options: argparse.Namespace) -> int:
    """Read the sample folder into a throw-away library and search it."""
    questions = [" ".join(options.query)] if options.query else list(_QUESTIONS)
    line = render.ProgressLine(quiet=options.json)
    with scratch_library() as library, called_off() as cancel:
        library.keeper.add_folder(os.fsencode(SAMPLE))
        told = library.keeper.sync(cancel, line)
        line.clear()
        answers = [library.searcher.search(SearchRequest(question, limit=3), cancel=cancel) for question in questions]
        if options.json:
            render.emit({"read": told.read, "searches": [finding.as_json(answer) for answer in answers]})
            return 0
        print(f"Read a sample folder: {told.read} files, {told.meanings} passages by meaning, {told.seconds:.1f} s.\n")
        for question, answer in zip(questions, answers, strict=True):
            print(render.bold(f"inkling search {question!r}"))
            finding.print_results(answer, explain=True, root=os.fsencode(SAMPLE))
            print()
        print("Now your own documents: inkling add ~/Documents   ·   the window: inkling gui")
    return 0


def check(options: argparse.Namespace) -> int:
    """Check the library's own files, and mend what can be mended."""
    with Library.open_best(options.data, create=False) as library, called_off() as cancel:
        told = library.check(full=options.full, cancel=cancel)
    if options.json:
        render.emit({"looked_at": told.looked_at, "problems": told.problems, "repaired": told.repaired})
    else:
        for problem in told.problems:
            print(f"Problem: {problem}")
        for repaired in told.repaired:
            print(f"Mended: {repaired}")
        if not told.problems and not told.repaired:
            print(f"All is well ({told.looked_at:,} things looked at).")
    if told.problems:
        return FOUND_PROBLEMS
    return MENDED if told.repaired else 0


def doctor(options: argparse.Namespace) -> int:
    """Say whether everything works, and that nothing talks to the network."""
    findings = Library.doctor(options.data)
    if options.json:
        render.emit({"findings": findings})
    else:
        for seen in findings:
            print(f"{'ok  ' if seen.is_well else 'LOOK'}  {render.bold(seen.name)}: {seen.told}")
            if not seen.is_well and seen.next_step:
                print(f"      → {seen.next_step}")
    return 0 if all(seen.is_well for seen in findings) else FOUND_PROBLEMS


def models(options: argparse.Namespace) -> int:
    """List the models."""
    cards = Library.models()
    if options.json:
        told = [{"name": card.name, "kind": card.kind, "dim": card.dim, "languages": card.languages} for card in cards]
        render.emit({"models": [row | {"licence": card.licence} for row, card in zip(told, cards, strict=True)]})
    else:
        rows = [("model", "kind", "languages", "licence")]
        rows += [(card.name, card.kind, ", ".join(card.languages), card.licence) for card in cards]
        render.columns(rows)
    return 0
