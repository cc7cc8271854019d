"""The pieces: phrases, cohesion, trees, silhouettes, matching, agreement, places, outliers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage
from sklearn import metrics
from sklearn.utils.extmath import randomized_svd

from inkling.progress import Cancel
from inkling.topics import clusters, numeric, phrases, plane, space
from inkling.topics.labels import agreement, evaluate_labels
from inkling.topics.matching import match
from inkling.topics.numeric import unit
from inkling.topics.space import Source


def blobs(count: int, each: int, dim: int = 16, noise: float = 0.25) -> np.ndarray:
    rng = np.random.default_rng(3)
    centres = rng.normal(size=(count, dim))
    rows = np.repeat(centres, each, axis=0) + noise * rng.normal(size=(count * each, dim))
    return unit(rows.astype(np.float32))


@given(st.integers(2, 9), st.integers(6, 20))
@settings(max_examples=15, deadline=None)
def test_partition_finds_separate_blobs(count: int, each: int) -> None:
    rows = blobs(count, each)
    found = clusters.partition(rows, np.arange(len(rows)), count)
    truth = np.repeat(np.arange(count), each)
    assert agreement(truth, found.labels)["v"] > 0.95


def test_partition_finds_the_number_of_blobs() -> None:
    rows = blobs(6, 30)
    assert clusters.partition(rows, np.arange(len(rows))).count == 6


def test_silhouette_is_that_of_the_books() -> None:
    rows = blobs(4, 12, noise=0.8)
    labels = np.repeat(np.arange(4), 12)
    assert clusters.silhouette(rows, labels) == pytest.approx(
        metrics.silhouette_score(rows, labels, metric="cosine"), abs=1e-4
    )


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=60))
@settings(max_examples=60, deadline=None)
def test_agreement_is_that_of_the_books(pairs: list[tuple[int, int]]) -> None:
    truth, found = (np.array(column) for column in zip(*pairs, strict=True))
    figures = agreement(truth, found)
    assert figures["v"] == pytest.approx(metrics.v_measure_score(truth, found), abs=1e-3)
    assert figures["ari"] == pytest.approx(metrics.adjusted_rand_score(truth, found), abs=1e-3)


@given(st.integers(2, 60), st.integers(1, 8), st.integers(0, 10_000))
@settings(deadline=None, max_examples=40)
def test_the_tree_is_that_of_scipy(count: int, dim: int, seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(count, dim)).astype(np.float32)
    assert np.allclose(numeric.ward(rows), linkage(rows.astype(np.float64), method="ward"), atol=1e-6)


def test_equal_rows_are_joined_first() -> None:
    rows = np.repeat(np.eye(3, dtype=np.float32), 4, axis=0)
    merges = numeric.ward(rows)
    assert (merges[:9, 2] < 1e-6).all()
    assert sorted(np.bincount(numeric.cut(merges, 3)).tolist()) == [4, 4, 4]


def test_the_strongest_directions_hold_as_much_as_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(5)
    columns = [np.unique(rng.zipf(1.3, 60) % 900).astype(np.int32) for _ in range(400)]
    matrix = numeric.sparse(columns, [np.ones(len(row), np.float32) for row in columns], 900)
    found = numeric.strongest_directions(matrix, 30)
    _, _, theirs = randomized_svd(matrix, 30, n_iter=5, random_state=0)
    assert np.allclose(found.T @ found, np.eye(30), atol=1e-4)
    assert np.linalg.norm(matrix @ found) >= 0.999 * np.linalg.norm(matrix @ theirs.T)


@pytest.mark.parametrize("shape", [(1, 5), (5, 1), (2, 2), (3, 40), (40, 3)])
def test_few_rows_or_columns_have_few_directions(shape: tuple[int, int]) -> None:
    rows, width = shape
    columns = [np.arange(width, dtype=np.int32) for _ in range(rows)]
    matrix = numeric.sparse(columns, [np.ones(width, np.float32) for _ in range(rows)], width)
    found = numeric.strongest_directions(matrix, 100)
    assert found.shape[0] == width
    assert np.isfinite(found).all()


def test_cut_gives_as_many_groups_as_asked() -> None:
    rows = blobs(5, 8)
    merges = numeric.ward(rows)
    for count in (1, 2, 5, 17, 40):
        labels = numeric.cut(merges, count)
        assert sorted(set(labels.tolist())) == list(range(count))


def test_no_topic_of_one_file_is_left() -> None:
    rows = np.vstack([blobs(3, 10), -blobs(3, 10)[:1]])
    found = clusters.partition(unit(rows), np.arange(len(rows)), 4)
    assert np.bincount(found.labels).min() > 1


def test_match_pairs_by_overlap_and_once() -> None:
    before = np.array([0, 0, 0, 1, 1, 1, 2, 2])
    now = np.array([5, 5, 5, 3, 3, 5, 4, 4])
    assert match(now, before, [3, 4, 5], [0, 1, 2]) == {3: 1, 4: 2, 5: 0}
    assert match(now, before, [3, 4], [0]) == {}


def test_plain_phrases_are_what_people_wrote() -> None:
    source = Source.of(1, "/d/Annual_reports/Tax-Return 2023.pdf", "The tax returns of the year. See https://x.org/y")
    found = phrases.plain_phrases(source)
    assert found["tax return"][1] in {"Tax Return", "tax returns"}
    assert "annual report" in found
    assert not any(key.startswith("the ") or "http" in key for key in found)


def test_chinese_strings_read_as_words() -> None:
    words = ("所得税", "申报", "发票", "养老金")
    texts = [f"{before}{word}{after}" for word in words for before in "我在有去从" for after in "和了吗是的"]
    cohesion = phrases.Cohesion(texts)
    assert cohesion.holds("所得税")
    assert not cohesion.holds("税和")
    assert phrases.is_free("申报", texts)
    assert not phrases.is_free("得税", texts)


def test_sample_hardly_changes_with_the_files() -> None:
    paths = [f"/d/{number}" for number in range(500)]
    one = {paths[at] for at in space.sample(paths, 100)}
    other = {paths[1:][at] for at in space.sample(paths[1:], 100)}
    assert len(one & other) >= 99


def test_places_are_kept_and_new_ones_stand_among_their_like() -> None:
    rows = blobs(3, 15)
    nobody, nowhere = np.zeros(45, dtype=bool), np.zeros((45, 2), dtype=np.float32)
    x, y = plane.place(rows, np.arange(45), nobody, nowhere)
    assert (x, y) == plane.place(rows, np.arange(45), nobody, nowhere)
    places = np.column_stack([x, y]).astype(np.float32)
    own = [np.linalg.norm(places[at] - places[at // 15 * 15 : at // 15 * 15 + 15].mean(axis=0)) for at in range(45)]
    apart = np.linalg.norm(places[:15].mean(axis=0) - places[15:30].mean(axis=0))
    assert np.median(own) < apart / 2
    known = np.ones(45, dtype=bool)
    known[7] = False
    again_x, again_y = plane.place(rows, np.arange(45), known, places, Cancel())
    assert again_x[:7] == x[:7]
    new = np.array([again_x[7], again_y[7]])
    assert np.linalg.norm(new - places[:15].mean(axis=0)) < np.linalg.norm(new - places[15:30].mean(axis=0))


def test_evaluate_labels_gives_both_numbers_in_any_order() -> None:
    texts = [f"{word} {word} apple{n % 3} tree" for word in ("ship sail", "tax income", "oven bread") for n in range(8)]
    labels = [label for label in "abc" for _ in range(8)]
    figures = evaluate_labels(texts, labels)
    assert figures["given"] == {"topics": 3.0, "v": 1.0, "ari": 1.0, "purity": 1.0}
    assert set(figures["found"]) == {"topics", "v", "ari", "purity"}
    assert evaluate_labels(texts[::-1], labels[::-1]) == figures


def test_chinese_phrases_end_where_words_end() -> None:
    texts = [f"{before}{kind}谱法测定{after}" for before in "用以" for kind in "光色质" for after in "水土"]
    texts += [f"{before}{kind}谱法{after}" for before in "用以经由" for kind in "光色质" for after in "水土气油"]
    texts += [f"{before}测定{after}" for before in "先再可应须当宜能" for after in "水土气油"]
    cohesion = phrases.Cohesion(texts)
    assert cohesion.stands_alone("测定", texts)
    assert not cohesion.stands_alone("法测定", texts)
    found = phrases.strings([(1.0, "温度对生长的影响")])
    assert "生长" in found
    assert "生长的影响" not in found


def test_the_end_of_many_words_is_no_word() -> None:
    texts = [
        f"{kind}主义{after}" for kind in ("社会", "资本", "现实", "浪漫") for after in ("的人", "", "和他", "也有")
    ]
    cohesion = phrases.Cohesion(texts)
    assert not cohesion.stands_alone("主义", texts)


def test_a_letter_beside_a_run_belongs_to_its_word() -> None:
    found = phrases.runs(Source.of(1, "", "用X射线衍射法"))
    assert [run for _, run in found] == ["用0", "0射线衍射法"]
    strings = phrases.strings(found)
    assert "射线" in strings
    assert not any("0" in string for string in strings)
    texts = ["0射线衍射法", "0射线衍射和", "0射线衍射仪"] * 5
    assert not phrases.Cohesion(texts).stands_alone("射线衍射", texts)


def test_numbers_units_and_months_are_no_names() -> None:
    source = Source.of(1, "/d/a.txt", "Four minutes. Amount. March. Half. The March invoice of Northern Grid came.")
    found = phrases.plain_phrases(source)
    assert not {"four", "minute", "amount", "march", "half", "four minute"} & found.keys()
    assert {"march invoice", "northern grid"} <= found.keys()


@pytest.mark.parametrize(("files", "most"), [(5, 2), (12, 4), (14, 5), (30, 10)])
def test_few_files_make_few_topics(files: int, most: int) -> None:
    assert clusters.largest_count(files) <= most
