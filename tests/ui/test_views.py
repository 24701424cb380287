"""What the chat shows: text stays text, citation marks become links."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import Answer, Citation, Verification
from ui.views import answer_markdown, citation_link, figures_panel, sheets_panel, shown_as_text

CITATION = Citation(
    1, "yueqing-2023-39", "乐政办发〔2023〕39号", "标题", "附件2/二、政府保障程度/L3", "甲乙丙丁", "乙丙", 1, 3, None
)


def answer(text: str, citations: tuple[Citation, ...] = (CITATION,)) -> Answer:
    return Answer(
        id="a", status="answered", text=text, language="zh", citations=citations, figures=(), conflicts=(), suspects=(),
        readings=(), suggestions=(), engine="builtin", verification=Verification(12, 0), receipt="r",
    )  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_a_question_is_shown_as_it_was_typed(text: str) -> None:
    shown = shown_as_text(text)
    assert not re.search(r"[<>\[\]()*_`~|!\\]", shown)
    assert html.unescape(shown).replace("\xa0", " ") == text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("见[1]。", f"见[\\[1\\]]({citation_link(CITATION, 'zh')})。"),
        ("见[2]。", "见[2]。"),
        (r"名为\[1\]的学校", r"名为\[1\]的学校"),
        ("<script>alert(1)</script>", "&#60;script&#62;alert(1)&#60;/script&#62;"),
        (r"\<b\>校", r"\<b\>校"),
        ("![x](http://evil.example/x.png)", "&#33;[x]&#40;http&#58;//evil.example/x.png)"),
        ("[x](javascript:alert(1))", "[x]&#40;javascript:alert(1))"),
        ("www.evil.example", "www&#46;evil.example"),
    ],
)
def test_only_citation_marks_of_an_answer_become_links(text: str, shown: str) -> None:
    assert answer_markdown(answer(text)).split("\n\n")[0] == shown


def test_a_citation_link_names_the_clause_and_the_span() -> None:
    assert citation_link(CITATION, "en") == (
        "/documents/yueqing-2023-39?clause=%E9%99%84%E4%BB%B62%2F%E4%BA%8C%E3%80%81%E6%94%BF%E5%BA%9C%E4%BF%9D%E9%9A%9C"
        "%E7%A8%8B%E5%BA%A6%2FL3&start=1&end=3&lang=en#quote"
    )


def test_the_sources_stand_below_the_answer_with_their_quotation() -> None:
    below = answer_markdown(answer("见[1]。")).split("\n\n", 1)[1]
    assert "乐政办发〔2023〕39号" in below and "乙丙" in below
    assert "\n" not in below, "a line break could end the HTML block"


def test_names_of_sheets_are_escaped() -> None:
    assert "&lt;img src=x&gt;.xlsx" in sheets_panel(("<img src=x>.xlsx",), "zh")


def test_the_panel_says_how_many_numbers_were_traced() -> None:
    assert "追溯到来源的数字和引文 12 处，拒绝 0 处" in figures_panel(answer("x"), "zh")
    assert "12 figures and quotations traced to a source, 0 rejected" in figures_panel(answer("x"), "en")
