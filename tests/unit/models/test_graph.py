"""The exporter on a tiny random model, against the same mathematics written down in NumPy."""

import json
import math
from types import SimpleNamespace

import numpy as np
import onnxruntime
import pytest
from tiny_bert import CONFIG, HEADS, HIDDEN, LAYERS, PLACES, WORDS, tensors, write_safetensors

from export import bert, graph, safetensors
from export.errors import ExportError
from export.linear import product, quantise_rows

IDS = np.random.default_rng(3).integers(0, WORDS, (3, 11))


def _card(**named):
    return SimpleNamespace(**{"kind": "encoder", "pooling": "mean", "normalise": True, **named})


def _weights(folder):
    sizes = bert.sizes(folder / "config.json")
    return bert.Weights(safetensors.read(folder / "model.safetensors"), sizes)


def _session(model):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _run(folder, bits=8, ids=IDS, card=None, **more):
    session = _session(graph.build(_weights(folder), card or _card(), graph.Flavour(bits)))
    return dict(zip([o.name for o in session.get_outputs()], session.run(None, {"ids": ids, **more}), strict=True))


def _norm(x, t, name):
    x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
    return x * t[f"{name}.weight"] + t[f"{name}.bias"]


def _linear(x, t, name):
    return x @ t[f"{name}.weight"].T + t[f"{name}.bias"]


def reference(ids, types=None, first=0):
    """One text through BERT, in plain float64."""
    t = {name: value.astype(np.float64) for name, value in tensors().items()}
    kinds = t["embeddings.token_type_embeddings.weight"][np.zeros_like(ids) if types is None else types]
    x = t["embeddings.word_embeddings.weight"][ids] + kinds
    x = _norm(x + t["embeddings.position_embeddings.weight"][first : first + len(ids)], t, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        q, k, v = (
            _linear(x, t, f"{at}.attention.self.{n}").reshape(len(ids), HEADS, -1).transpose(1, 0, 2)
            for n in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(HIDDEN // HEADS)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = ((shares / shares.sum(-1, keepdims=True)) @ v).transpose(1, 0, 2).reshape(len(ids), HIDDEN)
        x = _norm(x + _linear(mixed, t, f"{at}.attention.output.dense"), t, f"{at}.attention.output.LayerNorm")
        inner = _linear(x, t, f"{at}.intermediate.dense")
        inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        x = _norm(x + _linear(inner, t, f"{at}.output.dense"), t, f"{at}.output.LayerNorm")
    return x


def _cosines(one, other):
    return (one * other).sum(-1) / np.linalg.norm(one, axis=-1) / np.linalg.norm(other, axis=-1)


def test_fp32_graph_is_bert(published):
    for ids in IDS:
        tokens = _run(published, bits=32, ids=ids[None])["tokens"][0]
        assert np.abs(tokens - reference(ids)).max() < 1e-4


@pytest.mark.parametrize("bits", [7, 8])
def test_int8_graph_is_near(published, bits):
    found = _run(published, bits=bits)["tokens"]
    expected = np.stack([reference(ids) for ids in IDS])
    assert found.shape == (*IDS.shape, HIDDEN)
    assert _cosines(found, expected).min() > 0.99


def test_int8_rows_do_not_touch_each_other(published):
    together = _run(published)
    for row, ids in enumerate(IDS):
        alone = _run(published, ids=ids[None])
        assert np.abs(alone["tokens"][0] - together["tokens"][row]).max() <= 1e-6
        assert np.abs(alone["sentence"][0] - together["sentence"][row]).max() <= 1e-6


@pytest.mark.parametrize("pooling", ["mean", "cls", "last", "weighted_mean"])
@pytest.mark.parametrize("normalise", [True, False])
def test_pooling(published, pooling, normalise):
    found = _run(published, card=_card(pooling=pooling, normalise=normalise))
    ranks = np.arange(1, IDS.shape[1] + 1)[None, :, None]
    tokens = found["tokens"]
    expected = {
        "mean": tokens.mean(1),
        "cls": tokens[:, 0],
        "last": tokens[:, -1],
        "weighted_mean": (tokens * ranks).sum(1) / ranks.sum(),
    }[pooling]
    if normalise:
        expected = expected / np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.abs(found["sentence"] - expected).max() < 1e-5


def test_an_unknown_pooling_is_told(published):
    with pytest.raises(ExportError, match="pooling 'max'"):
        graph.build(_weights(published), _card(pooling="max"), graph.Flavour())


def test_a_reranker_scores_pairs(published):
    types = (np.arange(IDS.shape[1]) > 5).astype(np.int64)[None].repeat(3, 0)
    t = tensors()
    found = _run(published, card=_card(kind="reranker"), types=types)["score"]
    for row, ids in enumerate(IDS):
        first = reference(ids, types[row])[0]
        pooled = np.tanh(_linear(first, t, "pooler.dense"))
        assert abs(float(found[row, 0] - _linear(pooled, t, "classifier")[0])) < 0.1


def test_the_same_weights_give_the_same_bytes(published):
    models = [graph.build(_weights(published), _card(), graph.Flavour()).SerializeToString() for _ in range(2)]
    assert models[0] == models[1]


def test_a_prefix_in_the_names_changes_nothing(published, tmp_path):
    plain = graph.build(_weights(published), _card(), graph.Flavour()).SerializeToString()
    write_safetensors(published / "model.safetensors", tensors("bert."))
    assert graph.build(_weights(published), _card(), graph.Flavour()).SerializeToString() == plain


def test_roberta_counts_places_from_behind_the_padding(published):
    write_safetensors(published / "model.safetensors", tensors("roberta."))
    (published / "config.json").write_text(json.dumps({**CONFIG, "model_type": "xlm-roberta"}), encoding="utf-8")
    tokens = _run(published, bits=32, ids=IDS[:1])["tokens"][0]
    assert np.abs(tokens - reference(IDS[0], first=2)).max() < 1e-4
    assert _weights(published).sizes.positions == PLACES - 2


def test_all_zero_rows_and_texts_are_no_trouble():
    codes, scales = quantise_rows(np.zeros((2, 4), np.float32), 127)
    assert not codes.any()
    assert not scales.any()


def test_codes_stay_within_their_bits():
    matrix = np.random.default_rng(1).standard_normal((20, 30)).astype(np.float32)
    for top in (63, 127):
        codes, scales = quantise_rows(matrix, top)
        assert np.abs(codes.astype(int)).max() == top
        assert np.abs(codes * scales[:, None] - matrix).max() <= scales.max() * 0.5001


def test_product_is_that_of_numpy():
    random = np.random.default_rng(2)
    matrix, vector = random.standard_normal((5, 9)), random.standard_normal(9)
    assert np.allclose(product(matrix, vector), matrix @ vector, atol=1e-6)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"model_type": "gpt2"}, "type 'gpt2'"),
        ({"hidden_act": "relu"}, "activation 'relu'"),
        ({"position_embedding_type": "relative_key"}, "relative positions"),
        ({"hidden_size": "many"}, "not a usable"),
        ({"model_type": None}, "type None"),
    ],
)
def test_a_foreign_configuration_is_told(published, change, told):
    (published / "config.json").write_text(json.dumps({**CONFIG, **change}), encoding="utf-8")
    with pytest.raises(ExportError, match=told):
        bert.sizes(published / "config.json")


