"""The laws of groups: alike with the reference, the same for any order of files, three tiers never mixed."""

from __future__ import annotations

import json
import random

import pytest
from copies_samples import Library, edited, prose
from hypothesis import given, settings
from hypothesis import strategies as st

from inkling.copies.desk import Copies
from inkling.copies.measure import Thresholds
from inkling.errors import Cancelled, UsageError
from inkling.progress import Cancel, Progress
from inkling.records import CopyGroup, Problem, ProblemKind, Tier, Verdict


def paths(group: CopyGroup) -> list[set[str]]:
    return [{file.display for file in member.files} for member in group.members]


def everything(group: CopyGroup) -> set[str]:
    return set().union(*paths(group))


def groups_of(library: Library, tier: Tier) -> list[CopyGroup]:
    return [group for group in Copies(library).find().groups if group.tier is tier]


def test_identical_bytes_identical_text_and_near_copies_are_three_tiers() -> None:
    library = Library()
    text = prose(300, 1)
    library.add("/a/letter.txt", text)
    library.add("/b/letter.txt", text)
    library.add("/a/letter.pdf", text.upper().replace("\n\n", "\n"), data=b"%PDF")
    library.add("/a/letter-changed.txt", edited(text, 0.05, 2))
    library.add("/a/other.txt", prose(300, 7))
    found = Copies(library).find()
    assert [group.tier for group in found.groups] == [Tier.IDENTICAL_BYTES, Tier.IDENTICAL_TEXT, Tier.NEAR_COPY]
    assert paths(found.groups[0]) == [{"/a/letter.txt"}, {"/b/letter.txt"}]
    assert paths(found.groups[1]) == [{"/a/letter.pdf"}, {"/a/letter.txt", "/b/letter.txt"}]
    assert everything(found.groups[2]) == {"/a/letter.txt", "/b/letter.txt", "/a/letter.pdf", "/a/letter-changed.txt"}
    assert [len(group.members) for group in found.groups] == [2, 2, 2]


