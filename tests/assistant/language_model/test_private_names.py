"""Persons, schools and contacts are found however they are written; what the field says is left alone."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asked.understanding import language_of
from assistant.privacy.aligned import key_of
from assistant.privacy.contacts import contacts
from assistant.privacy.pinyin import in_letters, is_pinyin
from assistant.privacy.pseudonyms import Pseudonyms
from tests.conftest import GOLDEN

SCHOOLS = ("康美小学", "石井中学", "诗山小学", "水头学校", "省新教学点", "梅山小学", "眉山中学", "金淘小学", "城东小学")
DIGITS = {"0": "0０零〇⓪", "1": "1１一壹①", "2": "2２二贰②", "3": "3３三叁③", "8": "8８八捌⑧"}
MOST_WRONG = 0.005  # of questions that name nobody


def sent(text: str) -> str:
    return Pseudonyms.over(SCHOOLS, (text,), language_of(text)).hide(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("康美小的音乐教室", "学校甲的音乐教室"),
        ("石中的班额", "学校甲的班额"),
        ("在石中上学", "在学校甲上学"),
        ("诗山小班额", "学校甲班额"),
        ("省新点达标吗", "学校甲达标吗"),
        ("水头中和水头小", "学校甲和学校甲"),
        ("KangMei班额？", "学校甲班额？"),
        ("are kang mei primary school rooms enough?", "are School A rooms enough?"),
        ("Shijing zhongxue class size", "School A class size"),
    ],
)
def test_what_a_school_of_the_sheet_is_called_is_its_pseudonym(typed: str, read: str) -> None:
    assert sent(typed) == read
    assert Pseudonyms(SCHOOLS, language_of(typed)).hide(typed) == read


def test_a_name_in_letters_of_several_schools_is_none_of_them() -> None:
    read = Pseudonyms.over(SCHOOLS, ("MEISHAN School",), "en")
    hidden = read.hide("MEISHAN School")
    assert hidden == "School A" and hidden not in (read.school("梅山小学"), read.school("眉山中学"))


@pytest.mark.parametrize(
    ("typed", "secret"),
    [
        ("水头二小的美术教室", "二小"), ("问五小达标吗", "五小"), ("柳城书院算吗", "柳城书院"),
        ("蓝天幼儿园也评吗", "蓝天"), ("厦门双十中学的做法", "双十"), ("明德学校呢", "明德"),
        ("does maple grove school pass?", "maple grove"), ("Shuitou School class size?", "shuitou"),
        ("教师欧阳晓明反映班额大", "欧阳晓明"), ("扎西多吉老师问", "扎西多吉"), ("班主任尼玛次仁", "尼玛次仁"),
        ("问阿依古丽·买买提校长", "阿依古丽"), ("问阿依古丽·买买提校长", "买买提"), ("学生周子轩的座位", "周子轩"),
        ("投诉人张某某反映", "张某某"), ("退休教师褚建军", "褚建军"), ("姓名　刘洋，问班额", "刘洋"),
        ("姓名【柯志伟】班额", "柯志伟"), ("联系人：高明，问", "高明"), ("叫我小刘", "小刘"), ("我是建国，问", "建国"),
        ("老蔡问一下上限", "老蔡"), ("wang jianguo asks about rooms", "jianguo"),
        ("Ask Jianguo Wang, principal.", "jianguo"), ("Li Na, deputy head, asks", "lina"),
        ("Hi, Tom here.", "tom"), ("My colleague Emily Zhang wants it", "emily"),
        ("家长买合木提反映", "买合木提"), ("is hilltop primary okay?", "hilltop"),
        ("护照E12345678", "12345678"), ("车牌闽C·A2B45", "a2b45"), ("微信 liuyang_88", "liuyang"),
        ("wang.jg at 163 点 com", "wang.jg"), ("电话86382", "86382"), ("身份证 3505 8319 8001 0112 3X", "8319"),
        ("tel +86 (595) 8638-2345", "2345"),
    ],
)  # fmt: skip
def test_nothing_private_is_sent(typed: str, secret: str) -> None:
    assert key_of(secret) not in key_of(sent(typed))


@given(st.data())
def test_seven_digits_are_a_contact_however_written_and_parted(data: st.DataObject) -> None:
    digits = data.draw(st.text("01238", min_size=7, max_size=19).filter(lambda row: not row.startswith(("19", "20"))))
    parted = data.draw(st.sampled_from(["", " ", ".", "-", "－", "·", "—"]))
    written = parted.join(data.draw(st.sampled_from(DIGITS[one])) for one in digits)
    assert sent(f"打{written}找我") == "打联系方式甲找我"


@pytest.mark.parametrize("figures", ["2022-2025年", "2022 2023 2024", "0.45 0.38 0.52", "2025-03-01", "1500000元"])
def test_years_dates_and_decimals_are_no_contact(figures: str) -> None:
    assert not list(contacts(figures))


@pytest.mark.parametrize(
    "plain",
    [
        "南安小学高学历教师的目标2022、2025年各是多少", "乐清小学巩固率要多少", "鲤城公办性质幼儿园占比目标",
        "生均图书册数小学要达到多少本", "国家规定小学班额不超过多少人？", "一个校长能管几所学校", "走教老师的路费",
        "每百名学生要配几个体育老师", "我是教育局的，想问班额", "负责人是谁", "联系人怎么填", "这张表是哪一年的",
        "谢谢！", "工资比公务员高吗", "教师周课时多少", "县城小学多少所", "统一中考怎么算", "本科学历老师比例",
        "What are the targets of Jinjiang?", "Which primary schools are over the limit?",
        "Is there a cap for the youngest kindergarten group?", "Is Licheng ahead of the national standard?",
    ],
)  # fmt: skip
def test_what_the_field_says_is_left_alone(plain: str) -> None:
    assert sent(plain) == plain


@cache
def plain_questions() -> tuple[str, ...]:
    """The open questions over the documents, which name a school in two or three places at most."""
    files = ("document_questions", "clause_questions", "dev_questions")
    rows = (row for file in files for row in (GOLDEN / f"{file}.jsonl").read_text("utf-8").splitlines())
    return tuple(json.loads(row)["question"] for row in rows)


def test_questions_that_name_nobody_are_sent_as_they_are() -> None:
    naming = ("泉州七中", "福师大附中")
    questions = [one for one in plain_questions() if not any(name in one for name in naming)]
    changed = [one for one in questions if Pseudonyms.over((), (one,), language_of(one)).hide(one) != one]
    assert len(questions) > 400 and len(changed) <= MOST_WRONG * len(questions), changed


def test_letters_are_read_as_syllables() -> None:
    assert is_pinyin("jianguo", 2) and not is_pinyin("limits")
    assert in_letters("康美").sure and not in_letters("金淘").sure  # type: ignore[union-attr]
