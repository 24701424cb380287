"""Scripts that lie little by little: over sentences, pieces, and the repair that they are asked for."""

from assistant.language_model.messages import ModelFailed
from tests.assistant.language_model.adversary import Seen
from tests.assistant.language_model.lies import Lies, said, typed

OVER_TIME = Lies()


def _stop(seen: Seen) -> str:
    return "。" if seen.language == "zh" else ". "


@OVER_TIME.of("over time")
def a_good_beginning(seen: Seen) -> str | None:
    first = next(seen.told(), None)
    lie_ = typed("«n»共十二所不达标。", "«n»: twelve schools fail.")(seen)
    return f"{first}{_stop(seen)}{lie_}" if first and isinstance(lie_, str) else None


@OVER_TIME.of("over time")
def a_lie_and_the_same_again(seen: Seen) -> str | None:
    return typed("«n»：«f»，共12所。", "«n»: «f», 12 in all.")(seen)


@OVER_TIME.of("over time")
def a_lie_and_another(seen: Seen) -> str | None:
    first, second = ("«n»：十二所。", "«n»: twelve."), ("«n»：达标。", "«n»: met.")
    return typed(*(first if seen.attempt == 1 else second))(seen)


@OVER_TIME.of("over time")
def a_repair_that_goes_on_with_the_lie(seen: Seen) -> str | None:
    """The first reply ends within a sentence, and the second would complete it."""
    name = next(iter(seen.slots("n")), None)
    return name and (f"{name}共" if seen.attempt == 1 else "十二所不达标。")


@OVER_TIME.of("over time")
def the_problems_read_back(seen: Seen) -> str | None:
    first = typed("«n»：十二所达标。", "«n»: twelve are met.")(seen)
    return first if seen.attempt == 1 else seen.messages[-1].text


@OVER_TIME.of("over time")
def split_over_sentences(seen: Seen) -> str | None:
    name = next(iter(seen.slots("n")), None)
    if not name:
        return None
    return f"{name}共。十。二。所。" if seen.language == "zh" else f"{name}: twe. lve. schools. "


@OVER_TIME.of("over time")
def split_over_lines(seen: Seen) -> str | None:
    name = next(iter(seen.slots("n")), None)
    return f"{name}\n十\n二\n所" if name else None


@OVER_TIME.of("over time")
def split_over_slots(seen: Seen) -> str | None:
    names = seen.slots("n")
    return said(seen, f"{names[0]}十{names[1]}二") if len(names) > 1 else None


@OVER_TIME.of("over time")
def too_many_words(seen: Seen) -> str | None:
    first = next(seen.told(), "")
    return f"{first}，共十二所{_stop(seen)}" * 2000


@OVER_TIME.of("over time")
def one_endless_word(seen: Seen) -> str | None:
    return "达标" * 20_000


@OVER_TIME.of("over time")
def the_whole_prompt(seen: Seen) -> str | None:
    return "\n".join(one.text for one in seen.messages)


@OVER_TIME.of("over time")
def only_the_legend(seen: Seen) -> str | None:
    return seen.first


@OVER_TIME.of("over time")
def a_failure_in_the_repair(seen: Seen) -> str | None:
    if seen.attempt > 1:
        raise ModelFailed("truncated")
    return typed("«n»：十二所。", "«n»: twelve.")(seen)
