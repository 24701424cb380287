"""An answer on the clipboard: as text, and as HTML for a word processor, to the letter."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from assistant.model import Answer, Citation, ShownConflict, ShownFigure, ShownSuspect, Verification
from assistant.service import Assistant
from calculators.model import Figure, FigureInput
from corpus.bilingual import same
from tests.ui.asking_readers import Reader
from ui.evidence.copied import copied_html, copied_text
from ui.evidence.marked import answer_html

RECEIPT = "0123456789abcdef0123456789abcdef"
CITATION = Citation(
    1, "yueqing-2023-39", "乐政办发〔2023〕39号", "标题", "附件2/L3", "甲<乙丙>丁", "<乙丙>", 1, 5, None
)  # fmt: skip
CLASSES = FigureInput(same("班级数"), 54, "个", "a.xlsx!汇总!C2:C3; a.xlsx!初中!C9")
FIGURE = Figure("x", "computed", same("A&B小学应有教室"), 5.0, "间", "5", "⌈54 ÷ 12⌉ = 5", (CLASSES,))
TEXT = "A&B小学：**不达标**\n\n- 应有5间，\\<b\\>\n- 要求“\\<乙丙\\>”[1]\n\n完。"
ANSWER = Answer(
    id="a", status="answered", text=TEXT, language="zh", citations=(CITATION,), figures=(ShownFigure(FIGURE, 1),),
    conflicts=(), suspects=(), readings=(), suggestions=(), engine="builtin", verification=Verification(2, 0),
    receipt=RECEIPT, places=((1, 19, 21),),
)  # fmt: skip
ENDING = f"均衡 · 核对：1 个数字有出处，0 个被拒；1 处引文与原文一致 · 表述：内置引擎 · 回执 {RECEIPT}"


def test_the_place_of_the_example_is_that_of_its_figure() -> None:
    number, start, end = ANSWER.places[0]
    assert (number, ANSWER.text[start:end]) == (1, "5间")


def test_as_text_each_source_stands_with_document_clause_and_quotation() -> None:
    assert copied_text("够吗？", ANSWER) == (
        "够吗？\n\nA&B小学：不达标\n\n- 应有5间，<b>\n- 要求“<乙丙>”[1]\n\n完。\n\n"
        f"[1] 乐政办发〔2023〕39号 附件2/L3：“<乙丙>”\n\n{ENDING}\n"
    )


def test_in_english_the_source_is_written_in_english() -> None:
    assert "[1] 乐政办发〔2023〕39号 附件2/L3: “<乙丙>”" in copied_text("Enough?", replace(ANSWER, language="en"))


def test_as_html_it_has_headings_a_table_with_borders_and_numbers_at_the_right() -> None:
    lines = [line for line in copied_html("够<吗？", ANSWER).splitlines() if line.strip()]
    assert lines == [
        "<!doctype html>",
        '<html lang="zh-CN"><head><meta charset="utf-8"><title>够&lt;吗？</title></head><body>',
        "<h2>够&lt;吗？</h2>",
        "<p>A&amp;B小学：<strong>不达标</strong></p>",
        '<ul><li>应有5间，&lt;b&gt;</li><li>要求“&lt;乙丙&gt;”<sup><a href="#ref-1">[1]</a></sup></li></ul>',
        "<p>完。</p>",
        "<h3>依据</h3>",
        '<p><a name="ref-1"></a>[1] 乐政办发〔2023〕39号 附件2/L3</p>',
        "<blockquote>“&lt;乙丙&gt;”</blockquote>",
        "<h3>数字</h3>",
        '<table border="1" cellspacing="0" cellpadding="4">',
        '<tr><th align="left">项目</th><th align="right">数值</th><th align="left">来历</th></tr>',
        '<tr><td>A&amp;B小学应有教室</td><td align="right">5间</td><td>⌈54 ÷ 12⌉ = 5 [1]'
        "<br><small>⌈…⌉ 是向上取整</small><br><small>a.xlsx › 汇总 › C2:C3; 初中 › C9</small></td></tr>",
        "</table>",
        f"<p><small>{ENDING}</small></p>",
        "</body></html>",
    ]


def test_conflicts_and_doubts_are_copied_too() -> None:
    noted = replace(
        ANSWER, conflicts=(ShownConflict("contradiction", "面积", (1,)),), suspects=(ShownSuspect("年份", 1, "笔误"),)
    )
    copied = copied_html("够吗？", noted)
    assert "<b>说法不一</b> 面积 [1]" in copied and "<b>存疑</b> 年份 笔误 [1]" in copied


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\*\*不是强调\*\*", "<p>&#42;&#42;不是强调&#42;&#42;</p>"),
        (r"名为\[1\]的学校", "<p>名为[1]的学校</p>"),
        ("没有的出处[7]", "<p>没有的出处[7]</p>"),
        ("**一**和**二**", "<p><strong>一</strong>和<strong>二</strong></p>"),
        ("<script>", "<p>&lt;script&gt;</p>"),
        ("- 一\n- 二\n三", "<ul><li>一</li><li>二</li></ul>\n<p>三</p>"),
    ],
)
def test_the_text_of_an_answer_becomes_paragraphs_and_lists_and_nothing_else(text: str, shown: str) -> None:
    assert answer_html(replace(ANSWER, text=text, places=())) == shown


@pytest.mark.parametrize(("form", "kind"), [("text", "text/plain"), ("html", "text/html")])
def test_an_answer_given_is_copied_whole(client: TestClient, assistant: Assistant, form: str, kind: str) -> None:
    reader = Reader.of(client, assistant)
    answer = reader.ask("音乐教室面积要求是多少？")
    got = reader.client.get(f"/evidence/{answer.receipt}/copy", params={"as": form})
    copied = copied_text if form == "text" else copied_html
    assert got.headers["content-type"].startswith(kind)
    assert got.text == copied("音乐教室面积要求是多少？", answer)
    assert all(one.quote in got.text and one.clause in got.text for one in answer.citations)
