"""The chat page and the sheets in it: doubtful headings are asked, files are told apart, faults stand in groups."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.service import Assistant
from calculators.model import ColumnReading, Issue, Upload
from corpus.bilingual import Language, same
from tests.conftest import GOLDEN
from ui.chat.panels import sheets_panel, upload_hint
from ui.chat.tab import Talk
from ui.chat.talk import asked_again, confirmed, with_sheets
from ui.chat.views import asking_markdown, check_markdown, column_markdown
from ui.server.app import create_app
from ui.server.settings import ServerSettings
from ui.words.columns_asked import MAX_ASKED, NOT_USED, UNDECIDED, choices_of, chosen, columns_asked, key_of, preset
from ui.words.issue_groups import cell_of, counted, issue_groups, items_of, split
from ui.words.sheets_read import FilesRead, files_read

LANGUAGES: tuple[Language, ...] = ("zh", "en")
HEAD = "学校名称,学段,在校生数,班级数,网络多媒体教师数,教学仪器设备总植（万元）\n"
ROWS = "甲小学,小学,900,20,30,200\n乙小学,小学,800,18,27,180\n"
DOUBTFUL = ("网络多媒体教师数", "教学仪器设备总植(万元)")


@pytest.fixture
def keeper(tmp_path: Path) -> Assistant:
    """An assistant with a memory of its own."""
    return Assistant.open(tmp_path / "home")


def file(folder: Path, name: str, content: str | bytes) -> str:
    """Return a file as Gradio leaves it: alone in a folder."""
    path = folder / f"{name}-{len(list(folder.iterdir()))}" / name
    path.parent.mkdir()
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def uploaded(keeper: Assistant, talk: Talk, *paths: str) -> Talk:
    return with_sheets(keeper, paths, "", "zh", talk)


def said(talk: Talk) -> str:
    return talk.messages[-1][1]


def column(cell: str = "A1", heading: str = "x", taken_as: str | None = None, *likely: str) -> ColumnReading:
    return ColumnReading("f.csv", "f", cell, heading, taken_as, 0.0, same("why"), likely, sure=False)


def of_r7(keeper: Assistant, talk: Talk) -> float | None:
    assert talk.session
    report = keeper.sessions.get(talk.session).report
    assert report
    value = report.check.item("R7", "小学").value
    return None if value is None else float(value)


# What is asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_likely_columns_come_first_then_not_used_then_every_other(language: Language) -> None:
    choices = choices_of(column("A1", "x", "pupils.小学", "classes.小学", "pupils.小学"), language)
    assert [id for _, id in choices][:4] == [UNDECIDED, "pupils.小学", "classes.小学", NOT_USED]
    ids, names = [id for _, id in choices], [name for name, _ in choices]
    assert len(set(ids)) == len(ids) and len(set(names)) == len(names)
    assert {"teaching_area", "pupils", "pupils.初中", "school_name"} <= set(ids)


def test_what_is_used_now_is_shown_first_and_nothing_is_chosen_for_what_is_not() -> None:
    assert preset(column(taken_as="classes")) == "classes"
    assert preset(column("A1", "x", None, "classes")) == UNDECIDED


def test_what_is_left_undecided_is_not_confirmed() -> None:
    columns = [column("A1"), column("B1"), column("C1"), column("D1")]
    assert chosen(columns, ["classes", UNDECIDED, NOT_USED, None]) == {
        ("f.csv", "f", "A1"): "classes",
        ("f.csv", "f", "C1"): NOT_USED,
    }


def test_a_heading_with_mark_up_is_shown_as_text() -> None:
    shown = column_markdown(column(heading="<img src=x onerror=alert(1)>\n\n# [x](y)"), "zh")
    assert "&lt;img" in shown and "<img" not in shown
    assert "\n" not in shown, "a blank line would end the HTML block"


def test_more_columns_than_fit_are_told_to_wait() -> None:
    assert "另有 3 列" in asking_markdown(3, "zh")
    assert "另有" not in asking_markdown(0, "zh")


# Confirming


def test_doubtful_headings_are_asked_and_a_confirmation_changes_the_figures(keeper: Assistant, tmp_path: Path) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    assert tuple(one.heading for one in talk.asked) == DOUBTFUL
    assert "有 2 列的表头拿不准" in said(talk)
    assert of_r7(keeper, talk) is None

    after = confirmed(keeper, talk.asked, ["multimedia_rooms", UNDECIDED], "zh", talk)
    assert of_r7(keeper, after) == pytest.approx(100 * 30 / 900)
    assert "网络多媒体教师数（E1）是 <b>网络多媒体教室数</b>" in said(after)
    assert "记住这种表头" in said(after) and "有 1 列的表头拿不准" in said(after)
    assert [one.heading for one in after.asked] == [DOUBTFUL[1]]


def test_a_confirmation_serves_another_conversation_with_the_same_headings(keeper: Assistant, tmp_path: Path) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    confirmed(keeper, talk.asked, ["multimedia_rooms", NOT_USED], "zh", talk)
    other = uploaded(keeper, Talk(), file(tmp_path, "另一张.csv", HEAD + "丙小学,小学,600,14,21,150\n"))
    assert other.asked == ()
    assert of_r7(keeper, other) == pytest.approx(100 * 21 / 600)


def test_a_choice_that_cannot_be_is_told_and_changes_nothing(keeper: Assistant, tmp_path: Path) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    after = confirmed(keeper, talk.asked, ["school_name", UNDECIDED], "zh", talk)
    assert "没有按确认重新检查：" in said(after)
    assert after.asked == talk.asked and of_r7(keeper, after) is None


@pytest.mark.parametrize(("language", "words"), [("zh", "还没有选择任何一列"), ("en", "No column has been chosen")])
def test_a_confirmation_of_nothing_is_told(keeper: Assistant, tmp_path: Path, language: Language, words: str) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    assert words in said(confirmed(keeper, talk.asked, [UNDECIDED, None], language, talk))


def test_a_confirmation_after_the_conversation_was_forgotten_is_told(keeper: Assistant, tmp_path: Path) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    keeper.sessions.delete(talk.session or "")
    assert "没有按确认重新检查：" in said(confirmed(keeper, talk.asked, ["multimedia_rooms", NOT_USED], "zh", talk))


def test_a_fault_of_ours_while_confirming_is_told(
    keeper: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    with monkeypatch.context() as broken:
        broken.setattr("ui.chat.views.confirmed_markdown", lambda *_: 1 / 0)
        after = confirmed(keeper, talk.asked, ["multimedia_rooms", NOT_USED], "zh", talk)
    assert "已照此重新检查，但结果没有显示出来：" in said(after) and "没有按确认" not in said(after)
    assert of_r7(keeper, after) == pytest.approx(100 * 30 / 900) and after.asked == ()

    def failing(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("assistant.confirming.read_again", failing)
    again = confirmed(keeper, talk.asked, [NOT_USED, NOT_USED], "zh", after)
    assert "没有按确认重新检查：" in said(again) and "请重试或联系管理员" in said(again)
    assert of_r7(keeper, again) == pytest.approx(100 * 30 / 900)


def test_a_confirmation_can_be_undone_and_the_headings_are_asked_again(keeper: Assistant, tmp_path: Path) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    assert not talk.has_kept
    after = confirmed(keeper, talk.asked, [NOT_USED, NOT_USED], "zh", talk)
    assert after.has_kept and after.asked == ()
    again = asked_again(keeper, "zh", after)
    assert [one.heading for one in again.asked] == list(DOUBTFUL) and not again.has_kept
    assert "已撤销对这些表头的确认" in said(again) and "结论" in said(again)
    assert uploaded(keeper, Talk(), file(tmp_path, "另一张.csv", HEAD + ROWS)).asked


def test_undoing_after_the_conversation_was_forgotten_is_told(keeper: Assistant, tmp_path: Path) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    keeper.sessions.delete(talk.session or "")
    assert "没有撤销确认：" in said(asked_again(keeper, "zh", talk))


def test_sure_headings_are_not_asked(assistant: Assistant) -> None:
    report = assistant.check([Upload("a.csv", "学校名称,学段,在校生数,班级数\n甲小学,小学,900,20\n".encode())])
    assert columns_asked(report) == ()
    assert "拿不准" not in check_markdown(report, ["a.csv"], "zh")


def test_columns_are_told_apart_by_their_cell() -> None:
    assert len({key_of(column(cell)) for cell in ("A1", "B1", "A2")}) == 3
    assert MAX_ASKED >= 1


# Several files


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_read(keeper: Assistant, tmp_path: Path) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS), file(tmp_path, "坏.xlsx", b"\x00 nothing"))
    assert talk.sheets == ("表.csv",)
    assert "没有读入 坏.xlsx" in said(talk) and "结论" in said(talk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_cannot_be_read_is_named_once(keeper: Assistant, tmp_path: Path, language: Language) -> None:
    talk = with_sheets(keeper, [file(tmp_path, "空.xlsx", b"")], "", language, Talk())
    assert said(talk).count("空.xlsx") == 1


def test_files_of_one_name_are_both_read_and_told_apart(keeper: Assistant, tmp_path: Path) -> None:
    head = "学校名称,学校标识码,学段,在校生数,班级数\n"
    rows = ("甲小学,3505710001,小学,900,20\n", "乙中学,3505710002,初中,700,15\n")
    talk = uploaded(keeper, Talk(), *(file(tmp_path, "数据.csv", head + one) for one in rows))
    assert talk.sheets == ("数据.csv", "数据(2).csv")
    assert [(one.file, one.schools) for one in talk.read.sheets] == [("数据.csv", 1), ("数据(2).csv", 1)]
    assert "这里把“数据.csv”称作“数据(2).csv”" in said(talk)


def test_of_several_files_that_cannot_be_read_each_is_told(keeper: Assistant, tmp_path: Path) -> None:
    bad = [file(tmp_path, name, b"\x00 nothing") for name in ("一.xlsx", "二.xlsx")]
    talk = uploaded(keeper, Talk(), *bad)
    assert talk.sheets == () and talk.read == FilesRead()
    assert "没有读入 一.xlsx" in said(talk) and "没有读入 二.xlsx" in said(talk)


def test_what_a_new_sheet_takes_the_place_of_is_told(keeper: Assistant, tmp_path: Path) -> None:
    first = uploaded(keeper, Talk(), file(tmp_path, "旧.csv", "甲县2024年学校数据\n" + HEAD + ROWS))
    assert "不再使用" not in said(first)
    joined = uploaded(
        keeper, first, file(tmp_path, "添.csv", "甲县2024年学校数据\n" + HEAD + "丁小学,小学,600,14,21,150\n")
    )
    assert joined.sheets == ("旧.csv", "添.csv") and "不再使用" not in said(joined)
    other = uploaded(keeper, joined, file(tmp_path, "另.csv", "乙县2024年学校数据\n" + HEAD + ROWS))
    assert other.sheets == ("另.csv",)
    assert "不再使用 旧.csv、添.csv" in said(other)


def golden(*names: str) -> list[Upload]:
    return [Upload(name, (GOLDEN / "sheets" / name).read_bytes()) for name in names]


def test_each_sheet_is_shown_with_what_it_was_read_as(assistant: Assistant) -> None:
    names = ("county_statistics_小学.xlsx", "county_statistics_初中.xlsx", "county_form.xlsx")
    report = assistant.check(golden(*names))
    told = {one.file: one.told("zh") for one in files_read(report).sheets}
    assert set(told) == set(names)
    assert re.fullmatch(r"小学 · \d+ 个校名 · 2025年", told[names[0]])
    assert re.fullmatch(r"初中 · \d+ 个校名 · 2025年", told[names[1]])
    assert re.fullmatch(r"县级填报表，\d+ 项 · 2024年", told[names[2]])
    panel = sheets_panel(names, "en", files_read(report))
    assert "county form, " in panel and "primary · " in panel


def test_what_was_left_out_of_a_sheet_is_shown_with_its_reason(assistant: Assistant) -> None:
    report = assistant.check(golden("county_survey_messy.xlsx"))
    assert {"sheet_not_read", "row_total", "row_note"} <= {one.code for one in files_read(report).left_out}
    panel = sheets_panel(["county_survey_messy.xlsx"], "zh", files_read(report))
    assert "填表说明" in panel and "第 32 行：合计或平均行，未计入" in panel


def test_the_panel_names_the_formats_and_offers_the_template() -> None:
    for language in LANGUAGES:
        panel = upload_hint(language)
        assert f'href="/api/template?lang={language}"' in panel
        assert all(name in panel for name in ("xlsx", "xls", "csv", "ods", "et"))


def test_the_workbook_is_offered_where_there_is_a_session(assistant: Assistant) -> None:
    report = assistant.check(golden("county_survey.xlsx"))
    assert 'href="/check/workbook?lang=en&amp;c=3"' in check_markdown(report, ["a"], "en", 3)
    assert "/workbook" not in check_markdown(report, ["a"], "en")


# Faults in groups


def fault(severity: str, affects: tuple[str, ...] = (), cell: str | None = "A5", sheet: str | None = "表") -> Issue:
    return Issue("x", severity, "f.xlsx", sheet, cell, None, None, affects, same("m"))  # type: ignore[arg-type]


faults = st.lists(
    st.builds(
        fault,
        st.sampled_from(["error", "warning", "note"]),
        st.sampled_from([(), ("R5", "CV.小学.R5"), ("G3",), ("G11", "G9", "R1")]),
        st.sampled_from(["A1", "B2", None]),
    ),
    max_size=30,
)


@given(faults, st.integers(0, 12))
def test_no_fault_is_lost_in_groups_and_none_is_graver_than_one_before_it(issues: list[Issue], limit: int) -> None:
    groups = issue_groups(issues)
    shown, rest = split(groups, limit)
    assert counted(groups) == len(issues) and counted(shown) == min(limit, len(issues))
    together = [one for group in (*shown, *rest) for one in group.issues]
    assert together == [one for group in groups for one in group.issues]
    order = ["error", "warning", "note"]
    grave = [order.index(one.severity) for one in together]
    assert grave == sorted(grave)


def test_faults_of_one_severity_that_bear_on_the_same_items_stand_together() -> None:
    groups = issue_groups([fault("warning", ("R5", "CV.小学.R5")), fault("note"), fault("warning", ("CV.初中.R5",))])
    assert [(one.severity, one.items, len(one.issues)) for one in groups] == [("warning", ("R5",), 2), ("note", (), 1)]
    assert groups[0].named("zh")[0].startswith("R5 ")


def test_items_stand_in_the_order_of_the_form() -> None:
    assert items_of(fault("error", ("V1", "Q2", "G11", "G9", "CV.小学.R7", "R1", "S1"))) == (
        "R1", "R7", "G9", "G11", "Q2", "S1", "V1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("issue", "several", "shown"),
    [
        (fault("note"), False, "表!A5"),
        (fault("note"), True, "[f.xlsx] 表!A5"),
        (fault("note", cell="f.xlsx!表!B7"), False, "表!B7"),
        (fault("note", cell=None), False, "表"),
        (fault("note", cell=None, sheet=None), True, ""),
    ],
)
def test_a_fault_names_its_cell_as_a_spreadsheet_does(issue: Issue, several: bool, shown: str) -> None:
    assert cell_of(issue, several=several) == shown


def test_a_flood_of_faults_is_counted_and_not_all_listed(assistant: Assistant) -> None:
    rows = "".join(f"第{n}小学,小学,很多,20\n" for n in range(400))
    report = assistant.check([Upload("a.csv", f"学校名称,学段,在校生数,班级数\n{rows}".encode())])
    assert len(report.issues) >= 400
    shown = check_markdown(report, ["a.csv"], "zh")
    assert shown.count('class="jh-cell"') <= 8 + 2 * 200
    assert re.search(r"其余 \d+ 条见标注后的工作簿", shown)


# Downloads


@pytest.mark.parametrize("address", ["/api/template?lang=zh", "/api/sessions/{session}/workbook?lang=en"])
def test_a_download_is_for_a_browser_that_has_signed_in(keeper: Assistant, tmp_path: Path, address: str) -> None:
    talk = uploaded(keeper, Talk(), file(tmp_path, "表.csv", HEAD + ROWS))
    link = address.format(session=talk.session)
    settings = ServerSettings(host="0.0.0.0", token="a-token-of-some-length")
    client = TestClient(create_app(keeper, settings), base_url="http://10.0.0.5:7860", follow_redirects=False)
    assert client.get(link).status_code == 401
    client.post("/login", data={"token": "a-token-of-some-length"})
    got = client.get(link)
    assert got.status_code == 200 and got.content.startswith(b"PK")
    assert got.headers["content-disposition"].startswith("attachment")
