from __future__ import annotations

import pytest

from assistant.text.places import Gazetteer, PlaceMention


@pytest.mark.parametrize(("text", "names"), [
    ("我在烟台市参保", ["烟台"]), ("佛山的医保", ["佛山"]), ("丰城人在樟树打工", ["丰城", "樟树"]),
    ("山东省威海市乳山", ["山东", "威海", "乳山"]),
    ("广州市民", ["广州"]), ("天津市的医院", ["天津"]), ("朝阳市", ["朝阳市"]), ("香港嘅医院", ["香港"]),
    ("广西壮族自治区南宁市", ["广西", "南宁"]),
])
def test_places_are_found_as_people_name_them(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [mention.name for mention in gazetteer.find(text)] == names


@pytest.mark.parametrize("text", [
    "合作医疗", "和平饭店", "东方红", "以上高血压", "平安健康", "中山路的药店", "惠民政策", "朝阳产业", "大量东西",
    "南部地区", "平原上", "新兴的行业",
])
def test_ordinary_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == ()


def test_the_place_in_the_text_includes_its_kind(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("去烟台市住院") == (PlaceMention("烟台", 1, 4),)


def test_every_province_and_neighbour_is_listed(place_names: list[str]) -> None:
    provinces = {
        "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建",
        "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏",
        "陕西", "甘肃", "青海", "宁夏", "新疆", "台湾", "香港", "澳门",
    }
    neighbours = {
        "乳山", "文登", "环翠", "丰城", "高安", "袁州", "台山", "开平", "鹤山", "恩平", "义乌", "东阳", "永康",
        "兰溪", "张店", "博山", "沂源",
    }
    assert provinces | neighbours <= set(place_names)


def test_no_name_is_listed_twice(place_names: list[str]) -> None:
    assert len(place_names) == len(set(place_names))
