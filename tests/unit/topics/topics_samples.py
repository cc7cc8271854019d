"""Small texts in a few clear topics, made from word lists without chance, and stand-ins for meaning vectors."""

from __future__ import annotations

import hashlib
import random

import numpy as np

from inkling.topics.space import Source

THEMES = {
    "cooking": "recipe flour oven butter sugar dough bake simmer onion garlic sauce whisk pastry olive basil",
    "sailing": "harbour sail rudder keel anchor tide mooring skipper jib halyard mainsail knots buoy regatta hull",
    "taxes": "income tax return deduction allowance refund revenue declaration assessment payroll pension levy filing",
    "gardening": "seedling compost pruning tomato greenhouse soil mulch perennial hedge lawn watering bulbs weeds rose",
    "astronomy": "telescope galaxy nebula orbit comet planet eclipse supernova redshift lens observatory star cluster",
}
CHINESE = {
    "烹饪": "面粉 烤箱 黄油 白糖 面团 洋葱 大蒜 酱汁 食谱 火候 炒锅 调料",
    "航海": "港口 船帆 舵手 龙骨 锚链 潮汐 航线 船长 浮标 帆船赛 船体 海图",
    "税务": "所得税 申报 扣除 退税 税率 发票 工资 养老金 纳税人 税务局 免税额 账目",
}
_FILLER_WORDS = "the report says that some people often like this work and they will do it again next year with care"
_FILLER = _FILLER_WORDS.split()


def text_about(theme: str, number: int, words: int = 90) -> str:
    """Return a text of one theme: two thirds of its words are the theme's, the rest is filler."""
    chance = random.Random(f"{theme}-{number}")
    own = THEMES[theme].split()
    made = [chance.choice(own if chance.random() < 0.6 else _FILLER) for _ in range(words)]
    return ". ".join(" ".join(made[at : at + 9]) for at in range(0, words, 9)) + "."


def chinese_about(theme: str, number: int) -> str:
    chance = random.Random(f"{theme}-{number}")
    own = CHINESE[theme].split()
    return "。".join("".join(chance.choice(own) + chance.choice("的了和在是") for _ in range(6)) for _ in range(12))


def vector_about(theme: str, number: int, dim: int = 48) -> np.ndarray:
    """Return a unit vector near the theme's own direction."""

    def direction(name: str) -> np.ndarray:
        seed = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")
        return np.random.default_rng(seed).normal(size=dim)

    row = direction(theme) + 0.8 * direction(f"{theme}/{number}")
    return (row / np.linalg.norm(row)).astype(np.float32)


def library(each: int = 12, themes: tuple[str, ...] = tuple(THEMES), *, vectors: bool = False) -> list[Source]:
    """Return `each` sources of every theme, in folders by theme."""
    return [
        Source.of(
            1 + 1000 * place + number,
            f"/docs/{theme}/note {number:03}.txt",
            text_about(theme, number),
            language="en",
            vector=vector_about(theme, number) if vectors else None,
        )
        for place, theme in enumerate(themes)
        for number in range(each)
    ]


def theme_of(source: Source) -> str:
    return source.path.split("/")[2]
