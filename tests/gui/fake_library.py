"""A library made of nothing, stricter than the real one: it refuses to be called on the interface thread, it insists on
being closed, and it can be told to be slow or to fail. For tests of the window alone and for pictures of it."""

# ruff: noqa: PLR0917, ISC004, E501 - tables of made-up documents

from __future__ import annotations

import math
import random
import struct
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

from inkling.errors import InklingError
from inkling.gui.errands import Ask, HomeRows, LibraryRows, ReadAsk, RulesPreview, SuggestedFolder, Tell
from inkling.present.copyrows import (
    ApartRow,
    ChangeRow,
    CopiesRows,
    CopyRow,
    DiffRow,
    GoingRow,
    GroupRow,
    MovedRow,
    PairRow,
    PlanRow,
    RefusedRow,
)
from inkling.present.rows import (
    ChipRow,
    FolderRow,
    FoundRows,
    HitRow,
    Mark,
    MemberRow,
    ModelRow,
    OddRow,
    PageRow,
    PointRow,
    ProblemRow,
    ReadRow,
    SnippetRow,
    Spot,
    StatusRow,
    TopicRow,
    TopicsRows,
    Traits,
)
from inkling.progress import Cancel, Progress
from inkling.records import DocumentId, FolderId, TopicId
from inkling.settings import Settings

DAY_NS = 86_400 * 10**9
NOW_NS = 1_763_700_000 * 10**9

TEXTS = (
    ("Lease termination letter", "pdf", "Home/Letters/2023", "strong", 0.93,
     "The deposit of 1,450 euros will be returned within 30 days after the keys have been handed over, less the cost "
     "of repairs that go beyond normal wear.", ("returned within 30 days", "deposit")),
    ("Re: keys and deposit", "mail", "Home/Letters/2023", "strong", 0.86,
     "Dear Ms Novak, the landlord said that he keeps the deposit until the walls are painted. I do not think that he "
     "may do that.", ("keeps the deposit until", "landlord")),
    ("Rental agreement Lindenstrasse 8", "docx", "Home/Contracts", "likely", 0.71,
     "§ 6 Security. The tenant pays a security of two months' rent. It bears interest and is due six months after the "
     "end of the tenancy.", ("a security of two months' rent", "tenant")),
    ("Handover protocol", "pdf", "Home/Contracts", "likely", 0.62,
     "Kitchen: one scratch on the worktop. Keys handed over: 3. Meter reading 48,211. No deduction was agreed.",
     ("No deduction was agreed", "Keys")),
    ("押金退还说明", "markdown", "Home/Letters/2023", "weak", 0.44,
     "退租以后，房东应当在三十天之内退还押金。如果墙面有损坏，可以扣除修理费用，但必须给出账单。",
     ("三十天之内退还押金", "房东")),
    ("Household accounts 2023", "xlsx", "Home/Money", "weak", 0.31,
     "March: rent 725.00, deposit (old flat) 1,450.00 outstanding, electricity 61.20, internet 29.99.",
     ("deposit (old flat) 1,450.00 outstanding", "deposit")),
)  # fmt: skip


