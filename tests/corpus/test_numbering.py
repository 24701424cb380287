"""The numbering of Chinese policy documents."""

import pytest

from corpus.numbering import number_of


@pytest.mark.parametrize(
    ("text", "level", "identity"),
    [
        ("附件2", 0, "附件2"),
        ("附件 1", 0, "附件1"),
        ("附件", 0, "附件"),
        ("一、指导思想", 1, "一"),
        ("十二、附则", 1, "十二"),
        ("（一）发展基础", 2, "（一）"),
        ("(三) 提高水平", 2, "（三）"),
        ("（十一）加快学校现代化建设。", 2, "（十一）"),
        ("2.完成“政府保障程度”", 3, "2"),
        ("1．优化中小学布局规划。", 3, "1"),
        ("22. 深化教育教学综合改革。", 3, "22"),
        ("（1）新建学校", 4, "（1）"),
        ("①音乐教室", 5, "①"),
    ],
)
def test_a_number_has_a_level_and_an_id(text: str, level: int, identity: str) -> None:
    number = number_of(text)
    assert number is not None
    assert (number.level, number.id) == (level, identity)


@pytest.mark.parametrize(
    "text",
    [
        "1.5万人口设1所完小",
        "2021年 教育现状",
        "（2021-2023 年）精神",
        "附件：1. 名单",
        "一是我区面临",
        "5G等新技术",
        "",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert number_of(text) is None
