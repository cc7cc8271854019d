"""Searching from end to end on a small library with a toy model."""

from __future__ import annotations

import dataclasses
import threading
import time
from itertools import pairwise

import pytest

from inkling.errors import Cancelled
from inkling.progress import Cancel
from inkling.records import Document, Filter, Results, SearchRequest, SearchStage, SearchState, SpanKind, Strength
from inkling.search.evaluate import _reading

_TEXTS = {
    "car.text": "The automobile stood in the garage all winter. Its engine would not start in the cold.",
    "cat.text": "A small kitten slept on the warm roof. The feline dreamed of fish and milk.",
    "doctor.text": "The physician wrote a prescription for the patient who had a fever and a cough.",
    "tax.pdf": "Your income tax return for 2023 was received. The refund is 412 euro and will be paid in May.",
    "zh.text": "机器学习是人工智能的一个分支。它研究如何让计算机从数据中学习。",
    "code.markdown": "Install with C++ 17 or v1.2 of the compiler. Send an e-mail when the build fails.",
} | {
    f"noise{n}.text": f"Note {n}: {a} near the {b} while {c} waited for {d}."
    for n, (a, b, c, d) in enumerate(
        (a, b, c, d)
        for a in ("rivers", "mountains", "clouds", "forests")
        for b in ("bridge", "harbour", "village")
        for c, d in (("travellers", "trains"), ("farmers", "rain"))
    )
}


def _names(results: Results, ids: dict[str, int]) -> list[str]:
    by_id = {id: name for name, id in ids.items()}
    return [by_id[result.document] for result in results.results]


def test_words_and_meaning_both_find(library) -> None:
    searcher, _, ids = library(_TEXTS)
    assert _names(searcher.search(SearchRequest("income tax refund")), ids)[0] == "tax.pdf"
    found = searcher.search(SearchRequest("vehicle garage", threshold=Strength.NONE))
    assert _names(found, ids)[0] == "car.text"
    assert found.stage is SearchStage.RERANKED
    assert found.state is not SearchState.NO_QUERY


def test_every_stage_is_a_whole_answer(library) -> None:
    searcher, _, _ = library(_TEXTS)
    seen: list[Results] = []
    last = searcher.search(SearchRequest("kitten milk"), seen.append)
    assert [results.stage for results in seen] == [SearchStage.WORDS, SearchStage.MEANING]
    assert not any(results.is_final for results in seen)
    assert last.is_final
    assert all(results.results for results in seen)


def test_the_file_is_shown_that_the_filter_asked_for(library) -> None:
    searcher, catalog, ids = library(_TEXTS)
    document = next(document for document in catalog.documents() if document.id == ids["tax.pdf"])
    first = document.files[0]
    for number, path in enumerate((b"/judged/Letters/2023/tax return.pdf", b"/judged/old letters/tax.pdf"), start=500):
        again = _reading(first.folder, path, number, Document(_TEXTS["tax.pdf"], "pdf"))
        catalog.store([dataclasses.replace(again, digest=document.digest)])
    for text, shown in (
        ("", (first.path, b"/judged/old letters/tax.pdf", b"/judged/Letters/2023/tax return.pdf")),
        ("in:letters/2023", (b"/judged/Letters/2023/tax return.pdf",)),
        (
            'in:"old letters" in:/judged/Letters',
            (b"/judged/old letters/tax.pdf", b"/judged/Letters/2023/tax return.pdf"),
        ),
        ("name:RETURN", (b"/judged/Letters/2023/tax return.pdf",)),
    ):
        (found,) = searcher.search(SearchRequest(f"income tax refund {text}")).results
        assert {file.path for file in found.files} == set(shown), text
        assert len(found.files) + len(found.elsewhere) == 3
    beside = SearchRequest("income tax refund", Filter(folders=(b"/judged/Letters",)))
    assert searcher.search(beside).results[0].files[0].path == b"/judged/Letters/2023/tax return.pdf"


