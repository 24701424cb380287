"""Questions about the rules are answered from the records: by place, stage and year, compared, over time, left open.

`FIRST` was written before any of the answers was tuned, and stands as it was, but for one unit: two percentages differ
by percentage points. `SECOND` was written with the first answers in view.
"""

import re

import pytest

from assistant.asked.understanding import understand
from assistant.model import Answer
from assistant.rules.drafts import draft_from_rules
from assistant.rules.records import from_records
from assistant.service import Assistant
from assistant.verified.ledger import Ledger
from assistant.view import View
from corpus.indicators import name_of
from corpus.model import NATIONAL
from tests.assistant.test_answers import is_sound
from tests.conftest import sample

NANAN, LICHENG, YUEQING = "南安市", "鲤城区", "乐清市"
Row = tuple[str, str | None, int | None, tuple[str, ...]]

# question, place selected, year given, and what the answer says
FIRST: list[Row] = [
    # the requirement for an item
    ("乐清市残疾儿童少年入学率至少要达到多少？", None, None, ("99%", "95%")),
    ("南安教师交流轮岗的比例要求是多少", None, 2026, ("10%", "20%")),
    ("鲤城2025年特殊教育学校生均公用经费不低于多少", None, None, ("6000", "2025年起")),
    ("优质高中招生名额至少要拿出多少分给初中？", None, None, ("50%", "国家指标")),
    ("乐清的优质高中名额分配比例是多少", None, None, ("70%", "50%", "逐步")),
    ("初中三年巩固率国家要求多少", None, None, ("95%",)),
    ("教师培训经费要占公用经费的百分之几", YUEQING, None, ("10%", "2.1%", "5%")),
    ("教师五年培训要多少学时，完成率要求多少？", None, None, ("360", "100%")),
    ("小学就近划片入学比例要求", None, None, ("100%",)),
    ("What share of teachers must hold a teaching certificate?", None, None, ("100%",)),
    ("What is the minimum enrolment rate of children with disabilities in Nan'an?", None, None, ("99%", "95%")),
    ("How high must public approval be in Licheng?", None, None, ("85%",)),
    ("乐清市对德育工作有什么要求", None, None, ("德育工作、校园文化建设水平达到良好以上",)),
    ("鲤城区对学校章程的要求是什么", None, None, ("所有学校制定章程",)),
    # which place asks most or least
    ("哪个县的初中三年巩固率要求最高？", None, 2026, ("最严：乐清市，98%", "最严：鲤城区，98%", "95%", "并列")),
    ("随迁子女就读比例，哪个地方要求最严？", None, 2026, ("最严：乐清市，95%", "85%")),
    (
        "Which place has the strictest requirement for the enrolment of children with disabilities?",
        None, 2026, ("Strictest: Yueqing, 99%", "Strictest: Nan'an, 99%", "95%"),
    ),
    ("小学生均教学仪器设备值哪里要求最高", None, 2026, ("最严：乐清市，4000元/生", "2000元/生")),
    ("哪个区对班额要求最松", None, 2026, ("45人", "50人")),
    ("Which county asks least of the share of places in good senior high schools?", None, 2026, ("50%", "70%")),
    # what changes with the years
    ("南安小学每百名学生拥有高于规定学历教师数从2025年到2027年提高多少？",
     None, None, ("4.3", "4.5", "提高0.2人/百生")),
    ("南安骨干教师达标学校比例2022、2025、2027年有什么变化",
     None, None, ("60%", "80%", "95%", "98%", "100%")),
    (
        "How does Nan'an's target for sport and art teachers change between 2022 and 2027?",
        None, None, ("0.55 per 100 pupils", "0.9 per 100 pupils", "0.35 per 100 pupils"),
    ),
    ("南安教师继续教育经费占工资总额的比例怎么逐年变化", None, None, ("2%", "2.5%", "0.5个百分点")),
    # how far a reported fact is from its target
    ("南安2021年小学高于规定学历教师均值离2025年目标还差多少？", None, None, ("3.96", "4.3", "0.34", "不达标")),
    ("南安2021年初中高于规定学历教师数离目标还有多远", None, None, ("6.69", "5.5", "**达标**")),
    ("How far is Nan'an from its 2025 target for sport and art teachers?", None, None, ("0.52", "0.75", "0.23")),
    ("南安2021年交流轮岗比例是多少", None, None, ("13.55%",)),
    ("南安生均教学及辅助用房面积现状", None, None, ("7.25",)),
    ("What was the mean equipment value per pupil in Nan'an in 2021?", None, None, ("2079", "2800")),
    # what the documents leave open
    ("差异系数的省定标准到底是多少？", LICHENG, None, ("省定标准", "0.50", "0.45", "没有给出")),
    ("What is the provincial standard for the coefficient of variation in Licheng?", None, None, ("0.50", "0.45")),
    ("鲤城区的省定现代化办学标准具体是什么", None, None, ("没有写明",)),
    # a year without a requirement
    ("2015年小学班额的上限是多少", None, None, ("2015年", "2017年起", "45人")),
    ("2024年乐清小学生均教学仪器设备值标准", None, None, ("2025年起", "4000", "2000")),
    ("In 2020, how many key teachers per 100 pupils did Nan'an require?", None, None, ("from 2022", "1")),
]  # fmt: skip


