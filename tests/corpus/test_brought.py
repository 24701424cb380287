"""Standards that users bring: as strict as the shipped ones, in force with their document, and never in the way."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.brought import MOST_TOLD, BroughtStandards, check_brought, pinned
from corpus.documents import load_library, parse_document
from corpus.errors import MalformedStandard, UnknownDocument
from corpus.model import Document, Threshold
from corpus.shelf import Shelf, read_shelf
from corpus.standards import Standards, load_standards, shipped_standards, standards_of
from corpus.strict import load_yaml
from corpus.verify import verify_shelf

TEXT = "一、到2026年，小学生均教学仪器设备值达到3000元以上。\n\n二、每学年校外劳动实践不少于20学时。\n"
STANDARDS = """document: dehua-2024-900
checked_on: 2026-01-01
indicators:
  - {id: LOCAL.work_practice, zh: 校外劳动实践学时, en: hours of work practice}
requirements:
  - indicator: R6
    basis: target
    comparison: ">="
    unit: 元/生
    since: 2026
    values: {小学: 3000}
    clause: 一
    quote: 小学生均教学仪器设备值达到3000元以上
  - indicator: LOCAL.work_practice
    basis: target
    comparison: ">="
    unit: 学时
    since: 2024
    year_stated: false
    values: {义务教育: 20}
    clause: 二
    quote: 每学年校外劳动实践不少于20学时