class FakeLibrary:
    """Answers like `Errands`, from constants."""

    def __init__(self, *, folders: int = 1, delay_s: float = 0.0) -> None:
        self._interface_thread = threading.get_ident()
        self.delay_s = delay_s
        self.fails = ""
        self.crash = ""
        self.calls: list[str] = []
        self.saved: list[str] = []
        self.history: list[str] = []
        self.settings: Settings | None = None
        self.is_closed = False
        self.paused = False
        self.trashed: tuple[bytes, ...] = ()
        self.refuses: tuple[bytes, ...] = ()  # files that can be moved neither to the trash nor back
        self.planned: tuple[str, tuple[str, ...], bytes] | None = None
        self.groups: tuple[GroupRow, ...] | None = None  # other groups than the usual ones
        self.apart: list[ApartRow] = []
        self.exported: tuple[str, tuple[GroupRow, ...]] | None = None
        self.folder_count = folders
        self.has_kept_topics = self.has_kept_copies = False
        self.too_small: set[bytes] = set()  # folders with too few files for topics
        self.folders_looked_at: list[bytes] = []
        self.shaped: tuple[str, bytes] = ("", b"")
        self.exported_topics: tuple[bytes, str, bytes] = (b"", "", b"")
        self.generation = self.kept_generation = 7
        self.found: dict[str, object] = {}  # what an answer says besides
        self.hits = tuple(_hit(number, *told) for number, told in enumerate(TEXTS, start=1))

    def _called(self, name: str, cancel: Cancel | None = None) -> None:
        assert threading.get_ident() != self._interface_thread, f"{name} was called on the interface thread"
        assert not self.is_closed, f"{name} was called after the end"
        self.calls.append(name)
        if self.delay_s:
            deadline = time.monotonic() + self.delay_s
            while time.monotonic() < deadline:
                if cancel is not None:
                    cancel.check()
                time.sleep(0.005)
        if self.fails:
            raise InklingError(self.fails)

    def close(self) -> None:
        self.is_closed = True

    # ------------------------------------------------------------------------------------------------------------ find

    def search(self, ask: Ask, cancel: Cancel, tell: Tell) -> FoundRows:
        self._called("search", cancel)
        chips = tuple(
            ChipRow(part, "field", " ".join(ask.text.replace(part, " ").split()))
            for part in ask.text.split()
            if ":" in part
        )
        if "zzz" in ask.text:
            return FoundRows(ask.text, "refined", chips=chips, nothing=True)
        hits = tuple(hit for hit in self.hits if not ask.within or hit.document in ask.within)
        first = FoundRows(ask.text, "words", tuple(replace(h, rerank=None) for h in hits), chips=chips)
        first = replace(first, **self.found)  # type: ignore[arg-type]
        tell(first)
        return replace(first, stage="refined", hits=hits)

    def read(self, ask: ReadAsk, cancel: Cancel, tell: Tell) -> ReadRow:
        self._called("read", cancel)
        hit = next(h for h in self.hits if h.document == ask.document)
        body = hit.snippets[0].text
        text = (
            f"{hit.title}\n\n" + "Dear tenant,\n\nwe confirm the end of your lease.\n\n" + body + "\n\nKind regards\n"
        )
        start = text.index(body)
        marks = tuple(Mark(m.start + start, m.end + start, m.kind) for m in hit.snippets[0].marks)
        spots = tuple(
            Spot(mark.start, mark.end, hit.snippets[0].page, hit.snippets[0].place, (mark,))
            for mark in sorted(marks, key=lambda mark: mark.start)
        )
        hits = tuple(Mark(spot.start, spot.end, "here") for spot in spots)
        return ReadRow(hit.document, hit.path, hit.title, hit.kind, text, 0, marks, hits, spots)

    def page(self, ask: ReadAsk, page: int, width: int, cancel: Cancel) -> PageRow | None:
        self._called("page", cancel)
        return PageRow(
            page,
            _white_png(width, round(width * 1.414)),
            ((0.1, 0.3, 0.6, 0.33), (0.1, 0.8, 0.4, 0.83)),
            (0, 1),
            ("words", "meaning"),
        )

    def home(self, cancel: Cancel, tell: Tell) -> HomeRows:
        self._called("home", cancel)
        if not self.folder_count:
            return HomeRows()
        examples = ("what did the landlord say about the deposit", "scratch on the worktop", "押金什么时候退还")
        return HomeRows(self.hits, examples, tuple(self.saved), tuple(reversed(self.history)))

    def save_search(self, text: str) -> bool:
        self._called("save_search")
        (self.saved.remove if text in self.saved else self.saved.append)(text)
        return text in self.saved

    def remember_search(self, text: str) -> None:
        self._called("remember_search")
        self.history.append(text)

    # ---------------------------------------------------------------------------------------------------------- copies

    def copies(self, folder: bytes, cancel: Cancel, tell: Tell) -> CopiesRows:
        self._called("copies", cancel)
        for step in range(4):
            tell(Progress("compare", step, 4))
        self.kept_generation = self.generation
        return CopiesRows(self._present(), 128, bool(self.trashed), self.generation)

    def _present(self) -> tuple[GroupRow, ...]:
        left = (
            replace(group, members=tuple(file for file in group.members if file.path not in self.trashed))
            for group in (_groups() if self.groups is None else self.groups)
        )
        return tuple(group for group in left if len(group.members) > 1)

    def kept_copies(self, cancel: Cancel, tell: Tell) -> CopiesRows | None:
        self._called("kept_copies", cancel)
        if self.has_kept_copies:
            return CopiesRows(self._present()[:1], 128, bool(self.trashed), self.kept_generation)
        return CopiesRows((), can_undo=True) if self.trashed else None

    def compare(self, left: CopyRow, right: CopyRow, cancel: Cancel, tell: Tell) -> DiffRow:
        self._called("compare", cancel)
        same = PairRow("The beds were dug over in March. " * 12, "The beds were dug over in March. " * 12)
        old, new = "The fence costs 480 euros.", "The new fence costs 520 euros."
        i, j, k = old.index("480"), new.index("520"), new.index("new ")
        marked = PairRow(
            old, new, (Mark(i, i + 3, "deletion"),), (Mark(k, k + 4, "insertion"), Mark(j, j + 3, "insertion"))
        )
        return DiffRow(
            (PairRow("", "", skipped=1200), same, marked), (ChangeRow(2, -1, k, 0.7), ChangeRow(2, i, j, 0.8)),
            ((0.7, 0.7, "insertion"), (0.8, 0.82, "deletion"), (0.8, 0.82, "insertion")), left.name, right.name,
        )  # fmt: skip

    def plan(self, rule: str, groups: tuple[GroupRow, ...], folder: bytes, cancel: Cancel, tell: Tell) -> PlanRow:
        self._called("plan", cancel)
        self.planned = (rule, tuple(group.id for group in groups), folder)
        going = tuple(
            GoingRow(member.path, member.name, "~/" + "/".join(member.crumbs[1:]), member.size, group.members[0].name)
            for group in groups
            for member in group.members[1:]
        )
        return PlanRow(going, 812_345, len(groups), ("Garden report.pdf stays: the rule fits others as well.",))

    def trash(self, plan: PlanRow, cancel: Cancel, tell: Tell) -> MovedRow:
        self._called("trash", cancel)
        gone = [file.path for file in plan.going if file.path not in self.refuses]
        refused = [file for file in plan.going if file.path in self.refuses]
        self.trashed = (*self.trashed, *gone)
        return MovedRow(
            len(gone), tuple(RefusedRow(f.path, f.name, "It changed since it was compared.") for f in refused)
        )

    def undo_trash(self, cancel: Cancel, tell: Tell) -> MovedRow:
        self._called("undo_trash", cancel)
        refused = tuple(RefusedRow(path, path.decode(), "Another file stands there now.") for path in self.refuses)
        count, self.trashed = len(self.trashed) - len(refused), self.refuses
        return MovedRow(count, refused)

    def not_a_copy(self, reference: CopyRow, other: CopyRow, cancel: Cancel, tell: Tell) -> None:
        self._called("not_a_copy", cancel)
        self.apart.append(ApartRow(other.name, reference.name, (reference.document, other.document)))

    def not_copies(self, cancel: Cancel, tell: Tell) -> tuple[ApartRow, ...]:
        self._called("not_copies", cancel)
        return tuple(self.apart)

    def take_back(self, pairs: tuple[ApartRow, ...], cancel: Cancel, tell: Tell) -> None:
        self._called("take_back", cancel)
        self.apart = [pair for pair in self.apart if pair not in pairs]

    def export_copies(self, path: str, groups: tuple[GroupRow, ...], cancel: Cancel, tell: Tell) -> None:
        self._called("export_copies", cancel)
        self.exported = (path, groups)

    # ---------------------------------------------------------------------------------------------------------- topics

    def kept_topics(self, folder: bytes, cancel: Cancel, tell: Tell) -> TopicsRows | None:
        self._called("kept_topics", cancel)
        if not self.has_kept_topics:
            return None
        return replace(make_topics(600), folder=folder, generation=self.kept_generation)

    def topics(self, folder: bytes, count: int, cancel: Cancel, tell: Tell) -> TopicsRows:
        self._called("topics", cancel)
        self.folders_looked_at.append(folder)
        if folder in self.too_small:
            return TopicsRows(folder, 2, (), (), (), generation=self.generation)
        return replace(make_topics(600), folder=folder, generation=self.generation)

    def rename_topic(self, folder: bytes, topic: TopicId, name: str, cancel: Cancel, tell: Tell) -> TopicsRows:
        rows = self._shaped("rename_topic", folder, cancel)
        return replace(rows, topics=tuple(replace(t, name=name) if t.id == topic else t for t in rows.topics))

    def merge_topics(self, folder: bytes, topics: tuple[TopicId, ...], cancel: Cancel, tell: Tell) -> TopicsRows:
        tell(Progress("naming", 1, 3))
        rows = self._shaped("merge_topics", folder, cancel)
        return replace(rows, topics=tuple(topic for topic in rows.topics if topic.id not in topics[1:]))

    def split_topic(self, folder: bytes, topic: TopicId, cancel: Cancel, tell: Tell) -> TopicsRows:
        return self._shaped("split_topic", folder, cancel)

    def pin_topic(self, folder: bytes, topic: TopicId, cancel: Cancel, tell: Tell) -> TopicsRows:
        return self._shaped("pin_topic", folder, cancel)

    def seed_topics(self, folder: bytes, names: tuple[str, ...], cancel: Cancel, tell: Tell) -> TopicsRows:
        return self._shaped("seed_topics", folder, cancel)

    def export_topics(self, folder: bytes, path: str, cancel: Cancel, tell: Tell) -> None:
        self._called("export_topics", cancel)
        self.exported_topics = (folder, path, b"")

    def save_map(self, path: str, data: bytes, cancel: Cancel, tell: Tell) -> None:
        self._called("save_map", cancel)
        self.exported_topics = (b"", path, data)

    def _shaped(self, what: str, folder: bytes, cancel: Cancel) -> TopicsRows:
        self._called(what, cancel)
        self.shaped = (what, folder)
        return replace(make_topics(600), folder=folder, generation=self.generation)

    def topic_documents(self, name: str, cancel: Cancel, tell: Tell) -> tuple[DocumentId, ...]:
        self._called("topic_documents", cancel)
        return tuple(hit.document for hit in self.hits if hit.traits[0].topic == name)

    # --------------------------------------------------------------------------------------------------------- library

    def status(self, cancel: Cancel, tell: Tell) -> StatusRow:
        self._called("status", cancel)
        if not self.folder_count:
            return StatusRow()
        return StatusRow(
            1204, 1150, 988, 12, 8450, 7267, (("no_text", 31), ("locked", 9), ("damaged", 2)), (("hidden", 77),),
            "paused" if self.paused else "meaning", "", 212.0, 190.0, self.folder_count, self.generation,
            (), self.paused,
        )  # fmt: skip

    def library(self, cancel: Cancel, tell: Tell) -> LibraryRows:
        self._called("library", cancel)
        folders = (
            FolderRow(FolderId(1), b"/home/ana/Documents", "/home/ana/Documents", "ready", 1012, 970, 820),
            FolderRow(
                FolderId(2), b"/home/ana/Desktop", "/home/ana/Desktop", "unavailable", 192, 180, 168, (), ("*.tmp",)
            ),
        )[: self.folder_count * 2]
        models = (ModelRow("all-minilm-l6-v2", "encoder", ("en",), "Apache-2.0", 23_400_000, is_used=True),)
        space = (("catalog", 84_000_000), ("index", 31_500_000), ("log", 12_000))
        return LibraryRows(self.status(cancel, tell), folders, models, space, "/home/ana/.local/share/inkling", True)

    def folders(self, cancel: Cancel, tell: Tell) -> tuple[FolderRow, ...]:
        return self.library(cancel, tell).folders

    def suggested(self, cancel: Cancel, tell: Tell) -> tuple[SuggestedFolder, ...]:
        self._called("suggested", cancel)
        return (
            SuggestedFolder(b"/home/ana/Documents", "Documents", "~/Documents", 1012, 840_000_000, ticked=True),
            SuggestedFolder(b"/home/ana/Desktop", "Desktop", "~/Desktop", 192, 61_000_000),
            SuggestedFolder(b"/home/ana/Downloads", "Downloads", "~/Downloads", 2310, 5_400_000_000),
        )

    def add_folders(self, paths: tuple[bytes, ...], cancel: Cancel, tell: Tell) -> tuple[str, ...]:
        self._called("add_folders", cancel)
        self.folder_count += len(paths)
        return ()

    def forget_folder(self, folder: FolderId, cancel: Cancel, tell: Tell) -> None:
        self._called("forget_folder", cancel)

    def set_rules(self, folder: FolderId, include: tuple[str, ...], exclude: tuple[str, ...]) -> None:
        self._called("set_rules")

    def preview_rules(
        self, path: bytes, include: tuple[str, ...], exclude: tuple[str, ...], cancel: Cancel, tell: Tell
    ) -> RulesPreview:
        self._called("preview_rules", cancel)
        return RulesPreview(970, 42 + len(exclude), ("a.pdf",), ("cache.tmp", "old/letter.doc"))

    def problems(self, kind: str, cancel: Cancel, tell: Tell) -> tuple[ProblemRow, ...]:
        self._called("problems", cancel)
        return tuple(
            ProblemRow(
                f"/home/ana/Documents/scan {n}.pdf".encode(), f"scan {n}.pdf", ("~", "Documents"), "no_text",
                "The pages are pictures without text.", "Install the extra for text recognition, then try again.",
            )
            for n in range(1, 12)
        )  # fmt: skip

    def try_again(self, paths: tuple[bytes, ...], cancel: Cancel, tell: Tell) -> None:
        self._called("try_again", cancel)

    def set_paused(self, *, paused: bool) -> None:
        self._called("set_paused")
        self.paused = paused

    def check(self, cancel: Cancel, tell: Tell) -> tuple[str, ...]:
        self._called("check", cancel)
        return ("The catalog is whole.", "The search index fits it.")

    def save_settings(self, settings: Settings) -> None:
        self._called("save_settings")
        self.settings = settings

    def models(self, cancel: Cancel, tell: Tell) -> tuple[ModelRow, ...]:
        self._called("models", cancel)
        kinds = (("all-minilm-l6-v2", "encoder"), ("gte-multilingual", "encoder"), ("small-reranker", "reranker"))
        return tuple(ModelRow(name, kind, ("en",), "Apache-2.0", 23_400_000, is_used=False) for name, kind in kinds)

    def load(self) -> None:
        self._called("load")

    def follow(self) -> None:
        self._called("follow")

    def last_crash(self) -> str:
        self._called("last_crash")
        return self.crash

    def local_log(self) -> str:
        self._called("local_log")
        return "2026-01-01 12:00:00 ERROR task failed error=ValueError at page.py:12 paint"