SECOND: list[Row] = [
    ("乐清小学巩固率要求多少", None, None, ("100%",)),
    ("残疾孩子的入学率最少得多少才行", NANAN, None, ("99%", "95%")),
    ("义务教育质量监测校际差异率必须低于多少", None, None, ("0.15", "不是资源配置的校际差异系数")),
    ("What level must pupils reach in the national quality monitoring?", None, None, ("Ⅲ级",)),
    ("How many training hours must teachers complete in five years?", None, None, ("360学时", "national")),
    ("民办学校学生占比上限是多少", NANAN, None, ("15%",)),
    ("南安2025年专任教师本科及以上学历比例目标", None, None, ("2025年起", "70%、90%")),
    ("南安2025年生均体育运动场馆面积达标率", None, None, ("2025年起", "84%", "不是国家规定的余项最低比例")),
    ("不足100人的教学点按多少人核定公用经费", None, None, ("国家指标", "100名学生")),
    ("不足100人的教学点按多少人核定公用经费", YUEQING, None, ("2 倍", "国家指标")),
    ("乐清特殊教育学校生均公用经费标准", None, None, ("15 倍", "6000元")),
    ("班额上限是多少", NANAN, 2026, ("45人、50人", "2027年", "国家标准要求")),
    ("鲤城和乐清谁的随迁子女就读比例要求更高", None, 2026, ("最严：乐清市，95%", "鲤城区，85%")),
    ("三个县里谁的优质高中名额分配比例最高", None, 2026, ("最严：乐清市，70%", "口径不同，不参与排序：南安市")),
    ("南安和鲤城哪个的残疾儿童入学率要求更严", None, 2026, ("最严：南安市，99%", "鲤城区，95%，2025年起")),
    ("Which district is the most lenient on junior secondary retention?", None, 2026, ("Loosest: the national", "98%")),
    ("音乐教室面积哪个县要求最大", None, 2026, ("96 ㎡", "以上要求相同")),
    ("南安市2022、2025和2027年的目标有什么变化", None, None, ("4人/百生", "4.5人/百生", "2022、2025、2027年", "0.55")),
    ("How do Nan'an's targets change from 2022 to 2027?", None, None, ("4.5 per 100 pupils", "85%")),
    ("南安初中高于规定学历教师数2027年比2022年提高了多少", None, None, ("5.3", "5.8", "提高0.5人/百生")),
    ("南安骨干教师小学达标学校比例2025年比2022年多几个百分点", None, None, ("60%", "80%", "提高20个百分点")),
    ("By how much does the share of schools that reach the standard for teaching space rise in Nan'an?",
     None, None, ("76%", "85%", "a rise of 4 percentage points", "9 percentage points")),
    ("南安培训经费2022年和2027年的目标差多少", None, None, ("2%", "2.5%", "提高0.5个百分点")),
    ("优质高中名额分配比例，乐清比国家高多少", None, 2026, ("70%", "50%", "相差20个百分点")),
    ("How much higher than the national is Yueqing's target for enrolment of children with disabilities?",
     None, 2026, ("99%", "95%", "Apart by 4 percentage points")),
    ("福建省差异系数的省定标准是多少", None, None, ("鲤城区", "没有给出", "0.50")),
    ("南安小学骨干教师均值离2027年目标差多少", None, None, ("1.02", "1.5", "0.48", "不达标", "均值达标不等于每所学校")),
    ("南安随迁子女公办就读率现状", None, None, ("2021年", "100%", "99.4%")),
    ("南安2021年特教学校生均公用经费达到国家标准了吗", None, None, ("9500", "6000", "**达标**")),
    ("鲤城2020年残疾儿童入学率是多少", None, None, ("98%", "三类残疾儿童")),
    ("How far was Nan'an from the national standard for multimedia classrooms in 2021?",
     None, None, ("2.737", "2.3", "**met**")),
    ("What share of schools reached the standard for key teachers in Nan'an in 2021?", None, None, ("72.41%",)),
    ("文件里哪些标准没有写明数值", None, None, ("省定标准", "相应要求", "未定：提高到多少，文件没有说明")),
    ("What do the documents leave open?", None, None, ("Left open:", "provincial")),
    ("2016年差异系数不能超过多少", None, None, ("2016年没有生效的要求", "2017年起")),
    ("In 2010, what was the limit for class size?", None, None, ("no requirement is in force in 2010", "from 2017")),
    ("国家对一票否决事项有什么规定", None, None, ("不予认定",)),
    ("减轻学生课业负担的要求", YUEQING, None, ("课业负担",)),
]  # fmt: skip
# Against the country, between places, over the years; facts held against requirements; what is at odds or in doubt.
THIRD: list[Row] = [
    ("鲤城区初中巩固率与国家底线相比严多少", None, 2026, ("鲤城区，98%", "国家指标，95%", "相差3个百分点")),
    ("How strict is Licheng on retention compared with the national floor?", None, 2026, ("98%", "Apart by 3")),
    ("乐清的教学仪器设备值目标是多少？和国家比呢", None, 2026, ("乐清市，4000元/生，2025年起", "4500", "2500元/生")),
    ("乐清残疾儿童入学率比国家标准高吗", None, None, ("乐清市，99%", "国家指标，95%", "4个百分点")),
    ("南安教师培训经费2.5%比国家5%低吗", None, 2026, ("2.5%", "5%", "口径（基数）不同", "占工资总额的比例")),
    ("教师培训经费 2.5 % 和 5 % 有什么区别", None, 2026, ("2.5%", "5%", "口径（基数）不同")),
    ("南安骨干教师的要求和国家比怎么样", None, 2026, ("（按全县均值）", "按均值的要求与按每所学校的要求口径不同")),
    ("三个县的巩固率要求对比", None, 2026, ("按2026年", "乐清市，98%", "鲤城区，98%", "南安市没有自己的目标")),
    ("教学仪器设备值各县要求分别是多少", None, 2026, ("乐清市，4500元/生", "鲤城区，2500元/生", "国家指标，2000元/生")),
    ("各县残疾儿童入学率要求", None, 2026, ("乐清市，99%", "南安市，99%", "鲤城区，95%")),
    ("Compare the retention requirement of all counties", None, 2026, ("as of 2026", "Yueqing, 98%", "Nan'an has no")),
    ("南安和乐清班额要求有什么不同", None, 2026, ("基本消除56人及以上大班额", "南安市，2027年起", "乐清市，2025年起")),
    ("哪个县骨干教师要求最严", None, 2026, ("按2026年", "最严：国家指标，1人/百生", "南安市，1.5人/百生，2027年起")),
    ("南安2025年班额目标是多少", None, None, ("基本消除56人及以上大班额、51～55人班额比例控制在10%以内", "到2027年")),
    ("南安班额要求", None, 2026, ("51～55人班额比例控制在10%以内", "到2027年", "国家指标")),
    ("鲤城差异系数要低于多少", None, 2026, ("0.50", "到 2028 年", "确保到2022年")),
    ("南安骨干教师达标学校比例2022和2027年有什么变化",
     None, None, ("2025年起：80%", "提高20个百分点", "提高15个百分点", "共提高35个百分点")),
    ("南安2021年轮岗比例达标吗", None, 2026, ("13.55%", "10%，**达标**", "33.75%", "20%，**达标**")),
    ("特殊教育生均公用经费2021年多少，够不够6000", None, None, ("9500元/生", "6000元/生，**达标**")),
    ("南安2021年超45人班级有多少个", None, None, ("1352个", "84个")),
    ("How many classes in Nan'an had more than 45 pupils in 2021?", None, None, ("1352 classes",)),
    ("南安超过2000人的学校有多少", None, None, ("10所", "2021年")),
    ("校际差异率和校际差异系数是一回事吗", None, None, ("0.50", "0.45", "0.15", "不是资源配置的校际差异系数")),
    ("各文件之间有哪些矛盾", None, None, ("新增中小学学位数", "南安市消除大班额的时间", "7500", "5500")),
    ("鲤城学位数的文件说法有矛盾吗", None, None, ("7500", "4200")),
    ("乐清文件里自相矛盾的地方", None, None, ("没有已知的矛盾", "本地目标与国家底线并列")),
    ("What contradictions are there in Nan'an's documents?", None, None, ("oversized classes", "全面消除大校额")),
    ("南安的目标低于国家标准的有哪些", None, None, ("4人/百生，2022年起", "4.2人/百生", "0.75人/百生", "底线照样适用")),
    ("南安2027年质量监测为什么写II级", None, None, ("“II级学业水平达到省均值”[1]", "疑为笔误或提取错误")),
    ("小学生均教学用房的85%是多少", None, None, ("4.5 ㎡/生", "3.825 ㎡/生", "余项不能低于要求的 85%")),
    ("What is 85% of the primary teaching space requirement?", None, None, ("3.825 m² per pupil",)),
    ("福建省现代化办学标准是什么时候要达到", None, None, ("2028年起", "2022年起", "没有写明")),
    ("否决事项有哪几条", None, None, ("存在以考试方式招生；", "有弄虚作假行为。")),
    ("What is the veto list?", None, None, ("存在以考试方式招生；", "有弄虚作假行为。")),
    ("国家一票否决包括哪些情形", None, None, ("存在以考试方式招生；", "有弄虚作假行为。")),
]  # fmt: skip
ELSEWHERE: list[tuple[str, tuple[str, ...]]] = [
    ("鲤城的小学巩固率要求多少", ("没有生效的要求", "乐清市，100%")),
    ("南安对随迁子女在公办学校就读率的要求是多少", ("没有生效的要求", "鲤城区，90%")),
    ("What retention rate of primary schools must Nan'an reach?", ("no requirement is in force", "Yueqing, 100%")),
]
NO_AMOUNT = [
    "随迁子女入学要什么材料",
    "残疾学生每人每年补助多少钱",
    "教师轮岗怎么申请",
    "教师资格证去哪里办理",
    "南安有多少留守儿童",
    "谁负责教师培训经费",
    "高中教师资格证要求",
    "优质高中什么时候招生",
    "How do I apply for a teaching certificate?",
    "What documents does a migrant child need to enrol?",
    "How many children with disabilities are there in Yueqing?",
    "Who pays for teacher training?",
]


