"""Which folders wait to be looked at, and when is it time? Pure but for a lock; the clock is the caller's."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field

# So many single folders cost more to look at than the whole.
_WORTH_A_SCAN = 5_000


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a change waits for more of its kind, in seconds.

    Attributes:
        quiet_s: after the last hint; an edited file must be findable in less than 3 s.
        removal_quiet_s: the same where something only went away: a move or an atomic save brings it back.
        longest_s: after the first hint, for folders that give no rest.
        hottest_s: what `longest_s` grows to, by doubling, while a folder goes on giving no rest.
    """

    quiet_s: float = 0.7
    removal_quiet_s: float = 2.0
    longest_s: float = 10.0
    hottest_s: float = 60.0


@dataclass(slots=True)
class _Mark:
    first_s: float
    last_s: float
    is_deep: bool
    is_removal: bool


@dataclass(frozen=True, slots=True)
class Dirty:
    """Folders to look at: by themselves, or with all below them; or everything."""

    flat: frozenset[bytes] = frozenset()
    deep: frozenset[bytes] = frozenset()
    is_everything: bool = False

    def __bool__(self) -> bool:
        return self.is_everything or bool(self.flat or self.deep)


@dataclass(slots=True)
class Pending:
    """The marks of one folder of the library. `hit` may come from any thread."""

    root: bytes
    patience: Patience = field(default_factory=Patience)
    _marks: dict[bytes, _Mark] = field(default_factory=dict)
    _heat: dict[bytes, int] = field(default_factory=dict)
    _soonest_s: float = math.inf
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __len__(self) -> int:
        return len(self._marks)

    def hit(self, folder: bytes, now_s: float, *, is_deep: bool = False, is_removal: bool = False) -> bool:
        """Mark a folder; true when it is due before all else was, so that the waiting thread needs to be told."""
        with self._lock:
            mark = self._marks.get(folder)
            if mark is None:
                mark = self._marks[folder] = _Mark(now_s, now_s, is_deep, is_removal)
            else:
                mark.last_s = now_s
                mark.is_deep |= is_deep
                mark.is_removal &= is_removal
            due_s = self._due_at(folder, mark)
            is_sooner = due_s < self._soonest_s
            self._soonest_s = min(due_s, self._soonest_s)
            return is_sooner

    def put_back(self, dirty: Dirty, now_s: float) -> None:
        """Mark again what could not be looked at."""
        if dirty.is_everything:
            self.hit(self.root, now_s, is_deep=True)
        for folder in dirty.flat:
            self.hit(folder, now_s)
        for folder in dirty.deep:
            self.hit(folder, now_s, is_deep=True)

    def due_in_s(self, now_s: float) -> float | None:
        """Return how long until something is due; None when nothing waits."""
        with self._lock:
            self._soonest_s = min((self._due_at(*marked) for marked in self._marks.items()), default=math.inf)
            return self._soonest_s - now_s if self._marks else None

    def take(self, now_s: float) -> Dirty:
        """Return what is due and forget it."""
        with self._lock:
            due = [folder for folder, mark in self._marks.items() if self._due_at(folder, mark) <= now_s]
            if not all(self._marks[folder].is_removal for folder in due):
                due += [folder for folder, mark in self._marks.items() if self._may_be_source(mark, now_s)]
            taken = {folder: self._marks.pop(folder) for folder in dict.fromkeys(due)}
            for folder, mark in taken.items():
                self._note_heat(folder, mark, now_s)
        root = taken.get(self.root)
        if len(taken) > _WORTH_A_SCAN or (root is not None and root.is_deep):
            self.clear()
            return Dirty(is_everything=True)
        deep = frozenset(folder for folder, mark in taken.items() if mark.is_deep)
        return Dirty(frozenset(taken) - deep, deep)

    def clear(self) -> None:
        """Forget all marks: everything is about to be looked at."""
        with self._lock:
            self._marks.clear()

    def _due_at(self, folder: bytes, mark: _Mark) -> float:
        patience = self.patience
        quiet_s = patience.removal_quiet_s if mark.is_removal else patience.quiet_s
        longest_s = min(patience.longest_s * 2.0 ** self._heat.get(folder, 0), patience.hottest_s)
        return min(mark.last_s + quiet_s, mark.first_s + longest_s)

    def _may_be_source(self, mark: _Mark, now_s: float) -> bool:
        """What went away belongs with what came: looked at together, a move is known for a move and nothing is read."""
        return mark.is_removal and mark.last_s + self.patience.quiet_s <= now_s

    def _note_heat(self, folder: bytes, mark: _Mark, now_s: float) -> None:
        """A folder that never came to rest waits longer next time, so that a chatty log is not read all day."""
        if now_s - mark.last_s < self.patience.quiet_s:
            self._heat[folder] = min(self._heat.get(folder, 0) + 1, 16)
        else:
            self._heat.pop(folder, None)
