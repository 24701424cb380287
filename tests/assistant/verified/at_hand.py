"""The ledger that the sentences of the tables are held against, its slots by name, and the faults found."""

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from assistant.verified.ledger import About, Ledger, quotation
from assistant.verified.verify import problems
from calculators.model import Figure, FigureKind
from corpus.bilingual import Bilingual, same
from corpus.documents import load_library
from corpus.model import NATIONAL, Threshold
from corpus.standards import load_standards

HERE = Path(__file__).parent
LIBRARY = load_library()
YUEQING = "浙江省温州市乐清市"
NANAN = "福建省泉州市南安市"
ROOMS = LIBRARY.clause("yueqing-2023-39", "附件2/二、政府保障程度/L3")
CV_CLAUSE = LIBRARY.clause("yueqing-2023-39", "附件2/一、资源配置/观测点")
STANDARDS = load_standards(LIBRARY)


def codes(
    draft: str,
    ledger: Ledger,
    national: frozenset[str] = frozenset(),
    *,
    beside: Sequence[str] = (),
    places: Sequence[str] = (),
) -> list[str]:
    return [problem.code for problem in problems(draft, ledger, LIBRARY, national, beside=beside, places=places)]


def checked(sentence: str) -> list[str]:
    """Return the codes of the faults of a sentence whose slots are written by name: {jia}, {met}."""
    ledger = Ledger()
    slots_of = named(ledger)
    filled = re.sub(r"{(\w+)}", lambda match: slots_of.get(match[1], match[0]), sentence)
    return codes(filled, ledger, frozenset({CV_CLAUSE.key}))


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of sentences: their group and, where they are rejected, the code of the fault."""
    groups = yaml.safe_load((HERE / name).read_text("utf-8"))
    return [
        {"code": group.get("code", ""), "group": group["group"], "sentence": sentence}
        for group in groups
        for sentence in group["sentences"]
    ]


def count(
    ledger: Ledger, label: str, about: About = About(), id: str = "F", kind: FigureKind = "computed", shown: str = "12"
) -> str:
    return ledger.figure(Figure(id, kind, same(label), float(shown), "所", shown), about)


def named(ledger: Ledger) -> dict[str, str]:
    """Enter what answers hold, of several schools, stages, years and places; return the slots by name."""
    return {
        **_of_schools(ledger),
        **_of_the_county(ledger),
        **_verdicts_and_ranks(ledger),
        **_names(ledger),
        **_clauses(ledger),
    }


def _of_schools(ledger: Ledger) -> dict[str, str]:
    jia, yi = About(school="甲小学"), About(school="乙小学")
    return {
        "jia": ledger.name("school", same("甲小学"), jia),
        "yi": ledger.name("school", same("乙小学"), yi),
        "third_school": ledger.name("school", same("第三实验小学"), About(school="第三实验小学")),
        "met_third": ledger.verdict("met", About(school="第三实验小学")),
        "jia_lacks": count(ledger, "甲小学尚缺音乐专用教室", jia),
        "yi_lacks": count(ledger, "乙小学尚缺音乐专用教室", yi),
        "jia_needs": count(ledger, "甲小学每类应有专用教室", jia),
        "jia_has": count(ledger, "甲小学面积达标的音乐专用教室", jia),
        "jia_pupils": count(ledger, "甲小学义务教育阶段在校生数", jia),
        "jia_class": count(ledger, "甲小学（小学）最大班额", jia),
        "jia_value": count(ledger, "甲小学（小学）生均教学及辅助用房面积", jia, "R4.甲小学"),
        "yi_value": count(ledger, "乙小学（小学）生均教学及辅助用房面积", yi, "R4.乙小学"),
        "jia_part": count(ledger, "甲小学在小学生均教学及辅助用房面积差异系数中的贡献", jia),
    }


def _of_the_county(ledger: Ledger) -> dict[str, str]:
    r1, junior = About(stage="小学", indicator="R1"), About(stage="初中")
    return {
        "judged": count(ledger, "应配备专用教室的学校", id="G3.judged"),
        "short": count(ledger, "专用教室不足的学校", id="G3.failing"),
        "failing": count(ledger, "不达标的学校", id="G3.schools"),
        "oversized": count(ledger, "超过规模的学校", id="G4.failing"),
        "below": count(ledger, "小学低于要求的学校", r1, "R1.小学"),
        "mean": count(ledger, "全县小学平均每百名学生拥有高于规定学历教师数", r1, "mean.R1.小学"),
        "crowded": count(ledger, "初中超班额班级数", junior, "classes.over.初中"),
        "cv": count(ledger, "小学差异系数", r1, "cv.R1.小学", shown="0.604"),
        "unweighted": count(ledger, "小学不加权的差异系数（非官方指标）", r1, "u.R1.小学", shown="0.61"),
        "ratio": count(ledger, "小学生均教学及辅助用房面积最高与最低之比（非官方指标）", shown="2.1"),
        "given": count(ledger, "您写的数", kind="given", shown="0.6"),
        "art": count(ledger, "不足", About(indicator="G3.art"), "x"),
        "music": count(ledger, "不足", About(indicator="G3.music"), "x"),
        "since_2027": count_of_later(ledger),
    }


def count_of_later(ledger: Ledger) -> str:
    """Enter the value of a requirement that comes into force in 2027, with the words that set it."""
    later = next(one for one in STANDARDS.all if isinstance(one, Threshold) and one.since == 2027)
    clause = LIBRARY.clause(later.ref.document, later.ref.clause)
    start = clause.text.index(later.ref.quote)
    cited = ledger.cite(clause, start, start + len(later.ref.quote), About(place=later.jurisdiction))
    figure = Figure("L", "quoted", same("目标"), float(later.value), later.unit, str(later.value), threshold=later)
    return ledger.figure(figure, About(), cited)


def _verdicts_and_ranks(ledger: Ledger) -> dict[str, str]:
    jia, yi = About(school="甲小学"), About(school="乙小学")
    return {
        "met": ledger.verdict("met"),
        "not_met": ledger.verdict("not_met"),
        "borderline": ledger.verdict("met", About(stage="小学"), borderline=True),
        "met_jia": ledger.verdict("met", jia),
        "met_primary": ledger.verdict("met", About(stage="小学")),
        "met_junior": ledger.verdict("met", About(stage="初中")),
        "met_r1": ledger.verdict("met", About(stage="小学", indicator="R1")),
        "met_g2": ledger.verdict("met", About(indicator="G2")),
        "met_v1": ledger.verdict("met", About(indicator="V1")),
        "met_2026": ledger.verdict("met", About(year=2026)),
        "met_later": ledger.verdict("met", About(year=2027)),
        "met_nanan": ledger.verdict("met", About(place=NANAN)),
        "highest_jia": ledger.rank("highest", jia),
        "highest_yi": ledger.rank("highest", yi),
        "lowest_yi": ledger.rank("lowest", yi),
        "strictest": ledger.rank("strictest", About(place=YUEQING)),
    }


def _names(ledger: Ledger) -> dict[str, str]:
    return {
        "rooms_name": ledger.name("indicator", Bilingual("音乐、美术专用教室", "dedicated music and art rooms")),
        "music_name": ledger.name("term", Bilingual("音乐专用教室", "music rooms")),
        "art_name": ledger.name("term", Bilingual("美术专用教室", "art rooms")),
        "cv_name": ledger.name("indicator", Bilingual("校际差异系数", "coefficient of variation")),
        "r1_name": ledger.name("indicator", Bilingual("每百名学生拥有高于规定学历教师数", "highly qualified teachers")),
        "r4_name": ledger.name("indicator", Bilingual("生均教学及辅助用房面积", "teaching space")),
        "size_name": ledger.name("indicator", Bilingual("学校规模", "school size")),
        "class_name": ledger.name("indicator", Bilingual("班级学生数", "class size")),
        "whole": ledger.name("term", Bilingual("总的结论", "overall verdict")),
        "fourteenth": ledger.name("term", Bilingual("十四五", "the 14th five-year plan")),
        "primary": ledger.name("stage", Bilingual("小学", "primary"), About(stage="小学")),
        "junior": ledger.name("stage", Bilingual("初中", "junior secondary"), About(stage="初中")),
        "yueqing": ledger.name("place", Bilingual("乐清市", "Yueqing"), About(place=YUEQING)),
        "licheng": ledger.name("place", Bilingual("鲤城区", "Licheng")),
        "nation": ledger.name("place", Bilingual("国家指标", "the national requirement")),
        "document": ledger.name("document", same("乐政办发〔2023〕39号"), About(place=YUEQING)),
        "order_name": ledger.name("document", same("教督〔2017〕6号")),
        "path": ledger.name("clause", same("附件2 › 二、政府保障程度 › L3"), About(place=YUEQING)),
        "year": ledger.name("year", same("2026"), About(year=2026)),
        "later": ledger.name("year", same("2027"), About(year=2027)),
        "earlier": ledger.name("year", same("2016"), About(year=2016)),
        "data": ledger.name("data", same("运动场地面积")),
        "two_rooms_data": ledger.name("data", same("两类教室间数")),
        "message": ledger.name("message", same("B7 的“12%”不是数字")),
    }


def _clauses(ledger: Ledger) -> dict[str, str]:
    rooms = ledger.cite(ROOMS, 0, len(ROOMS.text), About(place=YUEQING))
    spread = ledger.cite(CV_CLAUSE, 0, len(CV_CLAUSE.text), About(place=NATIONAL))
    limit = Figure("STD.CV", "quoted", same("校际差异系数（小学）"), 0.5, "", "0.50")
    area = Figure("STD.G3", "quoted", same("每间音乐专用教室面积"), 96, "㎡", "96")
    return {
        "limit": ledger.figure(limit, About(), spread),
        "area": ledger.figure(area, About(), rooms),
        "rooms": rooms,
        "rooms_q": quotation(rooms),
        "spread": spread,
        "spread_q": quotation(spread),
    }
