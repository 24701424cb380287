"""The library and the clause ids of the shipped documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Library, library_of, load_library, parse_document
from corpus.errors import MalformedDocument, UnknownClause, UnknownDocument

HEAD = """---
id: test-1
title: 办法
number: 测〔2024〕1号
issuer: 某市
jurisdiction: 某省某市
kind: normative
issued: 2024-01-01
effective: null
interprets: null
source: test-1.txt
sha256: "0000000000000000000000000000000000000000000000000000000000000000"
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def ids_of(body: str, more: str = "") -> list[str]:
    return [clause.id for clause in parse_document(f"{HEAD}{more}---\n{body}", "test-1.md").clauses]


@pytest.mark.parametrize(
    ("document", "clause", "begins"),
    [
        ("licheng-2021-63", "通知/段1", "泉州市鲤城区人民政府办公室文件"),
        ("licheng-2021-63", "引言", "为深入推进义务教育优质均衡发展"),
        ("licheng-2021-63", "二", "二、总体目标\n通过 5 年的努力"),
        ("licheng-2021-63", "四/（十一）", "（十一）加快学校现代化建设。"),
        ("licheng-2021-63", "五/（二）/2", "2.完成“政府保障程度”中 15 项指标"),
        ("licheng-2021-63", "五/（二）/5", "5.不违反“一票否决”事项"),
        ("licheng-2021-69", "前言", "前 言\n“十四五”时期是我国"),
        ("licheng-2021-69", "一/（一）/段3", "教育投入主体实现多元化。"),
        ("licheng-2021-69", "一/（四）/段4", "——全面提供优质多样的高中阶段教育。"),
        ("licheng-2021-69", "九/（一）", "(一) 加强组织领导\n全面加强党的领导"),
        ("licheng-2021-63-interpretation", "四/2", "2.实施创建阶段(20231-202512月)"),
        ("yueqing-2023-39", "四/（二）", "（二）创建实施阶段（2023年5月-9月）\n制定"),
        ("nanan-2022-45", "三/（三）/8", "8．深入实施教师“县管校聘”改革。"),
        ("nanan-2022-45", "三/（三）/8/段2", "责任单位：市委编办"),
        ("nanan-2022-45", "三/（六）/22", "22. 深化教育教学综合改革。"),
        ("nanan-2022-45", "附件1/段4", "郑开储"),
        ("nanan-2022-45", "附件2/2021年现状/政府保障/段4", "全市学校超过2000人的小学10所"),
        ("nanan-2022-45", "附件2/二○二五年/资源配置/段2", "扩大骨干教师培养对象"),
        ("nanan-2022-45", "附件2/二○二七年/教育质量/段2", "化教师队伍结构"),
        ("nanan-2022-45", "版记/段2", "南安市人民政府办公室"),
        ("yueqing-2023-39", "三/（一）/3", "3. 加大教育装备投入。"),
        ("yueqing-2023-39", "附件2/二、政府保障程度/L3", "L3\t所有小学、初中每12个班级配备音乐"),
        ("yueqing-2023-39", "附件2/三、教育质量/L3", "L3\t所有学校制定章程"),
        ("yueqing-2023-39", "附件2/一、资源配置/观测点", "每所学校至少 6 项指标达到上述要求"),
        ("yueqing-2023-39", "附件2/四、社会认可度/观测点", "社会认可度达到85%以上。"),
        ("yueqing-2023-39", "附件2/五、否决事项", "有以下情况之一的县不予认定"),
    ],
)
def test_a_clause_is_found_by_the_documents_own_numbering(
    library: Library, document: str, clause: str, begins: str
) -> None:
    assert library.clause(document, clause).text.startswith(begins)


def test_the_annex_of_39_has_every_row(library: Library) -> None:
    ids = {clause.id for clause in library.document("yueqing-2023-39").clauses}
    rows = {"一、资源配置": 7, "二、政府保障程度": 15, "三、教育质量": 9}
    assert {f"附件2/{group}/L{n}" for group, count in rows.items() for n in range(1, count + 1)} <= ids


def test_the_road_map_of_45_has_every_cell(library: Library) -> None:
    cells = {"/".join(c.path[:3]) for c in library.document("nanan-2022-45").clauses if c.path[0] == "附件2"}
    rows, columns = ("2021年现状", "二○二二年", "二○二五年", "二○二七年"), ("资源配置", "政府保障", "教育质量")
    assert cells == {f"附件2/{row}/{column}" for row in rows for column in columns}


def test_a_table_row_inherits_its_group_and_the_merged_cell_as_context(library: Library) -> None:
    row = library.clause("yueqing-2023-39", "附件2/二、政府保障程度/L12")
    assert row.text == "L12\t专任教师持有教师资格证上岗率达到 100%。\t市教育局 市人社局"
    assert row.context == "评估内容：二、政府保障程度；观测点及等级评定：15项指标均要达到要求。"


def test_a_cell_of_the_road_map_has_its_row_and_column_as_context(library: Library) -> None:
    cell = library.clause("nanan-2022-45", "附件2/二○二五年/资源配置/段2")
    assert cell.context == "发展目标与措施二○二五年；资源配置"


