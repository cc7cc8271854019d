"""The nouns of health: what `inkling doctor` looked at and what it saw."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `told` says what was seen, `next_step` what to do where it is not well."""

    name: str
    is_well: bool
    told: str
    next_step: str = ""
