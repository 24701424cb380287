"""What a document says of itself, with the words that say it; and what it does not say is not guessed."""

import pytest

from corpus.documents import load_library
from corpus.errors import UnknownDocument, UnknownPlace, WrongCorrection
from corpus.intake.dates import date_of
from corpus.intake.model import Block, Received, Table
from corpus.intake.take_in import take_in_received
from tests.corpus.intake.documents import DECREE, INTERPRETATION, LAW, MEASURES, MINUTES, NATIONAL, NOTICE, taken

FACTS = ("id", "title", "number", "issuer", "place", "issued", "effective", "kind", "interprets")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MEASURES, ("shishi-2024-56", "石狮市义务教育学校教师交流轮岗管理办法（试行）", "狮教〔2024〕56号",
                    "石狮市教育局", "福建省泉州市石狮市", "2024-06-18", "2024-09-01", "normative", None)),
        (NOTICE, ("quanzhou-2022-31", "关于进一步做好随迁子女入学工作的通知", "泉教综〔2022〕31号", "泉州市教育局",
                  "福建省泉州市", "2022-08-01", None, "normative", None)),
        (INTERPRETATION, ("nanan-2022-45-interpretation",
                          "《南安市统筹推进义务教育优质均衡发展实施方案（2022年修订）》政策解读", None, "南安市教育局",
                          "福建省泉州市南安市", "2022-08-25", None, "interpretation", "nanan-2022-45")),
        (LAW, (None, "中华人民共和国义务教育法", None, "全国人民代表大会常务委员会", "国家", "2006-06-29", "2006-09-01",
               "normative", None)),
        (DECREE, ("fujian-2023-211", "福建省实施办法", "福建省人民政府令第211号", "福建省人民政府", "福建省",
                  "2023-01-10", "2023-03-01", "normative", None)),
        (NATIONAL, ("china-2017-6", "县域义务教育优质均衡发展督导评估办法", "教督〔2017〕6号", "教育部", "国家",
                    "2017-04-19", None, "normative", None)),
        (MINUTES, (None, "关于新建学校的专题会", None, None, None, None, None, "normative", None)),
    ],
)  # fmt: skip
def test_the_facts_of_a_document(text: str, expected: tuple[str | None, ...]) -> None:
    facts = taken(text).facts
    found = (facts.id, *(getattr(facts, name).value for name in FACTS[1:]))
    assert found[1:] == expected[1:]
    assert expected[0] in (None, found[0])


@pytest.mark.parametrize("text", [MEASURES, NOTICE, INTERPRETATION, LAW, DECREE, NATIONAL])
def test_a_fact_shows_the_words_that_it_was_read_from(text: str) -> None:
    intake = taken(text)
    page = [one.text for one in intake.left_out if one.why == "网页栏目"]
    body = "".join("".join([intake.document.body, *page]).split())
    for name in ("title", "number", "issuer", "place", "issued", "effective"):
        fact = getattr(intake.facts, name)
        assert (fact.value is None) == (fact.quote is None)
        assert fact.quote is None or "".join(fact.quote.split()) in body


@pytest.mark.parametrize(
    "line",
    [
        "晋政办〔2024〕12号", "晋政办[2024]12号", "晋政办【2024】12号", "晋政办（2024）12号", "晋政办(2024) 12 号",
        "晋政办 〔 2024 〕 第12号", "晋政办［2024］12号", "（晋政办〔2024〕12号）", "晋政办〔2024〕12号　签发人：张三",
        "晋江市人民政府办公室文件 晋政办〔2024〕12号",
    ],
)  # fmt: skip
def test_a_number_is_found_in_any_brackets(line: str) -> None:
    assert taken(f"{line}\n关于办学的通知\n各校：\n甲。").facts.number.value == "晋政办〔2024〕12号"