def test_each_threshold_says_how_many_it_shows(library) -> None:
    searcher, _, _ = library(_TEXTS)
    every = searcher.search(SearchRequest("farmers in the rain near the bridge", limit=3))
    assert every.shown > len(every.results) == 3
    for threshold in Strength:
        found = searcher.search(SearchRequest("farmers in the rain near the bridge", threshold=threshold))
        assert every.above[threshold.value] == found.shown


def test_a_search_says_when_more_may_answer_than_it_looks_at(library) -> None:
    many = {f"n{n}.text": f"Invoice {n} for the water of the flat. {'Rare.' if n % 9 == 0 else ''}" for n in range(330)}
    searcher, _, _ = library(many, meaning=False)

    def is_complete(text: str) -> bool:
        return searcher.search(SearchRequest(text)).is_complete

    assert not any(map(is_complete, ("invoice", "invoice water", '"water of the flat"', "type:text", "invo*")))
    assert all(map(is_complete, ("rare", "rare invoice", "why do radiators stay cold", "type:pdf", "invoice 12")))


def test_without_a_model_words_answer(library) -> None:
    searcher, _, ids = library(_TEXTS, meaning=False)
    found = searcher.search(SearchRequest("机器学习"))
    assert _names(found, ids) == ["zh.text"]
    assert found.stage is SearchStage.WORDS
    assert found.results[0].meaning is None
    assert found.results[0].words > 0


@pytest.mark.parametrize("text", ["asdf qwer zxcv", "😀😂", "!!!", "披萨的做法和配料"])
def test_gibberish_finds_nothing(library, text: str) -> None:
    searcher, _, _ = library(_TEXTS)
    found = searcher.search(SearchRequest(text))
    assert found.state in {SearchState.NOTHING, SearchState.NO_QUERY}
    assert found.shown == 0


def test_a_phrase_is_found_with_any_filter_and_threshold(library) -> None:
    searcher, _, ids = library(_TEXTS)
    for text in ('"will be paid in May"', '"will be paid in May" type:pdf', '"refund is 412" size:<1mb zebra'):
        found = searcher.search(SearchRequest(text, threshold=Strength.STRONG))
        assert _names(found, ids) == ["tax.pdf"]
    assert searcher.search(SearchRequest('"will be paid in May" type:text')).shown == 0
    assert _names(searcher.search(SearchRequest('"能的一个分"')), ids) == ["zh.text"]


def test_a_phrase_is_found_inside_a_compound(library) -> None:
    searcher, _, ids = library(
        {
            "one.text": "Here the server-side code is kept.",
            "two.text": "All the servers hold one server each.",
            "three.text": "A very state-of-the-art thing in C++ today.",
        }
    )
    assert _names(searcher.search(SearchRequest('"the server"')), ids) == ["one.text"]
    assert _names(searcher.search(SearchRequest('"the server side code"')), ids) == ["one.text"]
    assert _names(searcher.search(SearchRequest('"very state of the art thing"')), ids) == ["three.text"]
    assert _names(searcher.search(SearchRequest('"thing in c++ today"')), ids) == ["three.text"]
    assert _names(searcher.search(SearchRequest('"in c"')), ids) == ["three.text"]
    assert _names(searcher.search(SearchRequest('"the code"')), ids) == []


def test_a_phrase_across_two_passages_is_found(library) -> None:
    filler = "Some other sentence about nothing in particular. " * 14
    text = f"{filler}It ends with amber lantern here and goes on with silver bells. {filler}"
    searcher, catalog, ids = library({"long.text": text * 3, **_TEXTS})
    passages = catalog.passages_of(ids["long.text"])
    assert len(passages) > 3
    for first, second in pairwise(passages):
        phrase = (first.text[-30:] + second.text[:30]).split(" ", 1)[1].rsplit(" ", 1)[0].strip()
        assert _names(searcher.search(SearchRequest(f'"{phrase}"')), ids) == ["long.text"], phrase


