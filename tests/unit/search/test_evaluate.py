"""Measuring: the measures by hand, the formats, and clear answers to bad sets."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from inkling.errors import Cancelled, UsageError
from inkling.progress import Cancel
from inkling.search.evaluate import as_words, evaluate, mrr, ndcg, recall


def test_measures_by_hand() -> None:
    order, answers = ["a", "b", "c", "d"], {"b": 1, "d": 2, "x": 1}
    best = 3 + 1 / np.log2(3) + 1 / 2
    assert ndcg(order, answers) == pytest.approx((1 / np.log2(3) + 3 / np.log2(5)) / best)
    assert recall(order, answers) == pytest.approx(2 / 3)
    assert mrr(order, answers) == 0.5
    assert mrr(order, {"x": 1}) == 0.0
    assert ndcg(["b"], {"b": 1}) == 1.0


def test_signs_of_the_query_language_are_words_in_judged_queries() -> None:
    assert as_words('-5 "degrees": what* OR why') == "5 degrees what why"


def _set(folder: Path) -> Path:
    texts = {"1": "A fox in the forest eats berries.", "2": "Trains leave the station at noon.", "3": "A car is red."}
    rows = [json.dumps({"_id": id, "title": "", "text": text}) for id, text in texts.items()]
    (folder / "corpus.jsonl").write_text("\n".join(rows))
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "fox berries"}\n{"_id": "q2", "text": "automobile"}\n')
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\t1\t1\nq2\t3\t1\n")
    return folder


def test_a_set_is_measured_by_every_voice(tmp_path: Path, toy) -> None:
    found = evaluate(_set(tmp_path), toy)
    assert set(found) == {"words", "meaning", "hybrid", "reranked"}
    assert found["words"] == {"ndcg@10": 0.5, "recall@100": 0.5, "mrr@10": 0.5}
    assert found["hybrid"]["ndcg@10"] == found["meaning"]["ndcg@10"] == 1.0


def test_a_document_that_is_only_a_title_is_found(tmp_path: Path, toy) -> None:
    folder = _set(tmp_path)
    rows = (
        (folder / "corpus.jsonl")
        .read_text()
        .replace(
            '{"_id": "1", "title": "", "text": "A fox in the forest eats berries."}',
            '{"_id": "1", "title": "A fox in the forest eats berries", "text": ""}',
        )
    )
    assert '"text": ""' in rows
    (folder / "corpus.jsonl").write_text(rows)
    assert evaluate(folder, toy)["hybrid"]["ndcg@10"] == 1.0


def test_without_a_model_only_words_are_measured(tmp_path: Path) -> None:
    assert set(evaluate(_set(tmp_path), None)) == {"words"}


def test_a_tree_of_files_is_a_corpus(tmp_path: Path) -> None:
    _set(tmp_path)
    (tmp_path / "corpus.jsonl").unlink()
    (tmp_path / "tree" / "sub").mkdir(parents=True)
    (tmp_path / "tree" / "sub" / "fox.md").write_text("# Fox\n\nEats berries.")
    (tmp_path / "tree" / "car.md").write_text("# Car\n\nIs red.")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tsub/fox.md\t1\n")
    assert evaluate(tmp_path, None)["words"]["ndcg@10"] == 1.0


def test_pairs_give_the_rank_correlation(tmp_path: Path, toy) -> None:
    (tmp_path / "dev.tsv").write_text("car\tautomobile\t5\ncar red\tcar\t3\nfox\tstation\t0\n")
    assert evaluate(tmp_path, toy) == {"spearman": 1.0}
    with pytest.raises(UsageError, match="no model"):
        evaluate(tmp_path, None)


def test_topics_are_scored_by_what_is_given(tmp_path: Path) -> None:
    (tmp_path / "docs.jsonl").write_text('{"_id": "a", "text": "one", "label": "x"}\n')
    given = evaluate(tmp_path, None, topics=lambda documents, labels: {"given": {"topics": len(documents)}})
    assert given == {"given": {"topics": 1}}
    with pytest.raises(UsageError, match="topics"):
        evaluate(tmp_path, None)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("corpus.jsonl", "{not json", "line 1"),
        ("corpus.jsonl", '{"_id": "1"}', "expected"),
        ("qrels.tsv", "h\nq1 1 1\n", "separated by tabs"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, content: str, told: str) -> None:
    (_set(tmp_path) / name).write_text(content)
    with pytest.raises(UsageError, match=told):
        evaluate(tmp_path, None)


def test_a_folder_that_is_no_set_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"queries\.jsonl"):
        evaluate(tmp_path, None)


def test_measuring_can_be_cancelled(tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        evaluate(_set(tmp_path), None, cancel=cancel)
