"""What the chat shows: text stays text, citation marks become links."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import Answer, Citation, Verification
from assistant.overview import count_of_31
from assistant.service import Assistant
from calculators.model import Issue, Reading, Severity
from corpus.bilingual import Language, same
from tests.conftest import sample
from ui.chat.panels import sheets_panel
from ui.chat.views import answer_markdown, check_markdown, shown_as_text
from ui.evidence.body import evidence_values
from ui.evidence.links import citation_link
from ui.server.plain import html as filled
from ui.words import labels

SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")
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
    sources, acts = answer_markdown(answer("见[1]。")).split("\n\n")[1:]
    assert "乐政办发〔2023〕39号" in sources and "乙丙" in sources
    assert "\n" not in sources + acts, "a line break could end the HTML block"


def test_a_figure_of_the_text_leads_to_how_it_came_about() -> None:
    shown = answer_markdown(replace(answer("共**12所**，\\<b\\>5间"), places=((1, 3, 6), (2, 14, 16))))
    first = '共**<a class="jh-number" href="#figure-1">12所</a>**'
    assert shown.startswith(f'{first}，\\<b\\><a class="jh-number" href="#figure-2">5间</a>')


def test_below_an_answer_stands_what_can_be_done_with_it() -> None:
    below = answer_markdown(answer("x", ()), 3).split("\n\n")[-1]
    assert re.findall(r'href="(/evidence/[^"]*)"', below) == ["/evidence/r?c=3&amp;lang=zh"]
    named = re.findall(r'<button type="button" class="jh-act" name="(\w+)" value="r">', below)
    assert named == ["copy", "word", "again", "edit", "share", "right", "wrong"]


def test_names_of_sheets_are_escaped() -> None:
    assert "&lt;img src=x&gt;.xlsx" in sheets_panel(("<img src=x>.xlsx",), "zh")


def evidence(answer: Answer, language: Language) -> str:
    """Return the evidence of an answer as a page shows it."""
    return filled("evidence_body.html", language, **evidence_values(answer, language))


def test_the_evidence_says_how_many_numbers_were_traced() -> None:
    assert "核对：0 个数字有出处，0 个被拒；1 处引文与原文一致<" in evidence(answer("x"), "zh")
    assert "Verified: 0 figures traced, 0 rejected; 1 quotation word for word<" in evidence(answer("x"), "en")


@pytest.mark.parametrize(
    ("figures", "quotations", "rejected", "zh", "en"),
    [
        (0, 0, 0, "", ""),
        (1, 0, 0, "核对：1 个数字有出处，0 个被拒", "Verified: 1 figure traced, 0 rejected"),
        (12, 0, 0, "核对：12 个数字有出处，0 个被拒", "Verified: 12 figures traced, 0 rejected"),
        (0, 0, 2, "核对：0 个数字有出处，2 个被拒", "Verified: 0 figures traced, 2 rejected"),
        (3, 1, 1, "核对：3 个数字有出处，1 个被拒；1 处引文与原文一致",
         "Verified: 3 figures traced, 1 rejected; 1 quotation word for word"),
        (0, 2, 0, "核对：0 个数字有出处，0 个被拒；2 处引文与原文一致",
         "Verified: 0 figures traced, 0 rejected; 2 quotations word for word"),
    ],
)  # fmt: skip
def test_the_verification_line_says_what_was_traced_and_rejected(
    figures: int, quotations: int, rejected: int, zh: str, en: str
) -> None:
    assert labels.verified(figures, quotations, rejected, "zh") == zh
    assert labels.verified(figures, quotations, rejected, "en") == en


def test_nothing_traced_shows_no_verification_line() -> None:
    assert "核对：" not in evidence(replace(answer("x", ()), verification=Verification(0, 0)), "zh")


@pytest.mark.parametrize("status", ["answered", "abstained", "needs_input"])
def test_the_verification_line_wears_the_status_of_its_answer(status: str) -> None:
    assert f'class="verified {status}"' in evidence(replace(answer("x"), status=status), "zh")  # type: ignore[arg-type]


def test_readings_are_shown_in_words_and_only_when_there_are_any() -> None:
    assert "口径" not in evidence(answer("x"), "zh")
    used = replace(answer("x"), readings=(Reading("rooms.kinds", "each", True, same("")),))
    assert "音乐、美术教室分别计算" in evidence(used, "zh")
    assert "music rooms and art rooms apart" in evidence(used, "en")


def test_the_upload_table_shows_each_value_with_what_is_required(assistant: Assistant) -> None:
    check = assistant.check([sample("county_survey.xlsx")])
    shown = check_markdown(check, ["county_survey.xlsx"], "zh")
    for words in ("最低值", "每12个班各1间（音乐≥96㎡、美术≥90㎡）", "≤2000人（一贯制≤2500人）", ">12所<"):
        assert words in shown
    english = re.sub(r"[\u4e00-\u9fff〔〕]+\d*号?", "", check_markdown(check, ["a.xlsx", "b.xlsx"], "en"))
    assert "a.xlsx, b.xlsx" in english
    assert not re.search("[、，：；（）]", english.split("jh-issues")[0].split("<details>")[0])


def test_the_items_are_counted_as_on_the_page_of_the_check(assistant: Assistant) -> None:
    report = assistant.check([sample("county_survey.xlsx")])
    line = re.search(r"<small>31 项合计：([^<]*)</small>", check_markdown(report, ["county_survey.xlsx"], "zh"))
    assert line is not None
    said = {words: int(count) for words, count in (one.split(" ") for one in line[1].split(" · "))}
    counts = count_of_31(report.check).counts.items()
    assert said == {labels.VERDICTS[status].zh: count for status, count in counts if count} and sum(said.values()) == 31


@pytest.mark.parametrize(
    ("source", "zh"), [("asked", "2026"), ("sheet", "2026"), ("clock", "2026（表中未写年份，按今年）")]
)
def test_a_year_that_nobody_gave_is_told(source: str, zh: str) -> None:
    assert labels.year(2026, source, "zh") == zh


def test_faults_are_shown_gravest_first_eight_at_most_and_notes_are_folded(assistant: Assistant) -> None:
    check = assistant.check([sample("county_survey.xlsx")])

    def fault(severity: Severity, number: int) -> Issue:
        return Issue("x", severity, "f", None, None, None, None, (), same(f"{severity}-{number}."))

    faults = [fault(severity, n) for n in range(6) for severity in SEVERITIES]
    many = replace(check, check=replace(check.check, issues=tuple(faults)))
    shown = check_markdown(many, ["f"], "zh").split("jh-issues")[1]
    order = [shown.index(f"{severity}-{n}.") for severity in ("error", "warning", "note") for n in range(6)]
    assert order == sorted(order)
    folds = [match.start() for match in re.finditer("<details", shown)]
    assert order[7] < folds[0] < order[8]
    assert order[11] < folds[1] < order[12]
