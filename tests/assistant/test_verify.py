"""Verification lets through what the ledger proves, and nothing else."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.verified import phrases
from assistant.verified.ledger import About, Ledger, NameKind, quotation
from assistant.verified.verify import problems
from calculators.model import Figure
from corpus.bilingual import Bilingual, same
from corpus.documents import load_library
from corpus.model import NATIONAL
from corpus.standards import load_standards

LIBRARY = load_library()
YUEQING = "浙江省温州市乐清市"
NANAN_PLACE = "福建省泉州市南安市"
ROOMS = LIBRARY.clause("yueqing-2023-39", "附件2/二、政府保障程度/L3")


def figure(display: str = "12") -> Figure:
    return Figure("F", "computed", Bilingual("不足的学校数", "schools that fall short"), int(display), "所", display)


def codes(
    draft: str,
    ledger: Ledger,
    national: frozenset[str] = frozenset(),
    *,
    beside: Sequence[str] = (),
    places: Sequence[str] = (),
) -> list[str]:
    return [problem.code for problem in problems(draft, ledger, LIBRARY, national, beside=beside, places=places)]


def test_a_sentence_whose_every_figure_is_a_slot_passes() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(place=YUEQING))
    draft = f"共{ledger.figure(figure())}不足，要求是“{quotation(cited)}”{cited}。"
    assert codes(draft, ledger) == []


@pytest.mark.parametrize("phrase", phrases.PHRASES, ids=lambda phrase: phrase.en[:30])
def test_every_connecting_phrase_passes_in_both_languages(phrase: Bilingual) -> None:
    assert codes(phrase.zh, Ledger()) == codes(phrase.en, Ledger()) == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ("共有12所不足{f}。", "quantity_outside_slot"),
        ("约一半学校不足{f}。", "quantity_outside_slot"),
        ("Twelve schools fall short {f}.", "quantity_outside_slot"),
        ("缺口{f}（50%）。", "quantity_outside_slot"),
        ("全部达标。", "unsupported_sentence"),
        ("This county is excellent.", "unsupported_sentence"),
        ("不足[[f:f99]]。", "unknown_slot"),
        ("不足[[v:f1]]。", "unknown_slot"),
        ("不足[[f:../../x]]。", "malformed_slot"),
        ("不足[[x:f1]]。", "malformed_slot"),
        ("{f}不足。全县已经通过。", "unsupported_sentence"),
        ("{f} fall short. The county has passed.", "unsupported_sentence"),
    ],
)
def test_what_the_ledger_does_not_prove_is_rejected(draft: str, code: str) -> None:
    ledger = Ledger()
    assert code in codes(draft.replace("{f}", ledger.figure(figure())), ledger)


@pytest.mark.parametrize("place", ["福建省泉州市鲤城区", "福建省泉州市南安市"])
def test_a_clause_does_not_speak_for_another_place(place: str) -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(place=place))
    assert codes(f"“{quotation(cited)}”{cited}", ledger) == ["clause_of_another_place"]


def test_only_a_clause_that_lists_national_requirements_speaks_for_the_country() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(place=NATIONAL))
    draft = f"“{quotation(cited)}”{cited}"
    assert codes(draft, ledger) == ["clause_of_another_place"]
    assert codes(draft, ledger, frozenset({ROOMS.key})) == []


def test_a_quotation_that_is_not_in_its_clause_is_rejected() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20)
    name = next(iter(ledger.entries))
    entry = ledger.entries[name]
    ledger.entries[name] = type(entry)(ROOMS, "每间不小于100平方米", 3, 20, About())  # type: ignore[arg-type, call-arg]
    assert "quote_not_in_clause" in codes(f"“{quotation(cited)}”{cited}", ledger)


Slots = Callable[[Ledger], str]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        (lambda one: one.school("甲小学") + one.figure(figure(), About(school="乙小学")), "different_school"),
        (
            lambda one: one.verdict("met", About(stage="小学")) + one.figure(figure(), About(stage="初中")),
            "different_stage",
        ),
        (lambda one: "初中" + one.verdict("met", About(stage="小学")), "different_stage"),
        (lambda one: "Junior secondary: " + one.verdict("met", About(stage="小学")), "different_stage"),
        (
            lambda one: one.name("place", same("a"), About(place="a")) + one.name("place", same("b"), About(place="b")),
            "different_place",
        ),
        (
            lambda one: one.figure(figure(), About(year=2025)) + one.name("year", same("x"), About(year=2027)),
            "different_year",
        ),
        (
            lambda one: one.figure(figure(), About(indicator="R1")) + one.verdict("met", About(indicator="R2")),
            "different_indicator",
        ),
    ],
)
def test_a_sentence_whose_slots_disagree_is_rejected(sentence: Slots, code: str) -> None:
    ledger = Ledger()
    assert code in codes(sentence(ledger), ledger)


def test_what_two_sentences_say_of_two_schools_does_not_disagree() -> None:
    ledger = Ledger()
    draft = f"- {ledger.school('甲小学')}\n- {ledger.school('乙小学')}"
    assert codes(draft, ledger) == []


CV_CLAUSE = LIBRARY.clause("yueqing-2023-39", "附件2/一、资源配置/观测点")


def named(ledger: Ledger) -> dict[str, str]:
    """Enter what the built-in engine would, of two schools, two stages and two indicators; return its slots by name."""
    jia, yi = About(school="甲小学"), About(school="乙小学")
    primary, junior = About(stage="小学"), About(stage="初中")
    rooms = ledger.cite(ROOMS, 0, len(ROOMS.text), About(place=YUEQING))
    spread = ledger.cite(CV_CLAUSE, 0, len(CV_CLAUSE.text), About(place=NATIONAL))

    def count(label: str, about: About = About(), id: str = "F", kind: str = "computed", display: str = "12") -> str:
        return ledger.figure(Figure(id, kind, same(label), float(display), "所", display), about)  # type: ignore[arg-type]

    limit = Figure("STD.CV", "quoted", same("校际差异系数（小学）"), 0.5, "", "0.50")
    area = Figure("STD.G3", "quoted", same("每间音乐专用教室面积"), 96, "㎡", "96")
    return {
        "jia": ledger.name("school", same("甲小学"), jia),
        "yi": ledger.name("school", same("乙小学"), yi),
        "jia_lacks": count("甲小学尚缺音乐专用教室", jia),
        "yi_lacks": count("乙小学尚缺音乐专用教室", yi),
        "jia_needs": count("甲小学每类应有专用教室", jia),
        "jia_has": count("甲小学面积达标的音乐专用教室", jia),
        "jia_pupils": count("甲小学义务教育阶段在校生数", jia),
        "jia_class": count("甲小学（小学）最大班额", jia),
        "judged": count("应配备专用教室的学校", id="G3.judged"),
        "short": count("专用教室不足的学校", id="G3.failing"),
        "failing": count("不达标的学校", id="G3.schools"),
        "oversized": count("超过规模的学校", id="G4.failing"),
        "below": count("小学低于要求的学校", About(stage="小学", indicator="R1"), "R1.小学"),
        "mean": count(
            "全县小学平均每百名学生拥有高于规定学历教师数", About(stage="小学", indicator="R1"), "mean.R1.小学"
        ),
        "crowded": count("初中超班额班级数", junior, "classes.over.初中"),
        "cv": count("小学差异系数", About(stage="小学", indicator="R1"), "cv.R1.小学", display="0.604"),
        "limit": ledger.figure(limit, About(), spread),
        "area": ledger.figure(area, About(), rooms),
        "met": ledger.verdict("met"),
        "not_met": ledger.verdict("not_met"),
        "met_jia": ledger.verdict("met", jia),
        "met_primary": ledger.verdict("met", primary),
        "met_junior": ledger.verdict("met", junior),
        "met_r1": ledger.verdict("met", About(stage="小学", indicator="R1")),
        "art": count("不足", About(indicator="G3.art"), "x"),
        "music": count("不足", About(indicator="G3.music"), "x"),
        "rooms_name": ledger.name("indicator", Bilingual("音乐、美术专用教室", "dedicated music and art rooms")),
        "music_name": ledger.name("term", Bilingual("音乐专用教室", "music rooms")),
        "art_name": ledger.name("term", Bilingual("美术专用教室", "art rooms")),
        "cv_name": ledger.name("indicator", Bilingual("校际差异系数", "coefficient of variation")),
        "r1_name": ledger.name("indicator", Bilingual("每百名学生拥有高于规定学历教师数", "highly qualified teachers")),
        "r4_name": ledger.name("indicator", Bilingual("生均教学及辅助用房面积", "teaching space")),
        "size_name": ledger.name("indicator", Bilingual("学校规模", "school size")),
        "class_name": ledger.name("indicator", Bilingual("班级学生数", "class size")),
        "whole": ledger.name("term", Bilingual("总的结论", "overall verdict")),
        "primary": ledger.name("stage", Bilingual("小学", "primary"), primary),
        "junior": ledger.name("stage", Bilingual("初中", "junior secondary"), junior),
        "yueqing": ledger.name("place", Bilingual("乐清市", "Yueqing"), About(place=YUEQING)),
        "licheng": ledger.name("place", Bilingual("鲤城区", "Licheng")),
        "nation": ledger.name("place", Bilingual("国家指标", "the national requirement")),
        "document": ledger.name("document", same("乐政办发〔2023〕39号"), About(place=YUEQING)),
        "path": ledger.name("clause", same("附件2 › 二、政府保障程度 › L3"), About(place=YUEQING)),
        "year": ledger.name("year", same("2026"), About(year=2026)),
        "data": ledger.name("data", same("运动场地面积")),
        "message": ledger.name("message", same("B7 的“12%”不是数字")),
        "rooms": rooms,
        "rooms_q": quotation(rooms),
        "spread": spread,
        "spread_q": quotation(spread),
    }


ACCEPTED = [
    # what the built-in engine says
    "{rooms_name}：{not_met}。核对{judged}学校，其中{short}不足。",
    "{rooms_name}: {not_met}. Judged: {judged}; short of rooms: {short}.",
    "要求：“{rooms_q}”{rooms}",
    "Requirement: “{rooms_q}” {rooms}",
    "{music_name}：{not_met}，{short}不足：",
    "{music_name}: {not_met}; {short} fall short",
    "- {jia}：应有{jia_needs}，面积达标{jia_has}，缺{jia_lacks}",
    "- {jia}: needs {jia_needs}, large enough {jia_has}, lacking {jia_lacks}",
    "{primary}{cv_name}：{met_primary}（上限{limit}）",
    "{primary}, {cv_name}: {met_primary} (limit {limit})",
    "- {r1_name}：{cv}，{met_r1}",
    "- {r1_name}: {cv}, {met_r1}",
    "- 缺少数据：{data}",
    "- Data missing: {data}",
    "{primary}{r1_name}：{met_r1}。要求{limit}，全县平均{mean}，{below}低于要求。",
    "{primary}, {r1_name}: {met_r1}. County mean {mean}; schools below it: {below}.",
    "{size_name}：{not_met}，{oversized}超过规模。",
    "{size_name}: {not_met}; schools above the limit: {oversized}.",
    "- {jia}：{jia_pupils}，上限{area}",
    "- {jia}: {jia_pupils}, limit {area}",
    "{junior}{class_name}：{met_junior}，超班额班级{crowded}。",
    "{junior}, {class_name}: {met_junior}; classes above it: {crowded}.",
    "- {jia}：最大班额{jia_class}",
    "- {jia}: largest class {jia_class}",
    "{whole}：{not_met}",
    "{whole}: {not_met}",
    "- {rooms_name}：{not_met}，{failing}不达标",
    "- {rooms_name}: {not_met}; failing: {failing}",
    "- {rooms_name}：{met_jia}，每类应有{jia_needs}，音乐教室面积达标{jia_has}",
    "- {rooms_name}: {met_jia}; needed of each kind {jia_needs}; music rooms large enough {jia_has}",
    "依据：{nation}（{year}年）",
    "Held against {nation} ({year})",
    "这里没有{licheng}的文件。",
    "There are no documents of {licheng} here.",
    "这里没有{licheng}的文件，下面是国家指标。",
    "{yueqing}，{document}（{path}）：“{rooms_q}”{rooms}",
    "{yueqing}, {document} ({path}): “{rooms_q}” {rooms}",
    "- {yueqing}：{document}",
    "- {yueqing}的文件没有写到。",
    "- The documents of {yueqing} do not say.",
    "- 事项：{message}",
    "- On: {message}",
    "- “{rooms_q}”{rooms}：{message}",
    "- {document}：“{rooms_q}”{rooms}",
    # what a model may say
    "{jia}的结论是{met_jia}。",
    "{jia}：缺{jia_lacks}。",
    "乐清市的要求见“{rooms_q}”{rooms}",
    "音乐教室的面积要求是{area}{rooms}。",
    "小学的差异系数是{cv}，上限是{limit}。",
    "In primary schools the result is {met_primary}.",
    "国家要求“{spread_q}”{spread}",
    "九年一贯制学校的要求见{rooms}。",
    "一方面，结论是{met}。",
    "The verdict on the county: {not_met}.",
    "小学和初中的要求见“{spread_q}”{spread}",
    "这所学校的结论是{met_jia}。",
    "The area of a music room: {area} {rooms}.",
]
REJECTED = [
    # verdicts in words
    *[
        (f"{words}{{rooms}}", "verdict_outside_slot")
        for words in (
            "全县达标，见",
            "不达标，见",
            "全县合格，见",
            "已经通过，见",
            "符合要求，见",
            "没有超标，见",
            "优于国家标准，见",
            "教室不足，见",
            "教室充足，见",
            "满足要求，见",
            "高于要求，见",
            "低于要求，见",
            "超过规模，见",
            "面积达标，见",
            "全县缺教室，见",
            "情况良好，见",
            "全面落后，见",
            "没有问题，见",
            "The county has met this, see ",
            "The county is not met, see ",
            "It meets the rule, see ",
            "It fails, see ",
            "It passes, see ",
            "It is above it, see ",
            "It is below it, see ",
            "It exceeds the limit, see ",
            "It complies, see ",
            "It is adequate, see ",
            "It is better, see ",
            "Rooms are lacking, see ",
            "The rooms are too small, see ",
            "Enough rooms, see ",
            "It is ＭＥＴ, see ",
            "It is m\u200bet, see ",
        )
    ],
    ("不达标，不得通过：{met}", "verdict_outside_slot"),
    ("全县达标{judged}", "verdict_outside_slot"),
    ("{judged}不达标", "verdict_outside_slot"),
    ("全县面积达标{jia_has}", "verdict_outside_slot"),
    ("failing: {judged}", "verdict_outside_slot"),
    ("不{met}", "verdict_turned"),
    ("没有{met}。", "verdict_turned"),
    ("并非“{met}”", "verdict_turned"),
    ("几乎{met}", "verdict_turned"),
    ("The result is not {met}.", "verdict_turned"),
    ("The result: nearly {met}.", "verdict_turned"),
    ("Never {met}", "verdict_turned"),
    # figures bent
    *[
        (f"{words}{{judged}}", "figure_bent")
        for words in (
            "约",
            "大约",
            "不到",
            "近",
            "逾",
            "至少",
            "最多",
            "将近",
            "about ",
            "almost ",
            "at least ",
            "up to ",
            "more than ",
            "-",
            "−",
            "±",
            "≥",
            "＜",
        )
    ],
    *[(f"核对{{judged}}{words}", "figure_bent") for words in ("以上", "左右", "以下", "有余", " or more", "{short}")],
    # quantities
    *[
        (sentence, "quantity_outside_slot")
        for sentence in (
            "{jia}缺12间{jia_lacks}",
            "{jia}缺两间{jia_lacks}",
            "{judged}，约半数",
            "{judged}，占百分之五十",
            "{judged}, 50%",
            "{judged}, half of them",
            "{judged}万",
            "{judged}倍",
            "{judged}分之一",
            "{judged}万一起",
            "{judged} dozen",
            "Twelve: {judged}",
            "第十二条{rooms}",
            "（三）{rooms}",
            "①{rooms}",
            "2025年{rooms}",
            "教督〔2017〕6号{rooms}",
            "Ⅲ级{rooms}",
            "level IV {rooms}",
            "数所学校{rooms}",
            "许多学校{rooms}",
            "若干学校{rooms}",
            "most schools {rooms}",
            "both schools {rooms}",
            "ｔｗｏ schools {rooms}",
            "两所{rooms}",
            "翻番{rooms}",
            "过半{rooms}",
            "１２{rooms}",
            "It doubled {rooms}",
            "twofold {rooms}",
            "a pair {rooms}",
        )
    ],
    # names in words
    ("乙小学：缺{jia_lacks}", "school_outside_slot"),
    ("甲小学：缺{jia_lacks}", "school_outside_slot"),
    ("洪濑中学{met}", "school_outside_slot"),
    ("东方学校{met}", "school_outside_slot"),
    ("山美教学点{met}", "school_outside_slot"),
    ("Hongmei Primary School {met}", "school_outside_slot"),
    ("{jia}和梅山中学：{jia_pupils}", "school_outside_slot"),
    ("鲤城区要求：“{rooms_q}”", "different_place"),
    ("南安市：“{rooms_q}”{rooms}", "different_place"),
    ("泉州市：“{rooms_q}”{rooms}", "different_place"),
    ("Licheng: “{rooms_q}” {rooms}", "different_place"),
    ("Nan'an requires “{rooms_q}”", "different_place"),
    ("国家要求：“{rooms_q}”", "different_place"),
    ("The national rule: “{rooms_q}”", "different_place"),
    ("{licheng}：“{rooms_q}”{rooms}", "different_place"),
    ("晋江市的结论是{met}", "different_place"),
    ("小学{met}，初中也这样", "different_stage"),
    ("小学{met}", "different_stage"),
    ("初中：{met_primary}", "different_stage"),
    ("Junior secondary: {met_primary}", "different_stage"),
    ("Primary schools: {met}", "different_stage"),
    ("{primary}：{met_junior}", "different_stage"),
    ("{junior}：{cv}", "different_stage"),
    ("美术教室：缺{music}", "different_indicator"),
    ("音乐教室：{art}", "different_indicator"),
    ("{art_name}：{music}", "different_indicator"),
    ("Art rooms: {music}", "different_indicator"),
    ("班额是{cv}", "different_indicator"),
    ("骨干教师：{cv}", "different_indicator"),
    ("差异系数是{mean}", "different_indicator"),
    ("{r4_name}：{cv}", "different_indicator"),
    ("{cv_name}：{mean}", "different_indicator"),
    ("教师工资的结论是{met}", "different_indicator"),
    ("Class size: {met_r1}", "different_indicator"),
    ("{class_name}：{area}", "different_indicator"),
    # schools swapped, or not proven
    ("{jia}：缺{yi_lacks}", "different_school"),
    ("{jia}：{met_jia}，{yi_lacks}", "different_school"),
    ("{jia}、{yi}", "different_school"),
    ("{jia}：{judged}", "unproven_school"),
    ("{yi}：{met}", "unproven_school"),
    # no slot, or no such slot
    ("全县很好。", "unsupported_sentence"),
    ("This is fair.", "unsupported_sentence"),
    ("见[[c:c99]]。", "unknown_slot"),
    ("[[v:f1]]", "unknown_slot"),
    ("[[f: f1]]", "malformed_slot"),
    ("[[z:f1]]", "malformed_slot"),
    ("два {judged}", "foreign_letters"),
    ("twо {judged}", "foreign_letters"),
]


def checked(sentence: str) -> list[str]:
    ledger = Ledger()
    slots_of = named(ledger)
    return codes(re.sub(r"{(\w+)}", lambda match: slots_of[match[1]], sentence), ledger, frozenset({CV_CLAUSE.key}))


@pytest.mark.parametrize("sentence", ACCEPTED)
def test_this_sentence_is_accepted(sentence: str) -> None:
    assert checked(sentence) == []


@pytest.mark.parametrize(("sentence", "code"), REJECTED)
def test_this_sentence_is_rejected(sentence: str, code: str) -> None:
    assert code in checked(sentence)


def parts(sentence: str) -> list[str]:
    """Cut a sentence where a word could stand: around slots and punctuation, and between Chinese characters."""
    return re.findall(r"{\w+}|[A-Za-z']+|.", sentence)


NUMBER = st.one_of(
    st.integers(0, 10**9).map(str),
    st.decimals(0, 100, places=2).map(str),
    st.characters(categories=["Nd", "Nl", "No"]),
    st.sampled_from(
        ["两", "十二", "廿", "百分之五十", "五成", "一半", "翻番", "许多", "若干", "多数", "倍", "%", "〔2017〕"]
    ),
    st.sampled_from(
        [
            "two",
            "Twelve",
            "half",
            "twice",
            "percent",
            "a dozen",
            "most",
            "both",
            "third",
            "tripled",
            "ｔｅｎ",
            "t\u200bwo",
        ]
    ).map(" {} ".format),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ACCEPTED), st.data())
def test_a_number_in_any_dress_at_any_place_is_rejected(sentence: str, data: st.DataObject) -> None:
    words = parts(sentence)
    words.insert(data.draw(st.integers(1, len(words))), data.draw(NUMBER))
    assert checked("".join(words)), "".join(words)


OF_ONE_SCHOOL = [sentence for sentence in ACCEPTED if "{jia}" in sentence and re.search(r"{(?:jia|met)_\w+}", sentence)]


@given(st.sampled_from(OF_ONE_SCHOOL))
def test_the_figures_of_one_school_are_rejected_under_the_name_of_another(sentence: str) -> None:
    assert "different_school" in checked(sentence.replace("{jia}", "{yi}"))


@settings(deadline=None)
@given(
    st.sampled_from([one for one in ACCEPTED if "{rooms_q}" in one]),
    st.sampled_from(["鲤城区", "南安市", "泉州市鲤城区", "晋江市", "北京市"]),
)
def test_the_name_of_another_place_before_a_quotation_is_rejected(sentence: str, place: str) -> None:
    assert "different_place" in checked(f"{place}：{sentence}")


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("term", "全县100%达标，优于国家标准", "verdict_in_name"),
        ("place", "全县100%达标，优于国家标准", "quantity_in_name"),
        ("stage", "小学达标", "verdict_in_name"),
        ("term", "两间教室", "quantity_in_name"),
        ("term", "two rooms", "quantity_in_name"),
        ("place", "达标县", "verdict_in_name"),
        ("stage", "half of them", "quantity_in_name"),
        ("place", "12县", "quantity_in_name"),
    ],
)
def test_a_name_that_claims_something_is_rejected(kind: NameKind, text: str, code: str) -> None:
    ledger = Ledger()
    assert code in codes(ledger.name(kind, same(text)), ledger)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("school", "第三实验小学"),
        ("indicator", "教师5年360学时培训完成率"),
        ("data", "2025年在校生数"),
        ("year", "2026"),
        ("document", "乐政办发〔2023〕39号"),
        ("message", "B7 应为数字，却是“12%”，不足部分未计"),
        ("clause", "二、政府保障程度 › L3"),
        ("place", "二七区"),
        ("place", "九江市"),
        ("place", "三合县"),
        ("term", "十四五"),
        ("term", "双减"),
        ("stage", "义务教育"),
    ],
)
def test_a_name_may_hold_the_numerals_of_its_kind(kind: NameKind, text: str) -> None:
    ledger = Ledger()
    assert codes(ledger.name(kind, same(text)), ledger) == []


def quoted(display: str, unit: str = "㎡") -> Figure:
    return Figure("STD", "quoted", same("每间音乐专用教室面积"), float(display), unit, display)


@pytest.mark.parametrize("display", ["96", "90", "12", "1"])
def test_a_quoted_figure_that_stands_in_its_citation_passes(display: str) -> None:
    ledger = Ledger()
    figure_slot = ledger.figure(quoted(display), About(), ledger.cite(ROOMS, 0, len(ROOMS.text)))
    assert codes(figure_slot, ledger) == codes("", ledger, beside=[figure_slot]) == []


@pytest.mark.parametrize("display", ["300", "9", "6", "96.0", "960", "2"])
def test_a_quoted_figure_that_does_not_stand_in_its_citation_is_rejected(display: str) -> None:
    ledger = Ledger()
    figure_slot = ledger.figure(quoted(display), About(), ledger.cite(ROOMS, 0, len(ROOMS.text)))
    assert codes(figure_slot, ledger) == codes("", ledger, beside=[figure_slot]) == ["figure_not_in_quote"]


def test_a_quoted_figure_without_a_citation_is_rejected() -> None:
    ledger = Ledger()
    assert codes(ledger.figure(quoted("96")), ledger) == ["figure_not_in_quote"]


def test_a_figure_whose_citation_does_not_exist_is_rejected_in_the_text_and_in_the_panel() -> None:
    ledger = Ledger()
    dangling = ledger.figure(figure(), About(), "[[c:c77]]")
    assert codes(dangling, ledger) == codes("", ledger, beside=[dangling]) == ["dangling_citation"]
    assert codes("", ledger, beside=["[[f:f99]]"]) == ["unknown_slot"]


@pytest.mark.parametrize(("year", "found"), [(2022, ["clause_after_its_year"]), (2023, []), (2024, []), (None, [])])
def test_a_clause_does_not_speak_for_a_year_before_it_was_issued(year: int | None, found: list[str]) -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(year=year))
    assert codes(f"“{quotation(cited)}”{cited}", ledger) == found
    assert codes(f"“{quotation(cited)}”{cited}", ledger, frozenset({ROOMS.key})) == []


@pytest.mark.parametrize(("year", "found"), [(2016, ["requirement_not_in_force"]), (2017, []), (2025, [])])
def test_a_requirement_does_not_hold_before_its_year(year: int, found: list[str]) -> None:
    threshold = load_standards(LIBRARY).floor(2026).get("G3.music_area", "义务教育")
    ledger = Ledger()
    slot = ledger.figure(replace(figure(), threshold=threshold), About(year=year))
    assert threshold.since == 2017 and codes(slot, ledger) == found


@pytest.mark.parametrize(
    ("places", "national", "found"),
    [
        ([], False, []),
        ([YUEQING], False, []),
        ([NANAN_PLACE, YUEQING], False, []),
        ([NANAN_PLACE], False, ["clause_of_a_place_not_asked"]),
        ([NANAN_PLACE], True, []),
    ],
)
def test_a_clause_of_a_place_not_asked_about_is_rejected(places: list[str], national: bool, found: list[str]) -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20)
    keys = frozenset({ROOMS.key} if national else ())
    assert codes(f"“{quotation(cited)}”{cited}", ledger, keys, places=places) == found


def test_a_clause_of_a_place_that_its_sentence_names_passes() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(place=YUEQING))
    place = ledger.name("place", same("乐清市"), About(place=YUEQING))
    assert codes(f"{place}：“{quotation(cited)}”{cited}", ledger, places=[NANAN_PLACE]) == []


def test_a_figure_of_the_panel_is_held_to_the_places_asked_about() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 0, len(ROOMS.text), About(place=YUEQING))
    beside = [ledger.figure(quoted("96"), About(), cited)]
    assert codes("", ledger, beside=beside, places=[NANAN_PLACE]) == ["clause_of_a_place_not_asked"]
    assert codes("", ledger, beside=beside, places=[YUEQING]) == []
