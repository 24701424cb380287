"""What comparing records has found is shown beside the answers that touch it, like what people wrote down, once."""

import pytest

from assistant.service import Assistant


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_doubtful_target_that_was_found_is_told_with_the_words_against_it(
    assistant: Assistant, language: str
) -> None:
    question = {
        "zh": "南安市2027年初中每百名学生拥有县级以上骨干教师数要达到多少？",
        "en": "What is Nan'an's target for backbone teachers in junior secondary schools in 2027?",
    }[language]
    answer = assistant.ask(question, year=2027)
    assert answer.verification.rejected == 0
    (doubt,) = answer.suspects
    cited = {one.n: one.quote for one in answer.citations}
    assert "1.5人以上" in cited[doubt.citation]
    assert any("初中2.19人" in quote for quote in cited.values())
    assert "2.19" in answer.text and not any(sign.isdigit() for sign in doubt.why)


def test_the_same_clause_is_not_doubted_for_another_indicator(assistant: Assistant) -> None:
    answer = assistant.ask("南安市2027年小学高于规定学历教师数要达到多少？", year=2027)
    assert not [one for one in answer.suspects if "骨干" in one.about]


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("乐清市随迁子女就读比例要达到多少？", 1),
        ("鲤城区小学班额不超过多少人？", 1),
        ("鲤城区十四五新增多少小学学位？", 1),
    ],
)
def test_what_is_known_and_found_is_shown_once(assistant: Assistant, question: str, count: int) -> None:
    answer = assistant.ask(question)
    assert len(answer.conflicts) == count
    assert len(answer.conflicts[0].citations) > 1


def test_a_question_about_another_place_gets_none_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("乐清市骨干教师数要达到多少？")
    assert answer.suspects == () and answer.conflicts == ()


def test_a_conflict_does_not_quote_again_what_the_answer_quotes_already(assistant: Assistant) -> None:
    answer = assistant.ask("乐清巩固率目标是多少")
    assert "本地目标与国家底线并列" in answer.text and answer.text.count("初中三年巩固率达 98%以上") == 1
