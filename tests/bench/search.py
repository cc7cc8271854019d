"""How fast is searching at size? 100,000 real passages, two processors at most: time of each stage, load, memory.

    PYTHONPATH=app python tests/bench/search.py [--passages N] [--shared FOLDER] [--data FOLDER] [--model FOLDER]

The passages come from the judged data (documentation, abstracts, encyclopedia, Chinese and English), repeated with
their sentences turned round until there are enough. By default their vectors are those of a quarter of them, moved a
little: encoding 100,000 passages takes an hour here and changes no time that is measured. `--data` keeps the library
for the next run. Then quoted stretches of single files are looked for with filters, and phrases of frequent words, and
on a copy of the library the same searches are timed while a thread reads thousands of files, by words and by meaning,
as the window's does. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import random
import resource
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from inkling import offline, words
from inkling.catalog.catalog import Catalog
from inkling.courtesy import Courtesy
from inkling.errors import Cancelled
from inkling.index.snapshot import SnapshotStore
from inkling.ingest import snapshots
from inkling.progress import Cancel
from inkling.records import Document, Filter, PassageId, Results, SearchRequest, Strength
from inkling.search.engine import Searcher
from inkling.search.evaluate import fill

ROOT = Path(__file__).resolve().parents[2]
_REAL = 400  # passages that the model really reads; the vectors of the others are drawn around these


def main() -> int:
    """Build or open the library, measure, print."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--passages", type=int, default=100_000)
    given.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given.add_argument("--data", type=Path)
    given.add_argument("--model", type=Path, default=ROOT / "app" / "inkling" / "_models" / "all-minilm-l6-v2")
    given.add_argument("--queries", type=int, default=100)
    given.add_argument("--patience", type=float, default=60, help="seconds given to reading by words")
    options = given.parse_args()
    offline.silence_libraries()
    with tempfile.TemporaryDirectory() as scratch:
        data = options.data or Path(scratch)
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (data / "CURRENT").exists():
            child = os.fork()  # so that the memory of building does not count
            if child == 0:
                _build(data, options)
                os._exit(0)
            if os.waitpid(child, 0)[1] != 0:
                return 1
        found = _measure(data, options)
        found |= _phrases(data)
        found |= _while_indexing(data, options)
        print(json.dumps(found, indent=1))
    return 0


def _texts(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "eval" / "awsdocs" / "tree").rglob("*.md")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for name in ("scifact-train", "cmrc2018", "pubmedqa", "csl-title", "xquad-en", "xquad-de"):
        with (shared / "eval" / name / "corpus.jsonl").open(encoding="utf-8") as file:
            yield from (json.loads(line)["text"] for line in file)


def _documents(shared: Path, wanted: int) -> Iterator[tuple[str, Document]]:
    """Yield documents of at least `wanted` passages together."""
    texts, shuffle = list(_texts(shared)), random.Random(1)
    length, number = 0, 0
    while length < wanted * 650:
        for text in texts:
            parts = text.split(". ")
            if number >= len(texts):
                shuffle.shuffle(parts)
            made = ". ".join(parts)
            yield (
                f"{number}.md",
                Document(made, "markdown", made[:60].strip("# \n"), language=words.guess_language(made)),
            )
            number += 1
            length += len(made.encode())
            if length >= wanted * 650:
                return


def _encoder(model: Path, courtesy: Courtesy | None = None):
    from inkling.neural.encoder import Encoder

    return Encoder.load(model, threads=2, courtesy=courtesy)


def _build(data: Path, options: argparse.Namespace) -> None:
    encoder = _encoder(options.model)
    with Catalog.open(data, write=True, terms=words.terms) as catalog:
        fill(catalog, _documents(options.shared, options.passages), None)
        catalog.use_model(encoder.digest)
        ids = catalog.passages_where(_everything())
        generator = np.random.default_rng(0)
        chosen = generator.choice(ids, _REAL, replace=False)
        texts = [passage.text for passage in catalog.passages([PassageId(int(id)) for id in chosen])]
        real = encoder.encode_passages(texts)
        for start in range(0, len(ids), 4096):
            block = ids[start : start + 4096]
            rows = real[generator.integers(len(real), size=len(block))]
            rows = rows + generator.normal(scale=0.6 / rows.shape[1] ** 0.5, size=rows.shape).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            catalog.put_vectors(encoder.digest, list(zip(block.tolist(), rows, strict=True)))
        started = time.monotonic()
        snapshots.build(catalog, SnapshotStore(data), encoder.digest)
        Searcher(catalog, SnapshotStore(data), encoder).keep_calibration()
        print(f"snapshot of {len(ids)} passages: {time.monotonic() - started:.1f} s", file=sys.stderr)


def _everything() -> Filter:
    return Filter()


