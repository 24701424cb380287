"""Who put answers in words, and what of a language model's words came to nothing."""

from collections import Counter
from dataclasses import dataclass, field

from assistant.language_model.exchange import Request
from assistant.model import Answer, Json
from corpus.bilingual import Bilingual, Language


@dataclass(slots=True)
class Spoken:
    """Counts over answers: the engine of each, requests to a model, its rejected sentences, repairs and fall-backs.

    `fallbacks` are by code; an answer that the built-in engine withheld counts there too.
    """

    engines: Counter[str] = field(default_factory=Counter)
    fallbacks: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    repairs: int = 0
    rejected: int = 0

    def count(self, answer: Answer) -> None:
        """Enter an answer."""
        requests = answer.exchange.requests if answer.exchange else ()
        self.engines[answer.engine] += 1
        self.requests += len(requests)
        self.repairs += sum(map(_is_repair, requests))
        self.rejected += answer.verification.rejected
        if answer.verification.fallback:
            self.fallbacks[answer.verification.fallback] += 1

    def add(self, other: "Spoken") -> None:
        """Enter what was counted elsewhere."""
        self.engines.update(other.engines)
        self.fallbacks.update(other.fallbacks)
        self.requests += other.requests
        self.repairs += other.repairs
        self.rejected += other.rejected

    def lines(self, language: Language) -> list[str]:
        """Return the counts for people; nothing where no model was spoken to."""
        if not self.requests:
            return []
        numbers = (
            (Bilingual("向模型请求", "requests to the model"), self.requests),
            (Bilingual("被拒的句子", "sentences rejected"), self.rejected),
            (Bilingual("改写", "repairs"), self.repairs),
        )
        return [
            f"{Bilingual('作答引擎', 'answered by').say(language)} {_listed(self.engines)}",
            ", ".join(f"{name.say(language)} {number}" for name, number in numbers),
            f"{Bilingual('退回内置引擎的原因', 'fall-backs by code').say(language)} {_listed(self.fallbacks)}",
        ]

    def as_json(self) -> Json:
        """Return the counts as JSON."""
        return {
            "engines": dict(self.engines), "requests": self.requests, "rejected": self.rejected,
            "repairs": self.repairs, "fallbacks": dict(self.fallbacks),
        }  # fmt: skip


def _is_repair(request: Request) -> bool:
    """Whether a model is shown its own sentences again: no tools are offered, so that it is not planning."""
    return not request.tools and any(one.role == "assistant" for one in request.sent)


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counted.most_common()) or "0"
