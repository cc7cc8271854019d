"""The item models keep Qt's rules, and say rows to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.fake_library import FakeLibrary, many_hits, on_thread

from inkling.gui.copies.groups import FATE, LINE, GroupModel
from inkling.gui.copies.table import CellModel
from inkling.gui.find.model import HIT, ResultModel
from inkling.gui.holdings.problems import ProblemModel
from inkling.gui.strings import Speech
from inkling.progress import Cancel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
READER = Qt.ItemDataRole.AccessibleTextRole


def test_results(speech: Speech) -> None:
    model = ResultModel()
    tester = QAbstractItemModelTester(model, FATAL)
    for hits in ((), many_hits(3), many_hits(500), many_hits(1), ()):
        model.show(hits)
        assert model.rowCount() == len(hits)
    model.show(many_hits(3))
    assert model.index(1).data(HIT).title == "Result 2"
    assert "Strong" in model.index(0).data(READER)
    assert model.row_of(3) == 2
    assert model.row_of(99) == -1
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex()) is None
    del tester


def test_better_details_in_the_same_order_do_not_reset() -> None:
    model = ResultModel()
    hits = many_hits(5)
    model.show(hits)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show(tuple(hits))
    assert not resets
    model.show(tuple(reversed(hits)))
    assert resets


def test_dragging_a_result_out_gives_its_file() -> None:
    model = ResultModel()
    model.show(FakeLibrary().hits)
    data = model.mimeData([model.index(4)])
    assert data.urls()[0].toLocalFile() == "/home/ana/Home/Letters/2023/押金退还说明.md"


def test_groups_of_copies(speech: Speech) -> None:
    library = FakeLibrary()
    rows = on_thread(lambda: library.copies(b"", Cancel(), lambda _value: None))
    model = GroupModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(rows.groups)  # type: ignore[attr-defined]
    assert model.first_other() == 2
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert "reference" in model.index(1).data(READER)
    assert "of the longer" not in model.index(2).data(READER), "it is the same"
    shares = model.index(model.row_of(6)).data(READER)
    assert "94% of the longer, 97% of the shorter" in shares
    assert model.index(2).data(FATE) == ""
    gone = model.index(2).data(LINE).member.path
    model.mark(frozenset((gone,)))
    assert [model.index(row).data(FATE) for row in range(3)] == ["", "stays", "goes"]
    assert "goes to the trash" in model.index(2).data(READER)
    assert "stays" in model.index(1).data(READER)
    model.mark(None)
    assert model.index(2).data(FATE) == ""
    assert model.index(model.row_of(8)).data(LINE).member.verdict == "contained"
    model.show(())
    assert model.first_other() == -1
    del tester


def test_problems(speech: Speech) -> None:
    library = FakeLibrary()
    rows = on_thread(lambda: library.problems("no_text", Cancel(), lambda _value: None))
    model = ProblemModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(rows)  # type: ignore[arg-type]
    assert model.columnCount() == 3
    assert model.index(0, 2).data().startswith("Install")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "What happened"
    del tester


def test_a_table_of_files() -> None:
    model = CellModel(("File", "Size"))
    tester = QAbstractItemModelTester(model, FATAL)
    model.show((("a.pdf", "1 KB"), ("b.pdf", "2 KB")))
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.index(1, 0).data() == "b.pdf"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Size"
    model.show(())
    assert model.rowCount() == 0
    del tester
