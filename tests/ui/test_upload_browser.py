"""Uploading in a real browser: doubtful headings are confirmed, files are told apart, workbooks come back."""

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright import sync_api

from assistant.service import Assistant
from tests.conftest import sample
from tests.ui.browser import MARKS, SIZES, WAIT, Visit, Windows, visiting

pytestmark = MARKS
SLIPS = {"教学仪器设备资产值": "教学仪器设备总植", "网络多媒体教室": "网络多媒体教师"}


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def visit(size: str, browser: Windows, own_address: str) -> Iterator[Visit]:
    with visiting(browser, own_address, size) as visit:
        yield visit


@pytest.fixture
def slipped(sheets: Path, tmp_path: Path, size: str) -> Path:
    """A survey with slips in two headings; its headings differ by window, since what is confirmed is remembered."""
    book = openpyxl.load_workbook(sheets / "county_survey.xlsx")
    cells = [cell for page in book for row in page.iter_rows(max_row=5) for cell in row if isinstance(cell.value, str)]
    for cell in cells:
        for right, wrong in SLIPS.items():
            cell.value = str(cell.value).replace(right, wrong)
    next(cell for cell in cells if "建校" in str(cell.value)).value = f"建校时间{'' if size == 'wide' else '（年）'}"
    book.save(tmp_path / "摸底表.xlsx")
    return tmp_path / "摸底表.xlsx"


def choose(visit: Visit, heading: str, meaning: str) -> None:
    """Choose what a heading means, as a reader does: find its row, open its list, take an entry."""
    row = visit.page.locator(".jh-column-row").filter(has_text=heading)
    row.locator("input").click()
    visit.page.locator("#jh-columns ul li").filter(has_text=re.compile(rf"^\W*{meaning}\s*$")).first.click()


def chosen_again(visit: Visit, path: Path) -> str:
    """Choose a file as a reader does, by the button: the same file may come again, corrected."""
    before = visit.answers().count()
    visit.side()
    with visit.page.expect_file_chooser() as chooser:
        visit.page.click("#jh-upload")
    chooser.value.set_files(str(path))
    return visit.answered(before)


def test_doubtful_headings_are_asked_chosen_and_confirmed_and_the_figures_change(
    visit: Visit, slipped: Path, size: str, assistant: Assistant
) -> None:
    item = assistant.check([sample("county_survey.xlsx")]).check.item("R6", "小学")
    assert item.status == "not_met" and item.display

    assert not visit.page.locator("#jh-columns").is_visible()
    before = visit.upload(slipped)
    assert item.display not in before and "有 2 列的表头拿不准" in before
    visit.side()
    asked = visit.page.locator("#jh-columns")
    sync_api.expect(asked).to_contain_text("教学仪器设备总植", timeout=WAIT)
    assert "AK2" in asked.inner_text() and "现在：未使用" in asked.inner_text()
    visit.shot(f"{size}-columns-1-asked")
    assert not visit.cut_off()

    choose(visit, "教学仪器设备总植", "教学仪器设备资产值")
    choose(visit, "网络多媒体教师", "不使用")
    visit.page.click("#jh-confirm")
    after = visit.answered(1)
    assert "教学仪器设备总植(万元)（AK2）是 教学仪器设备资产值" in after and "记住这种表头" in after
    assert item.display in after
    visit.side()
    sync_api.expect(visit.page.locator("#jh-asking")).to_be_hidden(timeout=WAIT)
    visit.shot(f"{size}-columns-2-confirmed")

    visit.page.click("#jh-reset")
    sync_api.expect(visit.page.locator("#jh-sheets")).to_contain_text("尚未上传", timeout=WAIT)
    again = chosen_again(visit, slipped)
    assert item.display in again and "拿不准" not in again
    visit.side()
    sync_api.expect(visit.page.locator("#jh-asking")).to_be_hidden(timeout=WAIT)

    visit.page.click("#jh-ask-again")
    sync_api.expect(asked).to_contain_text("教学仪器设备总植", timeout=WAIT)
    undone = visit.answered(1)
    assert item.display not in undone and "已撤销对这些表头的确认" in undone
    sync_api.expect(visit.page.locator("#jh-ask-again")).to_be_hidden(timeout=WAIT)
    visit.shot(f"{size}-columns-3-undone")
    assert not visit.cut_off()


