"""What the Office Open XML formats share: where the main part is, and what the document says about itself."""

from __future__ import annotations

import posixpath
from contextlib import suppress

from inkling.errors import ExtractError
from inkling.extract.base import Builder
from inkling.extract.containers import Zip
from inkling.extract.xmlparts import attribute, local, tree
from inkling.records.said import said

_WHAT = said("The document")


def read_properties(parts: Zip, into: Builder) -> None:
    """Take title, author, dates and language from the core properties; damage there costs nothing else."""
    if "docProps/core.xml" not in parts:
        return
    with suppress(ExtractError):
        for field in tree(parts.read("docProps/core.xml"), _WHAT):
            text = (field.text or "").strip()
            match local(field):
                case "title":
                    into.title = text
                case "creator":
                    into.authors.extend(name.strip() for name in text.split(";"))
                case "created":
                    into.created = text
                case "modified":
                    into.modified = text
                case "language":
                    into.language = text


def relations(parts: Zip, part: str) -> dict[str, tuple[str, str]]:
    """Return id -> (kind, name of the part) of what a part refers to inside the file."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found: dict[str, tuple[str, str]] = {}
    if rels not in parts:
        return found
    for relation in tree(parts.read(rels), _WHAT):
        if attribute(relation, "TargetMode") != "External":
            target = attribute(relation, "Target")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attribute(relation, "Id")] = (attribute(relation, "Type").rpartition("/")[2], path)
    return found


def main_part(parts: Zip, usual: str) -> str:
    """Return the name of the main part, which is nearly always `usual`."""
    if usual in parts:
        return usual
    for kind, name in relations(parts, "").values():
        if kind == "officeDocument" and name in parts:
            return name
    return usual
