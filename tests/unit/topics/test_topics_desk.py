"""The desk over a real catalog: found, kept, shaped, exported; outliers and folders with their reasons."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from topics_samples import THEMES, text_about, vector_about

from inkling.catalog import Catalog, Reading
from inkling.errors import Cancelled, LibraryBusy, UsageError
from inkling.progress import Cancel, Progress
from inkling.records import Document, FileStamp, FolderId, OutlierKind, Passage, TopicOrigin
from inkling.topics.desk import Topics
from inkling.topics.export import csv_from, export


class Model:
    """A stand-in for the encoder: a text lies near the theme whose words it holds."""

    digest = "stand-in"

    def speaks(self, language: str) -> bool:
        return language in {"en", ""}

    def encode_queries(self, texts: list[str]) -> np.ndarray:
        return np.stack([vector_about(self._theme(text), 0) for text in texts])

    def _theme(self, text: str) -> str:
        words = set(text.casefold().split())
        return max(THEMES, key=lambda theme: len(words & {theme, *THEMES[theme].split()}))


def reading(folder: FolderId, path: bytes, text: str, number: int) -> Reading:
    middle = len(text) // 2
    passages = (Passage(0, middle, text[:middle]), Passage(middle, len(text), text[middle:]))
    return Reading(
        folder,
        FileStamp(path, len(text), 10**9, 10**9, 1, number),
        checked_ns=10**18,
        digest=hashlib.blake2b(text.encode(), digest_size=16).digest(),
        document=Document(text, kind="text", title=path.rsplit(b"/", 1)[-1].decode("utf-8", "replace"), language="en"),
        passages=passages,
        wordings=tuple(hashlib.blake2b(p.text.encode(), digest_size=16).digest() for p in passages),
        read_version=1,
        cut_version=1,
    )


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "data", write=True, terms=lambda text, _language: text.lower().split()) as opened:
        folder = opened.add_folder(b"/d").id
        readings, number = [], 0
        for theme in ("cooking", "sailing", "taxes"):
            for at in range(10):
                number += 1
                readings.append(reading(folder, f"/d/{theme}/{at}.txt".encode(), text_about(theme, at), number))
        number += 1
        readings.append(reading(folder, b"/d/cooking/lost \xff.txt", text_about("taxes", 50), number))
        opened.store(readings)
        yield opened


def give_vectors(catalog: Catalog) -> None:
    for document in catalog.documents():
        theme = document.files[0].path.split(b"/")[2].decode()
        theme = "taxes" if b"lost" in document.files[0].path else theme
        rows = [(p.id, vector_about(theme, int(p.id))) for p in catalog.passages_of(document.id)]
        catalog.put_vectors(Model.digest, rows)


def test_find_places_every_file_and_keeps_the_report(catalog: Catalog) -> None:
    told: list[Progress] = []
    topics = Topics(catalog, None)
    assert topics.kept() is None
    found = topics.find(report=told.append)
    assert found.files == 31
    assert sum(len(topic.members) for topic in found.at(0)) == 31
    assert len(found.at(0)) == 3
    assert len(found.map.points) == 31
    assert all(-1 <= point.x <= 1 and -1 <= point.y <= 1 for point in found.map.points)
    assert found.by_meaning == 0
    assert {progress.stage for progress in told} >= {"collecting", "words", "grouping", "naming", "map"}
    assert topics.kept() == found
    assert found.generation == catalog.generation()
    assert topics.find() == found


def test_find_with_the_model_counts_meaning(catalog: Catalog) -> None:
    give_vectors(catalog)
    found = Topics(catalog, Model()).find()
    assert found.by_meaning == 1
    assert len(found.at(0)) == 3


def test_find_below_one_folder_only(catalog: Catalog) -> None:
    topics = Topics(catalog, None)
    assert topics.find(b"/d/sailing").files == 10
    assert topics.find(b"/d/sail").files == 0
    assert topics.kept() is None


def test_what_does_not_belong_is_told_with_the_reason(catalog: Catalog) -> None:
    give_vectors(catalog)
    found = Topics(catalog, Model()).find()
    odd = found.outliers[0]
    assert odd.path == b"/d/cooking/lost \xff.txt"
    assert "cooking" in odd.reason or "/d/taxes" in odd.reason
    assert odd.kind in {OutlierKind.FAR, OutlierKind.ELSEWHERE}
    assert odd.nearest
    assert len(found.outliers) <= 3
    spread = next(s for s in found.spreads if len(s.folders) == 2)
    assert [share.files for share in spread.folders] == [10, 1]
    assert "lives in 2 folders: /d/taxes (10), /d/cooking (1)" in spread.sentence


def test_edits_are_kept(catalog: Catalog) -> None:
    topics = Topics(catalog, None)
    found = topics.find()
    first, second, third = found.at(0)
    stray = third.members[0].document
    assert topics.rename(first.id, "Mine").at(0)[0].name == "Mine"
    pinned = topics.pin(stray, first.id)
    assert any(m.document == stray and m.pinned for t in pinned.at(0) if t.id == first.id for m in t.members)
    merged = topics.merge([second.id, third.id])
    assert {topic.id for topic in merged.at(0)} == {first.id, second.id}
    assert next(t for t in merged.at(0) if t.id == second.id).origin is TopicOrigin.SHAPED
    again = Topics(catalog, None).find(fresh=True)
    assert {(t.id, t.named_by_person) for t in again.at(0)} >= {(first.id, True), (second.id, False)}
    assert stray in {m.document for t in again.at(0) if t.id == first.id for m in t.members}
    divided = topics.split(second.id)
    assert len(divided.at(0)) == 3
    assert sorted(len(t.members) for t in divided.at(0)) == sorted([9, 10, 12]) or all(t.members for t in divided.at(0))
    topics.forget()
    assert topics.kept() is None


def test_a_topic_that_is_held_stays_as_it_is_until_it_is_let_go(catalog: Catalog) -> None:
    topics = Topics(catalog, None)
    first, second, *_ = topics.find().at(0)
    held = next(topic for topic in topics.hold(first.id).topics if topic.id == first.id)
    assert held.origin is TopicOrigin.SHAPED
    assert {member.document for member in held.members if member.pinned} == set(first.central)
    assert (held.name, held.named_by_person) == (first.name, False)
    topics.rename(second.id, "Mine")
    topics.hold(second.id)
    for topic in (first, second):
        topics.release(topic.id)
    free = {topic.id: topic for topic in topics.find().topics}
    assert {free[first.id].origin, free[second.id].origin} == {TopicOrigin.FOUND}
    assert not any(member.pinned for topic in free.values() for member in topic.members)
    assert (free[second.id].name, free[second.id].named_by_person) == ("Mine", True)


@pytest.mark.parametrize("shape", ["merge", "split"])
def test_shaping_can_be_followed_and_stopped(catalog: Catalog, shape: str) -> None:
    topics = Topics(catalog, None)
    first, second, *_ = (topic.id for topic in topics.find().at(0))
    before = topics.merge((first, second)) if shape == "split" else topics.find()
    told: list[Progress] = []
    cancel = Cancel()
    cancel.cancel()

    def act(stop: Cancel) -> object:
        if shape == "merge":
            return topics.merge((first, second), report=told.append, cancel=stop)
        return topics.split(first, report=told.append, cancel=stop)

    with pytest.raises(Cancelled):
        act(cancel)
    assert topics.kept() == before
    act(Cancel())
    assert {"grouping", "naming", "map"} <= {progress.stage for progress in told}
    assert topics.kept() != before


def test_seeds_gather_their_files(catalog: Catalog) -> None:
    give_vectors(catalog)
    found = Topics(catalog, Model()).seed(["Taxes"])
    seeded = next(topic for topic in found.at(0) if topic.origin is TopicOrigin.SEEDED)
    assert seeded.name == "Taxes"
    assert len(seeded.members) == 11
    assert {b"taxes", b"cooking"} >= {member.path.split(b"/")[2] for member in seeded.members}


def test_what_cannot_be_done_is_explained(catalog: Catalog) -> None:
    topics = Topics(catalog, None)
    for act in (lambda: topics.rename(1, "x"), lambda: topics.find(count=-1), lambda: topics.split(1)):
        with pytest.raises(UsageError):
            act()


def test_the_slider_moves_weak_members_to_unsorted(catalog: Catalog) -> None:
    found = Topics(catalog, None).find()
    for least in (0.0, 0.5, 1.1):
        sure = sum(len(members) for _, members in found.sure(least))
        assert sure + len(found.unsorted(least)) == 31
    assert not found.unsorted(0.0)
    assert len(found.unsorted(1.1)) == 31


def test_export_as_csv_and_json(catalog: Catalog) -> None:
    topics = Topics(catalog, None)
    found = topics.rename(topics.find().at(0)[0].id, "=cmd()")
    rows = list(csv.DictReader(io.StringIO(csv_from(found))))
    assert len(rows) == 31
    assert {row["topic"] for row in rows if "cmd" in row["topic"]} == {"'=cmd()"}
    value = json.loads(export(found, "json"))
    assert value["files"] == 31
    assert len(value["map"]) == 31
    with pytest.raises(UsageError):
        export(found, "xls")


def test_forgetting_leaves_nothing_of_the_file(catalog: Catalog) -> None:
    topics = Topics(catalog, None)
    found = topics.find()
    topics.find(b"/d/sailing")
    first = found.at(0)[0]
    stray = next(m for t in found.at(0) for m in t.members if b"lost" in m.path)
    topics.rename(first.id, "Mine")
    topics.pin(stray.document, first.id)
    before = catalog.kept("topics:")
    topics.purge()
    assert catalog.kept("topics:") == before, "nothing was forgotten, nothing goes"
    catalog.delete([stray.path, *(p for p in catalog.stamps() if p.startswith(b"/d/sailing/"))])
    topics.purge()
    left = (catalog.kept("topics:") or b"").decode()
    assert "lost" not in left
    assert "sailing" not in left
    state = json.loads(left)
    assert [t["name"] for t in state["topics"] if t["name"]] == ["Mine"], "found names may be the file's own words"
    assert not any(t["phrases"] or t["central"] for t in state["topics"])
    assert catalog.kept_names("topics:") == ["topics:"], "a forgotten folder is not remembered by name"
    assert topics.kept() is None
    again = topics.find()
    assert again.files == 20
    assert all(topic.name for topic in again.topics)
    assert "Mine" in {topic.name for topic in again.topics}


def test_a_reader_finds_topics_and_keeps_nothing(catalog: Catalog, tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "data", write=False, terms=lambda text, _language: text.split()) as reader:
        topics = Topics(reader, None)
        found = topics.find()
        assert found.files == 31
        assert topics.kept() is None
        kept = Topics(catalog, None).find()
        assert topics.kept() == kept
        assert [t.name for t in kept.topics] == [t.name for t in found.topics]
        for change in (lambda: topics.rename(kept.topics[0].id, "Mine"), lambda: topics.seed(["Taxes"])):
            with pytest.raises(LibraryBusy, match="Another Inkling"):
                change()
    assert Topics(catalog, None).kept() == kept
