"""The desk over a real catalog: from files to groups, a plan, the journal, and export."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from copies_samples import Library, edited, prose

from inkling.copies.acting import digest_of
from inkling.copies.desk import Copies, purge
from inkling.copies.fingerprints import normalised_digest
from inkling.copies.keep import Choice
from inkling.errors import UsageError
from inkling.records import Document, DocumentId, FileStamp, KeepRule, Tier, Verdict

catalog_package = pytest.importorskip("inkling.catalog.catalog")


def test_the_catalog_serves_near_copies(tmp_path: Path) -> None:
    from inkling.catalog.reading import Reading
    from inkling.passages import cut

    texts = {"a.txt": prose(200, 1), "b.txt": prose(200, 1), "c.txt": edited(prose(200, 1), 0.03, 1)}
    home = tmp_path / "home"
    home.mkdir()
    with catalog_package.Catalog.open(tmp_path / "data", write=True, terms=lambda text, _: text.split()) as catalog:
        folder = catalog.add_folder(os.fsencode(home))
        readings = []
        for name, text in texts.items():
            path = home / name
            path.write_text(text)
            stat = path.stat()
            stamp = FileStamp(
                os.fsencode(path), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_dev, stat.st_ino
            )
            document = Document(text, "text")
            passages = tuple(cut(document))
            readings.append(
                Reading(
                    folder.id,
                    stamp,
                    1,
                    digest_of(stamp.path),
                    document,
                    passages,
                    tuple(os.urandom(16) for _ in passages),
                )
            )
        catalog.store(readings)
        desk = Copies(catalog, tmp_path / "data")
        groups = desk.find().groups
        assert [group.tier for group in groups] == [Tier.IDENTICAL_BYTES, Tier.NEAR_COPY]
        assert Copies(catalog).find().groups == groups
        near = groups[1]
        found = desk.compare(near.reference.document, near.members[1].document)
        assert found.share_longer == near.members[1].share_longer
        plan = desk.plan(groups, Choice(KeepRule.SHORTEST_PATH))
        assert [os.path.basename(one.file.path) for one in plan.removals] == [b"b.txt", b"c.txt"]
        assert desk.journal() == []
        desk.ignore(near.reference.document, near.members[1].document)
        assert len(desk.find().groups) == 1


def sample() -> Copies:
    library = Library()
    text = prose(100, 1)
    library.add("/a/=sum.txt", text)
    library.add("/b/copy, too.txt", text)
    library.add("/b/changed.txt", edited(text, 0.04, 1))
    return Copies(library)


def test_csv_has_a_row_per_file() -> None:
    desk = sample()
    rows = list(csv.DictReader(io.StringIO(desk.as_csv(desk.find().groups))))
    assert [row["path"] for row in rows] == [
        "/a/=sum.txt",
        "/b/copy, too.txt",
        "/a/=sum.txt",
        "/b/copy, too.txt",
        "/b/changed.txt",
    ]
    assert {row["tier"] for row in rows} == {"identical_bytes", "near_copy"}
    assert float(rows[-1]["share_longer"]) >= 0.85


def test_json_has_groups_with_members() -> None:
    desk = sample()
    groups = json.loads(desk.as_json(desk.find().groups))
    assert [group["tier"] for group in groups] == ["identical_bytes", "near_copy"]
    assert [member["role"] for member in groups[1]["members"]] == ["reference", "member"]
    assert groups[1]["members"][1]["verdict"] == Verdict.EDITED.value


def test_a_path_that_is_no_text_keeps_its_bytes_in_json() -> None:
    library = Library()
    for name in ("/\udcff1", "/\udcff2"):
        path = os.fsencode(name)
        library.add("/x", "same", data=b"same")
        file, digest, text = library.files.pop(b"/x")
        library.files[path] = (
            type(file)(
                file.id, file.folder, path, "/\N{REPLACEMENT CHARACTER}", file.size, 1, 1, len(library.files) + 1
            ),
            digest,
            text,
        )
    (group,) = Copies(library).find().groups
    paths = [
        file["path_hex"] for member in json.loads(Copies.as_json([group]))[0]["members"] for file in member["files"]
    ]
    assert sorted(paths) == ["2fff31", "2fff32"]


def test_the_same_question_is_answered_once() -> None:
    desk = sample()
    assert desk.find() is desk.find()


def test_bad_requests_get_a_clear_answer() -> None:
    desk = sample()
    with pytest.raises(UsageError, match="no longer in the library"):
        desk.ignore(DocumentId(1), DocumentId(999))
    with pytest.raises(UsageError, match="at least 2"):
        desk.boilerplate(least=1)
    with pytest.raises(UsageError, match="no data folder"):
        desk.carry_out(desk.plan([], Choice()))


def test_last_removals_are_those_of_one_run(tmp_path: Path) -> None:
    from inkling.copies.journal import Journal
    from inkling.records import Removal

    def entry(id: str, *, undone: bool = False, failure: str = "") -> Removal:
        return Removal(id, b"/" + id.encode(), b"d", 1, 1, undone=undone, failure=failure)

    Journal(tmp_path).write(
        [entry("1-a"), entry("2-a"), entry("2-b", undone=True), entry("2-c", failure="It changed."), entry("2-d")]
    )
    desk = Copies(Library(), tmp_path)
    assert [one.id for one in desk.last_removals()] == ["2-a", "2-d"]


def test_what_cannot_come_back_leaves_no_earlier_run_to_undo_instead(tmp_path: Path) -> None:
    from inkling.copies.acting import _GONE
    from inkling.copies.journal import Journal
    from inkling.records import Removal

    gone = Removal("2-a", b"/2", b"d", 1, 1, failure=_GONE)
    Journal(tmp_path).write([Removal("1-a", b"/1", b"d", 1, 1), gone])
    assert Copies(Library(), tmp_path).last_removals() == []


def test_what_went_to_the_trash_is_in_no_group_before_the_library_has_heard_of_it(home: Path) -> None:
    library = Library()
    for number, seed in ((1, 1), (2, 1), (3, 1), (4, 2), (5, 2)):
        path = home / f"{number}.txt"
        path.write_text(prose(100, seed))
        library.add(str(path), prose(100, seed), mtime_ns=number)
    desk = Copies(library, home / "data")
    before = desk.find()
    desk.carry_out(desk.plan(before.groups, Choice(KeepRule.OLDEST)))
    assert desk.find().groups == ()
    assert (desk.kept() or before).groups == ()
    desk.undo(desk.last_removals()[:2])  # two of three, so the pair is whole or one file is missing
    assert sum(len(group.members) for group in desk.find().groups) in (3, 4)
    desk.undo(desk.last_removals())
    assert desk.find() == before


def test_nothing_of_a_forgotten_text_stays_in_what_is_kept() -> None:
    library = Library()
    text, secret = prose(200, 1), edited(prose(200, 1), 0.04, 2)
    library.add("/a/text.txt", text)
    library.add("/a/other.txt", edited(text, 0.04, 3))
    library.add("/a/secret.txt", secret)
    desk = Copies(library)
    desk.find()
    desk.ignore(library.document_at("/a/text.txt"), library.document_at("/a/secret.txt"))
    desk.ignore(library.document_at("/a/text.txt"), library.document_at("/a/other.txt"))
    (gone,) = (document for document in library.documents() if document.files[0].display == "/a/secret.txt")
    marks = [gone.digest, gone.text_digest, normalised_digest(secret)]
    marks += [mark.hex().encode() for mark in marks]
    assert any(mark in value for mark in marks for value in library.held.values())
    library.remove("/a/secret.txt")
    purge(library)
    assert [name for name, value in library.held.items() for mark in marks if mark in value] == []
    assert [one.paths for one in desk.ignored()] == [(b"/a/text.txt", b"/a/other.txt")]
    assert desk.find().groups == ()
    for path in ("/a/text.txt", "/a/other.txt"):
        library.remove(path)
    purge(library)
    assert not any(library.held.get(name) for name in ("copies/segments", "copies/segment/1", "copies/ignored"))
