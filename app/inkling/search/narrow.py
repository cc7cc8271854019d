"""Which passages may be found at all? Filters, phrases, alternatives, prefixes and exclusions, before any ranking.

What FTS5 answers here is exact and complete, so a phrase that stands in one file of a hundred thousand is found with
any filter. A phrase may begin in one passage and end in the next: both are found then.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from inkling import words
from inkling.catalog.catalog import Catalog
from inkling.index.base import Ids
from inkling.records import Filter, PassageId, Query
from inkling.records.said import said
from inkling.search.fields import join
from inkling.search.view import View

_JOINTS = re.compile(r"[^\w\s]|_")  # what joins the parts of a compound
_LOOKED_AT = 500  # passages that may hold a phrase inside a compound and are read to see
_FEW = 64  # borders that are simply read; for more it pays to look first which passages hold the beginning
_LONGEST_PHRASE = 40  # words of a phrase that are looked for across the border of two passages


def allowed(catalog: Catalog, view: View, query: Query, beside: Filter) -> tuple[Ids | None, list[str]]:
    """Return the passages that may be found (None for all), int64 ascending, and notes for the person.

    Args:
        catalog: the library.
        view: what is searched.
        query: as parsed.
        beside: the filter that stands beside the search box.
    """
    notes: list[str] = []
    asked = join(query.filter, beside)
    parts: list[Ids] = []
    if query.folder_names:
        folders = tuple(folder for name in query.folder_names for folder in _folders(catalog, name, notes))
        asked = replace(asked, folders=asked.folders + folders)
        if not folders and not asked.folders:
            parts.append(np.zeros(0, np.int64))
    if asked != Filter():
        parts.append(catalog.passages_where(asked))
    parts += [with_phrase(catalog, view, phrase) for phrase in query.phrases]
    parts += [_matching(catalog, words.prefix_expression(prefix)) for prefix in query.prefixes]
    parts += [_any_of(catalog, view, group) for group in query.alternatives]
    made = _all_of(parts)
    gone = _excluded(catalog, view, query, notes)
    if len(gone):
        made = np.setdiff1d(view.ids if made is None else made, gone, assume_unique=True)
    return made, notes


def with_phrase(catalog: Catalog, view: View, phrase: str) -> Ids:
    """Return the passages that hold a phrase, or the beginning or end of it where it crosses their border."""
    expression = words.phrase_expression(phrase)
    if not expression:
        return view.ids  # only punctuation: it excludes nothing
    found = np.union1d(_matching(catalog, expression), _across(catalog, view, phrase))
    return np.union1d(found, _inside_compounds(catalog, phrase, found))


def _inside_compounds(catalog: Catalog, phrase: str, known: Ids) -> Ids:
    """Return further passages that hold a phrase up to the inside of a compound: "the server" of "the server-side".

    A compound stands before its parts as a whole ("the serverside server side"), and so parts "the" from "server" by
    one word that begins like the rest.
    """
    wanted = words.terms(_JOINTS.sub(" ", phrase))
    if len(wanted) < 2 or any(map(words.is_run, wanted)):
        return known[:0]
    parts = [(wanted[:cut], wanted[cut:]) for cut in range(1, len(wanted))[:_LONGEST_PHRASE]]
    expression = " OR ".join(
        f'(NEAR("{" ".join(head)}" "{" ".join(rest)}", 1) AND "{" ".join([*head, rest[0]])}" *)' for head, rest in parts
    )
    more = np.setdiff1d(_matching(catalog, f"body : ({expression})"), known)[:_LOOKED_AT]
    passages = catalog.passages([PassageId(int(id)) for id in more])
    held = [p.id for p in passages if _times(words.terms(_JOINTS.sub(" ", p.text)), wanted)]
    return np.array(held, np.int64)


def _across(catalog: Catalog, view: View, phrase: str) -> Ids:
    """Return the passages that hold a phrase only together with their neighbour."""
    cuts = _cuts(phrase)
    rests = [phrase[cut:] for cut in cuts]
    starts = dict.fromkeys(f"^ {words.phrase_expression(rest)}" for rest in rests if words.terms(rest))
    if not starts:
        return np.zeros(0, np.int64)
    after = _matching(catalog, "body : (" + " OR ".join(starts) + ")")
    beginning = words.phrase_expression(phrase[: cuts[0]])
    if len(after) > _FEW and beginning:  # a document's passages have successive ids
        after = np.intersect1d(after, _matching(catalog, f"body : {beginning}") + 1, assume_unique=True)
    after = after[view.documents_of(after - 1) == view.documents_of(after)]
    wanted, length = words.terms(phrase), 2 * len(phrase) + 40
    found: list[int] = []
    for id, ending, opening in catalog.borders(after.tolist(), length):
        apart = _times(words.terms(ending), wanted) + _times(words.terms(opening), wanted)
        if _times(words.terms(ending + opening), wanted) > apart:
            found += (id - 1, id)
    return np.unique(np.array(found, np.int64))


def _cuts(phrase: str) -> list[int]:
    """Return where a phrase may be cut in two by the border of passages: between words, and inside runs."""
    found = words.query_words(phrase)[:_LONGEST_PHRASE]
    cuts = {word.start for word in found}
    for word in found:
        if words.is_run(phrase[word.start]):
            cuts |= set(range(word.start, word.end))
    return sorted(cuts - {found[0].start} if found else cuts)


def _times(terms: list[str], wanted: list[str]) -> int:
    first = wanted[0]
    return sum(terms[at : at + len(wanted)] == wanted for at, term in enumerate(terms) if term == first)


def _any_of(catalog: Catalog, view: View, group: Iterable[str]) -> Ids:
    found = [_operand(catalog, view, operand) for operand in group]
    return np.unique(np.concatenate(found))


def _operand(catalog: Catalog, view: View, operand: str) -> Ids:
    """Return the passages that hold one word, "phrase" or prefix*; a word counts in all its forms, as in ranking."""
    if operand.startswith('"'):
        return with_phrase(catalog, view, operand.strip('"'))
    if operand.endswith("*"):
        return _matching(catalog, words.prefix_expression(operand[:-1]))
    return _matching(catalog, words.phrase_expression(operand))


def _excluded(catalog: Catalog, view: View, query: Query, notes: list[str]) -> Ids:
    """Return the passages of all documents that hold something excluded, and those that excluded fields pick."""
    gone = [catalog.passages_where(wanted) for wanted in query.not_filters]
    for name in query.not_folder_names:
        folders = tuple(_folders(catalog, name, notes))
        if folders:
            gone.append(catalog.passages_where(Filter(folders=folders)))
    hits = [_operand(catalog, view, operand) for operand in query.excluded if words.terms(operand)]
    if hits:
        documents = np.unique(view.documents_of(np.unique(np.concatenate(hits))))
        gone.append(view.ids[np.isin(view.documents, documents)])
    return np.unique(np.concatenate(gone)) if gone else np.zeros(0, np.int64)


def _folders(catalog: Catalog, name: str, notes: list[str]) -> list[bytes]:
    """Return the folders of the library whose path ends in this name, without regard to case; the outermost ones."""
    wanted = [part.casefold() for part in name.split("/") if part]
    found: set[bytes] = set()
    for path in catalog.stamps():
        parts = path.split(b"/")[:-1]
        names = [os.fsdecode(part).casefold() for part in parts]
        for end in range(len(wanted), len(parts) + 1):
            if names[end - len(wanted) : end] == wanted:
                found.add(b"/".join(parts[:end]))
                break
    if not found:
        notes.append(said("No folder of this library is called “{name}”.", name=name))
    return sorted(found)


def _matching(catalog: Catalog, expression: str) -> Ids:
    return np.array(catalog.match(expression) if expression else [], np.int64)


def _all_of(parts: list[Ids]) -> Ids | None:
    if not parts:
        return None
    made = parts[0]
    for part in parts[1:]:
        made = np.intersect1d(made, part, assume_unique=True)
    return made