"""
NAME = "dehua-2024-900.yaml"


@dataclass(frozen=True)
class Taken:
    """A document as it comes from a file."""

    text: str
    document: Document


def document(body: str = TEXT, id: str = "dehua-2024-900", place: str = "福建省泉州市德化县", sha: str = "ab") -> Taken:
    text = (
        f"---\nid: {id}\ntitle: 方案\nnumber: null\nissuer: 某办公室\njurisdiction: {place}\nkind: normative\n"
        f"issued: '2024-03-01'\neffective: null\ninterprets: null\nsource: a.txt\nsha256: {sha * 32}\n---\n\n"
        f"# 方案\n\n{body}"
    )
    return Taken(text, parse_document(text, f"{id}.md", "user"))


def put(home: Path, taken: Taken | None = None) -> Taken:
    taken = taken or document()
    Shelf(home).add(taken, b"")
    return taken


def put_standards(home: Path, text: str = STANDARDS) -> None:
    library = read_shelf(home).library
    Shelf(home).add_standards(NAME, pinned(text, NAME, library))


def in_force(home: Path) -> Standards:
    contents = read_shelf(home)
    return standards_of(shipped_standards(), contents.library, contents.standards_in_force)


def checked(home: Path, text: str) -> BroughtStandards:
    return check_brought(text, NAME, read_shelf(home).library, ())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    put(tmp_path)
    return tmp_path


def test_what_is_brought_binds_its_place_and_leaves_the_rest_as_it_was(home: Path) -> None:
    before = load_standards(read_shelf(home).library)
    put_standards(home)
    after = in_force(home)
    assert after.digest != before.digest and len(after.all) == len(before.all) + 2
    found = after.target("R6", "小学", "福建省泉州市德化县", 2026)
    assert (str(found.value), found.ref.document, found.basis) == ("3000", "dehua-2024-900", "target")
    assert after.floor(2026).in_force == before.floor(2026).in_force
    assert after.targets("福建省泉州市南安市", 2026).in_force == before.targets("福建省泉州市南安市", 2026).in_force


def test_a_name_of_ones_own_goes_with_the_record(home: Path) -> None:
    put_standards(home)
    (named,) = [one for one in in_force(home).all if one.indicator == "LOCAL.work_practice"]
    assert named.name and (named.name.zh, named.name.en) == ("校外劳动实践学时", "hours of work practice")


def in_json(text: str) -> str:
    return json.dumps(load_yaml(text), ensure_ascii=False)


def indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


@pytest.mark.parametrize(
    "style",
    [
        str, in_json, indented, lambda text: text + "...\n", lambda text: "---\n" + text, str.rstrip,
        lambda text: text.replace("\n", "\r\n"), lambda text: "%YAML 1.1\n---\n" + text,
    ],
)  # fmt: skip
def test_a_file_of_any_style_of_yaml_is_kept_with_its_version_noted(home: Path, style: Callable[[str], str]) -> None:
    put_standards(home, style(STANDARDS))
    assert in_force(home).target("R6", "小学", "福建省泉州市德化县", 2026)
    put(home, document(sha="cd"))
    assert "另一个版本" in rests(home)[0]


def test_the_version_is_noted_once_and_one_that_the_file_gives_is_kept(home: Path) -> None:
    library = read_shelf(home).library
    noted = pinned(STANDARDS, NAME, library)
    assert noted.endswith(STANDARDS) and pinned(noted, NAME, library) == noted
    given = STANDARDS + f'document_sha256: "{"cd" * 32}"\n'
    assert pinned(given, NAME, library) == given and checked(home, given).rests


def test_the_other_wordings_of_a_name_of_ones_own_go_with_the_record(home: Path) -> None:
    put_standards(home, STANDARDS.replace("en: hours of work practice", "en: hours of work practice, also: [基地研学]"))
    (named,) = [one for one in in_force(home).all if one.indicator == "LOCAL.work_practice"]
    assert named.name and named.name.wordings == ("校外劳动实践学时", "基地研学", "hours of work practice")


@pytest.mark.parametrize(
    ("place", "binds"),
    [
        ("福建省泉州市", True), ("福建省", True), ("福建省泉州市德化县", True), ("福建省泉州市南安市", False),
        ("浙江省", False),
    ],
)  # fmt: skip
def test_the_targets_of_a_province_or_city_bind_its_counties(tmp_path: Path, place: str, binds: bool) -> None:
    put(tmp_path, document(place=place))
    put_standards(tmp_path)
    assert (in_force(tmp_path).targets("福建省泉州市德化县", 2026).find("R6", "小学") is not None) == binds


def swapped(before: str, after: str) -> Callable[[str], str]:
    def swap(text: str) -> str:
        assert before in text
        return text.replace(before, after, 1)

    return swap


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        (swapped("basis: target", "basis: floor"), "只能是本地目标", "never the floor"),
        (swapped("clause: 一", "clause: 九"), "没有条款“九”", "no clause “九”"),
        (swapped("达到3000元以上", "达到了3000元以上"), "不在该条款中", "is not in that clause"),
        (
            swapped("{小学: 3000}", "{小学: 300}"),
            "第 1 条要求：“300”不在引文",
            "requirement 1: “300” is not in the quote",
        ),
        (
            swapped("{小学: 3000}", "{小学: 3千}"),
            "第 1 条要求的 values.小学：应为一个数（写的是 3千）",
            "requirement 1",
        ),
        (
            swapped("unit: 元/生", "unit: 元/人"),
            "第 1 条要求的 unit：应为其中之一：''（空） % 人 ",
            "requirement 1, unit: must be one of: ",
        ),
        (
            swapped("unit: 元/生", "unit: 元"),
            "第 1 条要求：R6 的 unit 应为“元/生”",
            "requirement 1: the unit of R6 must be “元/生”",
        ),
        (swapped('comparison: ">="', 'comparison: "<="'), "comparison 应为 >= 或 >", "its comparison >= or >"),
        (swapped("{小学: 3000}", "{幼儿园: 3000}"), "values.幼儿园", "values.幼儿园"),
        (
            swapped("indicator: R6", "indicator: R8"),
            "第 1 条要求的 indicator：应为指标编号",
            "requirement 1, indicator: must be an",
        ),
        (swapped("indicator: R6", "indicator: R6.other"), "没有指标 R6.other", "no indicator R6.other"),
        (swapped("indicator: R6", "indicator: LOCAL.other"), "没有指标 LOCAL.other", "no indicator LOCAL.other"),
        (swapped("id: LOCAL.work_practice", "id: LOCAL.daily_exercise"), "不能命名", "cannot be named"),
        (swapped("id: LOCAL.work_practice", "id: R6"), "不能命名", "cannot be named"),
        (swapped("    since: 2026\n", ""), "第 1 条要求的 since：缺少这一项", "requirement 1, since: is missing"),
        (swapped("    since: 2026\n", "    since: 明年\n"), "应为整数（写的是 明年）", "must be a whole number"),
        (swapped("    unit: 元/生\n", "    unit: 元/生\n    unti: x\n"), "没有这样的键", "is no key of this format"),
        (
            swapped("    unit: 元/生\n", "    unit: 元/生\n    unit: 元\n"),
            "第 10 行：同一个键写了两次",
            "line 10: a key stands twice",
        ),
        (swapped("requirements:", "requirements: ["), "不是合格的 YAML：第 ", "it is no valid YAML: line "),
        (
            swapped("    since: 2026\n", "\tsince: 2026\n"),
            "第 10 行（起于第 9 行）：缩进请用空格",
            "line 10 (begun in line 9): indent with",
        ),
        (swapped("clause: 一\n", "clause: 一: 二\n"), "第 12 行：这里不应再有“: ”", "line 12: another “: ”"),
        (swapped("clause: 一\n", "clause: '一\n"), "（起于第 12 行）", "(begun in line 12): a quotation mark"),
        (swapped("since: 2026", "since: !!int 2026x"), "第 10 行：不能使用标签", "line 10: a tag (!) is not allowed"),
        (swapped("document: ", "\x00document: "), "不允许的控制字符", "a control character"),
        (swapped("checked_on: 2026-01-01", "checked_on: 昨天"), "应为日期，如 2026-01-01", "must be a date such as"),
        (
            swapped("    values: {小学: 3000}\n", "    values: {小学: 3000}\n    worded: 翻两番\n"),
            "worded 不能是“翻两番”（单位“元/生”），只能是：不低于（%）、",
            "worded cannot be “翻两番” (unit “元/生”), only one of: 不低于 (%), ",
        ),
        (swapped("checked_on: 2026-01-01\n", ""), "checked_on：缺少这一项", "checked_on: is missing"),
        (swapped("since: 2026", "since: 1948"), "不应小于 1949", "must be at least 1949"),
        (swapped("since: 2026", "since: 2025"), "条款中没有写 2025 年", "the clause does not name 2025"),
        (
            swapped("zh: 校外劳动实践学时", "zh: 差异系数"),
            "“差异系数”已用于 CV",
            "“差异系数” of LOCAL.work_practice under indicators means CV already",
        ),
        (swapped("since: 2026", "since: 3000"), "不应大于 2999", "must be at most 2999"),
        (swapped("3000}", "Infinity}"), "应为一个数", "must be a number"),
        (
            swapped("document: ", "document: " + "[" * 100_000),
            "第 1 行：嵌套超过 20 层",
            "line 1: it is nested deeper than 20 levels",
        ),
        (lambda _: "a: &a [1]\nb: [*a, *a]\n", "第 2 行：不能用 * 引用", "line 2: a part is repeated with *"),
        (lambda _: "a: &a [*a]\n", "第 1 行：不能用 * 引用", "line 1: a part is repeated with *"),
        (lambda _: "", "整个文件：应为“键: 值”", "the file: must be “key: value” pairs"),
        (
            lambda text: text + text[text.index("  - indicator: R6") :],
            "第 1 条要求、第 3 条要求",
            "requirement 1, requirement 3",
        ),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_with_entry_and_expectation(
    home: Path, change: Callable[[str], str], zh: str, en: str
) -> None:
    with pytest.raises(MalformedStandard) as caught:
        checked(home, change(STANDARDS))
    assert NAME in caught.value.message.zh and NAME in caught.value.message.en
    assert zh in caught.value.message.zh
    assert en in caught.value.message.en


def test_no_fault_is_told_in_the_words_of_a_parser_or_by_an_id_that_no_file_holds(home: Path) -> None:
    for change in (swapped("requirements:", "requirements: ["), swapped("3000}", "300}"), swapped("R6", "R8")):
        with pytest.raises(MalformedStandard) as caught:
            checked(home, change(STANDARDS))
        zh = caught.value.message.zh.replace(NAME, "")
        assert not re.search(
            r"did not|expected|column|unicode|target:R6|\^\(", zh + caught.value.message.en.replace("is expected", "")
        )


def test_words_for_a_value_must_mean_it(home: Path) -> None:
    taken = document("一、到2026年，全面消除薄弱学校。\n")
    put(home, taken)
    text = (
        "document: dehua-2024-900\nchecked_on: 2026-01-01\n"
        "indicators: [{id: LOCAL.weak, zh: 薄弱学校, en: weak schools}]\n"
        "requirements: [{indicator: LOCAL.weak, basis: target, comparison: '<=', unit: 所, since: 2026, "
        "values: {义务教育: 0}, worded: 全面消除, clause: 一, quote: 全面消除薄弱学校}]\n"
    )
    assert checked(home, text).records[0].worded == "全面消除"
    with pytest.raises(MalformedStandard, match="“全面消除” means 0 所"):
        checked(home, text.replace("义务教育: 0", "义务教育: 5"))


def test_many_faults_are_told_a_few_at_a_time(home: Path) -> None:
    with pytest.raises(MalformedStandard) as caught:
        checked(
            home, STANDARDS.replace("不少于20学时", "至少").replace("3000", "4000").replace("clause: ", "clause: 九")
        )
    assert caught.value.message.zh.count("没有条款") + caught.value.message.zh.count("不在引文") <= MOST_TOLD


def test_the_document_must_be_here(home: Path) -> None:
    with pytest.raises(UnknownDocument):
        pinned(STANDARDS.replace("dehua-2024-900", "dehua-2024-901"), NAME, read_shelf(home).library)


def test_no_users_file_speaks_for_the_country(tmp_path: Path) -> None:
    put(tmp_path, document(place="国家"))
    with pytest.raises(MalformedStandard, match="national floor is shipped"):
        checked(tmp_path, STANDARDS)


def test_a_requirement_that_is_shipped_cannot_be_brought_again(tmp_path: Path) -> None:
    shipped = shipped_standards()["nanan-2022-45.yaml"]
    with pytest.raises(MalformedStandard, match="stands twice"):
        check_brought(shipped, "nanan-2022-45.yaml", load_library(), ())


def rests(home: Path) -> list[str]:
    return [one.rests.zh for one in read_shelf(home).standards if one.rests]


def test_the_standards_rest_while_their_document_is_gone_and_come_back_with_it(home: Path) -> None:
    put_standards(home)
    Shelf(home).remove("dehua-2024-900")
    assert "已不在库中" in rests(home)[0] and in_force(home).all == load_standards(load_library()).all
    assert [(one.code, one.where) for one in verify_shelf(home)] == [("suspended", NAME)]
    put(home)
    assert rests(home) == [] and in_force(home).target("R6", "小学", "福建省泉州市德化县", 2026)


def test_the_standards_rest_when_their_document_has_another_version_though_the_words_stand(home: Path) -> None:
    put_standards(home)
    other = document(TEXT.replace("一、到2026年，", "一、不再要求到2026年，"), sha="cd")
    assert [bool(one.rests) for one in read_shelf(home).with_document(other.document).standards] == [True]
    assert rests(home) == []
    put(home, other)
    assert "另一个版本" in rests(home)[0] and in_force(home).all == load_standards(load_library()).all


def test_standards_for_a_users_version_may_say_what_the_shipped_ones_said_of_the_old_one(tmp_path: Path) -> None:
    old = load_library().clause("nanan-2022-45", "附件2/二○二五年/资源配置/段3").text
    body = f"::: 附件2/二○二五年/资源配置/段3\n\n{old.replace('0.75人', '0.95人')}\n"
    put(tmp_path, document(body, id="nanan-2022-45", place="福建省泉州市南安市"))
    text = (
        "document: nanan-2022-45\nchecked_on: 2026-01-01\nrequirements:\n  - indicator: R3\n    basis: target\n"
        '    comparison: ">="\n    unit: 人/百生\n    since: 2025\n    values: {小学: 0.95}\n'
        "    clause: 附件2/二○二五年/资源配置/段3\n    quote: 均达到0.95人以上\n"
    )
    Shelf(tmp_path).add_standards("nanan-2022-45.yaml", pinned(text, "x.yaml", read_shelf(tmp_path).library))
    assert str(in_force(tmp_path).target("R3", "小学", "福建省泉州市南安市", 2025).value) == "0.95"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (b"", "key: value"),
        (b"\xff\xfe", "UTF-8"),
        (STANDARDS.replace("3000}", "3001}").encode(), "3001"),
        (STANDARDS.replace("target", "floor").encode(), "floor"),
    ],
)
def test_a_damaged_file_is_left_aside_told_and_can_be_removed(home: Path, damage: bytes, words: str) -> None:
    put_standards(home)
    (home / "standards" / "broken.yaml").write_bytes(damage)
    contents = read_shelf(home)
    assert [one.id for one in contents.damaged] == ["broken.yaml"] and words in contents.damaged[0].why.en
    assert [one.name for one in contents.standards] == [NAME] and len(contents.documents) == 1
    assert in_force(home).target("R6", "小学", "福建省泉州市德化县", 2026)
    assert ("malformed", "broken.yaml") in [(one.code, one.where) for one in verify_shelf(home)]
    Shelf(home).remove("broken.yaml")
    assert read_shelf(home).damaged == ()


def test_the_fingerprint_changes_with_every_change_and_only_then(home: Path) -> None:
    shelf, seen = Shelf(home), [Shelf(home).fingerprint()]
    for change in (put_standards, lambda home: put_standards(home, STANDARDS + "# seen again\n")):
        change(home)
        seen.append(shelf.fingerprint())
    assert shelf.fingerprint() == seen[-1]
    shelf.remove(NAME)
    seen.append(shelf.fingerprint())
    assert all(one != other for one, other in pairwise(seen)) and seen[0] == seen[-1]


@pytest.mark.parametrize("id", ["none.yaml", "../x.yaml", ".yaml", "a/b.yaml", "x.yaml.yaml"])
def test_what_is_not_on_the_shelf_cannot_be_removed(home: Path, id: str) -> None:
    (home / "x.yaml").write_text("not mine")
    with pytest.raises(UnknownDocument):
        Shelf(home).remove(id)
    assert (home / "x.yaml").exists()


class Died(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("step", range(3))
def test_a_writer_that_dies_leaves_the_old_or_the_new_standards_whole(
    home: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    put_standards(home)
    steps = iter(range(100))

    def dying(call):
        def wrapped(*given, **named):
            if next(steps) == step:
                raise Died
            return call(*given, **named)

        return wrapped

    with monkeypatch.context() as patch:
        for owner, name in ((os, "open"), (os, "fsync"), (Path, "replace")):
            patch.setattr(owner, name, dying(getattr(owner, name)))
        with pytest.raises(Died):
            put_standards(home, STANDARDS.replace("since: 2026", "since: 2025"))
    (since,) = {
        one.since
        for one in in_force(home).all
        if isinstance(one, Threshold) and one.ref.document in NAME and one.indicator == "R6"
    }
    assert since == 2026
    put(home, document(id="dehua-2024-902"))  # the next writer cleans up
    assert [path.name for path in (home / "standards").iterdir()] == [NAME]


def test_standards_are_for_their_owner_only(home: Path) -> None:
    put_standards(home)
    assert (home / "standards" / NAME).stat().st_mode & 0o777 == 0o600
    assert (home / "standards").stat().st_mode & 0o777 == 0o700
