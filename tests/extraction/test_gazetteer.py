"""The places that ship, and how the files are built."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corpus.extraction import gazetteer
from corpus.extraction.base import RegionLevel
from corpus.extraction.gazetteer import ancestors, by_name, places, plain_name
from corpus.extraction.gazetteer.build_china import china
from corpus.extraction.gazetteer.build_world import world
from corpus.extraction.gazetteer.build_zones import zones
from corpus.extraction.gazetteer.rows import Place, read_places, write_places

FOLDER = Path(gazetteer.__file__).parent
CURATED, DATA = FOLDER / "curated", FOLDER / "data"


def first(name: str) -> Place:
    return by_name()[name][0]


def test_every_id_is_a_slug_and_stands_once():
    ids = [place.id for path in DATA.glob("*.tsv") for place in read_places(path)]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_no_two_places_are_shown_alike():
    names = [place.name for place in places().values()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_parents_and_members_exist():
    known = places()
    assert [p.id for p in known.values() if p.parent_id is not None and p.parent_id not in known] == []
    assert [p.id for p in known.values() if not set(p.member_ids) <= set(known)] == []


def test_only_countries_and_macro_regions_of_the_world_have_no_parent():
    assert {place.level for place in places().values() if place.parent_id is None} == {
        RegionLevel.COUNTRY,
        RegionLevel.MACRO,
    }


def test_codes_of_china_lie_in_those_of_their_parents():
    wrong = [
        place.id
        for place in read_places(DATA / "china.tsv")
        if (parent := places()[place.parent_id or ""]).id != "cn"
        and not (place.code or "").startswith(parent.code or "?")
    ]
    assert wrong == []


def test_china_is_complete():
    chinese = list(read_places(DATA / "china.tsv"))
    assert sum(place.level is RegionLevel.PROVINCE for place in chinese) == 31
    assert sum(len(place.code or "") == 4 for place in chinese) >= 333
    assert sum(len(place.code or "") == 6 for place in chinese) >= 2840
    assert len(list(read_places(DATA / "zones.tsv"))) >= 250


@pytest.mark.parametrize(
    ("name", "place_id", "level"),
    [
        ("Pudong", "cn-shanghai-pudong", "district"),
        ("Binhai New Area", "cn-tianjin-binhai", "district"),
        ("Jiading District", "cn-shanghai-jiading", "district"),
        ("Feixi County", "cn-anhui-hefei-feixi", "district"),
        ("Minxian", "cn-gansu-dingxi-minxian", "district"),
        ("Kunshan", "cn-jiangsu-suzhou-kunshan", "city"),
        ("Shanxi", "cn-shanxi", "province"),
        ("Jilin", "cn-jilin", "province"),
        ("Jilin City", "cn-jilin-jilin-city", "city"),
        ("Tibet", "cn-xizang", "province"),
        ("Hong Kong", "cn-hong-kong", "province"),
        ("TEDA", "cn-tianjin-binhai-tianjin-economic-technological-development-area", "zone"),
        ("Optics Valley", "cn-hubei-wuhan-east-lake-high-tech-development-zone", "zone"),
        ("Xiong'an New Area", "cn-hebei-xiongan-new-area", "zone"),
        ("Bohai Rim", "cn-bohai-rim", "macro"),
        ("U.S.", "us", "country"),
        ("Republic of Korea", "kr", "country"),
        ("Himachal Pradesh", "in-himachal-pradesh", "province"),
        ("Songdo", "kr-incheon-songdo", "district"),
        pytest.param("Tientsin", "cn-tianjin", "province", id="older spelling of a municipality"),
        pytest.param("Kwangtung", "cn-guangdong", "province", id="older spelling of a province"),
        pytest.param("Soochow", "cn-jiangsu-suzhou", "city", id="older spelling of a city"),
        pytest.param("Pusan", "kr-busan", "city", id="older spelling of a city abroad"),
    ],
)
def test_a_name_finds_its_place(name: str, place_id: str, level: str):
    assert (first(name).id, first(name).level) == (place_id, level)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1404", "Changzhi"),
        ("2113", "Chaoyang"),
        ("4111", "Luohe"),
        ("5403", "Qamdo"),
        ("1501", "Hohhot"),
        ("310112", "Minhang District"),
        ("320116", "Luhe District"),
        ("371722", "Shanxian County"),
        ("341621", "Guoyang County"),
        ("440113", "Panyu District"),
        ("2224", "Yanbian Korean Autonomous Prefecture"),
        ("130321", "Qinglong Manchu Autonomous County"),
    ],
)
def test_names_that_romanising_gets_wrong(code: str, name: str):
    assert [plain_name(place) for place in places().values() if place.code == code] == [name]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Suzhou", ["Suzhou", "Suzhou (Anhui)"]),
        ("Fuzhou", ["Fuzhou", "Fuzhou (Jiangxi)"]),
        ("Taizhou", ["Taizhou (Jiangsu)", "Taizhou (Zhejiang)"]),
        ("Yichun", ["Yichun (Heilongjiang)", "Yichun (Jiangxi)"]),
        ("Huangpu District", ["Huangpu District (Shanghai)", "Huangpu District (Guangzhou)"]),
        ("Lebanon", ["Lebanon", "Lebanon (Indiana)"]),
    ],
)
def test_namesakes_have_their_parent_in_brackets_the_better_known_first(name: str, shown: list[str]):
    assert [place.name for place in by_name()[name]] == shown


def test_ancestors_are_the_nearest_first_and_no_macro_regions():
    assert [place.id for place in ancestors("cn-guangdong-guangzhou-guangzhou-science-city")] == [
        "cn-guangdong-guangzhou",
        "cn-guangdong",
        "cn",
    ]
    assert ancestors("cn") == ancestors("no such place") == ()


def test_macro_regions_span_their_members():
    assert {"cn-shanghai", "cn-jiangsu"} <= set(first("Yangtze River Delta").member_ids)
    assert "cn-guangdong-zhuhai" in first("Greater Bay Area").member_ids


def test_words_are_no_names_of_places():
    words = {"Of", "Date", "University", "Dong", "Ping'an", "Dongfeng", "Hebei District's", "Central"}
    assert words & set(by_name()) == set()


def test_rows_come_back_as_they_were_written(tmp_path: Path):
    place = Place("a-b", "B (A)", RegionLevel.CITY, "a", ("Bee", "B."), "42", ("c", "d"), needs_context=True)
    assert write_places(tmp_path / "rows.tsv", [place]) == 1
    assert list(read_places(tmp_path / "rows.tsv")) == [place]


def test_the_shipped_world_and_zones_are_those_of_the_inputs():
    others = [
        place
        for file in ("countries", "china", "china_special")
        for place in read_places(DATA / f"{file}.tsv")
    ]
    abroad = list(read_places(DATA / "world.tsv"))
    assert world(CURATED, others) == abroad
    assert zones(CURATED, {place.id: place for place in [*others, *abroad]}) == list(
        read_places(DATA / "zones.tsv")
    )


def test_districts_are_named_by_their_kind(tmp_path: Path):
    rows = {
        "provinces": [{"code": "62", "name": "甘肃省"}],
        "cities": [{"code": "6211", "name": "定西市", "provinceCode": "62"}],
        "areas": [
            {"code": "621126", "name": "岷县", "cityCode": "6211", "provinceCode": "62"},
            {"code": "621199", "name": "安定区", "cityCode": "6211", "provinceCode": "62"},
            {"code": "621171", "name": "定西经济开发区", "cityCode": "6211", "provinceCode": "62"},
        ],
    }
    for file, content in rows.items():
        (tmp_path / f"{file}.json").write_text(json.dumps(content), encoding="utf-8")
    readings = {"定西": "Dingxi", "岷": "Min", "岷县": "Minxian", "安定": "Anding"}
    built = china(tmp_path, CURATED, lambda characters: readings[characters])
    assert [(place.id, place.name, place.aliases) for place in built] == [
        ("cn-gansu", "Gansu", ("Kansu",)),
        ("cn-gansu-dingxi", "Dingxi", ()),
        ("cn-gansu-dingxi-minxian", "Minxian County", ("Min County", "Minxian")),
        ("cn-gansu-dingxi-anding", "Anding District", ("Anding",)),
    ]


def test_a_curated_name_must_belong_to_its_code(tmp_path: Path):
    (tmp_path / "provinces.json").write_text(json.dumps([{"code": "62", "name": "青海省"}]), encoding="utf-8")
    for file in ("cities", "areas"):
        (tmp_path / f"{file}.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="甘肃省"):
        china(tmp_path, CURATED, str)
