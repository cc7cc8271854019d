"""The encoder: the same text gives the same vector whatever surrounds it, nothing is cut, offsets fit the original."""

import threading
import time

import numpy as np
import pytest

from inkling import paths
from inkling.errors import Cancelled
from inkling.neural.encoder import Encoder
from inkling.progress import Cancel

FOLDER = paths.MODELS / "all-minilm-l6-v2"
TEXTS = [
    "rain",
    "",
    "The committee approved the budget.",
    "wind",
    "Plum cake with butter and two kilos of ripe plums, baked for an hour. " * 4,
    "Ünïcödé, 你好 and 😀 in one line",
    "\x00\x01 controls \u202e and marks",
    "half a pair \udc80 \ud83d alone",
    "The tenant shall give notice in writing not less than three months before the end. " * 40,
    " \n\t ",
]


def _cosine(one, other):
    return float((one * other).sum())


def test_vectors_are_unit_float32(encoder):
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.card.dim)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_a_text_alone_and_in_a_batch_is_the_same(encoder):
    together = encoder.encode_passages(TEXTS)
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    assert np.abs(together - alone).max() <= 1e-6


def test_order_and_companions_do_not_matter(encoder):
    together = encoder.encode_passages(TEXTS)
    mixed = encoder.encode_passages([*TEXTS[::-1], "word " * 3000, "snow"])
    assert np.abs(together - mixed[: len(TEXTS)][::-1]).max() <= 1e-6


def test_an_outlier_of_equal_length_does_not_matter(encoder):
    # both have the same number of tokens, so they share a run
    calm, wild = "the cat sat", "zq ## 9@"
    assert encoder.count_tokens([calm])[0] + 2 <= encoder.card.max_tokens
    pair = encoder.encode_passages([calm, wild, "ha ha ha"])
    assert np.abs(pair[0] - encoder.encode_passages([calm])[0]).max() <= 1e-6


@pytest.mark.parametrize("threads", [2, 3])
def test_any_number_of_threads_gives_the_same(encoder, threads):
    several = Encoder.load(FOLDER, threads=threads)
    assert np.abs(several.encode_passages(TEXTS * 3) - encoder.encode_passages(TEXTS * 3)).max() <= 1e-6
    several.close()


def test_meaning_is_near_and_far(encoder):
    query, near, far = encoder.encode_queries(
        ["How do I bake a cake?", "Instructions for baking a sponge cake", "The stock market fell sharply on Monday"]
    )
    assert _cosine(query, near) > 0.6
    assert _cosine(query, far) < 0.2


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode_passages([]).shape == (0, encoder.card.dim)


def test_nothing_of_a_long_text_is_cut(encoder):
    start, end = "Plum cake needs butter. " * 100, "The stock market fell sharply. " * 100
    whole, first, last = encoder.encode_passages([start + end, start, end])
    assert _cosine(whole, first) > 0.5
    assert _cosine(whole, last) > 0.5  # a cut text would not know about the market


def test_windows_are_averaged_by_their_length(encoder):
    room = encoder.card.max_tokens - 2
    words = ["cake"] * room + ["market"] * room
    whole = encoder.encode_passages([" ".join(words)])[0]
    parts = encoder.encode_passages([" ".join(words[:room]), " ".join(words[room:])])
    expected = parts.sum(axis=0) / np.linalg.norm(parts.sum(axis=0))
    assert np.abs(whole - expected).max() <= 1e-6


def test_token_vectors_cover_a_long_text_to_its_end(encoder):
    text = "The tenant shall give notice in writing. " * 60
    found = encoder.tokens(text)
    assert len(found.vectors) == len(found.starts) == encoder.count_tokens([text])[0] > encoder.card.max_tokens
    assert found.ends[-1] == len(text.rstrip())
    assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_lie_in_the_original_in_order(encoder, text):
    found = encoder.tokens(text)
    assert found.vectors.shape == (len(found.starts), encoder.card.dim)
    assert found.starts.dtype == found.ends.dtype == np.int32
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    assert (np.diff(found.starts) >= 0).all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("naïve café", ["naïve", "café"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("学习。", ["学", "习", "。"]),
        ("ok 😀 rain", ["ok", "😀", "rain"]),
        ("𝔘nder the sea", ["𝔘nder", "the", "sea"]),
        ("a\x00b rain", ["a\x00b", "rain"]),
        ("rain \udc80 rain", ["rain", "rain"]),
    ],
)
def test_offsets_count_characters_of_the_original(encoder, text, expected):
    found = encoder.tokens(text)
    covered = [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
    assert covered == expected


def test_a_token_vector_does_not_depend_on_the_way_it_was_asked(encoder):
    assert np.array_equal(encoder.tokens(TEXTS[2]).vectors, encoder.query_tokens(TEXTS[2]).vectors)


def test_a_text_of_megabytes_is_split_at_blanks(encoder):
    text = "notice " * 60_000
    assert encoder.count_tokens([text]) == [60_000]


def test_a_word_without_end_is_still_read(encoder):
    assert encoder.encode_passages(["x" * 200_000]).shape == (1, encoder.card.dim)


@pytest.mark.parametrize("threads", [1, 2])
def test_cancel_stops_the_work(threads):
    cancel = Cancel()
    cancel.cancel()
    encoder = Encoder.load(FOLDER, threads=threads)
    with pytest.raises(Cancelled):
        encoder.encode_passages(TEXTS, cancel)
    encoder.close()


def test_speaks_what_its_card_says(encoder):
    assert encoder.speaks("en")
    assert not encoder.speaks("zh")


def test_digest_is_the_same_for_the_same_model(encoder):
    other = Encoder.load(FOLDER)
    assert other.digest == encoder.digest
    assert len(encoder.digest) == 32
    other.close()


def test_the_encoder_gives_way_to_queries(encoder):
    with encoder._courtesy.asking():
        began = time.monotonic()
        encoder.encode_queries(["a question goes first"])
        asked = time.monotonic() - began
        thread = threading.Thread(target=encoder.encode_passages, args=(["a passage waits"],))
        thread.start()
        thread.join(0.4)
        is_waiting = thread.is_alive()
    thread.join()
    assert is_waiting
    assert asked < 0.4


def test_a_question_does_not_wait_for_itself(encoder):
    with encoder._courtesy.asking():
        began = time.monotonic()
        encoder.encode_passages(["a passage that belongs to the question"])
        assert time.monotonic() - began < 0.5
