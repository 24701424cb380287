"""A county form in a conversation: it joins the schools' sheets, and gives way to a newer one."""

import json
from pathlib import Path

import pytest

from assistant.checking import check_in_session
from assistant.kept.session import Session
from assistant.tools import Tools
from calculators.model import Upload
from tests.calculators.forms import form_file
from tests.conftest import sample

SCHOOLS = "county_strong.xlsx"


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    return Tools.over(tmp_path)


@pytest.fixture
def upload(tools):
    session = Session()

    def checked(*files, county="乐清市"):
        return check_in_session(files, session, tools, county=county, year=2024, language="zh")

    return checked


def renamed(name, changes=None):
    return Upload(name, form_file(changes).content.replace("示例县".encode(), "示例二县".encode()))


def test_a_form_joins_the_schools_that_were_uploaded_before(upload):
    upload(sample(SCHOOLS))
    joined = upload(sample("county_form.xlsx"))
    assert joined.check.schools and joined.check.item("G12").status == "met"


def test_a_mended_form_takes_the_place_of_the_one_before_and_the_schools_stay(upload):
    upload(sample(SCHOOLS))
    assert upload(renamed("form-1.csv", {"certified": 2399})).check.item("G12").status == "not_met"
    mended = upload(renamed("form-2.csv"))
    assert mended.check.schools and mended.check.item("G12").status == "met"
    assert mended.table.files == (SCHOOLS, "form-2.csv")


def test_a_form_alone_gives_way_to_a_newer_one(upload):
    upload(renamed("form-1.csv", {"certified": 2399}))
    assert upload(renamed("form-2.csv")).table.files == ("form-2.csv",)


def test_every_number_of_the_verdict_cites_the_words_that_require_it(upload):
    report = upload(sample(SCHOOLS), sample("county_form.xlsx"))
    shown = json.loads(json.dumps(report.as_json(), allow_nan=False))
    quotes = {one["n"]: one["quote"] for one in shown["citations"]}
    items = shown["verdict"]["items"]
    assert all(item["citation"] in quotes for item in items)
    assert all(target["citation"] in quotes for item in items for target in item["targets"])
    by_id = {item["id"]: item for item in items}
    assert "360学时" in quotes[by_id["G9"]["citation"]] and "有弄虚作假行为" in quotes[by_id["V1"]["citation"]]
    assert all("骨干教师不低于交流轮岗教师总数" in quotes[part["citation"]] for part in by_id["G11"]["parts"])
    assert "70%" in quotes[by_id["G14"]["targets"][0]["citation"]].replace(" ", "")


def test_the_standard_named_is_the_national_one_alone(upload):
    standard = upload(sample("county_form.xlsx"), county="南安市").as_json()["standard"]
    assert standard == {"place": "国家", "year": 2024, "documents": ["乐政办发〔2023〕39号"]}


def test_a_county_that_nobody_knows_has_no_targets(upload):
    report = upload(sample("county_form.xlsx"), county=None)
    assert report.county == "示例二县" and not any(item.targets for item in report.check.items)