@pytest.mark.parametrize(
    "text",
    [
        "关于办学的通知\n各校：\n根据教督〔2017〕6号，现通知如下。",
        "关于办学的通知\n各校：\n一、依据\n教督〔2017〕6号\n二、要求\n甲。",
        "关于印发教督〔2017〕6号实施细则的通知\n各校：\n甲。",
    ],
)
def test_a_number_that_is_only_cited_is_not_the_documents_own(text: str) -> None:
    assert taken(text).facts.number.value is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023年10月9日", "2023-10-09"), ("2021 年 11 月 29 日", "2021-11-29"), ("二○二三年十月九日", "2023-10-09"),
        ("二〇二四年十二月三十一日", "2024-12-31"), ("二零二四年二月二十九日", "2024-02-29"),
        ("2024-03-05", "2024-03-05"), ("2024/3/5", "2024-03-05"), ("2024.3.5", "2024-03-05"), ("2023年2月30日", None),
        ("2023年10月", None), ("去年", None),
        ("二○二三年十十月九日", None), ("2023-13-01 或 2024-01-02", "2024-01-02"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_written_and_only_if_it_is_real(written: str, expected: str | None) -> None:
    assert date_of(written) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("泉州市鲤城区教育局关于办学的通知\n各校：\n甲。", "福建省泉州市鲤城区"),
        ("福建省教育厅关于办学的通知\n各市：\n甲。", "福建省"),
        ("国务院关于办学的意见\n各省：\n甲。", "国家"),
        ("关于印发《乐清市办学方案》的通知\n各校：\n甲。", "浙江省温州市乐清市"),
        ("福建省教育厅关于公布晋江市等优质均衡县的通知\n各市：\n甲。", "福建省"),
        ("关于办学的通知\n各校：\n南安市的做法值得学习。", None),
    ],
)
def test_the_place_is_that_of_the_issuer_or_the_title_and_not_one_that_the_text_mentions(
    text: str, place: str | None
) -> None:
    assert taken(text).facts.place.value == place


def test_the_fact_table_of_a_web_page_is_read_and_kept() -> None:
    table = Table((
        ("索引号", "QZ00-1", "发文机关", "泉州市教育局"),
        ("文号", "泉教〔2023〕5号", "成文日期", "2023-02-03"),
    ))  # fmt: skip
    parts = (
        table,
        Block("关于加强作业管理的通知", level=1),
        Block("发布时间：2023-02-06 浏览量：88"),
        Block("各校："),
        Block("甲。"),
    )
    intake = take_in_received(
        Received(parts, title="关于加强作业管理的通知_泉州市人民政府"), b"", "a.html", load_library()
    )
    facts = intake.facts
    assert (facts.number.value, facts.issuer.value, facts.issued.value) == (
        "泉教〔2023〕5号",
        "泉州市教育局",
        "2023-02-03",
    )
    assert facts.issuer.quote == "发文机关 泉州市教育局"
    assert "QZ00-1" not in intake.document.body
    assert intake.left_out[0].text.startswith("索引号 QZ00-1 发文机关")


def test_the_time_of_a_meeting_is_text_and_the_time_on_a_web_page_is_not() -> None:
    minutes = taken("专题会议纪要\n时间：2024年3月2日上午\n会议认为，进展顺利。")
    page = taken("专题会议纪要\n时间：2024-03-02 10:20 浏览量：45\n会议认为，进展顺利。")
    assert "时间" in minutes.document.body
    assert "时间" not in page.document.body
    assert minutes.facts.issued.value == page.facts.issued.value == "2024-03-02"


def test_a_title_that_only_the_file_knows_is_not_believed() -> None:
    received = Received((Block("某县教育局关于办学的通知"), Block("甲。")), title="Microsoft Word - 文档1")
    assert take_in_received(received, b"", "a.pdf", load_library()).facts.title.value == "某县教育局关于办学的通知"


def test_a_web_title_with_the_name_of_the_site_is_not_the_title() -> None:
    intake = taken("《某办法》政策解读-鲤城区人民政府\n《某办法》政策解读\n一、背景\n甲。")
    assert intake.facts.title.value == "《某办法》政策解读"
    assert intake.facts.issuer.value is None
    assert "鲤城区人民政府" not in intake.document.body


