"""HTML, through selectolax's lexbor (imported only here): what a reader of the page sees, with its headings."""

from __future__ import annotations

import re
from typing import Any

from inkling.extract.base import Builder, Source
from inkling.extract.decode import decode

Element = Any  # selectolax does not type what a node returns
_HIDDEN_NAMES = "script style noscript template head iframe object svg math canvas select datalist audio video"
_HIDDEN = frozenset(_HIDDEN_NAMES.split())
_BLOCKS_NAMES = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form header hgroup hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul caption "
    "option"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MAX_DEPTH = 2_000  # deeper nesting is an attack or a broken page; its text still counts, its structure does not


def read(source: Source, into: Builder) -> None:
    """Add the visible text."""
    read_markup(decode(source.data, source.charset, markup=True), into)


def read_markup(markup: str, into: Builder) -> None:
    """Add the visible text of decoded HTML."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    _read_head(tree, into)
    if tree.body is not None:
        _Walk(into).run(tree.body)


def _read_head(tree: Element, into: Builder) -> None:
    title = tree.css_first("title")
    if title is not None and not into.title:
        into.title = title.text()
    root = tree.root
    if root is not None and not into.language:
        into.language = str(root.attributes.get("lang") or root.attributes.get("xml:lang") or "")[:35]
    for meta in tree.css("meta[name][content]"):
        name, content = str(meta.attributes["name"] or "").lower(), str(meta.attributes["content"] or "")
        if name in ("author", "dc.creator", "dcterms.creator"):
            into.authors.append(content)
        elif name in ("date", "dc.date", "dcterms.created", "article:published_time"):
            into.created = into.created or content


class _Walk:
    """Goes through the tree without recursion, so that no depth can hurt."""

    def __init__(self, into: Builder) -> None:
        self._into = into
        self._line: list[str] = []
        self._preformatted = 0
        self._heading = ""

    def run(self, body: Element) -> None:
        node, depth = body, 0
        while node is not None:
            enter = self._enter(node) and depth < _MAX_DEPTH
            child = node.child if enter else None
            if child is not None:
                node, depth = child, depth + 1
                continue
            if enter:
                self._leave(node)
            while node is not None and depth > 0 and node.next is None:
                node, depth = node.parent, depth - 1
                self._leave(node)
            node = node.next if depth > 0 else None
        self._flush()

    def _enter(self, node: Element) -> bool:
        """Take in one node; true when its children count."""
        tag = node.tag or "-"
        if tag == "-text":
            text = node.text_content or ""
            self._line.append(text if self._preformatted else _BLANKS.sub(" ", text))
            return False
        if tag in _HIDDEN or tag[0] in "-_!":
            return False
        if tag in _HEADINGS:
            self._flush()
            self._heading = tag
        elif tag in _BLOCKS:
            self._flush()
            self._preformatted += tag == "pre"
            if tag == "li":
                self._line.append("- ")
        elif tag == "br":
            self._line.append("\n")
        elif tag in _CELLS and self._line:
            self._line.append("\t")
        elif tag == "img":
            self._line.append(f" {node.attributes.get('alt') or ''} ")
        return True

    def _leave(self, node: Element) -> None:
        tag = node.tag or ""
        if tag in _HEADINGS or tag in _BLOCKS:
            self._flush()
            self._heading = ""
            self._preformatted -= tag == "pre"
            if tag in ("p", "table", "ul", "ol", "dl", "pre", "blockquote", "section", "article"):
                self._into.gap()

    def _flush(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        if self._preformatted:
            if text.strip():
                self._into.line(text.strip("\n"))
            return
        text = "\n".join(_squeezed(line) for line in text.split("\n")).strip("\n")
        if not text.strip(" -\t"):
            return
        if self._heading:
            self._into.heading(text, int(self._heading[1]))
        else:
            self._into.line(text)


def _squeezed(line: str) -> str:
    return "\t".join(" ".join(cell.split(" ")) for cell in line.split("\t")).replace("  ", " ").strip()
