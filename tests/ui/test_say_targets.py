"""What a terminal and the chat show of a county form: what each item needs, and the place's own targets beside it."""

import pytest

from assistant.checking import check_table
from assistant.tools import Tools
from calculators.sheets.reading import read_tables
from tests.calculators.forms import form_file
from ui.chat.views import check_markdown
from ui.terminal.say_check import check_text
from ui.terminal.say_targets import target_lines
from ui.words.item_names import requirement


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    tools = Tools.over(tmp_path_factory.mktemp("home"))
    changes = {"allocated": 900, "training_short": 2}
    return check_table(read_tables([form_file(changes)]), tools, county="乐清市", year=2024, language="zh")


@pytest.mark.parametrize(
    ("id", "needed"), [("G6", "≥ 100 人"), ("Q4", "≥ 5 %"), ("G7", "≥ 6000 元/生"), ("Q9", "≥ Ⅲ级"), ("V1", "—")]
)
def test_an_item_that_counts_schools_shows_what_each_of_them_needs(id, needed, report):
    assert requirement(report.check.item(id), report.check.floor, "zh") == needed


def test_a_target_says_from_when_whether_it_is_reached_and_what_is_missing(report):
    lines = {line.name: line for line in target_lines(report, "zh")}
    places = lines["G14 初中 优质高中招生名额分配比例"]
    assert (places.required, places.status, places.rest) == ("≥ 70 % (2023年起、逐步)", "不达标", "")
    funds = next(line for line in lines.values() if line.rest.endswith("培训经费不足10%的学校数"))
    assert (funds.required, funds.status) == ("≥ 10 % (2023年起)", "数据不足")
    devices = next(line for name, line in lines.items() if name.startswith("R6 小学"))
    assert "尚未到期" in devices.required


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_target_is_shown_with_its_source(language, report):
    lines = target_lines(report, language)
    text, page = check_text(report, language), check_markdown(report, ["form.csv"], language)
    assert lines and all(f"[{line.source}]" in text and f"[{line.source}]" in page for line in lines)


def test_what_an_open_item_waits_for_is_shown(report):
    text = "".join(check_text(report, "zh").split())
    assert "留守儿童关爱体系健全的佐证材料" in text and "缺少的数据：学校数据" in text
