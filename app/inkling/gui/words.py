"""The names that keys have on the screen: strengths, states, kinds, tiers, verdicts, problems, dates."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale

from inkling.gui.strings import in_words, listed, quoted, say
from inkling.present.rows import LEFT_OUT, WAITING, HitRow, SnippetRow

SEPARATOR = " › "  # between a place and the place inside it, as the engine writes it
DOT = "  \u2022  "  # between facts; CJK fonts draw the middle dot as wide as a character


def band_name(band: str) -> str:
    """Name a strength."""
    return {"strong": say("Strong"), "likely": say("Likely"), "weak": say("Weak"), "all": say("All")}.get(band, "")


def kind_label(kind: str) -> str:
    """Name a kind of document, as short as on a file."""
    names = {
        "markdown": "Markdown",
        "text": say("Text"),
        "mail": say("Mail"),
        "image": say("Picture"),
        "code": say("Code"),
        "html": "HTML",
        "epub": "EPUB",
        "archive": say("Archive"),
        "notebook": say("Notebook"),
        "latex": "LaTeX",
        "subtitles": say("Subtitles"),
        "log": say("Log"),
    }
    return names.get(kind, kind.upper())


def tier_name(tier: str) -> str:
    """Name a tier of copies."""
    return {
        "identical_bytes": say("Identical"),
        "identical_text": say("Same text"),
        "near_copy": say("Near copies"),
        "same_form": say("Same form, different values"),
        "reworked": say("Reworked texts"),
    }.get(tier, tier)


def tier_meaning(tier: str) -> str:
    """Say in a sentence what the groups of a tier are; all of them without a tier."""
    return {
        "": say("The reference of a group is the file that the others are compared with."),
        "identical_bytes": say("The same file, byte for byte, in more than one place."),
        "identical_text": say("The same words in other files: another format, other spaces, other line ends."),
        "near_copy": say("Versions, edited copies, and texts that stand whole inside another one."),
        "same_form": say("Invoices, forms and letters from one template. They are not copies: their values differ."),
        "reworked": say(
            "One text was written from the other. They are not copies: about half of the words are others."
        ),
    }.get(tier, "")


def verdict_name(verdict: str) -> str:
    """Name what a file is to the reference of its group."""
    return {
        "identical": say("identical"),
        "same_text": say("the same text"),
        "edited": say("edited copy"),
        "version": say("version"),
        "contained": say("contained"),
        "same_form": say("same form"),
        "reworked": say("reworked"),
        "overlap": say("in common"),
    }.get(verdict, verdict)


def problem_name(kind: str) -> str:
    """Name why files cannot be searched."""
    if kind.startswith(LEFT_OUT):
        return say("Left out: {reason}", reason=left_out_name(kind.removeprefix(LEFT_OUT)))
    return {
        "no_text": say("Scans and pictures without text"),
        "locked": say("Locked"),
        "damaged": say("Damaged"),
        "too_large": say("Too large"),
        "too_slow": say("Took too long"),
        "crashed": say("Could not be read"),
        "unsupported": say("Unknown kind of file"),
        "vanished": say("Gone while being read"),
        "": say("What cannot be searched"),
        "unreadable": say("No permission to read"),
        WAITING: say("Waiting to be read"),
    }.get(kind, kind)


def left_out_name(reason: str) -> str:
    """Name why something is not read, after "left out:"."""
    return {
        "may hold keys or passwords": say("may hold keys or passwords"),
        "an encrypted vault that is open": say("an encrypted vault that is open"),
        "excluded by your patterns": say("excluded by your patterns"),
        "a program's own files": say("a program's own files"),
        "hidden": say("hidden"),
        "named in an .inklingignore file": say("named in an .inklingignore file"),
        "not among your patterns of what to include": say("not among your patterns of what to include"),
        "larger than the limit": say("larger than the limit"),
        "a link to another place": say("a link to another place"),
        "a device, pipe or socket": say("a device, pipe or socket"),
        "another disk: add it as a folder of its own": say("another disk: add it as a folder of its own"),
        "belongs to another folder of the library": say("belongs to another folder of the library"),
        "nested too deep": say("nested too deep"),
        "may not be read": say("may not be read"),
    }.get(reason, reason)


def group_name(group: str) -> str:
    """Name a group of the side bar."""
    return {
        "type": say("Type"),
        "folder": say("Folder"),
        "date": say("Date"),
        "language": say("Language"),
        "topic": say("Topic"),
    }.get(group, group)


def language_name(code: str) -> str:
    """Name a language that a text can be told to be in; another one, which a model may know, in its own words."""
    names = {
        "ar": say("Arabic"),
        "de": say("German"),
        "el": say("Greek"),
        "en": say("English"),
        "es": say("Spanish"),
        "fr": say("French"),
        "he": say("Hebrew"),
        "hi": say("Hindi"),
        "hy": say("Armenian"),
        "it": say("Italian"),
        "ja": say("Japanese"),
        "ko": say("Korean"),
        "nl": say("Dutch"),
        "pt": say("Portuguese"),
        "ru": say("Russian"),
        "sv": say("Swedish"),
        "ta": say("Tamil"),
        "th": say("Thai"),
        "zh": say("Chinese"),
    }
    return names.get(code) or QLocale(code).nativeLanguageName() or code


def facet_label(group: str, label: str) -> str:
    """Name one line of the side bar: kinds, languages and months have names."""
    if group == "type":
        return kind_label(label)
    if group == "language":
        return language_name(label)
    year, dash, month = label.partition("-")
    if group == "date" and dash:
        return QLocale().standaloneMonthName(int(month), QLocale.FormatType.LongFormat) or f"{year}-{month}"
    return label


def stage_name(stage: str) -> str:
    """Name how far an answer is."""
    return {"words": say("by words"), "meaning": say("by meaning"), "refined": say("refined")}.get(stage, stage)


def date_text(when_ns: int) -> str:
    """Say a date: the day and month this year, with the year before that."""
    if not when_ns:
        return ""
    when = QDateTime.fromMSecsSinceEpoch(when_ns // 1_000_000)
    locale = QLocale()
    if locale.language() == QLocale.Language.Chinese:
        told = when.toString("M月d日" if _is_this_year(when) else "yyyy年M月d日")
    else:
        told = locale.toString(when, "d MMM" if _is_this_year(when) else "d MMM yyyy")
    return told


def _is_this_year(when: QDateTime) -> bool:
    return when.date().year() == QDateTime.currentDateTime().date().year()


def duration_text(seconds: float) -> str:
    """Say how long something will take, coarsely."""
    if seconds < 60:
        return say("less than a minute")
    if seconds < 5400:
        return say("about %n minute(s)", n=round(seconds / 60))
    return say("about %n hour(s)", n=round(seconds / 3600))


def place_text(place: str) -> str:
    """Say a place in a document: pages and slides are counted, sheets and parts have names. Inner places follow."""
    return SEPARATOR.join(_one_place(part) for part in place.split(SEPARATOR))


def _one_place(place: str) -> str:
    kind, _, rest = place.partition(" ")
    if not rest:
        return in_words(place)
    if kind == "sheet":
        return say("sheet {name}", name=rest)
    counted = {
        "page": say("page {page}", page=rest),
        "pages": say("pages {pages}", pages=rest),
        "slide": say("slide {slide}", slide=rest),
        "message": say("message {number}", number=rest),
        "chapter": say("chapter {number}", number=rest),
        "part": say("part {number}", number=rest),
    }
    return counted.get(kind, place) if rest.replace("–", "").isdigit() else place


def why_text(snippet: SnippetRow) -> str:
    """Say which words carried the meaning of a passage and, on a line of their own, which match literally."""
    told = []
    for kind, lead in (("meaning", say("Meaning")), ("words", say("Words"))):
        marked = [snippet.full[mark.start : mark.end].strip() for mark in snippet.full_marks if mark.kind == kind]
        parts = list(dict.fromkeys(part for part in marked if part))
        if parts:
            told.append(say("{lead}: {words}", lead=lead, words=listed(*map(quoted, parts[:4]))))
    return "\n".join(told)


def header_name(name: str) -> str:
    """Name a part of what stands above a message."""
    return {
        "From": say("From"),
        "To": say("To"),
        "Cc": say("Cc"),
        "Date": say("Date"),
        "Subject": say("Subject"),
    }.get(name, name)


def other_name(hit: HitRow) -> str:
    """Return the name of a file where its title does not tell it already."""
    return "" if hit.title in (hit.name, hit.name.rpartition(".")[0]) else hit.name


def crumbs_text(crumbs: tuple[str, ...]) -> str:
    """Join folders as a path is read."""
    return " › ".join(crumbs)
