"""Questions that no single clause answers: meanings, formulas, lists, both stages, the documents, how to hand in."""

import re

import pytest

from assistant.model import Answer
from assistant.rules.asking import COMPUTED, DOCUMENTS, LISTED, UPLOAD
from assistant.service import Assistant
from calculators.definitions import definitions
from calculators.indicators import BY_ID
from corpus.glossary import meanings_in

QUALITY = "附件2/三、教育质量/L1"


def numbers_of(answer: Answer) -> dict[str, object]:
    return {one.figure.label.zh: one.figure.value for one in answer.figures}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("差异系数怎么算的", ["S ÷ X̄", "0.50", "填报说明"]),
        ("生均体育运动场馆面积的算法是什么", ["运动场地面积 + 室内体育用房面积", "10.2"]),
        ("How is the three-year retention rate worked out?", ["graduates", "as this system computes it", "95"]),
        ("轮岗率怎么算，分母是啥", ["符合交流条件教师数", "10"]),
    ],
)
def test_how_a_thing_is_computed_is_told_as_what_this_system_does_with_the_clause_behind(
    assistant: Assistant, question: str, said: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered" and answer.citations and answer.verification.rejected == 0
    assert all(words in answer.text for words in said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("什么是校际差异率", "不是资源配置的校际差异系数"),
        ("临界是什么意思", "未四舍五入"),
        ("什么叫一贯制学校", "九年一贯制含小学和初中"),
        ("What does the 85% rule mean?", "one of the seven indicators"),
    ],
)
def test_a_term_is_explained_with_what_the_explanation_rests_on(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered" and said in answer.text
    assert "依据：" in answer.text or "source:" in answer.text


@pytest.mark.parametrize("question", ["差异系数的标准是什么", "音乐教室的要求是什么", "What is the class size limit?"])
def test_a_requirement_is_no_meaning(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered" and "依据：" not in answer.text and "source:" not in answer.text


@pytest.mark.parametrize(
    ("question", "heading", "count"),
    [
        ("政府保障程度有哪15项", "政府保障程度", 15),
        ("教育质量有几项", "教育质量", 9),
        ("list the seven resource indicators", "资源配置", 7),
        ("一票否决一共几条", "否决事项", 6),
    ],
)
def test_a_list_is_told_whole_and_its_number_is_counted(
    assistant: Assistant, question: str, heading: str, count: int
) -> None:
    answer = assistant.ask(question)
    assert numbers_of(answer)[f"{heading}所列的条数"] == count
    assert answer.citations and answer.verification.rejected == 0


def test_the_quality_items_are_quoted_from_the_national_list(assistant: Assistant) -> None:
    answer = assistant.ask("教育质量九项都是什么")
    assert QUALITY in [one.clause for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "heading"), [("乐清保障措施有哪些", "保障措施"), ("鲤城工作措施一共几条", "工作措施")]
)
def test_a_section_of_a_place_is_listed_from_its_own_document_alone(
    assistant: Assistant, question: str, heading: str
) -> None:
    answer = assistant.ask(question)
    assert heading in answer.text and len({one.document for one in answer.citations}) == 1


def test_both_stages_stand_side_by_side_with_what_they_differ_by(assistant: Assistant) -> None:
    answer = assistant.ask("小学跟初中生均体育场馆面积标准差多少")
    assert {"7.5", "10.2", "2.7"} <= {one.figure.display for one in answer.figures}
    all_that_differ = assistant.ask("小学和初中的标准有什么不同").text
    assert "生均教学及辅助用房面积" in all_that_differ and "骨干教师" not in all_that_differ
    alike = assistant.ask("哪些指标小学初中标准一样").text
    assert "骨干教师" in alike and "生均教学及辅助用房面积" not in alike


def test_the_documents_here_are_listed_and_counted(assistant: Assistant) -> None:
    answer = assistant.ask("现在有哪些文件")
    assert numbers_of(answer) == {"现有文件数": len(assistant.library.documents)}
    of_place = assistant.ask("鲤城的文件有几份")
    assert "南政办" not in of_place.text and "泉鲤政办〔2021〕69号" in of_place.text


def test_a_question_that_names_no_place_hears_the_country_before_a_county(assistant: Assistant) -> None:
    answer = assistant.ask("可不可以搞重点班")
    assert answer.citations[0].clause == "附件2/五、否决事项"


def test_every_indicator_of_resources_says_how_it_is_computed() -> None:
    told = {one.indicator: one for one in definitions()}
    assert set(BY_ID) <= set(told)
    assert all(str(BY_ID[id].per) in told[id].formula.zh for id in BY_ID if BY_ID[id].per != 1)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("校际差异率和差异系数是一回事吗", ["校际差异率", "校际差异系数"]),
        ("Is this value borderline?", ["临界"]),
        ("borderlines of the map", ["临界"]),
        ("recvd a letter", []),
    ],
)
def test_the_glossary_is_found_by_whole_words(question: str, words: list[str]) -> None:
    assert [one.zh for one in meanings_in(question)] == words


@pytest.mark.parametrize(
    ("pattern", "asks", "does_not"),
    [
        (COMPUTED, "轮岗率怎么算", "怎么算达标"),
        (COMPUTED, "how is it calculated", "what is required"),
        (LISTED, "否决事项有哪些", "小学班额标准"),
        (DOCUMENTS, "你们有哪些文件", "文件怎么说轮岗"),
        (UPLOAD, "怎么上传数据表", "上传的数据达标吗"),
    ],
)
def test_the_words_that_ask_are_told_from_those_that_only_look_alike(
    pattern: re.Pattern[str], asks: str, does_not: str
) -> None:
    assert pattern.search(asks) and not pattern.search(does_not)