def test_exclusions_alternatives_and_prefixes(library) -> None:
    searcher, _, ids = library(_TEXTS)
    everything = SearchRequest("rivers bridge -travellers", threshold=Strength.NONE, limit=100)
    assert "noise0.text" not in _names(searcher.search(everything), ids)
    either = searcher.search(SearchRequest("kitten OR prescription", threshold=Strength.NONE))
    assert set(_names(either, ids)) == {"cat.text", "doctor.text"}
    assert _names(searcher.search(SearchRequest("prescr*")), ids) == ["doctor.text"]


def test_filters_beside_the_box_join_those_in_the_query(library) -> None:
    searcher, _, ids = library(_TEXTS)
    found = searcher.search(SearchRequest("the", filter=Filter(kinds=("pdf", "markdown")), threshold=Strength.NONE))
    assert set(_names(found, ids)) == {"tax.pdf", "code.markdown"}
    found = searcher.search(SearchRequest("type:pdf", filter=Filter(kinds=("pdf", "markdown"))))
    assert _names(found, ids)[0] == "tax.pdf"


def test_a_filter_alone_lists_its_files(library) -> None:
    searcher, _, ids = library(_TEXTS)
    assert _names(searcher.search(SearchRequest("type:markdown")), ids) == ["code.markdown"]


def test_empty_questions_and_empty_libraries_say_so(library) -> None:
    searcher, _, _ = library(_TEXTS)
    assert searcher.search(SearchRequest("  ")).state is SearchState.NO_QUERY
    empty, _, _ = library({})
    assert empty.search(SearchRequest("word")).state is SearchState.NO_DOCUMENTS


def test_unknown_folder_is_explained(library) -> None:
    searcher, _, _ = library(_TEXTS)
    found = searcher.search(SearchRequest("in:nowhere tax"))
    assert found.shown == 0
    assert "nowhere" in found.notes[0]


def test_numbers_and_spans_explain_a_hit(library) -> None:
    searcher, _, _ = library(_TEXTS)
    passage = searcher.search(SearchRequest("income tax refund")).results[0].passages[0]
    assert passage.strength in {Strength.STRONG, Strength.LIKELY}
    assert passage.meaning is not None
    assert passage.rerank is not None
    literal = {passage.text[span.start : span.end] for span in passage.spans if span.kind is SpanKind.WORDS}
    assert literal == {"income", "tax", "refund"}
    assert len([span for span in passage.spans if span.kind is SpanKind.MEANING]) <= 2
    assert all(0 <= span.start < span.end <= len(passage.text) for span in passage.spans)
    assert "BM25" in passage.explain
    assert "cosine" in passage.explain


def test_threshold_counts_what_it_hides_but_never_an_exact_hit(library) -> None:
    searcher, _, ids = library(_TEXTS)
    everything = searcher.search(SearchRequest("travellers rain garage", threshold=Strength.NONE, limit=100))
    likely = searcher.search(SearchRequest("travellers rain garage", threshold=Strength.STRONG, limit=100))
    assert everything.shown > likely.shown
    assert (
        likely.hidden == sum(everything.counts.get(level, 0) for level in ("strong", "likely", "weak")) - likely.shown
    )
    assert _names(searcher.search(SearchRequest("prescription", threshold=Strength.STRONG)), ids)[0] == "doctor.text"


def test_search_by_example_finds_the_like_and_leaves_out_the_example(library) -> None:
    texts = _TEXTS | {"car2.text": "An automobile in a garage; in winter its engine is cold and would not start."}
    searcher, catalog, ids = library(texts)
    path = next(iter(catalog.document(ids["car.text"]).files)).path.decode()
    found = searcher.similar(path, SearchRequest("", threshold=Strength.NONE))
    assert _names(found, ids)[0] == "car2.text"
    assert "car.text" not in _names(found, ids)
    pasted = searcher.search(SearchRequest("", like=("kitten and feline asleep on a roof",), threshold=Strength.NONE))
    assert _names(pasted, ids)[0] == "cat.text"
    missing = searcher.search(SearchRequest("like:/no/such.file"))
    assert "not in this library" in missing.notes[0]


