"""What do the fields of a query mean? Names, aliases, values; each reading gives a filter, or says what is wrong."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from inkling.records import Filter
from inkling.records.said import said
from inkling.search.dates import period

CANONICAL = ("type", "in", "name", "title", "author", "from", "lang", "size", "after", "before", "on", "like")
_ALIASES = {
    "kind": "type",
    "filetype": "type",
    "ext": "type",
    "extension": "type",
    "folder": "in",
    "dir": "in",
    "path": "in",
    "file": "name",
    "filename": "name",
    "by": "author",
    "creator": "author",
    "sender": "from",
    "language": "lang",
    "since": "after",
    "newer": "after",
    "until": "before",
    "older": "before",
    "date": "on",
    "similar": "like",
    "类型": "type",
    "格式": "type",
    "文件夹": "in",
    "目录": "in",
    "位置": "in",
    "文件名": "name",
    "名称": "name",
    "标题": "title",
    "作者": "author",
    "发件人": "from",
    "来自": "from",
    "语言": "lang",
    "大小": "size",
    "之后": "after",
    "晚于": "after",
    "之前": "before",
    "早于": "before",
    "日期": "on",
    "类似": "like",
    "相似": "like",
}
_KINDS = {
    "text": "text log",
    "txt": "text",
    "plain": "text",
    "md": "markdown",
    "markdown": "markdown",
    "notes": "markdown text org",
    "code": "code notebook",
    "source": "code",
    "csv": "csv",
    "table": "csv xlsx xls ods",
    "json": "json",
    "log": "log",
    "ipynb": "notebook",
    "notebook": "notebook",
    "jupyter": "notebook",
    "subtitles": "subtitles",
    "srt": "subtitles",
    "latex": "latex",
    "tex": "latex",
    "org": "org",
    "html": "html",
    "htm": "html",
    "web": "html",
    "webpage": "html",
    "xml": "xml",
    "mail": "mail msg",
    "email": "mail msg",
    "e-mail": "mail msg",
    "eml": "mail",
    "mbox": "mail",
    "msg": "msg",
    "message": "mail msg",
    "rtf": "rtf",
    "pdf": "pdf",
    "docx": "docx",
    "doc": "doc docx",
    "word": "doc docx odt rtf",
    "document": "doc docx odt rtf pdf",
    "pptx": "pptx",
    "ppt": "ppt pptx",
    "powerpoint": "ppt pptx odp",
    "slides": "ppt pptx odp",
    "presentation": "ppt pptx odp",
    "xlsx": "xlsx",
    "xls": "xls xlsx",
    "excel": "xls xlsx ods",
    "spreadsheet": "xls xlsx ods csv",
    "sheet": "xls xlsx ods csv",
    "odt": "odt",
    "ods": "ods",
    "odp": "odp",
    "epub": "epub",
    "ebook": "epub fb2",
    "book": "epub fb2",
    "fb2": "fb2",
    "archive": "archive",
    "zip": "archive",
    "image": "image",
    "picture": "image",
    "photo": "image",
    "scan": "image pdf",
    "文本": "text",
    "网页": "html",
    "代码": "code",
    "邮件": "mail msg",
    "表格": "xls xlsx ods csv",
    "文档": "doc docx odt rtf pdf",
    "幻灯片": "ppt pptx odp",
    "图片": "image",
    "电子书": "epub fb2",
    "笔记": "markdown text org",
    "压缩包": "archive",
}
_CODE_SUFFIXES = frozenset(
    ("py", "js", "ts", "java", "c", "h", "cpp", "cs", "go", "rs", "rb", "php", "sh", "sql", "css", "swift", "kt", "r")
)
_LANGUAGES = {
    "english": "en",
    "chinese": "zh",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "dutch": "nl",
    "portuguese": "pt",
    "russian": "ru",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "swedish": "sv",
    "danish": "da",
    "polish": "pl",
    "greek": "el",
    "turkish": "tr",
    "deutsch": "de",
    "français": "fr",
    "español": "es",
    "英文": "en",
    "英语": "en",
    "中文": "zh",
    "汉语": "zh",
    "德语": "de",
    "德文": "de",
    "法语": "fr",
    "法文": "fr",
    "日语": "ja",
    "日文": "ja",
    "韩语": "ko",
    "俄语": "ru",
    "西班牙语": "es",
    "italiano": "it",
    "русский": "ru",
    "日本語": "ja",
}
_SIZE_UNITS = {"": 1, "b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "兆": 1 << 20, "字节": 1}
_SIZE = re.compile(r"(>=|<=|>|<|=|≥|≤|大于|小于)?(\d+(?:\.\d+)?)(字节|兆|[kmgb]?)i?b?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a field and its value came to: `value` for the chip, and the filter; `note` says what was not plain."""

    value: str
    filter: Filter = Filter()
    folder_name: str = ""
    path: str = ""
    note: str = ""
    understood: bool = True


def name_of(written: str) -> tuple[str, str]:
    """Return the canonical name of a field and a note when it was misspelt; ("", "") when it is none."""
    lowered = written.lower()
    if lowered in CANONICAL:
        return lowered, ""
    if lowered in _ALIASES:
        return _ALIASES[lowered], ""
    known = [*CANONICAL, *(alias for alias in _ALIASES if alias.isascii())]
    close = get_close_matches(lowered, [name for name in known if len(name) > 3], n=1, cutoff=0.75)
    if not close:
        return "", ""
    meant = _ALIASES.get(close[0], close[0])
    return meant, said("“{field}:” was read as “{meant}:”.", field=written, meant=meant)


