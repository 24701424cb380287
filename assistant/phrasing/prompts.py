"""What a model is told, in the language of the question. The texts are prompts.yaml."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from assistant.language_model.messages import ToolSpec, Utterance
from assistant.verified.skeleton import Place, neutral_words
from assistant.verified.verify import Problem
from corpus.bilingual import Bilingual, Language
from corpus.strict import load_yaml

Text = Literal["phrase", "points", "repair", "plan"] | Place


def to_phrase(question: str, facts: str, language: Language) -> tuple[Utterance, ...]:
    """Return what asks for the points of an answer in other words."""
    return (
        Utterance("system", _text("phrase", language, neutral=_neutral(language))),
        Utterance("user", _text("points", language, question=question, facts=facts)),
    )


def _neutral(language: Language) -> str:
    """Return the words that may be added or left out, each group with its place."""
    listed = ((_text(place, language), _joined(words, language)) for place, words in neutral_words(language).items())
    return "\n".join(f"   - {place}: {words}" for place, words in listed)


def to_repair(problems: Iterable[Problem], nearest: Callable[[str], str], language: Language) -> Utterance:
    """Return what asks once more for the sentences that were rejected: why, and which point each is nearest to."""
    told = dict.fromkeys(f"- {one.sentence} ({one.code}{_written(one)}) → {nearest(one.sentence)}" for one in problems)
    return Utterance("user", _text("repair", language, problems="\n".join(told)))


def _written(problem: Problem) -> str:
    """Return what was found, where the model itself wrote it: a value or a name of the ledger is not told."""
    return f": {problem.found}" if problem.found and problem.found in problem.sentence else ""


def to_plan(question: str, tools: Sequence[ToolSpec], language: Language) -> tuple[Utterance, ...]:
    """Return what asks which tools answer a question."""
    listed = "\n".join(f"- {one.name}: {one.description} {_arguments(one)}" for one in tools)
    return (Utterance("system", _text("plan", language, tools=listed)), Utterance("user", question))


def _arguments(tool: ToolSpec) -> str:
    return json.dumps(tool.parameters.get("properties", {}), ensure_ascii=False, separators=(",", ":"))


def _joined(words: Iterable[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)


def _text(text: Text, language: Language, **filled: str) -> str:
    return _texts()[text].say(language).format(**filled)


@cache
def _texts() -> Mapping[Text, Bilingual]:
    read = TypeAdapter(dict[Text, dict[Language, str]])
    texts = read.validate_python(load_yaml((files("assistant.phrasing") / "prompts.yaml").read_text("utf-8")))
    return {name: Bilingual(one["zh"], one["en"]) for name, one in texts.items()}
