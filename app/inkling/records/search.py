"""The nouns of finding: a query and its parts, passages, results, and how strong they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from inkling.records.ids import DocumentId, PassageId
from inkling.records.library import Filter, StoredDocument, StoredFile


class Strength(Enum):
    """How sure it is that a result answers the query, learned from the library itself; as a threshold, NONE is all."""

    STRONG = "strong"
    LIKELY = "likely"
    WEAK = "weak"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for NONE up to 3 for STRONG: larger is better."""
        return ("none", "weak", "likely", "strong").index(self.value)


class PartKind(Enum):
    """What one part of a query asks for."""

    WORDS = "words"
    PHRASE = "phrase"
    PREFIX = "prefix"
    OR = "or"
    FIELD = "field"  # such as title:
    SIZE = "size"
    DATE = "date"
    LIKE = "like"
    UNKNOWN = "unknown"  # looks like a field and is none: `note` explains, the words count as words


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One removable part of a query: `query.text[start:end]`. The parts, in order, cover all that is not blank.

    `field` is the canonical name ("type", "before"), `value` what was understood ("pdf", "2024-03-01"), `excluded`
    whether a minus stands before it, `note` what to tell the person ("read as type:").
    """

    kind: PartKind
    start: int
    end: int
    value: str
    field: str = ""
    excluded: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks for. `words` is the text to rank by: all words and phrases that are not excluded.

    `phrases` must stand in a passage, `excluded` must not stand in the file. `prefixes` must begin a word of the
    passage. `alternatives` are groups of words or phrases joined by OR, at least one of each group must stand there.
    `like` and `unlike` are paths of examples. What the fields ask for is in `filter`, what they exclude in
    `not_filters`; folder names that are not absolute paths are in `folder_names` and `not_folder_names`.
    """

    text: str
    parts: tuple[QueryPart, ...] = ()
    words: str = ""
    phrases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    folder_names: tuple[str, ...] = ()
    not_folder_names: tuple[str, ...] = ()
    filter: Filter = Filter()
    not_filters: tuple[Filter, ...] = ()
    notes: tuple[str, ...] = ()

    def without(self, *parts: QueryPart) -> str:
        """Return the text of the query with some parts taken out and all else as it was: what a chip's cross does."""
        text = self.text
        for part in sorted(parts, key=lambda part: part.start, reverse=True):
            before, after = text[: part.start].rstrip(), text[part.end :].lstrip()
            text = f"{before} {after}" if before and after else before or after
        return text


class SearchStage(Enum):
    """How far a search has come; each stage replaces the one before."""

    WORDS = "words"
    MEANING = "meaning"
    RERANKED = "reranked"


class SearchState(Enum):
    """What a search came to."""

    FOUND = "found"
    HIDDEN = "hidden"  # there are results, all of them below the threshold
    NOTHING = "nothing"  # nothing here matches
    NO_QUERY = "no_query"
    NO_DOCUMENTS = "no_documents"


class SpanKind(Enum):
    """Why a stretch of a shown passage is marked."""

    MEANING = "meaning"  # it carried the meaning
    WORDS = "words"  # it matches a word of the query literally


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a shown passage: offsets into the passage's text. `share` of the score, from 0 to 1."""

    start: int
    end: int
    kind: SpanKind
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that answers the query: `start` and `end` are offsets into the document's text.

    `strength`, `rerank`, `meaning` (cosine) and `words` (BM25) are different scales with different names; a number
    is None where that voice did not speak. `certainty` is the strength as a number from 0 to 1.
    """

    id: PassageId
    document: DocumentId
    start: int
    end: int
    text: str
    heading: str
    place: str
    strength: Strength
    certainty: float
    rerank: float | None = None
    meaning: float | None = None
    words: float | None = None
    is_exact: bool = False  # all words of the query stand here literally: no threshold hides it
    spans: tuple[Span, ...] = ()
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A document that answers the query, with its best passages first; its numbers are those of the best one.

    `files` are those that the query's filters let through, the best to show first; `elsewhere` are the other files with
    the same bytes. `folded` are near-copies of it that were found too and stand under the same line; `versions` are the
    same with what is known of them, and those of their files. `dated_ns` is the date that stands in the document.
    """

    document: DocumentId
    kind: str
    title: str
    files: tuple[StoredFile, ...]
    strength: Strength
    certainty: float
    rerank: float | None
    meaning: float | None
    words: float | None
    is_exact: bool
    passages: tuple[FoundPassage, ...]
    folded: tuple[DocumentId, ...] = ()
    versions: tuple[StoredDocument, ...] = ()
    elsewhere: tuple[StoredFile, ...] = ()
    language: str = ""
    dated_ns: int | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search: the text as typed, and what stands beside the search box. `filter` joins the query's own filters.

    `like` are pasted texts to search by example. `limit` counts documents. `budget_s` is what reranking may take.
    """

    text: str
    filter: Filter = Filter()
    threshold: Strength = Strength.LIKELY
    limit: int = 30
    passages: int = 3
    like: tuple[str, ...] = ()
    rerank: bool = True
    budget_s: float = 0.45


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found. `shown` and `hidden` count documents; `counts` has one number per strength, by value.

    `results` are the best of those shown, as many as the request's limit. `above` says for each threshold, by value,
    how many documents it shows: those with the exact words stand above any. Where not `is_complete`, more documents may
    answer than one search looks at, and these are the best of them.
    `notes` are sentences for the person (a typo in a field, a folder that is unknown, the model that is missing).
    """

    query: Query
    stage: SearchStage
    state: SearchState
    results: tuple[Result, ...] = ()
    shown: int = 0
    hidden: int = 0
    threshold: Strength = Strength.LIKELY
    counts: dict[str, int] = field(default_factory=dict)
    above: dict[str, int] = field(default_factory=dict)
    is_complete: bool = True
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    is_final: bool = True
