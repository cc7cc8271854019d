"""XML without its dangers, through lxml (imported only here): no entities, no network, no endless depth."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from inkling.errors import ExtractError
from inkling.extract.base import LIMITS, damaged
from inkling.records.said import said

# lxml has no types of its own here: an element is `Any` inside this package.
Element = Any
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_pis": True}


def local(element: Element) -> str:
    """Return an element's tag without its namespace; comments and entities have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, empty when absent."""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return ""


def text_before(element: Element) -> str:
    """Return the text between a started element and what stands before it in its parent; it is handed out once.

    `events` forgets what has ended, so mixed content must be taken while it passes: with this at each start and
    `text_at_end` at each end.
    """
    parent, previous = element.getparent(), element.getprevious()
    if previous is not None:
        text, previous.tail = previous.tail, None
    elif parent is not None:
        text, parent.text = parent.text, None
    else:
        return ""
    return text or ""


def text_at_end(element: Element) -> str:
    """Return the text between the last child of an ended element and its end; it is handed out once."""
    if len(element):
        text, element[-1].tail = element[-1].tail, None
    else:
        text, element.text = element.text, None
    return text or ""


def events(
    stream: IO[bytes], what: str, *, strict: bool = True, recover: bool = False
) -> Iterator[tuple[bool, Element]]:
    """Yield (is_start, element) while a part is read; ended elements are forgotten once the caller has seen them.

    Args:
        stream: the part.
        what: how to call the file in messages.
        strict: refuse a document type, as office formats have none.
        recover: go on after errors of the markup.

    Raises:
        ExtractError: not well formed, too deep, or with a document type.
    """
    from lxml import etree

    depth = 0
    try:
        for event, element in etree.iterparse(
            stream, events=("start", "end"), recover=recover, remove_comments=True, **_SAFE
        ):
            if event == "start":
                depth += 1
                if depth == 1 and strict and element.getroottree().docinfo.doctype:
                    raise _hostile()
                if depth > LIMITS.xml_depth:
                    raise _hostile()
                yield True, element
            else:
                depth -= 1
                yield False, element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise damaged(what) from error


def _forget(element: Element) -> None:
    """Free an element that has ended, and the ones before it, keeping its tail for whoever reads it."""
    tail = element.tail
    element.clear()
    element.tail = tail
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def tree(data: bytes, what: str, *, strict: bool = True, recover: bool = False) -> Element:
    """Return the root of a small part; for big ones use `events`.

    Raises:
        ExtractError: not well formed, or with a document type where there should be none.
    """
    from lxml import etree

    try:
        root = etree.parse(BytesIO(data), etree.XMLParser(recover=recover, remove_comments=True, **_SAFE)).getroot()
    except etree.XMLSyntaxError as error:
        raise damaged(what) from error
    if root is None:
        raise damaged(what)
    if strict and root.getroottree().docinfo.doctype:
        raise _hostile()
    return root


def _hostile() -> ExtractError:
    return ExtractError(
        "damaged",
        said("Its XML has a document type or a depth that no program writes; it may be made to do harm."),
        said("Be careful with this file if you do not know where it comes from."),
    )
