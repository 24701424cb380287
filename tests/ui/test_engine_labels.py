"""Which engine phrased an answer, and why a model did not phrase all of it, in both languages."""

import re
from dataclasses import replace
from typing import get_args

from assistant.language_model.messages import Failure
from assistant.model import Answer, Verification
from assistant.verified.proofs import Code
from corpus.bilingual import Language
from ui.chat.views import answer_markdown
from ui.terminal.say_answer import answer_text
from ui.words.engine_labels import FAILURES, PROBLEMS, engine_line

ANSWER = Answer(
    id="", status="answered", text="", language="zh", citations=(), figures=(), conflicts=(), suspects=(), readings=(),
    suggestions=(), engine="builtin", verification=Verification(0, 0), receipt="r",
)  # fmt: skip


def told(engine: str = "builtin", fallback: str | None = None, language: Language = "zh") -> str:
    return engine_line(replace(ANSWER, engine=engine, language=language, verification=Verification(0, 1, fallback)))


def test_the_engine_is_told_with_why_a_model_was_not_used() -> None:
    assert told() == "表述：内置引擎"
    assert told("model:qwen") == "表述：模型 qwen（逐句核对）"
    assert told(fallback="timeout") == "表述：内置引擎；模型未采用：超时"
    assert told("model:qwen", "timeout") == "表述：模型 qwen（逐句核对）；其余用内置引擎：超时"
    assert told(fallback="figure_bent") == "表述：内置引擎；有表述未通过核对（数字）"
    assert told("model:q", "verdict_turned", "en") == (
        "Worded by: model q (each sentence checked); "
        "the rest by the built-in engine: some of its wording did not pass the check (a verdict)"
    )


def test_every_way_in_which_a_model_can_fail_has_a_name() -> None:
    assert set(FAILURES) == set(get_args(Failure))


def test_every_problem_of_verification_has_a_name() -> None:
    assert set(PROBLEMS) == set(get_args(Code))


def test_both_languages_say_something_and_their_own() -> None:
    for name in (*FAILURES.values(), *PROBLEMS.values()):
        assert re.search(r"[一-鿿]", name.zh) and not re.search(r"[一-鿿]", name.en)


def test_the_command_line_says_it_always_and_the_page_where_a_model_was_tried() -> None:
    assert "表述：内置引擎" in answer_text(ANSWER) and "表述" not in answer_markdown(ANSWER)
    tried = replace(ANSWER, verification=Verification(0, 0, "unavailable"))
    assert "模型未采用：连接不上" in answer_text(tried) and "模型未采用：连接不上" in answer_markdown(tried)
