"""What is slow the first time is done once before anybody waits for it.

Fonts are loaded, and the binding makes Qt's types and enumerations, when they are first used: of the first result that
was shown, its text and its facets, that was most of the time (60 ms, while a result costs 5 from then on).
"""

from __future__ import annotations

from inkling.gui.find.facets import Facets
from inkling.gui.find.reader import Reader
from inkling.gui.find.results import ResultList
from inkling.gui.theme import Theme
from inkling.present.rows import FacetRow, FoundRows, HitRow, Mark, ReadRow, SnippetRow
from inkling.records import DocumentId

_TEXT = "“Ink” – ’ … • é 中文"  # signs that take other fonts than letters do
_MARKS = (Mark(0, 3, "words"), Mark(4, 9, "meaning"))
_HIT = HitRow(
    DocumentId(0), b"", _TEXT, _TEXT, ("~",), "text", 10**18, "likely", 0.5, (SnippetRow(_TEXT, _MARKS, page=1),)
)


def rehearse(theme: Theme) -> None:
    """Draw each part of a found result once where nobody sees it."""
    results, reader, facets = ResultList(theme), Reader(theme, airy=True), Facets(theme, "likely")
    results.show_hits((_HIT,))
    reader.read(ReadRow(_HIT.document, b"", _TEXT, "text", _TEXT, 0, _MARKS, _MARKS))
    facets.show_facets(tuple(FacetRow(group, _TEXT, 1, "") for group in ("type", "date")))
    facets.threshold.show_found(FoundRows("", "", (_HIT,)))
    for widget in (results, reader, facets):
        widget.resize(400, 300)
        widget.grab()
        widget.deleteLater()
