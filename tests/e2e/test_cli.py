"""The command line as a person or a script uses it: the real program, the real model, a small real folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from program import Program  # the path must be known first

import inkling
from inkling import paths

SAMPLE = Path(inkling.__file__).parent / "_sample"


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    started = Program()
    yield started
    started.close()


@pytest.fixture(scope="module")
def run(program: Program) -> Run:
    """Run a command with a library in `data`, and see to it that it ends with the exit code `check`."""

    def checked(
        *arguments: str | Path, data: Path | None = None, check: int | None = 0, **more: str
    ) -> subprocess.CompletedProcess[str]:
        given = [*(["--data", str(data)] if data else []), *map(str, arguments)]
        return _sound(program.run(*given, **more), check)

    return checked


def _sound(done: subprocess.CompletedProcess[str], check: int | None) -> subprocess.CompletedProcess[str]:
    assert check is None or done.returncode == check, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, run: Run) -> tuple[Path, Path]:
    """A copy of the sample folder and a library that has read it."""
    place = tmp_path_factory.mktemp("cli")
    folder, data = place / "documents", place / "library"
    shutil.copytree(SAMPLE, folder)
    run("add", folder, data=data)
    return folder, data


def test_the_program_starts_by_itself(library: tuple[Path, Path]) -> None:
    """As a person starts it; the other tests fork a process that has loaded the libraries already."""
    command = [sys.executable, "-m", "inkling", "--data", str(library[1]), "search", "radiators"]
    environment = {**os.environ, "PYTHONPATH": str(SAMPLE.parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
    assert "boiler.txt" in _sound(done, 0).stdout


def test_status_adds_up(library: tuple[Path, Path], run: Run) -> None:
    told = json.loads(run("status", "--json", data=library[1]).stdout)
    assert told["files"] == told["searchable"] + told["pending"] + sum(told["problems"].values()) == 14
    assert told["with_meaning"] == 14


def test_a_question_is_answered_with_named_numbers(library: tuple[Path, Path], run: Run) -> None:
    told = json.loads(run("search", "why do the radiators stay cold", "--json", data=library[1]).stdout)
    first = told["results"][0]
    assert Path(first["path"]).name == "boiler.txt"
    assert {"strength", "rerank", "meaning", "words", "passages"} <= first.keys()
    passage = first["passages"][0]
    text = (library[0] / "Home" / "boiler.txt").read_text()
    assert text[passage["start"] : passage["end"]] == passage["text"]
    assert all(0 <= span["start"] < span["end"] <= len(passage["text"]) for span in passage["spans"])


def test_chinese_is_found_by_its_words(library: tuple[Path, Path], run: Run) -> None:
    told = json.loads(run("search", "樱花满开", "--json", data=library[1]).stdout)
    assert told["results"][0]["title"] == "京都三日行程"


def test_what_is_not_there_is_said(library: tuple[Path, Path], run: Run) -> None:
    done = run("search", "zxqv wlkj prtn", data=library[1], check=1)
    assert "Nothing here matches" in done.stdout


def test_similar_finds_the_other_letter(library: tuple[Path, Path], run: Run) -> None:
    path = library[0] / "Letters" / "electricity-march.txt"
    told = json.loads(run("similar", path, "--json", data=library[1]).stdout)
    assert "electricity-april.txt" in told["results"][0]["path"]


def test_copies_tell_versions_from_forms(library: tuple[Path, Path], run: Run) -> None:
    told = run("copies", data=library[1]).stdout
    assert "version of the same document" in told
    assert "same form, different values: not a copy" in told


def test_copies_plan_touches_nothing(library: tuple[Path, Path], run: Run) -> None:
    before = sorted(library[0].rglob("*"))
    told = run("copies", "--keep", "newest", data=library[1]).stdout
    assert "Nothing was touched" in told
    assert sorted(library[0].rglob("*")) == before


def test_no_copies_can_be_taken_back(library: tuple[Path, Path], run: Run) -> None:
    data = library[1]
    groups = json.loads(run("copies", "--json", data=data).stdout)
    group = next(group for group in groups if group["tier"] != "identical_bytes")
    pair = [member["files"][0]["path"] for member in group["members"][:2]]
    assert "Of no files" in run("copies", "--not-copies", data=data).stdout
    run("copies", "--not-a-copy", *pair, data=data)
    told = run("copies", "--not-copies", data=data).stdout
    assert all(Path(path).name in told for path in pair)
    run("copies", "--take-back", *pair, data=data)
    assert json.loads(run("copies", "--json", data=data).stdout) == groups
    assert "--not-copies" in run("copies", "--take-back", *pair, data=data, check=2).stderr


def test_a_folder_to_keep_loses_nothing(library: tuple[Path, Path], run: Run) -> None:
    folder, data = library
    everything = json.loads(run("copies", "--keep", "newest", "--json", data=data).stdout)["plan"]["removals"]
    assert everything
    kept = json.loads(run("copies", "--keep", "newest", "--keep-in", folder, "--json", data=data).stdout)
    assert kept["plan"]["removals"] == []


def test_compare_needs_no_library(library: tuple[Path, Path], run: Run) -> None:
    a, b = (library[0] / "Letters" / f"electricity-{month}.txt" for month in ("march", "april"))
    assert "«March» → «April»" in run("compare", a, b).stdout


def test_topics_place_every_file(library: tuple[Path, Path], run: Run) -> None:
    told = json.loads(run("topics", "--json", data=library[1]).stdout)
    upper = [topic for topic in told["topics"] if topic.get("parent") is None]
    assert sum(len(topic["members"]) for topic in upper) == 14
    names = [topic["name"] for topic in upper]
    assert len(names) == len(set(names))


def test_a_topic_is_held_and_let_go(library: tuple[Path, Path], run: Run) -> None:
    data = library[1]
    name = json.loads(run("topics", "--json", data=data).stdout)["topics"][0]["name"]

    def origin(*words: str) -> str:
        told = json.loads(run("topics", *words, "--json", data=data).stdout)
        return str(next(topic["origin"] for topic in told["topics"] if topic["name"] == name))

    assert origin("--pin", name) == "shaped"
    assert origin() == "shaped"
    assert origin("--unpin", name) == "found"


def test_forget_leaves_no_byte_behind(library: tuple[Path, Path], tmp_path: Path, run: Run) -> None:
    folder, data = tmp_path / "papers", tmp_path / "library"
    shutil.copytree(SAMPLE, folder)
    for name in ("secret wombatpath one.txt", "secret wombatpath two.md"):
        text = f"# Quokkamarmalade canary\n\nThe quokkamarmalade canary sings at midnight in the {name} cellar.\n"
        (folder / name).write_text(text * 5)
    run("add", folder, data=data)
    found = json.loads(run("search", "quokkamarmalade", "--json", data=data).stdout)
    assert found["shown"] + found["results"][0]["copies"] == 2  # the two stand under one line
    for command in (["topics"], ["topics", folder], ["outliers"], ["copies"]):
        run(*command, data=data)
    assert _count(data, b"wombatpath") > 4
    for name in ("secret wombatpath one.txt", "secret wombatpath two.md"):
        run("forget", folder / name, data=data)
    assert _count(data, b"quokkamarmalad") == 0
    assert _count(data, b"wombatpath") == 2  # the rules that keep the two files out, and nothing else
    run("sync", data=data)
    assert run("search", "quokkamarmalade", data=data, check=1)
    assert _count(data, b"quokkamarmalad") == 0
    run("forget", folder, data=data)
    assert _count(data, b"wombatpath") == 0


def _count(data: Path, secret: bytes) -> int:
    """Return how often bytes stand in a library's files, in any case."""
    return sum(path.read_bytes().lower().count(secret) for path in data.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["search", "x"], 10, "There is no library in"),
        (["status"], 10, "inkling add FOLDER"),
        (["add", "/no/such/folder"], 2, "is not a folder"),
        (["similar", "/no/such/file"], 2, "There is no file"),
        (["compare", "/no/such/file", "/no/other"], 2, "/no/such/file"),
        (["evaluate", "/no/such/set"], 2, "/no/such/set"),
        (["problems", "--kind", "moody"], 2, "There is no kind 'moody'"),
    ],
)
def test_bad_input_gets_one_clear_line(tmp_path: Path, arguments: list[str], code: int, told: str, run: Run) -> None:
    done = run(*arguments, data=tmp_path / "none", check=code)
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = run("add", SAMPLE, data=tmp_path / "file" / "library", check=2)
    assert done.stderr.startswith("inkling: ")
    assert done.stderr.count("\n") == 1


def test_a_changed_model_is_refused(tmp_path: Path, run: Run) -> None:
    models = tmp_path / "models"
    shutil.copytree(paths.MODELS, models)
    model = models / "all-minilm-l6-v2" / "model.onnx"
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 1
    model.chmod(0o600)
    model.write_bytes(bytes(data))
    done = run("add", SAMPLE, data=tmp_path / "library", check=2, INKLING_MODELS=str(models))
    assert "model.onnx" in done.stderr
    assert done.stderr.count("\n") == 1


def test_two_writers_are_one_too_many(library: tuple[Path, Path], tmp_path: Path, run: Run) -> None:
    from inkling.library import Library

    with Library.open(tmp_path / "held"):
        done = run("sync", data=tmp_path / "held", check=11)
        assert "Another Inkling" in done.stderr


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    code = "import sys, inkling.cli.arguments as a; a.parser().format_help(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "onnxruntime", "sqlite3", "lxml", "PySide6"} & set(done.stdout.split())
