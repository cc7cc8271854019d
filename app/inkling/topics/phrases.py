"""Which phrases stand in a document, that could name a topic? Texts in, phrases in the form that people wrote out.

Languages with blanks give one to three words that neither begin nor end with a little word. Chinese and Japanese give
strings of two to six characters; whether such a string reads as a word is measured in the texts themselves: its
parts must hold together (mutual information) and its neighbours must vary on both sides (branching entropy). So no
dictionary is needed and new words are found.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from inkling.topics.space import Source

_READ = 4_000  # characters of a text that are looked at for phrases
_READ_RUNS = 1_200  # the same for scripts without blanks, which say more in less
_LONGEST_RUN = 6
_WORDS_IN_PHRASE = 4
_INNER_WORDS = "of and & for de du des la di da do von der del y e et und"
# A string holds together when its parts meet this much more often than by chance (natural logarithm), and it ends
# where words end when this many nats of variety stand beside it. Tried on abstracts of thirteen disciplines.
_COHESION = 2.5
_BRANCHING = 0.8
_FREE = 0.08  # share of its places where something that is no part of a word stands beside it

_NOISE = re.compile(r"_+|https?://\S+|www\.\S+|\S+@\S+|<[^>\n]{1,300}>|\]\([^)\n]*\)|&[a-z]+;|[`*#|\\]+")
_BREAK = re.compile(r"[.!?;:,()\[\]{}\"“”„«»<>=/\n\t—–…]+")
_WORD = re.compile(r"[^\W\d_][\w'’&+\-]*[\w+]|[^\W\d_]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\-.\s+]+")
_RUN = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
# A letter or digit beside a run belongs to its first or last word: of "X射线" the run alone is no word.
_GLUED, _GLUE = re.compile("[A-Za-z0-9\u0370-\u03ff\uff10-\uff5a-]"), "0"
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

_LITTLE_WORDS = """
    a about above across after again all also although always am an and another any are around as at back be because
    been before being below best better between both but by can cannot could d did do does doing don done down during e
    each either else etc even every few find first for from full further g get gets give given go goes good got had has
    have having he her here hers him his how however i if in including instead into is it its itself just keep kind
    last later least less let like ll made make makes making many may me might more most much must my need needs never
    new next no non nor not now of off often on once one only onto or other others our out over own part per please
    possible put quite rather re s same second see seen set several shall she should show shown since so some such t
    take takes than that the their them then there therefore these they thing things this those though three through
    thus time to together too toward two under until up upon us use used useful user uses using v ve very via want was
    way we well were what when where whether which while who whose why will with within without would yes yet you your
    example following note page figure table chapter section http https www com html pdf doc docx txt md org file files
    untitled copy final draft version document img image jpg png
    der die das und ist von zu in den mit nicht ein eine einer eines einem einen auf für im dem des sich es an als auch
    aus bei nach wie werden wird war wurde durch hat haben sind oder zum zur um über vor er sie wir ich was wer wo wann
    kann noch nur so man diese dieser dieses seine seiner ihre ihrer unter bis dass aber sein mehr
    le la les de du et à un une est en que qui dans pour pas sur au aux par plus ne se ce cette il elle avec sont son
    sa ses ou comme mais nous vous été être ont leur leurs aussi entre très
    el los las del y es con por para no al lo como más pero sus le ya o este sí porque esta cuando muy sin sobre
    también hasta hay donde son fue una unos
    il gli di dei da per non si come più ma su anche alla dalla delle nel della che
    os as do dos das um uma é em por com mais mas ao foi pelo pela são seu sua não
    het een van op te voor met zijn niet aan er om ook bij door naar uit maar dan nog wel of werd worden heeft deze dit
    och att det som på är av för med den till inte har ett om var men så vi från og i på er af til ikke har
    и в не на я что с он как по это она но к у из за о же от так для его все был было бы или мы вы есть при
    looking look started start
    zero one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty
    hundred thousand million billion third fourth fifth half quarter dozen twice once double
    eins zwei drei vier fünf sechs sieben acht neun zehn deux trois quatre cinq sept huit neuf dix
    second seconds minute minutes hour hours day days week weeks month months year years today tomorrow yesterday
    morning evening afternoon midnight noon
    mm cm km kg mg ml cl dl tsp tbsp teaspoon teaspoons tablespoon tablespoons gram grams kilo litre litres liter liters
    metre metres meter meters degree degrees percent eur usd gbp euro euros
    bit lot number total amount date time comes came sum subject dear sincerely regards hello thanks thank yours
"""
# Words that may stand in a name and are none by themselves, nor together.
_WEAK_WORDS = """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun spring
    summer autumn winter januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août
    septembre octobre novembre décembre old main general general list item items part parts name title text content
    contents value values type types data information info set sets true false null none string object method function
    src lib doc docs document documents source misc stuff folder folders download downloads desktop tmp temp archive
    update updates require requires required following sample samples work works working