def test_a_missing_tensor_is_named(published):
    values = tensors()
    del values["encoder.layer.1.output.dense.bias"]
    write_safetensors(published / "model.safetensors", values)
    with pytest.raises(ExportError, match=r"layer\.1\.output\.dense\.bias"):
        graph.build(_weights(published), _card(), graph.Flavour())


@pytest.mark.parametrize("size", [0, 7, 8, 100, 5000])
def test_cut_weights_are_told(published, size):
    path = published / "model.safetensors"
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ExportError, match=r"cut short|damaged"):
        safetensors.read(path)


def test_half_precision_is_read(tmp_path):
    value = np.array([1.5, -2.0, 0.25], np.float32)
    raw = {"F16": value.astype(np.float16).tobytes(), "BF16": (value.view(np.uint32) >> 16).astype("<u2").tobytes()}
    table = {"a": {"dtype": "F16", "shape": [3], "data_offsets": [0, 6]}}
    table["b"] = {"dtype": "BF16", "shape": [3], "data_offsets": [6, 12]}
    head = json.dumps(table).encode()
    path = tmp_path / "half.safetensors"
    path.write_bytes(len(head).to_bytes(8, "little") + head + raw["F16"] + raw["BF16"])
    found = safetensors.read(path)
    assert found["a"].tolist() == found["b"].tolist() == value.tolist()


def test_a_card_that_contradicts_the_configuration_is_told(published):
    sizes = bert.sizes(published / "config.json")
    with pytest.raises(ExportError, match="dim = 7"):
        graph.check_sizes(sizes, 7, 10)
    with pytest.raises(ExportError, match="max_tokens = 99"):
        graph.check_sizes(sizes, HIDDEN, 99)
