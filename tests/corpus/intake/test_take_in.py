"""From a file to a document: the formal parts, the clauses, what is left out, and what remains doubtful."""

import hashlib
import io
from pathlib import Path

import docx
import pytest

from corpus.documents import canonical_texts, library_of, load_library, parse_document
from corpus.errors import DocumentTooLarge, EmptyDocument
from corpus.intake.corrections import Corrections
from corpus.intake.model import Block, Received, Table
from corpus.intake.take_in import take_in, take_in_received
from tests.corpus.intake.documents import INTERPRETATION, LAW, MEASURES, MINUTES, NOTICE, ids_of, taken

SOURCES = Path(__file__).parents[3] / "corpus" / "sources"


def test_measures_with_their_notice_are_cited_by_chapter_article_paragraph_and_item() -> None:
    ids = ids_of(taken(MEASURES))
    assert [one for one in ids if not one.startswith(("通知", "版记"))] == [
        "第一章/第一条",
        "第一章/第二条",
        "第一章/第二条/款2",
        "第二章/第三条",
        "第二章/第三条/（一）",
        "第二章/第三条/（二）",
        "第二章/第三条/（二）/1",
        "第二章/第三条/（二）/2",
        "第二章/第三条/款2",
        "第二章/第三条/款2/（一）",
        "第二章/第三条/款2/（二）",
        "第二章/第四条",
        "第二章/第五条",
        "附件2",
    ]


def test_the_notice_that_a_document_came_with_is_a_part_of_its_own() -> None:
    notice = [clause.text for clause in taken(MEASURES).document.clauses if clause.path[0] == "通知"]
    assert notice[2] == "石狮市教育局关于印发《石狮市义务教育学校教师交流轮岗管理办法（试行）》的通知"
    assert notice[-1] == "附件1"


def test_a_notice_of_its_own_has_sections_signature_and_annexes() -> None:
    assert ids_of(taken(NOTICE)) == [
        "文头", "引言/段1", "引言/段2", "一", "二/（一）", "二/（二）/1", "二/（二）/2",
        "附件说明/段1", "附件说明/段2", "落款/段1", "落款/段2", "附件1",
    ]  # fmt: skip


def test_the_table_of_an_annex_is_clauses_of_that_annex() -> None:
    phones = Table((("单位", "电话"), ("市教育局", "22760000"), ("鲤城区", "22350000")))
    clauses = {clause.id: clause for clause in taken(NOTICE, phones).document.clauses}
    assert clauses["附件2/鲤城区"].text == "鲤城区\t22350000"
    assert clauses["附件2/鲤城区"].trail[1] == "附件2 联系电话表"


def test_a_table_of_contents_is_left_out_and_listed() -> None:
    intake = taken(MEASURES)
    assert [(one.why, one.text) for one in intake.left_out] == [("目录", "目 录\n第一章 总则\n第二章 交流对象")]
    assert "目 录" not in intake.document.body


def test_a_table_of_contents_with_page_numbers_is_left_out_without_its_title() -> None:
    intake = taken(
        "规划\n一、总体要求……3\n二、主要任务........12\n三、保障措施\t20\n一、总体要求\n甲。\n二、主要任务\n乙。"
    )
    assert ids_of(intake) == ["一", "二"]
    assert [one.why for one in intake.left_out] == ["目录"]


def test_the_links_that_end_a_web_page_are_left_out_and_listed() -> None:
    intake = taken("某方案\n一、甲\n相关链接\n子。\n相关文件链接\n下一条：关于办学的通知\n【关闭】")
    assert intake.document.clauses[-1].text == "子。"
    assert [(one.why, one.text) for one in intake.left_out] == [
        ("网页链接", "相关文件链接\n下一条：关于办学的通知\n【关闭】")
    ]


def test_minutes_without_structure_are_cited_by_paragraph_with_a_warning() -> None:
    intake = taken(MINUTES)
    assert ids_of(intake) == ["段1", "段2", "段3"]
    assert any("按自然段引用" in warning.zh for warning in intake.warnings)