def test_a_file_without_title_is_called_by_its_name_with_a_warning() -> None:
    intake = taken("一、甲\n乙。", name="会议记录.txt")
    assert intake.document.title == "会议记录"
    assert any("文件名" in warning.zh for warning in intake.warnings)


def test_what_is_not_stated_is_said_to_be_so_and_warned_of() -> None:
    intake = taken(MINUTES)
    document = intake.document
    assert (document.jurisdiction, document.issuer, document.issued) == ("未注明", "未注明", "未注明")
    assert len([one for one in intake.warnings if "没有找到" in one.zh]) == 4
    assert all(one.en for one in intake.warnings)


def test_an_interpretation_whose_document_is_unknown_is_not_tied_to_one_that_it_cites() -> None:
    intake = taken("《晋江市招生办法》政策解读\n一、背景\n参照乐政办发〔2023〕39号。")
    assert intake.facts.interprets.value is None
    assert any("没有找到它所解读的文件" in warning.zh for warning in intake.warnings)


def test_corrections_take_the_place_of_what_was_read() -> None:
    intake = taken(
        NOTICE, title="随迁子女通知", number="泉教[2022]9号", issuer="泉州市教育局基教科", place="鲤城区",
        issued="2022-08-02", effective="2022-09-01", kind="normative",
    )  # fmt: skip
    document = intake.document
    assert (document.title, document.number, document.issuer) == (
        "随迁子女通知",
        "泉教〔2022〕9号",
        "泉州市教育局基教科",
    )
    assert (document.jurisdiction, document.issued, document.effective) == (
        "福建省泉州市鲤城区",
        "2022-08-02",
        "2022-09-01",
    )
    assert intake.facts.id == "licheng-2022-9"
    assert intake.facts.place.given


def test_an_empty_correction_says_that_the_document_states_none() -> None:
    document = taken(NOTICE, number="", issued="", place="").document
    assert (document.number, document.issued, document.jurisdiction) == (None, "未注明", "未注明")


def test_an_interpretation_may_be_tied_by_hand_by_number_or_title() -> None:
    intake = taken(MINUTES, kind="interpretation", interprets="乐政办发[2023]39号")
    assert (intake.document.kind, intake.document.interprets) == ("interpretation", "yueqing-2023-39")
    assert taken(MINUTES, kind="normative", interprets="yueqing-2023-39").document.interprets is None


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"issued": "2023-02-30"}, WrongCorrection), ({"issued": "2023年2月3日"}, WrongCorrection),
        ({"effective": "明天"}, WrongCorrection), ({"kind": "law"}, WrongCorrection), ({"title": " "}, WrongCorrection),
        ({"title": "甲\n乙"}, WrongCorrection), ({"title": "甲" * 201}, WrongCorrection),
        ({"number": "\x00"}, WrongCorrection),
        ({"place": "火星市"}, UnknownPlace), ({"interprets": "没有的文件", "kind": "interpretation"}, UnknownDocument),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_refused_with_what_to_give(given: dict[str, str], error: type) -> None:
    with pytest.raises(error) as caught:
        taken(NOTICE, **given)
    assert caught.value.message.zh and caught.value.message.en
    assert caught.value.hint.zh and caught.value.hint.en


def test_ids_of_two_organs_with_one_number_differ() -> None:
    from corpus.documents import canonical_texts, library_of

    first = taken("晋江市教育局关于甲的通知\n晋教〔2024〕12号\n各校：\n甲。")
    library = library_of(canonical_texts() | {"jinjiang.md": first.text})
    second = taken("晋江市人民政府关于乙的通知\n晋政〔2024〕12号\n各校：\n乙。", library=library)
    again = taken("晋江市教育局关于甲的通知\n晋教〔2024〕12号\n各校：\n甲，已修订。", library=library)
    assert first.facts.id == "jinjiang-2024-12"
    assert second.facts.id.startswith("jinjiang-2024-12-")
    assert again.facts.id == "jinjiang-2024-12"
