"""The live preview of rules: counts, examples, a limit, and that it can be called off."""

import pytest

from inkling.errors import Cancelled, UsageError
from inkling.files.preview import preview
from inkling.files.rules import Reason
from inkling.progress import Cancel
from inkling.records import Rules


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "b.txt", "c.log", "id_rsa", ".hidden", "sub/d.txt", "node_modules/x.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("four")
    return bytes(tmp_path)


def test_preview_counts_what_is_caught_and_why(folder):
    *_, last = preview(folder, Rules(exclude=("*.log",)))
    assert (last.files, last.size_bytes, last.is_complete) == (3, 12, True)
    assert last.examples == (folder + b"/a.txt", folder + b"/b.txt", folder + b"/sub/d.txt")
    wanted = {Reason.EXCLUDED: 1, Reason.SENSITIVE: 1, Reason.HIDDEN: 1, Reason.SYSTEM: 1}
    assert last.left_out == wanted
    assert {reason: len(some) for reason, some in last.left_out_examples.items()} == wanted


def test_preview_stops_at_the_limit_and_says_so(folder):
    *_, last = preview(folder, Rules(), limit=2)
    assert (last.files, last.is_complete) == (2, False)


def test_preview_can_be_called_off(folder):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(preview(folder, Rules(), cancel=cancel))


def test_preview_of_nothing_says_why(folder):
    (only,) = preview(folder + b"/no", Rules())
    assert "not there" in only.unavailable


def test_preview_refuses_what_is_no_rule(folder):
    with pytest.raises(UsageError):
        list(preview(folder, Rules(exclude=("x" * 5_000,))))
