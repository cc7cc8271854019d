"""Commands about near-copies: finding, comparing, cleaning up, undoing."""

from __future__ import annotations

import argparse
import os

from inkling.cli import render
from inkling.cli.folders import called_off
from inkling.errors import UsageError
from inkling.library import Choice, Library, scratch_library
from inkling.progress import Cancel
from inkling.records import (
    ChangeKind,
    CopyGroup,
    CopyMember,
    Difference,
    KeepRule,
    Plan,
    Removal,
    StoredDocument,
    Tier,
    Verdict,
)

_TIERS = {
    "bytes": Tier.IDENTICAL_BYTES,
    "text": Tier.IDENTICAL_TEXT,
    "near": Tier.NEAR_COPY,
    "reworked": Tier.REWORKED,
}
_RULES = {
    "newest": KeepRule.NEWEST,
    "oldest": KeepRule.OLDEST,
    "shortest": KeepRule.SHORTEST_PATH,
    "reference": KeepRule.REFERENCE,
}
_TIER_NAMES = {
    Tier.IDENTICAL_BYTES: "Identical files",
    Tier.IDENTICAL_TEXT: "Identical text in different files",
    Tier.NEAR_COPY: "Near copies",
    Tier.REWORKED: "Reworked texts, no copies",
}
_VERDICTS = {
    Verdict.IDENTICAL: "identical",
    Verdict.EDITED: "edited copy",
    Verdict.VERSION: "version of the same document",
    Verdict.CONTAINED: "contained",
    Verdict.SAME_FORM: "same form, different values: not a copy",
    Verdict.REWORKED: "reworked: about half of the words, in runs; not a copy",
    Verdict.OVERLAP: "long passages in common, too few to be a copy",
    Verdict.DIFFERENT: "different texts",
}
_SIGNS = {ChangeKind.INSERTED: "+", ChangeKind.DELETED: "-", ChangeKind.REPLACED: "~", ChangeKind.MOVED: ">"}


def copies(options: argparse.Namespace) -> int:
    """Find copies; plan, carry out or undo a clean-up where that was asked for."""
    changing = options.trash or options.undo or options.not_a_copy or options.take_back
    opened = Library.open(options.data) if changing else Library.open_best(options.data, create=False)
    with opened as library, called_off() as cancel:
        if options.undo:
            return _undo(library, options, cancel)
        if options.not_a_copy:
            return _ignore(library, options)
        if options.not_copies or options.take_back:
            return _list_apart(library, options) if options.not_copies else _take_back(library, options)
        inside = [os.path.realpath(os.fsencode(os.path.expanduser(name))) for name in options.inside]  # noqa: PTH111
        line = render.ProgressLine(quiet=options.json)
        try:
            if options.boilerplate:
                return _boilerplate(library, options, inside, cancel)
            look = library.copies.overlaps if options.overlaps else library.copies.find
            found = look(inside, cancel, line)
            groups = [
                group
                for group in (found if isinstance(found, list) else found.groups)
                if options.tier is None or group.tier is _TIERS[options.tier]
            ]
        finally:
            line.clear()
        if options.keep or options.keep_in:
            return _clean_up(library, options, groups, cancel)
        _print_groups(library, options, groups)
    return 0


def _print_groups(library: Library, options: argparse.Namespace, groups: list[CopyGroup]) -> None:
    if options.csv:
        print(library.copies.as_csv(groups), end="")
        return
    if options.json:
        print(library.copies.as_json(groups))
        return
    for tier, name in _TIER_NAMES.items():
        found = [group for group in groups if group.tier is tier]
        if found:
            print(render.bold(f"{name}: {len(found):,} groups"))
        for group in found:
            _print_group(group)
    if not groups:
        print("No copies.")


def _print_group(group: CopyGroup) -> None:
    for at, member in enumerate(group.members):
        mark = "  • " if at == 0 else "    "
        for file in member.files:
            print(f"{mark}{render.shown(file.path)}" + render.dim(f"  {_told(group, member) if at else 'reference'}"))
            mark = "    "


def _told(group: CopyGroup, member: CopyMember) -> str:
    if group.verdict is Verdict.IDENTICAL:
        return "identical"
    newest = ", newest" if member.newest else ""
    if member.verdict is Verdict.CONTAINED:
        inner = "contains the reference" if member.longer else "is contained in the reference"
        return f"{inner}; {member.share_longer:.0%} of the longer, {member.share_shorter:.0%} of the shorter{newest}"
    shares = f"{member.share_longer:.0%} of the longer, {member.share_shorter:.0%} of the shorter are the same"
    return f"{_VERDICTS[member.verdict]}; {shares}{newest}"


