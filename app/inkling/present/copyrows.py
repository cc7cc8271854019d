"""The rows that the page of copies draws: groups, differences, plans, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from inkling.present.rows import Mark
from inkling.records import DocumentId


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One file of a group of copies, compared with the group's reference."""

    document: DocumentId
    path: bytes
    name: str
    crumbs: tuple[str, ...]
    kind: str
    size: int
    when_ns: int
    of_longer: float
    of_shorter: float
    verdict: str
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Copies around one reference, which comes first; `token` is the engine's, to plan for exactly what is shown."""

    id: str
    tier: str
    verdict: str
    title: str
    members: tuple[CopyRow, ...]
    spare_bytes: int = 0
    token: object = None


@dataclass(frozen=True, slots=True)
class CopiesRows:
    """Everything that the page of copies lists."""

    groups: tuple[GroupRow, ...]
    files: int = 0
    can_undo: bool = False
    generation: int = -1  # the library's when this was found: another one now means that files have changed since

    def count(self, tier: str) -> int:
        """Return how many groups a tier has."""
        return sum(group.tier == tier for group in self.groups)


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two paragraphs side by side; or, where `skipped` is not 0, so many characters that are the same on both sides."""

    left: str
    right: str
    left_marks: tuple[Mark, ...] = ()
    right_marks: tuple[Mark, ...] = ()
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Where a change begins: in which pair, and at which character of its sides, -1 where it is not on a side.

    `share` is its place on the left text, from 0 to 1.
    """

    pair: int
    left: int
    right: int
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class DiffRow:
    """Two texts with their changes. `places` are where on the left text something changed, as shares of it."""

    pairs: tuple[PairRow, ...]
    changes: tuple[ChangeRow, ...] = ()
    places: tuple[tuple[float, float, str], ...] = ()
    left_name: str = ""
    right_name: str = ""
    is_cut: bool = False  # only the beginning of the texts was compared


@dataclass(frozen=True, slots=True)
class GoingRow:
    """One file that would go to the trash, and the file that stays instead of it."""

    path: bytes
    name: str
    folder: str
    size: int
    kept: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a rule would put into the trash, before anything happens; `staying` counts all other files of the groups."""

    going: tuple[GoingRow, ...]
    size: int
    staying: int
    notes: tuple[str, ...] = ()
    token: object = None

    def paths(self) -> frozenset[bytes]:
        """Return what would go."""
        return frozenset(file.path for file in self.going)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One file that was not moved, and why."""

    path: bytes
    shown: str
    why: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """What became of files that were to go to the trash, or to come back from it."""

    files: int
    refused: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ApartRow:
    """Two files that the person said to be no copies of each other, as people read their paths."""

    first: str
    second: str
    token: object = None
