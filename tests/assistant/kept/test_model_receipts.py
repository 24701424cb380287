"""A receipt shows what a language model was sent and what it said, and replays it without the model."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from assistant.effects import effects
from assistant.errors import AlteredReceipt, DamagedRecord
from assistant.kept.receipts import Receipt
from assistant.language_model.messages import ModelFailed, Patience, Reply, ToolSpec, Utterance
from assistant.replay import Replay, replay
from assistant.service import Assistant
from calculators.model import Upload
from tests.assistant.kept.sheets_made import PUPILS, sheet
from tests.ui.asking_readers import Reader
from ui.evidence.links import evidence_link
from ui.rest.receipts import receipt_json
from ui.server.app import create_app
from ui.server.settings import ServerSettings

RULE = "乐清初中班额上限是多少？"
HIDDEN = "清源小学有多少在校生？我是张三校长"


class Copying:
    """A model that says the points that it is shown, “关于” before them; or fails. It stands for a remote one."""

    def __init__(self) -> None:
        self.name, self.host, self.is_local = "copying", "models.example:443", False
        self.seconds, self.shows_names = 30.0, False
        self.asked: list[Sequence[Utterance]] = []
        self.down = False

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience, heard: Callable[[str], None]
    ) -> Reply:
        self.asked.append(messages)
        if self.down:
            raise ModelFailed("unavailable")
        lines = [one[2:] for one in messages[1].text.splitlines() if one.startswith("- ") and "[[" in one]
        said = "".join(f"关于{line.rstrip('。')}。" if line.startswith("[[") else f"{line}\n" for line in lines)
        heard(said)
        return Reply(said)


@pytest.fixture
def model() -> Copying:
    return Copying()


@pytest.fixture
def spoken(own: Assistant, model: Copying) -> Iterator[Assistant]:
    """An assistant with a model, over a database of its own."""
    assistant = Assistant(own.home, chat=model)
    yield assistant
    assistant.kept.database.close()


def codes(told) -> set[str]:
    return {one.code for one in told}


def kept(assistant: Assistant, id: str) -> Receipt:
    return assistant.kept.receipts.get(id)


def replayed(assistant: Assistant, model: Copying, id: str, *given: object) -> Replay:
    """Replay a receipt, and make sure that the model is not spoken to."""
    before = len(model.asked)
    found = replay(assistant, id, *given)  # type: ignore[arg-type]
    assert len(model.asked) == before, "nobody is asked by a replay"
    return found


def test_a_receipt_shows_what_was_sent_and_heard(spoken: Assistant, model: Copying) -> None:
    answer = spoken.ask(RULE)
    found = kept(spoken, answer.receipt)
    assert answer.engine == found.decided["engine"] == "model:copying" and found.by_model
    assert found.exchange == answer.exchange and found.exchange is not None
    assert (found.exchange.host, found.exchange.local, found.exchange.names) == ("models.example:443", False, "hidden")
    first = found.exchange.requests[0]
    assert [one.text for one in first.sent] == [one.text for one in model.asked[0]]
    assert first.heard.text and first.heard.failed is None
    assert "exchange" not in answer.as_json() and "model" not in answer.as_json()


def test_the_same_words_come_of_a_replay_without_a_model(own: Assistant, spoken: Assistant, model: Copying) -> None:
    answer = spoken.ask(RULE)
    for assistant in (spoken, own):
        found = replayed(assistant, model, answer.receipt)
        assert found.same and found.now.id == answer.receipt and found.now.shown["text"] == answer.text
        assert found.causes == ()


def test_a_model_that_failed_is_replayed_as_it_failed(spoken: Assistant, model: Copying) -> None:
    model.down = True
    answer = spoken.ask(RULE)
    assert answer.engine == "builtin" and answer.verification.fallback == "unavailable"
    assert kept(spoken, answer.receipt).exchange.requests[0].heard.failed == "unavailable"
    model.down = False
    found = replayed(spoken, model, answer.receipt)
    assert found.same and found.now.id == answer.receipt


def test_an_answer_without_a_model_is_replayed_without_one(own: Assistant, spoken: Assistant, model: Copying) -> None:
    answer = own.ask(RULE)
    assert not kept(own, answer.receipt).by_model
    assert replayed(spoken, model, answer.receipt).now.id == answer.receipt


def test_no_name_is_in_what_was_sent(spoken: Assistant, model: Copying) -> None:
    session = spoken.sessions.create()
    spoken.check([sheet()], session=session)
    answer = spoken.ask(HIDDEN, session=session)
    assert "清源小学" in answer.text and model.asked
    sent = json.dumps(kept(spoken, answer.receipt).shown["model"], ensure_ascii=False)
    assert "清源" not in sent and "江滨" not in sent and "张三" not in sent and "学校甲" in sent
    assert replayed(spoken, model, answer.receipt).same


def test_what_was_said_goes_with_the_conversation(spoken: Assistant, model: Copying) -> None:
    session = spoken.sessions.create()
    spoken.check([sheet()], session=session)
    answer = spoken.ask(PUPILS, session=session)
    assert kept(spoken, answer.receipt).exchange
    spoken.sessions.delete(session.id)
    stripped = kept(spoken, answer.receipt)
    assert stripped.stripped and stripped.exchange is None and stripped.by_model
    with spoken.kept.database.reading() as connection:
        rows = connection.execute(text("SELECT body, shown FROM receipts")).all()
    assert "models.example" not in str(rows) and "□" not in str(rows)
    found = replayed(spoken, model, answer.receipt, [sheet()], PUPILS)
    assert "model_deleted" in codes(found.causes) and "engine" in codes(found.changes)


def test_words_that_were_altered_are_told(spoken: Assistant) -> None:
    answer = spoken.ask(RULE)
    receipt = kept(spoken, answer.receipt)
    for shown in (
        {**receipt.shown, "model": {**receipt.shown["model"], "host": "127.0.0.1"}},
        {name: one for name, one in receipt.shown.items() if name != "model"},
    ):
        with spoken.kept.database.writing() as connection:
            statement = text("UPDATE receipts SET shown = :shown WHERE id = :id")
            connection.execute(statement, {"shown": json.dumps(shown), "id": answer.receipt})
        with pytest.raises(AlteredReceipt):
            kept(spoken, answer.receipt)


def test_words_that_were_added_to_a_receipt_are_told(own: Assistant, spoken: Assistant) -> None:
    plain, other = own.ask("你好").receipt, kept(spoken, spoken.ask(RULE).receipt)
    shown = {**kept(own, plain).shown, "model": other.shown["model"]}
    with own.kept.database.writing() as connection:
        statement = text("UPDATE receipts SET shown = :shown WHERE id = :id")
        connection.execute(statement, {"shown": json.dumps(shown), "id": plain})
    with pytest.raises(AlteredReceipt):
        kept(own, plain)


def test_an_exchange_that_is_none_is_damage(spoken: Assistant) -> None:
    receipt = kept(spoken, spoken.ask(RULE).receipt)
    with pytest.raises(DamagedRecord):
        _ = replace(receipt, shown={**receipt.shown, "model": {"name": 1}}).exchange


def test_a_receipt_without_an_engine_is_of_the_built_in_one(own: Assistant) -> None:
    answer = own.ask("你好")
    then = kept(own, answer.receipt)
    del then.decided["engine"]
    assert effects(then, kept(own, answer.receipt)) == ()


def test_from_another_sheet_the_words_of_then_say_its_figures(spoken: Assistant, model: Copying) -> None:
    answer = spoken.ask(PUPILS, uploads=[sheet()])
    found = replayed(spoken, model, answer.receipt, [sheet(pupils=513)])
    assert {"sheet", "figure", "text"} <= codes(found.changes) and "engine" not in codes(found.changes)
    assert "512" in answer.text and found.now.shown["text"] == answer.text.replace("512", "513")


def test_a_model_that_would_be_shown_something_else_is_told(spoken: Assistant, model: Copying) -> None:
    answer = spoken.ask(PUPILS, uploads=[sheet()])
    renamed = Upload("全县.csv", sheet().content.replace("清源".encode(), "溪美".encode()))
    found = replayed(spoken, model, answer.receipt, [renamed])
    assert "model_asked" in codes(found.causes) and "512" not in found.now.shown["text"]


def test_the_route_shows_what_was_sent(spoken: Assistant) -> None:
    answer = spoken.ask(RULE)
    with TestClient(create_app(spoken, ServerSettings()), base_url="http://127.0.0.1:7860") as browser:
        shown = browser.get(f"/api/receipts/{answer.receipt}").json()
    assert set(shown["model"]) == {"name", "host", "local", "names", "requests"}
    assert set(shown["model"]["requests"][0]) == {"again", "sent", "tools", "heard"}
    assert set(shown["answer"]) == {"question", "text", "figures", "citations"}


def test_the_page_shows_what_was_sent(spoken: Assistant) -> None:
    with TestClient(create_app(spoken, ServerSettings()), base_url="http://127.0.0.1:7860") as browser:
        reader = Reader.of(browser, spoken)
        receipts = reader.ask(RULE).receipt, reader.ask(RULE, builtin=True).receipt
        page, silent = (reader.client.get(evidence_link(one, "zh", 1)).text for one in receipts)
    assert "copying models.example:443" in page and "校名和人名已换成代称" in page and "[[f:" in page
    assert "核对" in silent and "models.example" not in silent


def test_the_route_shows_none_where_none_was_spoken_to(own: Assistant) -> None:
    found = kept(own, own.ask("你好").receipt)
    assert receipt_json(found, None, ())["model"] is None