def _boilerplate(library: Library, options: argparse.Namespace, inside: list[bytes], cancel: Cancel) -> int:
    found = library.copies.boilerplate(folders=inside, cancel=cancel)
    if options.json:
        render.emit({"passages": found})
    for passage in [] if options.json else found:
        first = " ".join(passage.text.split())
        print(f"{render.bold(f'in {passage.files:,} files')}: {first[: render.width() - 20]}")
    return 0


def _clean_up(library: Library, options: argparse.Namespace, groups: list[CopyGroup], cancel: Cancel) -> int:
    folders = tuple(os.path.realpath(os.fsencode(name)) for name in options.keep_in)
    rule = _RULES[options.keep] if options.keep else KeepRule.FOLDER_ORDER
    planned = library.copies.plan(groups, Choice(rule, folders))
    if not options.trash:
        return _print_plan(options, planned)
    done = library.copies.carry_out(planned, cancel)
    if options.json:
        render.emit({"removed": done})
        return 0
    _print_removals(done)
    print(f"{sum(not one.failure for one in done):,} files are in the trash. Put them back with: inkling copies --undo")
    return 0


def _print_plan(options: argparse.Namespace, planned: Plan) -> int:
    if options.json:
        render.emit({"plan": planned})
        return 0
    for removal in planned.removals:
        stays = f"  {removal.reason}; this stays: {render.shown(removal.kept.path)}"
        print(f"{render.shown(removal.file.path)}\n" + render.dim(stays))
    for note in planned.notes:
        print(render.dim(note))
    size = render.bytes_in_words(planned.freed_bytes)
    print(f"{len(planned.removals):,} files, {size}, would go to the trash. Nothing was touched; add --trash to do it.")
    return 0


def _undo(library: Library, options: argparse.Namespace, cancel: Cancel) -> int:
    back = library.copies.undo(library.copies.last_removals(), cancel)
    if options.json:
        render.emit({"restored": back})
        return 0
    _print_removals(back)
    print(f"{sum(one.undone for one in back):,} files are back where they were.")
    return 0


def _print_removals(done: list[Removal]) -> None:
    for one in done:
        if one.failure:
            print(f"{render.shown(one.path)}: {one.failure}")


def _ignore(library: Library, options: argparse.Namespace) -> int:
    first, second = (_document(library, name) for name in options.not_a_copy)
    library.copies.ignore(first.id, second.id)
    print("Remembered: these two are no copies of each other.")
    return 0


def _list_apart(library: Library, options: argparse.Namespace) -> int:
    pairs = [[render.shown(path) for path in told.paths] for told in library.copies.ignored()]
    if options.json:
        render.emit({"not_copies": pairs})
        return 0
    for pair in pairs:
        print("\n    ".join(pair) or "Files that are no longer in the library.")
    if not pairs:
        print("Of no files was it said that they are no copies.")
    return 0


def _take_back(library: Library, options: argparse.Namespace) -> int:
    wanted = {os.path.realpath(os.fsencode(name)) for name in options.take_back}
    found = [told for told in library.copies.ignored() if set(told.paths) == wanted]
    if not found:
        raise UsageError("Nobody said that of these two files. See which ones with: inkling copies --not-copies")
    for told in found:
        library.copies.unignore(told)
    print("Taken back: these two may be copies of each other again.")
    return 0


def compare(options: argparse.Namespace) -> int:
    """Show the difference between two files, word by word."""
    with scratch_library() as library:
        a, b = (library.reader.text_of_file(os.path.realpath(os.fsencode(n))) for n in (options.first, options.second))
        difference = library.copies.compare_texts(a, b)
    if options.json:
        render.emit({"difference": difference})
    else:
        _print_difference(difference, a, b)
    return 0


def _print_difference(difference: Difference, a: str, b: str) -> None:
    for change in difference.changes:
        old, new = a[change.a_start : change.a_end].strip(), b[change.b_start : change.b_end].strip()
        sign = _SIGNS[change.kind]
        if change.kind is ChangeKind.REPLACED:
            print(f"{sign} {render.marked(old, [(0, len(old))])} → {render.marked(new, [(0, len(new))])}")
        else:
            print(f"{sign} {old or new}")
    shares = f"{difference.share_longer:.0%} of the longer and {difference.share_shorter:.0%} of the shorter"
    print(render.bold(f"{_VERDICTS[difference.verdict]}: {shares} are the same ({difference.words_same:,} words)."))


def _document(library: Library, name: str) -> StoredDocument:
    found = library.reader.document_of(os.path.realpath(os.fsencode(name)))
    if found is None:
        raise UsageError(f"{name} is not in the library. Give a file that was read; inkling status tells more.")
    return found