def revised(text: str, seed: int) -> str:
    """Two thirds of the paragraphs, of which every fifth word is another."""
    parts = text.split("\n\n")
    return edited("\n\n".join(parts[: len(parts) * 2 // 3]), 0.2, seed)


def test_texts_written_from_another_are_told_in_a_tier_of_their_own() -> None:
    library = Library()
    source = prose(600, 1)
    library.add("/a/source.txt", source)
    library.add("/b/one.txt", revised(source, 2))
    library.add("/b/two.txt", revised(source, 3))
    library.add("/b/own.txt", prose(400, 7))
    (group,) = Copies(library).find().groups
    assert (group.tier, group.verdict, group.spare_bytes) == (Tier.REWORKED, Verdict.REWORKED, 0)
    assert paths(group)[0] == {"/a/source.txt"}
    assert everything(group) == {"/a/source.txt", "/b/one.txt", "/b/two.txt"}
    assert all(member.share_shorter > 0.7 > member.share_longer for member in group.members[1:])


def test_pages_put_together_from_the_same_passages_are_not_written_from_each_other() -> None:
    library = Library()
    passages = [prose(60, seed) for seed in range(8)]
    for page in range(8):
        chosen = [*passages[page % 2 :: 2], prose(60, 100 + page), prose(60, 200 + page)]
        library.add(f"/{page}.txt", "\n\n".join(chosen))
    assert groups_of(library, Tier.REWORKED) == []


def test_measurements_count_anew_when_a_passage_comes_to_stand_in_many_files() -> None:
    library = Library()
    licence = prose(300, 1)
    library.add("/a.txt", licence + "\n\n" + prose(100, 2))
    library.add("/b.txt", licence + "\n\n" + prose(100, 3))
    desk = Copies(library)
    (group,) = desk.find().groups
    assert group.verdict is Verdict.EDITED
    for number in range(24):
        library.add(f"/c/{number}.txt", licence + "\n\n" + prose(900, 10 + number))
    assert not any("/a.txt" in everything(group) for group in desk.find().groups)


def test_hard_links_and_the_same_path_twice_count_once() -> None:
    library = Library()
    text = prose(100, 1)
    library.add("/a/one.txt", text, inode=5)
    library.add("/a/link.txt", text, inode=5)
    assert Copies(library).find().groups == ()
    library.add("/b/copy.txt", text, inode=6)
    (group,) = Copies(library).find().groups
    assert sorted(file.display for member in group.members for file in member.files) == ["/a/one.txt", "/b/copy.txt"]
    assert [link.display for member in group.members for link in member.links] == ["/a/link.txt"]


def test_empty_and_unreadable_files_equal_nothing() -> None:
    library = Library()
    library.add("/a/empty1", "")
    library.add("/a/empty2", "")
    library.add("/a/scan1.pdf", "", data=b"one")
    library.add("/a/scan2.pdf", "", data=b"two")
    found = Copies(library).find()
    assert found.groups == ()
    assert [file.display for file in found.empty_files] == ["/a/empty1", "/a/empty2"]


def test_files_without_text_may_have_identical_bytes() -> None:
    library = Library()
    library.add("/a/photo.raw", None, data=b"pixels")
    library.add("/b/photo.raw", None, data=b"pixels")
    library.add("/b/other.raw", None, data=b"more pixels")
    (group,) = Copies(library).find().groups
    assert group.tier is Tier.IDENTICAL_BYTES
    assert everything(group) == {"/a/photo.raw", "/b/photo.raw"}


def test_a_text_that_was_cut_short_is_no_copy() -> None:
    library = Library()
    text = prose(300, 1)
    library.add("/a/whole.txt", text)
    library.add("/a/broken.pdf", text, data=b"broken")
    library.trouble.append(Problem(b"/a/broken.pdf", ProblemKind.TOO_LARGE, "too large"))
    assert Copies(library).find().groups == ()


def test_scans_that_read_one_do_not_say_the_same() -> None:
    library = Library()
    library.add("/a/scan1.pdf", "1", data=b"one")
    library.add("/a/scan2.pdf", "1", data=b"two")
    assert Copies(library).find().groups == ()


def test_a_chain_is_not_one_group() -> None:
    """A~B~C~D where neighbours are alike and the ends are not: nobody is with someone unlike its reference."""
    blocks = [prose(100, seed) for seed in range(8)]
    library = Library()
    for step in range(4):
        library.add(f"/chain/{step}.txt", "\n\n".join(blocks[step : step + 5]))
    limits = Thresholds()
    groups = groups_of(library, Tier.NEAR_COPY)
    assert groups
    for group in groups:
        assert all(member.share_longer >= limits.near for member in group.members)
        assert not {"/chain/0.txt", "/chain/3.txt"} <= everything(group)


def family(count: int) -> Library:
    library = Library()
    for number in range(count):
        text = prose(250, number % 4)
        library.add(f"/{number}.txt", edited(text, 0.04 * (number // 4), number) if number >= 4 else text)
    return library


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(random_: random.Random) -> None:
    library = family(16)
    expected = {(g.id, g.verdict, tuple(map(tuple, map(sorted, paths(g))))) for g in Copies(library).find().groups}
    items = list(library.files.items())
    random_.shuffle(items)
    shuffled = Library()
    for path, (file, _, text) in items:
        shuffled.add(path.decode(), text, mtime_ns=file.mtime_ns, inode=file.inode)
    found = Copies(shuffled).find().groups
    assert {(g.id, g.verdict, tuple(map(tuple, map(sorted, paths(g))))) for g in found} == expected
    assert expected


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(20, 300)), min_size=2, max_size=12))
def test_every_member_is_alike_with_its_reference(recipe: list[tuple[int, int, int]]) -> None:
    library = Library()
    for number, (seed, share, count) in enumerate(recipe):
        library.add(f"/{number}.txt", edited(prose(count, seed), share / 100, number))
    limits = Thresholds()
    desk = Copies(library)
    for group in desk.find().groups:
        if group.tier is not Tier.NEAR_COPY:
            continue
        for member in group.members[1:]:
            exact = desk.compare(group.reference.document, member.document)
            assert member.share_longer == pytest.approx(exact.share_longer)
            assert member.share_shorter == pytest.approx(exact.share_shorter)
            if group.verdict is Verdict.CONTAINED:
                assert member.share_shorter >= min(limits.contained, limits.near)
            else:
                assert member.share_longer >= limits.near


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 11)), max_size=8))
def test_incremental_is_the_same_as_a_fresh_search(steps: list[tuple[bool, int]]) -> None:
    texts = {f"/{n}.txt": edited(prose(120, n % 3), 0.05, n) for n in range(12)}
    library = Library()
    for path in list(texts)[:6]:
        library.add(path, texts[path])
    desk = Copies(library)
    desk.find()
    for add, number in steps:
        path = f"/{number}.txt"
        if add and path.encode() not in library.files:
            library.add(path, texts[path])
        elif not add and path.encode() in library.files:
            library.remove(path)
        found = desk.find().groups
        fresh = Library(files=library.files, ids=library.ids)
        assert found == Copies(fresh).find().groups


