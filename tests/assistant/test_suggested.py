"""What is suggested next is answered: every suggestion made over all open questions is asked."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.asked.worded import Question
from assistant.from_sheet import TOPICS
from assistant.kept.session import Session
from assistant.service import Assistant
from corpus.bilingual import Language
from corpus.folding import fold
from corpus.indicators import item_of
from corpus.model import STAGES, Stage
from tests.conftest import GOLDEN, sample

Asked = tuple[tuple[str, ...], str, str | None]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


def asked_of_documents() -> Iterator[Asked]:
    for row in rows("dev_questions.jsonl"):
        yield (), str(row["question"]), str(row["county"]) if row.get("county") else None


def asked_of_sheets() -> Iterator[Asked]:
    for row in rows("sheet_questions.jsonl"):
        if row.get("turns"):  # half a question, without what was said before
            continue
        yield tuple(row["sheets"]), str(row["question"]), None


class Sessions:
    """A session for each set of sheets, each question in one of its own so that none is a follow-up."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._checked: dict[tuple[str, ...], Session] = {}

    def fresh(self, sheets: tuple[str, ...]) -> Session:
        if not sheets:
            return Session()
        if sheets not in self._checked:
            self._checked[sheets] = Session()
            self._assistant.check([sample(name) for name in sheets], session=self._checked[sheets])
        known = self._checked[sheets]
        return Session(uploads=known.uploads, report=known.report, corpus=known.corpus)


@pytest.mark.parametrize("questions", [asked_of_documents, asked_of_sheets])
def test_every_suggestion_is_answered_and_new(assistant: Assistant, questions: Callable[[], Iterator[Asked]]) -> None:
    sessions, tried, unanswered = Sessions(assistant), set[Asked](), []
    for sheets, question, county in questions():
        answer = assistant.ask(question, session=sessions.fresh(sheets), county=county)
        folded = [fold(one) for one in answer.suggestions]
        assert len(folded) == len(set(folded)) and fold(question) not in folded
        for one in answer.suggestions:
            if (sheets, one, county) not in tried:
                tried.add((sheets, one, county))
                told = assistant.ask(one, session=sessions.fresh(sheets), county=county)
                if told.status != "answered" or told.language != answer.language:
                    unanswered.append((sheets, question, one, told.status))
    assert tried and not unanswered


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("sheet", ["county_survey.xlsx", "county_uneven.xlsx", "county_strong.xlsx"])
def test_a_verdict_that_is_suggested_is_the_verdict_of_the_check(
    assistant: Assistant, sheet: str, language: Language
) -> None:
    sessions = Sessions(assistant)
    report = sessions.fresh((sheet,)).report
    assert report
    found: dict[tuple[str, Stage | None], set[str]] = {}
    for item in report.check.items:
        stage = next((one for one in STAGES if one == item.stage), None)
        for key in {(item_of(item.id), stage), (item_of(item.id), None)}:
            found.setdefault(key, set()).add(item.status)
    asked = {key: statuses for key, statuses in found.items() if key[0] in TOPICS and statuses <= {"met", "not_met"}}
    for (id, stage), statuses in asked.items():
        answer = assistant.ask(Question("verdict", id, stage).text.say(language), session=sessions.fresh((sheet,)))
        fails = "**不达标**" in answer.text or "**not met**" in answer.text
        assert answer.status == "answered" and fails == ("not_met" in statuses), (id, stage, answer.text)
        assert not [one for one in answer.figures if one.figure.kind == "given"], (id, stage)
    assert len(asked) > len(TOPICS)


@pytest.mark.parametrize(
    ("question", "suggestion"),
    [
        ("我们县小学差异系数达标吗", "我们县小学差异系数主要是哪些学校造成的？"),
        ("我们县班额达标吗", "石井中学达标吗？"),
        ("Does our county meet the class size limit?", "Does 石井中学 meet the requirements?"),
    ],
)
def test_what_follows_fits_what_was_asked(assistant: Assistant, question: str, suggestion: str) -> None:
    answer = assistant.ask(question, session=Sessions(assistant).fresh(("county_survey.xlsx",)))
    assert suggestion in answer.suggestions


def test_after_a_clause_the_other_stage_and_another_place_follow(assistant: Assistant) -> None:
    answer = assistant.ask("小学班额上限是多少")
    assert answer.suggestions[0] == "初中班级学生数的标准是多少？" and "的目标是多少？" in answer.suggestions[1]


def test_a_question_is_worded_of_its_parts_in_both_languages() -> None:
    question = Question("clause", "Q1", "初中")
    assert question.text.zh == "初中三年巩固率的标准是多少？"
    assert question.text.en == "What is the requirement for three-year retention rate in junior secondary schools?"