def test_a_run_in_heading_is_the_paragraph_that_it_begins() -> None:
    clauses = {clause.id: clause.text for clause in taken(NOTICE).document.clauses}
    assert clauses["二/（一）"] == "（一）简化材料。不得要求无谓的证明。"
    assert clauses["一"] == "一、总体要求\n以流入地为主。"


def test_headings_that_only_the_format_marks_are_units() -> None:
    more = (
        Block("总体要求", level=1), Block("坚持公平。"), Block("主要任务", level=1),
        Block("组建集团", level=2), Block("每个集团不少于三所学校。"), Block("师资流动", level=2), Block("每年一成。"),
    )  # fmt: skip
    intake = taken("泉港区集团化办学实施方案\n为推进集团化办学，制定本方案。", *more)
    assert ids_of(intake) == ["引言", "总体要求", "主要任务/组建集团", "主要任务/师资流动"]


def test_repeated_numbers_are_told_apart_and_a_warning_says_where() -> None:
    intake = taken("某方案\n一、甲\n子。\n一、乙\n丑。")
    assert ids_of(intake) == ["一", "一~2"]
    assert any("一~2" in warning.zh and "一~2" in warning.en for warning in intake.warnings)


def test_a_road_map_gives_one_clause_a_cell() -> None:
    long = "全面落实学校建设规划，新建小学两所、初中一所，增加学位两千个，消除大班额。"
    table = Table(
        (("阶段", "", "资源配置", "政府保障"), ("发展目标", "2025年", long, long), ("", "2027年", long, "")),
        merges=((0, 0, 0, 1), (1, 0, 2, 0)),
    )
    ids = ids_of(taken("某县实施方案\n一、目标\n如下。\n附件1\n路线图", table))
    assert ids[1:] == [
        "附件1/发展目标/2025年/资源配置", "附件1/发展目标/2025年/政府保障", "附件1/发展目标/2027年/资源配置",
    ]  # fmt: skip


def test_figures_by_year_are_read_row_by_row() -> None:
    table = Table((("指标", "2025年", "2027年"), ("班额达标率", "90%", "100%"), ("学位", "1000", "2000")))
    intake = taken("某县实施方案\n一、目标\n如下。", table)
    assert ids_of(intake)[1:] == ["一/表1/班额达标率", "一/表1/学位"]
    assert intake.document.clauses[1].context == "列：指标｜2025年｜2027年"


def test_a_table_continued_on_the_next_page_is_one_and_its_repeated_head_is_left_out() -> None:
    head = ("序号", "指标")
    intake = taken(
        "某县方案\n一、目标\n如下。", Table((head, ("1", "甲"))), Table((head, ("2", "乙"), head, ("3", "丙")))
    )
    assert ids_of(intake)[1:] == ["一/表1/1", "一/表1/2", "一/表1/3"]
    assert [(one.why, one.text) for one in intake.left_out] == [("续页表头", "序号\t指标\n序号\t指标")]


def test_a_table_of_a_format_without_merged_cells_has_the_groups_that_its_empty_cells_show() -> None:
    table = Table((("类", "号", "指标"), ("甲类", "1", "子"), ("", "2", "丑"), ("乙类", "1", "寅")))
    assert ids_of(taken("某县方案\n一、目标\n如下。", table))[1:] == ["一/表1/甲类/1", "一/表1/甲类/2", "一/表1/乙类/1"]


def test_a_column_with_one_cell_a_group_holds_for_all_of_it() -> None:
    rule = "各项指标均要达到要求。"
    head = ("类", "号", "指标", "观测点")
    table = Table((head, ("甲类", "1", "子", rule), ("", "2", "丑", ""), ("乙类", "1", "寅", "无")))
    clauses = {clause.id: clause for clause in taken("某县方案\n一、目标\n如下。", table).document.clauses}
    assert clauses["一/表1/甲类/观测点"].text == rule
    assert clauses["一/表1/甲类/2"].context == f"类：甲类；观测点：{rule}；列：号｜指标"


