"""How is a model run? The only importer of onnxruntime and tokenizers: verified bytes in, arrays out.

A file is read once, compared with the sha256 on its card, and handed to the library from memory: what was verified is
what runs, and a graph can't reach for files beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inkling.errors import ModelError
from inkling.neural.card import ModelCard
from inkling.records.said import said

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"

_WORD_PIECE = {"type", "vocab", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word"}

# Half of a surrogate pair has no UTF-8 form, so the tokenizer would refuse the text; one sign for one keeps offsets.
_LONE = re.compile("[\ud800-\udfff]")
# Tokenising a text of megabytes at once costs hundreds of bytes per character; a block ends at a blank if it can.
_BLOCK = 50_000
_BLANK = re.compile(r"\s")
# Accents written as characters of their own: a tokenizer that strips them leaves them out of every token.
_MARKS = re.compile("[\u0300-\u036f]+")


def verified(folder: Path, card: ModelCard, name: str) -> bytes:
    """Return the content of one file of a model.

    Raises:
        ModelError: it is absent, unreadable, or not the file that the card names.
    """
    path = folder / name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ModelError(
            said("The model {card} is incomplete: {path} is missing. Install Inkling again.", card=card.name, path=path)
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModelError(said("The model file {path} cannot be read: {reason}.", path=path, reason=reason)) from error
    if hashlib.sha256(data).hexdigest() != card.files[name]:
        raise ModelError(
            said("The model file {path} is damaged or was changed; it is not used. Install Inkling again.", path=path)
        )
    return data


@contextmanager
def _as_file(data: bytes) -> Iterator[str | bytes]:
    """Lend a name under which these bytes can be read as a file, where the system has files that are only memory.

    Of bytes the library makes a copy while it holds the interpreter: 20 to 80 ms in which a window stands still.
    """
    if not hasattr(os, "memfd_create") or not Path("/proc/self/fd").exists():
        yield data
        return
    descriptor = os.memfd_create("model", os.MFD_CLOEXEC)
    try:
        with os.fdopen(descriptor, "wb", closefd=False) as file:
            file.write(data)
        yield f"/proc/self/fd/{descriptor}"
    finally:
        os.close(descriptor)


class Network:
    """A loaded graph. `run` may be called from any number of threads; each call works on the thread that calls."""

    def __init__(self, session: Any) -> None:  # noqa: ANN401  the library is untyped and imported late
        self._session = session
        self._outputs = {output.name for output in session.get_outputs()}

    @classmethod
    def load(cls, folder: Path, card: ModelCard) -> Network:
        """Load the graph of a model.

        Raises:
            ModelError: the file is not what the card names, or not a graph of ours.
        """
        import onnxruntime

        data = verified(folder, card, MODEL)
        options = onnxruntime.SessionOptions()
        # One thread per call and no spinning: the callers are the threads, and an idle library costs nothing.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry("session.inter_op.allow_spinning", "0")
        # An arena keeps the largest size ever seen, and a run is at most a few thousand tokens: some 30 MB, told by
        # tests/bench/memory.py. Without it each run asks the system for its buffers anew, which costs 3 % of the time.
        # A pattern takes the buffers of a whole run as one: threads that ask for them one by one hand each other those
        # that lie in the other's cache, which took a seventh of the speed of two threads.
        options.enable_mem_pattern = True
        options.enable_cpu_mem_arena = True
        # The graph is written fused already; further fusions only bring the slow SkipLayerNormalization back.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 3
        if not multiplies_bytes_safely():
            options.add_session_config_entry("session.x64quantprecision", "1")
        try:
            with _as_file(data) as source:
                session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
        except _session_errors() as error:
            reason = str(error).splitlines()[0][:200]
            raise ModelError(
                said("The model {card} cannot be run on this computer ({reason}).", card=card.name, reason=reason)
            ) from error
        return cls(session)

    def sentences(self, ids: Ids) -> Floats:
        """Return one vector per text, for token ids of shape (texts, tokens) without padding."""
        return self._run("sentence", {"ids": ids})

    def tokens(self, ids: Ids) -> Floats:
        """Return one vector per token, shape (texts, tokens, dim)."""
        return self._run("tokens", {"ids": ids})

    def scores(self, ids: Ids, types: Ids) -> Floats:
        """Return the logits of a reranker, shape (pairs, labels)."""
        return self._run("score", {"ids": ids, "types": types})

    def _run(self, output: str, given: dict[str, Ids]) -> Floats:
        if output not in self._outputs:
            raise ModelError(
                said("This model gives no {output}; its card names another kind of model.", output=f"{output!r}")
            )
        result: Floats = self._session.run([output], given)[0]
        return result


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text without special ones; `starts` and `ends` index the characters of the text given."""

    ids: Ids
    starts: Places
    ends: Places


