"""EPUB books: chapters in reading order, each a place, with the names of the table of contents."""

from __future__ import annotations

import posixpath
from contextlib import suppress
from urllib.parse import unquote

from inkling.errors import ExtractError
from inkling.extract.base import Builder, Source, damaged, locked
from inkling.extract.containers import Zip
from inkling.extract.decode import decode
from inkling.extract.html import read_markup
from inkling.extract.xmlparts import Element, attribute, local, tree
from inkling.records import LocatorKind, ProblemKind
from inkling.records.said import said

_WHAT = said("The book")


def read(source: Source, into: Builder) -> None:
    """Add each chapter of the spine."""
    parts = Zip(source.data, into, _WHAT)
    if "META-INF/rights.xml" in parts or "META-INF/sinf.xml" in parts:
        raise locked(_WHAT)
    package_name = _package(parts)
    package = tree(parts.read(package_name), _WHAT, strict=False, recover=True)
    _describe(package, into)
    items = {attribute(i, "id"): i for i in package.iter("{*}item")}
    folder = posixpath.dirname(package_name)
    names = _contents(parts, items.values(), folder)
    number = 0
    for reference in package.iter("{*}itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None:
            continue
        path = _joined(folder, attribute(item, "href"))
        if path in parts:
            number += 1
            _add_chapter(parts, path, names.get(path, ""), number, into)


def _add_chapter(parts: Zip, path: str, name: str, number: int, into: Builder) -> None:
    label = name or f"chapter {number}"
    try:
        markup = decode(parts.read(path), markup=True)
    except ExtractError as error:
        if error.kind == "too_large":
            raise
        into.problem(ProblemKind.DAMAGED, said("This chapter is damaged."), "", label)
        return
    with into.place(LocatorKind.CHAPTER, label, number):
        read_markup(markup, into.child("html", ""))
    into.gap()


def _package(parts: Zip) -> str:
    """Return the name of the package file."""
    with suppress(ExtractError):
        for root in tree(parts.read("META-INF/container.xml"), _WHAT, strict=False).iter("{*}rootfile"):
            path = attribute(root, "full-path")
            if path in parts:
                return path
    for name in parts.names():
        if name.endswith(".opf"):
            return name
    raise damaged(_WHAT)


def _describe(package: Element, into: Builder) -> None:
    for field in package.iter():
        text = (field.text or "").strip()
        match local(field):
            case "title":
                into.title = into.title or text
            case "creator":
                into.authors.append(text)
            case "date":
                into.created = into.created or text
            case "language":
                into.language = into.language or text
            case "manifest":
                return


def _contents(parts: Zip, items: object, folder: str) -> dict[str, str]:
    """Return what the table of contents calls each chapter; an absent or broken one only costs the names."""
    names: dict[str, str] = {}
    for item in list(items):  # type: ignore[call-overload]  # the values of a dict
        path = _joined(folder, attribute(item, "href"))
        if path not in parts:
            continue
        with suppress(ExtractError):
            if attribute(item, "media-type") == "application/x-dtbncx+xml":
                for point in tree(parts.read(path), _WHAT, strict=False, recover=True).iter("{*}navPoint"):
                    label = next(("".join(t.itertext()) for t in point.iter("{*}text")), "")
                    target = next((attribute(c, "src") for c in point.iter("{*}content")), "")
                    names.setdefault(_joined(posixpath.dirname(path), target), " ".join(label.split()))
            elif "nav" in attribute(item, "properties").split():
                for link in tree(parts.read(path), _WHAT, strict=False, recover=True).iter("{*}a"):
                    target = _joined(posixpath.dirname(path), attribute(link, "href"))
                    names.setdefault(target, " ".join("".join(link.itertext()).split()))
    return names


def _joined(folder: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(reference.partition("#")[0])))
