"""What can be asked on the command line: every command with its options and help, and nothing else."""

from __future__ import annotations

import argparse
from pathlib import Path

from inkling import __version__

EXIT_CODES = """\
exit codes:
  0  done            1  done, and nothing was found (search) or problems were found (check)
  2  not done; the message says what to do             3  check found problems and mended them
  10 there is no library there yet                     11 another Inkling is writing to this library
  130 called off with Ctrl+C
"""
STRENGTHS = ("strong", "likely", "weak", "all")
START = """\
to begin:
  inkling add ~/Documents
  inkling search "what did the landlord say about the deposit"
  inkling gui

"""
EXAMPLES = {
    "add": "inkling add ~/Documents ~/Desktop --exclude '*.tmp'",
    "remove": "inkling remove ~/Desktop",
    "forget": "inkling forget ~/Documents/diary.txt",
    "folders": "inkling folders",
    "sync": "inkling sync --wait",
    "status": "inkling status",
    "problems": "inkling problems --kind locked",
    "preview": "inkling preview ~/Documents --include '*.pdf' --exclude old/",
    "search": "inkling search 'type:pdf after:2024-03 \"water damage\" -insurance'",
    "similar": "inkling similar ~/Documents/lease.pdf",
    "evaluate": "inkling evaluate ./judged",
    "copies": "inkling copies --in ~/Documents --keep newest",
    "compare": "inkling compare old.docx new.pdf",
    "topics": "inkling topics ~/Documents --files",
    "outliers": "inkling outliers ~/Documents",
    "gui": "inkling gui --search deposit",
    "try": "inkling try why do the radiators stay cold",
    "check": "inkling check --full",
    "doctor": "inkling doctor",
    "models": "inkling models",
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="inkling",
        description="Find the documents on your own computer by what they mean, offline.",
        epilog=START + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"inkling {__version__}")
    top.add_argument("--data", type=Path, metavar="DIR", help="use the library in DIR instead of your own")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _folders(commands)
    _finding(commands)
    _groups(commands)
    _health(commands)
    return top


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, help: str
) -> argparse.ArgumentParser:
    told = f"{help[0].upper()}{help[1:]}."
    epilog = f"example:\n  {EXAMPLES[name]}\n\n`inkling --help` tells the exit codes.\n"
    command = commands.add_parser(name, help=help, description=told, epilog=epilog)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.add_argument("--json", action="store_true", help="print JSON for scripts")
    # SUPPRESS: an absent option after the command must not overwrite one given before it.
    command.add_argument("--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    command.set_defaults(run=run)
    return command


def _folders(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = _add(commands, "add", "folders:add", "add a folder to the library and read it")
    add.add_argument("folder", nargs="+", help="a folder to read, with everything below it")
    _rules(add)
    add.add_argument("--later", action="store_true", help="only note the folder; read it at the next sync")
    _add(
        commands, "remove", "folders:remove", "take a folder out of the library and forget what was read"
    ).add_argument("folder", nargs="+", help="a folder of the library; its files stay as they are")
    _add(commands, "forget", "folders:forget", "forget files or folders: their text, meaning and names").add_argument(
        "path", nargs="+", help="a file or a folder; it stays as it is on the disk"
    )
    _add(commands, "folders", "folders:folders", "list the folders of the library")
    sync = _add(commands, "sync", "folders:sync", "read what is new or changed")
    sync.add_argument("--wait", action="store_true", help="also wait until everything can be found by meaning")
    sync.add_argument("--ocr", action="store_true", help="then read scanned pages (needs the extra `ocr`)")
    _add(commands, "status", "folders:status", "say what can be found, what can't yet, and what never will")
    problems = _add(commands, "problems", "folders:problems", "list what could not be read, why, and what to do")
    problems.add_argument("--kind", help="only this kind, such as locked or no_text")
    instead = problems.add_mutually_exclusive_group()
    instead.add_argument("--waiting", action="store_true", help="list the files that are still to be read instead")
    instead.add_argument("--left-out", action="store_true", help="show examples of what rules leave out instead")
    preview = _add(commands, "preview", "folders:preview", "show which files of a folder rules would catch")
    preview.add_argument("folder", help="any folder; nothing is read")
    _rules(preview)


def _rules(command: argparse.ArgumentParser) -> None:
    command.add_argument("--include", action="append", default=[], metavar="PATTERN", help="read only matching files")
    command.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="leave matching files out")
    command.add_argument("--hidden", action="store_true", help="read hidden files too")


def _finding(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    search = _add(commands, "search", "finding:search", "find documents by words and by meaning")
    search.add_argument("query", nargs="+", help='words, a question, "a phrase", -without, type:pdf, after:2024-03 ...')
    _narrowing(search)
    search.add_argument("--type", action="append", default=[], help="only this kind of file, such as pdf")
    search.add_argument("--explain", action="store_true", help="say why each result is there")
    similar = _add(commands, "similar", "finding:similar", "find what resembles a file, a folder, or several")
    similar.add_argument("path", nargs="+", help="a file or folder that is in the library")
    _narrowing(similar)
    evaluate = _add(commands, "evaluate", "finding:evaluate", "measure Inkling on a folder of judged data")
    evaluate.add_argument("set", type=Path, help="a folder with judged data; README.md says what it holds")


def _narrowing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--in", dest="inside", action="append", default=[], metavar="FOLDER", help="only below FOLDER")
    command.add_argument("--limit", type=int, default=20, help="how many documents to show (20)")
    command.add_argument("--threshold", choices=STRENGTHS, help="show results of at least this strength")


def _groups(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    copies = _add(commands, "copies", "copies:copies", "find identical files, identical texts and near copies")
    copies.add_argument("--in", dest="inside", action="append", default=[], metavar="FOLDER", help="only below FOLDER")
    copies.add_argument("--tier", choices=("bytes", "text", "near", "reworked"), help="only this tier")
    copies.add_argument("--csv", action="store_true", help="print CSV")
    copies.add_argument("--boilerplate", action="store_true", help="list passages that stand in many files instead")
    copies.add_argument("--overlaps", action="store_true", help="list pairs with long passages in common instead")
    copies.add_argument(
        "--keep", choices=("newest", "oldest", "shortest", "reference"), help="plan to keep one file of each group"
    )
    copies.add_argument("--keep-in", action="append", default=[], metavar="FOLDER", help="keep what is in FOLDER")
    copies.add_argument("--trash", action="store_true", help="carry the plan out: move the others to the trash")
    copies.add_argument("--undo", action="store_true", help="put back what the last --trash moved")
    copies.add_argument("--not-a-copy", nargs=2, metavar=("A", "B"), help="remember that A and B are no copies")
    copies.add_argument("--not-copies", action="store_true", help="list the files that were said to be no copies")
    copies.add_argument("--take-back", nargs=2, metavar=("A", "B"), help="forget that A and B are no copies")
    compare = _add(commands, "compare", "copies:compare", "show the difference between two files, word by word")
    compare.add_argument("first", help="a file of any kind that Inkling reads")
    compare.add_argument("second", help="the file to compare it with")
    topics = _add(commands, "topics", "topics:topics", "sort a folder into named topics")
    topics.add_argument("folder", nargs="?", help="only this folder instead of the whole library")
    topics.add_argument("--number", type=int, default=0, metavar="K", help="make K topics instead of finding how many")
    topics.add_argument(
        "--sure", type=float, default=0.0, metavar="SHARE", help="leave files below SHARE (0-1) unsorted"
    )
    topics.add_argument("--seed", action="append", default=[], metavar="NAME", help="a topic that must exist")
    topics.add_argument(
        "--rename", nargs=2, action="append", default=[], metavar=("OLD", "NEW"), help="name a topic yourself"
    )
    topics.add_argument("--merge", nargs="+", metavar="TOPIC", help="make one topic of several")
    topics.add_argument("--split", metavar="TOPIC", help="make several topics of one")
    topics.add_argument(
        "--pin", action="append", default=[], metavar="TOPIC", help="keep a topic as it is, whatever is found later"
    )
    topics.add_argument("--unpin", action="append", default=[], metavar="TOPIC", help="let a topic go again")
    topics.add_argument("--fresh", action="store_true", help="find topics as if for the first time; your names stay")
    topics.add_argument("--csv", action="store_true", help="print CSV")
    topics.add_argument("--files", action="store_true", help="list every file under its topic")
    outliers = _add(commands, "outliers", "topics:outliers", "find files that do not belong where they lie")
    outliers.add_argument("folder", nargs="?", help="only this folder instead of the whole library")


def _health(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    gui = _add(commands, "gui", "health:gui", "open the window, or bring it up")
    gui.add_argument("--search", default="", metavar="QUERY", help="start with this search")
    gui.add_argument("--hidden", action="store_true", help="start in the tray, as at login")
    trial = _add(commands, "try", "health:trial", "search a small sample folder, to see what Inkling does")
    trial.add_argument("query", nargs="*", help="what to look for in it")
    check = _add(commands, "check", "health:check", "check the library's own files")
    check.add_argument("--full", action="store_true", help="look at every vector and word, not at a sample")
    _add(commands, "doctor", "health:doctor", "say whether everything works, and that nothing talks to the network")
    _add(commands, "models", "health:models", "list the models with their languages and licences")
