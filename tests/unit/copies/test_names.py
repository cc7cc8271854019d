"""File names that belong to one document."""

from __future__ import annotations

import pytest

from inkling.copies.names import are_versions, is_strong_mark


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("report.docx", "report_v2.docx"),
        ("Report v1.docx", "report-v2-final.docx"),
        ("thesis.odt", "thesis (1).odt"),
        ("Vertrag_Entwurf.pdf", "Vertrag.pdf"),
        ("合同_初稿.docx", "合同_终稿.docx"),
        ("Copy of plan.xlsx", "Copy of plan (2).xlsx"),
        ("notes.txt", "notes.txt"),
        ("notes.txt", "notes.old.txt"),
    ],
)
def test_marks_of_version_do_not_make_another_document(one: str, other: str) -> None:
    assert are_versions(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("statement-2024-03.pdf", "statement-2024-04.pdf"),
        ("letter to Ann.doc", "letter to Bob.doc"),
        ("a.txt", "b.txt"),
        ("2.txt", "3.txt"),
        ("v1.txt", "v2.txt"),
    ],
)
def test_other_names_are_other_documents(one: str, other: str) -> None:
    assert not are_versions(one, other)


def test_a_number_alone_may_count_invoices() -> None:
    assert not is_strong_mark("invoice (2).pdf")
    assert is_strong_mark("contract_v2.pdf")