def test_a_second_search_reads_only_what_is_new() -> None:
    library = family(12)
    Copies(library).find()
    library.asked.clear()
    Copies(library).find()
    assert library.asked == []
    library.add("/new.txt", prose(200, 99))
    Copies(library).find()
    assert set(library.asked) == {library.document_at("/new.txt")}


def test_what_left_the_library_leaves_the_store() -> None:
    library = family(8)
    Copies(library).find()
    for path in list(library.files):
        library.remove(path.decode())
    Copies(library).find()
    assert not any(name.startswith("copies/segment/") for name in library.held)


def test_a_reader_of_the_library_finds_copies_too() -> None:
    library = family(8)
    library.writable = False
    assert Copies(library).find().groups
    assert library.held == {}


def test_a_damaged_store_is_made_again() -> None:
    library = family(8)
    expected = Copies(library).find().groups
    for name in library.held:
        library.held[name] = b"damaged"
    assert Copies(library).find().groups == expected


def test_not_a_copy_is_remembered_by_content() -> None:
    library = Library()
    text = prose(300, 1)
    library.add("/a.txt", text)
    library.add("/b.txt", edited(text, 0.03, 1))
    desk = Copies(library)
    (group,) = desk.find().groups
    a, b = (member.document for member in group.members)
    desk.ignore(a, b)
    assert desk.find().groups == ()
    library.add("/elsewhere/renamed.txt", text)  # the same content under another name
    assert [group.tier for group in Copies(library).find().groups] == [Tier.IDENTICAL_BYTES]
    (said,) = desk.ignored()
    assert said.paths in [(b"/a.txt", b"/b.txt"), (b"/b.txt", b"/a.txt")]
    desk.unignore(said)
    assert desk.ignored() == ()
    assert Tier.NEAR_COPY in [group.tier for group in desk.find().groups]


def test_what_is_the_same_byte_for_byte_cannot_be_told_apart() -> None:
    library = Library()
    for name in ("/a.txt", "/b.txt"):
        library.add(name, prose(300, 1))
    desk = Copies(library)
    (group,) = desk.find().groups
    with pytest.raises(UsageError, match="byte for byte"):
        desk.ignore(group.members[0].document, group.members[1].document)
    assert desk.find().groups == (group,)


def test_what_was_said_before_pairs_had_names_can_be_taken_back() -> None:
    library = Library()
    text = prose(300, 1)
    library.add("/a.txt", text)
    library.add("/b.txt", edited(text, 0.03, 1))
    desk = Copies(library)
    (group,) = desk.find().groups
    desk.ignore(*(member.document for member in group.members))
    contents = json.loads(library.held["copies/ignored"])[0]["contents"]
    library.held["copies/ignored"] = json.dumps(contents).encode()
    assert Copies(library).find().groups == ()
    (said,) = desk.ignored()
    assert sorted(said.paths) == [b"/a.txt", b"/b.txt"]
    desk.unignore(said)
    assert len(desk.find().groups) == 1


