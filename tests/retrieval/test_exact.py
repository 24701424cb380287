"""Exact retrieval: what a question names outright."""

import pytest

from corpus.documents import library_of
from retrieval.exact import Names


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("乐政办发〔2023〕39号附件2二、政府保障程度L3", {"yueqing-2023-39#附件2/二、政府保障程度/L3"}),
        ("39号附件2资源配置L6", {"yueqing-2023-39#附件2/一、资源配置/L6"}),
        ("泉鲤政办〔2021〕63号 五（二）2", {"licheng-2021-63#五/（二）/2"}),
        ("63号文五(二)2说什么", {"licheng-2021-63#五/（二）/2"}),
        ("泉鲤政办[2021]63号第四部分第（十一）条", {"licheng-2021-63#四/（十一）"}),
        ("63号第三部分", {"licheng-2021-63#三"}),
    ],
)
def test_a_named_clause_is_found(library, question: str, clauses: set[str]) -> None:
    assert Names(library).find(question).clauses == clauses


def test_a_numbered_item_brings_its_further_paragraphs(library) -> None:
    named = Names(library).find("南政办〔2022〕45号第19条").clauses
    assert named == {"nanan-2022-45#三/（六）/19", "nanan-2022-45#三/（六）/19/段2"}


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("南政办〔2022〕45号讲什么", {"nanan-2022-45"}),
        ("泉鲤政办〔2021〕69号", {"licheng-2021-69"}),
        ("45号文", {"nanan-2022-45"}),
        ("《乐清市创建全国义务教育优质均衡发展县实施方案》", {"yueqing-2023-39"}),
        ("教督〔2017〕6号", set()),
        ("国办发〔2020〕45号", set()),
        ("145号", set()),
        ("音乐教室要多大", set()),
    ],
)
def test_a_named_document_is_found(library, question: str, documents: set[str]) -> None:
    assert Names(library).find(question).documents == documents


@pytest.mark.parametrize(
    "question",
    [
        "2025年小学达标率是多少",
        "一个班最多几个人",
        "三年巩固率（初中）",
        "第一名是谁",
        "每12个班级几间",
        "Does level III apply?",
        "",
    ],
)
def test_ordinary_numbers_name_no_clause(library, question: str) -> None:
    assert Names(library).find(question).clauses == frozenset()


RULES = """---
id: rules
title: 某县义务教育学校管理办法
number: 某政办〔2024〕8号
issuer: 某县人民政府办公室
jurisdiction: 某县
kind: normative
issued: '2024-05-06'
effective: null
interprets: null
source: rules.txt
sha256: '0000000000000000000000000000000000000000000000000000000000000000'
---

# 某县义务教育学校管理办法

## 第一章　总则

第一条　为规范管理，制定本办法。

第二条　本办法适用于全县学校。

## 第三章　师资

第十二条　学校应当：

（一）配齐教师；

（三）安排轮岗。

第一百零二条　每班不超过45人。

新建学校从严。
"""


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("8号第十二条（三）", "第三章/第十二条/（三）"),
        ("某政办〔2024〕8号第12条第（三）项怎么说", "第三章/第十二条/（三）"),
        ("8号文第三章第十二条第三项", "第三章/第十二条/（三）"),
        ("8号第一百零二条第二款", "第三章/第一百零二条/款2"),
        ("8号第二条", "第一章/第二条"),
    ],
)
def test_articles_paragraphs_and_items_are_found(question: str, clause: str) -> None:
    assert Names(library_of({"rules.md": RULES})).find(question).clauses == {f"rules#{clause}"}
