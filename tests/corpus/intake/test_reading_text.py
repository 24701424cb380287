"""Plain text and Markdown give the paragraphs that were meant, in any encoding and however their lines are broken."""

import pytest

from corpus.errors import DocumentTooLarge, GarbledDocument
from corpus.ingest import shipped_sources
from corpus.intake.letters import width as letter_width
from corpus.intake.model import Block, LeftOut, Table
from corpus.intake.open_document import read
from corpus.intake.reading import receive

NOTICE = "安宁县教育局通知\n\n一、目标\n到2025年，各校达标。\n（一）措施\n1.逐年提高。\n"
PARAGRAPHS = ["安宁县教育局通知", "一、目标", "到2025年，各校达标。", "（一）措施", "1.逐年提高。"]
LONG = (
    "为深入推进义务教育优质均衡发展，全面提高义务教育标准化建设水平和教育质量，根据《中华人民共和国义务教育法》等文件精神，"
    "结合我县实际，制定本规划。到2025年，小学、初中生均教学及辅助用房面积分别达到4.5平方米、5.8平方米以上，各项指标基本达到评估标准。"
)


def texts(received):
    return [part.text for part in received.parts if isinstance(part, Block)]


def wrapped(paragraphs, width, indent="", between="\n"):
    """Break paragraphs at a width, in half characters, as an editor does."""
    lines = []
    for paragraph in paragraphs:
        rest = indent + paragraph
        while rest:
            end = next((end for end in range(1, len(rest)) if letter_width(rest[: end + 1]) > width), len(rest))
            lines.append(rest[:end])
            rest = rest[end:]
    return between.join(lines)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_break_reads_alike(encoding, line_break):
    content = NOTICE.replace("\n", line_break).encode(encoding)
    assert texts(read(content, "txt")) == PARAGRAPHS


def test_rare_characters_of_gb18030_are_read():
    assert texts(receive("石狮市𬭚镇、㙍头村完全小学达标。".encode("gb18030"), "a.txt")) == [
        "石狮市𬭚镇、㙍头村完全小学达标。"
    ]


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(128, 256)) * 20,
        NOTICE.encode()[:-20] + b"\xff\xfe\xfa" + NOTICE.encode(),
        "安寧縣教育".encode("big5") * 9,
    ],
)
def test_letters_that_cannot_be_told_are_refused_and_never_guessed(content):
    with pytest.raises(GarbledDocument) as caught:
        receive(content, "a.txt")
    assert "UTF-8" in caught.value.hint.zh and "UTF-8" in caught.value.hint.en


@pytest.mark.parametrize(("indent", "between"), [("　　", "\n"), ("", "\n"), ("", " \n\n"), ("    ", "\r\n")])
def test_lines_broken_at_a_margin_are_joined(indent, between):
    paragraphs = ["一、总体要求", LONG, "二、主要目标", LONG[30:], "（一）" + LONG[60:]]
    received = read(wrapped(paragraphs, 56, indent, between).encode(), "txt")
    assert texts(received) == paragraphs


def test_blank_lines_part_paragraphs_where_they_are_kept_for_that():
    text = "\n\n".join(wrapped([one], 60) for one in (LONG, LONG[7:], LONG[3:]))
    assert texts(read(text.encode(), "txt")) == [LONG, LONG[7:], LONG[3:]]


def test_a_line_is_a_paragraph_where_lines_are_of_any_length():
    paragraphs = ["各乡镇人民政府", LONG, "请认真执行", "安宁县人民政府", "2023年10月9日"]
    assert texts(read("\n".join(paragraphs).encode(), "txt")) == paragraphs


def test_a_long_sentence_that_a_page_break_cut_is_made_whole():
    assert texts(read(f"{LONG[:70]}\n\n{LONG[70:]}\n二、目标".encode(), "txt")) == [LONG, "二、目标"]


def test_latin_words_keep_their_space_where_lines_are_joined():
    text = "\n".join(["The county shall see that all of its schools meet the"] * 8)
    assert " the The " in texts(read(text.encode(), "txt"))[0]


def test_lines_of_tabs_are_a_table_and_a_repeated_head_is_left_out():
    text = "附件\n指标\t小学\t初中\n面积\t4.5\t5.8\n指标\t小学\t初中\n\n仪器\t2000\n说明。"
    received = read(text.encode(), "txt")
    assert received.parts == (
        Block("附件"), Table((("指标", "小学", "初中"), ("面积", "4.5", "5.8"), ("仪器", "2000", ""))), Block("说明。"),
    )  # fmt: skip
    assert received.left_out == (LeftOut("续页表头", "指标 小学 初中"),)


def test_a_list_of_page_numbers_is_no_table():
    assert texts(read("目录\n一、目标\t1\n二、任务\t3\n三、保障\t12\n".encode(), "txt"))[1] == "一、目标\t1"


def test_the_shipped_sources_give_the_paragraphs_of_their_curated_text():
    content, _ = shipped_sources()["licheng-2021-63.txt"]
    found = texts(receive(content, "licheng-2021-63.txt"))
    assert "经区政府同意，现将《鲤城区推进义务教育优质均衡发展工作规划》印发给你们，请认真贯彻执行。" in found
    assert sum(text.startswith("（") and len(text) > 100 for text in found) >= 8


def test_characters_that_nobody_sees_are_taken_away_and_counted():
    received = read("达标\u200b率\u202e95\u202c%\U000e0041\ufeff。".encode(), "txt")
    assert texts(received) == ["达标率95%。"]
    assert [one.text for one in received.left_out] == [
        "U+200B ×1", "U+202C ×1", "U+202E ×1", "U+FEFF ×1", "U+E0041 ×1",
    ]  # fmt: skip


MARKDOWN = """---
title: "安宁县办法"
date: 2023-10-09
---
# 安宁县**办法**

一、总体要求
到2025年，[达标](http://a.b/c)率达 *95*%。

3. 第三项
4. 第四项 `代码`
   - 子项

| 指标 | 小学 |
|---|:--:|
| 面积 | **4.5** |

> 引文 <b>粗</b>

    缩进的段落

## 第一条 范围 ##

<table><tr><td>学段</td><td>面积</td></tr><tr><td>小学</td><td>4.5</td></tr></table>

![印章](seal.png)
"""


def test_markdown_gives_headings_items_and_tables_without_its_marks():
    received = receive(MARKDOWN.encode(), "a.md")
    assert received.title == "安宁县办法"
    assert received.parts == (
        Block("安宁县办法", 1), Block("一、总体要求"), Block("到2025年，达标率达 95%。"), Block("3. 第三项"),
        Block("4. 第四项 代码"), Block("子项"), Table((("指标", "小学"), ("面积", "4.5"))), Block("引文 粗"),
        Block("缩进的段落"), Block("第一条 范围", 2), Table((("学段", "面积"), ("小学", "4.5"))),
    )  # fmt: skip
    assert [one.why for one in received.left_out] == ["文件头", "图片"]


def test_nesting_that_the_parser_would_cut_off_is_refused():
    assert texts(read(("> " * 40 + "深处的文字。").encode(), "md")) == ["深处的文字。"]
    with pytest.raises(DocumentTooLarge):
        receive(("> " * 2000 + "深处的文字。").encode(), "deep.md")


def test_a_web_page_in_markdown_can_run_nothing():
    received = receive("正文。\n\n<script>alert(1)</script>\n\n<p onclick='x'>段落。</p>\n".encode(), "a.md")
    assert texts(received) == ["正文。", "段落。"]