ASKED = [
    "{place}{name}的要求是多少",
    "哪个县{name}要求最高",
    "{place}{name}从2022年到2027年有什么变化",
    "{place}{name}离目标还差多少",
    "{place}2021年{name}是多少",
    "What is required of {english} in {place_en}?",
    "Which county has the strictest {english}?",
    "How far is {place_en} from its target for {english}?",
]


def ask(assistant: Assistant, row: Row) -> Answer:
    question, county, year, _ = row
    return assistant.ask(question, county=county, year=year)


@pytest.mark.parametrize("row", [*FIRST, *SECOND, *THIRD], ids=lambda row: row[0])
def test_a_question_about_the_rules_is_answered_from_the_records(assistant: Assistant, row: Row) -> None:
    answer = ask(assistant, row)
    assert answer.status == "answered" and is_sound(answer), answer.text
    assert answer.citations and all(words in answer.text for words in row[3]), answer.text


@pytest.mark.parametrize(("question", "said"), ELSEWHERE)
def test_what_a_place_does_not_require_is_declined_with_what_others_do(
    assistant: Assistant, question: str, said: tuple[str, ...]
) -> None:
    answer = assistant.ask(question, year=2026)
    assert answer.status == "abstained" and is_sound(answer)
    assert all(words in answer.text for words in said), answer.text


