"""Which stretch of time do these words mean? "2024-03", "last month", "上个月"; English and Chinese, pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

Period = tuple[datetime, datetime]
"""A stretch of time, half open."""

LONGEST = 4  # words in the longest expression: "in the last month"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6} | {
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "couple": 2, "few": 3,
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_UNITS = {
    "day": "day", "week": "week", "month": "month", "year": "year", "天": "day", "日": "day", "周": "week",
    "星期": "week", "礼拜": "week", "月": "month", "年": "year",
}  # fmt: skip
_RELATIVE = {
    "today": ("day", 0), "yesterday": ("day", -1), "tomorrow": ("day", 1), "今天": ("day", 0), "今日": ("day", 0),
    "昨天": ("day", -1), "昨日": ("day", -1), "前天": ("day", -2), "今年": ("year", 0), "去年": ("year", -1),
    "前年": ("year", -2), "明天": ("day", 1),
}  # fmt: skip
_WHICH = {
    "this": 0,
    "last": -1,
    "previous": -1,
    "past": -1,
    "next": 1,
    "本": 0,
    "这": 0,
    "这个": 0,
    "上": -1,
    "上个": -1,
}
_COUNT = r"(\d{1,4}|[一二两三四五六七八九十]|[a-z]+)"
_CHINESE_UNIT = r"(?:个)?(天|日|周|星期|礼拜|月|年)"


def period(text: str, now: datetime) -> Period | None:
    """Return the stretch of time that a date or a few words mean, or None when they mean none.

    Args:
        text: what stands behind `after:`, `before:` or `on:`.
        now: the present moment, with the time zone that days are counted in.
    """
    words = " ".join(text.strip().lower().replace("the ", "").replace("半年", "6个月").split())
    for read in (_calendar, _chinese_calendar, _named_month, _relative, _counted, _weekday):
        try:
            found = read(words, now)
        except (ValueError, OverflowError):  # the 31st of February, the year 0
            continue
        if found:
            return found
    return None


def _unit(moment: datetime, unit: str, offset: int = 0) -> Period:
    """Return the day, week, month or year that holds a moment, or one `offset` units away."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "day":
        start = day + timedelta(days=offset)
        return start, start + timedelta(days=1)
    if unit == "week":
        start = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
        return start, start + timedelta(weeks=1)
    if unit == "month":
        start = _months(day.replace(day=1), offset)
        return start, _months(start, 1)
    start = day.replace(month=1, day=1, year=day.year + offset)
    return start, start.replace(year=start.year + 1)


def _months(moment: datetime, count: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + count, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def _date(now: datetime, year: int, month: int = 0, day: int = 0) -> Period:
    moment = now.replace(year=year, month=month or 1, day=day or 1)
    return _unit(moment, "day" if day else "month" if month else "year")


def _calendar(text: str, now: datetime) -> Period | None:
    if found := re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:t.*)?", text):
        return _date(now, *(int(part or 0) for part in found.groups()))
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        return _date(now, *map(int, found.groups()))
    if found := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text):
        one, mark, two, year = int(found[1]), found[2], int(found[3]), int(found[4])
        month, day = (one, two) if mark == "/" and one <= 12 else (two, one)
        return _date(now, year, month, day)
    return None


def _chinese_calendar(text: str, now: datetime) -> Period | None:
    found = re.fullmatch(r"(?:(\d{4})年)?(?:(\d{1,2})月(?:份)?)?(?:(\d{1,2})[日号])?", text)
    if not found or not any(found.groups()) or (found[3] and not found[2]):
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    if year:
        return _date(now, year, month, day)
    made = _date(now, now.year, month, day)
    return made if made[0] <= now else _date(now, now.year - 1, month, day)


def _named_month(text: str, now: datetime) -> Period | None:
    found = re.fullmatch(
        r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?,?)?(?: (\d{4}))?", text
    )
    name = found[2] if found else ""
    if not found or name[:3] not in _MONTHS or not (name in _MONTH_NAMES or name in {*_MONTHS, "sept"}):
        return None
    month, day = _MONTHS.index(name[:3]) + 1, int(found[1] or found[3] or 0)
    if found[4]:
        return _date(now, int(found[4]), month, day)
    made = _date(now, now.year, month, day)
    return made if made[0] <= now else _date(now, now.year - 1, month, day)


def _relative(text: str, now: datetime) -> Period | None:
    if text in _RELATIVE:
        unit, offset = _RELATIVE[text]
        return _unit(now, unit, offset)
    if found := re.fullmatch(r"(this|last|previous|past|next) (day|week|month|year)", text):
        return _unit(now, found[2], _WHICH[found[1]])
    if found := re.fullmatch(r"(本|这个?|上个?)(周|星期|礼拜|月|年)", text):
        return _unit(now, _UNITS[found[2]], _WHICH[found[1]])
    if found := re.fullmatch(r"上上个?(周|星期|礼拜|月)", text):
        return _unit(now, _UNITS[found[1]], -2)
    return None


def _counted(text: str, now: datetime) -> Period | None:
    """Read "3 days ago" (that day) and "last 3 months" (from then until now)."""
    ago = re.fullmatch(rf"{_COUNT} (day|week|month|year)s? ago", text)
    ago = ago or re.fullmatch(rf"{_COUNT}{_CHINESE_UNIT}(?:之?前|以前)", text)
    since = re.fullmatch(rf"(?:in )?(?:last|past|previous) {_COUNT} (day|week|month|year)s?", text)
    since = since or re.fullmatch(rf"(?:最近|近|过去){_COUNT}{_CHINESE_UNIT}", text)
    found = ago or since
    if not found:
        return None
    count = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1], 0)
    if not count:
        return None
    start, end = _back(now, _UNITS[found[2]], count)
    return (start, end) if ago else (start, now)


def _back(now: datetime, unit: str, count: int) -> Period:
    if unit in {"month", "year"}:
        return _unit(_months(now, -count * (12 if unit == "year" else 1)), "day")
    return _unit(now - timedelta(days=count * (7 if unit == "week" else 1)), "day")


def _weekday(text: str, now: datetime) -> Period | None:
    name = text.removeprefix("last ")
    if name not in _DAYS:
        return None
    back = (now.weekday() - _DAYS.index(name)) % 7
    return _unit(now, "day", -(back or (7 if text != name else 0)))
