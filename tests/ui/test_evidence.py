"""The evidence page: every quotation at its place, every number with how it came about, for its own reader alone."""

import html
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from assistant.model import Answer
from assistant.service import Assistant
from calculators.choice import settings
from tests.conftest import sample
from tests.ui.asking_readers import Reader
from ui.evidence.links import evidence_link
from ui.words.workings import SIGNS, value_of

ROOMS = "哪些学校的音乐教室不够？"
QUESTIONS = (
    ROOMS, "我们县达标了吗？", "小学差异系数是多少？", "康美小学怎么样", "音乐教室面积要求是多少？",
    "What does the county fail?",
)  # fmt: skip
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def reader(client: TestClient, assistant: Assistant) -> Reader:
    return Reader.of(client, assistant)


@pytest.fixture(scope="module")
def answers(reader: Reader) -> dict[str, Answer]:
    """Answers from a sample sheet, by their questions, in the reader's first conversation."""
    reader.ask(QUESTIONS[0], [sample("county_survey.xlsx")])
    return {question: reader.ask(question) for question in QUESTIONS}


def page_of(reader: Reader, answer: Answer, **query: object) -> str:
    got = reader.client.get(f"/evidence/{answer.receipt}", params={"c": 1, "lang": answer.language, **query})
    assert got.status_code == 200
    return got.text


