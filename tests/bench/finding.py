"""How good is finding on whole sets of judged data? What `inkling evaluate` prints, for many sets and many times.

    PYTHONPATH=app python tests/bench/finding.py [--libraries FOLDER] SET...

Libraries are kept in `--libraries`, so that what embeds once is measured again after each change of fusion, strength or
the closer look; and a passage is read once by the closer look, not once for every query. The figures are those of
`inkling evaluate`. Beside them stand three ways to add up two voices that know nothing of each other, how many of the
judged answers are shown at the default threshold, and which rules are broken: hybrid at most 0.5 points below its
better half, a closer look never more than 0.3 points worse, English sets at least as good as the best simple fusion.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from inkling import offline, words
from inkling.catalog.catalog import Catalog
from inkling.extract.jail import Jail
from inkling.neural.encoder import Encoder
from inkling.progress import Cancel, ignore_progress
from inkling.records import SearchRequest, Strength
from inkling.search import evaluate
from inkling.search.compose import by_document
from inkling.search.engine import Searcher, _Question
from inkling.search.evaluate import JudgedSet

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "quality"))

from remembering import Remembering  # noqa: E402  # the path must be known first

_VOICES = ("words", "meaning", "hybrid", "reranked")


def main() -> int:
    """Measure each set and print a line for it; fail where a rule is broken."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("sets", nargs="+", type=Path)
    given.add_argument("--libraries", type=Path, default=Path("libraries"))
    given.add_argument("--model", type=Path, default=ROOT / "app" / "inkling" / "_models" / "all-minilm-l6-v2")
    given.add_argument("--shown", type=int, default=100, help="queries of which the shown answers are counted")
    options = given.parse_args()
    offline.silence_libraries()
    broken = 0
    for folder in options.sets:
        encoder = Remembering(Encoder.load(options.model, threads=os.cpu_count() or 1))
        began = time.monotonic()
        found, languages, passages = _measure(folder, options.libraries / folder.name, encoder, options.shown)
        rules = _broken(found, is_english=languages == ["en"])
        broken += len(rules)
        told = {"set": folder.name, "passages": passages, **found, "broken": rules}
        print(json.dumps(told | {"seconds": round(time.monotonic() - began)}), flush=True)
    return 1 if broken else 0


def _measure(folder: Path, data: Path, encoder: Remembering, shown: int) -> tuple[dict[str, float], list[str], int]:
    judged = _judged(folder)
    names = _library(data, judged, encoder)
    with Catalog.open(data, write=True, terms=words.terms) as catalog:  # an older library is brought up to date
        searcher = Searcher(catalog, encoder=encoder)
        view = searcher._views.current()
        measured = evaluate.measure(searcher, names, judged)
        found = {voice: measured[voice]["ndcg@10"] for voice in _VOICES}
        found |= _simple(searcher, names, judged)
        found["answers shown"] = _shown(searcher, names, judged, shown)
        languages = [code for code, share in view.languages if share > 0.5]
        asked = {words.guess_language(text) for text in list(judged.queries.values())[:50]}
        return found, languages if asked <= {"en", ""} else [], len(view.ids)


def _judged(folder: Path) -> JudgedSet:
    with Jail() as jail:
        made = evaluate.load(folder, lambda path: jail.extract(os.fsencode(path)).document)
        return JudgedSet(list(made.documents), made.queries, made.answers)


def _library(data: Path, judged: JudgedSet, encoder: Remembering) -> dict[int, str]:
    known = data / "names.json"
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with Catalog.open(data, write=True, terms=words.terms) as catalog:
        if not known.exists():
            known.write_text(json.dumps(evaluate.fill(catalog, judged.documents, None)))
        evaluate._embed(catalog, encoder, Cancel(), ignore_progress)  # goes on where it was called off
    return {int(id): name for id, name in json.loads(known.read_text()).items()}


def _simple(searcher: Searcher, names: dict[int, str], judged: JudgedSet) -> dict[str, float]:
    sums = dict.fromkeys(("rrf", "convex", "cosine + 0.3 words"), 0.0)
    for id, text in judged.queries.items():
        question = searcher._question(SearchRequest(evaluate.as_words(text)))
        assert isinstance(question, _Question)
        found = searcher._by_meaning(question)[0].found
        cosines = np.nan_to_num(found.cosines, nan=0.0)
        bm25 = found.words / max(float(found.words.max()), 1e-9)
        ranks = [np.argsort(np.argsort(-scores, kind="stable")) + 1 for scores in (cosines, bm25)]
        spread = (cosines - cosines.min()) / max(float(np.ptp(cosines)), 1e-9)
        orders = (
            1 / (60 + ranks[0]) + np.where(bm25 > 0, 1 / (60 + ranks[1]), 0),
            spread + bm25,
            cosines + 0.3 * bm25,
        )
        for fusion, scores in zip(sums, orders, strict=True):
            sums[fusion] += evaluate.ndcg([names[place] for place in by_document(found, scores)], judged.answers[id])
    return {fusion: round(value / max(len(judged.queries), 1), 4) for fusion, value in sums.items()}


def _shown(searcher: Searcher, names: dict[int, str], judged: JudgedSet, count: int) -> float:
    """Return the share of the judged answers among the first ten that the default threshold shows."""
    shown = there = 0
    for id, text in list(judged.queries.items())[:count]:
        everything = SearchRequest(evaluate.as_words(text), limit=10, threshold=Strength.NONE, budget_s=60)
        for result in searcher.search(everything).results:
            if names[result.document] in judged.answers[id]:
                there += 1
                shown += result.is_exact or result.strength.rank >= Strength.LIKELY.rank
    return round(shown / max(there, 1), 3)


def _broken(found: dict[str, float], *, is_english: bool) -> list[str]:
    made = []
    if found["hybrid"] < max(found["words"], found["meaning"]) - 0.005:
        made.append("hybrid is below its better half")
    if found["reranked"] < found["hybrid"] - 0.003:
        made.append("the closer look harms")
    if is_english and found["reranked"] < max(found["rrf"], found["convex"], found["cosine + 0.3 words"]):
        made.append("a simple fusion is better")
    return made


if __name__ == "__main__":
    sys.exit(main())