@dataclass(frozen=True, slots=True)
class PairFrame:
    """What a model wants around two texts: before, between and behind them, and which type each side's tokens have."""

    head: Ids
    middle: Ids
    tail: Ids
    first_type: int
    second_type: int

    @property
    def length(self) -> int:
        """How many tokens it takes."""
        return len(self.head) + len(self.middle) + len(self.tail)

    def around(self, first: Ids, second: Ids) -> tuple[Ids, Ids]:
        """Return the token ids of a pair, and the type of each."""
        ids = np.concatenate((self.head, first, self.middle, second, self.tail))
        types = np.full(len(ids), self.first_type, np.int64)
        types[len(ids) - len(second) - len(self.tail) :] = self.second_type
        return ids, types


def _splitter(data: bytes, content: dict[str, Any]) -> Any:  # noqa: ANN401  the library is untyped
    """Make a tokenizer of a file's bytes; `content` is what they say.

    The interpreter is held meanwhile and a window waits. So a long list of words, of which the library makes its model
    in one go, is handed to it apart from the rest: two waits of 10 ms in place of one of 20 to 60.
    """
    import tokenizers

    model = content["model"]
    vocabulary, added = model.get("vocab"), content.get("added_tokens")
    if model.get("type") != "WordPiece" or not model.keys() <= _WORD_PIECE or not (vocabulary and added):
        return tokenizers.Tokenizer.from_buffer(data)
    special = {token["content"]: token["id"] for token in added}
    if any(vocabulary.get(text) != number for text, number in special.items()):
        return tokenizers.Tokenizer.from_buffer(data)
    splitter = tokenizers.Tokenizer.from_str(json.dumps({**content, "model": {**model, "vocab": special}}))
    options = {name: value for name, value in model.items() if name not in {"type", "vocab"}}
    splitter.model = tokenizers.models.WordPiece(vocabulary, **options)
    return splitter


