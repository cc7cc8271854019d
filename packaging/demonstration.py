"""Write a folder of made-up documents of one household, for pictures of the program: always the same ones.

    python packaging/demonstration.py FOLDER

Letters are real PDF files, so that the pictures show a real page.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

# For each folder: the kinds of titles, and sentences of which each document takes some.
THEMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Home/Flat": (
        (
            "Lease, page by page",
            "Handover of the flat",
            "Letter about the deposit",
            "Rent increase",
            "Repairs in the hall",
        ),
        (
            "The landlord returns the deposit of 1,850 euros within thirty days after the keys are handed over.",
            "The tenant pays for repainting the hallway only if our own painter has not done it by then.",
            "The rent is due on the third working day of each month.",
            "Two keys for the front door and one for the cellar were handed over.",
            "The scratch on the kitchen worktop was there before we moved in; see the photographs.",
            "The landlord may keep the deposit only for damage that goes beyond normal wear.",
            "Notice must be given three months before the end of the lease, in writing.",
            "The heating costs are settled once a year, at the latest twelve months after the period ends.",
        ),
    ),
    "Home/Garden": (
        ("Garden diary", "What grows where", "Pruning the apple tree", "Seeds for spring", "Compost and soil"),
        (
            "The beds were dug over in March, after the last frost.",
            "Tomatoes want warmth and shelter from rain; beans climb up the south fence.",
            "The apple tree is pruned in February, while it sleeps, and never more than a third of its wood.",
            "Slugs ate the lettuce again, so the next row goes into a raised bed.",
            "Compost needs air and water in equal parts, and leaves between layers of grass.",
            "Garlic is planted in October and lifted when half of its leaves are yellow.",
            "The old rose by the gate flowers twice if the spent blooms are cut at once.",
        ),
    ),
    "Kitchen": (
        ("Plum cake", "Red lentil soup", "Sourdough for beginners", "Pickled cucumbers", "Sunday roast", "Apple jam"),
        (
            "Knead the dough for ten minutes, then let it rise in a warm place until it has doubled.",
            "Halve the plums, take out the stones and set them close together on the dough.",
            "Fry the onions slowly in butter until they are soft and golden.",
            "Add cumin and turmeric, stir for a minute, then pour in the stock.",
            "Bake at 180 degrees for forty minutes, until a skewer comes out clean.",
            "Season with salt, pepper and a little lemon juice just before serving.",
            "The jars must be hot when the jam is poured in, and closed at once.",
        ),
    ),
    "Money/Tax": (
        ("Tax return", "Receipts for the tax office", "Travel expenses", "Letter from the tax office", "Donations"),
        (
            "The tax return for the year must be handed in by the end of July.",
            "Commuting counts thirty cents for each kilometre of the shorter way.",
            "The tax office asks for the receipts of the study and of the new desk.",
            "Donations up to three hundred euros need only a bank statement as proof.",
            "The refund of 612 euros was paid into the account in September.",
            "An objection against the assessment is possible within one month.",
        ),
    ),
    "Money/Insurance": (
        ("Water damage", "Car insurance", "Claim for the bicycle", "Household insurance", "Letter to the insurer"),
        (
            "The pipe under the sink burst on the night of the fourth and the floor was wet through.",
            "The insurer wants three offers for the new floor before it pays.",
            "The policy covers theft of the bicycle if it was locked and the police were told.",
            "The excess is 150 euros for each claim.",
            "The insurance can be cancelled after each claim, within one month of the decision.",
            "Please find enclosed the photographs of the damage and the invoice of the plumber.",
        ),
    ),
    "Travel": (
        (
            "Three days in Lisbon",
            "Night train to Vienna",
            "Packing list",
            "Walking in the Dolomites",
            "Ferry timetable",
        ),
        (
            "The night train leaves at ten and arrives in time for breakfast.",
            "From the upper town the whole bay can be seen; the tram goes there every ten minutes.",
            "The hut has no electricity, but soup, blankets and the best stars of the year.",
            "The ferry needs two hours and carries bicycles without charge.",
            "Take good shoes, a rain coat and less than you think.",
            "The market by the harbour is open until noon; try the grilled sardines.",
        ),
    ),
    "Work/Team": (
        ("Retrospective", "Minutes of the meeting", "Plan for the quarter", "Interview notes", "Release checklist"),
        (
            "We ship smaller changes more often, and each of them can be taken back.",
            "The tests took twenty minutes; after the change they take four.",
            "Who reviews is named on the day on which the work begins.",
            "The customer reported that the export loses the last column.",
            "We agreed to write down decisions with their reasons, on one page.",
            "The new colleague starts in May and works on the search first.",
        ),
    ),
    "旅行": (
        ("京都三日行程", "租车保险说明", "成都美食笔记", "签证材料清单", "西湖骑行路线"),
        (
            "第一天上午去清水寺，人少的时候拍照最好。",
            "租车时要检查保险是否包含玻璃和轮胎的损坏。",
            "签证需要在职证明、银行流水和往返机票预订单。",
            "老街的担担面要早去，中午之后常常卖完。",
            "绕西湖骑行一圈大约十五公里，春天风景最美。",
            "酒店可以寄存行李，退房以后还能再逛半天。",
        ),
    ),
}
NAMES = (
    "Mr Brandt",
    "Ms Okafor",
    "Dr Lindqvist",
    "Uncle Theo",
    "Ines",
    "Mr Castellano",
    "Frau Weber",
    "Li Wei",
    "Aunt Rosa",
)
THINGS = (
    "the invoice of the joiner", "the letter from the bank", "the blue folder", "the old camera",
    "the list for Saturday", "the second offer", "the photographs", "the missing signature", "the parcel from Vienna",
)  # fmt: skip
DEEDS = (
    "look into it",
    "call back",
    "send a copy",
    "bring it along",
    "ask once more",
    "put it in writing",
    "check the sum",
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
YEARS = (2021, 2022, 2023, 2024, 2025)


def write(folder: Path) -> int:
    """Write the documents and return how many there are."""
    dice = random.Random(11)  # noqa: S311  # always the same documents
    count = 0
    for place, (titles, sentences) in THEMES.items():
        for year in YEARS:
            for title in titles:
                if dice.random() < 0.25:
                    continue
                chosen = dice.sample(sentences, k=3)
                if place.isascii():
                    chosen += [_remark(dice) for _ in range(3)]
                    dice.shuffle(chosen)
                name = f"{title} {year}"
                count += _write_one(folder / place, name, chosen, year, dice)
    count += _write_copies(folder)
    for path in folder.rglob("Contract v*"):
        os.utime(path, (1_700_000_000 + 90_000 * int(path.stem[-1]), 1_700_000_000 + 90_000 * int(path.stem[-1])))
    return count


def _remark(dice: random.Random) -> str:
    """Return a sentence that no other document holds, as notes of a household have them."""
    who, other = dice.sample(NAMES, k=2)
    day, later = dice.randint(1, 28), dice.randint(1, 28)
    month, next_month = dice.sample(MONTHS, k=2)
    return (
        f"On {day} {month} {who} asked about {dice.choice(THINGS)}; {other} will {dice.choice(DEEDS)} "
        f"by {later} {next_month}, reference {dice.randint(1000, 9999)}."
    )


def _write_one(folder: Path, name: str, sentences: list[str], year: int, dice: random.Random) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    kind = "pdf" if name.startswith("Letter") else dice.choice(("md", "txt", "pdf", "eml", "html"))
    body = "\n\n".join(sentences)
    path = folder / f"{name}.{kind}"
    if kind == "pdf":
        _write_pdf(path, name, sentences)
    elif kind == "eml":
        head = f"From: Ana Novak <ana@example.org>\nTo: office@example.org\nSubject: {name}\n"
        path.write_text(
            f"{head}Content-Type: text/plain; charset=utf-8\n\nHello,\n\n{body}\n\nKind regards\nAna\n", "utf-8"
        )
    elif kind == "html":
        inside = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        path.write_text(f'<!DOCTYPE html><meta charset="utf-8"><title>{name}</title><h1>{name}</h1>{inside}', "utf-8")
    else:
        path.write_text(f"# {name}\n\n{body}\n" if kind == "md" else f"{name}\n\n{body}\n", "utf-8")
    when = 1_609_500_000 + (year - 2021) * 31_557_600 + dice.randint(0, 27_000_000)
    os.utime(path, (when, when))
    return 1


def _write_pdf(path: Path, title: str, sentences: list[str]) -> None:
    from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

    paragraphs = "".join(f"<p>{sentence} </p>" for sentence in sentences)
    document = QTextDocument()
    document.setHtml(f"<h2>{title}</h2>{paragraphs}")
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setTitle(title)
    document.print_(writer)


def _write_copies(folder: Path) -> int:
    """Versions, an exact copy, the same form with other values."""
    place = folder / "Home" / "Flat"
    text = "\n\n".join(THEMES["Home/Flat"][1])
    for number, (old, new) in enumerate((("", ""), ("thirty days", "sixty days"), ("1,850 euros", "1,450 euros")), 1):
        (place / f"Contract v{4 - number}.md").write_text(
            f"# Contract\n\n{text.replace(old, new) if old else text}\n", "utf-8"
        )
    source = next(iter(sorted((folder / "Money" / "Insurance").glob("Water damage*"))))
    target = folder / "Downloads"
    target.mkdir(exist_ok=True)
    (target / f"{source.stem} (1){source.suffix}").write_bytes(source.read_bytes())
    for month, amount in (("March", "61.20"), ("April", "58.75"), ("May", "64.10")):
        (folder / "Money" / f"Electricity {month}.txt").write_text(
            f"Northern Grid Energy\nInvoice for {month} 2024\n\nConsumption {amount.replace('.', '')} kWh\n"
            f"Amount due {amount} euros, payable by the 15th.\nThank you for being our customer since 2016. "
            "Meter readings can be sent by post or on our pages. Please quote your customer number 88-2041.\n",
            "utf-8",
        )
    return 7


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    print(f"{write(Path(sys.argv[1]))} documents")