def read(field: str, value: str, now: datetime) -> Reading:
    """Return what a field asks for."""
    if field in {"after", "before", "on"}:
        return _date(field, value, now)
    if field in _READERS:
        return _READERS[field](value)
    filters = {"name": Filter(name=(value,)), "title": Filter(title=(value,))}
    filters |= {"author": Filter(author=(value,)), "from": Filter(sender=(value,))}
    return Reading(value, filters[field])


def join(one: Filter, two: Filter) -> Filter:
    """Return the filter that asks for both; several types, folders or languages are alternatives of each other."""
    texts = (
        "kinds",
        "folders",
        "name",
        "title",
        "author",
        "sender",
        "language",
        "not_kinds",
        "not_folders",
        "not_documents",
    )
    made = replace(
        one,
        **{name: tuple(dict.fromkeys(getattr(one, name) + getattr(two, name))) for name in texts},
        min_bytes=max(one.min_bytes, two.min_bytes),
        max_bytes=min(filter(None, (one.max_bytes, two.max_bytes)), default=0),
        after_ns=max(one.after_ns, two.after_ns),
        before_ns=min(filter(None, (one.before_ns, two.before_ns)), default=0),
    )
    if not two.documents or not one.documents:
        return replace(made, documents=one.documents or two.documents)
    both = tuple(id for id in one.documents if id in set(two.documents))
    return replace(made, documents=both) if both else replace(made, not_documents=one.documents + made.not_documents)


def _misunderstood(value: str, what: str, examples: str) -> Reading:
    told = said(
        "“{value}” is not {what} that Inkling knows (such as {examples}).", value=value, what=what, examples=examples
    )
    return Reading(value, note=told, understood=False)


def only_kind(kind: str) -> str:
    """Return what stands behind `type:` to ask for one kind and no other: "doc" alone means DOCX as well."""
    return kind if _KINDS.get(kind) == kind else f"={kind}"


def _type(value: str) -> Reading:
    kinds: list[str] = []
    names = [name.strip(" .*").lower() for name in re.split(r"[,，、|]", value)]
    for name in filter(None, names):
        if name.startswith("="):
            kinds.append(name[1:])
            continue
        singular = name[:-1] if name.endswith("s") and name[:-1] in _KINDS else name
        found = _KINDS.get(singular) or _KINDS.get(name) or ("code" if name in _CODE_SUFFIXES else "")
        if not found:
            close = get_close_matches(name, _KINDS, n=1, cutoff=0.75)
            if not close:
                return _misunderstood(value, said("a type of file"), "pdf, word, mail, markdown")
            known = Reading(close[0], Filter(kinds=tuple(_KINDS[close[0]].split())))
            return replace(known, note=said("“{name}” was read as the type “{kind}”.", name=name, kind=close[0]))
        kinds += found.split()
    if not any(kinds):
        return _misunderstood(value, said("a type of file"), "pdf, word, mail, markdown")
    return Reading(", ".join(names), Filter(kinds=tuple(dict.fromkeys(kinds))))


def _size(value: str) -> Reading:
    low, dots, high = value.lower().replace(" ", "").partition("..")
    first, second = _SIZE.fullmatch(low), _SIZE.fullmatch(high) if high else None
    if not first or (dots and high and not second):
        return _misunderstood(value, said("a size"), ">1mb, <500k, 1mb..5mb")
    bytes_, sign = int(float(first[2]) * _SIZE_UNITS[first[3]]), first[1]
    if second:
        return Reading(value, Filter(min_bytes=bytes_, max_bytes=int(float(second[2]) * _SIZE_UNITS[second[3]])))
    if sign in {"<", "小于"}:
        return Reading(value, Filter(max_bytes=max(bytes_ - 1, 1)))
    if sign in {"<=", "≤"}:
        return Reading(value, Filter(max_bytes=max(bytes_, 1)))
    if sign in {">", "大于"}:
        return Reading(value, Filter(min_bytes=bytes_ + 1))
    note = "" if sign or dots else said("“size:{value}” was read as “at least {value}”.", value=value)
    return Reading(value, Filter(min_bytes=bytes_), note=note)


def _folder(value: str) -> Reading:
    plain = value if value == "/" else value.rstrip("/")
    if plain.startswith("~"):
        plain = os.path.expanduser(plain)  # noqa: PTH111  # bytes and odd names survive; Path would normalise
    if plain.startswith("/"):
        return Reading(value, Filter(folders=(os.fsencode(plain),)))
    return Reading(value, folder_name=plain)


def _language(value: str) -> Reading:
    code = _LANGUAGES.get(value.lower(), value.lower())
    if re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", code):
        return Reading(code, Filter(language=(code,)))
    return _misunderstood(value, said("a language"), "en, zh, german")


def _example(value: str) -> Reading:
    return Reading(value, path=value)


_READERS = {"type": _type, "size": _size, "in": _folder, "lang": _language, "like": _example}


def _date(field: str, value: str, now: datetime) -> Reading:
    found = period(value, now)
    if found is None:
        return _misunderstood(value, said("a date"), "2024-03, yesterday, last month, 上个月")
    start, end = (_nanoseconds(moment) for moment in found)
    told = found[0].date().isoformat()
    if field == "after":
        return Reading(told, Filter(after_ns=start))
    if field == "before":
        return Reading(told, Filter(before_ns=start))
    return Reading(told, Filter(after_ns=start, before_ns=end))


def _nanoseconds(moment: datetime) -> int:
    return max(int(moment.timestamp()), 1) * 1_000_000_000