class Tokenizer:
    """Splits text as the model was trained to read it. Safe to use from any thread: its settings never change."""

    def __init__(self, splitter: Any, head: tuple[int, ...], tail: tuple[int, ...]) -> None:  # noqa: ANN401  untyped
        self._splitter = splitter
        self.head, self.tail = head, tail

    @classmethod
    def load(cls, folder: Path, card: ModelCard) -> Tokenizer:
        """Load the tokenizer of a model.

        Raises:
            ModelError: the file is not what the card names, or not a tokenizer.
        """
        data = verified(folder, card, TOKENIZER)
        # The library raises bare Exception, so what can be wrong with a foreign file is looked at before.
        try:
            content = json.loads(data)
        except ValueError as error:
            raise ModelError(
                said("The tokenizer of {card} cannot be read ({error}).", card=card.name, error=error)
            ) from error
        if not isinstance(content, dict) or not isinstance(content.get("model"), dict):
            raise ModelError(said("The tokenizer of {card} cannot be read (it describes no model).", card=card.name))
        splitter = _splitter(data, content)
        # Published files carry the settings of their last use; length is ours to handle.
        splitter.no_truncation()
        splitter.no_padding()
        plain = splitter.encode("a", add_special_tokens=False).ids
        framed = splitter.encode("a").ids
        at = _place(framed, plain, 0)
        return cls(splitter, tuple(framed[:at]), tuple(framed[at + len(plain) :]))

    def pair_frame(self) -> PairFrame:
        """Return what stands around a pair of texts; without a form for pairs, the two just follow one another."""
        plain = self._splitter.encode("a", add_special_tokens=False).ids
        framed = self._splitter.encode("a", "a")
        ids, types = np.array(framed.ids, np.int64), framed.type_ids
        one = _place(framed.ids, plain, 0)
        two = _place(framed.ids, plain, one + len(plain))
        behind = two + len(plain)
        return PairFrame(ids[:one], ids[one + len(plain) : two], ids[behind:], types[one], types[two])

    def split(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text."""
        blocks = [_blocks(text) for text in texts]
        flat = [block for parts in blocks for _start, block in parts]
        found = iter(self._splitter.encode_batch(flat, add_special_tokens=False))
        return [
            _with_marks(text, _joined([(start, next(found)) for start, _block in parts]))
            for text, parts in zip(texts, blocks, strict=True)
        ]

    def ids(self, texts: Sequence[str]) -> list[Ids]:
        """Return only the ids of each text; offsets are not worked out, which is faster."""
        blocks = [_blocks(text) for text in texts]
        flat = [block for parts in blocks for _start, block in parts]
        found = iter(self._splitter.encode_batch_fast(flat, add_special_tokens=False))
        return [np.concatenate([np.array(next(found).ids, np.int64) for _part in parts]) for parts in blocks]


def multiplies_bytes_safely() -> bool:
    """Whether products of 8-bit numbers can't saturate on this CPU.

    x86 without VNNI sums pairs of products in 16 bits, where two large ones overflow; such a CPU gets the library's
    precise (slower) way. Other machines have exact instructions.
    """
    import platform

    if platform.machine().lower() not in ("x86_64", "amd64", "i686"):
        return True
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    found = re.search(r"^flags\s*:(.*)$", flags, re.MULTILINE)
    return bool(found and {"avx512_vnni", "avx_vnni", "amx_int8"} & set(found.group(1).split()))


def _session_errors() -> tuple[type[Exception], ...]:
    """Return what onnxruntime raises for a graph that it can't run; these types have no common public ancestor."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    names = ("Fail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "NotImplemented", "RuntimeException")
    return (ValueError, RuntimeError, *(getattr(state, name) for name in names if hasattr(state, name)))


def _place(framed: Sequence[int], plain: Sequence[int], start: int) -> int:
    """Return where a text's own tokens begin among framed ones."""
    return next((i for i in range(start, len(framed)) if framed[i : i + len(plain)] == plain), start)


def _blocks(text: str) -> list[tuple[int, str]]:
    clean = _LONE.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(clean) <= _BLOCK:
        return [(0, clean)]
    parts, start = [], 0
    while start < len(clean):
        end = min(start + _BLOCK, len(clean))
        if end < len(clean):
            blanks = list(_BLANK.finditer(clean, end - 200, end))  # no word is longer than that
            end = blanks[-1].end() if blanks else end
        parts.append((start, clean[start:end]))
        start = end
    return parts


def _joined(parts: list[tuple[int, Any]]) -> Tokens:
    ids = np.concatenate([np.array(encoding.ids, np.int64) for _start, encoding in parts])
    spans = np.concatenate(
        [np.array(encoding.offsets, np.int32).reshape(-1, 2) + np.int32(start) for start, encoding in parts]
    )
    return Tokens(ids, np.ascontiguousarray(spans[:, 0]), np.ascontiguousarray(spans[:, 1]))


def _with_marks(text: str, tokens: Tokens) -> Tokens:
    """Let a token end behind the accents of its last letter, so that what is highlighted is whole."""
    ends = tokens.ends
    for mark in _MARKS.finditer(text) if not text.isascii() else ():
        place = int(np.searchsorted(tokens.ends, mark.start()))
        follows = place + 1 >= len(ends) or tokens.starts[place + 1] >= mark.end()
        if place < len(ends) and tokens.ends[place] == mark.start() and follows:
            ends[place] = mark.end()
    return tokens