@pytest.mark.parametrize("question", NO_AMOUNT)
def test_a_thing_that_is_only_mentioned_is_not_answered_with_its_percentage(
    assistant: Assistant, question: str
) -> None:
    tools = assistant.tools
    asked = understand(question, tools.gazetteer, tools.terms)
    place = asked.places[0] if asked.places else None
    assert from_records(asked, tools, place, 2026) == []
    assert draft_from_rules(View(asked, tools, Ledger(), None), place, 2026) is None


def test_a_reported_figure_is_quoted_and_a_difference_computed_with_its_formula(assistant: Assistant) -> None:
    answer = assistant.ask("南安2021年小学高于规定学历教师均值离2025年目标还差多少？")
    quoted = {one.figure.value for one in answer.figures if one.figure.kind == "quoted"}
    computed = [one.figure for one in answer.figures if one.figure.kind == "computed"]
    assert quoted == {3.96, 4.3, 4.2} and all(one.citation for one in answer.figures if one.figure.kind == "quoted")
    assert [(one.value, one.formula) for one in computed] == [(0.34, "4.3 − 3.96"), (0.24, "4.2 − 3.96")]


def test_a_fact_of_all_stages_is_not_held_against_requirements_that_differ_by_stage(assistant: Assistant) -> None:
    answer = assistant.ask("南安2021年生均教学及辅助用房面积离国家标准还差多少")
    assert "7.25" in answer.text and "达标**" not in answer.text and is_sound(answer)