def test_the_trail_begins_with_the_title_and_names_the_headings_above(library: Library) -> None:
    assert library.clause("yueqing-2023-39", "三/（一）/3").trail == (
        "乐清市创建全国义务教育优质均衡发展县实施方案",
        "三、主要工作",
        "（一）优化配置，推进办学条件优质均衡。",
    )


def test_contents_pages_and_page_heads_are_no_clauses(library: Library) -> None:
    assert not [c.id for c in library.clauses if "......" in c.text or c.text.endswith("\t6")]
    assert not [c.id for c in library.clauses if c.text.startswith("评估内容\t")]


@pytest.mark.parametrize(
    "name", ["yueqing-2023-39", "乐政办发〔2023〕39号", "乐政办发[2023]39号", "乐政办发（2023） 39 号"]
)
def test_a_document_is_found_by_id_or_number(library: Library, name: str) -> None:
    assert library.document(name).jurisdiction == "浙江省温州市乐清市"


def test_an_unknown_document_says_what_there_is(library: Library) -> None:
    with pytest.raises(UnknownDocument) as caught:
        library.document("教督〔2017〕6号")
    assert "乐政办发〔2023〕39号" in caught.value.hint.zh


def test_an_unknown_clause_says_what_is_near(library: Library) -> None:
    with pytest.raises(UnknownClause) as caught:
        library.clause("licheng-2021-63", "五/（九）")
    assert "五/（二）/2" in caught.value.hint.zh


def test_documents_come_by_date_and_the_interpretation_names_its_text(library: Library) -> None:
    assert [document.issued for document in library.documents] == sorted(d.issued for d in library.documents)
    assert library.document("licheng-2021-63-interpretation").interprets == "licheng-2021-63"


def test_one_paragraph_is_the_unit_and_several_are_counted() -> None:
    assert ids_of("# 办法\n\n开头。\n\n## 一、总则\n\n甲。\n\n## 二、要求\n\n甲。\n\n乙。\n") == [
        "引言",
        "一",
        "二/段1",
        "二/段2",
    ]


def test_a_run_in_item_is_the_unit_and_what_follows_it_is_counted_from_two() -> None:
    assert ids_of("## 一、要求\n\n（一）甲。乙。\n\n责任单位：丙\n\n1.丁\n\n（1）戊\n\n①己\n") == [
        "一/（一）",
        "一/（一）/段2",
        "一/（一）/1",
        "一/（一）/1/（1）",
        "一/（一）/1/（1）/①",
    ]


def test_an_id_stays_when_unrelated_text_is_added() -> None:
    before = ids_of("## 一、甲\n\n子。\n\n## 二、乙\n\n丑。\n\n（一）寅。卯。\n")
    after = ids_of("## 一、甲\n\n子。\n\n新的一段。\n\n## 二、乙\n\n丑。\n\n（一）寅。卯。\n")
    assert before[1:] == after[2:]


def test_a_marker_sets_the_path_and_its_lines_are_not_read_as_numbers() -> None:
    assert ids_of("::: 版记\n\n1. 抄送\n\n2. 印发\n") == ["版记/段1", "版记/段2"]


LINES = st.sampled_from(
    ["## 一、甲", "## 二、乙", "### （一）丙", "（二）丁。丁。", "1.戊", "己。", "庚。", "::: 版记"]
)


@given(st.lists(LINES, max_size=12))
def test_whatever_the_order_no_paragraph_is_lost_and_no_id_is_given_twice(lines: list[str]) -> None:
    try:
        document = parse_document(f"{HEAD}---\n" + "\n\n".join(lines), "test-1.md")
    except MalformedDocument as refused:
        assert "编号重复" in refused.message.zh
        return
    paragraphs = [line for line in lines if not line.startswith(("#", ":"))]
    assert [c.text.splitlines()[-1] for c in document.clauses] == paragraphs
    assert len({c.id for c in document.clauses}) == len(document.clauses)


def test_two_clauses_with_one_id_are_an_error() -> None:
    with pytest.raises(MalformedDocument) as caught:
        ids_of("## 一、甲\n\n1.子\n\n1.丑\n\n")
    assert "一/1" in caught.value.message.zh
    assert "test-1.md" in caught.value.message.en


def test_a_table_that_is_not_described_is_an_error() -> None:
    with pytest.raises(MalformedDocument, match="not described"):
        ids_of("## 附件2\n\n| 类别 | 序号 |\n| --- | --- |\n| 甲 | 1 |\n")


@pytest.mark.parametrize(
    "text", ["没有文件头", HEAD, f"{HEAD}colour: red\n---\n正文\n", f"{HEAD}id: again\n---\n正文\n"]
)
def test_a_file_without_proper_front_matter_is_refused(text: str) -> None:
    with pytest.raises(MalformedDocument, match=r"test-1\.md"):
        parse_document(text, "test-1.md")


def test_the_digest_changes_with_any_character() -> None:
    one, other = (library_of({"test-1.md": f"{HEAD}---\n{text}\n"}) for text in ("甲。", "乙。"))
    assert one.digest != other.digest
