"""Clause ids: those of the shipped documents never change; those of a user's are what an officer would cite."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.canonical import Paragraph, cell_text, lines_of, paragraph_line, read_cell, row_line
from corpus.documents import canonical_texts, parse_document
from corpus.errors import MalformedDocument

HEAD = """---
id: test-1
title: 办法
number: null
issuer: 某市
jurisdiction: 某省某市
kind: normative
issued: {issued}
effective: null
interprets: null
source: test-1.txt
sha256: "0000000000000000000000000000000000000000000000000000000000000000"
repeats: {repeats}
---
"""


def ids_of(body: str, repeats: str = "told_apart") -> list[str]:
    text = HEAD.format(issued="2024-01-01", repeats=repeats) + body + "\n"
    return [clause.id for clause in parse_document(text, "test-1.md").clauses]


def test_the_378_ids_of_the_shipped_documents_are_what_they_were() -> None:
    """Links, receipts, standards and the register name them; a change here breaks what users have saved."""
    shipped = [parse_document(text, name) for name, text in sorted(canonical_texts().items())]
    keys = [clause.key for document in shipped for clause in document.clauses]
    assert len(keys) == 378
    assert (
        hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()
        == "f911d4a92b9ea8f9a7dbb2b6ed88cf6badcf43a339dad741402da9ce51d8d92f"
    )


def test_an_article_is_cited_with_its_chapter_its_items_and_its_paragraphs() -> None:
    assert ids_of(
        "## 第三章 保障措施\n第十二条 学校应当公开。\n第十三条 有下列情形的：\n（一）甲；\n1.子；\n（二）乙。\n"
        "前款规定不适用于民办学校。\n第三款另有规定的除外：\n（一）丙。\n第十四条之一 附带。"
    ) == [
        "第三章/第十二条",
        "第三章/第十三条",
        "第三章/第十三条/（一）",
        "第三章/第十三条/（一）/1",
        "第三章/第十三条/（二）",
        "第三章/第十三条/款2",
        "第三章/第十三条/款3",
        "第三章/第十三条/款3/（一）",
        "第三章/第十四条之一",
    ]


def test_an_article_with_a_heading_counts_its_paragraphs_from_one() -> None:
    assert ids_of("#### 第一条 宗旨\n甲。\n乙。\n#### 第二条 范围\n丙。") == ["第一条/款1", "第一条/款2", "第二条"]


def test_sections_stand_in_chapters_and_chapters_in_parts() -> None:
    first = "## 第一编 总则\n## 第一章 宗旨\n### 第一节 目的\n第一条 甲。\n## 第二章 范围\n第二条 乙。\n"
    assert ids_of(first + "## 第二编 分则\n第三条 丙。") == [
        "第一编/第一章/第一节/第一条",
        "第一编/第二章/第二条",
        "第二编/第三条",
    ]


def test_articles_below_sections_that_came_first_stay_in_them() -> None:
    assert ids_of("## 一、总则\n第一条 甲。\n第二条 乙。\n## 二、附则\n第三条 丙。") == [
        "一/第一条",
        "一/第二条",
        "二/第三条",
    ]


def test_a_number_that_stands_twice_is_told_apart_in_a_users_document_and_refused_in_a_shipped_one() -> None:
    body = "## 一、甲\n1.子\n1.丑\n## 一、乙\n1.寅"
    assert ids_of(body) == ["一/1", "一/1~2", "一~2/1"]
    with pytest.raises(MalformedDocument, match="stand twice"):
        ids_of(body, repeats="refused")


def test_two_annexes_without_number_are_told_apart() -> None:
    assert ids_of("## 附件\n甲。\n## 附件\n乙。") == ["附件", "附件~2"]


def test_an_id_stays_when_text_is_put_elsewhere() -> None:
    before = ids_of("## 第一章 甲\n第一条 子。\n## 第二章 乙\n第二条 丑。\n（一）寅。\n## 附件1\n卯。")
    after = ids_of("## 第一章 甲\n第一条 子。\n新的一款。\n## 第二章 乙\n第二条 丑。\n（一）寅。\n## 附件1\n卯。")
    without = ids_of("## 第二章 乙\n第二条 丑。\n（一）寅。\n## 附件1\n卯。")
    assert [one for one in after if one != "第一章/第一条/款2"] == before
    assert without == before[1:]


def test_a_marked_part_ends_at_its_closing_mark() -> None:
    assert ids_of("## 一、甲\n子。\n::: 落款\n某局\n2024年1月1日\n:::\n丑。\n## 二、乙\n寅。") == [
        "一/段1", "落款/段1", "落款/段2", "一/段2", "二",
    ]  # fmt: skip


def test_headings_without_numbers_are_units_by_their_own_words() -> None:
    assert ids_of("## 总体要求\n甲。\n## 主要任务\n### 布局\n乙。\n### 师资/经费\n丙。\n## 保障\n丁。") == [
        "总体要求", "主要任务/布局", "主要任务/师资／经费", "保障",
    ]  # fmt: skip


def test_a_document_without_structure_is_counted_by_paragraph() -> None:
    assert ids_of("# 纪要\n甲。\n乙。") == ["段1", "段2"]
    assert ids_of("# 纪要\n甲。") == ["段1"]


@pytest.mark.parametrize("text", ["# 不是标题", "| 不是表格", "::: 不是标记", "\\ 反斜杠", ":::", "普通"])
def test_a_paragraph_that_looks_like_mark_up_is_still_a_paragraph(text: str) -> None:
    assert list(lines_of(paragraph_line(text))) == [Paragraph(text)]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20))
def test_a_cell_reads_back_as_it_was_written(text: str) -> None:
    text = text.strip()
    row = next(iter(lines_of(row_line((cell_text(text), "乙")))))
    assert read_cell(row.cells[0]) == text
    assert row.cells[1] == "乙"
    assert not row.rule


def test_the_date_of_a_users_document_may_be_unstated_but_not_invented() -> None:
    stated = HEAD.format(issued="未注明", repeats="refused") + "\n甲。\n"
    assert parse_document(stated, "test-1.md").issued == "未注明"
    with pytest.raises(MalformedDocument, match="issued"):
        parse_document(stated.replace("未注明", "去年"), "test-1.md")


MENDED = st.lists(
    st.sampled_from(
        ["# 甲", "## 一、乙", "###### 丙", "::: 通知", ":::", "::: /", "|", "||", "| |", "| 甲 | 乙 |", "| --- | --- |",
         "| :-- |", "| :-: | :-: |", "| ^ | < |", "| < | ^ |", "| --- |", "第一条 甲。", "（一）乙。", "1.丙", "附件",
         "## 附件1", "\\", "丁", "", "---"]
    ),
    max_size=14,
)  # fmt: skip


@given(MENDED, st.sampled_from(["told_apart", "refused"]))
def test_a_file_mended_by_hand_is_read_or_refused_but_never_breaks_the_reader(lines: list[str], repeats: str) -> None:
    try:
        ids = ids_of("\n".join(lines), repeats=repeats)
    except MalformedDocument as refused:
        assert "test-1.md" in refused.message.zh
    else:
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "front", ["? [甲, 乙]\n: 1\n", "? {甲: 乙}\n: 1\n", "甲: [\n", "- 甲\n", "甲\n", "\x07\n", "&a [*a]\n"]
)
def test_front_matter_that_is_no_front_matter_is_refused(front: str) -> None:
    with pytest.raises(MalformedDocument, match=r"test-1\.md"):
        parse_document(f"---\n{front}---\n正文。\n", "test-1.md")
