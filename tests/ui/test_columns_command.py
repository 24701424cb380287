"""`junheng columns` and POST /api/sessions/{session}/columns: ask, confirm, export, remember, forget."""

import json

import openpyxl
import pytest
import yaml

from ui.main import run
from ui.server.turns import MAX_FILES

NEAR = "教学与其他辅助用房面积"
HEADINGS = ["学校名称", "小学在校生数", "小学班级数", NEAR, "室内体育用房面积", "联系电话"]
SHEET = ",".join(HEADINGS) + "\n甲小学,100,4,500,0,139\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A data folder of its own, a sheet with a column to confirm, and where its mapping goes."""
    monkeypatch.setenv("JUNHENG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    sheet = tmp_path / "甲县.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    return str(sheet), tmp_path / "m.yaml"


def value(capsys, *arguments: str) -> float | None:
    run(["check", *arguments, "--json"])
    return json.loads(capsys.readouterr().out)["units"][0]["values"]["R4"]


def exported(files, capsys) -> dict:
    sheet, mapping = files
    assert run(["columns", "export", sheet, str(mapping)]) == 0
    assert "1 列有待确认" in capsys.readouterr().out
    return yaml.safe_load(mapping.read_text(encoding="utf-8"))


def mended(files, capsys) -> str:
    """Export the columns and confirm the one in doubt, as a user would in an editor."""
    found = exported(files, capsys)
    found["columns"][NEAR] = "teaching_area"
    files[1].write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    return str(files[1])


def test_the_check_lists_what_to_confirm_and_what_it_decides(files, capsys):
    run(["check", files[0]])
    shown = capsys.readouterr().out
    asked = shown[shown.index("请确认这些列") :]
    assert "D1" in asked and NEAR in asked and "教学及辅助用房面积" in asked and "R4" in asked


def test_the_check_lists_it_in_english_too(files, capsys):
    run(["check", files[0], "--lang", "en"])
    assert "Please confirm these columns" in capsys.readouterr().out


def test_an_export_holds_all_headings_and_leaves_out_what_is_in_doubt(files, capsys):
    found = exported(files, capsys)
    assert set(found["headings"]) == set(HEADINGS)
    assert NEAR not in found["columns"] and found["columns"]["小学班级数"] == "classes.小学"
    assert f"# D1 {NEAR}: teaching_area" in files[1].read_text(encoding="utf-8")


def test_a_mapping_given_to_a_check_holds_for_that_check_alone(files, capsys):
    mapping = mended(files, capsys)
    assert value(capsys, files[0], "--columns", mapping) == 5
    assert value(capsys, files[0]) is None


def test_what_is_remembered_holds_until_it_is_forgotten(files, capsys):
    assert run(["columns", "remember", mended(files, capsys), "--json"]) == 0
    (shape,) = json.loads(capsys.readouterr().out)["remembered"]
    assert value(capsys, files[0]) == 5
    run(["columns", "list"])
    shown = capsys.readouterr().out
    assert shape in shown and NEAR in shown
    assert run(["columns", "forget", shape]) == 0
    capsys.readouterr()
    assert value(capsys, files[0]) is None


def test_a_mapping_against_what_a_heading_says_changes_no_figure_given_or_remembered(files, capsys):
    sheet, mapping = files
    found = exported(files, capsys)
    found["columns"] |= {NEAR: "teaching_area", "小学在校生数": "classes.小学"}
    mapping.write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    run(["check", sheet, "--columns", str(mapping), "--json"])
    given = json.loads(capsys.readouterr().out)
    run(["columns", "remember", str(mapping)])
    capsys.readouterr()
    run(["check", sheet, "--json"])
    remembered = json.loads(capsys.readouterr().out)
    for shown in (given, remembered):
        assert shown["units"][0]["values"]["R4"] == 5
        assert [one["cell"] for one in shown["issues"] if one["code"] == "column_refused"] == ["B1"]


def test_what_was_exported_and_remembered_changes_no_figure(files, sheets, capsys):
    survey, mapping = str(sheets / "county_survey.xlsx"), str(files[1])
    run(["check", survey, "--json"])
    before = json.loads(capsys.readouterr().out)
    run(["columns", "export", survey, mapping])
    capsys.readouterr()
    run(["check", survey, "--columns", mapping, "--json"])
    after = json.loads(capsys.readouterr().out)
    assert [after[key] for key in ("units", "stages", "rooms", "county")] == [
        before[key] for key in ("units", "stages", "rooms", "county")
    ]
    assert {one["confidence"] for one in after["columns"] if one["taken_as"]} == {1.0}


def test_a_county_form_has_no_columns_to_export(files, capsys, tmp_path):
    form = tmp_path / "form.csv"
    form.write_text("填报项目,单位,填报值\n交流轮岗教师数,人,30\n专任教师数,人,300\n", encoding="utf-8")
    assert run(["columns", "export", str(form), files[0], str(files[1])]) == 0
    (only,) = yaml.safe_load_all(files[1].read_text(encoding="utf-8"))
    assert set(only["headings"]) == set(HEADINGS)


WRONG = [
    (["columns", "remember", "{mapping}"], "没有列“pupil.小学”"),
    (["check", "{sheet}", "--columns", "{mapping}"], "没有列“pupil.小学”"),
    (["columns", "forget", "0123456789abcdef"], "0123456789abcdef"),
    (["columns", "export", "{sheet}", "{folder}"], "不是 .yaml 文件"),
    (["columns", "remember", "{sheet}.none"], "没有文件"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_use_ends_with_one_sentence_and_code_2(files, capsys, arguments, told):
    sheet, mapping = files
    mapping.write_text(mended(files, capsys) and mapping.read_text("utf-8").replace("pupils", "pupil"), "utf-8")
    places = {"sheet": sheet, "mapping": str(mapping), "folder": str(mapping.parent)}
    assert run([one.format(**places) for one in arguments]) == 2
    error = capsys.readouterr().err
    assert told in error and error.count("\n") == 1


@pytest.fixture
def open_session(client):
    session = client.post("/api/sessions", json={}).json()["session"]
    shown = client.post(f"/api/sessions/{session}/sheets", files={"files": ("甲县.csv", SHEET.encode())}).json()
    yield session, shown
    client.delete(f"/api/sessions/{session}")


@pytest.fixture
def forgotten(assistant):
    """Leave nothing in the data folder that all tests share."""
    yield
    for shape in [*assistant.columns.confirmed().mappings]:
        assistant.columns.forget(shape)


def choice(shown: dict, taken_as: str) -> dict:
    asked = next(one for one in shown["columns"] if not one["sure"])
    return {"columns": [{key: asked[key] for key in ("file", "sheet", "cell")} | {"taken_as": taken_as}]}


def test_a_column_is_confirmed_over_rest_and_the_check_comes_back(client, open_session, forgotten):
    session, shown = open_session
    (asked,) = [one for one in shown["columns"] if not one["sure"]]
    assert shown["units"][0]["values"]["R4"] is None
    body = choice(shown, asked["alternatives"][0])
    after = client.post(f"/api/sessions/{session}/columns", json=body).json()
    assert after["units"][0]["values"]["R4"] == 5
    assert all(one["sure"] for one in after["columns"])


@pytest.mark.parametrize(("taken_as", "code"), [("nothing", "unknown_column"), ("pupils.小学", "column_refused")])
def test_a_choice_that_cannot_be_is_422_and_says_why(client, open_session, taken_as, code):
    session, shown = open_session
    body = choice(shown, taken_as)
    body["columns"].append({**body["columns"][0], "cell": "F9", "taken_as": ""})
    answer = client.post(f"/api/sessions/{session}/columns", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)


def test_two_choices_for_one_place_in_one_request_are_422(client, assistant, open_session):
    session, shown = open_session
    body = {"columns": [*choice(shown, "teaching_area")["columns"], *choice(shown, "")["columns"]]}
    answer = client.post(f"/api/sessions/{session}/columns", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "column_refused")
    assert not assistant.columns.confirmed().mappings


@pytest.mark.parametrize(
    "body", [{}, {"columns": []}, {"columns": [{"file": "a", "sheet": "b", "cell": "A1"}]}, {"columns": [1]}, {"x": 1}]
)
def test_a_body_that_is_no_list_of_choices_is_422(client, open_session, body):
    assert client.post(f"/api/sessions/{open_session[0]}/columns", json=body).status_code == 422


def test_what_was_confirmed_over_rest_can_be_undone(client, open_session, forgotten):
    session, shown = open_session
    client.post(f"/api/sessions/{session}/columns", json=choice(shown, ""))
    again = client.delete(f"/api/sessions/{session}/columns?lang=en").json()
    assert [one["sure"] for one in again["columns"]] == [one["sure"] for one in shown["columns"]]
    assert again["units"] == shown["units"] and again["verdict"]["status"] == shown["verdict"]["status"]
    assert client.delete("/api/sessions/none/columns").status_code == 404
    empty = client.post("/api/sessions").json()["session"]
    assert client.delete(f"/api/sessions/{empty}/columns").json()["error"]["code"] == "nothing_checked"


def test_confirming_and_undoing_take_turns_like_any_check(client, assistant, open_session):
    session, shown = open_session
    known = assistant.sessions.get(session)
    known.uploads *= MAX_FILES + 1
    path = f"/api/sessions/{session}/columns"
    for answer in (client.post(path, json=choice(shown, "")), client.delete(path)):
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_many_files")


def test_two_files_of_one_name_are_checked_like_any_two(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JUNHENG_HOME", str(tmp_path / "home"))
    head = "学校名称,学校标识码,{0}在校生数,{0}班级数,教学及辅助用房面积,室内体育用房面积\n"
    rows = {"小学": "丙学校,3505710002,700,16,9000,0\n", "初中": "丙学校（本部）,3505710002,300,6,9000,0\n"}
    figures = []
    for place in ("{0}.csv", "{0}/数据.csv"):
        paths = [tmp_path / place.format(stage) for stage in rows]
        for path, (stage, row) in zip(paths, rows.items(), strict=True):
            path.parent.mkdir(exist_ok=True)
            path.write_text(head.format(stage) + row, encoding="utf-8")
        report = tmp_path / f"{len(figures)}.xlsx"
        run(["check", *map(str, paths), "--json", "--report", str(report)])
        figures.append([one["values"] for one in json.loads(capsys.readouterr().out)["units"]])
        copied = openpyxl.load_workbook(report).worksheets[:2]
        assert [sheet["C2"].value for sheet in copied] == ["700", "300"]
    assert figures[0] == figures[1] and len(figures[0]) == 2


def test_columns_of_an_unknown_session_are_404(client):
    body = {"columns": [{"file": "a", "sheet": "b", "cell": "A1", "taken_as": ""}]}
    assert client.post("/api/sessions/none/columns", json=body).status_code == 404


def test_an_export_without_a_name_to_write_to_spares_the_last_sheet(tmp_path, sheets, capsys):
    sheet = tmp_path / "county.xlsx"
    sheet.write_bytes((sheets / "county_survey.xlsx").read_bytes())
    assert run(["columns", "export", str(sheet), str(sheet)]) == 2
    assert ".yaml" in capsys.readouterr().err
    assert sheet.read_bytes() == (sheets / "county_survey.xlsx").read_bytes()