def _white_png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + b"\xfc" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _hit(
    number: int, title: str, kind: str, folder: str, band: str, strength: float, text: str, marks: tuple[str, str]
) -> HitRow:
    suffix = {"markdown": "md", "mail": "eml"}.get(kind, kind)
    path = f"/home/ana/{folder}/{title}.{suffix}"
    spans = [Mark(text.index(marks[0]), text.index(marks[0]) + len(marks[0]), "meaning")]
    at = text.index(marks[1])
    spans.append(Mark(at, at + len(marks[1]), "words"))
    page = number if kind == "pdf" else 0
    snippet = SnippetRow(
        text, tuple(spans), f"page {page}" if page else "", page, 0, len(text), full=text, full_marks=tuple(spans)
    )
    return HitRow(
        DocumentId(number), path.encode(), title, f"{title}.{suffix}", ("~", *folder.split("/")), kind,
        NOW_NS - number * 97 * DAY_NS, band, strength, (snippet,), more=max(0, 3 - number),
        copies=("v1", "v2", "v3", "v4", "v5") if number == 1 else (), rerank=strength - 0.2, meaning=strength - 0.3,
        words=8.1 - number, traits=(Traits(kind, (path.rpartition("/")[0].encode(),), (NOW_NS - number * 97 * DAY_NS,), "zh" if number == 5 else "en", "Rent" if number < 3 else "Money"),), why=f"Meaning: “{marks[0]}”. Words: “{marks[1]}”.",
    )  # fmt: skip


