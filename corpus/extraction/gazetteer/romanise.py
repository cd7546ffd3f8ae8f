"""Chinese characters to pinyin as maps write it, through the package pypinyin (at build time only)."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

# The readings that these have in the names of places; a single character gets its commonest one from the package.
READINGS = {
    "朝": "chao",
    "长": "chang",
    "都": "du",
    "曾": "zeng",
    "堡": "bu",
    "圩": "xu",
    "埔": "pu",
    "尉": "wei",
    "棱": "ling",
}


def romanise(characters: str) -> str:
    """One capitalised word, with an apostrophe before a syllable that starts with a, e or o: "Ya'an"."""
    syllables = [READINGS.get(c) or _reading(c, i, characters) for i, c in enumerate(characters)]
    return "".join(f"'{s}" if i and s[0] in "aeo" else s for i, s in enumerate(syllables)).capitalize()


def _reading(character: str, index: int, characters: str) -> str:
    syllables: list[str] = _pinyin().lazy_pinyin(characters)
    reading = syllables[index] if len(syllables) == len(characters) else _pinyin().lazy_pinyin(character)[0]
    return reading.replace("lve", "lue").replace("lv", "lyu").replace("nv", "nyu")


@cache
def _pinyin() -> Any:
    return importlib.import_module("pypinyin")
