"""The places that a text speaks of."""

import pytest

from corpus.documents import load_library
from corpus.errors import UnknownPlace
from corpus.places import COUNTRY, Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("乐清市要求每间音乐专用教室多大？", ["乐清市"]),
        ("南安和鲤城的初中班额上限一样吗", ["南安市", "鲤城区"]),
        ("晋江市的目标是什么？", ["晋江市"]),
        ("惠安县什么时候接受国家验收？", ["惠安县"]),
        ("惠安2025年的目标", ["惠安县"]),
        ("北京的差异系数是多少", ["北京市"]),
        ("上海浦东呢", ["浦东新区"]),
        ("福建省泉州市鲤城区", ["鲤城区"]),
        ("泉州鲤城有几所小学", ["鲤城区"]),
        ("广东顺德和福建的要求", ["顺德区", "福建省"]),
        ("和县的目标是什么", ["和县"]),
        ("南安小学骨干教师达标比例", ["南安市"]),
        ("Does Licheng have a deadline?", ["鲤城区"]),
        ("compare nan'an, nanan and yueqing", ["南安市", "乐清市"]),
        ("What about Hui'an County and Jinjiang?", ["惠安县", "晋江市"]),
        ("Beijing's rule, Xi'an, Wuxi and Wuhan-based schools", ["北京市", "西安市", "无锡市", "武汉市"]),
        ("Inner Mongolia and Hong Kong", ["内蒙古自治区", "香港特别行政区"]),
        ("乐清和乐清市", ["乐清市"]),
    ],
)
def test_a_place_is_found(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [place.name for place in gazetteer.find(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "我们县音乐教室达标吗",
        "福州路小学达标吗",
        "泉州七中什么时候评审",
        "学校和县级政府",
        "形成县域内均衡",
        "城区和镇区公办小学",
        "推动老城区优质学校与江南新区学校结对",
        "新校长治理学校，提高安全水平，提出更高要求",
        "学校和政府购买服务的民办学校",
        "搭建平台，构建德育体系",
        "资源配置、和平共处、开发新华书店",
        "小学差异系数达标吗",
        "南部县区和北部县区的要求大同小异吗",
        "Can the guide help? Guide me, He said",
        "How many music rooms does a school need?",
        "",
    ],
)
def test_a_word_or_a_school_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == ()


def test_the_documents_speak_of_no_place_far_away(gazetteer: Gazetteer) -> None:
    found = {place.full_name for clause in load_library().clauses for place in gazetteer.find(clause.text)}
    strange = {name for name in found if not name.startswith(("福建省", "浙江省"))}
    assert strange == {"台湾省"}


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("南京鼓楼区", "江苏省南京市鼓楼区"),
        ("福州市鼓楼区", "福建省福州市鼓楼区"),
        ("福建的鼓楼区", "福建省福州市鼓楼区"),
        ("Licheng", "福建省泉州市鲤城区"),
        ("Fuzhou", "福建省福州市"),
    ],
)
def test_of_places_with_one_name_the_likeliest_is_meant(gazetteer: Gazetteer, text: str, full_name: str) -> None:
    assert gazetteer.find(text)[-1].full_name == full_name


@pytest.mark.parametrize(
    "name", ["鲤城区", "鲤城", "福建省泉州市鲤城区", "泉州市 鲤城区", "Licheng", "Licheng District"]
)
def test_a_place_is_named_in_many_ways(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.named(name).code == "350502"


@pytest.mark.parametrize("name", ["瓦干达市", "Wakanda", "", "南安 乐清"])
def test_what_is_no_place_or_more_than_one_is_refused_with_a_way_on(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        gazetteer.named(name)
    assert "鲤城区" in caught.value.hint.zh


def test_ancestors_run_to_the_country(gazetteer: Gazetteer) -> None:
    names = [place.name for place in gazetteer.ancestors(gazetteer.named("鲤城区"))]
    assert names == ["泉州市", "福建省", "国家"]
    assert [place.name for place in gazetteer.ancestors(gazetteer.named("北京市"))] == ["国家"]
    assert gazetteer.ancestors(gazetteer.named("国家")) == ()
    assert gazetteer.named("China") == COUNTRY


def test_every_place_can_be_named_by_its_full_name(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.named(place.full_name) == place for place in gazetteer.places)


def test_every_jurisdiction_of_the_library_is_a_place(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.named(name).full_name == name for name in gazetteer.covered)
