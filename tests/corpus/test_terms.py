"""The bilingual term list: anyone's words become the standards' terms."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.documents import load_library
from corpus.strict import DuplicateKeyError
from corpus.terms import english_words, load_terms, parse_terms

TERMS = load_terms()


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("How big must a music room be?", "面积 音乐专用教室"),
        ("What is the value of teaching equipment per pupil?", "生均教学仪器设备值"),
        ("Children of migrant workers in public schools", "随迁子女 公办学校"),
        ("pupils' class sizes", "学生 班级学生数"),
        ("CV in primary schools", "校际差异系数 小学"),
        ("left-behind kids", "留守儿童 学生"),
        ("the weather tomorrow", ""),
    ],
)
def test_english_questions_become_the_standards_terms(question: str, terms: str) -> None:
    assert TERMS.to_chinese(question) == terms


@pytest.mark.parametrize("question", ["What recvs are there?", "cvs", "partial", "artroom"])
def test_english_wordings_match_whole_words_only(question: str) -> None:
    assert TERMS.to_chinese(question.replace("cvs", "acvb")) == ""


@pytest.mark.parametrize("plural", ["music rooms", "Music Room", "MUSIC ROOMS'", "music-room", "ｍｕｓｉｃ room"])
def test_number_capitals_hyphens_and_width_make_no_difference(plural: str) -> None:
    assert TERMS.to_chinese(plural) == "音乐专用教室"


@pytest.mark.parametrize(
    ("wording", "term"),
    [
        ("打工子弟", "随迁子女"),
        ("音樂室", "音乐专用教室"),
        ("操 场", "生均体育运动场馆面积"),
        ("奥赛", "奥数"),
        ("私立学校", "民办学校"),
        ("兴趣班", "课后服务"),
    ],
)
def test_what_people_say_becomes_the_standards_term(wording: str, term: str) -> None:
    assert TERMS.to_standard(wording) == (term,)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("小学差异系数达标吗", ("CV",)),
        ("每百名学生拥有县级以上骨干教师数", ("R2",)),
        ("生均教学及辅助用房面积和生均体育运动场馆面积", ("R4", "R5")),
        ("音乐教室够不够，班额超了没有", ("G3", "G5")),
        ("does our county meet the music-room requirement?", ("G3",)),
        ("What share of teachers must rotate?", ("G11",)),
        ("校际差异率", ("Q9",)),
        ("今天吃什么", ()),
    ],
)
def test_indicators_are_recognised_in_both_languages(text: str, ids: tuple[str, ...]) -> None:
    assert TERMS.indicators(text) == ids


def test_the_longest_wording_wins() -> None:
    assert TERMS.to_standard("特殊教育学校生均公用经费") == ("特殊教育学校生均公用经费",)
    assert TERMS.to_standard("特殊教育学校") == ("特殊教育学校",)


def test_every_item_of_the_county_verdict_has_a_term() -> None:
    items = {*(f"R{n}" for n in range(1, 8)), *(f"G{n}" for n in range(1, 16)), *(f"Q{n}" for n in range(1, 10))}
    named = {term.indicator.split(".")[0] for term in TERMS if term.indicator}
    assert named == items | {"CV", "S1", "V1", "RULE"}


def test_every_term_is_found_by_each_of_its_own_wordings() -> None:
    for term in TERMS:
        for wording in (term.zh, *term.also):
            assert term.zh in TERMS.to_standard(wording), wording
        for wording in term.en:
            assert term.zh in TERMS.to_chinese(wording), wording


def test_the_gloss_is_the_first_english_wording() -> None:
    assert TERMS.english("公务员") == "civil servant"
    with pytest.raises(KeyError):
        TERMS.english("宇宙飞船")


def test_place_names_are_not_terms() -> None:
    names = re.compile("鲤城|南安|乐清|晋江|福建|浙江")
    assert not [term.zh for term in TERMS if any(names.search(w) for w in (term.zh, *term.also))]


def test_the_standards_terms_are_words_of_the_documents() -> None:
    said = "".join("".join(document.body.split()) for document in load_library().documents)
    missing = [term.zh for term in TERMS if term.indicator in {"R1", "R4", "R5", "R6", "R7", "CV", "S1"}]
    assert [zh for zh in missing if zh not in said] == []


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("terms: [{zh: 甲, en: [a], colour: red}]", ValidationError),
        ("terms: [{zh: 甲, en: []}]", ValidationError),
        ("terms: [{zh: 甲, en: [a], indicator: R8}]", ValidationError),
        ("terms: [{zh: 甲, zh: 乙, en: [a]}]", DuplicateKeyError),
        ("terms: [{zh: 甲, en: [a]}, {zh: 乙, also: [甲], en: [b]}]", ValueError),
        ("terms: [{zh: 甲, en: [classes]}, {zh: 乙, en: [class]}]", ValueError),
    ],
)
def test_a_malformed_list_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_terms(text)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(english_words(word) for word in english_words(text))
    for found in (TERMS.to_chinese(text).split(), TERMS.to_standard(text)):
        assert len(set(found)) == len(found)
    mentions = TERMS.mentions_chinese(text)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
