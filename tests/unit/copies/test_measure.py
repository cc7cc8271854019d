"""Verdicts: what makes a copy, and what only looks like one."""

from __future__ import annotations

import pytest
from copies_samples import edited, prose, words

from inkling.copies.compare import difference
from inkling.copies.measure import Prepared, Thresholds, judge, measure
from inkling.copies.tokens import Tokeniser
from inkling.records import Verdict

LETTER = (
    "Acme Energy Ltd, 12 Harbour Road. Invoice no. {number}. Date: {date}. Dear {name}, for the delivery of"
    " electricity to your home in {month} we charge you the amount of {amount}. Please pay within 14 days to the"
    " account below. If you have questions about this invoice, our friendly staff will be happy to help you on the"
    " telephone during office hours. We thank you for your trust and remain with kind regards. The amount includes"
    " value added tax. This letter was made by a machine and is valid without a signature. Our general terms and"
    " conditions apply to all deliveries."
)
MARCH = LETTER.format(number="2024-0312", date="2024-03-31", name="Mrs Miller", month="March", amount="EUR 118.20")
APRIL = LETTER.format(number="2024-0417", date="2024-04-30", name="Mrs Miller", month="April", amount="EUR 97.65")
OTHER = LETTER.format(number="2024-0555", date="2024-05-02", name="Mr Oduya", month="March", amount="EUR 311.00")


def verdict(a: str, b: str) -> tuple[Verdict | None, bool]:
    tokeniser = Tokeniser()
    return judge(measure(Prepared(a, tokeniser.cut(a)), Prepared(b, tokeniser.cut(b))), Thresholds())


@pytest.mark.parametrize(("a", "b"), [(MARCH, APRIL), (MARCH, OTHER), (APRIL, OTHER)])
def test_invoices_are_the_same_form_with_different_values(a: str, b: str) -> None:
    assert verdict(a, b) == (Verdict.SAME_FORM, True)


def test_a_chinese_notice_with_other_numbers_is_the_same_form() -> None:
    notice = (
        "尊敬的客户您好您本月的用电量为{}度应缴电费{}元请于{}月{}日之前到营业厅缴纳"
        "逾期将按规定收取违约金感谢您的配合祝您生活愉快"
    )
    assert verdict(notice.format(120, 66, 3, 15), notice.format(98, 51, 4, 15)) == (Verdict.SAME_FORM, True)


def test_a_sentence_more_is_no_form() -> None:
    assert verdict(MARCH, APRIL + " We have moved our offices to the market square next to the old church.") == (
        Verdict.EDITED,
        True,
    )


def test_one_changed_word_is_an_edit() -> None:
    assert verdict(MARCH, MARCH.replace("friendly", "patient")) == (Verdict.EDITED, True)


def test_german_nouns_are_no_names() -> None:
    text = (
        "Der Hund lief über die Straße und die Katze sah vom Fenster aus zu, wie der Regen auf die Dächer der kleinen"
        " Stadt fiel und die Leute mit ihren Schirmen in die Geschäfte am Marktplatz eilten, denn der Abend war nah."
    )
    assert verdict(text, text.replace("Katze", "Ziege"))[0] is Verdict.EDITED


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1])
def test_edited_texts_are_near_copies(share: float) -> None:
    text = prose(800, 1)
    assert verdict(text, edited(text, share, 2)) == (Verdict.EDITED, True)


def test_a_chapter_is_contained_in_its_book() -> None:
    chapters = [prose(300, seed) for seed in range(8)]
    assert verdict("\n\n".join(chapters), chapters[3]) == (Verdict.CONTAINED, False)
    found = difference("\n\n".join(chapters), chapters[3])
    assert found.share_shorter == 1.0
    assert found.share_longer == pytest.approx(1 / 8, abs=0.01)


def test_an_appended_paragraph_makes_the_older_one_contained_and_a_near_copy() -> None:
    text = prose(400, 1)
    assert verdict(text, text + "\n\n" + prose(80, 2)) == (Verdict.CONTAINED, True)


def test_common_words_scattered_over_a_long_text_are_not_contained() -> None:
    long = prose(5000, 1).split()
    scattered = " ".join(long[at] for at in range(0, 5000, 60))
    assert verdict(" ".join(long), scattered) == (None, False)


def test_a_template_with_another_word_in_every_sentence_is_no_copy() -> None:
    a = " ".join(f"The {w} property sets the {w} of the {w} element." for w in words(40, 1))
    b = " ".join(f"The {w} property sets the {w} of the {w} element." for w in words(40, 2))
    assert verdict(a, b)[1] is False


def test_half_a_text_is_an_overlap() -> None:
    shared = prose(200, 1)
    assert verdict(shared + prose(200, 2), shared + prose(220, 3)) == (Verdict.OVERLAP, False)


@pytest.mark.parametrize("count", [1, 3, 7])
def test_a_few_words_are_no_near_copy_of_anything(count: int) -> None:
    text = " ".join(words(count, 1))
    assert verdict(text, text + " more") == (None, False)


def test_short_texts_need_more_than_long_ones() -> None:
    limits = Thresholds()
    needed = [limits.near_for(count) for count in (8, 15, 30, 60, 150, 400)]
    assert needed == sorted(needed, reverse=True)
    assert needed[0] > 0.9
    assert needed[-1] == limits.near
    short, long = " ".join(words(16, 1)), " ".join(words(400, 1))
    assert verdict(short, edited(short, 0.25, 3))[1] is False
    assert verdict(long, " ".join(words(400, 1)[:300] + words(100, 9)))[1] is True


def test_the_order_of_the_two_texts_does_not_matter() -> None:
    pairs = [(MARCH, APRIL), (prose(300, 1), prose(300, 1) + prose(100, 2)), (prose(90, 3), prose(90, 4))]
    assert [verdict(a, b) for a, b in pairs] == [verdict(b, a) for a, b in pairs]


def renamed(text: str, seed: int) -> str:
    names = words(3, 900 + seed)
    changed = {25: names[0], 90: names[1], 160: names[2], 240: names[0]}
    return " ".join(changed[at].capitalize() if at in changed else word for at, word in enumerate(text.split(" ")))


def test_a_shortened_page_of_another_resource_is_not_contained() -> None:
    page = " ".join(words(300, 1))
    longer = renamed(page, 1) + " " + " ".join(words(250, 2))
    assert verdict(longer, renamed(page, 1))[0] is Verdict.CONTAINED
    assert verdict(longer, renamed(page, 2))[0] is not Verdict.CONTAINED


def test_a_passage_with_a_few_corrected_words_is_contained() -> None:
    page = " ".join(words(300, 1))
    assert verdict(page + " " + " ".join(words(250, 2)), edited(page, 0.015, 3))[0] is Verdict.CONTAINED


def test_a_part_with_other_words_is_reworked_and_with_other_names_is_a_page_of_something_else() -> None:
    source = prose(400, 1)
    part = " ".join(source.split()[:260])
    assert verdict(source, edited(part, 0.2, 2)) == (Verdict.REWORKED, False)
    assert verdict(source, edited(part, 0.8, 2)) == (None, False)
    names = sorted(set(part.split()))[::5]
    renamed = " ".join(f"N{word[::-1]}" if word in names else word for word in part.split())
    as_names = " ".join(word.capitalize() if word in names else word for word in source.split())
    assert verdict(as_names, renamed)[0] in (Verdict.OVERLAP, None)