def test_near_copies_fold_under_one_line(library) -> None:
    copy = _TEXTS["tax.pdf"] + " Copy."
    plain, _, ids = library(_TEXTS | {"tax2.pdf": copy})
    assert len({"tax.pdf", "tax2.pdf"} & set(_names(plain.search(SearchRequest("income tax refund")), ids))) == 2
    folded, _, ids = library(
        _TEXTS | {"tax2.pdf": copy}, folding=lambda found: {id: "tax" for id in found if id in pair}
    )
    pair = {ids["tax.pdf"], ids["tax2.pdf"]}
    first = folded.search(SearchRequest("income tax refund")).results[0]
    assert {first.document, *first.folded} == pair


def test_a_cancelled_search_stops(library) -> None:
    searcher, _, _ = library(_TEXTS)
    cancel = Cancel()
    with pytest.raises(Cancelled):
        searcher.search(SearchRequest("kitten"), lambda _: cancel.cancel(), cancel)


def test_the_newest_search_wins(library) -> None:
    searcher, _, ids = library(_TEXTS)
    begun, go_on = threading.Event(), threading.Event()
    outcome: list[object] = []

    def slow(_: Results) -> None:
        begun.set()
        go_on.wait(10)

    def older() -> None:
        try:
            outcome.append(searcher.search_newest(SearchRequest("kitten milk"), slow))
        except Cancelled:
            outcome.append("cancelled")

    thread = threading.Thread(target=older)
    thread.start()
    assert begun.wait(10)
    newer = searcher.search_newest(SearchRequest("income tax"))
    go_on.set()
    thread.join()
    assert outcome == ["cancelled"]
    assert _names(newer, ids)[0] == "tax.pdf"


def test_what_is_deleted_is_not_found_and_what_is_new_is(library) -> None:
    searcher, catalog, ids = library(_TEXTS)
    searcher.search(SearchRequest("kitten"))
    catalog.delete([file.path for file in catalog.document(ids["cat.text"]).files])
    assert "cat.text" not in _names(searcher.search(SearchRequest("kitten feline", threshold=Strength.NONE)), ids)


def test_the_same_search_gives_the_same_answer(library) -> None:
    searcher, _, _ = library(_TEXTS)
    request = SearchRequest("farmers near the village", threshold=Strength.NONE)
    one, two = (dataclasses.replace(searcher.search(request), seconds=0) for _ in range(2))
    assert one == two


def test_calibration_is_kept_and_read_again(library) -> None:
    searcher, catalog, _ = library(_TEXTS)
    searcher.keep_calibration()
    assert catalog.kept("search strength")
    assert searcher.calibration().fits(len(_TEXTS), "toy")
    assert not searcher.calibration().fits(len(_TEXTS) * 2, "toy")
    assert not searcher.calibration().fits(len(_TEXTS), "other")


def test_whoever_reads_gives_way_while_a_question_is_answered(library) -> None:
    searcher, catalog, _ = library(_TEXTS)
    waited: list[float] = []

    def on_stage(_: object) -> None:
        began = time.monotonic()
        catalog.courtesy.give_way(0.05)
        waited.append(time.monotonic() - began)

    searcher.search(SearchRequest("car"), on_stage)
    assert min(waited) > 0.04
    time.sleep(0.06)
    on_stage(None)
    assert waited[-1] < 0.04


def test_languages_that_the_model_was_not_made_for_are_named(library) -> None:
    chinese = {f"zh{n}.text": _TEXTS["zh.text"] + str(n) for n in range(9)}
    assert library(_TEXTS | chinese)[0].unspoken() == ("zh",)
    assert library({"car.text": _TEXTS["car.text"]})[0].unspoken() == ()
    assert library(chinese, meaning=False)[0].unspoken() == ()


def test_languages_are_named_as_they_were_seen_without_taking_anything_in(library) -> None:
    searcher, _catalog = library({f"zh{n}.text": _TEXTS["zh.text"] + str(n) for n in range(9)})[:2]
    assert searcher.unspoken(as_seen=True) == ()
    assert searcher._views.last is None
    searcher.search(SearchRequest("押金"))
    assert searcher.unspoken(as_seen=True) == ("zh",)