"""
# Characters that stand at the edge of a phrase in Chinese and Japanese without belonging to it.
_EDGE = frozenset(
    "的了是在和与及或等对为以而被把从到之其所者于将并且但则因此由向即又也都就能会可不"
    "我你他她它们本该这那有个一种些很更最各每"
    "某再还已让给使得着过吗呢吧啊上下中后前内外间时们后出进提采利用如何什么"
    "はがをにでとものへやかられてたしなりさすいう"
)
# Those that are seldom the end of a word either: 会 is at the edge of no phrase, and of 社会.
_CERTAIN = frozenset("的了是在和与及或等对为以而被把从所并将但则因也都就其はがをにでとのへや")
# Words of every Chinese report that name nothing.
_EMPTY_WORDS = """
    研究 方法 结果 分析 通过 基于 表明 进行 提出 影响 问题 作用 特点 具有 主要 实现 建立 采用 结论 目的 探讨 不同
    以及 同时 其中 因此 对于 关于 可以 我们 他们 已经 没有 如果 需要 应用 情况 方面 过程 存在 发展 一个 一种 首先
    最后 显著 差异 统计 意义 比较 观察 本文 文章 介绍 认为 指出 重要 相关 关系 有效 提高 系统 技术 设计 模型 变化
    越来越 近几年 展望 来自 包括 方式 世纪 要求 附近 非常 总体 现代 表示 任意
    增加 随机 分为 分别 实验 试验 显示 呈 明显 性能 优于 较好 良好 近年来 进展 综述 计算
"""
_TORN = ("进行", "显著", "明显", "对照组", "表明", "以来", "来说", "通过", "分为", "结果", "越来", "随机")
_MEASURES = frozenset("法号例段呈均性")  # they end a word far more often than they begin one
_LITTLE = frozenset(_LITTLE_WORDS.split())
_WEAK = frozenset(_WEAK_WORDS.split())
_INNER = frozenset(_INNER_WORDS.split())
_EMPTY = frozenset(_EMPTY_WORDS.split())


def plain_phrases(source: Source) -> dict[str, tuple[float, str]]:
    """Return the phrases of a document in languages with blanks: folded form -> (weight, as written).

    A phrase weighs more when the title, a heading, or the file's or folder's name holds it.
    """
    found: dict[str, tuple[float, str]] = {}
    for weight, text in _fields(source, _READ):
        for words in _word_runs(text):
            keys = [_fold_word(word) for word in words]
            for start, end in _grams(words):
                key = " ".join(keys[start:end])
                if key not in found or found[key][0] < weight:
                    found[key] = (weight, " ".join(words[start:end]))
    return found


def runs(source: Source) -> list[tuple[float, str]]:
    """Return the stretches of a document in scripts without blanks, with the weight of the field each stands in."""
    return [(weight, run) for weight, text in _fields(source, _READ_RUNS) for run in _with_glue(text)]


def _with_glue(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        left = _GLUE if _GLUED.match(text[start - 1 : start]) else ""
        yield left + run[0] + (_GLUE if _GLUED.match(text[end : end + 1]) else "")


def fold(phrase: str) -> str:
    """Return the form by which phrases are told apart: no case, no plural "s", no hyphens."""
    return " ".join(_fold_word(word) for word in phrase.split())


@lru_cache(maxsize=100_000)
def _fold_word(word: str) -> str:
    plain = word.casefold().replace("-", " ").replace("’", "'")
    return " ".join(_singular(part) for part in plain.split())


def is_run(phrase: str) -> bool:
    """Tell whether a phrase is in a script without blanks."""
    return not phrase.isascii() and (bool(_HAN.search(phrase)) or bool(_RUN.fullmatch(phrase)))


class Cohesion:
    """How well strings of characters hold together, learned from the runs of many documents."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for run in texts:
            for size in range(1, _LONGEST_RUN + 1):
                self._counts.update(run[at : at + size] for at in range(len(run) - size + 1))
        self._total = max(1, sum(count for string, count in self._counts.items() if len(string) == 1))

    def holds(self, string: str) -> bool:
        """Tell whether the parts of a string meet far more often than by chance, wherever it is cut."""
        if string not in self._counts:
            return False
        whole = self._counts[string] * self._total
        return all(
            math.log(whole / (self._counts[string[:cut]] * self._counts[string[cut:]])) >= _COHESION
            for cut in range(1, len(string))
            if self._counts[string[:cut]] and self._counts[string[cut:]]
        )

    def stands_alone(self, string: str, texts: Sequence[str]) -> bool:
        """Tell whether a string ends where words end.

        Many different characters stand on either side of it, and none of its edges holds to its neighbours more than
        its own characters hold together: 法测定 is cut out of 光谱法测定, since 谱法 holds where 法测 does not.
        """
        if string[0] in _MEASURES and len(string) > 2 and self._bond(*string[1:3]) > self._bond(*string[:2]):
            return False
        if texts.count(string) > 1:
            return True  # several files use it as a whole name or line
        left, right = _neighbours(string, texts)
        if min(_entropy(left), _entropy(right)) < _BRANCHING or _is_half(_free(left), _free(right)):
            return False
        weakest = min(self._bond(one, two) for one, two in pairwise(string))
        before = sum(self._bond(other, string[0]) * count for other, count in left.items() if len(other) == 1)
        after = sum(self._bond(string[-1], other) * count for other, count in right.items() if len(other) == 1)
        return weakest > max(before, after) / max(1, sum(left.values()))

    def _bond(self, one: str, two: str) -> float:
        both, alone = self._counts.get(one + two, 0), self._counts.get(one, 0) * self._counts.get(two, 0)
        return max(0.0, math.log(both * self._total / alone)) if both and alone else 0.0