def test_the_provincial_standard_is_never_given_a_number(assistant: Assistant) -> None:
    answer = assistant.ask("鲤城差异系数的省定标准是多少？")
    assert not [one for one in answer.figures if one.figure.threshold and one.figure.threshold.basis == "target"]
    assert "它不是省定标准" in answer.text and re.search("国家指标：“[^”]*0.50", answer.text)


@pytest.mark.parametrize("question", ["哪个县最严", "哪个地方要求最高", "Which county is strictest?"])
def test_who_is_strictest_in_nothing_named_is_asked_back_with_choices(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "needs_input" and len(answer.suggestions) > 1
    assert all(assistant.ask(one, year=2026).status == "answered" for one in answer.suggestions)


def test_requirements_of_one_value_are_not_called_alike_where_one_is_of_the_mean(assistant: Assistant) -> None:
    answer = assistant.ask("哪个县骨干教师要求最严？", year=2026)
    assert "以上要求相同" not in answer.text and "按均值的要求与按每所学校的要求口径不同" in answer.text


def test_contradictions_are_those_of_the_place_asked_alone(assistant: Assistant) -> None:
    answer = assistant.ask("鲤城文件有哪些矛盾")
    places = {one.document for one in answer.citations}
    assert len(answer.conflicts) == 8 and not any("南政办" in one or "乐政办" in one for one in places)
    assert all(len(one.citations) > 1 for one in answer.conflicts)


def test_a_percentage_of_a_requirement_is_computed_exactly(assistant: Assistant) -> None:
    answer = assistant.ask("初中生均体育运动场馆面积的85%是多少")
    found = [one.figure for one in answer.figures if one.figure.kind == "computed"]
    assert [(one.value, one.formula) for one in found] == [(8.67, "10.2 × 85 %")]


@pytest.mark.parametrize("question", ["数据有没有不一致的地方", "Are there inconsistencies in our data?"])
def test_faults_of_a_sheet_are_no_contradictions_of_documents(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, uploads=[sample("county_survey.xlsx")], county=NANAN)
    assert not answer.conflicts


def test_a_sheet_does_not_keep_a_question_about_places_from_the_documents(assistant: Assistant) -> None:
    answer = assistant.ask("哪个县对班额的要求最严？", uploads=[sample("county_survey.xlsx")], year=2026)
    assert "要求从严到宽" in answer.text and is_sound(answer)


def test_which_school_has_the_most_is_no_question_about_places(assistant: Assistant) -> None:
    answer = assistant.ask("哪所学校的班额最大？", uploads=[sample("county_survey.xlsx")])
    assert "要求从严到宽" not in answer.text and is_sound(answer)


def test_a_follow_up_of_another_year_or_stage_is_answered_from_the_records(assistant: Assistant) -> None:
    session = assistant.sessions.create()
    assistant.ask("南安2025年小学高于规定学历教师数的目标是多少？", session=session)
    answer = assistant.ask("那2027年呢？", session=session)
    assert "4.5人以上" in answer.text and "2027年起" in answer.text and is_sound(answer)


@pytest.mark.parametrize("form", ASKED)
def test_whatever_the_records_answer_passes_the_verification(assistant: Assistant, form: str) -> None:
    tools = assistant.tools
    records = {one.indicator: one for one in tools.standards.records if one.jurisdiction != NATIONAL}
    answered = 0
    for number, (indicator, record) in enumerate(records.items()):
        if number % len(ASKED) != ASKED.index(form):  # every indicator is asked about once
            continue
        place, name = tools.gazetteer.named(record.jurisdiction), name_of(indicator)
        question = form.format(place=place.name, name=name.zh, place_en=place.english, english=name.en)
        asked = understand(question, tools.gazetteer, tools.terms)
        if draft_from_rules(View(asked, tools, Ledger(), None), place, 2026) or from_records(asked, tools, place, 2026):
            answer = assistant.ask(question, year=2026)
            assert answer.verification.rejected == 0 and answer.citations, question
            answered += 1
    assert answered