@pytest.mark.parametrize("size", ["wide"])
def test_the_question_about_headings_speaks_the_language_of_the_page(visit: Visit, tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("学校名称,学段,在校生数,班级数,网络多媒体教师数\n甲小学,小学,900,20,30\n", encoding="utf-8")
    visit.upload(sheet)
    visit.side()
    asked = visit.page.locator("#jh-columns")
    sync_api.expect(asked).to_contain_text("请确认这些列", timeout=WAIT)
    visit.page.keyboard.press("Escape")
    visit.page.get_by_text("English").click()
    visit.side()
    sync_api.expect(asked).to_contain_text("Confirm and check again", timeout=WAIT)
    said = asked.inner_text().replace("网络多媒体教师数", "").replace("网络多媒体教室数", "")
    assert not re.search(r"[\u4e00-\u9fff]", said), said
    visit.page.click("#jh-confirm")
    assert "No column has been chosen" in visit.answered(1)
    assert not visit.cut_off()


def test_several_files_are_shown_with_what_each_was_read_as(
    visit: Visit, sheets: Path, tmp_path: Path, size: str
) -> None:
    wrong = tmp_path / "notes.xlsx"
    wrong.write_bytes(b"\x00 nothing")
    said = visit.upload(sheets / "county_statistics_小学.xlsx", sheets / "county_statistics_初中.xlsx", wrong)
    assert "没有读入 notes.xlsx" in said and "结论" in said
    panel = visit.page.locator("#jh-sheets")
    sync_api.expect(panel).to_contain_text("小学校级数据：小学", timeout=WAIT)
    assert "notes.xlsx" not in panel.inner_text()

    joined = visit.upload(sheets / "county_form.xlsx")
    assert "不再使用" not in joined
    sync_api.expect(panel).to_contain_text("县级填报表，", timeout=WAIT)
    assert "county_statistics_初中.xlsx" in panel.inner_text()
    visit.shot(f"{size}-files-1-joined")
    assert not visit.cut_off()


@pytest.mark.parametrize("size", ["wide"])
def test_files_that_are_dropped_on_the_page_are_read(visit: Visit) -> None:
    held = visit.page.evaluate_handle(
        """() => {
            const held = new DataTransfer();
            for (const [name, row] of [["甲.csv", "甲小学,小学,900,20"], ["乙.csv", "乙小学,小学,800,18"]])
                held.items.add(new File(["学校名称,学段,在校生数,班级数\\n" + row + "\\n"], name));
            return held;
        }"""
    )
    visit.page.dispatch_event("#jh-chat", "drop", {"dataTransfer": held})
    sync_api.expect(visit.page.locator("#jh-sheets")).to_contain_text("乙.csv", timeout=WAIT)
    assert "甲.csv" in visit.page.inner_text("#jh-sheets")
    assert visit.page.url.partition("?")[0] == visit.address + "/", "the browser opens no file in place of the page"


def test_faults_stand_under_what_they_affect_with_their_cells(visit: Visit, tmp_path: Path, size: str) -> None:
    sheet = tmp_path / "表.csv"
    rows = "".join(f"第{n}小学,小学,{'很多' if n % 2 else 900},20,不详,{n}\n" for n in range(20))
    sheet.write_text(f"学校名称,学段,在校生数,班级数,网络多媒体教室数,运动场地面积\n{rows}", encoding="utf-8")
    visit.upload(sheet)
    issues = visit.page.locator("#jh-chat .jh-issues").last
    assert "影响" in issues.locator(".jh-head").first.inner_text()
    assert re.search(r"![A-Z]\d+", issues.locator(".jh-cell").first.inner_text())
    folded = issues.locator("details").first
    hidden = folded.locator("li").first
    assert not hidden.is_visible()
    folded.locator("summary").click()
    sync_api.expect(hidden).to_be_visible(timeout=WAIT)
    visit.shot(f"{size}-faults")
    assert not visit.cut_off()


@pytest.mark.parametrize("size", ["wide"])
def test_the_template_and_the_marked_up_workbook_are_downloaded(visit: Visit, sheets: Path, tmp_path: Path) -> None:
    visit.upload(sheets / "county_survey.xlsx")
    for name, link in (("workbook", "#jh-chat .jh-download a"), ("template", "#jh-upload-note a")):
        if name == "template":
            visit.side()
        with visit.context.expect_event("download", timeout=WAIT) as coming:
            visit.page.locator(link).first.click()
        coming.value.save_as(tmp_path / f"{name}.xlsx")
        assert openpyxl.load_workbook(tmp_path / f"{name}.xlsx").sheetnames
