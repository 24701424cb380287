"""Tables that say in their rule how they are read."""

import pytest

from corpus.documents import parse_document
from corpus.errors import MalformedDocument
from corpus.model import Clause

HEAD = """---
id: test-1
title: 办法
number: null
issuer: 某市
jurisdiction: 某省某市
kind: normative
issued: 2024-01-01
effective: null
interprets: null
source: test-1.txt
sha256: "0000000000000000000000000000000000000000000000000000000000000000"
repeats: told_apart
---
"""


def clauses_of(body: str) -> dict[str, Clause]:
    return {clause.id: clause for clause in parse_document(HEAD + body + "\n", "test-1.md").clauses}


INDICATORS = """## 附件2

| 内容 | 序号 | 指标 | 小学 | < | 责任单位 |
| ^ | ^ | ^ | 2025年 | 2027年 | ^ |
| :-- | :-- | --- | --- | --- | --- |
| 一、资源 | 1 | 高学历教师 | 4.2 | 5.3 | 教育局 |
| ^ | 2 | 骨干教师 |  | 1 | ^ |
| 二、保障 | 1 | 班额 | 45 | 50 | 住建局 |
| 合计 | < | < | 9 | 8 |  |
"""


def test_a_row_is_a_clause_under_its_group_and_key() -> None:
    assert list(clauses_of(INDICATORS)) == ["附件2/一、资源/1", "附件2/一、资源/2", "附件2/二、保障/1", "附件2/合计"]


def test_a_group_is_context_of_each_of_its_rows_and_text_of_none() -> None:
    rows = clauses_of(INDICATORS)
    assert rows["附件2/一、资源/1"].text == "1\t高学历教师\t4.2\t5.3\t教育局"
    assert rows["附件2/一、资源/1"].context == "内容：一、资源；列：序号｜指标｜小学·2025年｜小学·2027年｜责任单位"


def test_an_inherited_cell_is_context_and_an_empty_one_keeps_its_place() -> None:
    row = clauses_of(INDICATORS)["附件2/一、资源/2"]
    assert row.text == "2\t骨干教师\t\t1"
    assert row.context == "内容：一、资源；责任单位：教育局；列：序号｜指标｜小学·2025年｜小学·2027年"


def test_the_columns_that_the_context_names_are_those_of_the_text_one_by_one() -> None:
    for clause in clauses_of(INDICATORS).values():
        columns = (clause.context or "").rpartition("列：")[2].split("｜")
        assert len(columns) == len(clause.text.split("\t"))


def test_a_sentence_that_holds_for_several_rows_is_a_clause_of_their_group_too() -> None:
    rows = clauses_of(
        "## 附件2\n\n| 内容 | 序号 | 指标 | 观测点 |\n| :-- | :-- | --- | --- |\n"
        "| 一、资源 | L1 | 甲 | 各项指标均要达到要求。 |\n| ^ | L2 | 乙 | ^ |\n| 二、质量 | L1 | 丙 | 丁 |"
    )
    assert list(rows) == ["附件2/一、资源/L1", "附件2/一、资源/观测点", "附件2/一、资源/L2", "附件2/二、质量/L1"]
    assert rows["附件2/一、资源/观测点"].text == "各项指标均要达到要求。"
    assert rows["附件2/一、资源/L2"].context == "内容：一、资源；观测点：各项指标均要达到要求。；列：序号｜指标"


def test_a_cell_of_a_road_map_is_a_clause_and_its_paragraphs_are_counted() -> None:
    cells = clauses_of(
        "## 附件1\n\n| 阶段 | < | 资源 | 质量 |\n| :-- | :-- | :-: | :-: |\n"
        "| 措施 | 2025年 | 建校。 | 减负。<br>开齐课程。 |\n| ^ | 2027年 |  | 达标。 |"
    )
    assert {one: clause.text for one, clause in cells.items()} == {
        "附件1/措施/2025年/资源": "建校。",
        "附件1/措施/2025年/质量/段1": "减负。",
        "附件1/措施/2025年/质量/段2": "开齐课程。",
        "附件1/措施/2027年/质量": "达标。",
    }
    assert cells["附件1/措施/2027年/质量"].context == "措施；2027年；质量"
    assert cells["附件1/措施/2027年/质量"].trail == ("办法", "附件1", "措施", "2027年")


def test_tables_of_one_unit_are_told_apart_by_caption_or_order() -> None:
    table = "| 校 | 数 |\n| :-- | --- |\n| 甲校 | 1 |\n"
    ids = list(clauses_of(f"## 一、现状\n\n下表。\n\n{table}\n{table}\n表 5 各校\n\n{table}"))
    assert ids == ["一/段1", "一/表1/甲校", "一/表2/甲校", "一/段2", "一/表5/甲校"]


def test_a_caption_is_context_of_the_rows_below_it() -> None:
    rows = clauses_of("## 一、现状\n\n表1 各校学生数\n\n| 校 | 数 |\n| :-- | --- |\n| 甲校 | 1 |")
    assert rows["一/表1/甲校"].context == "表1 各校学生数；列：校｜数"


def test_a_table_before_any_heading_stands_at_the_root() -> None:
    assert list(clauses_of("| 校 | 数 |\n| :-- | --- |\n| 甲校 | 1 |")) == ["表1/甲校"]


def test_a_row_without_a_short_name_is_counted() -> None:
    ids = list(clauses_of(f"## 附件\n\n| 事 | 数 |\n| :-- | --- |\n| {'很长的事项' * 6} | 1 |\n|  | 2 |\n| 甲 | 3 |"))
    assert ids == ["附件/行1", "附件/行2", "附件/甲"]


def test_a_line_over_all_columns_heads_the_rows_below_it() -> None:
    rows = clauses_of(
        "## 附件\n\n| 序号 | 指标 |\n| :-- | --- |\n| 一、小学 | < |\n| 1 | 班额 |\n| 二、初中 | < |\n| 1 | 班额 |"
    )
    assert list(rows) == ["附件/一、小学", "附件/一、小学/1", "附件/二、初中", "附件/二、初中/1"]
    assert rows["附件/二、初中/1"].context == "二、初中；列：序号｜指标"


def test_a_text_below_a_table_is_a_paragraph_of_the_unit() -> None:
    body = "## 附件\n\n| 校 | 数 |\n| :-- | --- |\n| 甲校 | 1 |\n\n注：年底数。"
    assert list(clauses_of(body)) == ["附件/甲校", "附件"]


def test_a_cell_of_dashes_is_no_rule() -> None:
    assert clauses_of("## 附件\n\n| 校 | 数 |\n| :-- | --- |\n| \\- | \\- |")["附件/-"].text == "-\t-"


@pytest.mark.parametrize("table", ["| 校 | 数 |\n| 甲校 | 1 |", "| 校 | 数 |\n| :-- | --- |\n| 甲校 |"])
def test_a_table_without_rule_or_with_a_short_row_is_an_error_that_says_where(table: str) -> None:
    with pytest.raises(MalformedDocument, match="table at 附件3"):
        clauses_of(f"## 附件3\n\n{table}")