def test_versions_are_ordered_and_the_newest_is_marked() -> None:
    library = Library()
    text = prose(400, 1)
    for number, share in ((1, 0.0), (2, 0.02), (3, 0.04)):
        library.add(f"/docs/contract_v{number}.docx", edited(text, share, number), mtime_ns=number * 1000)
    (group,) = Copies(library).find().groups
    assert group.verdict is Verdict.VERSION
    assert [member.changed_ns for member in group.members if member.newest] == [3000]
    others = [member.changed_ns for member in group.members[1:]]
    assert others == sorted(others, reverse=True)


def test_a_tie_of_times_marks_no_newest() -> None:
    library = Library()
    library.add("/a_v1.txt", prose(200, 1))
    library.add("/a_v2.txt", edited(prose(200, 1), 0.03, 1))
    (group,) = Copies(library).find().groups
    assert not any(member.newest for member in group.members)


def test_invoices_form_their_own_group_without_anything_to_spare() -> None:
    library = Library()
    form = prose(120, 5)
    for month in range(1, 13):
        library.add(
            f"/invoices/2024-{month:02}.txt",
            f"Invoice {1000 + 7 * month} of 2024-{month:02}-28\n\n{form}\n\nEUR {month * 31}.50",
        )
    (group,) = Copies(library).find().groups
    assert group.verdict is Verdict.SAME_FORM
    assert len(group.members) == 12
    assert group.spare_bytes == 0


def test_a_disclaimer_makes_no_copies_and_is_listed() -> None:
    library = Library()
    disclaimer = prose(180, 500).replace("\n\n", " ")
    for number in range(30):
        library.add(f"/mails/{number}.txt", prose(60, number) + "\n\n" + disclaimer)
    desk = Copies(library)
    assert desk.find().groups == ()
    (passage,) = desk.boilerplate()
    assert passage.text == disclaimer
    assert passage.files == 30
    assert len(passage.documents) == 30


def test_a_large_family_of_versions_is_one_group_in_spite_of_boilerplate() -> None:
    library = Library()
    text = prose(500, 1)
    for number in range(60):
        library.add(f"/{number}.txt", edited(text, 0.03, number))
    (group,) = Copies(library).find().groups
    assert len(group.members) == 60


def test_copies_of_a_folder_and_what_is_only_in_it() -> None:
    library = Library()
    library.add("/a/x.txt", prose(200, 1))
    library.add("/b/x.txt", prose(200, 1))
    library.add("/a/only.txt", prose(200, 2))
    desk = Copies(library)
    assert desk.find([b"/a"]).groups == ()
    assert len(desk.find().groups) == 1
    assert [document.files[0].display for document in desk.only_in(b"/a")] == ["/a/only.txt"]


def test_families_and_groups_of_a_document() -> None:
    library = Library()
    library.add("/x.txt", prose(200, 1))
    library.add("/y.txt", edited(prose(200, 1), 0.03, 1))
    library.add("/z.txt", prose(200, 2))
    desk = Copies(library)
    (group,) = desk.of(library.document_at("/x.txt"))
    assert desk.families() == {b"/x.txt": group.id, b"/y.txt": group.id}
    assert desk.of(library.document_at("/z.txt")) == []


def test_overlaps_are_listed_apart_from_copies() -> None:
    library = Library()
    shared = prose(200, 1)
    library.add("/a.txt", shared + "\n\n" + prose(200, 2))
    library.add("/b.txt", shared + "\n\n" + prose(240, 3))
    desk = Copies(library)
    assert desk.find().groups == ()
    (group,) = desk.overlaps()
    assert group.verdict is Verdict.OVERLAP
    assert group.spare_bytes == 0


def test_progress_is_told_and_a_cancelled_search_keeps_its_work() -> None:
    library = family(40)
    cancel = Cancel()
    told: list[Progress] = []

    def watch(progress: Progress) -> None:
        told.append(progress)
        if progress.stage == "compare":
            cancel.cancel()

    for number in range(40):
        library.add(f"/more/{number}.txt", edited(prose(250, 1), 0.02, number))
    with pytest.raises(Cancelled):
        Copies(library).find(cancel=cancel, report=watch)
    assert {progress.stage for progress in told} == {"fingerprint", "compare"}
    kept = [name for name in library.held if name.startswith("copies/segment/")]
    assert kept
    assert Copies(library).find().groups