def many_hits(count: int) -> tuple[HitRow, ...]:
    """Return as many results as asked for."""
    base = _hit(1, *TEXTS[0])
    return tuple(
        replace(base, document=DocumentId(n), title=f"Result {n}", strength=1 - n / count, band="strong")
        for n in range(1, count + 1)
    )


def _groups() -> tuple[GroupRow, ...]:
    def member(
        number: int, name: str, folder: str, share: tuple[float, float], verdict: str, size: int, age: int, first: bool
    ) -> CopyRow:
        path = f"/home/ana/{folder}/{name}".encode()
        return CopyRow(
            DocumentId(number), path, name, ("~", *folder.split("/")), name.rpartition(".")[2], size,
            NOW_NS - age * DAY_NS, *share, verdict, first,
        )  # fmt: skip

    return (
        GroupRow("a", "identical_bytes", "identical", "Invoice 2023-118.pdf", (
            member(1, "Invoice 2023-118.pdf", "Money/Invoices", (1, 1), "identical", 184_000, 400, True),
            member(2, "Invoice 2023-118 (1).pdf", "Downloads", (1, 1), "identical", 184_000, 398, False),
        ), 184_000),
        GroupRow("b", "identical_text", "identical", "Garden report.docx", (
            member(3, "Garden report.docx", "Work/Reports", (1, 1), "identical", 48_000, 40, True),
            member(4, "Garden report.pdf", "Work/Reports", (1, 1), "identical", 210_000, 38, False),
        ), 210_000),
        GroupRow("c", "near_copy", "version", "Contract_v3.docx", (
            member(5, "Contract_v3.docx", "Work/Contracts", (1, 1), "version", 61_000, 10, True),
            member(6, "Contract_v2.docx", "Work/Contracts", (0.94, 0.97), "version", 59_400, 31, False),
            member(7, "Contract_v1.docx", "Work/Contracts", (0.81, 0.93), "version", 52_800, 64, False),
            member(8, "Contract draft from Ben.docx", "Downloads", (0.58, 0.99), "contained", 31_000, 70, False),
        ), 143_200),
        GroupRow("d", "near_copy", "edited", "Recipe plum cake.md", (
            member(9, "Recipe plum cake.md", "Recipes", (1, 1), "edited", 4_100, 800, True),
            member(10, "Plum cake, less sugar.md", "Recipes", (0.88, 0.91), "edited", 4_300, 120, False),
        ), 4_300),
        GroupRow("e", "same_form", "same_form", "Statement 2024-03.pdf", (
            member(11, "Statement 2024-03.pdf", "Money/Bank", (1, 1), "same_form", 92_000, 500, True),
            member(12, "Statement 2024-04.pdf", "Money/Bank", (0.9, 0.9), "same_form", 93_000, 470, False),
        ), 0),
    )  # fmt: skip