def test_a_sum_without_serial_number_belongs_to_no_group() -> None:
    table = Table((("序号", "学校", "数"), ("1", "甲校", "3"), ("2", "乙校", "4"), ("", "合计", "7")))
    assert ids_of(taken("某县方案\n一、目标\n如下。", table))[-1] == "一/表1/合计"


def test_a_table_that_only_places_text_is_read_as_text() -> None:
    box = Table((("一、目标\n到2027年达标。",), ("二、任务\n建校。",)))
    assert ids_of(taken("某县方案", box)) == ["一", "二"]


def test_a_document_in_word_with_merged_cells_is_read_from_its_bytes() -> None:
    word = docx.Document()
    for line in ("晋江市教育局关于公布指标的通知", "晋教〔2023〕8号", "各中小学：", "一、指标", "如下。"):
        word.add_paragraph(line)
    table = word.add_table(rows=3, cols=3)
    for at, text in enumerate(("类别", "序号", "要求", "资源", "1", "不少于4.2人", "", "2", "不少于1人")):
        table.cell(at // 3, at % 3).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    buffer = io.BytesIO()
    word.save(buffer)
    intake = take_in(buffer.getvalue(), "指标.docx", load_library())
    assert ids_of(intake)[-2:] == ["一/表1/资源/1", "一/表1/资源/2"]
    assert intake.facts.id == "jinjiang-2023-8"


def test_the_canonical_file_names_its_source_and_says_that_it_is_a_users() -> None:
    intake = taken(NOTICE, name="..\\..\\上报/泉教综31号.docx")
    assert intake.document.source == "泉教综31号.docx"
    assert "repeats: told_apart" in intake.text
    assert parse_document(intake.text, "x.md") == intake.document


def test_the_text_is_made_of_bytes_and_corrections_alone() -> None:
    assert taken(NOTICE).text == taken(NOTICE).text
    assert taken(NOTICE).text != taken(NOTICE, issued="2022-08-02").text
    received = Received((Block("正文。"),))
    one, other = (take_in_received(received, data, "a.txt", load_library()) for data in (b"1", b"2"))
    assert one.document.sha256 == hashlib.sha256(b"1").hexdigest()
    assert one.facts.id != other.facts.id


def test_what_the_reader_left_out_is_listed_once_with_how_often() -> None:
    from corpus.intake.model import LeftOut

    received = Received((Block("某方案"), Block("正文。")), left_out=(LeftOut("页眉", "某市文件"),) * 40)
    intake = take_in_received(received, b"", "a.pdf", load_library())
    assert intake.text.count("某市文件") == 1
    assert "times: 40" in intake.text


def test_a_file_without_any_text_is_refused() -> None:
    with pytest.raises(EmptyDocument):
        take_in_received(Received((Block(" \u200b "),)), b"", "空.docx", load_library())


def test_slots_and_mark_up_in_a_document_are_inert_text() -> None:
    intake = taken("某方案\n一、甲\n[[f:1]] 是多少。\n# 乙\n::: 通知\n| 丙 |")
    assert [clause.text for clause in intake.document.clauses[1:]] == ["# 乙", "::: 通知", "| 丙 |"]
    assert intake.document.clauses[0].text == "[[f:1]] 是多少。"


def test_characters_that_nobody_sees_are_left_out_and_listed() -> None:
    intake = taken("某方案\n一、甲\n达\u202e标\u200b。")
    assert intake.document.clauses[0].text == "一、甲\n达标。"
    assert [(one.why, one.text) for one in intake.left_out] == [("看不见的控制字符", "\u202e\u200b")]


@pytest.mark.parametrize("text", [MEASURES, NOTICE, INTERPRETATION, LAW])
def test_an_id_stays_when_a_paragraph_is_put_at_the_end_of_another_unit(text: str) -> None:
    lines = text.strip().splitlines()
    before = {clause.text: clause.id for clause in taken(text).document.clauses}
    at = next(
        number for number, line in enumerate(lines) if line.strip().startswith(("二、", "第二章")) and "。" not in line
    )
    last = max(number for number, line in enumerate(lines) if line.strip() == lines[at].strip())
    changed = "\n".join([*lines[:last], "另有规定的，从其规定。", *lines[last:]])
    after = {clause.text: clause.id for clause in taken(changed).document.clauses}
    kept = {words: one for words, one in before.items() if words in after}
    assert {words: after[words] for words in kept} == kept
    assert len(kept) >= len(before) - 1


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("licheng-2021-63", 0.95),
        ("licheng-2021-63-interpretation", 0.85),
        ("nanan-2022-45", 0.95),
        ("yueqing-2023-39", 0.8),
    ],
)
def test_a_shipped_source_given_raw_is_understood_almost_as_when_curated(name: str, share: float) -> None:
    """Their texts are broken, and no recipe says how; what remains different is marks, and a table without lines."""
    curated = load_library().document(name)
    intake = take_in((SOURCES / curated.source).read_bytes(), curated.source, load_library())
    found = {"".join(clause.text.split()) for clause in intake.document.clauses}
    right = sum("".join(clause.text.split()) in found for clause in curated.clauses)
    assert right / len(curated.clauses) >= share
    facts = intake.facts
    assert (facts.id, facts.number.value, facts.place.value) == (curated.id, curated.number, curated.jurisdiction)
    assert (facts.issued.value, facts.kind.value, facts.interprets.value) == (
        curated.issued, curated.kind, curated.interprets,
    )  # fmt: skip