def words_of(page: str) -> str:
    """Return what a page says: the words between its tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


def part(page: str, id: str) -> str:
    """Return the section of a page under the heading of that id."""
    return page.split(f'<h2 id="{id}">', 1)[1].split("</section>", 1)[0]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_number_stands_among_the_figures_that_the_answer_does_not_have(
    reader: Reader, answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    known = NUMBER.findall(json.dumps(answer.as_json()["figures"], ensure_ascii=False))
    shown = words_of(part(page_of(reader, answer), "figures"))
    counted = [str(len(figure.figure.inputs)) for figure in answer.figures]
    counted += [str(sum(1 for one in figure.figure.inputs if one.cell)) for figure in answer.figures]
    marks = [str(one.n) for one in answer.citations]
    given = " ".join(value_of(one) or "" for figure in answer.figures for one in figure.figure.inputs)
    assert set(NUMBER.findall(shown)) <= {*known, *NUMBER.findall(given), *counted, *marks}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_figure_stands_with_its_formula_and_its_cells(
    reader: Reader, answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    shown = part(page_of(reader, answer), "figures")
    blocks = re.split(r'<div class="figure" id="figure-\d+">', shown)[1:]
    numbers = re.findall(r'id="figure-(\d+)"', shown)
    assert numbers == [str(number) for number in range(1, len(answer.figures) + 1)]
    for block, one in zip(blocks, answer.figures, strict=True):
        said = words_of(block)
        assert one.figure.label.say(answer.language) in said and one.figure.display in said
        formula = one.figure.formula or ""
        assert formula in said
        assert all((words.say(answer.language) in said) == (sign in formula) for sign, words in SIGNS.items())
        assert all(given.cell.rsplit("!", 1)[1] in said for given in one.figure.inputs if given.cell)
        assert one.citation is None or f'href="#source-{one.citation}"' in block


def test_every_source_opens_its_document_at_the_quotation(
    reader: Reader, answers: dict[str, Answer], assistant: Assistant
) -> None:
    answer = answers["康美小学怎么样"]
    page = page_of(reader, answer)
    frames = [html.unescape(one) for one in re.findall(r'<iframe src="([^"]*)"', page)]
    assert len(frames) == len(answer.citations) > 1
    for frame, cited in zip(frames, answer.citations, strict=True):
        query = parse_qs(urlsplit(frame).query)
        start, end = int(query["start"][0]), int(query["end"][0])
        assert query["framed"] == ["1"] and urlsplit(frame).fragment == "quote"
        assert assistant.library.clause(cited.document_id, query["clause"][0]).text[start:end] == cited.quote
        assert f'<mark id="quote">{html.escape(cited.quote)}</mark>' in reader.client.get(frame).text


@pytest.mark.parametrize(("chosen", "opened"), [(None, "1"), (3, "3"), (999, "1")])
def test_the_chosen_source_alone_is_open(
    reader: Reader, answers: dict[str, Answer], chosen: int | None, opened: str
) -> None:
    page = page_of(reader, answers["康美小学怎么样"], **({"n": chosen} if chosen else {}))
    assert re.findall(r'<details class="source" id="source-(\d+)" name="sources" open>', page) == [opened]


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_number_of_the_text_leads_to_its_own_figure(
    reader: Reader, answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    article = page_of(reader, answer).split('<article class="answer"', 1)[1].split("</article>", 1)[0]
    led = re.findall(r'<a class="number" href="#figure-(\d+)">(.*?)</a>', article)
    assert len(led) == len(answer.places)
    for number, words in led:
        figure = answer.figures[int(number) - 1].figure
        assert html.unescape(words).startswith(figure.display)
    for number, start, end in answer.places:
        assert answer.text[start:end].startswith(answer.figures[number - 1].figure.display)


def test_the_readings_in_use_stand_with_the_others_and_what_would_turn(
    reader: Reader, answers: dict[str, Answer]
) -> None:
    answer = answers[ROOMS]
    shown = part(page_of(reader, answer), "readings")
    assert shown.count('class="reading"') == len(answer.readings) > 0
    for one in answer.readings:
        setting = settings()[one.id]
        assert setting.decides.zh in words_of(shown) and setting.options[one.value].zh in words_of(shown)
        assert f'name="reading" value="{one.id}={setting.other(one.value)}"' in shown
        assert one.changes.zh in words_of(shown)


def test_a_question_asked_by_the_other_reading_says_so_and_joins_the_conversation(
    reader: Reader, answers: dict[str, Answer]
) -> None:
    address = f"/evidence/{answers[ROOMS].receipt}/again?c=1&lang=zh"
    answered = reader.client.post(address, data={"reading": "rooms.kinds=sum"})
    assert "本次另选" in part(answered.text, "readings") and "采用口径：音乐、美术教室合计" in answered.text
    said = reader.assistant.sessions.kept(reader.session().id).said
    assert said[-1].question == ROOMS and said[-1].receipt in str(answered.url)
    again = reader.client.post(f"/evidence/{said[-1].receipt}/again?lang=zh", data={"reading": "rooms.kinds=each"})
    assert "本次另选" not in part(again.text, "readings")


def test_a_follow_up_is_asked_again_in_full(reader: Reader, answers: dict[str, Answer]) -> None:
    reader.ask("康美小学音乐教室够吗？")
    follow = reader.ask("那洪濑小学呢？")
    reader.ask("小学班额上限是多少？")
    asked = reader.client.get(f"/evidence/{follow.receipt}/question").text
    assert "洪濑小学" in asked and "音乐" in asked
    assert reader.client.get(f"/evidence/{answers[ROOMS].receipt}/question").text == ROOMS


def test_a_reading_that_does_not_exist_is_refused(reader: Reader, answers: dict[str, Answer]) -> None:
    address = f"/evidence/{answers[ROOMS].receipt}/again"
    assert reader.client.post(address, data={"reading": "rooms.kinds=none"}).status_code == 422


@pytest.mark.parametrize("path", ["", "/copy", "/copy?as=html", "/question", "/share"])
def test_nobody_else_finds_an_answer(
    client: TestClient, assistant: Assistant, answers: dict[str, Answer], path: str
) -> None:
    other = Reader.of(client, assistant)
    other.ask("小学班额上限是多少？")
    got = other.client.get(f"/evidence/{answers[ROOMS].receipt}{path}")
    assert got.status_code == 404 and ROOMS not in got.text


@pytest.mark.parametrize(("path", "form"), [("feedback", {"vote": "useful"}), ("share", {}), ("again", {})])
def test_nobody_else_does_anything_with_an_answer(
    client: TestClient, assistant: Assistant, answers: dict[str, Answer], path: str, form: dict[str, str]
) -> None:
    other = Reader.of(client, assistant)
    other.ask("小学班额上限是多少？")
    assert other.client.post(f"/evidence/{answers[ROOMS].receipt}/{path}", data=form).status_code == 404


def test_an_answer_is_found_in_its_own_conversation_only(reader: Reader, answers: dict[str, Answer]) -> None:
    second = reader.ask("初中班额上限是多少？", number=2)
    assert reader.client.get(evidence_link(second.receipt, "zh", 2)).status_code == 200
    assert reader.client.get(evidence_link(second.receipt, "zh", 1)).status_code == 404
    assert reader.client.get(evidence_link(answers[ROOMS].receipt, "zh", 2)).status_code == 404


def test_a_page_without_its_answer_says_what_to_do(reader: Reader) -> None:
    for receipt in ("0" * 32, "x", "%3Cscript%3E"):
        page = reader.client.get(f"/evidence/{receipt}", params={"lang": "zh", "framed": 1})
        assert page.status_code == 404 and "可以回到“问答”再问一次" in page.text
        assert 'class="bar"' not in page.text and "<script>" not in page.text


def test_in_a_frame_the_page_has_no_bar_and_its_forms_stay_there(reader: Reader, answers: dict[str, Answer]) -> None:
    page = page_of(reader, answers[ROOMS], framed=1)
    assert 'class="bar"' not in page
    forms = [html.unescape(one) for one in re.findall(r'<form method="post" action="([^"]*)"', page)]
    assert forms and all("framed=1" in one for one in forms)


def test_a_hostile_question_is_text(client: TestClient, assistant: Assistant) -> None:
    reader, question = Reader.of(client, assistant), '<script>alert(1)</script>"><img src=x>音乐教室面积要求是多少？'
    page = page_of(reader, reader.ask(question))
    assert "&lt;script&gt;" in page and "<img" not in page and "<script>" not in page


def test_an_answer_without_sources_and_figures_says_that_it_has_none(client: TestClient, assistant: Assistant) -> None:
    reader = Reader.of(client, assistant)
    page = page_of(reader, reader.ask("你好"))
    assert "本答复没有引用条文" in page and "本答复没有数字" in page