def strings(document: Sequence[tuple[float, str]]) -> dict[str, float]:
    """Return every string of two to six characters of a document's runs that may be a word, with its field's weight."""
    found: dict[str, float] = {}
    for weight, run in document:
        for size in range(2, _LONGEST_RUN + 1):
            for at in range(len(run) - size + 1):
                string = run[at : at + size]
                if (
                    _GLUE not in string
                    and string[0] not in _EDGE
                    and string[-1] not in _EDGE
                    and not _says_nothing(string)
                    and not _is_torn(string)
                ):
                    found[string] = max(found.get(string, 0.0), weight)
    return found


def is_free(string: str, texts: Sequence[str]) -> bool:
    """Tell whether many different characters stand on either side of a string: it is a word, not part of one."""
    return min(map(_entropy, _neighbours(string, texts))) >= _BRANCHING


def _is_half(left: float, right: float) -> bool:
    """Whether words end on one side of a string and go on at the other: 主义 is a word's end, not a word."""
    return min(left, right) < _FREE and max(left, right) >= 2 * _FREE


def _free(neighbours: Counter[str]) -> float:
    """Return the share of places where a string ends for certain: at the end of a run, or beside a little word."""
    certain = sum(count for beside, count in neighbours.items() if len(beside) > 1 or beside in _CERTAIN)
    return certain / max(1, sum(neighbours.values()))


def _neighbours(string: str, texts: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    edges = 0
    for text in texts:
        at = text.find(string)
        while at >= 0:
            end = at + len(string)
            edges += 1
            # The edge of a run is a boundary for certain: each counts as a neighbour of its own.
            left[text[at - 1] if at else f"edge{edges}"] += 1
            right[text[end] if end < len(text) else f"edge{edges}"] += 1
            at = text.find(string, end)
    return left, right


def _fields(source: Source, read: int) -> Iterator[tuple[float, str]]:
    content = source.read()
    yield 1.0, _NOISE.sub(" ", content.text[:read])
    yield 2.0, _CAMEL.sub(" ", source.folder.rsplit("/", 1)[-1])
    yield 2.5, _NOISE.sub(" ", "\n".join(content.headings[:20]))
    yield 2.0, _CAMEL.sub(" ", source.name)
    yield 3.0, _NOISE.sub(" ", source.title)


def _word_runs(text: str) -> Iterator[list[str]]:
    for stretch in _BREAK.split(_RUN.sub("\n", text)):
        words = [word for word in _WORD.findall(stretch) if not _HAN.search(word)]
        if words:
            yield words


def _grams(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the phrases of a stretch of words begin and end."""
    plain = [word.casefold().replace("’", "'") for word in words]
    dull = [len(word) < 3 or word in _LITTLE for word in plain]
    inner = [not dull[at] or plain[at] in _INNER for at in range(len(words))]
    strong = [not dull[at] and plain[at] not in _WEAK for at in range(len(words))]
    for start in range(len(words)):
        if dull[start]:
            continue
        for end in range(start + 1, min(start + _WORDS_IN_PHRASE, len(words)) + 1):
            if not inner[end - 1]:
                break
            if dull[end - 1] or not any(strong[start:end]) or len(set(plain[start:end])) < end - start:
                continue
            yield start, end


def _is_torn(string: str) -> bool:
    """Tell whether a string is a piece of a sentence: it holds 的, or begins or ends with a verb of every report."""
    return "的" in string or (len(string) > 2 and (string.startswith(_TORN) or string.endswith(_TORN)))


def _says_nothing(string: str) -> bool:
    """Tell whether a string is made of nothing but the words of every report."""
    return string in _EMPTY or any(
        string[:cut] in _EMPTY and (len(string) - cut < 2 or _says_nothing(string[cut:]))
        for cut in range(2, len(string))
    )


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _entropy(counts: Counter[str]) -> float:
    total = sum(counts.values())
    return -sum(count / total * math.log(count / total) for count in counts.values()) if total else 0.0