def make_topics(files: int, seed: int = 3) -> TopicsRows:
    """Return a report with this many files in eight topics, two of them with parts."""
    names = (
        "Rent and deposit", "Tax returns", "Recipes with fruit", "Travel plans", "Garden and tools", "School letters",
        "Health insurance", "旅行笔记",
    )  # fmt: skip
    words = ("deposit", "landlord", "lease", "handover", "keys", "repairs", "rent increase")
    dice = random.Random(seed)
    topics: list[TopicRow] = []
    points: list[PointRow] = []
    labels: list[tuple[TopicId, float, float, int]] = []
    for number, name in enumerate(names):
        angle, distance = 2 * math.pi * number / len(names), 0.62 if number % 2 else 0.45
        x, y = distance * math.cos(angle), distance * math.sin(angle)
        members = []
        count = max(5, round(files / len(names) * (0.5 + dice.random())))
        for at in range(count):
            document = DocumentId(10_000 * (number + 1) + at)
            sure = min(1.0, max(0.05, dice.gauss(0.7, 0.2)))
            spread = 0.19 * (1.3 - sure)
            file = f"{name} {at + 1}.pdf"
            points.append(
                PointRow(
                    document, x + dice.gauss(0, spread), y + dice.gauss(0, spread), TopicId(number), number, file, sure
                )
            )
            members.append(MemberRow(document, f"/home/ana/{file}".encode(), file, "Letters", "pdf", sure, at < 3))
        members.sort(key=lambda member: -member.membership)
        spread_ = (("Home", count // 2), ("Home › Old", count // 4), ("Travel", 3))
        sentence = f"{name} lives in 3 folders."
        topics.append(
            TopicRow(
                TopicId(number), name, 0, None, count, number, words, tuple(members), spread_, sentence, number == 1
            )
        )
        labels.append((TopicId(number), x, y, count))
        if number < 2:
            for part, half in enumerate((members[: count // 2], members[count // 2 :])):
                id_ = TopicId(100 + 10 * number + part)
                title = ("Letters to the landlord", "Handover", "Returns 2023", "Receipts")[2 * number + part]
                topics.append(TopicRow(id_, title, 1, TopicId(number), len(half), number, words[:3], tuple(half)))
    odd = (
        OddRow(DocumentId(20_001), b"/home/ana/x.pdf", "Plum cake.pdf", "Tax", "pdf", "Its six nearest are in Recipes.", "Recipes"),
    )  # fmt: skip
    return TopicsRows(b"", files, tuple(topics), tuple(points), tuple(labels), odd, 0.92)


def on_thread(run: Callable[[], object]) -> object:
    """Call something away from the interface thread and return what it returned."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(run()))
    thread.start()
    thread.join()
    return found[0]