def _measure(data: Path, options: argparse.Namespace) -> dict[str, object]:
    encoder = _encoder(options.model)
    queries = _queries(options.shared, options.queries)
    started = time.monotonic()
    with Catalog.open(data, write=False, terms=words.terms) as catalog:
        by_words = Searcher(catalog, SnapshotStore(data))
        by_words.search(SearchRequest(queries[0]))
        found: dict[str, object] = {"first result, words (s)": round(time.monotonic() - started, 3)}
        gc.freeze()  # as in the window (`gui/turns.py`): what stays is left out of the looks for garbage
        found["words (ms)"] = _times(partial(_search, by_words), queries)
        by_words.reopen()  # lets go of its maps, which would count twice
        started = time.monotonic()
        searcher = Searcher(catalog, SnapshotStore(data), encoder)
        searcher.search(SearchRequest(queries[0], rerank=False))
        found["first result, meaning (s)"] = round(time.monotonic() - started, 3)
        found["words + meaning (ms)"] = _times(lambda text: searcher.search(SearchRequest(text, rerank=False)), queries)
        found["memory with the library open (MB)"] = round(_resident() / 1e6)
        found["reranked (ms)"] = _times(lambda text: searcher.search(SearchRequest(text)), queries[:20])
        found["memory after reranking (MB)"] = round(_resident() / 1e6)
        found["memory at most (MB)"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
        found["passages"] = len(catalog.passages_where(_everything()))
        found["load of the machine"] = os.getloadavg()[0]
        return found


_FREQUENT = ("of the", "in the", "to the", "and the", "is a")
_THRESHOLDS = tuple(Strength)


def _phrases(data: Path) -> dict[str, object]:
    """Look for quoted stretches that stand in one file, with every filter that holds for it, and for frequent words."""
    chooser, lost, taken, asked = random.Random(2), [], [], 0
    with Catalog.open(data, write=False, terms=words.terms) as catalog:
        searcher = Searcher(catalog, SnapshotStore(data))
        ids = catalog.passages_where(_everything())
        for passage in catalog.passages([PassageId(int(id)) for id in chooser.sample(ids.tolist(), 60)]):
            found = passage.text.replace('"', " ").split()
            if len(found) < 14:
                continue
            at = chooser.randrange(len(found) - 12)
            document = catalog.document(passage.document)
            assert document is not None
            quoted = '"' + " ".join(found[at : at + 12]) + '"'
            folder = document.files[0].path.rpartition(b"/")[0]
            for beside, narrowed in (
                ("", Filter()),
                (" type:markdown", Filter()),
                (" zebra", Filter(folders=(folder,))),
                (" size:<100mb", Filter(documents=(document.id,))),
            ):
                began = time.perf_counter()
                request = SearchRequest(quoted + beside, narrowed, threshold=chooser.choice(_THRESHOLDS), limit=100)
                shown = {result.document for result in searcher.search(request).results}
                taken.append((time.perf_counter() - began) * 1000)
                asked += 1
                lost += [] if passage.document in shown else [quoted + beside]
        taken.sort()
        frequent = _times(lambda text: searcher.search(SearchRequest(f'"{text}"')), list(_FREQUENT))
    quoted_ms = {"median": round(statistics.median(taken), 1), "p95": round(taken[int(len(taken) * 0.95)], 1)}
    return {
        "quoted strings looked for": asked,
        "quoted strings lost": lost,
        "quoted (ms)": quoted_ms,
        "frequent words quoted (ms)": frequent,
    }


def _while_indexing(data: Path, options: argparse.Namespace) -> dict[str, object]:
    """Time searches while a thread of the same process reads files, as the window's follower does."""
    from inkling.extract import VERSION
    from inkling.extract.jail import Jail
    from inkling.ingest import Pace, Sync

    queries, found = _queries(options.shared, options.queries), {}
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "data"
        shutil.copytree(data, copy)
        with contextlib.ExitStack() as opened:
            catalog = opened.enter_context(Catalog.open(copy, write=True, terms=words.terms))
            jail = opened.enter_context(Jail())
            encoder = _encoder(options.model, catalog.courtesy)
            folder = catalog.add_folder(os.fsencode(options.shared / "eval" / "awsdocs" / "tree"))
            sync = Sync(catalog, jail, Pace(copy, pause_on_battery=False), version=VERSION)
            searcher = Searcher(catalog, SnapshotStore(copy), encoder)
            by_words = Searcher(catalog, SnapshotStore(copy))
            for prepared in (searcher, by_words):
                opened.callback(prepared.close)
                prepared.search(SearchRequest(queries[0], rerank=False))
            cancel = Cancel()

            def read() -> None:
                with contextlib.suppress(Cancelled):
                    sync.words(cancel, only={folder.id})

            def embed() -> None:
                with contextlib.suppress(Cancelled):
                    while sync.meaning(encoder, cancel, seconds=1.0):
                        searcher.freshen()

            sys.setswitchinterval(0.00005)  # as the follower sets it
            for name, work in (("reading by words", read), ("reading by meaning", embed)):
                cancel = Cancel()
                before = len(catalog.passages_where(_everything()))
                thread = threading.Thread(target=work)
                thread.start()
                time.sleep(1)
                found[f"words while {name} (ms)"] = _times(partial(_search, by_words), queries)
                found[f"words + meaning while {name} (ms)"] = _times(
                    lambda text: searcher.search(SearchRequest(text, rerank=False)), queries
                )
                found[f"still {name} at the end"] = thread.is_alive()
                if work is read:
                    thread.join(options.patience)
                cancel.cancel()
                thread.join()
                found[f"passages added while {name}"] = len(catalog.passages_where(_everything())) - before
    return found


def _queries(shared: Path, count: int) -> list[str]:
    found = []
    for name in ("awsdocs", "scifact-train", "cmrc2018", "xquad-en"):
        with (shared / "eval" / name / "queries.jsonl").open(encoding="utf-8") as file:
            found.append([json.loads(line)["text"] for line in file])
    return [group[number % len(group)] for number in range(-(-count // len(found))) for group in found][:count]


def _times(search: Callable[[str], Results], queries: list[str]) -> dict[str, float]:
    for query in queries[:3]:
        search(query)
    taken = []
    for query in queries:
        started = time.perf_counter()
        search(query)
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return {"median": round(statistics.median(taken), 1), "p95": round(taken[int(len(taken) * 0.95)], 1)}


def _search(searcher: Searcher, text: str) -> Results:
    return searcher.search(SearchRequest(text))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
