"""Which files could go, and which one stays? Rules make a plan, as data; a plan never leaves a text without a file.

The default rule selects nothing. Files of the same form are never selected, contained texts only when asked for, and
whatever one group keeps no other group may remove.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from inkling.records import CopyGroup, CopyMember, KeepRule, Plan, PlannedRemoval, StoredFile, Tier, Verdict
from inkling.records.said import said

DigestOf = Callable[[StoredFile], bytes]
_TIED = (KeepRule.NEWEST, KeepRule.OLDEST, KeepRule.SHORTEST_PATH)  # by which two files may come out equal
_NEVER = (Verdict.SAME_FORM, Verdict.REWORKED, Verdict.OVERLAP, Verdict.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person wants kept.

    Args:
        rule: which file of each group stays.
        folders: for FOLDER_ORDER: what is in one of them stays, all of it; the first of them that a group has a file
            in says which file its others are replaced by. Groups with no file in any of them are left alone.
        protected: folders from which nothing is ever removed.
        contained: also remove texts that stand wholly inside the kept one.
    """

    rule: KeepRule = KeepRule.NONE
    folders: tuple[bytes, ...] = ()
    protected: tuple[bytes, ...] = ()
    contained: bool = False


def plan(groups: Iterable[CopyGroup], choice: Choice, digest_of: DigestOf) -> Plan:
    """Say what would be removed and what stays; nothing is touched.

    Args:
        groups: the groups to tidy, of any tiers.
        choice: the rule.
        digest_of: the digest of a file's bytes as the catalog knows it; what has none is never touched.
    """
    notes: list[str] = []
    removals: dict[bytes, PlannedRemoval] = {}
    kept: dict[bytes, StoredFile] = {}
    left = set[bytes]()  # alone, in whatever wider group they are as well
    chosen = [] if choice.rule is KeepRule.NONE else sorted(groups, key=_sureness)
    for group in chosen:
        candidates = [member for member in group.members if member.files]
        if group.verdict in _NEVER or not candidates:
            continue
        if not _is_meant(candidates, choice):
            left.update(file.path for member in candidates for file in member.files)
            continue
        keeper, stays = _keeper(candidates, choice, removals, kept, notes)
        if keeper is None or stays is None:
            told = said("Nothing is removed from the group of {name}: all else would be gone.", name=_name(group))
            notes.append(told)
            continue
        kept[stays.path] = stays
        for member, file in _others(group, keeper, stays, choice):
            digest, kept_digest = digest_of(file), digest_of(stays)
            if file.path in kept or file.path in left or file.path in removals or not digest or not kept_digest:
                continue
            reason = _reason(member, keeper, group.tier)
            removals[file.path] = PlannedRemoval(file, digest, stays, kept_digest, group.id, group.tier, reason)
    ordered = tuple(removals[path] for path in sorted(removals))
    freed = sum(removal.file.size for removal in ordered)
    return Plan(ordered, tuple(kept[path] for path in sorted(kept)), freed, tuple(notes))


def _sureness(group: CopyGroup) -> tuple[int, str]:
    return list(Tier).index(group.tier), group.id


def _is_meant(candidates: Sequence[CopyMember], choice: Choice) -> bool:
    """Whether a rule says anything of a group: keeping what is in a folder says nothing of files elsewhere."""
    if choice.rule is not KeepRule.FOLDER_ORDER:
        return True
    return any(_is_in(file, choice.folders) for member in candidates for file in member.files)


def _is_in(file: StoredFile, folders: Iterable[bytes]) -> bool:
    return any(is_below(file.path, folder) for folder in folders)


def _keeper(
    candidates: Sequence[CopyMember],
    choice: Choice,
    removals: Container[bytes],
    kept: Container[bytes],
    notes: list[str],
) -> tuple[CopyMember | None, StoredFile | None]:
    """Choose the member and the file that stay, among files that no other group removes.

    Of files that the rule fits alike it is one that stays for another group, else the reference.
    """
    ranked = [
        (_rank(file, place, choice), file.path not in kept, member, file)
        for place, member in enumerate(candidates)
        for file in member.files
        if file.path not in removals
    ]
    if not ranked:
        return None, None
    ranked.sort(key=lambda entry: entry[:2])  # equals keep their order, in which the reference is the first
    (best, _, member, stays), *others = ranked
    if choice.rule in _TIED and others and others[0][0] == best:
        notes.append(said("{name} stays: the rule fits other files of the group as well.", name=stays.display))
    return member, stays


def _rank(file: StoredFile, place: int, choice: Choice) -> tuple[int, ...]:
    if choice.rule is KeepRule.NEWEST:
        return (-file.mtime_ns,)
    if choice.rule is KeepRule.OLDEST:
        return (file.mtime_ns,)
    if choice.rule is KeepRule.SHORTEST_PATH:
        return (file.path.count(b"/"), len(file.path))
    if choice.rule is KeepRule.FOLDER_ORDER:
        inside = [index for index, folder in enumerate(choice.folders) if is_below(file.path, folder)]
        return (min(inside, default=len(choice.folders)),)
    return (place,)


def _others(
    group: CopyGroup, keeper: CopyMember, stays: StoredFile, choice: Choice
) -> Iterable[tuple[CopyMember, StoredFile]]:
    """Yield what may go because `stays` says the same: near copies only when one of the two is the reference."""
    for member in group.members:
        if member is not keeper and not _is_replaced(group, member, keeper, choice):
            continue
        for file in member.files:
            is_same = file.path == stays.path or (file.device, file.inode) == (stays.device, stays.inode)
            if not is_same and not _is_in(file, (*choice.folders, *choice.protected)):
                yield member, file


def _is_replaced(group: CopyGroup, member: CopyMember, keeper: CopyMember, choice: Choice) -> bool:
    if group.tier is not Tier.NEAR_COPY:
        return True
    compared = keeper if member is group.reference else member
    if compared.verdict in _NEVER or (member is not group.reference and keeper is not group.reference):
        # Two members of a group were compared with the reference, not with each other.
        return group.verdict is Verdict.VERSION and compared.verdict is Verdict.VERSION
    if group.verdict is Verdict.CONTAINED or compared.verdict is Verdict.CONTAINED:
        is_part = not member.longer if compared is member else keeper.longer
        return choice.contained and is_part
    return True


def is_below(path: bytes, folder: bytes) -> bool:
    """Whether a path is the folder or something in it."""
    folder = folder.rstrip(b"/")
    return path == folder or path.startswith(folder + b"/")


def _reason(member: CopyMember, keeper: CopyMember, tier: Tier) -> str:
    if tier is Tier.IDENTICAL_BYTES:
        return said("the same bytes")
    if tier is Tier.IDENTICAL_TEXT:
        return said("the same text")
    other = keeper if member.share_longer == 1.0 and member.verdict is Verdict.IDENTICAL else member
    return said("{share}% the same", share=int(100 * other.share_longer))


def _name(group: CopyGroup) -> str:
    return group.reference.files[0].display if group.reference.files else group.id
