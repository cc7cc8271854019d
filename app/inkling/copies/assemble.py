"""From stars of texts to groups of files, in tiers that are never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy.typing as npt
from numpy import int64

from inkling.copies.groups import Star, stars
from inkling.copies.judged import Pair
from inkling.copies.names import are_versions, is_strong_mark
from inkling.copies.shelf import Holder, Texts, order_of
from inkling.records import CopyGroup, CopyMember, StoredFile, Tier, Verdict

Ignored = set[frozenset[bytes]]
_NO_COPIES = (Verdict.SAME_FORM, Verdict.REWORKED, Verdict.OVERLAP)
_NAMES = 8  # names of one text that are looked at for marks of version


def same_bytes(holders: Iterable[Holder]) -> list[CopyGroup]:
    """Return the groups of files with identical bytes."""
    groups = []
    for holder in holders:
        if len(holder.files) < 2:
            continue
        members = tuple(
            CopyMember(
                holder.document,
                (file,),
                Verdict.IDENTICAL,
                1.0,
                1.0,
                0,
                tuple(link for link in holder.links if _is_link(link, file)),
                changed_ns=file.mtime_ns,
            )
            for file in holder.files
        )
        spare = sum(file.size for file in holder.files[1:])
        groups.append(
            CopyGroup(
                _id(Tier.IDENTICAL_BYTES, [holder.digest]), Tier.IDENTICAL_BYTES, Verdict.IDENTICAL, members, spare
            )
        )
    return groups


def same_text(texts: Texts, least_words: int, ignored: Ignored) -> list[CopyGroup]:
    """Return the groups of documents with other bytes and the same words.

    Texts of a few words are left out: two scans that both read "1" do not say the same.
    """
    groups = []
    for row, holders in enumerate(texts.holders):
        words = int(texts.found.words[row])
        if len(holders) < 2 or words < least_words:
            continue
        first = holders[0]
        chosen = [first, *(h for h in holders[1:] if frozenset((first.digest, h.digest)) not in ignored)]
        if len(chosen) < 2:
            continue
        members = tuple(
            CopyMember(h.document, h.files, Verdict.IDENTICAL, 1.0, 1.0, words, h.links, changed_ns=_changed(h.files))
            for h in chosen
        )
        digests = sorted(holder.digest for holder in chosen)
        group = CopyGroup(_id(Tier.IDENTICAL_TEXT, digests), Tier.IDENTICAL_TEXT, Verdict.IDENTICAL, members)
        groups.append(replace(group, spare_bytes=_spare(members)))
    return groups


def near(texts: Texts, pairs: Iterable[Pair], rank: npt.NDArray[int64], ignored: Ignored) -> list[CopyGroup]:
    """Return the groups of near copies, of forms, and of containers with what they contain."""
    digests = texts.found.digests
    kept = [
        _with_versions(pair, texts) for pair in pairs if frozenset((digests[pair.a], digests[pair.b])) not in ignored
    ]
    return [_group(star, texts) for star in stars(kept, rank)]


def pair_group(pair: Pair, texts: Texts) -> CopyGroup:
    """Return one pair as a group: the longer text is the reference."""
    reference = pair.a if pair.found.words_a >= pair.found.words_b else pair.b
    return _group(Star(reference, pair.verdict, (pair,)), texts)


def _with_versions(pair: Pair, texts: Texts) -> Pair:
    """Call near copies versions where names say so; a form needs a name that says it in words."""
    if not pair.is_near:
        return pair
    left, right = _names(texts.holders[pair.a]), _names(texts.holders[pair.b])
    for one in left:
        for other in right:
            if not are_versions(one, other):
                continue
            if pair.verdict is not Verdict.SAME_FORM or is_strong_mark(one) or is_strong_mark(other):
                return replace(pair, verdict=Verdict.VERSION)
    return pair


def _names(holders: Sequence[Holder]) -> list[str]:
    files = [file for holder in holders for file in holder.files][:_NAMES]
    return [file.path.rsplit(b"/", 1)[-1].decode("utf-8", "replace") for file in files]


def _group(star: Star, texts: Texts) -> CopyGroup:
    reference = _member(texts, star.reference, Verdict.IDENTICAL, 1.0, 1.0)
    members = [
        replace(
            _member(texts, row, pair.verdict, pair.found.share_longer, pair.found.share_shorter),
            longer=bool(texts.found.words[row] > reference.words),
        )
        for row, pair in zip(star.members(), star.pairs, strict=True)
    ]
    everyone = [reference, *members]
    if star.verdict in (Verdict.EDITED, Verdict.VERSION):
        everyone = _with_newest(everyone)
        members = everyone[1:]
    if star.verdict is Verdict.VERSION:
        members.sort(key=lambda member: (-member.changed_ns, order_of(member.files[0])))
    ordered = (everyone[0], *members)
    digests = sorted(texts.found.digests[row] for row in (star.reference, *star.members()))
    spare = 0 if star.verdict in _NO_COPIES else _spare(ordered)
    tier = Tier.REWORKED if star.verdict is Verdict.REWORKED else Tier.NEAR_COPY
    return CopyGroup(_id(tier, digests), tier, star.verdict, ordered, spare)


def _member(texts: Texts, row: int, verdict: Verdict, share_longer: float, share_shorter: float) -> CopyMember:
    holders = texts.holders[row]
    files = tuple(sorted((file for holder in holders for file in holder.files), key=order_of))
    links = tuple(link for holder in holders for link in holder.links)
    words = int(texts.found.words[row])
    document = holders[0].document
    return CopyMember(document, files, verdict, share_longer, share_shorter, words, links, changed_ns=_changed(files))


def _with_newest(members: list[CopyMember]) -> list[CopyMember]:
    """Mark the latest; nobody is when the times tie."""
    latest = max(member.changed_ns for member in members)
    if sum(member.changed_ns == latest for member in members) > 1:
        return members
    return [replace(member, newest=member.changed_ns == latest) for member in members]


def _changed(files: Sequence[StoredFile]) -> int:
    # Copying a file may renew its time: a text is as old as its oldest file.
    return min((file.mtime_ns for file in files), default=0)


def _spare(members: Sequence[CopyMember]) -> int:
    files = [file for member in members for file in member.files]
    return sum(file.size for file in files[1:])


def _is_link(link: StoredFile, file: StoredFile) -> bool:
    return (link.device, link.inode) == (file.device, file.inode)


def _id(tier: Tier, digests: Sequence[bytes]) -> str:
    return blake2b(tier.value.encode() + b"".join(digests), digest_size=8).hexdigest()