def test_half_a_megabyte_is_understood_whole() -> None:
    text = "\n".join(
        f"第{n}条 学校应当按照规定配备教师，保障办学条件。\n（一）" + "不得克扣经费。" * 40 for n in range(1, 1500)
    )
    intake = taken("某市办法\n" + text)
    assert len(intake.document.clauses) == 2998


@pytest.mark.parametrize(
    "line",
    ["（" * 100_000, "《" * 100_000, "1." * 100_000, "关于" * 100_000, "附件：" * 60_000, " " * 9 + "甲" * 200_000],
)
def test_an_endless_line_is_a_paragraph_like_any_other(line: str) -> None:
    """A pattern that tries every way to read such a line would never end."""
    intake = taken("某市办法", Block(line), Block(line[:300]), Block("一、甲"), Block(line))
    assert intake.document.clauses[-1].text.endswith(line.strip())


def test_five_thousand_equal_numbers_are_told_apart() -> None:
    intake = taken("某市办法\n" + "一、甲\n子。\n" * 5000)
    assert ids_of(intake)[-1] == "一~5000"


def test_a_version_of_a_document_of_the_library_has_its_id() -> None:
    library = library_of(canonical_texts())
    intake = taken("乐清市创建方案\n乐政办发[2023] 39 号\n一、甲\n乙。", library=library)
    assert intake.facts.id == "yueqing-2023-39"


def test_an_interpretation_that_states_the_number_of_what_it_explains_does_not_take_its_place() -> None:
    title = "关于《南安市统筹推进义务教育优质均衡发展实施方案（2022年修订）》的解读"
    page = f"南安市教育局\n南政办〔2022〕45号\n{title}\n一、背景\n为推进工作。"
    intake = taken(page, library=load_library())
    assert intake.facts.id == "nanan-2022-45-interpretation"
    assert intake.facts.interprets.value == "nanan-2022-45"
    assert intake.facts.number.value is None


def test_a_file_of_more_clauses_than_an_index_can_take_is_refused() -> None:
    with pytest.raises(DocumentTooLarge, match="20000"):
        taken("某市办法\n" + "".join(f"甲{number}。\n" for number in range(20_001)))


def test_corrections_are_part_of_the_call_that_others_make() -> None:
    intake = take_in("某方案\n\n一、目标\n\n达标。\n".encode(), "方案.txt", load_library(), Corrections(place="南安市"))
    assert intake.document.jurisdiction == "福建省泉州市南安市"
